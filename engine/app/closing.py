"""Taking an account's rights away: it is closed, or given another role or commune.

One administrator does it, for it is urgent. Where nobody would be left to watch that one, it takes two: the last
auditor, and the last who could be the second of two beside this administrator. Knows accounts and who stands behind
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from engine.app.accounts import find_user, require_another_admin, said
from engine.app.house import House
from engine.app.kinship import require_not_behind, stands_apart
from engine.app.sight import require
from engine.app.two_people import Request, agreed, pending
from engine.authority.allow import Resource, allow
from engine.core.events import Actor, Json
from engine.core.rules import SYSTEM
from engine.core.values import is_visible
from engine.store.journal import Reading, Writing
from engine.store.users import Account

RIGHTS, CLOSE, TELEPHONE = "user.rights", "user.close", "user.second_factor"
"What may wait for a second person about an account."


class _Taking(NamedTuple):
    """What is to be done to an account; the first two name it to the second person."""

    act: str
    about: str
    kind: str
    body: Mapping[str, Json]
    private: Mapping[str, Json]


def change_rights(house: House, actor: Actor, login: str, rights: tuple[str, str]) -> Account | None:
    """Give an account another role or commune (`place_of`); whoever is logged in with it is so no more.

    None while a second person is awaited, who asks for the very same; one of the two may be the owner.

    Raises:
        NotAllowed: not this actor's to do.
        UsageError: no such account, or the last administrator would be none any more.
        SameOrigin, BrokenAccount: as `agreed`.
    """
    body = dict(zip(("role", "commune"), rights, strict=True))
    return _taken(house, actor, login, _Taking(RIGHTS, " ".join(rights), "user_changed", body, {}))


def disable(house: House, actor: Actor, login: str, reason: str = "") -> Account | None:
    """Close an account: it logs in no more, and is out at once where it is. Answers and raises as `change_rights`."""
    why = said(reason)
    return _taken(
        house, actor, login, _Taking(CLOSE, "", "user_disabled", {}, {"reason": why} if is_visible(why) else {})
    )


def _taken(house: House, actor: Actor, login: str, taking: _Taking) -> Account | None:
    stamp = house.stamp(actor, house.today(), "")

    def work(writing: Writing) -> Account | None:
        waiting = [each for each in pending(house, writing) if (each.act, each.named) == (taking.act, login)]
        if not waiting:
            # Before anything is said of the account: whether there is one is no matter of those who may not ask.
            require(actor, "user.manage")
        account = find_user(writing, login)
        # The account as it stands: what was agreed to before a later change is not agreed to now.
        request = (taking.act, f"{account.id} {account.rights} {taking.about}".strip(), login)
        joins = any(each.about == request[1] and each.asked_by != actor.name for each in waiting)
        if not (joins and _may_join(actor, account)):
            require(actor, "user.manage")
            require_not_behind(house, writing, actor, login)
        if taking.body.get("role") != "admin" and account.role == "admin" and account.active:
            require_another_admin(writing, account)
        alone = allow(actor, "user.manage", Resource()) and actor.name != login
        if not (alone and not takes_two(house, writing, actor, account)) and not agreed(house, writing, actor, request):
            return None
        return writing.change_user(account.id, taking.kind, taking.body, taking.private, stamp)

    return house.store.write(work)


def _may_join(actor: Actor, account: Account) -> bool:
    """Whether somebody may be the second of two about an account: its owner, and whoever attests who holds it."""
    return actor.name == account.login or allow(actor, "user.attest", Resource(account.commune))


def takes_two(house: House, reading: Reading | Writing, actor: Actor, account: Account) -> bool:
    """Whether this actor alone may not take an account's rights away: nobody would be left to say no to them.

    That is the last auditor, or the last whom the actor can't be; and the last of another origin who may be the second
    of two. A password given by another takes nobody away who still has their telephone, and can't so be closed either.
    """
    if house.store.training or actor.role == SYSTEM.role or not account.active:
        return False
    left = [each for each in reading.users().sound if each.active and each.id != account.id]
    apart = stands_apart(reading, actor, account, otherwise=True)
    others = [each for each in left if not apart or stands_apart(reading, actor, each, otherwise=False)]
    if account.role == "auditor" and not any(each.role == "auditor" for each in others):
        return True
    return apart and _watches(account) and not any(_watches(each) for each in others)


def _watches(account: Account) -> bool:
    actor = Actor(account.login, account.role, account.commune)
    return allow(actor, "user.attest", Resource(account.commune))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something about an account that one person asked for, and another hasn't joined yet."""

    act: str
    "RIGHTS, CLOSE or TELEPHONE."
    login: str
    asked_by: str
    asked_at: str
    role: str
    "That would be given; empty for what gives none, as `commune`."
    commune: str
    joins: bool
    "Whether whoever looks may be the second person, as far as their right goes."


def waiting_for_two(house: House, actor: Actor) -> list[Waiting]:
    """What waits for a second person about the accounts that this actor may know of, oldest first.

    Raises:
        NotAllowed: none at all.
    """
    require(actor, "user.list")

    def seen(reading: Reading) -> list[Waiting]:
        known = {
            each.login: each
            for each in reading.users().sound
            if actor.name == each.login or allow(actor, "user.list", Resource(each.commune))
        }
        # One whose account was changed since can't be joined any more.
        return [
            _waiting(actor, known[each.named], each)
            for each in pending(house, reading)
            if each.act in (RIGHTS, CLOSE, TELEPHONE)
            and each.named in known
            and each.about.split()[:2] == [known[each.named].id, str(known[each.named].rights)]
        ]

    return house.store.read(seen)


def _waiting(actor: Actor, account: Account, request: Request) -> Waiting:
    role, commune = [*request.about.split()[2:], "", ""][:2]
    joins = request.asked_by != actor.name and _may_join(actor, account)
    return Waiting(request.act, account.login, request.asked_by, request.asked_at, role, commune, joins)
