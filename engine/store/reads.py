"""The log of reads: who was shown what, when and for which act; one line a sight, each holding the hash of the last.

A line is canonical JSON, hashed as it is stored, like an event; its position follows the last one's without a gap. It
names cases and people by their public identifiers alone: a word that is no identifier held here, which somebody typed,
is written « ? », for it may be a name. Knows lines and their chain; knows neither who may see what, nor what is a lot.

What the chain can't tell is that its end was cut off, or that all of it was written again: a checkpoint kept elsewhere
holds `Head`, and `faults` is given it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import orjson

from engine.core.events import Actor, Json
from engine.core.sights import GLASS, Sight
from engine.errors import AlteredBase, EnvironmentUnusable, HistoryError, UnreadableEvent, UsageError
from engine.store.codec import FIRST, canonical, leaf, normal
from engine.store.compiling import by_lots
from engine.store.connect import Link, Row
from engine.store.log import Log
from engine.store.transaction import Transaction

UNKNOWN = "?"
"In the place of a word that names nothing here."

BATCH = 2_000
"Lines read at once."

LAST = 2**53 - 1
"The last position that a line could have: no number is greater in what is hashed."

_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
"What an identifier is made of; PostgreSQL takes no text with a NUL in it, not even to look for it."
_ACT = re.compile(r"[a-z]+(?:[._][a-z]+)*")
_PLACE = re.compile(r"([0-9:.TZ-]{20,30})\.([0-9]{1,15})")
_WHY = re.compile(r"(?:[a-z]+(?:_[a-z]+)*)?")
_KEYS = {"act", "actor", "at", "commune", "count", "denied", "position", "previous", "role", "seen", "why"}


class Head(NamedTuple):
    """Where the log of reads stands: what a checkpoint holds of it."""

    size: int
    hash: str
    "Hexadecimal SHA-256 of the last line; 64 zeros when there is none."


class ReadFault(NamedTuple):
    """A line that isn't as it was written, or doesn't follow the one before it; 0 for the log as a whole."""

    position: int
    message: str


class SightReading(Transaction):
    """The log of reads, a period of it."""

    def sights(self, since: str, until: str) -> Iterator[Sight]:
        """The lines from one moment on and before another, by their time; to be read before the transaction ends.

        Raises:
            UnreadableEvent: a line isn't what was written.
        """
        # No line is earlier than itself at position 0: the first page begins with `since` itself.
        at, position = since, 0
        while batch := self._link.execute(self._sql.reads_between, (at, position, until, BATCH)).fetchall():
            yield from (decode_sight(stored) for _, _, stored in batch)
            at, position = batch[-1][:2]

    def sights_back(self, since: str, until: str, before: str | None, limit: int) -> list[Sight]:
        """The last lines of a period, newest first, at most `limit`; `before`, a line's `place`, begins behind it.

        Raises:
            UsageError: no place of a line.
            UnreadableEvent: a line isn't what was written.
        """
        at, position = (until, 0) if before is None else _placed(before)
        found = self._link.execute(self._sql.reads_back, (since, at, position, limit)).fetchall()
        return [decode_sight(stored) for (stored,) in found]

    def reads_head(self) -> Head:
        """Where the log of reads stands."""
        return _head(self._link.execute(self._sql.last_read, (1,)).fetchone())


class SightWriting(SightReading):
    """The log of reads, written."""

    def trace(
        self, actor: Actor, act: str, seen: Iterable[str], at: str, *, denied: bool = False, why: str = ""
    ) -> Sight:
        """Add one line for all that an act showed, or was refused; `seen` as it was asked for.

        The last thing that a work does: on PostgreSQL, whoever writes a line next waits for this transaction to end.

        Raises:
            AlteredBase: no line can follow the last one.
            EnvironmentUnusable: the line wasn't kept.
        """
        if not _ACT.fullmatch(act) or not _WHY.fullmatch(why):
            raise ValueError(f"an act and its reason are codes, not {act!r}, {why!r}")
        asked = dict.fromkeys(seen)
        held = self._held_among(asked)
        names = dict.fromkeys(word if word in held else UNKNOWN for word in asked)
        why = why or (GLASS if not actor.glass.isdisjoint(asked) else "")
        if self._sql.postgres:
            # Held first, in a statement of its own: the next one then sees the line that its last holder wrote.
            self._link.execute(self._sql.hold_reads, ())
        head = self.reads_head()
        if not 0 <= head.size < LAST:
            raise AlteredBase(
                "Cette base a été modifiée : la dernière ligne de ses consultations porte le n° {position}.",
                "Ne plus s'en servir ; la vérifier : baom audit verify.",
                position=head.size,
            )
        who = (actor.name, actor.role, actor.commune)
        sight = Sight(head.size + 1, at, *who, act, tuple(names), len(asked), denied, why, head.hash)
        stored = encode_sight(sight)
        written = self._link.execute(self._sql.new_read, (sight.position, at, leaf(stored), stored)).rowcount
        if written != 1:
            raise EnvironmentUnusable(
                "La base n'a pas gardé la trace de cette consultation.",
                "Ne plus s'en servir ; la vérifier : baom audit verify.",
            )
        return sight

    def _held_among(self, words: Iterable[str]) -> set[str]:
        """Those that are the identifier of a case, a person or a scan: the same looks for each, held or not."""
        found: set[str] = set()
        for lot in by_lots(word for word in words if _NAME.fullmatch(word)):
            for look in (self._sql.streams_named, self._sql.scans_named):
                found.update(name for (name,) in self._link.execute(look, lot).fetchall())
        return found


def place(sight: Sight) -> str:
    """Where a line stands, given back as `before`."""
    return f"{sight.at}.{sight.position}"


def _placed(before: str) -> tuple[str, int]:
    found = _PLACE.fullmatch(before)
    if found is None:
        raise UsageError("Cette suite de liste n'est pas comprise.", "Reprendre la liste depuis son début.")
    return found[1], int(found[2])


def encode_sight(sight: Sight) -> bytes:
    """The bytes of a line, as stored and hashed."""
    line: dict[str, Json] = {**sight._asdict(), "seen": list(sight.seen)}
    line["count"] = line.pop("things")
    return canonical(normal(line))


def decode_sight(stored: bytes) -> Sight:
    """The line that stands in stored bytes.

    Raises:
        UnreadableEvent: no JSON, or other keys than those of a line.
    """
    try:
        read: dict[str, Json] = orjson.loads(stored)
        if read.keys() != _KEYS or not isinstance(read["seen"], list):
            raise _unreadable()
    except (ValueError, TypeError, AttributeError) as error:
        raise _unreadable() from error
    return Sight(
        read["position"],
        read["at"],
        read["actor"],
        read["role"],
        read["commune"],
        read["act"],
        tuple(read["seen"]),
        read["count"],
        read["denied"],
        read["why"],
        read["previous"],
    )


def head_of(link: Link, log: Log) -> Head:
    """Where the log of reads stands, for a checkpoint."""
    return _head(link.execute(log.sql.last_read, (1,)).fetchone())


def faults(link: Link, log: Log, heads: Collection[Head] = ()) -> Iterator[ReadFault]:
    """What is wrong with the log of reads: a line changed, taken away, put in, or moved.

    `heads` are those that checkpoints hold: a log cut shorter than one, or written again up to it, is found by them
    alone. One batch in memory at a time.
    """
    known = {head.size: head.hash for head in heads}
    previous, expected = FIRST, 1
    for row in _every(link, log):
        position, _, _, stored = row
        if position != expected:
            missing = f"Les consultations n° {expected} à {position - 1} manquent."
            yield ReadFault(position, missing)
        yield from _line_faults(row, previous)
        previous, expected = leaf(stored).hex(), position + 1
        if known.pop(position, previous) != previous:
            yield ReadFault(position, "Cette consultation n'est pas celle dont un point de contrôle répond.")
    for count in sorted(known):
        if count >= expected:
            lacking = (
                f"{count - expected + 1} consultation(s) manquent à la fin : un point de contrôle en tient {count}."
            )
            yield ReadFault(0, lacking)


def _every(link: Link, log: Log) -> Iterator[Row]:
    position = 0
    while batch := link.execute(log.sql.reads_after, (position, BATCH)).fetchall():
        yield from batch
        position = batch[-1][0]


def _line_faults(row: Row, previous: str) -> Iterator[ReadFault]:
    position, at, digest, stored = row
    if leaf(stored) != digest:
        yield ReadFault(position, "Ces octets ne sont pas ceux qui ont été enregistrés.")
    try:
        sight = decode_sight(stored)
    except HistoryError as error:
        yield ReadFault(position, error.message)
        return
    if (sight.position, sight.at) != (position, at):
        yield ReadFault(position, "Cette consultation a été écrite ailleurs, ou à un autre moment.")
    if sight.previous != previous:
        yield ReadFault(position, "Cette consultation ne suit pas la précédente.")


def _head(row: Row | None) -> Head:
    return Head(0, FIRST) if row is None else Head(row[0], bytes(row[1]).hex())


def _unreadable() -> UnreadableEvent:
    return UnreadableEvent(
        "Une ligne du registre des consultations n'est pas lisible.", "Vérifier la base : baom db check."
    )
