"""A page that answered a form, once more: where its form led to, and where one comes back to."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from engine.web.visit import Visit, Visiting
from engine.web.words import say

router = APIRouter()
GONE = 410


@router.get("/answers/{answer}")
def again(visit: Visiting, answer: str) -> Response:
    """What this session was answered, as it was; after a while, that it is gone."""
    found = visit.site.answers.find(visit.token, answer)
    return _gone(visit) if found is None else HTMLResponse(found.page, found.status)


def _gone(visit: Visit) -> Response:
    message, remedy = (say(visit.language, name) for name in ("answer_gone", "answer_gone_hint"))
    return visit.page("error.html", GONE, title="", message=message, remedy=remedy)
