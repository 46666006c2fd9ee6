"""What takes two people: one asks, another with the same right asks for the very same thing, and it is done.

Or another refuses, or whoever asked takes it back; both say why. All of it are events of the log, so that who agreed
with whom can be read for ever. Knows requests; not what they are for, nor whose right that is: whoever calls has asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from engine.app.house import House, instant, new_id
from engine.app.kinship import require_apart
from engine.core.events import Actor, Event
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
            found[body["request"]] = _request(event)
        elif event.kind in ("approval_given", "approval_refused"):
            found.pop(body["request"], None)
    return list(found.values())


def reason_of(house: House, request: Request) -> str:
    """Why it was asked for, as it was sealed then; empty where nothing was said."""

    def work(reading: Reading) -> str:
        asked = (event for event, _ in reading.history(SYSTEM) if event.kind == "approval_asked")
        found = next((event for event in asked if event.body["request"] == request.id), None)
        return "" if found is None else str(reading.private(SYSTEM, found.sequence).get("reason", ""))

    return house.store.read(work)


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that won't be joined any more: another person refused it, or whoever made it took it back."""

    request: Request
    by: str
    at: str
    reason: str

    @property
    def taken_back(self) -> bool:
        """Whether it was its own author."""
        return self.by == self.request.asked_by


def refuse(house: House, writing: Writing, actor: Actor, request: Request, reason: str) -> None:
    """Record that a request which waits is refused, or taken back by whoever made it; `reason` is sealed."""
    body = {"request": request.id, "act": request.act, "about": request.about, "asked_by": request.asked_by}
    writing.system("approval_refused", body, {"reason": reason}, house.stamp(actor, house.today(), ""))


def refused(house: House, reading: Reading) -> list[Refused]:
    """What was refused or taken back, for as long as a request lasts, newest first; not what was asked for again."""
    since = instant(house.now() - LASTS)
    asked: dict[str, Request] = {}
    found: dict[tuple[str, str], Refused] = {}
    for event, _ in reading.history(SYSTEM):
        body = event.body
        if event.kind == "approval_asked":
            request = asked[body["request"]] = _request(event)
            found.pop((request.act, request.about), None)
        elif event.kind == "approval_refused" and event.recorded_at > since:
            reason = str(reading.private(SYSTEM, event.sequence).get("reason", ""))
            request = asked[body["request"]]
            found[request.act, request.about] = Refused(request, event.actor, event.recorded_at, reason)
    return list(found.values())[::-1]


@dataclass(slots=True)
class Agreement:
    """What two people agreed to, of an act that isn't done at one go: it may have to be gone on with."""

    request: Request
    by: str
    "Who agreed, second."
    at: str
    done: bool = False

    @property
    def people(self) -> tuple[str, str]:
        """Both of them, whoever asked first."""
        return self.request.asked_by, self.by


def agreements(reading: Reading | Writing, act: str) -> list[Agreement]:
    """Every agreement to an act, oldest first."""
    asked: dict[str, Request] = {}
    found: dict[str, Agreement] = {}
    for event, _ in reading.history(SYSTEM):
        if event.kind not in ("approval_asked", "approval_given", "approval_done") or event.body["act"] != act:
            continue
        name = str(event.body["request"])
        if event.kind == "approval_asked":
            asked[name] = _request(event)
        elif event.kind == "approval_given":
            found[name] = Agreement(asked[name], event.actor, event.recorded_at)
        else:
            found[name].done = True
    return list(found.values())


def finish(house: House, writing: Writing, actor: Actor, agreement: Agreement) -> None:
    """Record that what was agreed to is done whole: the next time takes two people again."""
    request = agreement.request
    body = {"request": request.id, "act": request.act, "about": request.about}
    writing.system("approval_done", body, {}, house.stamp(actor, house.today(), ""))


def _request(event: Event) -> Request:
    body = event.body
    named = str(body.get("named", ""))
    return Request(body["request"], body["act"], body["about"], named, event.actor, event.recorded_at)
