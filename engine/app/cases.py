"""What a person can ask of a case: open it, do an action, record, correct, undo, hand over. One function writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import orjson

from engine.app.house import House, new_id, standing_of
from engine.app.people import same_person
from engine.core import life
from engine.core.answers import HELD, consent_holds
from engine.core.calendar import parse_duration
from engine.core.case import CaseState, fold_without
from engine.core.decide import decide
from engine.core.decision import Accepted, Decision, Effect, Refused
from engine.core.events import Actor, Ask, Command, Do, Draft, Event, Json, Record, Revert
from engine.core.machine import Machine
from engine.core.rules import SYSTEM
from engine.errors import CaseNotFound, ConcurrentChange, KeyReused, UsageError
from engine.store.cases import Held
from engine.store.definitions import DefinitionReading
from engine.store.journal import Writing
from engine.store.transaction import Stamp


@dataclass(frozen=True, slots=True)
class Done:
    """A demand accepted and recorded."""

    case: CaseState
    machine: Machine
    events: tuple[Event, ...]
    effects: tuple[Effect, ...]
    "Forms to print, letters proposed, linked cases opened (their identifier in `details`)."
    repeated: bool = False
    "The same demand had already been recorded: this is the first answer again."


@dataclass(frozen=True, slots=True)
class NotDone:
    """A demand refused; nothing was recorded."""

    case: CaseState
    machine: Machine
    refused: Refused


Answer = Done | NotDone


@dataclass(frozen=True, slots=True)
class Opening:
    """The demand to open a case."""

    process: str
    commune: str
    happened_on: date
    subject: str | None = None
    "None where the pathway needs one: an unnamed subject is made, to be completed."
    fields: Mapping[str, Json] | None = None


def open_case(house: House, opening: Opening, actor: Actor, *, key: str | None = None) -> Answer:
    """Open a case under the newest published version of its pathway.

    Raises:
        UsageError: no such pathway, commune or subject.
    """
    commune = house.commune(opening.commune)

    asked = replace(opening, commune=commune)

    def work(writing: Writing) -> Answer:
        if key is not None:
            first = _already_opened(house, writing, asked, key)
            if first is not None:
                return first
        return _open(house, writing, asked, actor, key=key, links={}, consents={})

    return house.store.write(work)


def _opening_bytes(opening: Opening) -> bytes:
    """The demand to open, as bytes."""
    return orjson.dumps(["open", opening], option=orjson.OPT_SORT_KEYS)


def _already_opened(house: House, writing: Writing, opening: Opening, key: str) -> Done | None:
    known = writing.opened_by(key)
    if known is None:
        return None
    held = _case(writing, known[0])
    if writing.request_mac(held, _opening_bytes(opening)) != known[1]:
        raise KeyReused(key)
    events = tuple(event for event, _ in writing.history(held.case.case))[:1]
    return Done(held.case, house.machine(writing, held.case.digest), events, (), repeated=True)


def _open(  # noqa: PLR0913 what a case begins with
    house: House,
    writing: Writing,
    opening: Opening,
    actor: Actor,
    *,
    key: str | None,
    links: Mapping[str, dict[str, Json]],
    consents: Mapping[str, dict[str, Json]],
) -> Answer:
    machine = house.machine(writing, newest(writing, opening.process))
    definition = machine.definition
    stamp = house.stamp(replace(actor, commune=opening.commune), opening.happened_on, definition.digest)
    subject = opening.subject
    if subject is not None and writing.subject(subject) is None:
        raise UsageError(f"Aucune personne « {subject} » n'est accessible ici.", "Chercher : baom person search NOM.")
    fresh = CaseState(process=definition.process, version=definition.version, digest=definition.digest)
    fresh.subject = subject or new_id("B")
    situation = house.situation(machine, fresh, {}, opening.happened_on)
    decision = life.open_case(
        situation,
        Record(opening.fields or {}),
        house.today(),
        documents=_held_elsewhere(writing, subject, machine) if subject is not None else {},
        links=links,
        consents={name: given for name, given in consents.items() if name in definition.consents},
    )
    if isinstance(decision, Refused):
        return NotDone(fresh, machine, decision)
    if subject is None:
        writing.new_subject(fresh.subject, definition.subject, opening.commune, {}, stamp)
    mac = None
    if key is not None and (owner := writing.subject(fresh.subject)) is not None:
        mac = writing.request_mac(owner, _opening_bytes(opening))
    held = writing.open_case(
        new_id("D"),
        fresh.subject,
        decision.drafts[0],
        stamp,
        standing_of(machine),
        confidentiality=definition.confidentiality,
        key=key,
        mac=mac,
    )
    events = tuple(event for event, _ in writing.history(held.case.case))
    return Done(held.case, machine, events, decision.effects)


def newest(reading: DefinitionReading, process: str) -> str:
    """The digest of the newest published version of a pathway that isn't retired.

    Raises:
        UsageError: none is published under that name.
    """
    lines = [line for line in reading.definitions() if line.process == process and line.status != "retired"]
    if not lines:
        known = ", ".join(sorted({line.process for line in reading.definitions()}))
        raise UsageError(
            f"Aucun parcours « {process} » n'est publié dans cette base.",
            f"Parcours publiés : {known or 'aucun'}. Pour publier : baom process publish FICHIER.",
        )
    return max(lines, key=lambda line: line.version).digest


def _held_elsewhere(writing: Writing, subject: str, machine: Machine) -> dict[str, dict[str, Json]]:
    """Papers that the person already holds from other cases and that this pathway knows, with where they come from."""
    found: dict[str, dict[str, Json]] = {}
    lines = (line for each in same_person(writing, subject) for line in writing.cases_of(each))
    for line in lines:
        other = writing.case(line.case)
        if other is None:
            continue
        for name, paper in other.case.documents.items():
            if paper["status"] in HELD and paper["status"] != "waived" and name in machine.definition.documents:
                known = found.get(name)
                if known is None or str(known["on"]) < str(paper["on"]):
                    found[name] = {**paper, "from": line.case}
    return found


def perform(  # noqa: PLR0913 what a demand is made of
    house: House,
    case_id: str,
    ask: Ask,
    actor: Actor | None,
    happened_on: date,
    *,
    expect: int | None = None,
    key: str | None = None,
) -> Answer:
    """Ask something of a case: judged and recorded in one transaction, with what follows from it in linked cases.

    Args:
        actor: None acts as an agent of the case's own commune (training only; the edge decides).
        expect: the sequence that the caller saw; another one means that somebody acted since.
        key: made by the caller; the same demand with the same key is recorded once.

    Raises:
        CaseNotFound, ConcurrentChange, KeyReused: nothing was written.
    """

    def work(writing: Writing, *, look_first: bool = False) -> Answer:
        held = _case(writing, case_id)
        who = actor or Actor("agent", "agent", held.case.commune)
        machine = house.machine(writing, held.case.digest)
        mac = writing.request_mac(held, _demand_bytes(ask, who, happened_on)) if key is not None else None
        overtaken = expect is not None and expect != held.case.sequence
        if look_first or overtaken:
            first = _already(writing, held, machine, key, mac)
            if first is not None:
                return first
        if expect is not None and overtaken:
            raise ConcurrentChange(expect, held.case.sequence)
        command = Command(ask, who, happened_on)
        decision, drafts = _judge(house, writing, held, machine, command)
        if isinstance(decision, Refused):
            # It may have been accepted the first time: the case has moved since.
            return _already(writing, held, machine, key, mac) or NotDone(held.case, machine, decision)
        stamp = house.stamp(who, happened_on, machine.definition.digest)
        was_open = held.case.outcome is None
        events = writing.append(held, drafts, stamp, standing_of(machine), key, mac)
        effects = _follow(house, writing, held, machine, decision.effects, stamp)
        if was_open and held.case.outcome is not None:
            _tell_opener(house, writing, held, stamp)
        return Done(held.case, machine, events, effects)

    # A key is nearly always new: the database refuses one used before, and only then is it looked up.
    try:
        return house.store.write(work)
    except KeyReused:
        return house.store.write(partial(work, look_first=True))


def _case(writing: Writing, case_id: str) -> Held:
    held = writing.case(case_id)
    if held is None:
        raise CaseNotFound(case_id)
    return held


def _demand_bytes(ask: Ask, actor: Actor, happened_on: date) -> bytes:
    """The demand as bytes, to tell a repeated one from another under the same key."""
    kind = type(ask).__name__
    return orjson.dumps([kind, ask, actor, happened_on.isoformat()], option=orjson.OPT_SORT_KEYS)


def _already(writing: Writing, held: Held, machine: Machine, key: str | None, mac: bytes | None) -> Done | None:
    """What a demand was answered the first time, if it comes again.

    Raises:
        KeyReused: the key came first with another demand.
    """
    if key is None:
        return None
    known = writing.by_key(held.case.case, key)
    if known is None:
        return None
    first_mac, first, last = known
    if first_mac != mac:
        raise KeyReused(key)
    events = tuple(event for event, _ in writing.history(held.case.case) if first <= event.sequence <= last)
    return Done(held.case, machine, events, (), repeated=True)


def _judge(
    house: House, writing: Writing, held: Held, machine: Machine, command: Command
) -> tuple[Decision, Sequence[Draft]]:
    """Decide on the case as it stands; an act typed late, on the case as it stood before the clock moved it."""
    case, day = held.case, command.happened_on
    if isinstance(command.ask, Revert):
        without, private = _without(writing, held, frozenset({command.ask.target}))
        decision = life.revert(case, without, private, command.ask)
        if isinstance(decision, Refused):
            return decision, ()
        return Accepted(decision.drafts, _left_open(case, without)), decision.drafts
    if case.lapsed and day.isoformat() <= case.lapsed_on and day <= house.today():
        late = _judge_late(house, writing, held, machine, command)
        if late is not None:
            return late, late.drafts
    decision = decide(house.situation(machine, case, held.private, day), command, house.today())
    return decision, decision.drafts if isinstance(decision, Accepted) else ()


def _left_open(case: CaseState, without: CaseState | None) -> tuple[Effect, ...]:
    """The linked cases that an undone step had opened: they stay, and the agent is told."""
    known = without.links if without is not None else {}
    return tuple(
        Effect("left_open", str(link["process"]), {"name": name, "case": link["case"]})
        for name, link in case.links.items()
        if name not in known and link["side"] == "opened"
    )


def _judge_late(house: House, writing: Writing, held: Held, machine: Machine, command: Command) -> Accepted | None:
    """Accept an act of before the expiry: the system takes its expiry back, then the act is recorded."""
    case = held.case
    without, private = _without(writing, held, frozenset({case.lapsed}))
    if without is None:
        return None
    situation = house.situation(machine, without, private, command.happened_on)
    decision = decide(situation, command, house.today())
    if isinstance(decision, Refused):
        return None
    taken_back = life.revert(case, without, private, Revert(case.lapsed, ""), why="typed_late")
    if isinstance(taken_back, Refused):
        return None
    for draft in taken_back.drafts:
        draft.actor = SYSTEM
    return Accepted((*taken_back.drafts, *decision.drafts), decision.effects)


def _without(writing: Writing, held: Held, targets: frozenset[int]) -> tuple[CaseState | None, dict[str, Json]]:
    """The case without some steps, and its private values as they then stand."""
    history = writing.history(held.case.case)
    known = {event.sequence for event, _ in history}
    gone = {event.body["target"] for event, _ in history if event.kind == "reverted"}
    if not targets <= known or targets & gone or 1 in targets:
        return None, {}
    without = fold_without(history, targets)
    if without is None:
        return None, {}
    private: dict[str, Json] = {}
    for name, sequence in without.sealed.items():
        if held.case.sealed.get(name) == sequence and name in held.private:
            private[name] = held.private[name]
        else:
            value = writing.private(held.case.case, sequence).get(f"fields.{name}")
            if value is not None:
                private[name] = value
    return without, private


def last_revertible(house: House, case_id: str) -> int:
    """The sequence of the last step that a person can undo.

    Raises:
        CaseNotFound; UsageError when there is none.
    """
    history = house.store.read(lambda reading: reading.history(case_id))
    if not history:
        raise CaseNotFound(case_id)
    gone = {event.body["target"] for event, _ in history if event.kind == "reverted"}
    for event, _ in reversed(history):
        if event.kind in _UNDOABLE and event.sequence not in gone:
            return event.sequence
    raise UsageError("Ce dossier n'a aucune étape à annuler.", "Relire l'historique : baom case show DOSSIER.")


_UNDOABLE = frozenset(
    (
        "moved",
        "acted",
        "recorded",
        "document_changed",
        "consented",
        "corrected",
        "assigned",
        "transferred",
        "demanded_undue",
        "forced",
    )
)


# --- linked cases -----------------------------------------------------------------------------------------------


def _follow(
    house: House, writing: Writing, held: Held, machine: Machine, effects: Sequence[Effect], stamp: Stamp
) -> tuple[Effect, ...]:
    """Open the linked cases of a step in its own transaction, and name them in the effects."""
    followed: list[Effect] = []
    for effect in effects:
        if effect.kind == "open":
            followed.append(_open_linked(house, writing, held, machine, effect, stamp))
        else:
            followed.append(effect)
    return tuple(followed)


def _open_linked(house: House, writing: Writing, held: Held, machine: Machine, effect: Effect, stamp: Stamp) -> Effect:
    case = held.case
    day = date.fromisoformat(stamp.happened_on)
    opening = Opening(effect.what, case.commune, day, case.subject, effect.details["carry"])
    back = {"origine": {"process": case.process, "case": case.case, "side": "from", "outcome": None}}
    agreed = {
        name: given
        for name, given in case.consents.items()
        if machine.definition.consents[name].purpose == "accompany" and consent_holds(given, day)
    }
    answer = _open(house, writing, opening, stamp.actor, key=None, links=back, consents=agreed)
    if isinstance(answer, NotDone):
        names = ", ".join(reason.what for reason in answer.refused.reasons)
        raise UsageError(
            f"Le dossier lié « {effect.what} » ne peut pas s'ouvrir ({names}). Rien n'a été enregistré.",
            "Corriger ces données, puis refaire l'action.",
        )
    name = effect.details["name"]
    body: dict[str, Json] = {
        "name": name,
        "process": effect.what,
        "case": answer.case.case,
        "side": "opened",
        "carried": sorted(effect.details["carry"]),
    }
    after = effect.details.get("after")
    if after is not None and after["from"] is not None:
        start = house.territory.calendar.add(date.fromisoformat(after["from"]), parse_duration(after["within"]))
        body["after"] = start.day.isoformat()
    writing.append(held, (Draft("linked", None, case.state, case.state, body),), stamp, standing_of(machine))
    return Effect("open", effect.what, {"name": name, "case": answer.case.case})


def _tell_opener(house: House, writing: Writing, held: Held, stamp: Stamp) -> None:
    """A case that closes tells the one that opened it, and pulls the action planned for that."""
    link = held.case.links.get("origine")
    if link is None or link["side"] != "from":
        return
    opener = writing.case(link["case"])
    if opener is None:
        return
    machine = house.machine(writing, opener.case.digest)
    name = next((n for n, each in opener.case.links.items() if each["case"] == held.case.case), None)
    if name is None:
        return
    told: dict[str, Json] = {**opener.case.links[name], "name": name, "outcome": held.case.outcome}
    system = replace(stamp, actor=SYSTEM, definition=machine.definition.digest)
    writing.append(
        opener, (Draft("linked", None, opener.case.state, opener.case.state, told),), system, standing_of(machine)
    )
    trigger = _on_close(machine, name)
    if trigger is None or trigger not in machine.table[opener.case.state]:
        return
    day = date.fromisoformat(stamp.happened_on)
    pull = Command(Do(trigger, reason=f"linked:{name}"), SYSTEM, day)
    decision = decide(house.situation(machine, opener.case, opener.private, day), pull, house.today())
    if isinstance(decision, Accepted):
        writing.append(opener, decision.drafts, system, standing_of(machine))


def _on_close(machine: Machine, name: str) -> str | None:
    for plans in machine.table.values():
        for plan in plans.values():
            for opened in plan.action.opens:
                if opened.name == name:
                    return opened.on_close
    return None
