"""A case on its page: what is done there is the same as at the command line, and what isn't recorded isn't lost."""

import html
import re
import tempfile
from collections.abc import Callable

import pytest

from engine.app.cases import perform
from engine.core.events import Actor, Note
from tests.app.desk import Desk
from tests.scans.samples import photograph
from tests.web.conftest import KEY, TOKEN, Browser
from tests.web.test_visits import filled, routes

Enter = Callable[..., Browser]
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
        sent(agent, f"/cases/{desk.case}/do/constituer_dossier", reason=typed, set__date_naissance="2026-11-01") == 422
    )
    assert "Rien n&#39;a été enregistré" in agent.text
    assert desk.kinds() == ["opened"]


def test_a_conflict_shows_who_changed_what_and_keeps_what_was_typed(desk: Desk, browser: Enter):
    """Fails when the page forgets the number that it was made at, or the text that was typed."""
    agent = opened(desk, browser, "naissance")
    before = desk.held().case.sequence
    colleague = Actor("zahra", "agent", "tiznit")
    perform(desk.house, desk.case, Note("vu ce matin"), colleague, desk.today)
    assert sent(agent, f"/cases/{desk.case}/notes", text="Rappeler <jeudi>", expect=before) == 409
    shown = html.unescape(agent.text)
    assert "zahra" in shown
    assert "Rappeler <jeudi>" in shown
    assert "Rappeler <jeudi>" not in agent.text
    assert desk.kinds() == ["opened", "noted"]
    assert sent(agent, f"/cases/{desk.case}/notes", text="Rappeler <jeudi>", expect=before + 1) == 200
    assert desk.kinds() == ["opened", "noted", "noted"]


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
            answer = agent.client.get(at) if method == "GET" else agent.post(at, text="x", reason="x", given="yes")
            told.append((answer.status_code, answer.text.replace(case, "")))
        assert told[0][0] == 404 or (told[0][0] == 403 and path.startswith("/audit")), path
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
    papers = re.findall(r'name="paper\.([a-z0-9_]+)"', page.text)
    token = TOKEN.search(page.text)
    assert token is not None
    data = {"token": token[1], "document": papers[0], "key": "scan-1"}
    files = {"file": ("Aminata Diallo.jpg", photograph() + bytes(3_000_000), "image/jpeg")}
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
    boxes = re.findall(r'<select id="[^"]+" name="paper\.([a-z0-9_]+)"', page)
    assert len(boxes) == len(set(boxes)) > 3
    assert (
        sent(agent, f"/cases/{desk.case}/papers", was__passeport_mere="missing", paper__passeport_mere="received")
        == 200
    )
    assert desk.held().case.documents["passeport_mere"]["status"] == "received"
    due, _, folded = page.partition("Pas demandé à cette personne")
    assert 'name="paper.avis_naissance"' in due
    assert folded
