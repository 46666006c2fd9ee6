"""One transaction on the journal: streams of events, read and written; what is private sealed on its way in.

Knows events, seals and streams; knows neither what a case is, nor when a transaction begins or ends.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any, NamedTuple

import orjson

from engine.core.events import SHAPE, Actor, Draft, Event, Json
from engine.errors import AlteredBase, CaseError, EnvironmentUnusable
from engine.store.bound import NO_COMMAND, Command, event_tag, retold
from engine.store.codec import FIRST, canonical, decode, encode, leaf, normal
from engine.store.connect import Link, Row
from engine.store.log import Log, SubjectKey
from engine.store.tables import SYSTEM

_PUBLIC_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every event of one step shares: who, when, and the digests it was decided under."""

    recorded_at: str
    "UTC, ISO 8601 with Z, to the millisecond."
    happened_on: str
    "ISO date."
    actor: Actor
    definition: str = ""
    calendar: str = ""


class Done(NamedTuple):
    """A command already done on a stream: the keyed hash of its demand, its first and its last event."""

    mac: bytes
    first: int
    last: int


class Recorded(NamedTuple):
    """An event ready to be inserted."""

    event: Event
    stored: bytes
    hash: bytes
    sealed: bytes | None
    private: Mapping[str, Json]
    "The private values in clear, in NFC as they were sealed."
    signature: bytes | None = None
    "Of its leaf, by the log's signing key; None when it is read again only to be folded."


class Placed(NamedTuple):
    """An event of the whole log, at its position."""

    position: int
    stream: str
    sequence: int
    stored: bytes
    hash: bytes


class Transaction:
    """What any transaction can read: streams, events, seals."""

    def __init__(self, link: Link, log: Log) -> None:
        self._link = link
        self._sql = log.sql
        self._errors = log.errors
        self._log = log
        self.failed = False
        "Set when a statement failed half-way through a step: the transaction may no longer be committed."

    def history(self, stream: str) -> list[tuple[Event, str]]:
        """The events of a stream (a case, a subject, `system`), oldest first, each with the hash of its bytes."""
        return [(decode(stored), leaf(stored).hex()) for _, stored, _ in self.stored(stream)]

    def stored(self, stream: str) -> list[tuple[int, bytes, bytes]]:
        """Sequence, exact bytes and stored hash of each event."""
        # Whole: one that is no event stops its reader half-way, and a cursor left open outlives its connection.
        found: list[tuple[int, bytes, bytes]] = self._link.execute(self._sql.history, (stream,)).fetchall()
        return found

    def following(self, position: int, limit: int) -> list[Placed]:
        """The next events of the whole log, at most `limit`, in the order of their positions, which has no gap.

        On PostgreSQL an event gets its position just after its commit (`Store.place_events`).
        """
        return [Placed(*row) for row in self._link.execute(self._sql.following, (position, limit))]

    def latest(self, limit: int) -> list[Row]:
        """Stream, its kind, sequence, bytes and stored hash of the log's last events, of any type in a damaged file."""
        return self._link.execute(self._sql.latest, (limit,)).fetchall()

    def private(self, stream: str, sequence: int) -> dict[str, Json]:
        """The private values of one event; empty when it has none, or when the person was erased."""
        row = self._link.execute(self._sql.seal, (stream, sequence)).fetchone()
        if row is None or row[0] is None:
            return {}
        sealed, subject, wrapped = row
        key = self._log.key(subject, wrapped)
        if key is None:
            return {}
        values: dict[str, Json] = orjson.loads(key.open(sealed, stream, sequence))
        return values

    def by_key(self, stream: str, key: str) -> Done | None:
        """The command given with this key on this stream, if any; raises BrokenHistory of one put in by hand."""
        row = self._link.execute(self._sql.command, (stream, key)).fetchone()
        if row is None:
            return None
        mac, sequence, events, digest, tag = row
        self._require_told(stream, sequence, (digest, tag), Command(key, mac, events))
        return Done(mac, sequence, sequence + events - 1)

    def opened_by(self, key: str) -> tuple[str, bytes] | None:
        """The case that a command with this key opened, and the keyed hash of that demand; as `by_key`."""
        row = self._link.execute(self._sql.opening, (key,)).fetchone()
        if row is None:
            return None
        name, mac, events, digest, tag = row
        self._require_told(name, 1, (digest, tag), Command(key, mac, events))
        return name, mac

    def _require_told(self, stream: str, sequence: int, row: tuple[Any, Any], command: Command) -> None:
        """Refuse a command that an event's row, its hash and its tag, wasn't written with: it was put in by hand."""
        digest, tag = row
        if tag is None or not compare_digest(event_tag(self._log.row_key, stream, sequence, digest, command), tag):
            raise retold(stream, sequence)


class Recording(Transaction):
    """What a writing transaction adds: events at the end of streams."""

    def system(self, kind: str, body: Mapping[str, Json], private: Mapping[str, Json], stamp: Stamp) -> Event:
        """Record an event of the log itself; its private values are sealed under a key of the log's own."""
        return self._record(SYSTEM, kind, body, private, stamp)[1].event

    def hold_log(self) -> None:
        """Hold the log's own stream on PostgreSQL, until the transaction ends: what is read of it then stands."""
        self._link.execute(self._sql.stream, (SYSTEM,))

    def _record(
        self, stream: str, kind: str, body: Mapping[str, Json], private: Mapping[str, Json], stamp: Stamp
    ) -> tuple[int, Recorded]:
        """Add an event at the end of the stream of a subject or of the log; its row, and the event."""
        held: Row | None = self._link.execute(self._sql.stream, (stream,)).fetchone()
        owner: Row | None = self._link.execute(self._sql.key, (stream,)).fetchone()
        if held is None or owner is None:
            raise unknown_subject(stream)
        row: int = held[0]
        last = self._link.execute(self._sql.head, (row, 1)).fetchone()
        sequence, previous = (last[0] + 1, bytes(last[1]).hex()) if last else (1, FIRST)
        draft = Draft(kind, None, "", "", dict(body), dict(private))  # type: ignore[arg-type]  # not a case's kind
        recorded = self._compose(draft, stream, sequence, previous, stamp, self._log.key(stream, owner[1]))
        self._insert(row, recorded, NO_COMMAND)
        return row, recorded

    def _compose(
        self, draft: Draft, stream: str, sequence: int, previous: str, stamp: Stamp, key: SubjectKey | None
    ) -> Recorded:
        """Seal, encode and hash one event at its place in a stream."""
        body: dict[str, Json] = normal(draft.body)
        private: dict[str, Json] = draft.private
        sealed = None
        if private:
            if key is None:
                raise CaseError(
                    "Cette personne a été effacée : rien de personnel ne peut plus être enregistré à son sujet.",
                    "Ouvrir un nouveau dossier si la personne revient.",
                )
            private = normal(private)
            sealed = key.seal(canonical(private), stream, sequence)
            body = {**body, "sealed": sorted(private), "seal": hashlib.sha256(sealed).hexdigest()}
        actor = draft.actor or stamp.actor
        event = Event(
            stream,
            sequence,
            draft.kind,
            SHAPE,
            draft.trigger,
            draft.from_state,
            draft.to_state,
            body,
            actor.name,
            actor.role,
            actor.commune,
            stamp.recorded_at,
            draft.happened_on or stamp.happened_on,
            stamp.definition,
            stamp.calendar,
            previous,
        )
        stored = encode(event)
        digest = leaf(stored)
        return Recorded(event, stored, digest, sealed, private, self._log.sign()(self._log.leaf_head + digest))

    def _insert(self, row: int, recorded: Recorded, command: Command) -> None:
        self._write(self._sql.new_event, (row, *self._event_row(recorded, command)))

    def _event_row(self, recorded: Recorded, command: Command) -> tuple[Any, ...]:
        """The columns of an event, but for its stream's row."""
        event, stored, digest, sealed, _, signature = recorded
        tag = event_tag(self._log.row_key, event.stream, event.sequence, digest, command)
        return (event.sequence, digest, *command, stored, sealed, signature, tag)

    def _write(self, statement: str, parameters: Sequence[Any]) -> None:
        """Run a statement that changes one row.

        Raises:
            AlteredBase: it changed none: a trigger or a rule, put in since the database was opened, swallowed it.
        """
        if self._link.execute(statement, parameters).rowcount != 1:
            raise not_kept()

    def _new_key(self, row: int, name: str) -> SubjectKey:
        """Make the key of a new stream.

        Raises:
            EnvironmentUnusable: another program has put another master key in the place of ours, which would leave
                this one key that nobody could ever open.
        """
        vault = self._log.needed_vault()
        wrapped = vault.new_key(self._log.log_id, name)
        self._write(self._sql.new_key, (row, wrapped))
        # After the insertion: whoever changes the master key holds all keys, and has ended or waits by now.
        if dict(self._link.execute(self._sql.log, ()).fetchall()).get("key_id") != vault.key_id:
            raise EnvironmentUnusable(
                "La clé maîtresse a été remplacée depuis que ce programme a ouvert la base. Rien n'a été écrit.",
                "Relancer le programme avec la nouvelle clé.",
            )
        return vault.subject_key(self._log.log_id, name, wrapped)

    def _new_stream(self, name: str, kind: str) -> int:
        if not _PUBLIC_ID.fullmatch(name):
            raise ValueError(f"a public identifier is made of letters, digits, '.', '_' and '-', not {name!r}")
        row = self._link.execute(self._sql.new_stream, (name, kind)).fetchone()
        if row is None:
            raise not_kept()
        return int(row[0])


def not_kept() -> AlteredBase:
    """What to raise when the database didn't do what was written in it."""
    return AlteredBase(
        "La base n'a pas gardé ce qui y était écrit. Rien n'a été enregistré.",
        "Ne plus s'en servir ; la vérifier : baom audit verify.",
    )


def unknown_subject(stream: str) -> CaseError:
    """What to raise when nobody has this identifier."""
    return CaseError(
        "Aucune personne « {stream} » n'est enregistrée ici.", "La chercher : baom person search NOM.", stream=stream
    )
