"""An agent of Taroudant tries every door to a case of Tiznit: there is none, and each try is a line of the log."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from engine.app.agenda import tick
from engine.app.cases import open_case, perform
from engine.app.drawing import draw_case
from engine.app.given import known_case
from engine.app.handover import Passing, hand_over
from engine.app.listing import Wanted, list_cases, search_cases
from engine.app.meetings import case_calendar, desk_calendar
from engine.app.opening import Opening
from engine.app.people import add_person, correct_person, merge_people, namesakes, search
from engine.app.person_file import show_person
from engine.app.printing import print_form
from engine.app.reading import read_case
from engine.app.worklist import Wanted as Day
from engine.app.worklist import every_row, worklist
from engine.core.events import Actor, Assign, Do, Note, Transfer
from engine.core.sights import Sight
from engine.errors import EngineError, PersonNotFound
from tests.app.desk import Desk, done

NAME = "Zanzibarine Planquée"
OWNER = Actor("amina", "agent", "tiznit")
STRANGER = Actor("brahim", "agent", "taroudant")
ABSENT = "D-0000-0000"


@pytest.fixture
def tiznit(any_desk: Desk) -> Desk:
    """A case of Tiznit with a name, a birth, a clock and an appointment to come."""
    house = any_desk.house
    subject = add_person(house, "person", "tiznit", {"name": NAME}, OWNER)
    fields = {"date_naissance": "2026-11-01", "commune_naissance": "tiznit"}
    any_desk.case = done(
        open_case(house, Opening("naissance", "tiznit", any_desk.today, subject, fields), OWNER)
    ).case.case
    return any_desk


def lines(desk: Desk) -> list[Sight]:
    return desk.house.store.read(lambda reading: list(reading.sights("", "~")))


def subject_of(desk: Desk) -> str:
    return desk.held().case.subject


Door = Callable[[Desk, str, str], Any]
BY_CASE: dict[str, Door] = {
    "identifier": lambda desk, case, _: read_case(desk.house, case, STRANGER),
    "typed": lambda desk, case, _: known_case(desk.house, case, STRANGER),
    "print": lambda desk, case, _: print_form(desk.house, case, "liste_pieces", "fr", STRANGER, as_pdf=False),
    "diagram": lambda desk, case, _: draw_case(desk.house, case, "fr", STRANGER),
    "calendar": lambda desk, case, _: case_calendar(desk.house, case, "fr", STRANGER),
    "action": lambda desk, case, _: perform(desk.house, case, Do("constituer_dossier"), STRANGER, desk.today),
    "note": lambda desk, case, _: perform(desk.house, case, Note("vu"), STRANGER, desk.today),
    "take it": lambda desk, case, _: perform(desk.house, case, Transfer("taroudant", "ici"), STRANGER, desk.today),
    "with a key": lambda desk, case, _: perform(desk.house, case, Note("vu"), STRANGER, desk.today, key="k"),
    "a stale number": lambda desk, case, _: perform(desk.house, case, Note("vu"), STRANGER, desk.today, expect=99),
}
BY_PERSON: dict[str, Door] = {
    "person": lambda desk, _, subject: show_person(desk.house, subject, STRANGER),
    "correct": lambda desk, _, subject: correct_person(desk.house, subject, {"name": "X"}, "faute", STRANGER),
    "open one for her": lambda desk, _, subject: open_case(
        desk.house, Opening("naissance", "taroudant", desk.today, subject), STRANGER
    ),
}
LISTS: dict[str, Callable[[Desk], Any]] = {
    "list": lambda desk: list_cases(desk.house, Wanted(), 50, STRANGER)[0],
    "search of cases": lambda desk: search_cases(desk.house, NAME, STRANGER, commune=None, limit=20),
    "search of people": lambda desk: search(desk.house, NAME, STRANGER),
    "namesakes": lambda desk: namesakes(desk.house, [NAME], STRANGER),
    "worklist": lambda desk: [row for _, row in every_row(worklist(desk.house, Day(), STRANGER))],
    "calendar of the desk": lambda desk: [None] * desk_calendar(desk.house, Day(), "fr", STRANGER)[1],
}
ANOTHER_DESK: dict[str, Callable[[Desk], Any]] = {
    "list": lambda desk: list_cases(desk.house, Wanted(commune="tiznit"), 50, STRANGER),
    "search": lambda desk: search(desk.house, NAME, STRANGER, commune="tiznit"),
    "search of cases": lambda desk: search_cases(desk.house, NAME, STRANGER, commune="tiznit", limit=20),
    "worklist": lambda desk: worklist(desk.house, Day(commune="tiznit"), STRANGER),
    "handover": lambda desk: hand_over(desk.house, Passing("amina", "brahim", "tiznit"), STRANGER),
    "opening": lambda desk: open_case(desk.house, Opening("naissance", "tiznit", desk.today), STRANGER),
    "adding": lambda desk: add_person(desk.house, "person", "tiznit", {"name": "X"}, STRANGER),
}


def told(act: Callable[[], Any]) -> str:
    with pytest.raises(EngineError) as refused:
        act()
    error = refused.value
    return f"{type(error).__name__} {error.exit_code} {error.message} {error.remedy}"


@pytest.mark.parametrize("door", BY_CASE)
def test_a_case_of_another_desk_is_not_there(tiznit, door):
    """The very answer of a number that nobody has, nothing written, one line. Fails without `require_sight`."""
    count, before = len(tiznit.history()), len(lines(tiznit))
    refused = told(lambda: BY_CASE[door](tiznit, tiznit.case, ""))
    absent = told(lambda: BY_CASE[door](tiznit, ABSENT, ""))
    assert refused.replace(tiznit.case, ABSENT) == absent
    assert NAME not in refused
    assert len(tiznit.history()) == count
    first, second = lines(tiznit)[before:]
    assert (first.actor, first.denied, first.seen) == ("brahim", True, (tiznit.case,))
    assert (second.denied, second.seen) == (True, ("?",))


@pytest.mark.parametrize("door", BY_PERSON)
def test_a_person_of_another_desk_is_not_there(tiznit, door):
    subject, before = subject_of(tiznit), len(lines(tiznit))
    refused = told(lambda: BY_PERSON[door](tiznit, "", subject))
    absent = told(lambda: BY_PERSON[door](tiznit, "", "B-0000-0000"))
    assert refused.replace(subject, "B-0000-0000") == absent
    assert [(each.denied, each.seen) for each in lines(tiznit)[before:]] == [(True, (subject,)), (True, ("?",))]


def test_two_people_of_another_desk_cannot_be_made_one(tiznit):
    own = add_person(tiznit.house, "person", "taroudant", {"name": NAME}, STRANGER)
    with pytest.raises(PersonNotFound):
        merge_people(tiznit.house, own, subject_of(tiznit), "même nom", STRANGER)


@pytest.mark.parametrize("listed", LISTS)
def test_no_list_names_or_counts_them(tiznit, listed):
    """Fails when a list forgets the commune of who asks."""
    before = len(lines(tiznit))
    assert LISTS[listed](tiznit) == []
    (line,) = lines(tiznit)[before:]
    assert (line.seen, line.things, line.denied) == ((), 0, False)


@pytest.mark.parametrize("asked", ANOTHER_DESK)
def test_another_desk_is_refused_by_its_name_and_noted(tiznit, asked):
    before = len(lines(tiznit))
    words = told(lambda: ANOTHER_DESK[asked](tiznit))
    assert "Ce bureau n'est pas le vôtre" in words
    assert NAME not in words
    assert [each.denied for each in lines(tiznit)[before:]] == [True]


def test_the_clocks_of_another_desk_ring_without_being_told(tiznit):
    tiznit.wall.day = date(2026, 12, 20)
    assert tick(tiznit.house, actor=STRANGER) == []
    assert "expired" in tiznit.kinds()


def test_papers_held_at_another_desk_are_not_offered(tiznit):
    """A case of the same person here doesn't tell that there is one there."""
    house, subject = tiznit.house, subject_of(tiznit)
    tiznit.actor = OWNER
    tiznit.papers(passeport_mere="received")
    territory = Actor("omar", "supervisor", "*")
    here = done(open_case(house, Opening("naissance", "taroudant", tiznit.today, subject), territory)).case
    assert here.documents == {}
    opened = read_case(house, here.case, STRANGER)
    assert opened.elsewhere == {}
    assert [own.line.case for own in show_person(house, subject, STRANGER).cases] == [here.case]
    assert [match.subject.id for match in search(house, NAME, STRANGER)] == [subject], "she has a case here"


def test_a_case_sent_to_another_desk_is_its_sender_s_until_it_is_taken_up(tiznit):
    """A transfer by mistake can be taken back; taken up there, the case is that desk's alone."""
    house = tiznit.house
    done(perform(house, tiznit.case, Transfer("taroudant", "déménagement"), OWNER, tiznit.today))
    assert read_case(house, tiznit.case, OWNER)
    assert read_case(house, tiznit.case, STRANGER)
    done(perform(house, tiznit.case, Assign("brahim"), STRANGER, tiznit.today))
    assert "n'est accessible" in told(lambda: read_case(house, tiznit.case, OWNER))
    assert read_case(house, tiznit.case, STRANGER)


def every_reading(desk: Desk) -> Iterator[tuple[str, Callable[[], Any]]]:
    subject = subject_of(desk)
    yield "case.read", lambda: read_case(desk.house, desk.case, OWNER)
    yield "case.print", lambda: print_form(desk.house, desk.case, "liste_pieces", "fr", OWNER, as_pdf=False)
    yield "case.read", lambda: draw_case(desk.house, desk.case, "fr", OWNER)
    yield "case.list", lambda: list_cases(desk.house, Wanted(), 50, OWNER)
    yield "case.list", lambda: worklist(desk.house, Day(), OWNER)
    yield "person.search", lambda: search(desk.house, NAME, OWNER)
    yield "person.search", lambda: search_cases(desk.house, NAME, OWNER, commune=None, limit=20)
    yield "person.search", lambda: namesakes(desk.house, [NAME, NAME], OWNER)
    yield "person.read", lambda: show_person(desk.house, subject, OWNER)


def test_each_sight_is_one_line_that_names_who_was_seen(tiznit):
    """Fails when a reading notes nothing, or twice."""
    subject = subject_of(tiznit)
    for act, read in every_reading(tiznit):
        before = len(lines(tiznit))
        read()
        (line,) = lines(tiznit)[before:]
        assert (line.act, line.actor, line.commune, line.denied) == (act, "amina", "tiznit", False)
        assert subject in line.seen
