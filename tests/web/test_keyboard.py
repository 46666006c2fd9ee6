"""Whole days with the mouse unplugged, in a real browser: every act by Tab, Enter, Space, the arrows and typing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyotp
import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from engine.app.accounts import NewUser, add_user
from engine.app.people import add_person
from engine.core.rules import SYSTEM
from tests.app.desk import AGENT, Desk
from tests.web.hands import Hands
from tests.web.test_browser import EXPECTED, NARROW, WIDE, address, chromium  # noqa: F401 -- fixtures

GIVEN, OWN = "girafe velours parapluie", "quatre tortues en vacances au nord"
STOPS = 190
"Times that Tab may be pressed for a whole birth, its login twice included; it takes some 150."
WINDOWS = pytest.mark.parametrize(
    ("language", "window"), [("fr", WIDE), ("ar", NARROW)], ids=["French, wide", "Arabic, narrow"]
)


@contextmanager
def at_the_keyboard(chromium: Browser, address: str, language: str, window: dict[str, int]) -> Iterator[Hands]:  # noqa: F811
    """Somebody before the login, without a mouse; whatever the page's script or policy complains of fails the test."""
    context = chromium.new_context(viewport=window, base_url=address)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("filechooser", lambda _: None)  # or the window to choose a file in would be the system's own
    page.goto(f"/login?lang={language}")
    yield Hands(page)
    context.close()
    assert [each for each in complaints if not EXPECTED.search(each)] == []


def enter_for_the_first_time(hands: Hands, desk: Desk) -> str:
    """Log in with the password that was given, choose another, take a telephone on; gives the telephone's secret.

    A wrong code is told where one looks, and nothing has to be read from the telephone again.
    """
    assert hands.has("#login")
    hands.type("m.saidi")
    hands.reach("#password", within=1)
    hands.type(GIVEN)
    hands.send()
    assert hands.has("#password")
    hands.type(GIVEN)
    hands.reach("#new", within=1)
    hands.type(OWN)
    hands.send()
    secret = hands.page.input_value("[name=secret]")
    box, drawn = (hands.page.locator(each).bounding_box() for each in (".square svg", ".square path"))
    assert box is not None
    assert drawn is not None
    assert 150 < box["width"] < 300
    assert drawn["width"] > 0.8 * box["width"], "the square is in the corner of a great blank"
    for code in ("000000", pyotp.TOTP(secret).at(desk.house.now())):
        if not hands.has("#password"):
            hands.told()
            hands.reach("#password", within=1)
        hands.type(GIVEN)
        hands.reach("#new", within=1)
        hands.type(OWN)
        hands.reach("#code", within=1)
        hands.type(code)
        hands.send()
        if code == "000000":
            assert hands.page.input_value("[name=secret]") == secret
    return secret


def enter_again(hands: Hands, desk: Desk, secret: str) -> None:
    """Log in with one's own password, and the telephone's code."""
    hands.reach("#login", within=9)
    hands.type("m.saidi")
    hands.reach("#password", within=1)
    hands.type(OWN)
    hands.send()
    assert hands.has("#password")
    hands.type(OWN)
    hands.reach("#code", within=1)
    hands.type(pyotp.TOTP(secret).at(desk.house.now()))
    hands.send()


def go_to(hands: Hands, section: str) -> None:
    """Go to a section of a case's page, by its contents."""
    hands.follow(f".contents a[href='#{section}']", within=14)


def begin(hands: Hands, trigger: str) -> None:
    """Come to an action: by the link at the head of the step, else by unfolding it where it isn't unfolded."""
    go_to(hands, "now")
    act = f"details.act:has(> #do-{trigger})"
    hands.reach(f"a[href='#do-{trigger}'], {act} > summary")
    if hands.has("a, details:not([open]) > summary"):
        hands.press("Enter")
        expect(hands.page.locator(":is(a, summary):focus")).to_have_count(0)


def do(hands: Hands, trigger: str) -> str:
    """Ask for an action that needs nothing more; gives what the page tells of it."""
    begin(hands, trigger)
    button = f"button[formaction$='/do/{trigger}']"
    if not hands.has(button):
        hands.reach(button, within=6)
    hands.send()
    return hands.told()


@pytest.fixture
def real(desk: Desk) -> Desk:
    """A base where people log in, with somebody who must prove it twice, and a person who is known already."""
    desk.house.store.training = False
    add_user(desk.house, SYSTEM, NewUser("m.saidi", "supervisor", "tiznit", "Meryem Saïdi", GIVEN))
    add_person(
        desk.house,
        "person",
        "tiznit",
        {"name": "Aminata Dialo", "birth_date": "1998-04-12"},
        replace(AGENT, commune="tiznit"),
    )
    return desk


def take_in(hands: Hands, language: str) -> None:
    """Look for the person first: one of nearly that name is known, which is told; then open the birth."""
    hands.reach("a[href='/cases/new']", within=8)
    hands.send()
    assert hands.has("#words")
    hands.type("Aminata Diallo")
    hands.send()
    assert hands.has("#known")
    hands.reach("#person-name_ar", within=3)
    hands.type("أميناتا ديالو")
    hands.send()
    hands.told()
    expect(hands.page.locator(".why")).not_to_be_empty()
    if language == "fr":
        hands.reach("a[href^='/cases/new?subject=']", within=1)
    else:
        hands.reach("[name=another]", within=14)
        hands.press("Space")
        hands.reach("form[action='/cases/people'] button", within=1)
    hands.send()
    while not hands.has("[value=naissance]"):
        hands.press("ArrowDown")
    hands.send()


def ask_the_family(hands: Hands) -> None:
    """The agreement, read out; then what the step asks."""
    hands.follow(".skip", within=1)
    hands.follow("a[href='#consents']", within=2)
    hands.reach("button[formaction$='/consents/accompagnement'][value=yes]", within=4)
    hands.send()
    hands.told()
    go_to(hands, "now")
    hands.reach("#f-date_naissance", within=1)
    hands.type("10102026")  # whichever of the day and the month a browser asks for first
    hands.reach("#f-commune_naissance", within=2)
    hands.choose("tiznit")
    hands.reach("#f-lieu_accouchement", within=1)
    hands.choose("maternite_publique")
    hands.reach("#f-couple", within=1)
    hands.choose("etranger")
    for question in ("filiation", "situation_avis"):
        hands.reach(f"[name='set.{question}']", within=1)
        hands.press("Space")
    hands.send()
    hands.told()


def gather_papers(hands: Hands, scan: Path) -> None:
    """Two papers received, one of them scanned, and what the step asks."""
    go_to(hands, "papers")
    for paper in ("avis_naissance", "passeport_mere"):
        hands.reach(f"[name='papers.is.{paper}']", within=4)
        hands.choose("received")
    hands.send("Control+Enter")
    hands.told()
    go_to(hands, "papers")
    hands.unfold("details.tool:has(#one)", within=12)
    hands.choose("avis_naissance")
    hands.reach("#scan-file", within=7)
    with hands.page.expect_file_chooser() as asked:
        hands.press("Enter")
    asked.value.set_files(scan)
    hands.reach("button[formaction$='/scans']", within=2)
    hands.send()
    hands.told()
    go_to(hands, "now")
    for question in ("declarant", "prenom_verifie"):
        hands.reach(f"[name='set.{question}']", within=2)
        hands.press("Space")
    hands.send()
    hands.told()


@WINDOWS
def test_a_birth_from_the_login_to_the_closing(
    chromium: Browser,  # noqa: F811 -- the fixture
    address: str,  # noqa: F811
    real: Desk,
    language: str,
    window: dict[str, int],
    tmp_path: Path,
):
    """Fails when an act of a birth can't be done by keyboard, isn't near, or isn't seen while it has the focus."""
    scan = tmp_path / "avis.png"
    Image.new("RGB", (200, 100), "#ccc").save(scan)
    with at_the_keyboard(chromium, address, language, window) as hands:
        secret = enter_for_the_first_time(hands, real)
        take_in(hands, language)
        ask_the_family(hands)
        do(hands, "constituer_dossier")
        gather_papers(hands, scan)
        do(hands, "completer")
        begin(hands, "deposer")
        hands.type("417/2026")
        hands.send()
        hands.told()
        real.wait(4)
        # The record is drawn up; the session ended long ago, and what was asked for is there after the login.
        begin(hands, "acte_signe")
        hands.send("Control+Enter")
        hands.told()
        enter_again(hands, real, secret)
        hands.told()
        hands.reach("main button", within=1)
        hands.send()
        do(hands, "demander_copies")
        do(hands, "orienter_vaccination_ecole")
        do(hands, "ouvrir_sante")
        do(hands, "suite_faite")
        go_to(hands, "print")
        hands.reach("section[aria-labelledby=print] a", within=1)
        with hands.page.context.expect_page() as opened:
            hands.press("Enter")
        assert hands.page.request.get(opened.value.url).headers["content-type"] == "application/pdf"
        case = hands.page.url.rpartition("/")[2].partition("?")[0]
        assert real.held(case).case.state == "cloture_succes"
        hands.reach("section[aria-labelledby=links] a", within=20)
        hands.send()
        assert case not in hands.page.url
        assert hands.stops <= STOPS


def test_every_door_is_seen_whole_on_a_telephone(chromium: Browser, address: str, desk: Desk):  # noqa: F811
    """Fails when the row of the doors, wider than a telephone, cuts the one that has the focus, or its mark."""
    desk.open("naissance", commune="tiznit")
    for language in ("fr", "ar"):
        with at_the_keyboard(chromium, address, language, NARROW) as hands:
            hands.reach("button[value='agent.tiznit']", within=9)
            hands.send()
            hands.reach("a[href='/referential']", within=8)
            inside = hands.page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineOffset) < 0")
            assert inside, "a mark outside would be cut"


def test_enter_is_for_what_one_is_typing(chromium: Browser, address: str, desk: Desk):  # noqa: F811
    """Fails when Enter in the last box of an act of several buttons presses the first of them."""
    desk.open("naissance", commune="tiznit")
    with at_the_keyboard(chromium, address, "fr", WIDE) as hands:
        hands.reach("button[value='agent.tiznit']", within=9)
        hands.send()
        hands.reach(".line a")
        hands.send()
        hands.follow(".skip", within=1)
        go_to(hands, "papers")
        hands.unfold("details.tool:has(#one)", within=30)
        hands.choose("carte_sejour_mere")
        hands.reach("#undue", within=9)
        hands.type("demandée au guichet n° 2")
        hands.send()
        hands.told()
        go_to(hands, "tools")
        hands.unfold("#tool-note", within=1)
        hands.type("Rappeler jeudi.")
        hands.send("Control+Enter")
        hands.told()
    assert desk.kinds() == ["opened", "demanded_undue", "noted"]
