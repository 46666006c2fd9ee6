"""Published definitions and calendars: each version once, under its digest, with the text it was written in.

Knows bytes and their hashes; doesn't read them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
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
                "La définition {digest} n'est plus celle qui a été publiée.",
                "Vérifier la base : baom db check ; puis restaurer une sauvegarde.",
                digest=digest[:12],
            )
        return resolved

    def definitions(self) -> list[DefinitionLine]:
        """Every published version, by pathway, oldest first."""
        return [DefinitionLine(*row) for row in self._link.execute(self._sql.definitions, ())]

    def calendar(self, digest: str) -> str | None:
        """The text of a published calendar, whose SHA-256 is the digest; None when it was never published here.

        Raises:
            UnreadableEvent: it has been changed since.
        """
        changed = UnreadableEvent(
            "Le calendrier {digest} n'est plus celui qui a été publié.",
            "Vérifier la base : baom db check ; puis restaurer une sauvegarde.",
            digest=digest[:12],
        )
        return self._text(digest, changed)

    def holds_text(self, sha256: str) -> bool:
        """Whether a text is here, as it was written or not."""
        return self._link.execute(self._sql.source_text, (sha256,)).fetchone() is not None

    def source_text(self, sha256: str) -> str | None:
        """The text that a version was published from; None when it isn't here.

        Raises:
            UnreadableEvent: it has been changed since; the next version would begin from it.
        """
        changed = UnreadableEvent(
            "Le texte {digest} n'est plus celui qui a été publié.",
            "Vérifier la base : baom db check ; puis restaurer une sauvegarde.",
            digest=sha256[:12],
        )
        return self._text(sha256, changed)

    def _text(self, sha256: str, changed: UnreadableEvent) -> str | None:
        """A text by its hash; `changed`: what to raise where it is no longer the one."""
        row = self._link.execute(self._sql.source_text, (sha256,)).fetchone()
        if row is None:
            return None
        written = bytes(row[0])
        if hashlib.sha256(written).hexdigest() != sha256:
            raise changed
        return written.decode()


class DefinitionWriting(DefinitionReading, Recording):
    """Definitions and calendars, published."""

    def publish_calendar(self, digest: str, text: str, stamp: Stamp) -> bool:
        """Keep the text of a calendar for ever; False when it was there already.

        Raises:
            ValueError: the digest isn't that of the text.
        """
        written = text.encode()
        if hashlib.sha256(written).hexdigest() != digest:
            raise ValueError("a calendar's digest is the SHA-256 of its text")
        # Held first: two who come with a new calendar publish it once.
        self._link.execute(self._sql.stream, (SYSTEM,))
        if self.holds_text(digest):
            return False
        self._link.execute(self._sql.new_text, (digest, written))
        self.system("calendar_published", {"digest": digest}, {}, stamp)
        return True

    def is_free(self, process: str, version: int, digest: str) -> bool:
        """Whether a number is free; False when this very version has it already.

        Raises:
            UsageError: the number was published with another content.
        """
        known = self._link.execute(self._sql.published, (process, version)).fetchone()
        if known is not None and known[0] != digest:
            raise UsageError(
                "La version {version} du parcours « {process} » est déjà publiée avec un autre contenu.",
                "Donner un numéro neuf à ce contenu : version: {next_version}.",
                version=version,
                process=process,
                # The first that is free: the one after this may have been published too.
                next_version=max(line.version for line in self.definitions() if line.process == process) + 1,
            )
        return known is None

    def publish(  # noqa: PLR0913 all that a version is made of
        self,
        process: str,
        version: int,
        digest: str,
        resolved: bytes,
        text: str,
        status: Literal["draft", "validated", "retired"],
        stamp: Stamp,
        private: Mapping[str, str] = MappingProxyType({}),
    ) -> bool:
        """Publish a version for ever; False when this very version was there already. `private`: why, to be sealed.

        Raises:
            UsageError: the number was published with another content.
            ValueError: the digest isn't that of the bytes.
        """
        if hashlib.sha256(resolved).hexdigest() != digest:
            raise ValueError("a definition's digest is the SHA-256 of its resolved bytes")
        # Held first: two publishers of one number come one after the other.
        self._link.execute(self._sql.stream, (SYSTEM,))
        if not self.is_free(process, version, digest):
            return False
        written = text.encode()
        sha256 = hashlib.sha256(written).hexdigest()
        if not self.holds_text(sha256):
            self._link.execute(self._sql.new_text, (sha256, written))
        self._link.execute(
            self._sql.new_definition, (process, version, digest, status, stamp.recorded_at, sha256, resolved)
        )
        body = {"process": process, "version": version, "digest": digest, "status": status, "source_sha256": sha256}
        self.system("definition_published", body, private, stamp)
        return True
