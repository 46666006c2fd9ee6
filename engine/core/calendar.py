"""Days that count: durations, holidays, and the last day on which something can still be done.

Knows what a working day is and how each unit of the language is counted. Knows neither today's date, nor a
time zone, nor which days are feasts (dated data, in `processes/territories/`), nor the length of any delay.
"""

from __future__ import annotations

import calendar as civil
import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal, get_args

Unit = Literal["hours", "days", "clear_days", "working_days", "months", "years"]
UNITS: frozenset[str] = frozenset(get_args(Unit))

SATURDAY_AND_SUNDAY = frozenset({5, 6})
"Days of the week as `date.weekday()` counts them: Monday is 0."

DURATION_FORMS = "« 30 days », « 12 clear days », « 12 working days », « 48 hours », « 3 months » ou « 5 years »"

_DURATION = re.compile(r"([0-9]{1,4}) ((?:clear |working )?days?|hours?|months?|years?)")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in the units of the language; `str()` writes it as a pathway does.

    Raises:
        ValueError: a negative amount, or an unknown unit.
    """

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError(f"une durée ne peut pas être négative ({self.amount}).")
        if self.unit not in UNITS:
            raise ValueError(f"« {self.unit} » n'est pas une unité de durée : écrire {DURATION_FORMS}.")

    def __str__(self) -> str:
        words = self.unit.replace("_", " ")
        return f"{self.amount} {words[:-1] if self.amount == 1 else words}"


LONGEST = 200
"Years that a duration may have."


def parse_duration(text: str) -> Duration:
    """Read « 30 days », « 1 day », « 12 clear days »…; one space between words, four digits at most.

    Raises:
        ValueError: anything else, or too long; with a French message that names the good form.
    """
    found = _DURATION.fullmatch(text)
    if found is None:
        raise ValueError(f"« {text} » n'est pas une durée : écrire {DURATION_FORMS}.")
    words = found[2] if found[2].endswith("s") else f"{found[2]}s"
    if words == "years" and int(found[1]) > LONGEST:
        # The calendar ends with the year 9999: a clock that long could not be started.
        raise ValueError(f"« {text} » est trop long : {LONGEST} years au plus.")
    return Duration(int(found[1]), words.replace(" ", "_"))  # type: ignore[arg-type]  # the pattern knows only units


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day when offices are closed; `estimated` when no authority had announced the day yet."""

    day: date
    fr: str
    ar: str
    estimated: bool


@dataclass(frozen=True, slots=True)
class Due:
    """The last day on which a step can still be taken, that day included.

    `estimated`: a feast not announced yet stands in the count, so the true day may be another one. Such a day
    warns; it may not, alone, close anything.
    """

    day: date
    estimated: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of a territory; immutable, so that one calendar serves every case and every thread.

    Saturdays and Sundays are closed, and the days of `holidays`. After `known_until` and before `known_from`
    (None: no limit) feasts may be missing from the list: what is counted there is an estimate. `digest` names
    all this, so that an event can say which calendar it was decided with. Build it with `calendar_of`.
    """

    holidays: tuple[Holiday, ...]
    known_until: date | None
    digest: str
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    known_from: date | None = None
    _by_day: dict[date, Holiday] = field(init=False, repr=False, compare=False)
    _doubtful: tuple[int, ...] = field(init=False, repr=False, compare=False)
    "Ordinals of the days that an estimated feast may take, sorted."

    def __post_init__(self) -> None:
        if not self.weekend < frozenset(range(7)):
            raise ValueError("la semaine doit garder au moins un jour ouvrable.")
        by_day: dict[date, Holiday] = {}
        for each in self.holidays:
            first = by_day.get(each.day)
            # Two feasts on one day: the day is certain as soon as one of them is.
            if first is None or (first.estimated and not each.estimated):
                by_day[each.day] = each
        estimated = (each.day.toordinal() for each in self.holidays if each.estimated)
        doubtful = {near for day in estimated for near in (day - 1, day, day + 1)}
        object.__setattr__(self, "_by_day", by_day)
        object.__setattr__(self, "_doubtful", tuple(sorted(doubtful)))

    def is_working(self, day: date) -> bool:
        """Whether offices are open on `day`."""
        return day.weekday() not in self.weekend and day not in self._by_day

    def holiday(self, day: date) -> Holiday | None:
        """The feast of that day, the certain one when two fall together; None on any other day."""
        return self._by_day.get(day)

    def add(self, start: date, duration: Duration) -> Due:
        """The last day on which the step can still be taken, that day included, for a clock begun on `start`.

        The day of the start isn't counted: 30 days after 1 November 2026 is 1 December 2026, and `0 days` is
        the start itself. By unit:

        - days: civil days, closed ones included;
        - clear_days (*jours francs*): neither the first nor the last day counts, hence `start + amount + 1`;
        - working_days: the amount-th day open after the start;
        - months, years: the same day of the month, or the last one of a shorter month;
        - hours: only the day of the start is known, not its hour, so the strictest reading holds: whole days,
          rounded down (48 hours are two days, 47 are one, 23 end the day they start).

        A due day that falls on a closed day doesn't move by itself: the law doesn't always grant it.

        Raises:
            OverflowError: the day would be after the year 9999.
        """
        amount, unit = duration.amount, duration.unit
        if unit == "working_days":
            day = self._working_day(start, amount)
            return Due(day, self._is_doubtful(start, day))
        if unit == "hours":
            return Due(start + timedelta(days=amount // 24), False)
        if unit == "days":
            return Due(start + timedelta(days=amount), False)
        if unit == "clear_days":
            return Due(start + timedelta(days=amount + 1), False)
        return Due(months_later(start, amount if unit == "months" else 12 * amount), False)

    def working_days_between(self, first: date, last: date) -> int:
        """How many open days there are after `first`, up to and including `last`; negative backwards.

        So it undoes `add`: from a start to the due day of n working days, there are n of them.
        """
        if last < first:
            return -self.working_days_between(last, first)
        days = (first + timedelta(days=offset) for offset in range(1, (last - first).days + 1))
        return sum(map(self.is_working, days))

    def _working_day(self, start: date, amount: int) -> date:
        day = start
        while amount:
            day += _ONE_DAY
            amount -= self.is_working(day)
        return day

    def _is_doubtful(self, start: date, due: date) -> bool:
        """Whether an estimated feast, its eve or its morrow is counted, or days that the list doesn't cover."""
        if due == start:
            return False
        if self.known_until is not None and due > self.known_until:
            return True
        if self.known_from is not None and start + _ONE_DAY < self.known_from:
            return True
        first = bisect_left(self._doubtful, start.toordinal() + 1)
        return first < len(self._doubtful) and self._doubtful[first] <= due.toordinal()


def calendar_of(
    holidays: Iterable[Holiday],
    known_until: date | None = None,
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY,
    known_from: date | None = None,
) -> Calendar:
    """A calendar with its digest: SHA-256, in hexadecimal, of its canonical JSON (`canonical_text`).

    The order of the holidays, and a holiday written twice, change nothing.
    """
    once = tuple(sorted(set(holidays), key=lambda each: (each.day, each.fr, each.ar, each.estimated)))
    draft = Calendar(once, known_until, "", weekend, known_from)
    return replace(draft, digest=hashlib.sha256(canonical_text(draft).encode()).hexdigest())


def canonical_text(calendar: Calendar) -> str:
    """The canonical JSON (RFC 8785) of all that a calendar decides with."""
    content = {
        "holidays": [
            {"ar": each.ar, "day": each.day.isoformat(), "estimated": each.estimated, "fr": each.fr}
            for each in calendar.holidays
        ],
        "known_from": calendar.known_from and calendar.known_from.isoformat(),
        "known_until": calendar.known_until and calendar.known_until.isoformat(),
        "weekend": sorted(calendar.weekend),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def calendar_from(text: str) -> Calendar:
    """The calendar that `canonical_text` wrote.

    Raises:
        ValueError, KeyError, TypeError: it is no such text.
    """
    read = json.loads(text)
    feasts = read["holidays"]
    return calendar_of(
        [Holiday(date.fromisoformat(each["day"]), each["fr"], each["ar"], each["estimated"]) for each in feasts],
        _day_or_none(read["known_until"]),
        frozenset(read["weekend"]),
        _day_or_none(read["known_from"]),
    )


def _day_or_none(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


class HolidaysUnknown(Exception):
    """Working days were to be counted, and nobody knows any more which days were feasts."""


class LostCalendar(Calendar):
    """A calendar of which only the digest is left: it counts all that turns on no feast, and refuses the rest."""

    __slots__ = ()

    def add(self, start: date, duration: Duration) -> Due:
        """As any calendar.

        Raises:
            HolidaysUnknown: working days are asked for.
        """
        if duration.unit == "working_days" and duration.amount:
            raise HolidaysUnknown
        # Named: a slotted dataclass is made anew, and a bare `super()` would look for the first one.
        return Calendar.add(self, start, duration)


def months_later(start: date, months: int) -> date:
    """The same day of a later month, or its last one where it has no such day; the calendar's end at the latest."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year:
        raise OverflowError("date value out of range")
    last = civil.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))
