"""What was done to accounts: who, what, to whom, when; for those who watch over them, and for their owners.

Logins, roles and communes, nothing of anybody's person. Knows histories of accounts; not how one logs in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engine.app.house import ZONE, House, instant
from engine.app.sessions import Session, stamp_of
from engine.app.sight import require
from engine.authority.allow import Resource, allow
from engine.core.events import EVERYWHERE, Actor, Event
from engine.core.sights import Sight
from engine.errors import UsageError
from engine.store.account_fold import ENDING, FIRST_PASSWORD
from engine.store.journal import Reading, Writing
from engine.store.users import Account, Change

USUAL = timedelta(days=30)
"How far back to look when no period is asked about; how long those who watch are told by themselves."

_TOLD = frozenset((*ENDING, "user_attested", "glass_broken"))
"Kinds of events that are worth a line; what an owner does to their own secrets is one as well."


@dataclass(frozen=True, slots=True)
class Line:
    """One thing done to an account, or by it."""

    at: str
    by: str
    role: str
    "Of whoever did it."
    kind: str
    login: str
    detail: tuple[str, ...] = ()
    "The role and the commune that were given; the case of a broken glass."


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about; None is not looked at. Days are the desks' own, both included."""

    login: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """What an auditor is answered."""

    since: date
    until: date
    lines: tuple[Line, ...]
    "Oldest first."
    altered: tuple[str, ...]
    "Logins of accounts whose row, or history, isn't as it was written here."
    unvouched: tuple[str, ...]
    "Those of them whose history isn't: of it, only what was signed here is told."


def require_period(first: date | None, last: date) -> None:
    """Refuse a period that ends before it begins: « nothing was found » would be read as « nothing was done ».

    Raises:
        UsageError: it does.
    """
    if first is not None and first > last:
        raise UsageError(
            "La période demandée finit avant de commencer.",
            "Échanger les deux dates ; sans date de fin, elle va jusqu'à aujourd'hui.",
        )


def watches(actor: Actor, *communes: str) -> bool:
    """Whether an actor is told of an account of one of these communes; those of the whole territory are everybody's."""
    named = ("" if each == EVERYWHERE else each for each in communes if each)
    return any(allow(actor, "audit.access", Resource(each)) for each in named)


def untold_changes(session: Session, accounts: list[Account], now: datetime) -> list[tuple[Account, Change]]:
    """What others did to accounts in this one's reach these last thirty days, not read about yet, oldest first."""
    since, told = instant(now - USUAL), session.account.changes_told
    found = [
        (account, change)
        for account in accounts
        if account.id != session.account.id
        for change in account.changes
        if change.at > since and change.sequence > told.get(account.id, 0) and change.by != session.account.login
        if watches(session.actor, account.commune, change.commune)
    ]
    return sorted(found, key=lambda each: each[1].at)


def account_lines(house: House, actor: Actor, asked: Asked, session: Session | None = None) -> Lines:
    """What was done to accounts in a period, days included; with a session, it is told of the same no more.

    Raises:
        NotAllowed: a role that watches over no accounts.
        UsageError: no account of that login that the actor may know of, or a period that ends before it begins.
    """
    require(actor, "audit.access")
    last = asked.until or house.today()
    first, login = asked.since or last - USUAL, asked.login
    require_period(first, last)
    begins, ends = (instant(datetime.combine(day, time(), ZONE)) for day in (first, last + timedelta(days=1)))

    def work(reading: Reading) -> tuple[list[Account], Lines]:
        every = reading.users()
        seen = [each for each in every.sound if watches(actor, each.commune, *(one.commune for one in each.changes))]
        altered = [*every.broken, *reading.lost_users()]
        named = [(each.login, each.id) for each in seen] + [(each.login, each.stream) for each in altered]
        if login is not None and login not in dict(named):
            raise UsageError("Aucun compte « {login} ».", "Les comptes : baom user list.", login=login)
        told = [(name, reading.told_of_account(stream)) for name, stream in named if login in (None, name)]
        lines = [line for name, each in told for line in _lines(name, each.events) if begins <= line.at < ends]
        lines.sort(key=lambda each: each.at)
        unvouched = tuple(name for name, each in told if not each.holds)
        every_altered = dict.fromkeys((*(each.login for each in altered), *unvouched))
        return seen, Lines(first, last, tuple(lines), tuple(every_altered), unvouched)

    seen, found = house.store.read(work)
    if session is not None and login is None:
        _tell(house, session, seen)
    return found


def _lines(login: str, history: Iterable[Event]) -> Iterable[Line]:
    for event in history:
        if event.kind not in _TOLD or (event.kind == "password_set" and event.sequence == FIRST_PASSWORD):
            continue
        body = event.body
        kind = event.kind if event.kind != "second_factor_set" or not body.get("sealed") else "second_factor_enrolled"
        if event.kind == "password_set" and event.actor == login:
            kind = "password_chosen"
        detail = [str(body[name]) for name in ("role", "commune", "case") if name in body]
        yield Line(event.recorded_at, event.actor, event.role, kind, login, tuple(detail))


def _tell(house: House, session: Session, accounts: list[Account]) -> None:
    """Record that this account read about every change so far; nothing where there is none that is new."""
    told, stamp = session.account.changes_told, stamp_of(house, session.account)
    news = {
        each.id: each.changes[-1].sequence
        for each in accounts
        if each.id != session.account.id and each.changes and each.changes[-1].sequence > told.get(each.id, 0)
    }

    def work(writing: Writing) -> None:
        for name, change in news.items():
            writing.change_user(session.account.id, "changes_told", {"user": name, "change": change}, {}, stamp)

    if news:
        house.store.write(work)


def in_other_hands(reading: Reading) -> tuple[Callable[[Sight], bool], list[str]]:
    """Whether a line of the log of reads was written while another could have been the account that it names.

    From a password or a telephone undone by another, until its owner showed the telephone of before, or somebody
    attested that they hold it; and the logins of those whose history doesn't hold: they count so ever since.
    """
    every = reading.users()
    touched = [each for each in every.sound if any(one.kind in _UNDONE for one in each.changes)]
    told = {each.login: reading.told_of_account(each.id) for each in touched}
    broken = {each.login: reading.told_of_account(each.stream) for each in every.broken}
    hands = {
        each.login: list(_borrowed(each.login, told[each.login].events))
        if told[each.login].holds
        else [(min(one.at for one in each.changes if one.kind in _UNDONE), _ALWAYS)]
        for each in touched
    }
    for login, each in broken.items():
        # Its row tells no change any more: whatever came after the last event that holds may have been one.
        unknown = [(each.events[-1].recorded_at if each.events else "", _ALWAYS)]
        hands[login] = list(_borrowed(login, each.events)) if each.holds else unknown
    unvouched = [login for login, each in {**told, **broken}.items() if not each.holds]
    return lambda sight: any(since <= sight.at < until for since, until in hands.get(sight.actor, ())), unvouched


_UNDONE = ("password_set", "second_factor_set")


_ALWAYS = "~"
"After every moment: the end of a time that lasts."


def _borrowed(login: str, history: Iterable[Event]) -> Iterable[tuple[str, str]]:
    since, telephone = "", False
    for event in history:
        own = event.actor == login
        if event.kind == "second_factor_set":
            telephone = bool(event.body.get("sealed"))
        undone = event.kind in _UNDONE and not own and event.sequence > FIRST_PASSWORD
        shown = event.kind == "user_attested" or (event.kind == "password_set" and own and telephone)
        if undone:
            since = since or event.recorded_at
        elif shown and since:
            yield since, event.recorded_at
            since = ""
    if since:
        yield since, _ALWAYS
