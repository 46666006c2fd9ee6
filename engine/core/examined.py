"""A definition under examination: what every check looks at, gathered once, and the form of a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.core.definition import Action, Definition, DocumentGroup
from engine.core.graph import Graph, graph_of
from engine.core.guard_logic import constant
from engine.core.guards import parse
from engine.errors import Said, Severity

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about a definition; `path` leads to what it is about, in the words of the language."""

    code: str
    severity: Severity
    path: Path
    message: Said
    remedy: Said


def error(code: str, path: Path, message: Said, remedy: Said) -> Finding:
    """A finding that keeps a definition from being published."""
    return Finding(code, "error", path, message, remedy)


def warning(code: str, path: Path, message: Said, remedy: Said) -> Finding:
    """A finding to be looked at."""
    return Finding(code, "warning", path, message, remedy)


@dataclass(frozen=True, slots=True)
class Examined:
    """A definition under examination."""

    definition: Definition
    graph: Graph
    served: frozenset[str] | None
    "Kinds of service with an office in the territory; None when it isn't known."


def examine(definition: Definition, served: frozenset[str] | None) -> Examined:
    """Gather what the checks look at; the conditions of the definition must be well formed."""
    pulled = pulled_by_system(definition)
    possible = {id(action): why_never(action, pulled) is None for _, action in all_actions(definition)}
    return Examined(definition, graph_of(definition, lambda action: possible[id(action)]), served)


def pulled_by_system(definition: Definition) -> frozenset[str]:
    """Actions that a clock or a linked case pulls."""
    by_clocks = {each.on_expiry for each in definition.deadlines.values() if each.on_expiry}
    by_links = {opened.on_close for _, action in all_actions(definition) for opened in action.opens if opened.on_close}
    return frozenset(by_clocks | by_links)


def all_actions(definition: Definition) -> Iterator[tuple[Path, Action]]:
    """Every action with the path where it is declared: those of the states, then the shared ones."""
    for name, state in definition.states.items():
        for trigger, action in state.actions.items():
            yield ("states", name, "actions", trigger), action
    for trigger, shared in definition.actions.items():
        yield ("actions", trigger), shared.action


def all_groups(definition: Definition) -> Iterator[tuple[Path, DocumentGroup]]:
    """Every document group with its path."""
    for name, state in definition.states.items():
        for group_id, group in state.documents.items():
            yield ("states", name, "documents", group_id), group


def all_conditions(definition: Definition) -> Iterator[tuple[Path, str, str | None]]:
    """Every condition with its path, and the state where it is judged when there is one only."""
    for path, action in all_actions(definition):
        state = str(path[1]) if path[0] == "states" else None
        if action.when is not None:
            yield (*path, "when"), action.when, state
        for rank, branch in enumerate(action.to):
            if branch.when is not None:
                yield (*path, "to", rank, "when"), branch.when, state
    for path, group in all_groups(definition):
        if group.when is not None:
            yield (*path, "when"), group.when, str(path[1])
    for name, alert in definition.alerts.items():
        yield ("alerts", name, "when"), alert.when, None
    for name, invariant in definition.invariants.items():
        yield ("invariants", name, "holds"), invariant.holds, None


def why_never(action: Action, pulled: frozenset[str]) -> Said | None:
    """Why the action can never happen, wherever it is open; None when it can."""
    if action.when is not None and constant(parse(action.when)) is False:
        return Said("sa condition n'est jamais remplie")
    if action.to and all(b.when is not None and constant(parse(b.when)) is False for b in action.to):
        return Said("aucune de ses destinations ne peut être prise")
    if action.by == "system" and action.id not in pulled:
        return Said("seul le système peut la faire, et ni échéance ni dossier lié ne la déclenche")
    return None
