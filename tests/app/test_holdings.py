"""What is held about a person is handed over whole, in two languages, and an objection is honoured."""

import io

import pytest
from pypdf import PdfReader

from engine.app.holdings import give_access, printed
from engine.app.objecting import object_to, objections
from engine.app.people import add_person, merge_people
from engine.core.events import Actor, Do, Force, GiveConsent, Note
from engine.errors import UsageError
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, codes, done

NAME = "Zoubida Ouazzani"


@pytest.fixture
def person(any_desk):
    """Somebody with a birth under way: a note, a paper, an agreement."""
    subject = add_person(any_desk.house, "person", COMMUNE, {"name": NAME, "name_ar": "زبيدة"}, AGENT)
    done(any_desk.open("naissance", subject=subject))
    any_desk.set(date_naissance="2026-11-01", lieu_accouchement="domicile", couple="etranger")
    done(any_desk.ask(Note("repasse vendredi")))
    any_desk.agree("accompagnement", "statistiques")
    return subject


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_all_that_is_held_is_given_and_that_it_was_given_is_recorded(any_desk, person):
    view = give_access(any_desk.house, person, AGENT, "fr")
    assert {"title": "Nom", "value": NAME} in view["person"]
    (case,) = view["cases"]
    assert case["number"] == any_desk.case
    assert ("Où l'enfant est né", "À domicile") in [(line["title"], line["value"]) for line in case["lines"]]
    assert "1er novembre 2026" in [line["value"] for line in case["lines"]]
    assert "à valider" in case["kept"]
    assert [line["value"] for line in view["written"]] == ["repasse vendredi"]
    assert [line["given"] for line in view["consents"]] == [True, True]
    assert view["shared"] == []
    history = any_desk.house.store.read(lambda reading: reading.history(person))
    assert (history[-1][0].kind, history[-1][0].body) == (
        "access_given",
        {"language": "fr", "format": "json", "cases": 1},
    )
    sights = any_desk.house.store.read(lambda reading: list(reading.sights("2000", "3000")))
    assert (sights[-1].act, set(sights[-1].seen)) == ("person.rights", {person, any_desk.case})


@pytest.mark.parametrize(("language", "words"), [("fr", ("CNDP", "à valider", NAME)), ("ar", (NAME,))])
def test_it_is_printed_in_both_languages(any_desk, person, language, words):
    view = give_access(any_desk.house, person, AGENT, language, kind="pdf")
    text = text_of(printed(any_desk.house, view, language))
    assert all(word in text for word in words)


def test_every_record_of_the_person_is_in_it(any_desk, person):
    double = add_person(any_desk.house, "person", COMMUNE, {"name": "Z. Ouazzani", "contact": "0661234567"}, AGENT)
    merge_people(any_desk.house, person, double, "même passeport", AGENT)
    view = give_access(any_desk.house, double, AGENT, "fr")
    assert {"0661234567", NAME, "Z. Ouazzani"} <= {line["value"] for line in view["person"]}
    assert len(view["cases"]) == 1


def test_a_protected_case_is_on_paper_only_if_the_person_wants_it(desk):
    """Fails when what is handed to an agent's desk tells of a protected case."""
    subject = add_person(desk.house, "person", COMMUNE, {"name": NAME}, AGENT)
    desk.actor = SUPERVISOR
    done(desk.open("protection", subject=subject))
    given = [
        give_access(desk.house, subject, actor, "fr", protected=protected)["cases"]
        for actor, protected in ((AGENT, False), (AGENT, True), (SUPERVISOR, False), (SUPERVISOR, True))
    ]
    assert [len(cases) for cases in given] == [0, 0, 0, 1]


def test_another_desk_is_given_nothing(any_desk, person):
    with pytest.raises(UsageError, match="accessible ici"):
        give_access(any_desk.house, person, Actor("said", "agent", "tiznit"), "fr")


def test_an_objection_withdraws_every_agreement_to_that_use(any_desk, person):
    """Fails when it is only noted: what depends on the agreement would go on."""
    case = any_desk.case
    objection = object_to(any_desk.house, person, "statistiques", "Elle ne veut pas être comptée.", AGENT)
    assert objection.withdrawn == ((case, "statistiques"),)
    given = any_desk.held(case).case.consents
    assert (given["statistiques"]["given"], given["accompagnement"]["given"]) == (False, True)
    assert any_desk.house.store.read(lambda reading: objections(reading, person)) == {"statistiques"}
    again = object_to(any_desk.house, person, "statistiques", "Elle le redit.", AGENT)
    assert again.withdrawn == ()
    done(any_desk.ask(GiveConsent("statistiques", True)))
    assert any_desk.held(case).case.consents["statistiques"]["given"]


def test_after_an_objection_what_rests_on_the_agreement_is_refused(any_desk, person):
    """The same refusal as for somebody who never agreed."""
    any_desk.ask(Force("deblocage_avis", "essai"), actor=SUPERVISOR)
    any_desk.set(situation_avis="jamais_delivre")
    any_desk.agree("partage_hopital")
    object_to(any_desk.house, person, "partage", "Elle ne veut plus.", AGENT)
    assert ("consent_missing", "partage_hopital") in codes(any_desk.ask(Do("transmettre_service_social")))
    any_desk.agree("partage_hopital")
    any_desk.do("transmettre_service_social")
    assert [line["service"] for line in give_access(any_desk.house, person, AGENT, "fr")["shared"]]


def test_words_that_are_missing_are_asked_for(any_desk, person):
    for purpose, reason, words in (("statistique", "x", "« statistiques »"), ("partage", " ", "motif")):
        with pytest.raises(UsageError, match=words):
            object_to(any_desk.house, person, purpose, reason, AGENT)
