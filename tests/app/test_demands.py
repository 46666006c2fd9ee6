"""Every kind of demand on a case: what it records when accepted, and nothing when refused."""

from datetime import date, timedelta

import pytest

from engine.core.events import (
    Assign,
    ChangeDocuments,
    Correct,
    DemandUndue,
    Do,
    Force,
    GiveConsent,
    Note,
    Receipt,
    Record,
    Revert,
    Transfer,
)
from engine.errors import CaseNotFound, ConcurrentChange, UsageError
from tests.app.desk import AGENT, SUPERVISOR, TODAY, anyone, codes, done

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def opened(any_family):
    done(any_family.open("famille", on=YESTERDAY, fields={"prenom": "Awa"}))
    return any_family


@pytest.fixture
def here(family):
    done(family.open("famille", on=YESTERDAY, fields={"prenom": "Awa"}))
    return family


# --- each kind, accepted, on both databases ---


def test_an_action_moves_the_case(opened):
    opened.papers(carte="received")
    answer = opened.do("avancer", on=YESTERDAY)
    (event,) = answer.events
    assert (event.kind, event.trigger, event.from_state, event.to_state) == ("moved", "avancer", "debut", "suivi")
    assert (event.actor, event.role, event.commune) == ("amina", "agent", "ait_melloul")
    assert (event.happened_on, event.recorded_at) == ("2026-11-05", "2026-11-06T09:00:00.000Z")
    assert (answer.case.state, answer.case.entered_on) == ("suivi", "2026-11-05")
    assert opened.held().case == answer.case


def test_what_comes_with_an_action_is_recorded_with_it(opened):
    answer = done(
        opened.ask(
            Do(
                "deposer",
                fields={"age": 30, "prenom": "Awa"},
                documents={"carte": "verified"},
                receipt=Receipt("118/2026", YESTERDAY),
                reason="déposé par le frère",
            )
        )
    )
    (event,) = answer.events
    assert event.body["fields"] == {"age": 30}
    assert event.body["receipt"] == {"document": "recu", "on": "2026-11-05", "proved": True}
    assert {name: paper["status"] for name, paper in event.body["documents"].items()} == {
        "carte": "verified",
        "attestation": "received",
        "recu": "received",
    }
    assert opened.private(event.sequence) == {
        "fields.prenom": "Awa",
        "receipt.number": "118/2026",
        "reason": "déposé par le frère",
    }
    assert [(effect.kind, effect.what) for effect in answer.effects] == [("form", "liste_pieces")]
    assert answer.case.clocks["reponse"]["due"] == "2027-01-04"


def test_data_are_recorded_the_private_ones_sealed(opened):
    (event,) = opened.set(prenom="Awa", age=31, depart="2026-11-01").events
    assert event.body["fields"] == {"age": 31, "depart": "2026-11-01"}
    assert event.body["sealed"] == ["fields.prenom"]
    held = opened.held()
    assert (held.case.fields, held.private) == ({"age": 31, "depart": "2026-11-01"}, {"prenom": "Awa"})
    assert held.case.clocks["passage"]["due"] == "2026-11-11"


def test_what_is_never_kept_is_used_and_forgotten(opened):
    (event,) = opened.do("raconter", fields={"recit": "une longue route"}).events
    assert "sealed" not in event.body
    assert opened.private(event.sequence) == {}
    assert "recit" not in {**opened.held().case.fields, **opened.held().private}


def test_papers_change_and_say_the_day_written_on_them(opened):
    answer = done(opened.ask(ChangeDocuments({"carte": "received"}, {"carte": date(2026, 9, 1)})))
    assert answer.case.documents == {"carte": {"status": "received", "on": "2026-11-06", "issued": "2026-09-01"}}


def test_a_note_is_sealed(opened):
    (event,) = done(opened.ask(Note("  Rappeler\x07 jeudi. "))).events
    assert (event.kind, event.body["sealed"]) == ("noted", ["note"])
    assert opened.private(event.sequence) == {"note": "Rappeler jeudi."}


def test_a_consent_says_its_version_and_until_when_it_holds(opened):
    answer = done(opened.ask(GiveConsent("partage", True, "ar")))
    assert answer.case.consents["partage"] == {
        "given": True,
        "version": 1,
        "language": "ar",
        "until": "2027-05-06",
        "on": "2026-11-06",
    }
    assert done(opened.ask(GiveConsent("partage", False))).case.consents["partage"]["given"] is False


def test_a_transmission_needs_the_consent_and_is_on_record(opened):
    assert codes(opened.ask(Do("transmettre"))) == [("consent_missing", "partage")]
    opened.agree("partage")
    answer = opened.do("transmettre")
    assert [(event.kind, event.sequence) for event in answer.events] == [("moved", 3), ("shared", 4)]
    assert answer.events[1].body == {"service": "guichet", "fields": ["age"]}


def test_a_case_of_which_something_was_transmitted_is_shown_whole(opened):
    """Fails when the names that a transmission lists are taken for values."""
    opened.agree("partage")
    opened.do("transmettre")
    assert [each["kind"] for each in opened.show()["journal"]][-1] == "shared"


def test_a_correction_keeps_the_old_value_in_the_history(opened):
    opened.set(age=30)
    (event,) = done(opened.ask(Correct({"age": 31, "prenom": "Hawa"}, "lu sur la carte"))).events
    assert (event.body["fields"], event.body["was"]) == ({"age": 31}, {"age": 30})
    assert opened.held().private == {"prenom": "Hawa"}
    assert opened.private(1) == {"fields.prenom": "Awa"}
    assert opened.private(event.sequence) == {"fields.prenom": "Hawa", "reason": "lu sur la carte"}


def test_a_forced_step_is_marked_for_ever(opened):
    ask = Force("suivi", "décision du juge")
    assert codes(opened.ask(ask)) == [("role_refused", "agent")]
    answer = done(opened.ask(ask, actor=SUPERVISOR))
    assert (answer.case.state, answer.case.flags) == ("suivi", ["forced"])
    assert opened.do("revenir").case.flags == ["forced"]


def test_another_desk_takes_the_case_over(opened):
    done(opened.ask(Assign("amina")))
    answer = done(opened.ask(Transfer("tiznit", "la famille a déménagé")))
    assert (answer.case.commune, answer.case.assigned) == ("tiznit", None)
    lines = opened.house.store.read(lambda reading: reading.worklist(commune="tiznit"))
    assert [line.case for line in lines] == [opened.case]


def test_a_case_is_assigned_and_given_back(opened):
    assert done(opened.ask(Assign("amina"))).case.assigned == "amina"
    assert codes(opened.ask(Assign("amina"))) == [("already_there", "amina")]
    assert done(opened.ask(Assign(None))).case.assigned is None


def test_an_undue_demand_is_on_record(opened):
    answer = done(opened.ask(DemandUndue("recu", "demandé au guichet 3")))
    assert answer.case.undue == ["recu"]
    assert opened.private(answer.events[0].sequence) == {"reason": "demandé au guichet 3"}
    assert codes(opened.ask(DemandUndue("carte", ""))) == [("not_undue", "carte")]


# --- refused: everything at once, and nothing written ---

REFUSED = {
    "an action that is open elsewhere": (Do("revenir"), {"not_open_here"}),
    "an action that nobody knows": (Do("voler"), {"unknown_action"}),
    "an action of the system": (Do("ecole_faite"), {"not_open_here"}),
    "papers that are missing": (Do("avancer"), {"document_missing"}),
    "a receipt that is missing": (Do("deposer"), {"receipt_missing"}),
    "a receipt withheld without a word": (Do("deposer", receipt=Receipt(None, None)), {"reason_missing"}),
    "a receipt of tomorrow": (
        Do("deposer", receipt=Receipt("1", TODAY + timedelta(days=1))),
        {"in_the_future"},
    ),
    "a reason that is missing": (Do("clore"), {"reason_missing"}),
    "data that nobody asks": (Record({"couleur": "bleu"}), {"unknown_field"}),
    "data of the wrong kind": (Record({"age": "trente", "depart": "demain"}), {"bad_value"}),
    "data never kept": (Record({"recit": "une longue route"}), {"bad_value"}),
    "data known otherwise": (Record({"prenom": "Hawa"}), {"already_known"}),
    "no data": (Record({}), {"nothing_to_do"}),
    "a paper that nobody knows": (ChangeDocuments({"diplome": "received"}), {"unknown_document"}),
    "a paper of tomorrow": (
        ChangeDocuments({"carte": "received"}, {"carte": TODAY + timedelta(days=1)}),
        {"in_the_future"},
    ),
    "a note made of blanks": (Note(" \u200b "), {"text_refused"}),
    "a consent that nobody knows": (GiveConsent("photos", True), {"unknown_consent"}),
    "a correction of nothing known": (Correct({"age": 3}, "faux"), {"not_known"}),
    "a correction without a reason": (Correct({"prenom": "Hawa"}, " "), {"reason_missing"}),
    "an undoing without a reason": (Revert(2, ""), {"reason_missing"}),
    "an undoing of the opening": (Revert(1, "erreur"), {"not_revertible"}),
    "an undoing of what isn't there": (Revert(9, "erreur"), {"not_revertible"}),
    "a transfer to where it is": (Transfer("ait_melloul", ""), {"already_there", "reason_missing"}),
    "a paper that is due": (DemandUndue("carte", ""), {"not_undue"}),
}


@pytest.mark.parametrize(("ask", "wanted"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_is_told_and_writes_nothing(here, ask, wanted):
    here.papers(photo="rejected")
    before, files = here.held().case, here.history()
    assert {code for code, _ in codes(here.ask(ask))} == wanted
    assert (here.held().case, here.history()) == (before, files)


def test_a_refusal_tells_every_reason_at_once(desk):
    done(desk.open("naissance"))
    found = codes(desk.ask(Record({"inconnue": "1", "date_naissance": "2027-01-01", "couple": "mixte"})))
    assert [what for _, what in found] == ["inconnue", "date_naissance", "couple"]


@pytest.mark.parametrize("ask", [Do("attendre"), Record({"age": 3}), Note("mot"), Revert(2, "erreur"), Assign("a")])
@pytest.mark.parametrize(
    ("day", "code"), [(TODAY + timedelta(days=1), "in_the_future"), (date(2026, 11, 1), "before_opening")]
)
def test_nothing_happens_tomorrow_or_before_the_opening(here, ask, day, code):
    here.set(depart="2026-11-01")
    assert [each for each, _ in codes(here.ask(ask, on=day))] == [code]
    assert here.held().case.sequence == 2


def test_a_closed_case_takes_no_action_but_reopening(here):
    here.do("clore", reason="partie")
    assert codes(here.ask(Do("attendre"))) == [("case_closed", "attendre")]
    assert here.do("rouvrir", reason="revenue").case.outcome is None


def test_a_third_party_act_is_recorded_though_irregular(desk):
    """What an office did, it did: the rule it broke is on record, and an alert shows it."""
    desk.wait(-65)
    done(desk.open("naissance", fields={"date_naissance": "2026-09-01", "commune_naissance": "tiznit"}))
    done(desk.ask(Force("transcription", "repris d'un dossier papier"), actor=SUPERVISOR))
    answer = desk.do("inscrit")
    assert (answer.case.state, answer.events[0].body["irregular"]) == ("acte_dresse", ["document_missing"])
    assert "irregular" in {alert["id"] for alert in desk.next()["alerts"]}


# --- who is not there ---


def test_an_unknown_case_is_not_found(any_family):
    with pytest.raises(CaseNotFound):
        any_family.ask(Do("attendre"), case="D-0000-0000")


def test_a_transfer_to_an_unknown_commune_is_refused_with_the_nearest_one(here):
    with pytest.raises(UsageError, match="tiznit"):
        here.ask(Transfer("tizint", "déménagement"))
    assert here.held().case.commune == "ait_melloul"


def test_a_commune_is_named_by_its_code_as_well(here):
    code = here.house.territory.communes["tiznit"].code
    assert done(here.ask(Transfer(code, "déménagement"))).case.commune == "tiznit"


def test_nobody_in_particular_acts_for_the_desk_of_the_case(here):
    here.actor = anyone("agent")
    (event,) = here.do("attendre").events
    assert (event.role, event.commune) == ("agent", "ait_melloul")


# --- of two people, one ---


def test_somebody_who_came_first_is_told_with_what_they_did(any_family):
    done(any_family.open("famille"))
    seen = any_family.held().case.sequence
    any_family.set(age=30)
    any_family.do("attendre")
    with pytest.raises(ConcurrentChange) as conflict:
        any_family.ask(Do("clore", reason="partie"), expect=seen)
    assert (conflict.value.expected, conflict.value.found) == (1, 3)
    since = [event for event in any_family.history() if event.sequence > conflict.value.expected]
    assert [(event.kind, event.trigger, event.actor) for event in since] == [
        ("recorded", None, "amina"),
        ("moved", "attendre", "amina"),
    ]
    assert any_family.do("clore", reason="partie").case.outcome == "success"


def test_who_saw_the_last_step_is_served(here):
    assert done(here.ask(Do("attendre"), expect=1, actor=AGENT)).case.sequence == 2
