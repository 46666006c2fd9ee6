"""The store: the one door to a database of cases, open for reading and for writing.

`Store.read` and `Store.write` run a function inside one transaction and give back what it returns; nothing else
touches the database. A step that `write` has returned from is on disk. Knows transactions, and who may begin one when;
what happens inside is told by the rooms it is made of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeVar

from engine.errors import BrokenHistory, EnvironmentUnusable
from engine.store.attachments import AttachmentReading, AttachmentWriting
from engine.store.case_writing import CaseWriting
from engine.store.checkpoints import HeadReading
from engine.store.codec import leaf
from engine.store.connect import Database, Link, PostgresDatabase, SqliteDatabase, reach
from engine.store.erasing import ErasureReading, ErasureWriting
from engine.store.evidence import EvidenceReading
from engine.store.files import FileReading, FileWriting
from engine.store.following import FollowReading
from engine.store.log import Log, Vault
from engine.store.reads import SightReading, SightWriting
from engine.store.returned import Erasures, ReturnedReading
from engine.store.schema import require_made
from engine.store.subjects import SubjectReading
from engine.store.tables import MARK, SYSTEM
from engine.store.users import UserReading, UserWriting
from engine.store.versions import require_current
from engine.store.writers import Links, OneAtATime, SideBySide

T = TypeVar("T")

Emptied = Literal["emptied", "busy", "server"]

QUICK = 16
"Last events whose hashes are checked when a database is opened; the whole is `upkeep.check`'s."


class Reading(
    SubjectReading,
    AttachmentReading,
    UserReading,
    FileReading,
    ErasureReading,
    ReturnedReading,
    SightReading,
    EvidenceReading,
    HeadReading,
    FollowReading,
):
    """A reading transaction: all it shows is of one moment."""


class Writing(CaseWriting, AttachmentWriting, ErasureWriting, UserWriting, FileWriting, ErasureReading, SightWriting):
    """A writing transaction: it sees what it writes, and all of it happens or nothing does."""

    def opened_by(self, key: str) -> tuple[str, bytes] | None:
        """As when reading; on PostgreSQL two openings under one key wait for each other."""
        if self._sql.postgres:
            self._link.execute(self._sql.hold_key, (key,))
        return super().opened_by(key)

    def place(self) -> int:
        """Number the events of PostgreSQL that have no position yet, in the order in which they were written."""
        # Held first, in a statement of its own: the next one then sees all that the last holder placed.
        self._link.execute(self._sql.hold_positions, ())
        return self._link.execute(self._sql.place).rowcount


class Store:
    """A database of cases, reached and checked. Safe to share between threads; opened by `Store.open`."""

    def __init__(self, database: Database, log: Log, *, readonly: bool) -> None:
        self.training = log.training
        self.log_id = log.log_id
        self._database = database
        self._log = log
        self._readonly = readonly
        self._links = Links(database)
        self._writers: OneAtATime[Writing] | SideBySide[Writing]

        def writing(link: Link) -> Writing:
            return Writing(link, log)

        if isinstance(database, SqliteDatabase):
            self._writers = OneAtATime(database, writing)
        elif isinstance(database, PostgresDatabase):
            self._writers = SideBySide(database, self._links, writing)

    @staticmethod
    def open(url: str, vault: Vault | None, *, readonly: bool = False, erasures: Erasures = ()) -> Store:
        """Open a database made by `upkeep.init`, after a quick check.

        Without a vault, histories can be read; neither lists, whose rows nothing then vouches for, nor what is private.
        Whoever was erased by what `erasures` tell, and is here again, is withheld.

        Raises:
            EnvironmentUnusable: unreachable, not one of ours, of a newer or older version, or sealed by another key.
            AlteredBase: its tables aren't made as the migrations make them.
            BrokenHistory: its last events are not those that were written.
        """
        database = reach(url, readonly=readonly)
        link = database.link()
        try:
            require_current(database, link)
            require_made(database, link)
            log = Log.found(database, link, vault)
            require_key(log)
            require_mark(link, log)
            reading = Reading(link, log)
            _quick_check(reading)
            withheld = frozenset(each.event.stream for each in reading.returned(erasures))
        except database.errors as error:
            link.close()
            raise database.explain(error) from error
        except BaseException:
            link.close()
            raise
        store = Store(database, replace(log, withheld=withheld), readonly=readonly)
        store._links.keep(link)
        return store

    def mac(self, body: bytes) -> bytes:
        """A hash keyed by this log's own key: every process that opened it makes the same, and nobody else.

        Raises EnvironmentUnusable without a master key.
        """
        return self._log.mac(body)

    def read(self, work: Callable[[Reading], T]) -> T:
        """Run a work that only reads, in a transaction of its own; other readers and writers go on meanwhile."""
        try:
            link = self._links.begin(self._database.begin_read)
            try:
                given = work(Reading(link, self._log))
                link.execute("COMMIT")
            except BaseException:
                self._links.undo(link)
                raise
        except self._database.errors as error:
            raise self._database.explain(error) from error
        self._links.keep(link)
        return given

    def write(self, work: Callable[[Writing], T]) -> T:
        """Run a work in one transaction; what it wrote is on disk when this returns, and undone if it raises.

        The work may be run again after a transaction that was undone, and, on SQLite, by another thread than the
        caller's: it loads what it needs itself, and touches nothing outside the transaction.

        Raises:
            EnvironmentUnusable: the disk or the server failed; nothing was written, reading goes on.
        """
        if self._readonly:
            raise EnvironmentUnusable("La base n'est ouverte qu'en lecture.", "L'ouvrir autrement pour y écrire.")
        return self._writers.run(work)

    def require_signing(self) -> None:
        """Raise EnvironmentUnusable unless what is written here would be signed by the log's own key."""
        self._log.sign()

    def is_signed_by(self, key: str) -> bool:
        """Whether a public key is the one that signs what is written here."""
        return key == self._log.signing_key

    def place_events(self) -> int:
        """Give their positions to the events just committed; how many there were.

        Nothing to do on SQLite. On PostgreSQL, whoever follows the log calls it first: writers of different cases
        would otherwise queue for one counter.
        """
        if self._log.sql.postgres:
            return self.write(Writing.place)
        return 0

    def empty_log(self) -> Emptied:
        """Empty the database's own write-ahead log, where values that were overwritten still stand.

        `busy` while another program reads from it: it is emptied when the last one closes the database. Of a server
        only its operator can do it.
        """
        if not isinstance(self._database, SqliteDatabase):
            return "server"
        link = self._database.link()
        try:
            told = link.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except self._database.errors as error:
            raise self._database.explain(error) from error
        finally:
            link.close()
        return "busy" if told[0] else "emptied"

    def close(self) -> None:
        """Let go of every connection."""
        self._writers.close()
        self._links.close()
        self._database.close()


def require_key(log: Log) -> None:
    """Refuse another key than the one that seals this log, if one was given: a wrong key is no corruption."""
    if log.vault is not None and log.vault.key_id != log.key_id:
        raise EnvironmentUnusable(
            "Cette base est scellée par la clé {key_id}, et la clé donnée est {key_id_}.",
            "Donner la clé de cette base ; après un changement de clé interrompu : baom db rotate-key. "
            "La base elle-même n'est pas en cause.",
            key_id=log.key_id,
            key_id_=log.vault.key_id,
        )


def require_mark(link: Link, log: Log) -> None:
    """Refuse a log whose word on whether it is fictitious isn't its own: a fictitious one asks nobody to log in.

    Raises:
        BrokenHistory: the mark isn't what the log's own key makes of it.
    """
    facts = dict(link.execute(log.sql.log, ()).fetchall())
    owner = link.execute(log.sql.key, (SYSTEM,)).fetchone()
    if log.vault is not None and log.mark(owner[1] if owner is not None else None) != facts.get(MARK):
        raise BrokenHistory(SYSTEM, 1, "Ce qui dit si cette base est fictive n'est pas ce qui a été scellé.")


def _quick_check(reading: Reading) -> None:
    """Check that the last events are those whose hashes were stored: a cut or foreign file shows here.

    Not those of accounts: each is looked at when its account is read, and one of them keeps nobody else out.
    """
    for stream, kind, sequence, stored, digest in reading.latest(QUICK):
        if kind != "user" and (not isinstance(stored, bytes) or leaf(stored) != digest):
            raise BrokenHistory(stream, sequence, "Ces octets ne sont pas ceux qui ont été enregistrés.")
