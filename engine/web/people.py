"""Looking for a person, and what the desk knows of one. A name is never in an address: it is sent, not linked to."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.house import written_id
from engine.app.listing import listed_view, name_of, search_cases
from engine.app.people import FIELDS, add_person, correct_person, namesakes, search
from engine.app.person_file import person_view, show_person
from engine.errors import UsageError
from engine.web.visit import Acting, Visit, Visiting

router = APIRouter(prefix="/people")
MOST = 20


@router.get("")
def ask(visit: Visiting) -> Response:
    """The search, before anything is looked for."""
    return visit.page("people.html", words="", people=None, cases=(), number=None)


@router.post("")
def find(visit: Acting) -> Response:
    """People by the sound of their name, with their cases; or a case by its number."""
    words = visit.form.one("words")
    if not words:
        return ask(visit)
    if written_id(words).startswith("D-"):
        return visit.go(f"/cases/{written_id(words)}")
    people = search(visit.house, words, visit.actor, limit=MOST)
    cases = search_cases(visit.house, words, visit.actor, commune=None, limit=MOST * 2)
    by_person: dict[str, list[dict[str, Any]]] = {}
    for listed in cases:
        by_person.setdefault(listed.line.subject, []).append(listed_view(listed, visit.language))
    found = [
        {**summary(match.subject, visit), "cases": by_person.get(match.subject.id, []), "alike": match.likeness}
        for match in people
    ]
    return visit.page("people.html", words=words, people=found)


def summary(subject: Any, visit: Visit) -> dict[str, Any]:
    """What tells one person from another of nearly the same name."""
    data = subject.data
    return {
        "id": subject.id,
        "name": name_of(subject, visit.language),
        "other_name": data.get("name" if visit.language == "ar" else "name_ar") or "",
        "born": data.get("birth_date") or data.get("birth_year") or "",
        "commune": subject.commune,
    }


@router.get("/{word}")
def person(visit: Visiting, word: str) -> Response:
    """A person with their cases, papers, consents and clocks."""
    return _page(visit, word)


def _page(visit: Visit, word: str, status: int = 200, problem: UsageError | None = None) -> Response:
    found = show_person(visit.house, written_id(word), visit.actor)
    return visit.page(
        "person.html",
        status,
        view=person_view(found, visit.language),
        name=name_of(found.subject, visit.language),
        problem=visit.told(problem) if problem is not None else None,
        typed=visit.form,
    )


@router.post("/{word}/corrections")
def correct(visit: Acting, word: str) -> Response:
    """Other values for what is known of a person, with a reason."""
    subject = written_id(word)
    before = show_person(visit.house, subject, visit.actor).subject.data
    given = {name: visit.form.one(name) for name in FIELDS if name in visit.form.values}
    changed = {name: value for name, value in given.items() if value != str(before.get(name) or "")}
    try:
        correct_person(visit.house, subject, changed, visit.form.one("reason"), visit.actor)
    except UsageError as problem:
        return _page(visit, word, 422, problem)
    return visit.go(f"/people/{subject}")


def added(visit: Visit, commune: str) -> tuple[str | None, list[dict[str, Any]]]:
    """A person added from a form: their identifier; or those who sound alike, when nobody said that it is another.

    Raises:
        UsageError: what was typed isn't as it should be.
    """
    form = visit.form
    data = {name: form.one(name) for name in FIELDS if form.one(name)}
    if not form.one("another"):
        names = [data[name] for name in ("name", "name_ar") if data.get(name)]
        alike = namesakes(visit.house, names, visit.actor) if names else []
        if alike:
            return None, [summary(match.subject, visit) for match in alike]
    return add_person(visit.house, "person", commune, data, visit.actor), []
