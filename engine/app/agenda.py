"""The clocks that ring: reminders, escalations, and what is done when a time is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from engine.app.house import House
from engine.app.linked import all_would_open, record
from engine.app.sight import UNREADABLE, resource_of, sees_row
from engine.authority.allow import allow
from engine.core.case import CaseState
from engine.core.decide import openings
from engine.core.decision import Accepted, Effect
from engine.core.definition import Action
from engine.core.events import Actor, Draft, Event
from engine.core.machine import Machine, Situation
from engine.core.rules import SYSTEM
from engine.core.ticking import decide_tick
from engine.errors import CaseError, EngineError, HistoryError, UsageError
from engine.store.case_rows import Held
from engine.store.journal import Reading, Writing

_BATCH = 200
_ROUNDS = 50
"Events that one tick may write in one case: far above what a pathway's clocks can ask in a day."


@dataclass(frozen=True, slots=True)
class Rung:
    """What the clocks of one case did."""

    case: CaseState
    machine: Machine
    events: tuple[Event, ...]


def tick(house: House, *, limit: int = 10_000, actor: Actor = SYSTEM) -> list[Rung]:
    """Fire the clocks that are due by today, each case in its own transaction; asking again changes nothing.

    Those that the actor may not see ring as well: they are neither told of nor counted, and what they fail with is
    left to whoever sees them. At most `limit` cases; a case that can't be served keeps no other waiting.

    Raises:
        CaseError, HistoryError, UsageError: about the first such case, once the others have been served.
        EnvironmentUnusable: at once.
    """
    house.require_calendar()
    today = house.today()
    rung: list[Rung] = []
    failed: EngineError | None = None
    for case_id in _all_waking(house, today):
        if len(rung) == limit:
            break
        try:
            found = ring(house, case_id, today)
        except (CaseError, HistoryError, UsageError) as error:
            if _is_seen(house, case_id, actor):
                failed = failed or error
        except UNREADABLE:
            if _is_seen(house, case_id, actor):
                raise
        else:
            if found is not None and found.events and _may_be_told(actor, found):
                rung.append(found)
    if failed is not None:
        raise failed
    return rung


def _may_be_told(actor: Actor, rung: Rung) -> bool:
    return allow(actor, "case.read", resource_of(rung.machine.definition, rung.case))


def _is_seen(house: House, case_id: str, actor: Actor) -> bool:
    return house.store.read(lambda reading: sees_row(house, reading, actor, case_id))


def _all_waking(house: House, today: date) -> Iterator[str]:
    """Cases for which there is something to do, looked for batch after batch."""
    after: str | None = None
    while True:
        waking = house.store.read(partial(_waking, today=today, after=after))
        yield from waking
        if len(waking) < _BATCH:
            return
        after = waking[-1]


def _pulled(situation: Situation, drafts: Sequence[Draft]) -> tuple[Effect, ...]:
    """The linked cases that open with the actions which the clocks pull."""
    plans = situation.machine.table[situation.case.state]
    pulled = [plans[draft.trigger].action for draft in drafts if draft.trigger is not None]
    return tuple(effect for action in pulled for effect in openings(action, situation.facts()))


def _may_pull(house: House, writing: Writing, held: Held, situation: Situation, action: Action) -> bool:
    """Whether the linked cases that an action opens can open now: if not, the clock is told once and looks again."""
    effects = openings(action, situation.facts())
    return not effects or all_would_open(house, writing, held, situation.machine, effects, situation.day)


def ring(house: House, case_id: str, day: date) -> Rung | None:
    """Fire the clocks of one case that are due by a day; None when there is no such case."""
    return house.store.write(partial(_ring, house=house, case_id=case_id, today=day))


def _waking(reading: Reading, today: date, after: str | None) -> list[str]:
    return reading.waking(today.isoformat(), _BATCH, after)


def _ring(writing: Writing, house: House, case_id: str, today: date) -> Rung | None:
    held = writing.case(case_id)
    if held is None:
        return None
    machine = house.machine(writing, held.case.digest)
    events: list[Event] = []
    stamp = house.stamp(SYSTEM, today, machine.definition.digest)
    for _ in range(_ROUNDS):
        situation = house.situation(machine, held.case, held.private, today)
        drafts = decide_tick(situation, partial(_may_pull, house, writing, held, situation))
        if not drafts:
            break
        events += record(house, writing, held, machine, Accepted(drafts, _pulled(situation, drafts)), stamp)[0]
    return Rung(held.case, machine, tuple(events))
