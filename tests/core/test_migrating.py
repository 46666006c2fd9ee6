"""Open cases brought to another version of their pathway, by its rules; judged again; and brought back."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

import pytest

from engine.core import impact_words, life
from engine.core.calendar import Duration
from engine.core.case import BY_VERSION, CaseState, evolve, fold, fold_without, snapshot
from engine.core.decision import Accepted
from engine.core.definition import Anchor, Branch, Deadline, Definition, Field, MigrationRule, Text
from engine.core.events import Actor, Event, GiveConsent, Note, Revert
from engine.core.machine import compile_definition
from engine.core.migrating import Carried, Obstacle, Passage, Stuck, carry, passage
from engine.core.migrating_words import OBSTACLES, say_stuck
from engine.core.redecide import Retrial
from engine.core.verdicts import AGREES, Differs
from tests.core.definitions import BIRTH
from tests.core.desk import Desk
from tests.core.trials import fork, walked

DAY = date(2026, 11, 6)
BORN = date(2026, 11, 1)
STAYS = MigrationRule(1, {}, {}, "keep", {}, None)


def newer(rule: MigrationRule = STAYS, **changed: Any) -> Definition:
    return replace(BIRTH, version=2, digest="neuve", migration={1: rule}, **changed)


def without_state(name: str) -> Mapping[str, Any]:
    return {each: state for each, state in BIRTH.states.items() if each != name}


def at_papers() -> Desk:
    desk = Desk(BIRTH, DAY)
    desk.open(ne_le=BORN.isoformat(), lieu="domicile", nom="Awa", parents=1)
    desk.do("constituer", documents={"attestation": "received"})
    assert desk.state == "pieces"
    return desk


def carried(desk: Desk, definition: Definition, **more: Any) -> Any:
    way = passage(desk.machine, compile_definition(definition))
    assert isinstance(way, Passage)
    return carry(way, desk.situation()._replace(machine=way.machine), **more)


def codes(found: Any) -> list[str]:
    assert not isinstance(found, Carried)
    return [each.code for each in found]


def migrate(desk: Desk, definition: Definition) -> Event:
    """Record the passage as a store would; the desk goes on under the new version."""
    found = carried(desk, definition)
    assert isinstance(found, Carried), found
    desk.machine = compile_definition(definition)
    desk.record((found.draft,), Actor("m", "editor", ""), desk.today)
    return desk.history[-1][0]


# --- what goes along


def test_a_case_goes_on_where_it_stands_with_all_that_is_known_of_it():
    desk = at_papers()
    before = snapshot(desk.case)
    found = carried(desk, newer())
    assert {**snapshot(found.case), "version": 1, "digest": BIRTH.digest} == before
    assert found.private == desk.private()
    assert found.left == {}
    assert "left" not in found.draft.body


def test_the_rule_says_where_cases_of_a_state_that_is_gone_go():
    desk = at_papers()
    definition = newer(replace(STAYS, states={"pieces": (Branch("pret", None),)}), states=without_state("pieces"))
    assert carried(desk, definition).case.state == "pret"


def test_a_state_split_in_two_sends_each_case_its_own_way():
    ways = (Branch("pret", "lieu == 'domicile'"), Branch("accueil", None))
    definition = newer(replace(STAYS, states={"pieces": ways}), states=without_state("pieces"))
    desk, other = at_papers(), Desk(BIRTH, DAY)
    other.open(ne_le=BORN.isoformat(), lieu="maternite")
    other.do("constituer")
    assert carried(desk, definition).case.state == "pret"
    assert carried(other, definition).case.state == "accueil"


def test_papers_go_by_their_new_names_and_those_unknown_there_are_named():
    desk = at_papers()
    papers = {name: each for name, each in BIRTH.documents.items() if name != "attestation"}
    renamed = newer(replace(STAYS, documents={"attestation": "avis"}), documents=papers)
    assert carried(desk, renamed).case.documents["avis"] == desk.case.documents["attestation"]
    forgotten = carried(desk, newer(documents=papers))
    assert forgotten.left == {"documents": ["attestation"]}
    assert forgotten.draft.body["left"] == {"documents": ["attestation"]}
    assert "attestation" not in forgotten.case.documents


def renaming(**names: str) -> Definition:
    """The birth with some data under other names, and the rule that says so."""
    fields = {names.get(name, name): replace(each, id=names.get(name, name)) for name, each in BIRTH.fields.items()}
    return newer(replace(STAYS, fields=names), fields=fields)


def test_data_carry_on_under_their_new_names_be_they_sealed_or_not():
    """Fails when what is known of a datum is lost with its name, or a personal one stands in clear."""
    desk = at_papers()
    event = migrate(desk, renaming(nom="nom_enfant", parents="nombre_parents"))
    assert (desk.case.fields["nombre_parents"], "parents" in desk.case.fields) == (1, False)
    assert desk.case.sealed["nom_enfant"] == event.sequence
    assert "nom" not in desk.case.sealed
    assert desk.private()["nom_enfant"] == "Awa"
    assert event.body["renamed"] == {"fields": {"nom": "nom_enfant", "parents": "nombre_parents"}}
    assert "left" not in event.body
    assert "Awa" not in repr(event)


def test_two_data_may_change_names_with_each_other():
    desk = at_papers()
    found = carried(desk, renaming(lieu="parents", parents="lieu"))
    assert found.case.fields["lieu"] == desk.case.fields["parents"]
    assert found.case.fields["parents"] == desk.case.fields["lieu"]


def test_a_rule_is_asked_by_the_new_names():
    """Fails when the condition of a passage finds nothing known under the names that it is written with."""
    definition = renaming(lieu="endroit")
    rule = replace(definition.migration[1], when="endroit == 'domicile'")
    assert isinstance(carried(at_papers(), replace(definition, migration={1: rule})), Carried)
    clock = replace(BIRTH.deadlines["declaration"], starts=(Anchor("field", "naissance"),))
    dated = renaming(ne_le="naissance")
    dated = replace(
        dated,
        deadlines={**BIRTH.deadlines, "declaration": clock},
        migration={1: replace(dated.migration[1], deadlines="recount")},
    )
    assert due(carried(at_papers(), dated)) == due(carried(at_papers(), newer(replace(STAYS, deadlines="recount"))))


def test_a_value_that_its_new_name_does_not_take_holds_its_case():
    names = renaming(lieu="endroit")
    other = replace(names.fields["endroit"], type="integer", options={})
    assert codes(carried(at_papers(), replace(names, fields={**names.fields, "endroit": other}))) == ["value_refused"]
    # Under a name that is declared as it was: what it held before is of another kind.
    swapped = newer(replace(STAYS, fields={"lieu": "parents", "parents": "lieu"}))
    assert codes(carried(at_papers(), swapped)) == ["value_refused", "value_refused"]
    bare = renaming(nom="nom_enfant")
    shown = replace(bare.fields["nom_enfant"], data_class="plain")
    assert codes(carried(at_papers(), replace(bare, fields={**bare.fields, "nom_enfant": shown}))) == ["would_be_bared"]


def test_what_is_held_under_the_new_name_already_is_kept_and_the_other_left_aside():
    """Fails when a datum of before goes over the one that is known under that very name."""
    desk = at_papers()
    fields = {name: each for name, each in BIRTH.fields.items() if name != "nom"}
    found = carried(desk, newer(replace(STAYS, fields={"nom": "ne_le"}), fields=fields))
    assert found.private["ne_le"] == BORN.isoformat()
    assert (found.left, found.renamed) == ({"fields": ["nom"]}, {})


def test_a_datum_that_cannot_go_keeps_its_name_from_the_others_of_its_row():
    """Fails when two data end under one name, and one of them is lost without a word."""
    desk = at_papers()
    row = {"nom": "lieu", "lieu": "parents"}
    fields = {name: each for name, each in BIRTH.fields.items() if name != "nom"}
    found = carried(desk, newer(replace(STAYS, fields=row), fields=fields))
    assert (found.left, found.renamed) == ({"fields": ["nom"]}, {})
    assert found.case.fields == desk.case.fields
    assert "lieu" not in found.case.sealed


def test_a_datum_left_aside_takes_nothing_from_the_one_that_comes_under_its_former_name():
    """Fails when the new value is destroyed with the old one: the case would say that it is sealed, and nowhere."""
    desk = at_papers()
    fields = {name: each for name, each in BIRTH.fields.items() if name != "lieu"}
    fields["nom"] = replace(BIRTH.fields["lieu"], id="nom", data_class="personal")
    fields["ancien"] = replace(BIRTH.fields["nom"], id="ancien", kept=False)
    definition = newer(replace(STAYS, fields={"nom": "ancien", "lieu": "nom"}), fields=fields)
    event = migrate(desk, definition)
    assert event.body["left"] == {"fields": ["nom"]}
    assert desk.private() == {"ne_le": BORN.isoformat(), "nom": "domicile"}
    undone(desk)
    assert (desk.private()["nom"], desk.case.fields["lieu"]) == ("Awa", "domicile")
    assert judged(desk, definition) == [AGREES] * len(desk.history)


def test_a_renamed_datum_comes_back_under_its_former_name_when_its_passage_is_undone():
    desk, definition = at_papers(), renaming(nom="nom_enfant", parents="nombre_parents")
    before = snapshot(desk.case)
    migrate(desk, definition)
    undone(desk)
    now = snapshot(desk.case)
    assert (now["fields"], now["sealed"].keys()) == (before["fields"], before["sealed"].keys())
    assert desk.private()["nom"] == "Awa"
    assert judged(desk, definition) == [AGREES] * len(desk.history)


def test_data_unknown_there_are_left_aside_and_named_be_they_sealed_or_not():
    fields = {name: each for name, each in BIRTH.fields.items() if name not in ("nom", "parents")}
    found = carried(at_papers(), newer(fields=fields))
    assert found.left == {"fields": ["parents", "nom"]}
    assert "nom" not in found.case.sealed
    assert found.draft.private == {"fields.nom": None}
    assert "nom" not in found.private


def test_a_value_that_becomes_private_is_sealed_with_the_passage():
    place = replace(BIRTH.fields["lieu"], data_class="personal")
    desk = at_papers()
    event = migrate(desk, newer(fields={**BIRTH.fields, "lieu": place}))
    assert "lieu" not in desk.case.fields
    assert desk.case.sealed["lieu"] == event.sequence
    assert desk.private()["lieu"] == "domicile"


def test_a_way_back_never_leads_to_a_state_that_is_gone():
    desk = at_papers()
    desk.do("suspendre")
    assert desk.case.came["suspendu"] == "pieces"
    gone = newer(states=without_state("pieces"))
    assert "suspendu" not in carried(desk, gone).case.came
    moved = newer(replace(STAYS, states={"pieces": (Branch("pret", None),)}), states=without_state("pieces"))
    assert carried(desk, moved).case.came["suspendu"] == "pret"


# --- clocks


def longer(days: int) -> Mapping[str, Deadline]:
    return {**BIRTH.deadlines, "declaration": replace(BIRTH.deadlines["declaration"], within=Duration(days, "days"))}


def due(found: Carried, name: str = "declaration") -> str:
    return str(found.case.clocks[name]["due"])


@pytest.mark.parametrize(
    ("fate", "days"),
    [("keep", (BORN, 30)), ("recount", (BORN, 45)), ("restart", (DAY, 45))],
)
def test_a_delay_that_changes_is_kept_counted_again_or_begun_again_as_the_rule_says(fate: Any, days: tuple[date, int]):
    since, length = days
    found = carried(at_papers(), newer(replace(STAYS, deadlines=fate), deadlines=longer(45)))
    assert due(found) == (since + timedelta(days=length)).isoformat()
    one = carried(at_papers(), newer(replace(STAYS, clocks={"declaration": fate}), deadlines=longer(45)))
    assert one.case.clocks == found.case.clocks


def test_clocks_that_the_rule_drops_are_gone():
    assert carried(at_papers(), newer(replace(STAYS, deadlines="drop"))).case.clocks == {}


def test_a_clock_counted_again_may_ring_again_at_its_new_day():
    desk = at_papers()
    desk.today = BORN + timedelta(days=33)
    desk.case.clocks["declaration"] = {**desk.case.clocks["declaration"], "expired": "2026-12-02", "pulled": False}
    found = carried(desk, newer(replace(STAYS, deadlines="recount"), deadlines=longer(45)))
    assert not {"expired", "pulled"} & found.case.clocks["declaration"].keys()
    short = carried(desk, newer(replace(STAYS, deadlines="recount"), deadlines=longer(31)))
    assert short.case.clocks["declaration"]["expired"] == "2026-12-02"


def test_a_deadline_that_is_new_starts_from_what_is_known():
    model = BIRTH.deadlines["relance"]
    fresh = {
        "vaccin": replace(model, id="vaccin", starts=(Anchor("field", "ne_le"),), until=frozenset()),
        "pieces_la": replace(model, id="pieces_la", starts=(Anchor("document", "attestation"),), until=frozenset()),
        "sejour": replace(model, id="sejour", starts=(Anchor("enter", "pieces"),), until=frozenset()),
        "ailleurs": replace(model, id="ailleurs", starts=(Anchor("enter", "depose"),), until=frozenset()),
    }
    found = carried(at_papers(), newer(deadlines={**BIRTH.deadlines, **fresh}))
    assert due(found, "vaccin") == (BORN + timedelta(days=15)).isoformat()
    assert due(found, "pieces_la") == due(found, "sejour") == (DAY + timedelta(days=15)).isoformat()
    assert "ailleurs" not in found.case.clocks


def test_a_clock_that_the_new_version_ends_here_ends_and_one_that_it_lets_run_goes_on():
    clock = BIRTH.deadlines["declaration"]
    ending = {**BIRTH.deadlines, "declaration": replace(clock, until=clock.until | {"pieces"})}
    desk = at_papers()
    assert carried(desk, newer(deadlines=ending)).case.clocks["declaration"]["ended"] == DAY.isoformat()
    desk.case.clocks["declaration"] = {**desk.case.clocks["declaration"], "ended": DAY.isoformat()}
    assert "ended" not in carried(desk, newer()).case.clocks["declaration"]


def test_a_deadline_that_is_gone_is_named():
    deadlines = {name: each for name, each in BIRTH.deadlines.items() if name != "declaration"}
    assert carried(at_papers(), newer(deadlines=deadlines)).left == {"deadlines": ["declaration"]}


# --- what can't


def test_a_closed_case_never_moves():
    desk = at_papers()
    desk.do("relancer")
    desk.do("relancer")
    desk.do("abandonner", reason="injoignable")
    assert desk.case.outcome == "abandoned"
    assert codes(carried(desk, newer())) == ["closed"]


def test_a_state_that_is_gone_without_a_rule_holds_its_cases():
    assert codes(carried(at_papers(), newer(states=without_state("pieces")))) == ["state_gone"]


def test_a_state_that_has_become_an_end_takes_no_open_case():
    ended = replace(BIRTH.states["pieces"], kind="final", outcome="success")
    assert codes(carried(at_papers(), newer(states={**BIRTH.states, "pieces": ended}))) == ["now_final"]


def test_a_condition_says_which_cases_and_what_is_lacking_to_know():
    assert codes(carried(at_papers(), newer(replace(STAYS, when="lieu == 'maternite'")))) == ["not_concerned"]
    (unknown,) = carried(at_papers(), newer(replace(STAYS, when="mariee")))
    assert (unknown.code, unknown.titles) == ("unknown", (BIRTH.fields["mariee"].label,))
    split = replace(STAYS, states={"pieces": (Branch("pret", "mariee"),)})
    assert codes(carried(at_papers(), newer(split))) == ["unknown"]
    nowhere = replace(STAYS, states={"pieces": (Branch("pret", "lieu == 'maternite'"),)})
    assert codes(carried(at_papers(), newer(nowhere))) == ["no_way"]


def test_every_obstacle_is_told_at_once():
    place = replace(BIRTH.fields["lieu"], options={"maternite": Text("Maternité")})
    definition = newer(
        replace(STAYS, when="lieu == 'maternite'"),
        states=without_state("pieces"),
        fields={**BIRTH.fields, "lieu": place},
    )
    assert codes(carried(at_papers(), definition)) == ["not_concerned", "state_gone", "value_refused"]


def test_a_value_that_is_none_there_or_would_stand_in_clear_holds_its_case():
    def declared(name: str, **changed: Any) -> Mapping[str, Field]:
        return {**BIRTH.fields, name: replace(BIRTH.fields[name], **changed)}

    assert codes(carried(at_papers(), newer(fields=declared("parents", minimum=2)))) == ["value_refused"]
    assert codes(carried(at_papers(), newer(fields=declared("nom", data_class="plain")))) == ["would_be_bared"]
    assert isinstance(carried(at_papers(), newer(fields=declared("parents", maximum=9))), Carried)


def test_a_case_of_that_version_already_stays_as_it_is():
    desk = at_papers()
    migrate(desk, newer())
    again = Passage(desk.machine, desk.machine, STAYS, None, {})
    assert codes(carry(again, desk.situation())) == ["already_there"]


def test_nothing_is_moved_of_a_person_who_was_erased():
    assert codes(carried(at_papers(), newer(), erased=True)) == ["erased"]


# --- history, judged again


def both(desk: Desk, definition: Definition) -> Retrial:
    """A retrial of the life of the desk, which crosses the two versions."""
    machines = {BIRTH.digest: compile_definition(BIRTH), definition.digest: compile_definition(definition)}
    return walked(desk).retrial(machine_of=machines.get)


def judged(desk: Desk, definition: Definition) -> list[Any]:
    lived, trial = walked(desk), both(desk, definition)
    return [trial.judge(event, digest, lived.given(event)) for event, digest in lived.events]


def test_a_history_that_crosses_versions_is_judged_by_the_one_of_each_day():
    split = replace(STAYS, states={"pieces": (Branch("pret", None),)}, deadlines="recount")
    definition = newer(split, states=without_state("pieces"), deadlines=longer(45))
    desk = at_papers()
    migrate(desk, definition)
    assert desk.state == "pret"
    desk.ask(GiveConsent("accompagnement", True))
    desk.do("relancer")
    assert judged(desk, definition) == [AGREES] * len(desk.history)
    assert snapshot(fold(desk.history)) == snapshot(desk.case)


def test_a_passage_that_its_rule_would_not_make_is_found():
    """Fails when a migration is taken at its word: another place, another clock, another paper, another rule."""
    definition = newer(replace(STAYS, deadlines="recount"), deadlines=longer(45))
    desk = at_papers()
    event = migrate(desk, definition)
    lived, trial = walked(desk), both(desk, definition)
    for each, digest in lived.events[:-1]:
        trial.judge(each, digest, lived.given(each))
    restores = event.body["restores"]
    clock = {**restores["clocks"]["declaration"], "due": "2027-11-01"}
    for other in (
        {"state": "pret"},
        {"clocks": {**restores["clocks"], "declaration": clock}},
        {"documents": {}},
        {"outcome": "success"},
        {"fields": {**restores["fields"], "parents": 2}},
    ):
        forged = event._replace(body={**event.body, "restores": {**restores, **other}})
        assert isinstance(fork(trial).judge(forged, "f" * 64, lived.given(event)), Differs), other
    assert fork(trial).judge(event, "f" * 64, lived.given(event)) == AGREES
    ruleless = both(desk, replace(definition, migration={}))
    for each, digest in lived.events[:-1]:
        ruleless.judge(each, digest, lived.given(each))
    assert isinstance(ruleless.judge(event, "f" * 64, lived.given(event)), Differs)


# --- undone


def undone(desk: Desk) -> Event:
    """Record the undoing of the last passage as a store would."""
    target = next(event.sequence for event, _ in reversed(desk.history) if event.kind == "migrated")
    without = fold_without(desk.history, frozenset({target}), BY_VERSION)
    assert without is not None
    decision = life.revert(desk.case, without, desk.private(without), Revert(target, ""), why=life.OF_VERSION)
    assert isinstance(decision, Accepted)
    desk.record(decision.drafts, Actor("m", "editor", ""), desk.today)
    return desk.history[-1][0]


def test_a_passage_undone_gives_the_case_back_under_its_former_version():
    definition = newer(
        replace(STAYS, deadlines="recount"),
        deadlines=longer(45),
        fields={**BIRTH.fields, "lieu": replace(BIRTH.fields["lieu"], data_class="personal")},
    )
    desk = at_papers()
    before = snapshot(desk.case)
    migrate(desk, definition)
    desk.ask(Note("Dit à la mère."))
    undone(desk)
    now = snapshot(desk.case)
    moved = {"sequence", "head", "sealed"}
    assert {name: each for name, each in now.items() if name not in moved} == {
        name: each for name, each in before.items() if name not in moved
    }
    assert now["sealed"].keys() == before["sealed"].keys()
    assert judged(desk, definition) == [AGREES] * len(desk.history)
    assert snapshot(fold(desk.history)) == now


def test_a_passage_that_an_act_of_the_new_version_rests_on_is_not_undone():
    desk = at_papers()
    event = migrate(desk, newer())
    desk.do("relancer")
    assert fold_without(desk.history, frozenset({event.sequence}), BY_VERSION) is None


def test_no_step_of_before_a_passage_is_undone_and_no_person_undoes_a_passage_as_a_step():
    desk = at_papers()
    event = migrate(desk, newer())
    assert fold_without(desk.history, frozenset({2})) is None
    assert fold_without(desk.history, frozenset({event.sequence})) is None


def test_a_passage_undone_as_a_step_of_the_case_is_found():
    desk = at_papers()
    definition = newer()
    migrate(desk, definition)
    back = undone(desk)
    lived, trial = walked(desk), both(desk, definition)
    for each, digest in lived.events[:-1]:
        trial.judge(each, digest, lived.given(each))
    body = {name: each for name, each in back.body.items() if name != "why"} | {"sealed": ["reason"]}
    forged = back._replace(body=body)
    assert isinstance(fork(trial).judge(forged, "f" * 64, {"reason": "erreur"}), Differs)
    late = back._replace(body={**back.body, "why": "typed_late"})
    assert isinstance(fork(trial).judge(late, "f" * 64, {}), Differs)
    assert fork(trial).judge(back, "f" * 64, {}) == AGREES


def test_the_fold_needs_no_definition_to_cross_versions():
    desk = at_papers()
    migrate(desk, newer())
    case = CaseState()
    for event, digest in desk.history:
        case = evolve(case, event, digest)
    assert (case.version, case.digest) == (2, "neuve")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("code", get_args(Obstacle))
def test_every_obstacle_is_said_to_somebody_at_a_page(code: Obstacle, language: Any):
    """Fails when a sentence of the page gives a command of the terminal: its reader has none."""
    told = say_stuck(Stuck(code, "naissance", (Text("Dépôt", "إيداع", "Filing"),)), language)
    assert told.rstrip().endswith((".", "naissance", "naissance\u2069"))
    assert not re.search(r"\bbaom\b|--\w", told)


def test_nor_does_any_other_sentence_about_what_cases_would_feel():
    texts = [each for each in vars(impact_words).values() if isinstance(each, Text)]
    texts += [*impact_words.EFFECTS_IN_WORDS.values(), *OBSTACLES.values()]
    assert len(texts) > 20
    assert [each.fr for each in texts if any("baom" in said for said in each)] == []
