"""Each step of a case judged again under the definition and the calendar of its day, as the database holds them.

Reads only. The judge is `engine.core.redecide`; what compiles definitions and reads calendars is brought by the caller.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from engine.core.redecide import Retrial
from engine.core.verdicts import AGREES, Differs, NotRedecidable, Verdict
from engine.store.connect import Link
from engine.store.transaction import Log, Recorded
from engine.store.trust import Doubt


class Texts(Protocol):
    """What the database holds of the rules of any day; None for what isn't there, or isn't what was published."""

    def resolved(self, digest: str) -> bytes | None:
        """A definition, resolved."""
        ...

    def text(self, digest: str) -> bytes | None:
        """A text, such as a calendar's."""
        ...


RetrialsOf = Callable[[Texts], Callable[[], Retrial]]
"What was published → what begins to judge one case again; given by whoever can compile a definition."


class Rejudged:
    """Judges cases again, and counts."""

    def __init__(self, link: Link, log: Log, retrials_of: RetrialsOf) -> None:
        self.judged = 0
        self.undecidable = 0
        self._new_retrial = retrials_of(_Held(link, log))

    def doubts(self, recorded: list[Recorded]) -> Iterator[Doubt]:
        """Steps that the rules of their day wouldn't make; raises as the fold does."""
        retrial = self._new_retrial()
        for each in recorded:
            self.judged += 1
            lost = "seal" in each.event.body and not each.private
            verdict = retrial.judge(each.event, each.hash.hex(), None if lost else each.private)
            if verdict is not AGREES:
                yield from self._doubt(each, verdict)
        yield from self._doubt(recorded[-1], retrial.ended())

    def _doubt(self, recorded: Recorded, verdict: Verdict) -> Iterator[Doubt]:
        if isinstance(verdict, NotRedecidable):
            self.undecidable += 1
        elif isinstance(verdict, Differs):
            event = recorded.event
            if verdict.what == "desk":
                signed = f"Signée d'un autre bureau ({verdict.found}) que celui du dossier ({verdict.expected})."
                yield Doubt("desk", event.stream, event.sequence, signed)
                return
            yield Doubt(
                "decision",
                event.stream,
                event.sequence,
                f"Rejugée sous les règles de son jour, cette étape ne serait pas celle-ci ({verdict.what}).",
            )


class _Held(NamedTuple):
    link: Link
    log: Log

    def resolved(self, digest: str) -> bytes | None:
        row = self.link.execute(self.log.sql.definition, (digest,)).fetchone()
        return None if row is None else _same(bytes(row[1]), digest)

    def text(self, digest: str) -> bytes | None:
        row = self.link.execute(self.log.sql.source_text, (digest,)).fetchone()
        return None if row is None else _same(bytes(row[0]), digest)


def _same(stored: bytes, digest: str) -> bytes | None:
    return stored if hashlib.sha256(stored).hexdigest() == digest else None
