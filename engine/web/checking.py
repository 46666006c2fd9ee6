"""Checking the whole history from a page: what is brought to compare with, how far it has come, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import groupby
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.sight import require
from engine.app.verifying import Outside, view_of
from engine.authority.allow import Resource, allow
from engine.bootstrap import verify as verified
from engine.core.wording import isolated
from engine.errors import EnvironmentUnusable, UsageError
from engine.telling.checks import claims
from engine.telling.words import filled
from engine.telling.words_checks import CHECKS
from engine.web.auditing import audit_page
from engine.web.jobs import Progress, Seen
from engine.web.outcomes import Checked
from engine.web.visit import Acting, Visit, Visiting
from engine.web.words import say

router = APIRouter(prefix="/audit/verification")
SHOWN = 200
"Findings on a page; a base altered everywhere is told as such by fewer."
MOST_OF_A_NOTE = 4096
"Bytes of a file that may be a checkpoint: one has three lines and a signature."


@router.get("")
def verification(visit: Visiting) -> Response:
    """The last check that this account asked for, as far as it has come; and the form for another."""
    return _page(visit)


@router.post("")
def verify(visit: Acting) -> Response:
    """Check the whole history, beside the pages; one check at a time."""
    require(visit.actor, "audit.verify")
    try:
        outside = _outside(visit)
        outside.trust()
    except (UsageError, EnvironmentUnusable) as problem:
        return _page(visit, 422, problem=visit.told(problem))
    settings = visit.site.settings

    def work(tell: Progress) -> Checked:
        return Checked(view_of(verified(settings, outside, tell)), outside.brought)

    if visit.site.checks.start(visit.owner, visit.house.recorded_at(), work) is None:
        return _page(visit, 409, problem=(say(visit.language, "check_busy"), ""))
    return visit.go("/audit/verification")


def _outside(visit: Visit) -> Outside:
    """What the form brings.

    Raises:
        UsageError: a file that can't be a checkpoint.
    """
    form = visit.form
    notes = [(say(visit.language, "note_pasted"), form.one("note"))] if form.one("note") else []
    if "file" in form.files:
        notes.append((say(visit.language, "note_brought"), _text(form.files["file"])))
    return Outside(
        checkpoints=tuple(notes),
        codes=(form.one("code"),) if form.one("code") else (),
        public_key=form.one("public_key") or None,
    )


def _text(brought: bytes) -> str:
    with suppress(UnicodeDecodeError):
        if len(brought) <= MOST_OF_A_NOTE:
            return brought.decode()
    raise UsageError(
        "Ce fichier n'est pas un point de contrôle.", "Donner celui qui a été téléchargé quand le point a été pris."
    )


def _page(visit: Visit, status: int = 200, /, problem: tuple[str, str] | None = None) -> Response:
    require(visit.actor, "audit.verify")
    job = visit.site.checks.last(visit.owner)
    return audit_page(
        visit,
        "audit_check.html",
        status,
        problem=problem,
        typed=visit.form,
        job=job,
        failed=_failed(visit, job),
        found=_told(visit, job.outcome) if job is not None and job.outcome is not None else None,
    )


def _failed(visit: Visit, job: Seen[Checked] | None) -> tuple[str, str] | None:
    """Why the last check gave no verdict."""
    if job is None or (job.problem is None and not job.incident):
        return None
    return (
        visit.told(job.problem) if job.problem is not None else (say(visit.language, "error_number", job.incident), "")
    )


def _told(visit: Visit, checked: Checked) -> dict[str, Any]:
    view, language = checked.view, visit.language
    return {
        **view,
        "claims": [
            filled(
                CHECKS[name], language, *(isolated(each, language) if isinstance(each, str) else each for each in holes)
            )
            for name, holes in claims(view, brought=checked.brought)
        ],
        "places": _places(view["findings"][:SHOWN]),
        "more": max(len(view["findings"]) - SHOWN, 0),
        "may_replay": allow(visit.actor, "audit.replay", Resource(visit.actor.commune)),
    }


def _places(findings: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """What was found, by the case or the subject it is about; what is about the base itself first."""
    ordered = sorted(findings, key=lambda each: (each["case"], each["sequence"]))
    return [(name, list(group)) for name, group in groupby(ordered, key=lambda each: str(each["case"]))]
