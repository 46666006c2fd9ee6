"""Cases sent to a desk (*orientations reçues*): whether somebody of that desk has taken them up yet.

A case is sent when it is handed over to another commune, or when another case opens it: nobody sat down for it then.
It is taken up by the first act of a person on it, whatever that is: a note, a name put on it, a step. What the system
does (a clock, the news of a linked case) takes nothing up, nor does an act signed by another desk.
"""

from __future__ import annotations

from engine.core.events import Event

ARRIVALS = frozenset(("opened", "transferred"))
"How a case comes to a desk; of one that isn't awaited, no other event says anything here."
_NEWS = frozenset(("linked", "merged", "migrated"))
"Told of a case by what happens elsewhere."


def awaits(event: Event, commune: str, *, before: bool) -> bool:
    """Whether a case waits to be taken up after an event of its own, and did or not before; `commune` is its desk's."""
    if event.kind == "opened":
        return any(link["side"] == "from" for link in event.body.get("links", {}).values())
    if event.kind == "transferred":
        return True
    if not before or event.role == "system" or event.kind in _NEWS:
        return before
    return event.commune not in ("", commune)
