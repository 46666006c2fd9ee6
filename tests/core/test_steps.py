"""The guidance: what to do now, with which papers, where, before when, on what ground, and why not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from engine.core.definition import Text
from engine.core.events import Correct, Force, GiveConsent
from engine.core.machine import compile_definition
from engine.core.steps import guide, missing_consents, services_wanted
from engine.core.territory import Office, Serves
from tests.core.definitions import BIRTH, CLOCKYARD, pathway, titled
from tests.core.desk import COMMUNE, Desk, blocked
from tests.core.refusals import (
    BORN,
    COMPLETE,
    RECEIPT,
    TODAY,
    birth,
    closed,
    filed,
    gathering,
    ready,
    refused,
    registered,
    told,
)

OFFICE = Office("bec", "bureau", Text("Bureau"), COMMUNE, Serves(), "", "", "", None, None, "sourced", "lu")


def test_the_guidance_stands_in_the_state_of_the_case():
    assert (told().guide().state.id, told().guide().status) == ("accueil", "open")
    assert (closed().guide().state.id, closed().guide().status) == ("clos", "closed")


def test_the_fields_of_the_state_are_known_or_not_private_ones_too():
    steps = birth(ne_le=BORN).guide().fields
    assert [(step.field.id, step.known) for step in steps] == [("ne_le", True), ("lieu", False)]


# --------------------------------------------------------------------------------------------------- papers


def test_each_group_of_papers_says_whether_it_is_due():
    desk = birth(ne_le=BORN, lieu="domicile")
    desk.do("constituer")
    found = {each.group.id: (each.due, each.unknown) for each in desk.guide().papers}
    assert found["preuve"] == (True, ())
    assert found["mariage"] == (None, ("mariee",))
    desk.set(mariee=False)
    assert {each.group.id: each.due for each in desk.guide().papers}["mariage"] is False


def test_the_shortest_set_counts_what_is_due_and_what_may_be_and_not_what_is_useful():
    desk = birth(ne_le=BORN, lieu="domicile")
    desk.do("constituer")
    assert desk.guide().missing == ("attestation", "passeport_mere", "acte_mariage")
    desk.set(mariee=False)
    assert desk.guide().missing == ("attestation", "passeport_mere")
    desk.do("relancer", documents=COMPLETE)
    assert desk.guide().missing == ()


# --------------------------------------------------------------------------------------------------- clocks


def test_clocks_are_shown_with_the_days_that_are_left_the_most_pressing_first():
    desk = filed()
    assert [(view.deadline.id, view.days_left) for view in desk.guide().clocks] == [("relance", 15), ("reponse", 60)]
    desk = told()
    desk.today = date(2026, 12, 1)
    (view,) = desk.guide().clocks
    assert (view.days_left, view.overdue) == (0, False)
    desk.today = date(2026, 12, 2)
    (view,) = desk.guide().clocks
    assert (view.days_left, view.overdue) == (-1, True)


def test_a_clock_that_ended_or_has_not_begun_is_not_shown():
    assert birth().guide().clocks == ()
    assert "declaration" not in {view.deadline.id for view in filed().guide().clocks}


# --------------------------------------------------------------------------------------------------- alerts


def shown(desk: Desk) -> list[tuple[str, str]]:
    return [(alert.id, alert.level) for alert in desk.guide().alerts]


def test_an_alert_of_the_pathway_is_shown_while_its_condition_holds():
    desk = told()
    assert shown(desk) == []
    desk.set(fragile=True)
    assert shown(desk) == [("seule", "warn")]
    desk.ask(Correct({"fragile": False}, "erreur"))
    assert shown(desk) == []


def test_an_alert_whose_condition_is_unknown_is_not_shown():
    assert shown(birth()) == []


def test_alerts_that_stop_come_first_then_those_that_warn():
    desk = told()
    desk.today = date(2026, 11, 28)
    desk.set(fragile=True)
    desk.do("signaler")
    assert shown(desk) == [("urgence", "stop"), ("seule", "warn"), ("bientot", "info"), ("slow", "info")]


def test_a_clock_over_warns_until_the_case_is_closed():
    desk = told()
    desk.do("suspendre")
    desk.today = date(2026, 12, 2)
    assert ("overdue:declaration", "warn") in shown(desk)
    desk.do("relancer")
    desk.do("relancer")
    desk.do("abandonner", reason="sans réponse")
    assert not [alert for alert, _ in shown(desk) if alert.startswith("overdue")]


def test_a_stay_longer_than_usual_is_told_from_the_day_after_its_target():
    desk = told()
    desk.today = TODAY + timedelta(days=2)
    assert shown(desk) == []
    desk.today = TODAY + timedelta(days=3)
    assert shown(desk) == [("slow", "info")]
    desk.do("constituer")
    assert shown(desk) == []


def test_what_the_history_of_the_case_says_is_shown():
    desk = told()
    desk.ask(Force("pret", "erreur"), role="supervisor")
    assert shown(desk) == [("forced", "info")]


# --------------------------------------------------------------------------------------------------- actions


def test_an_action_says_where_it_leads_and_what_must_come_with_it():
    step = ready().step("deposer")
    assert (step.to, step.needs, step.blocked_by) == (("depose",), ("receipt",), ())
    step = filed().step("refuser")
    assert (step.to, step.needs) == (("refus", "hors_delai"), ("motif",))
    assert told().step("relancer").to == ()
    step = refused().step("recourir")
    assert (step.needs, step.blocked_by) == (("reason",), ())


def test_what_is_known_already_need_not_be_given_again():
    desk = filed()
    desk.do("refuser", motif="papier")
    desk.do("redeposer")
    desk.do("deposer", receipt=RECEIPT)
    assert desk.step("refuser").needs == ()


def test_an_action_that_goes_back_says_where_to():
    desk = gathering()
    desk.do("suspendre")
    assert desk.step("reprendre").to == ("pieces",)


def test_what_comes_with_the_demand_blocks_nothing():
    assert blocked(gathering().step("raconter")) == []
    assert gathering().step("raconter").needs == ("recit",)


def test_what_the_action_does_not_ask_for_blocks_it():
    desk = birth(ne_le=BORN, mariee=False)
    desk.do("constituer")
    assert blocked(desk.step("completer")) == ["document_missing", "document_missing", "field_missing"]
    assert blocked(birth().step("constituer")) == ["condition_unknown"]


def test_an_action_of_another_role_is_blocked_for_this_one():
    assert blocked(ready().step("deposer", "supervisor")) == ["role_refused"]
    assert blocked(ready().step("deposer", "agent")) == []


def test_what_the_system_does_alone_is_not_offered():
    assert "sante_close" not in {step.action.id for step in registered().guide().actions}


def test_an_action_whose_only_branch_is_closed_is_blocked():
    branch = {"state": "la", "when": "times(noter) >= 1"}
    definition = pathway(
        "passage",
        start="ici",
        states={
            "ici": {
                **titled("ici", kind="task"),
                "actions": {"passer": titled("passer", to=[branch]), "noter": titled("noter")},
            },
            "la": titled("la", kind="final", outcome="success"),
        },
    )
    desk = Desk(definition, TODAY)
    desk.open()
    assert blocked(desk.step("passer")) == ["condition_false"]
    desk.do("noter")
    assert blocked(desk.step("passer")) == []


def test_a_way_back_from_nowhere_is_blocked():
    definition = pathway(
        "sans_retour",
        start="ici",
        states={"ici": {**titled("ici", kind="task"), "actions": {"revenir": titled("revenir", to="back")}}},
    )
    desk = Desk(definition, TODAY)
    desk.open()
    assert blocked(desk.step("revenir")) == ["condition_false"]


# ---------------------------------------------------------------------------------------- offices, forms, sources


def test_the_office_is_looked_up_in_the_commune_of_the_case():
    desk = gathering()
    assert services_wanted(desk.situation()) == (("bureau", COMMUNE),)
    found = guide(desk.situation(), {("bureau", COMMUNE): (OFFICE,)}, "agent").offices
    assert [(step.service, step.office, step.commune) for step in found] == [("bureau", OFFICE, COMMUNE)]


def test_a_service_without_office_is_told_all_the_same():
    (step,) = gathering().guide().offices
    assert (step.service, step.office, step.commune) == ("bureau", None, COMMUNE)


@pytest.mark.parametrize(("born_in", "looked_up"), [(None, None), ("agadir", "agadir")])
def test_the_office_may_be_the_one_of_a_commune_told_by_the_person(born_in, looked_up):
    commune = replace(BIRTH.fields["nom"], id="nom", type="commune", data_class="plain")
    states = {**BIRTH.states, "pieces": replace(BIRTH.states["pieces"], at="nom")}
    definition = replace(BIRTH, fields={**BIRTH.fields, "nom": commune}, states=states)
    desk = Desk(compile_definition(definition), TODAY)
    desk.open(ne_le=BORN, **({"nom": born_in} if born_in else {}))
    desk.do("constituer")
    assert services_wanted(desk.situation()) == (("bureau", looked_up),)
    assert [step.commune for step in desk.guide().offices] == [looked_up]


def test_forms_are_those_of_the_state_of_its_actions_and_of_the_pathway():
    assert ready().guide().forms == ("fiche", "declaration", "liste")
    assert told().guide().forms == ("liste",)


def test_the_grounds_of_the_state_its_papers_and_its_clocks_are_named_once():
    assert [source.id for source in gathering().guide().bases] == ["loi"]
    assert birth().guide().bases == ()


def test_the_consents_that_do_not_hold_are_named():
    desk = told()
    assert missing_consents(desk.situation()) == ("partage",)
    desk.ask(GiveConsent("partage", True))
    assert missing_consents(desk.situation()) == ()
    assert missing_consents(desk.situation(date(2028, 1, 1))) == ("accompagnement",)


def test_an_estimated_day_is_said_to_be_one_before_it_is_over():
    desk = Desk(CLOCKYARD, TODAY)
    desk.open(fait_le="2026-11-02")
    desk.case.clocks["au_champ"]["estimated"] = True
    assert shown(desk) == [("estimated:au_champ", "info")]
    desk.today = date(2026, 11, 13)
    assert shown(desk) == [("overdue:au_champ", "warn")]
