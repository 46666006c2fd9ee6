"""What goes on paper: every form, in both languages, for a real case at several stages of its life."""

import html
import re

import pytest

from engine.app.people import correct_person
from engine.app.printing import counter_answers, form_data, print_form
from engine.app.views import read_case
from engine.core.events import Assign, Correct, DemandUndue, Do, Force, Receipt, Revert, Transfer
from engine.errors import CaseNotFound, UsageError
from tests.app.desk import AGENT, SUPERVISOR, Desk, done

FORMS = (
    "liste_pieces",
    "fiche_liaison",
    "resume_dossier",
    "courrier_refus",
    "courrier_recepisse",
    "formulaire_consentement",
    "fiche_personne",
    "courrier_recours",
    "courrier_relance",
    "demande_inscription",
    "declaration_honneur_enfant",
    "demande_soins",
    "demande_pension",
    "courrier_discordance",
    "rappel_certificat_vie",
    "liste_procuration",
    "liste_vehicule",
)
BORN = {
    "date_naissance": "2026-11-01",
    "lieu_accouchement": "domicile",
    "commune_naissance": "tiznit",
    "couple": "etranger",
    "filiation": "deux_parents",
    "enfant_avec_famille": True,
    "declarant": "mere",
    "declaration_deja_faite": False,
    "prenom_verifie": True,
}


def at_welcome(desk: Desk) -> None:
    done(desk.open("naissance"))


def at_papers(desk: Desk) -> None:
    done(desk.open("naissance", fields=BORN))
    desk.agree("accompagnement")
    desk.do("constituer_dossier")


def at_the_office(desk: Desk) -> None:
    at_papers(desk)
    desk.papers(attestation_domicile="received", passeport_mere="received")
    desk.do("completer")


def at_refusal(desk: Desk, motive: str = "carte_sejour") -> None:
    at_the_office(desk)
    desk.do("refus_au_guichet", fields={"motif_refus": motive})


def without_receipt(desk: Desk) -> None:
    at_the_office(desk)
    desk.do("deposer", receipt=Receipt(None, None), reason="le guichet n'en donne pas")


def at_court(desk: Desk) -> None:
    at_papers(desk)
    done(desk.ask(Force("preparation_requete", "repris d'un dossier papier"), actor=SUPERVISOR))


def closed(desk: Desk) -> None:
    at_papers(desk)
    desk.do("constater_deces")


STAGES = (at_welcome, at_papers, at_refusal, without_receipt, at_court, closed)


def sheet(desk: Desk, form: str, language: str = "fr") -> str:
    """A form as a page, read as text: without its style, its tags and its isolates."""
    page = print_form(desk.house, desk.case, form, language, "agent", as_pdf=False).decode("utf-8")
    body = re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub("[\u2066-\u2069\u200e\u200f]", "", html.unescape(body)))


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_form_prints_at_every_stage(desk, stage, language):
    stage(desk)
    for form in FORMS:
        assert desk.case in sheet(desk, form, language)
        pdf = print_form(desk.house, desk.case, form, language, "agent", as_pdf=True)
        assert pdf.startswith(b"%PDF")
        assert pdf.rstrip().endswith(b"%%EOF")


def test_the_forms_tried_here_are_all_there_are(desk):
    assert {entry.id for entry in desk.house.printer.forms()} == set(FORMS)


def test_a_fictitious_case_is_marked_on_every_sheet(desk):
    at_papers(desk)
    for form in FORMS:
        page = print_form(desk.house, desk.case, form, "fr", "agent", as_pdf=False).decode("utf-8")
        assert "fictif" in page.casefold() or "exercice" in page.casefold()


def test_the_checklist_names_the_papers_the_office_and_the_last_day(desk):
    at_papers(desk)
    text = sheet(desk, "liste_pieces")
    assert "Attestation administrative de naissance à domicile" in text
    assert "1er décembre 2026" in text or "1 décembre 2026" in text
    assert "Tiznit" in text
    assert "à valider" in text


def test_the_name_is_written_in_the_letters_of_the_sheet(desk):
    at_papers(desk)
    names = {"name": "Aminata Diallo", "name_ar": "أميناتا ديالو"}
    correct_person(desk.house, desk.held().case.subject, names, "dit par elle", AGENT)
    assert "Aminata Diallo" in sheet(desk, "formulaire_consentement")
    assert "أميناتا ديالو" in sheet(desk, "formulaire_consentement", "ar")


def test_the_sheet_that_leaves_the_desk_names_nobody(desk):
    at_papers(desk)
    correct_person(desk.house, desk.held().case.subject, {"name": "Aminata Diallo"}, "dit par elle", AGENT)
    assert "Aminata" not in sheet(desk, "fiche_liaison")


# --- the letter after a refusal ---


def answer_to(desk: Desk, motive: str):
    return read_case(desk.house, desk.case, "agent").machine.definition.fields["motif_refus"].answers[motive]


@pytest.mark.parametrize("motive", ["carte_sejour", "ne_a_domicile", "sans_motif"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_letter_quotes_the_answer_to_the_motive_and_its_basis(desk, motive, language):
    at_refusal(desk, motive)
    text, answer = sheet(desk, "courrier_refus", language), answer_to(desk, motive)
    definition = read_case(desk.house, desk.case, "agent").machine.definition
    assert definition.fields["motif_refus"].options[motive].of(language) in text
    for word in re.split(r"[*\s]+", answer.text.of(language)):
        assert word in text
    for name in answer.basis:
        assert definition.sources[name].title.of(language) in text


def test_the_letter_quotes_no_ground_of_another_motive(desk):
    at_refusal(desk, "carte_sejour")
    sources = read_case(desk.house, desk.case, "agent").machine.definition.sources
    assert sources["jugement_nador_2017"].title.fr not in sheet(desk, "courrier_refus")


def test_the_letter_says_that_the_clock_still_runs_and_what_was_demanded(desk):
    at_refusal(desk)
    done(desk.ask(DemandUndue("carte_sejour_mere", "")))
    text = sheet(desk, "courrier_refus")
    assert "Déclarer la naissance" in text
    assert "décembre 2026" in text
    assert desk.next()["alerts"]
    assert "Carte de séjour" in text


def test_the_letter_is_for_the_office_that_refused(desk):
    """The appeal goes to others; the refusal was given by the office of the place of birth."""
    at_refusal(desk)
    office = form_data(desk.house, read_case(desk.house, desk.case, "agent"), "fr")["refusal"]["office"]
    assert "Tiznit" in office
    desk.do("former_recours")
    assert form_data(desk.house, read_case(desk.house, desk.case, "agent"), "fr")["refusal"]["office"] == office


def test_a_motive_corrected_later_is_told_of_the_day_it_was_given(desk):
    at_refusal(desk)
    desk.wait(3)
    done(desk.ask(Correct({"motif_refus": "acte_mariage"}, "lu sur le papier")))
    refusal = form_data(desk.house, read_case(desk.house, desk.case, "agent"), "fr")["refusal"]
    assert (refusal["day"], refusal["motive"]) == ("2026-11-06", "« Pas d'acte de mariage »")


def test_a_refusal_undone_is_in_no_letter(desk):
    at_refusal(desk)
    done(desk.ask(Revert(desk.held().case.sequence, "mauvais bouton")))
    data = form_data(desk.house, read_case(desk.house, desk.case, "agent"), "fr")
    assert data["refusal"] == {}


def test_a_motive_without_a_prepared_answer_leaves_the_grounds_of_the_step(desk):
    at_refusal(desk, "autre")
    opened = read_case(desk.house, desk.case, "agent")
    data = form_data(desk.house, opened, "fr", ["refusal", "bases"])
    assert data["refusal"]["answer"] == ""
    assert [each["title"] for each in data["bases"]] == [source.title.fr for source in opened.guidance.bases]


def test_the_counter_reads_the_same_answer(desk):
    at_refusal(desk)
    (told,) = counter_answers(read_case(desk.house, desk.case, "agent"), "fr")
    answer = answer_to(desk, "carte_sejour")
    assert told["text"] == answer.text.fr
    assert [basis["id"] for basis in told["basis"]] == list(answer.basis)


# --- the letter for a receipt ---


def test_the_letter_for_a_withheld_receipt_says_what_was_filed_where_and_when(desk):
    without_receipt(desk)
    text = sheet(desk, "courrier_recepisse")
    definition = read_case(desk.house, desk.case, "agent").machine.definition
    assert "Déposer la déclaration" in text
    assert "6 novembre 2026" in text
    assert "Aucun récépissé ne m'a été remis" in text.replace("’", "'")
    opened = read_case(desk.house, desk.case, "agent")
    data = form_data(desk.house, opened, "fr", ["receipt", "bases"])
    basis = definition.documents["recepisse"].basis
    assert [each["title"] for each in data["bases"]] == [definition.sources[name].title.fr for name in basis]
    assert all(each["title"] in text for each in data["bases"])


def test_a_receipt_that_was_given_is_named_by_its_number(desk):
    at_the_office(desk)
    desk.do("deposer", receipt=Receipt("118/2026", None))
    assert "118/2026" in sheet(desk, "courrier_recepisse")


def test_the_letter_for_a_receipt_is_for_the_office_where_it_was_filed(desk):
    without_receipt(desk)
    office = form_data(desk.house, read_case(desk.house, desk.case, "agent"), "fr")["receipt"]["office"]
    assert "Tiznit" in office
    desk.do("refus_apres_depot", fields={"motif_refus": "sans_motif"})
    desk.do("former_recours")
    assert form_data(desk.house, read_case(desk.house, desk.case, "agent"), "fr")["receipt"]["office"] == office


# --- what is refused ---


def test_an_unknown_form_is_refused_with_the_nearest_one(desk):
    at_welcome(desk)
    with pytest.raises(UsageError, match="courrier_refus"):
        print_form(desk.house, desk.case, "courier_refus", "fr", "agent", as_pdf=False)


def test_an_unknown_case_prints_nothing(desk):
    with pytest.raises(CaseNotFound):
        print_form(desk.house, "D-0000-0000", "liste_pieces", "fr", "agent", as_pdf=False)


def test_a_case_handed_over_prints_for_its_new_desk(desk):
    at_papers(desk)
    done(desk.ask(Transfer("tiznit", "déménagement")))
    done(desk.ask(Assign("brahim")))
    data = form_data(desk.house, read_case(desk.house, desk.case, "agent"), "ar")
    assert data["desk"]["commune"] == desk.house.territory.communes["tiznit"].ar
    assert data["desk"]["agent"] == "brahim"
    done(desk.ask(Do("signaler_urgence")))
    assert desk.case in sheet(desk, "resume_dossier", "ar")


def test_what_is_next_leaves_out_what_is_always_possible(desk):
    """« La personne est décédée » is open from any step: printed as the next thing to do, it would be an insult."""
    at_papers(desk)
    data = form_data(desk.house, read_case(desk.house, desk.case, "agent"), "fr")
    titles = {each["title"] for each in data["next_actions"]}
    assert "Demander l'attestation de naissance à domicile" in titles
    assert not titles & {"La personne est décédée", "Suspendre le dossier", "Clore : l'accord est retiré"}
