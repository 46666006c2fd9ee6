"""Subjects (*bénéficiaires*): who a case is for, sealed whole under a key of their own.

A subject has its own stream; its row is a projection of it. Knows names and values; not what they mean, nor how to
search among them: that is done in memory, on what `subjects` gives, since no index of names may stand on a disk.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import orjson

from engine.core.events import Json
from engine.errors import CaseError, ConcurrentChange, HistoryError
from engine.store.bound import UNLIKE, altered, subject_tag
from engine.store.case_rows import FIELD, Held
from engine.store.cases import CaseReading
from engine.store.codec import canonical
from engine.store.compiling import by_lots
from engine.store.connect import Row
from engine.store.log import SubjectKey
from engine.store.transaction import Recording, Stamp, unknown_subject


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as it is known now; `data` is empty when the person was erased."""

    id: str
    kind: str
    commune: str
    sequence: int
    data: Mapping[str, Json] = field(repr=False)
    erased: bool
    row: int = field(repr=False)
    key: SubjectKey | None = field(repr=False)


class SubjectReading(CaseReading):
    """Subjects, one or all."""

    def subject(self, subject_id: str) -> Subject | None:
        """One subject, or None.

        Raises:
            BrokenHistory: the row isn't what its history makes of it.
        """
        row = self._link.execute(self._sql.subject, (subject_id,)).fetchone()
        if row is None:
            return None
        if not self._is_bound(row):
            raise altered(subject_id)
        return self._opened(row)

    def subjects_named(self, names: Iterable[str]) -> dict[str, Subject]:
        """As `subject`, for a list: those whose row holds. Of the others `subject` says what is the matter."""
        found = {}
        for lot in by_lots(names):
            for row in self._link.execute(self._sql.subjects_named, lot).fetchall():
                with suppress(*UNLIKE):
                    if self._is_bound(row):
                        found[row[1]] = self._opened(row)
        return found

    def desk_of(self, name: str) -> str | None:
        """The commune whose desk keeps a case or a person; None for anything else.

        Of a row that doesn't hold: that of its signed history, or `UNTOLD`.
        """
        line = self.line(name)
        if line is not None:
            return line.commune
        row = self._link.execute(self._sql.subject, (name,)).fetchone()
        if row is None:
            return None
        return str(row[3]) if self._is_bound(row) else self.told_desk(name)

    def subjects(self, commune: str | None = None, unshown: list[str] | None = None) -> Iterator[Subject]:
        """Every subject of a commune, those who have a case there included, or of all, opened one by one.

        To be read before the transaction ends. Rows that don't hold, or don't open, are passed over: a check of the
        base names them, and `unshown` is given those that this desk's signed histories know.
        """
        if commune is None:
            rows = self._link.execute(self._sql.subjects, ())
        else:
            rows = self._link.execute(self._sql.subjects_of, (commune,))
        for row in rows:
            found = self._shown(row, commune, unshown)
            if found is not None:
                yield found
        if commune is not None:
            yield from self._guests(commune)

    def subject_marks(self, commune: str | None = None) -> list[tuple[str, int]]:
        """The same people, nobody opened: each one's identifier, and the number that moves when they change."""
        if commune is None:
            return [(name, sequence) for name, sequence in self._link.execute(self._sql.subject_marks, ())]
        own = [(name, sequence) for name, sequence in self._link.execute(self._sql.subject_marks_of, (commune,))]
        for lot in by_lots(self._guest_names(commune)):
            own += self._link.execute(self._sql.subject_marks_named, lot).fetchall()
        return own

    def subject_marks_since(
        self, rows: Iterable[int], commune: str | None, there: Container[str]
    ) -> dict[str, int | None]:
        """The marks of those whom these streams are about, their own or a case's; None for who isn't of the commune.

        Of people of other communes, only those who may have come or gone are looked at: who has a case here now, or
        is `there`.
        """
        told: dict[str, int | None] = {}
        elsewhere: dict[str, int] = {}
        for lot in by_lots(rows):
            for name, home, sequence, desk in self._link.execute(self._sql.subject_marks_at, lot + lot).fetchall():
                if commune in (None, home):
                    told[name] = sequence
                elif desk == commune or name in there:
                    elsewhere[name] = sequence
        for name, sequence in elsewhere.items():
            here = any(line.commune == commune and not line.altered for line in self.cases_of(name))
            told[name] = sequence if here else None
        return told

    def readable_subject(self, name: str, commune: str | None, unshown: list[str] | None) -> Subject | None:
        """One of them, as `subjects` gives them: None where the row doesn't hold or doesn't open."""
        row = self._link.execute(self._sql.subject, (name,)).fetchone()
        return None if row is None else self._shown(row, commune, unshown)

    def _shown(self, row: Row, commune: str | None, unshown: list[str] | None) -> Subject | None:
        found = self._readable(row)
        if found is None and unshown is not None and commune in (None, self.told_desk(row[1])):
            unshown.append(row[1])
        return found

    def _guests(self, commune: str) -> Iterator[Subject]:
        """Subjects of other communes who have a case in this one: by their cases, each of which must hold itself."""
        for name in self._guest_names(commune):
            row = self._link.execute(self._sql.subject, (name,)).fetchone()
            found = None if row is None else self._readable(row)
            if found is not None:
                yield found

    def _guest_names(self, commune: str) -> list[str]:
        return list(dict.fromkeys(line.subject for line in self.guest_cases(commune) if not line.altered))

    def request_mac(self, about: Held | Subject, body: bytes) -> bytes:
        """A keyed hash of a demand, under the subject's own key: never an unkeyed hash of personal values.

        Raises:
            CaseError: the person was erased.
        """
        if about.key is None:
            raise CaseError("Cette personne a été effacée.", "Ouvrir un nouveau dossier si la personne revient.")
        return about.key.mac(body)

    def _is_bound(self, row: Row) -> bool:
        """Whether the row of a subject is what its history made of it."""
        _, name, kind, commune, sequence, mac, data, _, head = row
        shown = (name, kind, commune, sequence)
        return subject_tag(self._log.row_key, shown, "" if head is None else head.hex(), data) == bytes(mac)

    def _readable(self, row: Row) -> Subject | None:
        """A subject, or None where the row doesn't hold or its key isn't theirs."""
        try:
            return self._opened(row) if self._is_bound(row) else None
        except HistoryError:
            return None

    def _opened(self, row: Row) -> Subject:
        stream, name, kind, commune, sequence, _, data, wrapped, _ = row
        key = self._log.key(name, wrapped)
        opened = key is not None and data is not None
        values = orjson.loads(key.open_copy(data, name, sequence)) if key is not None and opened else {}
        return Subject(name, kind, commune, sequence, values, key is None, stream, key)


class SubjectWriting(SubjectReading, Recording):
    """Subjects, added and changed."""

    def new_subject(self, subject_id: str, kind: str, commune: str, data: Mapping[str, Json], stamp: Stamp) -> Subject:
        """Add a subject, with a new key and an event in its own stream."""
        row = self._new_stream(subject_id, "subject")
        key = self._new_key(row, subject_id)
        private = {f"{FIELD}{name}": value for name, value in data.items()}
        recorded = self._record(subject_id, "subject_added", {"kind": kind, "commune": commune}, private, stamp)[1]
        values = values_after({}, recorded.private)
        sealed = sealed_data(key, values, subject_id, 1)
        mac = subject_tag(self._log.row_key, (subject_id, kind, commune, 1), recorded.hash.hex(), sealed)
        self._link.execute(self._sql.new_subject, (row, kind, commune, 1, mac, sealed))
        return Subject(subject_id, kind, commune, 1, values, False, row, key)

    def change_subject(
        self,
        subject_id: str,
        data: Mapping[str, Json],
        reason: str,
        stamp: Stamp,
        kind: str = "subject_corrected",
        body: Mapping[str, Json] | None = None,
    ) -> Subject:
        """Change some values of a subject (None takes one away); the old ones stay in its history.

        `body` may name another `commune`, or what a merge needs to say; it holds nothing personal.

        Raises:
            CaseError: unknown, or erased.
            ConcurrentChange: somebody changed the subject meanwhile.
        """
        private = {f"{FIELD}{name}": value for name, value in data.items()} | {"reason": reason}
        return self.tell_of_subject(subject_id, kind, body or {}, private, stamp)

    def tell_of_subject(
        self, subject_id: str, kind: str, body: Mapping[str, Json], private: Mapping[str, Json], stamp: Stamp
    ) -> Subject:
        """Record an event in a subject's stream and carry its row forward; raises as `change_subject`."""
        before = self.subject(subject_id)
        if before is None:
            raise unknown_subject(subject_id)
        row, recorded = self._record(subject_id, kind, body, private, stamp)
        sequence = recorded.event.sequence
        values = values_after(before.data, recorded.private)
        commune = recorded.event.body.get("commune", before.commune)
        sealed = sealed_data(before.key, values, subject_id, sequence)
        shown = (subject_id, before.kind, commune, sequence)
        mac = subject_tag(self._log.row_key, shown, recorded.hash.hex(), sealed)
        changed = self._link.execute(
            self._sql.change_subject, (commune, sequence, mac, sealed, row, before.sequence)
        ).rowcount
        if changed != 1:
            raise ConcurrentChange(before.sequence, sequence - 1)
        return Subject(subject_id, before.kind, commune, sequence, values, before.erased, row, before.key)


def values_after(values: Mapping[str, Json], private: Mapping[str, Json]) -> dict[str, Json]:
    """A subject's values after the private part of one more event."""
    after = dict(values)
    for name, value in private.items():
        if name.startswith(FIELD):
            after[name[len(FIELD) :]] = value
    return {name: value for name, value in after.items() if value is not None}


def sealed_data(key: SubjectKey | None, values: Mapping[str, Json], subject_id: str, sequence: int) -> bytes | None:
    """A subject's values as its row holds them; None for an erased person."""
    return None if key is None else key.seal_copy(canonical(values), subject_id, sequence)
