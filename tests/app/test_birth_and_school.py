"""A birth and a school place, over a real database: a paper obtained once serves in both, whichever came first."""

from __future__ import annotations

import pytest

from engine.core.events import Do, Record
from tests.app.desk import Desk, codes, done

BORN = {"date_naissance": "2020-06-02", "commune_naissance": "inezgane", "declaration_deja_faite": True}
"A birth already on record: only its copies are missing."
PUPIL = {
    "commune_ecole": "ait_melloul",
    "suivi_hcr": "aucun",
    "responsable_legal": "parent",
    "projet": "primaire",
    "dernier_niveau": "jamais_scolarise",
    "interruption_annees": 0,
    "situation_acte": "a_faire_maroc",
    "vaccination": "a_jour",
}


@pytest.fixture
def with_certificate(any_desk: Desk) -> Desk:
    """A family whose birth case has obtained the copies of the child's record."""
    done(any_desk.open("naissance", fields=BORN))
    any_desk.agree("accompagnement")
    any_desk.do("constater_acte_existant")
    return any_desk


def opened(desk: Desk, trigger: str) -> str:
    """The case that an action opens."""
    answer = desk.do(trigger)
    (number,) = [effect.details["case"] for effect in answer.effects if effect.kind == "open"]
    return str(number)


def to_papers(desk: Desk, case: str) -> None:
    """Take a school case to the gathering of its papers."""
    done(desk.ask(Record(PUPIL), case=case))
    desk.do("ouvrir_demande", case=case)
    desk.do("voie_scolaire", case=case)


def test_a_birth_certificate_serves_the_enrolment_and_guidance_says_where_it_is(with_certificate: Desk) -> None:
    birth = with_certificate.case
    school = opened(with_certificate, "ouvrir_ecole")
    to_papers(with_certificate, school)
    groups = {group["group"]: group for group in with_certificate.next(school)["documents"]}
    assert groups["preuve_age"]["satisfied"] is True
    (certificate,) = groups["preuve_age"]["options"]["copie"]
    assert (certificate["status"], certificate["held_in"]) == ("received", birth)
    assert groups["demande"]["missing_shortest"] == ["demande_inscription"]


def test_the_school_case_opened_at_birth_is_to_be_taken_up_at_four(with_certificate: Desk) -> None:
    opened(with_certificate, "ouvrir_ecole")
    link = next(event for event in with_certificate.history() if event.kind == "linked")
    assert link.body["after"] == "2024-06-02"


def test_a_certificate_obtained_afterwards_comes_to_the_school_case(any_desk: Desk) -> None:
    done(any_desk.open("scolarisation", fields={"date_naissance": "2020-06-02"}))
    any_desk.agree("accompagnement")
    school = any_desk.case
    to_papers(any_desk, school)
    birth = opened(any_desk, "ouvrir_naissance")
    assert "copie_integrale" not in any_desk.held(school).case.documents
    done(any_desk.ask(Record({"declaration_deja_faite": True, "suivi_hcr": "aucun"}), case=birth))
    for trigger in ("constater_acte_existant", "orienter_vaccination_ecole", "suite_faite"):
        any_desk.do(trigger, case=birth)
    documents = any_desk.held(school).case.documents
    assert documents["copie_integrale"]["status"] == "received"
    assert any_desk.held(school).case.state == "collecte_pieces"


def test_without_an_agreement_no_school_case_is_opened(any_desk: Desk) -> None:
    done(any_desk.open("naissance", fields=BORN))
    any_desk.do("constater_acte_existant")
    assert codes(any_desk.ask(Do("ouvrir_ecole"))) == [("consent_missing", "accompagnement")]
    assert "linked" not in any_desk.kinds()
