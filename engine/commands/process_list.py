"""`baom process list` and `baom process show`: the pathways of the folder, and those of the base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import command
from engine.core.wording import OUTCOMES, isolated, who

if TYPE_CHECKING:
    from engine.app.brought import Brought
    from engine.commands.screen import Screen


@command("list")
@click.option("--published", is_flag=True, help="Ceux de la base, avec toutes leurs versions, plutôt que les fichiers.")
@pass_desk
def list_(desk: Desk, published: bool) -> None:
    """Lister les parcours du dossier, ou ceux que la base a publiés.

    Exemple :
      baom process list
      baom process list --published
    """
    from engine.app.brought import brought

    found = _published(desk) if published else _in_files(desk)
    news = brought(desk.house, desk.workshop, desk.actor()) if published else []

    def human(screen: Screen) -> None:
        # The name of a pathway is typed: it is never cut, its title goes below.
        for each in found:
            screen.line(f"{each['process']} · {_version(screen, each)}", "bold", 2)
            if each["title"]:
                screen.line(each["title"], indent=4)
            if "author" in each:
                _show_registered(screen, each)

        for one in news:
            screen.entry(screen.glyphs.alert, _news(screen, one), "yellow", 0)
        if news:
            # What explains, and what publishes; of one of them, the others alike.
            screen.command(f"baom process {'diff' if news[0].published else 'check'} {news[0].file}")
            screen.command(f"baom process publish {news[0].file}")

    view: dict[str, Any] = {"processes": found}
    if published:
        view["brought"] = [
            {"process": one.process, "file": one.file, "version": one.version, "published": one.published or None}
            for one in news
        ]
    desk.answer(view, human)


def _news(screen: Screen, each: Brought) -> str:
    """What the program's folder brings of a pathway that isn't published."""
    name = isolated(each.process, screen.language)
    if not each.published:
        return screen.say("brought_new", name, each.version)
    return screen.say("brought_clash" if each.clashes else "brought_newer", name, each.version, each.published)


def _show_registered(screen: Screen, each: dict[str, Any]) -> None:
    """Who published a version, when and why, and how many open cases live under it."""
    from engine.app.retrial import desk_day
    from engine.core.days import day_in_words

    day = day_in_words(desk_day(each["published_at"]), screen.language)
    names = [
        isolated(who(name, screen.language), screen.language) for name in (each["asked_by"], each["author"]) if name
    ]
    screen.line(screen.say("published_by", day, screen.enumerated(names)), "dim", 4)
    if each["reason"]:
        screen.line(screen.say("quoted_reason", each["reason"]), "dim", 4)
    if each["pack"] is not None:
        name = isolated(each["pack"]["name"] or screen.say("pack_nameless"), screen.language)
        screen.line(screen.say("pack_came_in", each["pack"]["serial"], name), "dim", 4)
    if each["open"] is not None:
        screen.line(screen.say("open_under_it", each["open"]), "dim", 4)


def _in_files(desk: Desk) -> list[dict[str, Any]]:
    from engine.app.definition_view import definition_line

    found = []
    for read in desk.workshop.referential().read_all():
        definition = read.definition
        found.append(
            {"process": read.process, "file": read.file, "sound": read.is_sound}
            | (definition_line(definition, desk.language) if definition is not None else {"title": "", "version": None})
        )
    return found


def _published(desk: Desk) -> list[dict[str, Any]]:
    from engine.app.definition_view import definition_line
    from engine.app.registry import registry

    return [
        {
            "process": each.line.process,
            "published_at": each.line.published_at,
            "sound": True,
            "author": each.author,
            "asked_by": each.asked_by,
            "reason": each.reason,
            "open": each.open,
            "pack": None if each.pack is None else {"name": each.pack.name, "serial": each.pack.serial},
        }
        | definition_line(each.definition, desk.language)
        for each in registry(desk.house, desk.actor())
    ]


def _version(screen: Screen, each: dict[str, Any]) -> str:
    if not each["sound"] or each["version"] is None:
        return screen.say("broken")
    return screen.say("version", each["version"], screen.say(f"status_{each['status']}"))


@command("show")
@click.argument("name", metavar="PARCOURS")
@pass_desk
def show(desk: Desk, name: str) -> None:
    """Lire un parcours : étapes, actions, échéances, pièces.

    Exemple :
      baom process show naissance
    """
    from engine.app.definition_view import definition_view
    from engine.app.publishing import definition_in

    view = definition_view(definition_in(desk.workshop, name), desk.language)
    desk.answer(view, lambda screen: _show_definition(screen, view))


def _show_definition(screen: Screen, view: dict[str, Any]) -> None:
    screen.line(view["title"], "bold")
    told = screen.say("version", view["version"], screen.say(f"status_{view['status']}"))
    screen.line(f"{view['process']}, {told} · {view['digest'][:12]}", "dim")
    if view["deadlines"]:
        screen.heading(screen.say("deadlines"))
        screen.columns([(each["id"], each["title"], each["within_words"]) for each in view["deadlines"]], flexible=1)
    screen.heading(screen.say("state_list"))
    for state in view["states"]:
        kind = (
            OUTCOMES[state["outcome"]].of(screen.language)
            if state["outcome"] in OUTCOMES
            else screen.say(f"kind_{state['kind']}")
        )
        told = screen.say("known_as", isolated(state["id"], screen.language), state["title"])
        screen.entry(screen.glyphs.item, f"{told} ({kind})", "bold")
        _show_actions(screen, state["actions"])
        if state["documents"]:
            screen.line(
                screen.say("known_as", screen.say("papers"), screen.listed(state["documents"].values())), "dim", 6
            )
    if view["actions"]:
        screen.heading(screen.say("shared_actions"))
        _show_actions(screen, view["actions"])


def _show_actions(screen: Screen, actions: list[dict[str, Any]]) -> None:
    for action in actions:
        goes = f" {screen.glyphs.leads} {' / '.join(action['to'])}" if action["to"] else ""
        screen.entry(screen.glyphs.dash, f"{action['id']} : {action['title']}{goes}", indent=4)
