"""Choices that leave somebody between two stools: no way on in a situation that can be, or two where one is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.core.answers import Evaluator, by_day, compile_guard
from engine.core.definition import Action, Definition, Field
from engine.core.examined import Examined, Finding, Path, all_actions, error, warning
from engine.core.guards import Tree, parse
from engine.core.samples import ORIGIN, Situation, situations
from engine.errors import Said

_YES: Evaluator = lambda _facts: True  # noqa: E731 -- the condition of what has none
SHOWN = 5
"Parts of an example that are told."


def check_ways_on(seen: Examined) -> Iterator[Finding]:
    """W629: an action that is possible, and of which no destination can be taken."""
    for path, action in all_actions(seen.definition):
        if not action.to or any(branch.when is None for branch in action.to):
            continue
        ways = [_tree(seen.definition, branch.when) for branch in action.to]
        asked = _tree(seen.definition, action.when)
        found = _situations(seen, [asked, *ways], _states_of(seen, path, action))
        holds, ways_on = _holds(asked), [_holds(each) for each in ways]
        for each in found or ():
            if holds(each.facts) is True and not any(way(each.facts) is True for way in ways_on):
                what = Said(
                    "« {id} » peut être possible sans mener nulle part ; par exemple : {example}.",
                    id=action.id,
                    example=_told(seen.definition, each.chosen),
                )
                remedy = Said("Ajouter une dernière destination sans condition, ou couvrir ce cas.")
                yield warning("W629", (*path, "to"), what, remedy)
                break


def check_choices(seen: Examined) -> Iterator[Finding]:
    """E619: actions said to be a choice, of which none is possible in some situation, or several."""
    for name, state in seen.definition.states.items():
        open_here = seen.definition.actions_from(name)
        for choice, members in state.choices.items():
            path: Path = ("states", name, "choices", choice)
            strangers = [member for member in members if member not in open_here]
            if strangers:
                what = Said("l'action « {id} » n'est pas ouverte à l'étape « {state} ».", id=strangers[0], state=name)
                yield error("E619", path, what, Said("L'y ouvrir, ou l'ôter du choix."))
                continue
            trees = {member: _tree(seen.definition, open_here[member].when) for member in members}
            yield from _fallen(seen, path, trees, _situations(seen, list(trees.values()), [name]))


def _fallen(
    seen: Examined, path: Path, trees: Mapping[str, Tree | None], found: list[Situation] | None
) -> Iterator[Finding]:
    """The first situation that no action of a choice takes, and the first that two take."""
    holds = {member: _holds(tree) for member, tree in trees.items()}
    told: set[bool] = set()
    for each in found or ():
        taken = [member for member, condition in holds.items() if condition(each.facts) is True]
        if len(taken) == 1 or bool(taken) in told:
            continue
        told.add(bool(taken))
        example = _told(seen.definition, each.chosen)
        if taken:
            both = ", ".join(f"« {member} »" for member in taken)
            what = Said(
                "plusieurs actions de ce choix sont possibles ({both}) ; par exemple : {example}.",
                both=both,
                example=example,
            )
            yield error("E619", path, what, Said("N'en laisser qu'une de possible dans ce cas."))
        else:
            what = Said("aucune action de ce choix n'est possible ; par exemple : {example}.", example=example)
            yield error("E619", path, what, Said("Couvrir ce cas par l'une d'elles."))


def _situations(seen: Examined, trees: Sequence[Tree | None], states: Sequence[str]) -> list[Situation] | None:
    origins = sorted({origin for state in states for origin in seen.graph.entered_from.get(state, ())})
    return situations(seen.definition, [tree for tree in trees if tree is not None], origins)


def _states_of(seen: Examined, path: Path, action: Action) -> list[str]:
    """The states where an action is open, among those that can be reached."""
    if path[0] == "states":
        return [str(path[1])]
    return [name for name in seen.graph.reached if seen.graph.open[name].get(action.id) is action]


def _tree(definition: Definition, text: str | None) -> Tree | None:
    return None if text is None else as_judged(definition, text)


def as_judged(definition: Definition, text: str) -> Tree:
    """A condition as cases are held against it: of a moment, it sees the day."""
    return by_day(parse(text), [name for name, each in definition.fields.items() if each.type == "moment"])


def _holds(tree: Tree | None) -> Evaluator:
    return _YES if tree is None else compile_guard(tree)


def _told(definition: Definition, chosen: Mapping[str, Any]) -> tuple[Said, ...] | Said:
    """An example: what counts in it, the fields by their labels, the clocks by their titles."""
    told = [_said(definition, window, value) for window, value in chosen.items()]
    more = len(told) - SHOWN
    if not told:
        return Said("toujours")
    return (*told[:SHOWN], *([Said("et {count} autres données", count=more)] if more > 0 else ()))


def _said(definition: Definition, window: str, value: Any) -> Said:
    function, _, rest = window.partition("(")
    name = rest.rstrip(")")
    if window in definition.fields:
        return Said(
            "« {what} » : {value}", what=definition.fields[window].label, value=_value(definition.fields[window], value)
        )
    match function:
        case _ if window == ORIGIN:
            return (
                Said("venu de « {state} »", state=definition.states[value].title)
                if value
                else Said("venu de nulle part")
            )
        case "days_left" if value is None:
            return Said("« {clock} » ne court pas", clock=definition.deadlines[name].title)
        case "days_left" if value < 0:
            return Said("« {clock} » dépassée", clock=definition.deadlines[name].title)
        case "days_left":
            return Said("« {clock} », jours restants : {left}", clock=definition.deadlines[name].title, left=value)
        case "held":
            return Said("« {what} » : {value}", what=definition.documents[name].title, value=_yes_or_no(value))
        case _:
            return Said(
                "« {what} » : {value}", what=window, value=_yes_or_no(value) if isinstance(value, bool) else value
            )


def _value(field: Field, value: Any) -> object:
    """What a field holds, in words."""
    if value is None:
        return Said("inconnu")
    if isinstance(value, bool):
        return _yes_or_no(value)
    several = value if isinstance(value, list) else [value]
    # Each a sentence of its own, so that it is said in the reader's language.
    return tuple(Said("{option}", option=field.options.get(each, each)) for each in several) or Said("rien")


def _yes_or_no(value: bool) -> Said:
    return Said("oui") if value else Said("non")
