"""Invariants held against a history: what a pathway says must always be true of its cases, looked at after each event.

Refuses nothing and moves nothing: where one is broken, the pathway let it happen, or somebody went against its rules.
Nobody at a counter can mend that; whoever writes the pathway, and whoever audits, are told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from engine.core.answers import Answer, missing
from engine.core.calendar import HolidaysUnknown
from engine.core.definition import Invariant
from engine.core.events import Event
from engine.core.machine import CompiledInvariant, Situation


@dataclass(frozen=True, slots=True)
class Breach:
    """A stretch of a history along which an invariant didn't hold."""

    invariant: Invariant
    version: int
    "The version that the case was under."
    since: int
    "Sequence of the event after which it no longer held."
    until: int | None = None
    "Sequence of the event that ended it: it held again, the case left those states, or came into another version."
    reserved: bool = False
    "Whether it rests on sealed data: it is told to who may read the case, and to nobody else."


@dataclass(frozen=True, slots=True)
class Unjudged:
    """An invariant that nobody can say held, nor that it didn't."""

    invariant: Invariant
    version: int
    since: int
    lacking: tuple[str, ...]
    "What would tell: data not known at that moment, or that can't be seen any more."


@dataclass(slots=True)
class Watch:
    """One history, event after event."""

    breaches: list[Breach] = field(default_factory=list)
    "Oldest first."
    unjudged: dict[str, Unjudged] = field(default_factory=dict)
    "By invariant: those that were last found not to be judgeable."
    judged: set[str] = field(default_factory=set)
    "Those that had an answer at least once."
    _digest: str = ""

    def take(self, event: Event, after: Situation) -> None:
        """Look at the case as an event left it, on that event's day; by the version that was then its own."""
        invariants, case = after.machine.invariants, after.case
        if self.breaches or self.unjudged:
            self._end(event, after)
        self._digest = case.digest
        for each in invariants:
            if each.invariant.concerns(case.state, event.trigger):
                self._answered(each, event.sequence, after)

    def broken(self) -> tuple[str, ...]:
        """The invariants that don't hold now."""
        return tuple(dict.fromkeys(each.invariant.id for each in self.breaches if each.until is None))

    def _answered(self, each: CompiledInvariant, sequence: int, after: Situation) -> None:
        name = each.invariant.id
        answer, lacking = _answer(each, after)
        if answer is None:
            self.unjudged.setdefault(name, Unjudged(each.invariant, after.case.version, sequence, lacking))
            return
        self.unjudged.pop(name, None)
        self.judged.add(name)
        if answer:
            self._close(sequence, lambda breach: breach.invariant.id == name)
        elif name not in self.broken():
            self.breaches.append(Breach(each.invariant, after.case.version, sequence, reserved=each.reserved))

    def _end(self, event: Event, after: Situation) -> None:
        """End what an event ends before anything is judged again."""
        if after.case.digest != self._digest:
            self.unjudged.clear()
            self._close(event.sequence, lambda _breach: True)
            return
        undone = event.body.get("target") if event.kind == "reverted" else None
        state = after.case.state
        self._close(event.sequence, lambda breach: breach.since == undone or _is_left(breach.invariant, state))

    def _close(self, sequence: int, ends: Callable[[Breach], bool]) -> None:
        self.breaches = [
            replace(each, until=sequence) if each.until is None and ends(each) else each for each in self.breaches
        ]


def _is_left(invariant: Invariant, state: str) -> bool:
    """Whether it holds of some states only, and this one isn't among them."""
    return not invariant.after and invariant.states is not None and state not in invariant.states


def _answer(each: CompiledInvariant, after: Situation) -> tuple[Answer, tuple[str, ...]]:
    """Whether an invariant holds; when nobody can tell, what would."""
    # `known` says no of a value that is sealed for ever: what was recorded isn't « not known », it can't be seen.
    lost = tuple(sorted(name for name in each.fields if name in after.case.sealed and name not in after.private))
    if lost:
        return None, lost
    try:
        facts = after.facts()
        answer: Answer = each.holds.holds(facts)
    except HolidaysUnknown:
        return None, ()
    return answer, () if answer is not None else missing(each.holds.tree, facts)
