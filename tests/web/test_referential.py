"""The referential as it is read: what may be counted and by whom, what is uncertain, and a diagram that leads on."""

import html
import re
from collections.abc import Callable

import pytest

from engine.app.counts import told
from engine.app.pathways import open_cases
from engine.core.events import EVERYWHERE, Actor
from engine.web.referential import PARTS
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


def test_the_count_stands_on_the_page_and_over_the_diagram(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit")
    agent = browser("agent.tiznit")
    assert "dossiers ouverts : 1" in re.sub("[\u2066-\u2069]", "", agent.get("/referential").text)
    page = agent.get("/referential/naissance").text
    step = f"/referential/naissance/steps/{desk.held().case.state}"
    assert re.search(f'<a href="{step}" aria-label="[^"]*dossiers ouverts\u00a0: 1', page)
    assert "dossiers ouverts : 1" in re.sub("[\u2066-\u2069]", "", agent.get(step).text)
    assert "dossiers ouverts\u00a0: 1" not in agent.get("/referential/naissance/diagram.svg").text


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_each_box_of_the_diagram_leads_to_its_step_and_lies_where_it_is_drawn(browser: Enter, language: str):
    """Fails when a step can't be reached from the drawing, or when a link lies beside its box in a mirrored one."""
    agent = browser("agent.tiznit")
    page = agent.get(f"/referential/naissance?lang={language}").text
    (picture,) = re.findall('<image href="([^"]+)"', page)
    svg = agent.get(html.unescape(picture))
    assert "immutable" in svg.headers["cache-control"]
    assert agent.get(html.unescape(picture).replace("&v=", "&v=0")).headers["cache-control"] == "no-store"
    steps = re.findall(
        '<a href="/referential/naissance/steps/([a-z0-9_]+)" [^>]*><title>[^<]*</title>(<rect[^>]*>)', page
    )
    assert dict(steps).keys() == set(re.findall('data-state="([a-z0-9_]+)"', svg.text))
    for state, link in steps:
        (drawn,) = re.findall(f'<g data-state="{state}"><title>[^<]*</title>(<[^>]*>)', svg.text)
        if drawn.startswith("<rect"):
            assert link.split(" fill")[0] == drawn.split(" rx")[0]


def test_the_steps_of_a_pathway_follow_one_another_and_its_parts_are_the_whole(browser: Enter):
    """Fails when a step has no way on, or when the page of everything leaves a part out."""
    agent = browser("agent.tiznit")
    page, seen = "/referential/naissance/steps/qualification", []
    while page not in seen:
        seen.append(page)
        following = re.search('rel="next" href="([^"]+)"', agent.get(page).text)
        page = following[1] if following else page
    listed = re.findall('<li><a href="(/referential/naissance/steps/[^"]+)"', agent.get("/referential/naissance").text)
    assert seen == listed
    whole = agent.get("/referential/naissance/parts/text").text
    for name in PARTS:
        alone = agent.get(f"/referential/naissance/parts/{name}").text
        (section,) = re.findall(f'<section class="card" aria-labelledby="{name}">.*?</section>', alone, re.DOTALL)
        assert section in whole
    for missing in ("steps/nulle_part", "parts/steps"):
        assert agent.get(f"/referential/naissance/{missing}").status_code == 404


def test_what_is_uncertain_is_said_at_the_top(browser: Enter):
    agent = browser("agent.tiznit")
    assert "ne sont pas encore confirmés" in agent.get("/referential/naissance").text
    assert agent.get("/referential/naissance/parts/papers").text.count('class="tag to_validate"') > 1
