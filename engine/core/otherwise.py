"""What would have become of a case under another version of its pathway: each demand asked again, in its order.

The clocks of the other version ring on its own days; what linked cases told is told again. Data, papers and consents
that the other version doesn't know are left out of a demand, and named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from engine.core import life
from engine.core.calendar import Calendar
from engine.core.case import CaseState, evolve, fold_without
from engine.core.decide import decide
from engine.core.decision import Accepted, Decision, Reason, Refused
from engine.core.events import (
    Actor,
    Ask,
    ChangeDocuments,
    Command,
    Correct,
    Do,
    Draft,
    Event,
    Json,
    Record,
    Revert,
)
from engine.core.machine import Machine, Situation
from engine.core.rules import SYSTEM
from engine.core.ticking import decide_tick

Came = Literal["same", "elsewhere", "refused", "without"]
"""What came of a demand: accepted into the same state; accepted, and the case stands elsewhere; refused; or `without`
object, what it was about never having been recorded."""
_ROUNDS = 50
"Events that clocks may write in a day: far above what a pathway's own can ask."


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What the other version makes of one event, or a clock of its own (`sequence` 0)."""

    sequence: int
    came: Came
    state: str
    "Where the case would then stand."
    reasons: tuple[Reason, ...] = ()
    unknown: tuple[str, ...] = ()
    "What came with the demand that the other version doesn't know."
    clock: str = ""
    "The deadline that rang, for a clock of its own."
    on: str = ""


@dataclass(slots=True)
class Demand:
    """One event of the real case, as it can be asked again."""

    event: Event
    ask: Ask | None
    "None for what nobody asks: clocks, news of linked cases."
    private: Mapping[str, Json]


class Elsewhere:
    """A case lived again under another version."""

    def __init__(self, machine: Machine, calendar: Calendar, day_of: Callable[[str], date]) -> None:
        self.machine = machine
        self.case = CaseState()
        self.found: list[Otherwise] = []
        self._calendar = calendar
        self._day_of = day_of
        self._today = date.min
        self._private: dict[str, Json] = {}
        self._seals: dict[tuple[str, int], Json] = {}
        self._history: list[tuple[Event, str]] = []
        self._came_of: dict[int, int] = {}
        "Sequence of the real event → of what was recorded here for it."
        self._done = False
        "Whether the last demand was accepted here: what it opens is told after it."

    def take(self, demand: Demand) -> None:
        """Ask again what was asked, on its day."""
        event = demand.event
        self.until(self._day_of(event.recorded_at))
        if event.kind == "opened":
            self._open(demand)
        elif self.case.sequence == 0:
            self.found.append(Otherwise(event.sequence, "without", ""))
        elif event.kind == "linked":
            self._tell(event)
        elif event.kind in ("reminded", "expired"):
            self._ring()
            if event.kind == "expired" and self.case.lapsed:
                self._came_of[event.sequence] = self.case.lapsed
        elif demand.ask is not None:
            self._ask(demand, demand.ask)

    def _tell(self, event: Event) -> None:
        """News of a linked case, as far as it would have been opened here too."""
        opened = event.body["side"] == "opened" and "outcome" not in event.body
        if self._done if opened else event.body["name"] in self.case.links:
            draft = Draft("linked", None, self.case.state, self.case.state, dict(event.body))
            self._record((draft,), event)

    def until(self, day: date) -> None:
        """Let time pass: the clocks of every day until that one ring, as a tick each morning makes them."""
        while self.case.sequence and self._today < day:
            self._today += timedelta(days=1)
            self._ring()
        self._today = max(self._today, day)

    def _ring(self) -> None:
        for _ in range(_ROUNDS):
            drafts = decide_tick(self._situation(self._today))
            if not drafts:
                break
            for draft in drafts:
                self._record((draft,), None)
                if draft.kind == "expired":
                    on, clock = draft.happened_on, str(draft.body["deadline"])
                    self.found.append(Otherwise(0, "elsewhere", self.case.state, clock=clock, on=on))

    def _open(self, demand: Demand) -> None:
        event, body = demand.event, demand.event.body
        definition = self.machine.definition
        given = {**body.get("fields", {}), **_fields(demand.private)}
        fields, lacking = _parted(given, definition.fields)
        papers, no_papers = _parted(body.get("documents", {}), definition.documents)
        agreed, no_consents = _parted(body.get("consents", {}), definition.consents)
        fresh = CaseState(process=definition.process, version=definition.version, digest=definition.digest)
        fresh.subject = body["subject"]
        decision = life.open_case(
            self._situation(date.fromisoformat(event.happened_on))._replace(case=fresh),
            Record(fields),
            self._today,
            documents=papers,
            links=body.get("links", {}),
            consents=agreed,
        )
        self._answer(demand, decision, (*lacking, *no_papers, *no_consents))

    def _ask(self, demand: Demand, ask: Ask) -> None:
        event = demand.event
        actor = Actor(event.actor, event.role, event.commune)
        known, unknown = self._in_its_words(ask)
        if isinstance(known, Revert):
            target = self._came_of.get(known.target)
            without = None if target is None else fold_without(self._history, frozenset({target}))
            if target is None:
                self.found.append(Otherwise(event.sequence, "without", self.case.state))
                return
            private = {} if without is None else self._known(without)
            note = life.withdrawal(self._history, target, actor)
            decision = life.revert(self.case, without, private, replace(known, target=target), note=note)
        else:
            decision = self._judge(Command(known, actor, date.fromisoformat(event.happened_on)))
        self._answer(demand, decision, unknown)

    def _judge(self, command: Command) -> Decision:
        """As the application does: an act of before an expiry is judged on the case before it."""
        case = self.case
        if life.may_take_back(case, command):
            before = fold_without(self._history, frozenset({case.lapsed}))
            if before is not None:
                situation = self._situation(command.happened_on)._replace(case=before, private=self._known(before))
                late = decide(situation, command, self._today)
                back = life.revert(case, before, situation.private, Revert(case.lapsed, ""), why="typed_late")
                if isinstance(late, Accepted) and isinstance(back, Accepted):
                    return Accepted((*back.drafts, *late.drafts))
        return decide(self._situation(command.happened_on), command, self._today)

    def _in_its_words(self, ask: Ask) -> tuple[Ask, tuple[str, ...]]:
        """The demand without what this version doesn't know, and what that is."""
        definition = self.machine.definition
        lacking: tuple[str, ...] = ()
        if isinstance(ask, Do | Record | Correct):
            fields, lacking = _parted(ask.fields, definition.fields)
            ask = replace(ask, fields=fields)
        if isinstance(ask, Do | ChangeDocuments):
            papers, more = _parted(ask.documents, definition.documents)
            ask, lacking = replace(ask, documents=papers), (*lacking, *more)
        return ask, lacking

    def _answer(self, demand: Demand, decision: Decision, unknown: tuple[str, ...]) -> None:
        event = demand.event
        self._done = isinstance(decision, Accepted)
        if isinstance(decision, Refused):
            self.found.append(Otherwise(event.sequence, "refused", self.case.state, decision.reasons, unknown))
            return
        self._came_of[event.sequence] = self.case.sequence + 1
        self._record(decision.drafts, event)
        came: Came = "same" if self.case.state == event.to_state else "elsewhere"
        self.found.append(Otherwise(event.sequence, came, self.case.state, (), unknown))

    # --- the other case meanwhile ---

    def _situation(self, day: date) -> Situation:
        return Situation(self.machine, self.case, self._private, day, self._calendar)

    def _record(self, drafts: tuple[Draft, ...], like: Event | None) -> None:
        """Record drafts in memory, signed as the real event was; stand-ins for the hashes."""
        for draft in drafts:
            sequence = self.case.sequence + 1
            body = dict(draft.body)
            known = {name: value for name, value in draft.private.items() if value is not None}
            if known:
                body["sealed"] = sorted(known)
            for name, value in _fields(known).items():
                self._seals[name, sequence] = value
            signer = Actor(like.actor, like.role, like.commune) if like is not None else draft.actor or SYSTEM
            event = Event(
                like.stream if like is not None else self.case.case,
                sequence,
                draft.kind,
                1,
                draft.trigger,
                draft.from_state,
                draft.to_state,
                body,
                signer.name,
                signer.role,
                signer.commune,
                self._today.isoformat(),
                draft.happened_on or (like.happened_on if like is not None else self._today.isoformat()),
                self.machine.definition.digest,
                self._calendar.digest,
                self.case.head,
            )
            digest = f"{sequence:064x}"
            self._history.append((event, digest))
            self.case = evolve(self.case, event, digest)
            self._private = self._known(self.case)

    def _known(self, case: CaseState) -> dict[str, Json]:
        return {name: self._seals[name, at] for name, at in case.sealed.items() if (name, at) in self._seals}


def _parted(given: Mapping[str, Json], known: Mapping[str, object]) -> tuple[dict[str, Json], tuple[str, ...]]:
    """(what is known there, the names of the rest)."""
    return {name: value for name, value in given.items() if name in known}, tuple(set(given) - set(known))


def _fields(private: Mapping[str, Json]) -> dict[str, Json]:
    return {
        name.removeprefix("fields."): value
        for name, value in private.items()
        if name.startswith("fields.") and value is not None
    }
