"""What the API says of itself, held against it: demands drawn from its own description, and some that it forbids."""

import os
from collections.abc import Iterator

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.python.asgi import ASGIClient, get_client
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from engine.web.api.routes import described
from tests.app.desk import Desk

EXAMPLES = 60 if os.environ.get("BAOM_NIGHTLY") else 3
"Demands of each kind, of each operation, in each role."
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PARTS = ("agent.tiznit", "superviseur.formation", "editeur.formation", "auditeur.formation", "gestion.formation")
BOTH = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


@pytest.fixture
def program(app: FastAPI) -> Iterator[ASGIClient]:
    """A client of the application, without a socket."""
    with get_client(app) as client:
        yield client


@pytest.fixture(scope="module")
def drawn() -> list[Case]:
    """Demands of each operation, good and bad: drawn once, for drawing takes four times as long as asking."""
    found: list[Case] = []
    for result in schemathesis.openapi.from_dict(described()).get_all_operations():
        operation = result.ok()
        for mode in BOTH:

            @settings(
                max_examples=EXAMPLES,
                deadline=None,
                database=None,
                derandomize=True,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def draw(case: Case) -> None:
                found.append(case)

            if operation.path != "/api/session":
                draw()
    return found


@pytest.mark.parametrize("part", PARTS)
def test_whatever_is_asked_the_answer_is_one_of_those_described(
    desk: Desk, program: ASGIClient, drawn: list[Case], part: str
) -> None:
    """Fails at a 500, at a status that isn't said, at a body of another shape: for a program, those are surprises."""
    desk.open("naissance", commune="tiznit")
    known = {"case": desk.case, "subject": desk.held().case.subject, "process": "naissance", "form": "liste_pieces"}
    begun = program.post("http://localhost/api/session", json={"part": part})
    headers = {"authorization": f"Bearer {begun.json()['token']}"}
    for case in drawn:
        # Random identifiers would all be « no such case »: those of a case that is there go further.
        case.path_parameters |= {name: known[name] for name in case.path_parameters if name in known}
        response = case.call(session=program, base_url="http://localhost", headers=headers)
        case.validate_response(response, checks=CHECKS)
    assert len(drawn) > EXAMPLES * 30
