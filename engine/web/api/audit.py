"""For auditors: a case replayed, each of its steps judged again, and who has seen what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from engine.app.access import Asked as AskedAbout
from engine.app.access import access
from engine.app.access_view import access_view
from engine.app.given import day_of
from engine.app.house import written_id
from engine.app.replay_view import replay_view
from engine.app.replaying import Asked, replay
from engine.web.api.bodies import Case, Day, Word
from engine.web.api.caller import Calling
from engine.web.api.shapes import Access, Replayed, answers

router = APIRouter(prefix="/audit", tags=["audit"])
Moment = Annotated[str | None, Query(max_length=40, description="A day, a moment, or the number of a step.")]


@router.get("/cases/{case}", responses=answers(Replayed))
def replayed(
    caller: Calling,
    case: Case,
    at: Moment = None,
    compare: Moment = None,
    corrected: bool = False,
    against: Annotated[int | None, Query(ge=1, le=10_000)] = None,
) -> Response:
    """A case as it stood and was known at a moment, step by step; what another version would have made of it."""
    found = replay(caller.house, Asked(written_id(case), at, corrected, compare, against), caller.actor)
    return caller.give({**replay_view(caller.house, found, caller.language), "corrected": corrected})


@router.get("/access", responses=answers(Access))
def seen(
    caller: Calling,
    case: Word | None = None,
    person: Word | None = None,
    agent: Word | None = None,
    since: Day | None = None,
    until: Day | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Response:
    """Who saw what, when, for which act; and what in it is worth a question."""
    asked = AskedAbout(
        written_id(person) if person else None,
        written_id(case) if case else None,
        agent or None,
        day_of(since) if since else None,
        day_of(until) if until else None,
    )
    return caller.give(access_view(access(caller.house, asked, caller.actor, limit)))
