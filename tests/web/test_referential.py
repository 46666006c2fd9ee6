"""The referential as it is read: what may be counted and by whom, what is uncertain, and a diagram that leads on."""

import re
from collections.abc import Callable

import pytest

from engine.app.counts import told
from engine.app.pathways import open_cases
from engine.core.events import EVERYWHERE, Actor
from tests.app.desk import Desk
from tests.web.conftest import Browser

Enter = Callable[..., Browser]


def test_an_agent_counts_the_cases_of_their_own_desk_alone(desk: Desk):
    """Fails when the count doesn't keep to the commune: it would tell what happens at another desk."""
    for commune in ("tiznit", "tiznit", "ait_melloul"):
        desk.open("naissance", commune=commune)
    first = desk.held().case.state
    assert open_cases(desk.house, Actor("a", "agent", "tiznit")) == {"naissance": {"": "2", first: "2"}}
    assert open_cases(desk.house, Actor("s", "supervisor", EVERYWHERE)) == {"naissance": {"": "3", first: "3"}}


def test_a_protected_pathway_is_not_counted_for_who_may_not_see_it(desk: Desk, browser: Enter):
    """Fails when the count doesn't ask for confidentiality: one protected case in a commune is somebody."""
    desk.actor = Actor("s", "supervisor", "tiznit")
    desk.open("protection", commune="tiznit")
    assert open_cases(desk.house, Actor("a", "agent", "tiznit")) == {}
    assert "protection" in (open_cases(desk.house, Actor("s", "supervisor", "tiznit")) or {})
    agent = browser("agent.tiznit")
    assert "dossiers ouverts" not in agent.get("/referential/protection").text


def test_who_sees_no_case_is_told_no_small_number(desk: Desk):
    """Fails when an editor is told « 1 »: with a commune's gossip it would be a name."""
    desk.open("naissance", commune="tiznit")
    assert set((open_cases(desk.house, Actor("e", "editor", EVERYWHERE)) or {})["naissance"].values()) == {"< 5"}
    assert open_cases(desk.house, Actor("x", "admin", EVERYWHERE)) is None
    assert [told(count, exact=False) for count in (4, 5, 9, 23)] == ["< 5", "≈ 5", "≈ 5", "≈ 20"]


def test_the_count_stands_on_the_page_and_in_the_diagram(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit")
    agent = browser("agent.tiznit")
    assert "dossiers ouverts : 1" in re.sub("[\u2066-\u2069]", "", agent.get("/referential").text)
    page = agent.get("/referential/naissance").text
    step = desk.held().case.state
    assert re.search(f'<a href="#step-{step}" aria-label="[^"]*dossiers ouverts\u00a0: 1', page)
    assert "dossiers ouverts\u00a0: 1" not in agent.get("/referential/naissance/diagram.svg").text


@pytest.mark.parametrize("process", ["naissance", "protection", "sante"])
def test_each_box_of_the_diagram_leads_to_its_step(browser: Enter, process: str):
    """Fails when a step of the drawing has no words below it."""
    page = browser("agent.tiznit").get(f"/referential/{process}").text
    led = set(re.findall('<a href="#(step-[a-z0-9_]+)"', page))
    assert led
    assert led <= set(re.findall('id="(step-[a-z0-9_]+)"', page))


def test_what_is_uncertain_is_said_at_the_top(browser: Enter):
    page = browser("agent.tiznit").get("/referential/naissance").text
    assert "ne sont pas encore confirmés" in page
    assert page.count('class="tag to_validate"') > 1
