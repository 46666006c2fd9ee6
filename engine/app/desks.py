"""At which desk a case was when somebody was shown it, by its history: whatever its row said for an hour."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from engine.core.arrivals import ARRIVALS, awaits
from engine.core.case import CaseState, take
from engine.core.events import EVERYWHERE, Event
from engine.core.sights import GLASS, Sight
from engine.errors import HistoryError
from engine.store.codec import decode
from engine.store.journal import Reading

_AT_DESKS = frozenset(("agent", "supervisor"))
"Roles that see the cases of their own desk alone."
_MOVES = (b'"kind":"transferred"', b'"kind":"reverted"')
"In the bytes of an event by which a case may change its desk."


class _Since(NamedTuple):
    """From when on a case was at which desks: its own, and the one that sent it while nobody had taken it up."""

    at: str
    desks: frozenset[str]


def seen_elsewhere(reading: Reading) -> Callable[[Sight], bool]:
    """Whether a line shows somebody a case that wasn't their desk's at that moment; each history is read once.

    Of cases alone: a person is seen by every desk that has a case of theirs.
    """

    @cache
    def desks(name: str) -> tuple[_Since, ...]:
        try:
            return _moves(reading, name)
        except (HistoryError, KeyError, TypeError, ValueError, AttributeError):
            # A check of the base tells what is wrong with that history; it accuses nobody here.
            return ()

    def elsewhere(sight: Sight) -> bool:
        if sight.role not in _AT_DESKS or sight.commune in ("", EVERYWHERE) or sight.why == GLASS or sight.denied:
            return False
        return any(not _was_at(desks(name), sight) for name in sight.seen)

    return elsewhere


def _was_at(moves: tuple[_Since, ...], sight: Sight) -> bool:
    """Whether a case was at the desk of who saw it; so is what is no case, or wasn't there yet by the clock."""
    known: _Since | None = None
    for each in moves:
        if known is not None and each.at > sight.at:
            break
        # In the very moment of a move both desks are right.
        here = each.at == sight.at and known is not None
        known = _Since(each.at, known.desks | each.desks) if here and known is not None else each
    return known is None or sight.commune in known.desks


def _moves(reading: Reading, name: str) -> tuple[_Since, ...]:
    stored = [each for _, each, _ in reading.stored(name)]
    if not stored:
        return ()
    first = decode(stored[0])
    if first.kind != "opened":
        return ()
    if not any(move in each for each in stored for move in _MOVES):
        return (_Since(first.recorded_at, frozenset((first.commune,))),)
    return tuple(_folded(reading, name))


def _folded(reading: Reading, name: str) -> list[_Since]:
    case, found = CaseState(), list[_Since]()
    awaited, sender = False, ""
    event: Event
    for event, digest in reading.history(name):
        take(case, event, digest)
        if awaited or event.kind in ARRIVALS:
            awaited = awaits(event, case.commune, before=awaited)
            sender = event.commune if event.kind == "transferred" else sender if awaited else ""
        desks = frozenset((case.commune, sender)) if awaited and sender else frozenset((case.commune,))
        if not found or found[-1].desks != desks:
            found.append(_Since(event.recorded_at, desks))
    return found
