"""Checkpoints from a page: one is taken, seen with its code and its QR, and given to be kept away from the desk."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from engine.app.checkpoints import Taken, checkpoints_taken
from engine.app.retrial import desk_day
from engine.bootstrap import checkpoint
from engine.core.events import PROGRAM
from engine.core.wording import ROLES
from engine.errors import BrokenHistory, EnvironmentUnusable
from engine.web.auditing import attached, audit_page
from engine.web.visit import Acting, Visit, Visiting

router = APIRouter(prefix="/audit/checkpoints")
SHOWN = 60
"Checkpoints on the page of all: two months of days; the others are found by the number of events they vouch for."


@router.get("")
def checkpoints(visit: Visiting) -> Response:
    """Those taken, the last first, and the button that takes one."""
    return _page(visit)


@router.post("")
def take(visit: Acting) -> Response:
    """Sign the head of the log, and show what is to be kept."""
    try:
        taken = checkpoint(visit.house, visit.site.settings, visit.actor)
    except (BrokenHistory, EnvironmentUnusable) as problem:
        return _page(visit, 409, problem=visit.told(problem))
    return visit.go(f"/audit/checkpoints/{taken.head.size}?taken=1")


@router.get("/{size}")
def one(visit: Visiting, size: str) -> Response:
    """One checkpoint: its code, its QR, its text, and the files to keep."""
    taken = _found(visit, size)
    drawn = Markup(taken.checkpoint.qr())  # noqa: S704 -- drawn here, from a note whose signature holds
    return audit_page(visit, "audit_checkpoint.html", each=taken, by=_by(visit, taken), qr=drawn)


@router.get("/{size}/note")
def note(visit: Visiting, size: str) -> Response:
    """The signed text, as a file."""
    taken = _found(visit, size)
    return attached(taken.checkpoint.note.encode(), "text/plain", f"baom-controle-{taken.checkpoint.head.size}.txt")


@router.get("/{size}/paper")
def paper(visit: Visiting, size: str) -> Response:
    """The page to print, with the code and the QR."""
    taken = _found(visit, size).checkpoint
    page = taken.pdf(watermark=visit.house.store.training)
    return attached(page, "application/pdf", f"baom-controle-{taken.head.size}.pdf")


def _found(visit: Visit, size: str) -> Taken:
    """The checkpoint of so many events; only one whose signature holds is worth keeping.

    Raises:
        HTTPException: 404, there is none.
    """
    taken = checkpoints_taken(visit.house, visit.actor)
    found = next((each for each in taken if each.holds and str(each.checkpoint.head.size) == size), None)
    if found is None:
        raise HTTPException(404)
    return found


def _by(visit: Visit, taken: Taken) -> str:
    return visit.role(taken.role) if taken.by in (*ROLES, PROGRAM) else taken.by


def _page(visit: Visit, status: int = 200, /, problem: tuple[str, str] | None = None) -> Response:
    taken = checkpoints_taken(visit.house, visit.actor)
    last = taken[0].checkpoint.taken_at if taken else None
    context: dict[str, Any] = {
        "taken": [{"each": each, "by": _by(visit, each)} for each in taken[:SHOWN]],
        "more": max(len(taken) - SHOWN, 0),
        "is_today": last is not None and desk_day(last) == visit.house.today(),
        "problem": problem,
    }
    return audit_page(visit, "audit_checkpoints.html", status, **context)
