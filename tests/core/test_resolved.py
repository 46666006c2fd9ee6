"""The stored form of a definition to the typed one: short forms, defaults and order."""

from datetime import date
from typing import Any

import pytest

from engine.core.calendar import Duration
from engine.core.definition import Anchor, Branch, Definition, OpenCase, Share, Text
from engine.core.resolved import definition_of
from tests.core.test_checks import DEPOSER, SOUND, T, changed


def defined(changes: dict[str, Any]) -> Definition:
    return definition_of(changed(changes), "ab" * 32)


def test_what_is_not_written_has_its_default() -> None:
    definition = defined({})
    action = definition.actions["constater"].action
    assert (definition.confidentiality, definition.notes, definition.purpose, definition.forms) == (
        "ordinary",
        "free",
        None,
        (),
    )
    assert (action.roles, action.by, action.to, action.back, action.otherwise) == (
        frozenset({"agent", "supervisor"}),
        "agent",
        (),
        False,
        None,
    )
    group = definition.states["debut"].documents["identite"]
    assert (group.need, group.count, group.copies, group.check, group.max_age) == ("required", 1, 1, False, None)
    assert definition.fields["ne_le"].kept
    assert definition.digest == "ab" * 32


@pytest.mark.parametrize(
    ("to", "branches", "back"),
    [
        (None, (), False),
        ("back", (), True),
        ("fin", (Branch("fin", None),), False),
        (
            [{"state": "fin", "when": "true"}, {"state": "debut"}],
            (Branch("fin", "true"), Branch("debut", None)),
            False,
        ),
    ],
)
def test_an_action_leads_nowhere_somewhere_or_back(to: object, branches: tuple[Branch, ...], back: bool) -> None:
    action = defined({DEPOSER + ".to": to}).states["debut"].actions["deposer"]
    assert (action.to, action.back) == (branches, back)


@pytest.mark.parametrize(("basis", "sources"), [("loi", ("loi",)), (["loi", "autre"], ("loi", "autre")), ([], ())])
def test_a_basis_is_one_source_or_several(basis: object, sources: tuple[str, ...]) -> None:
    assert defined({"deadlines.delai.basis": basis}).deadlines["delai"].basis == sources


def test_any_is_every_state_but_the_final_ones() -> None:
    definition = defined({"actions.rouvrir": {"title": T, "from": ["fin"], "to": "debut"}})
    assert definition.actions["constater"].sources is None
    assert {name: sorted(definition.actions_from(name)) for name in definition.states} == {
        "debut": ["constater", "deposer"],
        "attente": ["constater", "finir", "reprendre"],
        "fin": ["rouvrir"],
    }


@pytest.mark.parametrize(
    ("changes", "until"),
    [
        ({}, {"attente"}),
        ({"deadlines.delai.until": None, "deadlines.delai.in": ["debut"]}, {"attente", "fin"}),
        ({"deadlines.delai.until": []}, set()),
    ],
)
def test_a_deadline_says_where_it_ends_or_where_it_runs(changes: dict[str, Any], until: set[str]) -> None:
    assert defined(changes).deadlines["delai"].until == until


def test_a_deadline_starts_from_one_thing_or_from_the_first_of_several() -> None:
    assert defined({}).deadlines["delai"].starts == (Anchor("field", "ne_le"),)
    several = {"earliest": [{"enter": "debut"}, {"do": "deposer"}, {"document": "recu"}, {"next": "rentree"}]}
    assert defined({"deadlines.delai.starts": several}).deadlines["delai"].starts == (
        Anchor("enter", "debut"),
        Anchor("do", "deposer"),
        Anchor("document", "recu"),
        Anchor("next", "rentree"),
    )


def test_effects_are_forms_and_linked_cases() -> None:
    effects = [
        {"form": "resume"},
        {"open": {"process": "sante"}},
        {"open": {"process": "ecole", "as": "classe", "carry": ["ne_le"], "on_close": "constater",
                  "after": {"field": "ne_le", "within": "4 years"}}},
    ]  # fmt: skip
    action = defined({DEPOSER + ".do": effects}).states["debut"].actions["deposer"]
    assert action.forms == ("resume",)
    assert action.opens == (
        OpenCase("sante", "sante", (), None, None),
        OpenCase("ecole", "classe", ("ne_le",), ("ne_le", Duration(4, "years")), "constater"),
    )
    assert action.share == Share("mairie", ("lieu",))


def test_a_group_without_a_title_is_called_by_its_papers() -> None:
    options = {"un": ["passeport"], "deux": ["passeport", "recu"]}
    changes = {
        "states.debut.documents.identite": {"any_of": options},
        "catalogue.documents.passeport.title": {"fr": "Passeport", "ar": "جواز", "en": "Passport"},
        "catalogue.documents.recu.title": {"fr": "Reçu", "ar": "وصل"},
    }
    title = defined(changes).states["debut"].documents["identite"].title
    assert title == Text("Passeport ou Reçu", "جواز أو وصل", "")


def test_dates_and_values_are_typed() -> None:
    value = defined({"catalogue.values.plafond.reread_by": "2027-01-01"}).values["plafond"]
    assert value.series == ((date(2020, 1, 1), 3), (date(2021, 1, 1), 4))
    assert value.reread_by == date(2027, 1, 1)


def test_the_order_of_the_file_is_given_back() -> None:
    whole = changed({})
    whole["order"] = {"states": ["fin", "debut", "attente"], "states.attente.actions": ["finir", "reprendre"]}
    definition = definition_of(whole, "")
    assert list(definition.states) == ["fin", "debut", "attente"]
    assert list(definition.states["attente"].actions) == ["finir", "reprendre"]
    assert list(definition_of(changed({}), "").states) == list(SOUND["process"]["states"])


def test_a_migration_says_what_becomes_of_the_states() -> None:
    rule = defined({"migration": {"2": {"states": {"ancien": "debut"}}}}).migration[2]
    assert (rule.from_version, dict(rule.states)) == (2, {"ancien": (Branch("debut", None),)})
    assert (rule.deadlines, rule.clocks, rule.when) == ("keep", {}, None)


def test_a_migration_may_split_a_state_and_choose_for_each_clock() -> None:
    ways = [{"state": "debut", "when": "lieu == 'domicile'"}, {"state": "attente"}]
    rule = defined({"migration": {"2": {"states": {"ancien": ways}, "deadlines": {"delai": "recount"}}}}).migration[2]
    assert rule.states == {"ancien": (Branch("debut", "lieu == 'domicile'"), Branch("attente", None))}
    assert (rule.fate("delai"), rule.fate("autre")) == ("recount", "keep")
