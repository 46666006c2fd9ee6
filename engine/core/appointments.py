"""A day with, or without, an hour (`type: moment`), and the appointments that a case holds.

A moment is ISO text, « 2026-11-30 » or « 2026-11-30T09:30 », in the local time of the desk: no zone, no seconds.
Conditions and clocks count by its day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, NamedTuple

from engine.core.definition import Definition

_WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d))?", re.ASCII)
_DAY = len("2026-11-30")


class Appointment(NamedTuple):
    """A meeting with a service, as the case records it."""

    field: str
    day: date
    at: time | None
    "None when only the day is known."
    service: str


def moment_of(text: str) -> str | None:
    """A moment as it is kept, from « 2026-11-30 09:30 » or « 2026-11-30T09:30 »; None when it isn't one."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    day, at = found[1], found[2]
    try:
        date.fromisoformat(day)
    except ValueError:
        return None
    return day if at is None else f"{day}T{at}"


def day_part(value: str) -> str:
    """The day of a date or of a moment, ISO text."""
    return value[:_DAY]


def time_part(value: str) -> time | None:
    """The hour of a moment, None when it has none."""
    return time.fromisoformat(value[_DAY + 1 :]) if len(value) > _DAY else None


def appointment_fields(definition: Definition) -> dict[str, str]:
    """Field → the service that it is an appointment with; worked out once per definition."""
    return {field.id: field.appointment for field in definition.fields.values() if field.appointment is not None}


def appointments(fields: Mapping[str, str], known: Mapping[str, Any]) -> tuple[Appointment, ...]:
    """The appointments among the known values of a case, past and to come, in order; `fields` as a machine has them."""
    if not fields:
        return ()
    found = [
        Appointment(name, date.fromisoformat(day_part(value)), time_part(value), service)
        for name, service in fields.items()
        if isinstance(value := known.get(name), str)
    ]
    return tuple(sorted(found, key=lambda each: (each.day, each.at or time.min, each.field)))
