"""Cases as the store keeps them: a snapshot beside the journal, the private values sealed, a line for the lists.

The row of a case is a projection: what stands in it follows from the events alone. Knows how a case is loaded, listed,
opened and carried one step further; decides nothing about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Literal, get_args

import orjson

from engine.core.arrivals import ARRIVALS, awaits
from engine.core.case import NAMES, CaseState, take
from engine.core.events import Draft, Event, Json
from engine.errors import CaseError, ConcurrentChange, KeyReused, UsageError
from engine.store.bound import Line, altered, line_tag, row_tag
from engine.store.codec import FIRST, canonical
from engine.store.connect import Row
from engine.store.tables import NO_DAY
from engine.store.told import UNTOLD, HistoryTelling
from engine.store.transaction import Recorded, Recording, Stamp, SubjectKey, unknown_subject

FIELD = "fields."
"Before the name of a private field, among the private values of an event."

_EVERY = 2**31 - 1
_values = attrgetter(*NAMES)


@dataclass(frozen=True, slots=True)
class Standing:
    """What lists need of a case, computed by the core after each step (ISO days)."""

    due: str | None
    "Earliest due day of the running clocks."
    wake: str | None
    "First day on which a tick has something to do."
    waits: bool = False
    "Whether a third party has to act, not the desk."
    meets: tuple[str, str] | None = None
    "First and last day of its appointments, those that are over included."


Queue = Literal["task", "wait", "referral"]
"""Whom an open case waits for: its desk, a third party, or somebody of a desk it was sent to to take it up."""

Listing = tuple[int, str, str, str, str]
"Open, commune, queue, due, wake."

StandingOf = Callable[[CaseState], Standing]


@dataclass(slots=True)
class Held:
    """One case as loaded; `append` carries it forward in place."""

    row: int
    case: CaseState
    private: dict[str, Json] = field(repr=False)
    "Private fields in clear, by name; empty when the person was erased."
    erased: bool
    key: SubjectKey | None = field(repr=False)
    sealed_at: int | None
    "Sequence of the last event that changed a private field: the place to which `sealed` is bound."
    sealed: bytes | None = field(repr=False)
    listed: Listing
    "As the row shows them."
    meets: tuple[str, str] = (NO_DAY, NO_DAY)
    "First and last day of its appointments, as the row shows them."
    confidentiality: str = "ordinary"
    "That of its pathway when it was opened."


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as a list shows it."""

    case: str
    process: str
    digest: str
    state: str
    commune: str
    due: str | None
    subject: str
    sequence: int
    assigned: str | None
    opened_on: str
    open: bool
    confidentiality: str
    queue: str
    cursor: str
    "Given back as `after`, it makes the next list begin behind this line."
    altered: bool = False
    """Whether its row doesn't hold. Whose desk it is, its definition and its subject are then those that its signed
    history tells, or nobody's; nothing else is told."""


class CaseReading(HistoryTelling):
    """Cases, loaded and listed."""

    def case(self, case_id: str) -> Held | None:
        """One case with its private values opened, or None.

        Raises:
            BrokenHistory: its row isn't what its history makes of it.
        """
        return self._loaded(self._sql.case, case_id)

    def worklist(  # noqa: PLR0913 filters, each by its name
        self,
        *,
        commune: str | None = None,
        queues: Sequence[Queue] = get_args(Queue),
        since: str | None = None,
        until: str | None = None,
        process: str | None = None,
        assigned: str | None = None,
        confidentiality: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> list[CaseLine]:
        """Open cases by due day, those without one last; `since` and `until` are included.

        `assigned` is an agent, or empty for the cases of nobody; `after` is a line's `cursor`.
        """
        given = {
            "commune": commune,
            "process": process,
            **_of_agent(assigned),
            "confidentiality": confidentiality,
            "open": True,
            "since": since,
            "until": until,
        }
        # Each queue lies in an order of its own in the index: at most `limit` lines are read of each.
        found = [line for queue in queues for line in self._listed("due", {**given, "queue": queue}, after, limit)]
        return sorted(found, key=lambda line: _place("due", line.cursor))[:limit]

    def meeting(  # noqa: PLR0913 filters, each by its name
        self,
        since: str,
        until: str,
        *,
        commune: str | None = None,
        process: str | None = None,
        assigned: str | None = None,
        confidentiality: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> list[CaseLine]:
        """Open cases that may have an appointment from one day to another, both included.

        Those whose first one isn't later than `until`, and whose last one isn't earlier than `since`: with a third
        between them, the case itself has to be looked at. `after` is a line's `cursor`.
        """
        given = {
            "commune": commune,
            "process": process,
            **_of_agent(assigned),
            "confidentiality": confidentiality,
            "open": True,
            "meets": (since, until),
        }
        return self._listed("meets", given, after, limit)

    def cases(  # noqa: PLR0913 filters, each by its name
        self,
        *,
        commune: str | None = None,
        process: str | None = None,
        state: str | None = None,
        confidentiality: str | None = None,
        open_only: bool = False,
        after: str | None = None,
        limit: int = 50,
    ) -> list[CaseLine]:
        """Cases, the last opened first; `after` is a line's `cursor`."""
        given = {
            "commune": commune,
            "process": process,
            "state": state,
            "confidentiality": confidentiality,
            "open": open_only or None,
        }
        return self._listed("newest", given, after, limit)

    def cases_of(self, subject_id: str) -> list[CaseLine]:
        """Every case of one subject, the last opened first."""
        lines = self._listed("newest", {"subject": subject_id}, None, _EVERY)
        # A row given to another person by hand is still its own person's; one that nothing tells of may be anybody's.
        return [line for line in lines if line.subject in (subject_id, UNTOLD)]

    def every_case(self) -> list[CaseLine]:
        """Every case, the last opened first."""
        return self._listed("newest", {}, None, _EVERY)

    def line(self, case_id: str) -> CaseLine | None:
        """One case as a list shows it, whether its row holds or not."""
        found = self._link.execute(self._sql.line, (case_id,)).fetchone()
        return None if found is None else self._line(found, "newest")

    def guest_cases(self, commune: str) -> list[CaseLine]:
        """The cases of a commune whose person is another's."""
        found = self._link.execute(self._sql.guest_cases, (commune, commune)).fetchall()
        return [self._line(row, "newest") for row in found]

    def wakes_on(self, case_id: str) -> str | None:
        """The first day on which a tick has something to do in one case; None when there is none."""
        found = self._link.execute(self._sql.wake, (case_id,)).fetchone()
        return None if found is None or found[0] == NO_DAY else str(found[0])

    def waking(self, day: str, limit: int, after: str | None = None) -> list[str]:
        """Open cases for which a tick has something to do on `day`, in the order of their opening.

        A case that was ticked leaves the list by itself; `after`, the last case seen, leaves behind those that
        stay in it for a reason of their own.
        """
        row: Row | None = (0,)
        if after is not None:
            row = self._link.execute(self._sql.row, (after,)).fetchone()
        return [name for (name,) in self._link.execute(self._sql.waking, (day, row[0] if row else 0, limit))]

    def _loaded(self, statement: str, case_id: str) -> Held | None:
        found = self._link.execute(statement, (case_id,)).fetchone()
        if found is None:
            return None
        line = self._held(found)
        if line is None:
            # On PostgreSQL, behind somebody who wrote meanwhile: the row is theirs, the events still those of before.
            found = self._link.execute(statement, (case_id,)).fetchone()
            line = None if found is None else self._held(found)
            if found is None or line is None:
                raise altered(case_id)
        mac, sealed_at, sealed, stored, wrapped = found[_MORE:]
        if row_tag(self._log.row_key, found[_LINE_MAC], sealed_at, sealed, stored) != mac:
            raise altered(case_id)
        case = CaseState(*orjson.loads(stored))
        key = self._log.key(case.subject, wrapped)
        private: dict[str, Json] = {}
        if sealed is not None and key is not None:
            private = orjson.loads(key.open_copy(sealed, case_id, sealed_at))
        listed = (line.open, line.commune, line.queue, line.due, line.wake)
        meets = (line.meets, line.meets_last)
        return Held(found[0], case, private, key is None, key, sealed_at, sealed, listed, meets, line.confidentiality)

    def _listed(self, order: str, given: Mapping[str, Any], after: str | None, limit: int) -> list[CaseLine]:
        filters = {name: given[name] for name in _FILTERS if given.get(name) is not None}
        values: list[Any] = []
        for name, value in filters.items():
            if name not in _BARE:
                values += value if isinstance(value, tuple) else (value,)
        if after is not None:
            filters["after"] = after
            values += _place(order, after)
        statement = self._sql.list_of(order, *filters)
        return [self._line(row, order) for row in self._link.execute(statement, (*values, limit)).fetchall()]

    def _held(self, found: Row) -> Line | None:
        """What a row shows, if it holds."""
        head = found[_HEAD]
        line = Line._make((*found[1:_HEAD], "" if head is None else head.hex()))
        return line if line_tag(self._log.row_key, line) == found[_LINE_MAC] else None

    def _line(self, found: Row, order: str) -> CaseLine:
        """A line of a list; of a row that doesn't hold, what its signed history tells."""
        line = self._held(found)
        if line is None:
            return self._altered_line(found, order)
        return CaseLine(
            line.case,
            found[_MORE],
            line.digest,
            line.state,
            line.commune,
            None if line.due == NO_DAY else line.due,
            line.subject,
            line.sequence,
            line.assigned,
            line.opened_on,
            line.open == 1,
            line.confidentiality,
            line.queue,
            _cursor(found, order),
        )

    def _altered_line(self, found: Row, order: str) -> CaseLine:
        told = self.told_of_case(found[1])
        return CaseLine(
            found[1],
            told.process,
            told.digest,
            UNTOLD,
            told.commune,
            None,
            told.subject,
            0,
            None,
            told.opened_on,
            True,
            told.confidentiality,
            "task",
            _cursor(found, order),
            altered=True,
        )


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
            self._insert(row, recorded, key, mac, None if key is None else 1)
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
        events = len(written) if key is not None else None
        statement = self._sql.indexed_step if indexed else self._sql.step
        if meeting:
            statement = self._sql.meeting_step
        if not self._sql.postgres:
            self._changed(statement, values, held)
            for recorded in written:
                self._insert(held.row, recorded, key, mac, events)
                key = mac = events = None
            return
        event, stored, digest, sealed, _, signature = written[0]
        self._changed(statement, (*values, event.sequence, digest, key, mac, events, stored, sealed, signature), held)
        for recorded in written[1:]:
            self._insert(held.row, recorded, None, None, None)

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


def before_any(row: int, key: SubjectKey | None) -> Held:
    """A case before its first event."""
    return Held(row, CaseState(), {}, key is None, key, None, None, (1, "", "task", NO_DAY, NO_DAY))


def carried(held: Held, written: Iterable[Recorded], standing_of: StandingOf) -> Held:
    """The case after more events, with its private values sealed for the row; `held` stays as it is."""
    case, private, sealed_at, confidentiality = held.case.copy(), held.private, held.sealed_at, held.confidentiality
    referred = held.listed[2] == "referral"
    for recorded in written:
        take(case, recorded.event, recorded.hash.hex())
        if recorded.event.kind == "opened":
            confidentiality = str(recorded.event.body.get("confidentiality", confidentiality))
        if referred or recorded.event.kind in ARRIVALS:
            referred = awaits(recorded.event, case.commune, before=referred)
        if recorded.private:
            changes = {name[len(FIELD) :]: value for name, value in recorded.private.items() if name.startswith(FIELD)}
            if changes:
                private = {name: value for name, value in (private | changes).items() if value is not None}
                sealed_at = recorded.event.sequence
    sealed = held.sealed
    if sealed_at != held.sealed_at and held.key is not None and sealed_at is not None:
        sealed = held.key.seal_copy(canonical(private), case.case, sealed_at)
    standing = standing_of(case)
    queue: Queue = "referral" if referred else "wait" if standing.waits else "task"
    is_open = 1 if case.outcome is None else 0
    listed = (is_open, case.commune, queue, standing.due or NO_DAY, standing.wake or NO_DAY)
    meets = standing.meets or (NO_DAY, NO_DAY)
    return Held(held.row, case, private, held.erased, held.key, sealed_at, sealed, listed, meets, confidentiality)


def case_row(held: Held, subject: int, definition: int, key: bytes) -> tuple[Any, ...]:
    """The row of a case, in the order of the table's columns; the same for a case opened and one rebuilt."""
    case = held.case
    is_open, commune, queue, due, wake = held.listed
    line_mac, mac, snapshot = bound_case(held, key)
    return (
        held.row,
        subject,
        definition,
        case.sequence,
        is_open,
        held.confidentiality,
        commune,
        case.state,
        queue,
        due,
        wake,
        *held.meets,
        case.opened_on,
        case.assigned,
        line_mac,
        mac,
        held.sealed_at,
        snapshot,
        held.sealed,
    )


def bound_case(held: Held, key: bytes) -> tuple[bytes, bytes, bytes]:
    """What binds the row of a case to its history: the tags of its line and of the whole, and the snapshot."""
    case = held.case
    is_open, commune, queue, due, wake = held.listed
    line = Line(
        case.case,
        case.subject,
        case.digest,
        case.sequence,
        is_open,
        held.confidentiality,
        commune,
        case.state,
        queue,
        due,
        wake,
        *held.meets,
        case.opened_on,
        case.assigned,
        case.head,
    )
    line_mac, snapshot = line_tag(key, line), stored_case(case)
    return line_mac, row_tag(key, line_mac, held.sealed_at, held.sealed, snapshot), snapshot


def stored_case(case: CaseState) -> bytes:
    """A case as its row keeps it: its values in the order of `CaseState`, the same bytes however it was reached.

    Without their names it is a third shorter to write at each step; a change of `CaseState` comes with a version of
    the tables, whose migration rebuilds the rows.
    """
    return orjson.dumps(_values(case), option=orjson.OPT_SORT_KEYS)


def _cursor(found: Row, order: str) -> str:
    """Where a line stands in its list, by its row, be it believed or not: the next page begins behind it."""
    return f"{found[_MEETS_LAST if order == 'meets' else _DUE]}.{found[0]}"


_DUE, _MEETS_LAST, _HEAD, _LINE_MAC, _MORE = 10, 13, 16, 17, 18
"Where values stand in a row of `CaseStatements.case`, `line` and `list_of`."

_FILTERS = (
    *("commune", "queue", "process", "state", "assigned", "nobody", "confidentiality"),
    *("subject", "open", "since", "until", "meets"),
)
"In the order in which the statements take them."
_BARE = ("nobody", "open")
"Filters that take no value."


def _of_agent(assigned: str | None) -> dict[str, Any]:
    return {"nobody": True} if assigned == "" else {"assigned": assigned}


def _place(order: str, cursor: str) -> tuple[str, int] | tuple[int]:
    """Read back a line's cursor."""
    due, _, row = cursor.rpartition(".")
    if not (due and row.isascii() and row.isdecimal()):
        raise UsageError("Cette suite de liste n'est pas comprise.", "Reprendre la liste depuis son début.")
    return (int(row),) if order == "newest" else (due, int(row))
