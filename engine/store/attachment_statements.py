"""The statements about scans.

Knows the tables; knows neither what a scan shows, nor who may see it.
"""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import Integer, Select, bindparam, delete, insert, select, update

from engine.store.compiling import Compiler


class AttachmentStatements(Compiler):
    """The statements about scans. The order of the parameters of each is the tuple it is checked against."""

    ATTACHMENT = ("id", "case", "subject", "sha256", "size", "media", "made_at", "sealed")

    @cached_property
    def new_attachment(self) -> str:
        """(id, row of the case, row of the subject, sha256, size, media, made_at, sealed)."""
        names = self.ATTACHMENT
        return self.text(insert(self.tables.attachments).values({name: bindparam(name) for name in names}), *names)

    @cached_property
    def claim(self) -> str:
        """(sequence, id, row of the case, sha256): a scan that is there, and that no event has claimed yet."""
        scans = self.tables.attachments
        claimed = update(scans).where(
            scans.c.id == bindparam("id_"),
            scans.c.case == bindparam("row"),
            scans.c.sha256 == bindparam("hash"),
            scans.c.sequence.is_(None),
            scans.c.sealed.is_not(None),
        )
        return self.text(claimed.values(sequence=bindparam("claimed")), "claimed", "id_", "row", "hash")

    @cached_property
    def drop(self) -> str:
        """(id): a scan that no event claimed."""
        scans = self.tables.attachments
        return self.text(delete(scans).where(scans.c.id == bindparam("id"), scans.c.sequence.is_(None)), "id")

    @cached_property
    def unclaimed(self) -> str:
        """(moment, limit) → (id) of scans made before, that no event claimed."""
        scans = self.tables.attachments
        found = select(scans.c.id).where(scans.c.sequence.is_(None), scans.c.made_at < bindparam("before"))
        return self.text(found.order_by(scans.c.made_at).limit(bindparam("limit", type_=Integer)), "before", "limit")

    @cached_property
    def attachments(self) -> str:
        """(name of the case) → (id, bytes of the event, whether the scan is there), in the order of the events."""
        return self.text(self._claimed().order_by(self.tables.attachments.c.sequence), "name")

    @cached_property
    def attachment(self) -> str:
        """(name of the case, id) → as `attachments`, that one."""
        one = self._claimed().where(self.tables.attachments.c.id == bindparam("id"))
        return self.text(one, "name", "id")

    def _claimed(self) -> Select[tuple[str, bytes, bool]]:
        streams, events, scans = self.tables.streams, self.tables.events, self.tables.attachments
        return (
            select(scans.c.id, events.c.bytes, scans.c.sealed.is_not(None))
            .join_from(streams, scans, scans.c.case == streams.c.id)
            .join(events, (events.c.stream == scans.c.case) & (events.c.sequence == scans.c.sequence))
            .where(streams.c.name == bindparam("name"))
        )

    @cached_property
    def sealed_scan(self) -> str:
        """(name of the case, id) → (sealed or None, name of the subject, its wrapped key or None)."""
        streams, scans, keys = self.tables.streams, self.tables.attachments, self.tables.keys
        owner = streams.alias("owner")
        found = (
            select(scans.c.sealed, owner.c.name, keys.c.wrapped)
            .join_from(streams, scans, scans.c.case == streams.c.id)
            .join(owner, owner.c.id == scans.c.subject)
            .outerjoin(keys, keys.c.stream == scans.c.subject)
            .where(streams.c.name == bindparam("name"), scans.c.id == bindparam("id"))
        )
        return self.text(found, "name", "id")

    @cached_property
    def stored_scan(self) -> str:
        """(id) → (row of the case, whether its subject is the case's, sequence, sha256, size, media, sealed)."""
        scans, cases = self.tables.attachments, self.tables.cases
        found = (
            select(
                scans.c.case,
                cases.c.subject == scans.c.subject,
                scans.c.sequence,
                scans.c.sha256,
                scans.c.size,
                scans.c.media,
                scans.c.sealed,
            )
            .join_from(scans, cases, cases.c.stream == scans.c.case, isouter=True)
            .where(scans.c.id == bindparam("id"))
        )
        return self.text(found, "id")

    @cached_property
    def claims(self) -> str:
        """() → (id, name of the case, sequence, bytes of that event or None) of every scan that says it was claimed."""
        streams, events, scans = self.tables.streams, self.tables.events, self.tables.attachments
        found = (
            select(scans.c.id, streams.c.name, scans.c.sequence, events.c.bytes)
            .join_from(scans, streams, scans.c.case == streams.c.id)
            .outerjoin(events, (events.c.stream == scans.c.case) & (events.c.sequence == scans.c.sequence))
            .where(scans.c.sequence.is_not(None))
            .order_by(scans.c.id)
        )
        return self.text(found)
