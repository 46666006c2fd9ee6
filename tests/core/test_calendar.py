"""Days that count: each unit of the language, feasts announced and estimated, ends of months and years."""

import hashlib
import json
from datetime import date, timedelta

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from engine.core.calendar import (
    LONGEST,
    UNITS,
    Calendar,
    Due,
    Duration,
    Holiday,
    Unit,
    calendar_of,
    canonical_text,
    parse_duration,
)

INDEPENDENCE = Holiday(date(2026, 11, 18), "Fête de l'indépendance", "عيد الاستقلال", estimated=False)
FITR = Holiday(date(2027, 3, 10), "Aïd al-Fitr (estimé)", "عيد الفطر", estimated=True)
CALENDAR = calendar_of([INDEPENDENCE, FITR], known_until=date(2028, 12, 31))
PLAIN = calendar_of([])

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
amounts = st.integers(0, 400)
units: st.SearchStrategy[Unit] = st.sampled_from(sorted(UNITS))  # type: ignore[arg-type]
calendars = st.builds(
    lambda found, until: calendar_of([Holiday(day, "Fête", "عيد", estimated) for day, estimated in found], until),
    st.lists(st.tuples(days, st.booleans()), max_size=40),
    st.none() | days,
)


# ----------------------------------------------------------------------------------------------- durations


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("30 days", 30, "days"),
        ("1 day", 1, "days"),
        ("0 days", 0, "days"),
        ("12 clear days", 12, "clear_days"),
        ("1 clear day", 1, "clear_days"),
        ("12 working days", 12, "working_days"),
        ("48 hours", 48, "hours"),
        ("3 months", 3, "months"),
        ("5 years", 5, "years"),
    ],
)
def test_a_duration_is_read_and_written_back(text: str, amount: int, unit: Unit) -> None:
    assert parse_duration(text) == Duration(amount, unit)
    assert str(parse_duration(text)) == text


def test_a_plural_after_one_is_forgiven_and_written_right() -> None:
    assert str(parse_duration("1 days")) == "1 day"


NOT_DURATIONS = """
days|30|30 jours|30days|30  days| 30 days|30 days |-3 days|+3 days|3.5 days|1_0 days|٣٠ days|30 clear
30 clear months|12345 days|30 Days|30 weeks|30 days 4
"""


@pytest.mark.parametrize("text", ["", "30 days\n", *NOT_DURATIONS.strip().replace("\n", "|").split("|")])
def test_any_other_text_is_refused_with_the_good_form(text: str) -> None:
    with pytest.raises(ValueError, match=r"n'est pas une durée : écrire « 30 days »"):
        parse_duration(text)


@given(amounts, units)
def test_every_duration_survives_being_written(amount: int, unit: Unit) -> None:
    """`parse_duration(str(d)) == d`."""
    amount = min(amount, LONGEST) if unit == "years" else amount
    assert parse_duration(str(Duration(amount, unit))) == Duration(amount, unit)


def test_a_negative_duration_is_refused() -> None:
    with pytest.raises(ValueError, match="négative"):
        Duration(-1, "days")


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="n'est pas une unité"):
        Duration(1, "weeks")  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------ due days


@pytest.mark.parametrize(
    ("start", "within", "due"),
    [
        # A child born on 1 November: the thirtieth day after is 1 December.
        (date(2026, 11, 1), "30 days", date(2026, 12, 1)),
        (date(2026, 11, 1), "0 days", date(2026, 11, 1)),
        (date(2026, 12, 31), "1 day", date(2027, 1, 1)),
        # Clear days: neither the first nor the last counts; 4 clear days from Monday 2 end on Saturday 7.
        (date(2026, 11, 2), "4 clear days", date(2026, 11, 7)),
        (date(2026, 11, 2), "0 clear days", date(2026, 11, 3)),
        (date(2026, 11, 2), "48 hours", date(2026, 11, 4)),
        (date(2026, 11, 2), "47 hours", date(2026, 11, 3)),
        (date(2026, 11, 2), "23 hours", date(2026, 11, 2)),
        (date(2026, 1, 31), "1 month", date(2026, 2, 28)),
        (date(2024, 1, 31), "1 month", date(2024, 2, 29)),
        (date(2026, 10, 31), "4 months", date(2027, 2, 28)),
        (date(2026, 12, 15), "1 month", date(2027, 1, 15)),
        (date(2026, 11, 30), "12 months", date(2027, 11, 30)),
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2024, 2, 29), "4 years", date(2028, 2, 29)),
        # Friday 13 November + 2 working days: Monday 16, Tuesday 17.
        (date(2026, 11, 13), "2 working days", date(2026, 11, 17)),
        # … and a third: Wednesday 18 is the feast of independence.
        (date(2026, 11, 13), "3 working days", date(2026, 11, 19)),
        (date(2026, 11, 14), "1 working day", date(2026, 11, 16)),
        (date(2026, 11, 14), "0 working days", date(2026, 11, 14)),
    ],
)
def test_the_due_day_is_the_last_one_when_the_step_can_be_taken(start: date, within: str, due: date) -> None:
    assert CALENDAR.add(start, parse_duration(within)) == Due(due, estimated=False)


def test_a_due_day_that_is_closed_does_not_move_by_itself() -> None:
    """1 + 17 days is 18 November, a feast; the law doesn't always grant the next open day."""
    assert CALENDAR.add(date(2026, 11, 1), Duration(17, "days")).day == INDEPENDENCE.day


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_a_day_beyond_the_last_year_is_an_overflow(unit: Unit) -> None:
    with pytest.raises(OverflowError):
        PLAIN.add(date(9999, 12, 31), Duration(24, unit))


@given(calendars, days, units, amounts, amounts)
def test_a_longer_delay_never_ends_sooner(calendar: Calendar, start: date, unit: Unit, one: int, other: int) -> None:
    first, last = (calendar.add(start, Duration(amount, unit)).day for amount in sorted((one, other)))
    assert start <= first <= last


@given(calendars, days, amounts)
def test_working_days_end_on_an_open_day_and_count_back(calendar: Calendar, start: date, amount: int) -> None:
    due = calendar.add(start, Duration(amount, "working_days")).day
    assert calendar.working_days_between(start, due) == amount
    assert calendar.working_days_between(due, start) == -amount
    assert due == start or calendar.is_working(due)


@given(calendars, days, st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up(calendar: Calendar, start: date, first: int, then: int) -> None:
    """From a working day on, n then m working days are n + m working days."""
    middle = calendar.add(start, Duration(first, "working_days")).day
    both = calendar.add(middle, Duration(then, "working_days")).day
    assert both == calendar.add(start, Duration(first + then, "working_days")).day


@given(days, st.integers(0, 600))
def test_months_keep_the_day_or_take_the_last_one(start: date, months: int) -> None:
    due = PLAIN.add(start, Duration(months, "months")).day
    assert (due.year - start.year) * 12 + due.month - start.month == months
    assert due.day == start.day or (due.day < start.day and (due + timedelta(days=1)).day == 1)


@given(days, st.integers(0, 50))
def test_a_year_is_twelve_months(start: date, years: int) -> None:
    assert PLAIN.add(start, Duration(years, "years")) == PLAIN.add(start, Duration(12 * years, "months"))


# ------------------------------------------------------------------------------------------------ estimates


@pytest.mark.parametrize(
    ("start", "within", "estimated"),
    [
        (date(2027, 3, 1), "5 working days", False),  # ends on Monday 8, two days before the estimate
        (date(2027, 3, 1), "6 working days", True),  # ends on its eve, closed if announced a day early
        (date(2027, 3, 1), "7 working days", True),
        (date(2027, 3, 10), "1 working day", True),  # counts its morrow
        (date(2027, 3, 11), "1 working day", False),  # starts after: the morrow isn't counted
        (date(2027, 3, 9), "0 working days", False),  # nothing is counted
        (date(2027, 3, 1), "30 days", False),  # civil days know no feast
        (date(2027, 3, 1), "30 clear days", False),
        (date(2027, 3, 1), "720 hours", False),
        (date(2027, 3, 1), "1 month", False),
    ],
)
def test_a_count_that_meets_an_estimated_feast_is_one(start: date, within: str, estimated: bool) -> None:
    """The announced day may differ by one, so its eve and its morrow are doubtful too."""
    assert CALENDAR.add(start, parse_duration(within)).estimated is estimated


def test_a_certain_feast_makes_no_estimate() -> None:
    assert not CALENDAR.add(date(2026, 11, 13), Duration(10, "working_days")).estimated


def test_a_count_beyond_the_known_feasts_is_an_estimate() -> None:
    calendar = calendar_of([INDEPENDENCE], known_until=date(2026, 12, 31))
    assert not calendar.add(date(2026, 12, 30), Duration(1, "working_days")).estimated
    assert calendar.add(date(2026, 12, 31), Duration(1, "working_days")).estimated
    assert not calendar.add(date(2026, 12, 31), Duration(1, "days")).estimated
    # Nothing is counted: the day is certain, however far.
    assert not calendar.add(date(2027, 6, 1), Duration(0, "working_days")).estimated


def test_a_count_begun_before_the_known_feasts_is_an_estimate():
    calendar = calendar_of([INDEPENDENCE], known_from=date(2026, 1, 1))
    assert calendar.add(date(2025, 12, 30), Duration(5, "working_days")).estimated
    assert not calendar.add(date(2025, 12, 31), Duration(5, "working_days")).estimated


@given(calendars, days, st.integers(1, 60), st.sampled_from([-1, 0, 1]))
def test_what_is_not_an_estimate_holds_whatever_is_announced(
    calendar: Calendar, start: date, amount: int, shift: int
) -> None:
    """Move every estimated feast by a day: an answer given as certain stays the same."""
    answer = calendar.add(start, Duration(amount, "working_days"))
    announced = calendar_of(
        Holiday(day.day + timedelta(days=shift), day.fr, day.ar, estimated=False) if day.estimated else day
        for day in calendar.holidays
    )
    if not answer.estimated:
        assert announced.add(start, Duration(amount, "working_days")).day == answer.day


# ------------------------------------------------------------------------------------------------ calendars


def test_a_day_is_open_unless_it_is_a_week_end_or_a_feast() -> None:
    assert CALENDAR.is_working(date(2026, 11, 17))
    assert not CALENDAR.is_working(date(2026, 11, 18))
    assert not CALENDAR.is_working(date(2026, 11, 21))
    assert not CALENDAR.is_working(date(2026, 11, 22))


def test_a_week_of_other_days_can_be_closed() -> None:
    friday_closed = calendar_of([], weekend=frozenset({4}))
    assert not friday_closed.is_working(date(2026, 11, 20))
    assert friday_closed.is_working(date(2026, 11, 21))


def test_a_week_without_a_working_day_is_refused() -> None:
    """Otherwise a count of working days would never end."""
    with pytest.raises(ValueError, match="au moins un jour ouvrable"):
        calendar_of([], weekend=frozenset(range(7)))


def test_the_feast_of_a_day_is_named() -> None:
    assert CALENDAR.holiday(date(2026, 11, 18)) == INDEPENDENCE
    assert CALENDAR.holiday(date(2026, 11, 19)) is None


@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_feasts_on_one_day_the_certain_one_is_named(swapped: bool) -> None:
    day = date(2027, 8, 14)
    mawlid = Holiday(day, "Aïd al-Mawlid (estimé)", "عيد المولد النبوي", estimated=True)
    oued_eddahab = Holiday(day, "Récupération de Oued Eddahab", "استرجاع وادي الذهب", estimated=False)
    found = (oued_eddahab, mawlid) if swapped else (mawlid, oued_eddahab)
    assert Calendar(found, None, "").holiday(day) == oued_eddahab


def test_the_digest_is_that_of_the_canonical_json() -> None:
    text = (
        '{"holidays":[{"ar":"عيد الاستقلال","day":"2026-11-18","estimated":false,'
        '"fr":"Fête de l\'indépendance"}],'
        '"known_from":null,"known_until":"2028-12-31","weekend":[5,6]}'
    )
    calendar = calendar_of([INDEPENDENCE], date(2028, 12, 31))
    assert canonical_text(calendar) == text == rfc8785.dumps(json.loads(text)).decode()
    assert calendar.digest == hashlib.sha256(text.encode()).hexdigest()


def test_the_digest_ignores_order_and_repetition() -> None:
    assert calendar_of([FITR, INDEPENDENCE, FITR], date(2028, 12, 31)) == CALENDAR
    assert calendar_of([FITR, INDEPENDENCE, FITR], date(2028, 12, 31)).digest == CALENDAR.digest


def test_the_digest_changes_with_all_that_decides() -> None:
    announced = Holiday(FITR.day, FITR.fr, FITR.ar, estimated=False)
    others = [
        calendar_of([INDEPENDENCE], CALENDAR.known_until),
        calendar_of([INDEPENDENCE, announced], CALENDAR.known_until),
        calendar_of([INDEPENDENCE, FITR], date(2029, 12, 31)),
        calendar_of([INDEPENDENCE, FITR], CALENDAR.known_until, frozenset({6})),
        calendar_of([INDEPENDENCE, FITR], CALENDAR.known_until, known_from=date(2024, 1, 1)),
    ]
    assert len({each.digest for each in others} | {CALENDAR.digest}) == 6


def test_a_calendar_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        CALENDAR.digest = ""  # type: ignore[misc]
