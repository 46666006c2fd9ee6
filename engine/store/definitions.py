"""Published definitions: each version once, under its digest, with the text it was written in.

Knows bytes and their hashes; doesn't read them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from engine.errors import UnreadableEvent, UsageError
from engine.store.tables import SYSTEM
from engine.store.transaction import Recording, Stamp, Transaction


@dataclass(frozen=True, slots=True)
class DefinitionLine:
    """A published version, without its content."""

    process: str
    version: int
    digest: str
    status: str
    published_at: str
    source_sha256: str


class DefinitionReading(Transaction):
    """Definitions, listed and read."""

    def definition(self, digest: str) -> bytes | None:
        """The resolved definition: the very bytes whose SHA-256 is the digest.

        Raises:
            UnreadableEvent: they have been changed since; no case may go on under other rules than its own.
        """
        row = self._link.execute(self._sql.definition, (digest,)).fetchone()
        if row is None:
            return None
        resolved = bytes(row[1])
        if hashlib.sha256(resolved).hexdigest() != digest:
            raise UnreadableEvent(
                f"La définition {digest[:12]} n'est plus celle qui a été publiée.",
                "Vérifier la base : baom db check ; puis restaurer une sauvegarde.",
            )
        return resolved

    def definitions(self) -> list[DefinitionLine]:
        """Every published version, by pathway, oldest first."""
        return [DefinitionLine(*row) for row in self._link.execute(self._sql.definitions, ())]

    def source_text(self, sha256: str) -> str | None:
        """The text that a version was published from."""
        row = self._link.execute(self._sql.source_text, (sha256,)).fetchone()
        return None if row is None else bytes(row[0]).decode()


class DefinitionWriting(DefinitionReading, Recording):
    """Definitions, published."""

    def publish(  # noqa: PLR0913 all that a version is made of
        self,
        process: str,
        version: int,
        digest: str,
        resolved: bytes,
        text: str,
        status: Literal["draft", "validated", "retired"],
        stamp: Stamp,
    ) -> bool:
        """Publish a version for ever; False when this very version was there already.

        Raises:
            UsageError: the number was published with another content.
            ValueError: the digest isn't that of the bytes.
        """
        if hashlib.sha256(resolved).hexdigest() != digest:
            raise ValueError("a definition's digest is the SHA-256 of its resolved bytes")
        # Held first: two publishers of one number come one after the other.
        self._link.execute(self._sql.stream, (SYSTEM,))
        known = self._link.execute(self._sql.published, (process, version)).fetchone()
        if known is not None:
            if known[0] == digest:
                return False
            raise UsageError(
                f"La version {version} du parcours « {process} » est déjà publiée avec un autre contenu.",
                f"Donner un numéro neuf à ce contenu : version: {version + 1}.",
            )
        written = text.encode()
        sha256 = hashlib.sha256(written).hexdigest()
        if self._link.execute(self._sql.source_text, (sha256,)).fetchone() is None:
            self._link.execute(self._sql.new_text, (sha256, written))
        self._link.execute(
            self._sql.new_definition, (process, version, digest, status, stamp.recorded_at, sha256, resolved)
        )
        body = {"process": process, "version": version, "digest": digest, "status": status, "source_sha256": sha256}
        self.system("definition_published", body, {}, stamp)
        return True
