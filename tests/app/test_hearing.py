"""Names heard once: found again at once, changed when they change, forgotten when nobody searches."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

import pytest

from engine.app import hearing
from engine.app.cases import open_case, perform
from engine.app.hearing import Heard
from engine.app.listing import search_known
from engine.app.opening import Opening
from engine.app.people import MOST_SOUGHT, add_person, correct_person, expect_search, merge_people, namesakes, search
from engine.core.events import EVERYWHERE, Actor, Transfer
from engine.errors import UsageError
from engine.store.journal import Reading
from engine.store.subjects import Subject
from tests.app.desk import AGENT, COMMUNE, EDITOR, SUPERVISOR, Desk
from tests.bench import pathway
from tests.bench.houses import accepted, house_at
from tests.bench.watching import function_calls


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


def hearing_now() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "hearing"]


def heard_by_now() -> None:
    for each in hearing_now():
        each.join(20)


def test_names_are_heard_while_somebody_types(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """Fails when the first search of the morning opens every record of the desk, seconds long."""
    for _ in range(3):
        add_person(desk.house, "person", COMMUNE, {"name": "Ali Sow"}, AGENT)
    subject = add_person(desk.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    before = len(desk.house.store.read(lambda reading: list(reading.sights("0", "9"))))
    expect_search(desk.house, AGENT)
    heard_by_now()
    assert len(desk.house.heard) == 4
    assert len(desk.house.store.read(lambda reading: list(reading.sights("0", "9")))) == before, "nobody saw anybody"
    opened: list[str] = []
    reads = desk.house.store.read
    monkeypatch.setattr(desk.house.store, "read", lambda work: reads(lambda reading: work(Counting(reading, opened))))
    assert [match.subject.id for match in search(desk.house, "Awa", AGENT)] == [subject]
    assert opened == [subject]
    desk.house.heard.leave(AGENT.name)
    assert len(desk.house.heard) == 0


def test_a_desk_is_never_heard_twice_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """Fails when each page that is opened meanwhile, or a search, begins it anew."""
    subject = add_person(desk.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    go_on, opened, marks = threading.Event(), [], Reading.subject_marks

    def slowly(reading: Reading, *more: Any) -> Any:
        opened.append(threading.current_thread().name)
        assert go_on.wait(20)
        return marks(reading, *more)

    monkeypatch.setattr(Reading, "subject_marks", slowly)
    for _ in range(5):
        expect_search(desk.house, AGENT)
    assert len(hearing_now()) == 1
    with ThreadPoolExecutor(1) as other:
        found = other.submit(search, desk.house, "Awa", AGENT)
        time.sleep(0.1)
        assert not found.done()
        go_on.set()
        assert [match.subject.id for match in found.result(20)] == [subject]
    heard_by_now()
    expect_search(desk.house, AGENT)
    assert hearing_now() == []
    assert opened == ["hearing"]


def test_nothing_is_heard_for_whoever_looks_for_nobody(desk: Desk):
    add_person(desk.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    expect_search(desk.house, EDITOR)
    heard_by_now()
    assert len(desk.house.heard) == 0


def test_what_cannot_be_heard_is_told_to_whoever_searches(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: Any) -> Any:
        raise OSError("disk")

    add_person(desk.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    with monkeypatch.context() as patch:
        patch.setattr(Reading, "subject_marks", broken)
        expect_search(desk.house, AGENT)
        heard_by_now()
        with pytest.raises(OSError, match="disk"):
            search(desk.house, "Awa", AGENT)
    assert len(search(desk.house, "Awa", AGENT)) == 1


def test_what_changes_is_heard_again(desk: Desk):
    subject = add_person(desk.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    assert [match.subject.id for match in search(desk.house, "Awa Diop", AGENT)] == [subject]
    correct_person(desk.house, subject, {"name": "Mariama Bah"}, "Lu sur le passeport.", AGENT)
    assert search(desk.house, "Awa Diop", AGENT) == []
    assert [match.subject.id for match in search(desk.house, "Mariama", AGENT)] == [subject]
    other = add_person(desk.house, "person", COMMUNE, {"name": "Mariama Ba"}, AGENT)
    merge_people(desk.house, subject, other, "Même enfant.", AGENT)
    assert [match.subject.id for match in search(desk.house, "Mariama", AGENT)] == [subject]


def test_whoever_comes_changes_or_leaves_is_found_where_they_are_now(
    database_url: str, monkeypatch: pytest.MonkeyPatch
):
    """What is carried forward by the log finds those whom somebody who hears everybody anew would find.

    Fails when a person just added isn't found, a new name, or somebody whose case came to this desk, or left it.
    """
    chance, desks = Random(5), ("tiznit", "agadir")
    people: list[str] = []
    cases: list[tuple[str, str]] = []
    everybody = [Actor("s", "supervisor", EVERYWHERE), *(Actor(f"a-{desk}", "agent", desk) for desk in desks)]
    with house_at(database_url) as house:
        for turn in range(24):
            # Now and then too much happened to be followed.
            monkeypatch.setattr(hearing, "FOLLOWED", chance.choice((2, 2_000)))
            desk = chance.choice(desks)
            agent, name = Actor("amina", "agent", desk), chance.choice(("Awa Diop", "Mariama Bah", "Ali Sow"))
            match chance.choice(("add", "correct", "open", "open", "transfer")):
                case "correct" if people:
                    correct_person(house, chance.choice(people), {"name": name}, "Relu.", everybody[0])
                case "open" if people:
                    # At another desk than the person's own, as often as not.
                    asked = Opening(pathway.PROCESS, desk, pathway.OPENED, subject=chance.choice(people))
                    cases.append((accepted(open_case(house, asked, everybody[0])).case.case, desk))
                case "transfer" if cases:
                    case, there = cases.pop(chance.randrange(len(cases)))
                    to = next(each for each in desks if each != there)
                    accepted(perform(house, case, Transfer(to, "Déménagement."), everybody[0], pathway.OPENED))
                    cases.append((case, to))
                case _:
                    people.append(add_person(house, "person", desk, {"name": name}, agent))
            for actor in everybody:
                words = chance.choice(("Awa", "Mariama Bah"))
                found = search(house, words, actor, limit=50)
                kept, house.heard = house.heard, Heard()
                assert found == search(house, words, actor, limit=50), turn
                house.heard = kept


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


def test_a_search_that_goes_on_after_the_last_has_left_keeps_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """Fails when names are kept that no alarm forgets: a first search takes seconds, a logout an instant."""
    subject = add_person(desk.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    opens = Reading.readable_subject

    def left_meanwhile(reading: Reading, *who: Any) -> Subject | None:
        desk.house.heard.leave(AGENT.name)
        return opens(reading, *who)

    monkeypatch.setattr(Reading, "readable_subject", left_meanwhile)
    assert [match.subject.id for match in search(desk.house, "Awa", AGENT)] == [subject]
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


SHORT_WORK = 10_000
"Functions entered at most by a search for what is cut to the length of a name."


def test_what_is_longer_than_any_name_is_not_looked_for(desk: Desk):
    """Fails when a form of a megabyte is compared with everybody's name: minutes of processor, for whoever sends it."""
    add_person(desk.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    for words in ("x" * 900_000, "awa " * 200_000, "a" * (MOST_SOUGHT + 1)):
        for look in (search, search_known):
            with pytest.raises(UsageError, match="trop long"):
                look(desk.house, words, AGENT, limit=5)
        assert function_calls(lambda sought=words: namesakes(desk.house, [sought], AGENT)) < SHORT_WORK
    assert namesakes(desk.house, ["Awa Diop" + " " * 2_000], AGENT) != []
