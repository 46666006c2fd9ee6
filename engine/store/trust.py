"""What a history can be trusted for: the signatures on it, and what somebody kept of it elsewhere.

What the database says of its own key is a hint: whoever can write in the file can put another one there, and sign all
of it again. A public key pinned from paper decides, and checkpoints kept outside: they alone tell of a tail that was
cut off, of an old copy put back, of a past written anew by whoever holds the signing key. How a signature is made and
how a checkpoint is written is the caller's to bring.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

Signed = Callable[[bytes, bytes], bool]
"(signature, message) → whether one key made it."


@dataclass(frozen=True, slots=True)
class Kept:
    """One checkpoint that was kept elsewhere."""

    name: str
    "The file that holds it, or the code as it was typed."
    size: int | None
    "How many events it covers; None for a code alone, which doesn't tell."
    log_id: str | None
    "The log that it is of; None for a code alone."
    covers: Callable[[str, int, bytes], bool]
    "(log, size, root) → whether it is the checkpoint of that head."
    signed: Callable[[str], bool]
    "(public key) → whether that key signed it; a code is signed by nobody and printed by whom one trusts."


@dataclass(frozen=True, slots=True)
class Trust:
    """What a check is given from outside the database."""

    signed_by: Callable[[str], Signed]
    "(public key) → what knows its signatures; raises EngineError when it is no key."
    pinned: str | None = None
    "The public key, from paper."
    kept: tuple[Kept, ...] = ()
    signatures: bool = True
    "Whether each event's signature is tried, which takes most of the time."


class Vouched(NamedTuple):
    """Up to where a checkpoint kept elsewhere vouches for the history."""

    size: int
    "Events, in the order of the whole log."
    name: str
    reads: int
    "Lines of the log of reads: where it stood at the last checkpoint that those events themselves tell of."


class Doubt(NamedTuple):
    """What the whole log, or one event of it, can't be trusted for."""

    kind: str
    "`signature`, `key`, `position`, `checkpoint`; `missing` or `unvouched` when nothing shows a change."
    stream: str
    sequence: int
    message: str
