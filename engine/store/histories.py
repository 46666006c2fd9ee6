"""Every history of a database, one after another, and what shows that one isn't as it was written.

Reads only. Knows streams, hashes and keys; not what the rows of cases and subjects are made of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from engine.core.events import Event
from engine.errors import UnreadableEvent
from engine.store.codec import FIRST, decode, leaf
from engine.store.connect import Link
from engine.store.transaction import Log

BATCH = 2_000
"Events read at once."


class Entry(NamedTuple):
    """A stored event with its row's columns."""

    stream: int
    name: str
    kind: str
    sequence: int
    stored: bytes
    hash: bytes
    sealed: bytes | None


class Fault(NamedTuple):
    """One event that isn't as it was written, or doesn't follow the one before it."""

    kind: str
    "`chain`, `event` or `seal`."
    entry: Entry
    message: str


def entries(link: Link, log: Log) -> Iterator[list[Entry]]:
    """Every stream with its events, oldest first; one stream in memory at a time."""
    return (list(events) for _, events in groupby(_each_entry(link, log), key=lambda entry: entry.stream))


def _each_entry(link: Link, log: Log) -> Iterator[Entry]:
    stream, sequence = 0, 0
    while True:
        batch = link.execute(log.sql.walk, (stream, sequence, BATCH)).fetchall()
        if not batch:
            return
        for row in batch:
            yield Entry(*row)
        stream, sequence = batch[-1][0], batch[-1][3]


def faults(link: Link, log: Log, events: list[Entry]) -> Iterator[Fault]:
    """What is wrong with one whole stream: sequences, hashes, seals, and what each event says of itself."""
    previous, expected = FIRST, 1
    erased = False
    for entry in events:
        digest = leaf(entry.stored)
        if entry.sequence != expected:
            yield Fault("chain", entry, f"L'étape n° {expected} manque.")
        if digest != entry.hash:
            yield Fault("event", entry, "Ces octets ne sont pas ceux qui ont été enregistrés.")
        try:
            event = decode(entry.stored)
        except UnreadableEvent as error:
            yield Fault("event", entry, error.message)
        else:
            yield from _event_faults(link, log, entry, event, previous)
            erased = erased or event.kind == "subject_erased"
        previous, expected = digest.hex(), entry.sequence + 1
    last = events[-1]
    if last.kind in ("subject", "user") and not erased and not _has_key(link, log, last):
        yield Fault("seal", last, "La clé de cette personne manque, et rien ne dit qu'elle ait été effacée.")


def _event_faults(link: Link, log: Log, entry: Entry, event: Event, previous: str) -> Iterator[Fault]:
    if (event.stream, event.sequence) != (entry.name, entry.sequence):
        yield Fault("event", entry, "Cette étape a été écrite ailleurs.")
    if event.previous != previous:
        yield Fault("chain", entry, "Cette étape ne suit pas la précédente.")
    seal = event.body.get("seal")
    if entry.sealed is None:
        # Lawful when its person was erased, key and all.
        if seal is not None and _has_key(link, log, entry):
            yield Fault("seal", entry, "Ses valeurs scellées manquent, et la clé qui les ouvre est toujours là.")
    elif hashlib.sha256(entry.sealed).hexdigest() != seal:
        yield Fault("seal", entry, "Ses valeurs scellées ne sont pas celles qui ont été enregistrées.")


def _has_key(link: Link, log: Log, entry: Entry) -> bool:
    row = link.execute(log.sql.seal, (entry.name, entry.sequence)).fetchone()
    return row is not None and row[2] is not None
