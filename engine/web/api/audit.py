"""For auditors: a case replayed, each of its steps judged again, and who has seen what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from engine.app.access import Asked as AskedAbout
from engine.app.access import access
from engine.app.access_view import access_view
from engine.app.audited import Wanted, audited_cases, audited_view
from engine.app.given import day_of
from engine.app.house import written_id
from engine.app.replay_view import replay_view
from engine.app.replaying import Asked, replay
from engine.core.suspicions import Suspicion
from engine.web.api.bodies import Case, Day, Word
from engine.web.api.caller import Calling
from engine.web.api.shapes import Access, Audited, Replayed, answers

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


@router.get("/cases", responses=answers(Audited))
def cases(
    caller: Calling,
    process: Word | None = None,
    state: Word | None = None,
    commune: Word | None = None,
    since: Day | None = None,
    until: Day | None = None,
    suspicion: Suspicion | None = None,
    open_only: Annotated[bool, Query(alias="open")] = False,
    after: Annotated[str | None, Query(max_length=40, description="`after` of the last answer.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Cases without a name, the last opened first; those of a reserved pathway when it is named."""
    first, last = (day_of(each) if each else None for each in (since, until))
    wanted = Wanted(commune or None, process or None, state or None, first, last, suspicion, open_only)
    return caller.give(audited_view(audited_cases(caller.house, wanted, caller.actor, limit, after), caller.language))


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
