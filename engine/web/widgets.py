"""How a datum is asked for and shown on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.telling.voice import value_in_words, voice_of

if TYPE_CHECKING:
    from engine.core.definition import Field
    from engine.web.visit import Visit


def in_words(visit: Visit, field: Field, value: Any) -> str:
    """A known value as a person reads it."""
    language = visit.language
    options = {option: label.of(language) for option, label in field.options.items()}
    communes = visit.communes_in(language)
    return value_in_words(voice_of(language), {"type": field.type, "value": value, "options": options}, communes)
