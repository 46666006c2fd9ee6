"""`baom audit cases`: the cases among which somebody audits, without a name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Among, Count, command
from engine.core.days import day_in_words
from engine.core.suspicions import SUSPICIONS, Suspicion

if TYPE_CHECKING:
    from engine.commands.screen import Screen

LINES = 50


@command("cases")
@click.option("--process", metavar="PARCOURS", help="Ceux d'un parcours ; un parcours réservé, s'il est nommé.")
@click.option("--state", metavar="ÉTAPE", help="Ceux qui en sont à cette étape du parcours.")
@click.option("--commune", metavar="COMMUNE", help="Ceux d'un bureau.")
@click.option("--since", metavar="DATE", help="Ouverts depuis ce jour compris.")
@click.option("--until", metavar="DATE", help="Ouverts jusqu'à ce jour compris.")
@click.option("--suspicion", type=Among(SUSPICIONS), help="Étape forcée, acte hors règle, étape annulée, invariant.")
@click.option("--open", "open_only", is_flag=True, help="Les dossiers ouverts seulement.")
@click.option("--after", metavar="SUITE", help="La suite d'une liste : ce qu'elle donne à la fin.")
@click.option("--limit", type=Count(), default=LINES, show_default=True, help="Nombre de lignes.")
@pass_desk
def cases(
    desk: Desk,
    process: str | None,
    state: str | None,
    commune: str | None,
    since: str | None,
    until: str | None,
    suspicion: Suspicion | None,
    open_only: bool,
    after: str | None,
    limit: int,
) -> None:
    """Les dossiers à contrôler, sans aucun nom, le dernier ouvert d'abord ; chacun se rejoue par son numéro.

    forced : une étape forcée par un superviseur ; irregular : un acte hors règle d'un service ; undone : une étape
    annulée par quelqu'un ; broken : un invariant du parcours n'est pas respecté, ou ne l'a pas été.

    Exemple :
      baom audit cases --process naissance --suspicion forced
      baom audit cases --commune tiznit --since 01/11/2026 --until 30/11/2026
    """
    from engine.app.audited import Wanted, audited_cases, audited_view
    from engine.app.given import day_of

    wanted = Wanted(
        commune,
        process,
        state,
        day_of(since) if since is not None else None,
        day_of(until) if until is not None else None,
        suspicion,
        open_only,
    )
    view = audited_view(audited_cases(desk.house, wanted, desk.actor("auditor"), limit, after), desk.language)
    desk.answer(view, lambda screen: _show(desk, screen, view))


def _show(desk: Desk, screen: Screen, view: dict[str, Any]) -> None:
    if not view["cases"]:
        screen.line(screen.say("no_case"))
    else:
        screen.blank()
        heads = [screen.say(name) for name in ("col_case", "col_process", "col_state", "col_commune", "col_suspicion")]
        rows = [
            (
                line["case"],
                line["process"],
                screen.say("damaged") if line["damaged"] else line["state_title"],
                desk.place(line["commune"]),
                screen.enumerated([screen.say(f"suspicion_{each}") for each in line["suspicions"]]),
            )
            for line in view["cases"]
        ]
        widths = screen.widths([heads, *rows], flexible=2, widest=18)
        screen.columns([heads], styles=("dim",) * len(heads), widths=widths)
        screen.columns(rows, styles=("bold", "dim"), widths=widths)
    for line in view["cases"]:
        for each in line["invariants"]:
            screen.entry(screen.glyphs.alert, f"{line['case']} {screen.glyphs.leads} {each['message']}", "yellow", 0)
    if view["after"]:
        reached = day_in_words(date.fromisoformat(view["reached"]), screen.language)
        screen.line(screen.say("cases_go_on", reached, view["after"]), "dim", 2)
