"""The log of reads as plain JSON, on which machine callers rely; the same at the terminal and by the web."""

from __future__ import annotations

from typing import Any

from engine.app.access import Access
from engine.core.sights import Pattern, Sight


def access_view(answer: Access) -> dict[str, Any]:
    """What the log answers: its lines, and what in them is worth a question."""
    return {
        "since": answer.since.isoformat() if answer.since is not None else None,
        "until": answer.until.isoformat(),
        "found": answer.found,
        "sights": [_sight_view(each) for each in answer.sights],
        "patterns": [_pattern_view(each) for each in answer.patterns],
        "altered": list(answer.altered),
    }


def _sight_view(sight: Sight) -> dict[str, Any]:
    view: dict[str, Any] = {**sight._asdict(), "seen": list(sight.seen), "count": sight.things}
    return {name: value for name, value in view.items() if name not in ("things", "previous")}


def _pattern_view(pattern: Pattern) -> dict[str, Any]:
    return {
        "pattern": pattern.kind,
        "day": pattern.day.isoformat(),
        "actor": pattern.actor,
        "role": pattern.role,
        "commune": pattern.commune,
        "count": pattern.things,
        "positions": list(pattern.positions),
    }
