"""What a trigger or a rule, put in while the program runs, swallows: it is told, and nothing passes for done."""

import pytest

from engine.errors import AlteredBase
from engine.store.users import Attempts
from tests.store.samples import STAMP, open_case
from tests.store.test_erasing import erase
from tests.store.test_users import add, change, read


@pytest.fixture
def swallow(made_url, by_hand):
    """Puts in what makes an act on a table do nothing, behind an open store."""

    def put(act: str, table: str) -> None:
        if "postgres" in made_url:
            by_hand(f"CREATE RULE swallowed AS ON {act} TO {table} DO INSTEAD NOTHING")
        else:
            by_hand(f"CREATE TRIGGER swallowed BEFORE {act} ON {table} BEGIN SELECT RAISE(IGNORE); END")

    return put


def session(store, account, digest=b"d" * 16):
    moment = STAMP.recorded_at
    store.write(lambda writing: writing.begin_session(account, digest, moment, moment.replace("2026", "2027")))
    return digest


SWALLOWED = {
    "an event": ("INSERT", "events", lambda store, _: change(store, "glass_told", body={"user": "U-9", "glass": 1})),
    "a key": ("INSERT", "keys", lambda store, _: add(store, "U-2", "o.saidi")),
    "an account": ("INSERT", "users", lambda store, _: add(store, "U-2", "o.saidi")),
    "a right taken away": ("UPDATE", "users", lambda store, _: change(store, "user_disabled")),
    "a count of wrong tries": (
        "INSERT",
        "attempts",
        lambda store, account: store.write(lambda writing: writing.set_attempts(account, Attempts(3, "", 0))),
    ),
    "a session begun": ("INSERT", "sessions", lambda store, account: session(store, account, b"e" * 16)),
    "a session ended": (
        "DELETE",
        "sessions",
        lambda store, _: store.write(lambda writing: writing.end_session(b"d" * 16)),
    ),
    "sessions that a change of rights ends": ("DELETE", "sessions", lambda store, _: change(store, "user_disabled")),
    "everybody's sessions": (
        "DELETE",
        "sessions",
        lambda store, _: store.write(lambda writing: writing.end_every_session()),
    ),
    "the key of an erased person": ("DELETE", "keys", lambda store, _: erase(store)),
    "the seals of an erased person": ("UPDATE", "events", lambda store, _: erase(store)),
}


@pytest.mark.parametrize("what", SWALLOWED)
def test_what_the_database_swallows_is_not_told_as_done(store, swallow, what):
    """Each fails when what its statement says of itself isn't looked at."""
    account = add(store)
    session(store, account)
    store.write(lambda writing: open_case(writing, "d1"))
    before = read(store)
    act, table, work = SWALLOWED[what]
    swallow(act, table)
    with pytest.raises(AlteredBase, match="n'a pas gardé"):
        work(store, account)
    assert read(store) == before
