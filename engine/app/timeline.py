"""The timeline of a case as a page, for whoever has told it in words."""

from __future__ import annotations

from engine.printing.timeline import Passage, Stay, Timeline, timeline_page

__all__ = ["Passage", "Stay", "Timeline", "page_of"]


def page_of(told: Timeline) -> str:
    """A page that stands alone: no script, no outside file."""
    return timeline_page(told)
