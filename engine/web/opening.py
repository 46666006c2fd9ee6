"""A new case: who it is for, looked for first; then the pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.answer import NotDone
from engine.app.cases import open_case
from engine.app.house import written_id
from engine.app.listing import name_of
from engine.app.opening import Opening
from engine.app.people import expect_search, search
from engine.app.person_file import show_person
from engine.app.publishing import published
from engine.app.sight import require
from engine.app.views import reason_view
from engine.authority.allow import Resource, allow
from engine.core.events import EVERYWHERE
from engine.core.resemblance import is_arabic
from engine.errors import UsageError
from engine.web.people import MOST, added, summary
from engine.web.visit import Acting, Visit, Visiting

if TYPE_CHECKING:
    from engine.core.definition import Definition

router = APIRouter(prefix="/cases")
NOBODY_YET = "-"
"Given for the subject of a case whose person hasn't said their name."


@router.get("/new")
def new(visit: Visiting) -> Response:
    """Who it is for; once that is known, which pathway."""
    require(visit.actor, "case.open", Resource(visit.actor.commune))
    subject = visit.request.query_params.get("subject", "")
    if not subject:
        expect_search(visit.house, visit.actor)
        return _page(visit, step="search")
    return _choose_pathway(visit, None if subject == NOBODY_YET else written_id(subject))


@router.post("/new")
def look(visit: Acting) -> Response:
    """People whose name sounds like the one given, and the form for somebody new."""
    words = visit.form.one("words")
    if not words:
        return _page(visit, step="search")
    unshown: list[str] = []
    found = search(visit.house, words, visit.actor, limit=MOST, unshown=unshown)
    people = [summary(each, visit, {"name": words}) for each in found]
    return _page(visit, step="people", words=words, people=people, unshown=len(unshown))


@router.post("/people")
def add(visit: Acting) -> Response:
    """Somebody new; those who sound alike are shown first."""
    form = visit.form
    words = form.one("name") or form.one("name_ar")
    try:
        subject, alike, unshown = added(visit, form.one("commune") or visit.actor.commune)
    except UsageError as problem:
        return _page(visit, 422, step="people", words=words, people=[], problem=visit.told(problem))
    if subject is None:
        return _page(visit, 409, step="people", words=words, people=alike, unshown=unshown, doubt=True)
    return visit.go(f"/cases/new?subject={subject}")


@router.post("")
def open_(visit: Acting) -> Response:
    """Open the case."""
    form = visit.form
    subject = written_id(form.one("subject")) if form.one("subject") else None
    opening = Opening(form.one("process"), form.one("commune") or visit.actor.commune, visit.house.today(), subject)
    try:
        answer = open_case(visit.house, opening, visit.actor, key=form.one("key") or None)
    except UsageError as problem:
        return _choose_pathway(visit, subject, 422, problem=visit.told(problem))
    if isinstance(answer, NotDone):
        told = [reason_view(each, visit.language) for each in answer.refused.reasons]
        return _choose_pathway(visit, subject, 422, refused=told)
    return visit.go(f"/cases/{answer.case.case}")


def _choose_pathway(visit: Visit, subject: str | None, status: int = 200, /, **more: Any) -> Response:
    found = show_person(visit.house, subject, visit.actor) if subject else None
    return _page(
        visit,
        status,
        step="pathway",
        subject=subject,
        name=name_of(found.subject, visit.language) if found else "",
        open_cases=[each for each in found.cases if each.line.open] if found else [],
        pathways=pathways(visit),
        **more,
    )


def pathways(visit: Visit) -> list[dict[str, str]]:
    """The pathways that this visitor may open, each once, in its newest version."""
    newest: dict[str, Definition] = {}
    for line, definition in published(visit.house):
        if line.status != "retired":
            newest[line.process] = definition
    commune = visit.actor.commune
    return [
        {
            "id": each.process,
            "title": each.title.of(visit.language),
            "purpose": each.purpose.of(visit.language) if each.purpose else "",
            "status": each.status,
        }
        for each in sorted(newest.values(), key=lambda each: each.process)
        if allow(visit.actor, "case.open", Resource(commune, each.confidentiality == "protected"))
    ]


def _page(visit: Visit, status: int = 200, /, **context: Any) -> Response:
    told: dict[str, Any] = {
        "words": "",
        "people": [],
        "unshown": 0,
        "problem": None,
        "refused": [],
        "doubt": False,
        "subject": None,
        "name": "",
    }
    desks = visit.actor.commune == EVERYWHERE
    told = {**told, "desks": desks, "typed": visit.form, **context}
    return visit.page("new.html", status, **told, field="name_ar" if is_arabic(str(told["words"])) else "name")
