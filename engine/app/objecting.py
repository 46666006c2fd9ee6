"""A person objects to a use of their data: recorded with its reason, and every agreement to that use withdrawn.

All that is done for a purpose rests on an agreement to it, so that what is withdrawn is refused from then on, by the
same rule as any other action without an agreement. The person may agree again, by an agreement that says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from engine.app.answer import Done
from engine.app.cases import perform
from engine.app.erasing import records_of
from engine.app.house import House
from engine.app.sight import noting_denials, sees_line
from engine.authority.allow import reading_alone
from engine.core.definition import ConsentPurpose
from engine.core.events import Actor, GiveConsent
from engine.core.rights import PURPOSES
from engine.core.values import clean_text, is_visible
from engine.errors import UsageError, did_you_mean
from engine.store.journal import Reading, Writing

_CONSENTS: Mapping[str, ConsentPurpose] = {
    "statistiques": "statistics",
    "partage": "share",
    "accompagnement": "accompany",
}


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection recorded."""

    subject: str
    purpose: str
    withdrawn: tuple[tuple[str, str], ...]
    "(case, consent) of each agreement that was withdrawn with it."


def object_to(house: House, subject_id: str, purpose: str, reason: str, actor: Actor) -> Objection:
    """Record that a person objects, then withdraw what they had agreed to for that purpose in each of their open cases.

    Cut short, it is asked again: what was withdrawn is not withdrawn twice.

    Raises:
        UsageError: no such person, an unknown purpose, or no reason.
    """
    if purpose not in PURPOSES:
        near = get_close_matches(purpose, PURPOSES, n=1)
        hint = did_you_mean(near)
        raise UsageError(
            "Le but « {purpose} » n'existe pas.{hint}",
            "Buts : {purposes}.",
            purpose=purpose,
            hint=hint,
            purposes=", ".join(PURPOSES),
        )
    if not is_visible(reason):
        raise UsageError("Un motif est nécessaire pour s'opposer.", "Écrire le motif en une phrase simple.")
    stamp = house.stamp(actor, house.today(), "")

    def work(writing: Writing) -> list[tuple[str, str]]:
        kept = records_of(house, writing, subject_id, actor, "person.rights")
        for each in kept:
            if purpose not in objections(writing, each.id):
                private = {"reason": clean_text(reason)}
                writing.tell_of_subject(each.id, "objected", {"purpose": purpose}, private, stamp)
        own = reading_alone(actor, "person.rights")
        lines = (line for each in kept for line in writing.cases_of(each.id) if line.open)
        seen = [line.case for line in lines if sees_line(house, writing, own, line)]
        return [(case, name) for case in seen for name in _agreed(house, writing, case, purpose)]

    with noting_denials(house, actor, "person.rights", subject_id):
        agreed = house.store.write(work)
    done = [
        (case, name)
        for case, name in agreed
        if isinstance(perform(house, case, GiveConsent(name, False), actor, house.today()), Done)
    ]
    return Objection(subject_id, purpose, tuple(done))


def objections(reading: Reading | Writing, subject_id: str) -> frozenset[str]:
    """To what a person has objected, by their own record."""
    history = reading.history(subject_id)
    return frozenset(str(event.body["purpose"]) for event, _ in history if event.kind == "objected")


def _agreed(house: House, reading: Reading | Writing, case_id: str, purpose: str) -> list[str]:
    held = reading.case(case_id)
    if held is None:
        return []
    known = house.machine(reading, held.case.digest).definition.consents
    return [
        name
        for name, answer in held.case.consents.items()
        if answer["given"] and name in known and known[name].purpose == _CONSENTS[purpose]
    ]
