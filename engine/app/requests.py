"""What is asked for about versions and takes two people: what waits, and how one says no to it, or takes it back.

Agreeing is asking for the same: each thing that takes two does that itself (`engine.app.two_people`).
"""

from __future__ import annotations

from engine.app.accounts import said
from engine.app.house import House
from engine.app.sight import require
from engine.app.two_people import Refused, Request, pending, refused
from engine.app.two_people import refuse as record_refusal
from engine.authority.allow import Action, Resource, allow, communes_seen
from engine.core.events import EVERYWHERE, Actor
from engine.core.values import is_visible
from engine.errors import UsageError
from engine.store.journal import Writing

_TWO: tuple[Action, ...] = ("process.publish", "process.migrate")


def waiting_for(house: House, actor: Actor) -> list[Request]:
    """What is asked for about versions and waits for a second person, as far as it is this actor's to know of.

    Raises:
        NotAllowed: neither publishing nor bringing cases over is.
    """
    own = _own(actor)
    return [each for each in house.store.read(lambda reading: pending(house, reading)) if each.act in own]


def refused_lately(house: House, actor: Actor) -> list[Refused]:
    """What was asked for about versions and refused, or taken back, newest first; raises as `waiting_for`."""
    own = _own(actor)
    return [each for each in house.store.read(lambda reading: refused(house, reading)) if each.request.act in own]


def refused_to(house: House, actor: Actor) -> list[Refused]:
    """Of these, what somebody else refused to this very actor; nothing for whoever may ask for nothing of the kind."""
    if not any(allow(actor, act, Resource()) for act in _TWO):
        return []
    every = refused_lately(house, actor)
    return [each for each in every if each.request.asked_by == actor.name and not each.taken_back]


def may_refuse(actor: Actor, request: Request) -> bool:
    """Whether this actor may say no to it: to what is asked for one commune, or for all, whoever sees as far."""
    if not allow(actor, request.act, Resource()):  # type: ignore[arg-type]  # one of `_TWO`
        return False
    reach = communes_seen(actor)
    return request.act == "process.publish" or reach in (None, request.about.rpartition(":")[2])


def may_join(actor: Actor, request: Request) -> bool:
    """Whether asking for the same would be this very request: a passage is asked for one's own desks, and no others."""
    reach = communes_seen(actor) or EVERYWHERE
    return request.act == "process.publish" or reach == request.about.rpartition(":")[2]


def refuse(house: House, actor: Actor, request: str, reason: str) -> Request:
    """Refuse what somebody else asked for, or take back what this actor did; the other reads why. Nothing is done then.

    Raises:
        NotAllowed: neither publishing nor bringing cases over is this actor's.
        UsageError: nothing of this number waits that is this actor's to refuse; or no reason, or one too long.
    """
    own, why = _own(actor), said(reason)

    def work(writing: Writing) -> Request:
        # Held first: nobody agrees to it meanwhile.
        writing.hold_log()
        waiting = (each for each in pending(house, writing) if each.id == request and each.act in own)
        found = next((each for each in waiting if may_refuse(actor, each)), None)
        if found is None:
            raise UsageError(
                "Aucune demande « {request} » n'attend : elle a pu être acceptée, refusée ou retirée.",
                "Reprendre la liste : baom process pending",
                request=request,
            )
        if not is_visible(why):
            raise UsageError("Il faut un motif : l'autre personne le lira.", "Écrire le motif en une phrase simple.")
        record_refusal(house, writing, actor, found, why)
        return found

    return house.store.write(work)


def _own(actor: Actor) -> list[str]:
    own = [act for act in _TWO if allow(actor, act, Resource())]
    if not own:
        require(actor, "process.publish")
    return [*own]
