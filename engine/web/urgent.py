"""Reading another desk's case at once, for a reason on record: asked for on a page of its own, for an hour."""

from __future__ import annotations

from contextlib import suppress

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.glass import break_glass, close_glass
from engine.app.house import written_id
from engine.app.sight import require
from engine.authority.allow import Resource
from engine.errors import CaseNotFound, UsageError
from engine.web.visit import Acting, LoginWantedError, Visiting

router = APIRouter(prefix="/urgent")


@router.get("")
def ask(visit: Visiting) -> Response:
    """Which case, and why; what it opens, and who is told."""
    require(visit.actor, "glass.break", Resource(visit.actor.commune))
    return visit.page("urgent.html", problem=None, typed=visit.form)


@router.post("")
def read(visit: Acting) -> Response:
    """Open the case for reading; a number that nobody has and one that the role may not see get the same answer."""
    require(visit.actor, "glass.break", Resource(visit.actor.commune))
    if visit.session is None:
        raise LoginWantedError
    word = written_id(visit.form.one("case"))
    try:
        break_glass(visit.house, visit.session, word, visit.form.one("reason"))
    except CaseNotFound as problem:
        return visit.page("urgent.html", 404, problem=visit.told(problem), typed=visit.form)
    except UsageError as problem:
        return visit.page("urgent.html", 422, problem=visit.told(problem), typed=visit.form)
    return visit.go(f"/cases/{word}")


@router.post("/close")
def close(visit: Acting) -> Response:
    """Read a case of another desk no longer; where its hour is over already, nothing is left to do."""
    if visit.session is None:
        raise LoginWantedError
    with suppress(UsageError):
        close_glass(visit.house, visit.session, written_id(visit.form.one("case")))
    return visit.go("/urgent?closed=1")
