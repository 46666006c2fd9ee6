"""An agreement is checked by all that depends on it: what is shared, what is printed for a service, what is counted."""

import pytest

from engine.app.case_file import show_view
from engine.app.guidance import next_view
from engine.app.printing import print_form
from engine.app.reading import read_case
from engine.core.events import Do, Force, GiveConsent
from engine.errors import NotPrintedHere
from tests.app.desk import AGENT, SUPERVISOR, codes, done


@pytest.fixture
def refused(desk):
    """A birth refused at the counter: a letter to the office may be printed."""
    done(desk.open("naissance"))
    done(desk.ask(Force("deblocage_avis", "repris d'un dossier papier"), actor=SUPERVISOR))
    desk.set(situation_avis="jamais_delivre", lieu_accouchement="maternite_publique")
    desk.do("saisir_service_social")
    return desk


def printed(desk, form="fiche_liaison"):
    return print_form(desk.house, desk.case, form, "fr", AGENT, as_pdf=False)


def test_no_sheet_goes_to_a_service_before_the_person_has_agreed(refused):
    """Fails when only actions ask for an agreement: the sheet was printed before."""
    with pytest.raises(NotPrintedHere, match="accord de la personne") as told:
        printed(refused)
    assert f"baom case consent {refused.case} accompagnement" in told.value.remedy
    assert printed(refused, "liste_pieces")
    refused.agree("statistiques")
    with pytest.raises(NotPrintedHere):
        printed(refused)
    refused.agree("accompagnement")
    assert printed(refused)


def test_an_agreement_that_was_withdrawn_or_has_expired_is_none(refused):
    """Fails when its last day isn't looked at."""
    refused.agree("accompagnement")
    done(refused.ask(GiveConsent("accompagnement", False)))
    with pytest.raises(NotPrintedHere):
        printed(refused)
    refused.agree("accompagnement")
    refused.wait(365)
    assert printed(refused)
    refused.wait(1)
    with pytest.raises(NotPrintedHere):
        printed(refused)


def test_an_agreement_that_has_expired_shares_nothing(refused):
    """A month after its last day it is asked for again, by the same words as if it had never been given."""
    refused.agree("accompagnement", "partage_hopital")
    refused.wait(190)
    assert ("consent_missing", "partage_hopital") in codes(refused.ask(Do("transmettre_service_social")))
    refused.agree("partage_hopital")
    refused.do("transmettre_service_social")


def test_what_was_agreed_keeps_its_text_version_its_language_and_its_last_day(desk):
    done(desk.open("naissance"))
    done(desk.ask(GiveConsent("accompagnement", True, "ar")))
    given = show_view(desk.house, read_case(desk.house, desk.case, AGENT), "fr")["consents"]["accompagnement"]
    assert (given["version"], given["language"], given["until"]) == (1, "ar", "2027-11-06")


def test_an_answer_to_other_words_is_no_answer_to_these(desk):
    """Fails when the text of today is printed with the answer that was given to yesterday's."""
    done(desk.open("naissance"))
    desk.agree("accompagnement")
    opened = read_case(desk.house, desk.case, AGENT)
    known = {each["id"]: each["given"] for each in next_view(opened, "fr")["consents"]}
    assert known["accompagnement"] is True
    opened.held.case.consents["accompagnement"]["version"] = 0
    known = {each["id"]: each["given"] for each in next_view(opened, "fr")["consents"]}
    assert known["accompagnement"] is None


@pytest.mark.parametrize("counted", [True, False])
def test_a_refusal_to_be_counted_goes_with_the_person_to_a_linked_case(desk, counted):
    """Fails when only agreements are carried: the linked case would be counted after all."""
    done(desk.open("accueil", fields={"besoin": "naissance"}))
    done(desk.ask(Force("triage", "repris d'un dossier papier"), actor=SUPERVISOR))
    desk.agree("accompagnement")
    done(desk.ask(GiveConsent("statistiques", counted)))
    answer = desk.do("ouvrir_naissance", fields={"date_naissance": "2026-11-01", "commune_naissance": "tiznit"})
    (opened,) = [effect.details["case"] for effect in answer.effects if effect.kind == "open"]
    consents = desk.held(opened).case.consents
    assert consents["accompagnement"]["given"]
    assert consents.get("statistiques", {}).get("given") is (None if counted else False)
