"""What binds a row to the history: a tag under the log's own key, over what it shows and the last event it follows.

Rights and lists go by rows, and whoever holds the file can write in them. A row is believed only where its tag holds:
a column changed by hand, the row of another case, an older row put back after the history went on, none does. The
log's own key makes the tags, not a person's: the cases of somebody who was erased still stand in lists, and a list of
fifty unwraps no fifty keys.

Knows what a tag is made over; neither where a row is read, nor what becomes of one that doesn't hold.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

import orjson

from engine.errors import BrokenHistory, HistoryError

TAG_BYTES = 16
UNLIKE = (HistoryError, KeyError, TypeError, ValueError, AttributeError)
"What reading a row or a history raises that isn't what was written: such bytes may hold anything."


class Line(NamedTuple):
    """What lists and rights go by in the row of a case. Each value has its place: no two rows are written alike."""

    case: str
    "Public identifiers, here and of the subject: what joins the tables may be changed as well."
    subject: str
    digest: str
    "Of its definition."
    sequence: int
    open: int
    confidentiality: str
    commune: str
    state: str
    queue: str
    due: str
    wake: str
    meets: str
    meets_last: str
    opened_on: str
    assigned: str | None
    marks: int
    head: str
    "The hash of the last event of its history, in hexadecimal; empty where it has none."


class Command(NamedTuple):
    """What the row of an event says of the command that wrote it; all empty but for the first event of one."""

    key: str | None
    mac: bytes | None
    events: int | None


NO_COMMAND = Command(None, None, None)


def line_tag(key: bytes, line: Line) -> bytes:
    """The tag of what lists go by: checked without the snapshot, which no list reads.

    Total: a column may hold anything, once somebody has written in it.
    """
    return blake2b(b"line\n" + orjson.dumps(tuple(line), default=repr), digest_size=TAG_BYTES, key=key).digest()


def row_tag(key: bytes, line_mac: bytes, sealed_at: int | None, sealed: bytes | None, snapshot: bytes) -> bytes:
    """The tag of the whole row of a case, over that of its line."""
    place = orjson.dumps((sealed_at, None if sealed is None else len(sealed)), default=repr)
    row = b"".join((b"row\n", line_mac, place, sealed or b"", snapshot))
    return blake2b(row, digest_size=TAG_BYTES, key=key).digest()


def subject_tag(key: bytes, shown: tuple[str, str, str, int], head: str, data: bytes | None) -> bytes:
    """The tag of a subject's row: public identifier, kind, commune and sequence, the last event's hash, its data."""
    row = b"".join((b"subject\n", orjson.dumps((*shown, head, data is None), default=repr), data or b""))
    return blake2b(row, digest_size=TAG_BYTES, key=key).digest()


def event_tag(key: bytes, stream: str, sequence: int, digest: bytes, command: Command) -> bytes:
    """The tag of what an event's row says of the command that wrote it, which the event itself doesn't hold.

    Of every event, also where there is no command: one that was taken away is missed, and one put in is seen.
    """
    said = orjson.dumps((stream, sequence, *command), default=repr)
    return blake2b(b"".join((b"event\n", digest, said)), digest_size=TAG_BYTES, key=key).digest()


def retold(name: str, sequence: int) -> BrokenHistory:
    """What to raise of an event whose row was given another command: nothing is done again, or left, on its word."""
    return BrokenHistory(
        name,
        sequence,
        "Ce qui dit quelle demande a écrit cette étape n'est pas ce qui a été enregistré.",
        "Ne rien refaire sur ce dossier ; vérifier la base : baom audit verify.",
    )


def altered(name: str) -> BrokenHistory:
    """What to raise of a row that doesn't hold; which step it shows isn't known."""
    return BrokenHistory(
        name,
        0,
        "Sa ligne n'est pas celle que dit son historique.",
        "Vérifier la base : baom db check ; puis refaire les lignes à partir de l'historique : baom db rebuild.",
    )
