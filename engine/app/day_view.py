"""The desk's day as plain JSON, on which machine callers rely: `baom worklist --json`, and the same by the web."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.app.house import House
from engine.app.listing import name_of
from engine.app.sections import Section
from engine.app.worklist import Part, Row, every_row
from engine.core.definition import Language


def day_view(house: House, parts: Sequence[Part], language: Language) -> dict[str, Any]:
    """The lines of a day, the most pressing first, and how many each section has."""
    return {
        "today": house.today().isoformat(),
        "sections": [_part_view(part) for part in parts if part.rows],
        "rows": [_row_view(section, row, language) for section, row in every_row(parts)],
        "more": any(part.more for part in parts),
    }


def _part_view(part: Part) -> dict[str, Any]:
    after = part.rows[-1].line.cursor if part.more else None
    return {"section": part.section, "count": len(part.rows), "more": part.more, "after": after}


def _row_view(section: Section, row: Row, language: Language) -> dict[str, Any]:
    line = row.line
    return {
        "section": section,
        "case": line.case,
        "subject": line.subject,
        "person": name_of(row.subject, language),
        "process": line.process,
        "process_title": row.process.of(language),
        "state": line.state,
        "state_title": row.state.of(language),
        "commune": line.commune,
        "assigned": line.assigned,
        "status": row.status,
        "next_act": row.next_act.of(language) if row.next_act is not None else None,
        "due": line.due,
        "days_left": row.days_left,
        "appointments": [
            {
                "field": each.field,
                "day": each.day.isoformat(),
                "at": each.at.isoformat("minutes") if each.at is not None else None,
                "service": each.service,
            }
            for each in row.meetings
        ],
        "damaged": row.damaged,
    }
