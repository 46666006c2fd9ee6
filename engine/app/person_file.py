"""All that is known of a person at the desk: their cases, the papers they hold, what they agreed to, what runs.

Read over every case that the reader may see, under each record of the same person. A paper obtained once serves
everywhere: it stands here once, as it stands now. A case or a record that can't be believed is named, and the rest is
told as if it weren't there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from engine.app.house import House
from engine.app.people import same_person, seen_subject
from engine.app.sight import UNREADABLE, noting_denials, sees_line
from engine.core.answers import HELD, consent_holds
from engine.core.calendar import Calendar, Duration
from engine.core.clocks import is_running
from engine.core.contact import consent_title
from engine.core.definition import Deadline, Language, Text
from engine.core.events import Actor
from engine.core.machine import Machine
from engine.errors import BrokenHistory
from engine.store.case_rows import Held
from engine.store.cases import CaseLine
from engine.store.journal import Reading
from engine.store.subjects import Subject

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OwnCase:
    """One case of the person."""

    line: CaseLine
    held: Held
    machine: Machine

    @property
    def state(self) -> Text:
        """Where it stands."""
        return self.machine.definition.states[self.held.case.state].title


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """A paper of the person, as it was last told of."""

    id: str
    title: Text
    case: str
    "Where it was last told of."
    status: str
    on: date
    issued: date | None
    valid_until: date | None
    "Last day on which it is good everywhere it is asked for; None when nothing limits it."
    serves: str
    "`person`, or `case`: this case's alone."


@dataclass(frozen=True, slots=True)
class OwnConsent:
    """What the person was asked to agree to, and answered, in one case."""

    id: str
    title: Text
    case: str
    given: bool
    on: date
    until: date | None
    standing: Literal["holds", "expired", "withdrawn"]


@dataclass(frozen=True, slots=True)
class OwnClock:
    """A clock that runs in one of the cases."""

    deadline: Deadline
    case: str
    due: date
    days_left: int
    paused: bool


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A subject with all that may be seen of their cases."""

    subject: Subject
    today: date
    cases: tuple[OwnCase, ...]
    papers: tuple[OwnPaper, ...]
    consents: tuple[OwnConsent, ...]
    clocks: tuple[OwnClock, ...]
    damaged: tuple[str, ...] = ()
    "Cases and other records of the person that aren't what was written: their numbers are all there is to tell."


def show_person(house: House, subject_id: str, actor: Actor) -> PersonFile:
    """A subject and those of their cases that the actor may see, with the papers, consents and clocks of these alone.

    Raises:
        UsageError: no such subject.
    """

    def work(reading: Reading) -> PersonFile:
        subject = seen_subject(house, reading, subject_id, actor)
        damaged: list[str] = []
        records = _records(reading, subject, damaged)
        cases = tuple(_cases(house, reading, records, actor, damaged))
        today, calendar = house.today(), house.territory.calendar
        return PersonFile(
            subject,
            today,
            cases,
            tuple(sorted(_papers(cases, calendar), key=lambda paper: (paper.status not in HELD, paper.id))),
            tuple(consent for case in cases for consent in _consents(case, today)),
            tuple(sorted((clock for case in cases for clock in _clocks(case, today)), key=lambda clock: clock.due)),
            tuple(damaged),
        )

    with noting_denials(house, actor, "person.read", subject_id):
        found = house.store.read(work)
    house.trace(actor, "person.read", (subject_id, *(each.line.case for each in found.cases), *found.damaged))
    return found


def lines_of(house: House, reading: Reading, subject_id: str, actor: Actor) -> list[CaseLine]:
    """The cases of a person that the actor may see, under each of their records, the last opened first."""
    return _lines(house, reading, same_person(reading, subject_id), actor)


def _lines(house: House, reading: Reading, records: Iterable[str], actor: Actor) -> list[CaseLine]:
    every = (line for each in records for line in reading.cases_of(each))
    return [line for line in every if sees_line(house, reading, actor, line)]


def _records(reading: Reading, subject: Subject, damaged: list[str]) -> tuple[str, ...]:
    """Every record of the same person; `damaged` is given those whose rows don't hold."""
    try:
        records = same_person(reading, subject.id)
    except BrokenHistory as error:
        # The one that was kept doesn't hold: which others it joins isn't known.
        damaged.append(error.stream)
        return (subject.id, error.stream)
    for each in records:
        try:
            reading.subject(each)
        except BrokenHistory:
            damaged.append(each)
    return records


def _cases(
    house: House, reading: Reading, records: Iterable[str], actor: Actor, damaged: list[str]
) -> Iterator[OwnCase]:
    """The cases that can be believed; `damaged` is given the others, of those that the actor may see."""
    for line in _lines(house, reading, records, actor):
        try:
            held = reading.case(line.case)
            if held is not None:
                yield OwnCase(line, held, house.machine(reading, line.digest))
        except UNREADABLE:
            damaged.append(line.case)


def _papers(cases: tuple[OwnCase, ...], calendar: Calendar) -> Iterator[OwnPaper]:
    """Each paper as it was last told of; one that serves a single case is that case's."""
    last: dict[tuple[str, str], OwnPaper] = {}
    for each in cases:
        for name, paper in each.held.case.documents.items():
            known = each.machine.definition.documents.get(name)
            if known is None or paper["status"] == "missing":
                continue
            on = date.fromisoformat(paper["on"])
            issued = date.fromisoformat(paper["issued"]) if paper.get("issued") else None
            limits = _limits(each.machine, name)
            good = min((calendar.add(issued or on, limit).day for limit in limits), default=None)
            case = str(paper.get("from", each.line.case))
            place = (name, case if known.serves == "case" else "")
            before = last.get(place)
            if before is None or before.on < on:
                last[place] = OwnPaper(
                    name, known.title, case, paper["status"], on, issued, _if_held(paper, good), known.serves
                )
    yield from last.values()


def _limits(machine: Machine, paper: str) -> Iterator[Duration]:
    """How long a paper is good: by the catalogue, and by each demand of the pathway that wants it younger."""
    validity = machine.definition.documents[paper].validity
    if validity is not None:
        yield validity
    for groups in machine.groups.values():
        for each in groups:
            if each.group.max_age is not None and any(paper in option for option in each.group.any_of.values()):
                yield each.group.max_age


def _if_held(paper: Mapping[str, Any], good: date | None) -> date | None:
    return good if paper["status"] in HELD and paper["status"] != "waived" else None


def _consents(each: OwnCase, today: date) -> Iterator[OwnConsent]:
    for name, answer in each.held.case.consents.items():
        title = consent_title(each.machine.definition, name)
        if title is None:
            continue
        until = date.fromisoformat(answer["until"]) if answer.get("until") else None
        standing: Literal["holds", "expired", "withdrawn"] = "withdrawn"
        if answer["given"]:
            standing = "holds" if consent_holds(answer, today) else "expired"
        yield OwnConsent(
            name,
            title,
            each.line.case,
            bool(answer["given"]),
            date.fromisoformat(answer["on"]),
            until,
            standing,
        )


def _clocks(each: OwnCase, today: date) -> Iterator[OwnClock]:
    if each.held.case.outcome is not None:
        return
    for name, clock in each.held.case.clocks.items():
        deadline = each.machine.definition.deadlines.get(name)
        if deadline is not None and clock.get("due") and is_running(clock):
            due = date.fromisoformat(clock["due"])
            yield OwnClock(deadline, each.line.case, due, (due - today).days, "paused" in clock)


def person_view(found: PersonFile, language: Language) -> View:
    """`person show` as JSON."""
    subject = found.subject
    return {
        "subject": subject.id,
        "kind": subject.kind,
        "erased": subject.erased,
        "commune": subject.commune,
        "data": dict(subject.data),
        "today": found.today.isoformat(),
        "cases": [_case_view(each, language) for each in found.cases],
        "papers": [_paper_view(each, found.today, language) for each in found.papers],
        "consents": [
            {
                "id": each.id,
                "title": each.title.of(language),
                "case": each.case,
                "given": each.given,
                "on": each.on.isoformat(),
                "until": _iso(each.until),
                "standing": each.standing,
            }
            for each in found.consents
        ],
        "deadlines": [
            {
                "id": each.deadline.id,
                "title": each.deadline.title.of(language),
                "kind": each.deadline.kind,
                "case": each.case,
                "due": each.due.isoformat(),
                "days_left": each.days_left,
                "overdue": each.days_left < 0,
                "paused": each.paused,
            }
            for each in found.clocks
        ],
        "damaged": list(found.damaged),
    }


def _case_view(each: OwnCase, language: Language) -> View:
    line, case = each.line, each.held.case
    return {
        "case": line.case,
        "process": line.process,
        "process_title": each.machine.definition.title.of(language),
        "state": line.state,
        "state_title": each.state.of(language),
        "commune": line.commune,
        "opened_on": line.opened_on,
        "open": line.open,
        "due": line.due,
        "assigned": line.assigned,
        "outcome": case.outcome,
        "documents": case.documents,
        "consents": case.consents,
    }


def _paper_view(each: OwnPaper, today: date, language: Language) -> View:
    return {
        "id": each.id,
        "title": each.title.of(language),
        "status": each.status,
        "on": each.on.isoformat(),
        "issued": _iso(each.issued),
        "valid_until": _iso(each.valid_until),
        "days_left": (each.valid_until - today).days if each.valid_until is not None else None,
        "case": each.case,
        "serves": each.serves,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
