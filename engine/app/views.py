"""What a case looks like to whoever reads it: plain JSON in one language, the shapes that machine callers rely on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.app.answer import Answer, NotDone
from engine.app.house import House
from engine.app.opening import IN_HAND, serves_the_person
from engine.app.people import same_person
from engine.app.sight import UNREADABLE, require_row_sight, require_sight, sees_line
from engine.core.case import CaseState
from engine.core.decision import Effect, Reason
from engine.core.definition import Definition, Field, Language, Source, Text
from engine.core.events import Event, Json
from engine.core.guards import names
from engine.core.machine import Machine
from engine.core.rules import AGENT
from engine.core.steps import ActionStep, AlertView, Guidance, OfficeStep, PaperGroup, guide, services_wanted
from engine.core.territory import offices_for
from engine.core.wording import say, say_alert
from engine.errors import CaseNotFound
from engine.store.cases import Held
from engine.store.journal import Reading
from engine.store.subjects import Subject

View = dict[str, Any]


def answer_view(answer: Answer, language: Language) -> View:
    """The answer to a demand: `refused[…]`, or the case after it with what was recorded and what follows."""
    if isinstance(answer, NotDone):
        declared = answer.machine.definition.fields
        return {
            "case": answer.case.case,
            "state": answer.case.state,
            "sequence": answer.case.sequence,
            "refused": [
                {
                    **reason_view(reason, language),
                    "fields": [field_view(declared[name], language) for name in _named(reason) if name in declared],
                }
                for reason in answer.refused.reasons
            ],
        }
    return {
        **case_key(answer.case),
        "events": [event_view(event) for event in answer.events],
        "effects": [effect_view(effect) for effect in answer.effects],
        "repeated": answer.repeated,
    }


def case_key(case: CaseState) -> View:
    """What names a case and where it stands."""
    return {
        "case": case.case,
        "subject": case.subject,
        "process": case.process,
        "version": case.version,
        "digest": case.digest,
        "state": case.state,
        "sequence": case.sequence,
    }


def reason_view(reason: Reason, language: Language) -> View:
    """One reason, said in a language.

    `names` are the data or papers that would lift it, `missing` what those data are called.
    """
    message, unlock = say(reason, language)
    lone = reason.code == "field_missing"
    return {
        "code": reason.code,
        "what": reason.what,
        "message": message,
        "unlock": unlock,
        "names": _named(reason),
        "missing": [
            label.of(language)
            for label in ((reason.details["label"],) if lone else reason.details.get("missing", ()))
            if isinstance(label, Text)
        ],
    }


def _named(reason: Reason) -> list[str]:
    return [reason.what] if reason.code == "field_missing" else list(reason.details.get("names", ()))


def field_view(field: Field, language: Language) -> View:
    """A datum to be given: how to ask for it, and what may be answered."""
    return {
        "id": field.id,
        "label": field.label.of(language),
        "type": field.type,
        "options": {value: label.of(language) for value, label in field.options.items()},
    }


def effect_view(effect: Effect) -> View:
    """What follows a step outside."""
    return {"kind": effect.kind, "what": effect.what, **effect.details}


def event_view(event: Event) -> View:
    """One recorded event, without its private values."""
    return {
        "sequence": event.sequence,
        "kind": event.kind,
        "trigger": event.trigger,
        "from": event.from_state,
        "to": event.to_state,
        "actor": event.actor,
        "role": event.role,
        "recorded_at": event.recorded_at,
        "happened_on": event.happened_on,
        "digest": event.definition,
        "body": event.body,
    }


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


def read_case(house: House, case_id: str, role: str) -> Opened:
    """Read a case with its guidance as of today.

    Raises:
        CaseNotFound: there is none, or it may not be seen.
    """

    def work(reading: Reading) -> Opened:
        try:
            return _opened(house, reading, case_id, role)
        except UNREADABLE:
            require_row_sight(house, reading, role, case_id, case_id)
            raise

    return house.store.read(work)


def _opened(house: House, reading: Reading, case_id: str, role: str) -> Opened:
    held = reading.case(case_id)
    if held is None:
        raise CaseNotFound(case_id)
    machine = house.machine(reading, held.case.digest)
    require_sight(role, machine.definition, case_id)
    situation = house.situation(machine, held.case, held.private, house.today())
    offices = {
        (service, commune): offices_for(house.territory, service, commune)
        for service, commune in services_wanted(situation)
        if commune is not None
    }
    guidance = guide(situation, offices, role)
    return Opened(
        held=held,
        machine=machine,
        guidance=guidance,
        subject=reading.subject(held.case.subject),
        elsewhere=_elsewhere(house, reading, held, machine, guidance),
        titles=process_titles(house, reading, {link["process"] for link in held.case.links.values()}),
    )


def process_titles(house: House, reading: Reading, processes: Collection[str]) -> dict[str, Text]:
    """What pathways are called, by their newest versions; none of one that isn't published."""
    lines = reading.definitions() if processes else ()
    newest = {line.process: line.digest for line in lines if line.process in processes}
    return {process: house.machine(reading, digest).definition.title for process, digest in newest.items()}


def _elsewhere(house: House, reading: Reading, held: Held, machine: Machine, guidance: Guidance) -> dict[str, str]:
    """Papers lacking here that the person can show from another case; never from a protected one."""
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
        lines = (line for each in same_person(reading, held.case.subject) for line in reading.cases_of(each))
        for line in lines:
            shown = line.case != held.case.case and sees_line(house, reading, AGENT.role, line)
            other = reading.case(line.case) if shown else None
            for name in wanted:
                paper = other.case.documents.get(name) if other is not None else None
                if paper is not None and paper["status"] in IN_HAND:
                    found[name] = line.case
    return found


def next_view(opened: Opened, language: Language) -> View:
    """`case next`: what to do now."""
    case, machine, guidance = opened.held.case, opened.machine, opened.guidance
    definition = machine.definition
    state = guidance.state
    known = {**case.fields, **opened.held.private}
    return {
        "case": case.case,
        "sequence": case.sequence,
        "digest": case.digest,
        "process": case.process,
        "process_title": definition.title.of(language),
        "definition_status": definition.status,
        "commune": case.commune,
        "status": guidance.status,
        "state": {
            "id": state.id,
            "kind": state.kind,
            "title": state.title.of(language),
            "prompt": _text(state.prompt, language),
        },
        "fields": [
            {
                "id": step.field.id,
                "type": step.field.type,
                "label": step.field.label.of(language),
                "known": step.known,
                "value": known.get(step.field.id),
                "options": {value: label.of(language) for value, label in step.field.options.items()},
                "hint": _text(step.field.hint, language),
            }
            for step in guidance.fields
        ],
        "documents": [_group_view(opened, group, language) for group in guidance.papers],
        "missing_shortest": [_paper(machine, name, language) for name in guidance.missing],
        "deadlines": clock_views(opened, language),
        "alerts": [
            {
                "id": alert.id,
                "level": alert.level,
                "text": alert.text.of(language) if alert.text else say_alert(alert.id, alert.details, language),
            }
            for alert in alerts_told(opened)
        ],
        "offices": [_office_view(machine, step, language) for step in guidance.offices],
        "actions": [_action_view(machine, step, language) for step in guidance.actions],
        "forms": list(guidance.forms),
        "links": link_views(opened, language),
        "bases": [source_view(source, language) for source in guidance.bases],
        "basis": source_views(machine, state.basis, language),
        "consents": consent_views(opened, language),
    }


def alerts_told(opened: Opened) -> list[AlertView]:
    """The alerts, each fact once: where the pathway tells of a receipt withheld, the engine adds nothing."""
    raised = {alert.id for alert in opened.guidance.alerts}
    told = {
        f"{_UNPROVED}{name}"
        for alert, when in opened.machine.alerts
        if alert.id in raised and alert.level != "info"
        for kind, name in names(when.tree)
        if kind == "document"
    }
    return [alert for alert in opened.guidance.alerts if alert.id not in told]


_UNPROVED = "unproved:"
"An alert of the engine's own: this receipt was not handed over."


def link_views(opened: Opened, language: Language) -> list[View]:
    """Cases opened from this one, or that opened it, with the title of their pathway."""
    return [
        {
            "name": name,
            "title": opened.titles[link["process"]].of(language) if link["process"] in opened.titles else "",
            **link,
        }
        for name, link in opened.held.case.links.items()
    ]


def _text(text: Text | None, language: Language) -> str:
    return "" if text is None else text.of(language)


def source_view(source: Source, language: Language) -> View:
    """A basis with its confidence."""
    return {
        "id": source.id,
        "title": source.title.of(language),
        "url": source.url,
        "dated": source.dated,
        "read": source.read.isoformat() if source.read else None,
        "confidence": source.confidence,
        "note": _text(source.note, language),
    }


def source_views(machine: Machine, names: Sequence[str], language: Language) -> list[View]:
    """The sources of a fact."""
    return [source_view(machine.definition.sources[name], language) for name in names]


def _paper(machine: Machine, name: str, language: Language) -> View:
    paper = machine.definition.documents[name]
    issuer = machine.definition.services.get(paper.issuer or "")
    return {
        "id": name,
        "title": paper.title.of(language),
        "issuer": issuer.title.of(language) if issuer is not None else "",
        "cost": _text(paper.cost, language),
        "note": _text(paper.note, language),
        "confidence": paper.confidence,
    }


def _group_view(opened: Opened, group: PaperGroup, language: Language) -> View:
    machine, documents = opened.machine, opened.held.case.documents
    return {
        "group": group.group.id,
        "title": group.group.title.of(language),
        "need": group.group.need,
        "due": group.due,
        "unknown": list(group.unknown),
        "satisfied": group.standing.satisfied,
        "count": group.group.count,
        "copies": group.group.copies,
        "note": _text(group.group.note, language),
        "options": {
            option: [
                {
                    **_paper(machine, paper, language),
                    "status": documents.get(paper, {}).get("status", "missing"),
                    "stands": group.standing.stands[paper],
                    "held_in": opened.elsewhere.get(paper) or documents.get(paper, {}).get("from"),
                }
                for paper in papers
            ]
            for option, papers in group.group.any_of.items()
        },
        "missing_shortest": list(group.standing.shortest),
        "basis": source_views(machine, group.group.basis, language),
    }


def clock_views(opened: Opened, language: Language) -> list[View]:
    """The clocks that still matter, the most pressing first."""
    return [
        {
            "id": view.deadline.id,
            "title": view.deadline.title.of(language),
            "kind": view.deadline.kind,
            "due": view.due.isoformat(),
            "days_left": view.days_left,
            "overdue": view.overdue,
            "estimated": view.estimated,
            "paused": view.paused,
            "note": _text(view.deadline.note, language),
            "basis": source_views(opened.machine, view.deadline.basis, language),
        }
        for view in opened.guidance.clocks
    ]


def _office_view(machine: Machine, step: OfficeStep, language: Language) -> View:
    service = machine.definition.services[step.service]
    office = step.office
    return {
        "service": step.service,
        "service_title": service.title.of(language),
        "commune": step.commune,
        "id": office.id if office else None,
        "name": office.name.of(language) if office else "",
        "address": office.address if office else "",
        "phone": office.phone if office else "",
        "hours": office.hours if office else "",
        "note": _text(office.note, language) if office else "",
        "verified": office.verified.isoformat() if office and office.verified else None,
        "confidence": office.confidence if office else None,
    }


def _action_view(machine: Machine, step: ActionStep, language: Language) -> View:
    action = step.action
    titles = {name: machine.definition.states[name].title.of(language) for name in step.to}
    return {
        "trigger": action.id,
        "title": action.title.of(language),
        "to": list(step.to),
        "to_titles": list(titles.values()),
        "possible": not step.blocked_by,
        "blocked_by": [reason_view(reason, language) for reason in step.blocked_by],
        "needs": list(step.needs),
        "fields": [
            field_view(machine.definition.fields[name], language)
            for name in step.needs
            if name in machine.definition.fields
        ],
        "receipt": action.receipt,
        "by": action.by,
        "prompt": _text(action.prompt, language),
        "basis": source_views(machine, action.basis, language),
    }


def consent_views(opened: Opened, language: Language) -> list[View]:
    """The consents of the pathway, and where they stand."""
    case = opened.held.case
    found = []
    for consent in opened.machine.definition.consents.values():
        given = case.consents.get(consent.id, {})
        found.append(
            {
                "id": consent.id,
                "for": consent.purpose,
                "title": consent.title.of(language),
                "text": consent.text.of(language),
                "version": consent.version,
                "given": given.get("given"),
                "on": given.get("on"),
                "until": given.get("until"),
            }
        )
    return found


def show_view(house: House, opened: Opened, language: Language) -> View:
    """`case show`: the case as it stands and its whole journal; private values only where the reader may see them."""
    case = opened.held.case
    definition = opened.machine.definition
    return {
        **case_key(case),
        "process_title": definition.title.of(language),
        "state_title": opened.guidance.state.title.of(language),
        "commune": case.commune,
        "outcome": case.outcome,
        "opened_on": case.opened_on,
        "assigned": case.assigned,
        "fields": {name: value for name, value in {**case.fields, **opened.held.private}.items() if value is not None},
        "documents": case.documents,
        "deadlines": clock_views(opened, language),
        "links": link_views(opened, language),
        "consents": case.consents,
        "flags": case.flags,
        "undue": case.undue,
        "journal": house.store.read(lambda reading: _journal(reading, case.case, definition)),
    }


_SHOWN = ("plain", "personal")
"Classes of data whose former value is told with a correction; of the others, only that it was corrected."


def _journal(reading: Reading, case: str, definition: Definition) -> list[View]:
    """The journal of a case, each event with the note, the reason and the corrected values that came with it.

    What is sealed is opened for whoever may see the case; of a person who was erased, there is nothing to open.
    """
    found: list[View] = []
    values: dict[str, Json] = {}
    for event, digest in reading.history(case):
        private = reading.private(case, event.sequence) if event.body.get("sealed") else {}
        given = {**event.body.get("fields", {}), **_private_fields(private)}
        view = {**event_view(event), "hash": digest, "note": private.get("note"), "reason": private.get("reason")}
        if event.kind == "corrected":
            view["changes"] = {
                name: {"was": event.body.get("was", {}).get(name, values.get(name)), "now": now}
                for name, now in given.items()
                if name in definition.fields and definition.fields[name].data_class in _SHOWN
            }
        values |= given
        found.append(view)
    return found


def _private_fields(private: Mapping[str, Json]) -> dict[str, Json]:
    return {name.removeprefix("fields."): value for name, value in private.items() if name.startswith("fields.")}


def titles_of(opened: Opened, language: Language) -> Mapping[str, str]:
    """Trigger and state identifiers → what the screens call them."""
    definition = opened.machine.definition
    found = {name: state.title.of(language) for name, state in definition.states.items()}
    for plans in opened.machine.table.values():
        for name, plan in plans.items():
            found.setdefault(name, plan.action.title.of(language))
    return found
