"""A replay as JSON, for machine callers and for the screen: the shape of `case show`, and what was judged beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.app.guidance import clock_views, link_views
from engine.app.house import House
from engine.app.reading import Opened, process_titles
from engine.app.replaying import Replayed
from engine.app.views import View, case_key, event_view, reason_view, scan_view, source_views
from engine.core.contact import consent_title
from engine.core.definition import Language, Text
from engine.core.events import Event, Json, plain_fields
from engine.core.invariant_words import say_breach, say_unjudged
from engine.core.looked_at import looked_at
from engine.core.machine import Machine
from engine.core.moments import Change
from engine.core.otherwise import Otherwise
from engine.core.steps import guide
from engine.core.verdicts import Differs, NotRedecidable, say_verdict
from engine.errors import BrokenHistory
from engine.store.case_rows import before_any


def replay_view(house: House, found: Replayed, language: Language) -> View:
    """`audit replay`: the keys of `case show`, then `agrees`, `differences`, `undecided`, and what else was asked.

    Raises:
        BrokenHistory: what its events hold can't be shown; a forger may have written anything under the right hash.
    """
    try:
        return _whole_view(house, found, language)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        told = "Ce qu'il enregistre n'a pas de sens."
        raise BrokenHistory(found.case.case, found.case.sequence, told) from error


def _whole_view(house: House, found: Replayed, language: Language) -> View:
    case, machine = found.case, found.machine
    opened = _opened(house, found)
    view: View = {
        **case_key(case),
        "process_title": machine.definition.title.of(language),
        "state_title": machine.definition.states[case.state].title.of(language),
        "commune": case.commune,
        "outcome": case.outcome,
        "opened_on": case.opened_on,
        "assigned": case.assigned,
        "day": found.day.isoformat(),
        "personal": found.private is not None,
        "fields": {**case.fields, **(found.private or {})},
        "documents": case.documents,
        "scans": _scans(found),
        "deadlines": clock_views(opened, language),
        "links": link_views(opened, language),
        "consents": case.consents,
        "flags": case.flags,
        "undue": case.undue,
        "journal": [step_view(found, index, language) for index in range(len(found.events))],
        "differences": list(_differences(found, language)),
        "undecided": [
            {"sequence": event.sequence, "why": verdict.why, "message": say_verdict(verdict, language)}
            for (event, _), verdict in zip(found.events, found.verdicts, strict=True)
            if isinstance(verdict, NotRedecidable)
        ],
    }
    view["agrees"] = not view["differences"]
    view["invariants"] = list(_invariants(found, language))
    if found.changes is not None and found.compared is not None:
        view["compare"] = {
            "sequence": found.compared.sequence,
            "state": found.compared.state,
            "changes": [_change_view(machine, change, language) for change in found.changes],
        }
    if found.otherwise is not None and found.other is not None and found.other_case is not None:
        view["against"] = {
            "version": found.other.definition.version,
            "digest": found.other.definition.digest,
            "state": found.other_case.state,
            "outcome": found.other_case.outcome,
            "steps": [_otherwise_view(found, found.other, each, language) for each in found.otherwise],
        }
    return view


def _opened(house: House, found: Replayed) -> Opened:
    """The case of that moment as a case read: its clocks and links on that day."""
    held = replace(before_any(0, None), case=found.case, private=dict(found.private or {}))
    situation = house.situation(found.machine, found.case, held.private, found.day)
    processes = {link["process"] for link in found.case.links.values()}
    titles = house.store.read(lambda reading: process_titles(house, reading, processes))
    return Opened(held, found.machine, guide(situation, {}, "auditor"), None, {}, titles)


def _scans(found: Replayed) -> dict[str, list[View]]:
    """The scans of that moment, by their paper."""
    told: dict[str, list[View]] = {}
    for each in found.scans:
        told.setdefault(each.event.body["document"], []).append(scan_view(each))
    return told


def _differences(found: Replayed, language: Language) -> Iterator[View]:
    """What isn't as the rules of its day make it, step by step, then about the case as a whole."""
    judged = [(event.sequence, verdict) for (event, _), verdict in zip(found.events, found.verdicts, strict=True)]
    if found.unfinished is not None:
        judged.append((found.case.sequence, found.unfinished))
    for sequence, verdict in judged:
        if isinstance(verdict, Differs):
            yield {
                "sequence": sequence,
                "what": verdict.what,
                "expected": verdict.expected,
                "found": verdict.found,
                "message": say_verdict(verdict, language),
            }
    if found.strays:
        lists = Differs("projection", "history", "row")
        yield {
            "sequence": found.case.sequence,
            "what": lists.what,
            "expected": lists.expected,
            "found": lists.found,
            "message": say_verdict(lists, language),
        }


def step_view(found: Replayed, index: int, language: Language) -> View:
    """One event: who, when, under which definition and rule, what was asked and answered, and the verdict on it."""
    event, digest = found.events[index]
    verdict = found.verdicts[index]
    machine = found.machines[event.definition]
    private = found.given.get(event.sequence, {})
    states = machine.definition.states
    judged = "differs" if isinstance(verdict, Differs) else "agrees"
    asked = [name for name in _asked(machine, event) if name in machine.definition.fields]
    known = _known(found, index)
    return {
        **event_view(event),
        "hash": digest,
        "version": machine.definition.version,
        "from_title": states[event.from_state].title.of(language) if event.from_state in states else "",
        "to_title": states[event.to_state].title.of(language) if event.to_state in states else event.to_state,
        "note": private.get("note"),
        "reason": private.get("reason"),
        "changes": _corrected(found, index) if event.kind == "corrected" else {},
        "answers": {
            name: value for name, value in {**plain_fields(event.body), **_fields(private)}.items() if value is not None
        },
        "asked": [{"id": name, "label": machine.definition.fields[name].label.of(language)} for name in asked],
        "unanswered": [name for name in asked if name not in known],
        "rule": _rule_view(machine, event, language),
        "undone": event.sequence in found.undone,
        "set_back": event.sequence in found.set_back,
        "verdict": "not_redecidable" if isinstance(verdict, NotRedecidable) else judged,
        "verdict_message": say_verdict(verdict, language),
    }


def _asked(machine: Machine, event: Event) -> tuple[str, ...]:
    """The data asked for at that step: by its action, else by the state the case was in."""
    state = machine.definition.states.get(event.from_state or event.to_state)
    plan = machine.table.get(event.from_state, {}).get(event.trigger or "")
    if plan is not None:
        return tuple(dict.fromkeys((*plan.action.ask, *plan.fields)))
    return state.ask if state is not None and event.kind in ("opened", "recorded") else ()


def _known(found: Replayed, index: int) -> set[str]:
    """The data answered by then, at this step or before it; also those that stay sealed for this reader."""
    return {
        name
        for event, _ in found.events[: index + 1]
        if event.sequence not in found.undone
        for name in (
            *(each for each, value in plain_fields(event.body).items() if value is not None),
            *(each.removeprefix("fields.") for each in event.body.get("sealed", ()) if each.startswith("fields.")),
        )
    }


def _fields(private: object) -> dict[str, Json]:
    given = private if isinstance(private, dict) else {}
    return {name.removeprefix("fields."): value for name, value in given.items() if name.startswith("fields.")}


def _corrected(found: Replayed, index: int) -> View:
    """What a correction replaced, where it may be shown."""
    event, _ = found.events[index]
    before: dict[str, Json] = {}
    for earlier, _ in found.events[:index]:
        before |= {**plain_fields(earlier.body), **_fields(found.given.get(earlier.sequence, {}))}
    given = {**plain_fields(event.body), **_fields(found.given.get(event.sequence, {}))}
    was = event.body.get("was", {})
    return {name: {"was": was.get(name, before.get(name)), "now": now} for name, now in given.items()}


def _rule_view(machine: Machine, event: Event, language: Language) -> View | None:
    """The rule that the step was judged by: its condition and answer, its ways, what it required, its legal basis."""
    definition = machine.definition
    if event.kind in ("reminded", "expired") and event.trigger is None:
        deadline = definition.deadlines.get(str(event.body.get("deadline")))
        if deadline is None:
            return None
        basis = source_views(machine, deadline.basis, language)
        return {"title": deadline.title.of(language), "when": None, "answer": None, "requires": [], "basis": basis}
    plan = machine.table.get(event.from_state, {}).get(event.trigger or "")
    if plan is None:
        return None
    action = plan.action
    groups = [each.group for each in plan.groups]
    state = definition.states[event.from_state]
    names = dict.fromkeys((*action.basis, *state.basis, *(name for group in groups for name in group.basis)))
    return {
        "title": action.title.of(language),
        "when": None if plan.when is None else plan.when.text,
        "about": [] if plan.when is None else [each.of(language) for each in looked_at(definition, plan.when.text)],
        # A clock pulls what its condition allows, and records no answer beside.
        "answer": True if event.kind == "expired" else event.body.get("guards", {}).get("when"),
        "otherwise": "" if action.otherwise is None else action.otherwise.of(language),
        "branches": [
            {"state": each.state or "back", "when": None if each.when is None else each.when.text}
            for each in plan.destinations
        ],
        "requires": [group.title.of(language) for group in groups]
        + [definition.fields[name].label.of(language) for name in plan.fields],
        "roles": sorted(action.roles),
        "by": action.by,
        "irregular": list(event.body.get("irregular", ())),
        "basis": source_views(machine, tuple(names), language),
    }


def _change_view(machine: Machine, change: Change, language: Language) -> View:
    definition = machine.definition
    titles: dict[str, Text] = {}
    match change.part:
        case "fields":
            titles = {name: each.label for name, each in definition.fields.items()}
        case "documents":
            titles = {name: each.title for name, each in definition.documents.items()}
        case "clocks":
            titles = {name: each.title for name, each in definition.deadlines.items()}
        case "consents":
            title = consent_title(definition, change.name)
            titles = {} if title is None else {change.name: title}
    return {
        "part": change.part,
        "name": change.name,
        "title": titles[change.name].of(language) if change.name in titles else change.name,
        "before": change.before,
        "after": change.after,
    }


def _otherwise_view(found: Replayed, other: Machine, each: Otherwise, language: Language) -> View:
    state = other.definition.states.get(each.state)
    reasons = [reason_view(reason, language) for reason in each.reasons]
    if found.private is None:
        # A refused value is quoted in its reason: the code is enough for whoever may not read the case.
        reasons = [reason for reason in reasons if reason["code"] != "bad_value"] + [
            {"code": reason["code"], "what": reason["what"]} for reason in reasons if reason["code"] == "bad_value"
        ]
    return {
        "sequence": each.sequence,
        "came": each.came,
        "state": each.state,
        "state_title": "" if state is None else state.title.of(language),
        "reasons": reasons,
        "unknown": list(each.unknown),
        "clock": each.clock,
        "on": each.on,
    }


def _invariants(found: Replayed, language: Language) -> Iterator[View]:
    """What must always be true of the case and wasn't (`kept` false), then what nobody could judge (`kept` null)."""
    versions = {machine.definition.version: machine.definition for machine in found.machines.values()}
    for breach in found.watch.breaches:
        if breach.reserved and found.private is None:
            continue
        told = {"since": breach.since, "until": breach.until, "kept": False, "message": say_breach(breach, language)}
        yield {"invariant": breach.invariant.id, "version": breach.version, **told}
    for unjudged in found.watch.unjudged.values():
        message = say_unjudged(unjudged, versions.get(unjudged.version), language)
        told = {"since": unjudged.since, "until": None, "kept": None, "message": message}
        yield {"invariant": unjudged.invariant.id, "version": unjudged.version, **told}
