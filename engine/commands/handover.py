"""`baom case handover`: an absent colleague's cases, passed on and given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import REFUSED, Desk, pass_desk
from engine.commands.frame import command
from engine.core.wording import isolated

if TYPE_CHECKING:
    from engine.commands.screen import Screen

_NOBODY = frozenset(("nobody", "personne"))


@command("handover")
@click.argument("leaving", metavar="AGENT")
@click.argument("taking", metavar="COLLÈGUE")
@click.option("--commune", metavar="COMMUNE", help="Ceux d'un seul bureau.")
@click.option("--process", metavar="PARCOURS", help="Ceux d'un seul parcours.")
@click.option("--until", metavar="DATE", help="Ceux dont l'échéance tombe jusqu'à ce jour : ils n'attendent pas.")
@click.option("--back", is_flag=True, help="Au retour : seulement ceux que le collègue avait avant.")
@pass_desk
def handover(
    desk: Desk, leaving: str, taking: str, commune: str | None, process: str | None, until: str | None, back: bool
) -> None:
    """Passer les dossiers ouverts d'un agent absent à un collègue ; à son retour, les lui rendre.

    Le collègue « personne » les rend au bureau, à qui les prendra.

    Exemple :
      baom case handover amina brahim --until 30/11/2026
      baom case handover brahim amina --back
    """
    from engine.app.given import day_of
    from engine.app.handover import Passing, hand_over, line_view

    passing = Passing(
        leaving,
        None if taking.strip().casefold() in _NOBODY else taking,
        commune,
        process,
        day_of(until) if until else None,
        back,
    )
    found = hand_over(desk.house, passing, desk.actor())
    view: dict[str, Any] = {
        "from": leaving,
        "to": passing.taking,
        "moved": [line_view(line) for line in found.moved],
        "left": [{"case": line.case, "process": line.process, "message": why} for line, why in found.left],
    }
    desk.answer(view, lambda screen: _show(screen, view))
    if found.left:
        desk.end(REFUSED)


def _show(screen: Screen, view: dict[str, Any]) -> None:
    to = view["to"] or screen.say("the_desk")
    screen.done("handed_over", len(view["moved"]), view["from"], to)
    screen.columns(
        [(isolated(each["case"], screen.language), each["process"], each["due"] or "") for each in view["moved"]],
        styles=("bold", "dim"),
        flexible=1,
    )
    for each in view["left"]:
        screen.entry(screen.glyphs.refused, screen.say("not_handed_over", each["case"], each["message"]), "", 2, "red")
