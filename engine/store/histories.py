"""Every history of a database, one after another, and what shows that one isn't as it was written.

Reads only. Knows streams, hashes and keys; not what the rows of cases and subjects are made of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import exists, func, literal_column, select

from engine.core.events import Event
from engine.errors import BrokenHistory, UnreadableEvent
from engine.store.alongside import Keys
from engine.store.bound import Command, event_tag
from engine.store.codec import FIRST, decode, decode_exactly, leaf
from engine.store.connect import Link, Row
from engine.store.log import Log
from engine.store.tables import SYSTEM

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
    signature: bytes | None
    position: int | None
    "In the whole log; None on PostgreSQL for one that was just written."
    command_key: str | None
    command_mac: bytes | None
    command_events: int | None
    row_mac: bytes | None
    "The tag of these three columns, which no event holds."

    def tag(self, key: bytes) -> bytes:
        """What `row_mac` must be."""
        command = Command(self.command_key, self.command_mac, self.command_events)
        return event_tag(key, self.name, self.sequence, self.hash, command)


class Fault(NamedTuple):
    """One event that isn't as it was written, or doesn't follow the one before it."""

    kind: str
    "`chain`, `event`, `command`, `seal`, `key` or `erasure`."
    entry: Entry
    message: str


class History(NamedTuple):
    """One stream, read once for whoever looks at it: its events, and what is wrong with them."""

    entries: list[Entry]
    events: list[Event]
    "Those that could be read: beside the entries, one for one, where there is no fault."
    leaves: list[bytes]
    "The hashes of the stored bytes, one for each entry, computed here."
    faults: list[Fault]


def entries(link: Link, log: Log) -> Iterator[list[Entry]]:
    """Every stream with its events, oldest first; one stream in memory at a time."""
    # What `Entry._make` does, without a call of Python for each event of the whole database.
    each: Iterator[Entry] = map(partial(tuple.__new__, Entry), chain.from_iterable(_batches(link, log)))
    return (list(events) for _, events in groupby(each, key=attrgetter("stream")))


def _batches(link: Link, log: Log) -> Iterator[list[Row]]:
    stream, sequence = 0, 0
    while batch := link.execute(log.sql.walk, (stream, sequence, BATCH)).fetchall():
        yield batch
        stream, sequence = batch[-1][0], batch[-1][3]


def examined(link: Link, log: Log, entries: list[Entry], keys: Keys) -> History:
    """One whole stream, and what is wrong with it: sequences, hashes, seals, and what each event says of itself."""
    history = History(entries, [], [], [])
    _, events, leaves, found = history
    previous, expected = FIRST, 1
    sealed: list[tuple[Entry, Event]] = []
    for entry in entries:
        stored, sequence = entry.stored, entry.sequence
        digest = leaf(stored)
        leaves.append(digest)
        if sequence != expected:
            found.append(Fault("chain", entry, f"L'étape n° {expected} manque."))
        if digest != entry.hash:
            found.append(Fault("event", entry, "Ces octets ne sont pas ceux qui ont été enregistrés."))
        try:
            event = decode_exactly(stored)
        except UnreadableEvent as error:
            found.append(Fault("event", entry, error.message))
        else:
            events.append(event)
            if event.stream != entry.name or event.sequence != sequence:
                found.append(Fault("event", entry, "Cette étape a été écrite ailleurs."))
            if event.previous != previous:
                found.append(Fault("chain", entry, "Cette étape ne suit pas la précédente."))
            if entry.sealed is not None or "seal" in event.body:
                sealed.append((entry, event))
        previous, expected = digest.hex(), sequence + 1
    found.extend(_seal_faults(link, log, sealed))
    if entries[-1].kind in ("subject", "user"):
        found.extend(_key_faults(link, log, history, keys))
    return history


def _key_faults(link: Link, log: Log, history: History, keys: Keys) -> Iterator[Fault]:
    """What is wrong with the key of a subject or user: gone without an erasure, there after one, or another's."""
    events, told = history.entries, history.events
    last = events[-1]
    wrapped = keys.own(last.stream, last.name)
    erased = next((rank for rank, event in enumerate(told) if event.kind == "subject_erased"), None)
    if erased is None:
        if wrapped is None:
            yield Fault(
                "erasure",
                last,
                "La clé de cette personne manque, et rien ne dit qu'elle ait été effacée : "
                "effacement sans demande, ou clé perdue.",
            )
        elif log.vault is not None:
            try:
                log.key(last.name, wrapped)
            except BrokenHistory:
                yield Fault("key", last, "La clé de cette personne a été changée, ou vient d'ailleurs.")
        return
    entry = events[erased]
    if not _agreed(link, log, told[: erased + 1]):
        yield Fault("erasure", entry, "Effacée sans qu'une personne l'ait demandé et qu'une autre l'ait approuvé.")
    sealed = any(each.sealed is not None for each in events)
    if wrapped is not None and sealed:
        yield Fault("erasure", entry, "Effacement de façade : dite effacée, sa clé et ses valeurs sont toujours là.")
    elif wrapped is not None:
        yield Fault("erasure", entry, "La clé d'une personne effacée est là : jamais détruite, ou remise depuis.")
    elif sealed:
        yield Fault("erasure", entry, "Effacement incomplet : des valeurs scellées de cette personne sont encore là.")


def _agreed(link: Link, log: Log, told: list[Event]) -> bool:
    """Whether the last event, an erasure, was asked for by one name and carried out by another.

    One that is done again rests on what was agreed the first time: the log must tell of a restoration at that moment.
    """
    done = told[-1]
    asked_by, approved_by = done.body.get("asked_by"), done.body.get("approved_by")
    if not asked_by or not approved_by or asked_by == approved_by:
        return False
    if "redone" in done.body:
        system = (decode(stored) for _, stored, _ in link.execute(log.sql.history, (SYSTEM,)).fetchall())
        return any(event.kind == "restored" and event.recorded_at == done.recorded_at for event in system)
    pending = next((event for event in reversed(told[:-1]) if event.kind in ("erasure_asked", "erasure_refused")), None)
    asked = pending is not None and pending.kind == "erasure_asked" and pending.actor == asked_by
    return asked and done.actor == approved_by


def _seal_faults(link: Link, log: Log, sealed: list[tuple[Entry, Event]]) -> Iterator[Fault]:
    """What is wrong with what was sealed with the events of one stream."""
    # What withdraws a note is sealed with its reason, and so among them.
    undoings = [event.body for _, event in sealed if event.kind == "reverted" and "empties" in event.body]
    withdrawn = {body["target"] for body in undoings if isinstance(body.get("target"), int)}
    for entry, event in sealed:
        emptied = event.kind == "noted" and entry.sequence in withdrawn
        if entry.sealed is None:
            # Lawful when its person was erased, key and all; or when it is the text of a note that was withdrawn.
            if not emptied and event.body.get("seal") is not None and _has_key(link, log, entry):
                yield Fault("seal", entry, "Ses valeurs scellées manquent, et la clé qui les ouvre est toujours là.")
        elif emptied:
            yield Fault("seal", entry, "Cette note est dite retirée, et son texte est toujours là.")
        elif hashlib.sha256(entry.sealed).hexdigest() != event.body.get("seal"):
            yield Fault("seal", entry, "Ses valeurs scellées ne sont pas celles qui ont été enregistrées.")


def _has_key(link: Link, log: Log, entry: Entry) -> bool:
    row = link.execute(log.sql.seal, (entry.name, entry.sequence)).fetchone()
    return row is not None and row[2] is not None


def left_behind(link: Link, log: Log) -> Iterator[tuple[str, int]]:
    """Cases of subjects without a key where sealed values still stand, each with the first such event; scans too.

    From the few who have no key to their cases: nobody else's events are read.
    """
    tables = log.sql.tables
    streams, cases, events, scans, keys = tables.streams, tables.cases, tables.events, tables.attachments, tables.keys
    owner = streams.alias("owner")
    keyless = (owner.c.kind == literal_column("'subject'")) & ~exists().where(keys.c.stream == owner.c.id)
    own = select(streams.c.name).join_from(owner, cases, cases.c.subject == owner.c.id).where(keyless)
    own = own.join(streams, streams.c.id == cases.c.stream)
    sealed = own.add_columns(func.min(events.c.sequence)).join(events, events.c.stream == cases.c.stream)
    sealed = sealed.where(events.c.sealed.is_not(None)).group_by(streams.c.name)
    kept = select(streams.c.name, literal_column("0")).join_from(owner, scans, scans.c.subject == owner.c.id)
    kept = kept.join(streams, streams.c.id == scans.c.case).where(keyless, scans.c.sealed.is_not(None)).distinct()
    for statement in (sealed, kept):
        yield from [(name, sequence) for name, sequence in link.execute(log.sql.text(statement), ()).fetchall()]
