"""The page of the cases to audit: what is chosen is what is shown, without a name, in three languages."""

import html
import re
from collections.abc import Callable

import pytest

from engine.core.events import Force, Note
from tests.app.desk import SUPERVISOR, Desk, done
from tests.web.conftest import Browser

Enter = Callable[..., Browser]
SHOWN = re.compile('href="/audit/cases/(D-[^"]*)"')


def shown(browser: Browser, query: str = "") -> list[str]:
    answer = browser.get(f"/audit/cases{query}")
    assert answer.status_code == 200
    return SHOWN.findall(answer.text)


def births(desk: Desk) -> tuple[str, str]:
    """One left alone in Tiznit, one forced to its end in Aït Melloul."""
    done(desk.open("naissance", commune="tiznit"))
    plain = desk.case
    done(desk.open("naissance"))
    done(desk.ask(Force("cloture_succes", "repris d'un dossier papier"), actor=SUPERVISOR))
    return plain, desk.case


def test_what_is_chosen_is_shown_and_leads_to_the_replay(desk: Desk, browser: Enter):
    plain, forced = births(desk)
    auditor = browser("auditeur.formation")
    assert shown(auditor) == [forced, plain]
    assert shown(auditor, "?process=naissance&state=cloture_succes") == [forced]
    assert shown(auditor, "?suspicion=forced&commune=ait_melloul&open=") == [forced]
    assert shown(auditor, "?open=1") == [plain]
    assert shown(auditor, "?since=2027-01-01") == []
    assert "Aucun dossier de cette sorte" in auditor.text
    text = html.unescape(auditor.get("/audit/cases?suspicion=broken").text)
    assert SHOWN.findall(text) == [forced]
    assert "étape forcée" in text
    assert "Ce dossier ne respecte pas l'invariant" in text
    assert auditor.get(f"/audit/cases/{forced}").status_code == 200


def test_the_steps_offered_are_those_of_the_pathway_chosen(browser: Enter):
    """Fails when a step kept from another pathway empties the list, or no step can be chosen."""
    auditor = browser("auditeur.formation")
    none = auditor.get("/audit/cases").text
    assert '<select id="state" name="state" disabled>' in none
    of_births = auditor.get("/audit/cases?process=naissance&state=cloture_succes").text
    assert '<option value="cloture_succes" selected>' in of_births
    assert auditor.get("/audit/cases?process=sante&state=collecte_pieces_de_naissance").status_code == 200


def test_the_list_is_turned_a_page_at_a_time(desk: Desk, browser: Enter, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("engine.web.audited.LINES", 1)
    plain, forced = births(desk)
    auditor = browser("auditeur.formation")
    first = html.unescape(auditor.get("/audit/cases?process=naissance").text)
    onward = re.search('rel="next" href="([^"]*)"', first)
    assert onward is not None
    second = html.unescape(auditor.get(onward[1]).text)
    assert (SHOWN.findall(first), SHOWN.findall(second)) == ([forced], [plain])
    assert 'rel="next"' not in second
    assert 'rel="start" href="/audit/cases?process=naissance"' in second


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_nobody_is_on_the_page(desk: Desk, browser: Enter, language: str):
    births(desk)
    done(desk.ask(Note("Fatou Diallo est revenue")))
    text = browser("auditeur.formation").get(f"/audit/cases?suspicion=forced&lang={language}").text
    assert desk.case in text
    assert desk.held().case.subject not in text
    assert "Diallo" not in text


def test_what_is_wrongly_asked_is_said_on_the_page(browser: Enter):
    auditor = browser("auditeur.formation")
    for query in (
        "?process=rien",
        "?commune=atlantide",
        "?since=hier",
        "?after=x",
        "?since=2026-11-02&until=2026-11-01",
    ):
        answer = auditor.get(f"/audit/cases{query}")
        assert answer.status_code == 422, query
        assert 'role="alert"' in answer.text
        assert "baom" not in re.search('class="notice bad" role="alert"[^>]*>(.*?)</div>', answer.text)[1]


@pytest.mark.parametrize("part", ["agent.tiznit", "editeur.formation", "gestion.formation"])
def test_who_audits_no_case_has_no_list(browser: Enter, part: str):
    assert browser(part).get("/audit/cases").status_code == 403
