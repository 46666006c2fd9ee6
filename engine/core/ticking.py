"""What the clocks of a case do when time passes: reminders, ends, and the actions they pull."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from engine.core.case import CaseState
from engine.core.clocks import Clock, Touch, is_running, reminder_days, touched_clocks
from engine.core.definition import Action, Deadline
from engine.core.events import Draft, Json
from engine.core.machine import Plan, Situation, fire
from engine.core.recording import renew
from engine.core.rules import SYSTEM, Given, blockers


def decide_tick(situation: Situation, may_pull: Callable[[Action], bool] = lambda _: True) -> tuple[Draft, ...]:
    """What the clocks of a case do by the day of the situation: its next reminder or expiry, none when all is told.

    Idempotent: what was told isn't told again. The caller folds the drafts and asks again until nothing comes.
    `may_pull` says whether what the world has to give for an action is there: that the cases it opens can open.
    """
    for name in situation.case.clocks:
        draft = ring_clock(situation, name, may_pull)
        if draft is not None:
            return (draft,)
    return ()


def ring_clock(situation: Situation, name: str, may_pull: Callable[[Action], bool] = lambda _: True) -> Draft | None:
    """What one clock of a case does by the day of the situation; None when it has nothing to tell."""
    machine, case, today = situation.machine, situation.case, situation.day
    clock, deadline = case.clocks[name], machine.clocks.deadlines.get(name)
    if deadline is None or not is_running(clock):
        return None
    last = date.fromisoformat(clock["due"])
    due = [
        (offset, escalated)
        for offset, day, escalated in reminder_days(deadline, clock)
        if day <= today and offset not in clock.get("fired", ())
    ]
    if due and last >= today:
        # Several at once, after days without a tick: the last one is told, to the supervisor if any was for him.
        body = {"deadline": name, "day": due[-1][0], "escalated": any(escalated for _, escalated in due)}
        fired = sorted({*clock.get("fired", ()), *(each for each, _ in due)})
        return _system(case, "reminded", body, {name: {**clock, "fired": fired}}, today)
    if last < today and not ("expired" in clock and clock.get("pulled", True)):
        return _expire(situation, name, clock, may_pull)
    return None


def _system(case: CaseState, kind: Any, body: dict[str, Json], clocks: dict[str, Clock], day: date) -> Draft:
    return Draft(
        kind, None, case.state, case.state, {**body, "clocks": clocks}, happened_on=day.isoformat(), actor=SYSTEM
    )


def _expire(situation: Situation, name: str, clock: Clock, may_pull: Callable[[Action], bool]) -> Draft | None:
    """Record the end of a clock, and pull its action where that is open, allowed and certain."""
    machine, case = situation.machine, situation.case
    deadline = machine.clocks.deadlines[name]
    day = max(date.fromisoformat(clock["due"]) + timedelta(days=1), date.fromisoformat(case.entered_on))
    body: dict[str, Json] = {"deadline": name, "due": clock["due"]}
    again = _next_round(deadline, clock, situation) if deadline.every else None
    if again is not None:
        return _system(case, "expired", body, {name: again}, day)
    trigger = deadline.on_expiry
    after: Clock = {**clock, "expired": clock.get("expired", day.isoformat()), "pulled": trigger is None}
    if trigger is None or clock["estimated"]:
        # An estimated day may be wrong by one or more: it warns, a person decides.
        after["pulled"] = True
        return None if "expired" in clock else _system(case, "expired", body, {name: after}, day)
    plan = machine.table[case.state].get(trigger)
    then = situation._replace(day=day)
    refused = _pull_refusal(then, plan)
    if refused is None and plan is not None:
        to_state = fire(machine, case.state, trigger, then.facts())
        if not may_pull(plan.action):
            refused = "linked_case_refused"
        elif to_state is not None:
            return _pulled(then, trigger, to_state, body, {name: {**after, "pulled": True}})
    if "expired" in clock:
        return None
    body["why"] = refused or "condition_false"
    return _system(case, "expired", body, {name: after}, day)


def _next_round(deadline: Deadline, clock: Clock, situation: Situation) -> Clock | None:
    """The clock begun again at its due day, as often as it takes to reach today; None when it has no length."""
    add, start = situation.calendar.add, date.fromisoformat(clock["due"])
    due = add(start, deadline.within)
    if due.day <= start:
        return None
    while due.day < situation.day:
        start, due = due.day, add(due.day, deadline.within)
    return {"start": start.isoformat(), "due": due.day.isoformat(), "estimated": due.estimated}


def _pull_refusal(situation: Situation, plan: Plan | None) -> str | None:
    if plan is None:
        return "not_open_here"
    facts = situation.facts()
    facts.fields = plan.seen(facts.fields)
    reasons = blockers(situation, plan, facts, Given(SYSTEM.role, True, True))
    return reasons[0].code if reasons else None


def _pulled(situation: Situation, trigger: str, to_state: str, body: dict[str, Json], clock: dict[str, Clock]) -> Draft:
    machine, case = situation.machine, situation.case
    action = machine.table[case.state][trigger].action
    touch = Touch(situation.day, case.state, to_state, trigger, renewed=action.renews, back=action.back)
    clocks = touched_clocks(machine.clocks, {**case.clocks, **clock}, touch, situation.calendar, {})
    body = {**body, "pulled": trigger, "clocks": {**clock, **clocks}}
    gone, taken = renew(situation, action, ())
    if gone:
        body["renews"] = gone
    if action.back:
        body["back"] = True
    outcome = machine.definition.states[to_state].outcome
    if outcome is not None:
        body["outcome"] = outcome
    day = situation.day.isoformat()
    return Draft("expired", trigger, case.state, to_state, body, taken, happened_on=day, actor=SYSTEM)
