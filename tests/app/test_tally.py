"""Open cases counted in memory: what is told is what a count of the rows would tell, whatever happened since."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from random import Random

import orjson
import pytest

import engine.app.tally as counting
from engine.app.cases import open_case, perform
from engine.app.house import WAITING, House
from engine.app.opening import Opening
from engine.app.pathways import standing
from engine.app.tally import Tally
from engine.core.events import EVERYWHERE, Actor, Do
from engine.store.journal import Reading
from tests.bench import pathway
from tests.bench.houses import ANYBODY, accepted, house_at

Counted = Counter[tuple[str, str, str]]
DESKS = ("tiznit", "agadir")


@pytest.fixture
def house(database_url: str) -> Iterator[House]:
    with house_at(database_url) as house:
        yield house


def told(house: House, actor: Actor) -> Counted:
    return Counter({(each.process, each.digest, each.state): each.count for each in standing(house, actor)})


def by_rows(house: House, commune: str | None) -> Counted:
    lines = house.store.read(lambda reading: reading.cases(commune=commune, open_only=True, limit=1_000))
    return Counter((line.process, line.digest, line.state) for line in lines)


def agree(house: House) -> None:
    """What is told of each desk, and of all, is what its rows say."""
    for commune in (*DESKS, None):
        assert told(house, Actor("s", "supervisor", commune or EVERYWHERE)) == by_rows(house, commune)


def opened(house: House, chance: Random) -> str:
    asked = Opening(pathway.PROCESS, chance.choice(DESKS), pathway.OPENED)
    return accepted(open_case(house, asked, ANYBODY)).case.case


def move(house: House, case: str, step: int) -> None:
    accepted(perform(house, case, pathway.STEPS[step].ask, ANYBODY, pathway.DAYS[step]))


def test_a_count_carried_forward_is_what_the_rows_say(house: House, monkeypatch: pytest.MonkeyPatch):
    """Fails when a case that moves is left where it was, when one that ends still counts, or one that opens doesn't."""
    chance, steps = Random(3), dict[str, int]()
    told(house, ANYBODY)
    anew: list[Reading] = []
    count = Reading.open_spots
    monkeypatch.setattr(Reading, "open_spots", lambda reading: (anew.append(reading), count(reading))[1])
    for _ in range(60):
        moving = [case for case, done in steps.items() if done < len(pathway.STEPS)]
        if not moving or chance.random() < 0.3:
            steps[opened(house, chance)] = 0
        else:
            case = chance.choice(moving)
            move(house, case, steps[case])
            steps[case] += 1
        if chance.random() < 0.3:
            agree(house)
    for case in list(steps)[:3]:
        for _ in range(3):
            accepted(perform(house, case, Do("relancer"), ANYBODY, pathway.DAYS[-1]))
        accepted(perform(house, case, Do("clore_sans_suite", reason="Fini."), ANYBODY, pathway.DAYS[-1]))
    agree(house)
    assert sum(by_rows(house, None).values()) < len(steps)
    assert anew == [], "nothing was counted anew"


def test_after_too_much_to_follow_everything_is_counted_anew(house: House, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(counting, "MOST", 5)
    told(house, ANYBODY)
    for _ in range(8):
        opened(house, Random(1))
    agree(house)


def test_a_transaction_that_began_before_undoes_no_count(house: House):
    """Fails when an older look at the rows is believed after a newer one."""
    case, tally = opened(house, Random(1)), Tally()

    def old(reading: Reading) -> int:
        before = sum(each.count for each in tally.at(reading, None, None))
        move(house, case, 0)
        opened(house, Random(2))
        house.store.place_events()
        newer = house.store.read(lambda newest: tally.at(newest, None, None))
        assert sum(each.count for each in newer) == 2
        tally.at(reading, None, None)
        return before

    assert house.store.read(old) == 1
    found = house.store.read(lambda reading: tally.at(reading, None, None))
    assert Counter({(each.process, each.digest, each.state): each.count for each in found}) == by_rows(house, None)


def test_a_version_published_since_a_transaction_began_is_not_of_its_moment(house: House):
    """Fails when a page stops on a version that its own transaction doesn't see, and another has counted already."""
    tally, stored = Tally(), pathway.resolved_bytes()[0]
    second = orjson.dumps(orjson.loads(stored) | {"process": {**orjson.loads(stored)["process"], "version": 2}})

    def old(reading: Reading) -> int:
        tally.at(reading, None, None)
        stamp = house.stamp(ANYBODY, pathway.OPENED, "")
        digest = hashlib.sha256(second).hexdigest()
        house.store.write(
            lambda writing: writing.publish(pathway.PROCESS, 2, digest, second, second.decode(), "draft", stamp)
        )
        opened(house, Random(2))
        house.store.place_events()
        newer = house.store.read(lambda newest: tally.at(newest, None, None))
        assert [each.count for each in newer] == [1]
        return len(tally.at(reading, None, None))

    assert house.store.read(old) == 0


def test_events_that_wait_for_their_place_are_given_it_before_following_them_costs(house: House):
    """On PostgreSQL, where a position comes after the commit: fails when each look reads all that waits again."""
    case = opened(house, Random(1))
    for _ in range(WAITING + 1):
        accepted(perform(house, case, Do("relancer"), ANYBODY, pathway.OPENED))
    agree(house)
    told(house, ANYBODY)
    assert house.tally.waiting <= WAITING
