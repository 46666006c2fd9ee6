"""To ask about a day costs a day, and a page a page, however long the log of reads is: a million lines at night."""

import os
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from engine.app import access as log
from engine.app.access import Asked, Page, access, access_page
from engine.app.house import instant
from engine.core.events import EVERYWHERE, Actor
from engine.core.sights import Sight
from engine.errors import UsageError
from engine.store.codec import FIRST, leaf
from engine.store.reads import encode_sight
from tests.bench.watching import statements_told

LINES = 1_000_000 if os.environ.get("BAOM_NIGHTLY") else 20_000
DAYS = 100
FIRST_DAY = datetime(2026, 6, 1, 7, tzinfo=UTC)
AUDITOR = Actor("auditor", "auditor", EVERYWHERE)


def filled(writing, lines=LINES, first=0, a_day=LINES // DAYS) -> None:
    """A hundred days of one office: thirty agents, each line chained as `trace` chains it."""
    previous = FIRST
    step = timedelta(hours=10) / a_day

    def rows():
        nonlocal previous
        for number in range(first, first + lines):
            moment = FIRST_DAY + timedelta(days=number // a_day) + step * (number % a_day)
            actor, case = f"agent-{number % 30}", f"D-{number % 5_000:04}-0000"
            sight = Sight(
                *(number + 1, instant(moment), actor, "agent", "tiznit", "case.read"),
                *((case,), 1, number % 500 == 0, "", previous),
            )
            stored = encode_sight(sight)
            digest = leaf(stored)
            previous = digest.hex()
            yield sight.position, sight.at, digest, stored

    writing._link.executemany(writing._sql.new_read, rows())  # noqa: SLF001


@pytest.fixture
def house(desk):
    desk.house.store.write(filled)
    desk.wall.day = date(2026, 11, 6)
    return desk.house


def took(house, **asked) -> tuple[float, int]:
    began = time.process_time()
    answer = access(house, Asked(**asked), AUDITOR, 100)
    return time.process_time() - began, answer.found


def test_a_day_costs_a_day_and_not_the_whole_log(house):
    """Fails without the index of times, or when lines are kept while they go by."""
    day = date(2026, 7, 1)
    whole, found = took(house, since=date(2026, 6, 1))
    assert found == LINES
    one, of_a_day = min(took(house, since=day, until=day) for _ in range(3))
    assert of_a_day == LINES // DAYS
    print(f"whole {whole:.3f} s, day {one:.3f} s")
    assert one < whole / 10
    assert whole < LINES / 20_000, "seconds of one core: fifty microseconds a line"
    tracemalloc.start()
    took(house, since=day - timedelta(days=20), until=day)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"memory {most / 1e6:.1f} MB")
    # A day of lines, a batch of them, and what is shown.
    assert most < 2_000 * (LINES // DAYS) + 8_000_000


SUMMER = {"since": date(2026, 6, 1), "until": date(2026, 10, 1)}
A_DAY = 200
ASKED = {
    "all": Asked(**SUMMER),
    "an agent": Asked(agent="agent-7", **SUMMER),
    "an agent of few lines": Asked(agent="agent-29", since=date(2026, 6, 4), until=date(2026, 6, 9)),
}


def grown(house, lines: int) -> None:
    """A log of so many lines, of days of two hundred."""
    held = house.store.read(lambda reading: reading.reads_head()).size
    house.store.write(lambda writing: filled(writing, lines - held, held, A_DAY))


@pytest.fixture
def small(desk, monkeypatch):
    """A house whose pages open few lines, so that a log of a thousand is long."""
    monkeypatch.setattr(log, "OPENED", 300)
    monkeypatch.setattr(log, "SEARCHED", 500)
    desk.wall.day = date(2026, 11, 6)
    return desk.house


def pages(house, asked: Asked, limit: int) -> Iterator[Page]:
    before = None
    while True:
        page = access_page(house, asked, AUDITOR, limit, before)
        yield page
        before = page.older
        if before is None:
            return


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_a_page_costs_the_same_in_a_longer_log(small, asked):
    """Statements and lines opened are counted. Fails when a page goes through the whole of a period."""
    seen, words = [], list[str]()
    with statements_told(lambda statement, _began, _ended: words.append(statement.split()[0])):
        for lines in (1_800, 4_800):
            grown(small, lines)
            page = partial(access_page, small, asked, AUDITOR, 40)
            page()
            words.clear()
            found = page()
            seen.append((list(words), found.opened, len(found.sights)))
    assert seen[0] == seen[1]
    assert seen[0][1] <= 500


@pytest.mark.parametrize("limit", [7, 1_000])
@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_the_pages_hold_every_line_once_and_the_last_days_questions(small, asked, limit):
    """The whole answer is the judge. Fails when a line between two pages is lost, or a day cut in two is judged."""
    grown(small, 1_900)
    whole = access(small, asked, AUDITOR, 2_000)
    found = list(pages(small, asked, limit))
    assert [each for page in found for each in page.sights] == list(reversed(whole.sights))
    first = found[0]
    assert first.patterns is not None
    assert list(first.patterns) == [each for each in whole.patterns if each.day >= first.patterns_since]
    assert all(page.patterns is None for page in found[1:])
    assert all(page.opened <= 500 for page in found)


def test_a_day_that_no_page_can_open_whole_is_still_looked_at(small, monkeypatch):
    """Fails when a busy day shows no question at all: what was refused that day is worth one, be it one of many."""
    monkeypatch.setattr(log, "OPENED", 60)
    grown(small, 560)
    found = access_page(small, ASKED["all"], AUDITOR, 40)
    assert found.patterns_since == date(2026, 6, 3)
    assert found.reached.startswith("2026-06-03")
    assert [each.kind for each in found.patterns] == ["elsewhere"]


def test_a_name_that_nobody_bears_is_not_looked_for_in_the_whole_log(small):
    """Fails when a mistyped login reads every line there ever was."""
    grown(small, 1_400)
    with pytest.raises(UsageError, match="Aucun compte"):
        access_page(small, Asked(agent="agent.inconnu"), AUDITOR, 40)
