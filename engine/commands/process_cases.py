"""`baom process impact` and `baom process migrate`: what a version does to open cases, told, then done, or undone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Count, command
from engine.commands.progress import progress_of
from engine.core.wording import isolated

if TYPE_CHECKING:
    from engine.commands.screen import Screen

SHOWN = 20
"Cases named on a screen; all of them with --all, or as JSON."


@command("impact")
@click.argument("file", metavar="FICHIER")
@click.option("--all", "every", is_flag=True, help="Nommer tous les dossiers touchés, pas seulement les premiers.")
@pass_desk
def impact(desk: Desk, file: str, every: bool) -> None:
    """Dire ce qu'un fichier changerait aux dossiers ouverts, avant de le publier ; rien n'est écrit.

    Chaque dossier est essayé sous cette version, avec ses règles de passage : sans étape où aller, pièce de plus,
    échéance déplacée, action perdue, suite différente, ou sans effet. Le superviseur lit les numéros de ses dossiers ;
    l'éditeur, qui n'en voit aucun, combien il y en a.

    Exemple :
      baom process impact processes/naissance.yaml
      baom process impact processes/naissance.yaml --all --json
    """
    from engine.app import impact as trying
    from engine.app.migrating_view import impact_view
    from engine.app.publishing import existing, sound

    workshop = desk.workshop
    ready = sound(workshop.referential().read_process(existing(Path(file))))
    actor, tell = desk.actor("supervisor"), progress_of(desk)
    found = trying.impact(desk.house, ready.definition, actor, *filter(None, (tell,)))
    view = impact_view(desk.house, found, desk.language)
    desk.answer(view, lambda screen: _show_impact(screen, view, every=every))


def _show_impact(screen: Screen, view: dict[str, Any], *, every: bool) -> None:
    screen.line(screen.say("tried_on", view["process"], view["version"], view["cases"]), "bold")
    screen.line(screen.say("unaffected_cases", view["unaffected"]))
    for each in view["effects"]:
        screen.entry(screen.glyphs.item, screen.say("known_as", each["title"], each["cases"]))
    for version, count in view["without_rule"].items():
        screen.entry(screen.glyphs.alert, screen.say("no_rule_yet", version, count), "yellow", 0)
    for each in view["kept"]:
        screen.entry(screen.glyphs.alert, each["message"], "yellow", 0)
    if view["by_state"]:
        screen.heading(screen.say("by_step"))
        for each in view["by_state"]:
            told = screen.say("at_step", each["title"], isolated(each["state"], screen.language), each["version"])
            screen.entry(screen.glyphs.item, f"{told} {each['effect_title']} : {each['cases']}")
    _name_cases(screen, view, every=every)


@command("migrate")
@click.argument("name", metavar="PARCOURS")
@click.option("--to", "to", type=Count(), required=True, metavar="VERSION", help="La version publiée où ils passent.")
@click.option("--dry-run", is_flag=True, help="Dire ce qui se passerait, dossier par dossier, sans rien écrire.")
@click.option("--undo", is_flag=True, help="Défaire ce passage : chaque dossier revient à la version d'où il venait.")
@click.option("--all", "every", is_flag=True, help="Nommer tous les dossiers, pas seulement les premiers.")
@pass_desk
def migrate(desk: Desk, name: str, to: int, *, dry_run: bool, undo: bool, every: bool) -> None:
    """Faire passer les dossiers ouverts à une version publiée.

    Par les règles écrites dans celle-ci.

    Un événement par dossier ; ceux qui ne peuvent pas passer restent où ils sont, et la raison est dite ; les dossiers
    clos ne bougent jamais. Recommencer ne change rien. Dans une base réelle il faut deux personnes : le passage attend
    qu'une autre donne la même commande.

    Exemple :
      baom process migrate naissance --to 3 --dry-run
      baom process migrate naissance --to 3
      baom process migrate naissance --to 3 --undo
    """
    from engine.app import migrating
    from engine.app.migrating_view import migration_view

    actor, tell = desk.actor("supervisor"), progress_of(desk)
    asked = migrating.Asked(name, to, undo=undo, dry_run=dry_run)
    found = migrating.migrate(desk.house, asked, actor, *filter(None, (tell,)))
    view = migration_view(desk.house, found, desk.language)
    desk.answer(view, lambda screen: _show_migration(screen, view, every=every))


def _show_migration(screen: Screen, view: dict[str, Any], *, every: bool) -> None:
    if view["waiting"]:
        screen.entry(screen.glyphs.clock, screen.say("migration_waits", view["process"], view["to"]), indent=0)
        return
    would, did = ("would_go_back", "went_back") if view["undo"] else ("would_move", "came_over")
    done = would if view["dry_run"] else did
    screen.line(screen.say(done, view["process"], view["to"], view["moved"]), "bold")
    for each in view["ways"]:
        leads = each["title"]
        if each["to"] != each["state"]:
            leads = f"{leads} {screen.glyphs.leads} {each['to_title']}"
        screen.entry(screen.glyphs.item, screen.say("way_of_version", leads, each["version"], each["cases"]))
    for each in view["renamed"]:
        screen.entry(screen.glyphs.item, screen.say("way_of_version", each["message"], each["version"], each["cases"]))
    screen.line(screen.say("cases_that_stay", view["stays"]), "bold" if view["obstacles"] else "")
    for each in view["obstacles"]:
        told = screen.say("at_step", each["title"], isolated(each["state"], screen.language), each["version"])
        screen.entry(screen.glyphs.alert, f"{told} {each['message']} ({each['cases']})", "yellow")
    _name_cases(screen, view, every=every)


def _name_cases(screen: Screen, view: dict[str, Any], *, every: bool) -> None:
    """The cases one by one, for whoever may be told of them."""
    told = view["told"]
    if not told:
        return
    screen.heading(screen.say("case_by_case"))
    shown = told if every else told[:SHOWN]
    for each in shown:
        screen.entry(screen.glyphs.item, f"{isolated(each['case'], screen.language)} · {_outcome(screen, each)}")
        for message in _messages(screen, each):
            screen.line(message, "dim", 4)
    more = len(told) - len(shown) + view["untold"]
    if more:
        screen.line(screen.say("more_cases", more), "dim", 2)


def _outcome(screen: Screen, each: dict[str, Any]) -> str:
    if each["to"] is None:
        return f"{each['state_title']} ({screen.say('stays_there')})"
    there = each.get("to_title")
    moves = there is not None and each["to"] != each["state"]
    return f"{each['state_title']} {screen.glyphs.leads} {there}" if moves else str(each["state_title"])


def _messages(screen: Screen, each: dict[str, Any]) -> Iterable[str]:
    yield from each["messages"]
    left = [name for names in each.get("left", {}).values() for name in names]
    if left:
        yield screen.say("left_aside", screen.enumerated(left))
