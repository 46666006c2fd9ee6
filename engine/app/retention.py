"""Who has been kept long enough: their erasure is asked for, and two people still agree to it.

A person is kept as long as the longest of what their pathways say, each counted from the last thing that happened in
the case. The durations are the pathways' own, to be validated; none is known for whoever never had a case. Whoever has
a case or a record that can't be believed isn't judged, and keeps nobody else from being.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.app.erasing import ask_erasure, pending
from engine.app.house import House
from engine.app.people import same_person
from engine.app.sight import UNREADABLE, require, sees_line
from engine.authority.allow import Resource, allow
from engine.core.definition import Confidence, Text
from engine.core.events import Actor
from engine.store.bound import altered
from engine.store.journal import Reading

WHY = "Durée de conservation passée."


@dataclass(frozen=True, slots=True)
class Expired:
    """A person whose cases have all been closed for longer than they may be kept."""

    subject: str
    cases: int
    last: date
    "The last thing that happened in any of their cases."
    until: date
    "The last day on which they may be kept."
    pathway: Text
    "The one that keeps them longest."
    confidence: Confidence
    "How sure its duration is."


def expired(house: House, actor: Actor, unjudged: list[str] | None = None) -> list[Expired]:
    """Whose retention is over, of the actor's desk; whoever is waiting for an answer already is left out.

    `unjudged` is given those of whom a case or a record isn't what was written: nobody knows how long they may be kept.

    Raises:
        NotAllowed: the role may not ask for an erasure.
    """
    require(actor, "person.rights")
    damaged = unjudged if unjudged is not None else []

    def work(reading: Reading) -> list[Expired]:
        found = []
        unread: list[str] = []
        for subject in list(reading.subjects(unshown=unread)):
            if subject.erased or "merged_into" in subject.data:
                continue
            if allow(actor, "person.rights", Resource(subject.commune)):
                try:
                    over = None if pending(reading, subject.id) else _over(house, reading, subject.id, actor)
                except UNREADABLE:
                    damaged.append(subject.id)
                    continue
                found += [over] if over is not None else []
        damaged.extend(each for each in unread if allow(actor, "person.rights", Resource(reading.told_desk(each))))
        return sorted(found, key=lambda each: (each.until, each.subject))

    found = house.store.read(work)
    house.trace(actor, "person.rights", [each.subject for each in found])
    return found


def ask_for_expired(house: House, actor: Actor, unjudged: list[str] | None = None) -> list[Expired]:
    """Ask for the erasure of each of them; somebody else approves each, as any other. `unjudged` as by `expired`."""
    found = expired(house, actor, unjudged)
    for each in found:
        ask_erasure(house, each.subject, "duree", WHY, actor)
    return found


def _over(house: House, reading: Reading, subject_id: str, actor: Actor) -> Expired | None:
    """What to say of a person who may not be kept any longer; None of one who may, or is still accompanied.

    Raises:
        BrokenHistory: one of their records, or a case that the actor may know of, isn't what was written.
    """
    records = same_person(reading, subject_id)
    for each in records:
        # Their erasure would take every record; one that doesn't hold stops it.
        reading.subject(each)
    lines = [line for each in records for line in reading.cases_of(each)]
    damaged = next((line for line in lines if line.altered and sees_line(house, reading, actor, line)), None)
    if damaged is not None:
        raise altered(damaged.case)
    if not lines or any(line.open for line in lines):
        return None
    kept = []
    for line in lines:
        definition = house.machine(reading, line.digest).definition
        last = max(date.fromisoformat(event.happened_on) for event, _ in reading.history(line.case))
        until = house.territory.calendar.add(last, definition.retention_after_close).day
        kept.append((until, last, definition))
    until, _, definition = max(kept, key=lambda each: each[0])
    if until >= house.today():
        return None
    last = max(each[1] for each in kept)
    return Expired(subject_id, len(lines), last, until, definition.title, definition.retention_confidence)
