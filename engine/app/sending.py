"""Before a case is sent to another desk: what is seen there, what stays here, and whether its sender still sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.app.colleagues import has_desk
from engine.app.house import House
from engine.app.reading import Opened
from engine.app.sight import resource_of
from engine.authority.allow import allow
from engine.core.events import Actor
from engine.errors import UsageError


@dataclass(frozen=True, slots=True)
class Sending:
    """A case as it would leave its desk."""

    commune: str
    "The slug of the commune whose desk would have it."
    steps: int
    "Of its history, all of which goes with it."
    scans: int
    stays_seen: bool
    "Whether whoever sends it still reads it once somebody there has taken it up."
    desk: bool
    "Whether anybody of that desk has an account which could take it up."


def sending(house: House, opened: Opened, word: str, actor: Actor) -> Sending | None:
    """What sending a case there would mean; None where it can't be sent there, which asking for it tells better."""
    case, definition = opened.held.case, opened.machine.definition
    try:
        commune = house.commune(word)
    except UsageError:
        return None
    about = resource_of(definition, case)
    if commune == case.commune or not opened.may_act:
        return None
    return Sending(
        commune,
        case.sequence,
        sum(map(len, opened.scans.values())),
        allow(actor, "case.read", replace(about, commune=commune)),
        has_desk(house, replace(about, commune=commune)),
    )
