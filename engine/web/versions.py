"""The register of a pathway's versions, and what changes from one to another."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.comparing import of_base
from engine.app.registry import Registered, registry
from engine.authority.allow import Resource, allow
from engine.core.wording import who
from engine.web.comparison import Side, comparison
from engine.web.sent import number
from engine.web.visit import Visit, Visiting
from engine.web.words import say

router = APIRouter(prefix="/referential/{process}")


@router.get("/versions")
def versions(visit: Visiting, process: str) -> Response:
    """Every published version, the newest first."""
    found = registered(visit, process)
    return visit.page(
        "versions.html",
        process=process,
        title=found[0].definition.title.of(visit.language),
        versions=found,
        named=lambda login: who(login, visit.language),
        may_write=allow(visit.actor, "process.publish", Resource()),
        may_bring=allow(visit.actor, "process.migrate", Resource()),
    )


@router.get("/changes")
def changes(visit: Visiting, process: str) -> Response:
    """What leads from one published version to another: the newest and the one before it, unless others are asked."""
    known = sorted(each.line.version for each in registered(visit, process))
    asked = visit.request.query_params
    after = number(asked.get("to")) or known[-1]
    before = number(asked.get("from")) or max((each for each in known if each < after), default=after)
    sides = [of_base(visit.house, process, each, visit.actor) for each in (before, after)]
    first, second = (Side(each, say(visit.language, "side_version", each.definition.version), "") for each in sides)
    return visit.page(
        "changes.html",
        back=f"/referential/{process}/versions",
        back_name="versions",
        title=sides[1].definition.title.of(visit.language),
        compared=comparison(visit, first, second),
    )


def registered(visit: Visit, process: str) -> list[Registered]:
    """The versions of a pathway, the newest first.

    Raises:
        HTTPException: 404, no pathway of this name is published.
    """
    found = [each for each in registry(visit.house, visit.actor) if each.line.process == process]
    if not found:
        raise HTTPException(404)
    return sorted(found, key=lambda each: -each.line.version)
