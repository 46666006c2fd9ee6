"""Clocks (*échéances*): when they start, pause, end and ring, as each step of a case leaves them.

A clock is plain JSON in the case: {start, due, estimated} and, when it applies, `paused` and `ended` (the day since
when), `fired` (reminder days already told), `expired` (the day its end was recorded). Days are ISO text. Only what a
step touches is computed again, and the result stands in that step's event: the fold computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from engine.core.calendar import Calendar
from engine.core.definition import Anchor, Deadline, Definition

Clock = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClockPlan:
    """Which deadlines each kind of change concerns, worked out once per definition."""

    deadlines: Mapping[str, Deadline]
    starters: Mapping[tuple[str, str], tuple[Deadline, ...]]
    "(anchor kind, name) → the deadlines that it starts."
    bounded: Mapping[str, tuple[Deadline, ...]]
    "State → the deadlines that end or pause there."
    finals: frozenset[str]
    waits_for: Mapping[str, str]
    "Deadline → the date field that starts it, when a single field does."


def plan_clocks(definition: Definition) -> ClockPlan:
    """The plan of a definition's clocks."""
    starters: dict[tuple[str, str], tuple[Deadline, ...]] = {}
    bounded: dict[str, tuple[Deadline, ...]] = {}
    for deadline in definition.deadlines.values():
        for anchor in deadline.starts:
            key = (anchor.kind, anchor.name)
            starters[key] = (*starters.get(key, ()), deadline)
        for state in deadline.until | deadline.pauses_in:
            bounded[state] = (*bounded.get(state, ()), deadline)
    return ClockPlan(
        deadlines=definition.deadlines,
        starters=starters,
        bounded=bounded,
        finals=frozenset(name for name, state in definition.states.items() if state.kind == "final"),
        waits_for={
            deadline.id: deadline.starts[0].name
            for deadline in definition.deadlines.values()
            if len(deadline.starts) == 1 and deadline.starts[0].kind == "field"
        },
    )


@dataclass(slots=True)
class Touch:
    """What a step changes, as far as clocks are concerned."""

    day: date
    from_state: str
    to_state: str
    trigger: str | None = None
    fields: Mapping[str, Any] | None = None
    "New values, private ones included; None for a value taken away."
    documents: Mapping[str, date] | None = None
    "Papers obtained by this step, with the day that counts."
    opening: bool = False


def touched_clocks(
    plan: ClockPlan,
    clocks: Mapping[str, Clock],
    touch: Touch,
    calendar: Calendar,
    next_date: Mapping[str, str],
) -> dict[str, Clock]:
    """The clocks that a step starts, moves, pauses, resumes or ends, as they stand after it.

    `next_date` gives, at opening, the next day of each dated list that a clock starts from.
    """
    changed: dict[str, Clock] = {}
    if plan.starters:
        for anchor, day in _anchors(plan, touch, next_date):
            for deadline in plan.starters.get((anchor.kind, anchor.name), ()):
                _start(deadline, anchor, day, clocks, changed, calendar)
    if touch.to_state != touch.from_state:
        concerned = {
            deadline.id: deadline
            for state in (touch.from_state, touch.to_state)
            for deadline in plan.bounded.get(state, ())
        }
        if touch.to_state in plan.finals or touch.from_state in plan.finals:
            concerned = dict(plan.deadlines)
        for deadline in concerned.values():
            clock = changed.get(deadline.id) or clocks.get(deadline.id)
            if clock is not None:
                _enter(plan, deadline, clock, touch, changed)
    elif changed:
        for name in tuple(changed):
            _enter(plan, plan.deadlines[name], changed[name], touch, changed)
    return changed


def _anchors(plan: ClockPlan, touch: Touch, next_date: Mapping[str, str]) -> Iterable[tuple[Anchor, date | None]]:
    if touch.to_state != touch.from_state or touch.opening:
        yield Anchor("enter", touch.to_state), touch.day
    if touch.trigger is not None:
        yield Anchor("do", touch.trigger), touch.day
    for name, value in (touch.fields or {}).items():
        if ("field", name) in plan.starters:
            yield Anchor("field", name), None if value is None else date.fromisoformat(value)
    for name, day in (touch.documents or {}).items():
        yield Anchor("document", name), day
    if touch.opening:
        for name, day_text in next_date.items():
            yield Anchor("next", name), date.fromisoformat(day_text)


def _start(
    deadline: Deadline,
    anchor: Anchor,
    day: date | None,
    clocks: Mapping[str, Clock],
    changed: dict[str, Clock],
    calendar: Calendar,
) -> None:
    """Start a clock, or start it again; of several anchors the earliest day counts."""
    before = changed.get(deadline.id) or clocks.get(deadline.id)
    if day is None:
        if before is not None:
            changed[deadline.id] = {"start": None, "due": None, "estimated": False}
        return
    if len(deadline.starts) > 1 and before is not None and before["start"] is not None:
        day = min(day, date.fromisoformat(before["start"]))
    if before is not None and before["start"] == day.isoformat() and anchor.kind == "field":
        return
    due = calendar.add(day, deadline.within)
    changed[deadline.id] = {"start": day.isoformat(), "due": due.day.isoformat(), "estimated": due.estimated}


def _enter(plan: ClockPlan, deadline: Deadline, clock: Clock, touch: Touch, changed: dict[str, Clock]) -> None:
    """End, pause or take up again a clock on entering a state; « until » holds for the stay in that state.

    A clock runs in every state that its `until` doesn't name: a case that leaves such a state (a filing refused
    by the office) finds it running again, with the due day it had. A pause puts the due day off by its length.
    """
    to, today = touch.to_state, touch.day.isoformat()
    after = dict(clock)
    ends = to in deadline.until or to in plan.finals
    if ends and "ended" not in after:
        after["ended"] = today
    elif not ends and "ended" in after:
        del after["ended"]
    pauses = to in deadline.pauses_in and not ends
    if pauses and "paused" not in after:
        after["paused"] = today
    elif not pauses and "paused" in after:
        since = date.fromisoformat(after.pop("paused"))
        if after["due"] is not None:
            later = date.fromisoformat(after["due"]) + (touch.day - since)
            after["due"] = later.isoformat()
    if after != clock:
        changed[deadline.id] = after


def is_running(clock: Mapping[str, Any]) -> bool:
    """Whether it has a due day and is neither ended nor paused."""
    return clock.get("due") is not None and "ended" not in clock and "paused" not in clock


def reminder_days(deadline: Deadline, clock: Mapping[str, Any]) -> list[tuple[int, date, bool]]:
    """(offset, day, whether it goes to the supervisor) of each reminder, in the order of days."""
    if clock.get("due") is None:
        return []
    start, due = date.fromisoformat(clock["start"]), date.fromisoformat(clock["due"])
    return sorted(
        (
            (offset, start + timedelta(days=offset) if offset >= 0 else due + timedelta(days=offset), escalated)
            for offsets, escalated in ((deadline.remind, False), (deadline.escalate, True))
            for offset in offsets
        ),
        key=lambda each: (each[1], each[2]),
    )


def standing(plan: ClockPlan, clocks: Mapping[str, Clock]) -> tuple[str | None, str | None]:
    """(earliest due day of the running clocks, first day on which `tick` has something to do), as ISO text."""
    due: str | None = None
    wake: str | None = None
    for name, clock in clocks.items():
        if not is_running(clock):
            continue
        deadline = plan.deadlines.get(name)
        if deadline is None:
            continue
        last = clock["due"]
        due = last if due is None or last < due else due
        fired = clock.get("fired", ())
        if deadline.remind or deadline.escalate:
            for offset, day, _ in reminder_days(deadline, clock):
                if offset not in fired and (wake is None or day.isoformat() < wake):
                    wake = day.isoformat()
        if "expired" not in clock:
            ring = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
            wake = ring if wake is None or ring < wake else wake
    return due, wake
