"""Conditions on data that was never asked, or not on every way to where it is looked at."""

from __future__ import annotations

from collections.abc import Iterator

from engine.core.definition import Definition
from engine.core.examined import Examined, Finding, Path, all_actions, all_conditions, warning
from engine.core.guards import names, parse
from engine.errors import Said


def check_questions(seen: Examined) -> Iterator[Finding]:
    """W621, W622: data that a condition looks at, never asked, or not on every way there."""
    definition = seen.definition
    asked = all_asked(definition)
    bits = {name: 1 << rank for rank, name in enumerate(definition.fields)}
    surely = _surely_asked(seen, bits)
    told: set[str] = set()
    for path, text, state in all_conditions(definition):
        for name in dict.fromkeys(name for kind, name in names(parse(text)) if kind == "field"):
            if name not in definition.fields or f"known({name})" in text:
                continue
            if name not in asked:
                if name not in told:
                    told.add(name)
                    what = Said("cette condition regarde « {name} », que le parcours ne demande nulle part.", name=name)
                    yield warning("W621", path, what, Said("L'ajouter à « ask » d'une étape, avant celle-ci."))
            elif state is not None and not surely[state] & bits[name] and name not in _given_with(definition, path):
                what = Said(
                    "selon le chemin suivi, « {name} » peut ne pas avoir été demandé avant cette condition.", name=name
                )
                yield warning(
                    "W622", path, what, Said("Le demander ici aussi (« ask »), ou plus tôt sur tous les chemins.")
                )


def all_asked(definition: Definition) -> frozenset[str]:
    """Every field that a state or an action asks."""
    by_states = {name for state in definition.states.values() for name in state.ask}
    by_actions = {name for _, action in all_actions(definition) for name in action.ask}
    return frozenset(by_states | by_actions)


def _given_with(definition: Definition, path: Path) -> tuple[str, ...]:
    """Fields given together with the action whose condition stands at `path`."""
    if path[0] == "states" and path[2] == "actions":
        return definition.states[str(path[1])].actions[str(path[3])].ask
    return ()


def _surely_asked(seen: Examined, bits: dict[str, int]) -> dict[str, int]:
    """State → fields asked on every way to it, its own included, one bit a field.

    A state is looked at again only when one of its ways turns out to ask less.
    """
    definition, graph = seen.definition, seen.graph
    at = dict.fromkeys(definition.states, (1 << len(bits)) - 1)
    at[definition.start] = 0
    waiting = [definition.start]
    while waiting:
        name = waiting.pop()
        known = at[name] | _mask(definition.states[name].ask, bits)
        for action in graph.open[name].values():
            through = known & ~_mask(action.renews, bits) | _mask(action.ask, bits)
            # A way back adds no way: what was asked when the state was left still is.
            for branch in action.to:
                less = at[branch.state] & through
                if less != at[branch.state]:
                    at[branch.state] = less
                    waiting.append(branch.state)
    return {name: known | _mask(definition.states[name].ask, bits) for name, known in at.items()}


def _mask(asked: tuple[str, ...], bits: dict[str, int]) -> int:
    mask = 0
    for name in asked:
        mask |= bits[name]
    return mask
