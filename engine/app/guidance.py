"""What a case asks for now, in one language: its papers, clocks, offices and actions, and on what they rest."""

from __future__ import annotations

from collections.abc import Collection

from engine.app.reading import Opened
from engine.app.views import View, field_view, reason_view, scan_view, source_view, source_views, text_or_nothing
from engine.core.definition import Language
from engine.core.guards import names
from engine.core.machine import Machine
from engine.core.steps import ActionStep, AlertView, OfficeStep, PaperGroup
from engine.core.wording import say_alert


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
            "prompt": text_or_nothing(state.prompt, language),
        },
        "fields": [
            {
                "id": step.field.id,
                "type": step.field.type,
                "label": step.field.label.of(language),
                "known": step.known,
                "value": known.get(step.field.id),
                "options": {value: label.of(language) for value, label in step.field.options.items()},
                "hint": text_or_nothing(step.field.hint, language),
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
            for alert in _each_fact_once(opened)
        ],
        "offices": [_office_view(machine, step, language) for step in guidance.offices],
        "actions": [_action_view(machine, step, state.actions, language) for step in guidance.actions],
        "forms": list(guidance.forms),
        "links": link_views(opened, language),
        "bases": [source_view(source, language) for source in guidance.bases],
        "basis": source_views(machine, state.basis, language),
        "consents": consent_views(opened, language),
    }


def _each_fact_once(opened: Opened) -> list[AlertView]:
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


def is_beside(opened: Opened, step: ActionStep) -> bool:
    """Whether an action doesn't concern the case as it is known: its conditions say no, whatever is done here.

    One that counts an act open now waits for that act: to close what must be followed elsewhere first is still to come.
    """
    if not all(reason.code == "condition_false" for reason in step.blocked_by):
        return False
    when = opened.machine.table[opened.held.case.state][step.action.id].when
    counted = {name for kind, name in names(when.tree) if kind == "action"} if when is not None else set()
    return counted.isdisjoint(each.action.id for each in opened.guidance.actions if not each.blocked_by)


_UNPROVED = "unproved:"
"An alert of the engine's own: this receipt was not handed over."


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
        "note": text_or_nothing(group.group.note, language),
        "options": {
            option: [
                {
                    **_paper(machine, paper, language),
                    "status": documents.get(paper, {}).get("status", "missing"),
                    "stands": group.standing.stands[paper],
                    "scans": [scan_view(each) for each in opened.scans.get(paper, ())],
                    "held_in": opened.elsewhere.get(paper) or documents.get(paper, {}).get("from"),
                }
                for paper in papers
            ]
            for option, papers in group.group.any_of.items()
        },
        "missing_shortest": list(group.standing.shortest),
        "basis": source_views(machine, group.group.basis, language),
    }


def _paper(machine: Machine, name: str, language: Language) -> View:
    paper = machine.definition.documents[name]
    issuer = machine.definition.services.get(paper.issuer or "")
    return {
        "id": name,
        "title": paper.title.of(language),
        "issuer": issuer.title.of(language) if issuer is not None else "",
        "cost": text_or_nothing(paper.cost, language),
        "note": text_or_nothing(paper.note, language),
        "confidence": paper.confidence,
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
            "note": text_or_nothing(view.deadline.note, language),
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
        "stands_in": office.commune if office else None,
        "address": office.address if office else "",
        "phone": office.phone if office else "",
        "hours": office.hours if office else "",
        "note": text_or_nothing(office.note, language) if office else "",
        "verified": office.verified.isoformat() if office and office.verified else None,
        "confidence": office.confidence if office else None,
    }


def _action_view(machine: Machine, step: ActionStep, own: Collection[str], language: Language) -> View:
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
        "prompt": text_or_nothing(action.prompt, language),
        "basis": source_views(machine, action.basis, language),
        "anywhere": action.id not in own and machine.definition.actions[action.id].sources is None,
    }


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


def consent_views(opened: Opened, language: Language) -> list[View]:
    """The consents of the pathway, and where they stand."""
    case = opened.held.case
    found = []
    for consent in opened.machine.definition.consents.values():
        given = case.consents.get(consent.id, {})
        if given.get("version", consent.version) != consent.version:
            # Answered on other words than these (the case has come to another version): of these, nothing is known.
            given = {}
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
