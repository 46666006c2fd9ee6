"""What an actor may see and do among cases: the rights of `engine.authority`, asked of rows, cases and people.

What one may not see isn't there: a list passes over it, a count leaves it out, and to ask for it by its number gets the
answer of a number that nobody has.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from engine.app.house import House
from engine.authority.allow import Action, Resource, allow, communes_seen
from engine.core.case import CaseState
from engine.core.definition import Definition
from engine.core.events import EVERYWHERE, Actor
from engine.core.rules import AGENT
from engine.core.wording import ROLES
from engine.errors import CaseNotFound, EnvironmentUnusable, NotAllowed, PersonNotFound, Said, UsageError
from engine.store.bound import UNLIKE
from engine.store.case_rows import Held
from engine.store.cases import CaseLine, CaseReading
from engine.store.journal import Reading, Writing

PROTECTED = "protected"
UNREADABLE = (*UNLIKE, EnvironmentUnusable)
"What reading a row or a history raises that isn't what was written, or a definition that isn't there."


def at_desk(commune: str) -> Actor:
    """An agent of that commune's desk, nobody in particular: whose sight decides what an ordinary case may show."""
    return replace(AGENT, commune=commune)


def signing(actor: Actor, commune: str) -> Actor:
    """The actor as an event of a case is signed: at the case's own desk, for whoever acts in the whole territory."""
    return replace(actor, commune=commune) if actor.commune == EVERYWHERE else actor


def resource_of(definition: Definition, case: CaseState) -> Resource:
    """A case as rights look at it."""
    return Resource(case.commune, definition.confidentiality == PROTECTED, case.case)


def require(actor: Actor, action: Action, resource: Resource | None = None) -> None:
    """Refuse what the actor has no right to, where it is no secret that it could be asked for.

    Raises:
        NotAllowed: in words that name who may.
    """
    if not allow(actor, action, resource or Resource()):
        # The desk is the reason where the same role has the right at another.
        elsewhere = allow(replace(actor, commune=EVERYWHERE), action, resource or Resource())
        why = Said("Ce bureau n'est pas le vôtre." if elsewhere else "Ce compte n'a pas ce droit.")
        raise NotAllowed(ROLES.get(actor.role, actor.role), why)


def scope_of(actor: Actor, asked: str | None) -> str | None:
    """The commune (its slug) that a list keeps to: the one asked for, else the actor's own; None for the territory.

    Raises:
        NotAllowed: another desk's.
    """
    own = communes_seen(actor)
    if asked is not None and own is not None and asked != own:
        raise NotAllowed(ROLES.get(actor.role, actor.role), "Ce bureau n'est pas le vôtre.")
    return asked if own is None else own


def list_scope(house: House, actor: Actor, word: str | None) -> str | None:
    """The commune that a list of cases keeps to, as `scope_of`; a list refused is a line of the log of reads.

    Raises:
        UsageError: an unknown commune.
        NotAllowed: another desk's, or a role that sees no case.
    """
    asked = house.commune(word) if word is not None else None
    with noting_denials(house, actor, "case.list"):
        require(actor, "case.list")
        return scope_of(actor, asked)


@contextmanager
def noting_denials(house: House, actor: Actor, act: Action, *asked: str) -> Iterator[None]:
    """Note in the log of reads a demand that is refused, with what was asked for: a door that was tried is a line."""
    try:
        yield
    except (CaseNotFound, PersonNotFound, NotAllowed):
        house.trace(actor, act, asked, denied=True)
        raise


def confidentiality_seen(actor: Actor) -> str | None:
    """What a list for that actor keeps to: one confidentiality, or None for all."""
    return None if allow(actor, "case.list", Resource(protected=True)) else "ordinary"


def seeing(role: str, confidentiality: str) -> str:
    """The role in which a fictitious agent lives such a case: their own where it sees, else a supervisor's."""
    visitor = Actor(role, role, EVERYWHERE)
    return role if allow(visitor, "case.act", Resource(protected=confidentiality == PROTECTED)) else "supervisor"


def require_sight(
    reading: Reading | Writing, actor: Actor, action: Action, definition: Definition, held: Held, named: str
) -> None:
    """Refuse a case about which this actor may not do that, as if it weren't there; `named` as it was asked for.

    A case sent to another desk stays its sender's too until somebody there takes it up: a transfer by mistake can be
    taken back, and nobody loses sight of a person on the way.

    Raises:
        CaseNotFound: the same as for a case that there isn't.
        NotAllowed: a case that a broken glass lets this actor read, and no more.
    """
    about = resource_of(definition, held.case)
    if not allow(actor, action, about):
        sender = _sender(reading, held)
        if sender is None or not allow(actor, action, replace(about, commune=sender)):
            if held.case.case in actor.glass and allow(actor, "case.read", about):
                raise NotAllowed(
                    ROLES.get(actor.role, actor.role), "Le bris de glace n'ouvre que la lecture de ce dossier."
                )
            raise CaseNotFound(named)


def _sender(reading: Reading | Writing, held: Held) -> str | None:
    """The commune that sent a case which nobody has taken up yet; None when it waits for nobody.

    Read from its row on backwards, by the hash that each event holds of the one before: a history written in by hand
    names no sender.
    """
    if not held.awaits_its_desk:
        return None
    head = held.case.head
    for event, digest in reversed(reading.history(held.case.case)):
        if digest != head:
            return None
        if event.kind == "transferred":
            return event.commune
        head = event.previous
    return None


def other_case(reading: Reading | Writing, line: CaseLine) -> Held | None:
    """A case of the same person beside the one that is read, held by nobody; None where it can't be read.

    What it would add is missed, and the case that is read goes on: whoever opens the other one is told.
    """
    try:
        return CaseReading.case(reading, line.case)
    except UNREADABLE:
        return None


def sees_line(house: House, reading: Reading | Writing, actor: Actor, line: CaseLine) -> bool:
    """Whether an actor may see a case of a list: by its row, and by its definition, whatever the row says.

    Of a row that doesn't hold: by its signed history, and all there is to see is that it doesn't hold.
    """
    if not allow(actor, "case.read", Resource(line.commune, line.confidentiality == PROTECTED, line.case)):
        return False
    try:
        defined = house.machine(reading, line.digest).definition.confidentiality
    except EnvironmentUnusable:
        return True
    return allow(actor, "case.read", Resource(line.commune, defined == PROTECTED, line.case))


def sees_row(house: House, reading: Reading | Writing, actor: Actor, case_id: str) -> bool:
    """The same for a case that may not be readable; not one that isn't there."""
    line = reading.line(case_id)
    return line is not None and sees_line(house, reading, actor, line)


def require_row_sight(house: House, reading: Reading | Writing, actor: Actor, case_id: str, named: str) -> None:
    """Refuse a case that couldn't be read to whoever may not see it: to be asked before telling what is wrong with it.

    Its number would otherwise answer « damaged » where a number that nobody has answers « no such case ».

    Raises:
        CaseNotFound: the same as for a case that there isn't.
    """
    if not sees_row(house, reading, actor, case_id):
        raise CaseNotFound(named)


def require_opening(actor: Actor, definition: Definition, commune: str) -> None:
    """Refuse to open what one couldn't read afterwards.

    Raises:
        UsageError: the pathway is protected, and the role none that sees such cases.
        NotAllowed: another desk's, or a role that opens no case.
    """
    if definition.confidentiality == PROTECTED and not allow(actor, "case.open", Resource(commune, protected=True)):
        raise UsageError(
            "Ce parcours est réservé : seul un superviseur ouvre et lit ses dossiers.",
            "Appeler le superviseur, sans rien écrire ici. Danger immédiat : police 19, gendarmerie 177, SAMU 141.",
        )
    require(actor, "case.open", Resource(commune))
