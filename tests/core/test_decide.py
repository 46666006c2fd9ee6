"""Demands judged: every reason to refuse, what is recorded when there is none, and by which day."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest

from engine.core.decide import decide
from engine.core.decision import Accepted, Effect, ReasonCode, Refused
from engine.core.definition import Language, Text
from engine.core.events import (
    Actor,
    ChangeDocuments,
    Command,
    Correct,
    Do,
    Force,
    GiveConsent,
    Receipt,
    Record,
    Revert,
)
from engine.core.wording import say
from tests.core.definitions import BIRTH, SHELTER, pathway, titled
from tests.core.desk import COMMUNE, Desk, bytes_of, codes
from tests.core.refusals import (
    BORN,
    COMPLETE,
    RECEIPT,
    STAGES,
    STORIES,
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

# --------------------------------------------------------------------------------------------- every reason


def test_every_reason_has_its_story():
    assert set(STORIES) == set(get_args(ReasonCode))


@pytest.mark.parametrize("code", STORIES)
def test_a_demand_is_refused_for_each_reason_alone(code):
    decision = STORIES[code].refused()
    assert codes(decision) == [code]


@pytest.mark.parametrize("code", STORIES)
def test_the_same_demand_is_accepted_once_the_reason_is_gone(code):
    assert isinstance(STORIES[code].accepted(), Accepted)


def test_a_refusal_tells_everything_at_once():
    """Wrong role, papers, an unknown that decides on one more, a field, and what should have come with it."""
    desk = birth(ne_le=BORN)
    desk.do("constituer")
    assert codes(desk.do("completer", role="auditor")) == [
        "role_refused",
        "document_missing",
        "document_missing",
        "document_condition_unknown",
        "field_missing",
    ]
    desk = ready()
    desk.ask(GiveConsent("accompagnement", False))
    desk.do("signaler")
    assert codes(desk.do("deposer", role="supervisor")) == [
        "role_refused",
        "stopped_by_alert",
        "receipt_missing",
        "consent_missing",
    ]


def test_what_was_given_is_looked_at_before_the_rules():
    """A demand that can't be read isn't judged, and all that can't be read is told."""
    desk = gathering()
    assert codes(desk.do("completer", documents={"carte": "received"}, nomm="Awa", parents=9)) == [
        "unknown_field",
        "bad_value",
        "unknown_document",
    ]


@pytest.mark.parametrize("state", STAGES)
def test_a_refusal_changes_nothing(state):
    desk = STAGES[state]()
    before = bytes_of(desk.case)
    for trigger in ("deposer", "completer", "inscrire", "abandonner", "rien"):
        if codes(desk.do(trigger, role="auditor", nomm="Awa")):
            assert bytes_of(desk.case) == before


def test_a_reason_names_what_it_is_about():
    first = told().do("deposer").reasons[0]
    assert (first.what, first.details["elsewhere"]) == ("deposer", (BIRTH.states["pret"].title,))
    unknown = birth().do("constituer").reasons[0]
    assert unknown.details["names"] == ("ne_le",)
    assert unknown.details["missing"] == [BIRTH.fields["ne_le"].label]
    papers = gathering().do("completer", documents={"passeport_mere": "verified"}).reasons[0]
    assert (papers.what, papers.details["names"]) == ("preuve", ("attestation",))


def test_a_condition_that_says_no_gives_the_words_of_the_pathway():
    reason = birth(ne_le="2026-09-01").do("constituer").reasons[0]
    assert reason.details["otherwise"] == Text("Le délai est passé.", "ع Le délai est passé.", "en Le délai est passé.")


def test_a_stop_says_what_stays_possible_here():
    desk = told()
    desk.do("signaler")
    reason = desk.do("constituer").reasons[0]
    assert list(reason.details["lets"]) == ["appeler", "lever"]
    assert isinstance(desk.do("appeler"), Accepted)


def test_a_clock_that_leaves_an_answer_unknown_is_named_by_its_title():
    definition = pathway(
        "attente",
        start="un",
        deadlines={
            "delai": {
                **titled("delai", kind="internal"),
                "starts": {"enter": "deux"},
                "within": "3 days",
                "remind": [1],
            }
        },
        states={
            "un": {
                **titled("un", kind="task"),
                "actions": {"aller": {**titled("aller", to="deux"), "when": "days_left(delai) < 2"}},
            },
            "deux": {**titled("deux", kind="final"), "outcome": "success"},
        },
    )
    desk = Desk(definition, TODAY)
    desk.open()
    reason = desk.do("aller").reasons[0]
    assert (reason.code, reason.details["missing"]) == ("condition_unknown", [definition.deadlines["delai"].title])
    assert [each.code for each in desk.step("aller").blocked_by] == ["condition_unknown"]


# --------------------------------------------------------------------------------------------- what is recorded


@pytest.mark.parametrize("state", STAGES)
def test_the_stories_stand_where_they_say(state):
    assert STAGES[state]().state == state


def test_an_act_that_brings_nothing_records_nothing_more():
    desk = told()
    desk.do("relancer")
    assert desk.history[-1][0].body == {}


def test_a_passage_records_where_from_and_where_to():
    desk = gathering()
    event, _ = desk.history[-1]
    assert (event.kind, event.trigger, event.from_state, event.to_state) == ("moved", "constituer", "accueil", "pieces")
    assert event.body["guards"] == {"when": True}


def test_an_act_without_destination_is_recorded_and_counted_and_the_case_stays():
    desk = told()
    desk.do("relancer")
    desk.do("relancer")
    assert (desk.state, len(desk.case.done["relancer"]), desk.kinds[-1]) == ("accueil", 2, "acted")


def test_data_and_papers_given_with_a_demand_are_recorded_with_it():
    desk = birth()
    desk.do("constituer", ne_le=BORN, lieu="domicile", documents={"attestation": "received"})
    event, _ = desk.history[-1]
    assert event.body["fields"] == {"lieu": "domicile"}
    assert event.body["sealed"] == ["fields.ne_le"]
    assert desk.case.sealed == {"ne_le": 2}
    assert desk.case.documents["attestation"] == {"status": "received", "on": "2026-11-06"}


def test_a_date_given_with_a_demand_starts_its_clock_for_that_demand():
    desk = birth()
    assert codes(desk.do("constituer", ne_le="2026-09-01")) == ["condition_false"]
    assert "declaration" not in desk.case.clocks
    desk.do("constituer", ne_le=BORN)
    assert desk.clock("declaration")["due"] == "2026-12-01"


def test_what_is_never_kept_is_looked_at_and_forgotten():
    desk = gathering()
    decision = desk.do("raconter", recit="non")
    assert codes(decision) == ["condition_false"]
    desk.do("raconter", recit="oui")
    event, _ = desk.history[-1]
    assert event.body["guards"] == {"when": True}
    assert "fields" not in event.body
    assert "recit" not in desk.case.fields
    assert "recit" not in desk.case.sealed
    assert not desk.seals.keys() & {("fields.recit", event.sequence)}


def test_what_is_never_kept_cannot_be_recorded():
    assert codes(told().set(recit="oui")) == ["bad_value"]


def test_a_filing_records_its_receipt_and_yields_its_papers():
    desk = filed()
    event, _ = desk.history[-1]
    assert event.body["receipt"] == {"document": "recepisse", "on": "2026-11-06", "proved": True}
    assert desk.case.documents["recepisse"]["status"] == "received"
    assert desk.case.documents["copie"] == {"status": "received", "on": "2026-11-06"}
    assert desk.seals["receipt.number", event.sequence] == "12/2026"
    assert b"12/2026" not in repr(event.body).encode()


def test_a_filing_prints_its_form():
    assert ready().do("deposer", receipt=RECEIPT).effects == (Effect("form", "declaration"),)


@pytest.mark.parametrize("number", [None, "", " \u200b"])
def test_a_receipt_withheld_needs_a_reason_and_proposes_the_letter(number):
    """A blank number is none."""
    assert codes(ready().do("deposer", receipt=Receipt(number, None))) == ["reason_missing"]
    desk = ready()
    decision = desk.do("deposer", receipt=Receipt(number, None), reason="refusé au guichet")
    assert Effect("letter", "courrier_recepisse") in decision.effects
    assert desk.case.flags == ["unproved:recepisse"]
    assert desk.history[-1][0].body["receipt"]["proved"] is False


def test_a_second_filing_with_its_receipt_proves_the_first_no_more_unproved():
    desk = ready()
    desk.do("deposer", receipt=Receipt(None, None), reason="refusé au guichet")
    desk.do("refuser", motif="papier")
    desk.do("redeposer")
    desk.do("deposer", receipt=RECEIPT)
    assert desk.case.flags == []


def test_a_receipt_of_tomorrow_is_refused():
    assert codes(ready().do("deposer", receipt=Receipt("1", TODAY + timedelta(days=1)))) == ["in_the_future"]


def test_a_reason_is_sealed_and_a_blank_one_is_not_kept():
    desk = refused()
    desk.do("recourir", reason="  refus infondé ")
    event, _ = desk.history[-1]
    assert desk.seals["reason", event.sequence] == "refus infondé"
    assert "reason" not in event.body
    desk = told()
    desk.do("relancer", reason=" \u200b")
    assert "sealed" not in desk.history[-1][0].body


def test_an_unreadable_demand_is_a_mistake_of_the_caller():
    desk = told()
    with pytest.raises(ValueError, match="revert"):
        decide(desk.situation(), Command(Revert(1, "x"), Actor("a", "agent", COMMUNE), TODAY), TODAY)


# -------------------------------------------------------------------------------------------- ways and branches


def test_the_first_branch_that_holds_is_taken():
    desk = refused()
    assert desk.state == "refus"
    desk = filed()
    desk.do("refuser", motif="delai")
    assert desk.state == "hors_delai"


def test_a_branch_may_look_at_where_the_case_came_from():
    desk = refused()
    desk.do("recourir", reason="refus infondé")
    desk.do("gagner")
    assert desk.state == "pret"
    desk = filed()
    desk.do("refuser", motif="delai")
    desk.do("juger")
    desk.do("gagner")
    assert desk.state == "hors_delai"


def test_an_unknown_branch_is_asked_before_a_later_one_is_taken():
    desk = Desk(SHELTER, TODAY)
    desk.open()
    assert codes(desk.do("heberger", role="supervisor")) == ["condition_unknown", "field_missing"]


def test_the_way_back_leads_where_the_case_was():
    for stage in ("accueil", "pieces", "pret"):
        desk = STAGES[stage]()
        desk.do("suspendre")
        desk.do("reprendre")
        assert desk.state == stage


def test_the_way_back_is_found_again_after_a_closing_and_a_reopening():
    desk = gathering()
    desk.do("suspendre")
    for _ in range(2):
        desk.do("relancer")
    desk.do("abandonner", reason="sans réponse")
    assert (desk.state, desk.case.outcome) == ("abandon", "abandoned")
    desk.do("rouvrir", reason="revenue")
    assert (desk.state, desk.case.outcome) == ("suspendu", None)
    desk.do("reprendre")
    assert desk.state == "pieces"


def test_a_passage_to_the_same_state_leaves_the_way_back_alone():
    desk = birth(ne_le="2026-09-01")
    desk.do("constater")
    desk.do("attendre")
    assert desk.case.came["hors_delai"] == "accueil"


def test_a_closed_case_has_its_outcome_and_an_open_one_none():
    assert (closed().case.outcome, registered().case.outcome) == ("success", None)


def test_a_value_of_the_year_bounds_an_action():
    """Two calls without answer are enough in 2026, three in 2027."""
    desk = told()
    desk.do("relancer")
    desk.do("relancer")
    assert isinstance(desk.do("abandonner", reason="sans réponse"), Accepted)
    desk = birth(on=date(2027, 1, 4), ne_le="2027-01-02")
    desk.do("relancer")
    desk.do("relancer")
    assert codes(desk.do("abandonner", reason="sans réponse")) == ["condition_false"]


# ---------------------------------------------------------------------------------------------- known values


def test_an_action_changes_known_data_only_where_it_asks_for_it():
    """Each refusal has its motive; the place of birth is corrected, with a reason."""
    desk = refused()
    desk.do("redeposer")
    desk.do("deposer", receipt=RECEIPT)
    desk.do("refuser", motif="delai")
    assert desk.case.fields["motif"] == "delai"
    desk = told()
    assert codes(desk.do("constituer", lieu="maternite")) == ["already_known"]
    assert isinstance(desk.do("constituer", lieu="domicile"), Accepted)


def test_a_private_value_is_known_too():
    desk = told()
    assert codes(desk.do("constituer", ne_le="2026-11-02")) == ["already_known"]
    assert codes(desk.set(ne_le="2026-11-02")) == ["already_known"]
    assert isinstance(desk.set(ne_le=BORN), Accepted)


def test_a_correction_keeps_what_was_written():
    desk = told()
    desk.ask(Correct({"lieu": "maternite", "ne_le": "2026-11-02"}, "mal entendu"))
    event, _ = desk.history[-1]
    assert (event.kind, event.body["fields"], event.body["was"]) == (
        "corrected",
        {"lieu": "maternite"},
        {"lieu": "domicile"},
    )
    assert desk.seals["fields.ne_le", 1] == BORN
    assert desk.private()["ne_le"] == "2026-11-02"
    assert desk.seals["reason", event.sequence] == "mal entendu"
    assert desk.clock("declaration")["due"] == "2026-12-02"


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (Correct({}, "x"), ["nothing_to_do"]),
        (Correct({"lieu": "maternite"}, ""), ["reason_missing"]),
        (Correct({"lieu": "hotel", "nom": "Awa"}, " "), ["bad_value", "not_known", "reason_missing"]),
        (Record({"lieu": None}), ["bad_value"]),
        (ChangeDocuments({}), ["nothing_to_do"]),
        (ChangeDocuments({"avis": "received"}, {"avis": TODAY + timedelta(days=1)}), ["in_the_future"]),
    ],
)
def test_data_that_cannot_be_recorded_is_refused_with_all_its_reasons(ask, expected):
    assert codes(told().ask(ask)) == expected


# ---------------------------------------------------------------------------------------------------- papers


def test_a_paper_verified_keeps_its_age_and_one_brought_anew_has_its_own():
    desk = gathering()
    desk.ask(ChangeDocuments({"carnet": "received"}, {"carnet": date(2026, 9, 1)}))
    desk.wait(3)
    desk.ask(ChangeDocuments({"carnet": "verified"}))
    assert desk.case.documents["carnet"] == {"status": "verified", "on": "2026-11-06", "issued": "2026-09-01"}
    desk.wait(3)
    desk.do("relancer", documents={"carnet": "verified"})
    assert desk.case.documents["carnet"]["issued"] == "2026-09-01"
    desk.ask(ChangeDocuments({"carnet": "received"}))
    assert desk.case.documents["carnet"] == {"status": "received", "on": "2026-11-12"}


def test_a_paper_found_after_it_was_refused_counts_from_that_day():
    desk = gathering()
    desk.ask(ChangeDocuments({"carnet": "received"}, {"carnet": date(2026, 9, 1)}))
    desk.ask(ChangeDocuments({"carnet": "rejected"}))
    desk.wait(3)
    desk.ask(ChangeDocuments({"carnet": "verified"}))
    assert desk.case.documents["carnet"] == {"status": "verified", "on": "2026-11-09"}


def test_a_useful_paper_never_blocks():
    desk = gathering()
    desk.do("completer", documents=COMPLETE)
    assert desk.state == "pret"
    assert "carnet" not in desk.case.documents


def test_a_paper_due_only_if_is_due_only_then():
    desk = birth(ne_le=BORN, lieu="domicile", mariee=True)
    desk.do("constituer")
    assert [reason.what for reason in desk.do("completer", documents=COMPLETE).reasons] == ["mariage"]
    assert isinstance(desk.do("completer", documents={**COMPLETE, "acte_mariage": "received"}), Accepted)


def test_as_many_papers_are_due_as_the_field_says():
    desk = told()
    desk.set(parents=2)
    desk.do("constituer")
    assert [reason.what for reason in desk.do("completer", documents=COMPLETE).reasons] == ["identite"]
    assert isinstance(desk.do("completer", documents={**COMPLETE, "passeport_pere": "verified"}), Accepted)


# --------------------------------------------------------------------------------------------------- third parties


def test_a_third_party_that_breaks_a_rule_is_recorded_and_flagged():
    """The registrar inscribed a hospital birth by the way of home births: it happened, whatever the rule."""
    desk = birth(ne_le=BORN, lieu="maternite", mariee=False)
    desk.do("constituer")
    desk.do("completer", documents=COMPLETE)
    desk.do("deposer", receipt=RECEIPT)
    decision = desk.do("inscrire")
    assert isinstance(decision, Accepted)
    assert desk.state == "inscrit"
    assert desk.history[-1][0].body["irregular"] == ["condition_false"]
    assert desk.history[-1][0].body["guards"] == {"when": False}
    assert desk.case.flags == ["irregular"]
    assert [alert.id for alert in desk.guide().alerts] == ["irregular"]


def test_a_third_party_that_keeps_the_rules_is_not_flagged():
    assert registered().case.flags == []


def test_a_third_party_may_act_during_an_emergency():
    desk = filed()
    desk.do("signaler")
    desk.do("inscrire")
    assert (desk.state, desk.case.flags) == ("inscrit", ["irregular"])


def test_what_is_asked_with_an_office_s_act_is_the_desk_s_to_give():
    """Nobody wrote the motive: the desk's omission is refused, and never marks the office's act as irregular."""
    desk = filed()
    decision = desk.do("refuser")
    assert isinstance(decision, Refused)
    assert "field_missing" in {reason.code for reason in decision.reasons}
    assert desk.case.flags == []


def test_an_agent_that_breaks_a_rule_is_refused():
    assert codes(birth(ne_le="2026-09-01").do("constituer")) == ["condition_false"]


def test_a_third_party_s_act_is_typed_by_somebody_who_may():
    assert codes(filed().do("inscrire", role="auditor")) == ["role_refused"]


# ---------------------------------------------------------------------------------------------------- consents


def test_an_action_needs_the_consents_it_names():
    desk = ready()
    desk.today = date(2027, 11, 7)
    assert codes(desk.do("deposer", receipt=RECEIPT)) == ["consent_missing"]
    desk.today = date(2027, 11, 6)
    assert isinstance(desk.do("deposer", receipt=RECEIPT), Accepted)


def test_to_share_needs_the_consent_to_share_with_that_service():
    desk = registered()
    assert [reason.what for reason in desk.do("transmettre").reasons] == ["partage"]
    desk.ask(GiveConsent("partage", True))
    desk.do("transmettre")
    assert desk.kinds[-2:] == ["acted", "shared"]
    assert desk.history[-1][0].body == {"service": "hopital", "fields": ["lieu"]}


def test_to_share_needs_no_other_consent_than_its_own():
    """Neither the one to be accompanied, nor the one to share with somebody else."""
    school = replace(BIRTH.consents["partage"], id="partage_ecole", service="bureau")
    definition = replace(BIRTH, consents={**BIRTH.consents, "partage_ecole": school})
    desk = Desk(definition, TODAY)
    desk.open(ne_le=BORN, consents={"partage": {"given": True, "on": "2026-11-06", "version": 1}})
    desk.ask(Force("inscrit", "repris sur papier"), role="supervisor")
    assert isinstance(desk.do("transmettre"), Accepted)


def test_to_carry_data_into_another_case_needs_the_consent_to_accompany():
    desk = registered()
    desk.ask(GiveConsent("accompagnement", False))
    assert [reason.what for reason in desk.do("orienter").reasons] == ["accompagnement"]


def test_a_linked_case_is_opened_with_what_it_carries():
    effect = registered().do("orienter").effects[0]
    assert (effect.kind, effect.what) == ("open", "sante")
    assert effect.details == {
        "name": "sante",
        "on_close": "sante_close",
        "carry": {"ne_le": BORN, "lieu": "domicile"},
    }


# ------------------------------------------------------------------------------------------------------ two dates


def test_rules_judge_by_the_day_the_thing_happened():
    """Typed on the 40th day, done on the 20th."""
    desk = told()
    desk.today = date(2026, 12, 11)
    assert codes(desk.do("constituer")) == ["condition_false"]
    assert isinstance(desk.do("constituer", on=date(2026, 12, 1)), Accepted)


def test_a_date_may_not_be_after_the_day_the_thing_happened():
    desk = birth()
    desk.today = TODAY + timedelta(days=10)
    late = Do("constituer", {"ne_le": "2026-11-10"})
    assert codes(desk.ask(late, on=TODAY)) == ["bad_value"]
    assert isinstance(desk.ask(late, on=date(2026, 11, 10)), Accepted)


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("code", STORIES)
def test_a_page_says_each_reason_without_what_is_typed_at_a_terminal(code: ReasonCode, language: Language):
    """Fails when an option, a command or an identifier comes through to somebody who types none."""
    decision = STORIES[code].refused()
    assert isinstance(decision, Refused)
    for reason in decision.reasons:
        for said in say(reason, language, on_page=True):
            assert not re.search(r"--|\bbaom\b|=|\btrue\b|[a-z0-9]+_[a-z0-9_]+|\{", said), said
            assert said
