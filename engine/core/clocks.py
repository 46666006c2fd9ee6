"""Clocks (*échéances*): when they start, pause, end and ring, as each step of a case leaves them.

A clock is plain JSON in the case: {start, due, estimated} and, when it applies, `paused` and `ended` (the day since
when), `over` (true when an action ended it: only a new start lifts that), `put_off` (days its pauses gave it),
`anchors` (the day of each known one, where the earliest counts), `fired` (reminder days already told), `expired` (the
day its end was recorded), `pulled` (false while its action still has to be) and `missed` (the state to which that
action led). Days are ISO text. Only what a step touches is computed again, and the result stands in that step's event:
the fold computes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from engine.core.appointments import day_part
from engine.core.calendar import Calendar
from engine.core.definition import AnchorKind, Deadline, Definition, Fate

Clock = dict[str, Any]

_NONE: dict[str, Deadline] = {}
_NOT_BEGUN: Mapping[str, Any] = {"start": None, "due": None, "estimated": False}


@dataclass(frozen=True, slots=True)
class ClockPlan:
    """Which deadlines each kind of change concerns, worked out once per definition."""

    deadlines: Mapping[str, Deadline]
    starters: Mapping[tuple[str, str], tuple[Deadline, ...]]
    "(anchor kind, name) → the deadlines that it starts."
    enders: Mapping[str, tuple[str, ...]]
    "Action → the deadlines that it ends."
    bounded: Mapping[str, dict[str, Deadline]]
    "State → the deadlines that end or pause there; all of them in a final state."
    finals: frozenset[str]
    waits_for: Mapping[str, str]
    "Deadline → the date field that starts it, when a single field does."


def plan_clocks(definition: Definition) -> ClockPlan:
    """The plan of a definition's clocks."""
    starters: dict[tuple[str, str], tuple[Deadline, ...]] = {}
    enders: dict[str, tuple[str, ...]] = {}
    finals = frozenset(name for name, state in definition.states.items() if state.kind == "final")
    bounded: dict[str, dict[str, Deadline]] = {name: dict(definition.deadlines) for name in finals}
    for deadline in definition.deadlines.values():
        for anchor in deadline.starts:
            key = (anchor.kind, anchor.name)
            starters[key] = (*starters.get(key, ()), deadline)
        for action in deadline.ends:
            enders[action] = (*enders.get(action, ()), deadline.id)
        for state in deadline.until | deadline.pauses_in:
            bounded.setdefault(state, {})[deadline.id] = deadline
    return ClockPlan(
        deadlines=definition.deadlines,
        starters=starters,
        enders=enders,
        bounded=bounded,
        finals=finals,
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
    renewed: Collection[str] = ()
    "Fields of a past round: the clocks that they started are of that round too."
    back: bool = False
    "A return to where the case was: it takes up its stay there, no clock of that state starts again."


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
    changed = _of_past_rounds(plan, clocks, touch.renewed) if touch.renewed else {}
    if touch.trigger is not None and touch.trigger in plan.enders:
        changed |= _ended(plan.enders[touch.trigger], clocks, touch.day)
    if plan.starters:
        for kind, name, day in _anchors(plan, touch, next_date):
            for deadline in plan.starters[kind, name]:
                _start(deadline, (kind, name, day), clocks, changed, calendar)
    if touch.to_state != touch.from_state:
        left, entered = plan.bounded.get(touch.from_state, _NONE), plan.bounded.get(touch.to_state, _NONE)
        # Most states bound no clock.
        for name, deadline in (left | entered if left and entered else left or entered).items():
            clock = changed.get(name) or clocks.get(name)
            if clock is not None:
                _enter(plan, deadline, clock, touch, changed)
    elif changed:
        for name in tuple(changed):
            _enter(plan, plan.deadlines[name], changed[name], touch, changed)
    return changed


def _of_past_rounds(plan: ClockPlan, clocks: Mapping[str, Clock], renewed: Iterable[str]) -> dict[str, Clock]:
    """The clocks that renewed fields had started, as if they had never run."""
    started = (deadline.id for name in renewed for deadline in plan.starters.get(("field", name), ()))
    return {name: dict(_NOT_BEGUN) for name in started if name in clocks}


def _ended(names: Iterable[str], clocks: Mapping[str, Clock], day: date) -> dict[str, Clock]:
    """The clocks that an action ends: no state wakes them again."""
    running = ((name, clocks[name]) for name in names if name in clocks)
    return {
        name: {"ended": day.isoformat(), **clock, "over": True}
        for name, clock in running
        if clock["start"] is not None and "over" not in clock
    }


Begun = tuple[AnchorKind, str, date | None]
"An anchor of this step and its day; None when its field was taken away."


def _anchors(plan: ClockPlan, touch: Touch, next_date: Mapping[str, str]) -> list[Begun]:
    """What this step brings about that starts a clock, in the order in which it counts."""
    found: list[Begun] = []
    starters, day, to = plan.starters, touch.day, touch.to_state
    if ("enter", to) in starters and ((to != touch.from_state and not touch.back) or touch.opening):
        found.append(("enter", to, day))
    if touch.trigger is not None and ("do", touch.trigger) in starters:
        found.append(("do", touch.trigger, day))
    if touch.fields:
        for name, value in touch.fields.items():
            if ("field", name) in starters:
                found.append(("field", name, None if value is None else date.fromisoformat(day_part(value))))
    if touch.documents:
        found += [("document", name, on) for name, on in touch.documents.items() if ("document", name) in starters]
    if touch.opening:
        found += [
            ("next", name, date.fromisoformat(on)) for name, on in next_date.items() if ("next", name) in starters
        ]
    return found


def _start(
    deadline: Deadline,
    begun: Begun,
    clocks: Mapping[str, Clock],
    changed: dict[str, Clock],
    calendar: Calendar,
) -> None:
    """Start a clock, start it again, or move it when the date it counts from is corrected."""
    kind, name, day = begun
    before = changed.get(deadline.id) or clocks.get(deadline.id)
    if before is not None and "over" in before and kind != "field":
        # What happens once more begins another run; a date that is corrected only moves the one that is over.
        before = None
    several = len(deadline.starts) > 1
    kept: Clock = {}
    if several:
        kept["anchors"] = anchors = _anchored(before, f"{kind}:{name}", day, corrects=kind == "field")
        day = date.fromisoformat(min(anchors.values())) if anchors else None
    start = None if day is None else day.isoformat()
    if before is not None and before["start"] == start and (several or kind == "field"):
        if several and before.get("anchors") != kept["anchors"]:
            changed[deadline.id] = {**before, **kept}
        return
    if before is not None and (several or kind == "field"):
        # The same clock from another day: what it was given for its pauses stays given.
        kept |= {key: before[key] for key in ("put_off", "paused", "ended", "over") if key in before}
    if day is None:
        if before is not None:
            changed[deadline.id] = {**_NOT_BEGUN, **kept}
        return
    due = calendar.add(day, deadline.within)
    last = due.day + timedelta(days=kept.get("put_off", 0))
    changed[deadline.id] = {"start": start, "due": last.isoformat(), "estimated": due.estimated, **kept}


def _anchored(before: Clock | None, anchor: str, day: date | None, *, corrects: bool) -> dict[str, str]:
    """The day of each anchor known so far; a field's day may be corrected, what happened happened on its first day."""
    known: dict[str, str] = dict(before.get("anchors", ())) if before is not None else {}
    if day is None:
        known.pop(anchor, None)
    elif corrects or anchor not in known:
        known[anchor] = day.isoformat()
    return known


def _enter(plan: ClockPlan, deadline: Deadline, clock: Clock, touch: Touch, changed: dict[str, Clock]) -> None:
    """End, pause or take up again a clock on entering a state; « until » holds for the stay in that state.

    The consequence of a legal delay ends nothing: what was missed presses in the state where that led, until somebody
    goes on from there. A clock runs in every state that its `until` doesn't name: a case that leaves such a state (a
    filing refused by the office) finds it running again, with the due day it had. A pause puts the due day off by its
    length.
    """
    to = touch.to_state
    if "over" in clock:
        return
    if touch.trigger is not None and touch.trigger == deadline.on_expiry and deadline.kind == "legal":
        today = touch.day.isoformat()
        if is_running(clock) and clock["due"] < today:
            clock = changed[deadline.id] = {"expired": today, **clock, "pulled": True, "missed": to}
    ends = to in plan.finals or (to in deadline.until and clock.get("missed") != to)
    pauses = to in deadline.pauses_in and not ends
    if ends == ("ended" in clock) and pauses == ("paused" in clock):
        return
    after, today = dict(clock), touch.day.isoformat()
    if ends:
        after.setdefault("ended", today)
    else:
        after.pop("ended", None)
    if pauses:
        after.setdefault("paused", today)
    elif "paused" in after:
        # Acts may be typed in another order than they happened: a pause never shortens a delay.
        lasted = max((touch.day - date.fromisoformat(after.pop("paused"))).days, 0)
        if after["due"] is not None and lasted:
            after["due"] = (date.fromisoformat(after["due"]) + timedelta(days=lasted)).isoformat()
            after["put_off"] = after.get("put_off", 0) + lasted
    changed[deadline.id] = after


def carried_clocks(  # noqa: PLR0913 a case's clocks, and all that moves them
    plan: ClockPlan,
    former: Mapping[str, Deadline],
    clocks: Mapping[str, Clock],
    *,
    fate: Callable[[str], Fate],
    entered: tuple[str, str, date],
    known: tuple[Mapping[str, Any], Mapping[str, date], Mapping[str, str]],
    day: date,
    calendar: Calendar,
) -> dict[str, Clock]:
    """The clocks of a case brought to another version, whose `plan` this is, on a day; `former`: its deadlines before.

    Those that the other version doesn't have are gone; those that are new there start from what is known of the case.

    Args:
        entered: the state before and after, and the day on which the case entered it.
        known: the data, the papers held with the day that counts, the next day of each dated list.
    """
    before, state, since = entered
    fields, papers, next_date = known
    opening = Touch(since, state, state, None, fields, papers, opening=True)
    fresh = touched_clocks(plan, {}, opening, calendar, next_date)
    carried: dict[str, Clock] = {}
    for name, deadline in plan.deadlines.items():
        was, clock, chosen = former.get(name), clocks.get(name), fate(name)
        begun = was is None or (chosen == "recount" and was.starts != deadline.starts)
        if begun and name in fresh:
            carried[name] = fresh[name]
        elif clock is not None and chosen != "drop":
            carried[name] = _counted(deadline, clock, chosen, day, calendar)
    change = Touch(day, before, state, back=True)
    for name in tuple(carried):
        _enter(plan, plan.deadlines[name], carried[name], change, carried)
    return carried


def _counted(deadline: Deadline, clock: Clock, fate: Fate, day: date, calendar: Calendar) -> Clock:
    """A clock as it was, counted again, or begun again; one that is over, or hasn't begun, stays what it is."""
    if fate == "keep" or clock["start"] is None or "over" in clock or (fate == "restart" and "ended" in clock):
        return dict(clock)
    after = dict(clock)
    if fate == "restart":
        after = {"start": day.isoformat()} | ({"paused": day.isoformat()} if "paused" in clock else {})
    due = calendar.add(date.fromisoformat(after["start"]), deadline.within)
    last = due.day + timedelta(days=after.get("put_off", 0))
    after |= {"due": last.isoformat(), "estimated": due.estimated}
    if last >= day:
        # It isn't missed any more: it may ring, and be told, at its new day.
        for mark in ("expired", "pulled", "missed"):
            after.pop(mark, None)
    return after


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


def _next_reminder(deadline: Deadline, clock: Mapping[str, Any]) -> str | None:
    """The first day of a reminder not told yet; asked at each step, so without `reminder_days`' sorting."""
    fired = clock.get("fired", ())
    left = [offset for offset in (*deadline.remind, *deadline.escalate) if offset not in fired]
    if not left:
        return None
    start, due = date.fromisoformat(clock["start"]).toordinal(), date.fromisoformat(clock["due"]).toordinal()
    first = min([(start if offset >= 0 else due) + offset for offset in left])
    # Past the due day nothing is recalled any more: the expiry tells.
    return date.fromordinal(first).isoformat() if first <= due else None


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
        if "expired" not in clock:
            reminder = _next_reminder(deadline, clock)
            if reminder is not None and (wake is None or reminder < wake):
                wake = reminder
        if "expired" not in clock or not clock.get("pulled", True):
            # Its action may open later: until it is pulled, each tick looks again.
            ring = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
            wake = ring if wake is None or ring < wake else wake
    return due, wake
