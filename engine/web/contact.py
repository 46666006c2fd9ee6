"""How to tell a person: each way with the text that is read out, and what they answered for this case."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.answer import NotDone
from engine.app.cases import perform
from engine.app.given import known_case
from engine.app.house import written_id
from engine.app.reading import Opened, read_case
from engine.app.reminding import agreement
from engine.app.views import reason_view
from engine.core.contact import PREFIX, TEXTS, TITLES, asked_ways
from engine.core.events import AgreedWay
from engine.errors import EngineError, UsageError
from engine.web.visit import Acting, Visit, Visiting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.core.decision import Reason

router = APIRouter(prefix="/cases/{word}/contact")


@router.get("")
def page(visit: Visiting, word: str) -> Response:
    """The ways that the person of a case is asked about."""
    return _page(visit, written_id(word))


def _page(
    visit: Visit, case: str, status: int = 200, problem: EngineError | None = None, reasons: Iterable[Reason] = ()
) -> Response:
    opened = read_case(visit.house, case, visit.actor)
    if not opened.may_act:
        raise HTTPException(404)
    return visit.page(
        "contact.html",
        status,
        case=opened.held.case.case,
        ways=_ways(visit, opened),
        problem=visit.told(problem) if problem is not None else None,
        refused=[reason_view(each, visit.language, on_page=True) for each in reasons],
        typed=visit.form,
    )


def _ways(visit: Visit, opened: Opened) -> list[dict[str, Any]]:
    consents = opened.held.case.consents
    found = []
    for way in asked_ways(opened.machine.definition):
        answer = consents.get(f"{PREFIX}{way}", {})
        found.append(
            {
                "way": way,
                "title": TITLES[way].of(visit.language),
                "texts": [(code, name, TEXTS[way].of(code)) for code, name in visit.languages],
                "given": answer.get("given"),
                "on": date.fromisoformat(answer["on"]) if answer else None,
            }
        )
    return found


@router.post("/{way}")
def answered(visit: Acting, word: str, way: str) -> Response:
    """What the person answered about one of them."""
    asked: AgreedWay | None = next((each for each in get_args(AgreedWay) if each == way), None)
    if asked is None:
        raise HTTPException(404)
    known = known_case(visit.house, word, visit.actor)
    form, given = visit.form, visit.form.one("given") == "yes"
    address = form.one("address") if given else ""
    try:
        ask = agreement(asked, given=given, language=form.one("language") or visit.language, address=address)
        answer = perform(visit.house, known.case, ask, visit.actor, visit.house.today())
    except UsageError as problem:
        return _page(visit, known.case, 422, problem)
    if isinstance(answer, NotDone):
        return _page(visit, known.case, 422, reasons=answer.refused.reasons)
    return visit.go(f"/cases/{known.case}/contact?noted=1")
