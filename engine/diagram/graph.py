"""What a diagram of a pathway shows: states, arrows between them, and what the legend says in words instead.

An action open from many states would be drawn as many times: it goes to the legend, and so does a state that only such
actions lead to and nothing leaves (most closings, the suspension). Each state is drawn once, in one place or the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.core.definition import Action, Definition, Language, SharedAction

MAX_DRAWN_SOURCES = 4
"An action open from more states than this is told in the legend."


@dataclass(frozen=True, slots=True)
class Arrow:
    """A passage from one state to another, with the titles of the actions that take it."""

    source: str
    target: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Actions told in the legend: where from, and the state they lead to."""

    titles: tuple[str, ...]
    sources: tuple[str, ...]
    "States; empty for all of them but `excepted`."
    excepted: tuple[str, ...]
    target: str | None
    "None: the state entered from (`back`)."


@dataclass(frozen=True, slots=True)
class Picture:
    """A pathway as it is drawn."""

    states: tuple[str, ...]
    "Drawn among the arrows, the start first."
    aside: tuple[str, ...]
    "Drawn in the legend, beside the actions that lead to them."
    arrows: tuple[Arrow, ...]
    below: tuple[tuple[str, str], ...]
    "(upper, lower): an action of the legend leads from one to the other."
    elsewhere: tuple[Elsewhere, ...]
    in_place: tuple[str, ...]
    "Titles of the shared actions that move nothing."


def picture_of(definition: Definition, language: Language) -> Picture:
    """Sort what is drawn from what is told."""
    drawn = {each.action.id: each for each in definition.actions.values() if _is_drawn(each)}
    told = [each for each in definition.actions.values() if each.action.id not in drawn]
    arrows = _arrows(definition, list(drawn.values()), language)
    near = {definition.start} | {end for arrow in arrows for end in (arrow.source, arrow.target)}
    reached = {branch.state for each in told for branch in each.action.to}
    aside = tuple(state for state in definition.states if state not in near and state in reached)
    states = [definition.start, *(each for each in definition.states if each != definition.start and each not in aside)]
    below = tuple(
        (source, branch.state)
        for each in told
        for branch in each.action.to
        for source in _sources(definition, each)
        if each.sources is not None and {source, branch.state} <= set(states) and source != branch.state
    )
    in_place = tuple(each.action.title.of(language) for each in told if not each.action.to and not each.action.back)
    return Picture(tuple(states), aside, arrows, below, tuple(_elsewhere(definition, told, language)), in_place)


def _is_drawn(shared: SharedAction) -> bool:
    return bool(shared.action.to) and shared.sources is not None and len(shared.sources) <= MAX_DRAWN_SOURCES


def _sources(definition: Definition, shared: SharedAction) -> tuple[str, ...]:
    """The states an action is open from, in the order of the pathway; `any` gives them all but the final ones."""
    return tuple(
        state.id
        for state in definition.states.values()
        if (state.kind != "final" if shared.sources is None else state.id in shared.sources)
        and state.id not in shared.excepted
    )


def _arrows(definition: Definition, drawn: list[SharedAction], language: Language) -> tuple[Arrow, ...]:
    titles: dict[tuple[str, str], list[str]] = {}

    def add(source: str, action: Action) -> None:
        for branch in action.to:
            if branch.state != source:
                found = titles.setdefault((source, branch.state), [])
                if action.title.of(language) not in found:
                    found.append(action.title.of(language))

    for state in definition.states.values():
        for action in state.actions.values():
            add(state.id, action)
        for each in drawn:
            if state.id in _sources(definition, each):
                add(state.id, each.action)
    return tuple(Arrow(source, target, tuple(said)) for (source, target), said in titles.items())


def _elsewhere(definition: Definition, told: list[SharedAction], language: Language) -> Iterator[Elsewhere]:
    """Actions of the legend, those that share their sources and their end together."""
    groups: dict[tuple[tuple[str, ...], frozenset[str], str | None], list[str]] = {}
    for each in told:
        ends: list[str | None] = [branch.state for branch in each.action.to]
        if each.action.back:
            ends.append(None)
        sources = () if each.sources is None else _sources(definition, each)
        for end in ends:
            excepted = frozenset() if each.sources is not None else each.excepted - {end}
            groups.setdefault((sources, excepted, end), []).append(each.action.title.of(language))
    for (sources, excepted, end), titles in groups.items():
        left_out = tuple(state for state in definition.states if state in excepted)
        yield Elsewhere(tuple(titles), sources, left_out, end)


def in_place_of(definition: Definition, state: str, language: Language) -> tuple[str, ...]:
    """Titles of a state's own actions that leave the case in it."""
    own = definition.states[state].actions.values()
    stay = (each for each in own if not each.back and all(branch.state == state for branch in each.to))
    return tuple(action.title.of(language) for action in stay)
