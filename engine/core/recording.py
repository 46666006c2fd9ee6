"""Recording data and papers: values cleaned and judged, the clocks they move, and their correction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from engine.core.answers import HELD
from engine.core.clocks import Touch, touched_clocks
from engine.core.decision import Accepted, Decision, Reason, Refused
from engine.core.definition import Action
from engine.core.events import Attach, ChangeDocuments, Correct, DocumentStatus, Draft, EventKind, Json, Record
from engine.core.machine import Machine, Situation
from engine.core.rules import label_of
from engine.core.values import as_kept, clean_text, is_visible, value_reason


def cleaned(
    situation: Situation, fields: Mapping[str, Json], *, may_replace: Collection[str] = ()
) -> tuple[dict[str, Json], list[Reason]]:
    """Given values, cleaned, and why some can't be recorded; those of `may_replace` may change a known value."""
    if not fields:
        return {}, []
    declared = situation.machine.definition.fields
    values: dict[str, Json] = {}
    reasons: list[Reason] = []
    for name, value in fields.items():
        if name in declared:
            values[name] = as_kept(declared[name], value)
        else:
            reasons.append(Reason("unknown_field", name, {"known": tuple(declared)}))
    before = {**situation.case.fields, **situation.private}
    known = {**before, **values}
    for name, value in values.items():
        wrong = value_reason(declared[name], value, situation.day, known)
        if wrong is not None:
            reasons.append(wrong)
        elif name not in may_replace and _is_known(situation, name) and before.get(name) != value:
            reasons.append(Reason("already_known", name, {"label": declared[name].label}))
    return values, reasons


def _is_known(situation: Situation, name: str) -> bool:
    return name in situation.case.fields or name in situation.case.sealed


def split(machine: Machine, fields: Mapping[str, Json]) -> tuple[dict[str, Json], dict[str, Json]]:
    """(body, private): plain values into the body, the others beside it to be sealed, `keep: never` nowhere."""
    plain: dict[str, Json] = {}
    private: dict[str, Json] = {}
    for name, value in fields.items():
        field = machine.definition.fields[name]
        if field.is_private and field.kept:
            private[f"fields.{name}"] = value
        elif field.kept:
            plain[name] = value
    return ({"fields": plain} if plain else {}), private


def renew(situation: Situation, action: Action, given: Collection[str]) -> tuple[list[str], dict[str, Json]]:
    """(known fields that the action leaves unknown, their private values taken away)."""
    gone = [name for name in action.renews if name not in given and _is_known(situation, name)]
    return gone, {f"fields.{name}": None for name in gone if name in situation.private}


def draft(
    kind: EventKind, situation: Situation, body: dict[str, Json], private: dict[str, Json] | None = None
) -> Draft:
    """A draft that leaves the case in its state."""
    state = situation.case.state
    return Draft(kind, None, state, state, body, private or {})


def touch(situation: Situation, change: Touch, body: dict[str, Json]) -> None:
    """Put into the body the clocks that a change moves."""
    clocks = touched_clocks(situation.machine.clocks, situation.case.clocks, change, situation.calendar, {})
    if clocks:
        body["clocks"] = {**body.get("clocks", {}), **clocks}


def record(situation: Situation, ask: Record) -> Decision:
    """Record fields; a known value is changed by a correction, with its reason."""
    values, reasons = cleaned(situation, ask.fields)
    if not ask.fields:
        reasons.append(Reason("nothing_to_do", "fields"))
    for name in values:
        if not situation.machine.definition.fields[name].kept:
            reasons.append(
                Reason(
                    "bad_value", name, {"label": label_of(situation.machine, name), "expected": "never", "value": ""}
                )
            )
    if reasons:
        return Refused(tuple(reasons))
    return Accepted((_fields_draft("recorded", situation, values),))


def correct(situation: Situation, ask: Correct) -> Decision:
    """Replace values already known; the old plain ones stand in the event, the private ones in their own seals."""
    values, reasons = cleaned(situation, ask.fields, may_replace=ask.fields)
    for name in values:
        if not _is_known(situation, name):
            reasons.append(Reason("not_known", name, {"label": label_of(situation.machine, name)}))
    if not ask.fields:
        reasons.append(Reason("nothing_to_do", "fields"))
    if not is_visible(ask.reason):
        reasons.append(Reason("reason_missing", "reason"))
    if reasons:
        return Refused(tuple(reasons))
    event = _fields_draft("corrected", situation, values)
    event.body["was"] = {name: situation.case.fields[name] for name in values if name in situation.case.fields}
    event.private["reason"] = clean_text(ask.reason)
    return Accepted((event,))


def _fields_draft(kind: EventKind, situation: Situation, values: Mapping[str, Json]) -> Draft:
    body, private = split(situation.machine, values)
    state = situation.case.state
    touch(situation, Touch(situation.day, state, state, fields=values), body)
    return draft(kind, situation, body, private)


def unknown_documents(machine: Machine, documents: Mapping[str, DocumentStatus]) -> list[Reason]:
    """A reason for each paper that the pathway doesn't know."""
    if not documents:
        return []
    known = machine.definition.documents
    unknown = [name for name in documents if name not in known]
    titles = {each.id: each.title for each in known.values()} if unknown else {}
    return [Reason("unknown_document", name, {"known": titles}) for name in unknown]


class Brought(NamedTuple):
    """Papers whose status a demand changes."""

    papers: Mapping[str, dict[str, Json]]
    "As the case holds them from then on: status, day of that status, and the day written on them when it is known."
    obtained: Mapping[str, date]
    "Those newly held, with the day that counts for the clocks they start."
    proves: tuple[str, ...]
    "Flags that fall: filings that had no receipt."


NOTHING_BROUGHT = Brought({}, {}, ())


def brought(
    situation: Situation, documents: Mapping[str, DocumentStatus], issued: Mapping[str, date] | None = None
) -> Brought:
    """What papers become with a demand; `issued` gives the day written on some."""
    if not documents:
        return NOTHING_BROUGHT
    case, today = situation.case, situation.day.isoformat()
    papers: dict[str, dict[str, Json]] = {}
    for name, status in documents.items():
        papers[name] = paper = {"status": status, "on": today}
        before = case.documents.get(name, {})
        if status == "verified" and before.get("status") in HELD:
            # A paper looked at again is the same paper: it doesn't get younger. Received again, it is a new one.
            paper |= {key: before[key] for key in ("on", "issued") if key in before}
        if issued is not None and name in issued:
            paper["issued"] = issued[name].isoformat()
    proves = tuple(
        f"unproved:{name}"
        for name, paper in papers.items()
        if paper["status"] in HELD and f"unproved:{name}" in case.flags
    )
    new = obtained(papers, case.documents)
    # The clock of a filing runs since the filing: its late proof doesn't start it again.
    return Brought(papers, {name: day for name, day in new.items() if f"unproved:{name}" not in proves}, proves)


def obtained(papers: Mapping[str, Mapping[str, Json]], before: Mapping[str, Mapping[str, Json]]) -> dict[str, date]:
    """Papers newly held, with the day that counts for the clocks they start."""
    return {
        name: date.fromisoformat(paper.get("issued") or paper["on"])
        for name, paper in papers.items()
        if paper["status"] in HELD and (name not in before or before[name]["status"] not in HELD)
    }


def change_documents(situation: Situation, ask: ChangeDocuments) -> Decision:
    """Change the status of papers."""
    reasons = unknown_documents(situation.machine, ask.documents)
    for day in ask.issued.values():
        if day > situation.day:
            reasons.append(Reason("in_the_future", day.isoformat(), {"today": situation.day.isoformat()}))
    if not ask.documents:
        reasons.append(Reason("nothing_to_do", "documents"))
    if reasons:
        return Refused(tuple(reasons))
    change = brought(situation, ask.documents, ask.issued)
    body: dict[str, Json] = {"documents": change.papers}
    if change.proves:
        body["unflags"] = list(change.proves)
    state = situation.case.state
    touch(situation, Touch(situation.day, state, state, documents=change.obtained), body)
    return Accepted((draft("document_changed", situation, body),))


_WAITED_FOR = ("missing", "requested")
"Statuses of a paper that its scan shows to have come; one that was verified, refused or waived stays so."


def attach(situation: Situation, ask: Attach) -> Decision:
    """Join a scan to a paper of the case; one that was still waited for has come with it.

    What an agent lays on the scanner is in their hands. Whether it is good is another look: it is never verified by
    being scanned, and one that an office refused isn't accepted by being scanned again.
    """
    case, machine = situation.case, situation.machine
    reasons = unknown_documents(machine, {ask.document: "received"})
    state = machine.definition.states[case.state]
    if state.kind == "final":
        reasons.append(Reason("case_closed", ask.document, {"state": state.title}))
    if reasons:
        return Refused(tuple(reasons))
    body: dict[str, Json] = {
        "document": ask.document,
        "attachment": ask.attachment,
        "sha256": ask.sha256,
        "media": ask.media,
        "size": ask.size,
    }
    if case.documents.get(ask.document, {}).get("status", "missing") in _WAITED_FOR:
        change = brought(situation, {ask.document: "received"})
        body["documents"] = change.papers
        if change.proves:
            body["unflags"] = list(change.proves)
        touch(situation, Touch(situation.day, case.state, case.state, documents=change.obtained), body)
    return Accepted((draft("attached", situation, body, {"original": ask.original}),))
