"""How much is read of whoever sends it: little of a stranger, before anything is known of them; by real requests."""

import re
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from engine.app import sessions
from engine.app.training import take_part
from engine.web.bounds import AT_THE_DOOR, OF_A_FORM
from engine.web.guard import MOST_OF_A_BODY
from tests.app.desk import Desk
from tests.web.conftest import TOKEN, Browser
from tests.web.test_browser import address  # noqa: F401 -- the application, listening

Enter = Callable[..., Browser]
FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = {"content-type": "application/json"}
WORDS = {"fr": "trop lourd", "ar": "لم يسجل شيء", "en": "too large"}


def in_pieces(weight: int) -> Iterator[bytes]:
    """A body that announces nothing of its length."""
    for _ in range(0, weight, 4096):
        yield b"a=" + b"b" * 4094


@pytest.mark.parametrize("path", ["/login", "/people", "/cases/D-0000-0000/scans", "/editor/install"])
@pytest.mark.parametrize("announced", [True, False], ids=["announced", "in pieces"])
def test_of_a_stranger_a_few_kilobytes_are_read(app: FastAPI, path: str, *, announced: bool):
    stranger = TestClient(app, base_url="http://localhost")
    read = stranger.post(path, content=b"a=" + b"b" * (AT_THE_DOOR - 2), headers=FORM)
    assert read.status_code != 413
    body = b"a" * (AT_THE_DOOR + 1) if announced else in_pieces(3 * AT_THE_DOOR)
    answer = stranger.post(path, content=body, headers=FORM)
    assert answer.status_code == 413
    assert "n'est pas connecté" in answer.text.replace("&#39;", "'")


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "in pieces"])
@pytest.mark.parametrize("token", ["", "Bearer x.AAAAAAAAAAAAAAAAAAAAAA"])
def test_of_a_program_without_a_token_too(app: FastAPI, token: str, *, announced: bool):
    """Fails when what was cut off is told as a demand of another shape: its sender would mend what isn't wrong."""
    headers = JSON | ({"authorization": token} if token else {})
    body = b"[" * (AT_THE_DOOR + 1) if announced else in_pieces(3 * AT_THE_DOOR)
    answer = TestClient(app, base_url="http://localhost").post("/api/session", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert str(AT_THE_DOOR) in answer.json()["title"]


@pytest.mark.parametrize("language", WORDS)
def test_it_is_said_in_three_languages(app: FastAPI, browser: Enter, language: str):
    agent, heavy = browser("agent.tiznit"), b"a" * (OF_A_FORM + 1)
    stranger = TestClient(app, base_url="http://localhost")
    for client, path in ((stranger, "/login"), (agent.client, "/people"), (stranger, "/api/session")):
        told = client.post(f"{path}?lang={language}", content=heavy, headers=FORM)
        assert told.status_code == 413
        assert WORDS[language] in told.text
        assert "default-src 'none'" in told.headers["content-security-policy"]


def test_whoever_is_logged_in_sends_a_form_and_where_it_belongs_a_file(browser: Enter, desk: Desk):
    desk.open("accueil", commune="tiznit")
    agent = browser("agent.tiznit")
    form, file = b"a" * (OF_A_FORM + 1), b"a" * (MOST_OF_A_BODY + 1)
    for path in ("/people", "/cases", f"/cases/{desk.case}/notes", "/login"):
        assert agent.client.post(path, content=form, headers=FORM).status_code == 413, path
        assert agent.client.post(path, content=form[:-1], headers=FORM).status_code == 403, path
    scans = f"/cases/{desk.case}/scans"
    assert agent.client.post(scans, content=form, headers=FORM).status_code == 403
    assert agent.client.post(scans, content=file, headers=FORM).status_code == 413


def test_a_program_too(app: FastAPI, desk: Desk):
    desk.open("accueil", commune="tiznit")
    headers = JSON | {"authorization": f"Bearer {take_part(desk.house, 'agent.tiznit', 'api').token}"}
    client, form = TestClient(app, base_url="http://localhost"), b"[" * (OF_A_FORM + 1)
    notes, scans = f"/api/cases/{desk.case}/notes", f"/api/cases/{desk.case}/scans"
    assert client.post(notes, content=form, headers=headers).status_code == 413
    assert client.post(notes, content=form[:-1], headers=headers).status_code != 413
    assert client.post(scans, content=form, headers=headers).status_code != 413


def test_a_token_that_somebody_made_up_opens_no_more_than_none(app: FastAPI):
    stranger = TestClient(app, base_url="http://localhost")
    for token in ("x", "x.AAAAAAAAAAAAAAAAAAAAAA", "agent.tiznit.AAAAAAAAAAAAAAAAAAAAAA", "." * 300):
        stranger.cookies.set("baom", token)
        assert stranger.post("/login", content=b"a" * (AT_THE_DOOR + 1), headers=FORM).status_code == 413, token


def test_what_somebody_typed_at_length_outlives_their_session(
    browser: Enter, desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    """Fails when whoever's session just ended is a stranger: an editor would lose a pathway."""
    editor, at = browser("editeur.formation"), "/editor/files/accueil.yaml"
    token = TOKEN.search(editor.get(at).text)
    assert token is not None
    monkeypatch.setitem(sessions.IDLE, "web", timedelta(0))
    text = "# \u0645\u0633\u0627\u0631\n" * 20_000
    asked = editor.client.post(at, data={"token": token[1], "act": "save", "seen": "", "text": text})
    assert asked.status_code == 401
    monkeypatch.undo()
    kept = re.search(r'name="kept" value="([^"]+)"', asked.text)
    door = TOKEN.search(asked.text)
    assert kept is not None
    assert door is not None
    back = editor.client.post("/login", data={"token": door[1], "part": "editeur.formation", "kept": kept[1]})
    assert back.status_code == 200
    assert back.text.count("\u0645\u0633\u0627\u0631") >= 20_000


def test_a_real_server_answers_before_a_stranger_has_sent_it_all(address: str):  # noqa: F811 -- the fixture
    """Fails when megabytes are taken in before anybody says no."""
    port = int(address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        head = f"POST /login HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: {FORM['content-type']}\r\n"
        line.sendall(f"{head}Content-Length: {10**7}\r\n\r\n".encode() + b"a" * 100)
        assert line.recv(4096).startswith(b"HTTP/1.1 413")
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode() + b"1000\r\n" + b"a" * 4096 + b"\r\n")
        line.sendall((b"1000\r\n" + b"a" * 4096 + b"\r\n") * 2)
        assert line.recv(4096).startswith(b"HTTP/1.1 413")


def test_a_line_cut_in_the_middle_of_a_form_is_no_failure(address: str, caplog: pytest.LogCaptureFixture):  # noqa: F811
    """Fails when each weak line, and each stranger who hangs up, is noted as an incident of the program."""
    port = int(address.rpartition(":")[2])
    head = f"POST /login HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: {FORM['content-type']}\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(f"{head}Content-Length: 100\r\nExpect: 100-continue\r\n\r\n".encode())
        assert line.recv(4096).startswith(b"HTTP/1.1 100"), "its body is waited for"
        line.sendall(b"a=b")
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(f"{head}Connection: close\r\nContent-Length: 3\r\n\r\na=b".encode())
        assert line.recv(4096).startswith(b"HTTP/1.1 ")
    assert [each.getMessage() for each in caplog.records if each.name == "baom.web"] == []
