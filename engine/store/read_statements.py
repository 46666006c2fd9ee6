"""The statements about the log of reads.

Knows the tables; knows neither what a line says, nor who reads it.
"""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import Integer, bindparam, func, insert, literal_column, select, tuple_

from engine.store.compiling import AMONG, Compiler

READS = 4211970812
"PostgreSQL's advisory lock of whoever adds a line: any number, once and for all."


class ReadStatements(Compiler):
    """The statements about reads. The order of the parameters of each is the tuple it is checked against."""

    @cached_property
    def hold_reads(self) -> str:
        """(): PostgreSQL alone; one transaction at a time adds lines, until it ends."""
        return self.text(select(func.pg_advisory_xact_lock(literal_column(str(READS)))))

    @cached_property
    def last_read(self) -> str:
        """(limit) → (position, hash) of the last lines, newest first."""
        reads = self.tables.reads
        found = select(reads.c.position, reads.c.hash).order_by(reads.c.position.desc())
        return self.text(found.limit(bindparam("limit", type_=Integer)), "limit")

    @cached_property
    def new_read(self) -> str:
        """(position, at, hash, bytes)."""
        names = ("position", "at", "hash", "bytes")
        return self.text(insert(self.tables.reads).values({name: bindparam(name) for name in names}), *names)

    @cached_property
    def reads_after(self) -> str:
        """(position, limit) → (position, at, hash, bytes) of the lines that follow, in their order."""
        reads = self.tables.reads
        found = select(reads.c.position, reads.c.at, reads.c.hash, reads.c.bytes)
        found = found.where(reads.c.position > bindparam("position")).order_by(reads.c.position)
        return self.text(found.limit(bindparam("limit", type_=Integer)), "position", "limit")

    @cached_property
    def reads_between(self) -> str:
        """(at, position, until, limit) → (at, position, bytes) after that moment and line, before `until`."""
        reads = self.tables.reads
        found = (
            select(reads.c.at, reads.c.position, reads.c.bytes)
            .where(
                tuple_(reads.c.at, reads.c.position) > tuple_(bindparam("at"), bindparam("position")),
                reads.c.at < bindparam("until"),
            )
            .order_by(reads.c.at, reads.c.position)
        )
        return self.text(found.limit(bindparam("limit", type_=Integer)), "at", "position", "until", "limit")

    @cached_property
    def reads_back(self) -> str:
        """(since, at, position, limit) → (bytes) before that moment and line, newest first, from `since` on."""
        reads = self.tables.reads
        found = (
            select(reads.c.bytes)
            .where(
                reads.c.at >= bindparam("since"),
                tuple_(reads.c.at, reads.c.position) < tuple_(bindparam("at"), bindparam("position")),
            )
            .order_by(reads.c.at.desc(), reads.c.position.desc())
        )
        return self.text(found.limit(bindparam("limit", type_=Integer)), "since", "at", "position", "limit")

    @cached_property
    def scans_named(self) -> str:
        """(`AT_ONCE` ids) → (id) of each scan that is held."""
        attachments = self.tables.attachments
        return self.text(select(attachments.c.id).where(self.among(attachments.c.id)), *AMONG)
