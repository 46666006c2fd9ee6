"""The rest of a case's life: its opening, notes, consents, hand-overs, undue demands, forced steps and reverts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from engine.core.case import CaseState, snapshot
from engine.core.clocks import Touch, touched_clocks
from engine.core.decision import Accepted, Decision, Reason, Refused
from engine.core.events import (
    Actor,
    Assign,
    Command,
    Correct,
    DemandUndue,
    Do,
    Draft,
    Event,
    Force,
    GiveConsent,
    Json,
    Note,
    Record,
    Revert,
    Transfer,
)
from engine.core.machine import Machine, Situation
from engine.core.recording import cleaned, draft, obtained, split, touch, unknown_documents
from engine.core.values import MAX_SAID, clean_text, is_visible, is_word


def open_case(
    situation: Situation,
    ask: Record,
    today: date,
    *,
    documents: Mapping[str, dict[str, Json]],
    links: Mapping[str, dict[str, Json]],
    consents: Mapping[str, dict[str, Json]],
) -> Decision:
    """Judge the opening of a case; the situation's case is still empty but for process, version and subject.

    Args:
        documents: papers that the person already holds from other cases.
        consents: agreements that hold from other cases.
    """
    machine, case = situation.machine, situation.case
    if situation.day > today:
        return Refused((Reason("in_the_future", situation.day.isoformat(), {"today": today.isoformat()}),))
    values, reasons = cleaned(situation, ask.fields)
    if reasons:
        return Refused(tuple(reasons))
    body, private = split(machine, values)
    body |= {"process": case.process, "version": case.version, "subject": case.subject}
    for name, given in (("documents", documents), ("links", links), ("consents", consents)):
        if given:
            body[name] = dict(given)
    start = machine.definition.start
    opening = Touch(situation.day, start, start, None, values, obtained(documents, {}), opening=True)
    clocks = touched_clocks(machine.clocks, {}, opening, situation.calendar, next_dates(machine, situation.day))
    if clocks:
        body["clocks"] = clocks
    return Accepted((Draft("opened", None, "", start, body, private),))


def next_dates(machine: Machine, day: date) -> dict[str, str]:
    """The next day of each dated list that starts a clock."""
    found = {}
    for kind, name in machine.clocks.starters:
        if kind == "next":
            coming = [
                str(value) for _, value in machine.definition.values[name].series if str(value) >= day.isoformat()
            ]
            if coming:
                found[name] = min(coming)
    return found


def note(situation: Situation, ask: Note) -> Decision:
    """Write a note, where the pathway takes free ones."""
    if situation.machine.definition.notes != "free":
        return Refused((Reason("notes_closed", "note"),))
    text = clean_text(ask.text)
    if not is_visible(text):
        return Refused((Reason("text_refused", "note"),))
    return Accepted((draft("noted", situation, {}, {"note": text}),))


def give_consent(situation: Situation, ask: GiveConsent) -> Decision:
    """Record an agreement, a refusal or a withdrawal, with the version of the text that was read out."""
    known = situation.machine.definition.consents
    consent = known.get(ask.consent)
    if consent is None:
        return Refused((Reason("unknown_consent", ask.consent, {"known": tuple(known)}),))
    if not is_word(ask.language):
        return Refused((Reason("text_refused", "language"),))
    body: dict[str, Json] = {
        "consent": ask.consent,
        "given": ask.given,
        "version": consent.version,
        "language": ask.language,
    }
    if ask.given and consent.valid is not None:
        body["until"] = situation.calendar.add(situation.day, consent.valid).day.isoformat()
    return Accepted((draft("consented", situation, body),))


def assign(situation: Situation, ask: Assign) -> Decision:
    """Give the case to an agent, or back to the desk."""
    if ask.to == situation.case.assigned:
        return Refused((Reason("already_there", ask.to or ""),))
    if ask.to is not None and not is_word(ask.to):
        return Refused((Reason("text_refused", "to"),))
    return Accepted((draft("assigned", situation, {"to": ask.to}),))


def transfer(situation: Situation, ask: Transfer) -> Decision:
    """Hand the case over to another commune's desk, with a reason."""
    reasons: list[Reason] = []
    if ask.commune == situation.case.commune:
        reasons.append(Reason("already_there", ask.commune))
    if not is_visible(ask.reason):
        reasons.append(Reason("reason_missing", "reason"))
    if reasons:
        return Refused(tuple(reasons))
    return Accepted((draft("transferred", situation, {"commune": ask.commune}, {"reason": clean_text(ask.reason)}),))


def force(situation: Situation, actor: Actor, ask: Force) -> Decision:
    """Move the case against the rules: a supervisor's act, with a reason, marked for ever."""
    case, states = situation.case, situation.machine.definition.states
    reasons: list[Reason] = []
    target = states.get(ask.to)
    if actor.role not in ("supervisor", "admin"):
        reasons.append(Reason("role_refused", actor.role, {"roles": ["supervisor"]}))
    if target is None:
        reasons.append(Reason("unknown_state", ask.to, {"known": {name: each.title for name, each in states.items()}}))
    elif ask.to == case.state:
        reasons.append(Reason("already_there", ask.to, {"title": target.title}))
    if not is_visible(ask.reason):
        reasons.append(Reason("reason_missing", "reason"))
    if reasons or target is None:
        return Refused(tuple(reasons))
    body: dict[str, Json] = {} if target.outcome is None else {"outcome": target.outcome}
    touch(situation, Touch(situation.day, case.state, ask.to), body)
    return Accepted((Draft("forced", None, case.state, ask.to, body, {"reason": clean_text(ask.reason)}),))


def demand_undue(situation: Situation, ask: DemandUndue) -> Decision:
    """Record that an office demanded a paper that is not due; refused for one that is due in this state."""
    reasons = unknown_documents(situation.machine, {ask.document: "requested"})
    facts = situation.facts()
    groups = [
        each.group
        for each in situation.machine.groups.get(situation.case.state, ())
        if (each.when is None or each.when.holds(facts) is not False)
        and any(ask.document in option for option in each.group.any_of.values())
    ]
    # A paper that may serve among others isn't due for all that: where the pathway says « not due », that wins.
    if not any(group.need == "not_due" for group in groups):
        reasons += [
            Reason("not_undue", ask.document, {"title": group.title}) for group in groups if group.need == "required"
        ]
    if reasons:
        return Refused(tuple(reasons))
    private = {"reason": clean_text(ask.reason)} if is_visible(ask.reason) else {}
    return Accepted((draft("demanded_undue", situation, {"document": ask.document}, private),))


def may_take_back(case: CaseState, command: Command) -> bool:
    """Whether a demand is of before the expiry that moved the case, and such that it may undo it.

    An act done in time and typed late does, or the date that made the clock ring when it is corrected; a note or a
    paper of those days says nothing against it.
    """
    in_time = bool(case.lapsed) and command.happened_on.isoformat() <= case.lapsed_on
    return in_time and isinstance(command.ask, Do | Correct)


TYPED_LATE = "typed_late"
"Why the system takes back an expiry of its own: an act was done in time."
OF_VERSION = "version"
"Why a passage to another version is undone: for all the cases that it was done for."


class Withdrawal(NamedTuple):
    """A note that somebody asks to withdraw."""

    author: str
    who: Actor


def withdrawal(history: Iterable[tuple[Event, str]], target: int, who: Actor) -> Withdrawal | None:
    """The withdrawal that undoing a step would be; None where the step is no note."""
    for event, _ in history:
        if event.sequence == target:
            return Withdrawal(event.actor, who) if event.kind == "noted" else None
    return None


def may_withdraw(note: Withdrawal) -> bool:
    """Whether they may: it destroys what somebody wrote, so it is for whoever wrote it, or a supervisor."""
    return note.who.name == note.author or note.who.role == "supervisor"


def revert(
    case: CaseState,
    without: CaseState | None,
    private: Mapping[str, Json],
    ask: Revert,
    *,
    why: str = "",
    note: Withdrawal | None = None,
) -> Decision:
    """Judge the undoing of a recorded step.

    Args:
        without: the case folded without that step (`fold_without`); None when a later one rests on it.
        private: the private values as they would stand without it; those that change are sealed again.
        why: a plain code for what no person undoes as a step of the case, and whose reason needs no words.
        note: who wrote the step and who undoes it, where it is a note (`withdrawal`): its text goes with it.
    """
    reasons: list[Reason] = []
    if note is not None and not may_withdraw(note):
        reasons.append(Reason("note_of_another", str(ask.target)))
    if without is None or without.state == "":
        reasons.append(Reason("not_revertible", str(ask.target)))
    if len(ask.reason) > MAX_SAID:
        reasons.append(Reason("text_refused", "reason"))
    if not why and not is_visible(ask.reason):
        reasons.append(Reason("reason_missing", "reason"))
    if reasons or without is None:
        return Refused(tuple(reasons))
    body: dict[str, Json] = {"target": ask.target, "restores": snapshot(without)}
    if why:
        body["why"] = why
    if note is not None:
        body["empties"] = True
    secret: dict[str, Json] = {"reason": clean_text(ask.reason)} if is_visible(ask.reason) else {}
    for name in {**case.sealed, **without.sealed}:
        if case.sealed.get(name) != without.sealed.get(name):
            secret[f"fields.{name}"] = private.get(name)
    return Accepted((Draft("reverted", None, case.state, without.state, body, secret),))
