"""What judging an event again can find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.core.events import Json

Why = Literal["erased", "never_kept", "calendar_unknown", "definition_unknown"]


@dataclass(frozen=True, slots=True)
class Agrees:
    """Judged again, the event is what would be recorded."""


@dataclass(frozen=True, slots=True)
class Differs:
    """The event isn't what the rules of its day make of what was asked."""

    what: str
    """What of it: `state`, `definition`, `refused`, `kind`, `trigger`, `to`, `happened_on`, `actor`, `private`, `next`
    (a step that lacks its second half), `reverted`, `link`, `body`, or a part of the body (`clocks`, `guards`…)."""
    expected: Json
    found: Json


@dataclass(frozen=True, slots=True)
class NotRedecidable:
    """What the step looked at can't be seen any more; nothing that is left speaks against it."""

    why: Why


Verdict = Agrees | Differs | NotRedecidable
AGREES = Agrees()
