"""The application in a real browser: a day's work by mouse and by keyboard, in French and in Arabic, with and without
script, wide and narrow; and what a reader of screens would meet on each page."""

import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from engine.commands.serve import bound
from engine.web.app import create_app
from tests.app.desk import Desk
from tests.web.conftest import settings_of

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge")
FLAGS = [
    *(
        "--no-sandbox",
        "--disable-gpu",
        "--disable-smooth-scrolling",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
    ),
    *("--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP *.test 127.0.0.1",  # a desk reached by its name, where browsers trust plain HTTP less
]
EXPECTED = re.compile("status of 4|ERR_INTERNET_DISCONNECTED")
"What a browser tells of a refusal, and of the network that a test cut."
AXE = Axe().axe_script
OPENED = "document.querySelectorAll('details').forEach(each => each.open = true)"
"What a page folds away is looked at too."
WIDE, NARROW = {"width": 1280, "height": 720}, {"width": 390, "height": 800}


def path_of_browser() -> str:
    """The machine's own Chromium; raises where there is none: a test that didn't run proves nothing."""
    found = os.environ.get("BAOM_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "No Chromium: apt install chromium, or name one in BAOM_BROWSER."
    return found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path_of_browser(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    """The application, listening."""
    listener = bound("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(create_app(desk.house, settings_of(desk)), log_level="warning", access_log=False)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://localhost:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()


@contextmanager
def visitor(chromium: Browser, address: str, part: str, language: str = "fr", **more: object) -> Iterator[Page]:
    """A page of somebody logged in; whatever the page's script or policy complains of fails the test."""
    context: BrowserContext = chromium.new_context(**{"viewport": WIDE, "base_url": address, **more})  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"/login?lang={language}")
    page.click(f"button[value='{part}']")
    page.wait_for_url(lambda url: "/login" not in url)
    yield page
    context.close()
    assert [each for each in complaints if not EXPECTED.search(each)] == []


def accessible(page: Page) -> None:
    """Nothing that axe finds fault with, and nothing wider than the page."""
    page.evaluate(AXE)
    # Its faults alone: all that it found nothing wrong with takes longer to be handed over than to be looked at.
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(told => told.violations)")
    assert [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), "the page scrolls sideways"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_birth_from_the_search_to_the_papers(
    chromium: Browser, address: str, desk: Desk, language: str, *, script: bool
):
    """An agent looks for the mother, makes her record, opens the case, has her agree, asks, and receives a paper."""
    with visitor(chromium, address, "agent.tiznit", language, java_script_enabled=script) as page:
        page.goto("/cases/new")
        page.fill("#words", "Aminata Diallo")
        page.press("#words", "Enter")
        page.wait_for_selector("#person-name")
        assert page.input_value("#person-name") == "Aminata Diallo"
        page.fill("#person-name_ar", "أميناتا ديالو")
        page.click("form[action='/cases/people'] button.main")
        page.check("input[name=process][value=naissance]")
        page.click("form[action='/cases'] button.main")
        page.wait_for_url(re.compile(r"/cases/D-"))
        expect(page.locator("h1")).to_have_text("أميناتا ديالو" if language == "ar" else "Aminata Diallo")
        page.click("button[formaction$='/consents/accompagnement'][value=yes]")
        page.wait_for_url(re.compile("since="))
        page.fill("#f-date_naissance", "2026-11-01")
        page.check("input[name='set.lieu_accouchement'][value=domicile]") if page.locator(
            "input[name='set.lieu_accouchement']"
        ).count() else page.select_option("#f-lieu_accouchement", "domicile")
        with page.expect_navigation():
            page.click("button[formaction$='/fields']")
        expect(page.locator(".notice.good")).to_be_visible()
        case = re.search(r"D-[0-9A-Z-]+", page.url)
        assert case is not None
        assert desk.kinds(case[0])[:3] == ["opened", "consented", "recorded"]


def test_the_day_by_keyboard_alone(chromium: Browser, address: str, desk: Desk):
    """No mouse: from the list to the case, a note, and back, by Tab and Enter; what has the focus is always seen."""
    desk.open("naissance", commune="tiznit")
    with visitor(chromium, address, "agent.tiznit") as page:
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.line a')"):
                break
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/cases/"))
        page.focus("#tool-note summary")
        page.keyboard.press("Enter")
        expect(page.locator("#note")).to_be_focused()
        page.keyboard.type("Rappeler jeudi matin.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".notice.good")).to_be_visible()
    assert desk.kinds() == ["opened", "noted"]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_can_be_used_by_everybody(chromium: Browser, address: str, desk: Desk, language: str):
    """Each page opened once, and looked at wide, then narrow."""
    desk.open("pension_vieillesse", commune="tiznit")
    desk.agree("accompagnement")
    subject = desk.held().case.subject
    with visitor(chromium, address, "superviseur.formation", language) as page:
        for path in (
            "/",
            f"/cases/{desk.case}",
            f"/cases/{desk.case}/story",
            f"/people/{subject}",
            "/appointments",
            "/reminders",
            f"/cases/{desk.case}/contact",
            "/people",
            "/urgent",
            "/handover",
            "/cases/new",
            f"/cases/new?subject={subject}",
            "/referential",
            "/referential/naissance",
            "/referential/naissance/steps/qualification",
            "/referential/naissance/parts/text",
            "/referential/naissance/versions",
            "/referential/naissance/changes",
            "/sources?kind=to_validate",
            "/sources/loi_55_19",
            "/audit",
            "/audit/cases",
            "/audit/cases?process=naissance&suspicion=broken",
            "/audit/reads",
            "/audit/accounts",
            "/audit/glass",
            "/users",
            f"/cases/{desk.case}/undo/2",
            f"/audit/cases/{desk.case}?compare=1&against=2",
            "/no/such/page",
        ):
            page.goto(path)
            page.evaluate(OPENED)
            for size in (WIDE, NARROW):
                page.set_viewport_size(size)
                accessible(page)
        # The timeline lets no script run, axe's neither: the file that is kept of it is looked at instead.
        kept = page.context.request.get(f"/audit/cases/{desk.case}/timeline?keep=1").text()
        page.goto("about:blank")
        page.set_content(kept)
        expect(page.locator("h1")).to_be_visible()
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            accessible(page)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_one_goes_back_to_what_a_form_was_answered(chromium: Browser, address: str, desk: Desk, *, script: bool):
    """Fails when the browser shows a page of its own in its place (ERR_CACHE_MISS), or a name stands in an address."""
    desk.open("naissance", commune="tiznit")
    with visitor(chromium, address, "agent.tiznit", java_script_enabled=script) as page:
        page.goto("/cases/new")
        page.fill("#words", "Aminata Diallo")
        page.click("form[action='/cases/new'] button")
        page.wait_for_selector("#person-name")
        page.goto("/")
        page.go_back()
        expect(page.locator("#person-name")).to_have_value("Aminata Diallo")
        assert "Aminata" not in page.url
        page.goto(f"/cases/{desk.case}")
        page.click("button[formaction$='/transfers']")
        page.select_option("[name='transfer.commune']", "agadir")
        page.fill("[name='transfer.reason']", "Elle habite Agadir.")
        page.click("button.main")
        page.wait_for_selector("[name='transfer.sure']", state="attached")
        page.goto("/")
        page.go_back()
        with page.expect_navigation(url=re.compile(r"/cases/|/$")):
            page.click("button.main")
        assert desk.kinds()[-1] == "transferred"


def test_what_is_pressed_on_a_telephone_is_as_high_as_a_thumb(chromium: Browser, address: str, desk: Desk):
    desk.open("pension_vieillesse", commune="tiznit")
    size = {"width": 390, "height": 844}
    with visitor(chromium, address, "agent.tiznit", "ar", viewport=size, is_mobile=True, has_touch=True) as page:
        for path in ("/", f"/cases/{desk.case}", "/reminders"):
            page.goto(path)
            pressed = (
                ":is(.pick, button:not(.aside), .button, summary, select, .top a, .tabs a, .contents a, .journal a)"
            )
            low = "all => all.filter(e => e.checkVisibility()).map(e => [e.offsetHeight, e.innerText])"
            heights = page.locator(pressed).evaluate_all(low)
            assert heights
            assert [each for each in heights if each[0] < 43.5] == []
            assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_form_sent_into_a_dead_network_loses_nothing(chromium: Browser, address: str, desk: Desk):
    """Fails when the browser leaves the page for its own error: what was typed would go with it."""
    desk.open("naissance", commune="tiznit")
    with visitor(chromium, address, "agent.tiznit") as page:
        page.goto(f"/cases/{desk.case}")
        page.click("#tool-note summary")
        page.fill("#note", "Une longue note")
        page.context.set_offline(True)
        page.click("button[formaction$='/notes']")
        expect(page.locator("#offline")).to_be_visible()
        assert page.input_value("#note") == "Une longue note"
        page.context.set_offline(False)
        page.click("button[formaction$='/notes']")
        expect(page.locator(".notice.good")).to_be_visible()
    assert desk.kinds() == ["opened", "noted"]


def test_a_sheet_opens_as_a_pdf_in_both_languages(chromium: Browser, address: str, desk: Desk):
    desk.open("naissance", commune="tiznit")
    with visitor(chromium, address, "agent.tiznit") as page:
        for language in ("fr", "ar"):
            answer = page.request.get(f"/cases/{desk.case}/print/formulaire_consentement?in={language}")
            assert answer.body().startswith(b"%PDF")


@pytest.mark.parametrize(("language", "viewport"), [("fr", WIDE), ("ar", NARROW)], ids=["fr wide", "ar narrow"])
def test_the_auditors_pages_can_be_used_by_everybody(
    chromium: Browser, address: str, desk: Desk, language: str, viewport: dict[str, int]
):
    """Each page, and a check from its first word to its verdict."""
    desk.open("pension_vieillesse", commune="tiznit")
    with visitor(chromium, address, "auditeur.formation", language, viewport=viewport) as page:
        page.goto("/audit/verification")
        accessible(page)
        page.click("form[action='/audit/verification'] button")
        expect(page.locator(".verdict.intact")).to_be_visible(timeout=60_000)
        accessible(page)
        page.goto("/audit/checkpoints")
        page.click("form[action='/audit/checkpoints'] button")
        expect(page.locator(".proof svg")).to_be_visible()
        accessible(page)
        page.goto("/audit/checkpoints")
        accessible(page)
        page.goto("/audit/evidence")
        page.fill("#cases", desk.case)
        page.click("form[action='/audit/evidence'] button")
        expect(page.locator(".verdict.intact")).to_be_visible(timeout=60_000)
        page.click(".verdict summary")
        accessible(page)


def test_a_check_is_followed_without_script(chromium: Browser, address: str, desk: Desk):
    """The page comes again by itself until there is a verdict."""
    desk.open("naissance", commune="tiznit")
    with visitor(chromium, address, "auditeur.formation", java_script_enabled=False) as page:
        page.goto("/audit/verification")
        page.click("form[action='/audit/verification'] button")
        expect(page.locator(".verdict.intact")).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_drawing_is_begun_at_its_first_step(chromium: Browser, address: str, language: str):
    """Fails when a pathway opens on a telephone at a corner of its drawing where nothing is drawn."""
    with visitor(chromium, address, "editeur.formation", language, viewport={"width": 390, "height": 800}) as page:
        page.goto("/referential/naissance")
        box, first = (page.locator(each).first.bounding_box() for each in (".drawing", ".drawing svg a"))
        assert box is not None
        assert first is not None
        assert box["x"] <= first["x"]
        assert first["x"] + first["width"] <= box["x"] + box["width"]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_an_editor_is_told_and_helped_while_typing(chromium: Browser, address: str, language: str):
    """Fails when the margin, the list or the proposals of the editor say nothing, or say another line."""
    with visitor(chromium, address, "editeur.formation", language) as page:
        page.goto("/editor/files/accueil.yaml")
        expect(page.locator(".gutter div").first).to_have_text("1")
        expect(page.locator("#findings-list > *")).to_have_count(0)
        page.evaluate("document.querySelector('#text').setSelectionRange(0, 0)")
        page.focus("#text")
        page.keyboard.type("brouillon: 1\n")
        expect(page.locator(".gutter .error").first).to_have_text("1")
        page.locator("#findings-list .place").first.click()
        expect(page.locator("#text")).to_be_focused()
        page.evaluate("const a = document.querySelector('#text'); a.value = a.value.replace('brouillon: 1\\n', ''); "
                      "a.setSelectionRange(a.value.length, a.value.length)")  # fmt: skip
        page.keyboard.type("\nstatus: ")
        page.keyboard.press("Control+ ")
        expect(page.locator("#choices li")).to_have_count(3)
        expect(page.locator("#choices li").nth(1)).to_contain_text("confirmé par M&D")
        accessible(page)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert page.input_value("#text").endswith("status: validated")
        page.keyboard.type("\nstart: ")
        page.keyboard.press("Control+ ")
        assert page.locator("#choices li").count() > 1
        page.keyboard.press("Escape")
        expect(page.locator("#choices")).to_be_hidden()
        page.keyboard.type("\n# gardé sans aucun geste")
        # An earlier half of the text may be kept first: what counts is that nothing of it is left.
        expect(page.locator("form[data-draft][data-typed]")).to_have_count(0, timeout=20_000)
        expect(page.locator("#draft-said")).not_to_have_text("")
        # Nothing is asked on leaving, and nothing is lost: it came into the draft by itself.
        page.goto("/editor/files/accueil.yaml")
        assert "# gardé sans aucun geste" in page.input_value("#text")
        page.click("button[value=save]")
        expect(page.locator(".notice.bad").first).to_be_visible()
        page.set_viewport_size(NARROW if language == "ar" else WIDE)
        for path in (
            "/editor",
            "/editor/files/accueil.yaml",
            "/editor/files/accueil.yaml/preview",
            "/editor/files/scenarios~accueil.yaml/stories",
            "/editor/guide?process=accueil",
            "/editor/files/forms~courrier_restitution.fr.md.j2/sheets",
            "/editor/territories",
            "/editor/territories/souss_massa",
            "/editor/pack",
            "/editor/install",
        ):
            page.goto(path)
            page.evaluate(OPENED)
            accessible(page)


@pytest.mark.parametrize(("language", "viewport"), [("fr", WIDE), ("ar", NARROW)], ids=["fr-wide", "ar-narrow"])
def test_a_backup_is_made_on_its_page_and_taken_away(
    chromium: Browser, address: str, language: str, viewport: dict[str, int]
):
    with visitor(chromium, address, "gestion.formation", language, viewport=viewport) as page:
        page.goto("/backup")
        accessible(page)
        page.click("form[action='/backup'] button")
        page.wait_for_selector("a[download]")
        accessible(page)
        with page.expect_download() as taken:
            page.click("a[download]")
        assert re.fullmatch(r"sauvegarde-[0-9-]{10}\.db", taken.value.suggested_filename)


def test_an_editor_works_without_script(chromium: Browser, address: str):
    with visitor(chromium, address, "editeur.formation", java_script_enabled=False) as page:
        page.goto("/editor")
        page.click("a[href='/editor/files/accueil.yaml']")
        page.fill("#text", "process: accueil\nversion: un\n")
        page.click("button[value=check]")
        expect(page.locator("#findings-list .error").filter(has_text="2:10")).to_contain_text("version")
        page.click("a[href$='/preview']")
        expect(page.locator("main .notice.bad")).to_be_visible()
