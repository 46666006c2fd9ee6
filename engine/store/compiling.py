"""Compiling SQLAlchemy Core once, to the text that a driver takes.

Executing Core for each statement costs more than the database takes to answer: a step would be twice as long. So each
statement is compiled at its first use, and the order of its parameters is checked where it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import URL, Column, bindparam
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.elements import ColumnElement

from engine.store.tables import Dialect, tables

T = TypeVar("T", str, int)

AT_ONCE = 32
"Names that one statement looks for: a page asks for some fifty."
AMONG = tuple(f"name_{number}" for number in range(AT_ONCE))
"The parameters of such a statement."


def by_lots(names: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """Names or rows, each once, as statements take them: a lot that isn't full repeats its last one."""
    rest = iter(dict.fromkeys(names))
    while lot := tuple(islice(rest, AT_ONCE)):
        yield lot + lot[-1:] * (AT_ONCE - len(lot))


class Compiler:
    """Writes statements for one dialect, about its tables."""

    def __init__(self, dialect: Dialect) -> None:
        self.postgres = dialect == "postgresql"
        self.tables = tables(dialect)
        # By its name, so that it alone is imported: PostgreSQL's is a tenth of the time that a command takes to start.
        # SQLAlchemy leaves its dialects untyped.
        dialects: Any = URL.create("postgresql+psycopg" if self.postgres else "sqlite+pysqlite").get_dialect()
        self._dialect: Any = dialects(paramstyle="format" if self.postgres else "qmark")

    def text(self, statement: ClauseElement, *names: str) -> str:
        """The statement as the driver takes it, given that its parameters come in the order of `names`."""
        compiled: Any = statement.compile(dialect=self._dialect)
        written: str = compiled.string
        order = tuple(compiled.positiontup or ())
        if written.endswith(" OFFSET ?"):
            # Core writes a LIMIT on SQLite with an offset of its own, and a parameter nobody gave.
            written, order = written.removesuffix(" OFFSET ?"), order[:-1]
        if order != names:
            raise AssertionError(f"parameters in another order than their callers': {order}, not {names}")
        return written

    def among(self, column: Column[Any]) -> ColumnElement[bool]:
        """Whether a column holds one of `AT_ONCE` names: its statement is compiled once."""
        return column.in_([bindparam(name) for name in AMONG])
