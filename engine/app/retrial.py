"""Cases judged again from what the database holds: its definitions, its calendars, and the seals that still open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from engine.app.house import ZONE, House
from engine.core.calendar import Calendar
from engine.core.events import Event, Json
from engine.core.machine import Machine
from engine.core.redecide import Retrial
from engine.errors import EnvironmentUnusable, HistoryError
from engine.store.journal import Reading


def new_retrial(house: House, reading: Reading) -> Retrial:
    """Judge one case again, with what this transaction can read; a text that was altered is as good as gone."""

    def machine_of(digest: str) -> Machine | None:
        try:
            return house.machine(reading, digest)
        except (EnvironmentUnusable, HistoryError):
            return None

    def calendar_of(digest: str) -> Calendar | None:
        try:
            return house.calendar(reading, digest)
        except HistoryError:
            return None

    return Retrial(machine_of, calendar_of, desk_day)


def opened(reading: Reading, event: Event) -> Mapping[str, Json] | None:
    """The private values of an event: empty when it has none, None when they can't be opened any more."""
    if "seal" not in event.body:
        return {}
    try:
        return reading.private(event.stream, event.sequence) or None
    except HistoryError:
        return None


def desk_day(recorded_at: str) -> date:
    """The day on the desks' wall calendar when an event was recorded."""
    return _day_of_hour(recorded_at[:13])


@lru_cache(maxsize=4_096)
def _day_of_hour(hour: str) -> date:
    # Morocco is whole hours away from UTC, so that all of one hour is of one day; parsing each moment would show.
    return datetime.fromisoformat(f"{hour}:00:00+00:00").astimezone(ZONE).date()
