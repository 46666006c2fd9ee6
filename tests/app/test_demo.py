"""The demonstration's cases: believable people, every pathway, eighteen months, and what makes a desk's life."""

from collections import Counter
from random import Random

import pytest

from engine.app import fictitious
from engine.app.demo import Filled, fill
from engine.app.publishing import Workshop, stories
from engine.app.sections import SECTIONS
from engine.app.worklist import Wanted, every_row, worklist
from engine.bootstrap import shipped
from engine.core.moments import set_back
from engine.core.scenario import People
from tests.app.desk import Desk, Referentials, anyone

CASES = 60


@pytest.fixture(scope="module")
def told(referentials: Referentials):
    """Every story that is shipped."""
    return stories(Workshop(shipped("processes"), shipped("forms"), referentials.territory))


@pytest.fixture
def filled(desk: Desk, told) -> Desk:
    assert fill(desk.house, told, CASES).cases == CASES
    return desk


def lines(desk: Desk):
    return desk.house.store.read(lambda reading: reading.cases(limit=1_000))


def test_every_pathway_is_shown_at_many_steps_over_many_months_at_six_desks(filled, told):
    listed = lines(filled)
    assert len(listed) >= CASES
    assert {line.process for line in listed} == {story.process for story in told}
    assert len({(line.process, line.state) for line in listed}) > CASES / 3
    assert len({line.opened_on[:7] for line in listed}) >= 8
    assert len({line.commune for line in listed}) >= 5
    assert {line.open for line in listed} == {True, False}
    assert max(line.opened_on for line in listed) <= filled.today.isoformat()


def test_it_shows_what_makes_a_desk_s_life(filled):
    """Agents who take cases and pass them on, notes, wrong demands, records set right, cases sent elsewhere."""
    kinds = Counter(event.kind for line in lines(filled) for event in filled.history(line.case))
    for kind in ("assigned", "noted", "demanded_undue", "transferred", "reminded", "expired", "moved", "consented"):
        assert kinds[kind] > 0, kind
    assert kinds["assigned"] > len([line for line in lines(filled) if line.assigned])
    parts = worklist(filled.house, Wanted(), anyone("supervisor"), sections=SECTIONS)
    assert len([part for part in parts if part.rows]) >= len(SECTIONS) // 2
    assert not any(row.damaged for _, row in every_row(parts))


def test_no_step_of_a_demonstration_is_written_before_the_one_that_it_follows(filled):
    """Fails when hours are drawn one by one: a check of an untouched base would tell of clocks put back."""
    assert [line.case for line in lines(filled) if set_back(filled.history(line.case))] == []


def test_no_day_proposes_to_give_a_case_up(filled):
    """Fails when what is left of a step, its ways excluded one by one, is told as what to do next."""
    ends = {"refused", "abandoned", "unreachable", "out_of_scope"}
    proposed = []
    for _, row in every_row(worklist(filled.house, Wanted(), anyone("supervisor"), sections=SECTIONS, limit=1_000)):
        digest = filled.history(row.line.case)[-1].definition
        machine = filled.house.store.read(lambda reading, digest=digest: filled.house.machine(reading, digest))
        states, acts = machine.definition.states, machine.table[row.line.state].values()
        named = [plan for plan in acts if plan.action.title == row.next_act]
        proposed += [
            plan.action.id
            for plan in named
            if plan.destinations and all(states[way.state].outcome in ends for way in plan.destinations if way.state)
        ]
    assert proposed == []


def test_the_same_seed_and_day_give_the_same_cases(desk, told):
    """Identifiers apart, which are drawn at random; another seed gives others."""

    def seen(house, seed: int) -> tuple[Filled, list]:
        made = fill(house, told, 8, seed=seed)
        listed = house.store.read(lambda reading: reading.cases(limit=100))
        return made, [(line.process, line.state, line.commune, line.opened_on, line.assigned) for line in listed]

    first = seen(desk.house, 3)
    assert seen(desk.house, 3)[1][: len(first[1])] == first[1]
    assert seen(desk.house, 4)[1][:8] != first[1][:8]


def test_people_are_of_those_whom_the_stories_are_about():
    chance = Random(1)
    drawn = [fictitious.person(chance, 2026, People(("MA",), 62, 84)) for _ in range(200)]
    assert {each["nationality"] for each in drawn} == {"MA"}
    assert {2026 - int(each["birth_year"]) for each in drawn} <= set(range(62, 85))


def test_names_are_of_many_origins_in_two_alphabets_and_nobody_s_in_particular():
    chance = Random(1)
    drawn = [fictitious.person(chance, 2026) for _ in range(2_000)]
    assert len({each["nationality"] for each in drawn}) >= 12
    assert len({each["name"] for each in drawn}) > 200
    assert all(any("\u0600" <= letter <= "\u06ff" for letter in each["name_ar"]) for each in drawn)
    assert not {each["name"] for each in drawn} & {"Nizar Qabbani", *fictitious.FAMOUS}
