"""Accounts (*comptes*): who may log in, in which role, for which commune; secrets sealed under a key of their own.

An account has its own stream; its row is a projection of it, and is believed only where its columns say what is sealed
beside them, at the last event of its stream: a role written into the file by hand, a row of another database, an older
row put back, none opens anything. Beside the history stand who is logged in (`sessions`) and who mistyped (`attempts`).

Knows what an account is; neither what a role may do, nor how a password or a code is checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import Any, NamedTuple

import orjson

from engine.core.events import Event, Json
from engine.errors import BrokenAccount, BrokenHistory, HistoryError, Said, UsageError
from engine.store.account_fold import ENDING, HEAD, account_after, user_row
from engine.store.codec import decode, leaf
from engine.store.connect import Row
from engine.store.log import SubjectKey
from engine.store.tables import SYSTEM
from engine.store.transaction import Recording, Stamp, Transaction, not_kept

_SHOWN = ("login", "role", "commune", "active")
"Values that stand in columns of their own too, for lists that need no key."


class Glass(NamedTuple):
    """A glass broken: the case of another desk that one may read until then."""

    sequence: int
    "Of the event in the account's own stream, where the reason is sealed."
    case: str
    commune: str
    "The desk whose case it is."
    at: str
    until: str


class Change(NamedTuple):
    """What another did to an account."""

    sequence: int
    kind: str
    "Of the event in the account's own stream."
    by: str
    at: str
    role: str
    "That the account had before; empty for a new one."
    commune: str
    "As `role`."


class Attempts(NamedTuple):
    """How often somebody mistyped in a row, before when the next try counts for nothing, and the last code taken."""

    failures: int
    not_before: str
    last_code: int
    "The half minute it was of; `UNTOLD` where nobody can tell any more: the row was taken away, or changed by hand."


UNTOLD = -1


class SessionLine(NamedTuple):
    """A session: the rights it was opened under, since when, last seen, and its end at the latest."""

    rights: int
    begun_at: str
    seen_at: str
    ends_at: str


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it is now."""

    id: str
    login: str
    role: str
    commune: str
    "`EVERYWHERE` for the whole territory."
    active: bool
    sequence: int
    row: int = field(repr=False)
    key: SubjectKey = field(repr=False)
    values: Mapping[str, Json] = field(repr=False)
    "All of the above as it is sealed, and the secrets."

    @property
    def name(self) -> str:
        """How the person is called on screens; empty when nobody said."""
        return str(self.values.get("name", ""))

    @property
    def password(self) -> str | None:
        """The hash of the password; None while there is none."""
        return self.values.get("password")

    @property
    def totp(self) -> str | None:
        """The secret of the second factor; None until a telephone was enrolled."""
        return self.values.get("totp")

    @property
    def provisional(self) -> bool:
        """Whether the password was chosen by somebody else: it opens nothing but the choice of another."""
        return bool(self.values.get("provisional"))

    @property
    def rights(self) -> int:
        """The sequence of the last event that changed what the account may do or how it is proved."""
        return int(self.values.get("rights", 0))

    @property
    def hands(self) -> tuple[str, ...]:
        """Logins of those who could be whoever logs in with it: who made it, who gave it a password, until attested."""
        return (*self.values.get("hands", ()), *self.values.get("given", ()))

    @property
    def makers(self) -> tuple[str, ...]:
        """Of `hands`, those who don't stand there for a password alone, whose owner hasn't logged in with it yet."""
        return tuple(self.values.get("hands", ()))

    @property
    def attested(self) -> str:
        """When somebody last attested that its owner holds it; empty if nobody did."""
        return str(self.values.get("attested", ""))

    @property
    def recovered(self) -> str:
        """When somebody who holds the master key took the account back; empty if nobody did."""
        return str(self.values.get("recovered", ""))

    @property
    def glass(self) -> tuple[Glass, ...]:
        """Every glass that the account broke, oldest first."""
        return tuple(Glass(*each) for each in self.values.get("glass", ()))

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change that another made to it, oldest first."""
        return tuple(Change(*each) for each in self.values.get("changes", ()))

    @property
    def changes_told(self) -> Mapping[str, int]:
        """Of other accounts, the last change that this one said to have read about."""
        return dict(self.values.get("changes_told", {}))

    @property
    def told(self) -> Mapping[str, int]:
        """Of other accounts, the last glass that this one said to have read about."""
        return dict(self.values.get("told", {}))


def _session_tag(account: Account, digest: bytes, line: SessionLine) -> bytes:
    """What binds the row of a session to its account and its token: no holder of the file alone makes it last."""
    return account.key.mac(b"session row 1\n" + orjson.dumps([digest.hex(), *line]))


def _code_tag(account: Account, last_code: int) -> bytes:
    """What binds the last code taken to its account: one seen in passing isn't given again by writing in the file."""
    return account.key.mac(b"code row 1\n%d" % last_code)


def _is_written(stored: Any, digest: Any, stream: str, sequence: int) -> bool:
    """Whether an event is the one that was hashed, at its own place; of any type where somebody wrote in the file."""
    if not isinstance(stored, bytes) or leaf(stored) != digest:
        return False
    try:
        event = decode(stored)
    except HistoryError:
        return False
    return (event.stream, event.sequence) == (stream, sequence) and isinstance(event.recorded_at, str)


class Users(NamedTuple):
    """Every account, in the order of logins: one that can't be believed is named, and keeps nobody from the others."""

    sound: list[Account]
    broken: list[BrokenAccount]


class UserReading(Transaction):
    """Accounts and sessions, read."""

    def user(self, login: str) -> Account | None:
        """The account with this login, or None.

        Raises:
            BrokenAccount: its row isn't what its history makes of it.
        """
        row = self._link.execute(self._sql.user, (login,)).fetchone()
        return None if row is None else self._account(row)

    def user_named(self, user_id: str) -> Account | None:
        """The account with this public identifier; as `user`."""
        row = self._link.execute(self._sql.user_named, (user_id,)).fetchone()
        return None if row is None else self._account(row)

    def users(self) -> Users:
        """Every account that has a row."""
        found = Users([], [])
        for row in self._link.execute(self._sql.users, ()).fetchall():
            try:
                found.sound.append(self._account(row))
            except BrokenAccount as error:
                found.broken.append(error)
        return found

    def lost_users(self) -> list[BrokenAccount]:
        """The accounts that have a history and no row; every stream is looked at."""
        return [
            self._broken(name, "", Said("Sa ligne manque.")) for (name,) in self._link.execute(self._sql.lost_users, ())
        ]

    def account_heads(self) -> list[tuple[str, int, str, str]]:
        """Of each account, the number, the hash and the moment of its last event, where that can be read."""
        found = []
        for name, at, digest, stored in self._link.execute(self._sql.account_heads, ()).fetchall():
            # One that can't be read breaks its own account: it keeps nobody else out.
            if _is_written(stored, digest, name, at):
                found.append((name, at, bytes(digest).hex(), decode(stored).recorded_at))
        return found

    def event_hash(self, stream: str, sequence: int) -> str:
        """The hash of an event, in hexadecimal; empty when there is none of this number."""
        row = self._link.execute(self._sql.event_hash, (stream, sequence)).fetchone()
        return "" if row is None else bytes(row[0]).hex()

    def attempts(self, account: Account | None) -> Attempts:
        """What is counted against an account; of unknown logins together, against the log itself."""
        row = self._link.execute(self._sql.attempts, (self._counted(account),)).fetchone()
        untold = account is not None and account.totp is not None
        if row is None:
            return Attempts(0, "", UNTOLD if untold else 0)
        *counted, tag = row
        found = Attempts(*counted)
        if account is None or (tag is not None and compare_digest(bytes(tag), _code_tag(account, found.last_code))):
            return found
        return found._replace(last_code=UNTOLD if untold else 0)

    def session(self, account: Account, digest: bytes) -> SessionLine | None:
        """A session of an account, by the keyed hash of its token; none where its row was changed by hand."""
        row = self._link.execute(self._sql.session, (digest, account.row)).fetchone()
        if row is None:
            return None
        *shown, tag = row
        line = SessionLine(*shown)
        return line if compare_digest(bytes(tag), _session_tag(account, digest, line)) else None

    def _counted(self, account: Account | None) -> int:
        if account is not None:
            return account.row
        row: Any = self._link.execute(self._sql.row, (SYSTEM,)).fetchone()
        return int(row[0])

    def _account(self, row: Row) -> Account:
        name, stream, login, role, commune, active, sequence, data, wrapped, last, stored, digest = row
        try:
            key = self._log.key(name, wrapped)
            opened = None if key is None or data is None else key.open_copy(data, name, sequence)
        except BrokenHistory as error:
            raise self._broken(name, login, Said("Ses valeurs scellées ou sa clé ne sont pas les siennes.")) from error
        if key is None or opened is None:
            raise self._broken(name, login, Said("Sa clé ou ses valeurs scellées manquent."))
        if sequence != last:
            raise self._broken(name, login, Said("Ce compte n'est pas celui que dit son historique."))
        values = orjson.loads(opened)
        # Hashed again by hand, it holds by itself: what it was is sealed.
        if not _is_written(stored, digest, name, last) or values.pop(HEAD, None) != digest.hex():
            raise self._broken(name, login, Said("Le dernier événement de son historique a été changé à la main."))
        if (login, role, commune, bool(active)) != tuple(values[each] for each in _SHOWN):
            raise self._broken(name, login, Said("Ses droits ont été changés à la main."))
        return Account(name, login, role, commune, bool(active), sequence, stream, key, values)

    def _broken(self, name: str, login: str, what: Said) -> BrokenAccount:
        """What to say of an account that can't be believed; by the login of its history, where that can be read."""
        told: list[Event] = []
        with suppress(HistoryError):
            told = [event for event, _ in self.history(name)]
        first = told[0].body.get("login") if told else None
        return BrokenAccount(name, len(told), first if isinstance(first, str) else login or name, what)


class UserWriting(UserReading, Recording):
    """Accounts, added and changed; sessions, begun and ended."""

    def new_user(
        self, user_id: str, login: str, rights: tuple[str, str], private: Mapping[str, Json], stamp: Stamp
    ) -> Account:
        """Add an account with its role and commune, and a new key.

        Raises:
            UsageError: the login is taken, be its account disabled: it signed what it signed.
        """
        if self._sql.postgres:
            self._link.execute(self._sql.hold_key, (f"user {login}",))
        if self._link.execute(self._sql.user, (login,)).fetchone() is not None:
            raise UsageError(
                "L'identifiant « {login} » est déjà pris.",
                "En choisir un autre : il signe les étapes pour toujours, et ne sert qu'à une personne.",
                login=login,
            )
        row = self._new_stream(user_id, "user")
        key = self._new_key(row, user_id)
        body = {"login": login, "role": rights[0], "commune": rights[1]}
        recorded = self._record(user_id, "user_added", body, private, stamp)[1]
        values = account_after({}, recorded.event, recorded.private)
        self._write(self._sql.new_user, user_row(row, key, values, recorded))
        return Account(user_id, login, rights[0], rights[1], True, 1, row, key, values)

    def change_user(
        self, user_id: str, kind: str, body: Mapping[str, Json], private: Mapping[str, Json], stamp: Stamp
    ) -> Account:
        """Record an event in an account's stream, and what it makes of its row; ends its sessions where it must.

        Raises:
            UsageError: no such account.
        """
        # The stream is held first, on PostgreSQL: what is read next is what this event follows.
        self._link.execute(self._sql.stream, (user_id,))
        before = self.user_named(user_id)
        if before is None:
            raise UsageError("Ce compte n'existe pas.", "Les comptes : baom user list.")
        recorded = self._record(user_id, kind, body, private, stamp)[1]
        sequence = recorded.event.sequence
        values = account_after(before.values, recorded.event, recorded.private)
        row = user_row(before.row, before.key, values, recorded)
        self._write(self._sql.change_user, (*row[2:], before.row))
        if kind in ENDING:
            self._ended(self._sql.end_sessions, self._sql.sessions_of, (before.row,))
        return Account(user_id, before.login, row[2], row[3], bool(row[4]), sequence, before.row, before.key, values)

    def set_attempts(self, account: Account | None, found: Attempts) -> None:
        """Count what is held against an account, or against unknown logins."""
        row, tag = self._counted(account), None if account is None else _code_tag(account, found.last_code)
        if self._link.execute(self._sql.change_attempts, (*found, tag, row)).rowcount != 1:
            self._write(self._sql.new_attempts, (row, *found, tag))

    def hold_attempts(self, account: Account | None) -> Attempts:
        """As `attempts`; on PostgreSQL nobody else counts until the end of the transaction."""
        self._link.execute(self._sql.stream, (SYSTEM if account is None else account.id,))
        return self.attempts(account)

    def begin_session(self, account: Account, digest: bytes, begun_at: str, ends_at: str) -> None:
        """Open a session under the account's present rights; those long over are swept away."""
        self._link.execute(self._sql.end_old_sessions, (begun_at,))
        line = SessionLine(account.rights, begun_at, begun_at, ends_at)
        self._write(self._sql.new_session, (digest, account.row, *line, _session_tag(account, digest, line)))

    def see_session(self, account: Account, digest: bytes, line: SessionLine, seen_at: str) -> None:
        """Note that a session, read as `line`, is in use."""
        tag = _session_tag(account, digest, line._replace(seen_at=seen_at))
        self._link.execute(self._sql.see_session, (seen_at, tag, digest))

    def end_session(self, digest: bytes) -> None:
        """End a session."""
        self._ended(self._sql.end_session, self._sql.sessions_left, (digest,))

    def end_every_session(self) -> None:
        """End the sessions of everybody."""
        self._ended(self._sql.end_every_session, self._sql.every_session, ())

    def _ended(self, statement: str, left: str, parameters: tuple[Any, ...]) -> None:
        """End sessions, and look that none of them is left: whoever should be out would go on as before."""
        self._link.execute(statement, parameters)
        if self._link.execute(left, parameters).fetchone() is not None:
            raise not_kept()
