"""What is recorded, refused or quoted, for whoever reads it: plain JSON in one language, on which machine callers rely.

A case is read in `reading`, told what to do in `guidance`, and shown whole in `case_file`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.app.answer import Answer, NotDone
from engine.core.case import CaseState
from engine.core.decision import Effect, Reason
from engine.core.definition import Field, Language, Source, Text
from engine.core.events import Event
from engine.core.machine import Machine
from engine.core.wording import say
from engine.store.attachments import Attachment

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


def reason_view(reason: Reason, language: Language, *, on_page: bool = False) -> View:
    """One reason, said in a language, for a terminal or for a page.

    `names` are the data or papers that would lift it, `missing` what those data are called.
    """
    message, unlock = say(reason, language, on_page=on_page)
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


def source_view(source: Source, language: Language) -> View:
    """A basis with its confidence."""
    return {
        "id": source.id,
        "title": source.title.of(language),
        "url": source.url,
        "dated": source.dated,
        "read": source.read.isoformat() if source.read else None,
        "confidence": source.confidence,
        "note": text_or_nothing(source.note, language),
    }


def source_views(machine: Machine, names: Sequence[str], language: Language) -> list[View]:
    """The sources of a fact."""
    return [source_view(machine.definition.sources[name], language) for name in names]


def text_or_nothing(text: Text | None, language: Language) -> str:
    """A text in one language; empty when the pathway gives none."""
    return "" if text is None else text.of(language)


def scan_view(scan: Attachment) -> View:
    """One scan, without what paper it is of."""
    event = scan.event
    return {
        "id": scan.id,
        "media": event.body["media"],
        "size": event.body["size"],
        "sequence": event.sequence,
        "on": event.happened_on,
        "actor": event.actor,
        "there": scan.there,
    }
