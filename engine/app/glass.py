"""Breaking the glass: reading a case of another desk at once, for a reason on record, for an hour; others are told.

It opens reading and nothing else, and never what one's role may not see. Whoever breaks it signs the event in their own
history; supervisors and auditors are told at each of their commands, until they said that they read about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.app.accounts import said
from engine.app.house import House, instant
from engine.app.sessions import Session, stamp_of
from engine.app.sight import PROTECTED, noting_denials, require
from engine.authority.allow import Resource, allow
from engine.core.events import Actor
from engine.core.values import is_visible
from engine.errors import CaseNotFound, UsageError
from engine.store.journal import Reading, Writing
from engine.store.users import Account, Glass

LASTS = timedelta(minutes=60)
"How long a broken glass lets one read."


@dataclass(frozen=True, slots=True)
class Broken:
    """A glass that somebody broke, as others are told about it."""

    account: Account
    glass: Glass
    reason: str = ""
    "Opened for whoever reads about it; empty in a mere notice."


def break_glass(house: House, session: Session, case_id: str, reason: str) -> Glass:
    """Let the account of this session read one case of another desk for an hour.

    Raises:
        CaseNotFound: no such case, or one that the role may not see anywhere: the same answer for both.
        UsageError: no reason, or a case that is open to the account anyway.
    """
    why = said(reason)
    if not is_visible(why):
        raise UsageError(
            "Un motif est nécessaire pour lire le dossier d'un autre bureau.",
            'Dire pourquoi en une phrase : --reason "Enfant seul à l\'hôpital, bureau fermé." Il reste scellé.',
        )
    with noting_denials(house, session.actor, "glass.break", case_id):
        about = house.store.read(lambda reading: _about(house, reading, session.actor, case_id))
    now = house.now()
    body = {"case": case_id, "commune": about.commune, "until": instant(now + LASTS)}
    stamp = stamp_of(house, session.account)

    def work(writing: Writing) -> Account:
        return writing.change_user(session.account.id, "glass_broken", body, {"reason": why}, stamp)

    return house.store.write(work).glass[-1]


def close_glass(house: House, session: Session, case_id: str) -> None:
    """Read a case of another desk no longer, before its hour is over.

    Raises:
        UsageError: this account isn't reading it in an emergency.
    """
    if not any(each.case == case_id for each in session.glass):
        raise UsageError(
            "Aucune lecture d'urgence n'est ouverte sur ce dossier.", "Il n'y a rien à refermer : elle est déjà finie."
        )
    stamp = stamp_of(house, session.account)
    house.store.write(
        lambda writing: writing.change_user(session.account.id, "glass_closed", {"case": case_id}, {}, stamp)
    )


def _about(house: House, reading: Reading, actor: Actor, case_id: str) -> Resource:
    line = reading.line(case_id)
    if line is None or line.altered:
        # A row that doesn't hold is nobody's: what is behind it isn't shown to anybody, glass or not.
        raise CaseNotFound(case_id)
    protected = PROTECTED in (line.confidentiality, house.machine(reading, line.digest).definition.confidentiality)
    about = Resource(line.commune, protected, case_id)
    if not allow(actor, "glass.break", about):
        raise CaseNotFound(case_id)
    if allow(actor, "case.read", about):
        raise UsageError(
            "Ce dossier est déjà lisible : il n'y a rien à briser.",
            "Le lire : baom case show {case_id}",
            case_id=case_id,
        )
    return about


def untold(session: Session, accounts: list[Account]) -> list[Broken]:
    """What this account is to be told, oldest first: glasses broken by others in its reach, not read about yet."""
    if not allow(session.actor, "audit.access", Resource(session.actor.commune)):
        return []
    told = session.account.told
    return [each for each in _seen(session, accounts) if each.glass.sequence > told.get(each.account.id, 0)]


def _seen(session: Session, accounts: list[Account]) -> list[Broken]:
    """The glasses that an account is told about: of the cases, or of the people, of its own communes; never its own."""
    found = [
        Broken(account, glass)
        for account in accounts
        for glass in account.glass
        if account.id != session.account.id
        and any(allow(session.actor, "audit.access", Resource(each)) for each in (glass.commune, account.commune))
    ]
    return sorted(found, key=lambda each: each.glass.at)


def read_about(house: House, session: Session) -> list[Broken]:
    """Every glass broken in this account's reach, with its reason, newest first; those it hadn't read about are now.

    Raises:
        NotAllowed: it is neither a supervisor's account nor an auditor's.
    """
    require(session.actor, "audit.access", Resource(session.actor.commune))

    def work(reading: Reading) -> list[Broken]:
        return [
            Broken(
                each.account, each.glass, str(reading.private(each.account.id, each.glass.sequence).get("reason", ""))
            )
            for each in _seen(session, reading.users().sound)
        ]

    found = house.store.read(work)
    # A reason is written about somebody: to read it is a sight like any other.
    house.trace(session.actor, "audit.access", [each.glass.case for each in found])
    last = {each.account.id: each.glass.sequence for each in sorted(found, key=lambda each: each.glass.sequence)}
    news = {name: number for name, number in last.items() if number > session.account.told.get(name, 0)}
    if news:
        stamp = stamp_of(house, session.account)

        def tell(writing: Writing) -> None:
            for name, number in news.items():
                writing.change_user(session.account.id, "glass_told", {"user": name, "glass": number}, {}, stamp)

        house.store.write(tell)
    return found[::-1]


def minutes_left(house: House, until: str) -> int:
    """Whole minutes until a moment, the one that is running included."""
    left = datetime.fromisoformat(until) - house.now()
    return max(-(-int(left.total_seconds()) // 60), 0)
