"""What goes on paper: a case as the forms may see it, then a sheet in French or Arabic, as a page or a PDF."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from difflib import get_close_matches
from functools import partial
from typing import Any, NamedTuple

from engine.app.house import House
from engine.app.opening import IN_HAND
from engine.app.sight import PROTECTED
from engine.app.views import Opened, alerts_told, clock_views, next_view, read_case, source_view, source_views
from engine.core.answers import consent_holds
from engine.core.definition import Definition, Field, Language, SharedAction, Source
from engine.core.events import Event
from engine.core.guards import names, parse
from engine.core.territory import Office, offices_for
from engine.core.wording import say_alert
from engine.errors import NotPrintedHere, UsageError
from engine.printing.data import FIELD_PATH, PRINTABLE
from engine.printing.words import day_in_words
from engine.store.journal import Reading

_LATEST_STEPS = 60
"Steps on a summary: two pages; the journal itself is for the screen."
_SEALED = "fields."
_PAGE = "fiche_personne"
_DESK = "baom"
"The desk's own kind of institution in the directory."
_DEMANDS_SHOWN, _WAYS_SHOWN, _FEW_DEMANDS = 6, 2, 3
"On the one page that a person carries: a longer list is another sheet, and beyond a few demands one way round is said."

_QUOTED = 4
"Texts that a letter quotes: one reads four."


def print_form(house: House, case_id: str, form: str, language: Language, role: str, *, as_pdf: bool) -> bytes:
    """One form for one case, as the bytes of a PDF or of a self-contained HTML page.

    Raises:
        CaseNotFound, UsageError (no such form), NotPrintedHere, DefinitionError (a template has errors).
    """
    opened = read_case(house, case_id, role)
    known = {entry.id: entry for entry in house.printer.forms()}
    if form not in known:
        near = get_close_matches(form, known, n=1)
        hint = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
        raise UsageError(f"Le modèle « {form} » n'existe pas.{hint}", f"Modèles : {', '.join(known)}.")
    offered = printable(house, opened)
    if form not in offered:
        title, step = known[form].title.of(language), opened.guidance.state.title.of(language)
        raise NotPrintedHere(
            f"« {title} » ({form}) ne s'imprime pas à l'étape « {step} » : elle dirait une chose inexacte.",
            f"À imprimer ici : {', '.join(offered)}.",
        )
    return draw_form(house, opened, form, language, as_pdf=as_pdf)


def printable(house: House, opened: Opened) -> tuple[str, ...]:
    """The forms of the step, then those of what was just done (also of the act that led here), and letters due.

    Any other sheet would speak of another moment: a reminder to send what is already sent, an answer never asked for.
    """
    machine, case = opened.machine, opened.held.case
    if machine.definition.confidentiality == PROTECTED:
        # Nothing but what the pathway lists, and the discreet page for the person.
        return tuple(dict.fromkeys((*opened.guidance.forms, _PAGE)))
    history = _standing(house, case.case)
    arrivals = [rank for rank, event in enumerate(history) if case.state == event.to_state != event.from_state]
    plans = [
        machine.table.get(event.from_state, {}).get(event.trigger or "") for event in history[(arrivals or [0])[-1] :]
    ]
    done = [form for plan in plans if plan is not None for form in plan.action.forms]
    papers = [paper for word, _, paper in (flag.partition(":") for flag in case.flags) if word == "unproved"]
    letters = [letter for paper in papers if (letter := machine.definition.documents[paper].letter) is not None]
    return tuple(dict.fromkeys((*opened.guidance.forms, *done, *letters)))


def draw_form(house: House, opened: Opened, form: str, language: Language, *, as_pdf: bool) -> bytes:
    """One form for one case, whatever the step.

    Raises:
        DefinitionError: a template has errors.
    """
    (entry,) = (each for each in house.printer.forms() if each.id == form)
    data = form_data(house, opened, language, entry.takes, letter=entry.audience == "service")
    training = house.store.training
    if as_pdf:
        return house.printer.pdf(form, language, data, issued_at=house.now(), watermark=training)
    return house.printer.html(form, language, data, watermark=training).encode("utf-8")


def form_data(
    house: House, opened: Opened, language: Language, takes: Collection[str] = (), *, letter: bool = False
) -> dict[str, Any]:
    """Everything that forms may be given of a case, in one language; each form takes only what it declares.

    `takes` is what the form declares: its bases are those of what it is about; `letter` when a service will read it.
    """
    case, definition = opened.held.case, opened.machine.definition
    history = _standing(house, case.case)
    view = next_view(opened, language)
    secret = _turning_on_what_is_sensitive(definition, case.state)
    refused = _refused(opened, history)
    filed = _filed(history, refused.event if refused is not None and "refusal" in takes else None)
    commune = house.territory.communes.get(case.commune)
    desk = commune.name.of(language) if commune is not None else case.commune
    data: dict[str, Any] = {
        "case": {
            "number": case.case,
            "opened_on": case.opened_on,
            "process_title": definition.title.of(language),
            "state_title": opened.guidance.state.title.of(language),
            "commune": desk,
            "digest": case.digest,
            "draft": definition.status == "draft",
            "discreet": definition.confidentiality == PROTECTED,
            "closed": opened.guidance.state.kind == "final",
        },
        "desk": {"commune": desk, "agent": case.assigned or "", **_desk(house, case.commune)},
        "person": {"name": _name(opened, language), "language": _spoken(opened)},
        "today": house.today().isoformat(),
        "steps": _steps(opened, history, language),
        "documents": [
            _document(group, secret=group["group"] in secret)
            for group in view["documents"]
            if group["due"] is not False
        ],
        "bring": _to_bring(definition, view["documents"]),
        "held": [
            {"title": definition.documents[name].title.of(language), "status": paper["status"]}
            for name, paper in case.documents.items()
            if paper["status"] in IN_HAND
        ],
        "addressees": _addressees(view["offices"]),
        "offices": [
            _place(house, step.office, language) for step in opened.guidance.offices if step.office is not None
        ],
        "deadlines": [_deadline(clock) for clock in clock_views(opened, language)],
        "bases": [
            _basis(source_view(source, language)) for source in _grounds(opened, takes, refused, filed, letter=letter)
        ],
        "refusal": _refusal(house, opened, refused, language) if refused is not None else {},
        "receipt": _receipt(house, opened, filed, language) if filed is not None else {},
        "consents": [_consent(each) for each in view["consents"]],
        "sharing": [_consent(each) for each in view["consents"] if each["id"] in _in_force_here(house, opened)],
        "fields": _fields(house, opened, takes, language),
        "undue": [{"title": definition.documents[name].title.of(language)} for name in case.undue],
        "alerts": [
            {
                "level": alert.level,
                "text": alert.text.of(language) if alert.text else say_alert(alert.id, alert.details, language),
            }
            for alert in alerts_told(opened)
        ],
        "next_actions": _next_actions(opened, language),
    }
    return {**data, **_blanks(data["case"])} if definition.confidentiality == PROTECTED else data


def _blanks(case: dict[str, Any]) -> dict[str, Any]:
    """What no sheet says of a protected case: its pathway and version, its steps, where one goes and what for."""
    nothing = ("steps", "documents", "held", "addressees", "offices", "deadlines", "bases", "alerts", "next_actions")
    return {
        **{name: [] for name in nothing},
        "bring": {"groups": [], "left_out": 0},
        "case": {**case, "process_title": "", "state_title": "", "digest": ""},
    }


def _desk(house: House, commune: str) -> dict[str, str]:
    """Where the desk itself stands and how to call it, as far as the directory of offices knows."""
    office = next(iter(offices_for(house.territory, _DESK, commune)), None)
    if office is None or commune not in office.serves.communes:
        return {"address": "", "hours": "", "phone": ""}
    return {"address": office.address, "hours": office.hours, "phone": office.phone.replace(" ", "\u00a0")}


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


def _to_bring(definition: Definition, groups: list[dict[str, Any]]) -> dict[str, Any]:
    """The shortest set of papers still to come, demand by demand, and a few ways round each; fits one page."""
    wanted = [group for group in groups if group["need"] == "required" and not group["satisfied"]]
    lacking = [group for group in wanted if group["due"]]
    undecided = [group for group in wanted if group["due"] is None]  # « acte de décès »: not before somebody has died
    ways = _WAYS_SHOWN if len(lacking) <= _FEW_DEMANDS else 1
    return {
        "groups": [_demand(definition, group, ways) for group in lacking[:_DEMANDS_SHOWN]],
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
        name: _in_words(house, field, known.get(name), language)
        for name, field in fields.items()
        if field is not None and field.data_class in PRINTABLE
    }


def _in_words(house: House, field: Field, value: Any, language: Language) -> str:
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


_YES_NO = {"fr": ("non", "oui"), "ar": ("لا", "نعم")}


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


_FEW_STEPS = 4
"An action open from more steps than that belongs to none of them."
_CLOSED_WAYS = frozenset(("condition_false", "role_refused", "stopped_by_alert"))


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


def _standing(house: House, case_id: str) -> list[Event]:
    """The history without what was undone: a sheet never tells of a wrong click."""
    history = [event for event, _ in house.store.read(lambda reading: reading.history(case_id))]
    gone = {event.body["target"] for event in history if event.kind == "reverted"}
    return [event for event in history if event.kind != "reverted" and event.sequence not in gone]


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
        "bases": [_basis(each) for each in clock["basis"]],
    }


class _Refused(NamedTuple):
    """A refusal on record: the motive that an office gave, and when."""

    event: Event
    field: Field
    motive: str


def _refused(opened: Opened, history: list[Event]) -> _Refused | None:
    """The last refusal whose motive is on record, as it was corrected since; None when there is none."""
    known = {**opened.held.case.fields, **opened.held.private}
    for event in reversed(history):
        # A corrected motive is told of the day when it was given.
        for name in _recorded(event) if event.kind != "corrected" else ():
            field = opened.machine.definition.fields.get(name)
            if field is not None and field.answers and known.get(name) in field.options:
                return _Refused(event, field, known[name])
    return None


def _recorded(event: Event) -> list[str]:
    """The fields that an event recorded, private ones included."""
    sealed = [name.removeprefix(_SEALED) for name in event.body.get("sealed", ()) if name.startswith(_SEALED)]
    return [*event.body.get("fields", {}), *sealed]


def _filed(history: list[Event], refused: Event | None) -> Event | None:
    """The last filing, whether or not its receipt was handed over; of a refusal, the one that was refused.

    An appeal is filed as well: a letter of appeal that told it as its first fact would leave out the demand itself.
    """
    filings = [event for event in history if event.body.get("receipt") is not None]
    before = [event for event in filings if refused is not None and event.sequence < refused.sequence]
    return next(reversed(before or filings), None)


def _grounds(
    opened: Opened, takes: Collection[str], refused: _Refused | None, filed: Event | None, *, letter: bool
) -> list[Source]:
    """The sources that a sheet rests on, each once: those of what it is about, then those of the step itself.

    A letter quotes few, and read ones only: a text that nobody has read, or a page of them, harms whoever signs it.
    """
    definition, guidance = opened.machine.definition, opened.guidance
    found: list[str] = []
    if "refusal" in takes and refused is not None and (answer := refused.field.answers.get(refused.motive)) is not None:
        found += answer.basis
    if "deadlines" in takes:
        running = [view.deadline for view in guidance.clocks if view.deadline.kind == "legal" and not view.overdue]
        found += [name for deadline in running for name in deadline.basis]
    if "receipt" in takes and filed is not None:
        found += definition.documents[filed.body["receipt"]["document"]].basis
    if not found or "receipt" not in takes or "refusal" in takes:
        found += definition.states[opened.held.case.state].basis
    sources = [definition.sources[name] for name in dict.fromkeys(found)]
    if letter:
        return [source for source in sources if source.confidence == "sourced"][:_QUOTED]
    return sources or list(guidance.bases)


def _refusal(house: House, opened: Opened, refused: _Refused, language: Language) -> dict[str, Any]:
    """A refusal, with the answer that the pathway gives."""
    answer = refused.field.answers.get(refused.motive)
    return {
        "motive": refused.field.options[refused.motive].of(language),
        "day": refused.event.happened_on,
        "answer": answer.text.of(language) if answer is not None else "",
        "office": _office_of(house, opened, refused.event.from_state, language),
    }


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


def _office_of(house: House, opened: Opened, state: str, language: Language) -> str:
    """The office of a state, to which an act done there was addressed.

    Empty when the state names none, or several kinds: which of them it was isn't known, and a letter never guesses.
    """
    definition, case = opened.machine.definition, opened.held.case
    there = definition.states[state]
    if len(there.services) != 1:
        return ""
    (service,) = there.services
    commune = case.commune if there.at is None else {**case.fields, **opened.held.private}.get(there.at)
    offices = offices_for(house.territory, service, commune) if commune is not None else ()
    return (offices[0].name if offices else definition.services[service].title).of(language)


def _receipt(house: House, opened: Opened, filed: Event, language: Language) -> dict[str, Any]:
    """A filing: its day, its office, and its number when one was given."""
    definition, receipt = opened.machine.definition, filed.body["receipt"]
    private = house.store.read(partial(_private, case=opened.held.case.case, sequence=filed.sequence))
    plan = opened.machine.table[filed.from_state].get(filed.trigger or "")
    return {
        "number": str(private.get("receipt.number", "")),
        "day": receipt["on"],
        "elapsed": (house.today() - date.fromisoformat(receipt["on"])).days,
        "office": _office_of(house, opened, filed.from_state, language),
        "filed": (plan.action.title if plan is not None else definition.title).of(language),
    }


def _private(reading: Reading, case: str, sequence: int) -> dict[str, Any]:
    return reading.private(case, sequence)
