"""Who was erased, and is here again: an older file put in the place of a database brings back all that it held.

A list of erasures is kept outside the database, beside the keys. Whoever is on it and has a key here again is withheld
from the moment the database is opened: to all that reads or writes, a person without a key. To withhold destroys
nothing and asks for no proof; erasing them again does, and takes the signature of one of the log's own keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from engine.core.events import Event
from engine.errors import EngineError
from engine.store.codec import decode, leaf
from engine.store.erasing import ERASED
from engine.store.tables import SYSTEM
from engine.store.transaction import Transaction
from engine.store.trust import Signed

Erasures = Iterable[tuple[bytes, bytes]]
"Events that recorded an erasure, with their signatures, kept outside the database."

SignedBy = Callable[[str], Signed]
"(public key) → what knows its signatures."


class Returned(NamedTuple):
    """An erasure told outside, of a person who has a key here."""

    event: Event
    stored: bytes
    signature: bytes


class ReturnedReading(Transaction):
    """The list of erasures, held against who is here."""

    def returned(self, erasures: Erasures) -> Iterator[Returned]:
        """Who was erased by what is told outside, and has a key here: each once, in the order told."""
        seen = set[str]()
        for stored, signature in erasures:
            with suppress(EngineError):
                event = decode(stored)
                if event.kind != ERASED or event.stream in seen:
                    continue
                seen.add(event.stream)
                found = self._link.execute(self._sql.key, (event.stream,)).fetchone()
                if found is not None and found[1] is not None:
                    yield Returned(event, stored, signature)

    def proved(self, erasures: Erasures, signed_by: SignedBy) -> list[Event]:
        """Those among `returned` that a key of this log signed: any that it ever had, or the one in hand."""
        signing = self._log.vault.signing if self._log.vault is not None else None
        keys = {self._log.signing_key, *self._keys_had(), *((signing.public,) if signing is not None else ())}
        known = [signed_by(key) for key in sorted(keys) if key]
        return [
            each.event
            for each in self.returned(erasures)
            if any(signed(each.signature, self._log.leaf_head + leaf(each.stored)) for signed in known)
        ]

    def _keys_had(self) -> Iterator[str]:
        for event, _ in self.history(SYSTEM):
            if event.kind == "signing_key_changed":
                yield from (str(event.body[name]) for name in ("before", "after") if event.body.get(name))
