"""What a program asks is judged, recorded and told as at the command line."""

import json
from dataclasses import replace

import pytest

from engine.app.cases import open_case, perform
from engine.app.opening import Opening
from engine.core.events import Actor, Assign, ChangeDocuments, Correct, Do, GiveConsent, Note, Receipt, Record, Revert
from tests.app.desk import Desk
from tests.web.api.conftest import Enter

AGENT = Actor("agent.tiznit", "agent", "tiznit")
KNOWN = {"date_naissance": "2026-11-01", "lieu_accouchement": "domicile", "couple": "etranger"}


def opened(desk: Desk, program: Enter, process: str = "naissance"):
    agent = program("agent.tiznit")
    return agent, agent.post("/cases", 201, process=process, commune="tiznit", on="2026-11-04")["case"]


def test_the_api_and_the_command_line_write_the_same_events(desk: Desk, program: Enter):
    """The same acts by both ways: kinds, triggers, states, days, bodies, who signed. Seals differ, as they must."""
    agent, first = opened(desk, program)
    at = f"/cases/{first}"
    agent.post(f"{at}/fields", fields={**KNOWN, "date_naissance": "01/11/2026"})
    agent.post(f"{at}/consents/accompagnement", given=True, language="ar")
    agent.post(f"{at}/papers", documents={"passeport_mere": "reçue"}, issued={"passeport_mere": "02/05/2024"})
    agent.post(f"{at}/notes", text="Rappeler jeudi.", on="2026-11-05")
    agent.post(f"{at}/corrections", fields={"couple": "marocain"}, reason="Mal compris.")
    agent.post(f"{at}/assignments", to="agent.tiznit")
    agent.post(f"{at}/reverts", reason="Erreur.")
    agent.post(f"{at}/do/signaler_vulnerabilite", 422, reason="Rien.")
    answer = open_case(desk.house, Opening("naissance", "tiznit", desk.today.replace(day=4)), AGENT)
    second = answer.case.case
    asks = (
        (Record(KNOWN), desk.today),
        (GiveConsent("accompagnement", True, "ar"), desk.today),
        (
            ChangeDocuments({"passeport_mere": "received"}, {"passeport_mere": desk.today.replace(2024, 5, 2)}),
            desk.today,
        ),
        (Note("Rappeler jeudi."), desk.today.replace(day=5)),
        (Correct({"couple": "marocain"}, "Mal compris."), desk.today),
        (Assign("agent.tiznit"), desk.today),
    )
    for ask, day in asks:
        perform(desk.house, second, ask, AGENT, day)
    target = [each.sequence for each in desk.history(first) if each.kind == "reverted"]
    undone = desk.history(first)[target[0] - 1].body["target"]
    perform(desk.house, second, Revert(undone, "Erreur."), AGENT, desk.today)
    assert len(desk.history(first)) > 7
    both = [
        [
            (each.kind, each.trigger, each.to_state, each.happened_on, each.actor, each.role, each.commune)
            for each in desk.history(case)
        ]
        for case in (first, second)
    ]
    assert both[0] == both[1]
    assert told(desk, first) == told(desk, second)


def told(desk: Desk, case: str) -> list[str]:
    """The bodies of a history, without what no two cases share: their numbers, their seals, and hashes over both."""
    events = desk.history(case)
    shared = [{**each.body, "seal": "", "restores": {**each.body.get("restores", {}), "head": ""}} for each in events]
    subject = events[0].body["subject"]
    return [json.dumps(each, sort_keys=True).replace(case, "D").replace(subject, "B") for each in shared]


def test_a_refusal_tells_every_reason_and_records_nothing(desk: Desk, program: Enter):
    agent, case = opened(desk, program)
    told = agent.post(f"/cases/{case}/do/constituer_dossier", 422)
    assert told["code"] == "refused"
    assert told["refused"]
    assert all(each["message"] and each["unlock"] for each in told["refused"])
    assert len(desk.history(case)) == 1


def test_a_conflict_tells_what_came_meanwhile(desk: Desk, program: Enter):
    agent, case = opened(desk, program)
    agent.post(f"/cases/{case}/notes", text="Un.", expect=1)
    told = agent.post(f"/cases/{case}/notes", 409, text="Deux.", expect=1)
    assert (told["code"], told["expected"], told["found"]) == ("conflict", 1, 2)
    assert [each["kind"] for each in told["since"]] == ["noted"]


def test_the_same_demand_with_the_same_key_is_one_act(desk: Desk, program: Enter):
    """Fails when the key of the demand is lost on its way."""
    agent, case = opened(desk, program)
    first = agent.post(f"/cases/{case}/notes", key="k-1", text="Un.")
    again = agent.post(f"/cases/{case}/notes", key="k-1", text="Un.")
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert agent.post(f"/cases/{case}/notes", 422, key="k-1", text="Autre.")["code"] == "key_reused"
    opening = {"process": "naissance", "commune": "tiznit"}
    assert (
        agent.post("/cases", 201, key="k-2", **opening)["case"]
        == agent.post("/cases", 201, key="k-2", **opening)["case"]
    )
    assert agent.ask("POST", f"/cases/{case}/notes", {"text": "x"}, **{"idempotency-key": "a b"}).status_code == 422


def test_a_receipt_is_given_or_told_withheld(desk: Desk, program: Enter):
    """What the rules then say of it is what they say at the command line."""
    agent, case = opened(desk, program)
    assert agent.post(f"/cases/{case}/do/deposer", 422, receipt={})["code"] == "usage"
    for sent, given in (
        ({"number": "118/2026", "day": "05/11/2026"}, Receipt("118/2026", desk.today.replace(day=5))),
        ({"number": "118/2026"}, Receipt("118/2026", None)),
        ({"withheld": True}, Receipt(None, None)),
        (None, None),
    ):
        told = agent.post(f"/cases/{case}/do/deposer", 422, receipt=sent)
        answer = perform(desk.house, case, Do("deposer", receipt=given), AGENT, desk.today)
        assert [each["code"] for each in told["refused"]] == [each.code for each in answer.refused.reasons]


@pytest.mark.parametrize(("language", "letters"), [("ar", "لا ملف"), ("en", "No case"), ("fr", "Aucun dossier")])
def test_an_answer_is_in_the_language_asked_for(program: Enter, language: str, letters: str):
    answer = program("agent.tiznit").ask("GET", "/cases/D-0000-0000", **{"accept-language": f"{language};q=0.9"})
    assert letters in answer.json()["title"]


@pytest.mark.parametrize(
    "sent",
    [
        b"{",
        b"[]",
        b'"x"',
        b'{"text": 1}',
        b'{"text": "x", "more": 1}',
        b'{"text": "x", "expect": 1.5}',
        b'{"text": "x", "expect": "1"}',
        b'{"text": "x", "expect": -1}',
        b'{"text": "x", "expect": 1e999}',
        b'{"text": "x", "expect": ' + b"9" * 5000 + b"}",
        b'{"text": "\\ud800"}',
        b'{"text": "x", "\\ud800": 1}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
    ids=lambda sent: sent[:30].decode("ascii", "replace"),
)
def test_what_is_not_of_the_shape_is_told_where_and_is_not_repeated(desk: Desk, program: Enter, sent: bytes):
    agent, case = opened(desk, program)
    headers = {"authorization": f"Bearer {agent.token}", "content-type": "application/json"}
    answer = agent.client.post(f"/api/cases/{case}/notes", content=sent, headers=headers)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "malformed"
    assert len(desk.history(case)) == 1


def test_a_failure_of_ours_is_a_number_and_no_word_of_what_was_sent(desk: Desk, program: Enter):
    agent, case = opened(desk, program)
    desk.house.territory = None
    answer = agent.ask("POST", f"/cases/{case}/notes", {"text": "Aminata Diallo"})
    assert (answer.status_code, answer.json()["code"]) == (500, "incident")
    assert "Aminata" not in answer.text
    assert "Traceback" not in answer.text


def test_an_address_that_is_not_there_is_told_as_a_problem(program: Enter):
    agent = program("agent.tiznit")
    for method, path, status in (("GET", "/nowhere", 404), ("PUT", "/day", 405), ("GET", "/cases/x y z", 422)):
        answer = agent.ask(method, path)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_logging_out_ends_the_token(program: Enter):
    agent = program("agent.tiznit")
    assert agent.get("/session")["account"]["login"] == "agent.tiznit"
    assert agent.ask("DELETE", "/session").status_code == 204
    assert agent.ask("GET", "/session").status_code == 401


def test_a_wrong_login_has_one_answer(program: Enter):
    nobody = program()
    told = [
        nobody.ask("POST", "/session", body)
        for body in ({}, {"login": "x", "password": "y"}, {"login": "agent.tiznit", "password": "y"})
    ]
    assert {(each.status_code, each.text) for each in told} == {(401, told[0].text)}


def test_a_note_is_withdrawn_by_its_number_and_by_its_author(desk: Desk, program: Enter):
    agent, case = opened(desk, program)
    agent.post(f"/cases/{case}/notes", text="Zineb attend mardi.")
    perform(desk.house, case, Note("Celle d'une autre."), replace(AGENT, name="une.autre"), desk.today)
    refused = agent.post(f"/cases/{case}/reverts", 422, step=3, reason="Erreur.")
    assert [each["code"] for each in refused["refused"]] == ["note_of_another"]
    agent.post(f"/cases/{case}/reverts", step=2, reason="Erreur.")
    assert desk.private(2, case) == {}
    assert desk.private(3, case) == {"note": "Celle d'une autre."}
