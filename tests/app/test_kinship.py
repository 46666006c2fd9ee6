"""Two people are two only where neither could be the other: not whoever made the account, nor whoever reset it."""

import pytest

from engine.app import accounts, erasing
from engine.app.accounts import reset_password, reset_second_factor
from engine.app.closing import change_rights, disable
from engine.app.house import House
from engine.app.kinship import SameOrigin, attest, came_through
from engine.app.people import add_person
from engine.app.publishing import publish, waiting
from engine.app.verifying import Outside, verify
from engine.core.events import EVERYWHERE, Actor
from engine.core.rules import SYSTEM
from engine.errors import BrokenAccount, NotAllowed, UsageError
from engine.store.connect import reach
from tests.app.desk import Desk, desk_vault
from tests.app.test_two_people import HUGO, NADIA, account, pathway, real

__all__ = ["real"]

ALONE, AFAR = (Actor(name, "admin", EVERYWHERE) for name in ("karim", "mireille"))
"The administrator who makes every account here, and M&D's, whose account came from elsewhere."
AGENT, LEAD = Actor("fatiha", "agent", "tiznit"), Actor("malika", "supervisor", "tiznit")
PASSWORD, OWN = "girafe velours parapluie", "quatre tortues en vacances"


@pytest.fixture
def office(real: Desk) -> Desk:
    """A base whose only administrator made everybody, but for one person of M&D."""
    for actor, maker in ((ALONE, SYSTEM), (AFAR, SYSTEM), (AGENT, ALONE), (LEAD, ALONE)):
        account(real, actor, maker)
    return real


def asked(desk: Desk, actor: Actor = AGENT) -> str:
    person = add_person(desk.house, "person", "tiznit", {"name": "Zoubida Ouazzani"}, actor)
    erasing.ask_erasure(desk.house, person, "retrait", "Elle retire son accord.", actor)
    return person


def test_an_administrator_erases_nobody_with_accounts_of_their_own_making(office):
    """Fails when two names are enough: both of them may be the one who made both."""
    person = asked(office)
    with pytest.raises(SameOrigin, match="karim"):
        erasing.approve_erasure(office.house, person, LEAD)
    with pytest.raises(UsageError, match="accessible"):
        erasing.approve_erasure(office.house, person, ALONE)


def test_somebody_of_another_origin_attests_and_two_are_two(office):
    """Fails when nothing ever makes two people of two accounts, or when their maker may say it."""
    for actor in (ALONE, AGENT, LEAD):
        with pytest.raises((SameOrigin, NotAllowed)):
            attest(office.house, actor, "malika")
    attest(office.house, AFAR, "malika")
    person = asked(office)
    assert erasing.approve_erasure(office.house, person, LEAD).approved_by == "malika"
    with pytest.raises(UsageError, match="titulaire"):
        attest(office.house, AFAR, "malika")


def test_what_was_asked_before_the_attestation_counts_for_nothing(office):
    """Whoever held the account then may have asked. Fails when only what is so now is looked at."""
    person = asked(office)
    office.wait(1)
    attest(office.house, AFAR, "fatiha")
    with pytest.raises(UsageError, match="avant"):
        erasing.approve_erasure(office.house, person, LEAD)


def test_a_chain_of_accounts_has_one_origin(office):
    """Karim makes Brahim's account, and with it that of a third."""
    second, third = (Actor(name, "admin", EVERYWHERE) for name in ("brahim", "driss"))
    account(office, second, ALONE)
    account(office, third, second)
    read = office.house.store.read
    assert read(lambda reading: came_through(reading, "driss")) == {"driss", "brahim", "karim"}
    for login in ("karim", "brahim"):
        for act in (
            lambda name=login: change_rights(office.house, third, name, ("editor", EVERYWHERE)),
            lambda name=login: disable(office.house, third, name),
            lambda name=login: reset_password(office.house, third, name, PASSWORD),
        ):
            with pytest.raises(SameOrigin):
                act()
    assert not disable(office.house, ALONE, "driss").active


def test_whoever_gave_a_password_may_be_its_holder(office):
    """Also after the account was attested; not where the telephone of before was needed to choose another."""
    attest(office.house, AFAR, "malika")
    reset_password(office.house, ALONE, "malika", PASSWORD)
    chosen(office.house, "malika")
    assert behind(office.house, "malika") == {"malika", "karim"}
    attest(office.house, AFAR, "malika")
    enrolled(office.house, "malika")
    reset_password(office.house, ALONE, "malika", PASSWORD)
    assert behind(office.house, "malika") == {"malika", "karim"}
    chosen(office.house, "malika")
    assert behind(office.house, "malika") == {"malika"}


def test_a_telephone_is_forgotten_by_two(office):
    """Fails when one administrator is enough: with a password besides they would be that person, unseen."""
    enrolled(office.house, "malika")
    assert reset_second_factor(office.house, ALONE, "malika") is None
    assert reset_second_factor(office.house, ALONE, "malika") is None
    with pytest.raises(SameOrigin):
        reset_second_factor(office.house, LEAD, "malika")
    with pytest.raises(NotAllowed):
        reset_second_factor(office.house, AGENT, "malika")
    done = reset_second_factor(office.house, AFAR, "malika")
    assert done is not None
    assert done.totp is None


def test_two_editors_of_one_making_publish_nothing(office):
    third, fourth = (Actor(name, "editor", EVERYWHERE) for name in ("lina", "yann"))
    for actor in (third, fourth):
        account(office, actor, ALONE)
    publish(office.house, pathway(), third)
    with pytest.raises(SameOrigin):
        publish(office.house, pathway(), fourth)
    assert [each.asked_by for each in waiting(office.house, NADIA)] == ["lina"]
    assert publish(office.house, pathway(), HUGO).new


def test_an_account_that_cannot_be_believed_is_no_second_person(office):
    """Fails when what stands behind it is then nobody: its row was written in, or taken away."""
    person = asked(office)
    attest(office.house, AFAR, "malika")
    by_hand(office, "UPDATE users SET role = 'auditor' WHERE login = 'fatiha'")
    with pytest.raises(BrokenAccount):
        erasing.approve_erasure(office.house, person, LEAD)
    by_hand(office, "DELETE FROM users WHERE login = 'fatiha'")
    with pytest.raises(UsageError, match="Aucun compte"):
        erasing.approve_erasure(office.house, person, LEAD)


@pytest.mark.parametrize(("attested", "found"), [("", "passés par « karim »"), ("asked", ""), ("after", "avant que")])
def test_an_erasure_that_one_origin_agreed_to_is_found(office, attested, found):
    """By whoever holds the keys, and a program that asks nobody. Fails when a check takes two names for two people."""
    if attested == "asked":
        attest(office.house, AFAR, "malika")
    person = asked(office)
    office.wait(1)
    if attested == "after":
        attest(office.house, AFAR, "fatiha")
        office.wait(1)
    agreed = {"basis": "retrait", "asked_by": "fatiha", "approved_by": "malika"}
    stamp = office.house.stamp(LEAD, office.house.today(), "")
    office.house.store.write(lambda writing: writing.erase(person, agreed, stamp))
    office.wait(1)
    # What is so now isn't asked: somebody attests, too late.
    if attested == "":
        attest(office.house, AFAR, "malika")
    findings = verify(office.url, desk_vault(), Outside()).findings
    assert [(each.kind, each.stream, each.sequence) for each in findings] == ([("erasure", person, 3)] if found else [])
    assert all(found in each.message for each in findings)


def behind(house: House, login: str) -> set[str]:
    return set(house.store.read(lambda reading: came_through(reading, login)))


def chosen(house: House, login: str) -> None:
    """The owner chooses a password, as a login records it."""
    own(house, login, "password_set", {"password": accounts.hash_password(OWN)})


def enrolled(house: House, login: str) -> None:
    own(house, login, "second_factor_set", {"totp": "JBSWY3DPEHPK3PXP"})


def own(house: House, login: str, kind: str, private: dict[str, str]) -> None:
    found = house.store.read(lambda reading: reading.user(login))
    stamp = house.stamp(Actor(login, found.role, found.commune), house.today(), "")
    house.store.write(lambda writing: writing.change_user(found.id, kind, {}, private, stamp))


def by_hand(desk: Desk, statement: str) -> None:
    database = reach(desk.url)
    link = database.link()
    link.execute(statement)
    link.close()
    database.close()
