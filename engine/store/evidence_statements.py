"""The statements that gather evidence: the leaves of the whole log, and events with all that stands beside them.

Knows the tables; knows neither what an export is, nor who asks for it.
"""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import Integer, bindparam, select

from engine.store.compiling import Compiler


class EvidenceStatements(Compiler):
    """The statements about evidence. The order of the parameters of each is the tuple it is checked against."""

    @cached_property
    def hashes(self) -> str:
        """(position, limit) → (position, row of the stream, hash) of the log's next events."""
        events = self.tables.events
        found = select(events.c.position, events.c.stream, events.c.hash).where(
            events.c.position > bindparam("position")
        )
        return self.text(
            found.order_by(events.c.position).limit(bindparam("limit", type_=Integer)), "position", "limit"
        )

    @cached_property
    def placed(self) -> str:
        """(position) → (position, name, sequence, bytes, signature, sealed) of one event."""
        events, streams = self.tables.events, self.tables.streams
        found = select(
            events.c.position,
            streams.c.name,
            events.c.sequence,
            events.c.bytes,
            events.c.signature,
            events.c.sealed,
        ).join_from(events, streams, events.c.stream == streams.c.id)
        return self.text(found.where(events.c.position == bindparam("position")), "position")

    @cached_property
    def stream_rows(self) -> str:
        """() → (row, name, kind) of every stream."""
        streams = self.tables.streams
        return self.text(select(streams.c.id, streams.c.name, streams.c.kind).order_by(streams.c.id))

    @cached_property
    def scan_sealed(self) -> str:
        """(id) → (ciphertext or None) of a scan."""
        scans = self.tables.attachments
        return self.text(select(scans.c.sealed).where(scans.c.id == bindparam("id")), "id")
