"""« À rappeler »: who should be told of what, and what was done about it.

Nothing is kept beside the histories: what to tell follows from a case's appointments and clocks, and where a reminder
stands from the events that told of it. So it replays with the case, and a restart loses nothing. Told of an appointment
that has moved since, the person has to be told again; a clock that has rung since asks once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from engine.app.house import House
from engine.app.listing import name_of
from engine.app.sight import UNREADABLE, confidentiality_seen, list_scope, sees_line
from engine.core.appointments import appointments
from engine.core.clocks import is_running
from engine.core.contact import ways
from engine.core.definition import Language, Text
from engine.core.events import Actor, Event, Way
from engine.core.machine import Machine
from engine.store.case_rows import Held
from engine.store.cases import CaseLine
from engine.store.journal import Reading
from engine.store.subjects import Subject

About = Literal["appointment", "deadline"]
Standing = Literal["to_tell", "printed", "told", "sent", "refused", "unsure"]
"""Where a reminder stands. `refused` by the server; `unsure`: its sending was begun, and nothing says how it ended."""

AHEAD = 3
"Days ahead that a desk tells people of."
MOST = 500
"Cases that are looked at for one list."
LOOKED_AT = 20
"The same, each for appointments and for days set, where all that is asked is whether there is anybody."
PENDING: frozenset[Standing] = frozenset(("to_tell", "refused", "unsure"))
"Those that somebody still has to do something about."
_DESK_ITSELF = "baom"
"The service of the referential that is the desk."
_ANONYMOUS = "none"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing that one person should be told."""

    line: CaseLine
    subject: Subject | None
    process: Text
    about: About
    name: str
    "The field of the appointment, or the deadline."
    title: Text
    on: str
    "A day or a moment, ISO text."
    here: bool
    "An appointment with the desk itself."
    ways: tuple[Way, ...]
    "By which the person may be told."
    standing: Standing
    at: str = ""
    "When it came to stand so; empty as long as nothing was done."
    why: str = ""
    "The code of a server's refusal."
    sequence: int = 0
    "The step of the case that it was read at."

    @property
    def pending(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.standing in PENDING

    @property
    def id(self) -> str:
        """What names it to whoever asks for it again: the case, what it is about, and the day that is told."""
        return f"{self.line.case}/{self.about}/{self.name}/{self.on}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reminders are asked for."""

    commune: str | None = None
    until: date | None = None
    "Days and appointments by that day, included; a few days ahead where none is said."
    case: str | None = None
    "Those of one case alone."


def reminders(house: House, wanted: Wanted, actor: Actor) -> list[Reminder]:
    """What people of a desk should be told, the nearest day first, those done with among them.

    Raises:
        UsageError: an unknown commune.
        NotAllowed: another desk's, or a role that sees no case.
    """
    found = unnoted_reminders(house, wanted, actor)
    house.trace(actor, "case.list", [name for each in found for name in (each.line.case, each.line.subject)])
    return found


def unnoted_reminders(house: House, wanted: Wanted, actor: Actor) -> list[Reminder]:
    """The same, for whoever shows no person, or notes it."""
    commune = list_scope(house, actor, wanted.commune)
    today = house.today()
    until = wanted.until or today + timedelta(days=AHEAD)

    def work(reading: Reading) -> list[Reminder]:
        lines = _lines(reading, commune, confidentiality_seen(actor), today, until)
        asked = [line for line in lines if wanted.case in (None, line.case)]
        seen = [line for line in asked if sees_line(house, reading, actor, line)]
        return [each for line in seen for each in _of_line(house, reading, line, today, until)]

    return sorted(house.store.read(work), key=lambda each: (each.on, each.line.case, each.name))


def anybody_to_tell(house: House, commune: str | None, actor: Actor) -> bool:
    """Whether somebody is still to be told of a near day, among the nearest of them; names nobody.

    Only so many cases are looked at, whatever the size of the desk, and one is enough.

    Raises:
        UsageError, NotAllowed: as `reminders`.
    """
    commune, confidentiality = list_scope(house, actor, commune), confidentiality_seen(actor)
    today = house.today()
    until = today + timedelta(days=AHEAD)

    def work(reading: Reading) -> bool:
        first, last = today.isoformat(), until.isoformat()
        filters = {"commune": commune, "confidentiality": confidentiality}
        meeting = reading.meeting(first, last, limit=LOOKED_AT, **filters)
        nearing = reading.worklist(queues=("task", "referral"), since=first, until=last, limit=LOOKED_AT, **filters)
        lines = {line.case: line for line in (*meeting, *nearing)}
        held = reading.cases_named(lines)
        return any(
            each.pending
            for name, line in lines.items()
            if name in held and sees_line(house, reading, actor, line)
            for each in _of_case(house, reading, line, held[name], today, until)
        )

    return house.store.read(work)


def _lines(
    reading: Reading, commune: str | None, confidentiality: str | None, today: date, until: date
) -> list[CaseLine]:
    """The open cases in which there may be something to tell, each once."""
    first, last = today.isoformat(), until.isoformat()
    meeting = reading.meeting(first, last, commune=commune, confidentiality=confidentiality, limit=MOST)
    # A case whose first clock is late may have another that nears.
    nearing = reading.worklist(
        queues=("task", "referral"), until=last, commune=commune, confidentiality=confidentiality, limit=MOST
    )
    return list({line.case: line for line in (*meeting, *nearing)}.values())


def _of_line(house: House, reading: Reading, line: CaseLine, today: date, until: date) -> list[Reminder]:
    """The reminders of one case; none of one that can't be read: the day's list says that it is damaged."""
    try:
        held = reading.case(line.case)
        found = [] if held is None else _of_case(house, reading, line, held, today, until)
        subject = reading.subject(line.subject) if found else None
        return [replace(each, subject=subject) for each in found]
    except UNREADABLE:
        return []


def _of_case(house: House, reading: Reading, line: CaseLine, held: Held, today: date, until: date) -> list[Reminder]:
    """The same of one that was read, whoever it is about."""
    try:
        machine = house.machine(reading, line.digest)
        due = [] if machine.definition.subject == _ANONYMOUS else list(_due(held, machine, line, today, until))
        history = reading.history(line.case) if due else []
    except UNREADABLE:
        return []
    told = [event for event, _ in history if event.kind in ("informed", "reminded")]
    return [_standing(each, told) for each in due]


def _due(held: Held, machine: Machine, line: CaseLine, today: date, until: date) -> Iterator[Reminder]:
    """What the person should be told of by that day: their appointments, and the days that the law sets them."""
    definition, case = machine.definition, held.case
    open_ways = ways(definition, case.consents, today)
    blank = Reminder(
        line,
        None,
        definition.title,
        "appointment",
        "",
        Text(""),
        "",
        False,
        open_ways,
        "to_tell",
        sequence=case.sequence,
    )
    for met in appointments(machine.appointments, case.fields):
        if today <= met.day <= until:
            on = met.day.isoformat() if met.at is None else f"{met.day.isoformat()}T{met.at:%H:%M}"
            title, here = definition.fields[met.field].label, met.service == _DESK_ITSELF
            yield replace(blank, name=met.field, title=title, on=on, here=here)
    if definition.states[case.state].awaits_others:
        # A clock that runs meanwhile is the office's.
        return
    for name, clock in case.clocks.items():
        deadline = definition.deadlines.get(name)
        legal = deadline is not None and deadline.kind == "legal" and is_running(clock)
        if deadline is not None and legal and today.isoformat() <= clock["due"] <= until.isoformat():
            yield replace(blank, about="deadline", name=name, title=deadline.title, on=clock["due"])


def _standing(each: Reminder, told: Sequence[Event]) -> Reminder:
    """Where a reminder stands, by the last event that told of it."""
    last: Event | None = None
    for event in told:
        body = event.body
        if event.kind == "informed" and (body["about"], body["name"], body["on"]) == (each.about, each.name, each.on):
            last = event
        elif event.kind == "reminded" and each.about == "deadline" and body["deadline"] == each.name:
            last = None
    if last is None:
        return each
    outcome = str(last.body["outcome"])
    standing: Standing = "unsure" if outcome == "claimed" else outcome  # type: ignore[assignment]
    return replace(each, standing=standing, at=last.recorded_at, why=str(last.body.get("why", "")))


def reminder_view(each: Reminder, language: Language) -> dict[str, Any]:
    """One reminder as JSON: `baom reminders list --json`, and the pages."""
    return {
        "id": each.id,
        "case": each.line.case,
        "subject": each.line.subject,
        "person": name_of(each.subject, language),
        "process": each.line.process,
        "process_title": each.process.of(language),
        "commune": each.line.commune,
        "about": each.about,
        "title": each.title.of(language),
        "on": each.on,
        "ways": list(each.ways),
        "standing": each.standing,
        "pending": each.pending,
        "at": each.at or None,
        "why": each.why or None,
    }
