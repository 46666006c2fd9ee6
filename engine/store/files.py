"""Files of the referential put in service from a page: which text of each stands, since when, and by whom.

A version is an event of the log and a text kept under its hash, beside those of pathways. Knows bytes and their hashes;
doesn't read them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from engine.errors import UnreadableEvent
from engine.store.codec import decode
from engine.store.definitions import DefinitionReading, DefinitionWriting
from engine.store.tables import SYSTEM
from engine.store.transaction import Stamp

PUBLISHED = "file_published"
_MARK = f'"kind":"{PUBLISHED}"'.encode()
"By which an event of this kind is told from the others without reading them all: their keys are in order."


@dataclass(frozen=True, slots=True)
class FileVersion:
    """One version of a file, without its text and without why it was published, which is sealed."""

    file: str
    "Its path within the referential: `territories/souss_massa/offices.yaml`."
    version: int
    sha256: str
    published_by: str
    published_at: str
    sequence: int
    "Of the event, in the log's own history."


class FileReading(DefinitionReading):
    """Published files, listed and read."""

    def log_head(self) -> int:
        """How many events the log's own history has: as long as it stays, no file was published."""
        row = self._link.execute(self._sql.row, (SYSTEM,)).fetchone()
        last = self._link.execute(self._sql.head, (row[0], 1)).fetchone() if row is not None else None
        return 0 if last is None else int(last[0])

    def files_published(self) -> list[FileVersion]:
        """Every version of every file, oldest first."""
        return [
            FileVersion(
                str(event.body["file"]), int(event.body["version"]), str(event.body["sha256"]), event.actor,
                event.recorded_at, event.sequence,
            )
            for _, stored, _ in self.stored(SYSTEM)
            if _MARK in stored and (event := decode(stored)).kind == PUBLISHED
        ]  # fmt: skip

    def file_text(self, version: FileVersion) -> str:
        """The text of a version.

        Raises:
            UnreadableEvent: it has been changed since, or it is no longer there.
        """
        row = self._link.execute(self._sql.source_text, (version.sha256,)).fetchone()
        written = b"" if row is None else bytes(row[0])
        if hashlib.sha256(written).hexdigest() != version.sha256:
            raise UnreadableEvent(
                "Le fichier « {file} » n'est plus celui qui a été mis en service.",
                "Vérifier la base : baom db check ; puis restaurer une sauvegarde.",
                file=version.file,
            )
        return written.decode()


class FileWriting(FileReading, DefinitionWriting):
    """Files, put in service."""

    def publish_file(self, file: str, text: str, reason: str, stamp: Stamp) -> FileVersion:
        """Put a text of a file in service; why, sealed as every reason is."""
        # Held first: of two publishers of one file the second comes after the first.
        self.hold_log()
        written = text.encode()
        sha256 = hashlib.sha256(written).hexdigest()
        if not self.holds_text(sha256):
            self._link.execute(self._sql.new_text, (sha256, written))
        version = 1 + max((each.version for each in self.files_published() if each.file == file), default=0)
        body = {"file": file, "version": version, "sha256": sha256}
        event = self.system(PUBLISHED, body, {"reason": reason} if reason else {}, stamp)
        return FileVersion(file, version, sha256, event.actor, event.recorded_at, event.sequence)
