"""To ask about a day costs a day, however long the log of reads is: 20,000 lines here, a million at night."""

import os
import time
import tracemalloc
from datetime import UTC, date, datetime, timedelta

import pytest

from engine.app.access import Asked, access
from engine.app.house import instant
from engine.core.events import EVERYWHERE, Actor
from engine.core.sights import Sight
from engine.store.codec import FIRST, leaf
from engine.store.reads import encode_sight

LINES = 1_000_000 if os.environ.get("BAOM_NIGHTLY") else 20_000
DAYS = 100
FIRST_DAY = datetime(2026, 6, 1, 7, tzinfo=UTC)
AUDITOR = Actor("auditor", "auditor", EVERYWHERE)


def filled(writing) -> None:
    """A hundred days of one office: thirty agents, each line chained as `trace` chains it."""
    a_day, previous = LINES // DAYS, FIRST
    step = timedelta(hours=10) / a_day

    def rows():
        nonlocal previous
        for number in range(LINES):
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
