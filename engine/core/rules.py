"""The rules of an action: every one that stands in the way, at once, with what would lift it."""

from __future__ import annotations

from typing import Any, NamedTuple

from engine.core.answers import Facts, consent_holds, missing
from engine.core.decision import Reason
from engine.core.definition import Action, Alert, Text
from engine.core.events import PROGRAM, Actor
from engine.core.machine import CompiledGroup, Condition, Machine, Plan, Situation, standing_of

SYSTEM = Actor(PROGRAM, "system", "")
"Who signs what clocks and linked cases do."
AGENT = Actor("agent", "agent", "")
"Who signs for a desk where nobody in particular acts."


class Given(NamedTuple):
    """What comes with a demand, as far as the rules of an action look at it."""

    role: str
    reason: bool
    receipt: bool


def blockers(situation: Situation, plan: Plan, facts: Facts, given: Given) -> list[Reason]:
    """Every rule that stands in the way of an action, for these facts and this actor."""
    machine = situation.machine
    found = _role_reasons(plan.action, given)
    # What the plan says is never asked isn't: most actions have few rules, and every call shows in a whole history.
    for alert, when in plan.stops:
        if when.holds(facts) is True:
            found.append(_stopped(situation, alert))
    if plan.when is not None or plan.branches:
        found += _condition_reasons(machine, plan, facts)
    for each in plan.groups:
        found += _group_reasons(situation, each, facts)
    for name in plan.fields:
        if facts.fields.get(name) is None:
            found.append(_field_missing(machine, name))
    if plan.needs_reason or plan.action.receipt is not None:
        found += _given_reasons(machine, plan, given)
    if plan.consents:
        found += _consent_reasons(machine, plan, facts)
    return found


def _role_reasons(action: Action, given: Given) -> list[Reason]:
    if given.role == SYSTEM.role:
        return []
    if action.by == "system":
        return [Reason("system_only", action.id, {"title": action.title})]
    if given.role not in action.roles:
        return [Reason("role_refused", given.role, {"roles": sorted(action.roles)})]
    return []


def _stopped(situation: Situation, alert: Alert) -> Reason:
    """That an alert suspends the action, and what it lets be done here."""
    here = situation.machine.table[situation.case.state]
    lets = {name: plan.action.title for name, plan in here.items() if name in alert.lets}
    return Reason("stopped_by_alert", alert.id, {"text": alert.text, "lets": lets})


def _condition_reasons(machine: Machine, plan: Plan, facts: Facts) -> list[Reason]:
    action = plan.action
    found: list[Reason] = []
    if plan.when is not None:
        answer = plan.when.holds(facts)
        if answer is False:
            found.append(Reason("condition_false", action.id, {"otherwise": action.otherwise, "text": plan.when.text}))
        elif answer is None:
            found.append(_unknown_condition(machine, action.id, plan.when, facts))
    if len(plan.destinations) > 1 or (plan.destinations and plan.destinations[0].when is not None):
        found += _branch_unknown(machine, plan, facts)
    elif action.back and facts.came_from not in machine.definition.states:
        found.append(Reason("condition_false", action.id, {"otherwise": action.otherwise, "text": ""}))
    return found


def _given_reasons(machine: Machine, plan: Plan, given: Given) -> list[Reason]:
    """What has to come with the demand: a reason, a receipt."""
    found: list[Reason] = []
    receipt = plan.action.receipt
    if plan.needs_reason and not given.reason:
        found.append(Reason("reason_missing", "reason"))
    if receipt is not None and not given.receipt:
        found.append(Reason("receipt_missing", receipt, {"title": machine.definition.documents[receipt].title}))
    return found


def _consent_reasons(machine: Machine, plan: Plan, facts: Facts) -> list[Reason]:
    consents = machine.definition.consents
    return [
        Reason("consent_missing", name, {"title": consents[name].title})
        for name in plan.consents
        if not consent_holds(facts.consents.get(name), facts.today)
    ]


def _group_reasons(situation: Situation, each: CompiledGroup, facts: Facts) -> list[Reason]:
    machine, group = situation.machine, each.group
    if group.need != "required":
        return []
    if each.when is not None:
        due = each.when.holds(facts)
        if due is None:
            names = missing(each.when.tree, facts)
            details = {"title": group.title, "missing": [label_of(machine, name) for name in names], "names": names}
            return [Reason("document_condition_unknown", group.id, details)]
        if due is False:
            return []
    standing = standing_of(machine.definition, group, facts, situation.calendar)
    if standing.satisfied:
        return []
    states = {standing.stands[paper] for paper in standing.shortest}
    code: Any = "document_missing"
    if "missing" not in states:
        code = "document_stale" if "stale" in states else "document_unverified"
    papers = [machine.definition.documents[paper].title for paper in standing.shortest]
    return [Reason(code, group.id, {"title": group.title, "papers": papers, "names": standing.shortest})]


def _unknown_condition(machine: Machine, what: str, condition: Condition, facts: Facts) -> Reason:
    names = missing(condition.tree, facts)
    return Reason("condition_unknown", what, {"missing": [label_of(machine, name) for name in names], "names": names})


def _branch_unknown(machine: Machine, plan: Plan, facts: Facts) -> list[Reason]:
    """Unless a branch holds before any unknown one, the data that would tell which way to go."""
    for destination in plan.destinations:
        answer = True if destination.when is None else destination.when.holds(facts)
        if answer is True:
            return []
        if answer is None and destination.when is not None:
            return [_unknown_condition(machine, plan.action.id, destination.when, facts)]
    return [Reason("condition_false", plan.action.id, {"otherwise": plan.action.otherwise, "text": ""})]


def label_of(machine: Machine, name: str) -> Text | str:
    """How to call what is missing: a field by its label, a clock, a dated value by its title."""
    definition = machine.definition
    field = definition.fields.get(name)
    if field is not None:
        return field.label
    named = definition.deadlines.get(name) or definition.values.get(name)
    return named.title if named is not None else name


def _field_missing(machine: Machine, name: str) -> Reason:
    return Reason("field_missing", name, {"label": label_of(machine, name)})
