"""The guidance (*marche à suivre*): what to do now, with which papers, where, before when, on what ground, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from engine.core.answers import Facts, consent_holds, missing
from engine.core.clocks import is_running
from engine.core.decision import Reason
from engine.core.definition import (
    Action,
    AlertLevel,
    Deadline,
    DocumentGroup,
    Field,
    Source,
    State,
    Text,
)
from engine.core.machine import CompiledGroup, Machine, Plan, Situation, standing_of
from engine.core.papers import GroupStanding, shortest_set
from engine.core.rules import Given, blockers
from engine.core.territory import Office


@dataclass(frozen=True, slots=True)
class FieldStep:
    """A field that the state asks for."""

    field: Field
    known: bool


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """A document group as it stands; `due` None when the data that would tell is missing."""

    group: DocumentGroup
    due: bool | None
    standing: GroupStanding
    unknown: tuple[str, ...]
    "Fields whose absence leaves it open whether the group is due."


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock of the case on the day of the guidance."""

    deadline: Deadline
    due: date
    days_left: int
    "0 on the last day; negative once it is over."
    overdue: bool
    estimated: bool
    paused: bool


@dataclass(frozen=True, slots=True)
class AlertView:
    """Something to see now: an alert of the pathway, or one that the case's own history raises."""

    id: str
    level: AlertLevel
    text: Text | None
    "None for an alert of the engine: `engine.core.wording` has its words."
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ActionStep:
    """An action of the state, and every reason that blocks it."""

    action: Action
    to: tuple[str, ...]
    "Where it can lead: one state, several branches, or none when the case stays."
    blocked_by: tuple[Reason, ...]
    needs: tuple[str, ...]
    "What has to be given with the demand: `reason`, `receipt`, or fields."


@dataclass(frozen=True, slots=True)
class OfficeStep:
    """Where to go: an office of one of the state's services, and for which commune it was looked up."""

    service: str
    office: Office | None
    "None when the directory knows no office for it there."
    commune: str | None


@dataclass(frozen=True, slots=True)
class Guidance:
    """Everything that the agent is told about a case on a day."""

    state: State
    status: Literal["open", "closed"]
    fields: tuple[FieldStep, ...]
    papers: tuple[PaperGroup, ...]
    missing: tuple[str, ...]
    "The shortest set of papers left to obtain, over all groups that block."
    clocks: tuple[ClockView, ...]
    alerts: tuple[AlertView, ...]
    offices: tuple[OfficeStep, ...]
    actions: tuple[ActionStep, ...]
    forms: tuple[str, ...]
    bases: tuple[Source, ...]
    "Sources of the state, of its papers and of the running clocks, each once."


Offices = Mapping[tuple[str, str], Sequence[Office]]
"(service, commune) → its offices, nearest first."


def services_wanted(situation: Situation) -> tuple[tuple[str, str | None], ...]:
    """The (service, commune) pairs to look up; commune None when the field that names it isn't known yet."""
    state = situation.machine.definition.states[situation.case.state]
    if state.at is None:
        commune: str | None = situation.case.commune
    else:
        commune = situation.facts().fields.get(state.at)
    return tuple((service, commune) for service in state.services)


def guide(situation: Situation, offices: Offices, role: str) -> Guidance:
    """What to do now on a case, for an actor of that role."""
    machine, case = situation.machine, situation.case
    definition = machine.definition
    state = definition.states[case.state]
    facts = situation.facts()
    papers = tuple(_paper_group(situation, each, facts) for each in machine.groups.get(state.id, ()))
    demanded = [
        (each.group, each.standing) for each in papers if each.group.need == "required" and each.due is not False
    ]
    clocks = tuple(_clocks(situation))
    actions = tuple(_action(situation, plan, facts, role) for plan in machine.table[state.id].values())
    return Guidance(
        state=state,
        status="closed" if state.kind == "final" else "open",
        fields=tuple(FieldStep(definition.fields[name], facts.fields.get(name) is not None) for name in state.ask),
        papers=papers,
        missing=shortest_set(demanded, facts.fields),
        clocks=clocks,
        alerts=tuple(_alerts(situation, facts, clocks)),
        offices=tuple(_offices(services_wanted(situation), offices)),
        actions=tuple(each for each in actions if each.action.by != "system"),
        forms=_forms(machine, state),
        bases=_bases(machine, state, papers, clocks),
    )


def own_steps(situation: Situation, role: str) -> Iterator[ActionStep]:
    """What the desk can do in this very state, in its order; each is judged when it is asked for, and not before."""
    facts, state = situation.facts(), situation.machine.definition.states[situation.case.state]
    for plan in situation.machine.table[state.id].values():
        if plan.action.by == "agent" and plan.action.id in state.actions:
            yield _action(situation, plan, facts, role)


def _paper_group(situation: Situation, each: CompiledGroup, facts: Facts) -> PaperGroup:
    due = True if each.when is None else each.when.holds(facts)
    unknown = missing(each.when.tree, facts) if due is None and each.when is not None else ()
    standing = standing_of(situation.machine.definition, each.group, facts, situation.calendar)
    return PaperGroup(each.group, due, standing, unknown)


def _clocks(situation: Situation) -> list[ClockView]:
    """Clocks that still matter, the most pressing first."""
    found = []
    for name, clock in situation.case.clocks.items():
        deadline = situation.machine.definition.deadlines.get(name)
        if deadline is None or clock.get("due") is None or "ended" in clock:
            continue
        due = date.fromisoformat(clock["due"])
        left = (due - situation.day).days
        overdue = left < 0 and is_running(clock)
        found.append(ClockView(deadline, due, left, overdue, clock["estimated"], "paused" in clock))
    return sorted(found, key=lambda view: (view.due, view.deadline.id))


def _alerts(situation: Situation, facts: Facts, clocks: Sequence[ClockView]) -> list[AlertView]:
    machine, case = situation.machine, situation.case
    closed = machine.definition.states[case.state].kind == "final"
    # On a closed case there is nothing left to do about an alert, unless it forbids to open the case again.
    found = [
        AlertView(alert.id, alert.level, alert.text, {"to": alert.to, "lets": sorted(alert.lets)})
        for alert, when in machine.alerts
        if (not closed or alert.level == "stop") and when.holds(facts) is True
    ]
    for view in clocks if not closed else ():
        if view.overdue:
            found.append(
                AlertView(f"overdue:{view.deadline.id}", "warn", None, {"title": view.deadline.title, "due": view.due})
            )
        elif view.estimated:
            found.append(
                AlertView(
                    f"estimated:{view.deadline.id}", "info", None, {"title": view.deadline.title, "due": view.due}
                )
            )
    for flag in case.flags:
        word, _, paper = flag.partition(":")
        title = machine.definition.documents[paper].title if paper in machine.definition.documents else paper
        found.append(AlertView(flag, "warn" if word != "forced" else "info", None, {"title": title}))
    found += [
        AlertView(f"undue:{paper}", "info", None, {"title": machine.definition.documents[paper].title})
        for paper in case.undue
    ]
    target = machine.definition.states[case.state].target
    if target is not None and not closed:
        last = situation.calendar.add(date.fromisoformat(case.entered_on), target).day
        if situation.day > last:
            found.append(AlertView("slow", "info", None, {"since": case.entered_on, "target": target}))
    order = {"stop": 0, "warn": 1, "info": 2}
    return sorted(found, key=lambda alert: order[alert.level])


def possible_here(situation: Situation, role: str) -> list[Action]:
    """The actions of the state that an actor of that role can do now, with what each asks for."""
    facts = situation.facts()
    plans = situation.machine.table[situation.case.state].values()
    return [
        plan.action
        for plan in plans
        if plan.action.by != "system" and not _action(situation, plan, facts, role).blocked_by
    ]


def _action(situation: Situation, plan: Plan, facts: Facts, role: str) -> ActionStep:
    """Judge an action as if what it asks for were given with it."""
    action, machine = plan.action, situation.machine
    if plan.again:
        facts = replace(facts, fields=plan.seen(facts.fields))
    asked = [name for name in dict.fromkeys((*action.ask, *plan.fields)) if facts.fields.get(name) is None]
    givable = set(action.ask)
    reasons = tuple(
        reason
        for reason in blockers(situation, plan, facts, Given(role, True, True))
        if not _is_given_with(reason, givable)
    )
    needs = [name for name in asked if name in givable]
    needs += ["reason"] if plan.needs_reason else []
    needs += ["receipt"] if action.receipt is not None else []
    to = tuple(destination.state or facts.came_from or "" for destination in plan.destinations)
    return ActionStep(action, tuple(name for name in to if name in machine.definition.states), reasons, tuple(needs))


def _is_given_with(reason: Reason, givable: set[str]) -> bool:
    if reason.code == "field_missing":
        return reason.what in givable
    if reason.code in ("condition_unknown", "document_condition_unknown"):
        return bool(reason.details["names"]) and givable.issuperset(reason.details["names"])
    return False


def _offices(wanted: Sequence[tuple[str, str | None]], offices: Offices) -> list[OfficeStep]:
    found: list[OfficeStep] = []
    for service, commune in wanted:
        known = offices.get((service, commune), ()) if commune is not None else ()
        found += [OfficeStep(service, office, commune) for office in known] or [OfficeStep(service, None, commune)]
    return found


def _forms(machine: Machine, state: State) -> tuple[str, ...]:
    offered = [form for plan in machine.table[state.id].values() for form in plan.action.forms]
    return tuple(dict.fromkeys((*state.forms, *offered, *machine.definition.forms)))


def _bases(
    machine: Machine, state: State, papers: Sequence[PaperGroup], clocks: Sequence[ClockView]
) -> tuple[Source, ...]:
    names = [
        *state.basis,
        *(name for each in papers for name in each.group.basis),
        *(name for view in clocks for name in view.deadline.basis),
    ]
    return tuple(machine.definition.sources[name] for name in dict.fromkeys(names))


def missing_consents(situation: Situation) -> tuple[str, ...]:
    """Consents of the pathway that aren't given, or no longer hold."""
    facts = situation.facts()
    return tuple(
        name
        for name in situation.machine.definition.consents
        if not consent_holds(facts.consents.get(name), situation.day)
    )
