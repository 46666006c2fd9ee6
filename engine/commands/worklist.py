"""`baom worklist`: the desk's day, the most pressing first, one act a line."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Count, command
from engine.core.days import distance_in_words
from engine.core.wording import isolated

if TYPE_CHECKING:
    from engine.app.agenda import Row
    from engine.app.house import House
    from engine.commands.screen import Screen

ORDER = ("overdue", "today", "soon", "waiting", "open")
STYLES = {"overdue": "bold red", "today": "bold yellow", "soon": "yellow"}


@command("worklist")
@click.option("--commune", metavar="COMMUNE", help="Un seul bureau.")
@click.option("--process", metavar="PARCOURS", help="Un seul parcours.")
@click.option("--assigned", metavar="AGENT", help="Les dossiers d'un agent.")
@click.option("--until", metavar="DATE", help="Les échéances jusqu'à ce jour compris.")
@click.option("--limit", type=Count(), default=50, show_default=True, help="Nombre de lignes.")
@pass_desk
def worklist(
    desk: Desk, commune: str | None, process: str | None, assigned: str | None, until: str | None, limit: int
) -> None:
    """La journée du bureau : en retard, aujourd'hui, bientôt, chez un autre service, puis le reste.

    Exemple :
      baom worklist --commune tiznit
      baom worklist --until 30/11/2026 --json
    """
    from engine.app.given import day_of

    house = desk.house
    view = worklist_view(
        desk,
        house,
        commune=house.commune(commune) if commune else None,
        process=process,
        assigned=assigned,
        until=day_of(until).isoformat() if until else None,
        limit=limit,
    )
    desk.answer(view, lambda screen: show_rows(screen, view, limit))


def worklist_view(desk: Desk, house: House, *, limit: int, **wanted: str | None) -> dict[str, Any]:
    """The lines as JSON, the most pressing first."""
    from engine.app import agenda

    rows = agenda.worklist(house, limit=limit + 1, **wanted)
    shown = sorted((row_view(row, desk) for row in rows[:limit]), key=lambda row: ORDER.index(row["status"]))
    return {"today": house.today().isoformat(), "rows": shown, "more": len(rows) > limit}


def row_view(row: Row, desk: Desk) -> dict[str, Any]:
    """One line as JSON."""
    from engine.app.listing import name_of

    language = desk.language
    line = row.line
    return {
        "case": line.case,
        "subject": line.subject,
        "person": name_of(row.subject, language),
        "process": line.process,
        "process_title": row.process.of(language),
        "state": line.state,
        "state_title": row.state.of(language),
        "commune": line.commune,
        "assigned": line.assigned,
        "status": row.status,
        "next_act": row.next_act.of(language) if row.next_act is not None else None,
        "due": line.due,
        "days_left": row.days_left,
    }


def show_rows(screen: Screen, view: dict[str, Any], limit: int) -> None:
    """The lines, grouped by how pressing they are."""
    if not view["rows"]:
        screen.line(screen.say("nothing_due"))
        return
    shown = {row["case"]: _line(screen, row) for row in view["rows"]}
    widths = screen.widths(list(shown.values()), flexible=2, widest=18)
    for status, rows in groupby(view["rows"], key=lambda row: str(row["status"])):
        lines = [shown[row["case"]] for row in rows]
        screen.blank()
        screen.line(f"{screen.say(status)} ({len(lines)})", STYLES.get(status, "bold"))
        screen.columns(lines, styles=("bold", "dim", "", STYLES.get(status, ""), "green"), widths=widths)
    if view["more"]:
        screen.blank()
        screen.line(screen.say("more_lines", limit * 2), "dim", 2)


def _line(screen: Screen, row: dict[str, Any]) -> tuple[str, str, str, str, str]:
    due = distance_in_words(row["days_left"], screen.language) if row["days_left"] is not None else screen.glyphs.dash
    return (
        row["person"] or screen.say("unnamed"),
        row["process"],
        row["next_act"] or row["state_title"],
        due,
        isolated(row["case"], screen.language),
    )
