"""A desk's appointments by week, and the files that calendars take: who comes is on the page and never in the file."""

from collections.abc import Callable

import pytest

from engine.app.people import add_person
from tests.app.desk import Desk, anyone, done
from tests.web.conftest import Browser

Enter = Callable[..., Browser]


@pytest.fixture
def met(desk: Desk) -> Desk:
    """A desk where somebody has an appointment on Wednesday of next week at half past nine."""
    subject = add_person(desk.house, "person", "tiznit", {"name": "Awa Diop"}, anyone("agent"))
    done(desk.open("sante", commune="tiznit", subject=subject))
    desk.set(rendez_vous_hopital="2026-11-11T09:30")
    return desk


def acts(desk: Desk) -> list[str]:
    return [each.act for each in desk.house.store.read(lambda reading: list(reading.sights("0", "9")))]


@pytest.mark.parametrize(
    ("language", "day"),
    [("fr", "mercredi 11 novembre 2026"), ("ar", "الأربعاء، 11 نونبر 2026"), ("en", "Wednesday, 11 November 2026")],
)
def test_a_week_tells_who_comes_when(met: Desk, browser: Enter, language: str, day: str):
    agent = browser("agent.tiznit")
    this = agent.get(f"/appointments?lang={language}").text
    assert "Awa Diop" not in this
    before = len(acts(met))
    following = agent.get("/appointments?week=2026-11-12").text
    assert day in following
    assert "Awa Diop" in following
    assert "09:30" in following
    assert acts(met)[before:] == ["case.list"]


def test_another_desk_sees_nobody_and_a_week_that_is_none_is_this_one(met: Desk, browser: Enter):
    other = browser("agent.ait-melloul")
    assert "Awa Diop" not in other.get("/appointments?week=2026-11-11").text
    assert other.client.get("/appointments?commune=tiznit").status_code == 403
    for week in ("yesterday", "0001-01-01", "9999-12-31", "2026-02-30"):
        assert "du 2 novembre 2026" in other.get(f"/appointments?week={week}").text.replace("\u2068", "").replace(
            "\u2069", ""
        )


def test_a_calendar_file_is_one_line_of_the_log_and_names_nobody(met: Desk, browser: Enter):
    agent = browser("agent.tiznit")
    for path in ("/appointments.ics", f"/cases/{met.case}/appointments.ics"):
        before = len(acts(met))
        answer = agent.client.get(path)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("text/calendar")
        assert met.case in answer.text
        assert "Awa" not in answer.text
        assert len(acts(met)) == before + 1


def test_a_case_without_an_appointment_says_so(browser: Enter, desk: Desk):
    desk.open("naissance", commune="tiznit")
    assert browser("agent.tiznit").client.get(f"/cases/{desk.case}/appointments.ics").status_code == 422
