"""Choices that leave somebody between two stools: no way on in a situation that can be, or two where one is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.core.answers import Evaluator, by_day, compile_guard
from engine.core.days import day_in_words
from engine.core.definition import Action, Definition
from engine.core.examined import Examined, Finding, Path, all_actions, error, warning
from engine.core.guards import Tree, parse
from engine.core.samples import ORIGIN, Situation, situations

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
                what = (
                    f"« {action.id} » peut être possible sans qu'aucune de ses destinations ne le soit ;"
                    f" par exemple : {_told(seen.definition, each.chosen)}."
                )
                remedy = "Ajouter une dernière destination sans condition, ou couvrir ce cas."
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
                what = f"l'action « {strangers[0]} » n'est pas ouverte à l'étape « {name} »."
                yield error("E619", path, what, "L'y ouvrir, ou l'ôter du choix.")
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
            both = " et ".join(f"« {member} »" for member in taken)
            yield error(
                "E619", path, f"{both} sont possibles ensemble ; par exemple : {example}.", "N'en laisser qu'une."
            )
        else:
            what = f"aucune action de ce choix n'est possible ; par exemple : {example}."
            yield error("E619", path, what, "Couvrir ce cas par l'une d'elles.")


def _situations(seen: Examined, trees: Sequence[Tree | None], states: Sequence[str]) -> list[Situation] | None:
    origins = sorted({origin for state in states for origin in seen.graph.entered_from.get(state, ())})
    return situations(seen.definition, [tree for tree in trees if tree is not None], origins)


def _states_of(seen: Examined, path: Path, action: Action) -> list[str]:
    """The states where an action is open, among those that can be reached."""
    if path[0] == "states":
        return [str(path[1])]
    return [name for name in seen.graph.reached if seen.graph.open[name].get(action.id) is action]


def _tree(definition: Definition, text: str | None) -> Tree | None:
    if text is None:
        return None
    return by_day(parse(text), [name for name, each in definition.fields.items() if each.type == "moment"])


def _holds(tree: Tree | None) -> Evaluator:
    return _YES if tree is None else compile_guard(tree)


def _told(definition: Definition, chosen: Mapping[str, Any]) -> str:
    """An example in French, of what counts in it: the fields by their labels, the clocks by their titles."""
    told = [_said(definition, window, value) for window, value in chosen.items()]
    more = len(told) - SHOWN
    return " ; ".join([*told[:SHOWN], *([f"et {more} autres données"] if more > 0 else [])]) or "toujours"


def _said(definition: Definition, window: str, value: Any) -> str:  # noqa: PLR0911 -- one a kind of window
    function, _, rest = window.partition("(")
    name = rest.rstrip(")")
    if window in definition.fields:
        field = definition.fields[window]
        if value is None:
            return f"« {field.label.fr} » inconnu"
        if isinstance(value, bool):
            return f"« {field.label.fr} » : {'oui' if value else 'non'}"
        if field.type in ("date", "moment"):
            return f"« {field.label.fr} » : {value}"
        several = value if isinstance(value, list) else [value]
        said = [field.options[each].fr if each in field.options else str(each) for each in several]
        return f"« {field.label.fr} » : {', '.join(said) or 'rien'}"
    match function:
        case _ if window == ORIGIN:
            return f"venu de « {definition.states[value].title.fr} »" if value else "venu de nulle part"
        case "today":
            return f"le {day_in_words(value, 'fr')}"
        case "days_left":
            clock = f"« {definition.deadlines[name].title.fr} »"
            if value is None:
                return f"{clock} ne court pas"
            return f"{clock} dépassée" if value < 0 else f"{clock} : {value} jour(s) restant(s)"
        case "held":
            return f"« {definition.documents[name].title.fr} » {'en main' if value else 'manque'}"
        case _:
            return f"{window} : {value if not isinstance(value, bool) else 'oui' if value else 'non'}"
