"""The rules of an action: every one that stands in the way, at once, with what would lift it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.core.answers import Facts, consent_holds, missing
from engine.core.decision import Reason
from engine.core.events import Actor
from engine.core.machine import CompiledGroup, Condition, Machine, Plan, Situation, standing_of

SYSTEM = Actor("systeme", "system", "")
"Who signs what clocks and linked cases do."


@dataclass(frozen=True, slots=True)
class Given:
    """What comes with a demand, as far as the rules of an action look at it."""

    role: str
    reason: bool
    receipt: bool


def blockers(situation: Situation, plan: Plan, facts: Facts, given: Given) -> list[Reason]:
    """Every rule that stands in the way of an action, for these facts and this actor."""
    machine, action = situation.machine, plan.action
    found: list[Reason] = []
    if action.by == "system":
        if given.role != SYSTEM.role:
            found.append(Reason("system_only", action.id, {"title": action.title}))
    elif given.role not in action.roles and given.role != SYSTEM.role:
        found.append(Reason("role_refused", given.role, {"roles": sorted(action.roles)}))
    for alert, when in machine.stops:
        if action.id not in alert.lets and when.holds(facts) is True:
            found.append(Reason("stopped_by_alert", alert.id, {"text": alert.text, "lets": sorted(alert.lets)}))
    if plan.when is not None:
        answer = plan.when.holds(facts)
        if answer is False:
            found.append(Reason("condition_false", action.id, {"otherwise": action.otherwise, "text": plan.when.text}))
        elif answer is None:
            found.append(_unknown_condition(machine, action.id, plan.when, facts))
    if len(plan.destinations) > 1 or (plan.destinations and plan.destinations[0].when is not None):
        found += _branch_unknown(machine, plan, facts)
    for each in plan.groups:
        found += _group_reasons(situation, each, facts)
    for name in plan.fields:
        if facts.fields.get(name) is None:
            found.append(_field_missing(machine, name))
    if plan.needs_reason and not given.reason:
        found.append(Reason("reason_missing", "reason"))
    if action.receipt is not None and not given.receipt:
        found.append(
            Reason("receipt_missing", action.receipt, {"title": machine.definition.documents[action.receipt].title})
        )
    return found + _consent_reasons(machine, plan, facts)


def _consent_reasons(machine: Machine, plan: Plan, facts: Facts) -> list[Reason]:
    """Consents an action needs: those it names, the one to share with a service, and to carry data onwards."""
    definition, action = machine.definition, plan.action
    needed = list(action.consent)
    if action.share is not None:
        needed += [
            name
            for name, consent in definition.consents.items()
            if consent.purpose == "share" and consent.service == action.share.service and name not in needed
        ]
    found = []
    for name in needed:
        if not consent_holds(facts.consents.get(name), facts.today):
            found.append(Reason("consent_missing", name, {"title": definition.consents[name].title}))
    return found


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
    if "missing" not in states and states:
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


def label_of(machine: Machine, name: str) -> Any:
    field = machine.definition.fields.get(name)
    return field.label if field is not None else name


def _field_missing(machine: Machine, name: str) -> Reason:
    return Reason("field_missing", name, {"label": label_of(machine, name)})
