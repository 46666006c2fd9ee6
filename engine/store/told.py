"""What a signed history tells of a case or a person whose row doesn't hold, and of what was done to an account.

A row that somebody wrote in says nothing. The history behind it is believed where every event of it is chained and
signed by the log's own key; otherwise nobody's desk keeps the case, and only who sees every desk is told of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from engine.core.case import fold
from engine.core.events import Event
from engine.errors import EngineError, EnvironmentUnusable, UnreadableEvent
from engine.store.bound import altered
from engine.store.codec import FIRST, decode, leaf
from engine.store.connect import Row
from engine.store.tables import SYSTEM
from engine.store.transaction import Transaction

UNTOLD = "?"
"In the place of what nothing tells; the desk of no commune."


class ToldCase(NamedTuple):
    """What its history tells of a case."""

    subject: str
    process: str
    digest: str
    confidentiality: str
    commune: str
    opened_on: str


_NOTHING = ToldCase(UNTOLD, UNTOLD, "", "protected", UNTOLD, UNTOLD)
"Of a history that nobody can believe: seen by whoever sees every case of every desk."


class ToldAccount(NamedTuple):
    """What its history tells of an account, or of the log itself."""

    events: list[Event]
    "Those that were signed here for this very history, oldest first: each holds, be another of them changed."
    holds: bool
    "Whether they are the whole of it, each after the one before."


class HistoryTelling(Transaction):
    """Histories asked in the place of rows."""

    def told_of_case(self, case_id: str) -> ToldCase:
        """What the history of a case tells, if all of it was signed here."""
        events = self._signed(case_id)
        try:
            case = fold(events)
            confidentiality = str(events[0][0].body.get("confidentiality", "ordinary"))
        except (EngineError, KeyError, IndexError, TypeError, ValueError, AttributeError):
            return _NOTHING
        return ToldCase(case.subject, case.process, case.digest, confidentiality, case.commune, case.opened_on)

    def told_desk(self, subject_id: str) -> str:
        """The commune that the history of a person tells, if all of it was signed here."""
        communes = (event.body["commune"] for event, _ in reversed(self._signed(subject_id)) if "commune" in event.body)
        return str(next(communes, UNTOLD))

    def told_of_account(self, stream: str) -> ToldAccount:
        """What the history of an account tells; where the signing key isn't there, its chain alone vouches for it."""
        return self._told(stream, self._link.execute(self._sql.signed_history, (stream,)).fetchall(), 0)

    def told_of_log(self) -> ToldAccount:
        """What the log's own history tells; as `told_of_account`, but that a key signs what came after its coming.

        What an earlier key signed is vouched for by the chain alone: this is told at each login, and no check.
        """
        rows = self._link.execute(self._sql.signed_history, (SYSTEM,)).fetchall()
        handed = (rank for rank, row in enumerate(rows, 1) if self._hands_over(row[0]))
        return self._told(SYSTEM, rows, max(handed, default=0))

    def _hands_over(self, stored: bytes) -> bool:
        """Whether an event says that the key that signs now came in the place of another."""
        try:
            event = decode(stored)
        except UnreadableEvent:
            return False
        return event.kind == "signing_key_changed" and event.body.get("after") == self._log.signing_key

    def _told(self, stream: str, rows: list[Row], before: int) -> ToldAccount:
        """What these rows tell; the first ones, `before` many, were signed by another key."""
        try:
            sign = self._log.sign()
        except EnvironmentUnusable:
            sign = None
        events, holds, previous, last = list[Event](), True, FIRST, 0
        for rank, (stored, signature) in enumerate(rows):
            try:
                event, digest = decode(stored), leaf(stored)
            except UnreadableEvent:
                holds = False
                continue
            signed = sign is None or rank < before or sign(self._log.leaf_head + digest) == signature
            if not signed or event.stream != stream or event.sequence <= last:
                holds = False
                continue
            holds = holds and (event.previous, event.sequence) == (previous, last + 1)
            events.append(event)
            previous, last = digest.hex(), event.sequence
        return ToldAccount(events, holds)

    def _signed(self, stream: str) -> list[tuple[Event, str]]:
        """The events of a history, each with its hash; none where one of them isn't what the log's own key signed."""
        try:
            return list(self._each_signed(stream))
        except EngineError:
            return []

    def _each_signed(self, stream: str) -> Iterator[tuple[Event, str]]:
        sign, previous = self._log.sign(), FIRST
        for stored, signature in self._link.execute(self._sql.signed_history, (stream,)).fetchall():
            event, digest = decode(stored), leaf(stored)
            if event.previous != previous or sign(self._log.leaf_head + digest) != signature:
                raise altered(stream)
            previous = digest.hex()
            yield event, previous
