"""Who comes in, how a session ends, and that no form is taken but from one of its own pages."""

import base64
import hashlib
import html
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from engine.app.aside import Aside, account_of, set_aside, taken_up
from engine.app.training import take_part
from engine.bootstrap import open_house
from engine.core.events import Note
from engine.web.app import ROUTERS
from engine.web.guard import HEADERS
from tests.app.desk import Desk
from tests.web.conftest import KEY, TOKEN, Browser, settings_of

Enter = Callable[..., Browser]
OPEN = {"/login", "/static/{digest}/{name}", "/health", "/health/live", "/health/ready", "/metrics"}
"Pages that ask nobody who they are; what the last tells, and to whom, in test_health.py."


def routes() -> Iterator[tuple[str, str]]:
    """Every page of the application: its method and its path."""
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute), route
            for method in sorted(route.methods):
                yield method, route.path


def filled(path: str, case: str = "D-0000-0000") -> str:
    return re.sub(r"\{(\w+)\}", lambda hole: case if hole[1] == "word" else "x", path)


def test_nobody_sees_a_page_before_logging_in(app: FastAPI, browser: Enter):
    """Fails when a page forgets to ask who is there."""
    stranger = browser()
    seen = 0
    for method, path in routes():
        if path in OPEN:
            continue
        answer = stranger.client.request(method, filled(path), data={} if method == "POST" else None)
        assert answer.status_code == 401, (method, path)
        assert 'name="password"' in answer.text
        seen += 1
    assert seen > 15


def test_every_answer_carries_its_headers(app: FastAPI, browser: Enter):
    """Fails when an answer is sent past the guard: pages, files, redirections, refusals, errors of ours."""
    agent = browser("agent.tiznit")
    answers = [agent.client.request(method, filled(path)) for method, path in routes()]
    answers += [agent.client.get("/no/such/page"), agent.client.post("/", headers={"origin": "http://elsewhere"})]
    assert {answer.status_code for answer in answers} >= {200, 403, 404}
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == {
            **HEADERS,
            "content-security-policy": answer.headers["content-security-policy"],
        }
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "script-src 'unsafe" not in answer.headers["content-security-policy"]
        kept = "immutable" in answer.headers["cache-control"]
        assert kept or answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("token", ["", "0011223344556677.00000000000000000000000000000000", "x"])
def test_no_form_is_taken_without_the_token_of_its_session(app: FastAPI, browser: Enter, desk: Desk, token: str):
    """Fails when one address that is sent to doesn't ask for the token."""
    desk.open("accueil", commune="tiznit")
    before = desk.kinds()
    agent, tried = browser("agent.tiznit"), 0
    for method, path in routes():
        if method != "POST" or path == "/login":
            continue
        answer = agent.client.post(filled(path, desk.case), data={"token": token, "text": "x", "reason": "x"})
        assert answer.status_code == 403, path
        tried += 1
    assert tried > 10
    assert desk.kinds() == before


def test_the_token_of_another_session_is_no_token(browser: Enter, desk: Desk):
    desk.open("accueil", commune="tiznit")
    mine, other = browser("agent.tiznit"), browser("agent.tiznit")
    stolen = TOKEN.search(other.get(f"/cases/{desk.case}").text)
    assert stolen is not None
    mine.get(f"/cases/{desk.case}")
    assert mine.post(f"/cases/{desk.case}/assignments", token=stolen[1], mine="1").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://elsewhere.example"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}],
    ids=str,
)
def test_a_form_from_another_site_is_refused(browser: Enter, desk: Desk, headers: dict[str, str]):
    desk.open("accueil", commune="tiznit")
    agent = browser("agent.tiznit")
    token = TOKEN.search(agent.get(f"/cases/{desk.case}").text)
    assert token is not None
    path, data = f"/cases/{desk.case}/assignments", {"token": token[1], "mine": "1"}
    assert agent.client.post(path, data=data, headers=headers).status_code == 403
    assert "assigned" not in desk.kinds()
    assert agent.client.post(path, data=data, headers={"origin": "http://localhost"}).status_code == 200


def test_a_form_too_large_is_refused_before_it_is_read(browser: Enter):
    agent = browser("agent.tiznit")
    assert agent.client.post("/people", content=b"a", headers={"content-length": str(10**9)}).status_code == 413


@pytest.mark.parametrize(("charset", "text"), [("unicode_escape", r"\ud800"), ("utf-7", "+2AA-"), ("undefined", "a")])
def test_a_form_that_is_no_text_is_refused_and_nothing_of_it_kept(
    app: FastAPI, browser: Enter, charset: str, text: str
):
    """Fails when a charset of the sender's own brings in halves of characters: a draft of them locks its file up."""
    editor, at = browser("editeur.formation"), "/editor/files/accueil.yaml"
    token = TOKEN.search(editor.get(at).text)
    assert token is not None
    sent = {"token": token[1], "act": "save", "seen": "", "text": text}
    parts = [f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{each}\r\n' for name, each in sent.items()]
    headers = {"content-type": f"multipart/form-data; boundary=B; charset={charset}"}
    body = ("".join(parts) + "--B--\r\n").encode("latin-1")
    assert editor.client.post(at, content=body, headers=headers).status_code == 422
    assert app.state.site.bench.drafts.every() == []
    assert editor.get(at).status_code == 200


def later(desk: Desk) -> Callable[[], datetime]:
    """A quarter of an hour and more has passed."""
    return lambda: desk.wall() + timedelta(minutes=16)


def test_what_was_typed_is_for_whoever_typed_it_alone(browser: Enter, desk: Desk):
    """Fails when the next person at a shared machine is shown what the one before was writing."""
    desk.open("naissance", commune="tiznit")
    agent = browser("agent.tiznit")
    agent.get(f"/cases/{desk.case}")
    desk.house.now = later(desk)
    agent.post(f"/cases/{desk.case}/notes", note__text="Rappeler « jeudi » matin")
    assert "Rappeler" not in agent.text
    goal, kept = (re.search(f'name="{name}" value="([^"]*)"', agent.text)[1] for name in ("goal", "kept"))
    other = agent.post("/login", part="agent.ait-melloul", goal=goal, kept=kept)
    assert "Rappeler" not in other.text
    assert "jeudi" not in str(base64.urlsafe_b64decode(html.unescape(kept)))


def test_what_was_typed_is_taken_up_by_any_worker_and_for_half_an_hour(desk: Desk):
    """Fails when it is kept in the memory of one process: the next demand may reach another one."""
    desk.open("naissance", commune="tiznit")
    agent = take_part(desk.house, "agent.tiznit", "web").account
    kept = set_aside(desk.house, agent, "/people", [("words", "Aminata")])
    with closing(open_house(settings_of(desk)).store) as store:
        other = replace(desk.house, store=store)
        assert taken_up(other, agent, kept) == Aside("/people", (("words", "Aminata"),))
        assert taken_up(other, agent, kept[:-8]) is None
        assert taken_up(other, agent, "é") is None
        other.now = lambda: desk.wall() + timedelta(minutes=31)
        assert taken_up(other, agent, kept) is None
    assert account_of(desk.house, "U-0000-0000") is None


def test_nothing_is_set_aside_in_the_name_of_an_account_by_a_cookie_made_up(browser: Enter, app: FastAPI, desk: Desk):
    """Fails when whoever knows an account's identifier has words kept as its own: one press would record them."""
    desk.open("naissance", commune="tiznit")
    agent = take_part(desk.house, "agent.tiznit", "web").account
    stranger = browser("")
    stranger.client.cookies.set(app.state.site.cookie, f"{agent.id}.{'A' * 22}")
    salt = "00" * 8
    tokens = ("", "x", f"{salt}.{hashlib.blake2b(salt.encode(), digest_size=16).hexdigest()}")
    for token in tokens:
        asked = stranger.client.post(f"/cases/{desk.case}/notes", data={"note.text": "PLANTED", "token": token})
        assert asked.status_code == 401
        assert re.search('name="kept" value="([^"]*)"', asked.text)[1] == ""


def test_what_was_typed_outlives_the_session(browser: Enter, desk: Desk):
    """Fails when a form sent after the session's end is lost: it comes back after the login, and is then recorded."""
    desk.open("naissance", commune="tiznit")
    agent = browser("agent.tiznit")
    page = agent.get(f"/cases/{desk.case}")
    key = KEY.search(page.text)
    assert key is not None
    desk.house.now = later(desk)
    asked = agent.post(f"/cases/{desk.case}/notes", note__text="Rappeler « jeudi » matin", key=key[1], expect=1)
    assert asked.status_code == 401
    goal, kept = (
        html.unescape(re.search(f'name="{name}" value="([^"]*)"', agent.text)[1]) for name in ("goal", "kept")
    )
    assert goal == f"/cases/{desk.case}"
    desk.ask(Note("Un collègue est passé"))
    back = agent.post("/login", part="agent.tiznit", goal=goal, kept=kept)
    page = html.unescape(back.text)
    assert "Rappeler « jeudi » matin</textarea>" in page, "in its own box"
    told = page.partition('id="told"')[2].partition("</div>")[0]
    assert "Écrire une note" in told
    assert "Note" in told.partition("Ce qui a changé")[2], "somebody acted meanwhile"
    assert desk.kinds() == ["opened", "noted"]
    hidden = dict(re.findall(r'<input type="hidden" name="(token|expect|key)" value="([^"]*)">', page))
    sent = agent.client.post(f"{goal}/notes", data={**hidden, "note.text": "Rappeler « jeudi » matin"})
    assert sent.status_code == 200
    assert desk.kinds() == ["opened", "noted", "noted"]


def test_what_was_typed_comes_back_whatever_number_its_page_had(browser: Enter, desk: Desk):
    """Fails when a number that Python doesn't take costs what was typed: the login is done by then."""
    desk.open("naissance", commune="tiznit")
    agent = browser("agent.tiznit")
    agent.get(f"/cases/{desk.case}")
    desk.house.now = later(desk)
    agent.post(f"/cases/{desk.case}/notes", note__text="Rappeler jeudi", expect="9" * 5_000)
    goal, kept = (re.search(f'name="{name}" value="([^"]*)"', agent.text)[1] for name in ("goal", "kept"))
    back = agent.post("/login", part="agent.tiznit", goal=goal, kept=html.unescape(kept))
    assert (back.status_code, "Rappeler jeudi</textarea>" in back.text) == (200, True)


def test_a_form_of_elsewhere_comes_back_without_what_its_page_had_filled(browser: Enter, desk: Desk):
    """Fails when the page lists days and languages that nobody typed, or when to send nothing leads elsewhere."""
    desk.open("naissance", commune="tiznit")
    agent = browser("agent.tiznit")
    agent.get(f"/cases/{desk.case}")
    was = {"do__deposer__on": "2026-11-06", "papers__was__avis_naissance": "missing"}
    was |= {"papers__is__avis_naissance": "missing", "consent__accompagnement__language": "fr"}
    desk.house.now = later(desk)
    agent.post(f"/cases/{desk.case}/transfers", transfer__commune="agadir", transfer__reason="Elle a déménagé", **was)
    goal, kept = (
        html.unescape(re.search(f'name="{name}" value="([^"]*)"', agent.text)[1]) for name in ("goal", "kept")
    )
    back = html.unescape(agent.post("/login", part="agent.tiznit", goal=goal, kept=kept).text)
    listed = re.findall("<li>(?:<bdi>)?([^<]*)", back.partition('class="plain"')[2].partition("</ul>")[0])
    assert listed == ["agadir", "Elle a déménagé"]
    assert f'href="/cases/{desk.case}"' in back
    assert back.count('name="do.deposer.on"') == 1


@pytest.mark.parametrize(
    "goal",
    ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "", "/login"],
)
def test_a_login_leads_to_our_own_pages_alone(app: FastAPI, goal: str):
    """Fails when the address to go on to is believed: a link could lead from our login to a copy of it."""
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        stranger = Browser(client)
        stranger.get("/login")
        answer = stranger.post("/login", part="agent.tiznit", goal=goal)
        assert (answer.status_code, answer.headers["location"]) == (303, "/?entered=1")


def test_the_cookie_is_for_the_browser_alone(app: FastAPI):
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        stranger = Browser(client)
        stranger.get("/login")
        cookie = stranger.post("/login", part="agent.tiznit").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_logging_out_ends_the_session_itself(browser: Enter):
    """Fails when the cookie alone is forgotten: a copy of it would still open the pages."""
    agent = browser("agent.tiznit")
    copy = dict(agent.client.cookies)
    agent.get("/")
    assert agent.post("/logout").status_code == 200
    agent.client.cookies.update(copy)
    assert agent.client.get("/", follow_redirects=False).status_code == 401


def test_a_form_sent_after_a_logout_leads_back_to_its_page_and_is_said_lost(browser: Enter, desk: Desk):
    """Fails when whoever left in another tab comes back to « Cette page n'existe pas », and isn't told what is lost."""
    desk.open("naissance", commune="tiznit")
    agent = browser("agent.tiznit")
    agent.get("/")
    agent.post("/logout")
    asked = agent.post(f"/cases/{desk.case}/notes", note__text="Rappeler jeudi")
    assert asked.status_code == 401
    assert "n&#39;est pas enregistré" in asked.text
    goal = re.search('name="goal" value="([^"]*)"', asked.text)
    assert goal is not None
    assert goal[1] == f"/cases/{desk.case}"


def test_a_name_looked_for_in_arabic_letters_is_not_asked_for_again_in_the_other_field(browser):
    """Fails when the form of somebody new lays it under « Nom en lettres latines »."""
    agent = browser("agent.tiznit")
    agent.get("/cases/new")
    shown = agent.post("/cases/new", words="خديجة أوبلا").text
    assert re.search(r'name="name_ar" value="خديجة أوبلا"', shown)
    assert re.search(r'name="name" value=""', shown)


def test_a_year_of_birth_is_called_so_once_it_is_known(browser: Enter, desk: Desk):
    """Fails when a record shows it under the words of the form: « Or only the year »."""
    agent = browser("agent.tiznit")
    agent.get("/cases/new")
    agent.post("/cases/people", name="Aïcha Koné", birth_year="1998")
    found = re.search(r'href="(/people/[^"]+)"', agent.post("/people", words="Aïcha Koné").text)
    assert found is not None
    page = agent.get(found[1]).text
    assert "<dt>Année de naissance</dt>" in page
