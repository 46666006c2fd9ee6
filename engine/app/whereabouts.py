"""At which desks a person's data are and were: each case's way from desk to desk, as its own history tells it.

A person may ask any of these desks; the one that answers tells what it knows of the others: of the cases that it may
see, and of those that it sent away itself. It learns of no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.app.house import House
from engine.app.sight import PROTECTED, sees_line
from engine.authority.allow import Resource, allow
from engine.core.events import Actor, Event
from engine.store.cases import CaseLine
from engine.store.journal import Reading, Writing
from engine.store.subjects import Subject


@dataclass(frozen=True, slots=True)
class Passage:
    """A case sent from one desk to another; communes are slugs."""

    case: str
    on: str
    "ISO date."
    left: str
    reached: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Each desk that holds something of a person or has held it, and how it came there."""

    holding: tuple[str, ...]
    "Slugs of the desks that keep a record or a case."
    held: tuple[str, ...]
    "Slugs of the desks that have sent every case on, and keep no record."
    passages: tuple[Passage, ...]


def whereabouts(
    house: House, reading: Reading | Writing, kept: Sequence[Subject], actor: Actor, *, protected: bool
) -> Whereabouts:
    """Where the data of a person are; `protected` cases only where they were asked for, and the actor may see such."""
    holding = dict.fromkeys(subject.commune for subject in kept)
    passages: list[Passage] = []
    for line in (line for subject in kept for line in reading.cases_of(subject.id)):
        way = list(_way(line.case, (event for event, _ in reading.history(line.case))))
        if _is_told(house, reading, line, way, actor, protected=protected):
            holding[line.commune] = None
            passages += way
    passages.sort(key=lambda passage: passage.on)
    passed = dict.fromkeys(desk for passage in passages for desk in (passage.left, passage.reached))
    return Whereabouts(tuple(holding), tuple(desk for desk in passed if desk not in holding), tuple(passages))


def _way(case: str, history: Iterator[Event]) -> Iterator[Passage]:
    commune = ""
    for event in history:
        if event.kind == "opened":
            commune = event.commune
        if event.kind == "transferred":
            yield Passage(case, event.happened_on, commune, event.body["commune"])
            commune = event.body["commune"]


def _is_told(
    house: House, reading: Reading | Writing, line: CaseLine, way: list[Passage], actor: Actor, *, protected: bool
) -> bool:
    """Whether the actor may tell where a case is: one that they see, or that their own desk knew and sent away."""
    defined = house.machine(reading, line.digest).definition.confidentiality
    sealed = PROTECTED in (line.confidentiality, defined)
    if sealed and not protected:
        return False
    knew = {passage.left for passage in way}
    sent = any(allow(actor, "case.read", Resource(desk, sealed, line.case)) for desk in knew)
    return sent or sees_line(house, reading, actor, line)
