"""Erasing a person: their key destroyed, and every ciphertext that it sealed emptied, in one transaction.

What happened stays: each event keeps its bytes and its hash, and the chain of every case verifies as before. Knows
rows, keys and seals; who asked and who agreed is decided by the caller, and told in the event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, func, literal_column, null, select, update
from sqlalchemy.sql import ClauseElement

from engine.core.events import Event, Json
from engine.errors import CaseError
from engine.store.case_rows import bound_case
from engine.store.codec import decode
from engine.store.keyring import KeyWriting
from engine.store.subjects import SubjectWriting
from engine.store.tables import SYSTEM
from engine.store.transaction import Stamp, Transaction, not_kept, unknown_subject

ERASED = "subject_erased"
"The kind of event by which a person is erased."


@dataclass(frozen=True, slots=True)
class Erased:
    """What was emptied of one record of a person."""

    cases: int
    seals: int
    "Events whose sealed values are gone."
    attachments: int


class ErasureReading(Transaction):
    """What has to be known before and after an erasure."""

    def backups(self) -> Iterator[Event]:
        """The backups that the log knows of, oldest first."""
        return (event for event, _ in self.history(SYSTEM) if event.kind == "backed_up")

    def erasure_of(self, subject_id: str) -> tuple[bytes, bytes | None] | None:
        """The bytes and the signature of the event by which a subject was erased; None when there is none."""
        streams, events = self._sql.tables.streams, self._sql.tables.events
        found = (
            select(events.c.bytes, events.c.signature)
            .join_from(streams, events, events.c.stream == streams.c.id)
            .where(streams.c.name == bindparam("name"))
            .order_by(events.c.sequence)
        )
        rows = self._link.execute(self._sql.text(found, "name"), (subject_id,)).fetchall()
        erased = [row for row in rows if decode(row[0]).kind == ERASED]
        return (bytes(erased[-1][0]), erased[-1][1]) if erased else None

    def told_of(self, kind: str) -> list[str]:
        """The subjects in whose history an event of this kind stands, the oldest first."""
        streams, events = self._sql.tables.streams, self._sql.tables.events
        sought = f'"kind":"{kind}"'.encode().hex()
        said = func.instr(events.c.bytes, literal_column(f"x'{sought}'"))
        if self._sql.postgres:
            said = func.strpos(func.encode(events.c.bytes, literal_column("'hex'")), literal_column(f"'{sought}'"))
        found = (
            select(streams.c.name)
            .join_from(streams, events, events.c.stream == streams.c.id)
            .where(streams.c.kind == literal_column("'subject'"), said > literal_column("0"))
            .group_by(streams.c.id, streams.c.name)
            .order_by(streams.c.id)
        )
        return [str(name) for (name,) in self._link.execute(self._sql.text(found), ()).fetchall()]


class ErasureWriting(SubjectWriting, KeyWriting):
    """A person erased, whole or not at all."""

    def erase(self, subject_id: str, body: Mapping[str, Json], stamp: Stamp) -> Erased:
        """Destroy the key of one record and empty what it sealed; `body` says on which basis, asked and agreed by whom.

        Raises:
            CaseError: no such record, or erased already.
            BrokenHistory: the row of one of its cases doesn't hold; nothing may be committed.
        """
        found = self._link.execute(self._sql.key, (subject_id,)).fetchone()
        if found is None:
            raise unknown_subject(subject_id)
        row, wrapped = found
        if wrapped is None:
            raise CaseError("Cette personne a déjà été effacée.", "Rien d'autre n'est à faire.")
        tables = self._sql.tables
        events, attachments = tables.events, tables.attachments
        # Read first: a row that doesn't hold would be bound again, and believed from then on.
        own = [held for held in map(self.case, [line.case for line in self.cases_of(subject_id)]) if held is not None]
        streams = [held.row for held in own]
        emptied = update(events).where(events.c.stream == bindparam("row"), events.c.sealed.is_not(None))
        seals = sum(self._done(emptied.values(sealed=null()), stream) for stream in (row, *streams))
        for held in own:
            held.sealed = held.sealed_at = None
            self._link.execute(self._sql.unseal, (bound_case(held, self._log.row_key)[1], held.row))
        scans = update(attachments).where(attachments.c.subject == bindparam("row"), attachments.c.sealed.is_not(None))
        done = Erased(len(streams), seals, self._done(scans.values(sealed=null()), row))
        self._done(delete(tables.keys).where(tables.keys.c.stream == bindparam("row")), row)
        self._require_gone(row, streams)
        self._log.needed_vault().forget(self._log.log_id, subject_id)
        counts = {"cases": done.cases, "seals": done.seals, "attachments": done.attachments}
        self.tell_of_subject(subject_id, ERASED, {**body, "counts": counts}, {}, stamp)
        return done

    def erase_again(self, event: Event, stamp: Stamp) -> bool:
        """Erase, in a log that was restored, a person who had been erased since; False when nothing of them is here.

        It rests on what was agreed the first time, and says when that was.
        """
        subject = self.subject(event.stream)
        if subject is None or subject.erased:
            return False
        agreed = {name: event.body.get(name) for name in ("basis", "asked_by", "approved_by")}
        self.erase(event.stream, {**agreed, "redone": event.recorded_at}, stamp)
        return True

    def _require_gone(self, row: int, streams: list[int]) -> None:
        """Look that nothing of the person is left; raises AlteredBase where the database only said so."""
        events, scans, keys = self._sql.tables.events, self._sql.tables.attachments, self._sql.tables.keys
        sealed = select(events.c.sequence).where(events.c.stream == bindparam("row"), events.c.sealed.is_not(None))
        kept = select(scans.c.id).where(scans.c.subject == bindparam("row"), scans.c.sealed.is_not(None))
        wrapped = select(keys.c.stream).where(keys.c.stream == bindparam("row"))
        looks = [(kept, row), (wrapped, row), *((sealed, stream) for stream in (row, *streams))]
        for look, stream in looks:
            if self._link.execute(self._sql.text(look, "row"), (stream,)).fetchone() is not None:
                raise not_kept()

    def _done(self, statement: ClauseElement, row: int) -> int:
        """Run a statement about one row of a stream; how many rows it changed."""
        return self._link.execute(self._sql.text(statement, "row"), (row,)).rowcount
