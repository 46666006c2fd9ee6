"""Restoring a backup: prepared and checked aside, what would be lost told, and only then put in place.

A SQLite database is overwritten by SQLite's own copy, in one transaction: programs that have it open go on with the
restored one, and a cut leaves the old one whole. A PostgreSQL one is dropped and filled in one transaction too.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text

from engine.core.events import Event, Json
from engine.errors import EngineError, EnvironmentUnusable, Said
from engine.store.backups import copy_database, log_of, require_intact, sha256_of
from engine.store.carried import opened, take_out
from engine.store.codec import decode
from engine.store.connect import PostgresDatabase, SqliteDatabase, reach
from engine.store.copying import copy_all
from engine.store.erasing import ERASED
from engine.store.journal import Reading, Store, Writing
from engine.store.keyring import Rewrap
from engine.store.lockfile import LockFile
from engine.store.log import Vault
from engine.store.projections import StandingsOf
from engine.store.returned import Erasures, SignedBy
from engine.store.rotating import rotate
from engine.store.tables import tables
from engine.store.transaction import Placed, Stamp
from engine.store.upkeep import migrate, new_file, remove_file, upgrade
from engine.store.versions import version_of

BATCH = 1_000
SHOWN = 20
"Cases named among those that would lose something."

Signed = Callable[[str], Collection[tuple[int, bytes]]]
"(log) → the heads of it that are known to be signed: (size, root)."

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
    "Those that would lose something: the first, at most `SHOWN`."
    in_cases: int = 0
    "How many cases would."
    covered: int = 0
    "Events in the largest checkpoint that was signed and that the backup contradicts; 0 when there is none."
    erased: tuple[str, ...] = ()
    "Who had been erased since the backup, and is erased again before anybody can use it."
    older_key: str = ""
    "The name of the older master key that opened the backup, whose keys are now wrapped by the present one."
    along: Mapping[str, str] = field(default_factory=dict, repr=False)
    "The files that it carries, which are no rows."
    left: int = 0
    "Of these, how many weren't put back: other files have their names."


class Older(NamedTuple):
    """An older master key, kept for the backups of its time."""

    vault: Vault
    rewrap: Rewrap
    "Wraps what it wrapped by the present key."


def _not_kept(key_id: str) -> Older:
    raise EnvironmentUnusable(
        "Cette sauvegarde est scellée par la clé {key}, qui n'est pas celle en service.",
        "Donner cette clé.",
        key=key_id,
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept beside the keys, for the day a copy is put back; nothing, unless it is said."""

    erasures: Erasures = ()
    signed_by: SignedBy = field(default=lambda _key: lambda _signature, _message: False)
    older: Callable[[str], Older] = _not_kept
    "(name of a master key) → that key; raises EnvironmentUnusable where it isn't kept, and says what is missing."
    signed: Signed = field(default=lambda _log: ())


NOTHING = Beside()
"Where nothing is kept beside the keys."


def restore(  # noqa: PLR0913 what a restoration rests on, each by its name
    backup: Path,
    url: str,
    vault: Vault,
    standings_of: StandingsOf,
    stamp: Stamp,
    *,
    accept_loss: bool = False,
    beside: Beside = NOTHING,
) -> Restoration:
    """Put a backup in the place of a database, or where there is none yet.

    Without `accept_loss` nothing is touched when something would be lost: the answer says what, and isn't `done`.
    Whoever was erased since the backup was taken, by what the present database says or by the list beside the keys, is
    erased again in the copy, before it takes the place: nobody comes back, not for a moment.

    Raises:
        EnvironmentUnusable: the backup isn't intact, is of another log than the database it would replace, is sealed
            by a key that isn't there, or can't be put there; nothing was changed.
    """
    with _prepared(backup, url, vault, standings_of, stamp, beside) as found:
        prepared, events, older_key, along = found
        lost = _loss(prepared, url, vault)
        covered = _covered(prepared, vault, beside.signed)
        told = Restoration(
            False,
            events,
            lost.lost,
            lost.since,
            lost.cases[:SHOWN],
            len(lost.cases),
            covered,
            older_key=older_key,
            along=along,
        )
        if lost.lost != 0 and not accept_loss:
            return told
        body: dict[str, Json] = {"sha256": sha256_of(backup), "lost": lost.lost, "since": lost.since}
        erased = _record(prepared, vault, stamp, body, (*lost.erasures, *_proved(beside, prepared, vault)))
        if erased:
            require_intact(prepared, vault, standings_of)
        _put(prepared, url)
    return replace(told, done=True, erased=erased)


@dataclass(frozen=True, slots=True)
class _Loss:
    lost: int | None
    since: str | None
    cases: tuple[str, ...]
    erasures: tuple[Event, ...] = ()


class _Prepared(NamedTuple):
    path: Path
    events: int
    "In the backup."
    older_key: str
    "The name of the older key that opened it, if one did."
    along: Mapping[str, str]
    "The files that it carried."


@contextmanager
def _prepared(
    backup: Path, url: str, vault: Vault, standings_of: StandingsOf, stamp: Stamp, beside: Beside
) -> Iterator[_Prepared]:
    """A copy of the backup, of this program's version, intact and under the present key; gone afterwards."""
    if backup.is_dir():
        raise EnvironmentUnusable(
            "« {path} » est un dossier : il faut {wanted}.",
            "Nommer le fichier lui-même.",
            path=backup,
            wanted=Said("le fichier d'une sauvegarde, que baom db backup a écrit"),
        )
    if not backup.is_file():
        raise EnvironmentUnusable(
            "La sauvegarde {backup} est introuvable.", "Vérifier le chemin du fichier.", backup=backup
        )
    with tempfile.TemporaryDirectory(prefix=".restauration-", dir=_beside(url)) as folder:
        prepared = Path(folder) / "baom.db"
        with new_file(prepared):
            copy_database(str(backup), prepared)
        held, log = take_out(prepared), log_of(prepared)
        key_id = log.key_id
        older = beside.older(key_id) if key_id != vault.key_id else None
        opening = vault if older is None else older.vault
        upgrade(str(prepared), opening, standings_of, stamp)
        events = require_intact(prepared, opening, standings_of)
        if older is not None:
            rotate(str(prepared), older.vault, older.rewrap, vault.key_id, stamp)
        yield _Prepared(prepared, events, key_id if older is not None else "", opened(held, log.log_id, opening))


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
    erasures: list[Event] = []
    same = True
    for placed in _log(present):
        same = same and (kept := next(known, None)) is not None and kept.hash == placed.hash
        event = decode(placed.stored)
        if same or event.kind == "backed_up":
            # A backup never holds the line that says that it was taken.
            continue
        lost += 1
        since = since or event.recorded_at
        if event.to_state:
            names[placed.stream] = None
        if event.kind == ERASED:
            erasures.append(event)
    return _Loss(lost, since, tuple(names), tuple(erasures))


def _covered(prepared: Path, vault: Vault, signed: Signed) -> int:
    """The size of the largest head that was signed and is none of this copy's: it would be contradicted; else 0."""
    store = Store.open(str(prepared), vault)
    try:
        known = signed(store.log_id)
        heads = store.read(lambda reading: reading.heads([size for size, _ in known]))
        return max((size for size, root in known if heads.get(size) != root), default=0)
    finally:
        store.close()


def _log(store: Store) -> Iterator[Placed]:
    position = 0
    while batch := store.read(partial(Reading.following, position=position, limit=BATCH)):
        yield from batch
        position = batch[-1].position


def _proved(beside: Beside, prepared: Path, vault: Vault) -> list[Event]:
    """The erasures told beside the keys that this log signed, of who is in the copy again."""
    store = Store.open(str(prepared), vault)
    try:
        return store.read(lambda reading: reading.proved(beside.erasures, beside.signed_by))
    finally:
        store.close()


def _record(
    prepared: Path, vault: Vault, stamp: Stamp, body: dict[str, Json], erasures: tuple[Event, ...]
) -> tuple[str, ...]:
    """Say in the copy that it was restored, and erase again in the same transaction; who was."""

    def work(writing: Writing) -> tuple[str, ...]:
        writing.system("restored", body, {}, stamp)
        # Whoever was logged in when the copy was taken is so no more, whatever became of their rights since.
        writing.end_every_session()
        return tuple(event.stream for event in erasures if writing.erase_again(event, stamp))

    store = Store.open(str(prepared), vault)
    try:
        return store.write(work)
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
