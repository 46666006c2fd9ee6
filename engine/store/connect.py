"""Reaching a database: its address, its connections, their settings, and what its failures mean.

Knows SQLite and PostgreSQL; knows neither tables nor events. Two ways in: `Database.engine`, SQLAlchemy's, for what
is done once (migrations, checks, copies), and `Database.link`, the driver's own connection, for everything else: the
statements of a step are compiled once, and run on it without a layer between.
"""

from __future__ import annotations

import re
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError

from engine.errors import EngineError, EnvironmentUnusable, Said, UsageError
from engine.store.tables import Dialect

PRAGMAS = {
    "busy_timeout": "10000",
    "synchronous": "FULL",  # NORMAL loses acknowledged steps at a power cut
    "fullfsync": "ON",  # macOS: reach the disk, not its cache; nothing elsewhere
    "foreign_keys": "ON",
    "secure_delete": "ON",  # what is erased is overwritten
    "recursive_triggers": "ON",  # or REPLACE would delete past the append-only triggers
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "temp_store": "MEMORY",  # nothing of ours in temporary files
}
"Set on every SQLite connection (rule S2), `journal_mode` apart: it belongs to the file."

PAGE = 8192
"Bytes of a page of a new file: an event takes a fifth of the usual 4096, and what is left over would be lost."

ASKED_BESIDE = 5
"Seconds for which a server that refused a database is asked whether it has it."
POSTGRES_SETTINGS = (
    "-c synchronous_commit=on -c timezone=UTC -c lock_timeout=10s -c idle_in_transaction_session_timeout=5min"
    # Our statements are prepared and each has one good plan: none is worth planning again.
    " -c plan_cache_mode=force_generic_plan"
)

Row = Sequence[Any]
"A row as a driver gives it: the door where SQL values enter."


class Cursor(Protocol):
    """What both drivers give back for a statement."""

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""
        ...

    def fetchone(self) -> Row | None:
        """The next row, or None."""
        ...

    def fetchall(self) -> list[Any]:
        """All the rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Link(Protocol):
    """A driver's own connection, outside any transaction until told to begin one."""

    def execute(self, statement: str, parameters: Sequence[Any] = ..., /) -> Cursor:
        """Run one statement; its parameters stand in the order of the statement."""
        ...

    def close(self) -> None:
        """Close the connection; a transaction left open is undone."""
        ...


class Database(ABC):
    """One database, reached at its address.

    `errors` are the exceptions of its driver; `explain` says what one of them means to a user.
    """

    dialect: Dialect
    engine: Engine
    errors: type[Exception]
    conflicts: tuple[type[Exception], ...]
    "Failures of a transaction that only met another one: nothing was done, and doing it again is right."
    begin_write: str
    begin_read: str
    path: Path | None
    "The file of a SQLite database."

    @abstractmethod
    def link(self) -> Link:
        """A new connection of the driver; raises EnvironmentUnusable."""

    @abstractmethod
    def link_under(self, connection: Connection) -> Link:
        """The driver's connection under one of SQLAlchemy's, inside its transaction."""

    @contextmanager
    def transaction(self, isolation: str | None = None) -> Iterator[Connection]:
        """A writing transaction of SQLAlchemy's; failures are explained as `explain` does."""
        try:
            with self.engine.connect() as connection:
                if isolation is not None:
                    connection.execution_options(isolation_level=isolation)
                with connection.begin():
                    yield connection
        except (DBAPIError, self.errors) as error:
            raise self.explain(_cause(error)) from error

    @abstractmethod
    def explain(self, error: Exception) -> Exception:
        """What to raise instead of a driver's error: ours where it tells of the environment, else itself."""

    def commit(self, link: Link) -> None:
        """Commit; raises when the transaction had already been undone."""
        link.execute("COMMIT")

    def close(self) -> None:
        """Let go of what SQLAlchemy still holds."""
        self.engine.dispose()


def reach(url: str, *, readonly: bool = False, create: bool = False) -> Database:
    """The database at an address: `sqlite:///path`, a bare path of a file, or `postgresql://…`.

    A SQLite file is made only when `create` says so: a mistyped path must not become an empty database.

    Raises:
        UsageError: no such kind of address.
        EnvironmentUnusable: the driver isn't installed. An unreachable database is told by the first connection.
    """
    try:
        address = make_url(url) if "://" in url else URL.create("sqlite", database=url)
        kind = address.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise _no_address() from error
    if kind == "sqlite" and address.database and address.database != ":memory:":
        return SqliteDatabase(Path(address.database), readonly=readonly, create=create)
    if kind == "postgresql":
        return PostgresDatabase(address, readonly=readonly)
    raise _no_address()


class SqliteDatabase(Database):
    """A file of SQLite."""

    dialect = "sqlite"
    errors = sqlite3.Error
    conflicts = ()
    begin_read = "BEGIN"
    path: Path

    def __init__(self, path: Path, *, readonly: bool, create: bool) -> None:
        self.path = path.absolute()
        self._readonly = readonly
        # Always IMMEDIATE: a transaction that begins by reading and then writes loses to another and can't wait.
        self.begin_write = "BEGIN" if readonly else "BEGIN IMMEDIATE"
        mode = "ro" if readonly else "rwc" if create else "rw"
        address = f"{self.path.as_uri()}?mode={mode}"

        def connect() -> sqlite3.Connection:
            # The driver's own transactions are off: they would not cover DDL, nor begin IMMEDIATE.
            return sqlite3.connect(
                address, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256
            )

        self.engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
        event.listen(self.engine, "connect", self._settle)
        event.listen(self.engine, "begin", self._begin)

    def link(self) -> sqlite3.Connection:
        """A new connection, with all the settings of rule S2."""
        try:
            pooled = self.engine.raw_connection()
            driver = pooled.driver_connection
            pooled.detach()
        except (DBAPIError, sqlite3.Error, UnicodeDecodeError) as error:
            raise self.explain(_cause(error)) from error
        return _sqlite_driver(driver)

    def link_under(self, connection: Connection) -> sqlite3.Connection:
        """The driver's connection under one of SQLAlchemy's."""
        return _sqlite_driver(connection.connection.driver_connection)

    def explain(self, error: Exception) -> Exception:
        """Tell a full disk, a broken disk, a busy, damaged or closed file from a mistake of ours."""
        code = getattr(error, "sqlite_errorcode", None)
        if isinstance(error, UnicodeDecodeError) or _NOT_AS_MADE.search(str(error)):
            # Words of rows that are no text any more, tables that are not those that were made: no code tells it.
            code = sqlite3.SQLITE_CORRUPT
        known = _SQLITE_FAILURES.get(code & 0xFF) if code else None
        return EnvironmentUnusable("{what} ({path})", known[1], what=known[0], path=self.path) if known else error

    def _settle(self, driver: sqlite3.Connection, _record: object) -> None:
        # Without effect on a file that has its pages already.
        driver.execute(f"PRAGMA page_size={PAGE}")
        for name, value in PRAGMAS.items():
            driver.execute(f"PRAGMA {name}={value}")
        driver.execute("PRAGMA query_only=ON" if self._readonly else "PRAGMA journal_mode=WAL")

    def _begin(self, connection: Connection) -> None:
        connection.exec_driver_sql(self.begin_write)


def _sqlite_driver(driver: object) -> sqlite3.Connection:
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("SQLite is reached through the standard library's driver")
    return driver


_NOT_AS_MADE = re.compile(r"decode to UTF-8|^no such (table|column)|because it is a view")
_SQLITE_FAILURES = {
    sqlite3.SQLITE_FULL: (
        Said("Le disque est plein. Rien n'a été écrit."),
        Said("Libérer de la place sur le disque, puis refaire l'action ; parcours et guichets restent lisibles."),
    ),
    sqlite3.SQLITE_IOERR: (
        Said("Le disque a refusé de lire ou d'écrire. Rien n'a été écrit."),
        Said(
            "Vérifier le disque et la place qui reste, puis refaire l'action ; parcours et guichets restent lisibles."
        ),
    ),
    sqlite3.SQLITE_BUSY: (
        Said("La base est occupée par un autre programme. Rien n'a été écrit."),
        Said("Attendre un instant, puis refaire l'action."),
    ),
    sqlite3.SQLITE_READONLY: (
        Said("La base n'est ouverte qu'en lecture. Rien n'a été écrit."),
        Said("Vérifier les droits sur le fichier et son dossier."),
    ),
    sqlite3.SQLITE_PERM: (
        Said("La base ne peut pas être ouverte."),
        Said("Vérifier les droits sur le fichier et son dossier."),
    ),
    sqlite3.SQLITE_CANTOPEN: (
        Said("La base ne peut pas être ouverte."),
        Said("Vérifier le chemin (--db ou BAOM_DB) et les droits ; pour une base neuve : baom db init --training."),
    ),
    sqlite3.SQLITE_CORRUPT: (
        Said("La base est endommagée."),
        Said("Ne plus y écrire ; la vérifier par baom db check, puis restaurer une sauvegarde."),
    ),
    sqlite3.SQLITE_NOTADB: (
        Said("Ce fichier n'est pas une base lisible."),
        Said("Vérifier le chemin (--db ou BAOM_DB) ; sinon, restaurer une sauvegarde."),
    ),
}


class PostgresDatabase(Database):
    """A database of a PostgreSQL server."""

    dialect = "postgresql"
    begin_write = "BEGIN"
    begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    path = None

    def __init__(self, address: URL, *, readonly: bool) -> None:
        try:
            import psycopg  # noqa: PLC0415 an extra: a desk with SQLite alone doesn't have it
        except ImportError as error:
            raise EnvironmentUnusable(
                "Le pilote de PostgreSQL n'est pas installé.", "L'installer : pip install 'baom[postgres]'"
            ) from error
        self._psycopg = psycopg
        self.errors = psycopg.Error
        self.conflicts = (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected)
        self._told = address.render_as_string(hide_password=True)
        self._address = address.set(drivername="postgresql+psycopg")
        # An address that names none means the one called as its user, to every tool of PostgreSQL's.
        self._name = address.database or address.username
        settings = POSTGRES_SETTINGS + (" -c default_transaction_read_only=on" if readonly else "")
        self.engine = create_engine(
            self._address, poolclass=NullPool, connect_args={"options": settings, "prepare_threshold": 0}
        )

    def link(self) -> Link:
        """A new connection that begins no transaction by itself; each statement is prepared at its first use."""
        try:
            pooled = self.engine.raw_connection()
            driver = pooled.driver_connection
            pooled.detach()
        except (DBAPIError, self.errors) as error:
            raise self.explain(_cause(error)) from error
        if not isinstance(driver, self._psycopg.Connection):
            raise TypeError("PostgreSQL is reached through psycopg")
        driver.rollback()
        driver.autocommit = True
        return _PostgresLink(driver)

    def link_under(self, connection: Connection) -> Link:
        """The driver's connection under one of SQLAlchemy's."""
        return _PostgresLink(connection.connection.driver_connection)

    def commit(self, link: Link) -> None:
        """Commit; a transaction that has failed is undone by COMMIT without a word, which is not what was asked."""
        if getattr(link.execute("COMMIT"), "statusmessage", None) != "COMMIT":
            raise EnvironmentUnusable(
                "L'écriture a échoué. Rien n'a été écrit. ({told})", "Refaire l'action.", told=self._told
            )

    def explain(self, error: Exception) -> Exception:
        """Tell a full disk, a database that isn't there or a server out of reach from a mistake of ours."""
        errors = self._psycopg.errors
        if isinstance(error, errors.DiskFull | errors.OutOfMemory | errors.InsufficientResources):
            return EnvironmentUnusable(
                "Le serveur n'a plus de place. Rien n'a été écrit. ({told})",
                "Libérer de la place sur le serveur, puis refaire l'action ; parcours et guichets restent lisibles.",
                told=self._told,
            )
        if isinstance(error, errors.LockNotAvailable):
            return EnvironmentUnusable(
                "La base est occupée par un autre programme. Rien n'a été écrit. ({told})",
                "Attendre un instant, puis refaire l'action.",
                told=self._told,
            )
        if isinstance(error, self._psycopg.OperationalError) and self._is_missing():
            return EnvironmentUnusable(
                "La base « {name} » n'existe pas sur ce serveur ({told}).",
                "La créer : createdb --encoding=UTF8 --template=template0 {name}, puis baom db init ;"
                " ou vérifier son nom dans --db ou BAOM_DB.",
                name=self._name,
                told=self._told,
            )
        if isinstance(error, self._psycopg.OperationalError | self._psycopg.InterfaceError):
            # Lost between a commit and its answer, a step may have been recorded: the same key tells.
            return EnvironmentUnusable(
                "Le serveur de la base ne répond pas ({told}).",
                "Vérifier l'adresse et le serveur, puis relire le dossier avant de refaire l'action.",
                told=self._told,
            )
        return error

    def _is_missing(self) -> bool:
        """Whether the server answers, and holds no database of that name.

        Asked of the database that every server has: a refused connection bears no code, and words in a language of the
        server's own.
        """
        if not self._name:
            return False
        beside = create_engine(
            self._address.set(database="postgres"), poolclass=NullPool, connect_args={"connect_timeout": ASKED_BESIDE}
        )
        try:
            with beside.connect() as connection:
                held = text("SELECT 1 FROM pg_database WHERE datname = :name")
                return connection.execute(held, {"name": self._name}).fetchone() is None
        except (DBAPIError, self.errors):
            return False
        finally:
            beside.dispose()


class _PostgresLink:
    """A psycopg connection that answers in binary: bytes then travel as they are."""

    __slots__ = ("_driver", "execute")

    def __init__(self, driver: Any) -> None:
        self._driver = driver

        def execute(statement: str, parameters: Sequence[Any] = ()) -> Cursor:
            answer: Cursor = driver.execute(statement, parameters, binary=True)
            return answer

        self.execute = execute

    def close(self) -> None:
        self._driver.close()


def _cause(error: Exception) -> Exception:
    """The driver's own error, which SQLAlchemy wraps in its own here and not there."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return cause if isinstance(cause, Exception) else error


def _no_address() -> EngineError:
    return UsageError(
        "L'adresse de la base n'est pas comprise.",
        "Écrire sqlite:///chemin/vers/baom.db ou postgresql://utilisateur@serveur/base.",
    )
