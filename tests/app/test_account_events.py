"""What is done to an account is told: to its owner, to those who watch, to all where a watcher is shut; and marked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.app.access import Asked as AskedOfTheLog
from engine.app.access import access
from engine.app.account_events import Asked, account_lines, untold_changes
from engine.app.accounts import NewUser, add_user, first_admin, recover, reset_password
from engine.app.closing import change_rights, disable
from engine.app.house import House
from engine.app.kinship import attest
from engine.app.news import Alert, alerts, news, own_news
from engine.app.sessions import Session, begin, enter
from engine.app.upkeep import Upkeep
from engine.core.events import EVERYWHERE, Actor
from engine.core.rules import SYSTEM
from engine.errors import BrokenAccount, NotAllowed, UsageError
from engine.store.codec import decode, encode
from engine.store.journal import Store
from engine.store.resigning import hand_over
from engine.vault.keys import MasterKey
from engine.vault.sealing import Vault
from engine.vault.signing import SigningKey
from tests.app.desk import Desk, desk_vault
from tests.app.tampering import Hand
from tests.app.test_kinship import chosen, enrolled
from tests.app.test_two_people import real

__all__ = ["real"]

ADMIN = Actor("k.idrissi", "admin", EVERYWHERE)
AUDITOR = Actor("auditeur", "auditor", EVERYWHERE)
PASSWORD = "girafe velours parapluie"
ALL = Asked()


@pytest.fixture
def office(real: Desk) -> Desk:
    """A real base with its administrator, an agent of Tiznit, and those who watch."""
    real.house.publish_calendar()
    first_admin(real.house, "k.idrissi", "", PASSWORD)
    for login, role, commune in (
        ("f.amrani", "agent", "tiznit"),
        ("tiznit", "supervisor", "tiznit"),
        ("agadir", "supervisor", "agadir"),
        ("region", "supervisor", EVERYWHERE),
        ("auditeur", "auditor", EVERYWHERE),
    ):
        add_user(real.house, ADMIN, NewUser(login, role, commune, "", PASSWORD))
    real.wait(1)
    return real


def someone(house: House, login: str) -> Session:
    account = house.store.read(lambda reading: reading.user(login))
    begun = house.store.write(lambda writing: begin(writing, account, "terminal", house.now()))
    session = enter(house, begun.token, "terminal")
    assert session is not None
    return session


def told(house: House, login: str) -> list[tuple[str, str, str]]:
    """(account, what, by whom), of what stands above the answers of that account."""
    return [(account.login, change.kind, change.by) for account, change in news(house, someone(house, login)).changes]


def read(house: House, login: str, asked: Asked = ALL) -> list[tuple[str, str, str]]:
    session = someone(house, login)
    lines = account_lines(house, session.actor, asked, session).lines
    return [(each.login, each.kind, each.by) for each in lines]


RESET = ("f.amrani", "password_set", "k.idrissi")


def test_a_password_given_anew_is_told_to_its_owner_and_to_those_who_watch(office):
    """Fails when an administrator may become somebody else unseen."""
    house = office.house
    for login in ("tiznit", "region", "auditeur", "agadir"):
        read(house, login)
    reset_password(house, ADMIN, "f.amrani", PASSWORD)
    for login in ("tiznit", "region", "auditeur"):
        assert told(house, login) == [RESET]
        assert read(house, login)[-1] == RESET
        assert told(house, login) == []
        assert read(house, login)[-1] == RESET
    assert told(house, "agadir") == []
    owner = house.store.read(lambda reading: reading.user("f.amrani"))
    assert [(each.kind, each.by) for each in own_news(house, owner)][-1] == ("password_set", "k.idrissi")
    office.wait(31)
    assert own_news(house, owner) == []


def test_what_nobody_read_is_told_for_a_month(office):
    house = office.house
    assert ("f.amrani", "user_added", "k.idrissi") in told(house, "tiznit")
    office.wait(30)
    assert told(house, "tiznit") == []


def test_an_account_that_left_a_commune_is_told_there_too(office):
    """Fails when only the commune of now is looked at."""
    house = office.house
    read(house, "tiznit"), read(house, "agadir")
    change_rights(house, ADMIN, "f.amrani", ("agent", "agadir"))
    for login in ("tiznit", "agadir"):
        assert told(house, login)[-1] == ("f.amrani", "user_changed", "k.idrissi")


def test_agents_and_administrators_watch_over_no_account(office):
    for login in ("f.amrani", "k.idrissi"):
        assert told(office.house, login) == []
        with pytest.raises(NotAllowed):
            read(office.house, login)


@pytest.mark.parametrize("act", ["closed", "another role"])
def test_an_auditor_shut_out_is_told_to_everybody(office, act):
    """Fails when the one who would see is put away in silence."""
    house = office.house
    first_admin(house, "mireille", "", PASSWORD)
    for actor in (ADMIN, Actor("mireille", "admin", EVERYWHERE)):
        if act == "closed":
            disable(house, actor, "auditeur")
        else:
            change_rights(house, actor, "auditeur", ("editor", EVERYWHERE))
    assert alerts(house) == [Alert("unwatched", "auditeur", house.recorded_at(), "mireille")]
    disable(house, ADMIN, "f.amrani")
    assert len(alerts(house)) == 1
    office.wait(31)
    assert alerts(house) == []


def test_lines_are_asked_by_account_and_by_period(office):
    house = office.house
    reset_password(house, ADMIN, "f.amrani", PASSWORD)
    assert read(house, "auditeur", Asked("f.amrani")) == [("f.amrani", "user_added", "k.idrissi"), RESET]
    today = house.today()
    assert read(house, "auditeur", Asked("f.amrani", since=today)) == [RESET]
    assert read(house, "auditeur", Asked("f.amrani", until=today - timedelta(days=1)))[-1][1] == "user_added"
    for login, asked in (("auditeur", "personne"), ("agadir", "f.amrani")):
        with pytest.raises(UsageError, match="Aucun compte"):
            read(house, login, Asked(asked))
    assert told(house, "auditeur")[-1] == RESET


def test_a_period_that_ends_before_it_begins_is_never_answered_nothing(office):
    """Fails when two days given the wrong way round tell an auditor that nobody looked."""
    today = office.house.today()
    days = {"since": today, "until": today - timedelta(days=30)}
    for ask in (
        lambda: access(office.house, AskedOfTheLog(**days), AUDITOR, 10),
        lambda: account_lines(office.house, AUDITOR, Asked(**days)),
    ):
        with pytest.raises(UsageError, match="finit avant de commencer"):
            ask()


def test_the_time_when_another_could_be_the_owner_is_known(office):
    """From a password undone until somebody attests, or the telephone of before is shown."""
    house = office.house
    agent = Actor("f.amrani", "agent", "tiznit")

    def looks() -> None:
        house.trace(agent, "case.read", ("D-1",))
        office.wait(1)

    def pointed_out() -> list[int]:
        found = access(house, AskedOfTheLog(agent="f.amrani"), AUDITOR, 100)
        lines = [each.position for each in found.sights]
        return [lines.index(at) for each in found.patterns if each.kind == "borrowed" for at in each.positions]

    looks()
    reset_password(house, ADMIN, "f.amrani", PASSWORD)
    looks()
    chosen(house, "f.amrani")
    enrolled(house, "f.amrani")
    looks()
    assert pointed_out() == [1, 2]
    reset_password(house, ADMIN, "f.amrani", PASSWORD)
    looks()
    chosen(house, "f.amrani")
    looks()
    assert pointed_out() == [1, 2, 3]


def test_what_was_seen_until_somebody_attested_is_pointed_out_and_nothing_after(office):
    """Fails when an attestation ends nothing."""
    house = office.house
    agent = Actor("f.amrani", "agent", "tiznit")
    recover(house, "m.diallo", PASSWORD)
    attest(house, Actor("m.diallo", "admin", EVERYWHERE), "auditeur")
    reset_password(house, ADMIN, "f.amrani", PASSWORD)
    chosen(house, "f.amrani")
    house.trace(agent, "case.act", ("D-1",))
    office.wait(1)
    attest(house, AUDITOR, "f.amrani")
    house.trace(agent, "case.act", ("D-1",))
    found = access(house, AskedOfTheLog(agent="f.amrani"), AUDITOR, 100)
    borrowed = [each.positions for each in found.patterns if each.kind == "borrowed"]
    assert borrowed == [(found.sights[0].position,)]
    assert len(found.sights) == 2


def test_nobody_is_told_of_what_they_did_themselves(office):
    house = office.house
    first = someone(house, "auditeur")
    every = house.store.read(lambda reading: reading.users()).sound
    assert untold_changes(first, every, house.now())
    recover(house, "m.diallo", PASSWORD)
    attest(house, Actor("m.diallo", "admin", EVERYWHERE), "auditeur")
    read(house, "auditeur")
    attest(house, Actor("auditeur", "auditor", EVERYWHERE), "f.amrani")
    assert told(house, "auditeur") == []
    assert ("f.amrani", "user_attested", "auditeur") in told(house, "tiznit")


@pytest.mark.parametrize("chained", [False, True])
def test_a_history_written_in_by_hand_hides_nobody_s_hands(office, chained: bool):
    """Fails when the event is believed without its chain, or without its signature."""
    house = office.house
    reset_password(house, ADMIN, "f.amrani", PASSWORD)
    house.trace(Actor("f.amrani", "agent", "tiznit"), "case.read", ("D-1",))
    chosen(house, "f.amrani")
    stream = house.store.read(lambda reading: reading.user("f.amrani")).id
    house.store.place_events()
    hand = Hand(office.url)
    if chained:
        hand.change(stream, 3, actor="f.amrani")
    else:
        hand.put(stream, 3, encode(decode(hand.event(stream, 3))._replace(actor="f.amrani")))
    hand.leave()
    found = access(house, AskedOfTheLog(agent="f.amrani"), AUDITOR, 100)
    assert [each.positions for each in found.patterns if each.kind == "borrowed"] == [(found.sights[0].position,)]
    assert found.altered == ("f.amrani",)
    lines = account_lines(house, AUDITOR, Asked("f.amrani"))
    assert (lines.altered, lines.unvouched) == (("f.amrani",), ("f.amrani",))
    assert ("password_set", "f.amrani") not in [(each.kind, each.by) for each in lines.lines]
    if chained:
        # Carried to its last event: the account itself opens nothing any more.
        with pytest.raises(BrokenAccount):
            house.store.read(lambda reading: reading.user("f.amrani"))
    else:
        owner = house.store.read(lambda reading: reading.user("f.amrani"))
        assert [(each.kind, each.by) for each in own_news(house, owner)][-1] == ("password_set", "k.idrissi")


@pytest.mark.parametrize("change", ["no event", "kind", "taken away", "backdated"])
def test_a_log_rewritten_keeps_nobody_out_and_is_told(office, change):
    """Fails when what everybody is told is read without its signatures: hidden, or a login ended in a riddle."""
    house = office.house
    Upkeep(office.url, desk_vault(), house.stamp(SYSTEM, house.today(), "")).rebuild()
    assert [each.kind for each in alerts(house)] == ["kept"]
    hand = Hand(office.url)
    last = hand.last("system")
    event = decode(hand.event("system", last))
    if change == "no event":
        hand.put("system", last, b"[]")
    elif change == "kind":
        hand.put("system", last, encode(event).replace(b'"projections_rebuilt"', b'["x"]'))
    elif change == "taken away":
        hand.run("DELETE FROM events WHERE stream = ? AND sequence = ?", hand.stream("system"), last - 1)
    else:
        hand.put("system", last, encode(event._replace(recorded_at="2020-01-01T00:00:00.000Z")))
    hand.leave()
    assert "rewritten" in [each.kind for each in alerts(house)]


def test_what_an_earlier_key_signed_is_no_alert(office):
    """Fails when the key of today is asked of everything: each succession would be told as a forgery."""
    house, key = office.house, SigningKey(b"n" * 32)
    with_new = Vault(MasterKey(bytes(range(32))), signing=key)
    hand_over(office.url, desk_vault(), with_new, key, house.stamp(ADMIN, house.today(), ""), lost=False)
    store = Store.open(office.url, with_new)
    assert alerts(replace(house, store=store)) == []
    store.close()
