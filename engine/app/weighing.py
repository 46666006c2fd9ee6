"""On which answers an action is judged: those that it asks, and those on which its rules rest."""

from __future__ import annotations

from collections.abc import Iterator

from engine.core.definition import Action, Definition, State
from engine.core.examined import all_actions
from engine.core.guards import names, parse


def weighed(definition: Definition, trigger: str) -> frozenset[str]:
    """The data that an action of the pathway is judged on, wherever it is open.

    An answer written on the page and not saved yet goes with the action that rests on it: an action is never judged as
    if a danger had not been told, while it stands ticked above it.
    """
    found = set[str]()
    for path, action in all_actions(definition):
        if action.id == trigger:
            state = definition.states.get(str(path[1])) if path[0] == "states" else None
            found.update(action.ask, *map(_fields, _conditions(definition, state, action)))
    return frozenset(found)


def _conditions(definition: Definition, state: State | None, action: Action) -> Iterator[str | None]:
    """What the action asks for, where each branch leads, what may suspend it, and which papers it waits for."""
    yield action.when
    yield from (branch.when for branch in action.to)
    yield from (
        alert.when for alert in definition.alerts.values() if alert.level == "stop" and action.id not in alert.lets
    )
    papers = state.documents.values() if state is not None else ()
    yield from (group.when for group in papers if group.id in action.requires)


def _fields(condition: str | None) -> set[str]:
    return {name for kind, name in names(parse(condition)) if kind == "field"} if condition is not None else set()
