"""The pictures of published pathways, each at an address that says what it shows: a browser keeps it until the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.app.drawing import drawn_alone

if TYPE_CHECKING:
    from engine.core.definition import Definition
    from engine.web.visit import Visit

KEPT = "private, max-age=31536000, immutable"
"Of a picture asked for by its digest."


def address_of(visit: Visit, definition: Definition) -> str:
    """Where the picture of a published version is, in the visitor's language."""
    digest = drawn_alone(visit.house, definition, visit.language).digest
    asked = f"version={definition.version}&lang={visit.language}&v={digest}"
    return f"/referential/{definition.process}/diagram.svg?{asked}"
