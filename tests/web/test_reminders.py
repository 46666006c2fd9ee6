"""« À rappeler » in the browser: whom to tell, slips to open as often as needed, and what each case remembers of it."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from engine.app.people import add_person
from engine.core.events import AgreeContact
from engine.web.app import create_app
from tests.app.desk import Desk, anyone, done
from tests.app.test_mailing import PostOffice, opened
from tests.web.conftest import Browser, settings_of
from tests.web.test_appointments import acts

Enter = Callable[..., Browser]
TICKED = re.compile(r'type="checkbox" name="id" value="([^"]+)"')


@pytest.fixture
def met(desk: Desk) -> Desk:
    """A desk where somebody has an appointment the day after tomorrow."""
    subject = add_person(desk.house, "person", "tiznit", {"name": "Awa Diop"}, anyone("agent"))
    done(desk.open("sante", commune="tiznit", subject=subject))
    desk.set(rendez_vous_hopital="2026-11-08T09:30")
    return desk


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_whom_to_tell_is_on_a_page_and_in_the_log(met: Desk, browser: Enter, language: str):
    agent = browser("agent.tiznit")
    before = len(acts(met))
    told = agent.get(f"/reminders?lang={language}").text
    assert "Awa Diop" in told
    assert "09:30" in told
    assert acts(met)[before:] == ["case.list"]
    assert "Awa Diop" not in browser("agent.ait-melloul").get("/reminders?ahead=30").text


def test_slips_are_printed_once_and_opened_as_often_as_needed(met: Desk, browser: Enter):
    agent = browser("agent.tiznit")
    ids = TICKED.findall(agent.get("/reminders").text)
    assert len(ids) == 1
    assert "Rappels prêts" in agent.post("/reminders/print", id=ids).text
    assert met.kinds().count("informed") == 1
    page = agent.page
    for _ in range(2):
        agent.page = page
        paper = agent.post("/reminders/slips.pdf", id=ids)
        assert paper.content.startswith(b"%PDF")
    assert met.kinds().count("informed") == 1
    assert TICKED.findall(agent.get("/reminders").text) == []


def test_whoever_was_told_is_recorded_and_a_list_without_a_tick_is_answered(met: Desk, browser: Enter):
    agent = browser("agent.tiznit")
    ids = TICKED.findall(agent.get("/reminders").text)
    assert agent.post("/reminders/told", way="voice").status_code == 422
    assert agent.post("/reminders/print").status_code == 422
    assert agent.post("/reminders/told", way="pigeon", id=ids).status_code == 422
    agent.get("/reminders")
    assert agent.post("/reminders/told", way="voice", id=["D-0000-0000/appointment/x/2026-11-08"]).status_code == 422
    assert "informed" not in met.kinds()
    assert "Noté" in agent.post("/reminders/told", way="phone", id=ids).text
    assert met.history()[-1].body["way"] == "phone"


def test_another_desk_prints_and_tells_nothing(met: Desk, browser: Enter):
    ids = TICKED.findall(browser("agent.tiznit").get("/reminders").text)
    other = browser("agent.ait-melloul")
    for path in ("/reminders/print", "/reminders/told", "/reminders/slips.pdf"):
        other.get("/reminders")
        assert other.post(path, way="voice", id=ids).status_code == 422
    assert "informed" not in met.kinds()


def test_an_agreement_to_be_written_to_is_asked_for_on_a_page_of_the_case_with_its_address(met: Desk, browser: Enter):
    agent, page = browser("agent.tiznit"), f"/cases/{met.case}/contact"
    assert page in agent.get(f"/cases/{met.case}").text
    agent.get(page)
    wrong = agent.post(f"{page}/email", given="yes", address="awa@")
    assert wrong.status_code == 422
    assert 'value="awa@"' in wrong.text
    assert agent.post(f"{page}/pigeon", given="yes").status_code == 404
    agent.get(page)
    agreed = agent.post(f"{page}/email", given="yes", language="ar", address="awa@example.org")
    assert agreed.status_code == 200
    answer = met.held().case.consents["contact:email"]
    assert (answer["given"], answer["language"]) == (True, "ar")
    assert "awa@example.org" not in agreed.text
    agent.post(f"{page}/email", given="no")
    assert met.held().case.consents["contact:email"]["given"] is False
    other = browser("agent.ait-melloul")
    assert other.client.get(page).status_code == 404


def test_e_mails_leave_from_the_page_where_a_server_is_set(met: Desk):
    """The button is there for whoever has a server; what it did stands on the list."""
    done(met.ask(AgreeContact("email", True, "fr", "awa@example.org"), actor=anyone("agent")))
    settings = settings_of(met)
    with opened(PostOffice()) as office:
        environ = {**settings.environ, "BAOM_SMTP": f"127.0.0.1:{office.port}", "BAOM_SMTP_FROM": "baom@example.org"}
        for known, posts in ((settings, False), (replace(settings, environ=environ), True)):
            agent = Browser(TestClient(create_app(met.house, known), base_url="http://localhost"))
            agent.get("/login")
            agent.post("/login", part="agent.tiznit")
            page = agent.get("/reminders").text
            assert ('formaction="/reminders/send"' in page) is posts
            answer = agent.post("/reminders/send", id=TICKED.findall(page))
            assert answer.status_code == (200 if posts else 422)
            assert agent.post("/reminders/send").status_code == 422
        assert len(office.letters) == 1
    assert "envoyé" in agent.get("/reminders?lang=fr").text
