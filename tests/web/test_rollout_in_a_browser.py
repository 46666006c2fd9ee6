"""A pathway changed safely, in a real browser: written, weighed, agreed to by a second editor, rolled out, undone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from engine.app.sessions import begin
from engine.core.events import EVERYWHERE, Actor
from engine.core.rules import SYSTEM
from tests.app.desk import Desk
from tests.app.test_two_people import HUGO, account
from tests.web.test_browser import (  # noqa: F401 -- fixtures
    NARROW,
    WIDE,
    accessible,
    address,
    chromium,
    visitor,
)
from tests.web.test_versions import FORTY, RECOUNTED, next_version

AT, MIGRATION = "/editor/files/naissance.yaml", "/referential/naissance/migration"
GROUP = "    documents:\n      preuve_naissance:\n"
MORE = GROUP.replace(
    "      preuve_naissance:",
    '      carnet:\n        title: {fr: "Carnet", ar: "دفتر"}\n        any_of: {bcg: [certificat_bcg]}\n'
    "      preuve_naissance:",
)
ONE, LEAD = Actor("editeur.formation", "editor", EVERYWHERE), Actor("superviseur.formation", "supervisor", EVERYWHERE)


@pytest.fixture
def people(desk: Desk) -> Iterator[None]:
    """Three people of a real base whose accounts came through nobody's hands; and a case whose clock runs."""
    for each in (ONE, LEAD, HUGO):
        account(desk, each, SYSTEM)
    desk.open("naissance", commune="tiznit")
    desk.agree("accompagnement")
    desk.set(date_naissance="2026-11-01", lieu_accouchement="domicile")
    yield
    desk.house.store.training = True


def enters(desk: Desk, page: Page, actor: Actor, address: str) -> None:  # noqa: F811 -- its address
    """Have the page be another person's from now on."""
    held = desk.house.store.read(lambda reading: reading.user(actor.name))
    assert held is not None
    begun = desk.house.store.write(lambda writing: begin(writing, held, "web", desk.house.now()))
    page.context.clear_cookies(name="baom")
    page.context.add_cookies([{"name": "baom", "value": begun.token, "url": address, "sameSite": "Strict"}])


@pytest.mark.parametrize(
    ("language", "viewport", "script"), [("fr", WIDE, False), ("ar", NARROW, True)], ids=["fr no script", "ar narrow"]
)
def test_a_document_is_added_weighed_agreed_to_rolled_out_and_undone(
    chromium: Browser,  # noqa: F811 -- the fixtures
    address: str,  # noqa: F811
    desk: Desk,
    people: None,
    language: str,
    viewport: dict[str, int],
    *,
    script: bool,
):
    """Fails when one step of an edit's life can't be taken from a page, or isn't told to whoever takes it."""
    with visitor(chromium, address, ONE.name, language, viewport=viewport, java_script_enabled=script) as page:
        desk.house.store.training = False
        before = desk.kinds()
        page.goto(AT)
        page.fill("#text", next_version(page.input_value("#text"), FORTY, (GROUP, MORE)) + RECOUNTED, timeout=60_000)
        page.click("button[value=changes]")
        expect(page.locator("#what-changes")).to_be_visible()
        expect(page.locator("main")).to_contain_text("دفتر" if language == "ar" else "Carnet")
        page.click(f"form[action='{AT}/changes'] button")
        expect(page.locator("#impact")).to_be_visible(timeout=60_000)
        if script:
            accessible(page)
        page.fill("#reason", "Circulaire du 3 novembre")
        page.click(f"form[action='{AT}/publication'] button")
        expect(page.locator(".notice.warn").first).to_be_visible()

        enters(desk, page, HUGO, address)
        page.goto("/editor")
        page.click("a[href^='/editor/waiting/']")
        expect(page.locator("blockquote")).to_have_text("Circulaire du 3 novembre")
        page.click("form[action$='/impact'] button")
        expect(page.locator("#impact")).to_be_visible(timeout=60_000)
        if script:
            accessible(page)
        page.locator("form[action^='/editor/waiting/']:not([action$='/impact']) button").click()
        expect(page.locator(".notice.good").first).to_be_visible()
        for path in ("/referential/naissance/versions", "/referential/naissance/changes"):
            page.goto(path)
            if script:
                accessible(page)

        for trial, deed, kinds in (("try", "move", ["migrated"]), ("try_undo", "undo", ["migrated", "reverted"])):
            for actor in (LEAD, HUGO):
                enters(desk, page, actor, address)
                page.goto(f"{MIGRATION}?to=3")
                # What came out of the last one stands there until the next page does.
                with page.expect_navigation():
                    page.click(f"button[value={trial}]")
                expect(page.locator(f"button[value={deed}]")).to_be_visible(timeout=60_000)
                if script:
                    accessible(page)
                with page.expect_navigation():
                    page.click(f"button[value={deed}]")
                shown = page.locator(".notice.warn") if actor is LEAD else page.locator("#moved")
                expect(shown.first).to_be_visible(timeout=60_000)
            assert re.search(r"1|< 5", page.locator("#moved").inner_text())
            assert desk.kinds() == [*before, *kinds]
