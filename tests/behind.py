"""Somebody who has the file of a database, and writes in it past the program: without the triggers, put back after."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def past_triggers(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the file while nothing in it refuses a change."""
    link = sqlite3.connect(path, isolation_level=None)
    try:
        made = link.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in made:
            link.execute(f'DROP TRIGGER "{name}"')
        yield link
        for _, sql in made:
            link.execute(sql)
    finally:
        link.close()
