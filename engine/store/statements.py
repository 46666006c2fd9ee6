"""Every statement of a running store, but those of cases and accounts; each written in SQLAlchemy Core, compiled once.

Knows the tables; knows neither events, nor keys, nor what a caller wants.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any

from sqlalchemy import Integer, Select, Table, bindparam, func, insert, literal_column, select, tuple_, update

from engine.store.attachment_statements import AttachmentStatements
from engine.store.case_statements import CaseStatements
from engine.store.compiling import AMONG
from engine.store.evidence_statements import EvidenceStatements
from engine.store.follow_statements import FollowStatements
from engine.store.read_statements import ReadStatements
from engine.store.tables import Dialect
from engine.store.user_statements import UserStatements

POSITIONS = 4211970811
"PostgreSQL's advisory lock of whoever gives positions: any number, once and for all."


class Statements(
    CaseStatements, UserStatements, ReadStatements, AttachmentStatements, EvidenceStatements, FollowStatements
):
    """The statements of one dialect. The order of the parameters of each is the tuple it is checked against."""

    # The log and its streams.

    @cached_property
    def log(self) -> str:
        """All that the log says of itself: (name, value)."""
        return self.text(select(self.tables.log.c.name, self.tables.log.c.value))

    @cached_property
    def stream(self) -> str:
        """(name) → (row); on PostgreSQL the stream is held until the end of the transaction."""
        streams = self.tables.streams
        found = select(streams.c.id).where(streams.c.name == bindparam("name"))
        return self.text(found.with_for_update(), "name")

    @cached_property
    def row(self) -> str:
        """(name) → (row) of any stream, held by nobody."""
        streams = self.tables.streams
        return self.text(select(streams.c.id).where(streams.c.name == bindparam("name")), "name")

    @cached_property
    def streams_named(self) -> str:
        """(`AT_ONCE` names) → (name) of any stream that there is."""
        return self.text(select(self.tables.streams.c.name).where(self.among(self.tables.streams.c.name)), *AMONG)

    @cached_property
    def new_stream(self) -> str:
        """(name, kind) → (row)."""
        streams = self.tables.streams
        made = insert(streams).values(name=bindparam("name"), kind=bindparam("kind")).returning(streams.c.id)
        return self.text(made, "name", "kind")

    @cached_property
    def head(self) -> str:
        """(row) → (sequence, hash) of the last event of a stream."""
        events = self.tables.events
        last = select(events.c.sequence, events.c.hash).where(events.c.stream == bindparam("row"))
        return self.text(
            last.order_by(events.c.sequence.desc()).limit(bindparam("limit", type_=Integer)), "row", "limit"
        )

    @cached_property
    def history(self) -> str:
        """(name) → (sequence, bytes, hash) of all events of a stream, oldest first."""
        events, streams = self.tables.events, self.tables.streams
        found = (
            select(events.c.sequence, events.c.bytes, events.c.hash)
            .join_from(streams, events, events.c.stream == streams.c.id)
            .where(streams.c.name == bindparam("name"))
        )
        return self.text(found.order_by(events.c.sequence), "name")

    @cached_property
    def signed_history(self) -> str:
        """(name) → (bytes, signature or None) of all events of a stream, oldest first."""
        events, streams = self.tables.events, self.tables.streams
        found = (
            select(events.c.bytes, events.c.signature)
            .join_from(streams, events, events.c.stream == streams.c.id)
            .where(streams.c.name == bindparam("name"))
        )
        return self.text(found.order_by(events.c.sequence), "name")

    @cached_property
    def following(self) -> str:
        """(position, limit) → (position, name, sequence, bytes, hash) of the log's next events."""
        events, streams = self.tables.events, self.tables.streams
        found = (
            select(events.c.position, streams.c.name, events.c.sequence, events.c.bytes, events.c.hash)
            .join_from(events, streams, events.c.stream == streams.c.id)
            .where(events.c.position > bindparam("position"))
        )
        return self.text(
            found.order_by(events.c.position).limit(bindparam("limit", type_=Integer)), "position", "limit"
        )

    @cached_property
    def walk(self) -> str:
        """(row, sequence, limit) → the columns of `histories.Entry`: events, stream by stream."""
        events, streams = self.tables.events, self.tables.streams
        found = (
            select(
                events.c.stream,
                streams.c.name,
                streams.c.kind,
                events.c.sequence,
                events.c.bytes,
                events.c.hash,
                events.c.sealed,
                events.c.signature,
                events.c.position,
                events.c.command_key,
                events.c.command_mac,
                events.c.command_events,
                events.c.row_mac,
            )
            .join_from(events, streams, events.c.stream == streams.c.id)
            .where(tuple_(events.c.stream, events.c.sequence) > tuple_(bindparam("row"), bindparam("sequence")))
            .order_by(events.c.stream, events.c.sequence)
        )
        return self.text(found.limit(bindparam("limit", type_=Integer)), "row", "sequence", "limit")

    @cached_property
    def leaves(self) -> str:
        """(position, limit) → (position, bytes) of the log's next events."""
        events = self.tables.events
        found = select(events.c.position, events.c.bytes).where(events.c.position > bindparam("position"))
        return self.text(
            found.order_by(events.c.position).limit(bindparam("limit", type_=Integer)), "position", "limit"
        )

    @cached_property
    def placed_history(self) -> str:
        """(name) → (position or None, sequence, bytes) of all events of a stream, oldest first."""
        events, streams = self.tables.events, self.tables.streams
        found = (
            select(events.c.position, events.c.sequence, events.c.bytes)
            .join_from(streams, events, events.c.stream == streams.c.id)
            .where(streams.c.name == bindparam("name"))
        )
        return self.text(found.order_by(events.c.sequence), "name")

    @cached_property
    def latest(self) -> str:
        """(limit) → (name, kind, sequence, bytes, hash) of the log's last events, those without a position included."""
        events, streams = self.tables.events, self.tables.streams
        told = (streams.c.name, streams.c.kind, events.c.sequence, events.c.bytes, events.c.hash)
        found = select(*told).join_from(events, streams, events.c.stream == streams.c.id)
        return self.text(found.order_by(events.c.position.desc()).limit(bindparam("limit", type_=Integer)), "limit")

    @cached_property
    def hold_key(self) -> str:
        """(key): PostgreSQL alone; two commands with this key wait for each other."""
        return self.text(
            select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("key"), literal_column("0")))), "key"
        )

    @cached_property
    def hold_positions(self) -> str:
        """(): PostgreSQL alone; one transaction at a time gives positions."""
        return self.text(select(func.pg_advisory_xact_lock(literal_column(str(POSITIONS)))))

    @cached_property
    def place(self) -> str:
        """(): PostgreSQL alone; the next positions, to all events that have none, in the order of `ordinal`."""
        events = self.tables.events
        fresh = (
            select(
                events.c.stream,
                events.c.sequence,
                func.row_number().over(order_by=events.c.ordinal).label("rank"),
            )
            .where(events.c.position.is_(None))
            .cte("fresh")
        )
        last = select(func.coalesce(func.max(events.c.position), literal_column("0")).label("position")).cte("last")
        placed = (
            update(events)
            .where(events.c.stream == fresh.c.stream, events.c.sequence == fresh.c.sequence)
            .values(position=last.c.position + fresh.c.rank)
        )
        return self.text(placed)

    @cached_property
    def command(self) -> str:
        """(name, key) → (mac, first sequence, number of events, hash, tag) of a command already done on a stream."""
        events, streams = self.tables.events, self.tables.streams
        found = (
            select(events.c.command_mac, events.c.sequence, events.c.command_events, events.c.hash, events.c.row_mac)
            .join_from(streams, events, events.c.stream == streams.c.id)
            .where(streams.c.name == bindparam("name"), events.c.command_key == bindparam("key"))
        )
        return self.text(found, "name", "key")

    @cached_property
    def opening(self) -> str:
        """(key) → (name, mac, number of events, hash, tag) of the case that a command with this key opened."""
        events, streams = self.tables.events, self.tables.streams
        found = (
            select(streams.c.name, events.c.command_mac, events.c.command_events, events.c.hash, events.c.row_mac)
            .join_from(events, streams, events.c.stream == streams.c.id)
            .where(events.c.command_key == bindparam("key"), events.c.sequence == literal_column("1"))
        )
        return self.text(found, "key")

    # Events and keys, written.

    @cached_property
    def new_event(self) -> str:
        """(row, sequence, hash, key, mac, events of the command, bytes, sealed, signature, tag)."""
        return self.text(insert(self.tables.events).values({name: bindparam(name) for name in self.EVENT}), *self.EVENT)

    @cached_property
    def unsigned(self) -> str:
        """(limit) → (row, sequence, hash) of events that have no signature."""
        events = self.tables.events
        found = select(events.c.stream, events.c.sequence, events.c.hash).where(events.c.signature.is_(None))
        return self.text(found.limit(bindparam("limit", type_=Integer)), "limit")

    @cached_property
    def set_row_mac(self) -> str:
        """(tag, row, sequence) of an event that has none."""
        events = self.tables.events
        change = update(events).where(events.c.stream == bindparam("row"), events.c.sequence == bindparam("at"))
        return self.text(change.values(row_mac=bindparam("made")), "made", "row", "at")

    @cached_property
    def set_signing_key(self) -> str:
        """(public key)."""
        log = self.tables.log
        return self.text(
            update(log).where(log.c.name == literal_column("'signing_key'")).values(value=bindparam("key")), "key"
        )

    @cached_property
    def set_signature(self) -> str:
        """(signature, row, sequence)."""
        events = self.tables.events
        change = update(events).where(events.c.stream == bindparam("row"), events.c.sequence == bindparam("at"))
        return self.text(change.values(signature=bindparam("made")), "made", "row", "at")

    @cached_property
    def new_key(self) -> str:
        """(row, wrapped)."""
        names = ("stream", "wrapped")
        return self.text(insert(self.tables.keys).values({name: bindparam(name) for name in names}), *names)

    @cached_property
    def seal(self) -> str:
        """(name, sequence) → (sealed or None, name of the subject, its wrapped key or None)."""
        streams, events, cases, keys = self.tables.streams, self.tables.events, self.tables.cases, self.tables.keys
        owner = streams.alias("owner")
        found = (
            select(events.c.sealed, owner.c.name, keys.c.wrapped)
            .join_from(streams, events, events.c.stream == streams.c.id)
            .outerjoin(cases, cases.c.stream == events.c.stream)
            .join(owner, owner.c.id == func.coalesce(cases.c.subject, events.c.stream))
            .outerjoin(keys, keys.c.stream == owner.c.id)
            .where(streams.c.name == bindparam("name"), events.c.sequence == bindparam("sequence"))
        )
        return self.text(found, "name", "sequence")

    @cached_property
    def key(self) -> str:
        """(name) → (row, wrapped key or None) of a subject, or of the log itself."""
        streams, keys = self.tables.streams, self.tables.keys
        found = (
            select(streams.c.id, keys.c.wrapped)
            .join_from(streams, keys, keys.c.stream == streams.c.id, isouter=True)
            .where(streams.c.name == bindparam("name"), streams.c.kind != literal_column("'case'"))
        )
        return self.text(found, "name")

    @cached_property
    def keys_onward(self) -> str:
        """(row, limit) → (row, wrapped key) of the streams from this one on that have a key of their own."""
        return self.onward(self.tables.keys)

    def onward(self, table: Table) -> str:
        """(row, limit) → the rows of a table that is keyed by stream, from this stream on and in their order."""
        found = select(table).where(table.c.stream >= bindparam("row")).order_by(table.c.stream)
        return self.text(found.limit(bindparam("limit", type_=Integer)), "row", "limit")

    # Subjects.

    @cached_property
    def subject(self) -> str:
        """(name) → (row, name, kind, commune, sequence, mac, data, wrapped key or None, hash of the last event)."""
        return self.text(self._subjects().where(self.tables.streams.c.name == bindparam("name")), "name")

    @cached_property
    def subjects_named(self) -> str:
        """(`AT_ONCE` names) → as `subject`, of each that there is."""
        return self.text(self._subjects().where(self.among(self.tables.streams.c.name)), *AMONG)

    @cached_property
    def subjects(self) -> str:
        """() → as `subject`, all of them in the order of their rows."""
        return self.text(self._subjects().order_by(self.tables.subjects.c.stream))

    @cached_property
    def subjects_of(self) -> str:
        """(commune) → as `subject`, those of one commune."""
        subjects = self.tables.subjects
        found = self._subjects().where(subjects.c.commune == bindparam("commune"))
        return self.text(found.order_by(subjects.c.stream), "commune")

    @cached_property
    def subject_marks(self) -> str:
        """() → (name, sequence) of each subject."""
        return self.text(self._subject_marks())

    @cached_property
    def subject_marks_of(self) -> str:
        """(commune) → the same, of one commune."""
        return self.text(self._subject_marks().where(self.tables.subjects.c.commune == bindparam("commune")), "commune")

    @cached_property
    def subject_marks_named(self) -> str:
        """(`AT_ONCE` names) → the same, of each that there is."""
        return self.text(self._subject_marks().where(self.among(self.tables.streams.c.name)), *AMONG)

    def _subject_marks(self) -> Select[Any]:
        streams, subjects = self.tables.streams, self.tables.subjects
        return select(streams.c.name, subjects.c.sequence).join_from(
            subjects, streams, streams.c.id == subjects.c.stream
        )

    def _subjects(self) -> Select[Any]:
        streams, subjects, keys = self.tables.streams, self.tables.subjects, self.tables.keys
        return (
            select(
                subjects.c.stream,
                streams.c.name,
                subjects.c.kind,
                subjects.c.commune,
                subjects.c.sequence,
                subjects.c.mac,
                subjects.c.data,
                keys.c.wrapped,
                self.last_hash(subjects.c.stream),
            )
            .join_from(subjects, streams, streams.c.id == subjects.c.stream)
            .outerjoin(keys, keys.c.stream == subjects.c.stream)
        )

    @cached_property
    def new_subject(self) -> str:
        """(row, kind, commune, sequence, mac, data)."""
        names = ("stream", "kind", "commune", "sequence", "mac", "data")
        return self.text(insert(self.tables.subjects).values({name: bindparam(name) for name in names}), *names)

    @cached_property
    def change_subject(self) -> str:
        """(commune, sequence, mac, data, row, sequence found)."""
        subjects = self.tables.subjects
        change = (
            update(subjects)
            .where(subjects.c.stream == bindparam("row"), subjects.c.sequence == bindparam("found"))
            .ordered_values(
                (subjects.c.commune, bindparam("new_commune")),
                (subjects.c.sequence, bindparam("new_sequence")),
                (subjects.c.mac, bindparam("new_mac")),
                (subjects.c.data, bindparam("new_data")),
            )
        )
        return self.text(change, "new_commune", "new_sequence", "new_mac", "new_data", "row", "found")

    # Definitions.

    @cached_property
    def definition(self) -> str:
        """(digest) → (row, resolved)."""
        definitions = self.tables.definitions
        found = select(definitions.c.id, definitions.c.resolved).where(definitions.c.digest == bindparam("digest"))
        return self.text(found, "digest")

    @cached_property
    def definition_row(self) -> str:
        """(digest) → (row)."""
        definitions = self.tables.definitions
        return self.text(select(definitions.c.id).where(definitions.c.digest == bindparam("digest")), "digest")

    @cached_property
    def definitions(self) -> str:
        """() → (process, version, digest, status, published_at, source_sha256), oldest version first."""
        definitions = self.tables.definitions
        found = select(
            definitions.c.process,
            definitions.c.version,
            definitions.c.digest,
            definitions.c.status,
            definitions.c.published_at,
            definitions.c.source_sha256,
        )
        return self.text(found.order_by(definitions.c.process, definitions.c.version))

    @cached_property
    def published(self) -> str:
        """(process, version) → (digest)."""
        definitions = self.tables.definitions
        found = select(definitions.c.digest).where(
            definitions.c.process == bindparam("process"), definitions.c.version == bindparam("version")
        )
        return self.text(found, "process", "version")

    @cached_property
    def new_definition(self) -> str:
        """(process, version, digest, status, published_at, source_sha256, resolved)."""
        names = ("process", "version", "digest", "status", "published_at", "source_sha256", "resolved")
        return self.text(insert(self.tables.definitions).values({name: bindparam(name) for name in names}), *names)

    @cached_property
    def source_text(self) -> str:
        """(sha256) → (text)."""
        texts = self.tables.texts
        return self.text(select(texts.c.text).where(texts.c.sha256 == bindparam("sha256")), "sha256")

    @cached_property
    def new_text(self) -> str:
        """(sha256, text)."""
        names = ("sha256", "text")
        return self.text(insert(self.tables.texts).values({name: bindparam(name) for name in names}), *names)


@cache
def statements(dialect: Dialect) -> Statements:
    """The statements of a dialect, compiled once for the whole process."""
    return Statements(dialect)
