"""Copying a whole log from one database to another, row by row, whatever their kinds.

Knows tables and their order; reads nothing of what is in them. The target's tables are there, and empty.
"""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, insert, literal_column, select, text

from engine.store.tables import Dialect, Tables, tables

ROWS = 1_000
"Rows copied at once."
SCANS = 4
"Of those that hold a scan: one may have ten megabytes."


def copy_all(source: Connection, target: Connection) -> None:
    """Copy every row of every table, in the order in which they refer to each other; both are in a transaction."""
    here, there = (_tables(each) for each in (source, target))
    for table in here.metadata.sorted_tables:
        _copy(source, table, target, there.metadata.tables[table.name])
    if target.dialect.name == "postgresql":
        _go_on_counting(target, there)


def _tables(connection: Connection) -> Tables:
    dialect: Dialect = "sqlite" if connection.dialect.name == "sqlite" else "postgresql"
    return tables(dialect)


def _copy(source: Connection, table: Table, target: Connection, into: Table) -> None:
    # `ordinal` is PostgreSQL's own, given anew in the order of the positions.
    columns = [table.c[column.name] for column in into.c if column.name != "ordinal"]
    order = [table.c.position] if table.name == "events" else list(table.primary_key.columns)
    size = SCANS if table.name == "attachments" else ROWS
    rows = source.execution_options(stream_results=True, yield_per=size).execute(select(*columns).order_by(*order))
    for batch in rows.mappings().partitions():
        target.execute(insert(into), [dict(row) for row in batch])


def _go_on_counting(target: Connection, there: Tables) -> None:
    """Let PostgreSQL number the next rows after those just copied."""
    for table in (there.streams, there.definitions):
        last = func.coalesce(func.max(table.c.id), literal_column("0")) + literal_column("1")
        sequence = text(f"pg_get_serial_sequence('{table.name}', 'id')")
        target.execute(select(func.setval(sequence, select(last).scalar_subquery(), literal_column("false"))))
