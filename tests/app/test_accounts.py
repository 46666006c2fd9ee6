"""Accounts as they are managed: by whom, for which desks, and never without an administrator."""

import pytest

from engine.app.accounts import (
    NewUser,
    add_user,
    enable,
    first_admin,
    list_users,
    login_of,
    place_of,
    recover,
    reset_password,
    reset_second_factor,
)
from engine.app.closing import change_rights, disable
from engine.app.house import House
from engine.app.login import Given, Wanted, log_in
from engine.app.sessions import Begun
from engine.core.events import EVERYWHERE, Actor
from engine.errors import NotAllowed, UsageError
from tests.app.desk import Desk

ADMIN = Actor("k.idrissi", "admin", EVERYWHERE)
PASSWORD = "girafe velours parapluie"


@pytest.fixture
def house(family: Desk) -> House:
    return family.house


def add(house: House, login: str = "f.amrani", role: str = "agent", commune: str = "tiznit", actor: Actor = ADMIN):
    return add_user(house, actor, NewUser(login, role, commune, "Fatiha Amrani", PASSWORD))


@pytest.mark.parametrize("role", ["agent", "supervisor", "editor", "auditor"])
def test_accounts_are_the_administrators_alone(house, role):
    """Fails when any of them forgets to ask whose right it is."""
    add(house)
    other = Actor("x", role, EVERYWHERE)
    for act in (
        lambda: add(house, "autre", actor=other),
        lambda: change_rights(house, other, "f.amrani", ("agent", "agadir")),
        lambda: disable(house, other, "f.amrani"),
        lambda: enable(house, other, "f.amrani"),
        lambda: reset_password(house, other, "f.amrani", PASSWORD),
    ):
        with pytest.raises(NotAllowed):
            act()
    if role not in ("supervisor", "auditor"):
        with pytest.raises(NotAllowed):
            reset_second_factor(house, other, "f.amrani")
    events = house.store.read(lambda reading: reading.history(reading.user("f.amrani").id))
    assert [event.kind for event, _ in events] == ["user_added", "password_set"]


def test_every_change_is_signed_by_whoever_made_it(house):
    account = add(house)
    disable(house, ADMIN, "f.amrani", "Partie en retraite.")
    enable(house, ADMIN, "f.amrani")
    events = [event for event, _ in house.store.read(lambda reading: reading.history(account.id))]
    assert [(event.kind, event.actor, event.role) for event in events] == [
        ("user_added", "k.idrissi", "admin"),
        ("password_set", "k.idrissi", "admin"),
        ("user_disabled", "k.idrissi", "admin"),
        ("user_enabled", "k.idrissi", "admin"),
    ]
    assert house.store.read(lambda reading: reading.private(account.id, 3)) == {"reason": "Partie en retraite."}


@pytest.mark.parametrize(
    ("role", "commune", "everywhere", "place"),
    [
        ("agent", "tiznit", False, "tiznit"),
        ("supervisor", "tiznit", False, "tiznit"),
        ("supervisor", None, True, EVERYWHERE),
        ("auditor", None, True, EVERYWHERE),
        ("editor", None, False, EVERYWHERE),
        ("admin", None, False, EVERYWHERE),
    ],
)
def test_each_role_has_its_reach(house, role, commune, everywhere, place):
    assert place_of(house, role, commune, everywhere=everywhere) == place


@pytest.mark.parametrize(
    ("role", "commune", "everywhere"),
    [
        ("agent", None, False),
        ("agent", None, True),
        ("agent", "tiznit", True),
        ("agent", "tiznitt", False),
        ("supervisor", None, False),
        ("auditor", "tiznit", True),
        ("editor", "tiznit", False),
        ("admin", "tiznit", False),
        ("system", None, False),
        ("chef", "tiznit", False),
    ],
)
def test_no_role_has_another_s(house, role, commune, everywhere):
    with pytest.raises(UsageError):
        place_of(house, role, commune, everywhere=everywhere)


@pytest.mark.parametrize("word", ["f.amrani", "a", "agent7", "m-d_2", "a" * 32])
def test_a_login_is_a_plain_word(word):
    assert login_of(word) == word


@pytest.mark.parametrize(
    "word",
    ["", "F.Amrani", "é.amrani", "f amrani", ".f", "f.", "7up", "a..b", "a" * 33, "system", "admin", "فاطمة", "f\n"],
)
def test_what_would_not_sign_plainly_is_no_login(word):
    with pytest.raises(UsageError, match="identifiant"):
        login_of(word)


def test_a_weak_password_makes_no_account(house):
    with pytest.raises(UsageError, match="tout le monde"):
        add_user(house, ADMIN, NewUser("f.amrani", "agent", "tiznit", "", "motdepasse2026"))
    assert list_users(house, ADMIN).sound == []


@pytest.mark.parametrize("name", ["a" * 61, "Fatiha\nAmrani", "\u200d\u200d"])
def test_a_name_is_one_line_that_everybody_sees(house, name):
    """Fails when what stands beside a login may have no end, or show nothing."""
    with pytest.raises(UsageError, match="nom d'un compte"):
        add_user(house, ADMIN, NewUser("f.amrani", "agent", "tiznit", name, PASSWORD))
    added = add_user(house, ADMIN, NewUser("f.amrani", "agent", "tiznit", " Fatiha\u202e Amrani\x1b", PASSWORD))
    assert added.name == "Fatiha Amrani"
    with pytest.raises(UsageError, match="trop long"):
        disable(house, ADMIN, "f.amrani", "a" * 4001)


def test_the_last_administrator_stays(house):
    """Fails when nobody counts those that are left: no account could be managed any more."""
    first_admin(house, "k.idrissi", "", PASSWORD)
    add(house, "parti", "admin", EVERYWHERE)
    disable(house, ADMIN, "parti")
    other = Actor("parti", "admin", EVERYWHERE)
    for act in (
        lambda: disable(house, other, "k.idrissi"),
        lambda: change_rights(house, other, "k.idrissi", ("agent", "tiznit")),
    ):
        with pytest.raises(UsageError, match="dernier administrateur"):
            act()
    enable(house, ADMIN, "parti")
    assert not disable(house, other, "k.idrissi").active


def test_nobody_changes_their_own_account(house):
    """Fails when an administrator may give themselves another role, or open again what was closed."""
    first_admin(house, "k.idrissi", "", PASSWORD)
    add(house, "autre", "admin", EVERYWHERE)
    for act in (
        lambda: change_rights(house, ADMIN, "k.idrissi", ("supervisor", EVERYWHERE)),
        lambda: disable(house, ADMIN, "k.idrissi"),
        lambda: enable(house, ADMIN, "k.idrissi"),
        lambda: reset_password(house, ADMIN, "k.idrissi", PASSWORD),
    ):
        with pytest.raises(UsageError, match="propre compte"):
            act()


def test_who_is_listed_is_whom_one_works_with(house):
    add(house)
    add(house, "a.bari", "agent", "agadir")
    add(house, "m.saidi", "supervisor", EVERYWHERE)
    seen = {
        (role, commune): [each.login for each in list_users(house, Actor("x", role, commune)).sound]
        for role, commune in (("supervisor", "tiznit"), ("supervisor", EVERYWHERE), ("auditor", "tiznit"))
    }
    assert seen == {
        ("supervisor", "tiznit"): ["f.amrani"],
        ("supervisor", EVERYWHERE): ["a.bari", "f.amrani", "m.saidi"],
        ("auditor", "tiznit"): ["a.bari", "f.amrani", "m.saidi"],
    }
    with pytest.raises(NotAllowed):
        list_users(house, Actor("x", "agent", "tiznit"))


@pytest.mark.parametrize("before", ["lost", "disabled", "another role", "never there"])
def test_whoever_holds_the_master_key_takes_the_administration_back(house, before):
    if before == "another role":
        add(house, "k.idrissi", "agent")
    elif before != "never there":
        first_admin(house, "k.idrissi", "", "un mot que plus personne ne sait")
        if before == "disabled":
            add(house, "autre", "admin", EVERYWHERE)
            disable(house, Actor("autre", "admin", EVERYWHERE), "k.idrissi")
    recover(house, "k.idrissi", PASSWORD)
    wanted = log_in(house, Given("k.idrissi", PASSWORD), "terminal")
    assert isinstance(wanted, Wanted)
    assert wanted.what == "telephone"
    account = house.store.read(lambda reading: reading.user("k.idrissi"))
    assert (account.role, account.active, account.recovered != "") == ("admin", True, True)
    last = house.store.read(lambda reading: reading.history(account.id))[-1][0]
    assert (last.kind, last.actor, last.body["recovered"]) == ("password_set", "systeme", True)


def test_a_new_password_given_by_another_must_be_changed(house):
    add(house)
    begun = log_in(house, Given("f.amrani", PASSWORD, new_password="un mot que personne ne sait"), "terminal")
    assert isinstance(begun, Begun)
    reset_password(house, ADMIN, "f.amrani", PASSWORD)
    wanted = log_in(house, Given("f.amrani", PASSWORD), "terminal")
    assert isinstance(wanted, Wanted)
    assert wanted.what == "password"
