"""A program at the API of a training database, speaking without a socket."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from engine.web.api.routes import described
from tests.app.conftest import desk, referentials, sqlite_models  # noqa: F401 -- fixtures
from tests.web.conftest import app  # noqa: F401 -- a fixture


@dataclass
class Program:
    """A program with the token of one of the training database's parts."""

    client: TestClient
    token: str

    def ask(self, method: str, path: str, json: Any = None, **headers: str) -> httpx2.Response:
        sent = {"authorization": f"Bearer {self.token}"} if self.token else {}
        body = {"content": json} if isinstance(json, bytes) else {"json": json}
        return self.client.request(method, f"/api{path}", **body, headers={**sent, **headers})

    def get(self, path: str, **headers: str) -> Any:
        answer = self.ask("GET", path, **headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, code: int = 200, key: str = "", **body: Any) -> Any:
        answer = self.ask("POST", path, body, **({"idempotency-key": key} if key else {}))
        assert answer.status_code == code, answer.text
        return answer.json()


Enter = Callable[..., Program]


@pytest.fixture
def program(app: FastAPI) -> Iterator[Enter]:  # noqa: F811 -- the fixture
    """Programs, each with a token for one of the parts; without a part, with none."""
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:

        def enter(part: str = "") -> Program:
            if not part:
                return Program(client, "")
            answer = client.post("/api/session", json={"part": part})
            assert answer.status_code == 201, answer.text
            return Program(client, answer.json()["token"])

        yield enter


def demands() -> Iterator[tuple[str, str]]:
    """Every demand of the API: its method, and its path under /api."""
    for path, methods in described()["paths"].items():
        for method in methods:
            yield method.upper(), path.removeprefix("/api")
    yield "GET", "/openapi.json"
