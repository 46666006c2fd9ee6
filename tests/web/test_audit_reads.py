"""The log of reads, the history of accounts and the replays on their pages: by right, paged, and told in words."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.app.agenda import tick
from engine.app.replay_view import replay_view
from engine.app.replaying import Asked, replay
from engine.app.timeline import page_of
from engine.core.events import EVERYWHERE, Actor, Transfer
from engine.telling.timeline import timeline_of
from engine.telling.voice import voice_of
from engine.web import audit
from engine.web.words import WORDS
from tests.app.desk import Desk
from tests.web.conftest import Browser

Enter = Callable[..., Browser]
TEMPLATES = Path(audit.__file__).parent / "templates"
TAB = re.compile(r'class="tabs sub".*?</nav>', re.DOTALL)


@pytest.mark.parametrize(
    ("part", "opened"),
    [
        (
            "auditeur.formation",
            ["", "/cases", "/verification", "/checkpoints", "/evidence", "/reads", "/accounts", "/glass"],
        ),
        ("superviseur.formation", ["", "/cases", "/evidence", "/reads", "/accounts", "/glass"]),
        ("gestion.formation", ["/verification", "/checkpoints"]),
    ],
)
def test_the_tabs_are_what_one_may_open_and_nothing_else(browser: Enter, part: str, opened: list[str]):
    """Fails when a tab leads to a refusal, or when a page that one may open has none."""
    visitor = browser(part)
    tabs = TAB.search(visitor.get("/audit").text)
    assert tabs is not None
    assert re.findall('href="/audit([^"]*)"', tabs[0]) == opened
    assert all(visitor.get(f"/audit{path}").status_code == 200 for path in opened)
    closed = {"/cases", "/verification", "/checkpoints", "/evidence", "/reads", "/accounts", "/glass"} - set(opened)
    assert all(visitor.get(f"/audit{path}").status_code == 403 for path in closed)


@pytest.mark.parametrize("part", ["agent.tiznit", "editeur.formation"])
def test_who_audits_nothing_has_no_page_of_audit(browser: Enter, part: str):
    assert browser(part).get("/audit").status_code == 403


def test_the_log_is_read_a_page_at_a_time(desk: Desk, browser: Enter, monkeypatch: pytest.MonkeyPatch):
    """Fails when a line stands on two pages, or on none."""
    monkeypatch.setattr(audit, "LINES", 3)
    desk.open("naissance", commune="tiznit")
    agent, auditor = browser("agent.tiznit"), browser("auditeur.formation")
    for _ in range(5):
        agent.get(f"/cases/{desk.case}")
    first = html.unescape(auditor.get(f"/audit/reads?about={desk.case.lower()}&agent=agent.tiznit").text)
    onward = re.search('rel="next" href="([^"]*)"', first)
    assert onward is not None
    assert 'rel="start"' not in first
    second = html.unescape(auditor.get(onward[1]).text)
    told = [text.count("<li><span><strong><bdi>agent.tiznit</bdi>") for text in (first, second)]
    assert told == [3, 3]  # five sights of the case, and the day's list
    assert ('rel="next"' in second, "À éclaircir" in second, "À éclaircir" in first) == (False, False, True)
    assert re.search(f'rel="start" href="/audit/reads.about={desk.case.lower()}&agent=agent.tiznit"', second)


@pytest.mark.parametrize("before", ["x", "2026-11-06T09:00:00.000Z", "2026-11-06T09:00:00.000Z.-1", "é" * 24 + ".1"])
def test_a_place_in_the_log_that_is_none_is_said(browser: Enter, before: str):
    answer = browser("auditeur.formation").client.get("/audit/reads", params={"before": before})
    assert answer.status_code == 422
    assert "suite de liste" in answer.text


@pytest.mark.parametrize("word", ["Fatou Diallo", "Bakary", "Diallo"])
def test_a_name_is_refused_and_never_answered_with_every_read_there_is(desk: Desk, browser: Enter, word: str):
    """Fails when all that anybody saw is shown as what was seen of the person who complains."""
    desk.open("naissance", commune="tiznit")
    browser("agent.tiznit").get(f"/cases/{desk.case}")
    answer = browser("auditeur.formation").client.get("/audit/reads", params={"about": word})
    assert answer.status_code == 404
    assert desk.case not in answer.text


def denied(desk: Desk) -> list[tuple[str, ...]]:
    return [each.seen for each in desk.house.store.read(lambda reading: list(reading.sights("0", "9"))) if each.denied]


@pytest.mark.parametrize(
    ("at", "field"), [("", "case"), ("/reads", "about"), ("/reads", "agent"), ("/accounts", "login")]
)
@pytest.mark.parametrize("word", ["Fatou Diallo", "Bakary", "ليلى"])
def test_a_name_that_is_typed_stands_in_no_address(browser: Enter, at: str, field: str, word: str):
    """Fails when a form goes by GET, or a name is sent on to an address: a history and a server's log would keep it."""
    auditor = browser("auditeur.formation")
    assert f'<form method="post" action="/audit{at}"' in auditor.get(f"/audit{at}").text
    answer = auditor.post(f"/audit{at}", **{field: word})
    assert answer.status_code in (404, 422)
    assert [each.url.path for each in answer.history] == [f"/audit{at}"]
    assert re.fullmatch(r"/answers/[A-Za-z0-9_-]{22}", str(answer.url).removeprefix("http://localhost"))
    assert f'value="{word}"' in html.unescape(answer.text), "what was typed is lost"


def test_a_name_typed_for_a_number_is_a_line_that_names_nobody(desk: Desk, browser: Enter):
    auditor = browser("auditeur.formation")
    for at, field in (("", "case"), ("/reads", "about")):
        auditor.get(f"/audit{at}")
        auditor.post(f"/audit{at}", **{field: "Fatou Diallo"})
    assert denied(desk) == [("?",), ("?",)]


def test_what_is_no_name_goes_into_the_address_to_be_kept_and_come_back_to(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit")
    browser("agent.tiznit")
    auditor = browser("auditeur.formation")
    auditor.get("/audit")
    assert str(auditor.post("/audit", case=desk.case.lower()).url).endswith(f"/audit/cases/{desk.case}")
    auditor.get("/audit/reads")
    asked = {"about": desk.case, "agent": "agent.tiznit", "since": "2026-11-01", "until": "2026-11-30"}
    answer = auditor.post("/audit/reads", **asked)
    assert (answer.status_code, dict(answer.url.params)) == (200, asked)
    auditor.get("/audit/accounts")
    assert dict(auditor.post("/audit/accounts", login="agent.tiznit", since="").url.params) == {"login": "agent.tiznit"}
    auditor.get("/audit/reads")
    assert "Fatou" not in str(auditor.post("/audit/reads", since="Fatou").url)


def test_no_form_of_any_page_puts_what_is_typed_into_an_address():
    """Fails when a form goes by GET with a box for words: a name typed in it would stay in histories and logs."""
    chosen, seen = {"hidden", "date", "checkbox", "radio", "range", "number", "submit"}, 0
    for template in TEMPLATES.glob("*.html"):
        for form in re.findall(r"<form\b.*?</form>", template.read_text(encoding="utf-8"), re.DOTALL):
            if 'method="post"' in form.partition(">")[0]:
                continue
            seen += 1
            boxes = re.findall(r"<input\b[^>]*>", form)
            kinds = [re.search(r'type="(\w+)"', box) for box in boxes]
            assert {kind[1] if kind else "text" for kind in kinds} <= chosen, template.name
            assert "<textarea" not in form, template.name
    assert seen >= 5


def test_what_was_done_to_accounts_is_told_by_account(browser: Enter):
    browser("agent.tiznit")
    auditor = browser("auditeur.formation")
    text = auditor.get("/audit/accounts?login=agent.tiznit").text
    assert "compte ajouté par" in text
    assert "Tiznit" in text
    assert auditor.get("/audit/accounts?login=nobody").status_code == 422
    whole = auditor.get("/audit/accounts?login=auditeur.formation").text
    assert "tout le territoire" in whole
    assert "*" not in whole.partition('id="lines"')[2]


def test_a_step_shows_what_was_asked_answered_and_required(desk: Desk, browser: Enter):
    """Fails when an auditor reads what a role may not see, or not what was answered in the open."""
    desk.open("naissance", commune="tiznit")
    desk.set(date_naissance="2026-11-01", lieu_accouchement="domicile")
    auditor = browser("auditeur.formation")
    text = html.unescape(auditor.get(f"/audit/cases/{desk.case}").text)
    assert "À domicile" in text
    assert "1er novembre 2026" not in text
    assert "Où en était le dossier" in text
    assert "1er novembre 2026" in html.unescape(browser("superviseur.formation").get(f"/audit/cases/{desk.case}").text)


def test_what_was_answered_before_a_step_is_not_told_as_left_unanswered_there(desk: Desk, browser: Enter):
    """Fails when each later step repeats the questions of the first, or a sealed answer counts as none."""
    desk.open("naissance", commune="tiznit")
    desk.set(lieu_accouchement="domicile")
    desk.set(date_naissance="2026-11-01")
    text = html.unescape(browser("auditeur.formation").get(f"/audit/cases/{desk.case}").text)
    unanswered = re.findall(r"Demandé, sans réponse :</small> ([^<]*)", text)
    born, place = "Date de naissance de l'enfant", "Où l'enfant est né"
    # The last step first: both were answered by then, one of them under seal; at the first, neither.
    assert [(born in each, place in each) for each in unanswered] == [(False, False), (True, False), (True, True)]


def test_a_condition_is_told_by_what_it_looks_at_and_its_code_is_folded(desk: Desk, browser: Enter):
    """Fails when a magistrate reads `held(…) or …` before a word of what was asked."""
    desk.open("naissance", commune="tiznit")
    desk.agree("accompagnement")
    desk.set(date_naissance="2026-11-01", lieu_accouchement="domicile", couple="etranger", filiation="deux_parents")
    desk.set(commune_naissance="tiznit", declarant="mere")
    desk.do("constituer_dossier")
    text = html.unescape(browser("auditeur.formation").get(f"/audit/cases/{desk.case}").text)
    step = text.partition('<details class="grounds"><summary>La condition, telle qu')
    assert step[1]
    assert "Elle porte sur :" in step[0].rpartition("<li value")[2]


def test_a_step_that_a_clock_rang_has_its_page(desk: Desk, browser: Enter):
    """Fails when a case that was ever reminded of a date can't be replayed."""
    desk.open("naissance", commune="tiznit")
    desk.set(date_naissance="2026-11-01", lieu_accouchement="domicile")
    for _ in range(4):
        desk.wait(7)
        tick(desk.house)
    assert "reminded" in desk.kinds()
    auditor = browser("auditeur.formation")
    assert auditor.get(f"/audit/cases/{desk.case}").status_code == 200
    last = len(desk.history())
    compared = auditor.get(f"/audit/cases/{desk.case}?at={last}&compare=3").text.partition('id="changed"')[2]
    sides = re.findall(r'<bdi>([^<]*)</bdi> <span class="leads">[^<]*</span> <strong><bdi>([^<]*)</bdi>', compared)
    assert [each for each in sides if each[0] == each[1]] == []
    assert "modifiée" in compared


def test_two_moments_and_another_version_stand_beside_each_other(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit")
    desk.set(date_naissance="2026-11-01", lieu_accouchement="domicile")
    auditor = browser("auditeur.formation")
    text = html.unescape(auditor.get(f"/audit/cases/{desk.case}?compare=1&against=2&corrected=1").text)
    for heading in ('id="changed"', 'id="otherwise"'):
        assert heading in text
    assert "De l'étape 1 à l'étape 2" in text
    assert "?at=1&corrected=1&against=2&compare=1" in text
    assert '<option value="1"' not in text, "a version that was never published is offered"
    assert auditor.get(f"/audit/cases/{desk.case}?against=1").status_code == 422


def test_a_case_is_offered_no_version_but_others_and_its_desks_are_named(desk: Desk, browser: Enter):
    """Fails when a case is asked against the version it had, or a move is told in identifiers."""
    desk.open("naissance", commune="tiznit")
    desk.ask(Transfer("agadir", "déménagement"))
    text = html.unescape(browser("auditeur.formation").get(f"/audit/cases/{desk.case}?compare=1").text)
    assert 'name="against"' not in text
    changed = text.partition('id="changed"')[2].partition("</section>")[0]
    assert "Tiznit" in changed
    assert "Agadir" in changed
    assert "tiznit" not in changed


def test_a_timeline_is_read_on_its_own_and_kept_as_the_command_writes_it(desk: Desk, browser: Enter):
    """Fails when the page shows an auditor what is personal, runs anything, or isn't the one that the command gives."""
    desk.open("naissance", commune="tiznit")
    desk.set(date_naissance="2026-11-01")
    auditor, at = browser("auditeur.formation"), f"/audit/cases/{desk.case}/timeline"
    assert f'href="{at}?at=1"' in html.unescape(auditor.get(f"/audit/cases/{desk.case}?at=1").text)
    page = auditor.get(f"{at}?lang=ar")
    assert page.text.startswith('<!DOCTYPE html>\n<html lang="ar" dir="rtl">')
    assert "<script" not in page.text
    assert "sandbox" in page.headers["content-security-policy"]
    assert "content-disposition" not in page.headers
    assert "1er novembre 2026" not in auditor.get(f"{at}?lang=fr").text
    assert "1er novembre 2026" in browser("superviseur.formation").get(f"{at}?lang=fr").text
    kept = auditor.get(f"{at}?at=1&keep=1")
    assert kept.headers["content-disposition"] == f'attachment; filename="chronologie-{desk.case}.html"'
    assert kept.text != auditor.get(at).text
    found = replay(desk.house, Asked(desk.case, "1"), Actor("auditeur.formation", "auditor", EVERYWHERE))
    view = replay_view(desk.house, found, "fr")
    told = timeline_of(desk.house, voice_of("fr"), found, view, WORDS["training"].of("fr"))
    assert kept.text == page_of(told)
    assert browser("agent.ait-melloul").get(at).status_code in (403, 404)


def test_a_number_that_leads_nowhere_stays_to_be_mended_with_where_one_is_found(browser: Enter):
    """Fails when an auditor is told to look for the person, which they may not do, on a page without the tabs."""
    auditor = browser("auditeur.formation")
    auditor.get("/audit")
    answer = auditor.post("/audit", case="d-0000-0000")
    assert answer.status_code == 404
    text = html.unescape(answer.text)
    assert "Aucun dossier" in text
    assert 'value="D-0000-0000"' in text
    assert "Où trouver un numéro" in text
    assert "chercher la personne" not in text
