"""What a sheet is told of a case: everything that forms may take, in one language, as plain values."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from engine.app.exchanges import Past, grounds, last_filing, last_refusal, past_of, receipt_told, refusal_told
from engine.app.guidance import next_view
from engine.app.house import House
from engine.app.opening import IN_HAND
from engine.app.reading import Opened
from engine.app.sight import PROTECTED
from engine.app.views import View, source_view
from engine.core.answers import consent_holds
from engine.core.definition import Definition, Field, Language, SharedAction
from engine.core.events import Event
from engine.core.guards import names, parse
from engine.core.territory import Office, offices_for
from engine.printing.data import FIELD_PATH, PRINTABLE
from engine.printing.words import day_in_words

_LATEST_STEPS = 60
"Steps on a summary: two pages; the journal itself is for the screen."
_DESK = "baom"
"The desk's own kind of institution in the directory."
_DEMANDS_SHOWN, _WAYS_SHOWN, _FEW_DEMANDS = 6, 2, 3
"On the one page that a person carries: a longer list is another sheet, and beyond a few demands one way round is said."


def form_data(
    house: House,
    opened: Opened,
    language: Language,
    takes: Collection[str] = (),
    *,
    letter: bool = False,
    past: Past | None = None,
) -> dict[str, Any]:
    """Everything that forms may be given of a case, in one language; each form takes only what it declares.

    `takes` is what the form declares: its bases are those of what it is about; `letter` when a service will read it;
    `past` of a case that is nowhere recorded.
    """
    view = next_view(opened, language)
    past = past_of(house, opened.held.case.case) if past is None else past
    data = {
        **_case_and_person(house, opened, language),
        **_papers(opened, view["documents"], language),
        **_step(house, opened, view, language),
        **_exchanged(house, opened, past, takes, language, letter=letter),
        **_consents(house, opened, view["consents"], language),
        "steps": _steps(opened, past.events, language),
        "fields": _fields(house, opened, takes, language),
    }
    return {**data, **_blanks(data["case"])} if opened.machine.definition.confidentiality == PROTECTED else data


def _case_and_person(house: House, opened: Opened, language: Language) -> dict[str, Any]:
    """What heads a sheet: the case, the desk that follows it, the person, and the day."""
    case, definition, state = opened.held.case, opened.machine.definition, opened.guidance.state
    desk = _commune(house, case.commune, language) or case.commune
    return {
        "case": {
            "number": case.case,
            "opened_on": case.opened_on,
            "process_title": definition.title.of(language),
            "purpose": definition.purpose.of(language) if definition.purpose is not None else "",
            "state_title": state.title.of(language),
            "commune": desk,
            "digest": case.digest,
            "draft": definition.status == "draft",
            "discreet": definition.confidentiality == PROTECTED,
            "closed": state.kind == "final",
        },
        "desk": {"commune": desk, "agent": case.assigned or "", **_desk(house, case.commune)},
        "person": {"name": _name(opened, language), "language": _spoken(opened)},
        "today": house.today().isoformat(),
    }


def _papers(opened: Opened, groups: list[dict[str, Any]], language: Language) -> dict[str, Any]:
    """The papers that the step demands, those to bring next, those in hand, and those that the law doesn't ask for."""
    case, definition = opened.held.case, opened.machine.definition
    secret = _turning_on_what_is_sensitive(definition, case.state)
    return {
        "documents": [
            _document(group, secret=group["group"] in secret) for group in groups if group["due"] is not False
        ],
        "bring": _to_bring(definition, groups),
        "held": [
            {"title": definition.documents[name].title.of(language), "status": paper["status"]}
            for name, paper in case.documents.items()
            if paper["status"] in IN_HAND
        ],
        "undue": [{"title": definition.documents[name].title.of(language)} for name in case.undue],
    }


def _step(house: House, opened: Opened, view: View, language: Language) -> dict[str, Any]:
    """Where the case stands: who answers for the step, by when, what to watch for, and what to do next."""
    guidance = opened.guidance
    return {
        "addressees": _addressees(view["offices"]),
        "offices": [_place(house, step.office, language) for step in guidance.offices if step.office is not None],
        "deadlines": [_deadline(clock) for clock in view["deadlines"]],
        "alerts": [{"level": alert["level"], "text": alert["text"]} for alert in view["alerts"]],
        "next_actions": _next_actions(opened, language),
    }


def _exchanged(
    house: House, opened: Opened, past: Past, takes: Collection[str], language: Language, *, letter: bool
) -> dict[str, Any]:
    """What passed with the offices, as far as the sheet is about it, and the texts that it rests on."""
    refused = last_refusal(opened, past.events)
    filed = last_filing(past.events, refused.event if refused is not None and "refusal" in takes else None)
    rests_on = grounds(opened, takes, refused, filed, letter=letter)
    return {
        "bases": [_basis(source_view(source, language)) for source in rests_on],
        "refusal": refusal_told(house, opened, refused, language) if refused is not None else {},
        "receipt": {}
        if filed is None
        else {
            **receipt_told(house, opened, filed, refused, language),
            "number": str(past.private(filed.sequence).get("receipt.number", "")),
        },
    }


def _consents(house: House, opened: Opened, consents: list[dict[str, Any]], language: Language) -> dict[str, Any]:
    """Every consent of the pathway, and those by which something may be shared with a service of the step."""
    here = _in_force_here(house, opened)
    return {
        "consents": [_consent(each) for each in consents],
        "sharing": [_consent(each) for each in consents if each["id"] in here],
        "recipients": [{"name": name} for name in _recipients(opened.machine.definition, language)],
    }


def _blanks(case: dict[str, Any]) -> dict[str, Any]:
    """What no sheet says of a protected case: its pathway and version, its steps, where one goes and what for."""
    nothing = (
        "steps",
        "documents",
        "held",
        "addressees",
        "offices",
        "deadlines",
        "bases",
        "alerts",
        "next_actions",
        "recipients",
    )
    return {
        **{name: [] for name in nothing},
        "bring": {"groups": [], "useful": [], "left_out": 0},
        "case": {**case, "process_title": "", "purpose": "", "state_title": "", "digest": ""},
    }


def _desk(house: House, commune: str) -> dict[str, str]:
    """Where the desk itself stands and how to call it, as far as the directory of offices knows."""
    office = next(iter(offices_for(house.territory, _DESK, commune)), None)
    if office is None or commune not in office.serves.communes:
        return {"address": "", "hours": "", "phone": ""}
    return {"address": office.address, "hours": office.hours, "phone": office.phone.replace(" ", "\u00a0")}


def _name(opened: Opened, language: Language) -> str:
    """The person's name in the letters of the sheet, else as it is known; empty leaves a line to fill by hand."""
    data = opened.subject.data if opened.subject is not None else {}
    first, second = ("name_ar", "name") if language == "ar" else ("name", "name_ar")
    return str(data.get(first) or data.get(second) or "")


def _spoken(opened: Opened) -> str:
    data = opened.subject.data if opened.subject is not None else {}
    return str(data.get("language") or "")


def _steps(opened: Opened, history: list[Event], language: Language) -> list[dict[str, Any]]:
    """The moves of the case."""
    states = opened.machine.definition.states
    return [
        {"title": states[event.to_state].title.of(language), "on": event.happened_on}
        for event in history
        if event.to_state != event.from_state and event.to_state in states
    ][-_LATEST_STEPS:]


def _turning_on_what_is_sensitive(definition: Definition, state: str) -> frozenset[str]:
    """The demands of a step that are made, or not, by the answer to a sensitive question."""
    return frozenset(
        name
        for name, group in definition.states[state].documents.items()
        if group.when is not None
        and any(
            kind == "field" and definition.fields[read].data_class == "sensitive"
            for kind, read in names(parse(group.when))
        )
    )


def _document(group: dict[str, Any], *, secret: bool) -> dict[str, Any]:
    """A demand; when it is `secret` why it is made, neither its note nor its texts go on paper: they would tell."""
    return {
        "title": group["title"],
        "need": group["need"],
        "satisfied": group["satisfied"],
        "note": "" if secret else group["note"],
        "copies": group["copies"],
        "options": [
            {
                "papers": [
                    {"title": paper["title"], "status": paper["status"], "issuer": paper["issuer"]} for paper in papers
                ]
            }
            for papers in group["options"].values()
        ],
        "bases": [] if secret else [_basis(each) for each in group["basis"]],
    }


def _to_bring(definition: Definition, groups: list[dict[str, Any]]) -> dict[str, Any]:
    """The shortest set of papers still to come, demand by demand, and a few ways round each; fits one page."""
    wanted = [group for group in groups if group["need"] == "required" and not group["satisfied"]]
    lacking = [group for group in wanted if group["due"]]
    undecided = [group for group in wanted if group["due"] is None]  # « acte de décès »: not before somebody has died
    ways = _WAYS_SHOWN if len(lacking) <= _FEW_DEMANDS else 1
    return {
        "groups": [_demand(definition, group, ways) for group in lacking[:_DEMANDS_SHOWN]],
        # Below what is due there is no room for more, on the one page that a person reads.
        "useful": [
            {"title": group["title"]}
            for group in groups
            if not wanted and group["need"] == "useful" and group["due"] and not group["satisfied"]
        ][:_DEMANDS_SHOWN],
        "left_out": len(lacking[_DEMANDS_SHOWN:]) + len(undecided),
    }


def _demand(definition: Definition, group: dict[str, Any], ways: int) -> dict[str, Any]:
    wanted = group["missing_shortest"]
    ids = [[paper["id"] for paper in option] for option in group["options"].values()]
    instead = [option for option in ids if not set(wanted) & set(option)]

    def papers(names: list[str]) -> list[dict[str, Any]]:
        known = [(paper, definition.documents[paper]) for paper in names]
        return [{"title": titles[name], "here": paper.issuer == _DESK} for name, paper in known]

    titles = {paper["id"]: paper["title"] for option in group["options"].values() for paper in option}
    shown = papers(wanted)
    return {
        "title": group["title"],
        "copies": group["copies"],
        "here": bool(shown) and all(paper["here"] for paper in shown),
        "papers": [] if not instead and [paper["title"] for paper in shown] == [group["title"]] else shown,
        "instead": [{"papers": papers(option)} for option in instead[:ways]],
    }


def _addressees(offices: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Those who answer for the step: one line for each service, its nearest office or else its kind."""
    nearest: dict[str, dict[str, Any]] = {}
    for office in offices:
        nearest.setdefault(office["service"], office)
    return [{"name": office["name"] or office["service_title"]} for office in nearest.values()]


def _place(house: House, office: Office, language: Language) -> dict[str, Any]:
    """An office with the commune where it stands, unless its name says it: not the one for which it was looked up."""
    name, commune = office.name.of(language), _commune(house, office.commune, language)
    return {
        "name": name,
        "commune": "" if commune in name else commune,
        "address": office.address,
        "hours": office.hours,
        "note": office.note.of(language) if office.note is not None else "",
        "verified": office.verified.isoformat() if office.verified else None,
        "where": "desk" if office.service == _DESK else "away" if office.commune is None else "here",
    }


def _commune(house: House, slug: str | None, language: Language) -> str:
    found = house.territory.communes.get(slug or "")
    return found.name.of(language) if found is not None else ""


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
        "bases": [_basis(each) for each in clock["basis"]],
    }


def _basis(source: dict[str, Any]) -> dict[str, Any]:
    return {"title": source["title"], "confidence": source["confidence"], "url": source["url"]}


def _recipients(definition: Definition, language: Language) -> dict[str, None]:
    """The services to which the person may agree that something is sent, each once."""
    services = (definition.services.get(each.service or "") for each in definition.consents.values())
    return {service.title.of(language): None for service in services if service is not None}


def _consent(consent: dict[str, Any]) -> dict[str, Any]:
    return {name: consent[name] for name in ("title", "text", "version", "given", "on")}


def _in_force_here(house: House, opened: Opened) -> set[str]:
    """The consents to share with a service of the step, given and neither withdrawn nor expired."""
    definition, case = opened.machine.definition, opened.held.case
    acts = (plan.action for plan in opened.machine.table[case.state].values())
    here = {*definition.states[case.state].services, *(act.share.service for act in acts if act.share is not None)}
    return {
        name
        for name, consent in definition.consents.items()
        if consent.service in here and consent_holds(case.consents.get(name), house.today())
    }


def _fields(house: House, opened: Opened, takes: Collection[str], language: Language) -> dict[str, str]:
    """The fields that a form takes, in words; what is sensitive or an identity number never leaves the file."""
    known = {**opened.held.case.fields, **opened.held.private}
    names = [found[1] for path in takes if (found := FIELD_PATH.fullmatch(path))]
    fields = {name: opened.machine.definition.fields.get(name) for name in names}
    return {
        name: in_words(house, field, known.get(name), language)
        for name, field in fields.items()
        if field is not None and field.data_class in PRINTABLE
    }


_YES_NO = {"fr": ("non", "oui"), "ar": ("لا", "نعم")}


def in_words(house: House, field: Field, value: Any, language: Language) -> str:
    """A value as a sheet says it; empty when it isn't known."""
    if value is None:
        return ""
    match field.type:
        case "date":
            return day_in_words(date.fromisoformat(value), "ar" if language == "ar" else "fr")
        case "choice":
            return field.options[value].of(language) if value in field.options else ""
        case "choices":
            said = [field.options[each].of(language) for each in value if each in field.options]
            return ("، " if language == "ar" else ", ").join(said)
        case "boolean":
            return _YES_NO["ar" if language == "ar" else "fr"][bool(value)]
        case "commune":
            return _commune(house, value, language)
        case _:
            return str(value)


_FEW_STEPS = 4
"An action open from more steps than that belongs to none of them."
_CLOSED_WAYS = frozenset(("condition_false", "role_refused", "stopped_by_alert"))


def _next_actions(opened: Opened, language: Language) -> list[dict[str, str]]:
    """What the desk itself can do now at this step; else what it will do once papers or answers are there.

    Neither what others do (« l'école signale une absence » isn't a thing to do), nor what is open from many steps
    (« la personne est décédée », a doubt about a sale): always possible, never the next thing, and paper is read.
    """
    shared = opened.machine.definition.actions
    own = [
        step
        for step in opened.guidance.actions
        if step.action.by == "agent"
        and (step.action.id in opened.guidance.state.actions or _of_few_steps(shared[step.action.id]))
    ]
    open_now = [step for step in own if not step.blocked_by]
    later = [step for step in own if not any(reason.code in _CLOSED_WAYS for reason in step.blocked_by)]
    return [{"title": step.action.title.of(language)} for step in open_now or later[:1]]


def _of_few_steps(shared: SharedAction) -> bool:
    return shared.sources is not None and len(shared.sources) <= _FEW_STEPS
