"""A pathway before it is published: what its draft, or what another editor proposed, changes, and for which cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.comparing import in_force
from engine.app.drafted import Proposed, drafted, proposed
from engine.app.publishing import free_number
from engine.errors import DefinitionError
from engine.web.comparison import Side, comparison
from engine.web.editor import findings_told
from engine.web.rollouts import shown, weigh, weighed
from engine.web.visit import Acting, Visit, Visiting
from engine.web.words import say

if TYPE_CHECKING:
    from engine.app.comparing import Version

router = APIRouter(prefix="/editor")


@router.get("/files/{key}/changes")
def changes(visit: Visiting, key: str) -> Response:
    """What this editor's draft changes in the published version, and for which cases."""
    return _draft(visit, key)


@router.post("/files/{key}/changes")
def try_draft(visit: Acting, key: str) -> Response:
    """Try the draft on every open case, beside the pages."""
    try:
        busy = weigh(visit, drafted(visit.site.bench, visit.actor, key).definition)
    except DefinitionError:
        return _draft(visit, key, 422)
    return _draft(visit, key, 409, problem=busy) if busy else visit.go(f"/editor/files/{key}/changes")


def _draft(visit: Visit, key: str, status: int = 200, /, problem: tuple[str, str] | None = None) -> Response:
    back = f"/editor/files/{key}"
    try:
        version = drafted(visit.site.bench, visit.actor, key)
    except DefinitionError as wrong:
        context: dict[str, Any] = {"back": back, "wrong": findings_told(visit, wrong.problems)}
        return visit.page("unsound.html", 422, **context)
    return _weighed(visit, status, version, "side_draft", back, f"{back}/changes", problem=problem)


@router.get("/waiting/{digest}")
@router.get("/waiting/{digest}/impact")
def waits(visit: Visiting, digest: str) -> Response:
    """What another editor proposed: what it changes, for which cases, and the way to agree."""
    return _proposal(visit, _proposed(visit, digest))


@router.post("/waiting/{digest}/impact")
def try_proposal(visit: Acting, digest: str) -> Response:
    """Try what was proposed on every open case, beside the pages."""
    found = _proposed(visit, digest)
    busy = weigh(visit, found.version.definition)
    return _proposal(visit, found, 409, problem=busy) if busy else visit.go(f"/editor/waiting/{digest}")


def _proposed(visit: Visit, digest: str) -> Proposed:
    found = proposed(visit.site.bench, visit.actor, digest)
    if found is None:
        raise HTTPException(404)
    return found


def _proposal(visit: Visit, found: Proposed, status: int = 200, /, problem: tuple[str, str] | None = None) -> Response:
    at = f"/editor/waiting/{found.version.definition.digest}"
    return _weighed(
        visit, status, found.version, "side_proposed", "/editor", f"{at}/impact", problem=problem, waits=found
    )


def _weighed(  # noqa: PLR0913 what a draft and a proposal have in common
    visit: Visit,
    status: int,
    version: Version,
    name: str,
    back: str,
    tries: str,
    *,
    problem: tuple[str, str] | None,
    waits: Proposed | None = None,
) -> Response:
    definition = version.definition
    standing = in_force(visit.house, definition.process, visit.actor)
    found = shown(visit, weighed(definition.digest))
    return visit.page(
        "weighed.html",
        status,
        back=back,
        tries=tries,
        title=definition.title.of(visit.language),
        compared=standing
        and comparison(
            visit,
            Side(standing, say(visit.language, "side_version", standing.definition.version)),
            Side(version, say(visit.language, name), back if version.read is not None else ""),
        ),
        job=found.job,
        found=found.view,
        problem=problem or found.problem,
        # Its effect was seen, can't be, or there is none: while somebody else's trial goes on, there is only to wait.
        may_agree=standing is None or found.view is not None or found.problem is not None,
        waits=waits,
        free_number=free_number(
            visit.house, definition.process, definition.version, lambda _, line: line.digest == definition.digest
        ),
        own_number=definition.version,
    )
