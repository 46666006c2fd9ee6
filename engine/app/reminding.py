"""What is done about reminders: slips printed, people told; each leaves an event on the case's own history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import get_args

from engine.app.answer import NotDone
from engine.app.cases import perform
from engine.app.given import known_case
from engine.app.house import House
from engine.app.reminders import Reminder, Wanted, unnoted_reminders
from engine.core.contact import is_address
from engine.core.definition import Language
from engine.core.events import Actor, AgreeContact, AgreedWay, Inform, Way
from engine.core.territory import commune_name
from engine.errors import CaseNotFound, ConcurrentChange, UsageError
from engine.printing.slips import Slip, slips_pdf


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of the reminders that somebody did something about."""

    done: tuple[Reminder, ...]
    left: tuple[Reminder, ...]
    "Those that a colleague took meanwhile, or whose case moved on: they are on the list again, as they now stand."


def chosen(
    house: House,
    wanted: Wanted,
    actor: Actor,
    way: Way,
    *,
    cases: Sequence[str] = (),
    ids: Collection[str] | None = None,
) -> list[Reminder]:
    """The reminders still to do that may go that way.

    Of those that are named, by their case or by `ids`, the ones done with as well: a slip gets lost, somebody is called
    once more. An e-mail that has left is never sent again.

    Raises:
        CaseNotFound: one of the cases isn't there, or may not be seen.
        UsageError: none of them is left to do that way; or as `reminders`.
    """
    named = {known_case(house, word, actor).case for word in cases}
    found = unnoted_reminders(house, wanted, actor)
    asked = [
        each
        for each in found
        if way in each.ways
        and (not named or each.line.case in named)
        and (ids is None or each.id in ids)
        and _is_for(each, way, named=bool(named or ids))
    ]
    if not asked:
        raise UsageError(
            "Aucun rappel n'est à faire de cette façon.",
            "Voir la liste : baom reminders list. Un courriel demande l'accord de la personne.",
        )
    return asked


def _is_for(each: Reminder, way: Way, *, named: bool) -> bool:
    """Whether a reminder may be done that way now; what is named may be done once more, unless an e-mail has left."""
    if way == "email":
        return each.standing == "to_tell" or (named and each.pending)
    return named or each.pending


def tell(house: House, asked: Sequence[Reminder], way: Way, actor: Actor) -> Reminded:
    """Record that people were told, face to face or by telephone."""
    return _recorded(house, asked, way, "told", actor)


def print_slips(house: House, asked: Sequence[Reminder], actor: Actor) -> tuple[bytes, Reminded]:
    """The slips of these reminders as a PDF; recorded as printed once the PDF is there, before it is given.

    Raises:
        EnvironmentUnusable: the typesetter failed; nothing is recorded then.
    """
    content = slips_pdf([slip_of(house, each) for each in asked], issued_at=house.now(), watermark=house.store.training)
    house.trace(actor, "case.print", [each.line.case for each in asked])
    return content, _recorded(house, asked, "slip", "printed", actor)


def agreement(way: AgreedWay, *, given: bool, language: str, address: str) -> AgreeContact:
    """What a person answers about being told by some way, as it is asked of their case.

    Raises:
        UsageError: no address where an e-mail needs one, or something that is no address; an address for nothing.
    """
    word = address.strip()
    if way == "email" and given and not is_address(word):
        raise UsageError(
            "Il faut une adresse électronique, et rien d'autre.", "L'écrire comme awa@example.org, sans nom ni espace."
        )
    if word and not (way == "email" and given):
        raise UsageError("Une adresse n'accompagne que l'accord de recevoir des courriels.", "La retirer.")
    return AgreeContact(way, given, language, word)


def slips_again(house: House, wanted: Wanted, ids: Collection[str], actor: Actor) -> bytes:
    """Slips that are recorded as printed, once more: a printer jams. Nothing is recorded of it but the sight.

    Raises:
        UsageError: none of them is.
    """
    asked = [each for each in chosen(house, wanted, actor, "slip", ids=ids) if each.standing == "printed"]
    if not asked:
        raise UsageError("Aucun de ces rappels n'a été imprimé.", "Les imprimer d'abord.")
    house.trace(actor, "case.print", [each.line.case for each in asked])
    return slips_pdf([slip_of(house, each) for each in asked], issued_at=house.now(), watermark=house.store.training)


def slip_of(house: House, each: Reminder) -> Slip:
    """What a reminder says on paper and in a message."""
    desk = {language: commune_name(house.territory, each.line.commune, language) for language in get_args(Language)}
    return Slip(each.line.case, desk, each.on, each.about == "appointment", each.here)


def _recorded(house: House, asked: Sequence[Reminder], way: Way, outcome: str, actor: Actor) -> Reminded:
    done: list[Reminder] = []
    left: list[Reminder] = []
    steps: dict[str, int] = {}
    for each in asked:
        # Two of one case follow each other: the second is recorded at the step that the first one made.
        at = steps.get(each.line.case, each.sequence)
        found = record(house, each, way, outcome, actor, expect=at)
        if found is None:
            left.append(each)
        else:
            steps[each.line.case] = found
            done.append(each)
    return Reminded(tuple(done), tuple(left))


def record(  # noqa: PLR0913 what is told of a reminder
    house: House,
    each: Reminder,
    way: Way,
    outcome: str,
    actor: Actor,
    *,
    expect: int | None = None,
    why: str = "",
) -> int | None:
    """Record one thing done about a reminder: the step it became; None where the case has moved on meanwhile."""
    ask = Inform(each.about, each.name, each.on, way, outcome, why)
    try:
        answer = perform(house, each.line.case, ask, actor, house.today(), expect=expect)
    except (CaseNotFound, ConcurrentChange):
        return None
    return None if isinstance(answer, NotDone) else answer.case.sequence
