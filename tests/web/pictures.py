"""The pictures of the guides, taken in a real browser: `python -m tests.web.pictures`.

A base of fictitious cases is made for them, the same each time; the day is that of the machine.
"""

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from engine.app import agenda, demo
from engine.app.listing import Wanted, list_cases
from engine.app.publishing import stories
from engine.bootstrap import Settings, make_database, shipped, workshop_of
from engine.commands.serve import bound
from engine.core.events import EVERYWHERE, Actor
from engine.web.app import create_app
from tests.web.test_browser import FLAGS, NARROW, WIDE, path_of_browser

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
CASES = 60
PICTURES = (
    ("aujourdhui", "fr", WIDE, "agent.tiznit", "/"),
    ("dossier", "fr", {"width": 1280, "height": 1000}, "agent.tiznit", "/cases/{case}"),
    ("dossier-arabe", "ar", {"width": 1280, "height": 1000}, "agent.tiznit", "/cases/{case}"),
    ("telephone", "ar", NARROW, "agent.tiznit", "/"),
    ("referentiel", "fr", {"width": 1280, "height": 900}, "editeur.formation", "/referential/naissance"),
    ("ecrire", "fr", {"width": 1280, "height": 900}, "editeur.formation", "/editor/files/naissance.yaml"),
    ("rejeu", "fr", {"width": 1280, "height": 800}, "auditeur.formation", "/audit/cases/{case}?at=4"),
)
"Name, language, window, who looks, and at what."


@contextmanager
def served() -> Iterator[tuple[str, str]]:
    """The application over a base just filled: its address, and a case worth a picture."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            f"sqlite:///{folder}/formation.db", Path(folder) / "baom.key", shipped("processes"), shipped("forms"), {}
        )
        house, _ = make_database(settings, training=True)
        demo.fill(house, stories(workshop_of(settings, house.territory)), CASES)
        agenda.tick(house)
        found, _ = list_cases(
            house, Wanted("tiznit", "pension_vieillesse", "pieces", open_only=True), 1, Actor("x", "agent", EVERYWHERE)
        )
        if not found:
            found, _ = list_cases(house, Wanted("tiznit", open_only=True), 1, Actor("x", "agent", EVERYWHERE))
        with bound("127.0.0.1", 0) as listener:
            server = uvicorn.Server(uvicorn.Config(create_app(house, settings), log_level="warning", access_log=False))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
            thread.start()
            while not server.started:
                time.sleep(0.05)
            try:
                yield f"http://localhost:{listener.getsockname()[1]}", found[0].line.case
            finally:
                server.should_exit = True
                thread.join()
                house.store.close()


def take(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    page.screenshot(path=IMAGES / f"{name}.png")


def main() -> None:
    with served() as (address, case), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path_of_browser(), args=FLAGS)
        for name, language, window, part, path in PICTURES:
            page = browser.new_context(viewport=window).new_page()  # type: ignore[arg-type]
            page.goto(f"{address}/login?lang={language}")
            page.click(f"button[value='{part}']")
            page.wait_for_url(lambda url: "/login" not in url)
            page.goto(address + path.format(case=case))
            take(page, name)
            print(name)
        browser.close()


if __name__ == "__main__":
    main()
