"""`baom sources`: the texts behind the pathways: listed, what rests on each, and what there is to read again."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Among, Count, Group, command
from engine.core.days import day_in_words
from engine.core.footing import REREAD_AFTER
from engine.errors import Said

if TYPE_CHECKING:
    from engine.app.watching import Cited, Concern, LegalWatch
    from engine.commands.screen import Screen
    from engine.core.footing import Foothold

sources = Group(
    "sources",
    help="""Les textes derrière les parcours, et ce qu'il faut en relire.

    Exemple :
      baom sources check
      baom sources show loi_55_19
    """,
)


def _watch(desk: Desk, months: int = REREAD_AFTER) -> LegalWatch:
    from engine.app.house import ZONE
    from engine.app.watching import watch

    # The files alone are read: no base is opened to know the day.
    now = desk.settings.now or datetime.now(ZONE)
    return watch(desk.workshop, now.date(), months)


@command("list")
@click.option("--process", metavar="PARCOURS", help="Celles d'un seul parcours.")
@click.option(
    "--confidence",
    type=Among(["sourced", "common_knowledge", "to_validate"]),
    help="Celles de cette confiance seulement.",
)
@pass_desk
def list_(desk: Desk, process: str | None, confidence: str | None) -> None:
    """Les sources, leur confiance, et combien d'endroits reposent sur chacune.

    Exemple :
      baom sources list --confidence to_validate
      baom sources list --process naissance
    """
    cited = _watch(desk).cited
    if process is not None:
        desk.known(process, {name for each in cited.values() for name in each.processes}, Said("Le parcours"))
    found = [
        each
        for each in cited.values()
        if confidence in (None, each.source.confidence) and (process is None or process in each.processes)
    ]
    view = {"sources": [{**_source_view(desk, each), "places": len(each.places)} for each in found]}

    def human(screen: Screen) -> None:
        for each in view["sources"]:
            screen.line(f"{each['id']} · {screen.say('confidence_' + each['confidence'])}", "bold", 2)
            screen.line(f"{each['title']} · {screen.say('watch_places', each['places'])}", indent=4)

    desk.answer(view, human)


def _source_view(desk: Desk, cited: Cited) -> dict[str, Any]:
    from engine.app.views import source_view

    return source_view(cited.source, desk.language)


@command("show")
@click.argument("name", metavar="SOURCE")
@click.option("--cases", is_flag=True, help="Compter aussi les dossiers ouverts qui en dépendent.")
@pass_desk
def show(desk: Desk, name: str, cases: bool) -> None:
    """Une source, et tout ce qui repose dessus : étapes, pièces, échéances, courriers ; avec --cases, les dossiers.

    Exemple :
      baom sources show loi_55_19
      baom sources show loi_55_19 --cases
    """
    from engine.app.watching import resting

    known = _watch(desk).cited
    desk.known(name, known, Said("La source"))
    cited = known[name]
    view = {
        **_source_view(desk, cited),
        "rests": [_foothold_view(desk, each.process, each.foothold) for each in cited.places],
        "open_cases": resting(desk.house, desk.actor("editor"), name) if cases else None,
    }
    desk.answer(view, lambda screen: _show_source(screen, view))


def _day(screen: Screen, day: str) -> str:
    return day_in_words(date.fromisoformat(day), screen.language)


def _foothold_view(desk: Desk, process: str, foothold: Foothold) -> dict[str, Any]:
    return {
        "process": process,
        "kind": foothold.kind,
        "path": list(foothold.path),
        "title": foothold.title.of(desk.language),
        "states": sorted(foothold.states),
        "forms": list(foothold.forms),
    }


def _show_source(screen: Screen, view: dict[str, Any]) -> None:
    screen.line(view["title"], "bold")
    told = [screen.say("confidence_" + view["confidence"])]
    if view["dated"]:
        told.append(screen.say("source_dated", view["dated"]))
    told.append(screen.say("source_read", _day(screen, view["read"])) if view["read"] else screen.say("source_unread"))
    screen.line(" · ".join(told), "dim")
    if view["url"]:
        screen.verbatim(view["url"], "")
    if view["note"]:
        screen.line(view["note"])
    screen.heading(screen.say("rests_places", len(view["rests"])))
    if not view["rests"]:
        screen.line(screen.say("rests_nowhere"), indent=2)
    for process, places in groupby(view["rests"], key=lambda each: each["process"]):
        screen.line(process, "bold", 2)
        for each in places:
            letters = f" ({screen.say('place_letters', screen.listed(each['forms']))})" if each["forms"] else ""
            screen.entry(screen.glyphs.item, f"{screen.say('place_' + each['kind'])} : {each['title']}{letters}", "", 4)
    if view["open_cases"] is not None:
        screen.heading(screen.say("rests_cases"))
        if not view["open_cases"]:
            screen.line(screen.say("rests_no_case"), indent=2)
        screen.columns(list(view["open_cases"].items()))


@command("check")
@click.option(
    "--months", type=Count(most=600), default=REREAD_AFTER, help="Relire ce qui l'a été il y a plus longtemps."
)
@click.option(
    "--visit", is_flag=True, help="Demander aussi à chaque adresse si elle répond encore (il faut le réseau)."
)
@pass_desk
def check(desk: Desk, months: int, visit: bool) -> None:
    """Ce qu'il y a à relire : dates passées, faits à valider, adresses mortes, demandes sans base légale.

    Exemple :
      baom sources check
      baom sources check --months 6
    """
    from engine.commands.addresses import unanswered

    found = _watch(desk, months)
    dead = unanswered([each.source.url for each in found.cited.values() if each.source.url]) if visit else {}
    view = {
        "sources": len(found.cited),
        "concerns": [_concern_view(desk, each) for each in found.concerns],
        "without_basis": [each.view for each in found.without_basis],
        "unreachable": [
            {"id": each.source.id, "url": each.source.url, "why": dead[each.source.url]}
            for each in found.cited.values()
            if each.source.url in dead
        ]
        if visit
        else None,
    }
    desk.answer(view, lambda screen: _show_check(screen, view, months))


def _concern_view(desk: Desk, concern: Concern) -> dict[str, Any]:
    return {
        "kind": concern.kind,
        "catalogue": concern.catalogue,
        "id": concern.id,
        "title": concern.title.of(desk.language),
        "since": concern.since.isoformat() if concern.since else None,
        "places": concern.places,
    }


def _show_check(screen: Screen, view: dict[str, Any], months: int) -> None:
    for kind, concerns in groupby(view["concerns"], key=lambda each: each["kind"]):
        screen.heading(screen.say(f"concern_{kind}", months) if kind == "not_reread" else screen.say(f"concern_{kind}"))
        for each in concerns:
            told = [f"{screen.say('catalogue_' + each['catalogue'])} {each['id']}"]
            if each["since"]:
                told.append(_day(screen, each["since"]))
            if each["places"]:
                told.append(screen.say("watch_places", each["places"]))
            screen.entry(screen.glyphs.item, f"{each['title']} ({', '.join(told)})")
    if view["unreachable"]:
        screen.heading(screen.say("concern_unreachable"))
        for each in view["unreachable"]:
            screen.verbatim(f"{each['id']}: {each['url']}: {each['why']}", "yellow")
    if view["without_basis"]:
        screen.heading(screen.say("watch_basis"))
        for each in view["without_basis"]:
            screen.verbatim(f"{each['file']}:{each['line']}:{each['column']}", "yellow")
            screen.line(each["message"], indent=2)
    screen.blank()
    again = sum(each["kind"] in ("reread_due", "not_reread") for each in view["concerns"])
    uncertain = sum(each["kind"] == "to_validate" for each in view["concerns"])
    screen.line(screen.say("watch_summary", view["sources"], again, uncertain, len(view["without_basis"])), "bold")


for _each in (list_, show, check):
    sources.add_command(_each)
