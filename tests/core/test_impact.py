"""What another version would change for one open case: told beforehand, by the function that then does it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from engine.core.calendar import Duration
from engine.core.definition import Branch, Definition, DocumentGroup, Language, Text
from engine.core.impact import EFFECTS, Felt, felt
from engine.core.impact_words import EFFECTS_IN_WORDS, say_felt, say_kept
from engine.core.machine import compile_definition
from engine.core.migrating import passage
from engine.core.migrating_words import OBSTACLES
from tests.core.definitions import BIRTH
from tests.core.desk import Desk
from tests.core.test_migrating import BORN, STAYS, at_papers, longer, newer, without_state


def tried(desk: Desk, definition: Definition) -> Felt:
    way = passage(desk.machine, compile_definition(definition))
    assert way is not None
    return felt(way, desk.situation())


def state(name: str, **changed: Any) -> dict[str, Any]:
    return {"states": {**BIRTH.states, name: replace(BIRTH.states[name], **changed)}}


def one_more_paper() -> Definition:
    model = BIRTH.states["pieces"].documents["preuve"]
    group: DocumentGroup = replace(model, id="copie_due", any_of={"copie": ("copie",)})
    return newer(**state("pieces", documents={**BIRTH.states["pieces"].documents, "copie_due": group}))


def one_more_group(**changed: Any) -> Definition:
    """The birth with one more group of papers where they are gathered, its words changed."""
    model = BIRTH.states["pieces"].documents["identite"]
    group: DocumentGroup = replace(model, id="plus", title=Text("Preuve de plus"), **changed)
    return newer(**state("pieces", documents={**BIRTH.states["pieces"].documents, "plus": group}))


def without_action(name: str) -> Definition:
    actions = {each: action for each, action in BIRTH.states["pieces"].actions.items() if each != name}
    return newer(**state("pieces", actions=actions))


def test_a_version_that_changes_words_alone_is_felt_by_no_case():
    found = tried(at_papers(), newer(title=Text("Autre titre")))
    assert found.effects == ()
    assert say_felt(found, BIRTH, newer(), "fr") == []


def test_a_paper_added_is_newly_missing_where_it_is_due():
    found = tried(at_papers(), one_more_paper())
    assert (found.effects, found.documents) == (("document_missing",), ("copie",))
    elsewhere = Desk(BIRTH, at_papers().today)
    elsewhere.open(ne_le=BORN.isoformat())
    assert tried(elsewhere, one_more_paper()).effects == ()


@pytest.mark.parametrize(
    ("changed", "effects", "said"),
    [
        ({"any_of": {"copie": ("copie",)}}, ("document_missing",), "groupe de pièces, dû : Preuve de plus"),
        # The very papers that are lacking already: nothing more to obtain, and the group is due all the same.
        ({}, ("group_added",), "groupe de pièces, dû : Preuve de plus"),
        ({"need": "useful"}, ("group_added",), "groupe de pièces, utile, qui ne bloque rien : Preuve de plus"),
        ({"when": "lieu == 'maternite'"}, (), ""),
        ({"when": "mariee"}, ("group_added",), "groupe de pièces, dû selon ce qui n'est pas encore connu"),
        ({"need": "not_due"}, (), ""),
    ],
)
def test_a_group_of_papers_added_is_told_as_due_or_useful(changed: dict[str, Any], effects: tuple[str, ...], said: str):
    """Fails when an editor who adds a useful paper, or one that is lacking already, is told that nothing changes."""
    definition = one_more_group(**changed)
    found = tried(at_papers(), definition)
    assert found.effects == effects
    told = "\n".join(say_felt(found, BIRTH, definition, "fr"))
    assert said in told
    assert bool(said) == ("groupe" in told)


def test_a_group_that_was_due_and_is_useful_is_told_and_one_that_stays_is_not():
    papers = BIRTH.states["pieces"].documents
    softer = state("pieces", documents={**papers, "identite": replace(papers["identite"], need="useful")})
    assert "utile" in "\n".join(say_felt(tried(at_papers(), newer(**softer)), BIRTH, newer(**softer), "fr"))
    assert tried(at_papers(), newer()).groups == ()


def test_a_longer_delay_moves_the_due_day_where_it_is_counted_again():
    definition = newer(replace(STAYS, deadlines="recount"), deadlines=longer(45))
    found = tried(at_papers(), definition)
    assert found.effects == ("due_moved",)
    assert found.dues == {"declaration": (BORN + timedelta(days=30), BORN + timedelta(days=45))}
    assert found.kept == ()


def test_a_delay_counted_again_that_falls_on_the_same_day_was_not_kept():
    """Fails when who wrote `recount` is told to write it."""
    month = replace(BIRTH.deadlines["declaration"], within=Duration(1, "months"))
    definition = newer(replace(STAYS, deadlines="recount"), deadlines={**BIRTH.deadlines, "declaration": month})
    found = tried(at_papers(), definition)
    assert (dict(found.dues), found.kept) == ({}, ())


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_longer_delay_that_moves_no_day_is_told_with_what_to_write_for_it_to_do_so(language: Language):
    definition = newer(deadlines=longer(45))
    found = tried(at_papers(), definition)
    assert (found.effects, found.kept) == ((), ("declaration",))
    said = say_kept("declaration", 12, BIRTH, definition, language)
    assert "migration: {1: {deadlines: recount}}" in said
    assert all(each in said for each in ("30", "45", "12"))


def test_an_action_that_goes_is_told_and_so_is_what_comes_next_instead():
    found = tried(at_papers(), without_action("raconter"))
    assert (found.effects, found.actions) == (("action_gone", "next_step"), ("raconter",))
    assert found.next_step == ("raconter", "completer")
    other = tried(at_papers(), without_action("completer"))
    assert (other.effects, other.actions) == (("action_gone",), ("completer",))


def test_a_case_without_a_step_to_go_to_is_stranded_and_one_held_otherwise_is_not():
    assert tried(at_papers(), newer(states=without_state("pieces"))).effects == ("stranded",)
    assert tried(at_papers(), newer(replace(STAYS, when="lieu == 'maternite'"))).effects == ("held",)
    rule = replace(STAYS, states={"pieces": (Branch("pret", None),)})
    found = tried(at_papers(), newer(rule, states=without_state("pieces")))
    assert found.effects[0] == "elsewhere"


def test_data_left_aside_are_an_effect():
    fields = {name: each for name, each in BIRTH.fields.items() if name != "nom"}
    found = tried(at_papers(), newer(fields=fields))
    assert (found.effects, found.left) == (("left_aside",), ("nom",))


def test_trying_changes_nothing_of_the_case():
    desk = at_papers()
    before = desk.case.copy()
    tried(desk, one_more_paper())
    assert desk.case == before


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_effect_and_obstacle_has_its_words(language: Language):
    assert set(EFFECTS) == set(EFFECTS_IN_WORDS)
    for text in (*EFFECTS_IN_WORDS.values(), *OBSTACLES.values()):
        assert text.of(language)
        assert text.ar
    fields = {name: each for name, each in BIRTH.fields.items() if name != "nom"}
    clock = replace(BIRTH.deadlines["declaration"], within=Duration(45, "days"))
    rule = replace(STAYS, states={"pieces": (Branch("accueil", None),)}, deadlines="recount")
    definition = newer(
        rule, states=without_state("pieces"), fields=fields, deadlines={**BIRTH.deadlines, "declaration": clock}
    )
    found = tried(at_papers(), definition)
    said = say_felt(found, BIRTH, definition, language)
    assert len(said) == len(found.effects)
    assert not [each for each in said if "{" in each]
    assert date.fromisoformat("2026-12-16") in dict(found.dues or {})["declaration"]
