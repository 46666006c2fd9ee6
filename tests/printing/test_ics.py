"""Calendar files: what a calendar of any make must read (RFC 5545), and the clock of Morocco."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from engine.printing.ics import Meeting, calendar_file

ZONE = ZoneInfo("Africa/Casablanca")
NOW = datetime(2026, 11, 6, 9, 0, tzinfo=UTC)


def meeting(day: date = date(2026, 11, 30), at: time | None = time(9, 30), **more: str) -> Meeting:
    said = {"uid": "D-1-abc@baom", "summary": "Rendez-vous"} | more
    return Meeting(revision=4, day=day, at=at, lasts=timedelta(hours=1), **said)


def written(*meetings: Meeting) -> bytes:
    return calendar_file(meetings, ZONE, NOW)


def properties(content: bytes) -> list[str]:
    """The lines, unfolded."""
    return content.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def test_an_appointment_with_an_hour_is_on_the_wall_clock_of_its_zone():
    told = properties(written(meeting()))
    assert told[0] == "BEGIN:VCALENDAR"
    assert told[-1] == "END:VCALENDAR"
    assert "DTSTART;TZID=Africa/Casablanca:20261130T093000" in told
    assert "DURATION:PT60M" in told
    assert "DTSTAMP:20261106T090000Z" in told
    assert "UID:D-1-abc@baom" in told
    assert "SEQUENCE:4" in told
    assert "TZID:Africa/Casablanca" in told


def test_one_without_an_hour_takes_the_day_and_needs_no_zone():
    told = properties(written(meeting(at=None)))
    assert "DTSTART;VALUE=DATE:20261130" in told
    assert not any("VTIMEZONE" in line or "DURATION" in line for line in told)


@pytest.mark.parametrize(
    "day", [date(2026, 2, 20), date(2026, 3, 10), date(2027, 2, 15), date(2026, 7, 1), date(2026, 11, 30)]
)
def test_the_zone_says_what_the_clock_shows_in_ramadan_and_out_of_it(day):
    """A reader that knows nothing of Morocco applies the last change before the day: it must find the true hour."""
    told = properties(written(meeting(day=day)))
    changes = []
    for index, line in enumerate(told):
        if line == "BEGIN:STANDARD":
            onset, _, to = (each.partition(":")[2] for each in told[index + 1 : index + 4])
            changes.append((datetime.strptime(onset, "%Y%m%dT%H%M%S"), int(to[:3]), int(to[0] + to[3:])))  # noqa: DTZ007
    wall = datetime.combine(day, time(9, 30))
    hours, minutes = next((h, m) for onset, h, m in sorted(changes, reverse=True) if onset <= wall)
    assert timedelta(hours=hours, minutes=minutes) == wall.replace(tzinfo=ZONE).utcoffset()


def test_ramadan_moves_the_clock_twice_a_year():
    """Without which the test above would hold for a zone that never changes."""
    told = properties(written(meeting(day=date(2026, 3, 10))))
    assert {line for line in told if line.startswith("TZOFFSETTO")} == {"TZOFFSETTO:+0000", "TZOFFSETTO:+0100"}


def test_a_line_is_folded_at_75_octets_and_no_letter_is_cut():
    """Arabic letters take two octets each: counting letters would write lines of 150."""
    long = "موعد لدى المندوبية الإقليمية للصحة بأكادير، شارع الحسن الثاني، الطابق الأول " * 4
    content = written(meeting(summary=long))
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    assert f"SUMMARY:{long}" in properties(content)


def test_nothing_in_a_text_ends_its_line_or_begins_a_property():
    hostile = "a\r\nATTENDEE:mailto:x@y\nb\rc;d,e\\f\x00\x07"
    told = properties(written(meeting(location=hostile)))
    assert "LOCATION:a\\nATTENDEE:mailto:x@y\\nb\\nc\\;d\\,e\\\\f" in told
    assert not any(line.startswith("ATTENDEE") for line in told)


def test_several_appointments_share_one_file_and_one_zone():
    told = properties(written(meeting(), meeting(day=date(2027, 3, 1), uid="D-2"), meeting(at=None, uid="D-3")))
    assert told.count("BEGIN:VEVENT") == told.count("END:VEVENT") == 3
    assert told.count("BEGIN:VTIMEZONE") == 1
