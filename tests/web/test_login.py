"""Logging in to a real base by the browser: a password, a telephone, a password of one's own; and no other way."""

import html
import re
from dataclasses import replace

import pyotp
import pytest
from starlette.testclient import TestClient

from engine.app.accounts import NewUser, add_user, first_admin
from engine.app.training import take_part
from engine.core.rules import SYSTEM
from engine.vault.passwords import NOBODYS
from engine.web.app import create_app
from tests.app.desk import Desk
from tests.web.conftest import TOKEN, Browser, settings_of

PASSWORD, OTHER = "girafe velours parapluie", "quatre tortues en vacances au nord"


@pytest.fixture
def real(desk: Desk) -> Desk:
    """A base where people log in: the same, told that it isn't for training."""
    desk.house.store.training = False
    first_admin(desk.house, "k.idrissi", "Karim Idrissi", PASSWORD)
    add_user(desk.house, SYSTEM, NewUser("f.amrani", "agent", "tiznit", "Fatiha Amrani", PASSWORD))
    return desk


def browser_of(desk: Desk) -> Browser:
    app = create_app(desk.house, settings_of(desk))
    browser = Browser(TestClient(app, base_url="http://localhost", raise_server_exceptions=False))
    browser.get("/login")
    return browser


def test_a_real_base_offers_no_part_to_take(real: Desk):
    """Fails when the learners' door stays open where people are real."""
    stranger = browser_of(real)
    assert 'name="part"' not in stranger.text
    assert stranger.post("/login", part="agent.tiznit").status_code == 401


def test_a_part_that_was_taken_has_nobody_s_password(desk: Desk):
    """Fails when a learner's account can be logged in to with a password too."""
    assert take_part(desk.house, "gestion.formation", "web").account.password == NOBODYS


def test_a_password_given_by_another_opens_nothing_but_the_choice_of_ones_own(real: Desk):
    agent = browser_of(real)
    asked = agent.post("/login", login="f.amrani", password=PASSWORD)
    assert 'name="new_password"' in asked.text
    assert agent.client.get("/").status_code == 401
    agent.post("/login", login="f.amrani", password=PASSWORD, new_password=OTHER)
    assert agent.client.get("/").status_code == 200
    again = browser_of(real)
    assert again.post("/login", login="f.amrani", password=PASSWORD).status_code == 401
    assert again.post("/login", login="f.amrani", password=OTHER).status_code == 200


def test_who_sees_much_enrols_a_telephone_and_gives_its_code(real: Desk):
    admin = browser_of(real)
    asked = html.unescape(admin.post("/login", login="k.idrissi", password=PASSWORD).text)
    secret = re.search(r'name="secret" value="([A-Z2-7]+)"', asked)
    assert secret is not None
    assert "<svg" in asked
    code = pyotp.TOTP(secret[1]).at(real.house.now())
    assert (
        admin.post("/login", login="k.idrissi", password=PASSWORD, secret=secret[1], code="000000").status_code == 200
    )
    assert admin.client.get("/").status_code == 401
    admin.post("/login", login="k.idrissi", password=PASSWORD, secret=secret[1], code=code)
    assert admin.client.get("/").status_code == 200
    other = browser_of(real)
    other.post("/login", login="k.idrissi", password=PASSWORD, code=code)
    assert other.client.get("/").status_code == 401, "a code serves once"


def test_a_wrong_login_and_a_wrong_password_get_one_answer(real: Desk):
    answers = []
    for login in ("f.amrani", "nobody.here"):
        answer = browser_of(real).post("/login", login=login, password="wrong wrong wrong")
        answers.append((answer.status_code, TOKEN.sub("", answer.text.replace(login, ""))))
    assert answers[0] == answers[1]


def test_no_password_comes_back_in_a_page(real: Desk):
    agent = browser_of(real)
    for values in ({"password": PASSWORD}, {"password": PASSWORD, "new_password": "court"}):
        assert PASSWORD not in agent.post("/login", login="f.amrani", **values).text
        assert "court" not in agent.text.replace("encourt", "")


def test_under_tls_the_cookie_and_the_answers_say_so(desk: Desk):
    client = TestClient(
        create_app(desk.house, settings_of(desk), secure=True), base_url="https://baom.example", follow_redirects=False
    )
    browser = Browser(client)
    door = browser.get("/login").headers["set-cookie"]
    answer = browser.post("/login", part="agent.tiznit")
    for name, cookie in (("__Host-baom-door", door), ("__Host-baom", answer.headers["set-cookie"])):
        assert cookie.startswith(f"{name}=")
        assert {"Secure", "HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
    assert "max-age" in answer.headers["strict-transport-security"]


def test_a_session_left_alone_a_quarter_of_an_hour_is_over(desk: Desk):
    from datetime import timedelta

    agent = browser_of(desk)
    agent.post("/login", part="agent.tiznit")
    assert agent.client.get("/").status_code == 200
    later = replace(desk.house, now=lambda: desk.wall() + timedelta(minutes=16))
    again = TestClient(create_app(later, settings_of(desk)), base_url="http://localhost", cookies=agent.client.cookies)
    assert again.get("/").status_code == 401
