"""Logging in: one answer for whoever isn't let in, waits that double, codes that serve once, sessions that end."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from engine.app import accounts, closing, login
from engine.app.accounts import NewUser, add_user, first_admin
from engine.app.attempts import FREE, LONGEST_WAIT, count, take_back, wait_after
from engine.app.house import House
from engine.app.login import Given, Wanted, change_password, log_in
from engine.app.sessions import Begun, enter, lend, log_out
from engine.core.events import EVERYWHERE, Actor
from engine.errors import AccessRefused, BrokenHistory, UsageError
from engine.store.connect import reach
from engine.store.users import Attempts
from tests.app.conftest import desk_over
from tests.app.desk import Desk

ADMIN = Actor("k.idrissi", "admin", EVERYWHERE)
PASSWORD = "girafe velours parapluie"
OTHER = "quatre tortues en vacances au nord"
BEGIN = datetime(2026, 11, 6, 9, 0, 10, tzinfo=UTC)


class Watch:
    """The server's time, moved by hand."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **much: float) -> None:
        self.now += timedelta(**much)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def base(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A database of the kind asked for, SQLite unless a test says otherwise."""
    yield from desk_over(request, getattr(request, "param", "sqlite"), "invented")


BOTH = pytest.mark.parametrize("base", ["sqlite", "postgresql"], indirect=True)
"Where the database itself decides: locks, counts, rows."


@pytest.fixture
def house(base: Desk, watch: Watch) -> House:
    return replace(base.house, now=watch)


@pytest.fixture
def agent(house: House) -> str:
    """An agent with a password of their own."""
    add_user(house, ADMIN, NewUser("f.amrani", "agent", "tiznit", "Fatiha Amrani", OTHER))
    begun(log_in(house, Given("f.amrani", OTHER, new_password=PASSWORD), "terminal"))
    return "f.amrani"


@pytest.fixture
def admin(house: House, watch: Watch) -> str:
    """The secret of an administrator's telephone, enrolled; a minute ago."""
    first_admin(house, "k.idrissi", "Karim Idrissi", PASSWORD)
    wanted = log_in(house, Given("k.idrissi", PASSWORD), "terminal")
    assert isinstance(wanted, Wanted)
    given = Given("k.idrissi", PASSWORD, code(wanted.secret, watch), wanted.secret)
    begun(log_in(house, given, "terminal"))
    watch.wait(minutes=1)
    return wanted.secret


def code(secret: str, watch: Watch) -> str:
    return pyotp.TOTP(secret).at(watch.now)


def begun(answer: Begun | Wanted) -> Begun:
    assert isinstance(answer, Begun), answer
    return answer


def enters(house: House, name: str, password: str = PASSWORD, **more: str) -> Begun:
    return begun(log_in(house, Given(name, password, **more), "terminal"))


def refusal(house: House, name: str, password: str = PASSWORD, **more: str) -> str:
    with pytest.raises(AccessRefused) as told:
        log_in(house, Given(name, password, **more), "terminal")
    return told.value.message + told.value.remedy


@BOTH
def test_whoever_logs_in_acts_in_their_own_name_role_and_commune(house, agent):
    session = enter(house, enters(house, agent).token, "terminal")
    assert session.actor == Actor("f.amrani", "agent", "tiznit", frozenset())


def test_a_login_is_typed_in_any_case(house, agent):
    assert enters(house, " F.Amrani ").account.login == agent


def test_whoever_is_not_let_in_gets_one_answer(house, agent, admin):
    """Fails when an unknown login, a wrong password, a closed account or a wrong time can be told apart."""
    accounts.add_user(house, ADMIN, NewUser("parti", "agent", "tiznit", "", OTHER))
    closing.disable(house, ADMIN, "parti")
    told = {
        refusal(house, agent, "un autre mot de passe"),
        refusal(house, "personne"),
        refusal(house, "system"),
        refusal(house, ""),
        refusal(house, "parti", OTHER),
        *(refusal(house, agent, "un autre mot de passe") for _ in range(5)),
        refusal(house, agent),
    }
    assert len(told) == 1


def test_an_unknown_login_costs_the_same_work(house, agent, monkeypatch):
    """As many hashes and as many transactions, so about the same time. Fails when the unknown are let go early."""
    done: list[str] = []
    hashed, write = login.is_password, type(house.store).write

    def counted_hash(*given):
        done.append("hash")
        return hashed(*given)

    def counted_write(store, work):
        done.append("write")
        return write(store, work)

    monkeypatch.setattr(login, "is_password", counted_hash)
    monkeypatch.setattr(type(house.store), "write", counted_write)
    seen = []
    for name in ("f.amrani", "personne"):
        for _ in range(5):
            done.clear()
            refusal(house, name, "un autre mot de passe")
            seen.append(list(done))
    assert seen == [["write", "hash"]] * 10


@BOTH
def test_waits_double_and_never_shut_anybody_out(house, agent, watch):
    """Fails without the wait: a thousand words a second could be tried."""
    assert [wait_after(each).seconds for each in (0, 1, 2, 3, 4, 5, 6, 12, 13, 10**6)] == [
        0,
        0,
        0,
        1,
        2,
        4,
        8,
        512,
        900,
        900,
    ]
    for _ in range(3):
        refusal(house, agent, "un autre mot de passe")
    refusal(house, agent)
    watch.wait(seconds=1)
    enters(house, agent)
    refusal(house, agent, "un autre mot de passe")
    enters(house, agent)


@BOTH
def test_many_guesses_a_minute_are_few(house, agent, watch):
    """Brute force, ten tries a second for a minute: what is looked at at all, among 600."""
    seen = 0
    for _ in range(600):
        found = house.store.read(lambda reading: reading.user(agent))
        if house.store.write(lambda writing, who=found: count(writing, who, watch.now)) is not None:
            seen += 1
        watch.wait(seconds=0.1)
    assert seen <= 9
    watch.wait(seconds=LONGEST_WAIT)
    enters(house, agent)


def test_a_clock_set_wrong_for_a_day_shuts_nobody_out(house, agent, watch):
    watch.wait(days=365)
    for _ in range(9):
        refusal(house, agent, "un autre mot de passe")
    watch.wait(days=-365)
    enters(house, agent)


@pytest.mark.parametrize("failures", [2**63 - 1, -(2**63), -5])
def test_a_number_of_tries_put_there_by_hand_neither_stops_a_login_nor_gives_free_tries(house, agent, watch, failures):
    """Fails when what the file says is added to as it is: a number of 64 bits has no next one."""
    account = house.store.read(lambda reading: reading.user("f.amrani"))
    forged = Attempts(failures, "", 0)
    house.store.write(lambda writing: writing.set_attempts(account, forged))
    for _ in range(FREE + 1):
        refusal(house, agent, "un autre mot de passe")
    refusal(house, agent)
    watch.wait(seconds=LONGEST_WAIT)
    enters(house, agent)


def test_the_roles_that_see_much_log_in_with_a_telephone(house, watch):
    for role in ("supervisor", "auditor", "editor", "admin"):
        add_user(house, ADMIN, NewUser(f"une.{role}", role, EVERYWHERE, "", OTHER))
        wanted = log_in(house, Given(f"une.{role}", OTHER, new_password=PASSWORD), "terminal")
        assert isinstance(wanted, Wanted)
        assert (wanted.what, wanted.why) == ("telephone", None)
        assert pyotp.parse_uri(wanted.address).secret == wanted.secret


def test_a_telephone_is_enrolled_by_showing_its_code(house, watch, admin):
    assert enters(house, "k.idrissi", code=code(admin, watch)).account.totp == admin


def test_a_telephone_whose_code_is_wrong_is_not_enrolled(house, watch):
    first_admin(house, "k.idrissi", "", PASSWORD)
    shown = log_in(house, Given("k.idrissi", PASSWORD), "terminal")
    again = log_in(house, Given("k.idrissi", PASSWORD, "000000", shown.secret), "terminal")
    assert (again.what, again.secret) == ("telephone", shown.secret)
    assert "n'est pas le bon" in str(again.why)
    assert house.store.read(lambda reading: reading.user("k.idrissi")).totp is None


@pytest.mark.parametrize("secret", ["A", "pas du base32", "A" * 8, "É" * 32])
def test_a_secret_that_was_not_drawn_here_is_not_enrolled(house, watch, secret):
    first_admin(house, "k.idrissi", "", PASSWORD)
    answer = log_in(house, Given("k.idrissi", PASSWORD, "123456", secret), "terminal")
    assert isinstance(answer, Wanted)


def test_a_telephone_that_replaces_another_is_taken_on_in_the_same_half_minute(house, watch, admin):
    """Fails when a code of the telephone before is held against the first one of the new; each then serves once."""
    enters(house, "k.idrissi", code=code(admin, watch))
    accounts.recover(house, "k.idrissi", OTHER)
    asked = log_in(house, Given("k.idrissi", OTHER), "terminal")
    first = code(asked.secret, watch)
    begun(log_in(house, Given("k.idrissi", OTHER, first, asked.secret), "terminal"))
    refused_again = log_in(house, Given("k.idrissi", OTHER, first), "terminal")
    assert "déjà servi" in str(refused_again.why)


def test_another_telephone_is_not_enrolled_by_whoever_has_the_password(house, watch, admin):
    """Fails when the secret given is taken before the one that is kept."""
    other = pyotp.random_base32()
    answer = log_in(house, Given("k.idrissi", PASSWORD, code(other, watch), other), "terminal")
    assert isinstance(answer, Wanted)
    assert answer.what == "code"


@BOTH
def test_a_code_serves_once(house, watch, admin):
    """Fails when the half minute of the last code isn't kept."""
    figures = code(admin, watch)
    enters(house, "k.idrissi", code=figures)
    answer = log_in(house, Given("k.idrissi", PASSWORD, figures), "terminal")
    assert isinstance(answer, Wanted)
    assert "déjà servi" in str(answer.why)
    watch.wait(seconds=30)
    enters(house, "k.idrissi", code=code(admin, watch))


@BOTH
@pytest.mark.parametrize(
    "change", ["DELETE FROM attempts", "UPDATE attempts SET last_code = 0", "UPDATE attempts SET code_mac = NULL"]
)
def test_a_code_that_served_is_not_given_again_by_writing_in_the_file(base, house, watch, admin, change):
    """Fails when the last code taken is believed without its tag: who saw it typed, and has the file, would enter."""
    figures = code(admin, watch)
    enters(house, "k.idrissi", code=figures)
    by_hand(base.url, change)
    for _ in range(2):
        assert isinstance(log_in(house, Given("k.idrissi", PASSWORD, figures), "terminal"), Wanted)
    watch.wait(minutes=1)
    assert isinstance(log_in(house, Given("k.idrissi", PASSWORD, figures), "terminal"), Wanted)
    watch.wait(minutes=1)
    enters(house, "k.idrissi", code=code(admin, watch))


@BOTH
def test_one_code_used_twice_at_the_same_moment_opens_once(house, watch, admin, monkeypatch):
    """The other comes in while this password is being hashed. Fails when a code is only looked at before."""
    figures, hashed, others = code(admin, watch), login.is_password, []

    def slowly(*given):
        monkeypatch.setattr(login, "is_password", hashed)
        others.append(enters(house, "k.idrissi", code=figures))
        return hashed(*given)

    monkeypatch.setattr(login, "is_password", slowly)
    refusal(house, "k.idrissi", code=figures)
    assert len(others) == 1


def test_wrong_codes_are_counted_although_the_password_is_right(house, watch, admin):
    """Fails when a right password wipes the count: six figures would be found in a day."""
    for _ in range(3):
        assert isinstance(log_in(house, Given("k.idrissi", PASSWORD, "000000"), "terminal"), Wanted)
    refusal(house, "k.idrissi", code=code(admin, watch))
    for _ in range(4):
        watch.wait(seconds=1)
        before = house.store.read(lambda r: r.attempts(r.user("k.idrissi"))).failures
        assert isinstance(log_in(house, Given("k.idrissi", PASSWORD), "terminal"), Wanted)
        assert house.store.read(lambda r: r.attempts(r.user("k.idrissi"))).failures == before


@BOTH
def test_taking_back_a_count_takes_back_no_other(house, watch, admin):
    """Others mistyped between the two moments: their tries stay counted."""
    account = house.store.read(lambda r: r.user("k.idrissi"))
    mine = house.store.write(lambda w: count(w, account, watch.now))
    house.store.write(lambda w: count(w, account, watch.now))
    house.store.write(lambda w: take_back(w, account, mine, watch.now))
    assert house.store.read(lambda r: r.attempts(account)).failures == 1


@BOTH
def test_a_password_chosen_by_another_opens_nothing_but_its_change(house, watch):
    add_user(house, ADMIN, NewUser("f.amrani", "agent", "tiznit", "", OTHER))
    for new, why in (("", ""), ("court", "au moins"), ("f.amrani f.amrani", "tout le monde"), (OTHER, "vient d'être")):
        answer = log_in(house, Given("f.amrani", OTHER, new_password=new), "terminal")
        assert isinstance(answer, Wanted)
        assert (answer.what, why in str(answer.why)) == ("password", True)
    enters(house, "f.amrani", OTHER, new_password=PASSWORD)
    refusal(house, "f.amrani", OTHER)
    assert not enters(house, "f.amrani").account.provisional


def test_one_s_own_password_is_changed_with_the_one_before(house, agent):
    session = enters(house, agent)
    with pytest.raises(AccessRefused):
        change_password(house, session.account, "un autre mot de passe", OTHER)
    with pytest.raises(UsageError, match="le même"):
        change_password(house, session.account, PASSWORD, PASSWORD)
    with pytest.raises(UsageError, match="au moins"):
        change_password(house, session.account, PASSWORD, "court")
    assert enter(house, session.token, "terminal") is not None
    change_password(house, session.account, PASSWORD, OTHER)
    assert enter(house, session.token, "terminal") is None
    enters(house, agent, OTHER)


# Sessions.


@pytest.mark.parametrize(("kind", "idle"), [("terminal", 30), ("web", 15)])
def test_a_session_left_alone_is_over(house, agent, watch, kind, idle):
    """Fails when nothing notes that it was in use, or nothing looks at when."""
    token = begun(log_in(house, Given(agent, PASSWORD), kind)).token
    for _ in range(4):
        watch.wait(minutes=idle - 1)
        assert enter(house, token, kind) is not None
    watch.wait(minutes=idle)
    assert enter(house, token, kind) is None
    watch.wait(minutes=-5)
    assert enter(house, token, kind) is None, "a clock set back doesn't bring it back"


def test_a_session_is_over_after_ten_hours_however_busy(house, agent, watch):
    token = enters(house, agent).token
    for _ in range(59):
        watch.wait(minutes=10)
        assert enter(house, token, "terminal") is not None
    watch.wait(minutes=10)
    assert enter(house, token, "terminal") is None


@pytest.mark.parametrize(
    "change",
    [
        lambda house: closing.disable(house, ADMIN, "f.amrani"),
        lambda house: closing.change_rights(house, ADMIN, "f.amrani", ("agent", "agadir")),
        lambda house: accounts.reset_password(house, ADMIN, "f.amrani", OTHER),
        lambda house: accounts.reset_second_factor(house, ADMIN, "f.amrani"),
        lambda house: accounts.recover(house, "f.amrani", OTHER),
    ],
    ids=["disabled", "moved", "password", "telephone", "recovered"],
)
def test_a_change_of_rights_puts_out_whoever_is_in(house, agent, change):
    token = enters(house, agent).token
    change(house)
    assert enter(house, token, "terminal") is None


@BOTH
def test_a_session_kept_apart_from_the_sweep_is_over_all_the_same(house, agent, base):
    """The row put back by hand after the rights changed: it was opened under others. Fails without `rights`."""
    token = enters(house, agent).token
    rows = by_hand(base.url, "SELECT * FROM sessions")
    closing.change_rights(house, ADMIN, agent, ("agent", "agadir"))
    mark = "%s" if base.url.startswith("postgresql") else "?"
    for row in rows:
        by_hand(base.url, f"INSERT INTO sessions VALUES ({', '.join([mark] * len(row))})", row)
    assert enter(house, token, "terminal") is None


@BOTH
def test_a_session_row_made_by_hand_opens_nothing(house, agent, admin, base):
    """Whoever writes in the file without the master key: the row of one account turned into another's."""
    token = enters(house, agent).token
    victim = house.store.read(lambda reading: reading.user("k.idrissi"))
    by_hand(base.url, f'UPDATE sessions SET "user" = {victim.row}, rights = {victim.rights}')
    assert enter(house, token, "terminal") is None
    assert enter(house, f"{victim.id}.{token.partition('.')[2]}", "terminal") is None


def test_a_role_written_by_hand_is_told_as_altered(house, agent, base):
    token = enters(house, agent).token
    by_hand(base.url, "UPDATE users SET role = 'admin', commune = '*' WHERE login = 'f.amrani'")
    with pytest.raises(BrokenHistory):
        enter(house, token, "terminal")
    with pytest.raises(BrokenHistory):
        log_in(house, Given(agent, PASSWORD), "terminal")


def test_a_token_of_the_terminal_is_none_of_the_web(house, agent):
    assert enter(house, enters(house, agent).token, "web") is None


@BOTH
def test_a_program_is_lent_the_rights_of_whoever_lends_and_no_more_time(house, agent, watch):
    """Fails when a token lent outlives the session that lent it: lent on and on, one login would last for ever."""
    mine = enters(house, agent)
    watch.wait(minutes=20)
    session = enter(house, mine.token, "terminal")
    lent = lend(house, session)
    assert lent.ends_at == mine.ends_at
    assert enter(house, lent.token, "api").actor == session.actor
    assert [enter(house, lent.token, kind) for kind in ("terminal", "web")] == [None, None]
    watch.wait(minutes=31)
    assert enter(house, lent.token, "api") is None


def test_nothing_is_lent_under_rights_that_were_changed(house, agent):
    session = enter(house, enters(house, agent).token, "terminal")
    closing.disable(house, ADMIN, agent, "Parti.")
    with pytest.raises(AccessRefused):
        lend(house, session)


def test_a_token_is_on_disk_nowhere(house, agent, base):
    token = enters(house, agent).token
    rows = by_hand(base.url, "SELECT * FROM sessions")
    assert len(rows) >= 1
    assert not [value for row in rows for value in row if str(value) in token and str(value) not in "0123456789"]


@pytest.mark.parametrize(
    "token", ["", ".", "U-0000-0000.", "U-0000-0000.AAAAAAAAAAAAAAAAAAAAAA", "é.é", "a.b.c", "x" * 9999]
)
def test_what_is_no_token_opens_nothing(house, agent, token):
    assert enter(house, token, "terminal") is None
    log_out(house, token, "terminal")


@BOTH
def test_logging_out_ends_the_session_and_no_other(house, agent):
    one, other = enters(house, agent).token, enters(house, agent).token
    log_out(house, one, "terminal")
    assert enter(house, one, "terminal") is None
    assert enter(house, other, "terminal") is not None


def by_hand(url: str, statement: str, row: tuple = ()) -> list:
    database = reach(url)
    link = database.link()
    try:
        cursor = link.execute(statement, row)
        return [tuple(each) for each in cursor.fetchall()] if statement.startswith("SELECT") else []
    finally:
        link.close()
        database.close()
