"""What takes two people: one asks, another with the same right asks for the very same thing, and it is done.

Both are events of the log, so that who agreed with whom can be read for ever. Knows requests; not what they are for,
nor whose right that is: whoever calls has asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from engine.app.house import House, instant, new_id
from engine.app.kinship import require_apart
from engine.core.events import Actor
from engine.store.journal import Reading, Writing
from engine.store.tables import SYSTEM

LASTS = timedelta(days=30)
"A request that nobody joined by then is forgotten."


@dataclass(frozen=True, slots=True)
class Request:
    """Something asked for that waits for a second person."""

    id: str
    act: str
    "What is to be done, as rights name it: `process.publish`."
    about: str
    "To what exactly: a digest, so that nothing else can be agreed to."
    named: str
    "The same for people: « naissance v3 »."
    asked_by: str
    asked_at: str


def agreed(
    house: House,
    writing: Writing,
    actor: Actor,
    request: tuple[str, str, str],
    said: Mapping[str, str] = MappingProxyType({}),
) -> bool:
    """Whether somebody else asked for this very thing before; it is then recorded as agreed, and may be done.

    Otherwise this actor is now the one who asked; asking twice changes nothing. `request`: act, about, named; `said`:
    what is sealed beside the demand, its reason.

    Raises:
        SameOrigin: whoever asked may be this very person, under another account.
        BrokenAccount: an account that stands behind one of the two can't be believed.
    """
    act, about, named = request
    # Held first: of two who ask at the same moment the second finds the first.
    writing.hold_log()
    waiting = [each for each in pending(house, writing) if (each.act, each.about) == (act, about)]
    stamp = house.stamp(actor, house.today(), "")
    for each in waiting:
        if each.asked_by != actor.name:
            require_apart(house, writing, actor, each.asked_by, each.asked_at)
            body = {"request": each.id, "act": act, "about": about, "asked_by": each.asked_by}
            writing.system("approval_given", body, {}, stamp)
            return True
    if not waiting:
        body = {"request": new_id("Q"), "act": act, "about": about, "named": named}
        writing.system("approval_asked", body, said, stamp)
    return False


def pending(house: House, reading: Reading | Writing) -> list[Request]:
    """What waits for a second person, oldest first."""
    since = instant(house.now() - LASTS)
    found: dict[str, Request] = {}
    for event, _ in reading.history(SYSTEM):
        body = event.body
        if event.kind == "approval_asked" and event.recorded_at > since:
            named, at = str(body.get("named", "")), event.recorded_at
            found[body["request"]] = Request(body["request"], body["act"], body["about"], named, event.actor, at)
        elif event.kind == "approval_given":
            found.pop(body["request"], None)
    return list(found.values())
