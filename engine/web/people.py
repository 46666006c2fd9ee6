"""Looking for a person, and what the desk knows of one. A name is never in an address: it is sent, not linked to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.hearing import Match
from engine.app.house import written_id
from engine.app.listing import listed_view, name_of, search_known
from engine.app.people import FIELDS, add_person, correct_person, expect_search, namesakes
from engine.app.person_file import person_view, show_person
from engine.app.sight import require
from engine.authority.allow import Resource
from engine.core.days import day_in_words
from engine.core.resemblance import REASONS, resemblance
from engine.errors import UsageError
from engine.web.visit import Acting, Visit, Visiting

router = APIRouter(prefix="/people")
MOST = 20


@router.get("")
def ask(visit: Visiting) -> Response:
    """The search, before anything is looked for."""
    require(visit.actor, "person.search", Resource(visit.actor.commune))
    expect_search(visit.house, visit.actor)
    return visit.page("people.html", words="", people=None, unshown=0)


@router.post("")
def find(visit: Acting) -> Response:
    """People by the sound of their name, with their cases; or a case by its number."""
    words = visit.form.one("words")
    if not words:
        return ask(visit)
    if written_id(words).startswith("D-"):
        return visit.go(f"/cases/{written_id(words)}")
    unshown: list[str] = []
    found = [
        {
            **summary(each.match, visit, {"name": words}),
            "cases": [listed_view(case, visit.language) for case in each.cases],
        }
        for each in search_known(visit.house, words, visit.actor, limit=MOST, unshown=unshown)
    ]
    return visit.page("people.html", words=words, people=found, unshown=len(unshown))


def summary(match: Match, visit: Visit, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What tells one person from another of nearly the same name, and why they may be who was asked for."""
    subject, data = match.subject, match.subject.data
    born = data.get("birth_date")
    return {
        "id": subject.id,
        "name": name_of(subject, visit.language),
        "other_name": data.get("name" if visit.language == "ar" else "name_ar") or "",
        "born": day_in_words(date.fromisoformat(born), visit.language) if born else data.get("birth_year") or "",
        "commune": subject.commune,
        "why": [REASONS[each].of(visit.language) for each in resemblance(asked, data)],
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
    return visit.go(f"/people/{subject}?noted=1")


def added(visit: Visit, commune: str) -> tuple[str | None, list[dict[str, Any]], int]:
    """A person added from a form: their identifier; or those who sound alike, when nobody said that it is another.

    Last, how many records of the desk can't be read: the same person may be one of them, and that is asked too.

    Raises:
        UsageError: what was typed isn't as it should be.
    """
    form = visit.form
    data = {name: form.one(name) for name in FIELDS if form.one(name)}
    if not form.one("another"):
        names = [data[name] for name in ("name", "name_ar") if data.get(name)]
        unshown: list[str] = []
        alike = namesakes(visit.house, names, visit.actor, unshown) if names else []
        if alike or unshown:
            return None, [summary(match, visit, data) for match in alike], len(unshown)
    return add_person(visit.house, "person", commune, data, visit.actor), [], 0
