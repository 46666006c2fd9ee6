"""What an auditor is told to look at, at the edges of each rule."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from engine.core.calendar import Holiday, calendar_of
from engine.core.sights import MANY, Histories, Pattern, Sight, is_off_hours, patterns

ZONE = ZoneInfo("Africa/Casablanca")
CALENDAR = calendar_of([Holiday(date(2026, 11, 18), "Indépendance", "الاستقلال", estimated=False)])
FRIDAY = date(2026, 11, 6)
NINE = "2026-11-06T08:00:00.000Z"


def sight(position=1, *seen, at=NINE, actor="fatima", act="case.read", denied=False, why="", role="agent"):
    names = seen or (f"D-{position}",)
    return Sight(position, at, actor, role, "tiznit", act, names, len(names), denied, why, "0" * 64)


def idle(*_):
    return False


def told(sights, acted=idle):
    histories = Histories(lambda line: "D-AWAY" in line.seen, lambda line: line.actor == "borrowed", acted)
    return list(patterns(sights, histories, CALENDAR, ZONE))


def kinds(sights, acted=idle):
    return [pattern.kind for pattern in told(sights, acted)]


def test_an_ordinary_morning_points_at_nobody():
    assert told([sight(1), sight(2, act="case.list"), sight(3, act="person.search")]) == []


# Another desk's people.


def test_a_broken_glass_and_a_refused_try_are_pointed_out_together():
    assert told([sight(1), sight(2, why="glass"), sight(3, "D-2", denied=True), sight(4, "?", denied=True)]) == [
        Pattern("elsewhere", "fatima", "agent", "tiznit", FRIDAY, 2, (2, 3, 4))
    ]


def test_a_case_shown_that_was_another_desk_s_by_its_history_is_pointed_out():
    """Its row said otherwise for an hour; nothing was refused, and no glass was broken."""
    assert told([sight(1), sight(2, "D-AWAY")]) == [Pattern("elsewhere", "fatima", "agent", "tiznit", FRIDAY, 1, (2,))]


def test_what_an_account_in_other_hands_was_shown_is_pointed_out():
    assert told([sight(1), sight(2, "D-1", actor="borrowed"), sight(3, "D-1", actor="borrowed")]) == [
        Pattern("borrowed", "borrowed", "agent", "tiznit", FRIDAY, 1, (2, 3))
    ]


def test_each_try_at_what_there_is_not_counts():
    """Ten numbers guessed are ten tries, though all are written « ? »."""
    [pattern] = told([sight(each, "?", denied=True) for each in range(1, 11)])
    assert pattern.things == 10


def test_two_agents_and_two_days_are_told_apart_in_order():
    lines = [
        sight(1, denied=True, actor="zineb"),
        sight(2, denied=True),
        sight(3, denied=True, at="2026-11-09T08:00:00.000Z"),
    ]
    assert [(each.day.day, each.actor) for each in told(lines)] == [(6, "fatima"), (6, "zineb"), (9, "fatima")]


# Many reads without an act.


def looks(number, **more):
    return [sight(each, **more) for each in range(1, number + 1)]


def test_nineteen_cases_are_no_matter_and_twenty_are():
    """Fails when the threshold is passed over or moved."""
    assert MANY == 20
    assert told(looks(19)) == []
    assert told(looks(20)) == [Pattern("many", "fatima", "agent", "tiznit", FRIDAY, 20, tuple(range(1, 21)))]


def test_one_case_opened_a_hundred_times_is_one():
    assert told([sight(each, "D-1", "B-1") for each in range(1, 101)]) == []


def test_a_case_for_which_something_was_done_is_not_counted():
    """Nineteen are left: fails when the journal isn't looked at, or when one act excuses all the rest."""
    assert kinds(looks(20), lambda _actor, _day, names: "D-7" in names) == []
    assert [(each.things, 7 in each.positions) for each in told(looks(21), lambda _a, _d, names: "D-7" in names)] == [
        (20, False)
    ]


def test_the_journal_is_asked_about_the_agent_the_day_and_all_that_the_lines_name():
    asked = []

    def acted(*question):
        asked.append(question)
        return True

    lines = [sight(each, f"D-{each}", "B-1") for each in range(1, 20)]
    assert told([*lines, sight(20, "D-20"), sight(21, "D-20", "B-9")], acted) == []
    assert asked[0] == ("fatima", FRIDAY, ("D-1", "B-1"))
    assert asked[-1] == ("fatima", FRIDAY, ("D-20", "B-9"))


def test_the_journal_is_not_asked_about_a_usual_day():
    def acted(*_):
        raise AssertionError("asked")

    assert told(looks(19), acted) == []


def test_a_search_is_a_look_whatever_it_found_and_a_list_is_none():
    assert kinds([sight(each, "B-1", act="person.search") for each in range(1, 21)]) == ["many"]
    assert kinds([sight(each, "?", act="person.search") for each in range(1, 21)]) == ["many"]
    assert kinds(looks(40, act="case.list")) == []


def test_a_search_is_not_excused_by_an_act_for_one_of_those_it_found():
    found = [sight(each, "B-1", act="person.search") for each in range(1, 21)]
    assert kinds(found, lambda _actor, _day, names: "B-1" in names) == ["many"]


def test_what_was_refused_was_not_read():
    assert kinds([*looks(19), sight(20, denied=True)]) == ["elsewhere"]


def test_twenty_reads_over_two_days_are_two_usual_days():
    """The day is the desks' own: half past midnight in Tiznit is still the day before in UTC. Fails on UTC days."""
    late = [sight(each, at="2026-11-05T23:30:00.000Z") for each in range(11, 21)]
    assert "many" not in kinds([*(sight(each, at="2026-11-05T10:00:00.000Z") for each in range(1, 11)), *late])


# Out of hours.


@pytest.mark.parametrize(
    ("when", "off"),
    [
        ("2026-11-06T06:59:59", True),
        ("2026-11-06T07:00:00", False),
        ("2026-11-06T19:59:59", False),
        ("2026-11-06T20:00:00", True),
        ("2026-11-07T10:00:00", True),  # Saturday
        ("2026-11-08T10:00:00", True),  # Sunday
        ("2026-11-18T10:00:00", True),  # a holiday
        ("2026-11-19T10:00:00", False),
    ],
)
def test_desk_hours_end_at_their_edges(when, off):
    moment = datetime.fromisoformat(when).replace(tzinfo=ZONE)
    assert is_off_hours(moment, CALENDAR) is off


@pytest.mark.parametrize(
    ("at", "off"),
    [
        # Morocco is one hour ahead of UTC, and level with it during Ramadan (18 February to 19 March 2026).
        ("2026-02-13T06:30:00.000Z", False),
        ("2026-02-20T06:30:00.000Z", True),
        ("2026-02-20T19:30:00.000Z", False),
        ("2026-03-27T19:30:00.000Z", True),
    ],
)
def test_the_hour_is_the_wall_s_during_ramadan_too(at, off):
    """Fails when hours are taken in UTC, or at a fixed distance from it."""
    assert ("off_hours" in kinds([sight(at=at)])) is off


def test_a_night_reader_is_pointed_out_with_each_line():
    night = "2026-11-06T22:00:00.000Z"
    assert told([sight(1), sight(2, at=night, act="case.list"), sight(3, at=night, denied=True)]) == [
        Pattern("elsewhere", "fatima", "agent", "tiznit", FRIDAY, 1, (3,)),
        Pattern("off_hours", "fatima", "agent", "tiznit", FRIDAY, 2, (2, 3)),
    ]


def test_the_system_is_nobody():
    assert told(looks(40, role="system", at="2026-11-06T23:00:00.000Z", denied=True)) == []
