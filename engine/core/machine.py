"""A definition made ready to run: compiled conditions, clocks, and the one door to `transitions`.

One flat `transitions.Machine` serves every case of a digest. It receives our own callables only, never a text of the
definition (it would import dotted names and call them), makes no automatic transition, and keeps no model: a throwaway
`_Step` gets the state, is triggered, read and dropped. `table` is the same graph as plain data, for guidance and
replay, which only look.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from transitions import Machine as Automaton
from transitions import State, Transition

from engine.core.answers import Answer, Evaluator, Facts, by_day, compile_guard, missing
from engine.core.appointments import appointment_fields
from engine.core.calendar import Calendar
from engine.core.case import CaseState
from engine.core.clocks import ClockPlan, plan_clocks
from engine.core.definition import Action, Alert, Consent, DatedValue, Definition, DocumentGroup, Invariant
from engine.core.guard_types import Scope
from engine.core.guards import GuardType, Tree, names, parse
from engine.core.papers import GroupStanding, group_standing


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled condition and its tree, kept to say which data is missing."""

    text: str
    tree: Tree
    holds: Evaluator


@dataclass(frozen=True, slots=True)
class CompiledGroup:
    """A document group of a state, with its own condition."""

    group: DocumentGroup
    when: Condition | None


@dataclass(frozen=True, slots=True)
class CompiledInvariant:
    """An invariant, with its condition and the data that it looks at."""

    invariant: Invariant
    holds: Condition
    fields: frozenset[str]
    reserved: bool
    "Whether one of them is sealed: that it is broken then tells of the person, and only to who may read their case."


@dataclass(frozen=True, slots=True)
class Destination:
    """One branch of an action; `state` None goes back to where the current state was entered from."""

    state: str | None
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Plan:
    """One action open in one state, ready to be judged."""

    action: Action
    when: Condition | None
    destinations: tuple[Destination, ...]
    "Empty: the case stays."
    branches: bool
    "Whether where it leads is a question: several ways, one with a condition, or the way back."
    stops: tuple[tuple[Alert, Condition], ...]
    "Alerts that suspend it while they hold."
    groups: tuple[CompiledGroup, ...]
    "Groups that it requires."
    fields: tuple[str, ...]
    "Fields that it requires."
    consents: tuple[str, ...]
    "Consents that it needs: those it names, the one to share with a service, and to carry data onwards."
    needs_reason: bool
    again: frozenset[str]
    "Fields that the action brings anew each time it is done."
    may_replace: frozenset[str]
    "Fields whose known value may change with the action."

    def seen(self, fields: Mapping[str, Any]) -> Mapping[str, Any]:
        """The known values as this action may look at them: without those that it must bring itself."""
        if not self.again:
            return fields
        return {name: value for name, value in fields.items() if name not in self.again}


@dataclass(frozen=True, slots=True)
class Machine:
    """A definition ready to run; shared by all its cases and by every thread."""

    definition: Definition
    table: Mapping[str, Mapping[str, Plan]]
    "State → action → plan."
    groups: Mapping[str, tuple[CompiledGroup, ...]]
    "State → its document groups."
    alerts: tuple[tuple[Alert, Condition], ...]
    invariants: tuple[CompiledInvariant, ...]
    clocks: ClockPlan
    appointments: Mapping[str, str]
    "Field → the service that it is an appointment with."
    automaton: Automaton

    def value(self, name: str, day: date) -> Any:
        """The dated value in force on a day; None before the first one."""
        return value_on(self.definition.values[name], day)


def value_on(value: DatedValue, day: date) -> Any:
    """The value begun last on or before a day; None when none had begun."""
    found = None
    for since, each in value.series:
        if since > day:
            break
        found = each
    return found


class _Step:
    """The throwaway model: a state, and the conditions of this demand answered once."""

    __slots__ = ("facts", "state")

    def __init__(self, state: str, facts: Facts) -> None:
        self.state = state
        self.facts = facts


class _Passage(Transition):
    """A transition without the callbacks and the log lines that ours never have: half of what a step costs there."""

    def execute(self, event_data: Any) -> bool:
        """Move the model if every condition holds."""
        for condition in self.conditions:
            if not condition.check(event_data):
                return False
        if self.dest is not None:
            event_data.model.state = self.dest
        return True


class _Automaton(Automaton):
    """`transitions` without its habit of importing what a text names."""

    transition_cls = _Passage

    @staticmethod
    def resolve_callable(func: Any, event_data: Any) -> Any:
        if not callable(func):
            raise TypeError("only our own callables reach the automaton")
        return func


def scope_of(definition: Definition, state: str | None = None) -> Scope:
    """The names that conditions may use; document groups are those of `state`."""
    fields: dict[str, GuardType] = {
        name: "date" if each.type == "moment" else each.type for name, each in definition.fields.items()
    }
    links = {
        opened.name
        for source in definition.states.values()
        for action in source.actions.values()
        for opened in action.opens
    } | {opened.name for each in definition.actions.values() for opened in each.action.opens}
    return Scope(
        fields=fields,
        options={name: frozenset(each.options) for name, each in definition.fields.items() if each.options},
        deadlines=frozenset(definition.deadlines),
        states=frozenset(definition.states),
        actions=frozenset(definition.actions)
        | {action for each in definition.states.values() for action in each.actions},
        documents=frozenset(definition.documents),
        groups=frozenset(definition.states[state].documents) if state is not None else frozenset(),
        links=frozenset(links),
        values={name: each.type for name, each in definition.values.items()},
        consents=frozenset(definition.consents),
    )


def condition(text: str, moments: Collection[str] = ()) -> Condition:
    """A condition compiled; its text must have passed the checks. `moments` are the fields that hold a day and hour."""
    tree = by_day(parse(text), moments)
    return Condition(text, tree, compile_guard(tree))


def _optional(text: str | None, moments: Collection[str]) -> Condition | None:
    return None if text is None else condition(text, moments)


def moments_of(definition: Definition) -> frozenset[str]:
    """The fields that hold a day and an hour, of which conditions see the day."""
    return frozenset(name for name, each in definition.fields.items() if each.type == "moment")


def compile_definition(definition: Definition) -> Machine:
    """Make a checked definition ready to run, once per digest."""
    moments = moments_of(definition)
    groups = {
        name: tuple(CompiledGroup(group, _optional(group.when, moments)) for group in state.documents.values())
        for name, state in definition.states.items()
        if state.documents
    }
    alerts = tuple((alert, condition(alert.when, moments)) for alert in definition.alerts.values())
    stops = tuple(each for each in alerts if each[0].level == "stop")
    compiled: dict[tuple[int, str], Plan] = {}
    table: dict[str, dict[str, Plan]] = {}
    for name in definition.states:
        own = {each.group.id: each for each in groups.get(name, ())}
        table[name] = {}
        for trigger, action in definition.actions_from(name).items():
            # A shared action that requires no group of the state is compiled once for all of them.
            key = (id(action), name if any(word in own for word in action.requires) else "")
            if key not in compiled:
                compiled[key] = _plan(action, own, stops, definition, moments)
            table[name][trigger] = compiled[key]
    return Machine(
        definition=definition,
        table=table,
        groups=groups,
        alerts=alerts,
        invariants=tuple(_invariant(each, definition, moments) for each in definition.invariants.values()),
        clocks=plan_clocks(definition),
        appointments=appointment_fields(definition),
        automaton=_automaton(definition, table),
    )


def _invariant(invariant: Invariant, definition: Definition, moments: Collection[str]) -> CompiledInvariant:
    holds = condition(invariant.holds, moments)
    fields = frozenset(name for kind, name in names(holds.tree) if kind == "field")
    reserved = any(definition.fields[name].data_class != "plain" for name in fields & definition.fields.keys())
    return CompiledInvariant(invariant, holds, fields, reserved)


def _plan(
    action: Action,
    own: Mapping[str, CompiledGroup],
    stops: tuple[tuple[Alert, Condition], ...],
    definition: Definition,
    moments: Collection[str],
) -> Plan:
    destinations: tuple[Destination, ...] = tuple(
        Destination(branch.state, _optional(branch.when, moments)) for branch in action.to
    )
    if action.back:
        destinations = (Destination(None, None),)
    return Plan(
        action=action,
        when=_optional(action.when, moments),
        destinations=destinations,
        branches=action.back or len(destinations) > 1 or any(each.when is not None for each in destinations),
        stops=tuple(each for each in stops if action.id not in each[0].lets),
        groups=tuple(own[word] for word in action.requires if word in own),
        fields=tuple(word for word in action.requires if word in definition.fields and word not in own),
        consents=_consents(action, definition),
        needs_reason="reason" in action.requires,
        again=frozenset(action.renews).intersection(action.ask),
        may_replace=frozenset((*action.ask, *action.renews)),
    )


def _consents(action: Action, definition: Definition) -> tuple[str, ...]:
    covering = [name for name, consent in definition.consents.items() if _covers(consent, action)]
    return tuple(dict.fromkeys((*action.consent, *covering)))


def _covers(consent: Consent, action: Action) -> bool:
    """Whether an action rests on this consent: to share with its service, or, when it carries data, to accompany."""
    if consent.purpose == "share":
        return action.share is not None and consent.service == action.share.service
    return consent.purpose == "accompany" and any(opened.carry for opened in action.opens)


def standing_of(definition: Definition, group: DocumentGroup, facts: Facts, calendar: Calendar) -> GroupStanding:
    """Where a group of papers stands for these facts."""
    return group_standing(group, facts.documents, definition.documents, facts.fields, facts.today, calendar)


class Situation(NamedTuple):
    """All that a decision looks at: a case as it stands, what is known of it, and the day by which to judge."""

    machine: Machine
    case: CaseState
    private: Mapping[str, Any]
    "The known private values, opened for this decision; none for an erased person."
    day: date
    calendar: Calendar

    def facts(self) -> Facts:
        """What conditions may see."""
        machine, case = self.machine, self.case
        return Facts(
            today=self.day,
            # Nobody writes in facts: without private values, those of the case serve as they are.
            fields={**case.fields, **self.private} if self.private else case.fields,
            clocks=case.clocks,
            documents=case.documents,
            done=case.done,
            came_from=case.came.get(case.state),
            links=case.links,
            consents=case.consents,
            value=machine.value,
            group=self._satisfied,
            group_missing=self._group_missing,
            waits_for=machine.clocks.waits_for,
        )

    def _satisfied(self, name: str, facts: Facts) -> Answer:
        """Whether a document group of the state is; a condition that names another one stays unknown."""
        for each in self.machine.groups.get(self.case.state, ()):
            if each.group.id == name:
                due = True if each.when is None else each.when.holds(facts)
                if due is not True:
                    return None if due is None else True
                return standing_of(self.machine.definition, each.group, facts, self.calendar).satisfied
        return None

    def _group_missing(self, name: str, facts: Facts) -> tuple[str, ...]:
        for each in self.machine.groups.get(self.case.state, ()):
            if each.group.id == name:
                return missing(each.when.tree, facts) if each.when is not None else ()
        return (name,)


# --- the door to `transitions` ----------------------------------------------------------------------------------


def _automaton(definition: Definition, table: Mapping[str, Mapping[str, Plan]]) -> Automaton:
    """The flat machine; identifiers are prefixed so that none meets an attribute of a model.

    A way back is no edge of the graph, it is what the case remembers: `fire` answers it.
    """
    automaton = _Automaton(
        model=None,
        states=[State(name) for name in definition.states],
        initial=definition.start,
        auto_transitions=False,
        send_event=True,
    )
    for source, plans in table.items():
        for trigger, plan in plans.items():
            if not plan.destinations:
                automaton.add_transition(_prefixed(trigger), source, None)
            for destination in plan.destinations:
                if destination.state is not None:
                    asks = _asks(destination.when.holds) if destination.when is not None else None
                    automaton.add_transition(_prefixed(trigger), source, destination.state, conditions=asks)
    return automaton


def _prefixed(trigger: str) -> str:
    return f"do_{trigger}"


def _asks(holds: Evaluator) -> Callable[[Any], bool]:
    return lambda event: holds(event.model.facts) is True


def lead(machine: Machine, state: str, trigger: str, facts: Facts) -> str | None:
    """What `fire` answers, read in the table: for whoever judges again what the automaton did."""
    plan = machine.table[state].get(trigger)
    if plan is None:
        return None
    if plan.action.back:
        return facts.came_from if facts.came_from in machine.definition.states else None
    for destination in plan.destinations:
        if destination.when is None or destination.when.holds(facts) is True:
            return destination.state
    return None if plan.destinations else state


def fire(machine: Machine, state: str, trigger: str, facts: Facts) -> str | None:
    """The state that an action leads to, the same one when it moves nothing, None when no branch holds."""
    plan = machine.table[state].get(trigger)
    if plan is None:
        return None
    if plan.action.back:
        return facts.came_from if facts.came_from in machine.definition.states else None
    step = _Step(state, facts)
    return step.state if machine.automaton.events[_prefixed(trigger)].trigger(step) else None
