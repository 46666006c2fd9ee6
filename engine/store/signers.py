"""Which key signs which event, and whether it did.

Reads only. The keys are those that the log itself tells; `engine.store.trust` says what that is worth.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from engine.core.events import Event
from engine.errors import EngineError, UnreadableEvent
from engine.store.codec import decode
from engine.store.connect import Link
from engine.store.histories import Entry
from engine.store.log import Log
from engine.store.tables import SYSTEM
from engine.store.trust import Doubt, Signed, Trust


@dataclass(slots=True)
class Signers:
    """Which key signs from which position on, as the log itself tells it."""

    trust: Trust
    leaf_head: bytes
    spans: list[tuple[int, str]] = field(default_factory=list)
    "(first position, public key), in their order."
    changes: dict[int, tuple[str, str]] = field(default_factory=dict)
    "Sequence of each event that changed the key, in the log's own stream → (key before, key after)."
    tried: int = 0
    _known: dict[str, Signed | None] = field(default_factory=dict)

    @staticmethod
    def of(link: Link, log: Log, trust: Trust) -> Signers:
        """Read the keys from the log's own events."""
        found = Signers(trust, log.leaf_head)
        for position, sequence, stored in link.execute(log.sql.placed_history, (SYSTEM,)):
            with suppress(UnreadableEvent):
                found._take(position, sequence, decode(stored))
        return found

    def _take(self, position: int | None, sequence: int, event: Event) -> None:
        named = str(event.body.get("signing_key", ""))
        if not self.spans:
            # An upgrade signs what older versions wrote, with the key that it names last of all.
            if named:
                self.spans.append((0, named))
        elif event.kind == "signing_key_changed" and position is not None:
            before, after = self.spans[-1][1], str(event.body.get("after", ""))
            self.changes[sequence] = (before, after)
            self.spans.append((position, after))

    def key_at(self, position: int | None) -> str:
        """The key in force at a position; an event that has none yet is among the last."""
        found = ""
        for first, key in self.spans:
            if position is None or first <= position:
                found = key
        return found

    def doubts(self, entry: Entry, digest: bytes) -> Iterator[Doubt]:
        """What an event's signature can't be trusted for; `digest` is the leaf of its bytes."""
        key = self.spans[0][1] if len(self.spans) == 1 else self.key_at(entry.position)
        self.tried += 1
        message = self.leaf_head + digest
        changed = self.changes.get(entry.sequence) if entry.name == SYSTEM else None
        if changed is not None:
            if self._is_signed(changed[0], entry.signature, message):
                return
            if self._is_signed(changed[1], entry.signature, message):
                if self._is_pinned_since(changed[1]):
                    return
                yield Doubt(
                    "unvouched",
                    entry.name,
                    entry.sequence,
                    f"Ici, la clé de signature {changed[0][:8]} a été remplacée par {changed[1][:8]} sans que"
                    " l'ancienne l'atteste : clé perdue, ou suite écrite par quelqu'un d'autre.",
                )
                return
        if entry.signature is None:
            yield Doubt("signature", entry.name, entry.sequence, "Cette étape n'est pas signée.")
        elif not self._is_signed(key, entry.signature, message):
            yield Doubt(
                "signature",
                entry.name,
                entry.sequence,
                f"Sa signature n'est pas celle de la clé {key[:8]} : étape changée, ou écrite par quelqu'un d'autre.",
            )

    def _is_pinned_since(self, key: str) -> bool:
        """Whether the key from paper is this one, or followed it: whoever printed it vouches for the change."""
        keys = [each for _, each in self.spans]
        return self.trust.pinned in keys[keys.index(key) :]

    def pinned_doubts(self, vouched: int) -> Iterator[Doubt]:
        """What a key pinned from paper says of the keys that the log tells, beyond what a checkpoint vouches for."""
        pinned = self.trust.pinned
        if pinned is None:
            return
        keys = [key for _, key in self.spans]
        if pinned not in keys:
            said = ", ".join(key[:8] for key in keys) or "aucune"
            yield Doubt(
                "key",
                "",
                0,
                f"La clé publique donnée ({pinned[:8]}) n'est pas celle de cet historique ({said}) : il a été signé"
                " à nouveau par quelqu'un d'autre, ou c'est un autre historique.",
            )
            return
        first = next(position for position, key in self.spans if key == pinned)
        if first > max(vouched + 1, 1):
            yield Doubt(
                "unvouched",
                "",
                0,
                f"Jusqu'à l'événement n° {first - 1}, une clé plus ancienne que celle qui est donnée signe.",
            )

    def _is_signed(self, key: str, signature: bytes | None, message: bytes) -> bool:
        if signature is None:
            return False
        if key not in self._known:
            self._known[key] = self._signed_by(key)
        known = self._known[key]
        return known is not None and known(signature, message)

    def _signed_by(self, key: str) -> Signed | None:
        try:
            return self.trust.signed_by(key)
        except EngineError:
            # What stands in the place of a key may be anything: it signs nothing.
            return None
