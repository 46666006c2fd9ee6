"""Lives judged again, event after event: what a retrial is given, and what it makes of each."""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.core.calendar import Calendar
from engine.core.events import Event
from engine.core.machine import Machine
from engine.core.redecide import Retrial
from engine.core.rehearsal import Rehearsed
from engine.core.verdicts import Verdict
from tests.core.desk import Desk


@dataclass(frozen=True)
class Life:
    """A journal with its private values, the rules it was lived under, and the calendar of the desk."""

    machine: Machine
    calendar: Calendar
    events: Sequence[tuple[Event, str]]
    private: Mapping[int, Mapping[str, Any]]

    def given(self, event: Event) -> Mapping[str, Any]:
        return self.private.get(event.sequence, {})

    def retrial(self, **instead: Any) -> Retrial:
        return Retrial(
            instead.get("machine_of", {self.machine.definition.digest: self.machine}.get),
            instead.get("calendar_of", {self.calendar.digest: self.calendar}.get),
            lambda recorded_at: date.fromisoformat(recorded_at[:10]),
        )

    def verdicts(self, **instead: Any) -> list[Verdict]:
        """The verdict on each event, then the one on the last step."""
        retrial = self.retrial(**instead)
        private: Callable[[Event], Any] = instead.get("private", self.given)
        return [*(retrial.judge(event, digest, private(event)) for event, digest in self.events), retrial.ended()]

    def moments(self, **instead: Any) -> Iterator[tuple[Retrial, Event, str]]:
        """Each event, with a retrial that has judged all before it and may be used up."""
        retrial = self.retrial(**instead)
        for event, digest in self.events:
            yield fork(retrial), event, digest
            retrial.judge(event, digest, self.given(event))


def fork(retrial: Retrial) -> Retrial:
    """Another retrial that goes on from here."""
    other = copy.copy(retrial)
    other.case = retrial.case.copy()
    for name in ("history", "_due", "_births"):
        setattr(other, name, list(getattr(retrial, name)))
    for name in ("_seals", "private"):
        setattr(other, name, dict(getattr(retrial, name)))
    return other


def as_stored(machine: Machine, events: Sequence[tuple[Event, str]]) -> list[tuple[Event, str]]:
    """A journal lived in memory, with what the store adds to a first event."""
    first, digest = events[0]
    body = {**first.body, "confidentiality": machine.definition.confidentiality}
    return [(first._replace(body=body), digest), *events[1:]]


def walked(desk: Desk) -> Life:
    """A life of the desk in memory."""
    private: dict[int, dict[str, Any]] = {}
    for (name, sequence), value in desk.seals.items():
        private.setdefault(sequence, {})[name] = value
    return Life(desk.machine, desk.calendar, as_stored(desk.machine, desk.history), private)


def told(machine: Machine, run: Rehearsed, calendar: Calendar) -> Life:
    """A life told as a scenario."""
    return Life(machine, calendar, as_stored(machine, run.history), run.private)
