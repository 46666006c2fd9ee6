"""People: looked for by the sound of a name, added, read, corrected, two records of one person merged."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app import people
from engine.app.given import person_given
from engine.app.house import written_id
from engine.app.listing import match_view
from engine.app.person_file import person_view, show_person
from engine.web.api.bodies import Corrected, Merged, NewPerson, Searching, Subject
from engine.web.api.caller import Calling
from engine.web.api.shapes import Added, People, Person, Record, answers

router = APIRouter(prefix="/people", tags=["people"])


@router.post("/search", responses=answers(People))
def search(caller: Calling, body: Searching) -> Response:
    """People whose name sounds like these words, in Latin or Arabic letters."""
    unshown = list[str]()
    found = people.search(
        caller.house, body.words, caller.actor, commune=body.commune, limit=body.limit, unshown=unshown
    )
    matches = [match_view(each, caller.language, {"name": body.words}) for each in found]
    return caller.give({"matches": matches, "unshown": len(unshown)})


@router.post("", status_code=201, responses=answers(Added, 201))
def add(caller: Calling, body: NewPerson) -> Response:
    """Somebody new; those whose name sounds the same are told, for it may be one of them."""
    house, kept = caller.house, person_given(body.data)
    slug = caller.desk(body.commune)
    names = [kept[name] for name in ("name", "name_ar") if kept.get(name)]
    unshown = list[str]()
    alike = people.namesakes(house, names, caller.actor, unshown) if names else []
    subject = people.add_person(house, body.kind, slug, kept, caller.actor)
    matches = [match_view(each, caller.language, kept) for each in alike]
    view = {"subject": subject, "commune": slug, "kind": body.kind, "alike": matches, "unshown": len(unshown)}
    return caller.give(view, 201)


@router.get("/{subject}", responses=answers(Person))
def show(caller: Calling, subject: Subject) -> Response:
    """A person with their cases, papers, consents and clocks."""
    return caller.give(person_view(show_person(caller.house, written_id(subject), caller.actor), caller.language))


@router.post("/{subject}/corrections", responses=answers(Record))
def correct(caller: Calling, subject: Subject, body: Corrected) -> Response:
    """Other values for what is known of a person; an empty one clears it, the old one stays sealed in the history."""
    found = people.correct_person(caller.house, written_id(subject), person_given(body.data), body.reason, caller.actor)
    return caller.give({"subject": found.id, "commune": found.commune, "data": dict(found.data)})


@router.post("/{subject}/merges", responses=answers(Record))
def merge(caller: Calling, subject: Subject, body: Merged) -> Response:
    """Say that another record is of the same person: nothing is moved, both are read together."""
    found = people.merge_people(caller.house, written_id(subject), written_id(body.merged), body.reason, caller.actor)
    return caller.give({"subject": found.id, "commune": found.commune, "data": dict(found.data)})
