"""A case on its page: what is done there is the same as at the command line, and what isn't recorded isn't lost."""

import html
import re
import tempfile
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from engine.app.cases import perform
from engine.app.colleagues import has_desk
from engine.authority.allow import Resource
from engine.core.events import Actor, Force, Note, Transfer
from tests.app.desk import Desk
from tests.app.tampering import Hand
from tests.scans.samples import photograph
from tests.web.conftest import KEY, TOKEN, Browser
from tests.web.test_visits import filled, routes

Enter = Callable[..., Browser]
SUPERVISOR = Actor("omar", "supervisor", "tiznit")
IN_TIME = {
    "date_naissance": "2026-11-01",
    "commune_naissance": "inezgane",
    "lieu_accouchement": "maternite_publique",
    "couple": "etranger",
    "filiation": "deux_parents",
    "declarant": "mere",
    "situation_avis": "original_en_main",
    "suivi_hcr": "aucun",
    "enfant_avec_famille": True,
    "declaration_deja_faite": False,
}
"What is known of a birth in a maternity ward, declared in time."


def opened(desk: Desk, browser: Enter, process: str = "accueil", part: str = "agent.tiznit") -> Browser:
    desk.open(process, commune="tiznit")
    agent = browser(part)
    agent.get(f"/cases/{desk.case}")
    return agent


def sent(agent: Browser, path: str, **values: object) -> int:
    key = KEY.search(agent.text)
    assert key is not None
    return agent.post(path, key=key[1], **values).status_code


def test_an_act_is_recorded_once_and_the_page_says_so(desk: Desk, browser: Enter):
    agent = opened(desk, browser)
    assert (
        sent(agent, f"/cases/{desk.case}/consents/accompagnement", given="yes", expect=desk.held().case.sequence) == 200
    )
    assert desk.kinds()[-1] == "consented"
    assert "Enregistré" in agent.text


def test_the_same_form_sent_twice_is_one_act(desk: Desk, browser: Enter):
    agent = opened(desk, browser)
    expect = desk.held().case.sequence
    key = KEY.search(agent.text)
    assert key is not None
    page = agent.page
    for _ in range(2):
        agent.page = page
        agent.post(f"/cases/{desk.case}/consents/accompagnement", given="yes", expect=expect, key=key[1])
    assert desk.kinds().count("consented") == 1
    assert "Enregistré" in agent.text


def test_a_refusal_says_every_reason_and_keeps_what_was_typed(desk: Desk, browser: Enter):
    agent = opened(desk, browser, "naissance")
    typed = "Un motif « bien à soi »"
    assert (
        sent(
            agent,
            f"/cases/{desk.case}/do/constituer_dossier",
            **{"do.constituer_dossier.reason": typed, "set.date_naissance": "2026-11-01"},
        )
        == 422
    )
    assert "Rien n&#39;a été enregistré" in agent.text
    assert desk.kinds() == ["opened"]


def test_a_conflict_shows_who_changed_what_and_keeps_what_was_typed(desk: Desk, browser: Enter):
    """Fails when the page forgets the number that it was made at, or the text that was typed."""
    agent = opened(desk, browser, "naissance")
    before = desk.held().case.sequence
    colleague = Actor("zahra", "agent", "tiznit")
    perform(desk.house, desk.case, Note("vu ce matin"), colleague, desk.today)
    assert sent(agent, f"/cases/{desk.case}/notes", note__text="Rappeler <jeudi>", expect=before) == 409
    shown = html.unescape(agent.text)
    assert "zahra" in shown
    assert "Rappeler <jeudi>" in shown
    assert "Rappeler <jeudi>" not in agent.text
    assert desk.kinds() == ["opened", "noted"]
    assert sent(agent, f"/cases/{desk.case}/notes", note__text="Rappeler <jeudi>", expect=before + 1) == 200
    assert desk.kinds() == ["opened", "noted", "noted"]


@pytest.mark.parametrize("digits", [10, 5_000])
def test_a_number_of_any_length_is_no_failure(desk: Desk, browser: Enter, digits: int):
    """Fails when what Python makes no number of (4,300 digits) is told as a failure of the program."""
    agent, many = opened(desk, browser), "9" * digits
    case = f"/cases/{desk.case}"
    assert agent.get(f"{case}/undo/{many}").status_code == 404
    assert agent.get(f"{case}?since={many}").status_code == 200
    assert agent.post(f"{case}/reverts", revert__step=many, revert__reason="essai").status_code == 422
    agent.get(case)
    assert agent.post(f"{case}/notes", note__text="Rappeler", expect=many).status_code == 409
    assert [event.kind for event in desk.history()] == ["opened"]


def test_the_page_and_the_command_line_write_the_same_events(desk: Desk, browser: Enter):
    agent = opened(desk, browser, "naissance")
    first = desk.case
    sent(agent, f"/cases/{first}/fields", set__date_naissance="2026-11-01", set__lieu_accouchement="domicile")
    desk.open("naissance", commune="tiznit")
    desk.set(date_naissance="2026-11-01", lieu_accouchement="domicile")
    web, line = desk.history(first)[1:], desk.history()[1:]
    assert [(each.kind, each.trigger, each.to_state, each.happened_on) for each in web] == [
        (each.kind, each.trigger, each.to_state, each.happened_on) for each in line
    ]
    assert [{**each.body, "seal": ""} for each in web] == [{**each.body, "seal": ""} for each in line]


def test_a_case_of_another_desk_is_a_case_that_is_not_there(desk: Desk, browser: Enter):
    """Each page and each form, with a true number and with one that nobody has: the same status, the same words.

    Fails when one of them looks at the case before it looks at who asks.
    """
    desk.open("naissance", commune="ait_melloul")
    agent = browser("agent.tiznit")
    agent.get("/")
    tried = 0
    for method, path in routes():
        if "{word}" not in path:
            continue
        told = []
        there = desk.held().case.subject if path.startswith("/people") else desk.case
        for case in (there, f"{there[0]}-0000-0000"):
            at = filled(path, case)
            agent.get("/people")
            typed = {"text": "x", "reason": "x", "given": "yes", "seed": "1"}
            answer = agent.client.get(at) if method == "GET" else agent.post(at, **typed)
            told.append((answer.status_code, answer.text.replace(case, "")))
        assert told[0][0] == 404 or (told[0][0] == 403 and (path.startswith("/audit") or "/story" in path)), path
        strip = [text[text.index("<main") :] for _, text in told]
        assert strip[0] == strip[1], path
        tried += 1
    assert tried > 10
    assert desk.kinds() == ["opened"]


def test_a_name_in_an_address_is_refused_nowhere_because_none_is_put_there(desk: Desk, browser: Enter):
    """A name that is looked for is sent in the body: addresses are kept by proxies and histories."""
    agent = opened(desk, browser)
    agent.get("/people")
    answer = agent.post("/people", words="Aminata Diallo")
    assert answer.status_code == 200
    assert "Aminata" not in str(answer.url)


def test_who_is_found_was_born_on_a_day_in_words(desk: Desk, browser: Enter):
    agent = opened(desk, browser)
    agent.get("/people")
    agent.post("/cases/people", name="Aminata Diallo", birth_date="1994-02-03")
    agent.get("/people")
    agent.post("/people", words="Aminata Diallo")
    assert "né(e) : 3 février 1994" in agent.text


def test_a_scan_is_joined_and_opened_as_a_file_that_can_do_nothing(
    desk: Desk, browser: Enter, monkeypatch: pytest.MonkeyPatch
):
    """Fails too when a large file is laid on the disk in clear while it is received."""
    laid: list[object] = []
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", laid.append)
    desk.open("naissance", commune="tiznit")
    desk.agree("accompagnement")
    desk.set(**IN_TIME)
    desk.do("constituer_dossier")
    agent = browser("agent.tiznit")
    page = agent.get(f"/cases/{desk.case}")
    papers = re.findall(r'name="papers\.is\.([a-z0-9_]+)"', page.text)
    token = TOKEN.search(page.text)
    assert token is not None
    data = {"token": token[1], "one.document": papers[0], "key": "scan-1"}
    files = {"one.file": ("Aminata Diallo.jpg", photograph() + bytes(3_000_000), "image/jpeg")}
    answer = agent.client.post(f"/cases/{desk.case}/scans", data=data, files=files)
    assert answer.status_code == 200, answer.text
    link = re.search(rf'"(/cases/{desk.case}/scans/[^"]+)"', answer.text)
    assert link is not None
    assert laid == []
    scan = agent.client.get(link[1])
    assert scan.headers["content-disposition"].startswith("attachment")
    assert "Aminata" not in scan.headers["content-disposition"]
    assert "sandbox" in scan.headers["content-security-policy"]
    assert scan.content.startswith(b"\xff\xd8")
    assert browser("agent.ait-melloul").client.get(link[1]).status_code == 404


def test_a_paper_of_several_groups_is_asked_for_once_and_what_isnt_due_is_folded_away(desk: Desk, browser: Enter):
    """Fails when a paper that serves two demands has two boxes, which would answer each other."""
    desk.open("naissance", commune="tiznit")
    desk.agree("accompagnement")
    desk.set(**IN_TIME)
    desk.do("constituer_dossier")
    agent = browser("agent.tiznit")
    page = agent.get(f"/cases/{desk.case}").text
    boxes = re.findall(r'<select id="[^"]+" name="papers\.is\.([a-z0-9_]+)"', page)
    assert len(boxes) == len(set(boxes)) > 3
    assert (
        sent(
            agent,
            f"/cases/{desk.case}/papers",
            papers__was__passeport_mere="missing",
            papers__is__passeport_mere="received",
        )
        == 200
    )
    assert desk.held().case.documents["passeport_mere"]["status"] == "received"
    due, _, folded = page.partition("Pas demandé à cette personne")
    assert 'name="papers.is.avis_naissance"' in due
    assert folded


def form_of(page: str) -> dict[str, str]:
    """The one form of a page as a browser sends it with nothing touched: hidden values, and its own defaults."""
    found = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page[page.index('class="columns one"') :])
    )
    chosen = re.findall(r'<select id="[^"]+" name="([^"]+)">.*?<option value="([^"]*)" selected', page)
    dated = re.findall(r'name="([^"]+)" type="date" max="[^"]+" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in (*found.items(), *chosen, *dated)}


def test_one_act_keeps_what_was_typed_for_the_others(desk: Desk, browser: Enter):
    """Fails when the page that answers an act forgets the answers, the papers and the note beside it."""
    desk.open("naissance", commune="tiznit")
    desk.agree("accompagnement")
    desk.set(**IN_TIME)
    desk.do("constituer_dossier")
    agent = browser("agent.tiznit")
    form = form_of(agent.get(f"/cases/{desk.case}").text)
    mine = {
        "note.text": "Rappeler <jeudi>",
        "papers.is.avis_naissance": "received",
        "correct.date_naissance.reason": "Date mal lue.",
    }
    answer = agent.client.post(f"/cases/{desk.case}/notes", data=form | mine)
    assert desk.kinds()[-1] == "noted"
    shown = html.unescape(answer.text)
    assert "Rappeler <jeudi></textarea>" not in shown
    assert 'value="Date mal lue."' in shown
    again = form_of(answer.text)
    assert again["papers.is.avis_naissance"] == "received"
    agent.client.post(f"/cases/{desk.case}/papers", data=again | {"correct.date_naissance.reason": "Date mal lue."})
    assert desk.kinds()[-1] == "document_changed"


def test_a_page_on_which_nothing_else_was_typed_is_gone_on_from(desk: Desk, browser: Enter):
    """Fails when what the page fills by itself counts as typed: to load it again would send the act again."""
    agent = opened(desk, browser, "naissance")
    form = form_of(agent.text) | {"note.text": "Rappeler jeudi"}
    answer = agent.client.post(f"/cases/{desk.case}/notes", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/cases/{desk.case}?since=2")


def test_the_enter_key_of_a_browser_without_script_records_nothing_and_loses_nothing(desk: Desk, browser: Enter):
    agent = opened(desk, browser, "naissance")
    answer = agent.post(f"/cases/{desk.case}/typed", note__text="Rappeler jeudi")
    assert answer.status_code == 200
    assert "Rappeler jeudi</textarea>" in answer.text
    assert "Rien n&#39;a été enregistré" in answer.text
    assert desk.kinds() == ["opened"]


def test_a_question_skipped_in_an_earlier_step_can_still_be_answered(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit")
    desk.agree("accompagnement")
    desk.set(**{name: value for name, value in IN_TIME.items() if name != "suivi_hcr"})
    skipped = "suivi_hcr"
    desk.do("constituer_dossier")
    agent = browser("agent.tiznit")
    page = agent.get(f"/cases/{desk.case}").text
    assert "À compléter" in page
    assert f'name="set.{skipped}"' in page
    agent.post(f"/cases/{desk.case}/fields", **{f"set.{skipped}": "aucun"})
    assert desk.kinds()[-1] == "recorded"
    assert f'name="set.{skipped}"' not in agent.text


def test_a_paper_is_received_in_a_step_that_asks_for_none(desk: Desk, browser: Enter):
    browser("superviseur.formation")
    browser("agent.ait-melloul")
    agent = opened(desk, browser, "naissance")
    offered = agent.text.partition('<select id="one"')[2].partition("</select>")[0]
    names = re.findall(r'<option value="([a-z0-9_]+)"', offered)
    name = next(each for each in names if f'name="papers.is.{each}"' not in agent.text)
    agent.post(f"/cases/{desk.case}/paper", one__document=name, one__status="received", one__issued="2024-05-02")
    paper = desk.held().case.documents[name]
    assert (paper["status"], paper["issued"]) == ("received", "2024-05-02")
    assert "Autres pièces du dossier" in agent.text


def test_what_is_told_of_an_agreement(desk: Desk, browser: Enter):
    """Its text in the language it is read in, its end, who recorded it; and it can be withdrawn."""
    agent = opened(desk, browser, "naissance")
    assert agent.text.count('class="prose read" lang="ar"') >= 1
    agent.post(f"/cases/{desk.case}/consents/accompagnement", given="yes", **{"consent.accompagnement.language": "ar"})
    assert desk.held().case.consents["accompagnement"]["language"] == "ar"
    assert "Enregistré par agent.tiznit ; lu en : العربية" in agent.text
    agent.post(f"/cases/{desk.case}/consents/accompagnement", given="no")
    assert desk.held().case.consents["accompagnement"]["given"] is False
    assert "<small>retiré le " in agent.text
    assert "a été retiré, ou ne vaut plus" in agent.text
    agent.post(f"/cases/{desk.case}/consents/statistiques", given="no")
    assert "<small>refusé le " in agent.text


@pytest.mark.parametrize(("language", "blank"), [("fr", " "), ("ar", ""), ("en", "")])
def test_what_is_on_record_keeps_to_its_language_s_colon(desk: Desk, browser: Enter, language: str, blank: str):
    """Fails when Arabic has the blank that French sets before a colon."""
    agent = opened(desk, browser, "naissance")
    desk.set(**IN_TIME)
    blanks = re.findall(r"<summary>[^<]*?(\s*): <bdi>", agent.get(f"/cases/{desk.case}?lang={language}").text)
    assert set(blanks) == {blank}


def test_a_receipt_is_shown_and_one_that_came_late_is_recorded(desk: Desk, browser: Enter):
    """Its number, its day and its office; of one that was withheld, that it was, until it comes."""
    desk.open("naissance", commune="tiznit")
    desk.ask(Force("attestation_domicile", "Née à la maison."), actor=SUPERVISOR)
    agent = browser("agent.tiznit")
    agent.get(f"/cases/{desk.case}")
    act = {"do.deposer_demande_attestation.receipt": "none", "do.deposer_demande_attestation.reason": "Rien remis."}
    agent.post(f"/cases/{desk.case}/do/deposer_demande_attestation", **act)
    assert "récépissé non remis" in agent.text
    late = {"receipt.recepisse_attestation.receipt_day": "2026-11-05"}
    agent.post(f"/cases/{desk.case}/receipts/recepisse_attestation", **late)
    assert desk.held().case.flags == ["forced"]
    assert "récépissé venu depuis" in agent.text
    act = {"do.deposer_demande_attestation.receipt_number": "118/2026"}
    agent.post(f"/cases/{desk.case}/do/deposer_demande_attestation", **act)
    assert "n° 118/2026, du 6 novembre 2026" in agent.text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_page_tells_what_is_missing_as_somebody_who_types_no_command_needs_it(
    desk: Desk, browser: Enter, language: str
):
    desk.open("naissance", commune="tiznit")
    desk.ask(Force("attestation_domicile", "Née à la maison."), actor=SUPERVISOR)
    agent = browser("agent.tiznit")
    agent.get(f"/cases/{desk.case}?lang={language}")
    agent.post(f"/cases/{desk.case}/do/deposer_demande_attestation")
    said = re.sub(r"<[^>]*>", " ", html.unescape(agent.text[agent.text.index('id="told"') :]))
    assert re.findall(r"--\w+|\bbaom\b|\b[a-z]+_[a-z_]+\b|\bsysteme\b", said) == []


def test_an_earlier_step_is_undone_from_its_line_once_what_it_takes_back_was_read(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit")
    desk.agree("accompagnement")
    desk.set(date_naissance="2026-11-01")
    desk.set(lieu_accouchement="domicile")
    agent = browser("agent.tiznit")
    assert f'/cases/{desk.case}/undo/3"' in agent.get(f"/cases/{desk.case}").text
    noted = len(desk.house.store.read(lambda reading: list(reading.sights("0", "9"))))
    page = agent.get(f"/cases/{desk.case}/undo/3").text
    assert len(desk.house.store.read(lambda reading: list(reading.sights("0", "9")))) == noted + 1
    assert "Date de naissance" in page
    assert "2026" in page
    agent.post(f"/cases/{desk.case}/reverts", **{"revert.step": 3, "revert.reason": "Mauvais dossier."})
    assert desk.kinds()[-1] == "reverted"
    assert desk.held().case.fields["lieu_accouchement"] == "domicile"
    assert "date_naissance" not in desk.held().case.fields
    assert "ne peut pas être annulée" in agent.get(f"/cases/{desk.case}/undo/3").text
    assert agent.get(f"/cases/{desk.case}/undo/99").status_code == 404
    assert f'/cases/{desk.case}/undo/1"' not in agent.get(f"/cases/{desk.case}").text


def test_a_demand_that_is_not_due_is_noted_under_its_answer(desk: Desk, browser: Enter):
    """Fails when the paper has to be looked for among all of them, or is offered again once it is on record."""
    desk.open("naissance", commune="tiznit")
    desk.ask(Force("pret_a_declarer", "repris d'un dossier papier"), actor=SUPERVISOR)
    desk.set(couple="etranger")
    desk.do("refus_au_guichet", fields={"motif_refus": "carte_sejour"})
    agent = browser("agent.tiznit")
    offered = re.findall(r'name="one.document" value="(\w+)" formaction', agent.get(f"/cases/{desk.case}").text)
    assert offered == ["carte_sejour_mere", "carte_sejour_pere"]
    form = form_of(agent.text) | {"one.document": ["carte_sejour_mere", ""]}
    agent.client.post(f"/cases/{desk.case}/undue", data=form)
    assert desk.held().case.undue == ["carte_sejour_mere"]
    again = agent.get(f"/cases/{desk.case}").text
    assert 'value="carte_sejour_mere" formaction' not in again


def test_a_note_is_withdrawn_from_its_line_by_its_author_alone(desk: Desk, browser: Enter):
    """Fails when a colleague is offered it, when the page doesn't say that the text goes for ever, or when it stays."""
    agent = opened(desk, browser, "naissance")
    agent.post(f"/cases/{desk.case}/notes", **{"note.text": "Zineb attend mardi"})
    desk.ask(Note("Note du superviseur"), actor=SUPERVISOR)
    page = agent.get(f"/cases/{desk.case}").text
    assert "Retirer cette note…" in page
    assert f'/cases/{desk.case}/undo/3"' not in page
    assert "quelqu&#39;un d&#39;autre" in agent.get(f"/cases/{desk.case}/undo/3").text
    asked = agent.get(f"/cases/{desk.case}/undo/2").text
    assert "Zineb attend mardi" in asked
    assert "effacé de la base pour toujours" in asked
    agent.post(f"/cases/{desk.case}/reverts", **{"revert.step": 2, "revert.reason": "Mauvais dossier."})
    shown = html.unescape(agent.get(f"/cases/{desk.case}").text)
    assert "Zineb" not in shown
    assert "Note retirée" in shown
    assert "Mauvais dossier." in shown
    agent.post(f"/cases/{desk.case}/reverts", **{"revert.step": 3, "revert.reason": "Pas la mienne."})
    assert "La note n° 3 est de quelqu" in agent.text
    assert desk.kinds() == ["opened", "noted", "noted", "reverted"]


def test_a_case_is_given_to_a_colleague_of_the_list_and_back_to_the_desk(desk: Desk, browser: Enter):
    """Fails when the list offers an account that may not act there, or when giving back isn't offered."""
    browser("superviseur.formation")
    browser("agent.ait-melloul")
    agent = opened(desk, browser, "naissance")
    offered = agent.text.partition('<select id="assign"')[2].partition("</select>")[0]
    assert re.findall(r'value="([^"]+)"', offered) == ["agent.tiznit", "superviseur.formation"]
    agent.post(f"/cases/{desk.case}/assignments", assign__to="superviseur.formation")
    assert desk.held().case.assigned == "superviseur.formation"
    agent.post(f"/cases/{desk.case}/assignments", assign__to="*")
    assert desk.held().case.assigned is None


def test_a_case_of_another_desk_is_read_in_an_emergency_for_an_hour_and_no_more(desk: Desk, browser: Enter):
    """Fails when the page lets one act, when it needs no reason, or when it tells a number apart from nobody's."""
    desk.open("naissance", commune="ait_melloul")
    agent = browser("agent.tiznit")
    agent.get("/urgent")
    assert agent.post("/urgent", case=desk.case, reason=" ").status_code == 422
    assert "--reason" not in agent.text
    assert agent.client.get(f"/cases/{desk.case}").status_code == 404
    nobody = agent.post("/urgent", case="D-0000-0000", reason="Hospitalisée ici.")
    assert nobody.status_code == 404
    assert agent.post("/urgent", case=desk.case, reason="Hospitalisée ici.").status_code == 200
    assert "encore 60 min" in agent.text
    assert 'formaction="' not in agent.text
    agent.post(f"/cases/{desk.case}/notes", note__text="Essai")
    assert desk.kinds() == ["opened"]
    agent.get(f"/cases/{desk.case}")
    agent.post("/urgent/close", case=desk.case)
    assert "Refermé" in agent.text
    assert agent.client.get(f"/cases/{desk.case}").status_code == 404
    browser("editeur.formation")
    chief = browser("superviseur.formation").get("/").text
    assert chief.index(desk.case) < chief.index("agent.tiznit : "), "accounts added come after a case read"


def test_a_sheet_s_file_bears_the_number_of_the_case_and_nothing_of_a_protected_one(desk: Desk, browser: Enter):
    agent = opened(desk, browser, "naissance")
    sheet = agent.get(f"/cases/{desk.case}/print/formulaire_consentement?in=fr")
    assert f'filename="{desk.case}-formulaire-consentement.pdf"' in sheet.headers["content-disposition"]
    desk.actor = SUPERVISOR
    desk.open("protection", commune="tiznit")
    lead = browser("superviseur.formation")
    sheet = lead.get(f"/cases/{desk.case}/print/fiche_personne?in=fr")
    assert 'filename="baom.pdf"' in sheet.headers["content-disposition"]


def test_a_persons_page_shows_the_rest_beside_a_case_that_was_changed_by_hand(desk: Desk, browser: Enter):
    agent = opened(desk, browser)
    changed, subject = desk.case, desk.held().case.subject
    desk.open("accueil", commune="tiznit", subject=subject)
    hand = Hand(desk.url)
    hand.run("UPDATE cases SET state = 'ailleurs' WHERE stream = (SELECT id FROM streams WHERE name = ?)", changed)
    hand.leave()
    assert agent.get(f"/people/{subject}").status_code == 200
    assert f'href="/cases/{desk.case}"' in agent.text
    assert f'href="/cases/{changed}"' not in agent.text
    assert "Endommagé" in agent.text
    assert changed in agent.text


ALTERED_SAID = {"fr": "Donner ce message à l'administrateur", "ar": "إلى المسير", "en": "to the administrator"}


@pytest.mark.parametrize("language", sorted(ALTERED_SAID))
def test_a_case_changed_by_hand_says_what_happened_and_whom_to_tell(desk: Desk, browser: Enter, language: str):
    """Fails when it is answered as a failure of the program, on a page that tells to try again."""
    agent = opened(desk, browser)
    hand = Hand(desk.url)
    hand.run("UPDATE cases SET state = 'ailleurs' WHERE stream = (SELECT id FROM streams WHERE name = ?)", desk.case)
    hand.leave()
    for answer in (agent.get(f"/cases/{desk.case}?lang={language}"), agent.get(f"/cases/{desk.case}/undo/1")):
        assert answer.status_code == 503
        assert desk.case in answer.text
        assert ALTERED_SAID[language] in html.unescape(answer.text)
        assert "baom" not in answer.text.partition("<main")[2]
    assert agent.get("/").status_code == 200


def test_a_case_changed_by_hand_is_no_news_to_whoever_may_not_see_it(desk: Desk, browser: Enter):
    desk.open("accueil", commune="tiznit")
    hand = Hand(desk.url)
    hand.run("UPDATE cases SET state = 'ailleurs' WHERE stream = (SELECT id FROM streams WHERE name = ?)", desk.case)
    hand.leave()
    other = browser("agent.ait-melloul")
    assert other.get(f"/cases/{desk.case}").status_code == 404


def test_a_transfer_says_first_what_the_other_desk_will_see_and_what_is_lost(desk: Desk, browser: Enter):
    """Fails when one press sends a case away, or when what else was typed is lost on the way."""
    agent = opened(desk, browser, "naissance")
    key, note = KEY.search(agent.text)[1], "Rappeler jeudi"
    sent = {"transfer__commune": "agadir", "transfer__reason": "Déménagement", "note__text": note}
    asked = agent.post(f"/cases/{desk.case}/transfers", **sent, expect="1", key=key)
    assert asked.status_code == 200
    assert "ce bureau ne le voit plus" in html.unescape(asked.text)
    assert desk.kinds() == ["opened"]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', asked.text))
    kept = agent.client.post(f"/cases/{desk.case}/typed", data=hidden)
    assert note in html.unescape(kept.text)
    gone = agent.client.post(f"/cases/{desk.case}/transfers", data=hidden)
    assert gone.status_code == 200
    assert desk.kinds() == ["opened", "transferred"]
    assert note in html.unescape(gone.text)
    assert f'href="/cases/{desk.case}/undo/2"' in gone.text
    agent.get(f"/cases/{desk.case}/undo/2")
    agent.post(f"/cases/{desk.case}/reverts", revert__step="2", revert__reason="Mauvais bureau")
    assert desk.held().case.commune == "tiznit"


@pytest.mark.parametrize(("commune", "why"), [("tiznit", "Déménagement"), ("", "Déménagement"), ("agadir", "")])
def test_a_transfer_that_cannot_be_is_refused_at_once(desk: Desk, browser: Enter, commune: str, why: str):
    agent = opened(desk, browser, "naissance")
    asked = agent.post(f"/cases/{desk.case}/transfers", transfer__commune=commune, transfer__reason=why)
    assert asked.status_code == 422
    assert 'name="transfer.sure"' not in asked.text


def test_where_a_case_goes_is_asked_on_a_page_that_keeps_the_rest(desk: Desk, browser: Enter):
    """Fails when the way to it loses what was typed beside."""
    agent = opened(desk, browser, "naissance")
    asked = agent.post(f"/cases/{desk.case}/transfers", note__text="Rappeler jeudi", expect="1")
    assert asked.status_code == 200
    assert 'name="transfer.commune" required' in asked.text
    assert '<option value="agadir">' in asked.text
    assert '<option value="tiznit">' not in asked.text
    assert 'name="note.text" value="Rappeler jeudi"' in asked.text
    assert desk.kinds() == ["opened"]


def test_whoever_sees_every_desk_loses_sight_of_nothing(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit")
    lead = browser("superviseur.formation")
    lead.get(f"/cases/{desk.case}")
    asked = lead.post(f"/cases/{desk.case}/transfers", transfer__commune="agadir", transfer__reason="Déménagement")
    assert "il verra encore ce dossier" in asked.text


def test_a_question_answered_once_on_the_page_is_not_asked_again_by_the_action(desk: Desk, browser: Enter):
    """Fails when an action says that an answer is missing which stands on the same page, under the step's questions."""
    agent = opened(desk, browser, "sante")
    form = form_of(agent.text) | {"set.besoin_sante": "consultation_generale", "set.commune_soins": "tiznit"}
    answer = agent.client.post(f"/cases/{desk.case}/do/besoin_qualifie", data=form)
    assert desk.kinds()[-1] != "opened"
    assert desk.held().private["besoin_sante"] == "consultation_generale"
    assert "commune_soins" not in desk.held().case.fields
    assert "encore écrit sur la page" in answer.text


def test_the_scan_of_a_paper_that_the_step_no_longer_asks_for_is_still_opened_from_the_page(desk: Desk, browser: Enter):
    """Fails when a scan can be reached only during the steps that ask for its paper."""
    agent = opened(desk, browser, "naissance")
    token = TOKEN.search(agent.text)
    assert token is not None
    data = {"token": token[1], "one.document": "passeport_mere", "key": "scan-1"}
    agent.client.post(f"/cases/{desk.case}/scans", data=data, files={"one.file": ("a.jpg", photograph(), "image/jpeg")})
    page = agent.get(f"/cases/{desk.case}").text
    assert "Autres pièces" in page
    (title,) = re.findall(rf'href="/cases/{desk.case}/scans/[^"]+" aria-label="scan 1 · ([^"]+)"', page)
    assert html.unescape(title) == "Passeport de la mère"
    history = page[page.index('id="journal"') :]
    assert re.search(rf'href="/cases/{desk.case}/scans/[^"]+" aria-label="Ouvrir le scan · [^"]+">', history)


def test_to_give_the_case_up_is_never_what_comes_next(desk: Desk, browser: Enter):
    """Fails when a family just welcomed is told « Then: the child was stillborn »."""
    agent = opened(desk, browser, "naissance")
    assert 'class="jump"' not in agent.text
    desk.agree("accompagnement")
    desk.set(**IN_TIME)
    page = agent.get(f"/cases/{desk.case}").text
    acts = re.findall(r'id="do-(\w+)"', page)
    assert acts.index("constituer_dossier") < acts.index("orienter_ne_sans_vie")


def test_what_does_not_concern_a_situation_is_folded_away_from_what_waits(desk: Desk, browser: Enter):
    """Fails when somebody with a fever is told eight times to choose another action, before what is really missing."""
    agent = opened(desk, browser, "naissance")
    desk.agree("accompagnement")
    desk.set(**IN_TIME)
    page = agent.get(f"/cases/{desk.case}").text
    waiting, _, folded = page.partition('id="elsewhere"')
    folded = folded.partition("</details>")[0]
    assert "Choisir une autre action" not in waiting[waiting.index('id="now"') :]
    titles = re.findall(r"<strong>([^<]+)</strong>", folded)
    assert titles
    assert not any(f"<strong>{title}</strong>" in waiting for title in titles)


def test_an_act_that_waits_for_another_of_the_same_step_is_still_to_come(desk: Desk, browser: Enter):
    """Fails when a widow's pension is paid, and to close the case « doesn't concern the situation »."""
    agent = opened(desk, browser, "reversion_survivants")
    desk.agree("accompagnement")
    desk.ask(Force("en_paiement", "La pension est versée."), actor=SUPERVISOR)
    page = agent.get(f"/cases/{desk.case}").text
    assert 'class="waits"' in page[: page.index("Clore : la pension est versée")]
    assert "Clore : la pension est versée" not in page.partition('id="elsewhere"')[2].partition("</details>")[0]
    desk.do("certificat_deja_suivi")
    assert 'id="do-suite_faite"' in agent.get(f"/cases/{desk.case}").text


def test_a_reason_is_told_once(desk: Desk, browser: Enter):
    """Fails when the university is said to lack the last level of school twice, because two of its ways look at it."""
    agent = opened(desk, browser, "scolarisation")
    desk.ask(Force("orientation", "Dit au téléphone."), actor=SUPERVISOR)
    agent.get(f"/cases/{desk.case}")
    (waiting,) = re.findall(r"<summary><strong>Choisir l&#39;université</strong>.*?</details>", agent.text, re.DOTALL)
    reasons = re.findall(r"<li>(.*?)</li>", waiting)
    assert reasons == list(dict.fromkeys(reasons))
    assert f"({len(reasons)})" in waiting


def test_a_case_sent_here_says_how_it_is_accepted_or_sent_back(desk: Desk, browser: Enter):
    """Fails when a case waits under « to be accepted » and its page has no word of it."""
    desk.open("accueil", commune="ait_melloul")
    desk.ask(Transfer("tiznit", "La famille a déménagé."), actor=Actor("leila", "agent", "ait_melloul"))
    agent = browser("agent.tiznit")
    page = agent.get(f"/cases/{desk.case}").text
    notice = page[page.index("personne ne l&#39;a encore pris en charge") :].partition("</form>")[0]
    assert 'name="mine"' in notice
    assert "encore pris en charge" not in browser("agent.ait-melloul").get(f"/cases/{desk.case}").text
    expect = desk.held().case.sequence
    assert sent(agent, f"/cases/{desk.case}/assignments", mine="1", expect=expect) == 200
    assert "encore pris en charge" not in agent.text
    assert desk.held().case.assigned == "agent.tiznit"


def test_the_act_that_closes_a_case_is_no_way_that_does_not_concern_it(desk: Desk, browser: Enter):
    """Fails when « Clore : enfant enregistré » is folded away while all it waits for is the act just above it."""
    agent = opened(desk, browser, "naissance")
    desk.agree("accompagnement")
    desk.set(**IN_TIME)
    desk.ask(Force("copies_delivrees", "Repris d'un dossier papier"), actor=SUPERVISOR)
    page = agent.get(f"/cases/{desk.case}").text
    assert "<strong>Clore : enfant enregistré</strong>" in page.partition('id="elsewhere"')[0]
    desk.do("orienter_vaccination_ecole")
    assert 'id="do-suite_faite"' in agent.get(f"/cases/{desk.case}").text
    desk.do("suite_faite")
    closed = agent.get(f"/cases/{desk.case}").text
    assert re.search(r"<details class=\"act\" data-act>\s*<summary><span>Rouvrir le dossier", closed)


def test_the_desk_that_sent_a_case_is_told_that_nobody_has_taken_it_up_yet(desk: Desk, browser: Enter):
    """Fails when its page looks as if nothing had been sent; what is typed there isn't lost by taking it up either."""
    agent = opened(desk, browser, "naissance")
    assert "s'en est encore chargé" not in html.unescape(agent.text)
    desk.ask(Transfer("ait_melloul", "Déménagement"), actor=SUPERVISOR)
    here = html.unescape(agent.get(f"/cases/{desk.case}").text)
    assert "au bureau de destination (Ait Melloul)" in here
    assert f'<a href="/cases/{desk.case}/undo/2">Le reprendre…</a>' in here
    other = browser("agent.ait-melloul")
    there = html.unescape(other.get(f"/cases/{desk.case}").text)
    assert "s'en est encore chargé" not in there
    assert f'form="whole" name="mine" value="1" formaction="/cases/{desk.case}/assignments"' in there


def test_a_case_is_not_sent_unawares_where_nobody_has_an_account(
    desk: Desk, browser: Enter, monkeypatch: pytest.MonkeyPatch
):
    agent = opened(desk, browser, "naissance")
    asked = {"transfer__reason": "Déménagement"}
    told = "Personne n'a de compte"
    there = agent.post(f"/cases/{desk.case}/transfers", **asked, transfer__commune="agadir")
    assert told not in html.unescape(there.text)
    monkeypatch.setattr("engine.app.sending.has_desk", lambda *_: False)
    there = agent.post(f"/cases/{desk.case}/transfers", **asked, transfer__commune="agadir")
    assert told in html.unescape(there.text)
    accounts = [SimpleNamespace(active=True, login="amina", role="agent", commune="tiznit")]
    real = SimpleNamespace(store=SimpleNamespace(training=False, read=lambda _: accounts))
    assert has_desk(real, Resource("tiznit"))
    assert not has_desk(real, Resource("agadir"))


def test_a_time_gone_by_is_told_once(desk: Desk, browser: Enter):
    """Fails when an alert repeats the clock in red just above it, and pushes what to do off a small screen."""
    agent = opened(desk, browser, "naissance")
    desk.set(**IN_TIME | {"date_naissance": "2026-01-10"})
    page = html.unescape(agent.get(f"/cases/{desk.case}").text)
    assert page.count("Déclarer la naissance à l'état civil</span>") == 1
    assert "dépassée de" in page
    assert "Délai dépassé" not in page


def test_a_page_that_asks_one_thing_is_ready_for_the_keyboard(desk: Desk, browser: Enter):
    """Fails when somebody without a mouse goes through the whole menu again after each answer of a new case."""
    agent = browser("agent.tiznit")
    agent.get("/cases/new")
    found = agent.post("/cases/new", words="Nobody Known").text
    assert re.search(r"<p [^>]*autofocus[^>]*>Personne de ce nom ici", found)
    assert re.search(r'type="radio" name="process"[^>]*autofocus', agent.get("/cases/new?subject=-").text)
    desk.open("naissance", commune="tiznit")
    desk.set(**IN_TIME)
    agent.get(f"/cases/{desk.case}")
    assert re.search(r'id="why"[^>]*autofocus', agent.get(f"/cases/{desk.case}/undo/2").text)


def test_an_answer_not_saved_yet_weighs_on_the_action_that_rests_on_it(desk: Desk, browser: Enter):
    """Fails when a birth ticked on the page, and not saved, lets « it isn't urgent » be recorded all the same."""
    agent = opened(desk, browser, "sante")
    form = form_of(agent.text) | {"set.besoin_sante": "consultation_generale", "set.travail_en_cours": "oui"}
    answer = agent.client.post(f"/cases/{desk.case}/do/besoin_qualifie", data=form)
    assert answer.status_code == 422
    assert desk.kinds() == ["opened"]
    assert "C&#39;est une urgence" in answer.text
    assert re.search(r'name="set.travail_en_cours" value="oui" checked', answer.text)
    form = form_of(agent.get(f"/cases/{desk.case}").text) | {"set.travail_en_cours": "non"}
    agent.client.post(f"/cases/{desk.case}/do/besoin_qualifie", data=form | {"set.besoin_sante": "maternite"})
    assert desk.held().case.state == "evaluation"
    assert {**desk.held().case.fields, **desk.held().private}["travail_en_cours"] is False


def test_what_was_typed_for_an_action_that_a_colleague_took_away_is_shown_and_comes_back_with_it(
    desk: Desk, browser: Enter
):
    """Fails when the page says that what was typed is kept, while the number of the receipt is nowhere on it."""
    desk.open("naissance", commune="tiznit")
    first = desk.held().case.state
    desk.ask(Force("attestation_domicile", "Née à la maison."), actor=SUPERVISOR)
    agent = browser("agent.tiznit")
    act = "do.deposer_demande_attestation"
    form = form_of(agent.get(f"/cases/{desk.case}").text) | {f"{act}.receipt_number": "R-77 <b>"}
    desk.ask(Force(first, "Trop tôt."), actor=SUPERVISOR)
    answer = agent.client.post(f"/cases/{desk.case}/do/deposer_demande_attestation", data=form)
    assert answer.status_code == 409
    told = html.unescape(answer.text.partition('id="gone"')[2].partition("</div>")[0])
    assert "Numéro du récépissé : <bdi>R-77 <b></bdi>" in told
    assert "R-77 <b>" not in answer.text
    answer = agent.client.post(f"/cases/{desk.case}/notes", data=form_of(answer.text) | {"note.text": "Rappeler"})
    assert "R-77" in answer.text.partition('id="gone"')[2]
    form = form_of(answer.text)
    desk.ask(Force("attestation_domicile", "Maintenant."), actor=SUPERVISOR)
    answer = agent.client.post(f"/cases/{desk.case}/typed", data=form)
    assert 'id="gone"' not in answer.text
    assert f'name="{act}.receipt_number" autocomplete="off" dir="auto" value="R-77 &lt;b&gt;"' in answer.text


def test_what_is_still_written_on_the_page_is_named(desk: Desk, browser: Enter):
    agent = opened(desk, browser, "naissance")
    form = form_of(agent.text) | {"note.text": "Vu ce matin", "set.lieu_accouchement": "domicile"}
    answer = agent.client.post(f"/cases/{desk.case}/notes", data=form)
    told = html.unescape(answer.text.partition('id="told"')[2].partition("</div>")[0])
    assert "n'est pas enregistré" in told
    assert (
        desk.house.store.read(lambda reading: desk.house.machine(reading, desk.held().case.digest))
        .definition.fields["lieu_accouchement"]
        .label.fr
        in told
    )


@pytest.mark.parametrize("process", ["naissance", "scolarisation", "sante", "reversion_survivants"])
def test_each_box_of_a_page_is_known_to_it_by_name(desk: Desk, browser: Enter, process: str):
    """Fails when a page would say of a box that stands on it that it is there no more, or pass it over in silence."""
    agent = opened(desk, browser, process)
    boxes = {name for name in re.findall(r'name="([a-z_]+\.[^"]+)"', agent.text) if not name.startswith("papers.was.")}
    boxes -= {name for name in boxes if name.startswith("consent.") or name == "one.file"}
    form = form_of(agent.text) | dict.fromkeys(boxes, "x")
    answer = agent.client.post(f"/cases/{desk.case}/typed", data=form)
    assert 'id="gone"' not in answer.text
    form["key"], form["note.text"] = "another", "Vu"
    answer = agent.client.post(f"/cases/{desk.case}/consents/accompagnement", data=form | {"given": "yes"})
    named = answer.text.partition('id="told"')[2].partition("</div>")[0]
    questions = {name for name in boxes if name.startswith("set.")}
    assert named.count("<li>") > len(questions)


def test_to_change_nothing_is_not_greeted_as_a_button_forgotten(desk: Desk, browser: Enter):
    agent = opened(desk, browser, "naissance")
    asked = agent.post(f"/cases/{desk.case}/transfers", transfer__commune="agadir", transfer__reason="Déménagement")
    assert 'name="back" value="1"' in asked.text
    kept = agent.post(f"/cases/{desk.case}/typed", back="1", note__text="Rappeler jeudi")
    assert "Rien n&#39;a été changé" in kept.text
    assert "Rappeler jeudi</textarea>" in kept.text


def test_a_useful_paper_that_lacks_makes_no_file_incomplete(desk: Desk, browser: Enter):
    agent = opened(desk, browser, "naissance")
    desk.set(**IN_TIME)
    desk.ask(Force("collecte_pieces", "Les pièces."), actor=SUPERVISOR)
    shown = agent.get(f"/cases/{desk.case}").text
    _, asked = re.findall(r'<a href="#papers">[^<]*<small>(\d+)/(\d+)</small>', shown)[0]
    groups = re.findall(r'<fieldset class="group(?: done)?">\s*<legend>(.*?)</legend>', shown)
    useful = [each for each in groups if "utile, non exigée" in each]
    assert useful
    assert len(groups) - len(useful) == int(asked)


def test_an_office_is_shown_with_its_town_and_the_missing_agreement_leads_to_its_text(desk: Desk, browser: Enter):
    """Fails when somebody is sent to « Fondation Amane » with no word of the town where it stands."""
    agent = opened(desk, browser, "naissance")
    page = agent.text
    assert '<a href="#consents">' in page.partition('class="contents"')[0]
    agent.post(f"/cases/{desk.case}/consents/accompagnement", given="yes")
    assert '<a href="#consents">' not in agent.text.partition('class="contents"')[0]
    desk.set(**IN_TIME)
    desk.ask(Force("hors_delai", "Hors délai."), actor=SUPERVISOR)
    shown = agent.get(f"/cases/{desk.case}").text
    assert "<strong>Fondation Amane</strong> <span><bdi>Taroudannt</bdi></span>" in shown


def test_answers_are_told_in_the_order_in_which_the_pathway_asks_them(desk: Desk, browser: Enter):
    agent = opened(desk, browser, "naissance")
    order = list(
        desk.house.store.read(lambda each: desk.house.machine(each, desk.held().case.digest)).definition.fields
    )
    given = {name: IN_TIME[name] for name in ("lieu_accouchement", "suivi_hcr", "date_naissance", "couple")}
    agent.post(f"/cases/{desk.case}/fields", **{f"set.{name}": given[name] for name in sorted(given, reverse=True)})
    fields = desk.house.store.read(lambda each: desk.house.machine(each, desk.held().case.digest)).definition.fields
    told = html.unescape(agent.text[agent.text.index('id="journal"') :])
    places = [told.index(fields[name].label.fr) for name in sorted(given, key=order.index)]
    assert places == sorted(places)
