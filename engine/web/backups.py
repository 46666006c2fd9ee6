"""A backup in one file, from a page: made and checked beside the pages, then taken away by whoever asked for it.

Nothing of it stays on the server: beside the database it would be lost with it. The keys are never in it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse
from starlette.exceptions import HTTPException

from engine.app.backups import backups_made
from engine.app.house import instant
from engine.app.sight import require
from engine.bootstrap import upkeep_of
from engine.core.rules import SYSTEM
from engine.web.auditing import as_attachment
from engine.web.bundles import Bundle, made_in_private
from engine.web.visit import Acting, Visit, Visiting
from engine.web.words import say

if TYPE_CHECKING:
    from engine.app.backups import BackupMade
    from engine.app.upkeep import Backup
    from engine.web.jobs import Progress

router = APIRouter(prefix="/backup")
KEPT = timedelta(minutes=30)
"How long a backup waits for whoever asked for it."
PATIENCE = 3.0
"Seconds that a page waits for it: of a small database it is there at once."
SHOWN = 12


@router.get("")
def backup(visit: Visiting) -> Response:
    """The last backups, and the way to make one."""
    return _page(visit)


@router.post("")
def make(visit: Acting) -> Response:
    """Make a backup, signed by whoever asks; one at a time."""
    require(visit.actor, "base.care")
    settings, actor = visit.site.settings, visit.actor

    def work(_: Progress) -> Bundle[Backup]:
        return made_in_private("sauvegarde.db", upkeep_of(settings, actor).backup)

    job = visit.site.backups.start(visit.owner, visit.house.recorded_at(), work)
    if job is None:
        return _page(visit, 409, problem=(say(visit.language, "backup_busy"), ""))
    job.finished.wait(PATIENCE)
    return visit.go("/backup")


@router.get("/file")
def file(visit: Visiting) -> Response:
    """The backup that this very account asked for, as a file named by its day."""
    require(visit.actor, "base.care")
    job = visit.site.backups.last(visit.owner, instant(visit.house.now() - KEPT))
    held = job.outcome if job is not None else None
    if job is None or held is None:
        raise HTTPException(404)
    headers = as_attachment(f"sauvegarde-{job.begun_at[:10]}.db")
    answer = StreamingResponse(held.file.chunks(), media_type="application/vnd.sqlite3", headers=headers)
    answer.headers["content-length"] = str(held.weight)
    return answer


def _page(visit: Visit, status: int = 200, /, problem: tuple[str, str] | None = None) -> Response:
    made = backups_made(visit.house, visit.actor)
    job = visit.site.backups.last(visit.owner, instant(visit.house.now() - KEPT))
    if job is not None and problem is None:
        if job.problem is not None:
            problem = visit.told(job.problem)
        elif job.incident:
            problem = (say(visit.language, "error_number", job.incident), "")
    settings = visit.site.settings
    beside = (
        settings.key_file, settings.signing_file, settings.erased_file, settings.accounts_file, settings.heads_file,
    )  # fmt: skip
    context: dict[str, Any] = {
        "made": [_line(visit, each) for each in made[:SHOWN]],
        "job": job,
        "bundle": job.outcome if job is not None else None,
        "beside": [each.name for each in beside if each.exists()],
        "problem": problem,
    }
    return visit.page("backup.html", status, **context)


def _line(visit: Visit, made: BackupMade) -> dict[str, Any]:
    return {
        "at": made.at,
        "by": say(visit.language, "backup_by_program") if made.by == SYSTEM.name else made.by,
        "events": made.events,
        "sha256": made.sha256,
    }
