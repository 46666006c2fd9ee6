"""Names heard once: found again at once, changed when they change, forgotten when nobody searches."""

import time

import pytest

from engine.app.hearing import Heard
from engine.app.listing import search_known
from engine.app.people import add_person, correct_person, merge_people, search
from engine.core.events import Actor
from engine.errors import UsageError
from engine.store.journal import Reading
from engine.store.subjects import Subject
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, Desk


class Counting:
    """A reading that notes who is opened through it."""

    def __init__(self, reading: Reading, opened: list[str]) -> None:
        self._reading, self._opened = reading, opened

    def __getattr__(self, name: str) -> object:
        return getattr(self._reading, name)

    def subject(self, name: str) -> Subject | None:
        self._opened.append(name)
        return self._reading.subject(name)

    def readable_subject(self, name: str, *more: object) -> Subject | None:
        self._opened.append(name)
        return self._reading.readable_subject(name, *more)


AGENT_OF_TIZNIT = Actor("said", "agent", "tiznit")


def test_a_name_is_opened_once_for_all_searches(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """Fails when each search opens every record of the desk again."""
    people = [add_person(desk.house, "person", COMMUNE, {"name": name}, AGENT) for name in ("Awa Diop", "Ali Sow")]
    search(desk.house, "Awa", AGENT)
    opened: list[str] = []
    before = desk.house.store.read
    monkeypatch.setattr(desk.house.store, "read", lambda work: before(lambda reading: work(Counting(reading, opened))))
    assert [match.subject.id for match in search(desk.house, "Awa", AGENT)] == people[:1]
    assert opened == people[:1]


def test_what_changes_is_heard_again(desk: Desk):
    subject = add_person(desk.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    assert [match.subject.id for match in search(desk.house, "Awa Diop", AGENT)] == [subject]
    correct_person(desk.house, subject, {"name": "Mariama Bah"}, "Lu sur le passeport.", AGENT)
    assert search(desk.house, "Awa Diop", AGENT) == []
    assert [match.subject.id for match in search(desk.house, "Mariama", AGENT)] == [subject]
    other = add_person(desk.house, "person", COMMUNE, {"name": "Mariama Ba"}, AGENT)
    merge_people(desk.house, subject, other, "Même enfant.", AGENT)
    assert [match.subject.id for match in search(desk.house, "Mariama", AGENT)] == [subject]


def test_another_desk_s_people_are_not_found_by_what_was_heard(desk: Desk):
    """Fails when what the whole territory's search heard is shown to one desk."""
    elsewhere = add_person(desk.house, "person", "tiznit", {"name": "Awa Diop"}, AGENT_OF_TIZNIT)
    assert [match.subject.id for match in search(desk.house, "Awa", AGENT_OF_TIZNIT)] == [elsewhere]
    assert search(desk.house, "Awa", AGENT) == []


def test_it_is_forgotten_with_the_last_of_those_who_searched(desk: Desk):
    add_person(desk.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    search(desk.house, "Awa", AGENT)
    search(desk.house, "Awa", SUPERVISOR)
    desk.house.heard.leave(AGENT.name)
    assert len(desk.house.heard) == 1
    desk.house.heard.leave(SUPERVISOR.name)
    assert len(desk.house.heard) == 0


def test_it_is_forgotten_when_nobody_searches(desk: Desk):
    add_person(desk.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    desk.house.heard = Heard(idle=0.05)
    search(desk.house, "Awa", AGENT)
    assert len(desk.house.heard) == 1
    until = time.monotonic() + 5
    while len(desk.house.heard) and time.monotonic() < until:
        time.sleep(0.02)
    assert len(desk.house.heard) == 0


def test_it_holds_so_many_people_and_no_more(desk: Desk):
    people = {add_person(desk.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT) for _ in range(4)}
    desk.house.heard = Heard(most=2)
    for _ in range(2):
        assert {match.subject.id for match in search(desk.house, "Awa", AGENT)} == people
        assert len(desk.house.heard) == 2


def test_people_and_their_cases_are_one_search_and_one_line(desk: Desk):
    """Fails when a search is two lines of the log of reads, one for people and one for cases."""
    subject = add_person(desk.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    desk.open("naissance", subject=subject)
    before = len(desk.house.store.read(lambda reading: list(reading.sights("0", "9"))))
    found = search_known(desk.house, "Awa", AGENT, limit=5)
    assert [(each.match.subject.id, [case.line.case for case in each.cases]) for each in found] == [
        (subject, [desk.case])
    ]
    lines = desk.house.store.read(lambda reading: list(reading.sights("0", "9")))[before:]
    assert [(each.act, set(each.seen)) for each in lines] == [("person.search", {subject, desk.case})]


def test_a_year_of_birth_that_nobody_has_is_told_as_such(desk: Desk):
    for year, told in (("98", "quatre chiffres"), ("1850", "entre 1900 et 2026"), ("2030", "entre 1900 et 2026")):
        with pytest.raises(UsageError, match=told):
            add_person(desk.house, "person", COMMUNE, {"birth_year": year}, AGENT)


def test_no_more_people_are_opened_than_are_shown_and_the_closest_first(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """Fails when a common name opens half a desk to show some of it."""
    for _ in range(5):
        add_person(desk.house, "person", COMMUNE, {"name": "Awa Diouf"}, AGENT)
    closest = add_person(desk.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    search(desk.house, "Awa Diop", AGENT)
    opened: list[str] = []
    before = desk.house.store.read
    monkeypatch.setattr(desk.house.store, "read", lambda work: before(lambda reading: work(Counting(reading, opened))))
    found = search(desk.house, "Awa Diop", AGENT, limit=2)
    assert found[0].subject.id == closest
    assert len(opened) == len(found) == 2
