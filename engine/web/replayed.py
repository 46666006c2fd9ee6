"""A replay as its page tells it: each step with what was asked, answered and its rule; and what differs elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.telling.journal import Names, Teller
from engine.telling.replay import answers_in_words, side_in_words
from engine.telling.voice import voice_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.app.replaying import Replayed
    from engine.web.visit import Visit


def replayed_journal(visit: Visit, found: Replayed, view: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The steps, the last first, each in the words of the definition it was decided under."""
    voice, names = voice_of(visit.language), Names(visit.house, visit.language)
    by_number = {each["sequence"]: each for each in view["journal"]}
    told = []
    for each in reversed(view["journal"]):
        definition = found.machines[each["digest"]].definition
        teller = Teller(voice, definition, names, by_number.get)
        told.append(
            {
                "sequence": each["sequence"],
                "told": teller.told(each),
                "by": teller.by(each),
                "words": [words for words in (each["note"], each["reason"]) if words],
                "undone": each["undone"],
                "answers": list(answers_in_words(voice, definition, names.communes, each)),
                "asked": [field["label"] for field in each["asked"] if field["id"] in each["unanswered"]],
                "rule": each["rule"],
                "event": each,
            }
        )
    return told


def changes_of(visit: Visit, found: Replayed, view: Mapping[str, Any]) -> dict[str, Any] | None:
    """What differs between this moment and the one compared with."""
    if "compare" not in view:
        return None
    voice, names = voice_of(visit.language), Names(visit.house, visit.language)
    definition = found.machine.definition
    first, last = sorted((view["sequence"], view["compare"]["sequence"]))
    lines = [
        {
            "part": change["part"],
            "title": change["title"] if change["name"] else "",
            "before": side_in_words(voice, definition, names.communes, change, "before"),
            "after": side_in_words(voice, definition, names.communes, change, "after"),
        }
        for change in view["compare"]["changes"]
    ]
    return {"first": first, "last": last, "lines": lines}


def otherwise_of(visit: Visit, found: Replayed, view: Mapping[str, Any]) -> dict[str, Any] | None:
    """What another version makes of each step, and where the case would stand."""
    if "against" not in view or found.other is None:
        return None
    definition, language = found.other.definition, visit.language
    state = definition.states.get(view["against"]["state"])
    return {
        "version": view["against"]["version"],
        "ends": view["against"]["state"] if state is None else state.title.of(language),
        "steps": [
            {
                **each,
                "clock_title": definition.deadlines[each["clock"]].title.of(language)
                if each["clock"] in definition.deadlines
                else each["clock"],
                "reasons": [reason["message"] for reason in each["reasons"] if "message" in reason],
            }
            for each in view["against"]["steps"]
        ],
    }
