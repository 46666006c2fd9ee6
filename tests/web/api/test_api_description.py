"""What the description tells a programmer: what each demand does, in two languages, with examples that are taken."""

import pytest
from jsonschema import Draft202012Validator

from engine.web.api.routes import described
from engine.web.api.summaries import SUMMARIES
from tests.web.api.conftest import Enter, demands

OPERATIONS = [(method, path, told) for path, each in described()["paths"].items() for method, told in each.items()]
ONCE = {"/api/cases", *(path for _, path, _ in OPERATIONS if path.startswith("/api/cases/{case}/"))}


def test_each_demand_says_in_french_and_in_english_what_it_does():
    """Fails when one is told by the name of a function, or one that is gone is still told."""
    assert set(SUMMARIES) == {(method, path) for method, path, _ in OPERATIONS}
    told = [each["summary"] for _, _, each in OPERATIONS]
    assert len(set(told)) == len(told)
    for french, english in SUMMARIES.values():
        assert french != english
        assert "_" not in french + english


def test_a_key_against_doubles_is_told_where_it_counts_and_nowhere_else():
    """Fails when a demand that reads, or one that knows no key, invites one: it would be believed."""
    for method, path, told in OPERATIONS:
        named = "Idempotency-Key" in {each["name"] for each in told.get("parameters", ())}
        assert named == (method == "post" and path in ONCE), (method, path)


def test_every_example_is_of_the_shape_that_it_shows():
    shown, document = 0, described()
    for method, path, told in OPERATIONS:
        content = told.get("requestBody", {}).get("content", {})
        if "application/json" not in content:
            continue
        schema = document["components"]["schemas"][content["application/json"]["schema"]["$ref"].split("/")[-1]]
        for example in schema["examples"]:
            Draft202012Validator({**schema, "components": document["components"]}).validate(example)
            shown += 1
        assert schema["examples"], (method, path)
    assert shown == sum(method == "POST" for method, _ in demands()) - 1, "all but the one that takes a file"


def test_a_desk_is_named_by_whoever_has_several(program: Enter):
    """An agent of one commune names none; whoever has the whole territory is asked which."""
    agent, supervisor = program("agent.tiznit"), program("superviseur.formation")
    assert agent.post("/people", 201, data={"name": "Aminata Diallo"})["commune"] == "tiznit"
    case = agent.post("/cases", 201, process="naissance")["case"]
    assert agent.get(f"/cases/{case}")["commune"] == "tiznit"
    for path, body in (("/people", {"data": {"name": "Awa"}}), ("/cases", {"process": "naissance"})):
        told = supervisor.post(path, 422, **body)
        assert (told["code"], "de quelle commune" in told["title"]) == ("usage", True)
        assert supervisor.post(path, 201, **body, commune="agadir")


@pytest.mark.parametrize("word", ["nowhere", ""])
def test_a_commune_that_is_none_is_not_taken_for_ones_own(program: Enter, word: str):
    assert program("agent.tiznit").post("/cases", 422, process="naissance", commune=word)["code"] == "usage"
