"""Who is let in at the API, what each role reaches, and that every sight is noted: each demand is walked."""

import pytest
from fastapi import FastAPI
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from engine.web.api.routes import described
from engine.web.guard import HEADERS
from tests.app.desk import Desk
from tests.scans.samples import photograph
from tests.web.api.conftest import Enter, Program, demands
from tests.web.conftest import Browser

LOGGING_IN = ("POST", "/session")
BODIES = {
    "/session": {"part": "agent.tiznit"},
    "/people/search": {"words": "Aminata"},
    "/people": {"commune": "tiznit", "data": {"name": "Aminata Diallo"}},
    "/people/{subject}/corrections": {"data": {"name": "Awa"}, "reason": "Lu sur le passeport."},
    "/people/{subject}/merges": {"merged": "B-0000-0001", "reason": "Même téléphone."},
    "/cases": {"process": "naissance", "commune": "tiznit"},
    "/cases/search": {"words": "Aminata"},
    "/cases/{case}/do/{trigger}": {},
    "/cases/{case}/fields": {"fields": {"date_naissance": "2026-11-01"}},
    "/cases/{case}/papers": {"documents": {"passeport_mere": "received"}},
    "/cases/{case}/consents/{consent}": {"given": True},
    "/cases/{case}/notes": {"text": "Rappeler jeudi."},
    "/cases/{case}/corrections": {"fields": {"date_naissance": "2026-11-02"}, "reason": "Lu sur l'avis."},
    "/cases/{case}/reverts": {"reason": "Erreur."},
    "/cases/{case}/assignments": {"to": "agent.tiznit"},
    "/cases/{case}/transfers": {"commune": "agadir", "reason": "Déménagement."},
    "/cases/{case}/undue": {"document": "passeport_mere", "reason": "Demandée au guichet."},
    "/cases/{case}/forced": {"to": "hors_delai", "reason": "Reprise."},
    "/cases/{case}/scans": photograph(),
}
"A body that each demand takes."
NO_SCAN = "A-0000-0000"
FREE = {"/session", "/openapi.json", "/referential", "/referential/{process}"}
"Shows nobody."
KEEPS = {method_path for method_path in demands() if method_path[0] != "GET" and "search" not in method_path[1]}
"What changes something notes what it shows in its own event."


def filled(path: str, case: str, subject: str, scan: str) -> str:
    named = {"trigger": "constituer_dossier", "consent": "accompagnement", "form": "formulaire_consentement"}
    about = "?document=passeport_mere" if path.endswith("/scans") else ""
    return path.format(case=case, subject=subject, process="naissance", scan=scan, **named) + about


def send(program: Program, method: str, path: str, case: str, subject: str, *, scan: str = NO_SCAN, **headers: str):
    body = BODIES[path] if method == "POST" else None
    return program.ask(method, filled(path, case, subject, scan), body, **headers)


def acts(desk: Desk) -> list[str]:
    return [each.act for each in desk.house.store.read(lambda reading: list(reading.sights("0", "9")))]


def test_every_demand_with_a_body_has_one_here():
    assert {path for method, path in demands() if method == "POST"} == set(BODIES)


@pytest.mark.parametrize("demand", sorted(demands()), ids=" ".join)
def test_nobody_is_answered_before_logging_in(demand: tuple[str, str], program: Enter, desk: Desk, app: FastAPI):
    """Fails when a demand forgets to ask who is there, and when a browser's cookie opens one."""
    if demand == LOGGING_IN:
        return
    desk.open("naissance", commune="tiznit")
    stranger, case = program(), desk.held().case
    for headers in ({}, {"authorization": "Bearer x.y"}, {"authorization": "Basic eDp5"}):
        answer = send(stranger, *demand, case.case, case.subject, **headers)
        assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json"), answer.text
        assert answer.headers["www-authenticate"] == "Bearer"
    with TestClient(app, base_url="http://localhost") as browser:
        supervisor = Browser(browser)
        supervisor.get("/login")
        supervisor.post("/login", part="superviseur.formation")
        assert browser.get("/people").status_code == 200
        answer = send(Program(browser, ""), *demand, case.case, case.subject)
        assert answer.status_code == 401, answer.text
    assert desk.kinds() == ["opened"]


def test_a_token_of_the_api_opens_no_page(app: FastAPI, program: Enter):
    token = program("superviseur.formation").token
    with TestClient(app, base_url="http://localhost", cookies={"baom": token}) as browser:
        assert browser.get("/people").status_code == 401


@pytest.mark.parametrize("demand", sorted(each for each in demands() if "{case}" in each[1] or "{subject}" in each[1]))
def test_what_is_another_desk_s_is_not_there(demand: tuple[str, str], program: Enter, desk: Desk):
    """A true number and one that nobody has: one status, one text. Fails when a case is looked at before its asker."""
    desk.open("naissance", commune="ait_melloul")
    agent, case = program("agent.tiznit"), desk.held().case
    told = []
    for number, person in ((case.case, case.subject), ("D-0000-0000", "B-0000-0000")):
        answer = send(agent, *demand, number, person)
        told.append((answer.status_code, answer.text.replace(number, "").replace(person, "")))
    assert told[0][0] in (404, 403 if demand[1].startswith("/audit") else 404), told[0]
    assert told[0] == told[1]
    assert desk.kinds() == ["opened"]


MATRIX = {
    "agent.tiznit": {
        "/audit/cases/{case}": 403,
        "/audit/cases": 403,
        "/audit/access": 403,
        "/cases/{case}/forced": 422,
    },
    "superviseur.formation": {},
    "editeur.formation": "nothing",
    "auditeur.formation": {"/audit/cases/{case}": 200, "/audit/cases": 200, "/audit/access": 200},
    "gestion.formation": "nothing",
}
"What each role reaches beside the pathways: all but these, these alone, nothing."


@pytest.mark.parametrize("demand", sorted(demands()), ids=" ".join)
@pytest.mark.parametrize("part", MATRIX)
def test_each_role_reaches_what_is_its_own(part: str, demand: tuple[str, str], program: Enter, desk: Desk):
    """Role × demand. Fails when a demand asks for another right than its page does, or for none."""
    desk.open("naissance", commune="tiznit")
    asker, case = program(part), desk.held().case
    method, path = demand
    answer = send(asker, method, path, case.case, case.subject)
    reaches = MATRIX[part]
    if path in FREE:
        assert answer.status_code in (200, 201, 204)
    elif isinstance(reaches, dict) and path in reaches:
        assert answer.status_code == reaches[path], answer.text
    elif part in ("agent.tiznit", "superviseur.formation"):
        # There is no second record to merge: its absence is what the demand goes as far as.
        assert answer.status_code in (200, 201, 404 if path.endswith("/merges") else 422), answer.text
    else:
        assert answer.status_code in (403, 404), answer.text
        assert desk.kinds() == ["opened"]


@pytest.mark.parametrize("demand", sorted({*demands()} - KEEPS), ids=" ".join)
def test_a_sight_is_one_line_of_the_log_and_a_name_is_in_none(demand: tuple[str, str], program: Enter, desk: Desk):
    desk.open("naissance", commune="tiznit")
    asker, case = program("superviseur.formation"), desk.held().case
    joined = send(asker, "POST", "/cases/{case}/scans", case.case, case.subject).json()
    before = len(acts(desk))
    answer = send(asker, *demand, case.case, case.subject, scan=joined["events"][0]["body"]["attachment"])
    assert answer.status_code == 200, answer.text
    assert len(acts(desk)) == before + (demand[1] not in FREE), acts(desk)[before:]
    assert "Aminata" not in repr(desk.house.store.read(lambda reading: list(reading.sights("0", "9"))))


def test_every_answer_carries_its_headers_and_is_of_the_shape_described(program: Enter, desk: Desk):
    """Fails when an answer lacks a key on which machines rely, or is sent past the guard."""
    desk.open("naissance", commune="tiznit")
    asker, case, tried = program("superviseur.formation"), desk.held().case, 0
    document = described()
    for method, path in demands():
        answer = send(asker, method, path, case.case, case.subject)
        assert answer.headers["cache-control"] == "no-store"
        assert all(name in answer.headers for name in HEADERS)
        if (method, path) == ("DELETE", "/session"):
            asker = program("superviseur.formation")
        if path == "/openapi.json" or answer.status_code == 204 or "print" in path or "{scan}" in path:
            continue
        told = document["paths"][f"/api{path}"][method.lower()]["responses"]
        done = told.get(str(answer.status_code))
        media = "application/json" if done else "application/problem+json"
        assert answer.headers["content-type"] == media
        schema = (done or told["4XX"])["content"][media]["schema"]
        Draft202012Validator({**schema, "components": document["components"]}).validate(answer.json())
        tried += bool(done)
    assert tried > 15
