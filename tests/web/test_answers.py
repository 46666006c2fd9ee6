"""A page that answered a form: come back to without sending the form again, by the session that was shown it alone."""

import html
import os
import re
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from fastapi import FastAPI

from engine.app.accounts import list_users
from engine.app.shelf import Shelf, new_shelf
from engine.core.events import Actor
from engine.vault.passing import PassingKey
from engine.web import answers
from engine.web.answers import Answer, Answers, SharedAnswers
from tests.app.desk import Desk
from tests.web.conftest import KEY, Browser

Enter = Callable[..., Browser]
NAME = "Aminata Diallo"
LATER = answers.MINUTES * 60 + 5
"Seconds."
ADMIN = Actor("gestion.formation", "admin", "*")
PAGE = Answer(422, f'<p>{NAME}</p><input type="hidden" name="key" value="first">')


def of_one(_: object) -> tuple[Answers, Answers]:
    alone = Answers()
    return alone, alone


def of_two(folder: object) -> tuple[Answers, Answers]:
    shelf = new_shelf(folder)
    return SharedAnswers(shelf), SharedAnswers(Shelf(shelf.folder, PassingKey(shelf.key.secret)))


@pytest.fixture(params=[of_one, of_two], ids=["one process", "two processes"])
def both(request, tmp_path) -> tuple[Answers, Answers]:
    """Whoever keeps an answer, and whoever is asked for it."""
    return request.param(tmp_path)


def test_an_answer_is_found_again_and_its_forms_are_sent_as_new_ones(both):
    """Fails when a form sent from a page come back to is taken for the first one sent again."""
    one, other = both
    word = one.keep("session", PAGE)
    for _ in range(2):
        found = other.find("session", word)
        assert found is not None
        assert (found.status, NAME in found.page, "first" in found.page) == (422, True, False)


def test_no_other_session_finds_it(both):
    one, other = both
    word = one.keep("session", PAGE)
    assert other.find("another", word) is None
    assert other.find("session", word[:-1]) is None
    assert other.find("session", "../answer") is None


def test_it_is_gone_after_a_while(both, monkeypatch, tmp_path):
    one, other = both
    word = one.keep("session", PAGE)
    later = SimpleNamespace(
        time=lambda: time.time() + answers.MINUTES * 60 + 5,
        monotonic=lambda: time.monotonic() + answers.MINUTES * 60 + 5,
    )
    monkeypatch.setattr(answers, "time", later)
    assert other.find("session", word) is None
    one.keep("session", PAGE)
    assert len(list(tmp_path.glob("answer-*"))) <= 1


def test_the_oldest_go_beyond_a_weight(both, monkeypatch, tmp_path):
    one, other = both
    words = []
    for _ in range(5):
        words.append(one.keep("session", Answer(200, os.urandom(500).hex())))
        for rank, each in enumerate(sorted(tmp_path.glob("answer-*"), key=lambda each: each.stat().st_mtime)):
            os.utime(each, (time.time() - 60 + rank, time.time() - 60 + rank))
    monkeypatch.setattr(answers, "MOST", 1_500)
    words.append(one.keep("session", Answer(200, os.urandom(500).hex())))
    assert other.find("session", words[0]) is None
    assert other.find("session", words[-1]) is not None


def test_what_lies_on_the_shelf_tells_nothing(tmp_path):
    one, _ = of_two(tmp_path)
    word = one.keep("session", PAGE)
    lying = [(each.name, each.read_bytes()) for each in tmp_path.iterdir()]
    assert len(lying) == 1
    assert word not in lying[0][0]
    assert NAME.encode() not in lying[0][1]


def test_a_form_is_answered_at_an_address_that_tells_nothing(desk: Desk, browser: Enter):
    agent = browser("agent.tiznit")
    agent.get("/cases/new")
    sent = agent.post("/cases/new", words=NAME)
    assert [each.status_code for each in sent.history] == [303]
    assert re.fullmatch(r"/answers/[A-Za-z0-9_-]{22}", sent.url.path)
    assert NAME in html.unescape(sent.text)
    again = agent.client.get(str(sent.url))
    assert (again.status_code, NAME in html.unescape(again.text)) == (200, True)
    assert again.headers["cache-control"] == "no-store"


def test_a_refusal_keeps_its_status(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit")
    agent = browser("agent.tiznit")
    agent.get(f"/cases/{desk.case}")
    refused = agent.post(f"/cases/{desk.case}/do/constituer_dossier")
    assert (refused.status_code, agent.client.get(str(refused.url)).status_code) == (422, 422)


def test_an_answer_is_nobody_elses_and_ends_with_its_session(desk: Desk, browser: Enter):
    """Fails when an address that was copied opens somebody's answer."""
    agent, other = browser("agent.tiznit"), browser("agent.ait-melloul")
    agent.get("/cases/new")
    at = agent.post("/cases/new", words=NAME).url.path
    gone = other.client.get(at)
    assert gone.status_code == 410
    assert "plus gardée" in gone.text
    assert NAME not in gone.text
    agent.post("/logout")
    assert agent.client.get(at).status_code == 401


def test_a_form_of_an_answer_come_back_to_is_another_demand(desk: Desk, browser: Enter):
    """Fails when the second note, of another text, is refused for the key of the first."""
    desk.open("naissance", commune="tiznit")
    agent = browser("agent.tiznit")
    agent.get(f"/cases/{desk.case}")
    at = agent.post(f"/cases/{desk.case}/notes", **{"note.text": " "}).url.path
    for text in ("Un.", "Deux."):
        page = agent.get(at)
        key = KEY.search(page.text)
        assert key is not None
        agent.post(f"/cases/{desk.case}/notes", **{"note.text": text, "key": key[1]})
    assert desk.kinds() == ["opened", "noted", "noted"]


def test_a_first_password_is_shown_once(desk: Desk, browser: Enter):
    """Fails when whoever sits down next comes back to somebody's first password."""
    chief = browser("gestion.formation")
    chief.get("/users")
    made = chief.post("/users", login="nouvelle", role="agent", commune="tiznit", name="Nouvelle")
    assert (made.status_code, made.url.path, made.history) == (200, "/users", [])


def test_work_that_goes_on_is_looked_at_under_its_own_address(app: FastAPI, desk: Desk, browser: Enter):
    """Fails when a page that asks for itself again asks for what was kept of it: it would never end."""
    chief, held = browser("gestion.formation"), threading.Event()
    chief.get("/backup")
    owner = next(each.id for each in list_users(desk.house, ADMIN).sound if each.login == ADMIN.name)
    app.state.site.backups.start(owner, desk.house.recorded_at(), lambda _: held.wait(10))
    busy = chief.post("/backup")
    held.set()
    assert "data-refresh" in busy.text
    assert (busy.status_code, busy.url.path, busy.history) == (409, "/backup", [])
