"""The least that the same work could cost, measured beside it: what nobody can go below on this machine."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

PAYLOAD = 700
"Bytes of an event of the floors, as long as ours."


class RawSqlite:
    """One INSERT, one UPDATE and one COMMIT on the driver itself, as durable as ours, and nothing else."""

    def __init__(self, path: Path, cases: int) -> None:
        self.path = path
        self._link = sqlite3.connect(path, isolation_level=None)
        for setting in ("journal_mode=WAL", "synchronous=FULL"):
            self._link.execute(f"PRAGMA {setting}")
        self._link.execute(
            "CREATE TABLE events (stream, sequence, bytes, PRIMARY KEY (stream, sequence)) WITHOUT ROWID"
        )
        self._link.execute("CREATE TABLE cases (id INTEGER PRIMARY KEY, state TEXT, sequence INTEGER)")
        self._link.executemany("INSERT INTO cases VALUES (?, 'depose', 0)", [(row,) for row in range(cases)])
        self._bytes = os.urandom(PAYLOAD)

    def step(self, row: int, sequence: int) -> None:
        """One durable step."""
        execute = self._link.execute
        execute("BEGIN IMMEDIATE")
        execute("INSERT INTO events VALUES (?, ?, ?)", (row, sequence, self._bytes))
        execute("UPDATE cases SET state = ?, sequence = ? WHERE id = ?", ("pret", sequence, row))
        execute("COMMIT")

    def recorded(self) -> int:
        """Events that another connection sees, once it is known that commits wait for the disk."""
        require_full(self._link)
        with sqlite3.connect(self.path) as other:
            return count(other.execute("SELECT count(*) FROM events").fetchone())

    def close(self) -> None:
        """Close the connection."""
        self._link.close()


def require_full(link: sqlite3.Connection) -> None:
    """Read back that a commit of this connection waits for the disk: a faster floor would be no floor."""
    settings = link.execute("PRAGMA synchronous").fetchone(), link.execute("PRAGMA journal_mode").fetchone()
    if settings != ((2,), ("wal",)):
        raise AssertionError(f"not durable: {settings}")


class RawPostgres:
    """Four round trips of prepared statements: BEGIN, read the case, write event and case at once, COMMIT."""

    READ = "SELECT state, sequence FROM floor_cases WHERE id = %s FOR UPDATE"
    WRITE = (
        "WITH changed AS ("
        "UPDATE floor_cases SET state = %s, sequence = %s WHERE id = %s AND sequence = %s RETURNING id"
        ") INSERT INTO floor_events SELECT id, %s, %s FROM changed"
    )

    def __init__(self, url: str, cases: int) -> None:
        self.url = url
        self._link: Any = psycopg.connect(url, autocommit=True, prepare_threshold=0)
        self._link.execute(
            "CREATE TABLE floor_events (stream int, sequence int, bytes bytea, PRIMARY KEY (stream, sequence))"
        )
        self._link.execute("CREATE TABLE floor_cases (id int PRIMARY KEY, state text, sequence int)")
        self._link.execute("INSERT INTO floor_cases SELECT n, 'depose', 0 FROM generate_series(0, %s) n", (cases - 1,))
        self._bytes = os.urandom(PAYLOAD)

    def step(self, row: int, sequence: int) -> None:
        """One durable step."""
        execute = self._link.execute
        execute("BEGIN")
        execute(self.READ, (row,), binary=True).fetchone()
        execute(self.WRITE, ("pret", sequence, row, sequence - 1, sequence, self._bytes), binary=True)
        execute("COMMIT")

    def recorded(self) -> int:
        """Events that another connection sees, once it is known that commits wait for the disk."""
        settings = [self._link.execute(f"SHOW {name}").fetchone()[0] for name in ("fsync", "synchronous_commit")]
        if settings != ["on", "on"]:
            raise AssertionError(f"not durable: {settings}")
        with psycopg.connect(self.url) as other:
            return count(other.execute("SELECT count(*) FROM floor_events").fetchone())

    def close(self) -> None:
        """Close the connection."""
        self._link.close()


def count(row: Sequence[Any] | None) -> int:
    """The number of a row that holds nothing else."""
    if row is None:
        raise AssertionError("a count gives a row")
    return int(row[0])


def hash_only(stored: Sequence[bytes]) -> None:
    """Hash each event's bytes: no replay that verifies can be faster."""
    for each in stored:
        hashlib.sha256(each).digest()


def step_by_dict(table: dict[str, dict[str, str]], walk: Sequence[tuple[str, str, str]]) -> None:
    """Look each passage up in a dictionary of dictionaries: no engine can step faster."""
    for source, trigger, target in walk:
        if table[source].get(trigger, source) != target:
            raise AssertionError("the floor must do the same work")
