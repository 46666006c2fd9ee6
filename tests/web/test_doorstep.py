"""The login is taken from its own page alone, in the browser that the page was given to: no other site sends it."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from engine.app.doorstep import door_token, is_of_this_door, mark_of
from engine.bootstrap import open_house
from tests.app.desk import Desk
from tests.web.conftest import TOKEN, Browser, settings_of

SENT = {"part": "agent.tiznit"}


@pytest.fixture
def stranger(app: FastAPI) -> Iterator[Callable[[], Browser]]:
    """Browsers in which nobody has logged in; each stands before the page of the login."""
    opened: list[TestClient] = []

    def arrive() -> Browser:
        opened.append(TestClient(app, base_url="http://localhost", follow_redirects=False))
        browser = Browser(opened[-1])
        browser.get("/login")
        return browser

    yield arrive
    for each in opened:
        each.close()


def token_of(browser: Browser) -> str:
    found = TOKEN.search(browser.text)
    assert found is not None
    return found[1]


def is_in(browser: Browser) -> bool:
    return browser.client.get("/").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "00112233.00", "é.é", f"{'0' * 16}.{'0' * 32}"])
def test_no_login_is_taken_without_the_token_of_its_page(stranger: Callable[[], Browser], token: str):
    browser = stranger()
    asked = browser.client.post("/login", data={**SENT, "token": token})
    assert (asked.status_code, is_in(browser)) == (403, False)
    assert "personne n&#39;est connecté" in asked.text, "it says what happened"
    browser.page = asked
    assert browser.post("/login", part="agent.tiznit").status_code == 303, "and is itself the page to log in by"
    assert is_in(browser)


def test_the_token_of_a_page_that_another_browser_was_given_is_none(stranger: Callable[[], Browser]):
    """Fails when a token is good by itself: whoever makes the other site takes one from here, and sends it along."""
    attacker, victim = stranger(), stranger()
    sent = victim.client.post("/login", data={**SENT, "token": token_of(attacker)})
    assert (sent.status_code, is_in(victim)) == (403, False)


def test_a_browser_that_brings_no_mark_is_logged_in_by_nobody(stranger: Callable[[], Browser]):
    browser = stranger()
    browser.client.cookies.clear()
    assert browser.client.post("/login", data={**SENT, "token": token_of(browser)}).status_code == 403


def test_a_mark_that_nobody_drew_proves_nothing(desk: Desk):
    """Fails when the empty mark, which every browser brings, can have a proof."""
    for mark in ("", "x", "0" * 31):
        assert not is_of_this_door(desk.house, mark, door_token(desk.house, mark))
        assert mark_of(mark) != mark


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "null"},
        {"origin": "http://elsewhere.example"},
        {"origin": "http://localhost:9"},
        {"sec-fetch-site": "cross-site", "origin": "null"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_a_login_from_elsewhere_is_refused_even_with_the_token(
    stranger: Callable[[], Browser], headers: dict[str, str]
):
    """Fails when « null » is believed: a sandboxed frame says so, and on plain HTTP the header stands alone."""
    browser = stranger()
    data = {**SENT, "token": token_of(browser)}
    assert browser.client.post("/login", data=data, headers=headers).status_code == 403
    assert not is_in(browser)
    for ours in ({"origin": "http://localhost"}, {"sec-fetch-site": "same-origin", "origin": "null"}, {}):
        assert browser.client.post("/login", data=data, headers=ours).status_code == 303, ours


def test_the_page_of_the_login_has_browsers_say_where_its_form_comes_from(stranger: Callable[[], Browser]):
    """Fails when our own form is sent as from nowhere, as those of pages that tell no referrer are."""
    assert '<meta name="referrer" content="same-origin">' in stranger().text


def test_what_was_being_sent_survives_a_login_that_was_refused(stranger: Callable[[], Browser]):
    browser = stranger()
    asked = browser.client.post("/login", data={**SENT, "token": "x", "goal": "/people", "kept": "sealed"})
    assert re.findall(r'name="(?:goal|kept)" value="([^"]*)"', asked.text)[:2] == ["/people", "sealed"]


def test_any_worker_knows_its_own_houses_page_and_no_other_house_does(desk: Desk):
    """Fails when the proof hangs on one process's memory: the next demand may reach another."""
    mark = mark_of("")
    token = door_token(desk.house, mark)
    with closing(open_house(settings_of(desk)).store) as store:
        assert is_of_this_door(replace(desk.house, store=store), mark, token)


FORGED = {
    "x-forwarded-for": "127.0.0.1",
    "x-real-ip": "127.0.0.1",
    "forwarded": "for=127.0.0.1;proto=https;host=elsewhere.example",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "elsewhere.example",
    "x-forwarded-port": "443",
    "x-forwarded-prefix": "/elsewhere",
    "x-original-url": "/users",
    "x-rewrite-url": "/users",
    "x-http-method-override": "GET",
}


def test_what_whoever_asks_says_of_a_proxy_changes_nothing(stranger: Callable[[], Browser]):
    """Fails when a forged header is believed: another address, another host, another scheme, another page."""
    plain, forged = stranger(), stranger()
    forged.client.headers.update(FORGED)
    for path in ("/login", "/no/such/page", "/users"):
        told = [(each.get(path), TOKEN.sub("", each.text)) for each in (plain, forged)]
        assert told[0][0].status_code == told[1][0].status_code
        assert told[0][1] == told[1][1]
    answers = [each.post("/login", part="agent.tiznit", goal="/people") for each in (plain, forged)]
    for answer in answers:
        assert (answer.status_code, answer.headers["location"]) == (303, "/people?entered=1")
        assert "Secure" not in answer.headers["set-cookie"]
        assert "strict-transport-security" not in answer.headers
    assert forged.get("/users").status_code == 403, "an agent's page of accounts, whatever the headers ask for"
    data = {"part": "agent.tiznit", "token": token_of(stranger())}
    elsewhere = {**FORGED, "origin": "http://elsewhere.example"}
    assert forged.client.post("/login", data=data, headers=elsewhere).status_code == 403
