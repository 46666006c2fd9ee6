"""The clocks fire when time passes: once, where they may, in batches, for everybody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from engine.app.agenda import Rung, tick
from engine.app.linked import ORIGIN
from engine.app.opening import Opening, Origin
from engine.app.opening import begin as begin_case
from engine.core.case import fold
from engine.core.events import Correct, Do
from engine.reader.load import Referential
from tests.app.desk import AGENT, Desk, desk_at, done, erase, open_desk, write_pathways


def begin(desk: Desk, **fields) -> str:
    return done(desk.open("famille", fields={"depart": "2026-11-01", **fields})).case.case


def tick_on(desk: Desk, day: date, **options) -> list[Rung]:
    desk.wall.day = day
    return tick(desk.house, **options)


def told(desk: Desk, case: str | None = None) -> list[tuple]:
    """What clocks told: kind, deadline, reminder day, action pulled."""
    return [
        (event.kind, event.body["deadline"], event.body.get("day"), event.body.get("pulled"))
        for event in desk.history(case)
        if event.kind in ("reminded", "expired")
    ]


def test_before_its_day_nothing_rings(any_family):
    begin(any_family)
    assert tick_on(any_family, date(2026, 11, 6) - timedelta(days=1)) == []
    assert any_family.kinds() == ["opened"]


def test_a_reminder_is_told_once_on_its_day(any_family):
    begin(any_family)
    (rung,) = tick_on(any_family, date(2026, 11, 6))
    assert [(event.kind, event.actor, event.role, event.happened_on) for event in rung.events] == [
        ("reminded", "systeme", "system", "2026-11-06")
    ]
    assert tick_on(any_family, date(2026, 11, 6)) == []
    assert tick_on(any_family, date(2026, 11, 8)) == []
    assert told(any_family) == [("reminded", "passage", 5, None)]


def test_reminders_missed_meanwhile_are_told_once_together(family):
    """A week without a tick: one line, not one for each day."""
    begin(family)
    tick_on(family, date(2026, 11, 10))
    assert told(family) == [("reminded", "passage", -2, None)]
    assert family.held().case.clocks["passage"]["fired"] == [-2, 5]


def test_a_clock_pulls_its_action_the_day_after_the_last(any_family):
    begin(any_family)
    tick_on(any_family, date(2026, 11, 11))
    assert any_family.held().case.state == "debut"
    (rung,) = tick_on(any_family, date(2026, 11, 12))
    assert (rung.case.state, rung.events[-1].trigger) == ("retard", "constater_retard")
    assert tick_on(any_family, date(2026, 11, 12)) == []


def test_an_expiry_is_of_the_day_it_came_however_late_the_tick(family):
    begin(family)
    tick_on(family, date(2026, 12, 24))
    expired = family.history()[-1]
    assert (expired.happened_on, expired.recorded_at[:10]) == ("2026-11-12", "2026-12-24")
    assert family.held().case.entered_on == "2026-11-12"


def test_where_the_action_is_not_open_the_end_is_recorded_and_nothing_moves(any_family):
    begin(any_family)
    any_family.do("attendre")
    tick_on(any_family, date(2026, 11, 12))
    assert any_family.held().case.state == "pause"
    expired = any_family.history()[-1]
    assert (expired.kind, expired.body["why"]) == ("expired", "not_open_here")
    assert "overdue:passage" in {alert["id"] for alert in any_family.next()["alerts"]}
    assert tick_on(any_family, date(2026, 11, 13)) == []


def test_it_is_pulled_in_the_first_state_where_it_is_open(any_family):
    begin(any_family)
    any_family.do("attendre")
    tick_on(any_family, date(2026, 11, 12))
    any_family.wait(2)
    any_family.do("reprendre")
    (rung,) = tick_on(any_family, date(2026, 11, 14))
    assert (rung.case.state, rung.events[-1].happened_on) == ("retard", "2026-11-14")
    assert tick_on(any_family, date(2026, 11, 14)) == []


def test_a_clock_that_ended_is_silent(family):
    begin(family)
    family.papers(carte="received")
    family.do("avancer")
    assert tick_on(family, date(2027, 6, 1)) == []


def test_a_closed_case_is_left_alone(family):
    begin(family)
    family.do("clore", reason="partie")
    assert tick_on(family, date(2027, 6, 1)) == []


def test_a_corrected_date_moves_the_clock_with_it(family):
    begin(family)
    done(family.ask(Correct({"depart": "2026-11-05"}, "lu sur le billet")))
    assert told(family) == []
    tick_on(family, date(2026, 11, 12))
    assert family.held().case.state == "debut"
    tick_on(family, date(2026, 11, 16))
    assert family.held().case.state == "retard"


def test_a_day_that_is_only_estimated_warns_and_pulls_nothing(family, tmp_path):
    """The feasts of that year aren't announced: a working day may be one, and a person decides."""
    far = 400
    changed = write_pathways(tmp_path, ("within: 10 days", f"within: {far} working days"), ("version: 1", "version: 2"))
    family.publish(Referential(changed).read_all())
    begin(family)
    clock = family.held().case.clocks["passage"]
    assert clock["estimated"]
    (rung,) = tick_on(family, date.fromisoformat(clock["due"]) + timedelta(days=1))
    assert rung.case.state == "debut"
    assert told(family)[-1] == ("expired", "passage", None, None)
    assert tick_on(family, date.fromisoformat(clock["due"]) + timedelta(days=30)) == []


def test_the_journal_of_a_ticked_case_folds_to_it(any_family):
    begin(any_family)
    for day in (6, 9, 12, 13):
        tick_on(any_family, date(2026, 11, day))
    stored = any_family.house.store.read(lambda reading: reading.history(any_family.case))
    assert fold(stored) == any_family.held().case


def test_a_person_erased_still_has_a_case_that_folds_and_ticks(any_family):
    """Its key was destroyed; the deadlines stand in clear in the journal."""
    case = begin(any_family, prenom="Awa")
    erase(any_family, any_family.held().case.subject)
    held = any_family.held()
    assert (held.erased, held.private) == (True, {})
    (rung,) = tick_on(any_family, date(2026, 11, 12))
    assert (rung.case.case, rung.case.state) == (case, "retard")
    assert any_family.next()["state"]["id"] == "retard"
    assert fold(any_family.house.store.read(lambda reading: reading.history(case))) == any_family.held().case


# --- many ---


def many(desk: Desk, count: int) -> None:
    """Cases whose clock ends on 11 November, opened in one transaction: the store is not on trial here."""
    opening = Opening("famille", "ait_melloul", desk.today, None, {"depart": "2026-11-01"})
    desk.house.store.write(
        lambda writing: [begin_case(desk.house, writing, opening, AGENT, Origin()) for _ in range(count)]
    )


def test_a_thousand_cases_ring_each_once_batch_after_batch(family):
    many(family, 1_001)
    rung = tick_on(family, date(2026, 11, 6))
    assert len({each.case.case for each in rung}) == 1_001
    assert tick(family.house) == []
    lines = family.house.store.read(lambda reading: reading.cases(limit=2_000))
    assert {line.sequence for line in lines} == {2}


def test_on_postgresql_too(postgres_url, referentials):
    desk = desk_at(postgres_url, referentials, referentials.invented)
    many(desk, 205)
    assert len(tick_on(desk, date(2026, 11, 12))) == 205
    assert tick(desk.house) == []
    desk.house.store.close()


def test_a_tick_stops_where_it_is_told_and_the_next_one_goes_on(family):
    many(family, 300)
    assert len(tick_on(family, date(2026, 11, 6), limit=210)) == 210
    assert len(tick(family.house, limit=210)) == 90


def test_cases_that_stay_overdue_do_not_hide_the_others(family):
    """Hundreds wait where their action isn't open: those behind them are reached all the same."""
    many(family, 250)
    for line in family.house.store.read(lambda reading: reading.cases(limit=300)):
        done(family.ask(Do("attendre"), case=line.case))
    tick_on(family, date(2026, 11, 12))
    last = done(family.open("famille", fields={"depart": "2026-11-02"})).case.case
    assert [each.case.case for each in tick_on(family, date(2026, 11, 13))] == [last]


@pytest.fixture
def opening_clock(family, tmp_path):
    """A desk where the action that a clock pulls opens a linked case."""
    action = 'from: [debut], to: retard, when: "overdue(passage)"'
    opens = f"{action}, do: [{{open: {{process: ecole, as: ecole, carry: [age]}}}}]"
    folder = write_pathways(tmp_path, (action, opens), ("version: 1", "version: 2"))
    family.publish(Referential(folder).read_all())
    return family


def test_an_action_pulled_by_a_clock_opens_what_it_opens(opening_clock):
    case = begin(opening_clock, age=9)
    opening_clock.agree("accord")
    tick_on(opening_clock, date(2026, 11, 12))
    child = opening_clock.held(case).case.links["ecole"]["case"]
    assert opening_clock.held(child).case.links[ORIGIN]["case"] == case


def test_a_linked_case_that_cannot_open_is_told_once_and_keeps_nobody_waiting(opening_clock):
    """The school takes nobody of 99: the end is recorded, nothing is pulled, and the next mornings are silent."""
    first = begin(opening_clock, age=99)
    opening_clock.agree("accord")
    second = begin(opening_clock, age=9)
    opening_clock.agree("accord")
    tick_on(opening_clock, date(2026, 11, 12))
    held = opening_clock.held(first)
    assert (held.case.state, held.case.links) == ("debut", {})
    assert opening_clock.history(first)[-1].body["why"] == "linked_case_refused"
    assert opening_clock.held(second).case.state == "retard"
    assert tick_on(opening_clock, date(2026, 11, 13)) == []


def test_it_is_pulled_once_the_linked_case_can_open(opening_clock):
    case = begin(opening_clock, age=99)
    opening_clock.agree("accord")
    tick_on(opening_clock, date(2026, 11, 12))
    done(opening_clock.ask(Correct({"age": 9}, "faute de frappe")))
    tick_on(opening_clock, date(2026, 11, 13))
    assert opening_clock.held(case).case.state == "retard"
    assert set(opening_clock.held(case).case.links) == {"ecole"}


def test_two_desks_ticking_at_once_tell_each_thing_once(any_family, referentials):
    cases = [begin(any_family) for _ in range(12)]
    other = open_desk(any_family.url, referentials)
    any_family.wall.day = other.wall.day = date(2026, 11, 12)
    with ThreadPoolExecutor(2) as pool:
        rung = [each for found in pool.map(lambda desk: tick(desk.house), (any_family, other)) for each in found]
    other.house.store.close()
    assert sorted(each.case.case for each in rung) == sorted(cases)
    assert all(told(any_family, case) == [("expired", "passage", None, "constater_retard")] for case in cases)
