"""A pathway as plain JSON, on which machine callers rely: `baom process show --json`, and the same by the web."""

from __future__ import annotations

from typing import Any

from engine.core.days import duration_in_words
from engine.core.definition import Action, Definition, Language


def definition_line(definition: Definition, language: Language) -> dict[str, Any]:
    """What names a pathway in a list."""
    return {
        "title": definition.title.of(language),
        "version": definition.version,
        "status": definition.status,
        "digest": definition.digest,
    }


def definition_view(definition: Definition, language: Language) -> dict[str, Any]:
    """`process show` as JSON."""
    return {
        "process": definition.process,
        **definition_line(definition, language),
        "subject": definition.subject,
        "confidentiality": definition.confidentiality,
        "start": definition.start,
        "states": [
            {
                "id": state.id,
                "kind": state.kind,
                "title": state.title.of(language),
                "outcome": state.outcome,
                "services": list(state.services),
                "documents": {group.id: group.title.of(language) for group in state.documents.values()},
                "actions": [_action(action, language) for action in state.actions.values()],
            }
            for state in definition.states.values()
        ],
        "actions": [_action(shared.action, language) for shared in definition.actions.values()],
        "deadlines": [
            {
                "id": each.id,
                "title": each.title.of(language),
                "kind": each.kind,
                "within": str(each.within),
                "within_words": duration_in_words(each.within, language),
                "on_expiry": each.on_expiry,
            }
            for each in definition.deadlines.values()
        ],
        "invariants": [
            {
                "id": each.id,
                "text": each.text.of(language),
                "in": None if each.states is None else sorted(each.states),
                "after": sorted(each.after),
                "holds": each.holds,
            }
            for each in definition.invariants.values()
        ],
        "fields": [
            {"id": each.id, "type": each.type, "class": each.data_class, "label": each.label.of(language)}
            for each in definition.fields.values()
        ],
        "consents": [
            {"id": each.id, "for": each.purpose, "title": each.title.of(language)}
            for each in definition.consents.values()
        ],
    }


def _action(action: Action, language: Language) -> dict[str, Any]:
    return {
        "id": action.id,
        "title": action.title.of(language),
        "to": ["back"] if action.back else [branch.state for branch in action.to],
        "by": action.by,
        "when": action.when,
    }
