"""What is read beside the histories by whoever goes through all of them in order: rows and keys, a batch at a time.

Reads only. A question to the database for each stream would cost more than what is asked of the answer.
"""

from __future__ import annotations

import sys

from engine.store.connect import Link, Row
from engine.store.log import Log

BATCH = 500
"Rows read at once."
MET = 4_096
"Keys of persons remembered: a case comes soon after whom it is about."


class Alongside:
    """The rows of one table that is keyed by stream. Cheap for whoever asks in order, right for whoever doesn't."""

    def __init__(self, link: Link, onward: str) -> None:
        self._link = link
        self._onward = onward
        self._rows: dict[int, Row] = {}
        self._first = 1
        self._last = 0

    def row(self, stream: int) -> Row | None:
        """The row of a stream."""
        if not self._first <= stream <= self._last:
            batch = self._link.execute(self._onward, (stream, BATCH)).fetchall()
            self._rows = {row[0]: tuple(row) for row in batch}
            self._first = stream
            # Nothing stands between two rows of a batch, nor beyond the last one of a batch that isn't full.
            self._last = batch[-1][0] if len(batch) == BATCH else sys.maxsize
        return self._rows.get(stream)


class Keys:
    """The wrapped keys of persons, of accounts and of the log."""

    def __init__(self, link: Link, log: Log) -> None:
        self._link = link
        self._log = log
        self._own = Alongside(link, log.sql.keys_onward)
        self._met: dict[str, tuple[int, bytes | None]] = {}

    def own(self, stream: int, name: str) -> bytes | None:
        """The key of a stream that has its own; None when it was destroyed."""
        row = self._own.row(stream)
        wrapped = None if row is None else row[1]
        self._remember(name, (stream, wrapped))
        return wrapped

    def of(self, name: str) -> tuple[int, bytes | None] | None:
        """The row and the key of a person by name; None when there is nobody of that name."""
        met = self._met.get(name)
        if met is None:
            found = self._link.execute(self._log.sql.key, (name,)).fetchone()
            if found is None:
                return None
            met = int(found[0]), found[1]
            self._remember(name, met)
        return met

    def _remember(self, name: str, met: tuple[int, bytes | None]) -> None:
        if len(self._met) >= MET:
            del self._met[next(iter(self._met))]
        self._met[name] = met
