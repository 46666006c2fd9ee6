"""The graph of a pathway: which state leads where, from where each can be reached, and which can still end.

Linear in states and passages. Conditions are not looked at here, except those that can never hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from engine.core.definition import Action, Definition


@dataclass(frozen=True, slots=True)
class Graph:
    """Where the actions of each state lead."""

    open: Mapping[str, Mapping[str, Action]]
    "State → the actions open there, its own first."
    entered_from: Mapping[str, frozenset[str]]
    "State → the states, among those reached, that it is entered from; ways back apart."
    reached: frozenset[str]
    "States that can be reached from the first one, or where cases of a former version arrive."
    ending: frozenset[str]
    "States from which a final one can be reached."


def graph_of(definition: Definition, can_fire: Callable[[Action], bool]) -> Graph:
    """The graph of a definition whose references hold; actions that can't fire lead nowhere."""
    states = definition.states
    opened = {name: definition.actions_from(name) for name in states}
    onward = {
        name: {branch.state for action in actions.values() if can_fire(action) for branch in action.to}
        for name, actions in opened.items()
    }
    # A way back leads only where one has been: it reaches nothing new, but it may be the way to an end.
    # Cases of a former version may live on in a state of their own, to which no action of this one leads.
    arrivals = [way.state for rule in definition.migration.values() for ways in rule.states.values() for way in ways]
    reached = _closure([definition.start, *arrivals], onward)
    before = _reversed(onward)
    entered = {name: frozenset(origins - {name}) & reached for name, origins in before.items()}
    for name, actions in opened.items():
        if any(action.back and can_fire(action) for action in actions.values()):
            for origin in entered[name]:
                before[origin].add(name)
    return Graph(
        open=opened,
        entered_from=entered,
        reached=reached,
        ending=_closure((name for name, state in states.items() if state.kind == "final"), before),
    )


def _reversed(edges: Mapping[str, set[str]]) -> dict[str, set[str]]:
    before: dict[str, set[str]] = {name: set() for name in edges}
    for name, targets in edges.items():
        for target in targets:
            before[target].add(name)
    return before


def _closure(first: Iterable[str], edges: Mapping[str, set[str]]) -> frozenset[str]:
    """Everything that can be reached along `edges`, the beginnings included."""
    found = set(first)
    waiting = list(found)
    while waiting:
        new = edges[waiting.pop()] - found
        found |= new
        waiting += new
    return frozenset(found)
