"""Appointments: on the day's list, and in a calendar that tells neither who nor what for."""

from datetime import date

import pytest

from engine.app.meetings import case_calendar, desk_calendar
from engine.app.people import add_person
from engine.app.worklist import Wanted, every_row, worklist
from engine.core.events import Correct
from engine.errors import CaseNotFound, UsageError
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, Desk, anyone, done


def meet(desk: Desk, when: str, process: str = "ecole", field: str = "rendez_vous", **options) -> str:
    case = done(desk.open(process, **options)).case.case
    desk.set(**{field: when})
    return case


def listed(desk: Desk, role: str = "agent", limit: int = 50, **wanted):
    parts = worklist(desk.house, Wanted(**wanted), anyone(role), sections=("appointment",), limit=limit)
    return [(row.line.case, [str(each.day) for each in row.meetings]) for _, row in every_row(parts)]


def calendar(desk: Desk, case: str, role: str = "agent") -> str:
    return case_calendar(desk.house, case, "fr", anyone(role)).decode().replace("\r\n ", "")


def test_the_day_s_and_the_week_s_appointments_in_the_order_of_the_clock(any_family):
    later = meet(any_family, "2026-11-13")
    afternoon, morning = meet(any_family, "2026-11-06T14:00"), meet(any_family, "2026-11-06T09:30")
    meet(any_family, "2026-11-14")
    meet(any_family, "2026-11-05")
    assert [case for case, _ in listed(any_family)] == [morning, afternoon, later]
    assert [case for case, _ in listed(any_family, until=date(2026, 11, 6))] == [morning, afternoon]


def test_a_case_of_several_sections_is_told_in_the_first_with_its_appointment(any_family):
    """Fails when whoever meets somebody this week has the same case on two lines of one day."""
    case = meet(any_family, "2026-11-07")
    day = worklist(any_family.house, Wanted(), anyone("agent"))
    assert [(row.line.case, [str(each.day) for each in row.meetings]) for _, row in every_row(day)] == [
        (case, ["2026-11-07"])
    ]
    alone = worklist(any_family.house, Wanted(), anyone("agent"), sections=("open",))
    assert [row.line.case for _, row in every_row(alone)] == [case]


def test_an_appointment_moved_or_past_leaves_the_list(any_family):
    case = meet(any_family, "2026-11-07")
    any_family.wait(1)
    assert listed(any_family) == [(case, ["2026-11-07"])]
    any_family.wait(1)
    assert listed(any_family) == []
    any_family.set(visite="2026-11-10T10:00")
    assert listed(any_family) == [(case, ["2026-11-10"])]


def test_a_case_with_one_before_and_one_after_the_period_is_not_on_it(family):
    """Its days enclose the period: only the case itself tells that none falls within."""
    case = meet(family, "2026-11-06")
    family.set(visite="2027-01-10")
    family.wait(10)
    assert listed(family) == []
    family.wait(50)
    assert listed(family) == [(case, ["2027-01-10"])]


def test_a_closed_case_meets_nobody(family):
    meet(family, "2026-11-07")
    family.do("refuser")
    assert listed(family) == []


def test_a_calendar_tells_when_and_which_case_and_no_more(family):
    subject = add_person(family.house, "person", COMMUNE, {"name": "Awa Zzyzx"}, AGENT)
    case = meet(family, "2026-11-07T09:30", subject=subject, fields={"prenom": "Zzyzx"})
    told = calendar(family, case)
    assert f"SUMMARY:Rendez-vous — dossier {case}" in told
    assert "DTSTART;TZID=Africa/Casablanca:20261107T093000" in told
    for word in ("Zzyzx", "cole", "rendez_vous", subject):
        assert word not in told, word


def test_the_same_appointment_keeps_its_name_when_its_day_changes(family):
    """A calendar then moves it; under another name it would show both."""

    def uid(told: str) -> tuple[str, int]:
        lines = dict(line.split(":", 1) for line in told.split("\r\n") if ":" in line)
        return lines["UID"], int(lines["SEQUENCE"])

    case = meet(family, "2026-11-07T09:30")
    before = uid(calendar(family, case))
    done(family.ask(Correct({"rendez_vous": "2026-11-09T11:00"}, "reporté")))
    after = uid(calendar(family, case))
    assert before[0] == after[0]
    assert before[1] < after[1]


def test_a_protected_case_s_calendar_names_no_office_and_is_its_supervisor_s(family):
    family.actor = SUPERVISOR
    case = meet(family, "2026-11-07T09:30", "abri")
    told = calendar(family, case, "supervisor")
    assert "LOCATION" not in told
    assert "DESCRIPTION" not in told
    with pytest.raises(CaseNotFound):
        calendar(family, case)
    assert listed(family) == []
    assert listed(family, "supervisor") == [(case, ["2026-11-07"])]
    assert desk_calendar(family.house, Wanted(), "fr", anyone("agent"))[1] == 0


def test_a_desk_s_week_is_one_file(family):
    cases = [meet(family, "2026-11-07T09:30"), meet(family, "2026-11-08")]
    content, number = desk_calendar(family.house, Wanted(), "fr", anyone("agent"))
    assert number == 2
    assert all(case in content.decode() for case in cases)


def test_a_case_without_appointment_says_so(family):
    case = meet(family, "2026-11-05")
    with pytest.raises(UsageError, match="rendez-vous"):
        calendar(family, case)
