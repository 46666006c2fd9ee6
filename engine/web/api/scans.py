"""The scans of a case's papers: brought, listed, opened; a file is recognised by what it holds."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from engine.app.answer import NotDone
from engine.app.case_file import conflict_view
from engine.app.given import day_of, known_case
from engine.app.house import written_id
from engine.app.scans import Brought, attach, name_for, open_scan, scan_views, scans_of
from engine.app.views import answer_view
from engine.errors import ConcurrentChange
from engine.web.api.bodies import LAST, Case, Day, Scan, Word
from engine.web.api.caller import Calling, Doing
from engine.web.api.problems import SAID, problem, refused
from engine.web.api.shapes import Joined, Scans, answers
from engine.web.scans import ALONE

router = APIRouter(prefix="/cases/{case}/scans", tags=["scans"])
FILE: dict[str, Any] = {"type": "string", "format": "binary"}
BODY = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": FILE}}}}
PICTURES = {media: {"schema": FILE} for media in ("application/pdf", "image/jpeg")}


async def content_of(request: Request) -> bytes:
    """The file that was sent, in memory alone; the guard bounds it."""
    return await request.body()


@router.get("", responses=answers(Scans))
def list_(caller: Calling, case: Case) -> Response:
    """Every scan that was joined: of which paper, when, by whom, and whether its step was undone since."""
    number = written_id(case)
    scans, undone, machine = scans_of(caller.house, number, caller.actor)
    return caller.give({"case": number, "attachments": scan_views(scans, undone, machine, caller.language)})


@router.post("", responses=answers(Joined), openapi_extra=BODY)
def bring(
    caller: Doing,
    case: Case,
    document: Annotated[Word, Query(min_length=1, description="The paper that it is of: `passeport_mere`.")],
    content: Annotated[bytes, Depends(content_of)],
    on: Annotated[Day | None, Query(description="The day it was brought; today without it.")] = None,
    expect: Annotated[int | None, Query(ge=0, le=LAST, description="As for every act.")] = None,
) -> Response:
    """A PDF, a JPEG or a PNG of 10 MB at most. It is drawn anew; `removed` says what was in it and wasn't kept."""
    known = known_case(caller.house, case, caller.actor)
    day = day_of(on) if on else caller.house.today()
    brought = Brought(document, content)
    try:
        joined = attach(caller.house, known.case, brought, caller.actor, day, expect=expect, key=caller.key)
    except ConcurrentChange as conflict:
        return problem(conflict, caller.language, conflict_view(caller.house, known.case, conflict))
    if isinstance(joined.answer, NotDone):
        return refused(joined.answer, caller.language)
    return caller.give({**answer_view(joined.answer, caller.language), "removed": list(joined.removed)})


@router.get(
    "/{scan}",
    response_class=Response,
    responses={200: {"description": "The file, as it was kept", "content": PICTURES}, **SAID},
)
def show(caller: Calling, case: Case, scan: Scan) -> Response:
    """The file as it was kept, under a name that tells nothing."""
    found, content = open_scan(caller.house, written_id(case), written_id(scan), caller.actor)
    headers = {"content-disposition": f'attachment; filename="{name_for(found)}"', "content-security-policy": ALONE}
    return Response(content, media_type=found.event.body["media"], headers=headers)
