"""A demand given twice under one key is recorded once, whatever became of the case meanwhile."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.app.answer import Done, NotDone
from engine.app.cases import perform
from engine.app.house import House
from engine.core.events import Ask, Do
from engine.errors import ConcurrentChange, KeyReused
from tests.bench import pathway
from tests.bench.houses import AGENT, house_at, open_one, take

CALL = Do("relancer")
"Open in every state: it would be accepted again."
FILE = pathway.STEPS[0].ask
"Open in the first state alone: it would be refused the second time."


@pytest.fixture
def house(database_url: str) -> Iterator[House]:
    with house_at(database_url) as house:
        yield house


def ask(house: House, case: str, what: Ask, **options) -> Done | NotDone:
    return perform(house, case, what, AGENT, pathway.OPENED, **options)


def sequence(house: House, case: str) -> int:
    return len(house.store.read(lambda reading: reading.history(case)))


@pytest.mark.parametrize("what", [CALL, FILE], ids=["still possible", "no longer possible"])
def test_the_second_time_gets_the_first_answer(house: House, what: Ask):
    case = open_one(house)
    first = ask(house, case, what, key="k")
    again = ask(house, case, what, key="k")
    assert isinstance(again, Done)
    assert (first.repeated, again.repeated) == (False, True)
    assert again.events == first.events
    assert sequence(house, case) == 2


def test_the_second_time_wins_over_the_sequence_expected(house: House):
    """Who didn't hear the answer still expects the sequence of before."""
    case = open_one(house)
    ask(house, case, CALL, key="k", expect=1)
    assert ask(house, case, CALL, key="k", expect=1).repeated
    with pytest.raises(ConcurrentChange):
        ask(house, case, CALL, key="other", expect=1)
    assert sequence(house, case) == 2


@pytest.mark.parametrize("other", [CALL, Do("constituer_dossier")], ids=["possible", "impossible"])
def test_a_key_names_one_demand(house: House, other: Ask):
    case = open_one(house)
    ask(house, case, FILE, key="k")
    with pytest.raises(KeyReused):
        ask(house, case, other, key="k")
    assert sequence(house, case) == 2


def test_a_refused_demand_takes_no_key(house: House):
    case = open_one(house)
    assert isinstance(ask(house, case, Do("clore"), key="k"), NotDone)
    assert isinstance(ask(house, case, CALL, key="k"), Done)


def test_one_key_on_two_cases_names_two_demands(house: House):
    first, second = open_one(house), open_one(house)
    assert not take(house, first, 0, "k").repeated
    assert not take(house, second, 0, "k").repeated


def test_many_at_once_are_recorded_once(house: House):
    case = open_one(house)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ask(house, case, CALL, key="k"), range(8)))
    assert [answer.repeated for answer in answers].count(False) == 1
    assert all(answer.events == answers[0].events for answer in answers)
    assert sequence(house, case) == 2
