"""A case read with all that shows it, by whoever may see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from engine.app.house import House
from engine.app.opening import IN_HAND, serves_the_person
from engine.app.people import same_person
from engine.app.sight import (
    UNREADABLE,
    at_desk,
    noting_denials,
    other_case,
    require_row_sight,
    require_sight,
    sees_line,
)
from engine.authority.allow import Action
from engine.core.definition import Text
from engine.core.events import Actor
from engine.core.machine import Machine
from engine.core.steps import Guidance, guide, services_wanted
from engine.core.territory import offices_for
from engine.errors import CaseNotFound, NotAllowed
from engine.store.attachments import Attachment
from engine.store.case_rows import Held
from engine.store.journal import Reading
from engine.store.subjects import Subject


@dataclass(frozen=True, slots=True)
class Opened:
    """A case read with all that shows it: the guidance, whose it is, and papers held in the person's other cases."""

    held: Held
    machine: Machine
    guidance: Guidance
    subject: Subject | None
    elsewhere: Mapping[str, str]
    "Paper lacking here → case of the same person where it is held."
    titles: Mapping[str, Text]
    "Pathway of a linked case → its title."
    scans: Mapping[str, tuple[Attachment, ...]] = field(default_factory=dict)
    "Paper → its scans, in the order in which they came; those whose joining was undone are left out."
    may_act: bool = False
    "Whether whoever reads it may act on it: not through a broken glass; still where it was sent away by mistake."


def read_case(house: House, case_id: str, actor: Actor, act: Action | None = "case.read") -> Opened:
    """Read a case with its guidance as of today; `act` is what it is read for, None where its caller notes the sight.

    Raises:
        CaseNotFound: there is none, or it may not be seen.
    """

    def work(reading: Reading) -> Opened:
        try:
            return _opened(house, reading, case_id, actor, act or "case.read")
        except UNREADABLE:
            require_row_sight(house, reading, actor, case_id, case_id)
            raise

    with noting_denials(house, actor, act or "case.read", case_id):
        opened = house.store.read(work)
    if act is not None:
        house.trace(actor, act, (case_id, opened.held.case.subject))
    return opened


def _opened(house: House, reading: Reading, case_id: str, actor: Actor, act: Action) -> Opened:
    held = reading.case(case_id)
    if held is None:
        raise CaseNotFound(case_id)
    machine = house.machine(reading, held.case.digest)
    require_sight(reading, actor, act, machine.definition, held, case_id)
    situation = house.situation(machine, held.case, held.private, house.today())
    offices = {
        (service, commune): offices_for(house.territory, service, commune)
        for service, commune in services_wanted(situation)
        if commune is not None
    }
    guidance = guide(situation, offices, actor.role)
    return Opened(
        held=held,
        machine=machine,
        guidance=guidance,
        subject=reading.subject(held.case.subject),
        elsewhere=_elsewhere(house, reading, held, machine, guidance),
        titles=process_titles(house, reading, {link["process"] for link in held.case.links.values()}),
        scans=_scans(reading, case_id),
        may_act=_may_act(reading, actor, machine, held),
    )


def _may_act(reading: Reading, actor: Actor, machine: Machine, held: Held) -> bool:
    try:
        require_sight(reading, actor, "case.act", machine.definition, held, held.case.case)
    except (CaseNotFound, NotAllowed):
        return False
    return True


def _scans(reading: Reading, case_id: str) -> dict[str, tuple[Attachment, ...]]:
    """The scans that stand, by their paper."""
    found: dict[str, tuple[Attachment, ...]] = {}
    joined = reading.attachments(case_id)
    undone = undone_steps(reading, case_id) if joined else frozenset()
    for each in joined:
        if each.event.sequence not in undone:
            paper = each.event.body["document"]
            found[paper] = (*found.get(paper, ()), each)
    return found


def undone_steps(reading: Reading, case_id: str) -> frozenset[int]:
    """The steps of a case that were undone, by their numbers."""
    return frozenset(event.body["target"] for event, _ in reading.history(case_id) if event.kind == "reverted")


def process_titles(house: House, reading: Reading, processes: Collection[str]) -> dict[str, Text]:
    """What pathways are called, by their newest versions; none of one that isn't published."""
    lines = reading.definitions() if processes else ()
    newest = {line.process: line.digest for line in lines if line.process in processes}
    return {process: house.machine(reading, digest).definition.title for process, digest in newest.items()}


def _elsewhere(house: House, reading: Reading, held: Held, machine: Machine, guidance: Guidance) -> dict[str, str]:
    """Papers lacking here that the person can show from another case; not from a protected one, nor another desk's."""
    wanted = {
        paper
        for group in guidance.papers
        if not group.standing.satisfied
        for option in group.standing.lacking.values()
        for paper in option
        if serves_the_person(machine, paper)
    }
    found: dict[str, str] = {}
    if wanted:
        desk = at_desk(held.case.commune)
        lines = (line for each in same_person(reading, held.case.subject) for line in reading.cases_of(each))
        for line in lines:
            shown = line.case != held.case.case and sees_line(house, reading, desk, line)
            other = other_case(reading, line) if shown else None
            for name in wanted:
                paper = other.case.documents.get(name) if other is not None else None
                if paper is not None and paper["status"] in IN_HAND:
                    found[name] = line.case
    return found
