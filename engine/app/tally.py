"""How many open cases stand where: counted once, in memory, then carried forward by what the log says happened since.

A page of the referential costs the same among a hundred thousand cases as among ten. Nothing personal is kept: rows of
cases by their number, and the step where each stands.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass

from engine.store.following import FollowReading, Spot

MOST = 2_000
"Events since the last look that are followed one by one; after more, everything is counted anew."


@dataclass(frozen=True, slots=True)
class OpenAtStep:
    """How many open cases of one version stand at one step."""

    process: str
    digest: str
    state: str
    count: int


class Tally:
    """The open cases of a log, counted by where they stand."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._place: int | None = None
        self._spots: dict[int, Spot] = {}
        self._one: dict[Spot, Spot] = {}
        "Each spot once, for all the cases that stand there."
        self._counts: dict[str | None, Counter[Spot]] = {}
        self.waiting = 0
        "Events without a place at the last look: each look reads them again until they have one."

    def at(self, reading: FollowReading, commune: str | None, confidentiality: str | None) -> list[OpenAtStep]:
        """How many stand at each step of each version, of a commune or of all; of one confidentiality, or of all."""
        with self._lock:
            self._follow(reading)
            counted = list(self._counts.get(commune, Counter[Spot]()).items())
        found = Counter[tuple[int, str]]()
        for spot, count in counted:
            if confidentiality in (None, spot.confidentiality):
                found[spot.definition, spot.state] += count
        named = reading.definition_rows()
        # A newer transaction may have counted cases of a version that this one doesn't see published yet.
        return [OpenAtStep(*named[row], state, n) for (row, state), n in found.items() if n and row in named]

    def _follow(self, reading: FollowReading) -> None:
        since = reading.since(self._place or 0, MOST if self._place is not None else 0)
        if self._place is None or since.rows is None:
            self._place, self._counts = None, {}
            self._spots = {row: self._one.setdefault(spot, spot) for row, spot in reading.open_spots()}
            for spot, count in Counter(self._spots.values()).items():
                self._count(spot, count)
            self._place = since.place
        else:
            for row, there in reading.spots_of(since.rows):
                self._move(row, there)
            # Further back, where this transaction is older than the last one: the next look goes over it again.
            self._place = since.place
        self.waiting = since.waiting

    def _move(self, row: int, spot: Spot | None) -> None:
        before = self._spots.pop(row, None)
        if before is not None:
            self._count(before, -1)
        if spot is not None:
            self._spots[row] = self._one.setdefault(spot, spot)
            self._count(spot, 1)

    def _count(self, spot: Spot, change: int) -> None:
        for commune in (spot.commune, None):
            self._counts.setdefault(commune, Counter())[spot] += change
