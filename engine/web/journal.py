"""A case's history as its page tells it: what, who, when, with the words that came with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.app.undoing import may_be_undone
from engine.core.definition import Definition, Language
from engine.telling.journal import Names, Teller
from engine.telling.voice import voice_of

if TYPE_CHECKING:
    from engine.app.house import House
    from engine.core.events import Actor


def journal_of(
    house: House, definition: Definition, history: list[dict[str, Any]], language: Language, who: Actor
) -> list[dict[str, Any]]:
    """The events of a case, the last first; each with what was sent (`event`), and whether `who` can undo it."""
    by_number = {each["sequence"]: each for each in history}
    gone = {each["body"]["target"] for each in history if each["kind"] == "reverted"}
    teller = Teller(voice_of(language), definition, Names(house, language), by_number.get)
    return [
        {
            "sequence": each["sequence"],
            "told": teller.told(each),
            "by": teller.by(each),
            "words": [words for words in (each["note"], each["reason"]) if words],
            "undone": each["sequence"] in gone,
            "undoable": may_be_undone(each["kind"], each["actor"], who) and each["sequence"] not in gone,
            "event": each,
        }
        for each in reversed(history)
    ]
