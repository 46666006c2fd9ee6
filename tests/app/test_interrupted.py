"""A passage that two people agreed to and that was cut short: one of the two goes on with it, as long as it holds."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from engine.app.closing import disable
from engine.app.migrating import Asked, Migration, migrate, unfinished
from engine.app.publishing import publish
from engine.app.two_people import LASTS
from engine.core.events import EVERYWHERE, Actor
from engine.core.rules import SYSTEM
from engine.reader.load import Referential
from tests.app.desk import ATELIER, Desk, write_pathways
from tests.app.killed import DIES_AFTER
from tests.app.test_two_people import HUGO, NADIA, account, real

__all__ = ["real"]

CASES = 30
ROOT = Path(__file__).resolve().parents[2]
IDA = replace(HUGO, name="ida")


@pytest.fixture
def desk(real: Desk, tmp_path: Path) -> Desk:
    """A real database with thirty open cases of one version, and a second one with a rule for them."""
    account(real, IDA, SYSTEM)
    family = ATELIER / "famille.yaml"
    folder = write_pathways(tmp_path / "v2", ("process: famille\nversion: 1", "process: famille\nversion: 2"))
    newer = folder / "famille.yaml"
    publish(real.house, Referential(ATELIER).read_process(family), SYSTEM)
    for _ in range(CASES):
        real.open("famille")
    newer.write_text(newer.read_text(encoding="utf-8") + "\nmigration: {1: {}}\n", encoding="utf-8")
    publish(real.house, Referential(folder).read_process(newer), SYSTEM)
    return real


def asks(desk: Desk, actor: Actor, *, undo: bool = False) -> Migration:
    return migrate(desk.house, Asked("famille", 2, undo=undo), actor)


def cut_short(desk: Desk) -> None:
    """Nadia asks, and the program in which Hugo agrees is killed on its way."""
    assert asks(desk, NADIA).waiting
    died = subprocess.run(
        [sys.executable, "-m", "tests.app.killed", desk.url, HUGO.name], cwd=ROOT, timeout=60, check=False
    )
    assert died.returncode == -9


@pytest.mark.skipif(sys.platform == "win32", reason="no program is killed by a signal there")
@pytest.mark.parametrize("who", [NADIA, HUGO], ids=lambda each: each.name)
def test_one_of_the_two_goes_on_with_what_was_cut_short_and_once(desk: Desk, who: Actor):
    """Fails when both have to agree again to what they agreed to, or when one may begin anew what was done."""
    cut_short(desk)
    (begun,) = unfinished(desk.house, IDA)
    assert begun.people == ("nadia", "hugo")
    rest = asks(desk, who)
    assert (rest.waiting, rest.moved) == (False, CASES - DIES_AFTER)
    assert unfinished(desk.house, who) == []
    assert asks(desk, who).waiting


@pytest.mark.skipif(sys.platform == "win32", reason="no program is killed by a signal there")
def test_nobody_else_goes_on_with_it_and_nothing_else_is_done_by_one(desk: Desk):
    """Fails when an agreement stands for another person, or for the way back."""
    cut_short(desk)
    assert asks(desk, HUGO, undo=True).waiting
    other = asks(desk, IDA)
    assert (other.waiting, other.moved) == (True, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="no program is killed by a signal there")
def test_what_was_undone_by_two_since_is_not_brought_over_again_by_one(desk: Desk):
    cut_short(desk)
    assert asks(desk, NADIA, undo=True).waiting
    assert asks(desk, HUGO, undo=True).moved == DIES_AFTER
    assert asks(desk, HUGO).waiting


@pytest.mark.skipif(sys.platform == "win32", reason="no program is killed by a signal there")
def test_an_account_that_was_closed_since_agrees_to_nothing_more(desk: Desk):
    """Fails when whoever stole an account goes on with what it agreed to, once it is found out."""
    cut_short(desk)
    boss = Actor("zineb", "admin", EVERYWHERE)
    account(desk, boss, SYSTEM)
    desk.wall.day += timedelta(days=1)
    assert disable(desk.house, boss, "nadia") is not None
    assert unfinished(desk.house, HUGO) == []
    assert asks(desk, HUGO).waiting


@pytest.mark.skipif(sys.platform == "win32", reason="no program is killed by a signal there")
def test_an_agreement_is_forgotten_after_a_month(desk: Desk):
    cut_short(desk)
    desk.wall.day += LASTS + timedelta(days=1)
    assert asks(desk, HUGO).waiting


def test_what_came_to_its_end_takes_two_again(desk: Desk):
    assert asks(desk, NADIA).waiting
    assert asks(desk, HUGO).moved == CASES
    assert unfinished(desk.house, HUGO) == []
    assert asks(desk, HUGO, undo=True).waiting
    assert asks(desk, NADIA, undo=True).moved == CASES
    assert asks(desk, NADIA).waiting
