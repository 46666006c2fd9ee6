"""What whoever is logged in is told above every answer: what others did that they must know, and what is damaged.

Nothing personal: logins, cases by their numbers, moments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, NamedTuple

from engine.app.account_events import untold_changes
from engine.app.glass import Broken, untold
from engine.app.house import House, instant
from engine.app.sessions import Session
from engine.authority.allow import Resource, allow
from engine.core.rules import SYSTEM
from engine.store.users import Account, Change

TOLD = timedelta(days=30)
"How long everybody is told of what was done without any administrator."

WATCHERS = ("auditor", "admin")
"Roles whose end everybody is told: with the last of them, nobody would watch."

_CARE = ("projections_rebuilt", "restored", "key_rotated", "signing_key_changed")
"Kinds of events of the log that an administrator signs, where one can."


@dataclass(frozen=True, slots=True)
class News:
    """What one account is to be told."""

    glass: tuple[Broken, ...] = ()
    "Glasses broken by others, not read about yet."
    changes: tuple[tuple[Account, Change], ...] = ()
    "What others did to accounts, not read about yet."
    altered: tuple[str, ...] = ()
    "Logins of accounts that aren't what their history says."


def news(house: House, session: Session) -> News:
    """What this account is to be told now; nothing for those who watch over nobody."""
    if not allow(session.actor, "user.list", Resource(session.actor.commune)):
        return News()
    every = house.store.read(lambda reading: reading.users())
    changes = tuple(untold_changes(session, every.sound, house.now()))
    return News(tuple(untold(session, every.sound)), changes, tuple(each.login for each in every.broken))


class Alert(NamedTuple):
    """What everybody is told at their login."""

    kind: Literal["recovered", "kept", "unwatched", "rewritten"]
    """An administration taken back with the master key; a base taken care of with nobody logged in; an auditor or an
    administrator who isn't one any more; the log's own history isn't as it was signed: what it tells may lack."""
    about: str
    "A login; empty for the base."
    at: str
    by: str = ""


def alerts(house: House) -> list[Alert]:
    """What everybody is told at their login these last thirty days, oldest first."""
    since = instant(house.now() - TOLD)
    every, log = house.store.read(lambda reading: (reading.users().sound, reading.told_of_log()))
    found = [] if log.holds else [Alert("rewritten", "", instant(house.now()))]
    found += [Alert("recovered", each.login, each.recovered) for each in every if each.recovered > since]
    found += [
        Alert("kept", "", event.recorded_at)
        for event in log.events
        if event.kind in _CARE and event.actor == SYSTEM.name and event.recorded_at > since
    ]
    found += [
        Alert("unwatched", each.login, change.at, change.by)
        for each in every
        for change in each.changes
        if change.role in WATCHERS and change.kind in ("user_disabled", "user_changed") and change.at > since
    ]
    return sorted(found, key=lambda each: each.at)


def own_news(house: House, account: Account) -> list[Change]:
    """What others did to this very account these last thirty days, oldest first: told at each of its logins."""
    since = instant(house.now() - TOLD)
    return [each for each in account.changes if each.at > since]
