"""The rest of a case's life: its opening, notes, consents, hand-overs, undue demands, forced steps and undoings."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from engine.core.case import fold_without, snapshot
from engine.core.decision import Accepted
from engine.core.events import (
    Assign,
    ChangeDocuments,
    Correct,
    DemandUndue,
    Force,
    GiveConsent,
    Note,
    Receipt,
    Revert,
    Transfer,
)
from engine.core.life import revert
from tests.core.definitions import BIRTH, CLOCKYARD, SHELTER
from tests.core.desk import COMMUNE, Desk, bytes_of, codes
from tests.core.refusals import (
    AGREED,
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

# --------------------------------------------------------------------------------------------------- opening


def test_a_case_opens_in_the_first_state_with_what_is_known():
    desk = told()
    event, _ = desk.history[0]
    assert (event.kind, event.from_state, event.to_state) == ("opened", "", "accueil")
    assert (desk.case.process, desk.case.version, desk.case.subject) == ("naissance", 1, "B1")
    assert (desk.case.opened_on, desk.case.entered_on, desk.case.commune) == ("2026-11-06", "2026-11-06", COMMUNE)
    assert desk.case.fields == {"lieu": "domicile", "mariee": False}
    assert desk.case.sealed == {"ne_le": 1}


def test_a_case_opens_with_the_papers_consents_and_link_that_it_comes_with():
    desk = Desk(BIRTH, TODAY)
    origin = {"process": "accueil", "case": "D0", "side": "from", "outcome": None}
    papers = {"recepisse": {"status": "received", "on": "2026-10-20", "from": "D0"}}
    desk.open(documents=papers, consents=AGREED, links={"origine": origin})
    assert desk.case.documents == papers
    assert desk.case.consents == AGREED
    assert desk.case.links == {"origine": origin}
    assert desk.clock("reponse")["start"] == "2026-10-20"


def test_a_case_opened_for_an_earlier_day_began_then():
    desk = Desk(CLOCKYARD, TODAY)
    desk.open(on=date(2026, 9, 1))
    assert (desk.case.opened_on, desk.clock("a_la_rentree")["due"]) == ("2026-09-01", "2026-09-07")


def test_a_case_does_not_open_tomorrow():
    desk = Desk(BIRTH, TODAY)
    assert codes(desk.open(on=TODAY + timedelta(days=1))) == ["in_the_future"]


def test_a_case_does_not_open_with_data_that_cannot_be():
    desk = Desk(BIRTH, TODAY)
    assert codes(desk.open(ne_le="2026-11-07", lieu="hotel", nomm="Awa")) == ["unknown_field", "bad_value", "bad_value"]
    assert desk.case.state == ""


def test_what_is_never_kept_is_not_kept_at_the_opening_either():
    desk = Desk(BIRTH, TODAY)
    desk.open(recit="oui")
    assert desk.case.sealed == desk.case.fields == {}


# ------------------------------------------------------------------------------------------- notes and consents


def test_a_note_is_sealed_beside_its_event():
    desk = told()
    desk.ask(Note(" vue avec\u202e sa sœur "))
    event, _ = desk.history[-1]
    assert (event.kind, event.body) == ("noted", {"sealed": ["note"]})
    assert desk.seals["note", 2] == "vue avec sa sœur"


def test_a_protected_pathway_takes_no_note():
    desk = Desk(SHELTER, TODAY)
    desk.open()
    assert codes(desk.ask(Note("vue hier"))) == ["notes_closed"]


def test_a_consent_is_recorded_with_the_text_read_out_and_how_long_it_holds():
    desk = told()
    desk.ask(GiveConsent("accompagnement", True, "ar"))
    assert desk.case.consents["accompagnement"] == {
        "given": True,
        "version": 2,
        "language": "ar",
        "until": "2027-11-06",
        "on": "2026-11-06",
    }
    desk.ask(GiveConsent("partage", True))
    assert "until" not in desk.case.consents["partage"]


def test_a_withdrawal_is_recorded_and_holds_at_once():
    desk = ready()
    desk.ask(GiveConsent("accompagnement", False))
    assert desk.case.consents["accompagnement"]["given"] is False
    assert "until" not in desk.case.consents["accompagnement"]
    assert codes(desk.do("deposer", receipt=RECEIPT)) == ["consent_missing"]


# ---------------------------------------------------------------------------------------------------- hand-overs


def test_a_case_is_given_to_an_agent_and_back_to_the_desk():
    desk = told()
    desk.ask(Assign("salma"))
    assert desk.case.assigned == "salma"
    assert codes(desk.ask(Assign("salma"))) == ["already_there"]
    desk.ask(Assign(None))
    assert desk.case.assigned is None


def test_a_transfer_goes_to_another_commune_with_a_reason_and_frees_the_case():
    desk = told()
    desk.ask(Assign("salma"))
    assert codes(desk.ask(Transfer(COMMUNE, " "))) == ["already_there", "reason_missing"]
    desk.ask(Transfer("agadir", "déménagement"))
    assert (desk.case.commune, desk.case.assigned) == ("agadir", None)
    assert desk.seals["reason", 3] == "déménagement"
    assert "reason" not in desk.history[-1][0].body


# -------------------------------------------------------------------------------------------------- undue demands


def test_a_paper_demanded_and_not_due_is_recorded_and_shown():
    desk = gathering()
    desk.ask(DemandUndue("acte_mariage", "demandé au guichet 3"))
    desk.ask(DemandUndue("acte_mariage", ""))
    assert desk.case.undue == ["acte_mariage"]
    assert desk.seals["reason", 3] == "demandé au guichet 3"
    assert [alert.id for alert in desk.guide().alerts] == ["undue:acte_mariage"]


@pytest.mark.parametrize(
    ("married", "paper", "expected"),
    [
        (False, "acte_mariage", []),
        (True, "acte_mariage", ["not_undue"]),
        (None, "acte_mariage", ["not_undue"]),
        (False, "attestation", ["not_undue"]),
        (False, "copie", []),
        (False, "visa", ["unknown_document"]),
    ],
)
def test_a_paper_that_is_due_here_or_may_be_is_rightly_demanded(married, paper, expected):
    desk = birth(ne_le=BORN, lieu="domicile", **({} if married is None else {"mariee": married}))
    desk.do("constituer")
    assert codes(desk.ask(DemandUndue(paper, ""))) == expected


def test_a_paper_that_is_only_useful_is_not_due():
    """« Apportez-le si vous l'avez » is no ground to turn somebody away."""
    pieces = BIRTH.states["pieces"]
    useful = replace(pieces.documents["carnet_utile"], any_of={"copie": ("copie",)})
    state = replace(pieces, documents={**pieces.documents, "carnet_utile": useful})
    desk = Desk(replace(BIRTH, states={**BIRTH.states, "pieces": state}), TODAY)
    desk.open(ne_le=BORN)
    desk.do("constituer")
    assert codes(desk.ask(DemandUndue("copie", ""))) == []


# --------------------------------------------------------------------------------------------------- forced steps


def test_a_supervisor_forces_a_step_with_a_reason_and_it_stays_marked():
    desk = told()
    desk.ask(Force("pret", "dossier repris sur papier"), role="supervisor")
    assert (desk.state, desk.case.flags, desk.kinds[-1]) == ("pret", ["forced"], "forced")
    assert desk.seals["reason", 2] == "dossier repris sur papier"
    assert [alert.id for alert in desk.guide().alerts] == ["forced"]


def test_a_forced_step_is_a_passage_like_another_for_clocks_and_outcome():
    desk = told()
    desk.ask(Force("inscrit", "inscrit ailleurs"), role="supervisor")
    assert "ended" in desk.clock("declaration")
    desk.ask(Force("clos", "fini"), role="admin")
    assert desk.case.outcome == "success"
    desk.ask(Force("accueil", "rouvert"), role="supervisor")
    assert desk.case.outcome is None
    assert "ended" not in desk.clock("declaration")


@pytest.mark.parametrize(
    ("role", "ask", "expected"),
    [
        ("agent", Force("pret", "x"), ["role_refused"]),
        ("auditor", Force("prets", " "), ["role_refused", "unknown_state", "reason_missing"]),
        ("supervisor", Force("accueil", "x"), ["already_there"]),
        ("supervisor", Force("pret", ""), ["reason_missing"]),
    ],
)
def test_a_step_is_not_forced_by_just_anybody_nor_without_a_reason(role, ask, expected):
    assert codes(told().ask(ask, role=role)) == expected


def test_the_way_back_from_a_forced_state_leads_where_the_case_was():
    """No action leads from « inscrit » to « refus », and none at all leads back by itself."""
    desk = registered()
    desk.ask(Force("suspendu", "à revoir"), role="supervisor")
    assert desk.step("reprendre").to == ("inscrit",)
    desk.do("reprendre")
    assert desk.state == "inscrit"
    desk = closed()
    desk.ask(Force("suspendu", "à revoir"), role="supervisor")
    desk.do("reprendre")
    assert (desk.state, desk.case.outcome) == ("clos", "success")


# ----------------------------------------------------------------------------------------------------- undoings

UNDONE = ("state", "entered_on", "outcome", "fields", "documents", "clocks", "done", "came", "links")


def test_a_mis_click_undone_leaves_the_case_as_it_was():
    desk = gathering()
    before = {name: getattr(desk.case, name) for name in UNDONE}
    desk.do("completer", documents=COMPLETE)
    desk.revert()
    assert {name: getattr(desk.case, name) for name in UNDONE} == before
    assert desk.kinds[-2:] == ["moved", "reverted"]


def test_an_undoing_needs_a_reason_and_keeps_it_sealed():
    desk = gathering()
    assert codes(desk.revert(reason=" ")) == ["reason_missing"]
    desk.revert(reason="clic de trop")
    assert desk.seals["reason", 3] == "clic de trop"
    assert desk.history[-1][0].body["target"] == 2


def test_the_system_undoes_with_a_code_in_place_of_words():
    desk = gathering()
    without = fold_without(desk.history, frozenset({2}))
    decision = revert(desk.case, without, {"ne_le": BORN}, Revert(2, ""), why="typed_late")
    assert isinstance(decision, Accepted)
    assert decision.drafts[0].body["why"] == "typed_late"
    assert decision.drafts[0].private == {}


def test_a_filing_undone_takes_back_its_clock_its_papers_and_its_flag():
    desk = ready()
    before = dict(desk.case.clocks), dict(desk.case.documents)
    desk.do("deposer", receipt=RECEIPT)
    assert "reponse" in desk.case.clocks
    desk.revert()
    assert (desk.case.clocks, desk.case.documents) == before


def test_a_step_on_which_a_later_one_rests_is_not_undone():
    desk = ready()
    assert codes(desk.revert(2)) == ["not_revertible"]
    desk.revert(3)
    assert isinstance(desk.revert(2), Accepted)
    assert desk.state == "accueil"


@pytest.mark.parametrize(
    "since",
    [
        lambda desk: desk.ask(Note("vue hier")),
        lambda desk: desk.set(parents=2),
        lambda desk: desk.ask(ChangeDocuments({"avis": "received"})),
        lambda desk: desk.ask(GiveConsent("partage", True)),
        lambda desk: desk.ask(Assign("salma")),
        lambda desk: desk.ask(DemandUndue("acte_mariage", "")),
    ],
)
def test_what_was_learnt_since_rests_on_no_step_and_stays(since):
    desk = gathering()
    since(desk)
    learnt = (desk.case.fields, desk.case.documents, desk.case.consents, desk.case.assigned, desk.case.undue)
    assert isinstance(desk.revert(2), Accepted)
    assert desk.state == "accueil"
    assert learnt == (
        *(desk.case.fields, desk.case.documents, desk.case.consents, desk.case.assigned, desk.case.undue),
    )


def test_a_date_learnt_since_rests_on_the_state_its_clock_was_begun_in():
    """Its clock would have been paused there, or ended."""
    desk = Desk(CLOCKYARD, TODAY)
    desk.open()
    desk.do("arreter")
    desk.set(fait_le="2026-11-02")
    assert codes(desk.revert(2)) == ["not_revertible"]


def test_an_act_done_since_rests_on_the_state_it_was_done_in():
    desk = gathering()
    desk.do("relancer")
    assert codes(desk.revert(2)) == ["not_revertible"]


def test_an_act_that_moved_nothing_is_undone_under_later_ones():
    desk = told()
    desk.do("relancer")
    desk.do("constituer")
    desk.revert(2)
    assert (desk.state, desk.case.done) == ("pieces", {"constituer": [3]})


def test_data_undone_is_no_longer_known():
    desk = told()
    desk.set(parents=2)
    desk.revert()
    assert "parents" not in desk.case.fields


def test_a_private_value_undone_is_the_one_of_before():
    desk = told()
    desk.ask(Correct({"ne_le": "2026-11-03"}, "mal entendu"))
    desk.set(nom="Awa")
    desk.revert(2)
    assert desk.private() == {"ne_le": BORN, "nom": "Awa"}
    assert desk.clock("declaration")["due"] == "2026-12-01"
    desk.revert(3)
    assert desk.private() == {"ne_le": BORN}


def test_a_private_value_undone_is_sealed_again_only_when_it_changes():
    desk = told()
    desk.set(nom="Awa")
    desk.revert()
    assert desk.case.sealed == {"ne_le": 1}
    assert desk.history[-1][0].body["sealed"] == ["reason"]
    desk.ask(Correct({"ne_le": "2026-11-03"}, "mal entendu"))
    desk.revert()
    assert desk.case.sealed == {"ne_le": 5}
    assert desk.history[-1][0].body["sealed"] == ["fields.ne_le", "reason"]


def test_a_clock_moved_further_since_holds_the_step_that_moved_it_first():
    desk = told()
    desk.ask(Correct({"ne_le": "2026-11-03"}, "mal entendu"))
    desk.ask(Correct({"ne_le": "2026-11-04"}, "encore"))
    assert codes(desk.revert(2)) == ["not_revertible"]
    desk.revert(3)
    desk.revert(2)
    assert desk.clock("declaration")["due"] == "2026-12-01"


def test_what_a_clock_told_meanwhile_goes_with_the_step_that_moved_it():
    """A birth date mistyped, a reminder sent on it: the reminder doesn't keep the wrong date alive."""
    desk = told()
    desk.ask(Correct({"ne_le": "2026-10-12"}, "mal entendu"))
    desk.tick()
    assert desk.clock("declaration")["fired"] == [-5, 7, 25]
    assert isinstance(desk.revert(2), Accepted)
    assert desk.clock("declaration") == {"start": BORN, "due": "2026-12-01", "estimated": False}


def test_a_reminder_told_since_does_not_hold_a_step_that_left_its_clock_alone():
    desk = gathering()
    desk.wait(3)
    assert desk.kinds[-1] == "reminded"
    desk.revert(2)
    assert (desk.state, desk.clock("declaration")["fired"]) == ("accueil", [7])


def test_the_case_that_a_step_opened_goes_with_it():
    desk = registered()
    before = len(desk.history)
    desk.do("orienter")
    assert desk.case.links["sante"]["side"] == "opened"
    desk.revert(before + 1)
    assert desk.case.links == {}
    assert "orienter" not in desk.case.done


def test_the_case_that_a_step_opened_goes_with_it_even_once_closed():
    desk = registered()
    before = len(desk.history)
    desk.do("orienter")
    desk.close_linked("sante", "refused")
    desk.revert(before + 1)
    assert desk.case.links == {}


def test_a_link_opened_by_another_step_stays():
    desk = registered()
    desk.do("orienter")
    desk.do("relancer")
    desk.revert()
    assert set(desk.case.links) == {"sante"}


def test_a_link_opened_since_stays_when_an_older_act_is_undone():
    desk = registered()
    desk.do("relancer")
    target = desk.case.sequence
    desk.ask(Note("vue hier"))
    desk.do("orienter")
    desk.revert(target)
    assert set(desk.case.links) == {"sante"}


def test_a_transmission_is_undone_with_its_action():
    desk = registered()
    desk.ask(GiveConsent("partage", True))
    before = len(desk.history)
    desk.do("transmettre")
    assert isinstance(desk.revert(before + 1), Accepted)
    assert "transmettre" not in desk.case.done


def test_a_forced_step_stays_marked_once_undone():
    desk = told()
    desk.ask(Force("pret", "erreur"), role="supervisor")
    desk.revert()
    assert (desk.state, desk.case.flags) == ("accueil", ["forced"])


def test_an_irregular_act_that_never_took_place_marks_nothing():
    """The journal keeps both; the case says no more that an office broke a rule."""
    desk = filed()
    desk.do("signaler")
    desk.do("inscrire")
    assert desk.case.flags == ["irregular"]
    desk.revert()
    assert (desk.state, desk.case.flags) == ("depose", [])


def test_marks_stay_through_a_second_undoing():
    desk = told()
    desk.ask(Force("pret", "erreur"), role="supervisor")
    desk.revert()
    desk.do("constituer")
    desk.revert()
    assert desk.case.flags == ["forced"]


def test_an_unproved_filing_undone_is_no_longer_flagged():
    desk = ready()
    desk.do("deposer", receipt=Receipt(None, None), reason="refusé")
    desk.revert()
    assert desk.case.flags == []


@pytest.mark.parametrize("target", [0, 1, 99, -1])
def test_neither_the_opening_nor_what_never_was_is_undone(target):
    assert codes(gathering().revert(target)) == ["not_revertible"]


def test_a_step_is_undone_once_and_an_undoing_never():
    desk = gathering()
    desk.revert(2)
    assert codes(desk.revert(2)) == ["not_revertible"]
    assert codes(desk.revert(3)) == ["not_revertible"]


def test_a_step_undone_may_be_done_again_and_undone_again():
    desk = gathering()
    for _ in range(3):
        desk.revert()
        assert desk.state == "accueil"
        desk.do("constituer")
        assert (desk.state, len(desk.case.done["constituer"])) == ("pieces", 1)


def test_a_note_is_withdrawn_with_its_text_and_nothing_else_changes():
    desk = told()
    desk.ask(Note("vue hier"))
    before = snapshot(desk.case)
    desk.revert()
    event, _ = desk.history[-1]
    assert (event.kind, event.body["target"], event.body["empties"]) == ("reverted", 2, True)
    counted = ("sequence", "head")
    assert {name: each for name, each in snapshot(desk.case).items() if name not in counted} == {
        name: each for name, each in before.items() if name not in counted
    }


def test_only_the_undoing_of_a_note_empties_anything():
    desk = gathering()
    desk.revert()
    assert "empties" not in desk.history[-1][0].body


def test_a_transfer_undone_brings_the_case_back():
    desk = told()
    desk.ask(Assign("salma"))
    desk.ask(Transfer("agadir", "déménagement"))
    desk.revert()
    assert (desk.case.commune, desk.case.assigned) == (COMMUNE, "salma")


def test_an_undoing_of_a_refusal_of_the_office_takes_back_the_whole_way():
    desk = refused()
    sequence = desk.case.sequence
    desk.do("recourir", reason="refus infondé")
    assert codes(desk.revert(sequence)) == ["not_revertible"]
    desk.revert(sequence + 1)
    desk.revert(sequence)
    assert (desk.state, "motif" in desk.case.fields) == ("depose", False)


def test_undoing_twice_from_the_same_history_gives_the_same_case():
    first, second = gathering(), gathering()
    first.revert()
    second.revert()
    assert bytes_of(first.case) == bytes_of(second.case)
