"""One log: whose it is, and the keys by which its rows are bound, its seals opened and its events signed.

Knows what is asked of whoever keeps keys (`engine.vault.sealing`), and not how; knows no event.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from engine.errors import BrokenHistory, EnvironmentUnusable
from engine.store.connect import Database, Link
from engine.store.statements import Statements, statements
from engine.store.tables import SYSTEM


class SubjectKey(Protocol):
    """What seals and opens for one subject (`engine.vault.sealing.SubjectKey`)."""

    @property
    def rows(self) -> bytes:
        """What rows are tagged with."""
        ...

    def seal(self, clear: bytes, stream: str, sequence: int) -> bytes:
        """Seal for one event."""
        ...

    def open(self, sealed: bytes, stream: str, sequence: int) -> bytes:
        """Open what `seal` gave."""
        ...

    def seal_copy(self, clear: bytes, stream: str, sequence: int) -> bytes:
        """Seal for a projection: the same bytes each time."""
        ...

    def open_copy(self, sealed: bytes, stream: str, sequence: int) -> bytes:
        """Open what `seal_copy` gave."""
        ...

    def seal_scan(self, clear: bytes, stream: str, scan: str) -> bytes:
        """Seal the scan of a paper."""
        ...

    def open_scan(self, sealed: bytes, stream: str, scan: str) -> bytes:
        """Open what `seal_scan` gave."""
        ...

    def mac(self, body: bytes) -> bytes:
        """A keyed hash."""
        ...


class SigningKey(Protocol):
    """What signs for the log (`engine.vault.signing.SigningKey`)."""

    public: str
    sign: Callable[[bytes], bytes]


class Vault(Protocol):
    """What makes and unwraps the keys of subjects, and signs (`engine.vault.sealing.Vault`)."""

    @property
    def key_id(self) -> str:
        """The name of the master key."""
        ...

    @property
    def signing(self) -> SigningKey | None:
        """The signing key, if it is there."""
        ...

    def begin_signing(self) -> None:
        """Make a signing key where there is none yet, for a log that nothing signs yet."""
        ...

    def new_key(self, log: str, subject: str) -> bytes:
        """A new key, wrapped."""
        ...

    def subject_key(self, log: str, subject: str, wrapped: bytes) -> SubjectKey:
        """Unwrap a key."""
        ...

    def forget(self, log: str, subject: str) -> None:
        """Keep no copy of a key that was destroyed."""
        ...


@dataclass(frozen=True)
class Log:
    """One log, as every transaction on it needs it."""

    log_id: str
    training: bool
    "Fictitious, for ever."
    key_id: str
    "The name of the master key that wraps its keys."
    sql: Statements
    errors: type[Exception]
    "Of the driver."
    vault: Vault | None
    signing_key: str = ""
    "The public key that signs its events, as the database says: a hint, what is pinned from paper decides."
    withheld: frozenset[str] = frozenset()
    "Who was erased, and has a key here again: their keys open nothing (`engine.store.returned`)."
    leaf_head: bytes = b""
    "What stands before a leaf in the bytes that are signed: a signature is worth nothing in another log."
    wrapped: bytes | None = None
    "Its own key, wrapped."

    @staticmethod
    def found(database: Database, link: Link, vault: Vault | None) -> Log:
        """The log that a database holds.

        Raises:
            EnvironmentUnusable: what every log says of itself isn't there.
        """
        sql = statements(database.dialect)
        facts = dict(link.execute(sql.log, ()).fetchall())
        if not {"log_id", "training", "key_id"} <= facts.keys():
            raise EnvironmentUnusable(
                "Cette base ne dit plus ce qu'elle est : des lignes y ont été effacées.", "Restaurer une sauvegarde."
            )
        name = facts["log_id"]
        owner = link.execute(sql.key, (SYSTEM,)).fetchone()
        return Log(
            name,
            facts["training"] == "1",
            facts["key_id"],
            sql,
            database.errors,
            vault,
            facts.get("signing_key", ""),
            leaf_head=leaf_head(name),
            wrapped=owner[1] if owner is not None else None,
        )

    @cached_property
    def _own_key(self) -> SubjectKey:
        """The log's own key; raises as `row_key`."""
        key = self.key(SYSTEM, self.wrapped)
        if key is None:
            raise BrokenHistory(SYSTEM, 1, "La clé du journal manque.")
        return key

    def mac(self, body: bytes) -> bytes:
        """A hash keyed by the log's own key, which whoever holds the file alone can't make; raises as `row_key`."""
        return self._own_key.mac(body)

    @cached_property
    def row_key(self) -> bytes:
        """By which a row shows that it was written here (`engine.store.bound`); it opens nothing.

        Raises:
            EnvironmentUnusable: no master key.
            BrokenHistory: the log's own key isn't there, or was changed.
        """
        return self._own_key.rows

    def mark(self, wrapped: bytes | None) -> str | None:
        """What says that the log is fictitious, or isn't, under its own key: no holder of the file alone can write it.

        None without a vault, or without the log's key.
        """
        key = self.key(SYSTEM, wrapped) if self.vault is not None else None
        return None if key is None else key.mac(f"log\n{self.log_id}\n{self.training}".encode()).hex()

    def key(self, subject: str, wrapped: bytes | None) -> SubjectKey | None:
        """The subject's key; None when it was destroyed, or has to be again.

        Raises EnvironmentUnusable without a master key.
        """
        if wrapped is None or subject in self.withheld:
            return None
        return self.needed_vault().subject_key(self.log_id, subject, wrapped)

    def needed_vault(self) -> Vault:
        """The vault; raises EnvironmentUnusable when the log was opened without one."""
        if self.vault is None:
            raise EnvironmentUnusable(
                "La clé de cette base n'est pas là : les données des personnes restent scellées.",
                "Remettre le fichier de clé à sa place, ou donner la clé par BAOM_MASTER_KEY.",
            )
        return self.vault

    def sign(self) -> Callable[[bytes], bytes]:
        """What signs for this log; raises EnvironmentUnusable without its signing key: nothing is written unsigned."""
        key = self.vault.signing if self.vault is not None else None
        if key is None:
            raise EnvironmentUnusable(
                "La clé de signature n'est pas là : rien n'est enregistré sans elle ; la consultation reste possible.",
                "Remettre le fichier de cette clé à sa place, ou la donner par BAOM_SIGNING_KEY ; perdue pour toujours,"
                " en commencer une : baom db new-signing-key --lost.",
            )
        if key.public != self.signing_key:
            raise EnvironmentUnusable(
                "Cette base est signée par la clé {signing_key}, et la clé de signature donnée "
                "est {public} : rien n'est enregistré ; la consultation reste possible.",
                "Donner la clé de signature de cette base ; si elle vient de changer, relancer le programme.",
                signing_key=self.signing_key[:8],
                public=key.public[:8],
            )
        return key.sign


def leaf_head(log_id: str) -> bytes:
    """What is signed of an event, before the 32 bytes of its leaf."""
    return f"baom leaf 1\n{log_id}\n".encode()
