"""A definition made ready to run: its conditions, its groups of papers, its dated values, and the one automaton."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.core.guard_types import check
from engine.core.guards import parse
from engine.core.machine import compile_definition, fire, lead, scope_of, value_on
from tests.core.definitions import BIRTH, STORIES, papers, pathway, text, titled
from tests.core.desk import Desk, blocked, codes
from tests.core.refusals import TODAY, gathering

# ------------------------------------------------------------------------------------- groups asked by conditions

CONSULATE = pathway(
    "consulat",
    start="ici",
    documents=papers("passeport", "carte", "acte"),
    fields={"marie": {"type": "boolean", "class": "plain", "label": text("Marié")}},
    states={
        "ici": {
            **titled("ici", kind="task"),
            "documents": {
                "identite": {**titled("identite"), "any_of": {"p": ["passeport"], "c": ["carte"]}},
                "mariage": {**titled("mariage"), "any_of": {"a": ["acte"]}, "when": "marie"},
            },
            "actions": {
                "partir": titled("partir", to="la", when="satisfied(identite)"),
                "declarer": titled("declarer", to="la", when="satisfied(mariage)"),
            },
        },
        "la": {
            **titled("la", kind="task"),
            "actions": {"finir": titled("finir", to="fini"), "revenir": titled("revenir", to="ici")},
        },
        "fini": titled("fini", kind="final", outcome="success"),
    },
    actions={"verifier": {**titled("verifier", when="satisfied(identite)"), "from": "any"}},
)


def consulate(**fields: Any) -> Desk:
    desk = Desk(CONSULATE, TODAY)
    desk.open(**fields)
    return desk


def test_a_condition_may_ask_for_a_group_of_the_state():
    assert codes(consulate().do("partir")) == ["condition_false"]
    assert codes(consulate().do("partir", documents={"carte": "received"})) == []


@pytest.mark.parametrize(
    ("fields", "brought", "expected"),
    [
        ({}, {}, ["condition_unknown"]),
        ({}, {"acte": "received"}, ["condition_unknown"]),
        ({"marie": False}, {}, []),
        ({"marie": True}, {}, ["condition_false"]),
        ({"marie": True}, {"acte": "received"}, []),
    ],
)
def test_a_group_that_is_not_due_is_satisfied_and_one_that_may_be_is_not_known(fields, brought, expected):
    assert codes(consulate(**fields).do("declarer", documents=brought)) == expected


def test_the_data_that_would_tell_whether_a_group_is_due_is_named():
    reason = consulate().do("declarer").reasons[0]
    assert (reason.details["names"], reason.details["missing"]) == (("marie",), [CONSULATE.fields["marie"].label])


def test_a_group_of_another_state_is_not_known_here_and_named_as_such():
    desk = consulate()
    desk.do("partir", documents={"carte": "received"})
    reason = desk.do("verifier").reasons[0]
    assert (reason.code, reason.details["names"]) == ("condition_unknown", ("identite",))
    desk.do("revenir")
    assert codes(desk.do("verifier")) == []


def test_a_shared_action_requires_a_group_only_where_the_state_has_it():
    shared = replace(CONSULATE.actions["verifier"].action, when=None, requires=("identite",))
    actions = {"verifier": replace(CONSULATE.actions["verifier"], action=shared)}
    desk = Desk(replace(CONSULATE, actions=actions), TODAY)
    desk.open()
    assert blocked(desk.step("verifier")) == ["document_missing"]
    desk.do("partir", documents={"carte": "received"})
    assert blocked(desk.step("verifier")) == []


# ------------------------------------------------------------------------------------------------- dated values


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2019, 12, 31), None), (date(2020, 1, 1), 2), (date(2026, 12, 31), 2), (date(2027, 1, 1), 3)],
)
def test_a_dated_value_is_the_last_one_begun(day, value):
    assert value_on(BIRTH.values["relances"], day) == value
    assert compile_definition(BIRTH).value("relances", day) == value


# ---------------------------------------------------------------------------------------- the names of a definition


def test_conditions_see_the_names_that_the_definition_declares():
    scope = scope_of(BIRTH, "pieces")
    assert scope.groups == {"preuve", "identite", "mariage", "carnet_utile"}
    assert scope.links == {"sante"}
    assert scope.options == {
        "lieu": {"maternite", "domicile"},
        "motif": {"papier", "delai"},
        "besoins": {"langue", "transport"},
    }
    assert {"constituer", "constater", "relancer", "deposer"} <= scope.actions
    assert scope_of(BIRTH).groups == frozenset()


@pytest.mark.parametrize("definition", STORIES, ids=lambda each: each.process)
def test_every_condition_of_the_stories_is_right(definition):
    for name, state in definition.states.items():
        for action in definition.actions_from(name).values():
            for condition in (action.when, *(branch.when for branch in action.to)):
                if condition is not None:
                    assert check(parse(condition), scope_of(definition, name)) == []
        for group in state.documents.values():
            assert group.when is None or check(parse(group.when), scope_of(definition)) == []


# ------------------------------------------------------------------------------------------------- the automaton


@pytest.mark.parametrize("definition", STORIES, ids=lambda each: each.process)
def test_no_word_of_a_definition_is_a_callback_of_the_automaton(definition):
    """The library would import a dotted name and call it; nor does it keep any case."""
    automaton = compile_definition(definition).automaton
    assert automaton.models == []
    for event in automaton.events.values():
        for transitions in event.transitions.values():
            for transition in transitions:
                assert all(callable(each.func) for each in transition.conditions)
                assert [*transition.prepare, *transition.before, *transition.after] == []
    for state in automaton.states.values():
        assert [*state.on_enter, *state.on_exit] == []


def test_a_text_given_as_a_callback_is_refused():
    with pytest.raises(TypeError):
        compile_definition(BIRTH).automaton.resolve_callable("os.system", None)


def test_the_automaton_makes_no_passage_by_itself():
    """Neither « to_<state> » for each state, nor a trigger that no action has."""
    machine = compile_definition(BIRTH)
    triggers = {trigger for plans in machine.table.values() for trigger in plans}
    assert {name.removeprefix("do_") for name in machine.automaton.events} <= triggers


def test_the_way_back_leads_only_to_a_state_that_exists():
    """A case that came into a new version may remember a state that is no more."""
    desk = gathering()
    desk.do("suspendre")
    facts = desk.situation().facts()
    for leads in (fire, lead):
        facts.came_from = "pieces"
        assert leads(desk.machine, "suspendu", "reprendre", facts) == "pieces"
        facts.came_from = "etape_retiree"
        assert leads(desk.machine, "suspendu", "reprendre", facts) is None
    desk.case.came["suspendu"] = "etape_retiree"
    assert blocked(desk.step("reprendre")) == ["condition_false"]
