"""To whom a case may be given: open accounts that may act on it, and nobody else."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.app.accounts import NewUser, add_user, first_admin
from engine.app.closing import disable
from engine.app.colleagues import colleagues, giving
from engine.app.given import KnownCase
from engine.app.house import House
from engine.core.events import EVERYWHERE, Actor, Assign
from engine.errors import UsageError
from engine.store import upkeep
from engine.store.journal import Store
from tests.app.desk import Desk, desk_vault
from tests.store.samples import STAMP

ADMIN = Actor("k.idrissi", "admin", EVERYWHERE)


@pytest.fixture
def real(family: Desk, tmp_path: Path) -> House:
    """A base that isn't for training, with agents of two desks, one of whom has left."""
    url = str(tmp_path / "real.db")
    upkeep.init(url, desk_vault(), log_id="reelle", training=False, stamp=STAMP)
    house = replace(family.house, store=Store.open(url, desk_vault()))
    first_admin(house, ADMIN.name, "", "girafe velours parapluie")
    for login, role, commune in (
        ("amina", "agent", "ait_melloul"),
        ("brahim", "agent", "tiznit"),
        ("partie", "agent", "ait_melloul"),
        ("omar", "supervisor", "*"),
        ("lina", "editor", "*"),
    ):
        add_user(house, ADMIN, NewUser(login, role, commune, "", "girafe velours parapluie"))
    disable(house, ADMIN, "partie")
    return house


def known(desk: Desk, commune: str = "ait_melloul") -> KnownCase:
    desk.open("famille", commune=commune)
    held = desk.held()
    machine = desk.house.store.read(lambda reading: desk.house.machine(reading, held.case.digest))
    return KnownCase(desk.case, machine.definition, commune)


def test_a_case_is_given_to_an_open_account_that_may_act_on_it(family: Desk, real: House):
    """Fails when the role, the desk or the closing of an account isn't looked at."""
    case = known(family)
    assert giving(real, case, "amina") == Assign("amina")
    assert giving(real, case, "omar") == Assign("omar")
    for login in ("brahim", "partie", "lina", "aminata", ""):
        with pytest.raises(UsageError) as refused:
            giving(real, case, login)
        assert "amina, omar" in refused.value.remedy
    with pytest.raises(UsageError, match="Vouliez-vous dire « amina »"):
        giving(real, case, "aminat")
    assert [each.login for each in colleagues(real, case.definition, family.held().case)] == ["amina", "omar"]


def test_a_case_is_given_back_to_the_desk_whoever_works_there(family: Desk, real: House):
    assert giving(real, known(family), None) == Assign(None)


def test_in_training_the_made_up_agents_of_its_cases_have_no_account(family: Desk):
    assert giving(family.house, known(family), "zahra") == Assign("zahra")


def test_in_training_too_an_account_that_may_not_act_on_a_case_is_given_none(family: Desk):
    """Fails when a case is handed over to a desk's own editor, auditor or neighbour."""
    case = known(family)
    for login, role, commune in (
        ("amina", "agent", "ait_melloul"),
        ("brahim", "agent", "tiznit"),
        ("lina", "editor", "*"),
    ):
        add_user(family.house, ADMIN, NewUser(login, role, commune, "", "girafe velours parapluie"))
    assert giving(family.house, case, "amina") == Assign("amina")
    for login in ("brahim", "lina"):
        with pytest.raises(UsageError) as refused:
            giving(family.house, case, login)
        assert "amina" in refused.value.remedy
    assert giving(family.house, case, "zahra") == Assign("zahra")
