"""Cases as the store keeps them, loaded and listed.

A row is believed where its tags hold, and of one that doesn't its signed history is told. Knows how rows are looked
for; neither what is in them (`case_rows`) nor how they are written (`case_writing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, get_args

import orjson

from engine.core.case import CaseState
from engine.core.events import Json
from engine.core.suspicions import Mark
from engine.errors import UsageError
from engine.store.bound import UNLIKE, Line, altered, line_tag, row_tag
from engine.store.case_rows import MARKS, Held, Queue
from engine.store.compiling import by_lots
from engine.store.connect import Row
from engine.store.tables import NO_DAY
from engine.store.told import UNTOLD, HistoryTelling

_EVERY = 2**31 - 1


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
    marks: frozenset[Mark]
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

    def cases_named(self, names: Iterable[str]) -> dict[str, Held]:
        """As `case`, for a list: those whose row holds. Of the others `case` says what is the matter."""
        found = {}
        for lot in by_lots(names):
            for row in self._link.execute(self._sql.cases_named, lot).fetchall():
                with suppress(*UNLIKE):
                    line = self._held(row)
                    if line is not None:
                        found[line.case] = self._opened_case(row, line)
        return found

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

    def cases_by_opening(  # noqa: PLR0913 filters, each by its name
        self,
        *,
        commune: str | None = None,
        process: str | None = None,
        state: str | None = None,
        open_only: bool = False,
        since: str,
        until: str,
        mark: Mark | None = None,
        after: str | None = None,
        window: int,
        limit: int,
    ) -> tuple[list[CaseLine], str | None]:
        """Cases by their day of opening, the last first; and where to go on, None when all were gone through.

        At most `window` places of an index are looked at, for what has no index of its own (a pathway, a step): the
        list may be short and not at its end. `after` is what an earlier list gave to go on.
        """
        bit = None if mark is None else MARKS[mark]
        looked = {"commune": commune, "opened": (since, until), "mark": bit, "after": after}
        places = self._by_opening(looked, window + 1)
        if not places:
            return [], None
        last = places[min(window, len(places)) - 1]
        given = {
            **looked,
            "process": process,
            "state": state,
            "open": open_only or None,
            "back": last,
        }
        found = self._listed("opened", given, after, limit + 1)
        if len(found) > limit:
            return found[:limit], found[limit - 1].cursor
        return found, f"{last[0]}.{last[1]}" if len(places) > window else None

    def _by_opening(self, given: Mapping[str, Any], limit: int) -> list[tuple[str, int]]:
        filters = [name for name, value in given.items() if value is not None]
        values: list[Any] = []
        for name in filters:
            value = _place("opened", given[name]) if name == "after" else given[name]
            values += value if isinstance(value, tuple) else (value,)
        statement = self._sql.places_by_opening(*filters)
        return [(str(day), int(row)) for day, row in self._link.execute(statement, (*values, limit)).fetchall()]

    def cases_of(self, subject_id: str) -> list[CaseLine]:
        """Every case of one subject, the last opened first."""
        lines = self._listed("newest", {"subject": subject_id}, None, _EVERY)
        # A row given to another person by hand is still its own person's; one that nothing tells of may be anybody's.
        return [line for line in lines if line.subject in (subject_id, UNTOLD)]

    def open_by_version(self, process: str, *, commune: str | None = None) -> dict[int, dict[str, int]]:
        """Version → step → how many open cases of a pathway stand there, as the rows have them."""
        found: dict[int, dict[str, int]] = {}
        filters = {} if commune is None else {"commune": commune}
        statement = self._sql.open_by_version(*filters)
        for version, state, count in self._link.execute(statement, (process, *filters.values())):
            found.setdefault(version, {})[state] = count
        return found

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
        return self._opened_case(found, line)

    def _opened_case(self, found: Row, line: Line) -> Held:
        """A case whose line holds, once the rest of its row does.

        Raises:
            BrokenHistory: it doesn't, or its sealed values don't open.
        """
        mac, sealed_at, sealed, stored, wrapped = found[_MORE:]
        if row_tag(self._log.row_key, found[_LINE_MAC], sealed_at, sealed, stored) != mac:
            raise altered(line.case)
        case = CaseState(*orjson.loads(stored))
        key = self._log.key(case.subject, wrapped)
        private: dict[str, Json] = {}
        if sealed is not None and key is not None:
            private = orjson.loads(key.open_copy(sealed, line.case, sealed_at))
        listed = (line.open, line.commune, line.queue, line.due, line.wake, line.marks)
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
            frozenset(mark for mark, bit in MARKS.items() if line.marks & bit),
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
            frozenset(),
            _cursor(found, order),
            altered=True,
        )


def _cursor(found: Row, order: str) -> str:
    """Where a line stands in its list, by its row, be it believed or not: the next page begins behind it."""
    return f"{found[_DAYS.get(order, _DUE)]}.{found[0]}"


MOST_DIGITS = 18
"Of the number of a row: no database holds a greater one."

_DUE, _MEETS_LAST, _OPENED, _HEAD, _LINE_MAC, _MORE = 10, 13, 14, 17, 18, 19
"Where values stand in a row of `CaseStatements.case`, `line` and `list_of`."

_DAYS = {"meets": _MEETS_LAST, "opened": _OPENED}
"That of the day by which a list is in order, but for the day that is due."

_FILTERS = (
    *("commune", "queue", "process", "state", "assigned", "nobody", "confidentiality"),
    *("subject", "open", "since", "until", "meets", "opened", "mark", "back"),
)
"In the order in which the statements take them."
_BARE = ("nobody", "open")
"Filters that take no value."


def _of_agent(assigned: str | None) -> dict[str, Any]:
    return {"nobody": True} if assigned == "" else {"assigned": assigned}


def _place(order: str, cursor: str) -> tuple[str, int] | tuple[int]:
    """Read back a line's cursor."""
    due, _, row = cursor.rpartition(".")
    is_day = due.isascii() and due.isprintable() and due != ""  # other signs a database may not even take
    if not (is_day and row.isascii() and row.isdecimal() and len(row) <= MOST_DIGITS):
        raise UsageError("Cette suite de liste n'est pas comprise.", "Reprendre la liste depuis son début.")
    return (int(row),) if order == "newest" else (due, int(row))
