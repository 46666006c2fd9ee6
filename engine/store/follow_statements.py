"""The statements by which a memory follows the log: what happened since, and where that is now.

Knows the tables; knows neither what is kept in memory, nor for whom.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, literal_column, null, select, union_all

from engine.store.compiling import AMONG, Compiler


class FollowStatements(Compiler):
    """The statements that follow the log. The order of the parameters of each is the tuple it is checked against."""

    @cached_property
    def last_position(self) -> str:
        """() → (position of the last event that has one, or 0)."""
        return self.text(select(func.coalesce(func.max(self.tables.events.c.position), literal_column("0"))))

    @cached_property
    def streams_since(self) -> str:
        """(position, limit) → (row of the stream, position) of each event after it; those without a position first."""
        events = self.tables.events
        told = select(events.c.stream, events.c.position)
        limit = bindparam("limit", type_=Integer)
        after = told.where(events.c.position > bindparam("position"))
        if not self.postgres:
            return self.text(after.limit(limit), "position", "limit")
        unplaced = told.where(events.c.position.is_(None))
        return self.text(union_all(unplaced, after).limit(limit), "position", "limit")

    @cached_property
    def definition_rows(self) -> str:
        """() → (row, process, digest) of each version."""
        definitions = self.tables.definitions
        return self.text(select(definitions.c.id, definitions.c.process, definitions.c.digest))

    @cached_property
    def open_cases(self) -> str:
        """() → (row, definition, state, commune, confidentiality) of each open case."""
        # Written out: with a parameter neither database could use the indexes of open cases.
        return self.text(self._standing().where(self.tables.cases.c.open == literal_column("1")))

    @cached_property
    def cases_at(self) -> str:
        """(`AT_ONCE` rows) → as `open_cases` and whether it is open, of each case that there is."""
        return self.text(self._standing(self.tables.cases.c.open).where(self.among(self.tables.cases.c.stream)), *AMONG)

    @cached_property
    def subject_marks_at(self) -> str:
        """(`AT_ONCE` rows, again) → (name, commune, sequence) of subjects, and None; of a case's, and its commune."""
        streams, subjects, cases = self.tables.streams, self.tables.subjects, self.tables.cases
        mark = (streams.c.name, subjects.c.commune, subjects.c.sequence)
        own = select(*mark, null()).join_from(subjects, streams, streams.c.id == subjects.c.stream)
        theirs = (
            select(*mark, cases.c.commune)
            .join_from(cases, subjects, subjects.c.stream == cases.c.subject)
            .join(streams, streams.c.id == subjects.c.stream)
        )
        again = tuple(f"{name}_again" for name in AMONG)
        both = union_all(
            own.where(self.among(subjects.c.stream)),
            theirs.where(cases.c.stream.in_([bindparam(name) for name in again])),
        )
        return self.text(both, *AMONG, *again)

    def _standing(self, *more: Any) -> Select[Any]:
        cases = self.tables.cases
        return select(
            cases.c.stream, cases.c.definition, cases.c.state, cases.c.commune, cases.c.confidentiality, *more
        )
