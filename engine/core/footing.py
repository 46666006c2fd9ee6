"""What a pathway rests on: each place where it cites a text, with the steps and the letters that stand on it there.

The other way round from a basis: not « on what ground? » but « what falls, if this text falls? ».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from engine.core.definition import Action, Definition, Text
from engine.core.examined import Path, all_actions, all_groups

PlaceKind = Literal[
    "process",
    "state",
    "action",
    "group",
    "deadline",
    "alert",
    "invariant",
    "field",
    "answer",
    "document",
    "service",
    "value",
]


REREAD_AFTER = 12
"Months after which a text is to be read again, where nobody says otherwise."

_Opened = Mapping[int, frozenset[str]]
"The steps that an action is open from, by which object it is: another of the same name may stand elsewhere."


@dataclass(frozen=True, slots=True)
class Foothold:
    """A place of a pathway that cites a source."""

    source: str
    kind: PlaceKind
    path: Path
    'Where, in the words of the language; of a catalogue\'s entry: `("catalogue", kind, name)`.'
    title: Text
    states: frozenset[str]
    """Steps at which a case rests on it, or may: a clock is counted wherever it could run. None for an alert and a
    value, which may count anywhere."""
    forms: tuple[str, ...]
    "Letters and forms that are given there."


def footholds(definition: Definition) -> tuple[Foothold, ...]:
    """Every place that cites a source: the pathway's own, then in the order of its sections, then the catalogues'."""
    opened = _opened(definition)
    walks = (
        _of_pathway(definition),
        _of_states(definition),
        _of_actions(definition, opened),
        _of_clocks(definition),
        _of_invariants(definition),
        _of_fields(definition, opened),
        _of_papers(definition, opened),
        _of_services_and_values(definition),
    )
    return tuple(chain.from_iterable(walks))


def _everywhere(definition: Definition) -> frozenset[str]:
    return frozenset(name for name, state in definition.states.items() if state.kind != "final")


def _opened(definition: Definition) -> _Opened:
    found: dict[int, set[str]] = {}
    for name in definition.states:
        for action in definition.actions_from(name).values():
            found.setdefault(id(action), set()).add(name)
    return {action: frozenset(names) for action, names in found.items()}


def _from(opened: _Opened, action: Action) -> frozenset[str]:
    return opened.get(id(action), frozenset())


def _of_pathway(definition: Definition) -> Iterator[Foothold]:
    for source in definition.basis:
        yield Foothold(source, "process", (), definition.title, _everywhere(definition), definition.forms)


def _of_states(definition: Definition) -> Iterator[Foothold]:
    for name, state in definition.states.items():
        for source in state.basis:
            yield Foothold(source, "state", ("states", name), state.title, frozenset({name}), state.forms)
    for path, group in all_groups(definition):
        papers = [definition.documents[each] for option in group.any_of.values() for each in option]
        letters = tuple(dict.fromkeys(paper.letter for paper in papers if paper.letter))
        for source in group.basis:
            yield Foothold(source, "group", path, group.title, frozenset({str(path[1])}), letters)


def _of_actions(definition: Definition, opened: _Opened) -> Iterator[Foothold]:
    for path, action in all_actions(definition):
        for source in action.basis:
            yield Foothold(source, "action", path, action.title, _from(opened, action), action.forms)


def _of_clocks(definition: Definition) -> Iterator[Foothold]:
    for deadline in definition.deadlines.values():
        runs = _everywhere(definition) - deadline.until
        for source in deadline.basis:
            yield Foothold(source, "deadline", ("deadlines", deadline.id), deadline.title, runs, ())
    for alert in definition.alerts.values():
        for source in alert.basis:
            yield Foothold(source, "alert", ("alerts", alert.id), alert.text, frozenset(), ())


def _of_invariants(definition: Definition) -> Iterator[Foothold]:
    for each in definition.invariants.values():
        at = _everywhere(definition) if each.states is None else each.states
        for source in each.basis:
            yield Foothold(source, "invariant", ("invariants", each.id), each.text, at, ())


def _of_fields(definition: Definition, opened: _Opened) -> Iterator[Foothold]:
    """The data, and the answers to make at the counter to a motive of refusal."""
    for field in definition.fields.values():
        asked = {name for name, state in definition.states.items() if field.id in state.ask}
        for _, action in all_actions(definition):
            if field.id in action.ask:
                asked |= _from(opened, action)
        path: Path = ("fields", field.id)
        for source in field.basis:
            yield Foothold(source, "field", path, field.label, frozenset(asked), ())
        for option, answer in field.answers.items():
            for source in answer.basis:
                yield Foothold(source, "answer", (*path, "answers", option), answer.text, frozenset(asked), ())


def _of_papers(definition: Definition, opened: _Opened) -> Iterator[Foothold]:
    """What the catalogue says of the papers: where they are demanded, and where an act yields them."""
    for paper in definition.documents.values():
        at = {str(path[1]) for path, group in all_groups(definition) if paper.id in chain(*group.any_of.values())}
        for _, action in all_actions(definition):
            if paper.id in (*action.gives, action.receipt):
                at |= _from(opened, action)
        letters = (paper.letter,) if paper.letter else ()
        for source in paper.basis:
            place = ("catalogue", "documents", paper.id)
            yield Foothold(source, "document", place, paper.title, frozenset(at), letters)


def _of_services_and_values(definition: Definition) -> Iterator[Foothold]:
    for service in definition.services.values():
        at = frozenset(name for name, state in definition.states.items() if service.id in state.services)
        for source in service.basis:
            yield Foothold(source, "service", ("catalogue", "services", service.id), service.title, at, ())
    for value in definition.values.values():
        for source in value.basis:
            yield Foothold(source, "value", ("catalogue", "values", value.id), value.title, frozenset(), ())
