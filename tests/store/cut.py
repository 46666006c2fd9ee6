"""An upgrade that ends with its process, at one of its statements; run in a process of its own."""

import os
from multiprocessing.connection import Connection

from engine.store import connect
from engine.store.upkeep import upgrade
from tests.store.samples import STAMP, standings_of, vault


def upgrade_until(path: str, statement: int, answers: Connection) -> None:
    """Upgrade a file, gone at that statement; tells how many there were when it came to its end."""
    seen = 0

    def count(_):
        nonlocal seen
        seen += 1
        if seen == statement:
            os._exit(9)

    settle = connect.SqliteDatabase._settle  # noqa: SLF001 -- where every connection is set right

    def watched(self, driver, record):
        settle(self, driver, record)
        driver.set_trace_callback(count)

    connect.SqliteDatabase._settle = watched  # noqa: SLF001 -- nobody else uses this process
    upgrade(path, vault(), standings_of, STAMP)
    answers.send(seen)
