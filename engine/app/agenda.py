"""The desk's day: what is late, what is due, and the clocks that ring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from engine.app.house import House
from engine.app.linked import record
from engine.core.case import CaseState
from engine.core.decide import openings
from engine.core.decision import Accepted, Effect
from engine.core.definition import Text
from engine.core.events import Draft, Event
from engine.core.machine import Machine, Situation
from engine.core.rules import SYSTEM
from engine.core.steps import guide
from engine.core.ticking import decide_tick
from engine.errors import CaseError, EngineError, HistoryError, UsageError
from engine.store.cases import CaseLine
from engine.store.journal import Reading, Writing
from engine.store.subjects import Subject

_BATCH = 200
_ROUNDS = 50
"Events that one tick may write in one case: far above what a pathway's clocks can ask in a day."


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the worklist: a case, and the next act as a verb."""

    line: CaseLine
    subject: Subject | None
    process: Text
    state: Text
    status: str
    "overdue, today, soon, waiting (a third party acts) or open."
    next_act: Text | None
    days_left: int | None


def worklist(  # noqa: PLR0913 filters, each by its name
    house: House,
    *,
    commune: str | None = None,
    process: str | None = None,
    assigned: str | None = None,
    until: str | None = None,
    limit: int = 50,
    after: str | None = None,
) -> list[Row]:
    """The open cases of a desk, the most pressing first; at most `limit`.

    Raises:
        UsageError: an unknown commune.
    """
    slug = house.commune(commune) if commune is not None else None

    def work(reading: Reading) -> list[Row]:
        lines = reading.worklist(
            commune=slug, until=until, process=process, assigned=assigned, after=after, limit=limit
        )
        return [_row(house, reading, line) for line in lines]

    return house.store.read(work)


def _row(house: House, reading: Reading, line: CaseLine) -> Row:
    machine = house.machine(reading, line.digest)
    held = reading.case(line.case)
    today = house.today()
    state = machine.definition.states[line.state]
    next_act: Text | None = None
    if held is not None:
        guidance = guide(house.situation(machine, held.case, held.private, today), {}, "agent")
        # The first of the step's own actions that is possible, or will be once papers or data are there: pathways
        # are written in the order a person lives them, and closing a case is seldom the next thing to do.
        next_act = next(
            (
                step.action.title
                for step in guidance.actions
                if step.to
                and step.action.id in state.actions
                and not any(reason.code in _NOT_THIS_WAY for reason in step.blocked_by)
            ),
            None,
        )
    left = (date.fromisoformat(line.due) - today).days if line.due is not None else None
    return Row(
        line,
        reading.subject(line.subject),
        machine.definition.title,
        state.title,
        _status(left, state.kind),
        next_act,
        left,
    )


_SOON = 7
_NOT_THIS_WAY = frozenset(("condition_false", "role_refused", "stopped_by_alert"))


def _status(left: int | None, kind: str) -> str:
    if left is not None and left < 0:
        return "overdue"
    if left == 0:
        return "today"
    if kind == "wait":
        return "waiting"
    return "soon" if left is not None and left <= _SOON else "open"


@dataclass(frozen=True, slots=True)
class Rung:
    """What the clocks of one case did."""

    case: CaseState
    machine: Machine
    events: tuple[Event, ...]


def tick(house: House, *, limit: int = 10_000) -> list[Rung]:
    """Fire the clocks that are due by today, each case in its own transaction; asking again changes nothing.

    At most `limit` cases; a case that can't be served keeps no other waiting.

    Raises:
        CaseError, HistoryError, UsageError: about the first such case, once the others have been served.
        EnvironmentUnusable: at once.
    """
    today = house.today()
    rung: list[Rung] = []
    failed: EngineError | None = None
    for case_id in _all_waking(house, today):
        if len(rung) == limit:
            break
        try:
            found = ring(house, case_id, today)
        except (CaseError, HistoryError, UsageError) as error:
            failed = failed or error
        else:
            if found is not None and found.events:
                rung.append(found)
    if failed is not None:
        raise failed
    return rung


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
        drafts = decide_tick(situation)
        if not drafts:
            break
        events += record(house, writing, held, machine, Accepted(drafts, _pulled(situation, drafts)), stamp)[0]
    return Rung(held.case, machine, tuple(events))
