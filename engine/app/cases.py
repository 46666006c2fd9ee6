"""What is asked of a case that is there: an action, data, a correction, an undoing; judged and recorded at once."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial

from engine.app.answer import Answer, Done, NotDone, first_answer, left_open
from engine.app.house import House
from engine.app.linked import record
from engine.app.opening import Opening, Origin, begin, demand_bytes, newest
from engine.app.people import seen_subject
from engine.app.sight import UNREADABLE, noting_denials, require_opening, require_row_sight, require_sight, signing
from engine.core import life
from engine.core.case import UNDOABLE, CaseState, fold_without
from engine.core.decide import decide, outside
from engine.core.decision import Accepted, Decision, Refused
from engine.core.events import Actor, Ask, Command, Json, Revert, Transfer
from engine.core.machine import Machine
from engine.core.rules import SYSTEM
from engine.errors import CaseNotFound, ConcurrentChange, KeyReused, UsageError
from engine.store.case_rows import Held
from engine.store.journal import Reading, Writing


def open_case(house: House, opening: Opening, actor: Actor, *, key: str | None = None) -> Answer:
    """Open a case under the newest published version of its pathway.

    Raises:
        UsageError: no such pathway, commune or subject.
        KeyReused: the key came first with another demand.
    """
    _require_key(key)
    asked = replace(opening, commune=house.commune(opening.commune))

    def work(writing: Writing) -> Answer:
        require_opening(actor, house.machine(writing, newest(writing, asked.process)).definition, asked.commune)
        if asked.subject is not None:
            seen_subject(house, writing, asked.subject, actor)
        first = _already_opened(house, writing, asked, key) if key is not None else None
        return first or begin(house, writing, asked, actor, Origin(key=key))

    with noting_denials(house, actor, "case.open", *filter(None, (asked.subject,))):
        return house.store.write(work)


def _already_opened(house: House, writing: Writing, opening: Opening, key: str) -> Done | None:
    known = writing.opened_by(key)
    if known is None:
        return None
    held = _case(writing, known[0])
    if writing.request_mac(held, opening.demand()) != known[1]:
        raise KeyReused(key)
    history = writing.history(held.case.case)
    return first_answer(house.machine(writing, history[0][0].definition), history, 1, 1)


def perform(  # noqa: PLR0913 what a demand is made of
    house: House,
    case_id: str,
    ask: Ask,
    actor: Actor,
    happened_on: date,
    *,
    expect: int | None = None,
    key: str | None = None,
) -> Answer:
    """Ask something of a case: judged and recorded in one transaction, with what follows from it in linked cases.

    Args:
        actor: acts at the case's own desk where no other is his.
        expect: the sequence that the caller saw; another one means that somebody acted since.
        key: made by the caller; the same demand with the same key is recorded once.

    Raises:
        CaseNotFound, ConcurrentChange, KeyReused: nothing was written.
        UsageError: an unknown commune, or a linked case that can't open; nothing was written.
    """
    _require_key(key)
    if isinstance(ask, Transfer):
        ask = replace(ask, commune=house.commune(ask.commune))

    def work(writing: Writing, *, look_first: bool = False) -> Answer:
        held, machine = _reached(house, writing, actor, case_id)
        # As it was asked: the commune of the case, for which nobody in particular acts, may have changed since.
        asker = {"name": actor.name, "role": actor.role, "commune": actor.commune}
        demand = demand_bytes(type(ask).__name__, ask, asker, happened_on.isoformat())
        first = _admitted(house, writing, held, machine, actor, key, demand)
        if first is not None:
            return first
        mac = writing.request_mac(held, demand) if key is not None else None
        who = signing(actor, held.case.commune)
        overtaken = expect is not None and expect != held.case.sequence
        if look_first or overtaken:
            first = _already(house, writing, held, key, mac)
            if first is not None:
                return first
        if expect is not None and overtaken:
            raise ConcurrentChange(expect, held.case.sequence)
        command = Command(ask, who, happened_on)
        decision = _judge(house, writing, held, machine, command)
        if isinstance(decision, Refused):
            # It may have been accepted the first time: the case has moved since.
            return _already(house, writing, held, key, mac) or NotDone(held.case, machine, decision)
        stamp = house.stamp(who, happened_on, machine.definition.digest)
        events, effects = record(house, writing, held, machine, decision, stamp, key, mac)
        return Done(held.case, machine, events, effects)

    # A key is nearly always new: the database refuses one used before, and only then is it looked up.
    try:
        answer = house.store.write(work)
    except KeyReused:
        answer = house.store.write(partial(work, look_first=True))
    except CaseNotFound:
        house.trace(actor, "case.act", (case_id,), denied=True)
        raise
    return _left_nowhere(house, answer)


def _left_nowhere(house: House, answer: Answer) -> Answer:
    """The answer; what it emptied no longer stands in the database's own log of writes either."""
    if isinstance(answer, Done):
        # A plain loop: every step comes by here, and a generator is as dear as the rest of it.
        for event in answer.events:
            if "empties" in event.body:
                house.store.empty_log()
                break
    return answer


def _reached(house: House, writing: Writing, actor: Actor, case_id: str) -> tuple[Held, Machine]:
    """A case and its machine; one that can't be read is told as such to those alone who may see it."""
    try:
        held = _case(writing, case_id)
        return held, house.machine(writing, held.case.digest)
    except UNREADABLE:
        require_row_sight(house, writing, actor, case_id, case_id)
        raise


def _case(writing: Writing, case_id: str) -> Held:
    held = writing.case(case_id)
    if held is None:
        raise CaseNotFound(case_id)
    return held


_KEY = re.compile(r"[\x21-\x7e]{1,128}")


def _require_key(key: str | None) -> None:
    """Refuse a key that isn't one: keys stand in clear beside the events, and only tell demands apart.

    Raises:
        UsageError: empty, too long, or with blanks or letters beyond ASCII.
    """
    if key is not None and not _KEY.fullmatch(key):
        raise UsageError(
            "Cette clé ne peut pas servir.", "Une clé a 1 à 128 lettres, chiffres ou signes, sans accent ni espace."
        )


def _already(house: House, writing: Writing, held: Held, key: str | None, mac: bytes | None) -> Done | None:
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
    history = writing.history(held.case.case)
    return first_answer(house.machine(writing, history[first - 1][0].definition), history, first, last)


def _admitted(  # noqa: PLR0913 a demand, and the case it is about
    house: House, writing: Writing, held: Held, machine: Machine, actor: Actor, key: str | None, demand: bytes
) -> Done | None:
    """Let a demand through (None), or give its sender the first answer to a transfer whose answer was lost.

    Whoever sent a case away no longer sees it, and may know that it was done. Any other demand about a case that one
    may not act upon gets no answer at all, not even that its key was used.

    Raises:
        CaseNotFound: the same as for a case that there isn't.
    """
    try:
        require_sight(writing, actor, "case.act", machine.definition, held, held.case.case)
    except CaseNotFound:
        if key is None or held.key is None:
            raise
        with suppress(KeyReused):
            first = _already(house, writing, held, key, writing.request_mac(held, demand))
            if first is not None:
                return first
        raise
    return None


def _judge(house: House, writing: Writing, held: Held, machine: Machine, command: Command) -> Decision:
    """Decide on the case as it stands; an act typed late, on the case as it stood before the clock moved it."""
    case, day = held.case, command.happened_on
    if isinstance(command.ask, Revert):
        return _judge_revert(house, writing, held, machine, command, command.ask)
    if life.may_take_back(case, command) and day <= house.today():
        late = _judge_late(house, writing, held, machine, command)
        if late is not None:
            return late
    return decide(house.situation(machine, case, held.private, day), command, house.today())


def _judge_revert(
    house: House, writing: Writing, held: Held, machine: Machine, command: Command, ask: Revert
) -> Decision:
    case = held.case
    wrong_day = outside(house.situation(machine, case, held.private, command.happened_on), house.today())
    if wrong_day is not None:
        return Refused((wrong_day,))
    without, private = without_step(writing, held, ask.target)
    note = life.withdrawal(writing.history(case.case), ask.target, command.actor)
    decision = life.revert(case, without, private, ask, note=note)
    if isinstance(decision, Refused) or without is None:
        return decision
    return Accepted(decision.drafts, left_open(case, without.links))


def _judge_late(house: House, writing: Writing, held: Held, machine: Machine, command: Command) -> Accepted | None:
    """Accept an act of before the expiry: the system takes its expiry back, then the act is recorded."""
    case = held.case
    without, private = without_step(writing, held, case.lapsed)
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


def without_step(
    writing: Reading | Writing, held: Held, target: int, kinds: frozenset[str] = UNDOABLE
) -> tuple[CaseState | None, dict[str, Json]]:
    """The case without one step, of the `kinds` that may go, and its private values as they then stand."""
    without = fold_without(writing.history(held.case.case), frozenset({target}), kinds)
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


_IN_ONE_GESTURE = UNDOABLE - {"expired", "noted"}
"What a person undoes without naming it: neither what the clock did, nor a note, whose text would be gone for ever."


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
        if event.kind in _IN_ONE_GESTURE and event.sequence not in gone:
            return event.sequence
    raise UsageError("Ce dossier n'a aucune étape à annuler.", "Relire l'historique : baom case show DOSSIER.")
