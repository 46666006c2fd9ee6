"""Before a step is undone: which one, and what would be as it was before it; asked for from its line in the history."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.case_file import show_view
from engine.app.house import written_id
from engine.app.reading import read_case
from engine.app.undoing import Change, undoing
from engine.core.contact import consent_title
from engine.core.days import day_in_words
from engine.core.wording import STATUSES
from engine.web.journal import journal_of
from engine.web.sent import number
from engine.web.visit import Visit, Visiting
from engine.web.widgets import in_words
from engine.web.words import say

if TYPE_CHECKING:
    from engine.app.reading import Opened

router = APIRouter()
_PARTS = {"state": "undo_state", "commune": "undo_commune", "assigned": "undo_assigned"}
"What is one of its kind in a case → its name."


@router.get("/cases/{word}/undo/{step}")
def undo(visit: Visiting, word: str, step: str) -> Response:
    """One step of a case, and what its undoing takes back."""
    opened = read_case(visit.house, written_id(word), visit.actor)
    definition, case = opened.machine.definition, opened.held.case
    found = undoing(visit.house, opened, number(step), visit.actor)
    if found is None or not opened.may_act:
        raise HTTPException(404)
    whole = show_view(visit.house, opened, visit.language)
    lines = journal_of(visit.house, definition, whole["journal"], visit.language, visit.actor)
    return visit.page(
        "undo.html",
        case=case.case,
        sequence=case.sequence,
        line=next(each for each in lines if each["sequence"] == found.event.sequence),
        possible=found.possible,
        is_note=found.event.kind == "noted",
        is_anothers=found.is_anothers,
        later=[each for each in lines if each["sequence"] > found.event.sequence and not each["undone"]],
        changes=[_told(visit, opened, each) for each in found.takes_back],
    )


def _told(visit: Visit, opened: Opened, change: Change) -> dict[str, str]:
    """One thing that would change, in words: what it is, as it is now, as it would be."""
    definition, language = opened.machine.definition, visit.language
    titles: dict[str, Any] = {
        "field": lambda: definition.fields[change.name].label,
        "sealed": lambda: definition.fields[change.name].label,
        "document": lambda: definition.documents[change.name].title,
        "consent": lambda: consent_title(definition, change.name),
        "clock": lambda: definition.deadlines[change.name].title,
    }
    title = titles[change.kind]().of(language) if change.kind in titles else say(language, _PARTS[change.kind])
    now, then = (_value(visit, opened, change, value) for value in (change.now, change.then))
    return {"title": title, "now": now, "then": then}


def _value(visit: Visit, opened: Opened, change: Change, value: Any) -> str:  # noqa: PLR0911 -- one a kind
    language, definition = visit.language, opened.machine.definition
    if value is None:
        return say(language, "undo_nothing") if change.kind != "document" else STATUSES["missing"].of(language)
    match change.kind:
        case "state":
            return definition.states[value].title.of(language)
        case "field":
            return in_words(visit, definition.fields[change.name], value)
        case "sealed":
            return say(language, "undo_sealed")
        case "document":
            return STATUSES[value].of(language)
        case "consent":
            return say(language, "yes" if value else "no")
        case "clock":
            return day_in_words(date.fromisoformat(value), language)
        case "commune":
            return visit.house.territory.communes[value].name.of(language)
        case _:
            return str(value)
