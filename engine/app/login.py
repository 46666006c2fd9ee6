"""Logging in: who one is, proved by a password and, for the roles that see much, by a telephone.

A session is then begun (`sessions`). A wrong login, a wrong password, a closed account and a try that came too soon all
get one answer, in the same time. A try is counted before it is looked at, so that many at once are as many. Knows
accounts and time; nothing of cases.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from engine.app.account_heads import require_not_gone_back
from engine.app.accounts import PROVED_TWICE
from engine.app.attempts import count, held, take_back
from engine.app.house import House
from engine.app.sessions import Begun, Kind, begin, stamp_of
from engine.errors import AccessRefused, Said, UsageError
from engine.store.journal import Writing
from engine.store.users import Account, Attempts
from engine.vault.codes import counter_of, enrolment, new_secret
from engine.vault.passwords import hash_password, is_password, weakness

ISSUER = "BAOM"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gives to log in; whatever else is wanted is asked for, and given with the rest again."""

    login: str
    password: str = field(repr=False)
    code: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    "Of the telephone being enrolled, as it was shown."
    new_password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The password is right, and something else is needed."""

    what: Literal["code", "telephone", "password"]
    "A code; a telephone enrolled with `secret`, and its code; a password of one's own."
    why: Said | None = None
    "What was wrong with what was given; None when nothing was."
    secret: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    "`otpauth://…`, to be shown as a QR code."


def log_in(house: House, given: Given, kind: Kind) -> Begun | Wanted:
    """Begin a session, or say what is wanted besides.

    Raises:
        AccessRefused: wrong login or password, closed account, or too soon: one answer for all.
    """
    now = house.now()
    login = given.login.strip().lower()
    found = house.store.read(lambda reading: reading.user(login))
    account = found if found is not None and found.active and found.password is not None else None
    before = house.store.write(lambda writing: count(writing, account, now))
    # Out of any transaction: it takes long, on purpose.
    right = is_password(account.password if account is not None else None, given.password)
    if before is None or account is None or not right:
        raise refused()
    require_not_gone_back(house, account.id)
    wanted, counter = _wanted(account, given, now, before)
    if wanted is not None:
        if wanted.what == "password" or not wanted.why:
            house.store.write(lambda writing: take_back(writing, account, before, now))
        return wanted
    changed = hash_password(given.new_password) if given.new_password else None
    return house.store.write(lambda writing: _begun(house, writing, account, (given.secret, changed, counter), kind))


def refused() -> AccessRefused:
    """The one answer to whoever didn't prove who they are."""
    return AccessRefused(
        "Identifiant, mot de passe ou code refusé.",
        "Vérifier les majuscules et le clavier. Après plusieurs essais, attendre : d'une seconde à un quart d'heure, "
        "deux fois plus à chaque fois. Mot de passe oublié : l'administrateur en donne un autre.",
    )


def _wanted(account: Account, given: Given, now: datetime, before: Attempts) -> tuple[Wanted | None, int]:
    """What is still lacking, and the half minute of the code given (0 where none is needed).

    The new password comes first: a code is good for a moment only, and one chooses a password for longer.
    """
    if account.provisional:
        why = weakness(given.new_password, account.login, account.name) if given.new_password else None
        if given.new_password and is_password(account.password, given.new_password):
            why = Said("C'est celui qui vient d'être donné : il en faut un autre.")
        if why or not given.new_password:
            return Wanted("password", why), 0
    secret = account.totp or (given.secret if is_secret(given.secret) else "")
    if account.totp is None and account.role not in PROVED_TWICE:
        return None, 0
    if not secret:
        secret = new_secret()
        return Wanted("telephone", None, secret, enrolment(secret, account.login, ISSUER)), 0
    # Of a telephone that is being taken on, no code has served: those that did were of the one before.
    counter = counter_of(secret, given.code, now, before.last_code if account.totp else 0)
    if counter is not None:
        return None, counter
    why = Said("Ce code n'est pas le bon, ou il a déjà servi : attendre le suivant.") if given.code else None
    if account.totp is None:
        return Wanted("telephone", why, secret, enrolment(secret, account.login, ISSUER)), 0
    return Wanted("code", why), 0


def is_secret(text: str) -> bool:
    """Whether a text can be a telephone's secret: 160 bits in base 32."""
    try:
        return len(base64.b32decode(text)) == 20  # noqa: PLR2004 -- 160 bits
    except (ValueError, binascii.Error):
        return False


def _begun(house: House, writing: Writing, account: Account, proved: tuple[str, str | None, int], kind: Kind) -> Begun:
    """Record what was chosen, take the code, and open the session: all of it, or nothing."""
    secret, changed, counter = proved
    now = house.now()
    counted = held(writing, account, now)
    here = writing.user_named(account.id)
    served = here is not None and here.totp is not None and 0 < counter <= counted.last_code
    if here is None or here.rights != account.rights or not here.active or served:
        # Somebody changed the account, or used this very code, in the meantime.
        raise refused()
    stamp = stamp_of(house, here)
    if changed is not None and here.provisional:
        here = writing.change_user(here.id, "password_set", {}, {"password": changed}, stamp)
    taken_on = bool(secret and here.totp is None and counter)
    if taken_on:
        here = writing.change_user(here.id, "second_factor_set", {}, {"totp": secret}, stamp)
    writing.set_attempts(here, Attempts(0, "", counter if taken_on else max(counter, counted.last_code)))
    return begin(writing, here, kind, now)


def change_password(house: House, account: Account, old: str, new: str) -> None:
    """Change one's own password, proved by the one before; every session of the account is over, this one too.

    Raises:
        AccessRefused: the old one isn't right, or too soon after others that weren't.
        UsageError: the new one is too weak, or the same.
    """
    before = house.store.write(lambda writing: count(writing, account, house.now()))
    if before is None or not is_password(account.password, old):
        raise refused()
    house.store.write(lambda writing: take_back(writing, account, before, house.now()))
    why = Said("C'est le même : il en faut un autre.") if is_password(account.password, new) else None
    why = why or weakness(new, account.login, account.name)
    if why is not None:
        raise UsageError(why, "En choisir un autre. Rien n'a été écrit.")
    hashed, stamp = hash_password(new), stamp_of(house, account)
    house.store.write(lambda writing: writing.change_user(account.id, "password_set", {}, {"password": hashed}, stamp))
