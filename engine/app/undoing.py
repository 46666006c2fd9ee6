"""What the undoing of a step would take back, told before it is asked for, by the very fold that undoes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.app.house import House
from engine.app.reading import Opened
from engine.core.case import UNDOABLE, CaseState, fold_without
from engine.core.events import Actor, Event
from engine.core.life import Withdrawal, may_withdraw


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would be as it was; `kind` is a part of the case, `name` which one of it."""

    kind: str
    name: str
    now: Any
    then: Any


@dataclass(frozen=True, slots=True)
class Undoing:
    """A step that somebody thinks of undoing."""

    event: Event
    possible: bool
    "False where a later step rests on it, where it is undone already, or is none to undo."
    takes_back: tuple[Change, ...]
    is_anothers: bool = False
    "A note of somebody else's, that only its author or a supervisor withdraws."


def may_be_undone(kind: str, author: str, who: Actor) -> bool:
    """Whether an event of that kind, signed by `author`, is of those that somebody can undo."""
    return kind in UNDOABLE and (kind != "noted" or may_withdraw(Withdrawal(author, who)))


def undoing(house: House, opened: Opened, step: int, who: Actor) -> Undoing | None:
    """What undoing a step of a case would take back; None where the case has no such step."""
    history = house.store.read(lambda reading: reading.history(opened.held.case.case))
    event = next((event for event, _ in history if event.sequence == step), None)
    if event is None:
        return None
    if event.kind in UNDOABLE and not may_be_undone(event.kind, event.actor, who):
        return Undoing(event, possible=False, takes_back=(), is_anothers=True)
    without = fold_without(history, frozenset({step}))
    if without is None or without.state == "":
        return Undoing(event, possible=False, takes_back=())
    return Undoing(event, possible=True, takes_back=tuple(_changes(opened.held.case, without)))


def _changes(now: CaseState, then: CaseState) -> Iterator[Change]:
    for kind in ("state", "commune", "assigned"):
        if getattr(now, kind) != getattr(then, kind):
            yield Change(kind, "", getattr(now, kind), getattr(then, kind))
    # A sealed datum is known by the number of the event that holds it: its value isn't opened for this.
    yield from _of_map("field", now.fields, then.fields)
    yield from _of_map("sealed", now.sealed, then.sealed)
    yield from _of_map("document", _statuses(now), _statuses(then))
    yield from _of_map("consent", _given(now), _given(then))
    yield from _of_map("clock", _dues(now), _dues(then))


def _of_map(kind: str, now: Mapping[str, Any], then: Mapping[str, Any]) -> Iterator[Change]:
    for name in {**now, **then}:
        if now.get(name) != then.get(name):
            yield Change(kind, name, now.get(name), then.get(name))


def _statuses(case: CaseState) -> dict[str, Any]:
    return {name: paper["status"] for name, paper in case.documents.items()}


def _given(case: CaseState) -> dict[str, Any]:
    return {name: consent["given"] for name, consent in case.consents.items()}


def _dues(case: CaseState) -> dict[str, Any]:
    return {name: clock.get("due") for name, clock in case.clocks.items() if "ended" not in clock}
