"""Accounts: events in their own streams, a row that is believed only where it says what they made of it, sessions."""

import shutil
from dataclasses import replace

import pytest

from engine.core.events import Actor
from engine.errors import BrokenHistory, UsageError
from engine.store.checks import check
from engine.store.codec import decode
from engine.store.journal import Store
from engine.store.projections import rebuild
from engine.store.restoring import restore
from engine.store.users import UNTOLD, Attempts, Glass, SessionLine
from tests.app.tampering import Hand
from tests.store.samples import STAMP, standings_of, vault

ADMIN = replace(STAMP, actor=Actor("k.idrissi", "admin", "*"), definition="")
SECRET = {"name": "Fatiha Amrani", "password": "$argon2id$fictif", "totp": "JBSWY3DPEHPK3PXP"}


@pytest.fixture
def fatiha(store):
    return add(store)


def add(store: Store, user_id: str = "U-1", login: str = "f.amrani", rights=("agent", "tiznit"), **private):
    return store.write(lambda writing: writing.new_user(user_id, login, rights, private or SECRET, ADMIN))


def change(store: Store, kind: str, user_id: str = "U-1", body=None, **private):
    return store.write(lambda writing: writing.change_user(user_id, kind, body or {}, private, ADMIN))


def read(store: Store, login: str = "f.amrani"):
    return store.read(lambda reading: reading.user(login))


def test_an_account_is_read_as_it_was_added(store, fatiha):
    found = read(store)
    assert found == fatiha == store.read(lambda reading: reading.user_named("U-1"))
    assert (found.login, found.role, found.commune, found.active) == ("f.amrani", "agent", "tiznit", True)
    assert (found.name, found.password, found.totp) == tuple(SECRET.values())
    assert (found.provisional, found.rights, found.glass, found.told) == (False, 1, (), {})
    assert read(store, "nobody") is None


def test_its_login_stands_in_clear_in_the_event_and_its_secrets_nowhere(store, fatiha, by_hand):
    event, _ = store.read(lambda reading: reading.history("U-1"))[0]
    assert event.body | {"seal": ""} == {
        "login": "f.amrani",
        "role": "agent",
        "commune": "tiznit",
        "sealed": ["name", "password", "totp"],
        "seal": "",
    }
    rows = (
        by_hand("SELECT data FROM users") + by_hand("SELECT bytes FROM events") + by_hand("SELECT sealed FROM events")
    )
    everything = b"".join(bytes(row[0]) for row in rows if row[0] is not None)
    assert not [value for value in SECRET.values() if value.encode() in everything]


def test_each_event_is_folded_into_the_account(store, fatiha):
    change(store, "user_changed", body={"role": "supervisor", "commune": "*"})
    change(store, "password_set", body={"provisional": True}, password="$argon2id$autre")
    found = change(store, "second_factor_set")
    assert (found.role, found.commune, found.provisional, found.totp) == ("supervisor", "*", True, None)
    assert found.password == "$argon2id$autre"
    assert change(store, "second_factor_set", totp="AAAA").totp == "AAAA"
    assert not change(store, "user_disabled").active
    assert change(store, "user_enabled").active
    assert change(store, "password_set", body={"recovered": True}, password="x").recovered == ADMIN.recorded_at
    assert read(store).sequence == read(store).rights == 8


def test_a_broken_glass_is_kept_and_changes_no_right(store, fatiha):
    body = {"case": "D-1", "commune": "agadir", "until": "2026-11-06T10:00:00.000Z"}
    found = change(store, "glass_broken", body=body, reason="Enfant seul.")
    assert found.glass == (Glass(2, "D-1", "agadir", ADMIN.recorded_at, "2026-11-06T10:00:00.000Z"),)
    assert found.rights == 1
    assert store.read(lambda reading: reading.private("U-1", 2)) == {"reason": "Enfant seul."}
    assert change(store, "glass_told", body={"user": "U-2", "glass": 4}).told == {"U-2": 4}


def test_a_login_is_never_given_twice(store, fatiha):
    """It signs for ever: not even that of an account long disabled."""
    change(store, "user_disabled")
    with pytest.raises(UsageError, match="déjà pris"):
        add(store, "U-2")
    assert store.read(lambda reading: reading.user_named("U-2")) is None


def test_accounts_are_listed_by_login(store, fatiha):
    add(store, "U-2", "a.bari")
    assert store.read(lambda reading: [each.login for each in reading.users().sound]) == ["a.bari", "f.amrani"]


def test_rows_are_rebuilt_as_they_were(store, fatiha, made_url, by_hand):
    """Fails when the fold and the writing differ, be it by a byte."""
    change(store, "user_changed", body={"role": "auditor", "commune": "*"})
    before = by_hand("SELECT * FROM users")
    rebuilt = rebuild(made_url, vault(), standings_of, ADMIN)
    assert rebuilt.changed == 0
    by_hand("DELETE FROM users")
    assert rebuild(made_url, vault(), standings_of, ADMIN).changed == 1
    assert [tuple(map(as_bytes, row)) for row in by_hand("SELECT * FROM users")] == [
        tuple(map(as_bytes, row)) for row in before
    ]
    assert check(made_url, vault(), standings_of).verdict == "intact"


def as_bytes(value):
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.mark.parametrize(
    "change_by_hand",
    [
        "UPDATE users SET role = 'admin'",
        "UPDATE users SET commune = '*'",
        "UPDATE users SET active = 0",
        "UPDATE users SET login = 'k.idrissi'",
        "UPDATE users SET sequence = 2",
        "UPDATE users SET data = NULL",
        "DELETE FROM keys WHERE stream = (SELECT stream FROM users)",
    ],
)
def test_a_row_written_by_hand_opens_nothing_and_is_found(store, fatiha, made_url, by_hand, change_by_hand):
    """Fails when the columns are believed without what is sealed beside them."""
    by_hand(change_by_hand)
    with pytest.raises(BrokenHistory):
        read(store, "k.idrissi" if "login" in change_by_hand else "f.amrani")
    assert check(made_url, vault(), standings_of).verdict == "altered"


def test_an_older_row_put_back_is_refused(store, fatiha, made_url, by_hand):
    """It opens, it agrees with itself: only the history says that the account was disabled since."""
    by_hand("CREATE TABLE older AS SELECT * FROM users")
    change(store, "user_disabled")
    by_hand("DELETE FROM users")
    by_hand("INSERT INTO users SELECT * FROM older")
    with pytest.raises(BrokenHistory, match="n'est pas celui"):
        read(store)
    by_hand("DROP TABLE older")
    assert check(made_url, vault(), standings_of).verdict == "altered"


def test_another_account_s_secrets_pasted_in_are_refused(store, fatiha, by_hand):
    """Each is sealed under its own key and bound to its own name: a known password opens no other account."""
    add(store, "U-2", "voleur")
    by_hand("UPDATE users SET data = (SELECT data FROM users WHERE login = 'voleur') WHERE login = 'f.amrani'")
    with pytest.raises(BrokenHistory, match="scellées"):
        read(store)


def test_attempts_are_counted_for_each_and_for_all_unknown_together(store, fatiha):
    """Which code was the last of somebody who has a telephone, and of whom nothing is kept, nobody can tell."""
    for account, last in ((fatiha, UNTOLD), (None, 0)):
        assert store.read(lambda reading, who=account: reading.attempts(who)) == Attempts(0, "", last)
        for failures in (1, 2):
            counted = Attempts(failures, "2026-11-06T10:00:00.000Z", 7)
            store.write(lambda writing, who=account, what=counted: writing.set_attempts(who, what))
            assert store.write(lambda writing, who=account: writing.hold_attempts(who)) == counted


def test_a_session_begins_is_seen_and_ends(store, fatiha):
    begun, seen, ends = (f"2026-11-06T{hour}:00:00.000Z" for hour in ("09", "10", "19"))
    store.write(lambda writing: writing.begin_session(fatiha, b"jeton", begun, ends))
    line = session(store, fatiha)
    store.write(lambda writing: writing.see_session(fatiha, b"jeton", line, seen))
    assert session(store, fatiha) == SessionLine(1, begun, seen, ends)
    assert session(store, add(store, "U-2", "autre")) is None
    store.write(lambda writing: writing.end_session(b"jeton"))
    assert session(store, fatiha) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("rights", "2"),
        ("begun_at", "'2026-11-06T09:30:00.000Z'"),
        ("seen_at", "'2026-11-06T18:30:00.000Z'"),
        ("ends_at", "'2099-11-06T19:00:00.000Z'"),
        ("mac", "digest"),
    ],
)
def test_a_session_with_a_column_changed_by_hand_is_none(store, fatiha, by_hand, column, value):
    """Fails when whoever holds the file, and once had a token, makes it last."""
    store.write(
        lambda writing: writing.begin_session(fatiha, b"jeton", "2026-11-06T09:00:00.000Z", "2026-11-06T19:00:00.000Z")
    )
    assert session(store, fatiha) is not None
    by_hand(f"UPDATE sessions SET {column} = {value}")
    assert session(store, fatiha) is None


def test_the_tag_of_another_session_of_the_same_account_does_not_serve(store, fatiha, by_hand):
    """Fails when what is tagged doesn't hold the token's hash."""
    digests = (b"jeton", b"autre")
    for digest in digests:
        at = ("2026-11-06T09:00:00.000Z", "2026-11-06T19:00:00.000Z")
        store.write(lambda writing, what=digest, when=at: writing.begin_session(fatiha, what, *when))
    by_hand("UPDATE sessions SET mac = (SELECT one.mac FROM sessions one ORDER BY one.mac LIMIT 1)")
    assert sum(session(store, fatiha, digest) is not None for digest in digests) == 1


def session(store: Store, account, digest: bytes = b"jeton"):
    return store.read(lambda reading: reading.session(account, digest))


@pytest.mark.parametrize(
    ("kind", "body", "ends"),
    [
        ("user_changed", {"role": "agent", "commune": "agadir"}, True),
        ("user_disabled", {}, True),
        ("user_enabled", {}, True),
        ("password_set", {}, True),
        ("second_factor_set", {}, True),
        ("glass_broken", {"case": "D-1", "commune": "agadir", "until": "2026-11-06T10:00:00.000Z"}, False),
        ("glass_told", {"user": "U-2", "glass": 4}, False),
    ],
)
def test_sessions_end_with_the_rights_they_were_opened_under(store, fatiha, kind, body, ends):
    """Fails when a change of role, of password or of telephone leaves who was logged in where they were."""
    add(store, "U-2", "autre")
    other = read(store, "autre")
    for each, digest in ((fatiha, b"jeton"), (other, b"autre")):
        begin = ("2026-11-06T09:00:00.000Z", "2026-11-06T19:00:00.000Z")
        store.write(lambda writing, who=each, what=digest, at=begin: writing.begin_session(who, what, *at))
    change(store, kind, body=body)
    assert (session(store, fatiha) is None) == ends
    assert session(store, other, b"autre") is not None


def test_a_restored_database_logs_everybody_out(file, sqlite_url, tmp_path):
    """A copy made by hand, for a backup holds no session.

    Fails when the sessions of the copy's day are back: their owners may have lost their rights since.
    """
    account = add(file)
    file.write(lambda writing: writing.begin_session(account, b"jeton", ADMIN.recorded_at, "2026-11-06T19:00:00.000Z"))
    file.close()
    copy = shutil.copy(tmp_path / "baom.db", tmp_path / "copie.db")
    restore(copy, sqlite_url, vault(), standings_of, ADMIN)
    again = Store.open(sqlite_url, vault())
    assert session(again, account) is None
    assert read(again).login == "f.amrani"
    again.close()


def test_sessions_long_over_are_swept_away(store, fatiha, by_hand):
    for day in ("05", "06"):
        at = (f"2026-11-{day}T09:00:00.000Z", f"2026-11-{day}T19:00:00.000Z")
        store.write(lambda writing, when=at: writing.begin_session(fatiha, when[0].encode(), *when))
    assert len(by_hand("SELECT * FROM sessions")) == 1


@pytest.mark.parametrize("chained", [False, True])
def test_an_account_whose_last_event_was_written_again_by_hand_opens_nothing(store, fatiha, made_url, chained):
    """Its bytes and their hash, by whoever has the file and no key: they hold by themselves, and the row's seal tells.

    Fails when the seal doesn't hold the last event's hash.
    """
    if chained:
        change(store, "user_attested")
    hand = Hand(made_url)
    stored = hand.event("U-1", 2 if chained else 1)
    for actor, broken in (("n.bennis", True), (decode(stored).actor, False)):
        hand.change("U-1", 2 if chained else 1, actor=actor)
        if broken:
            with pytest.raises(BrokenHistory, match="dernier événement"):
                read(store)
        else:
            assert read(store).login == "f.amrani"
    hand.leave()
