"""`baom tick`: the clocks that ring today; asked again, nothing more happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Count, command
from engine.core.wording import isolated
from engine.telling.journal import telling

if TYPE_CHECKING:
    from engine.commands.screen import Screen


@command("tick")
@click.option("--limit", type=Count(), default=10_000, show_default=True, help="Dossiers traités au plus.")
@click.option("--unattended", is_flag=True, help="Par un programme, chaque matin : sans connexion, et un nombre seul.")
@pass_desk
def tick(desk: Desk, limit: int, unattended: bool) -> None:
    """Faire sonner les échéances du jour : rappels, délais passés. À lancer chaque matin ; recommencer ne change rien.

    Exemple :
      baom tick
    """
    from engine.app import agenda, scans
    from engine.app.views import event_view
    from engine.core.rules import SYSTEM

    house = desk.opened if unattended else desk.house
    rung = agenda.tick(house, limit=limit, actor=SYSTEM if unattended else desk.actor())
    scans.sweep(house)
    if unattended:
        count = len(rung)
        desk.answer({"rung": count, "cases": []}, lambda screen: screen.done("rung_at_night", count))
        return
    cases: list[dict[str, Any]] = [
        {
            "case": each.case.case,
            "process": each.case.process,
            "state": each.case.state,
            "sequence": each.case.sequence,
            "events": [event_view(event) for event in each.events],
        }
        for each in rung
    ]

    def human(screen: Screen) -> None:
        if not rung:
            screen.line(screen.say("nothing_rings"))
        for each, told in zip(rung, cases, strict=True):
            screen.blank()
            screen.line(isolated(each.case.case, screen.language), "bold")
            teller = telling(screen.voice, desk.house, each.machine.definition, each.case.case)
            for event in told["events"]:
                screen.entry(screen.glyphs.clock, teller.told(event))

    desk.answer({"rung": len(cases), "cases": cases}, human)
