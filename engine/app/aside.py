"""A form sent when its session was over, set aside for whoever was sending it: sealed, and carried by the page itself.

The server keeps nothing of it: any worker takes it up again, and none loses it when it is restarted. Sealed under the
account's own key: in a page that is left open it tells nothing to the next person at the machine.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

import orjson

from engine.app.house import House, instant
from engine.errors import BrokenHistory
from engine.store.users import Account

WHILE = timedelta(minutes=30)
_PLACE = ("form set aside", 0)
"What a seal is bound to, where an event would have its stream and its number; no stream has that name."


@dataclass(frozen=True, slots=True)
class Aside:
    """What was being sent, and where to."""

    goal: str
    pairs: tuple[tuple[str, str], ...] = field(repr=False)


def account_of(house: House, owner: str) -> Account | None:
    """Whose a session was, by the identifier that its token begins with; None where there is no such account."""
    return house.store.read(lambda reading: reading.user_named(owner))


def set_aside(house: House, account: Account, goal: str, pairs: Iterable[tuple[str, str]]) -> str:
    """What is to be carried until that account has logged in again."""
    held = {"goal": goal, "pairs": list(pairs), "until": instant(house.now() + WHILE)}
    return base64.urlsafe_b64encode(account.key.seal(orjson.dumps(held), *_PLACE)).decode()


def taken_up(house: House, account: Account, carried: str) -> Aside | None:
    """What this very account was sending; None of anybody else's, of anything else, and after a while."""
    try:
        held = orjson.loads(account.key.open(base64.urlsafe_b64decode(carried), *_PLACE))
    except (ValueError, binascii.Error, BrokenHistory):
        return None
    if held["until"] <= instant(house.now()):
        return None
    return Aside(held["goal"], tuple((name, value) for name, value in held["pairs"]))
