"""Choices held against every situation that their conditions can tell apart: who falls between two stools is shown."""

from typing import Any

import pytest

from engine.core.answers import compile_guard
from engine.core.checks import findings
from engine.core.examined import Finding
from engine.core.guards import parse
from engine.core.samples import situations
from tests.core.definitions import Json, pathway, text, titled

FIELDS: dict[str, Json] = {
    "lieu": {
        "type": "choice",
        "options": {"maternite": text("maternité"), "domicile": text("domicile"), "route": text("route")},
    },
    "besoins": {"type": "choices", "options": {"langue": text("langue"), "logement": text("logement")}},
    "enfants": {"type": "integer", "min": 0, "max": 9},
    "danger": {"type": "boolean"},
    "ne_le": {"type": "date", "not_after": "now"},
    "pays": {"type": "country"},
}


def house(*, choice: dict[str, str] | None = None, ways: list[Json] | None = None, when: str | None = None) -> Any:
    """A pathway of one question: actions said to be a choice, or one action with several ways on."""
    asked = {name: {**data, "class": "plain", "label": text(name.capitalize())} for name, data in FIELDS.items()}
    members = {name: titled(name, to="fini", when=guard) for name, guard in (choice or {}).items()}
    onward = titled("aller", to=ways or "fini", **({"when": when} if when else {}))
    return pathway(
        "maison",
        start="entree",
        fields=asked,
        values={
            "age": {
                **titled("age", type="integer", confidence="sourced"),
                "series": [{"from": "2020-01-01", "value": 6}],
            }
        },
        deadlines={
            "delai": titled(
                "delai", kind="internal", starts={"enter": "entree"}, within="3 days", until=["fini"], remind=[1]
            )
        },
        states={
            "entree": titled(
                "entree",
                kind="task",
                ask=list(asked),
                actions={**members, "aller": onward, "attendre": titled("attendre", to="salle")},
                choices={"choix": list(members)} if members else {},
            ),
            "salle": titled("salle", kind="task", actions={"revenir": titled("revenir", to="entree")}),
            "fini": titled("fini", kind="final", outcome="success"),
        },
    )


def found(code: str, **words: Any) -> list[Finding]:
    return [each for each in findings(house(**words)) if each.code == code]


WHOLE = [
    {"jeune": "enfants < 3", "grand": "enfants >= 3"},
    {"oui": "danger", "non": "not danger"},
    {"ici": "lieu in ['maternite', 'route']", "la": "lieu == 'domicile'"},
    {"oui": "'langue' in besoins", "non": "'langue' not in besoins"},
    {"petit": "age_years(ne_le) < value(age)", "grand": "age_years(ne_le) >= value(age)"},
    {"avant": "ne_le < date('2020-03-01')", "depuis": "ne_le >= date('2020-03-01')"},
    {"tard": "overdue(delai)", "tot": "not overdue(delai)"},
    {"oui": "pays == 'SN'", "non": "pays != 'SN'"},
    {"peu": "times(attendre) + times(revenir) < 2", "assez": "times(attendre) + times(revenir) >= 2"},
    {"su": "known(ne_le)", "non": "not known(ne_le)"},
    {"de_la": "came_from(salle)", "d_ailleurs": "not came_from(salle)"},
    {"un": "danger and enfants < 2", "deux": "danger and enfants >= 2", "trois": "not danger"},
]


@pytest.mark.parametrize("choice", WHOLE, ids=lambda each: " | ".join(each.values()))
def test_a_choice_that_leaves_nobody_out_and_nobody_between_is_sound(choice):
    assert found("E619", choice=choice) == []


@pytest.mark.parametrize(
    ("choice", "example"),
    [
        ({"jeune": "enfants < 3", "grand": "enfants > 3"}, "« Enfants » : 3"),
        ({"ici": "lieu == 'maternite'", "la": "lieu == 'domicile'"}, "« Lieu » : route"),
        ({"petit": "age_years(ne_le) < 6", "grand": "age_years(ne_le) > 6"}, "« Ne_le » : 2020-06-14"),
        ({"avant": "ne_le < date('2020-03-01')", "apres": "ne_le > date('2020-03-01')"}, "« Ne_le » : 2020-03-01"),
        ({"tard": "overdue(delai)", "tot": "days_left(delai) > 0"}, "« Delai » ne court pas"),
        ({"a": "danger and enfants < 2", "b": "not danger"}, "« Danger » : oui ; « Enfants » : 2"),
        ({"oui": "'langue' in besoins", "non": "'logement' in besoins"}, "« Besoins » : rien"),
    ],
    ids=lambda each: " | ".join(each.values()) if isinstance(each, dict) else "",
)
def test_the_situation_that_no_action_takes_is_shown(choice, example):
    (finding, *_) = [each for each in found("E619", choice=choice) if "aucune" in str(each.message)]
    assert example in str(finding.message)
    assert finding.path == ("states", "entree", "choices", "choix")


@pytest.mark.parametrize(
    ("choice", "example"),
    [
        ({"jeune": "enfants <= 3", "grand": "enfants >= 3"}, "« Enfants » : 3"),
        (
            {"oui": "'langue' in besoins", "aussi": "'langue' not in besoins or danger"},
            "« Besoins » : langue ; « Danger » : oui",
        ),
    ],
    ids=lambda each: " | ".join(each.values()) if isinstance(each, dict) else "",
)
def test_the_situation_that_two_actions_take_is_shown(choice, example):
    (finding,) = found("E619", choice=choice)
    assert "plusieurs actions" in str(finding.message)
    assert example in str(finding.message)


def test_a_choice_names_actions_that_are_open_there():
    definition = house(choice={"a": "danger", "b": "not danger"})
    state = definition.states["entree"]
    assert "revenir" not in state.actions
    strange = pathway(
        "maison",
        start="entree",
        states={
            "entree": titled(
                "entree", kind="task", actions={"aller": titled("aller", to="fini")}, choices={"x": ["aller", "perdu"]}
            ),
            "fini": titled("fini", kind="final", outcome="success"),
        },
    )
    assert any(each.code == "E619" and "perdu" in str(each.message) for each in findings(strange))


HOLE = [{"state": "fini", "when": "enfants > 3"}, {"state": "salle", "when": "enfants < 3"}]


def test_an_action_that_may_lead_nowhere_is_told_with_an_example():
    (finding,) = found("W629", ways=HOLE)
    assert "« Enfants » : 3" in str(finding.message)
    assert finding.path == ("states", "entree", "actions", "aller", "to")


def test_its_own_condition_may_leave_that_example_out():
    assert found("W629", ways=HOLE, when="enfants != 3") == []


def test_a_last_way_without_a_condition_leaves_nothing_out():
    assert found("W629", ways=[HOLE[0], {"state": "salle"}]) == []


def test_a_way_on_by_where_one_came_from_covers_those_that_one_can_come_from():
    assert found("W629", ways=[{"state": "fini", "when": "came_from(salle)"}]) == []
    assert len(found("W629", ways=[{"state": "fini", "when": "came_from(fini)"}])) == 1


def test_too_many_situations_are_not_tried_and_nothing_is_said_of_them():
    definition = house()
    trees = [parse(" or ".join(f"times(a{number}) == {number + 2}" for number in range(8)))]
    assert situations(definition, trees, []) is None


@pytest.mark.parametrize("choice", WHOLE, ids=lambda each: " | ".join(each.values()))
def test_every_condition_is_met_by_some_situation_and_not_by_another(choice):
    """Samples that all fall on one side would prove anything."""
    trees = [parse(guard) for guard in choice.values()]
    tried = situations(house(), trees, ["salle", "fini"])
    for tree in trees:
        assert {compile_guard(tree)(each.facts) for each in tried} >= {True, False}
