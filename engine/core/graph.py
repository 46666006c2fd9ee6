"""The graph of a pathway: which state leads where, from where each can be reached, and which can still end.

Linear in states and passages. Conditions are not looked at here, except those that can never hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from engine.core.definition import Action, Definition


@dataclass(frozen=True, slots=True)
class Graph:
    """Where the open actions of each state lead."""

    open: Mapping[str, Mapping[str, Action]]
    "State → the actions open there, its own first."
    after: Mapping[str, frozenset[str]]
    "State → the states that one action leads to; `back` leads to every state that it is entered from."
    entered_from: Mapping[str, frozenset[str]]
    "State → the states that it is entered from, `back` apart."
    reached: frozenset[str]
    "States that can be reached from the first one."
    ending: frozenset[str]
    "States from which a final one can be reached."


def graph_of(definition: Definition, can_fire: Callable[[Action], bool]) -> Graph:
    """The graph of a definition whose references hold; actions that can't fire lead nowhere."""
    states = definition.states
    opened = {name: definition.actions_from(name) for name in states}
    onward: dict[str, set[str]] = {name: set() for name in states}
    entered: dict[str, set[str]] = {name: set() for name in states}
    returning = []
    for name, actions in opened.items():
        for action in actions.values():
            if not can_fire(action):
                continue
            if action.back:
                returning.append(name)
            for branch in action.to:
                onward[name].add(branch.state)
                if branch.state != name:
                    entered[branch.state].add(name)
    for name in returning:
        onward[name] |= entered[name]
    before: dict[str, set[str]] = {name: set() for name in states}
    for name, targets in onward.items():
        for target in targets:
            before[target].add(name)
    return Graph(
        open=opened,
        after=_frozen(onward),
        entered_from=_frozen(entered),
        reached=_closure([definition.start], onward),
        ending=_closure((name for name, state in states.items() if state.kind == "final"), before),
    )


def _closure(first: Iterable[str], edges: Mapping[str, set[str]]) -> frozenset[str]:
    """Everything that can be reached along `edges`, the beginnings included."""
    found = set(first)
    waiting = list(found)
    while waiting:
        new = edges[waiting.pop()] - found
        found |= new
        waiting += new
    return frozenset(found)


def _frozen(edges: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(targets) for name, targets in edges.items()}
