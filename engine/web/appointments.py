"""Appointments: a desk's week, and the calendar file of the desk or of one case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.given import known_case
from engine.app.listing import name_of
from engine.app.meetings import Met, case_calendar, desk_calendar, desk_week
from engine.app.worklist import Wanted
from engine.authority.allow import communes_seen
from engine.core.days import weekday_in_words
from engine.web.visit import Visit, Visiting

router = APIRouter()
WEEK = timedelta(days=7)
FARTHEST = timedelta(days=730)
"How far ahead a week is shown."


@router.get("/appointments")
def week(visit: Visiting) -> Response:
    """The appointments of one week, day by day; this week's, unless another is asked for."""
    commune = visit.request.query_params.get("commune") or None
    this = monday_of(visit.house.today())
    first = _asked(visit.request.query_params.get("week", ""), this)
    found = desk_week(visit.house, commune, first, visit.actor)
    days = [first + timedelta(days=each) for each in range(WEEK.days)]
    return visit.page(
        "appointments.html",
        first=first,
        last=days[-1],
        before=(first - WEEK).isoformat() if first > this else "",
        after=(first + WEEK).isoformat() if first < this + FARTHEST else "",
        days=[
            {
                "name": weekday_in_words(each, visit.language),
                "today": each == visit.house.today(),
                "met": [_view(visit, met) for met in found if met.meeting.day == each],
            }
            for each in days
        ],
        quiet=not found,
        commune=commune or "",
        every_desk=communes_seen(visit.actor) is None,
    )


def _view(visit: Visit, met: Met) -> dict[str, Any]:
    at, row = met.meeting.at, met.row
    return {
        "at": f"{at:%H:%M}" if at is not None else "",
        "case": row.line.case,
        "person": name_of(row.subject, visit.language),
        "process": row.process.of(visit.language),
        "commune": row.line.commune,
        "assigned": row.line.assigned,
    }


def monday_of(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def _asked(text: str, this: date) -> date:
    """The week of a day in an address; this one for anything that is none, or is past, or too far."""
    try:
        asked = monday_of(date.fromisoformat(text))
    except ValueError:
        return this
    return asked if this <= asked <= this + FARTHEST else this


@router.get("/appointments.ics")
def desk_file(visit: Visiting) -> Response:
    """The desk's appointments to come, as a file for a calendar: neither names nor reasons."""
    wanted = Wanted(commune=visit.request.query_params.get("commune") or None, until=visit.house.today() + FARTHEST)
    content, _ = desk_calendar(visit.house, wanted, visit.language, visit.actor)
    return _file(content, "rendez-vous.ics")


@router.get("/cases/{word}/appointments.ics")
def case_file(visit: Visiting, word: str) -> Response:
    """One case's appointments to come, the same way."""
    known = known_case(visit.house, word, visit.actor)
    return _file(case_calendar(visit.house, known.case, visit.language, visit.actor), f"{known.case}.ics")


def _file(content: bytes, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)
