"""The web application over a real database, spoken to without a socket."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from engine.bootstrap import Settings, shipped
from engine.web.app import create_app
from tests.app.conftest import desk, referentials, sqlite_models  # noqa: F401 -- fixtures
from tests.app.desk import Desk

TOKEN = re.compile(r'name="token" value="([0-9a-f.]+)"')
KEY = re.compile(r'name="key" value="([^"]+)"')


@dataclass
class Browser:
    """Somebody's browser: its cookies, and the forms of the page it last saw."""

    client: TestClient
    page: httpx2.Response | None = field(default=None)

    def get(self, path: str) -> httpx2.Response:
        self.page = self.client.get(path)
        return self.page

    def post(self, path: str, **values: object) -> httpx2.Response:
        """Send a form as the last page would, its token with it."""
        assert self.page is not None
        found = TOKEN.search(self.page.text)
        data = {name.replace("__", "."): value for name, value in values.items()}
        if found is not None:
            data.setdefault("token", found[1])
        self.page = self.client.post(path, data=data)
        return self.page

    @property
    def text(self) -> str:
        assert self.page is not None
        return self.page.text


def settings_of(desk: Desk) -> Settings:  # noqa: F811 -- the argument
    """What a program that opens this desk's file is told: where it is, and its two keys."""
    folder = Path(desk.url.removeprefix("sqlite:///")).parent
    keys = dict.fromkeys(("BAOM_MASTER_KEY", "BAOM_SIGNING_KEY"), bytes(range(32)).hex())
    return Settings(desk.url, folder / "baom.key", shipped("processes"), shipped("forms"), keys)


@pytest.fixture
def app(desk: Desk) -> FastAPI:  # noqa: F811 -- the fixture
    return create_app(desk.house, settings_of(desk))


@pytest.fixture
def browser(app: FastAPI) -> Iterator[Callable[[str], Browser]]:
    """Browsers, each logged in in one of the parts of the training database."""
    opened: list[TestClient] = []

    def enter(part: str = "") -> Browser:
        client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
        opened.append(client)
        found = Browser(client)
        found.get("/login")
        if part:
            found.post("/login", part=part)
        return found

    yield enter
    for client in opened:
        client.close()


ROOT = Path(__file__).resolve().parents[2]
