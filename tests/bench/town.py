"""Databases of many cases as desks have them: the demonstration's stories, each lived once, told of many people.

What a page costs follows from its pathway: here those of the referential, with their steps and papers, and not the
measured one. Each person has a name sealed under their own key; cases stand wherever the stories left them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from engine.app import fictitious
from engine.app.demo import fill
from engine.app.house import House, standing_of
from engine.app.publishing import Workshop, publish, stories
from engine.bootstrap import shipped
from engine.core.events import EVERYWHERE, Actor, Draft
from engine.store.journal import Reading, Writing
from engine.store.transaction import Stamp
from tests.bench.houses import COMMUNE, new_house_at

STORIES = 150
"Cases that are lived; the others are told like them."
AT_ONCE = 500
DESKS = (COMMUNE, "agadir", "ait_melloul", "taroudant", "inezgane")
"A fifth of the cases at each: a desk of the bench is ten times as large as one of the region."
_EDITOR = Actor("lina", "editor", EVERYWHERE)
_NOT_ALONE = frozenset(("linked", "transferred", "attached"))
"Events that name another case, desk or file: what they name wouldn't be there."


@dataclass(frozen=True, slots=True)
class _Story:
    """One case that was lived: its events in order."""

    drafts: Sequence[Draft]
    digest: str
    confidentiality: str
    kind: str
    "What its subject is."
    opened: tuple[str, str, str]
    "The moment that its first event was written, its day, and the calendar."


@contextmanager
def town_at(url: str) -> Iterator[House]:
    """A house over a new database at this address, with the referential published."""
    with new_house_at(url) as house:
        for read in _workshop(house).referential().read_all():
            publish(house, read, _EDITOR)
        yield house


def _workshop(house: House) -> Workshop:
    return Workshop(shipped("processes"), shipped("forms"), house.territory)


def settle(house: House, cases: int, seed: int = 1) -> list[str]:
    """So many cases of named people, at five desks; the identifiers of those that an agent of the first may open."""
    fill(house, stories(_workshop(house)), STORIES, seed=seed)
    lived = house.store.read(_lived)
    chance = Random(seed)
    names: list[str] = []
    for first in range(0, cases, AT_ONCE):
        last = min(first + AT_ONCE, cases)
        # The work may be run again, and must then tell of the same people.
        people = [fictitious.person(chance, house.today().year) for _ in range(first, last)]
        names += house.store.write(
            lambda writing, first=first, people=people: _tell(house, writing, lived, people, first)
        )
    return names


def _lived(reading: Reading) -> list[_Story]:
    """Every case that stands by itself, as it was lived."""
    found = []
    for line in reading.cases(limit=10 * STORIES):
        events = [event for event, _ in reading.history(line.case)]
        subject = reading.subject(line.subject)
        if subject is not None and _NOT_ALONE.isdisjoint(event.kind for event in events):
            drafts = [_draft(reading, line.case, event) for event in events]
            opened = (events[0].recorded_at, events[0].happened_on, events[0].calendar)
            found.append(_Story(drafts, line.digest, line.confidentiality, subject.kind, opened))
    return found


def _draft(reading: Reading, case: str, event: Any) -> Draft:
    """An event as the draft that it was before it was sealed."""
    body = {name: each for name, each in event.body.items() if name not in ("sealed", "seal")}
    private = reading.private(case, event.sequence)
    return Draft(event.kind, event.trigger, event.from_state, event.to_state, body, private, event.happened_on)


def _tell(house: House, writing: Writing, lived: Sequence[_Story], people: Sequence[Any], first: int) -> list[str]:
    """Record a case for each of these people, each like one that was lived; those that `settle` names."""
    names = []
    for number, person in enumerate(people, first):
        story, commune = lived[number % len(lived)], DESKS[number // len(lived) % len(DESKS)]
        name = f"D-{number // 10_000:04}-{number % 10_000:04}"
        subject = bearer(name)
        recorded_at, day, calendar = story.opened
        stamp = Stamp(recorded_at, day, Actor("amina", "agent", commune), story.digest, calendar)
        summary = standing_of(house.machine(writing, story.digest))
        writing.new_subject(subject, story.kind, commune, person, stamp)
        own = replace(story.drafts[0], body={**story.drafts[0].body, "subject": subject})
        held = writing.open_case(name, subject, own, stamp, summary, confidentiality=story.confidentiality)
        writing.append(held, story.drafts[1:], stamp, summary)
        if held.case.commune == COMMUNE and story.confidentiality == "ordinary":
            names.append(name)
    return names


def bearer(case: str) -> str:
    """The identifier of the person whose case it is."""
    return f"B{case[1:]}"
