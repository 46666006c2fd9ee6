"""`baom worklist`: the desk's day, the most pressing first, one act a line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from engine.app.sections import SECTIONS, Section
from engine.commands.desk import Desk, pass_desk
from engine.commands.files import give_file
from engine.commands.frame import Among, Count, command
from engine.commands.screen import BELOW
from engine.core.days import distance_in_words
from engine.core.wording import isolated

if TYPE_CHECKING:
    from engine.app.worklist import Wanted
    from engine.commands.screen import Screen

STYLES = {"overdue": "bold red", "today": "bold yellow", "soon": "yellow", "third_party": "red"}
LINES = 20
"Lines of each section, unless more are asked for."
_ME = frozenset(("me", "moi"))
_NOBODY = frozenset(("nobody", "personne"))


@command("worklist")
@click.option("--commune", metavar="COMMUNE", help="Un seul bureau.")
@click.option("--process", metavar="PARCOURS", help="Un seul parcours.")
@click.option("--assigned", metavar="AGENT", help="Les dossiers d'un agent ; moi ; personne : encore à confier.")
@click.option("--until", metavar="DATE", help="Échéances et rendez-vous jusqu'à ce jour compris.")
@click.option("--section", "sections", multiple=True, type=Among(SECTIONS), help="Une seule partie ; à répéter.")
@click.option("--ics", metavar="FICHIER", help="Écrire les rendez-vous dans un fichier de calendrier ; « - » : ici.")
@click.option("--limit", type=Count(), default=LINES, show_default=True, help="Lignes de chaque partie.")
@pass_desk
def worklist(
    desk: Desk,
    commune: str | None,
    process: str | None,
    assigned: str | None,
    until: str | None,
    sections: tuple[Section, ...],
    ics: str | None,
    limit: int,
) -> None:
    """La journée du bureau : retards, aujourd'hui, bientôt, retards des autres, dossiers reçus, rendez-vous, le reste.

    Exemple :
      baom worklist --commune tiznit
      baom worklist --assigned personne --section referral
      baom worklist --until 30/11/2026 --json
      baom worklist --commune tiznit --ics semaine.ics
    """
    from engine.app.given import day_of
    from engine.app.worklist import Wanted

    wanted = Wanted(commune, process, _agent(desk, assigned), day_of(until) if until else None)
    if ics is not None:
        _write_calendar(desk, wanted, ics)
        return
    view = worklist_view(desk, wanted, limit=limit, sections=_in_order(sections))
    desk.answer(view, lambda screen: show_day(screen, view, limit))


def _in_order(asked: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections asked for, or all of them, in the order of a day."""
    return tuple(each for each in SECTIONS if each in asked) or SECTIONS


def _write_calendar(desk: Desk, wanted: Wanted, ics: str) -> None:
    from engine.app.meetings import desk_calendar

    content, number = desk_calendar(desk.house, wanted, desk.language, desk.actor())
    give_file(desk, ics, ics, content, {"appointments": number})


def _agent(desk: Desk, word: str | None) -> str | None:
    """The name that cases are assigned to; empty for nobody's."""
    from engine.app.worklist import NOBODY

    folded = (word or "").strip().casefold()
    if folded in _ME:
        return desk.actor().name
    return NOBODY if folded in _NOBODY else word


def worklist_view(
    desk: Desk, wanted: Wanted, *, limit: int, sections: tuple[Section, ...] = SECTIONS
) -> dict[str, Any]:
    """The lines as JSON, the most pressing first."""
    from engine.app import worklist as day
    from engine.app.day_view import day_view

    parts = day.worklist(desk.house, wanted, desk.actor(), sections=sections, limit=limit)
    return day_view(desk.house, parts, desk.language)


def show_day(screen: Screen, view: dict[str, Any], limit: int) -> None:
    """The lines, section by section."""
    if not view["rows"]:
        screen.line(screen.say("nothing_due"))
        return
    today = date.fromisoformat(view["today"])
    shown = [(row["section"], _line(screen, row, today)) for row in view["rows"]]
    widths = screen.widths([line for _, line in shown], flexible=1, widest=20)
    for part in view["sections"]:
        section = part["section"]
        style = STYLES.get(section, "")
        screen.blank()
        count = f"{part['count']}+" if part["more"] else str(part["count"])
        screen.line(f"{screen.say(section)} ({count})", style or "bold")
        lines = [line for each, line in shown if each == section]
        screen.columns(lines, styles=("bold", "", style, "green"), widths=widths)
        if part["more"]:
            screen.line(screen.say("more_of", section, limit * 2), "dim", 2)


def _line(screen: Screen, row: dict[str, Any], today: date) -> tuple[str, str, str, str]:
    due = distance_in_words(row["days_left"], screen.language) if row["days_left"] is not None else screen.glyphs.dash
    if row["section"] in ("meeting_today", "appointment") and row["appointments"]:
        due = _when(screen, row["appointments"][0], today)
    return (
        # The pathway below the name leaves the act, which is what is read, on one line or two.
        BELOW.join((row["person"] or screen.say("unnamed"), row["process"].replace("_", " "))),
        _act(screen, row),
        due,
        isolated(row["case"], screen.language),
    )


def _act(screen: Screen, row: dict[str, Any]) -> str:
    """What the desk does next; where only others can act, what is awaited."""
    if row["damaged"]:
        return screen.say("damaged")
    awaited = row["section"] in ("third_party", "waiting") or row["status"] == "waiting"
    title = screen.say("awaiting", row["state_title"]) if awaited else row["state_title"]
    return str(row["next_act"] or title)


def _when(screen: Screen, meeting: dict[str, Any], today: date) -> str:
    """« demain, 09:30 »: the first appointment of a line."""
    day = distance_in_words((date.fromisoformat(meeting["day"]) - today).days, screen.language)
    return screen.say("day_at", day, meeting["at"]) if meeting["at"] else day
