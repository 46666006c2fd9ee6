"""What happened since a place in the log, for what is kept in memory and must follow it.

Whoever keeps something of every row needn't read every row again: those that moved have an event. Knows rows and
places; not what is kept, nor for whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.store.compiling import by_lots
from engine.store.transaction import Transaction


class Since(NamedTuple):
    """What the log says since a place in it."""

    place: int
    "Where it ends now."
    rows: frozenset[int] | None
    "Rows of the streams with an event since; None where there are too many to be told one by one."
    waiting: int
    "Of these events, how many have no place yet, and are told again until they do (`Store.place_events`)."


class Spot(NamedTuple):
    """Where an open case stands."""

    definition: int
    state: str
    commune: str
    confidentiality: str


class FollowReading(Transaction):
    """The log followed."""

    def since(self, place: int, most: int) -> Since:
        """What happened after a place; at most so many events are told one by one."""
        ((ends,),) = self._link.execute(self._sql.last_position, ()).fetchall()
        told = self._link.execute(self._sql.streams_since, (place, most + 1)).fetchall()
        waiting = sum(position is None for _, position in told)
        return Since(ends, None if len(told) > most else frozenset(row for row, _ in told), waiting)

    def open_spots(self) -> Iterator[tuple[int, Spot]]:
        """The row of each open case, and where it stands; rows are taken as they are."""
        for row in self._link.execute(self._sql.open_cases, ()):
            yield row[0], Spot(*row[1:])

    def spots_of(self, rows: Iterable[int]) -> Iterator[tuple[int, Spot | None]]:
        """The same of these rows, as far as they are cases; None for one that is closed."""
        for lot in by_lots(rows):
            for row in self._link.execute(self._sql.cases_at, lot).fetchall():
                yield row[0], Spot(*row[1:5]) if row[5] else None

    def definition_rows(self) -> dict[int, tuple[str, str]]:
        """Row → pathway and digest of each published version."""
        return {row: (process, digest) for row, process, digest in self._link.execute(self._sql.definition_rows, ())}
