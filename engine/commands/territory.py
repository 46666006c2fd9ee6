"""`baom territory`: another region: begun, what it still lacks, and what it changes to the pathways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import REFUSED, Desk, pass_desk
from engine.commands.frame import Group, command
from engine.errors import Said

if TYPE_CHECKING:
    from engine.app.comparing import Told
    from engine.commands.screen import Screen

territory = Group(
    "territory",
    help="""Une autre région : la commencer, voir ce qui lui manque et ce qu'elle change.

    Exemple :
      baom territory check souss_massa
      baom territory diff souss_massa
    """,
)


def _known(desk: Desk, name: str) -> None:
    from engine.app.territories import known_territories

    desk.known(name, known_territories(desk.settings.processes), Said("Le territoire"))


@command("new")
@click.argument("name", metavar="NOM")
@pass_desk
def new(desk: Desk, name: str) -> None:
    """Commencer un territoire : ses cinq fichiers, et les jours fériés du pays. N'écrase jamais rien.

    Exemple :
      baom territory new ma_region
    """
    from engine.app.territories import begin_territory
    from engine.bootstrap import shipped

    written = begin_territory(desk.workshop, shipped("processes") / "modeles" / "nouveau_territoire", name)

    def human(screen: Screen) -> None:
        for path in written:
            screen.done("written", path)
        screen.line(screen.say("next_step", f"baom territory check {name}"))

    desk.answer({"territory": name, "files": [str(path) for path in written]}, human)


@command("check")
@click.argument("name", metavar="TERRITOIRE")
@pass_desk
def check(desk: Desk, name: str) -> None:
    """Dire ce qu'il reste à remplir : anomalies, textes, services sans guichet, fêtes estimées. Fin 1 si une erreur.

    Exemple :
      baom territory check souss_massa
    """
    from engine.app.territories import lacking

    _known(desk, name)
    found = lacking(desk.workshop, name)
    view = {
        "territory": name,
        "problems": [each.view for each in found.problems],
        "services_without_office": {service: list(used) for service, used in found.services.items()},
        "offices_unverified": list(found.unverified),
        "feasts_estimated": list(found.estimated),
    }
    desk.answer(view, lambda screen: _show_lacking(screen, view))
    if any(each.severity == "error" for each in found.problems):
        desk.end(REFUSED)


def _show_lacking(screen: Screen, view: dict[str, Any]) -> None:
    for each in view["problems"]:
        style = "bold red" if each["severity"] == "error" else "yellow"
        place = f"{each['file']}:{each['line']}:{each['column']}"
        screen.verbatim(f"{place}: {screen.say(each['severity'])} {each['code']}", style)
        screen.line(each["message"], indent=2)
        screen.entry(screen.glyphs.leads, each["remedy"], "dim", 2)
    if view["services_without_office"]:
        screen.heading(screen.say("no_office_for", len(view["services_without_office"])))
        screen.columns([(name, ", ".join(used)) for name, used in view["services_without_office"].items()], flexible=1)
    for phrase in ("offices_unverified", "feasts_estimated"):
        if view[phrase]:
            screen.heading(screen.say(phrase, len(view[phrase])))
            screen.line(screen.listed(view[phrase]), indent=2)
    if not any(each for key, each in view.items() if key != "territory"):
        screen.done("nothing_lacking", view["territory"])


@command("diff")
@click.argument("name", metavar="TERRITOIRE")
@pass_desk
def diff(desk: Desk, name: str) -> None:
    """Dire ce qu'un territoire change aux parcours, une phrase par différence, avec sa place.

    Exemple :
      baom territory diff souss_massa
    """
    from engine.app.territories import differences

    _known(desk, name)
    found = differences(desk.workshop, name, (desk.language,))[desk.language]
    processes = {process: [_told(each) for each in told] for process, told in found.items()}

    def human(screen: Screen) -> None:
        if not found:
            screen.line(screen.say("territory_as_base", name))
        for process, told in processes.items():
            screen.heading(process)
            for each in told:
                screen.entry(screen.glyphs.item, each["message"])
                if each["place"]:
                    screen.line(each["place"], "dim", 4)

    desk.answer({"territory": name, "processes": processes}, human)


def _told(each: Told) -> dict[str, Any]:
    place = str(each.place) if each.place else None
    return {"class": each.change.aspect, "message": each.sentence, "place": place}


for _each in (new, check, diff):
    territory.add_command(_each)
