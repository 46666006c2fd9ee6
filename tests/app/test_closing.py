"""An account is closed by one, for it is urgent; the last who could say no to that one, by two."""

import pytest

from engine.app.accounts import enable, reset_password
from engine.app.closing import Waiting, change_rights, disable, waiting_for_two
from engine.app.kinship import SameOrigin, attest
from engine.core.events import EVERYWHERE, Actor
from engine.core.rules import SYSTEM
from engine.errors import NotAllowed
from tests.app.desk import Desk
from tests.app.test_kinship import AFAR, AGENT, ALONE, LEAD, PASSWORD, enrolled, office
from tests.app.test_two_people import NADIA, account, real

__all__ = ["office", "real"]

AUDITOR, FOREIGN = (Actor(name, "auditor", EVERYWHERE) for name in ("aicha", "yves"))
SECOND = Actor("brahim", "admin", EVERYWHERE)
"Of the first administrator's making."
AWAY = ("agent", "agadir")


def takings(login: str):
    """Each way of taking an account's rights away."""
    return (
        lambda house, actor: disable(house, actor, login, "Partie."),
        lambda house, actor: change_rights(house, actor, login, AWAY),
    )


def active(desk: Desk, login: str) -> tuple[bool, str]:
    found = desk.house.store.read(lambda reading: reading.user(login))
    return found.active, found.role


@pytest.mark.parametrize("way", [0, 1], ids=["closed", "moved"])
@pytest.mark.parametrize("maker", [ALONE, SYSTEM], ids=["made here", "from elsewhere"])
def test_the_last_auditor_goes_by_two(office, way, maker):
    """Fails when one administrator is enough: nobody would be left who reads what they did."""
    account(office, AUDITOR, maker)
    account(office, SECOND, ALONE)
    take = takings("aicha")[way]
    for _ in range(2):
        assert take(office.house, ALONE) is None
    assert active(office, "aicha") == (True, "auditor")
    with pytest.raises(SameOrigin):
        take(office.house, SECOND)
    assert take(office.house, AFAR).role == ("auditor", "agent")[way]
    assert active(office, "aicha") == ((False, "auditor"), (True, "agent"))[way]


@pytest.mark.parametrize("way", [0, 1], ids=["closed", "moved"])
def test_the_last_of_another_origin_goes_by_two_themselves_if_need_be(office, way):
    """Fails when an administrator may close, alone, the only other who could ever be the second of two."""
    account(office, SECOND, ALONE)
    take = takings("mireille")[way]
    assert take(office.house, ALONE) is None
    with pytest.raises(SameOrigin):
        take(office.house, SECOND)
    assert take(office.house, AFAR) is not None
    assert active(office, "mireille") == ((False, "admin"), (True, "agent"))[way]


def test_a_password_given_first_opens_no_way_round(office):
    """Fails when whoever gives a password counts at once as its holder: they would then close it alone."""
    enrolled(office.house, "mireille")
    reset_password(office.house, ALONE, "mireille", PASSWORD)
    assert disable(office.house, ALONE, "mireille") is None


def test_an_auditor_of_one_s_own_making_leaves_nobody_to_watch(office):
    """Fails when any other auditor will do: one would be made first, and the true one closed."""
    account(office, FOREIGN, SYSTEM)
    account(office, AUDITOR, ALONE)
    assert disable(office.house, ALONE, "yves") is None
    attest(office.house, AFAR, "aicha")
    assert not disable(office.house, ALONE, "yves").active


def test_anybody_else_goes_by_one(office):
    """Closing is urgent: an agent, an editor, one auditor of two, a supervisor of one's own making."""
    account(office, AUDITOR, ALONE)
    account(office, Actor("driss", "auditor", EVERYWHERE), ALONE)
    for login in ("fatiha", "nadia", "aicha", "malika"):
        assert not disable(office.house, ALONE, login).active
    assert not disable(office.house, AFAR, "karim").active


def test_what_was_asked_of_an_account_as_it_was_is_not_done_to_it_as_it_is(office):
    """Fails when what is agreed to is a login: what it may do was changed since, or what is asked is another thing."""
    account(office, AUDITOR, ALONE)
    assert disable(office.house, ALONE, "aicha") is None
    assert change_rights(office.house, AFAR, "aicha", AWAY) is None
    assert change_rights(office.house, ALONE, "aicha", ("agent", "tiznit")) is None
    reset_password(office.house, ALONE, "aicha", PASSWORD)
    assert disable(office.house, AFAR, "aicha") is None
    assert active(office, "aicha") == (True, "auditor")


def test_only_who_may_be_the_second_joins_and_nobody_else_learns_anything(office):
    account(office, AUDITOR, ALONE)
    for actor in (AGENT, NADIA, LEAD, AUDITOR):
        for login in ("aicha", "personne"):
            with pytest.raises(NotAllowed):
                disable(office.house, actor, login)
    disable(office.house, ALONE, "aicha")
    for actor in (AGENT, NADIA):
        with pytest.raises(NotAllowed):
            disable(office.house, actor, "aicha")
    with pytest.raises(SameOrigin):
        disable(office.house, AUDITOR, "aicha")


def test_what_waits_is_listed_for_those_who_know_of_the_account(office):
    account(office, AUDITOR, ALONE)
    disable(office.house, ALONE, "aicha")
    change_rights(office.house, AFAR, "aicha", AWAY)
    at = office.house.recorded_at()
    seen = waiting_for_two(office.house, AFAR)
    assert seen == [
        Waiting("user.close", "aicha", "karim", at, "", "", joins=True),
        Waiting("user.rights", "aicha", "mireille", at, *AWAY, joins=False),
    ]
    assert waiting_for_two(office.house, LEAD) == []
    with pytest.raises(NotAllowed):
        waiting_for_two(office.house, AGENT)
    disable(office.house, AFAR, "aicha")
    assert waiting_for_two(office.house, AFAR) == []


def test_whoever_holds_the_keys_closes_alone(office):
    """They could take the administration back anyway."""
    account(office, AUDITOR, ALONE)
    assert not disable(office.house, SYSTEM, "aicha").active
    assert enable(office.house, ALONE, "aicha").active
