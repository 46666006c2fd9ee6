"""Nobody is kept longer than their pathways say; who is, is listed, and two people still agree to each erasure."""

from datetime import date

import pytest

from engine.app import erasing
from engine.app.people import add_person, merge_people
from engine.app.retention import ask_for_expired, expired
from engine.core.events import Actor, Do
from engine.errors import NotAllowed
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, Desk, done
from tests.app.tampering import Hand


def gave_up(desk: Desk, process: str = "naissance", person: str | None = None) -> str:
    """Somebody whose case was closed today."""
    person = person or add_person(desk.house, "person", COMMUNE, {"name": "Zoubida"}, AGENT)
    done(desk.open(process, subject=person))
    desk.set(motif_abandon="choix")
    desk.do("abandonner")
    return person


def names(found) -> list[str]:
    return [each.subject for each in found]


def test_a_person_is_listed_the_day_after_their_last_day(any_desk):
    """Fails when a day is counted too many, or too few: five years from the last thing that happened."""
    person = gave_up(any_desk)
    any_desk.wall.day = date(2031, 11, 6)
    assert expired(any_desk.house, AGENT) == []
    any_desk.wall.day = date(2031, 11, 7)
    (found,) = expired(any_desk.house, AGENT)
    assert (found.subject, found.cases, found.last, found.until) == (person, 1, date(2026, 11, 6), date(2031, 11, 6))
    assert found.confidence == "to_validate"


def test_the_longest_of_their_pathways_keeps_them(desk):
    """A year for the welcome, five for the birth."""
    person = gave_up(desk, "accueil")
    gave_up(desk, "naissance", person)
    other = gave_up(desk, "accueil")
    desk.wall.day = date(2029, 1, 1)
    assert names(expired(desk.house, AGENT)) == [other]
    desk.wall.day = date(2032, 1, 1)
    assert set(names(expired(desk.house, AGENT))) == {person, other}


def test_whoever_is_still_accompanied_or_came_back_is_not_listed(desk):
    person = gave_up(desk)
    desk.wall.day = date(2031, 11, 7)
    done(desk.ask(Do("rouvrir", reason="elle revient")))
    assert expired(desk.house, AGENT) == []
    desk.set(motif_abandon="choix")
    desk.do("abandonner")
    assert expired(desk.house, AGENT) == []
    desk.wall.day = date(2036, 11, 8)
    assert names(expired(desk.house, AGENT)) == [person]


def test_an_open_protected_case_keeps_a_person_without_a_word(desk):
    person = gave_up(desk)
    desk.actor = SUPERVISOR
    done(desk.open("protection", subject=person))
    desk.wall.day = date(2040, 1, 1)
    assert expired(desk.house, AGENT) == []


def test_two_people_still_agree_to_each(any_desk):
    """Fails when a list erases by itself."""
    person = gave_up(any_desk)
    any_desk.wall.day = date(2032, 1, 1)
    assert names(ask_for_expired(any_desk.house, AGENT)) == [person]
    assert not any_desk.held().erased
    assert expired(any_desk.house, AGENT) == []
    (request,) = erasing.requests(any_desk.house, SUPERVISOR)
    assert (request.subject, request.basis, request.asked_by) == (person, "duree", "amina")
    erasing.approve_erasure(any_desk.house, person, SUPERVISOR)
    assert any_desk.held().erased
    assert expired(any_desk.house, AGENT) == []


def test_two_records_of_one_person_are_listed_once(desk):
    person = gave_up(desk)
    double = gave_up(desk)
    merge_people(desk.house, person, double, "même passeport", AGENT)
    desk.wall.day = date(2032, 1, 1)
    (found,) = expired(desk.house, AGENT)
    assert (found.subject, found.cases) == (person, 2)


def test_another_desk_lists_none_of_them(desk):
    gave_up(desk)
    desk.wall.day = date(2032, 1, 1)
    assert expired(desk.house, Actor("said", "agent", "tiznit")) == []
    with pytest.raises(NotAllowed):
        expired(desk.house, Actor("e", "editor", "*"))


CASE = "UPDATE cases SET state = 'ailleurs' WHERE subject = (SELECT id FROM streams WHERE name = ?)"
RECORD = "UPDATE subjects SET commune = 'agadir' WHERE stream = (SELECT id FROM streams WHERE name = ?)"


@pytest.mark.parametrize("statement", [CASE, RECORD])
@pytest.mark.parametrize("kept", [True, False])
def test_whoever_has_a_case_or_a_record_changed_by_hand_is_told_and_stops_nobody_else(any_desk, statement, kept):
    """Be it of the record that was kept or of the one merged into it; fails when one of them ends the list."""
    person, double, other = gave_up(any_desk), gave_up(any_desk), gave_up(any_desk)
    merge_people(any_desk.house, person, double, "même passeport", AGENT)
    hand = Hand(any_desk.url)
    hand.run(statement, person if kept else double)
    hand.leave()
    any_desk.wall.day = date(2032, 1, 1)
    unjudged: list[str] = []
    assert names(ask_for_expired(any_desk.house, AGENT, unjudged)) == [other]
    # A record that can't be read doesn't say whose double it is: it is named too.
    assert unjudged == ([person, double] if statement == RECORD and not kept else [person])
    elsewhere: list[str] = []
    assert (expired(any_desk.house, Actor("said", "agent", "tiznit"), elsewhere), elsewhere) == ([], [])


def test_a_case_that_is_no_desks_any_more_keeps_a_person_without_a_word(desk):
    """What can't be believed may be protected: only who sees every desk is told."""
    person = gave_up(desk)
    hand = Hand(desk.url)
    hand.change(desk.case, len(desk.history()), commune="agadir")
    hand.leave()
    desk.wall.day = date(2032, 1, 1)
    for actor, told in ((AGENT, []), (Actor("omar", "supervisor", "*"), [person])):
        unjudged: list[str] = []
        assert (expired(desk.house, actor, unjudged), unjudged) == ([], told)
