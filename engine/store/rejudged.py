"""Each step of a case judged again under the definition and the calendar of its day, as the database holds them.

Reads only. The judge is `engine.core.redecide`; what compiles definitions and reads calendars is brought by the caller.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple, Protocol

from engine.core.case import CaseState
from engine.core.invariants import Breach, Watch
from engine.core.redecide import Retrial
from engine.core.verdicts import AGREES, Differs, NotRedecidable, Verdict
from engine.store.connect import Link
from engine.store.log import Log
from engine.store.transaction import Recorded
from engine.store.trust import Doubt

ENOUGH = 1_000
"Broken invariants kept: what happens in so many cases is the pathway's, and a few show it."


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
        self.broken: list[tuple[str, Breach]] = []
        "(case, stretch) of an invariant that a case didn't keep, the first few; of those on sealed data, none."
        self.unkept = Counter[bool]()
        "How many stretches there are of each, those on sealed data under True."
        self._new_retrial = retrials_of(_Held(link, log))

    def told(self, stream: str, watch: Watch) -> None:
        """Note what the whole history of a case says of the invariants of its pathway."""
        self.unkept.update(each.reserved for each in watch.breaches)
        named = [(stream, each) for each in watch.breaches if not each.reserved]
        self.broken += named[: ENOUGH - len(self.broken)]

    def judging(self) -> Judging:
        """What judges one more case."""
        return Judging(self, self._new_retrial())


class Judging:
    """One case, judged while it is folded: a history is folded once for its row and for its judge."""

    def __init__(self, counts: Rejudged, retrial: Retrial) -> None:
        self._counts = counts
        self._retrial = retrial
        self._doubts: list[Doubt] = []
        self._last: Recorded | None = None

    def take(self, case: CaseState, recorded: Recorded) -> None:
        """Judge the next event of a case, and fold it in; raises as the fold does."""
        self._counts.judged += 1
        self._retrial.case, self._last = case, recorded
        event = recorded.event
        lost = not recorded.private and "seal" in event.body
        verdict = self._retrial.judge(event, recorded.hash.hex(), None if lost else recorded.private)
        if verdict is not AGREES:
            self._doubt(recorded, verdict)

    def doubts(self) -> list[Doubt]:
        """Steps that the rules of their day wouldn't make, once the last event is taken."""
        if self._last is not None:
            self._doubt(self._last, self._retrial.ended())
            self._counts.told(self._last.event.stream, self._retrial.watch)
        return self._doubts

    def _doubt(self, recorded: Recorded, verdict: Verdict) -> None:
        if isinstance(verdict, NotRedecidable):
            self._counts.undecidable += 1
        elif isinstance(verdict, Differs):
            event = recorded.event
            kind = "desk" if verdict.what == "desk" else "decision"
            message = (
                f"Signée d'un autre bureau ({verdict.found}) que celui du dossier ({verdict.expected})."
                if kind == "desk"
                else f"Rejugée sous les règles de son jour, cette étape ne serait pas celle-ci ({verdict.what})."
            )
            self._doubts.append(Doubt(kind, event.stream, event.sequence, message))


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
