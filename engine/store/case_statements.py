"""The statements about cases: the step's own, and the lists.

Knows the tables; knows neither events nor what a caller wants.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from sqlalchemy import (
    Integer,
    Select,
    bindparam,
    insert,
    literal_column,
    select,
    tuple_,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from engine.store.compiling import Compiler
from engine.store.tables import NO_DAY, Dialect


class CaseStatements(Compiler):
    """The statements about cases. The order of the parameters of each is the tuple it is checked against."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect)
        self._lists: dict[tuple[str, ...], str] = {}

    @cached_property
    def case(self) -> str:
        """(name) → (row, snapshot, sealed_at, sealed, INDEXED, MEETING, wrapped key or None)."""
        return self.text(self._case(), "name")

    @cached_property
    def case_to_change(self) -> str:
        """As `case`; on PostgreSQL the row is held until the end of the transaction."""
        return self.text(self._case().with_for_update(of=self.tables.cases), "name")

    def _case(self) -> Select[Any]:
        streams, cases, keys = self.tables.streams, self.tables.cases, self.tables.keys
        return (
            select(
                cases.c.stream,
                cases.c.snapshot,
                cases.c.sealed_at,
                cases.c.sealed,
                *(cases.c[name] for name in (*self.INDEXED, *self.MEETING)),
                keys.c.wrapped,
            )
            .join_from(streams, cases, cases.c.stream == streams.c.id)
            .outerjoin(keys, keys.c.stream == cases.c.subject)
            .where(streams.c.name == bindparam("name"))
        )

    @cached_property
    def sequence(self) -> str:
        """(row) → (sequence) of a case."""
        cases = self.tables.cases
        return self.text(select(cases.c.sequence).where(cases.c.stream == bindparam("row")), "row")

    @cached_property
    def wake(self) -> str:
        """(name) → (wake) of an open case."""
        streams, cases = self.tables.streams, self.tables.cases
        found = select(cases.c.wake).join_from(streams, cases, cases.c.stream == streams.c.id)
        return self.text(found.where(streams.c.name == bindparam("name"), self._is_open()), "name")

    @cached_property
    def kept_as(self) -> str:
        """(name) → (confidentiality, digest, commune) of a case, nothing of it decoded."""
        streams, cases, definitions = self.tables.streams, self.tables.cases, self.tables.definitions
        found = select(cases.c.confidentiality, definitions.c.digest, cases.c.commune).join_from(
            streams, cases, cases.c.stream == streams.c.id
        )
        joined = found.join(definitions, definitions.c.id == cases.c.definition)
        return self.text(joined.where(streams.c.name == bindparam("name")), "name")

    @cached_property
    def new_case(self) -> str:
        """One parameter a column, in the order of the table."""
        names = tuple(column.name for column in self.tables.cases.c)
        return self.text(insert(self.tables.cases).values({name: bindparam(name) for name in names}), *names)

    LEAN = ("sequence", "state", "assigned", "sealed_at", "snapshot", "sealed")
    "Columns that any step may change."
    INDEXED = ("open", "commune", "queue", "due", "wake")
    "Columns of the indexes of lists: named in an UPDATE only when they change, or each index is written for nothing."
    MEETING = ("meets", "meets_last")
    "Columns of the index of appointments, for the same reason."

    EVENT = (
        *("stream", "sequence", "hash", "command_key", "command_mac", "command_events"),
        *("bytes", "sealed", "signature"),
    )
    "Columns of an event, as they are written."

    @cached_property
    def step(self) -> str:
        """(LEAN, row, sequence found); on PostgreSQL, then EVENT without its row.

        There one statement writes the case and the event: nothing is inserted unless the case is changed.
        """
        return self._step(self.LEAN)

    @cached_property
    def indexed_step(self) -> str:
        """As `step`, with INDEXED after LEAN."""
        return self._step(self.LEAN + self.INDEXED)

    @cached_property
    def meeting_step(self) -> str:
        """As `indexed_step`, with MEETING after INDEXED."""
        return self._step(self.LEAN + self.INDEXED + self.MEETING)

    def _step(self, columns: tuple[str, ...]) -> str:
        cases, events = self.tables.cases, self.tables.events
        change = (
            update(cases)
            .where(cases.c.stream == bindparam("row"), cases.c.sequence == bindparam("found"))
            .ordered_values(*[(cases.c[name], bindparam(f"new_{name}")) for name in columns])
        )
        given = (*(f"new_{name}" for name in columns), "row", "found")
        if not self.postgres:
            return self.text(change, *given)
        changed = change.returning(cases.c.stream).cte("changed")
        names = tuple(f"event_{name}" for name in self.EVENT[1:])
        event = [bindparam(f"event_{name}", type_=events.c[name].type) for name in self.EVENT[1:]]
        record = insert(events).from_select(self.EVENT, select(changed.c.stream, *event))
        return self.text(record, *given, *names)

    @cached_property
    def migrate(self) -> str:
        """(definition, opened_on, row): what only a migration or an undone opening changes."""
        cases = self.tables.cases
        change = (
            update(cases)
            .where(cases.c.stream == bindparam("row"))
            .ordered_values(
                (cases.c.definition, bindparam("new_definition")), (cases.c.opened_on, bindparam("new_opened_on"))
            )
        )
        return self.text(change, "new_definition", "new_opened_on", "row")

    @cached_property
    def waking(self) -> str:
        """(day, row, limit) → (name) of open cases whose waking day has come, after a row."""
        cases, streams = self.tables.cases, self.tables.streams
        # Added to nothing, so that no database goes through all cases in the order of their rows: few wake in a day.
        row = cases.c.stream + literal_column("0")
        found = (
            select(streams.c.name)
            .join_from(cases, streams, streams.c.id == cases.c.stream)
            .where(self._is_open(), cases.c.wake <= bindparam("day"), row > bindparam("row"))
            .order_by(row)
        )
        return self.text(found.limit(bindparam("limit", type_=Integer)), "day", "row", "limit")

    def list_of(self, order: str, *filters: str) -> str:
        """Lines of cases: the filters' values, then the limit.

        `order` is `due` or `meets` (earliest first), or `newest`. Filters, in this order: `commune`, `queue`,
        `process`, `state`, `assigned`, `nobody`, `confidentiality`, `subject`, `open`, `since`, `until`, `meets` (two
        values: the first and the last day of a period), `after` (two values for `due` and `meets`, one for `newest`);
        `nobody` and `open` take no value.
        """
        known = self._lists.get((order, *filters))
        if known is None:
            known = self._lists[(order, *filters)] = self._list(order, filters)
        return known

    def _list(self, order: str, filters: tuple[str, ...]) -> str:
        cases, streams, definitions = self.tables.cases, self.tables.streams, self.tables.definitions
        subject = streams.alias("subject")
        lines = (
            select(
                streams.c.name,
                definitions.c.process,
                definitions.c.digest,
                cases.c.state,
                cases.c.commune,
                cases.c.due,
                subject.c.name,
                cases.c.sequence,
                cases.c.assigned,
                cases.c.opened_on,
                cases.c.open,
                cases.c.confidentiality,
                cases.c.queue,
                cases.c.meets_last,
                cases.c.stream,
            )
            .join_from(cases, streams, streams.c.id == cases.c.stream)
            .join(definitions, definitions.c.id == cases.c.definition)
            .join(subject, subject.c.id == cases.c.subject)
        )
        conditions: dict[str, tuple[ColumnElement[bool], tuple[str, ...]]] = {
            "commune": (cases.c.commune == bindparam("commune"), ("commune",)),
            "queue": (cases.c.queue == bindparam("queue"), ("queue",)),
            "process": (definitions.c.process == bindparam("process"), ("process",)),
            "state": (cases.c.state == bindparam("state"), ("state",)),
            "assigned": (cases.c.assigned == bindparam("assigned"), ("assigned",)),
            "nobody": (cases.c.assigned.is_(None), ()),
            "confidentiality": (cases.c.confidentiality == bindparam("confidentiality"), ("confidentiality",)),
            "subject": (subject.c.name == bindparam("subject"), ("subject",)),
            "open": (self._is_open(), ()),
            "since": (cases.c.due >= bindparam("since"), ("since",)),
            "until": (cases.c.due <= bindparam("until"), ("until",)),
            "meets": (
                (cases.c.meets_last >= bindparam("meets_since"))
                & (cases.c.meets_last < literal_column(f"'{NO_DAY}'"))
                & (cases.c.meets <= bindparam("meets_until")),
                ("meets_since", "meets_until"),
            ),
        }
        if order in ("due", "meets"):
            day = cases.c.due if order == "due" else cases.c.meets_last
            place = tuple_(day, cases.c.stream) > tuple_(bindparam("day"), bindparam("row"))
            conditions["after"] = (place, ("day", "row"))
            lines = lines.order_by(day, cases.c.stream)
        else:
            conditions["after"] = (cases.c.stream < bindparam("row"), ("row",))
            lines = lines.order_by(cases.c.stream.desc())
        names: tuple[str, ...] = ()
        for each in filters:
            condition, taken = conditions[each]
            lines = lines.where(condition)
            names += taken
        return self.text(lines.limit(bindparam("limit", type_=Integer)), *names, "limit")

    def _is_open(self) -> ColumnElement[bool]:
        # Written out: with a parameter neither database could use the indexes of open cases.
        return self.tables.cases.c.open == literal_column("1")
