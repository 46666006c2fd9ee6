"""The server's clock jumps, goes back, meets 29 February and Ramadan: order and replay don't follow it."""

import os
import time
from datetime import UTC, date, datetime

import pytest

from engine.app.agenda import tick
from engine.app.replay_view import replay_view
from engine.app.replaying import Asked, replay
from engine.app.upkeep import Upkeep
from engine.core.events import EVERYWHERE, Actor, Note
from engine.core.moments import set_back
from tests.app.desk import _STAMP, desk_vault, done
from tests.app.test_retrial import AGREES, verdicts

AUDITOR = Actor("auditor", "auditor", EVERYWHERE)
JUMPS = (
    "2026-11-06T09:00:00+00:00",
    "2024-02-29T23:59:59.999+00:00",
    "2026-02-14T23:30:00+00:00",  # the night before Ramadan's hour
    "2026-02-15T02:30:00+01:00",  # an hour that the wall shows twice
    "2031-12-31T23:30:00+00:00",  # already next year in Tiznit
    "2026-11-06T08:59:59.999+00:00",
)


def jumping(desk):
    """A case whose every step is written at another moment, on the day that the wall then shows."""
    desk.house.publish_calendar()
    desk.wall.day = date(2024, 1, 15)
    done(desk.open("naissance"))
    for number, moment in enumerate(JUMPS):
        desk.house.now = lambda moment=moment: datetime.fromisoformat(moment)
        done(desk.ask(Note(f"visite {number}"), on=desk.house.today()))
    return desk


def test_order_is_that_of_writing_whatever_the_clock_said(any_desk):
    """Fails when anything is ordered by the time of writing: a history, the log, a page of the journal."""
    history = jumping(any_desk).history()
    notes = [any_desk.private(event.sequence)["note"] for event in history if event.kind == "noted"]
    assert notes == [f"visite {number}" for number in range(len(JUMPS))]
    assert [event.sequence for event in history] == list(range(1, len(history) + 1))
    times = [event.recorded_at for event in history]
    assert times != sorted(times)
    any_desk.house.store.place_events()
    placed = any_desk.house.store.read(lambda reading: reading.following(0, 1_000))
    assert [each.position for each in placed] == list(range(1, len(placed) + 1))
    own = [each.sequence for each in placed if each.stream == any_desk.case]
    assert own == sorted(own)


def test_a_history_written_under_a_jumping_clock_is_intact_and_judged_the_same(any_desk):
    """Checked, folded again and judged again at a moment that is none of those: the rows and verdicts are the same."""
    jumping(any_desk)
    before = any_desk.held().case
    any_desk.house.now = lambda: datetime(2044, 2, 29, 12, tzinfo=UTC)
    any_desk.house.store.place_events()
    upkeep = Upkeep(any_desk.url, desk_vault(), _STAMP)
    assert upkeep.check().findings == ()
    upkeep.rebuild()
    assert any_desk.held().case == before
    assert set(verdicts(any_desk)) == {AGREES}


def test_steps_written_under_a_clock_put_back_are_pointed_out_and_are_no_alteration(any_desk):
    """Fails when a step is held against the one before it alone, or a clock that only stands still is pointed out."""
    jumping(any_desk)
    any_desk.house.store.place_events()
    notes = [event.sequence for event in any_desk.history() if event.kind == "noted"]
    behind = [notes[rank] for rank in (1, 2, 3, 5)]
    report = Upkeep(any_desk.url, desk_vault(), _STAMP).check()
    assert (report.verdict, report.set_back) == ("intact", tuple((any_desk.case, number) for number in behind))
    found = replay(any_desk.house, Asked(any_desk.case), AUDITOR)
    assert found.set_back == set(behind)
    view = replay_view(any_desk.house, found, "fr")
    assert [step["sequence"] for step in view["journal"] if step["set_back"]] == behind
    assert set_back(any_desk.history()[:1] * 2) == frozenset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no zone of one process")
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Adak", "Africa/El_Aaiun"])
def test_the_machine_s_own_zone_changes_nothing(desk, monkeypatch, zone):
    """Fails wherever a time without a zone is read or written."""
    jumping(desk)
    before, history = desk.held().case, desk.history()
    monkeypatch.setitem(os.environ, "TZ", zone)
    time.tzset()
    try:
        assert (desk.held().case, desk.history(), desk.house.today()) == (before, history, date(2026, 11, 6))
        assert set(verdicts(desk)) == {AGREES}
        done(desk.ask(Note("d'un autre fuseau"), on=desk.house.today()))
        assert desk.history()[-1].recorded_at == "2026-11-06T08:59:59.999Z"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-02-28T23:30:00Z", date(2024, 2, 29)),
        ("2024-02-29T23:30:00Z", date(2024, 3, 1)),
        ("2026-02-28T23:30:00Z", date(2026, 2, 28)),  # during Ramadan the wall shows UTC
        ("2026-12-31T23:30:00Z", date(2027, 1, 1)),
        ("2026-02-15T01:30:00Z", date(2026, 2, 15)),
    ],
)
def test_today_is_the_day_on_the_wall(desk, moment, day):
    """Fails at a fixed distance from UTC."""
    desk.house.now = lambda: datetime.fromisoformat(moment)
    assert desk.house.today() == day


def test_a_clock_that_goes_back_rings_nothing_twice_and_undoes_nothing(any_desk):
    """A server set back by a year after the clocks have rung, then right again."""
    day = date(2026, 11, 6)
    done(any_desk.open("naissance", on=day))
    done(any_desk.set(on=day, date_naissance="2026-11-01"))
    late = datetime(2027, 1, 15, 9, tzinfo=UTC)
    any_desk.house.now = lambda: late
    assert tick(any_desk.house)
    rung = any_desk.history()
    for moment in (datetime(2026, 1, 15, 9, tzinfo=UTC), late):
        any_desk.house.now = lambda moment=moment: moment
        assert tick(any_desk.house) == []
    assert any_desk.history() == rung


def test_a_delay_counted_from_29_february_ends_on_a_day_that_exists(desk):
    """Thirty days from a birth on 29 February 2028, whatever the year or the clock in which it is typed."""
    day = date(2028, 3, 1)
    desk.house.now = lambda: datetime(2028, 3, 1, 9, tzinfo=UTC)
    done(desk.open("naissance", on=day))
    done(desk.set(on=day, date_naissance="2028-02-29"))
    clocks = desk.held().case.clocks
    assert {clock["due"] for clock in clocks.values() if clock["start"] == "2028-02-29"} == {"2028-03-30"}
    desk.house.now = lambda: datetime(2027, 2, 28, 9, tzinfo=UTC)
    assert desk.held().case.clocks == clocks
