"""A draft of a letter or a sheet, seen filled with what a story of the pathways would put in it."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.filled import examples, filled
from engine.web.auditing import STANDS_ALONE
from engine.web.shelves import called
from engine.web.visit import Visiting

router = APIRouter(prefix="/editor/files/{key}/sheets")


@router.get("")
def stories(visit: Visiting, key: str) -> Response:
    """The stories in which it is printed."""
    here = visit.site.bench
    found, opened = examples(here, visit.actor, key), here.open(visit.actor, key)
    problems = here.problems(visit.actor, key, opened.text)
    return visit.page(
        "letters.html",
        file=opened.file,
        called=called(visit, opened.file),
        drafted=opened.draft is not None,
        examples=found,
        wrong=any(each.severity == "error" for each in problems),
    )


@router.get("/{example}")
def page(visit: Visiting, key: str, example: str) -> Response:
    """One of them, as a page that dresses itself and does nothing else."""
    sheet = filled(visit.site.bench, visit.actor, key, example, as_pdf=False)
    headers = {"content-security-policy": STANDS_ALONE}
    return Response(sheet, media_type="text/html; charset=utf-8", headers=headers)


@router.get("/{example}/pdf")
def pdf(visit: Visiting, key: str, example: str) -> Response:
    """One of them as the printer would have it."""
    sheet = filled(visit.site.bench, visit.actor, key, example, as_pdf=True)
    headers = {"content-disposition": 'inline; filename="baom-essai.pdf"'}
    return Response(sheet, media_type="application/pdf", headers=headers)
