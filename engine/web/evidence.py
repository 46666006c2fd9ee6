"""Histories taken out of the house from a page: a bundle that anybody verifies offline, a log for process mining."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from typing import IO, Any

from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse
from starlette.exceptions import HTTPException

from engine.app.export import Exported, Wanted
from engine.app.house import instant, written_id
from engine.app.reading import process_titles
from engine.app.sight import require
from engine.app.xes import export_xes
from engine.authority.allow import Action, Resource, allow
from engine.bootstrap import export
from engine.errors import CaseNotFound, EngineError, NotAllowed, UsageError
from engine.web.auditing import as_attachment, audit_page
from engine.web.bundles import Bundle, made_in_private
from engine.web.jobs import Progress
from engine.web.visit import Acting, Visit, Visiting
from engine.web.words import say

router = APIRouter(prefix="/audit/evidence")
RIGHTS: tuple[Action, ...] = ("audit.export", "audit.export_personal")
KEPT = timedelta(minutes=30)
"How long a bundle waits for whoever asked for it."
PATIENCE = 3.0
"Seconds that a page waits for a bundle: a few cases are there at once, and what is refused is told beside the form."
SHOWN = 20
COMMANDS = """python3 -m zipfile -e preuve.zip sorti
python3 sorti/verify_bundle.py preuve.zip --code {}"""
"What verifies a bundle anywhere, with Python alone."


@router.get("")
def evidence(visit: Visiting) -> Response:
    """What may be taken out, and the last bundle that this account asked for."""
    return _page(visit)


@router.post("")
def bundle(visit: Acting) -> Response:
    """Make a bundle, beside the pages; what is refused at once is told beside what was typed."""
    form, actor = visit.form, visit.actor
    cases = tuple(written_id(each) for each in re.split(r"[\s,;،؛]+", form.one("cases")) if each)
    personal = bool(form.one("personal"))
    wanted = Wanted(cases, None if cases else form.one("process") or None, False, personal, form.one("reason"))
    require(actor, "audit.export_personal" if personal else "audit.export", _about(visit, personal=personal))
    if not cases and wanted.process is None:
        return _page(visit, 422, problem=(say(visit.language, "bundle_of_what"), ""))
    house, settings = visit.house, visit.site.settings

    def work(_: Progress) -> Bundle[Exported]:
        return made_in_private(
            "preuve.zip", lambda path: export(house, settings, actor, wanted, path), personal=personal
        )

    job = visit.site.bundles.start(visit.owner, house.recorded_at(), work)
    if job is None:
        return _page(visit, 409, problem=(say(visit.language, "bundle_busy"), ""))
    job.finished.wait(PATIENCE)
    if job.problem is not None:
        visit.site.bundles.drop(visit.owner)
        return _page(visit, _status(job.problem), problem=visit.told(job.problem))
    return visit.go("/audit/evidence")


def _status(problem: EngineError) -> int:
    return {CaseNotFound: 404, NotAllowed: 403, UsageError: 422}.get(type(problem), 503)


@router.get("/bundle")
def bundle_file(visit: Visiting) -> Response:
    """The last bundle that this very account asked for, as a file."""
    job = visit.site.bundles.last(visit.owner, instant(visit.house.now() - KEPT))
    held = job.outcome if job is not None else None
    if held is None:
        raise HTTPException(404)
    require(visit.actor, RIGHTS[held.personal], _about(visit, personal=held.personal))
    answer = StreamingResponse(held.file.chunks(), media_type="application/zip", headers=as_attachment("preuve.zip"))
    answer.headers["content-length"] = str(held.weight)
    return answer


@router.post("/xes")
def xes(visit: Acting) -> Response:
    """Histories for process mining, without anything personal, as a file."""
    file = tempfile.SpooledTemporaryFile(max_size=2**23)  # noqa: SIM115 -- closed when it has been sent
    try:
        export_xes(visit.house, visit.actor, visit.form.one("process") or None, lambda text: file.write(text.encode()))
    except EngineError as problem:
        file.close()
        if not isinstance(problem, UsageError):
            raise
        return _page(visit, 422, problem=visit.told(problem))
    return StreamingResponse(_sent(file), media_type="application/xml", headers=as_attachment("journal.xes"))


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(2**18):
            yield piece


def _about(visit: Visit, *, personal: bool) -> Resource:
    return Resource(visit.actor.commune) if personal else Resource()


def _page(visit: Visit, status: int = 200, /, problem: tuple[str, str] | None = None) -> Response:
    may = {name: allow(visit.actor, name, Resource(visit.actor.commune)) for name in RIGHTS}
    if not any(may.values()):
        require(visit.actor, "audit.export")
    job = visit.site.bundles.last(visit.owner, instant(visit.house.now() - KEPT))
    failed = None
    if job is not None and (job.problem is not None or job.incident):
        told = (say(visit.language, "error_number", job.incident), "")
        failed = visit.told(job.problem) if job.problem is not None else told
    titles = visit.house.store.read(
        lambda reading: process_titles(visit.house, reading, {line.process for line in reading.definitions()})
    )
    context: dict[str, Any] = {
        "problem": problem or failed,
        "typed": visit.form,
        "job": job,
        "bundle": job.outcome if job is not None else None,
        "shown": SHOWN,
        "commands": COMMANDS.format(job.outcome.made.code) if job is not None and job.outcome is not None else "",
        "may_plain": may["audit.export"],
        "may_personal": may["audit.export_personal"],
        "processes": sorted((each, title.of(visit.language)) for each, title in titles.items()),
    }
    return audit_page(visit, "audit_evidence.html", status, **context)
