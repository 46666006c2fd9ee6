"""Accounts: who may log in, in which role, for which commune; added, changed, closed, and taken back when lost.

Every change is an event of the account's own history, signed by whoever made it. A password chosen by somebody else
opens nothing but the choice of another. Knows rights and rules; how one proves who one is stands in `login`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, get_args

from engine.app.house import House, new_id
from engine.app.kinship import require_not_behind
from engine.app.sight import require
from engine.app.two_people import agreed
from engine.authority.allow import Resource, Role, allow
from engine.core.events import EVERYWHERE, PROGRAM, Actor, Json
from engine.core.rules import SYSTEM
from engine.core.values import MAX_SAID, MAX_WORD, clean_text, is_visible, is_word
from engine.errors import Said, UsageError
from engine.store.journal import Reading, Writing
from engine.store.users import Account, Users
from engine.vault.passwords import NOBODYS, hash_password, weakness

LOCAL = ("agent",)
"Roles of one desk, always."
ANYWHERE = ("editor", "admin")
"Roles that belong to no desk."
PROVED_TWICE = ("supervisor", "editor", "auditor", "admin")
"Roles that log in with a telephone besides the password."

LOGIN = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*")
MOST_OF_A_LOGIN = 32
_RESERVED = frozenset((*get_args(Role), PROGRAM, "baom"))
"What the system, or a fictitious agent, signs with."


def place_of(house: House, role: str, commune: str | None, *, everywhere: bool = False) -> str:
    """The commune of an account: a slug, or `EVERYWHERE`; each role has its reach.

    Raises:
        UsageError: no such role or commune; a desk for a role that has none, none for one that needs it, or both.
    """
    if role not in get_args(Role) or role == SYSTEM.role:
        raise UsageError(
            "Le rôle « {role} » n'existe pas.", "Rôles : {known}.", role=role, known=", ".join(known_roles())
        )
    if role in ANYWHERE:
        if commune is not None:
            raise UsageError(
                "Le rôle « {role} » n'est d'aucune commune.", "Ne nommer aucune commune (--commune).", role=role
            )
        return EVERYWHERE
    if everywhere and (role in LOCAL or commune is not None):
        raise UsageError(
            "Un agent est d'une seule commune.", "La nommer (--commune), et pas tout le territoire (--everywhere)."
        )
    if not everywhere and commune is None:
        other = Said("" if role in LOCAL else ", ou tout le territoire (--everywhere)")
        raise UsageError("Il manque la commune de ce compte.", "La nommer (--commune){other}.", other=other)
    return EVERYWHERE if commune is None else house.commune(commune)


def known_roles() -> tuple[str, ...]:
    """The roles that a person may have."""
    return tuple(role for role in get_args(Role) if role != SYSTEM.role)


@dataclass(frozen=True, slots=True)
class NewUser:
    """An account to be added; role and commune as `place_of` allows them."""

    login: str
    role: str
    commune: str
    name: str
    password: str | None = field(repr=False)
    "None: nobody's, and nobody logs in with one."


def add_user(house: House, actor: Actor, new: NewUser) -> Account:
    """Add an account, with a password to be changed at the first login.

    Raises:
        NotAllowed: accounts aren't this actor's to manage.
        UsageError: a login that isn't one or is taken, a password too weak.
    """
    require(actor, "user.manage", Resource(new.commune))
    return _add(house, actor, new, {"provisional": True})


def first_admin(house: House, login: str, name: str, password: str) -> Account:
    """The administrator of a database just made, with a password of their own; raises UsageError as `add_user`."""
    return _add(house, SYSTEM, NewUser(login, "admin", EVERYWHERE, name, password), {})


def require_choice(login: str, name: str, password: str | None) -> None:
    """Refuse a login or a password that `add_user` would refuse, before anything is made; raises as it does."""
    login_of(login)
    if clean_text(name) and not is_word(clean_text(name)):
        raise UsageError(
            "Le nom d'un compte tient sur une ligne, de {most} signes au plus, et se voit.",
            "Le raccourcir, ou le laisser : --name n'est pas obligatoire.",
            most=MAX_WORD,
        )
    if password is not None:
        _chosen(password, login, name)


def _add(house: House, actor: Actor, new: NewUser, password_body: Mapping[str, Json]) -> Account:
    require_choice(new.login, new.name, new.password)
    named = clean_text(new.name)
    private = {"name": named} if is_visible(named) else {}
    stamp = house.stamp(actor, house.today(), "")
    hashed = NOBODYS if new.password is None else hash_password(new.password)

    def work(writing: Writing) -> Account:
        account = writing.new_user(new_id("U"), new.login, (new.role, new.commune), private, stamp)
        return writing.change_user(account.id, "password_set", password_body, {"password": hashed}, stamp)

    return house.store.write(work)


def login_of(word: str) -> str:
    """A login as it is kept: a lower-case ASCII word, for it signs in clear for ever.

    Raises:
        UsageError: it isn't one, or is the system's.
    """
    if len(word) > MOST_OF_A_LOGIN or LOGIN.fullmatch(word) is None or word in _RESERVED:
        raise UsageError(
            "Un identifiant s'écrit en minuscules sans accent, comme f.amrani (32 lettres au plus).",
            "En choisir un autre ; il signe chaque étape, et ne se change pas.",
        )
    return word


def enable(house: House, actor: Actor, login: str) -> Account:
    """Open a closed account again, with the rights and the password it had.

    Raises:
        NotAllowed: not this actor's to do.
        UsageError: no such account, or one's own.
        SameOrigin: that of whoever may stand behind one's own.
    """
    require(actor, "user.manage")
    return _changed(house, actor, login, _Change("user_enabled", {}, {}))


def reset_password(house: House, actor: Actor, login: str, password: str) -> Account:
    """Give an account a password to be changed at its next login. Raises as `enable`, or for a weak one."""
    require(actor, "user.manage")
    hashed = hash_password(_chosen(password, login))
    return _changed(house, actor, login, _Change("password_set", {"provisional": True}, {"password": hashed}))


def reset_second_factor(house: House, actor: Actor, login: str) -> Account | None:
    """Forget an account's telephone: another one is enrolled at its next login; None while a second person is awaited.

    Whoever could do it alone would give a password too, and be that person. One of the two may be the owner.

    Raises:
        NotAllowed: not this actor's to ask for.
        UsageError: no such account.
        SameOrigin, BrokenAccount: as `agreed`.
    """
    if actor.name != login:
        require(actor, "user.attest", Resource(actor.commune))
    stamp = house.stamp(actor, house.today(), "")

    def work(writing: Writing) -> Account | None:
        account = find_user(writing, login)
        if actor.name != login:
            require(actor, "user.attest", Resource(account.commune))
        # The account as it stands: what was agreed to before a later change is not agreed to now.
        request = ("user.second_factor", f"{account.id} {account.rights}", login)
        if not house.store.training and not agreed(house, writing, actor, request):
            return None
        return writing.change_user(account.id, "second_factor_set", {}, {}, stamp)

    return house.store.write(work)


def recover(house: House, login: str, password: str) -> Account:
    """Give a lost administration back to whoever holds the master key, who could read everything anyway.

    The account becomes an active administrator with this password and no telephone; made where there is none of that
    name. The event says that it was taken back, and everybody is told at their next login.

    Raises:
        UsageError: a login that isn't one, a password too weak.
    """
    known, hashed = login_of(login), hash_password(_chosen(password, login))
    stamp = house.stamp(SYSTEM, house.today(), "")
    rights = ("admin", EVERYWHERE)

    def work(writing: Writing) -> Account:
        account = writing.user(known) or writing.new_user(new_id("U"), known, rights, {}, stamp)
        if not account.active:
            writing.change_user(account.id, "user_enabled", {}, {}, stamp)
        if (account.role, account.commune) != rights:
            writing.change_user(
                account.id, "user_changed", dict(zip(("role", "commune"), rights, strict=True)), {}, stamp
            )
        if account.totp is not None:
            writing.change_user(account.id, "second_factor_set", {"recovered": True}, {}, stamp)
        return writing.change_user(account.id, "password_set", {"recovered": True}, {"password": hashed}, stamp)

    return house.store.write(work)


def list_users(house: House, actor: Actor) -> Users:
    """The accounts that this actor may know of, by login; those that are altered, whose commune nobody can believe.

    Raises:
        NotAllowed: none at all.
    """
    require(actor, "user.list")
    every, lost = house.store.read(lambda reading: (reading.users(), reading.lost_users()))
    seen = [each for each in every.sound if allow(actor, "user.list", Resource(each.commune))]
    return Users(seen, [*every.broken, *lost])


def account_view(account: Account) -> dict[str, Any]:
    """An account, as JSON; no secret."""
    return {
        "login": account.login,
        "name": account.name,
        "role": account.role,
        "commune": account.commune,
        "active": account.active,
        "provisional": account.provisional,
        "second_factor": account.totp is not None,
        "in_hands_of": list(account.hands),
    }


def said(reason: str) -> str:
    """A reason as it is sealed, cleaned; raises UsageError when it is longer than a page."""
    why = clean_text(reason)
    if len(why) > MAX_SAID:
        raise UsageError(
            "Le motif est trop long : {most} signes au plus.", "Dire pourquoi en une phrase.", most=MAX_SAID
        )
    return why


def find_user(reading: Reading | Writing, login: str) -> Account:
    """An account by its login; raises UsageError when there is none."""
    found = reading.user(login)
    if found is None:
        raise UsageError("Aucun compte « {login} ».", "Les comptes : baom user list.", login=login)
    return found


def sound_admins(reading: Reading | Writing) -> list[Account]:
    """The administrators who can log in; an account that is altered manages nothing."""
    return [each for each in reading.users().sound if each.active and each.role == "admin"]


class _Change(NamedTuple):
    """An event of an account's history, before it is recorded."""

    kind: str
    body: Mapping[str, Json]
    private: Mapping[str, Json]


def _changed(house: House, actor: Actor, login: str, change: _Change) -> Account:
    stamp = house.stamp(actor, house.today(), "")

    def work(writing: Writing) -> Account:
        account = find_user(writing, login)
        require_not_behind(house, writing, actor, login)
        return writing.change_user(account.id, *change, stamp)

    return house.store.write(work)


def require_another_admin(writing: Writing, account: Account) -> None:
    """Refuse that the last administrator be none any more; raises UsageError."""
    if not any(each.id != account.id for each in sound_admins(writing)):
        raise UsageError(
            "C'est le dernier administrateur : après lui, personne ne pourrait gérer les comptes.",
            "En ajouter un autre d'abord : baom user add LOGIN --role admin.",
        )


def _chosen(password: str, login: str, name: str = "") -> str:
    """A password as it was chosen.

    Raises:
        UsageError: too short, too long, or what everybody tries; with why.
    """
    why = weakness(password, login, name)
    if why is not None:
        raise UsageError(why, "En choisir un autre. Rien n'a été écrit.")
    return password
