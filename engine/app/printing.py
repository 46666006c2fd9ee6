"""What goes on paper: a case as the forms may see it, then a sheet in French or Arabic, as a page or a PDF."""

from __future__ import annotations

from functools import partial
from typing import Any

from engine.app.house import ZONE, House
from engine.app.views import Opened, clock_views, next_view, read_case, source_views
from engine.core.definition import Language, Text
from engine.core.events import Event
from engine.core.wording import say_alert
from engine.errors import UsageError
from engine.store.journal import Reading

_LATEST_STEPS = 60
"Steps on a summary: two pages; the journal itself is for the screen."


def print_form(house: House, case_id: str, form: str, language: Language, role: str, *, as_pdf: bool) -> bytes:
    """One form for one case, as the bytes of a PDF or of a self-contained HTML page.

    Raises:
        CaseNotFound, UsageError (no such form), DefinitionError (a template has errors).
    """
    opened = read_case(house, case_id, role)
    known = [entry.id for entry in house.printer.forms()]
    if form not in known:
        raise UsageError(f"Le modèle « {form} » n'existe pas.", f"Modèles : {', '.join(known)}.")
    data = form_data(house, opened, language)
    training = house.store.training
    if as_pdf:
        return house.printer.pdf(form, language, data, issued_at=house.now().astimezone(ZONE), watermark=training)
    return house.printer.html(form, language, data, watermark=training).encode("utf-8")


def form_data(house: House, opened: Opened, language: Language) -> dict[str, Any]:
    """Everything that forms may be given of a case, in one language; each form takes only what it declares."""
    case, definition = opened.held.case, opened.machine.definition
    history = [event for event, _ in house.store.read(lambda reading: reading.history(case.case))]
    view = next_view(opened, language)
    commune = house.territory.communes.get(case.commune)
    desk = commune.name.of(language) if commune is not None else case.commune
    return {
        "case": {
            "number": case.case,
            "opened_on": case.opened_on,
            "process_title": definition.title.of(language),
            "state_title": opened.guidance.state.title.of(language),
            "commune": desk,
            "digest": case.digest,
            "draft": definition.status == "draft",
        },
        "desk": {"commune": desk, "agent": case.assigned or ""},
        "person": {"name": _name(opened, language), "language": _spoken(opened)},
        "today": house.today().isoformat(),
        "steps": _steps(opened, history, language),
        "documents": [_document(group) for group in view["documents"] if group["due"] is not False],
        "offices": [
            {
                "name": office["name"],
                "commune": _commune(house, office["commune"], language),
                "address": office["address"],
                "hours": office["hours"],
                "verified": office["verified"],
            }
            for office in view["offices"]
            if office["id"] is not None
        ],
        "deadlines": [_deadline(clock) for clock in clock_views(opened, language)],
        "bases": [_basis(each) for each in view["bases"]],
        "refusal": _refusal(opened, history, language),
        "receipt": _receipt(house, opened, history, language),
        "consents": [
            {
                "title": each["title"],
                "text": each["text"],
                "version": each["version"],
                "given": each["given"],
                "on": each["on"],
            }
            for each in view["consents"]
        ],
        "undue": [{"title": definition.documents[name].title.of(language)} for name in case.undue],
        "alerts": [
            {
                "level": alert.level,
                "text": alert.text.of(language) if alert.text else say_alert(alert.id, alert.details, language),
            }
            for alert in opened.guidance.alerts
        ],
        "next_actions": [
            {"title": action["title"]} for action in view["actions"] if action["possible"] and action["to"]
        ],
    }


def _name(opened: Opened, language: Language) -> str:
    """The person's name in the letters of the sheet, else as it is known; empty leaves a line to fill by hand."""
    data = opened.subject.data if opened.subject is not None else {}
    first, second = ("name_ar", "name") if language == "ar" else ("name", "name_ar")
    return str(data.get(first) or data.get(second) or "")


def _spoken(opened: Opened) -> str:
    data = opened.subject.data if opened.subject is not None else {}
    return str(data.get("language") or "")


def _commune(house: House, slug: str | None, language: Language) -> str:
    found = house.territory.communes.get(slug or "")
    return found.name.of(language) if found is not None else ""


def _steps(opened: Opened, history: list[Event], language: Language) -> list[dict[str, Any]]:
    """The moves of the case, those that were undone left out."""
    states = opened.machine.definition.states
    gone = {event.body["target"] for event in history if event.kind == "reverted"}
    return [
        {"title": states[event.to_state].title.of(language), "on": event.happened_on}
        for event in history
        if event.to_state != event.from_state
        and event.kind != "reverted"
        and event.sequence not in gone
        and event.to_state in states
    ][-_LATEST_STEPS:]


def _document(group: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": group["title"],
        "need": group["need"],
        "satisfied": group["satisfied"],
        "note": group["note"],
        "copies": group["copies"],
        "options": [
            {
                "papers": [
                    {"title": paper["title"], "status": paper["status"], "issuer": paper["issuer"]} for paper in papers
                ]
            }
            for papers in group["options"].values()
        ],
        "bases": [_basis(each) for each in group["basis"]],
    }


def _basis(source: dict[str, Any]) -> dict[str, Any]:
    return {"title": source["title"], "confidence": source["confidence"], "url": source["url"]}


_LEAST_SURE = ("to_validate", "common_knowledge", "sourced")


def _deadline(clock: dict[str, Any]) -> dict[str, Any]:
    """A clock, with the least sure confidence among its bases: a note says that something about it is uncertain."""
    words = {each["confidence"] for each in clock["basis"]} | ({"to_validate"} if clock["note"] else set())
    return {
        "title": clock["title"],
        "due": clock["due"],
        "days_left": clock["days_left"],
        "overdue": clock["overdue"],
        "kind": clock["kind"],
        "confidence": next((word for word in _LEAST_SURE if word in words), "to_validate"),
    }


def _refusal(opened: Opened, history: list[Event], language: Language) -> dict[str, Any]:
    """The last motive recorded for a refusal, with the answer that the pathway gives; empty when there is none."""
    case, definition = opened.held.case, opened.machine.definition
    known = {**case.fields, **opened.held.private}
    for event in reversed(history):
        recorded = [
            *event.body.get("fields", {}),
            *(name.removeprefix("fields.") for name in event.body.get("sealed", ())),
        ]
        for name in recorded:
            field = definition.fields.get(name)
            if field is not None and field.answers and known.get(name) in field.options:
                answer = field.answers.get(known[name])
                return {
                    "motive": field.options[known[name]].of(language),
                    "day": event.happened_on,
                    "answer": answer.text.of(language) if answer is not None else "",
                    "office": _first_office(opened, language),
                }
    return {}


def counter_answers(opened: Opened, language: Language) -> list[dict[str, Any]]:
    """What to answer at the counter for each motive on record, with its basis."""
    definition = opened.machine.definition
    known = {**opened.held.case.fields, **opened.held.private}
    found = []
    for field in definition.fields.values():
        answer = field.answers.get(str(known.get(field.id)))
        if answer is not None:
            found.append(
                {
                    "motive": field.options[known[field.id]].of(language),
                    "text": answer.text.of(language),
                    "basis": source_views(opened.machine, answer.basis, language),
                }
            )
    return found


def _first_office(opened: Opened, language: Language) -> str:
    for step in opened.guidance.offices:
        if step.office is not None:
            return step.office.name.of(language)
        return opened.machine.definition.services[step.service].title.of(language)
    return ""


def _receipt(house: House, opened: Opened, history: list[Event], language: Language) -> dict[str, Any]:
    """The last filing: its day, and its number when one was given."""
    definition = opened.machine.definition
    for event in reversed(history):
        receipt = event.body.get("receipt")
        if receipt is not None:
            private = house.store.read(partial(_private, case=opened.held.case.case, sequence=event.sequence))
            action = opened.machine.table[event.from_state].get(event.trigger or "")
            filed: Text | None = action.action.title if action is not None else None
            return {
                "number": str(private.get("receipt.number", "")),
                "day": receipt["on"],
                "office": _first_office(opened, language),
                "filed": filed.of(language) if filed is not None else definition.title.of(language),
            }
    return {}


def _private(reading: Reading, case: str, sequence: int) -> dict[str, Any]:
    return reading.private(case, sequence)
