"""Two versions of a pathway on a page: what changes, a sentence each, and the two diagrams side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from engine.app.comparing import compare
from engine.app.drawing import draw_definition, drawn_alone
from engine.app.publishing import published
from engine.core.diff_words import ASPECTS_IN_WORDS
from engine.web.pictures import address_of
from engine.web.render import drawn

if TYPE_CHECKING:
    from engine.app.comparing import Told, Version
    from engine.web.visit import Visit


class Side(NamedTuple):
    """One of the two versions."""

    version: Version
    called: str
    "What the page calls it: its number, or what it is a draft of."
    text: str = ""
    "Where its text is read, a line of it by its number; empty where a reader can't go there."


def comparison(visit: Visit, before: Side, after: Side) -> dict[str, Any]:
    """What a page tells of both."""
    found = compare(before.version, after.version, visit.language)
    return {
        "groups": [
            (ASPECTS_IN_WORDS[aspect].of(visit.language), [_change(each, before, after) for each in changes])
            for aspect, changes in found.by_aspect.items()
        ],
        "count": len(found.changes),
        "decides": any(each.change.decides for each in found.changes),
        "sides": [
            (name, each.called, each.version.definition.digest[:12], _drawing(visit, each) if found.changes else "")
            for name, each in (("before", before), ("after", after))
        ],
    }


def _change(told: Told, before: Side, after: Side) -> tuple[str, str, str]:
    """(sentence, where it stands, the way there)."""
    place = told.place
    if place is None:
        return told.sentence, "", ""
    side = next((each for each in (after, before) if each.version.read and each.version.name == place.file), None)
    led = f"{side.text}#L{place.line}" if side is not None and side.text else ""
    return told.sentence, f"{place.file}:{place.line}", led


def _drawing(visit: Visit, side: Side) -> Any:
    """A published version by its picture, which the browser may have already; a draft, or a proposal, drawn here."""
    definition = side.version.definition
    if all(definition.digest != line.digest for line, _ in published(visit.house)):
        return drawn(draw_definition(definition, visit.language))
    picture = drawn_alone(visit.house, definition, visit.language)
    return Markup('<img src="{}" alt="{}" width="{:.0f}" height="{:.0f}" data-begin="{:.0f}" loading="lazy">').format(
        address_of(visit, definition), side.called, picture.size.width, picture.size.height, picture.begin
    )
