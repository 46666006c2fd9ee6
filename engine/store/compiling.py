"""Compiling SQLAlchemy Core once, to the text that a driver takes.

Executing Core for each statement costs more than the database takes to answer: a step would be twice as long. So each
statement is compiled at its first use, and the order of its parameters is checked where it is written.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.sql import ClauseElement

from engine.store.tables import Dialect, tables


class Compiler:
    """Writes statements for one dialect, about its tables."""

    def __init__(self, dialect: Dialect) -> None:
        self.postgres = dialect == "postgresql"
        self.tables = tables(dialect)
        # SQLAlchemy leaves its dialects untyped.
        dialects: Any = psycopg.PGDialect_psycopg if self.postgres else pysqlite.SQLiteDialect_pysqlite
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
