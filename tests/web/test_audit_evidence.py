"""Histories taken out of the house from a page: by right, with a reason, noted once, and verified by anybody."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from engine.evidence.verify_bundle import verify
from tests.app.desk import Desk
from tests.web.conftest import Browser
from tests.web.test_reads import acts

Enter = Callable[..., Browser]
CODE = re.compile(r'class="shortcode" dir="ltr">([^<]+)<')


def ask(browser: Browser, **wanted: str) -> int:
    """Ask for a bundle; the status of the page that answers, the bundle being made."""
    browser.get("/audit/evidence")
    status = browser.post("/audit/evidence", **wanted).status_code
    while "data-refresh" in browser.text:
        browser.get("/audit/evidence")
    return status


def test_an_auditor_takes_a_case_away_that_verifies_with_the_code_of_the_page(
    desk: Desk, browser: Enter, tmp_path: Path
):
    """Fails when the file isn't the one that was verified, or the code isn't its own."""
    desk.open("naissance", commune="tiznit")
    desk.set(lieu_accouchement="domicile")
    auditor = browser("auditeur.formation")
    assert ask(auditor, cases=desk.case.lower()) == 200
    code = CODE.search(auditor.text)
    assert code is not None
    file = auditor.client.get("/audit/evidence/bundle")
    assert file.headers["content-disposition"] == 'attachment; filename="preuve.zip"'
    path = tmp_path / "preuve.zip"
    path.write_bytes(file.content)
    found = verify(str(path), [code[1].replace(" ", "")], [], [])
    assert (found.verdict, found.events > 2) == ("intact", True)
    assert "personal.jsonl" not in zipfile.ZipFile(path).namelist()
    assert auditor.client.get("/audit/evidence/bundle").content == file.content


def test_what_is_personal_takes_its_right_and_a_reason_and_is_one_line(desk: Desk, browser: Enter):
    """Fails when names go out without a reason, or without a line in the log of reads, or with one too many."""
    desk.open("naissance", commune="tiznit")
    supervisor = browser("superviseur.formation")
    before = len(acts(desk))
    assert ask(supervisor, cases=desk.case, personal="1", reason=" ") == 422
    assert len(acts(desk)) == before
    assert ask(supervisor, cases=desk.case, personal="1", reason="Plainte 12") == 200
    assert acts(desk)[before:] == ["audit.export_personal"]
    file = supervisor.client.get("/audit/evidence/bundle")
    assert "personal.jsonl" in zipfile.ZipFile(io.BytesIO(file.content)).namelist()
    assert acts(desk)[before:] == ["audit.export_personal"]
    assert ask(browser("auditeur.formation"), cases=desk.case, personal="1", reason="x") == 403


def test_a_bundle_is_for_whoever_asked_for_it_and_for_half_an_hour(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit")
    auditor, other = browser("auditeur.formation"), browser("superviseur.formation")
    ask(auditor, cases=desk.case)
    assert other.client.get("/audit/evidence/bundle").status_code == 404
    wall = desk.house.now
    for minutes in (10, 20, 29):
        desk.house.now = lambda minutes=minutes: wall() + timedelta(minutes=minutes)  # type: ignore[misc]
        assert auditor.client.get("/audit/evidence/bundle").status_code == 200
    desk.house.now = lambda: wall() + timedelta(minutes=31)
    assert auditor.client.get("/audit/evidence/bundle").status_code == 404


@pytest.mark.parametrize(
    ("wanted", "status"), [({}, 422), ({"cases": "D-0000-0000"}, 404), ({"process": "aucun"}, 422)], ids=str
)
def test_what_can_not_be_taken_is_told_beside_what_was_typed(
    desk: Desk, browser: Enter, wanted: dict[str, str], status: int
):
    auditor = browser("auditeur.formation")
    assert ask(auditor, **wanted) == status
    assert 'role="alert"' in auditor.text
    assert wanted.get("cases", "") in auditor.text
    assert "exported" not in [each.kind for each, _ in desk.house.store.read(lambda reading: reading.history("system"))]


@pytest.mark.parametrize("part", ["agent.tiznit", "editeur.formation", "gestion.formation"])
def test_who_may_not_take_anything_out_takes_nothing(desk: Desk, browser: Enter, part: str):
    desk.open("naissance", commune="tiznit")
    other = browser(part)
    assert other.get("/audit/evidence").status_code == 403
    other.get("/")
    assert other.post("/audit/evidence", cases=desk.case).status_code == 403
    other.get("/")
    assert other.post("/audit/evidence/xes").status_code == 403


def test_a_log_for_process_mining_names_nobody(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit")
    auditor = browser("auditeur.formation")
    auditor.get("/audit/evidence")
    file = auditor.post("/audit/evidence/xes", process="naissance")
    assert file.headers["content-disposition"] == 'attachment; filename="journal.xes"'
    assert file.text.startswith("<?xml")
    assert file.text.count("<trace>") == 1
    assert desk.case not in file.text
    auditor.get("/audit/evidence")
    assert auditor.post("/audit/evidence/xes", process="aucun").status_code == 422
