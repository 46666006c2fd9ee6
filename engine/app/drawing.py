"""A pathway drawn, and where a case stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engine.app.house import House
from engine.app.reading import read_case
from engine.core.definition import Definition, Language
from engine.core.events import Actor
from engine.diagram.drawing import Picture, picture, state_diagram
from engine.diagram.overlay import laid_over


def draw_definition(
    definition: Definition, language: Language, counts: Mapping[str, str] = MappingProxyType({}), anchor: str = ""
) -> str:
    """A pathway as SVG; mirrored in Arabic. `counts` and `anchor`: as `state_diagram` takes them."""
    return state_diagram(definition, language, counts=counts, anchor=anchor)


def drawn_alone(house: House, definition: Definition, language: Language) -> Picture:
    """The picture of a published pathway, drawn once in the life of a process."""
    key = (definition.digest, language)
    if key not in house.pictures:
        house.pictures[key] = picture(definition, language)
    return house.pictures[key]


def draw_over(
    house: House, definition: Definition, language: Language, counts: Mapping[str, str], address: str, lead: str
) -> str:
    """A pathway in a page: its picture from `address`, each box a link to `lead` and its state, with counts."""
    return laid_over(drawn_alone(house, definition, language), address, language, counts, lead)


def draw_case(house: House, case_id: str, language: Language, actor: Actor) -> str:
    """The pathway of a case as SVG, its present state and those it went through marked.

    Raises:
        CaseNotFound: there is none, or it may not be seen.
    """
    opened = read_case(house, case_id, actor)
    history = house.store.read(lambda reading: reading.history(case_id))
    gone = {event.body["target"] for event, _ in history if event.kind == "reverted"}
    done = frozenset(event.to_state for event, _ in history if event.sequence not in gone)
    return state_diagram(opened.machine.definition, language, current=opened.held.case.state, done=done)
