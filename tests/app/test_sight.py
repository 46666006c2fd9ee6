"""What may not be seen is not there: by its number, in a list, in a search, in a count, on a sheet."""

from dataclasses import replace

import pytest

from engine.app.agenda import tick
from engine.app.cases import perform
from engine.app.given import known_case
from engine.app.listing import Wanted, list_cases, search_cases
from engine.app.people import add_person
from engine.app.person_file import person_view, show_person
from engine.app.printing import print_form
from engine.app.reading import read_case
from engine.app.worklist import Wanted as Day
from engine.app.worklist import every_row, worklist
from engine.core.events import ChangeDocuments, Do
from engine.errors import CaseNotFound, HistoryError, UsageError
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, Desk, anyone, done
from tests.app.test_worklist import change_row

NOBODY_S = "D-0000-0000"


@pytest.fixture
def hidden(family: Desk) -> str:
    """A protected case of a person who has an ordinary one too."""
    subject = add_person(family.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    done(family.open("famille", subject=subject, fields={"prenom": "Awa"}))
    family.actor = SUPERVISOR
    case = done(family.open("abri", subject=subject)).case.case
    family.actor = AGENT
    return case


def by_number(desk: Desk, case: str):
    """Every way to ask for a case by its number."""
    house = desk.house
    yield lambda: known_case(house, case, anyone("agent"))
    yield lambda: read_case(house, case, anyone("agent"))
    yield lambda: perform(house, case, Do("finir"), anyone("agent"), desk.today)
    yield lambda: perform(house, case, Do("finir"), AGENT, desk.today)
    yield lambda: print_form(house, case, "liste_pieces", "fr", anyone("agent"), as_pdf=False)


def test_a_protected_case_answers_like_a_number_that_nobody_has(family, hidden):
    """The same error, the same words: who asks can't tell one from the other."""
    for ask, absent in zip(by_number(family, hidden), by_number(family, NOBODY_S), strict=True):
        with pytest.raises(CaseNotFound) as forbidden:
            ask()
        with pytest.raises(CaseNotFound) as missing:
            absent()
        told, expected = forbidden.value, missing.value
        assert (told.message.replace(hidden, NOBODY_S), told.remedy) == (expected.message, expected.remedy)


def test_a_protected_case_that_cannot_be_read_answers_the_same(family, hidden):
    """Sight comes before decoding: « the row is damaged » would tell that there is one."""
    change_row(family, hidden, "snapshot", b"[]")
    test_a_protected_case_answers_like_a_number_that_nobody_has(family, hidden)
    with pytest.raises(HistoryError):
        read_case(family.house, hidden, anyone("supervisor"))


def test_what_the_clocks_say_leaves_out_what_may_not_be_seen(family, hidden):
    """Neither its failures nor its place among the cases that were asked for."""
    shown = done(family.open("ecole")).case.case
    family.wait(40)
    assert [each.case.case for each in tick(family.house, limit=1, actor=anyone("agent"))] == [shown]
    assert family.kinds(hidden) == ["opened", "expired"]
    change_row(family, hidden, "wake", "2026-11-01")
    change_row(family, hidden, "snapshot", b"[]")
    assert tick(family.house, actor=anyone("agent")) == []
    with pytest.raises(HistoryError, match=hidden):
        tick(family.house, actor=anyone("supervisor"))


def test_no_list_believes_a_row_that_calls_a_protected_case_ordinary(family, hidden):
    subject = family.held(hidden).case.subject
    family.actor = SUPERVISOR
    done(family.ask(ChangeDocuments({"carte": "received"}), case=hidden))
    family.actor = AGENT
    change_row(family, hidden, "confidentiality", "ordinary")
    told = (
        [each.line.case for each in list_cases(family.house, Wanted(), 50, anyone("agent"))[0]],
        [each.line.case for each in search_cases(family.house, "Awa Diop", anyone("agent"), commune=None, limit=20)],
        [each["case"] for each in person_view(show_person(family.house, subject, anyone("agent")), "fr")["cases"]],
        [row.line.case for _, row in every_row(worklist(family.house, Day(), anyone("agent")))],
    )
    assert [hidden in listed for listed in told] == [False] * 4
    assert hidden not in str(family.next(told[0][0]))
    assert done(family.open("ecole", subject=subject)).case.documents == {}


def test_its_supervisor_reads_it_and_acts_on_it(family, hidden):
    assert read_case(family.house, hidden, anyone("supervisor")).held.case.case == hidden
    assert done(family.ask(Do("finir"), case=hidden, actor=SUPERVISOR)).case.outcome == "success"


def test_no_list_nor_search_nor_count_has_it(family, hidden):
    subject = family.held(hidden).case.subject
    for role, seen in (("agent", False), ("supervisor", True)):
        lists = (
            [each.line.case for each in list_cases(family.house, Wanted(), 50, anyone(role))[0]],
            [each.line.case for each in search_cases(family.house, "Awa Diop", anyone(role), commune=None, limit=20)],
            [each["case"] for each in person_view(show_person(family.house, subject, anyone(role)), "fr")["cases"]],
        )
        for listed in lists:
            assert (hidden in listed) is seen
            assert len(listed) == (2 if seen else 1)


def test_what_is_hidden_takes_no_place_in_a_page(family, hidden):
    """A page that were cut after one line, with « there are more », would tell that there is another."""
    assert list_cases(family.house, Wanted(), 1, anyone("agent"))[1] is False


def test_nobody_opens_what_they_could_not_read(family):
    with pytest.raises(UsageError, match="superviseur") as refused:
        family.open("abri")
    assert "19" in refused.value.remedy
    assert family.house.store.read(lambda reading: reading.cases()) == []


def test_a_case_opened_from_a_protected_one_is_like_any_that_an_agent_opens(family):
    """The same body, but for the person and the day: no agreement of another day, no link, no supervisor's name."""
    subject = add_person(family.house, "person", COMMUNE, {"name": "Awa Diop"}, AGENT)
    family.actor = SUPERVISOR
    done(family.open("abri", subject=subject, fields={"prenom": "Awa"}))
    family.agree("accord")
    family.wait(3)
    answer = family.do("inscrire")
    (child,) = [effect.details["case"] for effect in answer.effects if effect.kind == "open"]
    family.actor = replace(AGENT, name="agent")
    plain = done(family.open("ecole", subject=subject, fields={"prenom": "Awa"})).case.case
    (opened,), (expected,) = family.history(child), family.history(plain)
    assert set(opened.body) == set(expected.body)
    assert (opened.actor, opened.role, opened.commune) == (expected.actor, expected.role, expected.commune)
    assert family.held(child).case.consents == {}
    assert family.held(child).listed[2] == family.held(plain).listed[2]


def test_a_protected_case_does_not_name_itself_in_one_that_it_opens(family):
    family.actor = SUPERVISOR
    done(family.open("abri", fields={"prenom": "Awa"}))
    family.agree("accord")
    answer = family.do("inscrire")
    (child,) = [effect.details["case"] for effect in answer.effects if effect.kind == "open"]
    assert family.held(child).case.links == {}
    assert family.case not in str(family.history(child))
    assert family.held().case.links["ecole"]["case"] == child
    family.actor = AGENT
    done(family.ask(Do("refuser"), case=child))
    assert family.held().case.links["ecole"]["outcome"] is None
