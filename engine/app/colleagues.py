"""Who may take a case: the open accounts that may act on it. A case given to nobody who exists would be nobody's."""

from __future__ import annotations

from difflib import get_close_matches

from engine.app.given import KnownCase
from engine.app.house import House
from engine.app.sight import PROTECTED, resource_of
from engine.authority.allow import Resource, allow
from engine.core.case import CaseState
from engine.core.definition import Definition
from engine.core.events import EVERYWHERE, Actor, Assign
from engine.errors import UsageError, did_you_mean
from engine.store.users import Account


def colleagues(house: House, definition: Definition, case: CaseState) -> list[Account]:
    """The accounts to which a case may be given, by their login."""
    return _takers(house, resource_of(definition, case))


def _takers(house: House, about: Resource) -> list[Account]:
    accounts = house.store.read(lambda reading: reading.users().sound)
    found = (
        each
        for each in accounts
        if each.active and allow(Actor(each.login, each.role, each.commune), "case.act", about)
    )
    return sorted(found, key=lambda each: each.login)


def _logins(house: House) -> set[str]:
    return {each.login for each in house.store.read(lambda reading: reading.users().sound)}


def giving(house: House, known: KnownCase, login: str | None) -> Assign:
    """The demand to give a case to an agent, or to nobody in particular, for whichever edge was asked.

    Raises:
        UsageError: as `require_taker`.
    """
    require_taker(house, Resource(known.commune, known.definition.confidentiality == PROTECTED), login)
    return Assign(login)


def desk_of(house: House, actor: Actor) -> list[Account]:
    """The accounts of the actor's own desk that act on cases; every one's, for whoever acts in the whole territory."""
    return _takers(house, Resource("" if actor.commune == EVERYWHERE else actor.commune))


def has_desk(house: House, about: Resource) -> bool:
    """Whether an account of the commune's own desk could take such a case; a training base's agents are made up."""
    return house.store.training or any(each.commune == about.commune for each in _takers(house, about))


def require_taker(house: House, about: Resource, login: str | None) -> None:
    """Refuse to give a case to an account that couldn't act on it; to nobody in particular it may always be given.

    A training base's agents are made up, and have no account: a name that is no account's goes there.

    Raises:
        UsageError: a name that is no open account's, or whose account may not act on the case; with those who may.
    """
    if login is not None and not (house.store.training and login not in _logins(house)):
        able = [each.login for each in _takers(house, about)]
        if login not in able:
            raise UsageError(
                "Aucun compte ouvert « {login} » ne peut prendre ce dossier.{hint}",
                "Ceux qui le peuvent : {able}.",
                login=login,
                hint=did_you_mean(get_close_matches(login, able, n=1)),
                able=", ".join(able) or "—",
            )
