"""A backup from its page: by right, one at a time, checked, told in the log, and nothing of it left on the server."""

import html
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from fastapi import FastAPI

from engine.app.verifying import standings_of
from engine.bootstrap import vault_of
from engine.errors import EnvironmentUnusable
from engine.store.backups import require_intact, sha256_of
from engine.web.bundles import made_in_private
from tests.app.desk import Desk
from tests.web.conftest import Browser, settings_of

Enter = Callable[..., Browser]


def made(admin: Browser) -> str:
    """Ask for a backup; the page once it is there."""
    admin.get("/backup")
    admin.post("/backup")
    while "data-refresh" in admin.text:
        admin.get("/backup")
    return html.unescape(admin.text)


def kept(desk: Desk) -> list[tuple[str, str]]:
    """Who made each backup that the log tells of, and its hash."""
    history = desk.house.store.read(lambda reading: [event for event, _ in reading.history("system")])
    return [(each.actor, each.body["sha256"]) for each in history if each.kind == "backed_up"]


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files, empty."""
    folder = tmp_path / "private"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_backup_is_taken_away_as_the_command_makes_it(desk: Desk, browser: Enter, private: Path, tmp_path: Path):
    """Fails when the file isn't the one that was checked, or isn't one by itself, or stays on the server."""
    desk.open("naissance", commune="tiznit")
    admin = browser("gestion.formation")
    assert "Aucune n'a été faite" in html.unescape(admin.get("/backup").text)
    page = made(admin)
    answer = admin.client.get("/backup/file")
    assert re.fullmatch(r'attachment; filename="sauvegarde-\d{4}-\d\d-\d\d\.db"', answer.headers["content-disposition"])
    assert list(private.iterdir()) == []
    path = tmp_path / "sauvegarde.db"
    path.write_bytes(answer.content)
    assert kept(desk) == [("gestion.formation", sha256_of(path))]
    assert sha256_of(path) in page
    assert require_intact(path, vault_of(settings_of(desk)), standings_of) > 0
    assert "Aucune n'a été faite" not in page


@pytest.mark.parametrize("part", ["agent.tiznit", "superviseur.formation", "editeur.formation", "auditeur.formation"])
def test_nobody_but_an_administrator_makes_one_or_sees_when(desk: Desk, browser: Enter, part: str):
    """Fails when one of the addresses forgets to ask who takes care of the database."""
    made(browser("gestion.formation"))
    other = browser(part)
    assert 'href="/backup"' not in other.get("/referential").text
    assert other.client.get("/backup").status_code == 403
    assert other.client.get("/backup/file").status_code == 403
    other.get("/referential")
    assert other.post("/backup").status_code == 403
    assert len(kept(desk)) == 1


def test_a_backup_is_for_whoever_asked_and_for_half_an_hour(desk: Desk, app: FastAPI, browser: Enter):
    """Fails when another administrator is given it, or when it waits on the server for days."""
    admin, bench = browser("gestion.formation"), app.state.site.backups
    job = bench.start(
        "U-0000-0000", desk.house.recorded_at(), lambda _: made_in_private("x", lambda path: path.touch())
    )
    job.finished.wait(10)
    assert admin.client.get("/backup/file").status_code == 404
    assert 'href="/backup/file"' not in admin.get("/backup").text
    assert 'href="/backup/file"' in made(admin)
    assert admin.client.get("/backup/file").status_code == 200
    wall = desk.house.now()
    desk.house.now = lambda: wall + timedelta(minutes=31)
    again = browser("gestion.formation")
    assert again.client.get("/backup/file").status_code == 404
    assert 'href="/backup/file"' not in again.get("/backup").text


def test_a_refused_backup_is_told_and_nothing_is_given(app: FastAPI, desk: Desk, browser: Enter):
    """Fails when a backup that isn't there passes for one: another going on, a damaged base."""
    admin, site = browser("gestion.formation"), app.state.site
    held = Event()
    site.backups.start("U-0000-0000", desk.house.recorded_at(), lambda _: held.wait(10))
    admin.get("/backup")
    assert admin.post("/backup").status_code == 409
    assert "Une autre sauvegarde se fait" in admin.text
    held.set()
    site.backups.of("U-0000-0000").finished.wait(10)
    app.state.site = replace(site, settings=replace(site.settings, environ={}))
    page = made(admin)
    assert 'role="alert"' in page
    assert "pas faite" in page
    assert 'href="/backup/file"' not in page
    assert admin.client.get("/backup/file").status_code == 404
    assert kept(desk) == []


def test_what_fails_on_the_way_leaves_nothing(private: Path):
    """Fails when half a backup stays behind in the folder of temporary files."""

    def fails(path: Path) -> None:
        path.write_text("half")
        raise EnvironmentUnusable("Disque plein.", "Faire de la place.")

    with pytest.raises(EnvironmentUnusable):
        made_in_private("x.db", fails)
    assert list(private.iterdir()) == []
