"""Databases of many cases, filled in a minute: each kind of case is decided once, and recorded a thousand at a time.

Everything goes through the store's own door: events are sealed, encoded, hashed and chained as any other. Only the
judging isn't done again for cases that are alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from engine.app.house import House, standing_of
from engine.core.case import CaseState
from engine.core.decide import decide
from engine.core.decision import Accepted, Decision
from engine.core.events import Command, Draft, Record
from engine.core.life import open_case
from engine.core.machine import Machine
from engine.store.journal import Reading, Writing
from engine.store.transaction import Stamp
from tests.bench import pathway
from tests.bench.houses import AGENT, COMMUNE, open_one, take

AT_ONCE = 1_000
BIRTHDAYS = 60
"Cases differ by the day their clock started, so that lists have something to sort by."
COMMUNES = (COMMUNE, "agadir", "ait_melloul", "taroudant", "inezgane")


@dataclass(frozen=True, slots=True)
class _Kind:
    """Cases that are alike: the drafts of each of their steps, in order."""

    opening: Draft
    steps: Sequence[Sequence[Draft]]


def fill(house: House, cases: int) -> list[str]:
    """Open cases, one in two of which has taken its first steps; their identifiers."""
    _, digest = pathway.resolved_bytes()
    machine = house.store.read(lambda reading: house.machine(reading, digest))
    kinds = [_kind(house, machine, number) for number in range(BIRTHDAYS)]
    stamp = house.stamp(AGENT, pathway.OPENED, digest)
    names = [f"D-{number // 10_000:04}-{number % 10_000:04}" for number in range(cases)]
    for first in range(0, cases, AT_ONCE):
        house.store.write(lambda writing, first=first: _record(writing, machine, kinds, stamp, names, first))
    return names


def _kind(house: House, machine: Machine, number: int) -> _Kind:
    """Every other kind waits where it was opened; the others have brought two papers."""
    born = date.fromisoformat(pathway.BORN) - timedelta(days=number)
    definition = machine.definition
    case = CaseState(process=definition.process, version=definition.version, digest=definition.digest)
    case.state, case.opened_on = definition.start, pathway.OPENED.isoformat()
    situation = house.situation(machine, case, {}, pathway.OPENED)
    given = Record({"date_naissance": born.isoformat(), "lieu_accouchement": "domicile", "commune_naissance": COMMUNE})
    opening = open_case(situation, given, house.today(), documents={}, links={}, consents={})
    papers = decide(situation, Command(pathway.STEPS[1].ask, AGENT, pathway.OPENED), house.today())
    return _Kind(_drafts(opening)[0], (_drafts(papers),) if number % 2 else ())


def _drafts(decision: Decision) -> Sequence[Draft]:
    if not isinstance(decision, Accepted):
        raise AssertionError(f"a measured step was refused: {decision}")
    return decision.drafts


def _record(
    writing: Writing, machine: Machine, kinds: Sequence[_Kind], stamp: Stamp, names: Sequence[str], first: int
) -> None:
    summary = standing_of(machine)
    for number in range(first, min(first + AT_ONCE, len(names))):
        kind, commune = kinds[number % len(kinds)], COMMUNES[number % len(COMMUNES)]
        subject = f"B-{number:08}"
        local = replace(stamp, actor=replace(stamp.actor, commune=commune))
        writing.new_subject(subject, "person", commune, {}, local)
        body = {**kind.opening.body, "subject": subject}
        held = writing.open_case(names[number], subject, replace(kind.opening, body=body), local, summary)
        for drafts in kind.steps:
            writing.append(held, drafts, local, summary)


def fill_whole(house: House, cases: int) -> None:
    """Cases that have taken all their steps: one is walked through the use cases, the others are recorded like it."""
    walked = open_one(house)
    for index in range(len(pathway.STEPS)):
        take(house, walked, index, None)
    _, digest = pathway.resolved_bytes()
    machine = house.store.read(lambda reading: house.machine(reading, digest))
    opening, *steps = house.store.read(lambda reading: _drafts_of(reading, walked))
    kind = _Kind(opening, [(step,) for step in steps])
    stamp = house.stamp(AGENT, pathway.OPENED, digest)
    names = [f"W-{number:08}" for number in range(1, cases)]
    for first in range(0, len(names), AT_ONCE):
        house.store.write(lambda writing, first=first: _record(writing, machine, [kind], stamp, names, first))


def _drafts_of(reading: Reading, case: str) -> list[Draft]:
    """The events of a case, as the drafts that they were before they were sealed."""
    drafts = []
    for event, _ in reading.history(case):
        body = {name: each for name, each in event.body.items() if name not in ("sealed", "seal")}
        private = reading.private(case, event.sequence)
        kind: Any = event.kind
        draft = Draft(kind, event.trigger, event.from_state, event.to_state, body, private, event.happened_on)
        drafts.append(draft)
    return drafts
