"""What is being typed, and what breaks meanwhile: the session, the network, the program, a colleague, the browser.

By keyboard, in a real browser: nothing typed is lost, nothing is left unexplained, and the message has the focus.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from engine.core.events import Note
from tests.app.desk import Desk
from tests.web.hands import Hands
from tests.web.test_browser import NARROW, WIDE, address, chromium  # noqa: F401 -- fixtures
from tests.web.test_keyboard import at_the_keyboard, go_to

TEXT = "Une longue note, tapée pendant l'entretien"


def take_a_part(hands: Hands) -> None:
    """Come in as the agent of Tiznit, in training."""
    hands.reach("button[value='agent.tiznit']", within=9)
    hands.send()


def come_to_the_case(hands: Hands) -> None:
    take_a_part(hands)
    hands.reach(".line a", within=16)
    hands.send()


def begin_a_note(hands: Hands) -> None:
    """A question answered, and a note typed: two acts of one page, neither sent."""
    hands.follow(".skip", within=1)
    go_to(hands, "now")
    hands.reach("[name='set.declaration_deja_faite']", within=12)
    hands.press("Space")
    hands.follow("a[href='#tools']", within=90)
    hands.unfold("#tool-note", within=1)
    hands.type(TEXT)


@pytest.fixture
def birth(desk: Desk) -> Desk:
    desk.open("naissance", commune="tiznit")
    return desk


@pytest.fixture(params=[("fr", WIDE), ("ar", NARROW)], ids=["French, wide", "Arabic, narrow"])
def hands(request: pytest.FixtureRequest, chromium: Browser, address: str, birth: Desk) -> Iterator[Hands]:  # noqa: F811
    assert birth.case
    with at_the_keyboard(chromium, address, *request.param) as found:
        come_to_the_case(found)
        yield found


def test_the_session_ends_in_the_middle_of_a_long_form(hands: Hands, birth: Desk):
    """Fails when the page after the login shows values without a name, or sends back to an empty form."""
    begin_a_note(hands)
    birth.wait(1)
    birth.ask(Note("Un collègue est passé"))
    hands.send("Control+Enter")
    hands.told()
    take_a_part(hands)
    hands.told()
    expect(hands.page.locator("#told li")).to_have_count(3)  # what a colleague did, and two things that wait
    expect(hands.page.locator("#note")).to_have_value(TEXT)
    hands.reach("#told button", within=1)
    hands.send()
    hands.told()
    assert birth.kinds() == ["opened", "noted", "noted"]
    expect(hands.page.locator("[name='set.declaration_deja_faite']:checked")).to_have_count(1)


def test_the_network_is_cut_in_the_middle_of_a_form(hands: Hands, birth: Desk):
    """Fails when what was typed goes, when the message covers what has the focus, or when a retry isn't one key."""
    begin_a_note(hands)
    hands.page.context.set_offline(True)
    hands.press("Control+Enter")
    expect(hands.page.locator("#offline")).to_be_visible()
    assert hands.has("#note")
    hands.stop()
    for _ in range(12):
        hands.press("Tab")
        hands.stop()
    for _ in range(12):
        hands.press("Shift+Tab")
        hands.stop()
    hands.page.context.set_offline(False)
    hands.send("Control+Enter")
    hands.told()
    assert birth.kinds() == ["opened", "noted"]
    expect(hands.page.locator("[name='set.declaration_deja_faite']:checked")).to_have_count(1)


def test_a_colleague_acts_in_another_tab(hands: Hands, birth: Desk):
    """Fails when the second tab's act is lost, done over the first's, or not told."""
    begin_a_note(hands)
    there = Hands(hands.page.context.new_page())
    there.page.goto(hands.page.url.partition("#")[0])
    begin_a_note(there)
    there.send("Control+Enter")
    there.told()
    hands.page.bring_to_front()
    hands.send("Control+Enter")
    hands.told()
    expect(hands.page.locator("#note")).to_have_value(TEXT)
    assert birth.kinds() == ["opened", "noted"]
    go_to(hands, "tools")
    hands.reach("#note", within=2)
    hands.send("Control+Enter")
    hands.told()
    assert birth.kinds() == ["opened", "noted", "noted"]
