"""Events judged again: what was lived agrees with the rules of its day, and what was altered is found."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from engine.core.calendar import calendar_from, calendar_of, canonical_text
from engine.core.case import snapshot
from engine.core.definition import Branch, MigrationRule
from engine.core.events import Event, Note, Receipt
from engine.core.machine import compile_definition
from engine.core.rules import SYSTEM
from engine.core.scenario import ScenarioStep
from engine.core.verdicts import AGREES, Agrees, Differs, NotRedecidable
from engine.errors import HistoryError
from tests.core.definitions import BIRTH, CLOCKYARD, SHELTER
from tests.core.desk import PLAIN, Desk
from tests.core.test_late import MACHINE, THREE_DAYS_LATE, TO_PAPERS, TO_READY, lived, step
from tests.core.test_properties import PATHWAYS, TINY, TODAY, walks
from tests.core.trials import Life, fork, told, walked
from tests.test_pathways import PATHWAYS as SHIPPED
from tests.test_pathways import definition, stories, territory


@cache
def tales(process: str) -> tuple[Life, ...]:
    """Every scenario of a shipped pathway, lived."""
    machine = compile_definition(definition(process))
    return tuple(told(machine, run, territory().calendar) for run in stories(process).runs)


def birth(*steps: ScenarioStep, **known: object) -> Life:
    return told(MACHINE, lived(*steps, **known), PLAIN)


FILED = step("do", "deposer", receipt=Receipt("12/2026", None))
LATE_FILING = replace(TO_READY, on=date(2026, 11, 30))
AGREED = step("consent", "partage")
SENT = (TO_PAPERS, TO_READY, FILED, AGREED, step("do", "inscrire"), step("do", "transmettre"))
WHOLE_BIRTH = (*SENT, step("do", "orienter"))


# ------------------------------------------------------------------------------------------------------- agreeing


@pytest.mark.parametrize("process", SHIPPED)
def test_every_event_of_every_story_agrees(process):
    """Only a value that is never kept makes a step not re-decidable."""
    for life in tales(process):
        for (event, _), verdict in zip(life.events, life.verdicts(), strict=False):
            unseen = verdict == NotRedecidable("never_kept") and _asks_what_is_never_kept(life, event)
            assert verdict == AGREES or unseen, (event.sequence, event.kind, verdict)
        assert life.verdicts()[-1] == AGREES


def _asks_what_is_never_kept(life: Life, event: Event) -> bool:
    fields = life.machine.definition.fields
    action = life.machine.table[event.from_state][event.trigger or ""].action
    return any(not fields[name].kept for name in action.ask)


def test_the_stories_hold_every_kind_that_they_can():
    kinds = {event.kind for process in SHIPPED for life in tales(process) for event, _ in life.events}
    assert kinds >= {
        *("opened", "moved", "acted", "recorded", "document_changed", "noted", "reminded", "expired", "transferred"),
        *("linked", "consented", "shared", "demanded_undue", "corrected", "reverted"),
    }


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_every_event_of_every_walk_agrees(pathway):
    """Lives at random, with forced steps, corrections and what was undone."""
    for desk in walks(pathway):
        life = walked(desk)
        for (event, _), verdict in zip(life.events, life.verdicts(), strict=False):
            assert verdict == AGREES or verdict == NotRedecidable("never_kept"), (event.sequence, event.kind, verdict)
        assert life.verdicts()[-1] == AGREES


def test_a_retrial_folds_the_case_that_was_lived():
    for desk in walks(TINY[0]):
        retrial = walked(desk).retrial()
        for event, digest in desk.history:
            retrial.judge(event, digest, {})
        assert retrial.case == desk.case


# -------------------------------------------------------------------------------------------------- what is altered


def altered(event: Event, life: Life) -> Iterator[tuple[str, Event]]:
    """The event as a forger might have written it, in each way that changes what it says."""
    states = life.machine.definition.states
    body = dict(event.body)
    for state in states:
        if state != event.to_state and event.kind != "forced":
            yield "to", event._replace(to_state=state)
            break
    if event.kind in ("moved", "acted"):
        yield "kind", event._replace(kind="acted" if event.kind == "moved" else "moved")
        yield "nobody", event._replace(role="auditor")
        yield "the system", event._replace(actor=SYSTEM.name, role=SYSTEM.role)
    if event.trigger is not None:
        here = life.machine.table[event.from_state]
        every = sorted({name for plans in life.machine.table.values() for name in plans})
        yield "trigger", event._replace(trigger=next(name for name in every if name not in here))
    if "guards" in body:
        yield "guards", event._replace(body={**body, "guards": {"when": body["guards"]["when"] is not True}})
        yield "guards", event._replace(body={name: value for name, value in body.items() if name != "guards"})
    for what, forged in (*altered_clocks(body), *altered_parts(body, event.kind)):
        yield what, event._replace(body=forged)
    if event.kind != "opened":
        yield "state", event._replace(from_state=next(state for state in states if state != event.from_state))
        yield "definition", event._replace(definition="another")
    if event.kind not in ("opened", "expired", "linked"):
        tomorrow = (date.fromisoformat(event.recorded_at[:10]) + timedelta(days=1)).isoformat()
        yield "happened_on", event._replace(happened_on=tomorrow)


def altered_clocks(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The body with one clock put off, left out or made up."""
    clocks = body.get("clocks", {})
    for name, clock in clocks.items():
        if clock.get("due"):
            due = (date.fromisoformat(clock["due"]) + timedelta(days=1)).isoformat()
            yield "clocks", {**body, "clocks": {**clocks, name: {**clock, "due": due}}}
        yield "clocks", {**body, "clocks": {each: value for each, value in clocks.items() if each != name}}
    yield "clocks", {**body, "clocks": {**clocks, "inventee": {"due": "2027-01-01"}}}


def altered_parts(body: dict[str, Any], kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The body with another outcome, mark, day of a paper, receipt or state restored."""
    yield "outcome", {**body, "outcome": "partial"}
    yield "flags", {**body, "flags": [*body.get("flags", ()), "unproved:x"]}
    for name, paper in body.get("documents", {}).items() if kind != "opened" else ():
        yield "documents", {**body, "documents": {**body["documents"], name: {**paper, "on": "2020-01-01"}}}
    if "receipt" in body:
        yield "receipt", {**body, "receipt": {**body["receipt"], "proved": False}}
    if "restores" in body:
        yield "restores", {**body, "restores": {**body["restores"], "commune": "ailleurs"}}


def missed(life: Life) -> Iterator[tuple[str, int, str]]:
    """Alterations that a retrial lets pass."""
    for before, event, digest in life.moments():
        for what, forged in altered(event, life):
            try:
                found = fork(before).judge(forged, digest, life.given(event))
            except HistoryError:
                # What the fold itself refuses is found as well.
                continue
            if not isinstance(found, Differs):
                yield what, event.sequence, event.kind


def test_every_alteration_of_a_life_is_found():
    """Fails when a part of an event (state, way, action, answer, clock, paper, signer) isn't held against the rules."""
    tried = {}
    lives = [walked(desk) for name in TINY for desk in walks(name)[:4]]
    lives += [life for process in ("naissance", "scolarisation") for life in tales(process)[:6]]
    lives += [birth(*WHOLE_BIRTH), birth(TO_PAPERS, THREE_DAYS_LATE, LATE_FILING)]
    for life in lives:
        assert list(missed(life)) == []
        for _, event, _ in life.moments():
            for what, _ in altered(event, life):
                tried[what] = tried.get(what, 0) + 1
    assert min(tried[what] for what in ("guards", "clocks", "to", "trigger", "restores", "receipt")) > 5


def swapped(life: Life, at: int, *events: Event) -> Life:
    """The life with other events in the place of the one of that sequence, numbered and chained again."""
    rows = [event for event, _ in life.events]
    rows[at - 1 : at] = events
    chained, previous = [], "0" * 64
    for sequence, event in enumerate(rows, start=1):
        digest = f"{sequence:064x}"
        chained.append((event._replace(sequence=sequence, previous=previous), digest))
        previous = digest
    return Life(life.machine, life.calendar, chained, life.private)


def the(life: Life, kind: str) -> Event:
    return next(event for event, _ in life.events if event.kind == kind)


def test_half_a_step_is_found():
    """A transmission is recorded with its action: without it, or alone, it isn't as it was.

    Fails when what a step has still to record isn't waited for.
    """
    life = birth(*SENT)
    shared = the(life, "shared")
    assert life.verdicts()[-1] == AGREES
    cut = Life(life.machine, life.calendar, life.events[: shared.sequence - 1], life.private)
    assert cut.verdicts()[-1] == Differs("next", "shared", None)
    noted = Event(**{**shared._asdict(), "kind": "noted", "body": {}})
    assert isinstance(swapped(life, shared.sequence, noted).verdicts()[shared.sequence - 1], Differs)
    alone = swapped(life, shared.sequence - 1)
    assert alone.verdicts()[shared.sequence - 2] == Differs("kind", None, "shared")
    for part, value in (("actor", "b"), ("happened_on", "2026-11-05"), ("recorded_at", "2026-11-07T09:00:00.000Z")):
        apart = swapped(life, shared.sequence, shared._replace(**{part: value})).verdicts()[shared.sequence - 1]
        assert isinstance(apart, Differs)
    elsewhere = shared._replace(body={**shared.body, "service": "bureau"})
    assert swapped(life, shared.sequence, elsewhere).verdicts()[shared.sequence - 1] == Differs(
        "service", "hopital", "bureau"
    )


def test_a_note_withdrawn_by_somebody_else_is_found():
    """Its author may, and a supervisor; and a note whose text is gone agrees without it."""
    desk = Desk(BIRTH, TODAY)
    desk.open()
    desk.ask(Note("vue hier"))
    desk.revert()
    life = walked(desk)
    emptied = lambda event: None if event.kind == "noted" else life.given(event)  # noqa: E731
    assert life.verdicts() == life.verdicts(private=emptied) == [AGREES] * 4
    event, _ = life.events[-1]
    retrial = life.retrial()
    for each, digest in life.events[:-1]:
        retrial.judge(each, digest, life.given(each))
    for change, agrees in (
        ({}, True),
        ({"actor": "b"}, False),
        ({"actor": "b", "role": "supervisor"}, True),
        ({"body": {name: each for name, each in event.body.items() if name != "empties"}}, False),
    ):
        verdict = fork(retrial).judge(event._replace(**change), "f" * 64, life.given(event))
        assert (verdict == AGREES) is agrees, change


def test_an_expiry_taken_back_for_nothing_is_found():
    """The system takes its expiry back for an act of before, which comes next, or not at all.

    Fails when what follows such a revert isn't looked at.
    """
    life = birth(TO_PAPERS, THREE_DAYS_LATE, LATE_FILING)
    back = the(life, "reverted")
    assert [type(verdict) for verdict in life.verdicts()] == [Agrees] * (len(life.events) + 1)
    cut = Life(life.machine, life.calendar, life.events[: back.sequence], life.private)
    assert cut.verdicts()[-1] == Differs("next", "late", None)
    after = life.events[back.sequence][0]
    too_late = swapped(life, after.sequence, after._replace(happened_on="2026-12-03"))
    assert too_late.verdicts()[back.sequence] == Differs("next", "late", "moved")
    signed = swapped(life, back.sequence, back._replace(role="agent", actor="a"))
    assert signed.verdicts()[back.sequence - 1] == Differs("actor", SYSTEM.role, "agent")
    unsaid = {name: value for name, value in back.body.items() if name != "why"}
    assert isinstance(swapped(life, back.sequence, back._replace(body=unsaid)).verdicts()[back.sequence - 1], Differs)


def test_the_system_acts_only_where_a_linked_case_has_just_closed():
    """Fails when the role « system », to which every action is open, is taken at its word."""
    closed = step("linked", {"sante": "success"})
    life = birth(*WHOLE_BIRTH, closed)
    assert [event.trigger for event, _ in life.events][-1] == "sante_close"
    assert life.verdicts() == [AGREES] * (len(life.events) + 1)
    news = len(life.events) - 1
    unasked = swapped(life, news)
    assert unasked.verdicts()[news - 1] == Differs("actor", "agent", "system")
    last = life.events[-1][0]
    other = swapped(life, last.sequence, last._replace(trigger="cloturer"))
    assert other.verdicts()[news] == Differs("actor", "agent", "system")


def test_a_link_that_no_step_made_is_found():
    """Fails when a link is taken as it comes."""
    life = birth(*WHOLE_BIRTH, step("linked", {"sante": "success"}))
    linked = the(life, "linked")
    at = linked.sequence
    for part, value in (
        ("name", "ecole"),
        ("process", "scolarisation"),
        ("carried", ["lieu"]),
        ("after", "2027-01-01"),
    ):
        forged = swapped(life, at, linked._replace(body={**linked.body, part: value}))
        assert isinstance(forged.verdicts()[at - 1], Differs), part
    for part, value in (("recorded_at", "2026-11-07T09:00:00.000Z"), ("actor", "b"), ("role", "supervisor")):
        apart = swapped(life, at, linked._replace(**{part: value})).verdicts()[at - 1]
        assert apart == Differs(part, getattr(linked, part), value)
    twice = swapped(life, at, linked, linked._replace(body={**linked.body, "case": "D-AUTRE"}))
    assert twice.verdicts()[at] == Differs("link", None, "sante")
    news = life.events[at][0]
    for part, value in (("case", "D-AUTRE"), ("process", "scolarisation"), ("side", "from"), ("name", "ecole")):
        forged = swapped(life, at + 1, news._replace(body={**news.body, part: value}))
        assert isinstance(forged.verdicts()[at], Differs), part
    by_hand = swapped(life, at + 1, news._replace(actor="a", role="agent"))
    assert by_hand.verdicts()[at] == Differs("actor", "system", "agent")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("noted", {}),
        ("assigned", {"to": "salma"}),
        ("consented", {"consent": "accompagnement", "given": True, "language": "fr", "version": 2}),
        ("forced", {}),
    ],
)
def test_the_system_signs_nothing_that_people_do(kind, body):
    life = birth(TO_PAPERS)
    last = life.events[-1][0]
    forged = last._replace(kind=kind, body=body, trigger=None, actor=SYSTEM.name, role=SYSTEM.role)
    assert swapped(life, last.sequence, forged._replace(to_state="accueil")).verdicts()[1] == Differs(
        "actor", "agent", "system"
    )


def test_a_case_begins_once_and_as_its_pathway_says():
    life = birth(TO_PAPERS)
    first = life.events[0][0]
    for part, value in (("version", 7), ("process", "sante"), ("confidentiality", "protected")):
        forged = swapped(life, 1, first._replace(body={**first.body, part: value}))
        assert isinstance(forged.verdicts()[0], Differs), part
    unknown = {**first.body, "documents": {"fausse_piece": {"status": "received", "on": "2026-11-06"}}}
    assert isinstance(swapped(life, 1, first._replace(body=unknown)).verdicts()[0], Differs)
    agreed = {**first.body, "consents": {"tout": {"given": True, "on": "2026-11-06"}}}
    assert isinstance(swapped(life, 1, first._replace(body=agreed)).verdicts()[0], Differs)
    again = swapped(life, 2, first._replace(from_state="accueil"))
    assert again.verdicts()[1] == Differs("kind", None, "opened")
    assert swapped(life, 1).verdicts()[0] == Differs("kind", "opened", "moved")


def test_a_case_goes_to_another_version_only_as_that_one_says():
    """Fails when a migration is taken at its word."""
    life = birth(TO_PAPERS)
    former = life.events[-1][0]
    newer = replace(BIRTH, version=2, digest="newer")
    newer = replace(newer, migration={1: MigrationRule(1, {"pieces": (Branch("pret", None),)}, {}, "keep", {}, None)})
    machines = {"newer": compile_definition(newer), life.machine.definition.digest: life.machine}
    retrial = life.retrial(machine_of=machines.get)
    for event, digest in life.events:
        retrial.judge(event, digest, life.given(event))
    restores = {**snapshot(retrial.case), "state": "pret", "version": 2, "digest": "newer"}
    restores["came"] = {"pret": "accueil"}
    migrated = Event(
        **{
            **former._asdict(),
            "sequence": former.sequence + 1,
            "previous": retrial.case.head,
            "kind": "migrated",
            "trigger": None,
            "from_state": "pieces",
            "to_state": "pret",
            "definition": "newer",
            "body": {"to_version": 2, "restores": restores},
        }
    )
    assert fork(retrial).judge(migrated, "ff", {}) == AGREES
    for forged in (
        migrated._replace(to_state="inscrit"),
        migrated._replace(body={**migrated.body, "restores": {**restores, "state": "inscrit"}}),
        migrated._replace(body={**migrated.body, "to_version": 3}),
        migrated._replace(definition=life.machine.definition.digest),
    ):
        assert isinstance(fork(retrial).judge(forged, "ff", {}), Differs)


@pytest.mark.parametrize("kind", ["merged"])
def test_what_is_only_told_moves_nothing(kind):
    life = birth(TO_PAPERS)
    event = life.events[-1][0]._replace(kind=kind, trigger=None, from_state="accueil", to_state="accueil", body={})
    for forged in (
        event._replace(to_state="pieces"),
        event._replace(body={"clocks": {}}),
        event._replace(body={"document": "fausse_piece"}),
        event._replace(trigger="constituer"),
    ):
        assert isinstance(swapped(life, 2, forged).verdicts()[1], Differs)
    assert swapped(life, 2, event).verdicts()[1] == AGREES


# ----------------------------------------------------------------------------------------- what can't be seen any more


def test_an_erased_person_makes_no_step_false():
    """Without any private value each step agrees or is not re-decidable, and most still agree."""
    agreed = total = 0
    for life in [walked(desk) for name in TINY for desk in walks(name)]:
        for verdict in life.verdicts(private=lambda event: None if "sealed" in event.body else {}):
            assert verdict == AGREES or isinstance(verdict, NotRedecidable), verdict
            agreed += verdict == AGREES
            total += 1
    assert agreed > total / 2


def test_an_erasure_hides_no_forged_way():
    """Whatever the values were, an action leads where it can, and was answered yes.

    Fails when a person's erasure excuses everything.
    """
    desk = Desk(SHELTER, TODAY)
    desk.open(danger=True)
    desk.do("heberger", role="supervisor")
    life = walked(desk)
    moved = life.events[1][0]

    def erased(event: Event) -> dict[str, object] | None:
        return None if event.sequence == 1 else {}

    assert moved.to_state == "abrite"
    assert life.verdicts() == [AGREES] * 3
    assert life.verdicts(private=erased) == [AGREES, NotRedecidable("erased"), AGREES]
    for forged in (
        moved._replace(to_state="ecoute"),
        moved._replace(body={**moved.body, "guards": {"when": True}}),
        moved._replace(trigger="sortir"),
        moved._replace(role="agent"),
        moved._replace(body={**moved.body, "outcome": "success"}),
        moved._replace(kind="recorded", trigger=None, to_state="abrite", body={"fields": {}}),
    ):
        assert isinstance(swapped(life, 2, forged).verdicts(private=erased)[1], Differs), forged


def test_a_lost_calendar_matters_only_where_working_days_are_counted():
    """Fails when the calendar of the day is replaced by another one, or by none."""
    feast = calendar_from(canonical_text(territory().calendar))
    desk = Desk(CLOCKYARD, TODAY, feast)
    desk.open()
    desk.do("noter")
    desk.do("compter")
    desk.do("noter")
    life = walked(desk)
    assert life.verdicts() == [AGREES] * 5
    lost = life.verdicts(calendar_of=lambda _: None)
    assert lost == [AGREES, AGREES, NotRedecidable("calendar_unknown"), AGREES, AGREES]
    counted = life.events[2][0]
    gone = counted._replace(trigger="revenir", kind="moved", to_state="un")
    assert isinstance(swapped(life, 3, gone).verdicts(calendar_of=lambda _: None)[2], Differs)
    workless = calendar_of([], weekend=frozenset({0, 1, 2, 3, 4, 5}))
    assert isinstance(life.verdicts(calendar_of=lambda _: workless)[2], Differs)


def test_a_calendar_reads_back_as_it_was_written():
    known = territory().calendar
    assert calendar_from(canonical_text(known)) == known
    assert calendar_from(canonical_text(known)).digest == known.digest


def test_an_unknown_definition_leaves_its_steps_undecided():
    life = birth(TO_PAPERS)
    assert life.verdicts(machine_of=lambda _: None)[:2] == [NotRedecidable("definition_unknown")] * 2


# ----------------------------------------------------------------------------------------------------- hostile bodies

JUNK = [None, True, 7, "x", [], ["x"], [[]], {}, {"x": {}}, {"due": 3}, {"x": {"due": "x", "start": None}}]


def test_a_body_that_means_nothing_is_told_and_never_falls():
    """Whatever stands under a key: a verdict, or the fold's own refusal.

    Fails when what such a body raises isn't caught.
    """
    dice = random.Random(4)
    lives = [birth(*WHOLE_BIRTH, step("linked", {"sante": "success"})), birth(TO_PAPERS, THREE_DAYS_LATE, LATE_FILING)]
    tried = 0
    for life in lives:
        for before, event, digest in life.moments():
            for name in (*event.body, "fields", "documents", "clocks", "receipt", "target", "links", "issued"):
                for junk in dice.sample(JUNK, 5):
                    forged = event._replace(body={**event.body, name: junk})
                    tried += 1
                    try:
                        fork(before).judge(forged, digest, life.given(event))
                    except HistoryError:
                        continue
    assert tried > 400
