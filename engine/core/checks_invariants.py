"""Invariants that say nothing: that no case could break or keep, or that no case would ever be held against."""

from __future__ import annotations

from collections.abc import Iterator

from engine.core.answers import compile_guard
from engine.core.checks_choices import as_judged
from engine.core.definition import Invariant
from engine.core.examined import Examined, Finding, error, warning
from engine.core.guards import Tree, names
from engine.core.samples import situations
from engine.errors import Said


def check_invariants(seen: Examined) -> Iterator[Finding]:
    """E620: invariants that can't be false, or true; W630: those that are never judged."""
    for name, invariant in seen.definition.invariants.items():
        tree = as_judged(seen.definition, invariant.holds)
        states = _states_of(seen, invariant)
        why = _why_never(seen, tree, states)
        if why is not None:
            what = Said("l'invariant « {id} » n'est jamais jugé : {why}.", id=name, why=why)
            yield warning("W630", ("invariants", name), what, Said("Corriger ses étapes, ses actions ou sa condition."))
            continue
        answers = _answers(seen, tree, states)
        if False not in answers:
            what = Said("l'invariant « {id} » ne peut pas être rompu : sa condition est toujours remplie.", id=name)
            yield error(
                "E620", ("invariants", name, "holds"), what, Said("Écrire ce qui pourrait être faux, ou l'ôter.")
            )
        elif True not in answers:
            what = Said(
                "aucun dossier ne peut respecter l'invariant « {id} » : sa condition n'est jamais remplie.", id=name
            )
            yield error(
                "E620", ("invariants", name, "holds"), what, Said("Corriger la condition, ou ôter l'invariant.")
            )


def _states_of(seen: Examined, invariant: Invariant) -> frozenset[str]:
    """Where it is judged, among the states that can be reached; an action is judged where it leads."""
    if not invariant.after:
        return seen.graph.reached if invariant.states is None else invariant.states & seen.graph.reached
    found: set[str] = set()
    for name in seen.graph.reached:
        for action in (seen.graph.open[name].get(each) for each in invariant.after):
            if action is not None:
                ways = seen.graph.entered_from[name] if action.back else {branch.state for branch in action.to}
                found |= ways or {name}
    return frozenset(found)


def _why_never(seen: Examined, tree: Tree, states: frozenset[str]) -> Said | None:
    """Why nobody would ever judge it; None when somebody may."""
    definition = seen.definition
    if not states:
        return Said("aucun dossier n'arrive là où il vaut")
    for kind, name in names(tree):
        if kind == "field" and not definition.fields[name].kept:
            return Said("« {name} » n'est pas gardée", name=name)
        if kind == "group" and not any(name in definition.states[state].documents for state in states):
            return Said("le groupe de pièces « {name} » est d'une autre étape", name=name)
    return None


def _answers(seen: Examined, tree: Tree, states: frozenset[str]) -> frozenset[bool | None]:
    """What its condition may answer, in every situation that it can tell apart; both when those are too many."""
    origins = sorted({origin for state in states for origin in seen.graph.entered_from.get(state, ())})
    found = situations(seen.definition, [tree], origins)
    if found is None:
        return frozenset((True, False))
    holds = compile_guard(tree)
    return frozenset(holds(each.facts) for each in found)
