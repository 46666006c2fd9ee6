"""Making a database, and bringing it to the version of this program.

Run by hand, not at each step: what is heavy to load (Alembic) is loaded here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, insert

from engine.core.events import Json
from engine.errors import EnvironmentUnusable, why_not
from engine.store.connect import Database, Link, reach
from engine.store.histories import BATCH, entries
from engine.store.journal import Writing, require_key
from engine.store.log import Log, Vault
from engine.store.projections import Rebuilt, StandingsOf, refold
from engine.store.statements import statements
from engine.store.tables import MARK, SYSTEM
from engine.store.transaction import Stamp
from engine.store.versions import CURRENT, require_known, version_of

MIGRATIONS = Path(__file__).with_name("migrations")

UPGRADE_EVENTS = 2
"What an upgrade adds to the log: the rows folded again, and the versions."


UNBOUND = ("0001", "0002", "0003", "0004")
"""Versions whose events bear no tag. What is found in them is bound once: in a later one, a tag that isn't there was
taken away, and an upgrade would vouch for what was written in its place."""


class Beginning(NamedTuple):
    """Where a log begins, and what seals it."""

    connection: Connection
    database: Database
    vault: Vault


def init(url: str, vault: Vault, *, log_id: str, training: bool, stamp: Stamp) -> None:
    """Make a new database, whole or not at all.

    `log_id` names the log for ever: random, drawn by the caller. The first event says what the log is: its
    identifier, its key, and whether it is fictitious.

    Raises:
        EnvironmentUnusable: there is a database already, or it can't be made.
    """
    database = reach(url, create=True)
    try:
        with new_file(database.path), database.transaction() as connection:
            if version_of(database, database.link_under(connection)) is not None:
                raise made_already()
            migrate(connection)
            _begin_log(Beginning(connection, database, vault), log_id, stamp, training=training)
    finally:
        database.close()


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: the versions before and after, and the rows that it folded again."""

    before: str
    after: str
    rebuilt: Rebuilt | None
    "None where there was nothing to do."


def upgrade(url: str, vault: Vault, standings_of: StandingsOf, stamp: Stamp, scripts: Path = MIGRATIONS) -> Upgraded:
    """Bring a database to this version: its tables, then every row of cases and subjects, in one transaction.

    A migration may empty what is projected, and a newer program may fold the same events otherwise: each history is
    checked, and its row made again from it. Cut short, the database is as it was, and the upgrade can be done again.

    Raises:
        EnvironmentUnusable: no database there, one written by a newer program, or another key: it isn't touched.
        BrokenHistory, UnreadableEvent: a history isn't as it was written; nothing was changed.
    """
    database = reach(url)
    try:
        with database.transaction() as connection:
            link = database.link_under(connection)
            before = version_of(database, link)
            if before is None:
                raise EnvironmentUnusable("Cette base n'est pas encore faite.", "La faire : baom db init --training.")
            require_known(before)
            if before == CURRENT and scripts == MIGRATIONS:
                return Upgraded(before, before, None)
            log = Log.found(database, link, vault)
            require_key(log)
            migrate(connection, scripts)
            unsigned = not log.signing_key
            if unsigned:
                connection.execute(insert(log.sql.tables.log).values(name="signing_key", value=_signing_key(vault)))
                log = Log.found(database, link, vault)
            mark_log(connection, link, log)
            if before in UNBOUND:
                _bind_commands(link, log)
            rebuilt = refold(link, log, standings_of, stamp)
            after = version_of(database, link) or before
            body: dict[str, Json] = {"before": before, "after": after}
            if unsigned:
                # Checked by the folding; the signatures vouch for what this program found, and for nothing earlier.
                body |= {"signing_key": log.signing_key, "signed": _sign_all(link, log)}
            Writing(link, log).system("database_upgraded", body, {}, stamp)
            return Upgraded(before, after, rebuilt)
    finally:
        database.close()


def migrate(connection: Connection, scripts: Path = MIGRATIONS) -> None:
    """Run the migrations that are missing, inside the caller's transaction."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _begin_log(beginning: Beginning, log_id: str, stamp: Stamp, *, training: bool) -> None:
    connection, database, vault = beginning
    link = database.link_under(connection)
    sql = statements(database.dialect)
    signing = _signing_key(vault)
    facts = {
        "log_id": log_id,
        "training": "1" if training else "0",
        "begun_at": stamp.recorded_at,
        "key_id": vault.key_id,
        "signing_key": signing,
    }
    connection.execute(insert(sql.tables.log), [{"name": name, "value": value} for name, value in facts.items()])
    made = link.execute(sql.new_stream, (SYSTEM, SYSTEM)).fetchone()
    link.execute(sql.new_key, (made[0] if made else None, vault.new_key(log_id, SYSTEM)))
    body = {"log_id": log_id, "training": training, "key_id": vault.key_id, "signing_key": signing}
    log = Log.found(database, link, vault)
    mark_log(connection, link, log)
    Writing(link, log).system("log_begun", body, {}, stamp)


def mark_log(connection: Connection, link: Link, log: Log) -> None:
    """Write, under the log's own key, whether it is fictitious, unless that is written already."""
    facts = dict(link.execute(log.sql.log, ()).fetchall())
    owner = link.execute(log.sql.key, (SYSTEM,)).fetchone()
    mark = log.mark(owner[1] if owner is not None else None)
    if mark is not None and MARK not in facts:
        connection.execute(insert(log.sql.tables.log), [{"name": MARK, "value": mark}])


def _signing_key(vault: Vault) -> str:
    """The public key that will sign a log that nothing signs yet; empty when nobody can make one."""
    vault.begin_signing()
    return vault.signing.public if vault.signing is not None else ""


def _sign_all(link: Link, log: Log) -> int:
    """Sign every event that has no signature, and give their number."""
    sign, signed = log.sign(), 0
    while batch := link.execute(log.sql.unsigned, (BATCH,)).fetchall():
        for stream, sequence, digest in batch:
            link.execute(log.sql.set_signature, (sign(log.leaf_head + digest), stream, sequence))
        signed += len(batch)
    return signed


def _bind_commands(link: Link, log: Log) -> None:
    """Tag what the row of each event says of the command that wrote it."""
    for history in entries(link, log):
        for entry in history:
            link.execute(log.sql.set_row_mac, (entry.tag(log.row_key), entry.stream, entry.sequence))


@contextmanager
def new_file(path: Path | None) -> Iterator[None]:
    """Make a file for a SQLite database, for its owner only; gone again when what follows fails.

    Without a path there is nothing to make: the database is a server's.
    """
    if path is None:
        yield
        return
    if path.exists():
        raise EnvironmentUnusable(
            "Le fichier {path} existe déjà : rien n'a été changé.", "Donner un autre nom au fichier neuf.", path=path
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise EnvironmentUnusable(
            "Le fichier {path} ne peut pas être créé : {why}.",
            "Choisir un dossier où l'on peut écrire.",
            path=path,
            why=why_not(error),
        ) from error
    try:
        yield
    except BaseException:
        remove_file(path)
        raise


def remove_file(path: Path) -> None:
    """Remove a SQLite file that nobody has open, and what SQLite left beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def made_already() -> EnvironmentUnusable:
    """What to raise when the address is taken."""
    return EnvironmentUnusable(
        "Une base existe déjà à cette adresse : rien n'a été changé.",
        "Employer cette base, ou en nommer une autre (--db).",
    )
