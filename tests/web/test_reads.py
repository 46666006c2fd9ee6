"""Each sight of personal data on a page is one line of the log of reads, and nothing personal stands in it."""

import re
from collections.abc import Callable

import pytest

from tests.app.desk import Desk
from tests.web.conftest import Browser
from tests.web.test_visits import OPEN, filled, routes

Enter = Callable[..., Browser]

NOTHING = {
    "/audit",
    "/audit/accounts",
    "/",
    "/appointments",
    "/appointments.ics",
    "/reminders",
    "/referential",
    "/referential/{process}",
    "/referential/{process}/diagram.svg",
    "/referential/{process}/steps/{state}",
    "/referential/{process}/parts/{part}",
    "/referential/{process}/versions",
    "/referential/{process}/changes",
    "/sources",
    "/sources/{name}",
    "/cases/new",
    "/handover",
    "/people",
    "/urgent",
    "/users",
}
"Pages on which nobody is shown: a list without a line, a search before it is made, the pathways, the accounts."
FILLED = {"{process}": "naissance", "{name}": "loi_55_19", "{state}": "qualification", "{part}": "papers"}
AUDITORS = "shows nobody, to auditors and administrators, in test_audit_*.py"
ELSEWHERE = {
    "/cases/{word}/appointments.ics": "a case with an appointment, in test_appointments.py",
    "/editor": "an editor's alone, as the next ones: files, in test_editor.py",
    "/editor/territories": "files of territories, in test_territories.py",
    "/editor/territories/{name}": "files of a territory",
    "/editor/guide": "pathways alone, in test_guide.py",
    "/editor/guide/{name}": "a page of the guide",
    "/editor/files/{key}": "a file of the referential",
    "/editor/files/{key}/help": "the words of the language",
    "/editor/files/{key}/text": "a file of the referential",
    "/editor/files/{key}/preview": "invented answers",
    "/editor/files/{key}/sheets": "stories about nobody, as the next ones",
    "/editor/files/{key}/sheets/{example}": "a sheet about nobody",
    "/editor/files/{key}/sheets/{example}/pdf": "a sheet about nobody",
    "/editor/files/{key}/stories": "stories about nobody, in test_stories.py",
    "/editor/files/{key}/changes": "what a draft changes; the cases it names are noted when they are tried",
    "/referential/{process}/migration": "the cases it names are noted when they are tried, in test_versions.py",
    "/editor/pack": "what was published, as the next ones, in test_packs.py",
    "/editor/pack/{sha256}": "what a pack holds",
    "/editor/pack/{sha256}/file": "a pack",
    "/editor/install": "the way to bring one",
    "/editor/install/{sha256}": "what it changes; the cases it names are noted when they are tried",
    "/editor/waiting/{digest}": "what is proposed, likewise",
    "/editor/waiting/{digest}/impact": "the same page, while it is tried",
    "/audit/checkpoints": AUDITORS,
    "/audit/evidence": "shows nobody, in test_audit_evidence.py",
    "/audit/evidence/bundle": "noted when it is made, in test_audit_evidence.py",
    "/audit/checkpoints/{size}": AUDITORS,
    "/audit/checkpoints/{size}/note": AUDITORS,
    "/audit/checkpoints/{size}/paper": AUDITORS,
    "/audit/verification": AUDITORS,
    "/backup": "an administrator's alone: when and by whom, in test_backups.py",
    "/backup/file": "sealed, as the database is, in test_backups.py",
    "/answers/{answer}": "what this very session was shown, noted then, in test_answers.py",
    "/cases/{word}/undo/{step}": "a step is looked at in test_cases.py",
    "/cases/{word}/scans/{scan}": "a scan is opened in test_cases.py",
}


def acts(desk: Desk) -> list[str]:
    return [each.act for each in desk.house.store.read(lambda reading: list(reading.sights("0", "9")))]


READ = [
    path
    for method, path in routes()
    if method == "GET" and path not in OPEN and path not in NOTHING and path not in ELSEWHERE
]


@pytest.mark.parametrize("path", READ)
def test_a_page_that_shows_somebody_notes_it_once(desk: Desk, browser: Enter, path: str):
    """Fails when a page reads a case without noting it, or notes one sight twice."""
    desk.open("naissance", commune="tiznit")
    reader = browser("superviseur.formation")
    before = len(acts(desk))
    at = filled(path, desk.held().case.subject if path.startswith("/people") else desk.case)
    answer = reader.client.get(at.replace("/print/x", "/print/formulaire_consentement"))
    assert answer.status_code == 200, at
    assert len(acts(desk)) == before + 1, acts(desk)[before:]


@pytest.mark.parametrize("path", sorted(NOTHING))
def test_a_page_that_shows_nobody_notes_nobody(desk: Desk, browser: Enter, path: str):
    reader = browser("superviseur.formation")
    before = [each for each in acts(desk) if each != "case.list"]
    filled = re.sub(r"\{\w+\}", lambda hole: FILLED[hole[0]], path)
    assert reader.client.get(filled).status_code == 200
    assert [each for each in acts(desk) if each != "case.list"] == before


def test_a_search_is_noted_and_the_name_is_not(desk: Desk, browser: Enter):
    agent = browser("agent.tiznit")
    agent.get("/people")
    before = len(acts(desk))
    agent.post("/people", words="Aminata Diallo")
    found = desk.house.store.read(lambda reading: list(reading.sights("0", "9")))[before:]
    assert [each.act for each in found] == ["person.search"]
    assert "Aminata" not in repr(found)
