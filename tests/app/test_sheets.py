"""What goes on paper: every form, in both languages, for a real case at several stages of its life."""

import html
import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from engine.app.exchanges import counter_answers, office_of
from engine.app.people import correct_person
from engine.app.printing import draw_form, print_form, printable
from engine.app.reading import Opened, read_case
from engine.app.sheets import form_data
from engine.core.events import Assign, Correct, DemandUndue, Do, Force, GiveConsent, Receipt, Record, Revert, Transfer
from engine.errors import CaseNotFound, NotPrintedHere, UsageError
from engine.printing.words import DIGEST_SHOWN
from tests.app.desk import AGENT, SUPERVISOR, Desk, anyone, done

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
    "courrier_restitution",
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


def opened_of(desk: Desk) -> Opened:
    return read_case(desk.house, desk.case, anyone("supervisor"))


def sheet(desk: Desk, form: str, language: str = "fr") -> str:
    """A form as a page, read as text: without its style, its tags and its isolates."""
    page = draw_form(desk.house, opened_of(desk), form, language, as_pdf=False).decode("utf-8")
    body = re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub("[\u2066-\u2069\u200e\u200f]", "", html.unescape(body)))


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_form_prints_at_every_stage(desk, stage, language):
    stage(desk)
    for form in FORMS:
        assert desk.case in sheet(desk, form, language)
        pdf = draw_form(desk.house, opened_of(desk), form, language, as_pdf=True)
        assert pdf.startswith(b"%PDF")
        assert pdf.rstrip().endswith(b"%%EOF")


def test_the_forms_tried_here_are_all_there_are(desk):
    """But what is handed to a person about themselves, which is of no case."""
    assert {entry.id for entry in desk.house.printer.forms()} - {"dossier_remis"} == set(FORMS)


def test_a_fictitious_case_is_marked_on_every_sheet(desk):
    at_papers(desk)
    for form in FORMS:
        page = draw_form(desk.house, opened_of(desk), form, "fr", as_pdf=False).decode("utf-8")
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
    return read_case(desk.house, desk.case, anyone("agent")).machine.definition.fields["motif_refus"].answers[motive]


@pytest.mark.parametrize("motive", ["carte_sejour", "ne_a_domicile", "sans_motif"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_letter_quotes_the_answer_to_the_motive_and_its_basis(desk, motive, language):
    at_refusal(desk, motive)
    text, answer = sheet(desk, "courrier_refus", language), answer_to(desk, motive)
    definition = read_case(desk.house, desk.case, anyone("agent")).machine.definition
    assert definition.fields["motif_refus"].options[motive].of(language) in text
    for word in re.split(r"[*\s]+", answer.text.of(language)):
        assert word in text
    for name in answer.basis:
        read = definition.sources[name].confidence == "sourced"
        assert (definition.sources[name].title.of(language) in text) == read


def test_the_letter_quotes_no_ground_of_another_motive(desk):
    at_refusal(desk, "carte_sejour")
    sources = read_case(desk.house, desk.case, anyone("agent")).machine.definition.sources
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
    office = form_data(desk.house, read_case(desk.house, desk.case, anyone("agent")), "fr")["refusal"]["office"]
    assert "Tiznit" in office
    desk.do("former_recours")
    assert form_data(desk.house, read_case(desk.house, desk.case, anyone("agent")), "fr")["refusal"]["office"] == office


def test_a_motive_corrected_later_is_told_of_the_day_it_was_given(desk):
    at_refusal(desk)
    desk.wait(3)
    done(desk.ask(Correct({"motif_refus": "acte_mariage"}, "lu sur le papier")))
    refusal = form_data(desk.house, read_case(desk.house, desk.case, anyone("agent")), "fr")["refusal"]
    assert (refusal["day"], refusal["motive"]) == ("2026-11-06", "« Pas d'acte de mariage »")


def test_a_refusal_undone_is_in_no_letter(desk):
    at_refusal(desk)
    done(desk.ask(Revert(desk.held().case.sequence, "mauvais bouton")))
    data = form_data(desk.house, read_case(desk.house, desk.case, anyone("agent")), "fr")
    assert data["refusal"] == {}


def test_a_motive_without_a_prepared_answer_leaves_the_grounds_of_the_step(desk):
    at_refusal(desk, "autre")
    opened = read_case(desk.house, desk.case, anyone("agent"))
    data = form_data(desk.house, opened, "fr", ["refusal", "bases"])
    assert data["refusal"]["answer"] == ""
    definition = opened.machine.definition
    step = definition.states["refus_bec"].basis
    assert [each["title"] for each in data["bases"]] == [definition.sources[name].title.fr for name in step]
    assert len(step) < len(opened.guidance.bases)


def test_the_counter_reads_the_same_answer(desk):
    at_refusal(desk)
    (told,) = counter_answers(desk.house, read_case(desk.house, desk.case, anyone("agent")), "fr")
    answer = answer_to(desk, "carte_sejour")
    assert told["text"] == answer.text.fr
    assert [basis["id"] for basis in told["basis"]] == list(answer.basis)


# --- the letter for a receipt ---


def test_the_letter_for_a_withheld_receipt_says_what_was_filed_where_and_when(desk):
    without_receipt(desk)
    text = sheet(desk, "courrier_recepisse")
    definition = read_case(desk.house, desk.case, anyone("agent")).machine.definition
    assert "Déposer la déclaration" in text
    assert "6 novembre 2026" in text
    assert "Aucun récépissé ne m'a été remis" in text.replace("’", "'")
    opened = read_case(desk.house, desk.case, anyone("agent"))
    data = form_data(desk.house, opened, "fr", ["receipt", "bases"])
    basis = definition.documents["recepisse"].basis
    assert [each["title"] for each in data["bases"]] == [definition.sources[name].title.fr for name in basis]
    assert [each["title"] for each in data["bases"] if each["title"] in text] == [
        definition.sources["loi_55_19"].title.fr
    ]


@pytest.mark.parametrize("form", ["courrier_refus", "courrier_recours", "demande_inscription"])
def test_a_letter_quotes_few_texts_and_only_read_ones(desk, form):
    """What nobody has read, and a page of texts, harm the person who signs."""
    at_refusal(desk)
    opened = read_case(desk.house, desk.case, anyone("agent"))
    (takes,) = (entry.takes for entry in desk.house.printer.forms() if entry.id == form)
    quoted = form_data(desk.house, opened, "fr", takes, letter=True)["bases"]
    assert 0 < len(quoted) <= 4
    assert {each["confidence"] for each in quoted} == {"sourced"}
    if form != "demande_inscription":
        assert quoted[0]["title"] == opened.machine.definition.sources["etrangers_au_maroc_art_17"].title.fr
    everything = form_data(desk.house, opened, "fr", takes)["bases"]
    assert "to_validate" in {each["confidence"] for each in everything}
    text = sheet(desk, form)
    for each in everything:
        assert (each["title"] in text) == (each in quoted)


def test_a_receipt_that_was_given_is_named_by_its_number(desk):
    at_the_office(desk)
    desk.do("deposer", receipt=Receipt("118/2026", None))
    assert "118/2026" in sheet(desk, "courrier_recepisse")


def test_the_letter_for_a_receipt_is_for_the_office_where_it_was_filed(desk):
    without_receipt(desk)
    office = form_data(desk.house, read_case(desk.house, desk.case, anyone("agent")), "fr")["receipt"]["office"]
    assert "Tiznit" in office
    desk.do("refus_apres_depot", fields={"motif_refus": "sans_motif"})
    desk.do("former_recours")
    assert form_data(desk.house, read_case(desk.house, desk.case, anyone("agent")), "fr")["receipt"]["office"] == office


# --- the page that the person takes home ---


def data_of(desk: Desk, *takes: str, language: str = "fr") -> dict:
    return form_data(desk.house, read_case(desk.house, desk.case, anyone("supervisor")), language, takes)


def test_the_page_lists_the_shortest_set_and_a_few_ways_round_it(desk):
    at_papers(desk)
    bring = data_of(desk)["bring"]
    missing = {each["title"] for each in desk.next()["missing_shortest"]}
    assert {paper["title"] for group in bring["groups"] for paper in group["papers"]} == missing
    assert any(group["instead"] for group in bring["groups"])
    assert all(len(group["instead"]) <= 2 for group in bring["groups"])
    for group in bring["groups"]:
        wanted = {paper["title"] for paper in group["papers"]}
        assert not any(wanted & {paper["title"] for paper in way["papers"]} for way in group["instead"])
    text = sheet(desk, "fiche_personne")
    assert all(title in text for title in missing)


def test_a_person_is_sent_to_the_office_with_the_papers_in_hand(desk):
    """The step that files asks for no paper any more: « rien à apporter » would send them there empty-handed."""
    at_papers(desk)
    assert "Prenez avec vous" not in sheet(desk, "liste_pieces")
    desk.papers(attestation_domicile="received", passeport_mere="received")
    desk.do("completer")
    for form in ("fiche_personne", "liste_pieces"):
        assert "Prenez avec vous, en original" in sheet(desk, form)
        assert "Rien à apporter" not in sheet(desk, form)
        assert "خذوا معكم" in sheet(desk, form, "ar")
    assert "Déjà réuni Attestation administrative de naissance à domicile Passeport de la mère" in re.sub(
        "[^\\w\\s']+ ?", "", sheet(desk, "liste_pieces")
    )


def test_an_office_is_said_where_it_stands_not_where_the_person_lives(desk):
    """« CNSS, agence d'Agadir », and not « …, Aït Melloul » for who lives there."""
    at_refusal(desk)
    desk.do("former_recours")
    opened = read_case(desk.house, desk.case, anyone("agent"))
    shown = data_of(desk)["offices"]
    for step, place in zip([each for each in opened.guidance.offices if each.office], shown, strict=True):
        stands = desk.house.territory.communes.get(step.office.commune or "")
        assert place["commune"] in ("", stands.fr if stands else "")
        assert not place["commune"] or place["commune"] not in place["name"]


def test_what_may_turn_out_to_be_due_is_not_on_the_page_yet(desk):
    """A page that asked for a death certificate before anybody had died would frighten; the longer list has it."""
    done(desk.open("vehicule_retour"))
    done(desk.ask(Force("rassembler_pieces", "repris d'un dossier papier"), actor=SUPERVISOR))
    open_questions = [group for group in desk.next()["documents"] if group["due"] is None]
    undecided = [group["title"] for group in open_questions if group["need"] == "required"]
    assert undecided
    bring = data_of(desk)["bring"]
    assert not {group["title"] for group in bring["groups"]} & set(undecided)
    assert bring["left_out"] == len(undecided)
    assert "demandez la liste complète" in sheet(desk, "fiche_personne")
    assert "Rien à apporter" not in sheet(desk, "fiche_personne")


def test_what_is_written_at_the_desk_is_not_for_the_person_to_bring(desk):
    done(desk.open("scolarisation"))
    done(desk.ask(Force("collecte_pieces", "repris d'un dossier papier"), actor=SUPERVISOR))
    groups = data_of(desk)["bring"]["groups"]
    assert [[paper["title"] for paper in each["papers"]] for each in groups if each["here"]] == [
        ["Demande écrite d'inscription"]
    ]
    text = sheet(desk, "fiche_personne")
    brought, here = text.split("À faire ici, au bureau", 1)
    assert "Demande écrite d'inscription" in here
    assert "Demande écrite d'inscription" not in brought


def test_the_words_of_an_alert_are_read_not_shown_with_their_marks(desk):
    at_papers(desk)
    done(desk.ask(Do("signaler_urgence")))
    text = sheet(desk, "resume_dossier")
    assert "Urgence : la sécurité d'abord" in text.replace("\u00a0", " ").replace("’", "'")
    assert "**" not in text


def test_what_was_brought_is_not_asked_again(desk):
    at_papers(desk)
    before = len(data_of(desk)["bring"]["groups"])
    desk.papers(attestation_domicile="received", passeport_mere="rejected")
    data = data_of(desk)
    assert len(data["bring"]["groups"]) < before
    assert data["held"] == [{"title": "Attestation administrative de naissance à domicile", "status": "received"}]


def test_the_page_says_the_step_the_office_and_the_day_without_a_name(desk):
    at_papers(desk)
    correct_person(desk.house, desk.held().case.subject, {"name": "Aminata Diallo"}, "dit par elle", AGENT)
    done(desk.ask(Assign("brahim")))
    text = sheet(desk, "fiche_personne")
    for words in (desk.next()["state"]["title"], "Tiznit", "mardi 1er décembre 2026", "à confirmer", "brahim"):
        assert words in text
    assert "Aminata" not in text


def test_the_page_of_a_protected_case_is_discreet(family):
    family.actor = SUPERVISOR
    done(family.open("abri"))
    assert data_of(family)["case"]["discreet"] is True
    told = family.next(role="supervisor")
    digest = family.held().case.digest[:DIGEST_SHOWN]
    for form in ("fiche_personne", "formulaire_consentement"):
        page = print_form(family.house, family.case, form, "fr", anyone("supervisor"), as_pdf=False).decode("utf-8")
        for secret in (told["process_title"], told["state"]["title"], digest):
            assert not re.search(rf"\b{secret}\b", page.split("</style>")[1]), (form, secret)


def test_no_sheet_of_a_protected_case_has_its_steps_nor_where_one_goes(family):
    family.actor = SUPERVISOR
    done(family.open("abri"))
    data = data_of(family)
    assert [data["case"][name] for name in ("process_title", "state_title", "digest")] == ["", "", ""]
    assert [data[name] for name in ("steps", "documents", "offices", "deadlines", "next_actions")] == [[]] * 5


@pytest.mark.parametrize("form", ["liste_pieces", "resume_dossier", "fiche_liaison", "courrier_refus"])
def test_a_protected_case_prints_only_what_its_pathway_lists(family, form):
    family.actor = SUPERVISOR
    done(family.open("abri"))
    with pytest.raises(NotPrintedHere) as refused:
        print_form(family.house, family.case, form, "fr", anyone("supervisor"), as_pdf=False)
    assert "formulaire_consentement, fiche_personne" in refused.value.remedy


# --- what letters take of the case ---


def test_an_appeal_goes_to_the_authority_of_the_step_not_to_who_refused(desk):
    at_refusal(desk)
    desk.do("former_recours")
    data = data_of(desk)
    offices = desk.next()["offices"]
    services = dict.fromkeys(office["service"] for office in offices)
    assert len(data["addressees"]) == len(services) > 1
    names = [each["name"] for each in data["addressees"]]
    assert names[0] == (offices[0]["name"] or offices[0]["service_title"])
    assert data["refusal"]["office"] not in names
    text = sheet(desk, "courrier_recours")
    assert all(name in text for name in names)
    assert data["refusal"]["office"] in text
    assert "revenir sur ce refus" in text


def at_school_refused(desk: Desk) -> None:
    child = {"date_naissance": "2020-03-14", "commune_ecole": "agadir", "famille": "autre_pays", "projet": "primaire"}
    school = {"dernier_niveau": "jamais_scolarise", "interruption_annees": 0, "responsable_legal": "parent"}
    done(desk.open("scolarisation", fields=child | school))
    desk.agree("accompagnement")
    for trigger in ("ouvrir_demande", "voie_scolaire", "ecrire_demande", "etablir_declaration", "completer_dp"):
        desk.do(trigger)
    desk.do("deposer_dp", receipt=Receipt("DP-311", None))
    desk.do("decision_non", fields={"motif_refus": "acte_naissance"})


def test_an_appeal_tells_the_filing_that_was_refused_not_its_own(desk):
    at_school_refused(desk)
    desk.do("contester_dp")
    desk.do("deposer_recours_aref", receipt=Receipt("A-88", None))
    text = sheet(desk, "courrier_recours")
    assert "DP-311" in text
    assert "A-88" not in text


@pytest.mark.parametrize(("language", "asked"), [("fr", "récépissé daté"), ("ar", "وصلا مؤرخا")])
def test_a_receipt_already_held_is_told_and_not_asked_for_again(desk, language, asked):
    at_school_refused(desk)
    text = sheet(desk, "courrier_refus", language)
    assert "DP-311" in text
    assert asked not in text


@pytest.mark.parametrize(("language", "asked"), [("fr", "récépissé daté"), ("ar", "وصلا مؤرخا")])
def test_what_was_filed_elsewhere_is_not_what_this_office_refused(desk, language, asked):
    """The request for the local authority's attestation has a receipt of its own; the counter gave none."""
    at_papers(desk)
    desk.do("demander_attestation")
    desk.do("deposer_demande_attestation", receipt=Receipt("AL-7", None))
    done(desk.ask(Force("pret_a_declarer", "repris d'un dossier papier"), actor=SUPERVISOR))
    desk.do("refus_au_guichet", fields={"motif_refus": "carte_sejour"})
    text = sheet(desk, "courrier_refus", language)
    assert "AL-7" not in text
    assert asked in text


def test_what_was_filed_after_a_refusal_is_told_after_it(desk):
    at_refusal(desk)
    done(desk.ask(Force("pret_a_declarer", "le bureau reçoit"), actor=SUPERVISOR))
    desk.do("deposer", receipt=Receipt("118", None))
    done(desk.ask(Force("recours_amiable", "silence"), actor=SUPERVISOR))
    text = sheet(desk, "courrier_recours")
    assert text.index("ma demande a été refusée") < text.index("Depuis, le") < text.index("118")


def test_a_letter_never_guesses_the_office_of_a_step_that_has_several(desk):
    """An act done in a step of appeal went to one of four services: the letter leaves the line to be filled in."""
    at_refusal(desk)
    desk.do("former_recours")
    done(desk.ask(Correct({"motif_refus": "acte_mariage"}, "lu sur le papier")))
    at_one_office = data_of(desk)["refusal"]["office"]
    assert "Tiznit" in at_one_office
    opened = read_case(desk.house, desk.case, anyone("agent"))
    assert office_of(desk.house, opened, "recours_amiable", "fr") == ""
    assert office_of(desk.house, opened, "pret_a_declarer", "fr") == at_one_office


def test_a_reminder_counts_the_days_since_the_filing(desk):
    at_the_office(desk)
    desk.do("deposer", receipt=Receipt("118/2026", None))
    desk.wait(12)
    assert data_of(desk)["receipt"]["elapsed"] == 12
    text = sheet(desk, "courrier_relance")
    assert "118/2026" in text
    assert "12 jours" in text


def test_a_clock_on_a_letter_has_its_basis(desk):
    at_papers(desk)
    opened = read_case(desk.house, desk.case, anyone("agent"))
    (clock, *_) = [view for view in opened.guidance.clocks if view.deadline.kind == "legal"]
    sources = opened.machine.definition.sources
    shown = next(each for each in data_of(desk)["deadlines"] if each["title"] == clock.deadline.title.fr)
    assert [each["title"] for each in shown["bases"]] == [sources[name].title.fr for name in clock.deadline.basis]


def test_fields_are_printed_in_words_and_only_those_that_may_be(desk):
    done(desk.open("naissance", fields={**BORN, "point_attention": True}))
    wanted = ["date_naissance", "lieu_accouchement", "commune_naissance", "prenom_verifie", "point_attention"]
    taken = [f"fields.{name}" for name in wanted]
    said = data_of(desk, *taken)["fields"]
    assert said == {
        "date_naissance": "1er novembre 2026",
        "lieu_accouchement": "À domicile",
        "commune_naissance": "Tiznit",
        "prenom_verifie": "oui",
    }
    assert data_of(desk, *taken, language="ar")["fields"]["date_naissance"] == "1 نونبر 2026"
    assert data_of(desk)["fields"] == {}
    assert data_of(desk, "fields.projet")["fields"] == {}


def test_only_the_consent_to_share_with_a_service_of_the_step_is_on_its_sheet(desk):
    """The others are between the person and the desk; one that was withdrawn or has expired is no consent."""
    done(desk.open("naissance", fields={**BORN, "lieu_accouchement": "maternite_publique"}))
    desk.agree("accompagnement", "partage_hopital")
    desk.do("constituer_dossier")
    assert data_of(desk)["sharing"] == []
    done(desk.ask(Record({"situation_avis": "retenu_impaye"})))
    desk.do("signaler_avis_absent")
    (shown,) = data_of(desk)["sharing"]
    assert shown["title"] == "Parler de la naissance avec le service social de l'hôpital"
    assert shown["title"] in sheet(desk, "fiche_liaison")
    assert "accompagné" not in sheet(desk, "fiche_liaison")
    desk.wait(200)
    assert data_of(desk)["sharing"] == []
    desk.agree("partage_hopital")
    assert data_of(desk)["sharing"]
    done(desk.ask(GiveConsent("partage_hopital", False)))
    assert data_of(desk)["sharing"] == []


def test_the_consent_form_gives_the_words_of_the_consents_and_no_ground_of_the_step(desk):
    """Who signs reads what is agreed to; the texts of a birth are no part of it."""
    at_papers(desk)
    opened = read_case(desk.house, desk.case, anyone("agent"))
    text = sheet(desk, "formulaire_consentement")
    assert "Ce qui est gardé" in text
    assert opened.guidance.bases
    for source in opened.guidance.bases:
        assert source.title.fr not in text


# --- what is refused ---


@pytest.mark.parametrize("form", ["liste_pieces", "fiche_personne"])
def test_a_sheet_never_tells_who_is_followed_by_unhcr(desk, form):
    """The notes and texts of what is asked of them alone would tell it to whoever reads over their shoulder."""
    done(desk.open("naissance", fields=BORN | {"suivi_hcr": "reconnu"}))
    desk.agree("accompagnement")
    desk.do("constituer_dossier")
    page = print_form(desk.house, desk.case, form, "fr", anyone("agent"), as_pdf=False).decode()
    assert "onsulat" not in page
    assert "asile ou réfugié" not in page
    assert "Texte" in page or form != "liste_pieces"


def test_an_unknown_form_is_refused_with_the_nearest_one(desk):
    at_welcome(desk)
    with pytest.raises(UsageError, match="courrier_refus"):
        print_form(desk.house, desk.case, "courier_refus", "fr", anyone("agent"), as_pdf=False)


def test_a_sheet_of_another_step_is_refused_with_what_prints_here(desk):
    """A reminder to have it stamped, when it has been sent, is a false thing said on paper."""
    at_papers(desk)
    for form in ("courrier_recours", "rappel_certificat_vie", "courrier_relance", "demande_inscription"):
        with pytest.raises(NotPrintedHere) as refused:
            print_form(desk.house, desk.case, form, "fr", anyone("agent"), as_pdf=False)
        assert refused.value.exit_code == 1
        assert "liste_pieces" in refused.value.remedy
    for form in printable(desk.house, opened_of(desk)):
        assert print_form(desk.house, desk.case, form, "fr", anyone("agent"), as_pdf=False)


def test_what_an_act_prints_still_prints_once_it_has_led_elsewhere(desk):
    at_refusal(desk)
    desk.do("former_recours")
    assert "courrier_recours" in printable(desk.house, opened_of(desk))


def test_the_letter_proposed_for_a_withheld_receipt_prints(desk):
    without_receipt(desk)
    assert "courrier_recepisse" in printable(desk.house, opened_of(desk))
    assert print_form(desk.house, desk.case, "courrier_recepisse", "fr", anyone("agent"), as_pdf=False)


def test_an_unknown_case_prints_nothing(desk):
    with pytest.raises(CaseNotFound):
        print_form(desk.house, "D-0000-0000", "liste_pieces", "fr", anyone("agent"), as_pdf=False)


def test_a_case_handed_over_prints_for_its_new_desk(desk):
    at_papers(desk)
    done(desk.ask(Transfer("tiznit", "déménagement")))
    done(desk.ask(Assign("brahim")))
    data = form_data(desk.house, read_case(desk.house, desk.case, anyone("agent")), "ar")
    assert data["desk"]["commune"] == desk.house.territory.communes["tiznit"].ar
    assert data["desk"]["agent"] == "brahim"
    done(desk.ask(Do("signaler_urgence")))
    assert desk.case in sheet(desk, "resume_dossier", "ar")


def test_what_is_next_leaves_out_what_is_always_possible(desk):
    """« La personne accompagnée est décédée » is open from any step: as the next thing to do, it would insult."""
    at_papers(desk)
    data = form_data(desk.house, read_case(desk.house, desk.case, anyone("agent")), "fr")
    titles = {each["title"] for each in data["next_actions"]}
    assert "Demander l'attestation de naissance à domicile" in titles
    assert not titles & {"La personne accompagnée est décédée", "Suspendre le dossier", "Clore : l'accord est retiré"}


def test_nothing_open_from_several_steps_stands_on_the_list_for_a_power_of_attorney(desk):
    """« Un doute sur le bien : le protéger », on a paper that the family reads, would accuse the one who signs."""
    done(desk.open("succession_procuration_foncier"))
    for step in ("procuration", "attente_procuration"):
        done(desk.ask(Force(step, "repris d'un dossier papier"), actor=SUPERVISOR))
        for language in ("fr", "ar"):
            opened = read_case(desk.house, desk.case, anyone("agent"))
            text = sheet(desk, "liste_procuration", language)
            assert not [each.action.id for each in opened.guidance.actions if each.action.title.of(language) in text]
    assert "numéro de suivi" in sheet(desk, "liste_procuration")


def test_the_summary_says_what_the_desk_has_to_do_and_nothing_that_others_do(desk):
    done(desk.open("scolarisation"))
    done(desk.ask(Force("collecte_pieces", "repris d'un dossier papier"), actor=SUPERVISOR))
    assert {"title": "Écrire la demande avec le responsable"} in data_of(desk)["next_actions"]
    done(desk.ask(Force("scolarise", "repris d'un dossier papier"), actor=SUPERVISOR))
    text = sheet(desk, "resume_dossier")
    assert "longue absence" not in text.split("Et maintenant")[1]
    for step in read_case(desk.house, desk.case, anyone("agent")).guidance.actions:
        if step.action.by == "third_party":
            assert step.action.title.fr not in text.split("Et maintenant")[1]


def test_a_closed_case_says_that_it_is_closed(desk):
    closed(desk)
    assert "Le dossier est clos." in sheet(desk, "resume_dossier")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_yearly_reminder_sends_to_the_fund_and_has_it_stamped_here(desk, language):
    """An old man isn't told to get his stamp in Tours, nor the agency of Agadir in the town where he lives."""
    where, to = ("Où faire viser", "Où envoyer") if language == "fr" else ("أين يتم التأشير", "إلى أين ترسل")
    done(desk.open("certificat_vie", commune="tiznit"))
    supervisor = replace(SUPERVISOR, commune="tiznit")
    for step, away in (("viser", False), ("demander_retablissement", True)):
        done(desk.ask(Force(step, "repris d'un dossier papier"), actor=supervisor))
        text = sheet(desk, "rappel_certificat_vie", language)
        stamped, sent = text.split(where)[1].split(to)
        assert "Tours" not in stamped
        assert ("Tours" in sent) == away
    done(desk.ask(Force("viser", "repris d'un dossier papier"), actor=supervisor))
    offices = data_of(desk, language=language)["offices"]
    agency = next(each for each in offices if ("Agadir" if language == "fr" else "أكادير") in each["name"])
    assert (agency["commune"], agency["where"]) == ("", "here")
    for form in ("rappel_certificat_vie", "liste_pieces", "fiche_personne"):
        text = sheet(desk, form, language)
        if agency["name"] in text:
            assert f"{agency['name']}, " not in text
            assert f"{agency['name']}،" not in text
    assert agency["note"]
    assert agency["note"] in sheet(desk, "liste_pieces", language)


@pytest.mark.parametrize("protection", [None, "aucun", "demandeur", "reconnu", "ne_sait_pas"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_sheets_of_an_heir_under_protection_name_no_consulate(desk, protection, language):
    """Sheets or the screen's prompt: a consulate is named for « aucun » alone, and never when it isn't known."""
    done(desk.open("succession_procuration_foncier", fields={"heritiers_a_l_etranger": True}))
    desk.agree("accompagnement")
    done(desk.ask(Force("procuration", "repris d'un dossier papier"), actor=SUPERVISOR))
    desk.set(objet_procuration="immobiliere", **({} if protection is None else {"suivi_hcr_absent": protection}))
    consulate = re.compile(r"consul|قنصل")
    view = desk.next(language=language)
    here = next(each for each in view["actions"] if each["trigger"] == "procuration_au_consulat")
    assert not consulate.search(view["state"]["prompt"])
    named = [each["title"] for each in view["documents"] if each["due"] and consulate.search(each["title"])]
    if protection == "aucun":
        assert len(named) == 1
        return
    assert not here["possible"]
    assert named == []
    for form in ("liste_procuration", "fiche_personne", "liste_pieces", "resume_dossier"):
        assert not consulate.search(sheet(desk, form, language))
        pdf = print_form(desk.house, desk.case, form, language, anyone("agent"), as_pdf=True)
        if language == "fr":
            read = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
            assert "BAOM" in read
            assert "consul" not in read.casefold()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_nothing_to_bring_is_never_said_above_papers_that_are_useful(desk, language):
    """Who goes to a health centre needs no paper, and is better off with what they have."""
    done(desk.open("sante"))
    done(desk.ask(Force("inscription_essp", "repris d'un dossier papier"), actor=SUPERVISOR))
    useful = [group["title"] for group in desk.next(language=language)["documents"] if group["need"] == "useful"]
    assert useful
    nothing, none_due = {
        "fr": (("Rien à apporter", "Rien ne manque"), "Rien n'est obligatoire"),
        "ar": (("لا يلزم إحضار أي شيء", "لا تنقص أية وثيقة"), "لا شيء إلزامي"),
    }[language]
    for form in ("fiche_personne", "liste_pieces"):
        text = sheet(desk, form, language)
        assert [words for words in nothing if words in text] == []
        assert none_due in text
        assert [title for title in useful if title not in text] == []


def answered(desk: Desk) -> list[dict]:
    return counter_answers(desk.house, read_case(desk.house, desk.case, anyone("agent")), "fr")


def test_a_demand_that_is_not_due_is_offered_to_be_noted_until_it_is(desk):
    at_refusal(desk, "carte_sejour")
    assert [each["id"] for each in answered(desk)[0]["undue"]] == ["carte_sejour_mere", "carte_sejour_pere"]
    done(desk.ask(DemandUndue("carte_sejour_mere", "")))
    assert [each["id"] for each in answered(desk)[0]["undue"]] == ["carte_sejour_pere"]


def test_a_paper_that_is_due_is_no_undue_demand(desk):
    """A marriage certificate is due from Moroccan parents. Fails when the pathway's own condition isn't asked."""
    at_refusal(desk, "acte_mariage")
    assert [each["id"] for each in answered(desk)[0]["undue"]] == ["acte_mariage"]
    done(desk.ask(Correct({"couple": "marocain"}, "lu")))
    assert answered(desk)[0]["undue"] == []


def test_the_counter_has_nothing_more_to_be_told_once_it_has_accepted(desk):
    """Fails when « Que répondre au guichet » follows a family after their birth was registered."""
    at_refusal(desk, "carte_sejour")
    assert answered(desk)
    desk.do("refus_leve")
    assert answered(desk), "lifted, and not filed yet"
    target = desk.held().case.sequence
    if desk.held().case.state == "pret_a_declarer":
        desk.do("deposer", receipt=Receipt("118", None))
    else:
        desk.do("acte_signe")
    assert answered(desk) == []
    assert desk.held().case.sequence > target
