"""What a program is answered when its demand isn't done: RFC 9457, with a message and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import orjson
from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from engine.app.answer import NotDone
from engine.app.views import answer_view
from engine.core.codes import code_of
from engine.core.definition import Language
from engine.core.wording import tell
from engine.errors import EngineError, UsageError
from engine.web.statuses import status_of

MEDIA = "application/problem+json"
ROOT = "/api"


class Problem(BaseModel):
    """Why a demand wasn't done; a refusal by the rules tells every reason (`refused`), a conflict what came `since`."""

    model_config = ConfigDict(extra="allow")

    type: Literal["about:blank"]
    status: int
    code: str
    "What a program goes by; the words are for people."
    title: str
    detail: str


SAID: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "Not done", "content": {MEDIA: {"schema": Problem.model_json_schema()}}}
}
"How the description of every demand tells of it."


def is_program(request: Request) -> bool:
    """Whether a demand is a program's, to be answered as one."""
    return request.url.path.startswith(f"{ROOT}/")


def problem(
    error: EngineError, language: Language, more: Mapping[str, Any] | None = None, *, status: int = 0, code: str = ""
) -> Response:
    """An error as a program is answered it: its own status and code, unless others are given."""
    message, remedy = tell(error, language)
    known = status or status_of(error)
    body = {
        "type": "about:blank",
        "status": known,
        "code": code or code_of(error),
        "title": message,
        "detail": remedy,
        **(more or {}),
    }
    headers = {"www-authenticate": "Bearer"} if known == 401 else None  # noqa: PLR2004 -- nobody is there
    return Response(orjson.dumps(body), known, headers, MEDIA)


def refused(answer: NotDone, language: Language) -> Response:
    """A demand that the rules refuse, with every reason and what lifts each."""
    error = UsageError("Demande refusée : rien n'a été enregistré.", "Chaque raison dit ce qui la lève.")
    return problem(error, language, answer_view(answer, language), code="refused")


def malformed(language: Language, wrong: list[dict[str, str]]) -> Response:
    """A demand that isn't made as the description says; where, and never what was sent."""
    error = UsageError(
        "La demande n'a pas la forme attendue. Rien n'a été enregistré.", "La comparer à /api/openapi.json."
    )
    return problem(error, language, {"wrong": wrong}, code="malformed")


def nowhere(language: Language, status: int) -> Response:
    """An address or a method that isn't there."""
    error = UsageError("Cette adresse n'existe pas, ou pas ainsi.", "La comparer à /api/openapi.json.")
    return problem(error, language, status=status, code="not_found")


def unforeseen(language: Language, number: str) -> Response:
    """A failure of ours: a number for whoever tells of it."""
    error = EngineError(
        "Erreur inattendue n° {name}. Rien de plus n'a été enregistré.",
        "Réessayer ; si elle revient, donner ce numéro.",
        name=number,
    )
    return problem(error, language, code="incident")
