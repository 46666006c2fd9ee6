"""Scans of papers, each sealed under its person's key, apart from the journal, which holds the hash of the ciphertext.

A scan is written first, in a transaction of its own: ten megabytes make nobody wait for a case. Then its event claims
it, like any step. Between the two it is nobody's: no list shows it, nothing opens it, and one whose event never came
is swept. Knows bytes, hashes and events; not what a paper is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.core.events import Event
from engine.errors import BrokenHistory, CaseError, UnreadableEvent
from engine.store.case_rows import Held
from engine.store.codec import decode
from engine.store.connect import Link, Row
from engine.store.histories import Entry, Fault, History
from engine.store.log import Log
from engine.store.transaction import Transaction

KIND = "attached"
_KIND = b'"kind":"attached"'
SWEPT = 100
"Scans swept in one transaction, at most."


@dataclass(frozen=True, slots=True)
class Attachment:
    """A scan that its event has claimed."""

    id: str
    event: Event
    there: bool
    "Whether it can still be opened: not when its person was erased."


@dataclass(frozen=True, slots=True)
class Kept:
    """A scan just stored, which no event has claimed yet."""

    id: str
    sha256: str
    size: int
    media: str
    content: bytes = field(repr=False)


class AttachmentReading(Transaction):
    """Scans, listed and opened."""

    def attachments(self, case_id: str) -> list[Attachment]:
        """The scans of a case, in the order in which they came."""
        return [_attachment(row) for row in self._link.execute(self._sql.attachments, (case_id,)).fetchall()]

    def attachment(self, case_id: str, attachment_id: str) -> Attachment | None:
        """One scan of that case; None for one of another case, as for one that there isn't."""
        row = self._link.execute(self._sql.attachment, (case_id, attachment_id)).fetchone()
        return None if row is None else _attachment(row)

    def open_attachment(self, case_id: str, attachment: Attachment) -> bytes:
        """The scan itself.

        Raises:
            CaseError: its person was erased.
            BrokenHistory: it isn't what its event says.
        """
        sealed, subject, wrapped = self._link.execute(self._sql.sealed_scan, (case_id, attachment.id)).fetchone() or (
            *(None, "", None),
        )
        key = self._log.key(subject, wrapped)
        if sealed is None or key is None:
            raise CaseError(
                "Ce scan n'est plus là : la personne a été effacée.", "L'historique garde qu'il a été joint, et quand."
            )
        event = attachment.event
        if hashlib.sha256(sealed).hexdigest() != event.body["sha256"]:
            raise BrokenHistory(case_id, event.sequence, "Ce scan n'est pas celui qui a été joint.")
        return key.open_scan(sealed, case_id, attachment.id)


class AttachmentWriting(AttachmentReading):
    """Scans, stored before their events and swept without them."""

    def keep_attachment(self, held: Held, attachment_id: str, content: bytes, media: str, at: str) -> Kept:
        """Seal a scan of a case and store it, until its event claims it.

        Raises:
            CaseError: the person was erased.
        """
        case = held.case
        if held.key is None:
            raise CaseError("Cette personne a été effacée.", "Ouvrir un nouveau dossier si la personne revient.")
        sealed = held.key.seal_scan(content, case.case, attachment_id)
        digest = hashlib.sha256(sealed).digest()
        # Sealed under this person's key, whatever record the case may later be told to belong to.
        owner = self._link.execute(self._sql.key, (case.subject,)).fetchone()
        values = (attachment_id, held.row, owner[0] if owner else None, digest, len(content), media, at, sealed)
        self._link.execute(self._sql.new_attachment, values)
        return Kept(attachment_id, digest.hex(), len(content), media, content)

    def drop_attachment(self, attachment_id: str) -> None:
        """Take away a scan that no event claimed; one that was claimed stays."""
        self._link.execute(self._sql.drop, (attachment_id,))

    def sweep_attachments(self, before: str) -> int:
        """Take away scans made before a moment that no event claimed; how many, a hundred at most."""
        found = self._link.execute(self._sql.unclaimed, (before, SWEPT)).fetchall()
        for (attachment_id,) in found:
            self.drop_attachment(attachment_id)
        return len(found)


def _attachment(row: Row) -> Attachment:
    attachment_id, stored, there = row
    return Attachment(attachment_id, decode(stored), bool(there))


def scan_faults(link: Link, log: Log, history: History) -> Iterator[Fault]:
    """What is wrong with the scans that the events of one stream claimed; the events themselves are found good."""
    for entry, event in zip(history.entries, history.events, strict=True):
        if event.kind == KIND:
            yield from _faults(link, log, entry, event)


def _faults(link: Link, log: Log, entry: Entry, event: Event) -> Iterator[Fault]:
    """A scan that is gone, changed, another's, or out of an erasure's reach."""
    body = event.body
    row = link.execute(log.sql.stored_scan, (body.get("attachment"),)).fetchone()
    if row is None:
        yield Fault("attachment", entry, "Le scan joint n'est plus dans la base.")
        return
    case, own, sequence, sha256, size, media, sealed = row
    said = (entry.stream, entry.sequence, body.get("sha256"), body.get("size"), body.get("media"))
    if (case, sequence, bytes(sha256).hex(), size, media) != said or not own:
        yield Fault("attachment", entry, "Ce que la base dit du scan n'est pas ce qui a été enregistré.")
    if sealed is None:
        found = link.execute(log.sql.seal, (entry.name, entry.sequence)).fetchone()
        if found is not None and found[2] is not None:
            yield Fault("attachment", entry, "Le scan joint a été vidé, et la personne n'a pas été effacée.")
    elif hashlib.sha256(sealed).hexdigest() != body.get("sha256"):
        yield Fault("attachment", entry, "Le scan n'est pas celui qui a été joint.")


def stray_scans(link: Link, log: Log) -> Iterator[tuple[str, int, str]]:
    """Scans that say they were claimed, by an event that doesn't name them: (case, sequence, what is wrong).

    One that nothing claimed is no fault: its event may be on its way, or it is waiting to be swept.
    """
    for attachment_id, case, sequence, stored in link.execute(log.sql.claims, ()).fetchall():
        if not _names(stored, attachment_id):
            yield case, sequence, f"Le scan {attachment_id} n'a été joint par aucune étape."


def _names(stored: object, attachment_id: str) -> bool:
    if not isinstance(stored, bytes) or _KIND not in stored:
        return False
    try:
        return decode(stored).body.get("attachment") == attachment_id
    except UnreadableEvent:
        return False
