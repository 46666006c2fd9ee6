"""Erasures done again, in a database into whose place an older file was put by other means than a restoration.

What `engine.store.returned` withholds is destroyed for good. It rests on what was agreed the first time, as it does
when a backup is restored, and the log tells that an older file was found in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.core.events import Event
from engine.store.journal import Emptied, Store, Writing
from engine.store.log import Vault
from engine.store.returned import Erasures, SignedBy
from engine.store.transaction import Stamp


@dataclass(frozen=True, slots=True)
class Redone:
    """Who was erased again, and who is still withheld."""

    erased: tuple[str, ...]
    unproved: tuple[str, ...]
    "Told as erased by lines that no key of this log signed: nothing was destroyed on their word."
    log: Emptied
    "What became of the database's own write-ahead log."


def erase_again(url: str, vault: Vault, erasures: Erasures, signed_by: SignedBy, stamp: Stamp) -> Redone:
    """Erase again whoever was erased, by the list beside the keys, and is here again.

    Raises:
        EnvironmentUnusable: the database can't be used, or its signing key isn't there.
    """
    told = tuple(erasures)
    store = Store.open(url, vault)
    try:
        here = [each.event.stream for each in store.read(lambda reading: list(reading.returned(told)))]
        proved = store.read(lambda reading: reading.proved(told, signed_by))
        done = store.write(lambda writing: _redone(writing, proved, stamp)) if proved else ()
        return Redone(done, tuple(name for name in here if name not in done), store.empty_log())
    finally:
        store.close()


def _redone(writing: Writing, proved: list[Event], stamp: Stamp) -> tuple[str, ...]:
    writing.hold_keys()
    # By no backup that the log knows of: it has no name, and nobody can say what was lost.
    writing.system("restored", {"sha256": "", "lost": None, "since": None}, {}, stamp)
    # Whoever was logged in at the time of that file is so no more.
    writing.end_every_session()
    return tuple(event.stream for event in proved if writing.erase_again(event, stamp))
