"""All that is held about a person, to be handed over to them: what, why, for how long, and whom it was shared with.

The right of access (law 09-08, to be validated). Over every record of the same person, and every case that the one who
hands it over may see. A protected case is left out, without a word, unless it is asked for: a paper travels, and may be
read at home by the one it is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.app.erasing import records_of
from engine.app.house import House
from engine.app.sheets import in_words
from engine.app.sight import PROTECTED, noting_denials, sees_line
from engine.app.whereabouts import Whereabouts, whereabouts
from engine.authority.allow import reading_alone
from engine.core.contact import consent_title
from engine.core.days import day_in_words, duration_in_words
from engine.core.definition import Definition, Language
from engine.core.events import Actor, Event
from engine.core.rights import DATA, WRITTEN
from engine.core.territory import commune_name
from engine.core.wording import CONFIDENCES, STATUSES
from engine.store.case_rows import Held
from engine.store.journal import Reading, Writing
from engine.store.subjects import Subject

View = dict[str, Any]
FORM = "dossier_remis"


@dataclass(frozen=True, slots=True)
class _OwnCase:
    held: Held
    definition: Definition
    history: list[Event]


def give_access(
    house: House, subject_id: str, actor: Actor, language: Language, *, protected: bool = False, kind: str = "json"
) -> View:
    """Everything held about a person, as JSON values in one language; that it was given is recorded.

    Raises:
        UsageError: no such person, or erased.
    """
    stamp = house.stamp(actor, house.today(), "")

    def work(writing: Writing) -> View:
        kept = records_of(house, writing, subject_id, actor, "person.rights")
        own = reading_alone(actor, "person.rights")
        cases = list(_cases(house, writing, kept, own, protected=protected))
        where = whereabouts(house, writing, kept, own, protected=protected)
        view = _view(house, writing, kept, cases, language) | _desks(house, where, language)
        body = {"language": language, "format": kind, "cases": len(cases)}
        writing.tell_of_subject(kept[0].id, "access_given", body, {}, stamp)
        seen = [*(each.id for each in kept), *(each.held.case.case for each in cases)]
        writing.trace(actor, "person.rights", seen, house.recorded_at())
        return {"subject": subject_id, **view}

    with noting_denials(house, actor, "person.rights", subject_id):
        return house.store.write(work)


def printed(house: House, view: View, language: Language) -> bytes:
    """The same as a PDF, in French or Arabic.

    Raises:
        UsageError: too much of it to be printed on twenty pages: the JSON has everything.
    """
    sheet = {
        "case": {
            "number": view["subject"],
            "opened_on": None,
            "process_title": "",
            "state_title": "",
            "commune": view["commune"],
            "digest": "",
        },
        "desk": {"commune": view["commune"], "agent": ""},
        "today": view["on"],
        "bases": view["bases"],
        "holding": {
            name: view[name] for name in ("person", "cases", "written", "shared", "consents", "desks", "transfers")
        },
    }
    return house.printer.pdf(FORM, language, sheet, issued_at=house.now(), watermark=house.store.training)


def _cases(
    house: House, reading: Reading | Writing, kept: list[Subject], actor: Actor, *, protected: bool
) -> Iterator[_OwnCase]:
    for subject in kept:
        for line in reading.cases_of(subject.id):
            if not sees_line(house, reading, actor, line) or (line.confidentiality == PROTECTED and not protected):
                continue
            held = reading.case(line.case)
            if held is not None:
                history = [event for event, _ in reading.history(line.case)]
                yield _OwnCase(held, house.machine(reading, line.digest).definition, history)


def _view(
    house: House, reading: Reading | Writing, kept: list[Subject], cases: list[_OwnCase], language: Language
) -> View:
    written = [line for subject in kept for line in _written_of(reading, subject.id, language)]
    written += [line for each in cases for line in _written_of(reading, each.held.case.case, language)]
    return {
        "on": house.today().isoformat(),
        "commune": commune_name(house.territory, kept[0].commune, language),
        "person": [line for subject in kept for line in _data(subject, language)],
        "cases": [_case(house, reading, each, language) for each in cases],
        "written": sorted(written, key=lambda line: str(line["on"])),
        "shared": [line for each in cases for line in _shared(each, language)],
        "consents": [line for each in cases for line in _consents(each, language)],
        "bases": list({base["title"]: base for each in cases for base in _bases(each.definition, language)}.values()),
    }


def _desks(house: House, where: Whereabouts, language: Language) -> View:
    return {
        "desks": [
            {"name": commune_name(house.territory, slug, language), "holds": slug in where.holding}
            for slug in (*where.holding, *where.held)
        ],
        "transfers": [
            {
                "on": passage.on,
                "case": passage.case,
                "from": commune_name(house.territory, passage.left, language),
                "to": commune_name(house.territory, passage.reached, language),
            }
            for passage in where.passages
        ],
    }


def _data(subject: Subject, language: Language) -> Iterator[View]:
    for name, label in DATA.items():
        if subject.data.get(name):
            yield {"title": label.of(language), "value": str(subject.data[name])}


def _case(house: House, reading: Reading | Writing, each: _OwnCase, language: Language) -> View:
    case, definition = each.held.case, each.definition
    known = {**case.fields, **each.held.private}
    lines = [
        {"title": field.label.of(language), "value": in_words(house, field, known.get(name), language)}
        for name, field in definition.fields.items()
        if known.get(name) is not None
    ]
    lines += [
        {
            "title": definition.documents[name].title.of(language),
            "value": f"{STATUSES[paper['status']].of(language)}, {_day(paper['on'], language)}",
        }
        for name, paper in case.documents.items()
        if name in definition.documents
    ]
    lines += [
        {"title": f"{scan.event.body['media']}", "value": f"{scan.id}, {_day(scan.event.happened_on, language)}"}
        for scan in reading.attachments(case.case)
    ]
    confidence = CONFIDENCES[definition.retention_confidence].of(language)
    return {
        "number": case.case,
        "title": definition.title.of(language),
        "opened_on": case.opened_on,
        "state": definition.states[case.state].title.of(language),
        "purpose": definition.purpose.of(language) if definition.purpose is not None else "",
        "kept": f"{duration_in_words(definition.retention_after_close, language)} ({confidence})",
        "lines": lines,
    }


def _written_of(reading: Reading | Writing, stream: str, language: Language) -> Iterator[View]:
    """Notes, reasons and receipts, as they were written."""
    for event, _ in reading.history(stream):
        if not event.body.get("sealed"):
            continue
        private = reading.private(stream, event.sequence)
        for name, label in WRITTEN.items():
            if private.get(name):
                yield {"on": event.happened_on, "title": label.of(language), "value": str(private[name])}


def _shared(each: _OwnCase, language: Language) -> Iterator[View]:
    for event in each.history:
        if event.kind == "shared":
            service = each.definition.services.get(str(event.body.get("service")))
            names = [each.definition.fields.get(name) for name in event.body.get("fields", ())]
            yield {
                "on": event.happened_on,
                "service": service.title.of(language) if service is not None else str(event.body.get("service")),
                "what": ", ".join(field.label.of(language) for field in names if field is not None),
            }


def _consents(each: _OwnCase, language: Language) -> Iterator[View]:
    for name, answer in each.held.case.consents.items():
        title = consent_title(each.definition, name)
        if title is not None:
            yield {
                "title": title.of(language),
                "given": bool(answer["given"]),
                "on": str(answer["on"]),
                "until": answer.get("until"),
                "version": answer.get("version"),
            }


def _bases(definition: Definition, language: Language) -> Iterator[View]:
    """The texts on which the pathway itself stands."""
    for name in definition.basis:
        source = definition.sources.get(name)
        if source is not None:
            yield {"title": source.title.of(language), "confidence": source.confidence, "url": ""}


def _day(day: Any, language: Language) -> str:
    return day_in_words(date.fromisoformat(str(day)), language)
