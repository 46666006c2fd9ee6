"""Backups: one file, whatever the database; checked before it is said to be done.

A backup is a SQLite file of the same tables. Of a SQLite database it is taken by SQLite's own online copy; of a
PostgreSQL one, row by row in one snapshot: no tool of the server's version has to be there, and a log may move from
one kind of database to the other. It holds no master key: without that key it shows nothing private. Nor does it say
who was logged in, or who mistyped: that is of the database in use alone.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from engine.errors import EnvironmentUnusable
from engine.store.carried import carry
from engine.store.checks import check
from engine.store.connect import PostgresDatabase, SqliteDatabase, reach
from engine.store.copying import copy_all
from engine.store.journal import Store
from engine.store.log import Log, Vault
from engine.store.projections import StandingsOf
from engine.store.statements import POSITIONS, statements
from engine.store.transaction import Stamp
from engine.store.upkeep import UPGRADE_EVENTS, migrate, new_file, upgrade
from engine.store.versions import VERSIONS, version_of

_FORGET = {"attempts": "DELETE FROM attempts", "sessions": "DELETE FROM sessions"}
"What empties each table that is of the database in use alone."


NOTHING_ALONG: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup taken and checked."""

    path: Path
    sha256: str
    events: int
    along: int = 0
    "Files that are no rows, sealed in it."


def backup(
    url: str,
    path: Path,
    vault: Vault,
    standings_of: StandingsOf,
    stamp: Stamp,
    along: Mapping[str, str] = NOTHING_ALONG,
) -> Backup:
    """Copy a database in use to a new file, check the copy, then record in the log that it was made.

    A file of an older version is copied as it is, before its upgrade, which is tried on a copy of the copy; its log
    then doesn't say so, for this program writes only in tables of its own version.

    Raises:
        EnvironmentUnusable: the file exists already or can't be written, or the copy isn't intact: it is then gone.
    """
    path = path.absolute()
    if path.exists():
        raise EnvironmentUnusable("Le fichier {path} existe déjà.", "Donner un autre nom à la sauvegarde.", path=path)
    if _is_older_file(url):
        with _seen_whole(path) as partial:
            copy_database(url, partial)
            _forget_logins(partial)
            events = _require_upgradable(partial, vault, standings_of, stamp)
            _take_along(partial, vault, along)
            sha256 = sha256_of(partial)
        return Backup(path, sha256, events, len(along))
    store = Store.open(url, vault)
    try:
        with _seen_whole(path) as partial:
            copy_database(url, partial)
            _forget_logins(partial)
            _take_along(partial, vault, along)
            events = require_intact(partial, vault, standings_of)
            sha256 = sha256_of(partial)
        body = {"sha256": sha256, "events": events}
        store.write(lambda writing: writing.system("backed_up", body, {}, stamp))
    finally:
        store.close()
    return Backup(path, sha256, events, len(along))


@contextmanager
def _seen_whole(path: Path) -> Iterator[Path]:
    """A file to fill, which takes its name at the end: whoever sees the name sees a checked backup."""
    partial = path.with_name(f"{path.name}.partiel")
    with new_file(partial):
        yield partial
        partial.rename(path)


def _forget_logins(copy: Path) -> None:
    """Take sessions and counts of wrong tries out of a copy, and out of its free pages."""
    database = SqliteDatabase(copy, readonly=False, create=False)
    try:
        link = database.link()
        try:
            # A copy of an older version may have neither table.
            there = {name for (name,) in link.execute("SELECT name FROM sqlite_schema WHERE type = 'table'", ())}
            for statement in (_FORGET[table] for table in _FORGET if table in there):
                link.execute(statement, ())
        finally:
            link.close()
    except database.errors as error:
        raise database.explain(error) from error
    finally:
        database.close()
    _alone(copy)


def _take_along(copy: Path, vault: Vault, files: Mapping[str, str]) -> None:
    if files:
        carry(copy, log_of(copy).log_id, vault, files)


def log_of(copy: Path) -> Log:
    """What a copy says of its log, whatever its version."""
    database = reach(str(copy), readonly=True)
    link = database.link()
    try:
        return Log.found(database, link, None)
    except database.errors as error:
        raise database.explain(error) from error
    finally:
        link.close()
        database.close()


def _is_older_file(url: str) -> bool:
    database = reach(url, readonly=True)
    try:
        if database.path is None:
            return False
        link = database.link()
        try:
            version = version_of(database, link)
        finally:
            link.close()
    except database.errors as error:
        raise database.explain(error) from error
    finally:
        database.close()
    return version in VERSIONS[:-1]


def _require_upgradable(copy: Path, vault: Vault, standings_of: StandingsOf, stamp: Stamp) -> int:
    """Check the copy of an older database by upgrading a copy of it, and give the number of its events."""
    with tempfile.TemporaryDirectory(prefix=".sauvegarde-", dir=copy.parent) as folder:
        trial = Path(folder) / "baom.db"
        with new_file(trial):
            copy_database(str(copy), trial)
        upgrade(str(trial), vault, standings_of, stamp)
        return require_intact(trial, vault, standings_of) - UPGRADE_EVENTS


def copy_database(url: str, copy: Path) -> None:
    """Copy a database, in use or not, to an empty SQLite file."""
    source = reach(url)
    try:
        if isinstance(source, SqliteDatabase):
            _copy_pages(source, copy)
        elif isinstance(source, PostgresDatabase):
            _copy_rows(source, copy)
    finally:
        source.close()


def require_intact(path: Path, vault: Vault, standings_of: StandingsOf) -> int:
    """Check a copy whole, and give the number of its events.

    Raises:
        EnvironmentUnusable: it isn't intact, or isn't ours.
    """
    report = check(str(path), vault, standings_of)
    if report.verdict != "intact":
        raise EnvironmentUnusable(
            "La copie {path} n'est pas intacte : {message}",
            "Prendre une autre sauvegarde ; vérifier la base elle-même : baom db check.",
            path=path.name,
            message=report.findings[0].message,
        )
    return report.events


def sha256_of(path: Path) -> str:
    """The hash of a file, by which a backup is named in the log."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_pages(source: SqliteDatabase, copy: Path) -> None:
    """SQLite's online copy, in one piece: writers don't wait, and what they write meanwhile isn't in it."""
    link = source.link()
    target = sqlite3.connect(copy)
    try:
        link.backup(target, pages=-1)
        # A file by itself, with nothing beside it.
        target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise source.explain(error) from error
    finally:
        target.close()
        link.close()


def _copy_rows(source: PostgresDatabase, copy: Path) -> None:
    """One snapshot of the server, in which the last events get their positions too."""
    sql = statements("postgresql")
    target = SqliteDatabase(copy, readonly=False, create=False)
    holding = source.link()
    try:
        # Held by another connection, before the snapshot: taken in its transaction, the lock would come after it.
        holding.execute("SELECT pg_advisory_lock(%s)", (POSITIONS,))
        with source.transaction("REPEATABLE READ") as reading, target.transaction() as writing:
            source.link_under(reading).execute(sql.place)
            migrate(writing)
            copy_all(reading, writing)
    except source.errors as error:
        raise source.explain(error) from error
    finally:
        holding.close()
        target.close()
    _alone(copy)


def _alone(copy: Path) -> None:
    """Leave nothing beside a file that has been written through the usual connections."""
    link = sqlite3.connect(copy)
    try:
        link.execute("PRAGMA journal_mode=DELETE")
    finally:
        link.close()
