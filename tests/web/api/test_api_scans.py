"""Scans by a program: the file that a page would keep, refused as a page would refuse it, and joined once."""

import pytest

from tests.app.desk import Desk
from tests.scans.samples import photograph
from tests.web.api.conftest import Enter, Program


def bring(program: Program, case: str, content: bytes, query: str = "?document=passeport_mere", **headers: str):
    return program.ask("POST", f"/cases/{case}/scans{query}", content, **headers)


@pytest.fixture
def case(desk: Desk) -> str:
    desk.open("naissance", commune="tiznit")
    return desk.case


def test_a_scan_is_joined_listed_and_opened_as_it_was_kept(desk: Desk, program: Enter, case: str):
    agent, photo = program("agent.tiznit"), photograph()
    told = bring(agent, case, photo)
    assert told.status_code == 200, told.text
    assert (told.json()["case"], told.json()["sequence"], "metadata" in told.json()["removed"]) == (case, 2, True)
    event = desk.history(case)[-1]
    assert (event.kind, event.actor) == ("attached", "agent.tiznit")
    (listed,) = agent.get(f"/cases/{case}/scans")["attachments"]
    assert (listed["document"], listed["id"], listed["undone"]) == ("passeport_mere", event.body["attachment"], False)
    opened = agent.ask("GET", f"/cases/{case}/scans/{listed['id']}")
    assert opened.headers["content-type"] == "image/jpeg"
    assert opened.headers["content-disposition"].startswith("attachment; filename=")
    assert "sandbox" in opened.headers["content-security-policy"]
    assert len(opened.content) == listed["size"]
    assert opened.content != photo, "it was drawn anew"


def test_the_same_file_with_the_same_key_is_joined_once(desk: Desk, program: Enter, case: str):
    """Fails when a program that tries again after a cut line joins the paper twice."""
    agent = program("agent.tiznit")
    first, again = (bring(agent, case, photograph(), **{"idempotency-key": "k-1"}).json() for _ in range(2))
    assert (first["repeated"], again["repeated"], first["sequence"]) == (False, True, again["sequence"])
    assert [each.kind for each in desk.history(case)] == ["opened", "attached"]
    other = bring(agent, case, b"%PDF-1.4 other", **{"idempotency-key": "k-1"})
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


@pytest.mark.parametrize(
    ("content", "query", "status", "code"),
    [
        (b"<script>alert(1)</script>", "?document=passeport_mere", 422, "scan_refused"),
        (b"", "?document=passeport_mere", 422, "scan_refused"),
        (b"%PDF-1.4\n", "?document=passeport_mere", 422, "scan_refused"),
        (photograph(), "?document=no_such_paper", 422, "refused"),
        (photograph(), "", 422, "malformed"),
        (photograph(), "?document=passeport_mere&expect=7", 409, "conflict"),
        (photograph(), "?document=passeport_mere&on=hier", 422, "usage"),
    ],
    ids=["html", "empty", "half a PDF", "no such paper", "no paper", "overtaken", "no day"],
)
def test_what_can_t_be_kept_is_told_and_leaves_nothing(
    desk: Desk, program: Enter, case: str, content: bytes, query: str, status: int, code: str
):
    answer = bring(program("agent.tiznit"), case, content, query)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert len(desk.history(case)) == 1


def test_a_file_too_heavy_is_refused_before_it_is_read(program: Enter, case: str):
    assert bring(program("agent.tiznit"), case, bytes(12 * 1024 * 1024 + 1)).status_code == 413


def test_a_scan_of_another_desk_is_not_there(desk: Desk, program: Enter, case: str):
    scan = bring(program("agent.tiznit"), case, photograph()).json()["events"][0]["body"]["attachment"]
    other = program("agent.ait-melloul")
    for method, path in (("GET", ""), ("GET", f"/{scan}"), ("POST", "?document=passeport_mere")):
        answer = other.ask(method, f"/cases/{case}/scans{path}", photograph() if method == "POST" else None)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert len(desk.history(case)) == 2
