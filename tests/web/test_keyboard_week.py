"""The other acts of a week, by keyboard alone: each is come to, done, and told where one is."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from engine.app.people import add_person
from tests.app.desk import Desk, anyone, done
from tests.web.hands import PAINTED, Hands
from tests.web.test_browser import NARROW, address, chromium  # noqa: F401 -- fixtures
from tests.web.test_interrupted import come_to_the_case, take_a_part
from tests.web.test_keyboard import WINDOWS, at_the_keyboard, go_to


@pytest.fixture
def care(desk: Desk) -> Desk:
    """Somebody's case of care, with an appointment the day after tomorrow."""
    subject = add_person(desk.house, "person", "tiznit", {"name": "Awa Diop", "name_ar": "أوا ديوب"}, anyone("agent"))
    done(desk.open("sante", commune="tiznit", subject=subject))
    desk.set(rendez_vous_hopital="2026-11-08T09:30")
    return desk


@pytest.fixture
def hands(
    chromium: Browser,  # noqa: F811 -- the fixture
    address: str,  # noqa: F811
    care: Desk,
    language: str,
    window: dict[str, int],
) -> Iterator[Hands]:
    assert care.case
    with at_the_keyboard(chromium, address, language, window) as found:
        yield found


@WINDOWS
def test_a_datum_is_corrected_a_step_undone_and_a_case_given_and_sent(hands: Hands, care: Desk):
    come_to_the_case(hands)
    hands.follow(".skip", within=1)
    # A datum corrected.
    go_to(hands, "tools")
    hands.reach("details.tool:has(.correct) > summary", within=2)
    hands.press("Enter")
    hands.unfold("details.tool:has(.correct) details", within=1)
    hands.type("11112026")
    hands.press("ArrowRight")
    hands.type("1000AM")
    hands.reach("[id^=cr-]", within=5)
    hands.type("Le rendez-vous est reporté")
    hands.send()
    hands.told()
    # The case is mine; then that is undone, from the history.
    go_to(hands, "tools")
    hands.unfold("details.tool:has(#assign)", within=4)
    assert hands.has("[name=mine]")
    hands.send()
    hands.told()
    go_to(hands, "journal")
    hands.reach("#journal ~ ol a[href*='/undo/']", within=3)
    hands.send()
    assert hands.has("#why")
    hands.type("Il reste au bureau")
    hands.send()
    hands.told()
    # To another desk, and back.
    go_to(hands, "tools")
    hands.reach("button[formaction$='/transfers']", within=5)
    hands.send()
    assert hands.has("#transfer")
    hands.choose("agadir")
    hands.reach("#why", within=1)
    hands.type("La famille a déménagé")
    hands.send()
    assert hands.has("#way")
    hands.reach("button.main", within=1)
    hands.send()
    hands.told()
    hands.reach("a[href*='/undo/']", within=4)
    hands.send()
    hands.type("Elle est restée")
    hands.send()
    hands.told()
    assert care.kinds()[2:] == ["corrected", "assigned", "reverted", "transferred", "reverted"]


@WINDOWS
def test_somebody_is_reminded_and_asked_how(hands: Hands, care: Desk):
    take_a_part(hands)
    hands.reach("a[href='/reminders']", within=5)
    hands.send()
    hands.follow(".skip", within=1)
    hands.reach("[name=id]", within=5)
    assert hands.page.evaluate("document.activeElement.checked"), "whom to tell is ticked already"
    hands.reach("button[value=phone]", within=4)
    hands.send()
    hands.told()
    assert care.kinds().count("informed") == 1
    hands.reach(".line a", within=9)
    hands.send()
    hands.follow(".skip", within=1)
    hands.reach("a[href$='/contact']", within=60)
    hands.send()
    hands.follow(".skip", within=1)
    hands.reach("button[value=yes]", within=6)
    hands.send()
    hands.told()
    hands.reach("#address", within=4)
    hands.type("awa@example.org")
    hands.reach("button[value=yes]", within=1)
    hands.send()
    hands.told()
    assert care.held().case.consents["contact:email"]["given"]


@WINDOWS
def test_an_auditor_moves_in_time_and_checks(
    chromium: Browser,  # noqa: F811 -- the fixture
    address: str,  # noqa: F811
    care: Desk,
    language: str,
    window: dict[str, int],
):
    """Fails when the slider loses the focus at its first step, or when a check ends where nobody is."""
    care.agree("accompagnement", "statistiques")
    with at_the_keyboard(chromium, address, language, window) as hands:
        hands.reach("button[value='auditeur.formation']", within=14)
        hands.send()
        hands.page.goto(f"/audit/cases/{care.case}?at=1")
        for step in (2, 3):
            expect(hands.page.locator("#at:focus")).to_be_visible()
            hands.page.evaluate(PAINTED)
            hands.press("ArrowUp")
            hands.page.wait_for_url(re.compile(f"at={step}"))
        hands.page.goto("/audit/verification")
        hands.reach("form[action='/audit/verification'] button", within=25)
        hands.send()
        expect(hands.page.locator(".verdict.intact:focus")).to_be_visible(timeout=60_000)


def test_a_pathway_is_read_by_keyboard_on_a_telephone(chromium: Browser, address: str):  # noqa: F811
    """Fails when a step of a drawing wider than its page has the focus out of sight."""
    with at_the_keyboard(chromium, address, "ar", NARROW) as hands:
        hands.reach("button[value='editeur.formation']", within=14)
        hands.send()
        hands.page.goto("/referential/naissance")
        hands.reach(".drawing a", within=40)
        while hands.has(".drawing a"):
            hands.press("Tab")
            hands.stop()
