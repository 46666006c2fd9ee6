"""Appointments as a calendar file (RFC 5545), for a telephone or an office's calendar.

Knows the format: lines ended by CRLF and folded at 75 octets, text escaped, a wall clock with the zone that explains
it. What may be said in a calendar that others read is the caller's to choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_FOLD = 75
_PRODUCT = "-//BAOM//Agenda//FR"
_CONTROL = {code: None for code in range(32) if code != 10} | {127: None}  # noqa: PLR2004 -- a line's end is escaped


@dataclass(frozen=True, slots=True)
class Meeting:
    """One appointment."""

    uid: str
    "The same as long as it is the same appointment, whatever its day becomes."
    revision: int
    "Greater each time that it changed: a calendar keeps the greatest."
    day: date
    at: time | None
    "By the clock on the wall; None takes the whole day."
    lasts: timedelta
    summary: str
    location: str = ""
    description: str = ""


def calendar_file(meetings: Sequence[Meeting], zone: ZoneInfo, now: datetime) -> bytes:
    """The appointments as the bytes of one `.ics` file; `now`, with its zone, is when it was written."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    timed = [meeting.day for meeting in meetings if meeting.at is not None]
    if timed:
        lines += _zone(zone, min(timed), max(timed))
    for meeting in meetings:
        lines += _event(meeting, zone, now)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(meeting: Meeting, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(meeting.uid)}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{meeting.revision}"
    if meeting.at is None:
        yield f"DTSTART;VALUE=DATE:{meeting.day:%Y%m%d}"
    else:
        yield f"DTSTART;TZID={zone.key}:{datetime.combine(meeting.day, meeting.at):%Y%m%dT%H%M%S}"
        yield f"DURATION:PT{int(meeting.lasts.total_seconds()) // 60}M"
    yield f"SUMMARY:{_text(meeting.summary)}"
    for name, value in (("LOCATION", meeting.location), ("DESCRIPTION", meeting.description)):
        if value:
            yield f"{name}:{_text(value)}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _zone(zone: ZoneInfo, first: date, last: date) -> Iterator[str]:
    """What the zone's clock does around these days, each change by itself.

    Morocco's clock follows the moon (an hour less in Ramadan): no yearly rule tells it, so the changes are listed.
    """
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone.key}"
    for before, after, onset in _changes(zone, first, last):
        yield "BEGIN:STANDARD"
        yield f"DTSTART:{onset:%Y%m%dT%H%M%S}"
        yield f"TZOFFSETFROM:{_offset(before)}"
        yield f"TZOFFSETTO:{_offset(after)}"
        yield "END:STANDARD"
    yield "END:VTIMEZONE"


def _changes(zone: ZoneInfo, first: date, last: date) -> Iterator[tuple[timedelta, timedelta, datetime]]:
    """(offset before, offset after, wall clock of before at the change), from a year before to a year after."""
    moment = datetime.combine(first - timedelta(days=366), time(0), UTC)
    end = datetime.combine(last + timedelta(days=366), time(0), UTC)
    before = _at(moment, zone)
    yield before, before, (moment + before).replace(tzinfo=None)
    while moment < end:
        following = moment + timedelta(days=1)
        after = _at(following, zone)
        if after != before:
            yield before, after, (_between(zone, moment, following, before) + before).replace(tzinfo=None)
            before = after
        moment = following


def _between(zone: ZoneInfo, low: datetime, high: datetime, before: timedelta) -> datetime:
    """The first minute, in UTC, at which the clock isn't as before."""
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
        low, high = (middle, high) if _at(middle, zone) == before else (low, middle)
    return high


def _at(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _text(value: str) -> str:
    """A text as a value: nothing in it can end the line or begin another property."""
    escaped = value.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\").replace(";", "\\;")
    return escaped.replace(",", "\\,").translate(_CONTROL).replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line and its CRLF, in pieces of at most 75 octets; no letter is cut in two."""
    return b"\r\n ".join(_pieces(line)) + b"\r\n"


def _pieces(line: str) -> Iterable[bytes]:
    piece, room = b"", _FOLD
    for letter in line:
        encoded = letter.encode("utf-8")
        if len(piece) + len(encoded) > room:
            yield piece
            # The blank that tells a continued line counts among its octets.
            piece, room = b"", _FOLD - 1
        piece += encoded
    yield piece
