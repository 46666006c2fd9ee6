"""« Aujourd'hui »: the desk's day, the most pressing first, one act a line."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.listing import name_of
from engine.app.reminders import anybody_to_tell
from engine.app.sections import SECTIONS
from engine.app.worklist import NOBODY, SOON, Part, Row, Wanted, worklist
from engine.authority.allow import Action, Resource, allow, communes_seen
from engine.core.appointments import Appointment
from engine.core.days import day_in_words, distance_in_words, moment_in_words, rest_in_words, weekday_in_words
from engine.core.definition import Language
from engine.web.visit import Visiting

router = APIRouter()
LINES = 12
"Lines of each section; one section alone shows more."
PAGE = 50
BEGINNINGS: tuple[tuple[str, Action], ...] = (("/users", "user.manage"), ("/audit", "audit.replay"))
"Where those begin who see no case of a desk, by what is theirs to do; everybody else with the pathways."


@router.get("/")
def today(visit: Visiting) -> Response:
    """The day, or one section of it page after page; whoever sees no case begins where their own work is."""
    actor, asked = visit.actor, visit.request.query_params
    if not allow(actor, "case.list", Resource()):
        return visit.go(next((path for path, action in BEGINNINGS if allow(actor, action, Resource())), "/referential"))
    whose = asked.get("whose", "")
    wanted = Wanted(
        commune=asked.get("commune") or None,
        assigned={"me": actor.name, "nobody": NOBODY}.get(whose),
    )
    section = asked.get("section", "")
    alone = next((each for each in SECTIONS if each == section), None)
    found = worklist(
        visit.house,
        wanted,
        actor,
        sections=(alone,) if alone else SECTIONS,
        limit=PAGE if alone else LINES,
        after=asked.get("after") or None if alone else None,
    )
    return visit.page(
        "today.html",
        today=visit.house.today(),
        parts=[part_view(part, visit.language) for part in found if part.rows],
        alone=alone,
        to_tell=not alone and anybody_to_tell(visit.house, wanted.commune, actor),
        whose=whose,
        commune=wanted.commune or "",
        # Of one desk nobody needs to be told which; of the whole territory each line says it.
        every_desk=communes_seen(actor) is None,
    )


def part_view(part: Part, language: Language) -> dict[str, Any]:
    """One section as its page shows it."""
    return {
        "section": part.section,
        "rows": [row_view(row, language) for row in part.rows],
        "after": part.rows[-1].line.cursor if part.more else "",
    }


def row_view(row: Row, language: Language) -> dict[str, Any]:
    """One line: whose, which pathway, the next act as a verb, by when."""
    left = row.days_left
    due = "" if left is None else rest_in_words(left, language) if left < 0 else distance_in_words(left, language)
    return {
        "case": row.line.case,
        "person": name_of(row.subject, language),
        "process": row.process.of(language),
        "state": row.state.of(language),
        "act": row.next_act.of(language) if row.next_act is not None else "",
        "due": due,
        "due_on": weekday_in_words(date.fromisoformat(row.line.due), language)
        if row.line.due and left is not None and _is_near(left)
        else "",
        "urgency": "over"
        if left is not None and left < 0
        else "now"
        if left == 0
        else "soon"
        if left is not None and left <= SOON
        else "",
        "assigned": row.line.assigned,
        "commune": row.line.commune,
        "meetings": [meeting_in_words(each, language) for each in row.meetings],
        "damaged": row.damaged,
    }


def meeting_in_words(meeting: Appointment, language: Language) -> str:
    """« mercredi 25 novembre 2026 à 11 h 30 »."""
    if meeting.at is None:
        return weekday_in_words(meeting.day, language)
    day, moment = day_in_words(meeting.day, language), f"{meeting.day.isoformat()}T{meeting.at:%H:%M}"
    # The weekday stands before the day, whatever the language puts between them.
    return weekday_in_words(meeting.day, language) + moment_in_words(moment, language).removeprefix(day)


def _is_near(left: int) -> bool:
    """Near enough for its weekday to say more than a count of days; today needs neither."""
    return 0 < abs(left) <= SOON
