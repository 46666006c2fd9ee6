"""What a replay tells in words: what was answered at a step, and both sides of what differs between two moments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from engine.core.days import day_in_words
from engine.core.wording import STATUSES, isolated
from engine.telling.voice import Part, Voice, value_in_words

if TYPE_CHECKING:
    from engine.core.definition import Definition


def answers_in_words(
    voice: Voice, definition: Definition, communes: Mapping[str, str], step: Part
) -> Iterator[tuple[str, str]]:
    """(what was asked, what was answered) at a step, in the words of its day; a correction tells its own."""
    for name, value in step["answers"].items() if step["kind"] != "corrected" else ():
        if name in definition.fields:
            yield _datum(voice, definition, communes, name, value)


def _datum(
    voice: Voice, definition: Definition, communes: Mapping[str, str], name: str, value: object
) -> tuple[str, str]:
    field = definition.fields[name]
    options = {option: label.of(voice.language) for option, label in field.options.items()}
    shown = {"type": field.type, "value": value, "options": options}
    return field.label.of(voice.language), value_in_words(voice, shown, communes)


def side_in_words(
    voice: Voice, definition: Definition, communes: Mapping[str, str], change: Part, side: str, held: str = "✓"
) -> str:
    """One side of a change between two moments, `before` or `after`; `held` is said of what simply is."""
    value, language = change[side], voice.language
    if value is None:
        return voice.dash
    match change["part"]:
        case "state" if value in definition.states:
            return definition.states[value].title.of(language)
        case "fields" if change["name"] in definition.fields:
            return _datum(voice, definition, communes, change["name"], value)[1]
        case "documents":
            return STATUSES[value["status"]].of(language)
        case "clocks":
            due = value.get("due")
            return voice.dash if due is None else day_in_words(date.fromisoformat(due), language)
        case "consents":
            return value_in_words(voice, {"type": "boolean", "value": bool(value["given"]), "options": {}}, communes)
        case "links":
            return isolated(value["case"], language)
        case _:
            named = communes.get(value, value) if change["part"] == "commune" else value
            return held if value is True else isolated(str(named), language)
