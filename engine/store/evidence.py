"""What the store gives as evidence: exact bytes, signatures, positions, and the hashes of what is sealed beside them.

Reads only, and opens no seal. What is damaged is given as it is: whoever verifies the evidence says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import orjson

from engine.store.codec import FIRST
from engine.store.transaction import Transaction

BATCH = 5_000
"Leaves read at once."


class Exhibit(NamedTuple):
    """One event of the log, with what was found beside it."""

    position: int
    stream: str
    sequence: int
    stored: bytes
    signature: bytes
    seal: str | None
    "SHA-256 of the ciphertext; None when it was emptied; empty when the event never had one."
    scan: str | None
    "The same for the scan that the event tells of."


class End(NamedTuple):
    """How far the history of a stream goes."""

    stream: str
    sequence: int
    hash: str


class EvidenceReading(Transaction):
    """Evidence, gathered."""

    def end_of(self, stream: str) -> tuple[End, set[tuple[str, str]]]:
        """How far a history goes, and the digests (definition, calendar) that its events name."""
        sequence, last, digests = 0, FIRST, set()
        for sequence, stored, hash_ in self.stored(stream):  # noqa: B007 the last one is what is wanted
            last = bytes(hash_).hex()
            event = _read(stored)
            digests.add((str(event.get("definition", "")), str(event.get("calendar", ""))))
        return End(stream, sequence, last), digests

    def hashes(self, position: int) -> Iterator[tuple[int, int, bytes]]:
        """Position, stream's row and hash of every event that has a position after this one, in their order."""
        while batch := self._link.execute(self._sql.hashes, (position, BATCH)).fetchall():
            yield from batch
            position = batch[-1][0]

    def rows_of(self, streams: Iterable[str]) -> set[int]:
        """The rows of these streams."""
        found = (self._link.execute(self._sql.row, (name,)).fetchone() for name in streams)
        return {row[0] for row in found if row is not None}

    def stream_names(self) -> list[str]:
        """Every stream of the log."""
        return [name for _, name, _ in self._link.execute(self._sql.stream_rows, ())]

    def exhibits(self, positions: Iterable[int]) -> Iterator[Exhibit]:
        """The events at these positions."""
        for each in positions:
            row = self._link.execute(self._sql.placed, (each,)).fetchone()
            if row is not None:
                position, stream, sequence, stored, signature, sealed = row
                body = _read(stored).get("body")
                named = body if isinstance(body, dict) else {}
                seal = _found(sealed, named.get("seal"))
                scan = self._scan(named.get("attachment"), named.get("sha256"))
                yield Exhibit(position, stream, sequence, stored, bytes(signature or b""), seal, scan)

    def _scan(self, scan: object, named: object) -> str | None:
        if not isinstance(scan, str):
            return ""
        row = self._link.execute(self._sql.scan_sealed, (scan,)).fetchone()
        return _found(row[0] if row is not None else None, named)

    def text_of(self, sha256: str) -> bytes | None:
        """A text that the log keeps, by its SHA-256."""
        row = self._link.execute(self._sql.source_text, (sha256,)).fetchone()
        return None if row is None else bytes(row[0])

    def resolved(self, digest: str) -> bytes | None:
        """A resolved definition as it is kept, damaged or not."""
        row = self._link.execute(self._sql.definition, (digest,)).fetchone()
        return None if row is None else bytes(row[1])


def _found(sealed: bytes | None, named: object) -> str | None:
    """The hash of what stands sealed; None when the event names one and nothing is left, empty when it names none."""
    if sealed is not None:
        return hashlib.sha256(sealed).hexdigest()
    return "" if named is None else None


def _read(stored: bytes) -> dict[str, Any]:
    """The members of an event; none when its bytes are no event any more."""
    with suppress(ValueError):
        read = orjson.loads(stored)
        if isinstance(read, dict):
            return read
    return {}
