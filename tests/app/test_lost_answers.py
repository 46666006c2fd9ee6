"""An answer that never arrived: the same demand, with the same key, gives it again whole, and records nothing more."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from engine.app.answer import Done
from engine.app.views import answer_view
from engine.core.events import Assign, Do, Receipt, Record, Revert, Transfer
from engine.errors import KeyReused
from tests.app.desk import Desk, anyone, done

ROOT = Path(__file__).resolve().parents[2]


def begin(desk: Desk, **fields: str) -> str:
    """A case opened, and the person's agreement, which opening a linked case needs."""
    case = done(desk.open("famille", fields=fields)).case.case
    desk.agree("accord")
    return case


def again(desk: Desk, ask, first: Done) -> Done:
    """The same demand once more, after the case has moved on; it must be the first answer, and write nothing."""
    desk.ask(Assign(f"agent-{len(desk.history())}"))
    count = len(desk.history())
    second = done(desk.ask(ask, key="k", actor=desk.actor))
    assert len(desk.history()) == count
    assert second == replace(first, repeated=True)
    language = desk.house.language
    assert answer_view(second, language) == {**answer_view(first, language), "repeated": True}
    return second


@pytest.mark.parametrize(
    "ask",
    [
        Do("deposer", receipt=Receipt(None, None), reason="le guichet n'en donne pas"),
        Do("confier"),
        Do("clore", reason="partie"),
        Record({"age": 9}),
        Transfer("tiznit", "déménagement"),
    ],
    ids=["forms and a letter", "a linked case", "a closing", "data", "a transfer"],
)
def test_the_first_answer_comes_again_whole(any_family, ask):
    begin(any_family, prenom="Awa", depart="2026-11-01")
    again(any_family, ask, done(any_family.ask(ask, key="k")))


def test_effects_come_again_too(family):
    begin(family)
    ask = Do("deposer", receipt=Receipt(None, None), reason="refusé")
    first = done(family.ask(ask, key="k"))
    assert [(effect.kind, effect.what) for effect in again(family, ask, first).effects] == [
        ("form", "liste_pieces"),
        ("letter", "courrier_recepisse"),
    ]


def test_the_linked_case_is_named_again_and_opened_once(family):
    begin(family)
    ask = Do("confier")
    first = done(family.ask(ask, key="k"))
    second = again(family, ask, first)
    assert [event.kind for event in second.events] == ["moved", "linked"]
    assert len(family.house.store.read(lambda reading: reading.cases(process="ecole"))) == 1


def test_a_case_left_open_by_an_undone_step_is_told_again(family):
    begin(family)
    opened = family.do("confier")
    ask = Revert(3, "mauvais bouton")
    first = done(family.ask(ask, key="k"))
    assert [effect.kind for effect in first.effects] == ["left_open"]
    assert first.effects[0].details["case"] == opened.effects[0].details["case"]
    again(family, ask, first)


def test_whoever_acts_for_the_desk_asks_the_same_after_a_transfer(family):
    """Nobody in particular signs for the commune of the case, which this very step changes."""
    begin(family)
    family.actor = anyone("agent")
    ask = Transfer("tiznit", "déménagement")
    first = done(family.ask(ask, key="k"))
    assert done(family.ask(ask, key="k")).events == first.events


@pytest.mark.parametrize("other", [Record({"prenom": "Hawa"}), Record({"age": 3}), Do("attendre")])
def test_a_key_names_one_demand_and_its_words(any_family, other):
    begin(any_family)
    done(any_family.ask(Record({"prenom": "Awa"}), key="k"))
    with pytest.raises(KeyReused):
        any_family.ask(other, key="k")
    assert len(any_family.history()) == 3


def test_a_late_act_is_repeated_with_the_expiry_it_took_back(family):
    from engine.app.agenda import tick

    begin(family, depart="2026-11-01")
    family.wait(10)
    tick(family.house)
    ask, day = Do("attendre"), family.wall.day.replace(day=10)
    first = done(family.ask(ask, on=day, key="k"))
    assert [event.kind for event in first.events] == ["reverted", "moved"]
    assert done(family.ask(ask, on=day, key="k")) == replace(first, repeated=True)


def test_openings_at_once_under_one_key_make_one_case(any_family):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: done(any_family.open("famille", fields={"age": 3}, key="k")), range(8)))
    assert [answer.repeated for answer in answers].count(False) == 1
    assert len({answer.case.case for answer in answers}) == 1
    assert len(any_family.house.store.read(lambda reading: reading.cases())) == 1
    assert len(any_family.house.store.read(lambda reading: list(reading.subjects()))) == 1


def test_linked_openings_at_once_under_one_key_make_one_linked_case(any_family):
    begin(any_family)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: done(any_family.ask(Do("confier"), key="k")), range(6)))
    assert all(answer.effects == answers[0].effects for answer in answers)
    assert len(any_family.house.store.read(lambda reading: reading.cases(process="ecole"))) == 1


CRASHING = """
import os, sys
from engine.core.events import Do
from tests.app.desk import open_desk, read_referentials
url, case = sys.argv[1:]
desk = open_desk(url, read_referentials())
desk.ask(Do("confier"), case=case, key="k")
os._exit(9)
"""


def test_a_crash_between_the_commit_and_the_answer_loses_nothing(any_family):
    """The whole process is gone before it says a word; another one asks again."""
    case = begin(any_family)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    crashed = subprocess.run(
        [sys.executable, "-c", CRASHING, any_family.url, case], cwd=ROOT, env=environment, check=False
    )
    assert crashed.returncode == 9
    answer = done(any_family.ask(Do("confier"), key="k"))
    assert answer.repeated
    assert [(effect.kind, effect.what) for effect in answer.effects] == [("open", "ecole")]
    assert any_family.held(answer.effects[0].details["case"]).case.links["origine"]["case"] == case
    assert any_family.kinds() == ["opened", "consented", "moved", "linked"]
