"""What is ready before the first page: nothing is compiled while somebody waits."""

import gc
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from engine.app.people import add_person
from engine.core.events import Actor
from engine.web import render
from engine.web.render import environment
from engine.web.warming import warm
from tests.app.desk import Desk
from tests.web.conftest import Browser

Enter = Callable[..., Browser]


@pytest.fixture
def thawed() -> Iterator[None]:
    """What was left out of collections stands in them again afterwards."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
def test_no_page_waits_for_a_template_or_a_pathway_to_be_compiled(
    desk: Desk, browser: Enter, monkeypatch: pytest.MonkeyPatch
):
    """Fails when one of them is left to the first visitor."""
    desk.open("naissance", commune="tiznit")
    desk.house.machines.clear()
    environment.cache_clear()
    warm(desk.house)
    assert gc.get_freeze_count() > 0
    known = set(desk.house.machines)
    compiled: list[str] = []
    compiling = Environment.compile

    def noting(self: Environment, source: str, name: str | None = None, *more: Any) -> Any:
        compiled.append(str(name))
        return compiling(self, source, name, *more)

    monkeypatch.setattr(Environment, "compile", noting)
    agent = browser("agent.tiznit")
    for path in ("/", f"/cases/{desk.case}", "/people", "/cases/new", "/referential", "/referential/sante"):
        assert agent.get(path).status_code == 200
    assert compiled == []
    assert set(desk.house.machines) == known


@pytest.mark.usefixtures("thawed")
def test_a_pathway_that_is_not_what_was_published_keeps_no_page_from_being_served(desk: Desk, browser: Enter):
    """Fails when what is wrong with one of them ends the warming, and with it the thread, in a trace."""
    desk.house.machines.clear()
    with closing(sqlite3.connect(desk.url.removeprefix("sqlite:///"))) as link, link:
        link.execute("DROP TRIGGER definitions_no_update")
        link.execute("UPDATE definitions SET resolved = x'00' WHERE process = 'sante'")
    warm(desk.house)
    assert browser("agent.tiznit").get("/people").status_code == 200


def test_a_server_keeps_the_pages_that_it_began_with(
    desk: Desk, browser: Enter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Fails when a page of another version, put in their place meanwhile, is given what this one's code makes."""
    folder = tmp_path / "templates"
    shutil.copytree(render.TEMPLATES, folder)
    monkeypatch.setattr(render, "TEMPLATES", folder)
    environment.cache_clear()
    agent = browser("agent.tiznit")
    for page in folder.glob("*.html"):
        page.write_text("{{ of_the_next_version }}", encoding="utf-8")
    assert agent.get("/").status_code == 200
    assert agent.get("/people").status_code == 200
    environment.cache_clear()


def test_the_pages_that_look_for_somebody_have_names_heard_before_they_are_typed(browser: Enter, desk: Desk):
    desk.open("naissance", commune="tiznit")
    for path in ("/people", "/cases/new"):
        agent = browser("agent.tiznit")
        add_person(desk.house, "person", "tiznit", {"name": "Awa Diop"}, Actor("said", "agent", "tiznit"))
        assert len(desk.house.heard) == 0
        agent.get(path)
        until = time.monotonic() + 20
        while not len(desk.house.heard) and time.monotonic() < until:
            time.sleep(0.02)
        assert len(desk.house.heard) > 0, path
        agent.post("/logout")
        assert len(desk.house.heard) == 0
