"""Who may write when: one at a time on SQLite, side by side on PostgreSQL.

Each runs a work in one transaction and returns once it is on disk. Knows transactions, locks and failures; not what a
work writes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from engine.errors import EnvironmentUnusable
from engine.store.connect import Database, Link, PostgresDatabase, SqliteDatabase
from engine.store.group import Group, Job
from engine.store.lockfile import LockFile


class Breakable(Protocol):
    """A transaction that can tell that it may not be committed."""

    failed: bool


W = TypeVar("W", bound=Breakable)
T = TypeVar("T")

ATTEMPTS = 5
"How many times PostgreSQL may undo a work for another's sake before we give up."


class Links:
    """Connections that wait for their next transaction; a dead one is replaced when it is taken."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._idle: list[Link] = []

    def begin(self, statement: str) -> Link:
        """A connection with a transaction begun."""
        while self._idle:
            try:
                link = self._idle.pop()
            except IndexError:
                break
            try:
                link.execute(statement)
            except self._database.errors:
                # The server was restarted while it waited.
                link.close()
            else:
                return link
        link = self._database.link()
        link.execute(statement)
        return link

    def keep(self, link: Link) -> None:
        """Take back a connection whose transaction has ended."""
        self._idle.append(link)

    def undo(self, link: Link) -> None:
        """Undo a transaction and keep its connection, or drop both: what matters is the cause, told by the caller."""
        try:
            link.execute("ROLLBACK")
        except self._database.errors:
            link.close()
        else:
            self._idle.append(link)

    def close(self) -> None:
        """Close those that wait."""
        while self._idle:
            self._idle.pop().close()


class SideBySide(Generic[W]):
    """Writers of PostgreSQL: each has a connection of its own, and the server orders them row by row."""

    def __init__(self, database: PostgresDatabase, links: Links, writing: Callable[[Link], W]) -> None:
        self._database = database
        self._links = links
        self._writing = writing

    def run(self, work: Callable[[W], T]) -> T:
        """Run a work; again from its beginning when the server undid it for another's sake."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._once(work)
            except self._database.conflicts as error:
                if attempt == ATTEMPTS:
                    raise EnvironmentUnusable(
                        "Trop de personnes écrivent en même temps. Rien n'a été écrit.", "Refaire l'action."
                    ) from error
            except self._database.errors as error:
                raise self._database.explain(error) from error
        raise AssertionError("every attempt returns or raises")

    def _once(self, work: Callable[[W], T]) -> T:
        link = self._links.begin(self._database.begin_write)
        try:
            writing = self._writing(link)
            given = work(writing)
            _require_whole(writing)
            self._database.commit(link)
        except BaseException:
            self._links.undo(link)
            raise
        self._links.keep(link)
        return given

    def close(self) -> None:
        """Nothing of its own to close: the connections are shared with the readers."""


class OneAtATime(Generic[W]):
    """Writers of a SQLite file: one at a time in a process, its threads grouped; one process at a time."""

    def __init__(self, database: SqliteDatabase, writing: Callable[[Link], W]) -> None:
        self._database = database
        self._writing = writing
        self._group = Group(self._alone, self._together)
        self._link: sqlite3.Connection | None = None
        self._lock: LockFile | None = None

    def run(self, work: Callable[[W], T]) -> T:
        """Run a work, alone or with those of other threads."""
        given: T = self._group.run(work)
        return given

    def close(self) -> None:
        """Close the connection and the lock."""
        if self._link is not None:
            self._link.close()
            self._link = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _alone(self, work: Callable[[W], Any]) -> Any:
        try:
            link = self._begin()
            try:
                writing = self._writing(link)
                given = work(writing)
                _require_whole(writing)
                link.execute("COMMIT")
            except BaseException:
                self._rollback(link)
                raise
            finally:
                self._free()
        except sqlite3.Error as error:
            raise self._database.explain(error) from error
        return given

    def _together(self, jobs: Sequence[Job]) -> None:
        try:
            link = self._begin()
            try:
                for job in jobs:
                    self._in_savepoint(link, job)
                link.execute("COMMIT")
            except BaseException:
                self._rollback(link)
                raise
            finally:
                self._free()
        except (sqlite3.Error, EnvironmentUnusable) as error:
            # None of the group was written. Each gets an exception of its own: an exception carries one traceback.
            for job in jobs:
                job.error = self._database.explain(error)
        except BaseException as error:  # noqa: BLE001 the leader's own: given back by its job
            for job in jobs:
                job.error = EnvironmentUnusable(
                    "L'écriture a été interrompue. Rien n'a été écrit.", "Refaire l'action."
                )
            jobs[0].error = error

    def _in_savepoint(self, link: sqlite3.Connection, job: Job) -> None:
        """Run one work of a group. What it raises is its own affair, unless the database failed under it."""
        link.execute("SAVEPOINT work")
        writing = self._writing(link)
        try:
            job.given = job.work(writing)
            _require_whole(writing)
        except Exception as error:
            if isinstance(error, sqlite3.Error) and self._database.explain(error) is not error:
                raise
            job.error = error
            if link.in_transaction:
                link.execute("ROLLBACK TO work")
        # A full disk ends the whole transaction, and a work may have caught what told of it: the next savepoint would
        # begin a transaction of its own, which nobody would commit with the others.
        if not link.in_transaction:
            raise _interrupted()
        link.execute("RELEASE work")

    def _begin(self) -> sqlite3.Connection:
        if self._link is None:
            self._link = self._database.link()
            self._lock = LockFile.beside(self._database.path)
        if self._lock is not None:
            self._lock.take()
        try:
            self._link.execute(self._database.begin_write)
        except BaseException:
            self._free()
            raise
        return self._link

    def _free(self) -> None:
        if self._lock is not None:
            self._lock.free()

    def _rollback(self, link: sqlite3.Connection) -> None:
        """Undo the transaction, which a full disk may have undone already; the cause is what must be told."""
        try:
            if link.in_transaction:
                link.execute("ROLLBACK")
        except sqlite3.Error:
            link.close()
            self._link = None


def _require_whole(writing: Breakable) -> None:
    """Refuse to commit what a work broke and then went on with, as if nothing had happened."""
    if writing.failed:
        raise _interrupted()


def _interrupted() -> EnvironmentUnusable:
    return EnvironmentUnusable("L'écriture a été interrompue. Rien n'a été écrit.", "Refaire l'action.")
