"""Cases: listed, looked for, opened, read with what to do now, printed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from engine.app.answer import NotDone
from engine.app.case_file import show_view
from engine.app.cases import open_case
from engine.app.given import day_of, definition_of_process, values_given
from engine.app.guidance import next_view
from engine.app.house import written_id
from engine.app.listing import Wanted, list_cases, listed_view, search_cases
from engine.app.opening import Opening
from engine.app.printing import print_form
from engine.app.reading import read_case
from engine.app.views import answer_view
from engine.core.definition import Language
from engine.web.api.bodies import Case as Number
from engine.web.api.bodies import Name, Opened, Searching, Word, typed
from engine.web.api.caller import Calling, Doing
from engine.web.api.problems import SAID, refused
from engine.web.api.shapes import Case, Cases, CasesFound, Done, Next, answers

router = APIRouter(prefix="/cases", tags=["cases"])


@router.get("", responses=answers(Cases))
def list_(
    caller: Calling,
    commune: Word | None = None,
    process: Word | None = None,
    state: Word | None = None,
    open_only: Annotated[bool, Query(alias="open")] = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Cases, the last opened first."""
    found, more = list_cases(caller.house, Wanted(commune, process, state, open_only), limit, caller.actor)
    return caller.give({"cases": [listed_view(each, caller.language) for each in found], "more": more})


@router.post("/search", responses=answers(CasesFound))
def search(caller: Calling, body: Searching) -> Response:
    """The cases of the people whose name sounds like these words."""
    unshown = list[str]()
    found = search_cases(
        caller.house, body.words, caller.actor, commune=body.commune, limit=body.limit, unshown=unshown
    )
    cases = [listed_view(each, caller.language) for each in found]
    return caller.give({"cases": cases, "more": False, "unshown": len(unshown)})


@router.post("", status_code=201, responses=answers(Done, 201))
def open_(caller: Doing, body: Opened) -> Response:
    """Open a case under the newest published version of its pathway; without a subject, an unnamed one is made."""
    house = caller.house
    declared = definition_of_process(house, body.process).fields if body.fields else {}
    fields = values_given(house, declared, typed(body.fields))
    on = day_of(body.on) if body.on else house.today()
    subject = written_id(body.subject) if body.subject else None
    opening = Opening(body.process, caller.desk(body.commune), on, subject, fields)
    answer = open_case(house, opening, caller.actor, key=caller.key)
    if isinstance(answer, NotDone):
        return refused(answer, caller.language)
    return caller.give(answer_view(answer, caller.language), 201)


@router.get("/{case}", responses=answers(Case))
def show(caller: Calling, case: Number) -> Response:
    """A case as it stands, with its journal."""
    opened = read_case(caller.house, written_id(case), caller.actor)
    return caller.give(show_view(caller.house, opened, caller.language))


@router.get("/{case}/next", responses=answers(Next))
def next_(caller: Calling, case: Number) -> Response:
    """What to do now: questions, papers, offices, deadlines, actions and why those that can't be done can't."""
    return caller.give(next_view(read_case(caller.house, written_id(case), caller.actor), caller.language))


@router.get(
    "/{case}/print/{form}",
    response_class=Response,
    responses={200: {"description": "A PDF", "content": {"application/pdf": {}}}, **SAID},
)
def sheet(
    caller: Calling, case: Number, form: Name, language: Annotated[Language | None, Query(alias="in")] = None
) -> Response:
    """A sheet or a letter of the case as a PDF."""
    pdf = print_form(caller.house, written_id(case), form, language or caller.language, caller.actor, as_pdf=True)
    return Response(pdf, media_type="application/pdf")
