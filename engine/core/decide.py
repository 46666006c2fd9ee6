"""A demand on a case, judged: what to record, or every reason why not. Pure; records nothing itself.

Conditions and clocks judge by the day the thing happened (the day of the situation), not by the day it is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from engine.core import contact, life, recording
from engine.core.answers import Facts
from engine.core.appointments import day_part
from engine.core.clocks import Touch, touched_clocks
from engine.core.decision import Accepted, Decision, Effect, Reason, Refused
from engine.core.definition import Action, OpenCase, Share
from engine.core.events import (
    Actor,
    AgreeContact,
    Ask,
    Assign,
    Attach,
    ChangeDocuments,
    Command,
    Correct,
    DemandUndue,
    Do,
    Draft,
    EventKind,
    Force,
    GiveConsent,
    Inform,
    Json,
    Note,
    Receipt,
    Record,
    Revert,
    Transfer,
)
from engine.core.machine import Machine, Plan, Situation, fire
from engine.core.rules import Given, blockers
from engine.core.steps import possible_here
from engine.core.values import MAX_SAID, clean_text, is_visible, is_word

Leads = Callable[[Machine, str, str, Facts], str | None]
"The state that an action leads to: `fire`, or what is read in the table."


def decide(  # noqa: C901, PLR0911, PLR0912 -- one case a demand
    situation: Situation, command: Command, today: date, leads: Leads | None = None
) -> Decision:
    """Judge a demand on a case as it stands.

    `today` is the server's day: nothing can have happened after it. The situation's day is the command's. Whoever
    judges again what was recorded brings what says where an action leads; else the automaton does.
    """
    refused = outside(situation, today) or _too_long(command.ask)
    if refused is not None:
        return Refused((refused,))
    match command.ask:
        case Do() as ask:
            return _do(situation, command.actor, ask, leads or fire)
        case Record() as ask:
            return recording.record(situation, ask)
        case Correct() as ask:
            return recording.correct(situation, ask)
        case ChangeDocuments() as ask:
            return recording.change_documents(situation, ask)
        case Attach() as ask:
            return recording.attach(situation, ask)
        case Note() as ask:
            return life.note(situation, ask)
        case GiveConsent() as ask:
            return life.give_consent(situation, ask)
        case AgreeContact() as ask:
            return contact.agree(situation, ask)
        case Inform() as ask:
            return contact.inform(situation, ask)
        case Force() as ask:
            return life.force(situation, command.actor, ask)
        case Transfer() as ask:
            return life.transfer(situation, ask)
        case Assign() as ask:
            return life.assign(situation, ask)
        case DemandUndue() as ask:
            return life.demand_undue(situation, ask)
        case Revert():
            raise ValueError("a revert is judged by life.revert, which needs the case without the step")


def outside(situation: Situation, today: date) -> Reason | None:
    """Why the day itself is refused: after today, or before the case was opened."""
    day, opened = situation.day, situation.case.opened_on
    if day > today:
        return Reason("in_the_future", day.isoformat(), {"today": today.isoformat()})
    if day.isoformat() < opened:
        return Reason("before_opening", day.isoformat(), {"opened": opened})
    return None


_REASONED = (Do, Correct, Force, Transfer, DemandUndue)
"Demands that come with a reason."


def _too_long(ask: Ask) -> Reason | None:
    """Why a note or a reason is refused for its length."""
    if isinstance(ask, _REASONED):
        said = ask.reason
    elif isinstance(ask, Note):
        said = ask.text
    else:
        return None
    return Reason("text_refused", "reason") if said and len(said) > MAX_SAID else None


class _Judged(NamedTuple):
    """An action found allowed: what it changes, and where it leads."""

    plan: Plan
    to_state: str
    facts: Facts
    fields: Mapping[str, Json]
    papers: recording.Brought
    early: Mapping[str, dict[str, Any]]
    "Clocks that the given data moves, before the action itself."
    irregular: list[str]


_RULES = frozenset(
    (
        "condition_false",
        "condition_unknown",
        "document_missing",
        "document_stale",
        "document_unverified",
        "document_condition_unknown",
        "field_missing",
        "stopped_by_alert",
    )
)
"Rules that a third party's act may break and still be recorded, marked as irregular."


def _do(situation: Situation, actor: Actor, ask: Do, leads: Leads) -> Decision:
    machine, case = situation.machine, situation.case
    plan = machine.table[case.state].get(ask.trigger)
    if plan is None:
        return Refused((_not_open(situation, ask.trigger, actor.role),))
    # Most demands bring nothing but themselves: what they don't bring isn't looked at.
    fields, reasons = _NOTHING_GIVEN
    if ask.fields:
        fields, reasons = recording.cleaned(situation, ask.fields, may_replace=plan.may_replace)
    if ask.documents:
        reasons = reasons + recording.unknown_documents(machine, ask.documents)
    if reasons:
        return Refused(tuple(reasons))
    papers = recording.brought(situation, ask.documents) if ask.documents else recording.NOTHING_BROUGHT
    facts, early = situation.facts(), _NO_CLOCKS
    if fields or papers.papers or plan.again:
        early = _with_given(situation, plan, facts, fields, papers)
    receipt = ask.receipt
    given = Given(actor.role, bool(ask.reason and is_visible(ask.reason)), receipt is not None)
    broken = blockers(situation, plan, facts, given)
    if receipt is not None and plan.action.receipt is not None:
        broken += _receipt_reasons(situation, plan, receipt, given)
    irregular: list[str] = []
    if broken and plan.action.by == "third_party":
        # What is asked with the act is the desk's own to give: leaving it out is no irregularity of the office.
        own = [reason for reason in broken if reason.code not in _RULES or reason.what in plan.action.ask]
        irregular = list(dict.fromkeys(reason.code for reason in broken if reason not in own))
        broken = own
    if broken:
        return Refused(tuple(broken))
    to_state = leads(machine, case.state, ask.trigger, facts)
    if to_state is None:
        return Refused((Reason("condition_false", ask.trigger, {"otherwise": plan.action.otherwise, "text": ""}),))
    return _accept(situation, _Judged(plan, to_state, facts, fields, papers, early, irregular), ask)


_NOTHING_GIVEN: tuple[Mapping[str, Json], list[Reason]] = ({}, [])
_NO_CLOCKS: Mapping[str, dict[str, Any]] = {}


def _with_given(
    situation: Situation, plan: Plan, facts: Facts, fields: Mapping[str, Json], given: recording.Brought
) -> dict[str, dict[str, Any]]:
    """Put what comes with the demand into its facts, and give the clocks that this moves.

    A birth date given now starts its clock now.
    """
    case = situation.case
    # What is renewed and not given now is still seen as it was: the action is judged before it takes it away.
    renewed = [name for name in plan.action.renews if name in plan.again or name in fields]
    change = Touch(situation.day, case.state, case.state, None, fields, given.obtained, renewed=renewed)
    early = touched_clocks(situation.machine.clocks, case.clocks, change, situation.calendar, {})
    # These facts are this demand's own: nobody else has seen them yet.
    facts.fields = {**plan.seen(facts.fields), **fields}
    facts.documents = {**case.documents, **given.papers}
    facts.clocks = {**case.clocks, **early}
    return early


def _receipt_reasons(situation: Situation, plan: Plan, receipt: Receipt, given: Given) -> list[Reason]:
    found: list[Reason] = []
    number = _number(receipt)
    if number is None and not given.reason and not plan.needs_reason:
        found.append(Reason("reason_missing", "reason"))
    if receipt.day is not None and receipt.day > situation.day:
        found.append(Reason("in_the_future", receipt.day.isoformat(), {"today": situation.day.isoformat()}))
    if number is not None and not is_word(number):
        found.append(Reason("text_refused", "receipt"))
    return found


_ALIKE = 0.6
"Words less alike than this are no misspelling of each other: the order of the pathway stands."


def _likeness(word: str, other: str) -> float:
    """How much a word looks like another, from 0 (not at all) to 1."""
    found = SequenceMatcher(None, word, other).ratio()
    return found if found >= _ALIKE else 0


def _accept(situation: Situation, step: _Judged, ask: Do) -> Accepted:
    case, plan, action = situation.case, step.plan, step.plan.action
    body, private = recording.split(situation.machine, step.fields) if step.fields else ({}, {})
    if action.renews:
        gone, taken = recording.renew(situation, action, step.fields)
        private |= taken
        body |= {"renews": gone} if gone else {}
    effects = [Effect("form", form) for form in action.forms] if action.forms else []
    anchored = dict.fromkeys(action.gives, situation.day)
    if step.papers.papers or anchored:
        given = {name: {"status": "received", "on": day.isoformat()} for name, day in anchored.items()}
        body["documents"] = {**step.papers.papers, **given}
    if step.papers.proves:
        body["unflags"] = list(step.papers.proves)
    if step.irregular:
        body |= {"irregular": step.irregular, "flags": ["irregular"]}
    if action.receipt is not None and ask.receipt is not None:
        anchored[action.receipt] = ask.receipt.day or situation.day
        effects += _file(situation, action.receipt, ask.receipt, body, private)
    if ask.reason and is_visible(ask.reason):
        private["reason"] = clean_text(ask.reason)
    if plan.when is not None:
        # Nothing but an irregular act goes beyond a condition that doesn't hold.
        body["guards"] = {"when": plan.when.holds(step.facts) if step.irregular else True}
    effects += openings(action, step.facts) if action.opens else ()
    _move(situation, step, anchored, body)
    kind: EventKind = "moved" if plan.destinations else "acted"
    first = Draft(kind, ask.trigger, case.state, step.to_state, body, private)
    return Accepted((first,) if action.share is None else (first, _shared(action.share, step)), tuple(effects))


def _shared(share: Share, step: _Judged) -> Draft:
    body = {"service": share.service, "fields": list(share.fields)}
    return Draft("shared", None, step.to_state, step.to_state, body)


def _file(
    situation: Situation, paper: str, receipt: Receipt, body: dict[str, Json], private: dict[str, Json]
) -> list[Effect]:
    """Put the proof of a filing into what is recorded; the letter that asks for it, where it was withheld."""
    on, number, unproved = receipt.day or situation.day, _number(receipt), f"unproved:{paper}"
    body["receipt"] = {"document": paper, "on": on.isoformat(), "proved": number is not None}
    documents = body.setdefault("documents", {})
    documents[paper] = {"status": "requested" if number is None else "received", "on": on.isoformat()}
    if number is not None:
        private["receipt.number"] = number
        if unproved in situation.case.flags:
            body["unflags"] = [*body.get("unflags", ()), unproved]
        return []
    # Withheld: the filing did take place, so its clock starts; a letter asks for the proof.
    body["flags"] = [*body.get("flags", ()), unproved]
    letter = situation.machine.definition.documents[paper].letter
    return [] if letter is None else [Effect("letter", letter)]


def _number(receipt: Receipt) -> str | None:
    """The number of a receipt; a blank one proves nothing."""
    number = clean_text(receipt.number or "")
    return number if is_visible(number) else None


def _move(situation: Situation, step: _Judged, anchored: dict[str, date], body: dict[str, Json]) -> None:
    """Put into the body what the passage itself brings: the way back, the outcome, the clocks."""
    machine, case, plan = situation.machine, situation.case, step.plan
    action, gone = plan.action, tuple[str, ...]()
    if plan.destinations:
        if action.back:
            body["back"] = True
        outcome = machine.definition.states[step.to_state].outcome
        if outcome is not None:
            body["outcome"] = outcome
    if action.renews:
        gone = tuple(name for name in action.renews if name not in plan.again and name not in step.fields)
    passage = Touch(situation.day, case.state, step.to_state, action.id, None, anchored, False, gone, action.back)
    before = {**case.clocks, **step.early} if step.early else case.clocks
    clocks = touched_clocks(machine.clocks, before, passage, situation.calendar, {})
    if step.early:
        clocks = {**step.early, **clocks}
    if clocks:
        body["clocks"] = clocks


def openings(action: Action, facts: Facts) -> list[Effect]:
    """The linked cases that an action opens, with what they are given of this one."""
    return [_opening(opened, facts) for opened in action.opens]


def _opening(opened: OpenCase, facts: Facts) -> Effect:
    details: dict[str, Any] = {
        "name": opened.name,
        "on_close": opened.on_close,
        "carry": {name: facts.fields[name] for name in opened.carry if facts.fields.get(name) is not None},
    }
    if opened.after is not None:
        name, duration = opened.after
        since = facts.fields.get(name)
        details["after"] = {"from": None if since is None else day_part(since), "within": str(duration)}
    return Effect("open", opened.process, details)


def _not_open(situation: Situation, trigger: str, role: str) -> Reason:
    """Why an action isn't open here: the case is closed, it is open elsewhere, or the pathway doesn't know it.

    Beside it, what can be done here by whoever asks, the nearest word first.
    """
    machine = situation.machine
    state = machine.definition.states[situation.case.state]
    possible = sorted(possible_here(situation, role), key=lambda action: _likeness(trigger, action.id), reverse=True)
    here = {action.id: action.title for action in possible}
    elsewhere = tuple(
        machine.definition.states[name].title for name, plans in machine.table.items() if trigger in plans
    )
    details = {"state": state.title, "here": here, "elsewhere": elsewhere, "trigger": trigger}
    if not elsewhere:
        # A misspelt action may be one of another step: the nearest word is sought among all of them.
        known = {name: plan.action.title for plans in machine.table.values() for name, plan in plans.items()}
        return Reason("unknown_action", trigger, {**details, "known": known})
    return Reason("case_closed" if state.kind == "final" else "not_open_here", trigger, details)
