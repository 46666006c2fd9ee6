"""Cases, opened and carried one step further: their events and their rows, in one transaction.

Knows how a step is written and what tells that somebody came before; decides nothing about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.core.events import Draft, Event
from engine.errors import CaseError, ConcurrentChange, KeyReused, UsageError
from engine.store.bound import NO_COMMAND, Command
from engine.store.case_rows import Held, StandingOf, before_any, bound_case, carried, case_row
from engine.store.cases import CaseReading
from engine.store.codec import FIRST
from engine.store.transaction import Recorded, Recording, Stamp, unknown_subject


class CaseWriting(CaseReading, Recording):
    """Cases, opened and carried forward."""

    def case(self, case_id: str) -> Held | None:
        """As when reading; on PostgreSQL nobody else changes the case until the transaction ends."""
        return self._loaded(self._sql.case_to_change, case_id)

    def open_case(  # noqa: PLR0913 all that a first event is made of
        self,
        case_id: str,
        subject_id: str,
        draft: Draft,
        stamp: Stamp,
        standing_of: StandingOf,
        *,
        confidentiality: str = "ordinary",
        key: str | None = None,
        mac: bytes | None = None,
    ) -> Held:
        """Begin a case with its first event, which also keeps the confidentiality: lists are rebuilt from it.

        Raises:
            CaseError: the subject isn't in this database.
            UsageError: the definition isn't.
            KeyReused: a case was opened under this key and nobody looked (`opened_by`).
        """
        owner = self._link.execute(self._sql.key, (subject_id,)).fetchone()
        if owner is None:
            raise unknown_subject(subject_id)
        definition = self._definition_row(stamp.definition)
        subject_key = self._log.key(subject_id, owner[1])
        draft.body = {**draft.body, "confidentiality": confidentiality}
        recorded = self._compose(draft, case_id, 1, FIRST, stamp, subject_key)
        row = self._new_stream(case_id, "case")
        held = carried(before_any(row, subject_key), (recorded,), standing_of)
        try:
            self._link.execute(self._sql.new_case, case_row(held, owner[0], definition, self._log.row_key))
            self._insert(row, recorded, NO_COMMAND if key is None else Command(key, mac, 1))
        except self._errors as error:
            raise self._failed(error, key) from error
        return held

    def append(
        self,
        held: Held,
        drafts: Sequence[Draft],
        stamp: Stamp,
        standing_of: StandingOf,
        key: str | None = None,
        mac: bytes | None = None,
    ) -> tuple[Event, ...]:
        """Record what was decided on a case, and carry `held` forward.

        Raises:
            ConcurrentChange: somebody wrote since the case was loaded; nothing was written.
            KeyReused: the key was used on this case and nobody looked (`by_key`, after `case`).
        """
        case = held.case
        name, sequence, head = case.case, case.sequence, case.head
        written = []
        for draft in drafts:
            sequence += 1
            recorded = self._compose(draft, name, sequence, head, stamp, held.key)
            head = recorded.hash.hex()
            written.append(recorded)
        if not written:
            return ()
        after = carried(held, written, standing_of)
        try:
            self._store_step(held, after, written, key, mac)
        except self._errors as error:
            raise self._failed(error, key) from error
        for recorded in written:
            if recorded.event.kind == "attached":
                self._claim(held.row, recorded.event)
            elif "empties" in recorded.event.body:
                self._link.execute(self._sql.empty, (held.row, recorded.event.body["target"]))
        if after.case.digest != case.digest or after.case.opened_on != case.opened_on:
            definition = self._definition_row(after.case.digest)
            self._link.execute(self._sql.migrate, (definition, after.case.opened_on, held.row))
        held.case, held.private, held.listed, held.meets = after.case, after.private, after.listed, after.meets
        held.sealed_at, held.sealed = after.sealed_at, after.sealed
        return tuple([recorded.event for recorded in written])

    def _claim(self, row: int, event: Event) -> None:
        """Give a scan to the event that tells of it, in its own transaction: from then on it is part of the case.

        Raises:
            CaseError: it isn't there, is another's, or was claimed already; the step must not be committed.
        """
        values = (event.sequence, event.body["attachment"], row, bytes.fromhex(event.body["sha256"]))
        if self._link.execute(self._sql.claim, values).rowcount != 1:
            self.failed = True
            raise CaseError("Le scan n'est plus là : rien n'a été enregistré.", "Joindre le fichier de nouveau.")

    def _failed(self, error: Exception, key: str | None) -> Exception:
        """What to raise for a step that failed half-way: it leaves the transaction unfit to be committed."""
        self.failed = True
        return KeyReused(key) if key is not None and "command_key" in str(error) else error

    def _store_step(
        self, held: Held, after: Held, written: Sequence[Recorded], key: str | None, mac: bytes | None
    ) -> None:
        """Write the row first: it tells whether somebody came before, and then nothing else is written."""
        case = after.case
        meeting = after.meets != held.meets
        indexed = meeting or after.listed != held.listed
        line_mac, row_mac, snapshot = bound_case(after, self._log.row_key)
        values: tuple[Any, ...] = (
            case.sequence,
            case.state,
            case.assigned,
            line_mac,
            row_mac,
            after.sealed_at,
            snapshot,
            after.sealed,
        )
        if indexed:
            values += after.listed
        if meeting:
            values += after.meets
        values += (held.row, held.case.sequence)
        command = NO_COMMAND if key is None else Command(key, mac, len(written))
        statement = self._sql.indexed_step if indexed else self._sql.step
        if meeting:
            statement = self._sql.meeting_step
        if not self._sql.postgres:
            self._changed(statement, values, held)
            for recorded in written:
                self._insert(held.row, recorded, command)
                command = NO_COMMAND
            return
        self._changed(statement, (*values, *self._event_row(written[0], command)), held)
        for recorded in written[1:]:
            self._insert(held.row, recorded, NO_COMMAND)

    def _changed(self, statement: str, values: tuple[Any, ...], held: Held) -> None:
        if self._link.execute(statement, values).rowcount != 1:
            found = self._link.execute(self._sql.sequence, (held.row,)).fetchone()
            raise ConcurrentChange(held.case.sequence, found[0] if found else 0)

    def _definition_row(self, digest: str) -> int:
        found = self._link.execute(self._sql.definition_row, (digest,)).fetchone()
        if found is None:
            raise UsageError(
                "Cette version du parcours n'est pas dans la base.", "La publier d'abord : baom process publish."
            )
        return int(found[0])
