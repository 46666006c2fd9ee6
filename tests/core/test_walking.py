"""Lives that nobody wrote: what they find is found by a story that passes, and a trap is told as one."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from engine.app.publishing import Workshop, stories
from engine.app.scenarios import run_scenarios
from engine.app.walking import what_walks_find
from engine.bootstrap import shipped, territory_of
from engine.core.machine import compile_definition
from engine.core.rehearsal import rehearse
from engine.core.walking import walks
from engine.reader.scenarios import read_scenarios
from tests.core.definitions import pathway, text, titled
from tests.core.test_walks import SHIPPED

TERRITORY = territory_of(shipped("processes"))


@pytest.fixture(scope="module")
def shelf():
    return stories(Workshop(shipped("processes"), shipped("forms"), TERRITORY))


def trap(deadlines=None, **door):
    """A pathway whose second step opens only for those in danger."""
    return pathway(
        "maison",
        start="entree",
        deadlines=deadlines or {},
        fields={"danger": {"type": "boolean", "class": "plain", "label": text("Danger")}},
        states={
            "entree": titled("entree", kind="task", ask=["danger"], actions={"aller": titled("aller", to="salle")}),
            "salle": titled(
                "salle", kind="task", actions={"sortir": titled("sortir", to="fini", when="danger")} | door
            ),
            "fini": titled("fini", kind="final", outcome="success"),
        },
    )


@pytest.mark.parametrize("process", SHIPPED)
def test_every_story_that_walks_find_in_a_shipped_pathway_passes_and_none_ends_in_a_trap(process):
    """Fails when a step that was refused, or a value that was not given, is told."""
    machine = SHIPPED[process]
    found = walks(machine, TERRITORY, Random(3), 6)
    assert found.dead_ends == {}
    different = {id(story): story for story in found.taken.values()}
    for story in different.values():
        assert rehearse(machine, story, TERRITORY).failures == []


def test_what_no_scenario_takes_is_found_with_a_story_that_takes_it(shelf):
    definition = SHIPPED["naissance"].definition
    first = next(each for each in shelf if each.process == "naissance")
    tested = run_scenarios(definition, [first], TERRITORY)
    found = what_walks_find(definition, tested, TERRITORY, Random(1), 40)
    assert {each.part for each in found} == {"states", "transitions", "guards"}
    for each in found[::7]:
        (story,) = read_scenarios(Path("trouvee.yaml"), each.story.encode()).scenarios
        again = run_scenarios(definition, [first, story], TERRITORY)
        assert again.runs[1].failures == []
        assert each.name not in getattr(again, each.part).missing


def test_what_the_scenarios_take_is_not_found_again(shelf):
    """Fails when walks tell everything that they took."""
    definition = SHIPPED["accueil"].definition
    tested = run_scenarios(definition, [each for each in shelf if each.process == "accueil"], TERRITORY)
    names = {each.name for each in what_walks_find(definition, tested, TERRITORY, Random(1), 30)}
    assert names <= {*tested.states.missing, *tested.transitions.missing, *tested.guards.missing}


def test_the_same_draw_gives_the_same_lives():
    machine = SHIPPED["accueil"]
    assert walks(machine, TERRITORY, Random(5), 5) == walks(machine, TERRITORY, Random(5), 5)


def test_a_step_where_nothing_is_possible_and_no_clock_runs_is_a_dead_end_with_its_shortest_story():
    found = walks(compile_definition(trap()), TERRITORY, Random(1), 20)
    assert set(found.dead_ends) == {"salle"}
    assert [step.what for step in found.dead_ends["salle"].steps if step.kind == "do"] == ["aller"]


def test_a_step_that_something_given_would_open_is_no_dead_end():
    """Fails when a lack that somebody at the counter can lift is taken for a wall."""
    door = {"ailleurs": titled("ailleurs", to="fini", requires=["reason"])}
    assert walks(compile_definition(trap(**door)), TERRITORY, Random(1), 20).dead_ends == {}
    machine = compile_definition(trap())
    unknown = replace(machine.definition.states["entree"], ask=())
    silent = replace(machine.definition, states={**machine.definition.states, "entree": unknown})
    assert walks(compile_definition(silent), TERRITORY, Random(1), 20).dead_ends == {}


def test_a_step_that_a_clock_will_leave_is_no_dead_end():
    """Fails when clocks aren't looked at."""
    wait = titled("delai", kind="internal", starts={"enter": "salle"}, within="3 days", until=["fini"], remind=[1])
    assert walks(compile_definition(trap({"delai": wait})), TERRITORY, Random(1), 20).dead_ends == {}
