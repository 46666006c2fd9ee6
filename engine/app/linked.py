"""Steps that reach other cases: those that open one, and those that close one which another had opened.

All of it happens in the step's own transaction. A protected case is linked from its own side alone: the journal of an
ordinary case never shows that it exists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from engine.app.answer import NotDone, opened_effect
from engine.app.house import House, new_id, standing_of
from engine.app.opening import Opening, Origin, begin, judge, newest
from engine.app.sight import PROTECTED
from engine.core.answers import consent_holds
from engine.core.case import CaseState
from engine.core.decide import decide
from engine.core.decision import Accepted, Effect, Refused
from engine.core.definition import ConsentPurpose
from engine.core.events import Command, Do, Draft, Event, Json
from engine.core.links import opened_link, pulled_at_close
from engine.core.machine import Machine
from engine.core.rules import AGENT, SYSTEM
from engine.errors import UsageError
from engine.store.case_rows import Held
from engine.store.journal import Writing
from engine.store.transaction import Stamp

ORIGIN = "origine"
"Name, on the side of an opened case, of the link to the one that opened it."


def record(  # noqa: PLR0913 what a step is recorded with
    house: House,
    writing: Writing,
    held: Held,
    machine: Machine,
    decision: Accepted,
    stamp: Stamp,
    key: str | None = None,
    mac: bytes | None = None,
) -> tuple[tuple[Event, ...], tuple[Effect, ...]]:
    """Record what was decided, open the linked cases it asks for, and tell the opener when the case closes or reopens.

    The effects come back with the linked cases named.

    Raises:
        UsageError: a linked case can't open; the caller's transaction is then undone whole.
    """
    before = held.case.outcome
    drafts: Sequence[Draft] = decision.drafts
    births = [(effect, new_id("D")) for effect in decision.effects if effect.kind == "open"]
    told: list[Draft | None] = []
    if births:
        state = decision.drafts[-1].to_state
        told = [_link(house, writing, machine, effect, case_id, state) for effect, case_id in births]
        drafts = (*drafts, *(draft for draft in told if draft is not None))
    events = writing.append(held, drafts, stamp, standing_of(machine), key, mac)
    for effect, case_id in births:
        _bear(house, writing, held, machine, effect, case_id, stamp)
    if held.case.outcome != before:
        _tell_opener(house, writing, held, stamp)
    others = (effect for effect in decision.effects if effect.kind != "open")
    # A protected case isn't named to whoever acts on an ordinary one: its supervisor finds it in the day's list.
    opened = (
        opened_effect(effect.what, effect.details["name"], case_id)
        for (effect, case_id), draft in zip(births, told, strict=True)
        if draft is not None
    )
    return events, (*others, *opened)


def _link(house: House, writing: Writing, machine: Machine, effect: Effect, case_id: str, state: str) -> Draft | None:
    """The opener's side of the link; None for a protected case opened from an ordinary one."""
    if _sealed(house.machine(writing, newest(writing, effect.what))) and not _sealed(machine):
        return None
    body = opened_link(effect, case_id, house.territory.calendar)
    return Draft("linked", None, state, state, body)


def _birth(case: CaseState, machine: Machine, effect: Effect, case_id: str, day: date) -> tuple[Opening, Origin]:
    """The demand to open a linked case, and what its opener gives it.

    A protected one gives nothing that would tell of it: neither its name, nor agreements (dated of a day on which the
    opened case was not there yet; they are asked for again).
    """
    opening = Opening(effect.what, case.commune, day, case.subject, effect.details["carry"])
    if _sealed(machine):
        return opening, Origin(case_id)
    origin = Origin(
        case_id,
        links={ORIGIN: _back(case)},
        consents={
            name: given
            for name, given in case.consents.items()
            # How one may be told things is agreed case by case.
            if name in machine.definition.consents and _carried(machine.definition.consents[name].purpose, given, day)
        },
    )
    return opening, origin


def _carried(purpose: ConsentPurpose, given: Mapping[str, Json], day: date) -> bool:
    """Whether an answer goes with the person: an agreement to be accompanied that holds, a refusal to be counted."""
    if purpose == "statistics":
        return not given["given"]
    return purpose == "accompany" and consent_holds(given, day)


def _sealed(machine: Machine) -> bool:
    return machine.definition.confidentiality == PROTECTED


def _back(case: CaseState) -> dict[str, Json]:
    """The opened case's side of the link."""
    return {"process": case.process, "case": case.case, "side": "from", "outcome": None}


def _bear(  # noqa: PLR0913 both sides of a link
    house: House, writing: Writing, held: Held, machine: Machine, effect: Effect, case_id: str, stamp: Stamp
) -> None:
    opening, origin = _birth(held.case, machine, effect, case_id, date.fromisoformat(stamp.happened_on))
    # Opened from a protected case, it is signed as any desk would: a supervisor's name on an opening would tell.
    answer = begin(house, writing, opening, AGENT if _sealed(machine) else stamp.actor, origin)
    if isinstance(answer, NotDone) and _sealed(answer.machine) and not _sealed(machine):
        # Neither its pathway nor its data are named to whoever may not read it.
        raise UsageError(
            "Dossier {case} : cette action ne peut pas se faire pour l'instant. Rien n'a été enregistré.",
            "Appeler le superviseur, sans rien écrire ici.",
            case=held.case.case,
        )
    if isinstance(answer, NotDone):
        names = ", ".join(reason.what for reason in answer.refused.reasons)
        raise UsageError(
            "Dossier {case} : le dossier lié « {what} » ne peut pas s'ouvrir ({names}). Rien n'a été enregistré.",
            "Corriger ces données, puis refaire l'action.",
            case=held.case.case,
            what=effect.what,
            names=names,
        )


def _tell_opener(house: House, writing: Writing, held: Held, stamp: Stamp) -> None:
    """A case that closes, or opens again, tells the one that opened it; a closing pulls the action planned for it."""
    link = held.case.links.get(ORIGIN)
    opener = writing.case(link["case"]) if link is not None and link["side"] == "from" else None
    if opener is None:
        return
    name = next((name for name, each in opener.case.links.items() if each["case"] == held.case.case), None)
    if name is None:
        return
    machine = house.machine(writing, opener.case.digest)
    told: dict[str, Json] = {**opener.case.links[name], "name": name, "outcome": held.case.outcome}
    state = opener.case.state
    system = replace(stamp, actor=SYSTEM, definition=machine.definition.digest)
    writing.append(opener, (Draft("linked", None, state, state, told),), system, standing_of(machine))
    if held.case.outcome is not None:
        _pull(house, writing, opener, machine, name, system)


def _pull(house: House, writing: Writing, opener: Held, machine: Machine, name: str, stamp: Stamp) -> None:
    """Do what was planned for the end of a linked case, where that is open and allowed; else the news is enough."""
    trigger = pulled_at_close(machine, name)
    if trigger is None or trigger not in machine.table[opener.case.state]:
        return
    day = date.fromisoformat(stamp.happened_on)
    # A reason is sealed under the person's key, which an erased person no longer has.
    reason = None if opener.erased else f"linked:{name}"
    pull = Command(Do(trigger, reason=reason), SYSTEM, day)
    decision = decide(house.situation(machine, opener.case, opener.private, day), pull, house.today())
    if isinstance(decision, Accepted) and all_would_open(house, writing, opener, machine, decision.effects, day):
        record(house, writing, opener, machine, decision, stamp)


def all_would_open(
    house: House, writing: Writing, held: Held, machine: Machine, effects: Sequence[Effect], day: date
) -> bool:
    """Whether the linked cases of an action can open: if not, neither a clock nor a closing pulls it."""
    births = (_birth(held.case, machine, effect, "", day) for effect in effects if effect.kind == "open")
    try:
        return not any(isinstance(judge(house, writing, *birth).decision, Refused) for birth in births)
    except UsageError:
        return False
