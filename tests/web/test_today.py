"""The desk's day as its page shows it: each case once, whose desk it is, and news that don't bury it."""

import html
import re
from collections.abc import Callable

import pytest

from tests.app.desk import Desk
from tests.web.conftest import Browser

Enter = Callable[..., Browser]


def cases_shown(page: str) -> list[str]:
    return re.findall(r'href="/cases/(D-[^"?/]+)"', page)


def test_supervisors_are_told_whose_desk_each_case_is_and_can_look_at_one(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit")
    first = desk.case
    desk.open("naissance", commune="ait_melloul")
    reader = browser("superviseur.formation")
    page = reader.get("/").text
    assert set(cases_shown(page)) == {first, desk.case}
    assert re.search(r'class="due">.*?<bdi>Tiznit</bdi>', page, re.DOTALL)
    alone = reader.get("/?commune=tiznit").text
    assert cases_shown(alone) == [first]
    assert 'value="tiznit" selected' in alone


def test_an_agent_is_told_of_their_own_desk_alone_and_not_asked_which(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit")
    page = browser("agent.tiznit").get("/").text
    assert cases_shown(page) == [desk.case]
    assert 'name="commune"' not in page


def test_people_without_a_name_are_told_apart_by_their_case(browser: Enter):
    """Fails when two lines of a day say « sans nom », and nobody knows which of them has come back."""
    agent = browser("agent.tiznit")
    agent.get("/cases/new?subject=-")
    agent.post("/cases", process="naissance", key="one")
    agent.post("/cases", process="naissance", key="two")
    shown = re.findall(r'class="person"><bdi>sans nom · (D-[^<]+)</bdi>', agent.get("/").text)
    assert len(set(shown)) == 2


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_communes_are_offered_in_the_order_of_their_names(desk: Desk, browser: Enter, language: str):
    page = browser("superviseur.formation").get(f"/?lang={language}").text
    offered = [html.unescape(each) for each in re.findall(r'<option value="[a-z]\w*">([^<]+)</option>', page)]
    assert len(offered) > 5
    first = [each[0].translate(str.maketrans("آأإ", "ااا")) for each in offered]
    assert first == sorted(first)


def test_news_beyond_the_third_are_folded(browser: Enter):
    """Fails when an afternoon's changes of accounts push the day itself off the screen."""
    browser("agent.tiznit")
    admin = browser("gestion.formation")
    for _ in range(3):
        for done in ("closing", "opening"):
            admin.get("/users")
            admin.post("/users/agent.tiznit/" + done, reason="essai", sure="1")
    above, _, folded = browser("agent.tiznit").client.get("/?entered=1").text.partition('<details class="news">')
    assert above.count('class="notice warn"') == 3
    assert folded.count('class="notice warn"') >= 3


def test_of_the_whole_territory_the_day_is_not_said_to_be_one_desk_s(browser: Enter):
    """Fails when « Tout le bureau » stands beside « Tous les bureaux »."""
    lead = browser("superviseur.formation")
    assert "Tous les dossiers" in lead.get("/").text
    assert "Tout le bureau" in lead.get("/?commune=tiznit").text
    assert "Tout le bureau" in browser("agent.tiznit").get("/").text


def test_the_day_says_who_is_to_be_told_and_begins_by_today_s_appointments(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit", fields={"date_naissance": "2026-09-01"})
    agent = browser("agent.tiznit")
    assert 'href="/reminders"' not in agent.get("/").text[agent.text.index("<main") :]
    desk.open("sante", commune="tiznit")
    desk.set(prochain_rendez_vous=f"{desk.today.isoformat()}T17:00")
    page = agent.get("/").text
    main = page[page.index("<main") :]
    assert 'href="/reminders"' in main
    assert main.index("Rendez-vous du jour") < main.index("En retard")
    assert cases_shown(page)[0] == desk.case
    assert 'href="/reminders"' not in agent.get("/?section=overdue").text[agent.text.index("<main") :]
