"""What the steps behind a case left: questions without an answer, receipts, papers that no step asks for any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from engine.app.exchanges import office_of
from engine.app.house import House
from engine.app.reading import Opened
from engine.app.views import View, field_view, text_or_nothing
from engine.core.answers import HELD
from engine.core.definition import Field, Language
from engine.core.events import Json
from engine.store.journal import Reading


def standing_in(journal: Sequence[View]) -> list[View]:
    """The events of a journal that still count: neither undoings, nor what they undid."""
    gone = {event["body"]["target"] for event in journal if event["kind"] == "reverted"}
    return [event for event in journal if event["kind"] != "reverted" and event["sequence"] not in gone]


def asked_view(field: Field, language: Language) -> View:
    """A question: how it is asked, and what helps to answer it."""
    return {**field_view(field, language), "hint": text_or_nothing(field.hint, language)}


def unanswered(opened: Opened, journal: Sequence[View], language: Language) -> list[View]:
    """Questions of the steps passed that have no answer yet, and those on which an action of this step depends."""
    definition, case = opened.machine.definition, opened.held.case
    passed = [event["from"] for event in standing_in(journal) if event["from"] != event["to"]]
    behind = [
        name for state in dict.fromkeys(passed) if state in definition.states for name in definition.states[state].ask
    ]
    awaited = [
        name
        for step in opened.guidance.actions
        for reason in step.blocked_by
        for name in (reason.what, *reason.details.get("names", ()))
    ]
    here = {*definition.states[case.state].ask}
    known = {**case.fields, **opened.held.private}
    return [
        asked_view(definition.fields[name], language)
        for name in dict.fromkeys((*awaited, *behind))
        if name in definition.fields
        and name not in here
        and known.get(name) is None
        and name not in case.sealed
        and definition.fields[name].kept
    ]


def receipts(house: House, opened: Opened, journal: Sequence[View], language: Language) -> list[View]:
    """The receipts of the case, oldest first: number, day, office; and those that an office didn't hand over."""
    case, definition = opened.held.case, opened.machine.definition
    found = []
    for event in standing_in(journal):
        receipt = event["body"].get("receipt")
        if receipt is None:
            continue
        paper = receipt["document"]
        sealed = house.store.read(partial(_private, case=case.case, sequence=event["sequence"]))
        found.append(
            {
                "document": paper,
                "title": definition.documents[paper].title.of(language) if paper in definition.documents else paper,
                "number": str(sealed.get("receipt.number", "")),
                "on": receipt["on"],
                "office": office_of(house, opened, event["from"], language),
                "proved": receipt["proved"] or _came_since(case.documents, case.flags, paper),
            }
        )
    return found


def _came_since(papers: Mapping[str, Mapping[str, Json]], flags: Sequence[str], paper: str) -> bool:
    return f"unproved:{paper}" not in flags and papers.get(paper, {}).get("status") in HELD


def _private(reading: Reading, case: str, sequence: int) -> Mapping[str, Json]:
    return reading.private(case, sequence)


def other_papers(opened: Opened, language: Language) -> list[View]:
    """The papers of the pathway that this step doesn't ask for, with where they stand; those dealt with come first."""
    case, definition = opened.held.case, opened.machine.definition
    here = {name for group in opened.guidance.papers for papers in group.group.any_of.values() for name in papers}
    found = [
        {
            "id": name,
            "title": paper.title.of(language),
            "status": case.documents.get(name, {}).get("status", "missing"),
            "scans": len(opened.scans.get(name, ())),
        }
        for name, paper in definition.documents.items()
        if name not in here
    ]
    return sorted(found, key=lambda each: each["status"] == "missing" and not each["scans"])
