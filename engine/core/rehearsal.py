"""Scenarios lived: a case in memory, in the words of the field, to see whether a pathway does what it should.

Pure: the same decisions, the same fold and the same guidance as a real case, without a store. What differs from what
a scenario expects is told as the scenario is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from engine.core import life
from engine.core.calendar import Duration
from engine.core.case import CaseState, evolve, fold_without
from engine.core.decide import decide
from engine.core.decision import Accepted, Decision, Reason, Refused
from engine.core.definition import Consent
from engine.core.differences import EXPECTATIONS, Moment, difference, reasons_in_words
from engine.core.events import Actor, Command, Do, Draft, Event, Json, Record, Revert
from engine.core.invariants import Watch
from engine.core.links import opened_link
from engine.core.machine import Machine, Situation
from engine.core.rules import SYSTEM
from engine.core.scenario import Expected, Scenario, ScenarioStep, demand_of
from engine.core.steps import Guidance, Offices, guide, services_wanted
from engine.core.territory import Territory, offices_for
from engine.core.ticking import decide_tick
from engine.core.values import as_kept


@dataclass(slots=True)
class Rehearsed:
    """How a scenario went: what differed (in French, with its line), and what it went through."""

    scenario: Scenario
    failures: list[tuple[int, str]]
    "The first thing that differed; none when all went as told."
    states: set[str]
    transitions: set[tuple[str, str, str]]
    "(state, action, state)."
    answers: set[tuple[str, str]]
    "(condition, answer): answers are `yes`, `no` and `unknown`."
    watch: Watch = field(default_factory=Watch)
    "What it says of the pathway's invariants."
    history: list[tuple[Event, str]] = field(default_factory=list)
    "The journal that it left, with stand-ins for the hashes."
    private: dict[int, Mapping[str, Json]] = field(default_factory=dict, repr=False)
    "Sequence → the private values of that event."


def rehearse(machine: Machine, scenario: Scenario, territory: Territory) -> Rehearsed:
    """Live a scenario; nothing is raised for what differs, it is told."""
    play = Play(machine, scenario, territory)
    play.open()
    for step in scenario.steps:
        if play.failed_to_open:
            break
        play.step(step)
    return play.told


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a story has brought its case: what an agent would find at the counter on that day."""

    situation: Situation
    refused: tuple[Reason, ...]
    "Why the last step was refused; empty when it was done."
    opened: bool
    "False: the pathway refused to open it; it stands at the start all the same."
    history: tuple[Event, ...] = field(default=(), repr=False)
    private: Mapping[int, Mapping[str, Json]] = field(default_factory=dict, repr=False)
    "Sequence → the private values of that event."


def stand_after(machine: Machine, story: Scenario, territory: Territory, *, put_in: str | None = None) -> Stand:
    """Live a story to its end and stay there; `put_in`: a state in which the case is put by hand once it is opened."""
    play = Play(machine, story, territory)
    play.open()
    if put_in is not None or play.failed_to_open:
        play.case = replace(play.case, commune=story.commune, state=put_in or machine.definition.start)
    for step in () if play.failed_to_open else story.steps:
        play.live(step, step.on or play.today)
    return play.stand()


def stands_along(machine: Machine, story: Scenario, territory: Territory) -> Iterator[Stand]:
    """Live a story and stop after its opening, then after each of its steps; nothing of one that doesn't open."""
    play = Play(machine, story, territory)
    play.open()
    if play.failed_to_open:
        return
    yield play.stand()
    for step in story.steps:
        play.live(step, step.on or play.today)
        yield play.stand()


class Play:
    """One scenario being lived: the case, its private values and its history so far."""

    def __init__(self, machine: Machine, scenario: Scenario, territory: Territory) -> None:
        self.machine = machine
        self.scenario = scenario
        self.territory = territory
        self.today = scenario.on
        self.case = CaseState()
        self.private: dict[str, Json] = {}
        self.sealed_values: dict[tuple[str, int], Json] = {}
        self.refused: tuple[Reason, ...] = ()
        self.told = Rehearsed(scenario, [], set(), set(), set())
        self.history = self.told.history
        self.failed_to_open = False

    def stand(self) -> Stand:
        """Where the case stands now."""
        return Stand(
            self.situation(self.today),
            self.refused,
            not self.failed_to_open,
            tuple(event for event, _ in self.history),
            dict(self.told.private),
        )

    def fail(self, line: int, message: str) -> None:
        """Tell what differed, once: what differs after it follows from it."""
        if not self.told.failures:
            self.told.failures.append((line, message))

    def situation(
        self, day: date, case: CaseState | None = None, private: Mapping[str, Json] | None = None
    ) -> Situation:
        """The case on a day; it and its private values as they are now, unless others are given."""
        return Situation(
            self.machine,
            self.case if case is None else case,
            self.private if private is None else private,
            day,
            self.territory.calendar,
        )

    def open(self) -> None:
        """Open the case; `failed_to_open` tells that the pathway refused."""
        scenario, definition = self.scenario, self.machine.definition
        fresh = CaseState(process=definition.process, version=definition.version, digest=definition.digest, subject="B")
        consents = {
            name: self.agreed(definition.consents[name]) for name in scenario.consents if name in definition.consents
        }
        for name in scenario.consents:
            if name not in definition.consents:
                self.fail(scenario.line, f"Le consentement « {name} » n'existe pas dans ce parcours.")
        papers = {
            name: {"status": status, "on": scenario.on.isoformat()} for name, status in scenario.documents.items()
        }
        for name, day in scenario.issued.items():
            papers[name]["issued"] = day.isoformat()
        for name in papers:
            if name not in definition.documents:
                self.fail(scenario.line, f"La pièce « {name} » n'existe pas dans ce parcours.")
        decision = life.open_case(
            self.situation(scenario.on, fresh),
            Record(scenario.fields),
            self.today,
            documents={name: paper for name, paper in papers.items() if name in definition.documents},
            links={},
            consents=consents,
        )
        if isinstance(decision, Refused):
            self.failed_to_open = True
            self.fail(scenario.line, f"Le dossier ne s'ouvre pas. {reasons_in_words(decision.reasons)}")
            return
        self.record(decision.drafts, Actor("agent", "agent", scenario.commune), scenario.on)
        self.tell_broken(scenario.line, 0)

    def agreed(self, consent: Consent) -> dict[str, Json]:
        """A consent given on the day of the opening; it expires like any other."""
        day = self.scenario.on
        given: dict[str, Json] = {"given": True, "on": day.isoformat(), "version": consent.version}
        if consent.valid is not None:
            given["until"] = self.territory.calendar.add(day, consent.valid).day.isoformat()
        return given

    def record(self, drafts: Sequence[Draft], actor: Actor, day: date) -> None:
        """Record drafts in memory as a store would, without sealing: private values stay beside."""
        for draft in drafts:
            sequence = self.case.sequence + 1
            body = dict(draft.body)
            known = {name: value for name, value in draft.private.items() if value is not None}
            if known:
                body["sealed"] = sorted(known)
            for name, value in draft.private.items():
                if name.startswith("fields."):
                    self.sealed_values[name[7:], sequence] = value
                    self.private[name[7:]] = value
            signer = draft.actor or actor
            event = Event(
                stream="D",
                sequence=sequence,
                kind=draft.kind,
                shape=1,
                trigger=draft.trigger,
                from_state=draft.from_state,
                to_state=draft.to_state,
                body=body,
                actor=signer.name,
                role=signer.role,
                commune=self.scenario.commune if sequence == 1 else signer.commune,
                recorded_at=f"{self.today.isoformat()}T12:00:00.000Z",
                happened_on=draft.happened_on or day.isoformat(),
                definition=self.machine.definition.digest,
                calendar=self.territory.calendar.digest,
                previous=self.case.head,
            )
            digest = f"{sequence:064x}"
            self.history.append((event, digest))
            self.told.private[sequence] = draft.private
            self.case = evolve(self.case, event, digest)
            self.private = {name: self.sealed_values[name, at] for name, at in self.case.sealed.items()}
            if draft.from_state != draft.to_state or draft.trigger is not None:
                self.told.transitions.add((draft.from_state, draft.trigger or draft.kind, draft.to_state))
            self.told.states.add(self.case.state)
            self.told.watch.take(event, self.situation(date.fromisoformat(event.happened_on)))
        self.observe(day)

    def observe(self, day: date) -> None:
        """Note what each condition of the state answers now."""
        facts = self.situation(day).facts()
        for plan in self.machine.table[self.case.state].values():
            for condition in (plan.when, *(branch.when for branch in plan.destinations)):
                if condition is not None:
                    answer = condition.holds(facts)
                    word = "unknown" if answer is None else "yes" if answer else "no"
                    self.told.answers.add((condition.text, word))

    # --- steps ---

    def step(self, step: ScenarioStep) -> None:
        """Live a step, and hold what came of it against what it expects."""
        day, known = step.on or self.today, len(self.told.watch.breaches)
        self.live(step, day)
        wanted = step.expect
        if self.refused and (wanted is None or wanted.refused is None):
            self.fail(step.line, f"{self.title_of(step)} est refusé. {reasons_in_words(self.refused)}")
        if wanted is None or wanted.broken is None:
            self.tell_broken(step.line, known)
        if wanted is not None:
            self.compare(step.line, wanted, self.today if step.on is None else max(day, self.today))

    def tell_broken(self, line: int, known: int) -> None:
        """Tell the first invariant that was broken beyond those `known`, unless the story says that it is."""
        for breach in self.told.watch.breaches[known:]:
            invariant = breach.invariant
            what = f"« {invariant.text.fr.removesuffix('.')} » ({invariant.id}) n'est plus respecté"
            self.fail(line, f"L'invariant {what} : il demande « {invariant.holds} ».")

    def title_of(self, step: ScenarioStep) -> str:
        """What a step is called: an action by its title, the rest as it is written."""
        plan = self.machine.table[self.case.state].get(step.what) if step.kind == "do" else None
        return f"« {step.kind} : {step.what} »" if plan is None else f"« {plan.action.title.fr} » ({step.what})"

    def live(self, step: ScenarioStep, day: date) -> None:
        """Live a step; `refused` tells why it was, if it was."""
        self.refused = ()
        match step.kind:
            case "after":
                self.pass_time(step.what)
            case "tick":
                self.ring()
            case "linked":
                self.close_linked(step)
            case "expect":
                pass
            case _:
                self.ask(step, day)

    def pass_time(self, duration: Duration) -> None:
        """Let days pass one by one, their clocks ringing."""
        target = self.territory.calendar.add(self.today, duration).day
        while self.today < target:
            self.today = date.fromordinal(self.today.toordinal() + 1)
            self.ring()

    def ring(self) -> None:
        """Ring every clock that is due."""
        for _ in range(50):
            drafts = decide_tick(self.situation(self.today))
            if not drafts:
                return
            self.record(drafts, SYSTEM, self.today)

    def ask(self, step: ScenarioStep, day: date) -> None:
        """Ask what a step asks, and record what is decided."""
        actor = Actor(step.role, step.role, self.case.commune)
        ask = demand_of(step, self.undone_by)
        if isinstance(ask, Revert):
            decision: Decision = self.judge_revert(ask, actor)
        else:
            decision = self.judge(Command(ask, actor, day))
        if isinstance(decision, Refused):
            self.refused = decision.reasons
            return
        self.record(decision.drafts, actor, day)
        for effect in decision.effects:
            if effect.kind == "open":
                body = opened_link(effect, f"D-LINKED-{self.case.sequence}", self.territory.calendar)
                self.record((Draft("linked", None, self.case.state, self.case.state, body),), actor, day)

    def undone_by(self, what: str | int) -> int:
        """The sequence that a revert names: `last`, the last time of an action, or a number."""
        if isinstance(what, int):
            return what
        gone = {event.body["target"] for event, _ in self.history if event.kind == "reverted"}
        for event, _ in reversed(self.history):
            own = event.kind not in ("reverted", "reminded", "linked", "shared", "noted", "informed")
            if event.sequence not in gone and own and what in ("last", event.trigger):
                return event.sequence
        return 0

    def judge(self, command: Command) -> Decision:
        """As the application does: an act of before an expiry is judged on the case before it."""
        case = self.case
        if life.may_take_back(case, command):
            before = fold_without(self.history, frozenset({case.lapsed}))
            if before is not None:
                private = {name: self.sealed_values[name, at] for name, at in before.sealed.items()}
                late = decide(self.situation(command.happened_on, before, private), command, self.today)
                back = life.revert(case, before, private, Revert(case.lapsed, ""), why="typed_late")
                if isinstance(late, Accepted) and isinstance(back, Accepted):
                    system = [replace(draft, actor=SYSTEM) for draft in back.drafts]
                    return Accepted((*system, *late.drafts), late.effects)
        return decide(self.situation(command.happened_on), command, self.today)

    def judge_revert(self, ask: Revert, actor: Actor) -> Decision:
        """Judge the undoing of a step."""
        without = fold_without(self.history, frozenset({ask.target}))
        private = (
            {name: self.sealed_values[name, at] for name, at in without.sealed.items()} if without is not None else {}
        )
        note = life.withdrawal(self.history, ask.target, actor)
        return life.revert(self.case, without, private, ask, note=note)

    def close_linked(self, step: ScenarioStep) -> None:
        """Tell how linked cases ended, and pull what waits for it."""
        for name, outcome in step.what.items():
            link = self.case.links.get(name)
            if link is None:
                self.fail(step.line, f"Aucun dossier lié « {name} » n'est ouvert.")
                continue
            body = {**link, "name": name, "outcome": outcome}
            self.record((Draft("linked", None, self.case.state, self.case.state, body),), SYSTEM, self.today)
            for plan in self.machine.table[self.case.state].values():
                pulls = {
                    opened.on_close
                    for each in self.machine.table.values()
                    for other in each.values()
                    for opened in other.action.opens
                    if opened.name == name
                }
                if plan.action.id in pulls:
                    decision = decide(
                        self.situation(self.today),
                        Command(Do(plan.action.id, reason=name), SYSTEM, self.today),
                        self.today,
                    )
                    if isinstance(decision, Accepted):
                        self.record(decision.drafts, SYSTEM, self.today)
                    break

    # --- expectations ---

    def guidance(self, day: date) -> Guidance:
        """What an agent would be told of the case."""
        situation = self.situation(day)
        offices: Offices = {
            (service, commune): offices_for(self.territory, service, commune)
            for service, commune in services_wanted(situation)
            if commune is not None
        }
        return guide(situation, offices, "agent")

    def compare(self, line: int, wanted: Expected, day: date) -> None:
        """Tell what differs from what is expected."""
        guidance = self.guidance(day)
        fields = {**self.case.fields, **self.private}
        moment = Moment(self.machine, self.case, fields, guidance, self.refused, self.told.watch.broken())
        for name in EXPECTATIONS:
            expected = getattr(wanted, name)
            if expected is None:
                continue
            if name == "value":
                declared = self.machine.definition.fields
                expected = {
                    key: as_kept(declared[key], each) if key in declared else each for key, each in expected.items()
                }
            told = difference(name, expected, moment)
            if told:
                self.fail(line, told)
