"""Restoring a backup: prepared and checked aside, what would be lost told, and only then put in place.

A SQLite database is overwritten by SQLite's own copy, in one transaction: programs that have it open go on with the
restored one, and a cut leaves the old one whole. A PostgreSQL one is dropped and filled in one transaction too.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import text

from engine.errors import EngineError, EnvironmentUnusable
from engine.store.backups import copy_database, require_intact, sha256_of
from engine.store.codec import decode
from engine.store.connect import PostgresDatabase, SqliteDatabase, reach
from engine.store.copying import copy_all
from engine.store.journal import Reading, Store
from engine.store.lockfile import LockFile
from engine.store.projections import StandingsOf
from engine.store.tables import tables
from engine.store.transaction import Placed, Stamp, Vault
from engine.store.upkeep import migrate, new_file, remove_file, upgrade
from engine.store.versions import version_of

BATCH = 1_000
SHOWN = 20
"Cases named among those that would lose something."

_BEYOND_USE = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
"So damaged that SQLite can't write into it: nobody has any use of it open, and the file itself may be replaced."


@dataclass(frozen=True, slots=True)
class Restoration:
    """What restoring a backup does, or would do."""

    done: bool
    events: int
    "In the backup."
    lost: int | None
    "Events of the present database that the backup doesn't have; None when it can't be read."
    since: str | None
    "When the first of them was recorded."
    cases: tuple[str, ...]
    "Whose they are: the first streams, at most `SHOWN`."


def restore(
    backup: Path, url: str, vault: Vault, standings_of: StandingsOf, stamp: Stamp, *, accept_loss: bool = False
) -> Restoration:
    """Put a backup in the place of a database, or where there is none yet.

    Without `accept_loss` nothing is touched when something would be lost: the answer says what, and isn't `done`.

    Raises:
        EnvironmentUnusable: the backup isn't intact, is of another log than the database it would replace, or can't
            be put there; nothing was changed.
    """
    with _prepared(backup, url, vault, standings_of, stamp) as (prepared, events):
        lost = _loss(prepared, url, vault)
        if lost.lost != 0 and not accept_loss:
            return Restoration(False, events, lost.lost, lost.since, lost.cases)
        _record(prepared, vault, stamp, {"sha256": sha256_of(backup), "lost": lost.lost, "since": lost.since})
        _put(prepared, url)
    return Restoration(True, events, lost.lost, lost.since, lost.cases)


@dataclass(frozen=True, slots=True)
class _Loss:
    lost: int | None
    since: str | None
    cases: tuple[str, ...]


@contextmanager
def _prepared(
    backup: Path, url: str, vault: Vault, standings_of: StandingsOf, stamp: Stamp
) -> Iterator[tuple[Path, int]]:
    """A copy of the backup, of this program's version and intact; gone afterwards."""
    if not backup.is_file():
        raise EnvironmentUnusable(f"La sauvegarde {backup} est introuvable.", "Vérifier le chemin du fichier.")
    with tempfile.TemporaryDirectory(prefix=".restauration-", dir=_beside(url)) as folder:
        prepared = Path(folder) / "baom.db"
        with new_file(prepared):
            copy_database(str(backup), prepared)
        upgrade(str(prepared), vault, standings_of, stamp)
        yield prepared, require_intact(prepared, vault, standings_of)


def _beside(url: str) -> Path | None:
    """The folder of a SQLite database, on the same disk as what will be put there; for a server, any."""
    database = reach(url)
    database.close()
    if database.path is None:
        return None
    database.path.parent.mkdir(parents=True, exist_ok=True)
    return database.path.parent


def _loss(prepared: Path, url: str, vault: Vault) -> _Loss:
    """What the present database has recorded that the backup hasn't."""
    if _absent(url):
        return _Loss(0, None, ())
    try:
        present = Store.open(url, vault)
    except EngineError:
        # Damaged, or of another version: nobody can tell what is in it.
        return _Loss(None, None, ())
    past = Store.open(str(prepared), vault)
    try:
        if present.log_id != past.log_id:
            raise EnvironmentUnusable(
                "Cette sauvegarde est celle d'une autre base : elle ne peut pas prendre la place de celle-ci.",
                "Vérifier l'adresse (--db), ou restaurer dans une base neuve.",
            )
        present.place_events()
        return _compared(past, present)
    finally:
        past.close()
        present.close()


def _absent(url: str) -> bool:
    database = reach(url)
    try:
        if isinstance(database, SqliteDatabase):
            return not database.path.exists()
        link = database.link()
        try:
            return version_of(database, link) is None
        finally:
            link.close()
    finally:
        database.close()


def _compared(past: Store, present: Store) -> _Loss:
    known = _log(past)
    lost, since, names = 0, None, dict[str, None]()
    same = True
    for placed in _log(present):
        same = same and (kept := next(known, None)) is not None and kept.hash == placed.hash
        event = decode(placed.stored)
        if same or event.kind == "backed_up":
            # A backup never holds the line that says that it was taken.
            continue
        lost += 1
        since = since or event.recorded_at
        if len(names) < SHOWN:
            names[placed.stream] = None
    return _Loss(lost, since, tuple(names))


def _log(store: Store) -> Iterator[Placed]:
    position = 0
    while batch := store.read(partial(Reading.following, position=position, limit=BATCH)):
        yield from batch
        position = batch[-1].position


def _record(prepared: Path, vault: Vault, stamp: Stamp, body: dict[str, object]) -> None:
    store = Store.open(str(prepared), vault)
    try:
        store.write(lambda writing: writing.system("restored", body, {}, stamp))
    finally:
        store.close()


def _put(prepared: Path, url: str) -> None:
    target = reach(url)
    try:
        if isinstance(target, SqliteDatabase):
            _put_file(prepared, target)
        elif isinstance(target, PostgresDatabase):
            _put_rows(prepared, target)
    finally:
        target.close()


def _put_file(prepared: Path, target: SqliteDatabase) -> None:
    path = target.path
    if not path.exists():
        prepared.replace(path)
        return
    lock = LockFile.beside(path)
    if lock is not None:
        lock.take()
    try:
        _overwrite(prepared, target)
    finally:
        if lock is not None:
            lock.free()
            lock.close()


def _overwrite(prepared: Path, target: SqliteDatabase) -> None:
    source = sqlite3.connect(prepared)
    try:
        link = target.link()
        try:
            source.backup(link, pages=-1)
        finally:
            link.close()
    except (EnvironmentUnusable, sqlite3.Error) as error:
        cause = error.__cause__ if isinstance(error, EnvironmentUnusable) else error
        if getattr(cause, "sqlite_errorcode", None) not in _BEYOND_USE:
            raise target.explain(error) from error
        remove_file(target.path)
        prepared.replace(target.path)
    finally:
        source.close()


def _put_rows(prepared: Path, target: PostgresDatabase) -> None:
    source = SqliteDatabase(prepared, readonly=True, create=False)
    try:
        with source.engine.connect() as reading, target.transaction() as writing:
            tables("postgresql").metadata.drop_all(writing)
            writing.execute(text("DROP TABLE IF EXISTS alembic_version"))
            writing.execute(text("DROP FUNCTION IF EXISTS refuse_change"))
            migrate(writing)
            copy_all(reading, writing)
    finally:
        source.close()
