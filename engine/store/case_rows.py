"""The row of a case: a snapshot beside the journal, the private values sealed, a line for the lists, and their tags.

It follows from the events alone: the same for a case opened, carried forward or rebuilt. Knows neither how a row is
looked for nor how it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Literal

import orjson

from engine.core.arrivals import ARRIVALS, awaits
from engine.core.case import NAMES, CaseState, take
from engine.core.events import Json
from engine.core.suspicions import Mark
from engine.store.bound import Line, line_tag, row_tag
from engine.store.codec import canonical
from engine.store.log import SubjectKey
from engine.store.tables import NO_DAY
from engine.store.transaction import Recorded

FIELD = "fields."
"Before the name of a private field, among the private values of an event."
SYSTEM_ROLE = "system"
"In which the clocks sign what they do: what they undo is set right by the rules, nobody's slip."

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

Listing = tuple[int, str, str, str, str, int]
"Open, commune, queue, due, wake, marks."

MARKS: Mapping[Mark, int] = {"forced": 1, "irregular": 2, "undone": 4}
"The bit of each among the marks of a row."
_FLAGGED = {"forced": MARKS["forced"], "irregular": MARKS["irregular"]}
"Those that stand on the case itself, by its flags."

StandingOf = Callable[[CaseState], Standing]
Taking = Callable[[CaseState, Recorded], None]
"What folds one more event into a case that nobody else holds."


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

    @property
    def awaits_its_desk(self) -> bool:
        """Whether it was sent to its desk, and nobody there has taken it up yet."""
        return self.listed[2] == "referral"


def before_any(row: int, key: SubjectKey | None) -> Held:
    """A case before its first event."""
    return Held(row, CaseState(), {}, key is None, key, None, None, (1, "", "task", NO_DAY, NO_DAY, 0))


def carried(held: Held, written: Iterable[Recorded], standing_of: StandingOf, taking: Taking | None = None) -> Held:
    """The case after more events, with its private values sealed for the row; `held` stays as it is.

    `taking` folds each event in the place of `take`, for whoever looks at it on the way.
    """
    case, private, sealed_at, confidentiality = held.case.copy(), held.private, held.sealed_at, held.confidentiality
    referred, undone = held.awaits_its_desk, held.listed[5] & MARKS["undone"]
    for recorded in written:
        event = recorded.event
        if event.kind == "reverted" and event.role != SYSTEM_ROLE and event.body["restores"]["digest"] == case.digest:
            undone = MARKS["undone"]
        if taking is None:
            take(case, event, recorded.hash.hex())
        else:
            taking(case, recorded)
        if referred or event.kind in ARRIVALS:
            if event.kind == "opened":
                confidentiality = str(event.body.get("confidentiality", confidentiality))
            referred = awaits(event, case.commune, before=referred)
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
    marks = undone
    for flag in case.flags:
        # By the flags that a case has: most have none, and no step pays for it.
        marks |= _FLAGGED.get(flag, 0)
    listed = (is_open, case.commune, queue, standing.due or NO_DAY, standing.wake or NO_DAY, marks)
    meets = standing.meets or (NO_DAY, NO_DAY)
    return Held(held.row, case, private, held.erased, held.key, sealed_at, sealed, listed, meets, confidentiality)


def case_row(held: Held, subject: int, definition: int, key: bytes) -> tuple[Any, ...]:
    """The row of a case, in the order of the table's columns; the same for a case opened and one rebuilt."""
    case = held.case
    is_open, commune, queue, due, wake, marks = held.listed
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
        marks,
        line_mac,
        mac,
        held.sealed_at,
        snapshot,
        held.sealed,
    )


def bound_case(held: Held, key: bytes) -> tuple[bytes, bytes, bytes]:
    """What binds the row of a case to its history: the tags of its line and of the whole, and the snapshot."""
    case = held.case
    is_open, commune, queue, due, wake, marks = held.listed
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
        marks,
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
