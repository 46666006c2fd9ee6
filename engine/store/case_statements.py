"""The statements about cases: the step's own, and the lists.

Knows the tables; knows neither events nor what a caller wants.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from sqlalchemy import (
    Column,
    Integer,
    ScalarSelect,
    Select,
    bindparam,
    func,
    insert,
    literal_column,
    null,
    select,
    tuple_,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from engine.store.compiling import AMONG, Compiler
from engine.store.tables import NO_DAY, Dialect


class CaseStatements(Compiler):
    """The statements about cases. The order of the parameters of each is the tuple it is checked against."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect)
        self.subject_of_case = self.tables.streams.alias("subject")
        self._lists: dict[tuple[str, ...], str] = {}

    @cached_property
    def case(self) -> str:
        """(name) → (LINE, mac, sealed_at, sealed, snapshot, wrapped key or None)."""
        return self.text(self._case(), "name")

    @cached_property
    def cases_named(self) -> str:
        """(`AT_ONCE` names) → as `case`, of each that there is."""
        return self.text(self._cases().where(self.among(self.tables.streams.c.name)), *AMONG)

    @cached_property
    def case_to_change(self) -> str:
        """As `case`; on PostgreSQL the row is held until the end of the transaction."""
        return self.text(self._case().with_for_update(of=self.tables.cases), "name")

    def _case(self) -> Select[Any]:
        return self._cases().where(self.tables.streams.c.name == bindparam("name"))

    def _cases(self) -> Select[Any]:
        cases, keys = self.tables.cases, self.tables.keys
        return self._lines(cases.c.mac, cases.c.sealed_at, cases.c.sealed, cases.c.snapshot, keys.c.wrapped).outerjoin(
            keys, keys.c.stream == cases.c.subject
        )

    def _lines(self, *more: ColumnElement[Any]) -> Select[Any]:
        """LINE: the row, (case, subject, digest, SHOWN, hash of the last event) as in `bound.Line`, line_mac."""
        cases, streams, definitions = self.tables.cases, self.tables.streams, self.tables.definitions
        subject = self.subject_of_case
        return (
            select(
                cases.c.stream,
                streams.c.name,
                subject.c.name,
                definitions.c.digest,
                *(cases.c[name] for name in self.SHOWN),
                self.last_hash(cases.c.stream),
                cases.c.line_mac,
                *more,
            )
            .join_from(cases, streams, streams.c.id == cases.c.stream)
            .join(definitions, definitions.c.id == cases.c.definition)
            .join(subject, subject.c.id == cases.c.subject)
        )

    def last_hash(self, row: Column[Any]) -> ScalarSelect[Any]:
        """The hash of the last event of a stream: one look in the index of a history, and one at its row."""
        last, every = self.tables.events.alias("last"), self.tables.events.alias("every")
        # Asked of the row's own stream: of the event's, it would be asked again of each event of the history.
        newest = select(func.max(every.c.sequence)).where(every.c.stream == row).correlate(row.table).scalar_subquery()
        return select(last.c.hash).where(last.c.stream == row, last.c.sequence == newest).scalar_subquery()

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
    def line(self) -> str:
        """(name) → (LINE, process) of one case."""
        lines = self._lines(self.tables.definitions.c.process)
        return self.text(lines.where(self.tables.streams.c.name == bindparam("name")), "name")

    @cached_property
    def new_case(self) -> str:
        """One parameter a column, in the order of the table."""
        names = tuple(column.name for column in self.tables.cases.c)
        return self.text(insert(self.tables.cases).values({name: bindparam(name) for name in names}), *names)

    SHOWN = (
        *("sequence", "open", "confidentiality", "commune", "state", "queue"),
        *("due", "wake", "meets", "meets_last", "opened_on", "assigned", "marks"),
    )
    "Columns of `bound.Line`, in its order."
    LEAN = ("sequence", "state", "assigned", "line_mac", "mac", "sealed_at", "snapshot", "sealed")
    "Columns that any step may change."
    INDEXED = ("open", "commune", "queue", "due", "wake", "marks")
    "Columns of the indexes of lists: named in an UPDATE only when they change, or each index is written for nothing."
    MEETING = ("meets", "meets_last")
    "Columns of the index of appointments, for the same reason."

    EVENT = (
        *("stream", "sequence", "hash", "command_key", "command_mac", "command_events"),
        *("bytes", "sealed", "signature", "row_mac"),
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
    def unseal(self) -> str:
        """(mac, row): a case whose person is erased."""
        cases = self.tables.cases
        change = update(cases).where(cases.c.stream == bindparam("row"))
        emptied = change.ordered_values(
            (cases.c.mac, bindparam("new_mac")), (cases.c.sealed_at, null()), (cases.c.sealed, null())
        )
        return self.text(emptied, "new_mac", "row")

    @cached_property
    def empty(self) -> str:
        """(row, sequence): what was sealed with one event of a case is destroyed."""
        events = self.tables.events
        change = update(events).where(
            events.c.stream == bindparam("row"), events.c.sequence == bindparam("sequence", type_=Integer)
        )
        return self.text(change.values(sealed=null()), "row", "sequence")

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

    @cached_property
    def guest_cases(self) -> str:
        """(commune, commune) → (LINE, process) of a commune's cases whose subject is of another one."""
        cases, subjects = self.tables.cases, self.tables.subjects
        lines = self._lines(self.tables.definitions.c.process).join(subjects, subjects.c.stream == cases.c.subject)
        found = lines.where(cases.c.commune == bindparam("commune"), subjects.c.commune != bindparam("home"))
        return self.text(found.order_by(cases.c.stream), "commune", "home")

    def open_by_version(self, *filters: str) -> str:
        """(process), then the filters' values (`commune`) → (version, state, how many) of open cases."""
        cases, definitions = self.tables.cases, self.tables.definitions
        key = (definitions.c.version, cases.c.state)
        found = (
            select(*key, func.count())
            .join_from(cases, definitions, definitions.c.id == cases.c.definition)
            .where(self._is_open(), definitions.c.process == bindparam("process"))
            .where(*(cases.c[name] == bindparam(name) for name in filters))
            .group_by(*key)
            .order_by(*key)
        )
        return self.text(found, "process", *filters)

    def list_of(self, order: str, *filters: str) -> str:
        """The filters' values, then the limit → (LINE, process) of cases.

        `order` is `due` or `meets` (earliest first), `newest`, or `opened` (the last day of opening first). Filters, in
        this order: `commune`, `queue`, `process`, `state`, `assigned`, `nobody`, `confidentiality`, `subject`, `open`,
        `since`, `until`, `meets` and `opened` (two values: the first and the last day of a period), `mark`, `back` (two
        values: the last place looked at, in the order `opened`), `after` (two values, but one for `newest`); `nobody`
        and `open` take no value.
        """
        return self._once((order, *filters), lambda: self._list(order, filters))

    def _once(self, name: tuple[str, ...], written: Callable[[], str]) -> str:
        """A statement written at its first use."""
        known = self._lists.get(name)
        if known is None:
            known = self._lists[name] = written()
        return known

    def _list(self, order: str, filters: tuple[str, ...]) -> str:
        cases, definitions, subject = self.tables.cases, self.tables.definitions, self.subject_of_case
        lines = self._lines(definitions.c.process)
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
            **self._audited(),
        }
        if order in ("due", "meets"):
            day = cases.c.due if order == "due" else cases.c.meets_last
            place = tuple_(day, cases.c.stream) > tuple_(bindparam("day"), bindparam("row"))
            conditions["after"] = (place, ("day", "row"))
            lines = lines.order_by(day, cases.c.stream)
        elif order == "opened":
            conditions["after"] = self._before()
            lines = lines.order_by(cases.c.opened_on.desc(), cases.c.stream.desc())
        else:
            conditions["after"] = (cases.c.stream < bindparam("row"), ("row",))
            lines = lines.order_by(cases.c.stream.desc())
        names: tuple[str, ...] = ()
        for each in filters:
            condition, taken = conditions[each]
            lines = lines.where(condition)
            names += taken
        return self.text(lines.limit(bindparam("limit", type_=Integer)), *names, "limit")

    def _audited(self) -> dict[str, tuple[ColumnElement[bool], tuple[str, ...]]]:
        """What whoever audits asks of the list by day of opening."""
        cases = self.tables.cases
        # That it has any is written out, for the index of those that have.
        marked = (cases.c.marks > literal_column("0")) & (
            cases.c.marks.bitwise_and(bindparam("mark")) > literal_column("0")
        )
        back = tuple_(cases.c.opened_on, cases.c.stream) >= tuple_(bindparam("back_day"), bindparam("back_row"))
        opened = (cases.c.opened_on >= bindparam("first")) & (cases.c.opened_on <= bindparam("last"))
        return {
            "opened": (opened, ("first", "last")),
            "mark": (marked, ("mark",)),
            "back": (back, ("back_day", "back_row")),
        }

    def _before(self) -> tuple[ColumnElement[bool], tuple[str, ...]]:
        cases = self.tables.cases
        place = tuple_(cases.c.opened_on, cases.c.stream) < tuple_(bindparam("day"), bindparam("row"))
        return place, ("day", "row")

    def places_by_opening(self, *filters: str) -> str:
        """The filters' values, then the limit → (opened_on, row) in the order `opened`, read in an index alone.

        Filters, in this order: `commune`, `opened`, `mark`, `after`, as in `list_of`.
        """
        return self._once(("places", *filters), lambda: self._places_by_opening(filters))

    def _places_by_opening(self, filters: tuple[str, ...]) -> str:
        cases = self.tables.cases
        found = select(cases.c.opened_on, cases.c.stream)
        conditions = {
            "commune": (cases.c.commune == bindparam("commune"), ("commune",)),
            **self._audited(),
            "after": self._before(),
        }
        names: tuple[str, ...] = ()
        for each in filters:
            condition, taken = conditions[each]
            found = found.where(condition)
            names += taken
        found = found.order_by(cases.c.opened_on.desc(), cases.c.stream.desc())
        return self.text(found.limit(bindparam("limit", type_=Integer)), *names, "limit")

    def _is_open(self) -> ColumnElement[bool]:
        # Written out: with a parameter neither database could use the indexes of open cases.
        return self.tables.cases.c.open == literal_column("1")
