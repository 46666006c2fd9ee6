"""Sessions: whoever has the token of one is that person, until it ends.

A token is drawn at random and kept nowhere; what is kept is its hash, keyed by the account's own key. Knows accounts
and time; not how one proves who one is (`login`), nor where a token is put.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from engine.app.account_heads import require_not_gone_back
from engine.app.house import House, instant
from engine.authority.allow import Resource, allow
from engine.core.events import Actor
from engine.errors import AccessRefused
from engine.store.journal import Reading, Writing
from engine.store.transaction import Stamp
from engine.store.users import Account, Glass, SessionLine

Kind = Literal["terminal", "web", "api"]

IDLE = {"terminal": timedelta(minutes=30), "web": timedelta(minutes=15), "api": timedelta(minutes=30)}
"""A session that nothing is asked of is over. At a terminal, and for a program, each demand stands alone and nobody can
leave a page open: it lasts the time of an interview; on the web, what W2 says."""
LONGEST = timedelta(hours=10)
"A session is over then, whatever was asked of it: a day at the desk."
SEEN_EACH = timedelta(minutes=1)
"A session in use is noted so often at most: a command costs no write of its own for it."

TOKEN_BYTES = 16


@dataclass(frozen=True, slots=True)
class Begun:
    """A session: whoever has its token is that person, until it ends."""

    token: str = field(repr=False)
    account: Account
    ends_at: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session as a command or a page finds it."""

    account: Account
    actor: Actor
    ends_at: str
    "At the latest."
    glass: tuple[Glass, ...]
    "What is broken at this moment."


def begin(writing: Writing, account: Account, kind: Kind, now: datetime, until: str = "") -> Begun:
    """Begin a session under an account's present rights; over by `until`, where that is sooner than it would be."""
    drawn = secrets.token_bytes(TOKEN_BYTES)
    longest = instant(now + LONGEST)
    ends_at = min(longest, until or longest)
    writing.begin_session(account, _digest(account, drawn, kind), instant(now), ends_at)
    return Begun(f"{account.id}.{base64.urlsafe_b64encode(drawn).decode().rstrip('=')}", account, ends_at)


def lend(house: House, session: Session) -> Begun:
    """A session for a program of whoever is logged in, under their rights; their own end is its end too.

    Raises:
        AccessRefused: the account was changed or closed meanwhile.
    """

    def work(writing: Writing) -> Begun:
        here = writing.user_named(session.account.id)
        if here is None or not here.active or here.rights != session.account.rights:
            raise AccessRefused("Ce compte vient d'être changé.", "Se connecter de nouveau.")
        return begin(writing, here, "api", house.now(), session.ends_at)

    return house.store.write(work)


def stamp_of(house: House, account: Account) -> Stamp:
    """What an account signs its own events with."""
    return house.stamp(Actor(account.login, account.role, account.commune), house.today(), "")


def page_proof(account: Account, token: str, salt: str) -> str:
    """What a form of one of an account's pages bears: keyed, or whoever made up a session could write it."""
    return account.key.mac(f"form 1\n{salt}\n{token}".encode()).hex()


def is_own_form(account: Account, token: str, given: str) -> bool:
    """Whether a form (`salt.proof`) is of a page that this account was shown under this session, be it over by now."""
    salt, _, proof = given.partition(".")
    return hmac.compare_digest(page_proof(account, token, salt).encode(), proof.encode())


def _digest(account: Account, drawn: bytes, kind: Kind) -> bytes:
    """What is kept of a token: its hash keyed by the account's own key, so that a row put in by hand opens nothing."""
    return account.key.mac(b"session 1\n" + kind.encode() + b"\n" + drawn)


def enter(house: House, token: str, kind: Kind) -> Session | None:
    """The session of a token, noted as in use; None when it is over, or never was.

    Raises:
        EnvironmentUnusable: this program counts by a calendar that nobody published here.
    """
    user_id, _, text = token.partition(".")
    drawn = _drawn(text)
    if drawn is None:
        return None
    now = house.now()
    found = house.store.read(lambda reading: _found(reading, user_id, drawn, kind))
    if found is None:
        return None
    account, digest, line = found
    if not _is_open(account, line, now, kind):
        house.store.write(lambda writing: writing.end_session(digest))
        return None
    require_not_gone_back(house, account.id)
    if now - datetime.fromisoformat(line.seen_at) >= SEEN_EACH:
        house.store.write(lambda writing: writing.see_session(account, digest, line, instant(now)))
    running = tuple(each for each in account.glass if instant(now) < each.until)
    cases = frozenset(each.case for each in running)
    actor = Actor(account.login, account.role, account.commune, cases)
    if allow(actor, "case.act", Resource()):
        # Whoever could choose the holidays would choose the deadlines.
        house.require_calendar()
    return Session(account, actor, line.ends_at, running)


def _found(reading: Reading, user_id: str, drawn: bytes, kind: Kind) -> tuple[Account, bytes, SessionLine] | None:
    account = reading.user_named(user_id)
    if account is None:
        return None
    digest = _digest(account, drawn, kind)
    line = reading.session(account, digest)
    return None if line is None else (account, digest, line)


def _is_open(account: Account, line: SessionLine, now: datetime, kind: Kind) -> bool:
    """Whether a session still holds: under the same rights, not too old, and not left alone too long."""
    seen = datetime.fromisoformat(line.seen_at)
    return account.active and line.rights == account.rights and instant(now) < line.ends_at and now - seen < IDLE[kind]


def _drawn(text: str) -> bytes | None:
    """The random part of a token; None where it is none."""
    try:
        drawn = base64.urlsafe_b64decode(f"{text}==")
    except (ValueError, binascii.Error):
        return None
    return drawn if len(drawn) == TOKEN_BYTES else None


def log_out(house: House, token: str, kind: Kind) -> None:
    """End the session of a token, if there is one."""
    user_id, _, text = token.partition(".")
    drawn = _drawn(text)

    def work(writing: Writing) -> str:
        account = writing.user_named(user_id)
        if account is None or drawn is None:
            return ""
        writing.end_session(_digest(account, drawn, kind))
        return account.login

    house.heard.leave(house.store.write(work))
