"""« À rappeler »: who is to be told of what, what was done about it, and whose reminders nobody else sees."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from engine.app.agenda import tick
from engine.app.people import add_person
from engine.app.reminders import Wanted, anybody_to_tell, reminders
from engine.app.reminding import chosen, print_slips, slip_of, tell
from engine.core.events import AgreeContact, Correct
from engine.errors import CaseNotFound, NotAllowed, UsageError
from engine.printing.slips import slip_in_words
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, TODAY, Desk, anyone, done
from tests.app.test_meetings import meet

WEEK = Wanted(until=TODAY + timedelta(days=7))


def standing(desk: Desk, wanted: Wanted = WEEK, role: str = "agent") -> list[tuple[str, str]]:
    return [(each.on, each.standing) for each in reminders(desk.house, wanted, anyone(role))]


def test_the_appointments_that_come_and_the_days_that_the_law_sets_are_to_be_told(any_desk):
    """Both databases; a birth declared within thirty days is told of by its last day."""
    done(any_desk.open("naissance", fields={"date_naissance": "2026-10-10", "lieu_accouchement": "domicile"}))
    done(any_desk.open("sante"))
    any_desk.set(prochain_rendez_vous="2026-11-08T09:30")
    assert standing(any_desk) == [("2026-11-08T09:30", "to_tell"), ("2026-11-09", "to_tell")]
    assert standing(any_desk, Wanted(until=date(2026, 11, 8))) == [("2026-11-08T09:30", "to_tell")]


def test_whoever_was_told_is_not_to_be_told_again_and_a_history_says_so(any_family):
    meet(any_family, "2026-11-07T09:30")
    first, second = (chosen(any_family.house, WEEK, AGENT, "voice") for _ in range(2))
    assert len(tell(any_family.house, first, "voice", AGENT).done) == 1
    assert standing(any_family) == [("2026-11-07T09:30", "told")]
    assert any_family.kinds()[-1] == "informed"
    # A colleague who had the list on the screen meanwhile doesn't tell it twice.
    assert len(tell(any_family.house, second, "phone", AGENT).left) == 1
    assert any_family.kinds().count("informed") == 1
    with pytest.raises(UsageError):
        chosen(any_family.house, WEEK, AGENT, "voice")


def test_an_appointment_that_moved_is_to_be_told_again(family):
    """Fails when whoever was told of one day passes for told of another."""
    meet(family, "2026-11-07T09:30")
    tell(family.house, chosen(family.house, WEEK, AGENT, "voice"), "voice", AGENT)
    done(family.ask(Correct({"rendez_vous": "2026-11-07T11:00"}, "reporté")))
    assert standing(family) == [("2026-11-07T11:00", "to_tell")]
    done(family.ask(Correct({"rendez_vous": "2026-11-20"}, "reporté")))
    assert standing(family) == []


def test_a_clock_that_rang_since_asks_once_more(desk):
    fields = {"date_naissance": "2026-10-25", "lieu_accouchement": "domicile"}
    done(desk.open("naissance", fields=fields))
    wanted = Wanted(until=TODAY + timedelta(days=30))
    tick(desk.house)
    tell(desk.house, chosen(desk.house, wanted, AGENT, "voice"), "voice", AGENT)
    assert standing(desk, wanted) == [("2026-11-24", "told")]
    desk.wait(10)
    tick(desk.house)
    assert standing(desk, wanted) == [("2026-11-24", "to_tell")]


def test_a_closed_case_and_a_day_that_is_past_have_nobody_to_tell(family):
    meet(family, "2026-11-07")
    family.wait(2)
    assert standing(family) == []
    meet(family, "2026-11-09")
    family.do("refuser")
    assert standing(family) == []


def test_slips_are_recorded_as_printed_and_say_neither_who_nor_why_nor_where(family):
    subject = add_person(family.house, "person", COMMUNE, {"name": "Awa Zzyzx"}, AGENT)
    case = meet(family, "2026-11-07T09:30", subject=subject, fields={"prenom": "Zzyzx"})
    done(family.ask(Correct({"rendez_vous": "2026-11-07T09:45"}, "reporté")))
    family.set(visite="2026-11-08")
    asked = chosen(family.house, WEEK, AGENT, "slip")
    content, found = print_slips(family.house, asked, AGENT)
    assert content.startswith(b"%PDF")
    assert ([each.on for each in found.done], found.left) == (["2026-11-07T09:45", "2026-11-08"], ())
    assert standing(family) == [("2026-11-07T09:45", "printed"), ("2026-11-08", "printed")]
    for language in ("fr", "ar", "en"):
        told = slip_in_words(slip_of(family.house, asked[0]), language)
        assert "9" in told
        for word in ("Zzyzx", "cole", "مدرسة", "uichet", "Rendez-vous", case, subject):
            assert word not in told, word


def test_a_protected_case_is_its_supervisors_and_gets_no_slip_unless_agreed(family):
    """Fails when what the person agreed to isn't looked at, or the list of another role shows the case."""
    family.actor = SUPERVISOR
    case = meet(family, "2026-11-07T09:30", "abri")
    assert standing(family) == []
    assert standing(family, role="supervisor") == [("2026-11-07T09:30", "to_tell")]
    with pytest.raises(UsageError):
        chosen(family.house, WEEK, SUPERVISOR, "slip")
    with pytest.raises(CaseNotFound):
        chosen(family.house, WEEK, AGENT, "voice", cases=[case])
    done(family.ask(AgreeContact("slip", True)))
    assert [each.line.case for each in chosen(family.house, WEEK, SUPERVISOR, "slip")] == [case]


def test_another_desk_s_reminders_are_neither_seen_nor_told(family):
    case = meet(family, "2026-11-07T09:30")
    stranger = replace(AGENT, commune="tiznit")
    assert reminders(family.house, WEEK, stranger) == []
    with pytest.raises(NotAllowed):
        reminders(family.house, replace(WEEK, commune=COMMUNE), stranger)
    with pytest.raises(CaseNotFound):
        chosen(family.house, WEEK, stranger, "voice", cases=[case])
    asked = chosen(family.house, WEEK, AGENT, "voice")
    assert tell(family.house, asked, "voice", stranger).done == ()
    assert "informed" not in family.kinds()


def test_a_day_says_that_somebody_is_to_be_told_until_they_are(any_family):
    """Fails when the day is silent, or goes on asking once it is done, or for another desk's."""
    house = any_family.house
    assert not anybody_to_tell(house, None, AGENT)
    meet(any_family, "2026-11-07T09:30")
    assert anybody_to_tell(house, None, AGENT)
    assert not anybody_to_tell(house, None, replace(AGENT, commune="tiznit"))
    tell(house, chosen(house, WEEK, AGENT, "voice"), "voice", AGENT)
    assert not anybody_to_tell(house, None, AGENT)
