"""The desk's day."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from engine.app.day_view import day_view
from engine.app.given import day_of
from engine.app.sections import SECTIONS, Section
from engine.app.worklist import NOBODY, Wanted, worklist
from engine.web.api.bodies import Day as Written
from engine.web.api.bodies import Word
from engine.web.api.caller import Calling
from engine.web.api.shapes import Day, answers

router = APIRouter(prefix="/day", tags=["day"])
LINES = 20


@router.get("", responses=answers(Day))
def today(
    caller: Calling,
    commune: Word | None = None,
    process: Word | None = None,
    assigned: Annotated[Word | None, Query(description="A login, `me`, or `nobody`.")] = None,
    until: Written | None = None,
    section: Section | None = None,
    after: Annotated[str | None, Query(max_length=500, description="`after` of that section's last answer.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = LINES,
) -> Response:
    """The open cases of a desk, the most pressing first, each with the next act."""
    whose = {"me": caller.actor.name, "nobody": NOBODY}.get(assigned or "", assigned)
    wanted = Wanted(commune, process, whose, day_of(until) if until else None)
    parts = worklist(
        caller.house,
        wanted,
        caller.actor,
        sections=(section,) if section else SECTIONS,
        limit=limit,
        after=after if section else None,
    )
    return caller.give(day_view(caller.house, parts, caller.language))
