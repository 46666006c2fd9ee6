"""The scans of a case's papers: brought by a form, opened as a file of its own."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.answer import NotDone
from engine.app.given import known_case
from engine.app.house import written_id
from engine.app.scans import Brought, attach, name_for, open_scan
from engine.errors import ConcurrentChange, KeyReused, RefusedScan, UsageError
from engine.web.acts import expected, key_of, recorded
from engine.web.case import case_page
from engine.web.visit import Acting, Visiting

router = APIRouter(prefix="/cases/{word}/scans")

ALONE = "sandbox; default-src 'none'"
"A file that somebody brought may show itself, and do nothing else."


@router.post("")
def bring(visit: Acting, word: str) -> Response:
    """Join a file to a paper; what isn't joined is told on the page of the case."""
    known = known_case(visit.house, word, visit.actor)
    form, file = visit.form, visit.form.files.get("one.file")
    try:
        if file is None:
            raise UsageError("Aucun fichier n'a été choisi.", "Choisir un fichier PDF, JPEG ou PNG.")
        if not form.one("one.document"):
            raise UsageError("La pièce du scan n'est pas dite.", "Choisir la pièce, puis le fichier de nouveau.")
        joined = attach(
            visit.house,
            known.case,
            Brought(form.one("one.document"), file),
            visit.actor,
            visit.house.today(),
            expect=expected(form),
            key=key_of(form, "one"),
        )
    except ConcurrentChange as conflict:
        return case_page(visit, known.case, 409, problem=conflict, overtaken=conflict.expected, act="one")
    except (RefusedScan, UsageError, KeyReused) as problem:
        return case_page(visit, known.case, 422, problem=problem, act="one")
    if isinstance(joined.answer, NotDone):
        return case_page(visit, known.case, 422, refused=joined.answer, act="one")
    return recorded(visit, known.case, "one", joined.answer.events[0].sequence)


@router.get("/{scan}")
def show(visit: Visiting, word: str, scan: str) -> Response:
    """A scan, as a file to be kept or opened by the reader's own means; its name tells nothing."""
    found, content = open_scan(visit.house, written_id(word), scan, visit.actor)
    headers = {
        "content-disposition": f'attachment; filename="{name_for(found)}"',
        "content-security-policy": ALONE,
    }
    return Response(content, media_type=found.event.body["media"], headers=headers)
