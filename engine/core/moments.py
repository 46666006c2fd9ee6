"""A case at another moment: as it was known then, as it has been corrected since, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.core.case import CaseState, fold, fold_without
from engine.core.clocks import Clock
from engine.core.events import Event, Json, plain_fields

History = Sequence[tuple[Event, str]]
"The events of a case with their hashes, oldest first."
_MOVED_BY_A_DATE = ("start", "due", "estimated")


def known_until(history: History, moment: str) -> int:
    """How many events were known at a moment (UTC, as events write it): those up to the last one recorded by then."""
    return max((event.sequence for event, _ in history if event.recorded_at <= moment), default=0)


def set_back(events: Iterable[Event]) -> frozenset[int]:
    """The steps recorded before one that they follow: a clock was put back; order rests on their numbers alone."""
    found, latest = set(), ""
    for event in events:
        if event.recorded_at < latest:
            found.add(event.sequence)
        else:
            latest = event.recorded_at
    return frozenset(found)


def as_known(history: History, cut: int) -> CaseState:
    """The case after its first `cut` events."""
    return fold(history[:cut])


def as_corrected(history: History, cut: int) -> CaseState:
    """The case of that moment with what has been corrected since: steps undone are left out, wrong values replaced.

    What happened since is not in it, but for corrections: a date put right moves the clocks that it starts.
    """
    before, since = history[:cut], history[cut:]
    case = fold(before)
    for target in [event.body["target"] for event, _ in since if event.kind == "reverted"]:
        undone = {event.body["target"] for event, _ in before if event.kind == "reverted"}
        if target <= cut and target not in undone:
            case = fold_without(before, frozenset({target})) or case
    gone = {event.body["target"] for event, _ in since if event.kind == "reverted"}
    for event, _ in since:
        if event.kind == "corrected" and event.sequence not in gone:
            _put_right(case, event)
    return case


def _put_right(case: CaseState, event: Event) -> None:
    """Replace the values that a later correction found wrong, where they were known already."""
    for name, value in plain_fields(event.body).items():
        if name in case.fields:
            case.fields[name] = value
    for name in event.body.get("sealed", ()):
        field = name.removeprefix("fields.")
        if field in case.sealed:
            case.sealed[field] = event.sequence
    for name, clock in (event.body.get("clocks") or {}).items():
        known = case.clocks.get(name)
        if known is not None and clock is not None:
            case.clocks[name] = _moved(known, clock)


def _moved(known: Clock, clock: Clock) -> Clock:
    """A clock that counts from another day, running or ended as it was."""
    return {**known, **{name: clock[name] for name in _MOVED_BY_A_DATE if name in clock}}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing about a case that isn't the same at two moments; None where it wasn't there."""

    part: str
    "A single word of the case (`state`, `outcome`, `commune`, `assigned`, `version`), or one of its collections."
    name: str
    "Which one of that part; empty where there is one only."
    before: Json
    after: Json


_SINGLE = ("state", "outcome", "commune", "assigned", "version")
_NAMED = ("fields", "documents", "clocks", "links", "consents")


def changes(before: CaseState, after: CaseState, was: Mapping[str, Json], now: Mapping[str, Json]) -> list[Change]:
    """What differs between two moments of a case; `was` and `now` are its private values, as far as they may be shown.

    Of a private value that may not be shown, only that it was given or changed.
    """
    found = [
        Change(part, "", getattr(before, part), getattr(after, part))
        for part in _SINGLE
        if getattr(before, part) != getattr(after, part)
    ]
    for part in _NAMED:
        old, new = getattr(before, part), getattr(after, part)
        found += [
            Change(part, name, old.get(name), new.get(name))
            for name in dict.fromkeys((*old, *new))
            if old.get(name) != new.get(name)
        ]
    found += [
        Change("fields", name, was.get(name), now.get(name))
        for name in dict.fromkeys((*before.sealed, *after.sealed))
        if before.sealed.get(name) != after.sealed.get(name)
    ]
    found += [Change("flags", flag, True, None) for flag in before.flags if flag not in after.flags]
    found += [Change("flags", flag, None, True) for flag in after.flags if flag not in before.flags]
    return found
