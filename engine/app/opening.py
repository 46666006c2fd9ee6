"""How a case begins: under which version, for whom, with the papers that the person already holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches

import orjson

from engine.app.answer import Answer, Done, NotDone
from engine.app.house import House, new_id, standing_of
from engine.app.people import same_person
from engine.app.sight import at_desk, other_case, sees_line
from engine.core import life
from engine.core.answers import HELD
from engine.core.case import CaseState
from engine.core.decision import Decision, Refused
from engine.core.events import Actor, Json, Record
from engine.core.machine import Machine
from engine.errors import PersonNotFound, Said, UsageError, did_you_mean
from engine.store.definitions import DefinitionReading
from engine.store.journal import Writing

IN_HAND = HELD - {"waived"}
"A paper that somebody can show; a waived one is only not asked for, in that case."


@dataclass(frozen=True, slots=True)
class Opening:
    """The demand to open a case."""

    process: str
    commune: str
    happened_on: date
    subject: str | None = None
    "None where the pathway needs one: an unnamed subject is made, to be completed."
    fields: Mapping[str, Json] | None = None

    def demand(self) -> bytes:
        """The demand as bytes; raises as `demand_bytes` does."""
        return demand_bytes("open", self)


def demand_bytes(*parts: object) -> bytes:
    """A demand as bytes, to tell a repeated one from another under the same key.

    Raises:
        UsageError: a text of it is cut in the middle of a letter. Cleaned, a name would be another one.
    """
    try:
        return orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        raise UsageError(
            "Un texte n'est pas arrivé en entier : ses lettres ne sont pas en UTF-8.",
            "L'écrire de nouveau. Rien n'a été enregistré.",
        ) from error


@dataclass(frozen=True, slots=True)
class Origin:
    """What a case is given at its birth by who asks for it: a person with a key, or the case that opens it."""

    case_id: str = field(default_factory=lambda: new_id("D"))
    key: str | None = None
    links: Mapping[str, dict[str, Json]] = field(default_factory=dict)
    consents: Mapping[str, dict[str, Json]] = field(default_factory=dict)
    "Agreements that hold from the opening case; those that the pathway doesn't know are left."


@dataclass(frozen=True, slots=True)
class Judged:
    """An opening judged, under the version that it would open."""

    machine: Machine
    fresh: CaseState
    decision: Decision


def judge(house: House, writing: Writing, opening: Opening, origin: Origin) -> Judged:
    """Judge an opening, and write nothing; the commune of `opening` is a slug.

    Raises:
        UsageError: no such pathway or subject.
    """
    machine = house.machine(writing, newest(writing, opening.process))
    definition = machine.definition
    subject = opening.subject
    if subject is not None:
        _require_present(writing, subject)
    fresh = CaseState(process=definition.process, version=definition.version, digest=definition.digest)
    fresh.subject = subject or new_id("B")
    decision = life.open_case(
        house.situation(machine, fresh, {}, opening.happened_on),
        Record(opening.fields or {}),
        house.today(),
        documents=_held_elsewhere(house, writing, subject, machine, opening.commune) if subject is not None else {},
        links=origin.links,
        consents={name: given for name, given in origin.consents.items() if name in definition.consents},
    )
    return Judged(machine, fresh, decision)


def begin(house: House, writing: Writing, opening: Opening, actor: Actor, origin: Origin) -> Answer:
    """Open a case inside the caller's transaction.

    Raises:
        UsageError: no such pathway or subject.
    """
    judged = judge(house, writing, opening, origin)
    machine, fresh, decision = judged.machine, judged.fresh, judged.decision
    if isinstance(decision, Refused):
        return NotDone(fresh, machine, decision)
    definition = machine.definition
    stamp = house.stamp(replace(actor, commune=opening.commune), opening.happened_on, definition.digest)
    if opening.subject is None:
        writing.new_subject(fresh.subject, definition.subject, opening.commune, {}, stamp)
    mac = None
    if origin.key is not None and (owner := writing.subject(fresh.subject)) is not None:
        mac = writing.request_mac(owner, opening.demand())
    held = writing.open_case(
        origin.case_id,
        fresh.subject,
        decision.drafts[0],
        stamp,
        standing_of(machine),
        confidentiality=definition.confidentiality,
        key=origin.key,
        mac=mac,
    )
    events = tuple(event for event, _ in writing.history(held.case.case))
    return Done(held.case, machine, events, decision.effects)


def _require_present(writing: Writing, subject_id: str) -> None:
    """Refuse a subject that isn't here, or no longer: who was erased and comes back is somebody new."""
    found = writing.subject(subject_id)
    if found is None or found.erased:
        raise PersonNotFound(subject_id)


def newest(reading: DefinitionReading, process: str) -> str:
    """The digest of the newest published version of a pathway that isn't retired.

    Raises:
        UsageError: none is published under that name.
    """
    lines = [line for line in reading.definitions() if line.process == process and line.status != "retired"]
    if not lines:
        known = sorted({line.process for line in reading.definitions()})
        near = get_close_matches(process, known, n=1)
        hint = did_you_mean(near)
        raise UsageError(
            "Aucun parcours « {process} » n'est publié dans cette base.{hint}",
            "Parcours publiés : {known}. Pour publier : baom process publish FICHIER.",
            process=process,
            hint=hint,
            known=", ".join(known) or Said("aucun"),
        )
    return max(lines, key=lambda line: line.version).digest


def serves_the_person(machine: Machine, paper: str) -> bool:
    """Whether a paper brought in another case may serve in one of this pathway: known here, and of no one matter."""
    known = machine.definition.documents.get(paper)
    return known is not None and known.serves == "person"


def _held_elsewhere(
    house: House, writing: Writing, subject: str, machine: Machine, commune: str
) -> dict[str, dict[str, Json]]:
    """Papers that the person already holds from other cases and that this pathway knows, with where they come from.

    Left behind: what a protected case holds, since an ordinary journal never shows that it exists; what another desk's
    holds; papers of one matter (`serves: case`); papers that start a clock, which belong to the filing they prove; and,
    from a case of this very pathway, the papers that it obtains itself: they are about another child, another request.
    """
    plans = [plan for each in machine.table.values() for plan in each.values()]
    own = {paper for plan in plans for paper in (*plan.action.gives, plan.action.receipt)}
    found: dict[str, dict[str, Json]] = {}
    desk = at_desk(commune)
    lines = (line for each in same_person(writing, subject) for line in writing.cases_of(each))
    for line in lines:
        # Only read: nobody who writes in those cases has to wait for this one.
        other = other_case(writing, line) if sees_line(house, writing, desk, line) else None
        if other is None:
            continue
        same = line.process == machine.definition.process
        for name, paper in other.case.documents.items():
            wanted = serves_the_person(machine, name) and ("document", name) not in machine.clocks.starters
            if not wanted or (same and name in own) or paper["status"] not in IN_HAND:
                continue
            known = found.get(name)
            if known is None or str(known["on"]) < str(paper["on"]):
                # A paper that had come in there keeps the case it was first brought to.
                found[name] = {"from": line.case, **paper}
    return found
