"""A desk in memory: cases decided, recorded and folded as a store would, private values kept apart under a seal."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import orjson

from engine.core import life
from engine.core.arrivals import awaits
from engine.core.calendar import Calendar, calendar_of
from engine.core.case import CaseState, evolve, fold_without, snapshot
from engine.core.decide import decide
from engine.core.decision import Accepted, Decision, Refused
from engine.core.definition import Definition
from engine.core.events import Actor, Ask, Command, Do, Draft, Event, Receipt, Record, Revert
from engine.core.links import opened_link
from engine.core.machine import Machine, Situation, compile_definition
from engine.core.steps import ActionStep, Guidance, guide
from engine.core.ticking import decide_tick

PLAIN = calendar_of([])
"No feast, no limit to what is known."
COMMUNE = "tiznit"
ROLES = ("agent", "supervisor", "admin", "auditor")


def bytes_of(case: CaseState) -> bytes:
    """A case as the store keeps it."""
    return orjson.dumps(snapshot(case), option=orjson.OPT_SORT_KEYS)


def body_bytes(event: Event) -> bytes:
    """An event as the journal keeps it."""
    return orjson.dumps(event._asdict(), option=orjson.OPT_SORT_KEYS)


class Desk:
    """One case at one desk, and the day it is there."""

    def __init__(self, definition: Definition | Machine, today: date, calendar: Calendar = PLAIN) -> None:
        self.machine = definition if isinstance(definition, Machine) else compile_definition(definition)
        self.calendar = calendar
        self.today = today
        self.case = CaseState()
        self.history: list[tuple[Event, str]] = []
        self.seals: dict[tuple[str, int], Any] = {}
        "(name, sequence) → private value."
        self.seat = COMMUNE
        "The desk of whoever acts: where the case is, or where it was sent from until its new desk takes it up."
        self._awaited = False

    # --- what is known ---

    def private(self, case: CaseState | None = None) -> dict[str, Any]:
        """The private values of a case, opened."""
        known = (self.case if case is None else case).sealed
        return {name: self.seals[f"fields.{name}", at] for name, at in known.items()}

    def situation(self, day: date | None = None) -> Situation:
        return Situation(self.machine, self.case, self.private(), day or self.today, self.calendar)

    def guide(self, role: str = "agent", day: date | None = None) -> Guidance:
        return guide(self.situation(day), {}, role)

    def step(self, trigger: str, role: str = "agent") -> ActionStep:
        """What the guidance says of one action."""
        return next(step for step in self.guide(role).actions if step.action.id == trigger)

    def clock(self, name: str) -> dict[str, Any]:
        return self.case.clocks[name]

    @property
    def state(self) -> str:
        return self.case.state

    @property
    def kinds(self) -> list[str]:
        return [event.kind for event, _ in self.history]

    # --- what is asked ---

    def open(
        self,
        *,
        on: date | None = None,
        documents: Mapping[str, dict[str, Any]] | None = None,
        links: Mapping[str, dict[str, Any]] | None = None,
        consents: Mapping[str, dict[str, Any]] | None = None,
        **fields: Any,
    ) -> Decision:
        definition = self.machine.definition
        fresh = CaseState(
            process=definition.process, version=definition.version, digest=definition.digest, subject="B1"
        )
        day = on or self.today
        situation = Situation(self.machine, fresh, {}, day, self.calendar)
        decision = life.open_case(
            situation,
            Record(fields),
            self.today,
            documents=documents or {},
            links=links or {},
            consents=consents or {},
        )
        return self._keep(decision, Actor("a", "agent", self.seat), day)

    def ask(self, ask: Ask, *, on: date | None = None, role: str = "agent") -> Decision:
        actor, day = Actor("a", role, self.seat), on or self.today
        before = bytes_of(self.case), [body_bytes(event) for event, _ in self.history]
        if isinstance(ask, Revert):
            decision = self._judge_revert(ask, actor)
        else:
            decision = decide(self.situation(day), Command(ask, actor, day), self.today)
        assert (bytes_of(self.case), [body_bytes(event) for event, _ in self.history]) == before, "judging is pure"
        return self._keep(decision, actor, day)

    def attempt(self, ask: Ask, *, role: str = "agent") -> bool:
        """Ask, for walks of many steps: whether it was accepted. Judging is held to be pure where it is tested."""
        actor = Actor("a", role, self.seat)
        decision = decide(self.situation(), Command(ask, actor, self.today), self.today)
        self._keep(decision, actor, self.today)
        return isinstance(decision, Accepted)

    def do(
        self,
        trigger: str,
        *,
        on: date | None = None,
        role: str = "agent",
        documents: Mapping[str, Any] | None = None,
        receipt: Receipt | None = None,
        reason: str | None = None,
        **fields: Any,
    ) -> Decision:
        return self.ask(Do(trigger, fields, documents or {}, receipt, reason), on=on, role=role)

    def set(self, **fields: Any) -> Decision:
        return self.ask(Record(fields))

    def revert(self, target: int | None = None, reason: str = "erreur de saisie") -> Decision:
        return self.ask(Revert(self.case.sequence if target is None else target, reason))

    def _judge_revert(self, ask: Revert, actor: Actor) -> Decision:
        note = life.withdrawal(self.history, ask.target, actor)
        without = fold_without(self.history, frozenset({ask.target}))
        return life.revert(self.case, without, self.private(without) if without is not None else {}, ask, note=note)

    # --- time ---

    def wait(self, days: int) -> None:
        """Let days pass, the clocks ringing each morning; a case that was sent is then in the hands of its new desk."""
        self.seat = self.case.commune
        for _ in range(days):
            self.today += timedelta(days=1)
            self.tick()

    def tick(self) -> list[Event]:
        """Ring the clocks of today until they are silent."""
        before = len(self.history)
        for _ in range(50):
            drafts = decide_tick(self.situation())
            if not drafts:
                return [event for event, _ in self.history[before:]]
            self.record(drafts, Actor("systeme", "system", ""), self.today)
        raise AssertionError("the clocks never fall silent")

    # --- the journal ---

    def _keep(self, decision: Decision, actor: Actor, day: date) -> Decision:
        if isinstance(decision, Accepted):
            self.record(decision.drafts, actor, day)
            for effect in decision.effects:
                if effect.kind == "open":
                    body = opened_link(effect, f"L{self.case.sequence}", self.calendar)
                    self.record([Draft("linked", None, self.state, self.state, body)], actor, day)
        return decision

    def close_linked(self, name: str, outcome: str) -> None:
        """The linked case closes, as the application tells it."""
        body = {**self.case.links[name], "name": name, "outcome": outcome}
        self.record([Draft("linked", None, self.state, self.state, body)], Actor("systeme", "system", ""), self.today)

    def record(self, drafts: Sequence[Draft], actor: Actor, day: date) -> None:
        for draft in drafts:
            event = self._event(draft, draft.actor or actor, day)
            digest = hashlib.sha256(body_bytes(event)).hexdigest()
            self.history.append((event, digest))
            self.case = evolve(self.case, event, digest)
            self._awaited = awaits(event, self.case.commune, before=self._awaited)
        if not self._awaited or draft.kind == "reverted":
            self.seat = self.case.commune

    def _event(self, draft: Draft, actor: Actor, day: date) -> Event:
        sequence = self.case.sequence + 1
        body = dict(draft.body)
        sealed = {name: value for name, value in draft.private.items() if value is not None}
        if sealed:
            body["sealed"] = sorted(sealed)
        for name, value in sealed.items():
            self.seals[name, sequence] = value
        return Event(
            stream="D1",
            sequence=sequence,
            kind=draft.kind,
            shape=1,
            trigger=draft.trigger,
            from_state=draft.from_state,
            to_state=draft.to_state,
            body=body,
            actor=actor.name,
            role=actor.role,
            commune=actor.commune,
            recorded_at=f"{self.today.isoformat()}T09:00:00.000Z",
            happened_on=draft.happened_on or day.isoformat(),
            definition=self.machine.definition.digest,
            calendar=self.calendar.digest,
            previous=self.case.head,
        )


def codes(decision: Decision) -> list[str]:
    """The codes of a refusal, in order; empty when it is accepted."""
    return [reason.code for reason in decision.reasons] if isinstance(decision, Refused) else []


def blocked(step: ActionStep) -> list[str]:
    """The codes that block an action in the guidance."""
    return [reason.code for reason in step.blocked_by]


def bodies(desk: Desk) -> Iterator[bytes]:
    """Every event of a case, as stored."""
    for event, _ in desk.history:
        yield body_bytes(event)
