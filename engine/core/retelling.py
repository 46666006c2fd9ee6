"""A real case told again as a scenario: the same demands, in the same order, of nobody in particular.

Pure. The story is lived as it is told, so that it says what it expects and passes as it is written; each step is held
against what really came of it, and what doesn't come out the same is named. Nothing typed freely comes in, no name, no
number: of a value, only what some rule of this very story needs, found by hiding it and living the story once more.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.core.calendar import Duration
from engine.core.clocks import is_running
from engine.core.decision import Accepted
from engine.core.events import (
    Actor,
    Ask,
    Attach,
    ChangeDocuments,
    Command,
    Correct,
    DemandUndue,
    Do,
    Event,
    Force,
    GiveConsent,
    Json,
    Receipt,
    Record,
    Revert,
    Transfer,
)
from engine.core.machine import Machine
from engine.core.otherwise import Demand
from engine.core.rehearsal import Play
from engine.core.rules import SYSTEM
from engine.core.scenario import Expected, Scenario, ScenarioStep
from engine.core.territory import Territory
from engine.core.values import FIRST_DAY
from engine.core.veiling import NUMBER, SAID, Chance, Veil, drawn, looked_at

_MOST_TRIED = 64
"Values tried for what a pathway asks and never keeps."


@dataclass(frozen=True, slots=True)
class Retold:
    """A case told as a scenario."""

    scenario: Scenario
    differs: tuple[int, ...]
    "Events of the case (their sequences) that don't come out the same in the story."
    kept: frozenset[str]
    "Private fields whose own value stays, for a rule of this story turns on it."


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: its story, and what came of it."""

    scenario: Scenario
    differs: tuple[int, ...]
    course: tuple[tuple[Any, ...], ...]
    "What happened, without its days; and how the case stands at the end."
    lengths: tuple[tuple[str, int], ...]
    "How many days each clock was given, in the order in which clocks were set."


def retell(
    machine: Machine, demands: Sequence[Demand], days: Sequence[date], territory: Territory, chance: Chance
) -> Retold:
    """Tell a case as a scenario about nobody; `days` are the desks' own days of each demand.

    Several ways of hiding are drawn, and the one kept under which the same happens; then each private value that is
    left is hidden too, unless the story turns on it.
    """
    teller = _Teller(machine, demands, days, territory)
    plain = teller.tell(Veil())
    kept = looked_at(machine) | {
        # A value that anybody may read says something of the day at the desk, and nothing of the person's life.
        name
        for name, each in machine.definition.fields.items()
        if not each.is_private and each.type != "text"
    }
    best: tuple[tuple[bool, ...], Veil, Told] | None = None
    for veil in drawn(chance, kept, teller.communes(), territory):
        told = teller.tell(veil)
        # What differs more than it must weighs first, then another course, then a clock that runs longer or shorter.
        strays = (told.differs != plain.differs, told.course != plain.course, told.lengths != plain.lengths)
        if best is None or strays < best[0]:
            best = (strays, veil, told)
        if not any(strays):
            break
    assert best is not None  # noqa: S101 -- at least one was tried
    _, veil, told = best
    given = teller.given()
    for name in sorted(kept & given):
        if machine.definition.fields[name].is_private:
            hidden = teller.tell(veil.without(name))
            if hidden.course == told.course:
                veil, told = veil.without(name), hidden
    private = {name for name in given & (veil.kept or frozenset()) if machine.definition.fields[name].is_private}
    return Retold(told.scenario, told.differs, frozenset(private))


class _Teller:
    """Tells one case, as often as there are ways of hiding it."""

    def __init__(self, machine: Machine, demands: Sequence[Demand], days: Sequence[date], territory: Territory) -> None:
        self.machine = machine
        self.demands = demands
        self.days = days
        self.territory = territory

    def given(self) -> set[str]:
        """The fields that were given."""
        found = set(self.demands[0].event.body.get("fields", {})) | set(_sealed(self.demands[0]))
        for each in self.demands:
            if isinstance(each.ask, Do | Record | Correct):
                found |= set(each.ask.fields)
        return found & set(self.machine.definition.fields)

    def communes(self) -> dict[str, None]:
        """Every commune that is told of, the case's own first."""
        fields = self.machine.definition.fields
        found = {self.demands[0].event.commune: None}
        for each in self.demands:
            values = each.ask.fields if isinstance(each.ask, Do | Record | Correct) else {}
            if each.event.kind == "opened":
                values = {**each.event.body.get("fields", {}), **_sealed(each)}
            found |= {
                str(value): None for name, value in values.items() if name in fields and fields[name].type == "commune"
            }
            if isinstance(each.ask, Transfer):
                found[each.ask.commune] = None
        return found

    def tell(self, veil: Veil) -> Told:
        """Tell it under one veil, living it meanwhile."""
        return _Telling(self, veil).told()


class _Telling:
    """One telling under way."""

    def __init__(self, teller: _Teller, veil: Veil) -> None:
        self.machine, self.demands, self.veil = teller.machine, teller.demands, veil
        self.days = [veil.day(day) for day in teller.days]
        self.scenario = self.opening()
        self.play = Play(self.machine, self.scenario, teller.territory)
        self.steps: list[ScenarioStep] = []
        self.differs: list[int] = []
        self.came_of: dict[int, int] = {}
        "Sequence in the case → in the story."

    def opening(self) -> Scenario:
        """How it begins."""
        first, definition = self.demands[0], self.machine.definition
        body, veil = first.event.body, self.veil
        on = veil.day(date.fromisoformat(first.event.happened_on))
        papers = {name: each for name, each in body.get("documents", {}).items() if name in definition.documents}
        written = {name: each.get("issued") or each["on"] for name, each in papers.items()}
        return Scenario(
            process=definition.process,
            title=f"D'après un dossier : {definition.title.fr}",
            file="",
            line=0,
            commune=veil.commune(first.event.commune),
            on=on,
            fields=veil.values(definition, {**body.get("fields", {}), **_sealed(first)}),
            documents={name: each["status"] for name, each in papers.items()},
            consents=tuple(
                name for name, each in body.get("consents", {}).items() if each["given"] and name in definition.consents
            ),
            steps=(),
            issued={name: day for name, each in written.items() if (day := veil.day(date.fromisoformat(each))) != on},
        )

    def told(self) -> Told:
        """Tell every event, then how the case stands."""
        self.play.open()
        if self.play.failed_to_open:
            self.differs.append(1)
        else:
            self.came_of[1] = 1
            for demand, day in zip(self.demands[1:], self.days[1:], strict=True):
                self.one(demand, day)
            self.steps.append(self.end())
        course = [
            (event.kind, event.trigger, event.from_state, event.to_state)
            for event, _ in self.play.history
            if event.kind != "reminded"
        ]
        end = self.steps[-1].expect if self.steps else None
        # What is only shown (alerts, letters) is no reason to tell more of somebody: it shows in what they may do.
        stands = () if end is None else (end.missing, end.possible, end.outcome)
        state = self.machine.definition.states.get(self.play.case.state)
        title = self.scenario.title if state is None else f"{self.scenario.title}, jusqu'à « {state.title.fr} »"
        return Told(
            replace(self.scenario, title=title, steps=tuple(self.steps)),
            tuple(self.differs),
            (*course, stands),
            tuple(self.lengths()),
        )

    def one(self, demand: Demand, day: date) -> None:
        """Tell one event: time passes until its day, then what somebody asked is asked."""
        self.wait(day)
        event = demand.event
        if event.kind == "expired":
            self.rung(event)
        elif event.kind == "linked" and event.body.get("outcome") is not None:
            if event.body["name"] in self.play.case.links:
                self.live(ScenarioStep("linked", {event.body["name"]: event.body["outcome"]}, 0), event, day)
        elif demand.ask is not None and event.role != SYSTEM.role:
            on = self.veil.day(date.fromisoformat(event.happened_on))
            for step in self.step_of(demand.ask):
                dressed = replace(step, role=event.role, on=on if on != self.play.today else None)
                self.live(self.whole(dressed, event, on), event, on)

    def wait(self, day: date) -> None:
        """Let time pass; clocks ring on their way."""
        passed = (day - self.play.today).days
        if passed > 0:
            self.play.live(ScenarioStep("after", Duration(passed, "days"), 0), self.play.today)
            if self.steps and self.steps[-1].kind == "after":
                passed += self.steps.pop().what.amount
            self.steps.append(ScenarioStep("after", Duration(passed, "days"), 0))

    def rung(self, event: Event) -> None:
        """A clock that ran out there has run out here, or the two part."""
        clock = event.body.get("deadline")
        for each, _ in reversed(self.play.history):
            if each.kind == "expired" and each.body.get("deadline") == clock:
                if each.sequence not in self.came_of.values():
                    self.came_of[event.sequence] = each.sequence
                    return
                break
        self.differs.append(event.sequence)

    def live(self, step: ScenarioStep, event: Event, day: date) -> None:
        """Live one step, write what came of it, and hold it against what really came."""
        play = self.play
        before, state, known = play.case.sequence, play.case.state, len(play.told.watch.breaches)
        play.live(step, day)
        if play.refused:
            codes = tuple(dict.fromkeys(reason.code for reason in play.refused))
            expected: Expected | None = Expected(refused=codes, state=state)
        else:
            moved = play.case.state if play.case.state != state else None
            broken = play.told.watch.broken() if len(play.told.watch.breaches) > known else None
            expected = Expected(state=moved, broken=broken) if moved or broken is not None else None
            taken = [each for each, _ in play.history[before:] if each.kind != "reverted" or step.kind == "revert"]
            if taken:
                self.came_of[event.sequence] = taken[0].sequence
        if play.refused or (play.case.state != event.to_state and event.kind != "linked"):
            self.differs.append(event.sequence)
        self.steps.append(replace(step, expect=expected))

    def whole(self, step: ScenarioStep, event: Event, day: date) -> ScenarioStep:
        """The step with what the pathway asks and never keeps: values under which it comes out as it did."""
        plan = self.machine.table[self.play.case.state].get(step.what) if step.kind == "do" else None
        fields = self.machine.definition.fields
        lacking = [name for name in (() if plan is None else plan.action.ask) if not fields[name].kept]
        lacking = [name for name in lacking if name not in step.fields]
        if not lacking:
            return step
        values = itertools.product(*(_tries(fields[name].type, list(fields[name].options), day) for name in lacking))
        for each in itertools.islice(values, _MOST_TRIED):
            tried = replace(step, fields={**step.fields, **dict(zip(lacking, each, strict=True))})
            ask = Do(tried.what, tried.fields, tried.documents, tried.receipt, tried.reason)
            decision = self.play.judge(Command(ask, Actor(step.role, step.role, self.play.case.commune), day))
            if isinstance(decision, Accepted) and decision.drafts[-1].to_state == event.to_state:
                return tried
        return step

    def step_of(self, ask: Ask) -> Iterator[ScenarioStep]:  # noqa: C901, PLR0912 -- one case a demand
        """A demand as a scenario writes it; what moves nothing (notes, assignments, messages) isn't told."""
        veil, definition = self.veil, self.machine.definition
        match ask:
            case Do(trigger, fields, documents, receipt, reason):
                yield ScenarioStep(
                    "do",
                    trigger,
                    0,
                    fields=veil.values(definition, fields),
                    documents=self.papers(documents),
                    receipt=self.receipt(receipt),
                    reason=SAID if reason else None,
                )
            case Record(fields):
                if known := veil.values(definition, fields):
                    yield ScenarioStep("set", known, 0)
            case Correct(fields):
                if known := veil.values(definition, fields):
                    yield ScenarioStep("correct", known, 0, reason=SAID)
            case ChangeDocuments(documents, issued):
                if papers := self.papers(documents):
                    written = {name: veil.day(day) for name, day in issued.items() if name in papers}
                    yield ScenarioStep("document", papers, 0, issued=written)
            case Attach(document) if document in definition.documents:
                if self.play.case.documents.get(document, {}).get("status", "missing") in ("missing", "requested"):
                    yield ScenarioStep("document", {document: "received"}, 0)
            case GiveConsent(consent, given) if consent in definition.consents:
                yield ScenarioStep("consent" if given else "withdraw", consent, 0)
            case Transfer(commune):
                yield ScenarioStep("transfer", veil.commune(commune), 0, reason=SAID)
            case Force(to):
                yield ScenarioStep("force", to, 0, reason=SAID)
            case DemandUndue(document) if document in definition.documents:
                yield ScenarioStep("undue", document, 0, reason=SAID)
            case Revert(target):
                if target in self.came_of:
                    yield ScenarioStep("revert", self.came_of[target], 0, reason=SAID)

    def papers(self, given: Any) -> dict[str, Any]:
        """The papers that the pathway knows."""
        return {name: status for name, status in given.items() if name in self.machine.definition.documents}

    def receipt(self, given: Receipt | None) -> Receipt | None:
        """A receipt with a number that is nobody's."""
        if given is None:
            return None
        day = None if given.day is None else max(self.veil.day(given.day), date.fromisoformat(FIRST_DAY))
        return Receipt(None if given.number is None else NUMBER, day)

    def end(self) -> ScenarioStep:
        """How the case stands at last, as a scenario expects it."""
        play = self.play
        guidance = play.guidance(play.today)
        clocks = {
            name: {"due": clock["due"], "running": True}
            for name, clock in play.case.clocks.items()
            if is_running(clock) and clock.get("due") is not None
        }
        return ScenarioStep(
            "expect",
            None,
            0,
            expect=Expected(
                state=play.case.state,
                outcome=play.case.outcome,
                possible=tuple(each.action.id for each in guidance.actions if not each.blocked_by),
                missing=guidance.missing,
                deadlines=clocks or None,
                alerts=tuple(each.id for each in guidance.alerts),
                forms=guidance.forms or None,
            ),
        )

    def lengths(self) -> Iterator[tuple[str, int]]:
        """How long each clock was given, every time that one was set."""
        for event, _ in self.play.history:
            for name, clock in (event.body.get("clocks") or {}).items():
                if clock is not None and clock.get("due") and clock.get("start"):
                    yield name, (date.fromisoformat(clock["due"]) - date.fromisoformat(clock["start"])).days


def _sealed(demand: Demand) -> dict[str, Json]:
    return {
        name.removeprefix("fields."): value
        for name, value in demand.private.items()
        if name.startswith("fields.") and value is not None
    }


def _tries(kind: str, options: list[str], day: date) -> list[Json]:
    """Values that may have been given of what is never kept."""
    match kind:
        case "boolean":
            return [True, False]
        case "choice":
            return list(options)
        case "choices":
            return [[each] for each in options]
        case "integer":
            return [1, 0]
        case "date":
            return [day.isoformat()]
        case "moment":
            return [f"{day.isoformat()}T10:00"]
        case _:
            return ["ES" if kind == "country" else SAID]
