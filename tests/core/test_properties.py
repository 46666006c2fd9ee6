"""What holds in every state of every pathway: of the small ones here, and of each one that is shipped.

Cases are walked at random through their pathway, with what an agent could give; at each step the guidance, the
decision and the automaton are held against one another.
"""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.core.case import case_of, evolve, fold, snapshot
from engine.core.decide import decide
from engine.core.decision import Accepted, Decision, Refused
from engine.core.definition import Definition, Field
from engine.core.events import (
    Actor,
    Ask,
    Assign,
    Attach,
    ChangeDocuments,
    Command,
    Correct,
    DemandUndue,
    Do,
    Force,
    GiveConsent,
    Note,
    Receipt,
    Record,
    Revert,
    Transfer,
)
from engine.core.machine import Machine, Plan, compile_definition, fire, lead
from engine.core.steps import ActionStep
from engine.reader.load import Referential
from tests.core.definitions import STORIES
from tests.core.desk import COMMUNE, Desk, body_bytes, bytes_of, codes

ROOT = Path(__file__).resolve().parents[2]
NAME = "Aminata-Témoin"
"The private word planted in every text: it may be found under a seal, and nowhere else."
TODAY = date(2026, 11, 6)
WALKS, FEWER_WALKS = 24, 8
"Lives of a small pathway, which take all of it; of a shipped one, which has its stories beside."
STEPS = 40


@cache
def machines() -> dict[str, Machine]:
    """Every pathway that the properties are held on."""
    shipped = [each.definition for each in Referential(ROOT / "processes").read_all() if each.definition is not None]
    return {f"{each.process}:{each.digest[:6]}": compile_definition(each) for each in (*STORIES, *shipped)}


PATHWAYS = sorted(machines())
TINY = [pathway for pathway in PATHWAYS if machines()[pathway].definition.digest in {each.digest for each in STORIES}]


# ------------------------------------------------------------------------------------------------ an agent at random


NOTHING: Mapping[str, Any] = {}


@dataclass
class Hand:
    """Gives what a pathway asks for, at random but in its types and bounds."""

    dice: random.Random
    definition: Definition
    today: date = TODAY

    def value(self, of: Field, known: Mapping[str, Any] = NOTHING) -> Any:
        """A value of the field's type and within its bounds; `known` are the days that bound it."""
        match of.type:
            case "boolean":
                return self.dice.random() < 0.5
            case "integer":
                low = of.minimum if of.minimum is not None else 0
                return self.dice.randint(low, of.maximum if of.maximum is not None else low + 6)
            case "date" | "moment":
                away = timedelta(days=self.dice.choice([0, 1, 3, 20, 29, 40, 400, 7000]))
                day = self.today + min(away, timedelta(days=40)) if of.not_before == "now" else self.today - away
                first = date.fromisoformat(str(known.get(of.not_before or "", day.isoformat()))[:10])
                day = min(max(day, first), self.today) if of.not_before != "now" else day
                return day.isoformat() + (self.dice.choice(["", "T09:30"]) if of.type == "moment" else "")
            case "choice":
                return self.dice.choice(list(of.options))
            case "choices":
                return self.dice.sample(list(of.options), self.dice.randint(1, len(of.options)))
            case "commune":
                return COMMUNE
            case "country":
                return "SN"
            case _:
                return self.dice.choice([NAME, NAME, "oui", "non"])

    def values(self, names: Iterator[str] | list[str], known: Mapping[str, Any] = NOTHING) -> dict[str, Any]:
        given: dict[str, Any] = {}
        for name in names:
            given[name] = self.value(self.definition.fields[name], {**known, **given})
        return given

    def ask(self, desk: Desk) -> tuple[Ask, str]:
        """Something that somebody could ask now, and their role: most often a step of the state, well prepared."""
        dice = self.dice
        if desk.case.outcome is not None and dice.random() < 0.5:
            return Force(self.state(), NAME), "supervisor"
        role = dice.choice(["agent"] * 7 + ["supervisor"] * 2 + ["auditor"])
        if dice.random() < 0.5:
            return self.do(desk), role
        return dice.choice(self.others(desk))(), role

    def others(self, desk: Desk) -> list[Callable[[], Ask]]:
        """Every other kind of demand."""
        dice, definition = self.dice, self.definition
        fields, papers = list(definition.fields), list(definition.documents)
        known = [*desk.case.fields, *desk.case.sealed] or fields
        wanted = [*definition.states[desk.state].ask, *fields[:2]]
        asks: list[Callable[[], Ask]] = [
            *[lambda: Record(self.values(dice.sample(wanted, min(2, len(wanted)))))] * 3,
            lambda: Record(self.values(dice.sample(fields, 1))),
            *[lambda: Correct(self.values(dice.sample(known, 1)), NAME)] * 2,
            lambda: Note(NAME),
            lambda: Assign(dice.choice([None, "salma"])),
            lambda: Transfer(dice.choice([COMMUNE, "agadir"]), NAME),
            *[lambda: Force(self.state(), NAME)] * 2,
            *[lambda: Revert(desk.case.sequence - dice.randint(0, 3), NAME)] * 2,
        ]
        if papers:
            asks += [
                lambda: ChangeDocuments({each: self.status() for each in dice.sample(papers, min(3, len(papers)))})
            ]
            asks += [lambda: DemandUndue(dice.choice(papers), NAME)]
            asks += [lambda: Attach(dice.choice(papers), "A-0000-0000", "e" * 64, "image/jpeg", 9, "0" * 64)]
        if definition.consents:
            asks.append(lambda: GiveConsent(dice.choice(list(definition.consents)), dice.random() < 0.8))
        return asks

    def state(self) -> str:
        """Any state, an open one most often."""
        states = self.definition.states
        still_open = [name for name, state in states.items() if state.kind != "final"]
        return self.dice.choice(still_open if self.dice.random() < 0.8 else list(states))

    def status(self) -> Any:
        return self.dice.choice(["received", "received", "verified", "requested", "rejected", "waived", "missing"])

    def do(self, desk: Desk) -> Do:
        """An action open here, one of the state's own most often, with all that it needs."""
        own = list(self.definition.states[desk.state].actions)
        every = list(desk.machine.table[desk.state])
        trigger = self.dice.choice((own if self.dice.random() < 0.7 else every) or every or ["rien"])
        plan = desk.machine.table[desk.state].get(trigger)
        return Do(trigger) if plan is None else self.complete(desk, plan)

    def complete(self, desk: Desk, plan: Plan) -> Do:
        """A demand with what the action asks for, its papers, a reason and a receipt; at times one is forgotten."""
        action, known = plan.action, {**desk.case.fields, **desk.private()}
        asked = [name for name in dict.fromkeys((*action.ask, *plan.fields)) if name in action.ask or name not in known]
        papers = [paper for each in plan.groups for option in each.group.any_of.values() for paper in option]
        given = dict.fromkeys(papers, "verified") if self.dice.random() < 0.6 else {}
        if self.dice.random() < 0.2:
            given = {paper: self.status() for paper in papers}
        receipt = Receipt(NAME, None) if action.receipt is not None and self.dice.random() < 0.8 else None
        return Do(action.id, self.values(asked, known), given, receipt, NAME if self.dice.random() < 0.9 else None)


@cache
def walks(pathway: str) -> tuple[Desk, ...]:
    """Lives of the pathway, the same in every run."""
    return tuple(_walk(pathway, seed) for seed in range(WALKS if pathway in TINY else FEWER_WALKS))


def _walk(pathway: str, seed: int) -> Desk:
    machine = machines()[pathway]
    dice = random.Random(f"{pathway} {seed}")
    hand = Hand(dice, machine.definition)
    desk = Desk(machine, TODAY)
    fields = list(machine.definition.fields)
    given = hand.values(dice.sample(fields, dice.randint(0, len(fields) // 2)))
    agreed = {
        name: {"given": True, "on": TODAY.isoformat(), "version": 1}
        for name in machine.definition.consents
        if dice.random() < 0.8
    }
    if isinstance(desk.open(consents=agreed, **given), Refused):
        assert isinstance(desk.open(consents=agreed), Accepted)
    for _ in range(STEPS):
        if dice.random() < 0.3:
            desk.wait(dice.choice([1, 1, 3, 8, 31]))
            hand.today = desk.today
        else:
            ask, role = hand.ask(desk)
            desk.ask(ask, role=role)
    return desk


def moments(pathway: str) -> Iterator[Desk]:
    """Each walk again, at each step of it: the case as it then stood, and nothing written after."""
    for life in walks(pathway):
        case = fold([])
        for index, (event, digest) in enumerate(life.history):
            case = evolve(case, event, digest)
            now = Desk(life.machine, date.fromisoformat(event.recorded_at[:10]), life.calendar)
            now.case, now.history, now.seals = case, life.history[: index + 1], life.seals
            yield now


def where_papers_are_gathered(pathway: str) -> Iterator[Desk]:
    """The end of each walk, brought into each step that gathers papers: few walks come there by themselves."""
    for life in walks(pathway):
        for state in life.machine.groups:
            desk = Desk(life.machine, life.today, life.calendar)
            desk.case, desk.history, desk.seals = life.case, list(life.history), dict(life.seals)
            if isinstance(desk.ask(Force(state, NAME), role="supervisor"), Accepted):
                yield desk


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_the_walks_go_far_enough_to_say_something(pathway):
    lives = walks(pathway)
    states = {event.to_state for life in lives for event, _ in life.history}
    wanted = machines()[pathway].definition.states
    assert len(states) >= min(len(wanted), 8)
    kinds = {kind for life in lives for kind in life.kinds}
    assert kinds >= {"opened", "moved", "reverted", "forced", "recorded"}


# ------------------------------------------------------------------------------------- guidance and decision agree


def demand(desk: Desk, step: ActionStep, hand: Hand) -> Do:
    """Exactly what the guidance says that an action needs, no more."""
    needed = [name for name in step.needs if name not in ("reason", "receipt")]
    fields = hand.values(needed, {**desk.case.fields, **desk.private()})
    receipt = Receipt("1", None) if "receipt" in step.needs else None
    return Do(step.action.id, fields, {}, receipt, "x" if "reason" in step.needs else None)


def judged(desk: Desk, ask: Do) -> Decision:
    actor = Actor("a", "agent", COMMUNE)
    return decide(desk.situation(), Command(ask, actor, desk.today), desk.today)


def depends_on_what_is_given(plan: Plan, step: ActionStep) -> bool:
    """Whether the answer to one of its conditions may turn on the data still to be given."""
    return any(name not in ("reason", "receipt") for name in step.needs) and (
        plan.when is not None
        or any(branch.when is not None for branch in plan.destinations)
        or any(each.when is not None for each in plan.groups)
    )


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_what_the_guidance_calls_possible_is_accepted_when_done(pathway):
    """With what it needs given; where an answer turns on that, the refusal says so and nothing else."""
    tried = 0
    for desk in moments(pathway):
        hand = Hand(random.Random(desk.case.sequence), desk.machine.definition, desk.today)
        for step in desk.guide().actions:
            if step.blocked_by:
                continue
            tried += 1
            decision = judged(desk, demand(desk, step, hand))
            plan = desk.machine.table[desk.state][step.action.id]
            if isinstance(decision, Refused):
                assert depends_on_what_is_given(plan, step), (desk.state, step.action.id, codes(decision))
                assert set(codes(decision)) <= {
                    *("condition_false", "document_missing", "document_stale", "document_unverified", "bad_value"),
                }
            elif step.to:
                assert decision.drafts[0].to_state in step.to
    assert tried


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_what_the_guidance_calls_blocked_is_refused_with_the_same_reasons(pathway):
    """An office's own act is recorded all the same, with the reasons that it went against."""
    tried = 0
    for desk in moments(pathway):
        hand = Hand(random.Random(desk.case.sequence), desk.machine.definition, desk.today)
        for step in desk.guide().actions:
            if not step.blocked_by:
                continue
            decision = judged(desk, demand(desk, step, hand))
            said = [reason.code for reason in step.blocked_by]
            turns = depends_on_what_is_given(desk.machine.table[desk.state][step.action.id], step)
            tried += 1
            if isinstance(decision, Accepted):
                irregular = decision.drafts[0].body.get("irregular", ())
                assert turns or (step.action.by == "third_party" and set(said) <= set(irregular))
            elif turns or step.action.by == "third_party":
                settled = {"condition_unknown": "condition_false", "document_condition_unknown": "document_missing"}
                told = {*said, *(settled.get(code, code) for code in said), *settled.values()}
                assert set(codes(decision)) <= told, (desk.state, step.action.id)
            else:
                assert codes(decision) == said
    assert tried


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_the_guidance_shows_every_action_of_the_state_and_no_other(pathway):
    for desk in moments(pathway):
        shown = {step.action.id for step in desk.guide().actions}
        open_here = {name for name, plan in desk.machine.table[desk.state].items() if plan.action.by != "system"}
        assert shown == open_here
        assert set(desk.machine.definition.actions_from(desk.state)) == set(desk.machine.table[desk.state])


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_the_papers_that_the_guidance_names_are_enough(pathway):
    """With the shortest set brought and verified, no paper is missing any more."""
    tried = 0
    for desk in chain(moments(pathway), where_papers_are_gathered(pathway)):
        guidance = desk.guide()
        if not guidance.missing:
            continue
        tried += 1
        desk.history, desk.seals = list(desk.history), dict(desk.seals)
        # Received first: one that is stale gets no younger for being looked at again.
        assert desk.ask(ChangeDocuments(dict.fromkeys(guidance.missing, "received")))
        assert desk.ask(ChangeDocuments(dict.fromkeys(guidance.missing, "verified")))
        assert desk.guide().missing == ()
        lacking = {"document_missing", "document_stale", "document_unverified"}
        assert not any(reason.code in lacking for step in desk.guide().actions for reason in step.blocked_by)
    assert tried or not machines()[pathway].groups


# ----------------------------------------------------------------------------------------- the table and the automaton


def by_hand(desk: Desk, plan: Plan) -> str | None:
    """Where an action leads, read from the definition alone: the first branch that holds, the way back, or here."""
    facts = desk.situation().facts()
    if plan.action.back:
        return facts.came_from
    if not plan.action.to:
        return desk.state
    for branch, compiled in zip(plan.action.to, plan.destinations, strict=True):
        if compiled.when is None or compiled.when.holds(facts) is True:
            return branch.state
    return None


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_the_automaton_leads_where_the_definition_says(pathway):
    for desk in moments(pathway):
        facts = desk.situation().facts()
        for trigger, plan in desk.machine.table[desk.state].items():
            assert fire(desk.machine, desk.state, trigger, facts) == by_hand(desk, plan)
            assert lead(desk.machine, desk.state, trigger, facts) == by_hand(desk, plan)
        assert fire(desk.machine, desk.state, "rien_de_tel", facts) is None
        assert lead(desk.machine, desk.state, "rien_de_tel", facts) is None


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_an_action_not_open_in_a_state_leads_nowhere(pathway):
    desk = walks(pathway)[0]
    facts = desk.situation().facts()
    every = {trigger for plans in desk.machine.table.values() for trigger in plans}
    for state, plans in desk.machine.table.items():
        for trigger in every - set(plans):
            assert fire(desk.machine, state, trigger, facts) is None
            assert lead(desk.machine, state, trigger, facts) is None


# ------------------------------------------------------------------------------------------------- fold and replay


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_replaying_gives_the_live_case_byte_for_byte(pathway):
    for life in walks(pathway):
        assert bytes_of(fold(life.history)) == bytes_of(life.case)


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_every_prefix_of_a_history_is_a_case_that_stands(pathway):
    definition = machines()[pathway].definition
    for desk in moments(pathway):
        case = desk.case
        assert case.state in definition.states
        assert (case.outcome is not None) == (definition.states[case.state].kind == "final")
        assert case.outcome == definition.states[case.state].outcome
        assert set(case.fields) | set(case.sealed) <= set(definition.fields)
        assert set(case.documents) <= set(definition.documents)
        assert set(case.clocks) <= set(definition.deadlines)
        assert case_of(snapshot(case)) == case
        assert desk.guide().state.id == case.state


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_no_private_value_stands_in_any_event(pathway):
    """Names, notes, reasons, receipt numbers and every field that isn't plain are found under a seal only."""
    definition = machines()[pathway].definition
    plain = {name for name, each in definition.fields.items() if not each.is_private and each.kept}
    planted = False
    for life in walks(pathway):
        planted |= NAME in life.seals.values()
        for event, _ in life.history:
            body = {name: value for name, value in event.body.items() if name not in ("fields", "was", "restores")}
            assert NAME not in body_bytes(event._replace(body=body)).decode()
            for shown in (event.body, event.body.get("restores", {})):
                # A transmission names the data that it sent, and holds no value.
                values = shown.get("fields", {}) if event.kind != "shared" else {}
                assert set(values) | set(shown.get("was", {})) <= plain
                rest = {name: value for name, value in shown.items() if name not in ("fields", "was", "restores")}
                assert NAME not in repr(rest)
    assert planted


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_undoing_the_last_step_is_as_if_it_had_never_been(pathway):
    """In all that decides: only the journal remembers."""
    undone = 0
    forgotten = {"sequence": 0, "head": "", "sealed": {}, "flags": []}
    for life in walks(pathway):
        for cut in range(2, len(life.history)):
            event, _ = life.history[cut]
            if event.kind not in ("moved", "acted", "recorded", "corrected", "document_changed", "forced", "consented"):
                continue
            desk = Desk(life.machine, date.fromisoformat(event.recorded_at[:10]), life.calendar)
            desk.history, desk.seals = list(life.history[: cut + 1]), dict(life.seals)
            desk.case = fold(desk.history)
            before = fold(life.history[:cut])
            known = desk.private(before)
            assert isinstance(desk.revert(), Accepted), (event.kind, event.trigger)
            assert {**snapshot(desk.case), **forgotten} == {**snapshot(before), **forgotten}
            assert desk.private() == known
            undone += 1
    assert undone


def test_the_same_lives_come_out_the_same_whatever_the_hash_seed_and_the_time_zone():
    """Two other processes live the walks again: the bytes of every case are the same."""
    found = {digest_of_all()}
    for seed, zone in (("1", "Pacific/Kiritimati"), ("4242", "America/Anchorage")):
        script = "from tests.core.test_properties import digest_of_all; print(digest_of_all())"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        found.add(done.stdout.strip())
    assert len(found) == 1


def digest_of_all() -> str:
    """One hash of every event of every walk of the small pathways."""
    import hashlib

    total = hashlib.sha256()
    for pathway in TINY:
        for life in walks(pathway):
            for event, _ in life.history:
                total.update(body_bytes(event))
            total.update(bytes_of(life.case))
    return total.hexdigest()


# ------------------------------------------------------------------------------------------------ hostile demands

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=4,
)


@settings(max_examples=150)
@given(st.sampled_from(TINY), st.data())
def test_any_data_with_a_demand_is_taken_or_refused(pathway, data):
    """Whatever JSON comes in as a value, a name or a reason: an answer, never a fall."""
    machine = machines()[pathway]
    words = st.sampled_from([*machine.definition.fields, "inconnu"]) | st.text(max_size=5)
    papers = st.sampled_from([*machine.definition.documents, "inconnu"])
    desk = Desk(machine, TODAY)
    desk.open()
    trigger = data.draw(st.sampled_from([*machine.table[desk.state], "inconnu"]) | st.text(max_size=5))
    fields = data.draw(st.dictionaries(words, JSON, max_size=4))
    given_papers = data.draw(st.dictionaries(papers, st.sampled_from(["received", "missing"]), max_size=2))
    reason = data.draw(st.none() | st.text(max_size=5))
    for ask in (Do(trigger, fields, given_papers, None, reason), Record(fields), Correct(fields, reason or "")):
        decision = desk.ask(ask)
        assert isinstance(decision, Accepted) or decision.reasons
