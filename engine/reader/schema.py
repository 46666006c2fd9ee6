"""The grammar drawn as JSON Schema (draft 2020-12), so that an editor completes and checks while one types.

Drawn from the same bricks that the walker checks with. A pathway is a patch over its base, so its schema lets an entry
be `null` or partial where the base may hold the rest; the walker judges what they give once merged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from engine.core.events import Json
from engine.reader import catalogue_grammar, grammar, scenario_grammar, shapes
from engine.reader.shapes import Record, Shape
from engine.reader.territory_grammar import GRAMMARS

DRAFT = "https://json-schema.org/draft/2020-12/schema"

FILES: Mapping[str, tuple[Shape, str]] = {
    "process": (grammar.PROCESS_FILE, "Un parcours du référentiel d'accompagnement."),
    "socle": (grammar.BASE_FILE, "Un socle commun à plusieurs parcours."),
    "documents": (catalogue_grammar.DOCUMENTS_FILE, "Le catalogue des pièces."),
    "services": (catalogue_grammar.SERVICES_FILE, "Le catalogue des services."),
    "sources": (catalogue_grammar.SOURCES_FILE, "Le catalogue des sources."),
    "values": (catalogue_grammar.VALUES_FILE, "Les valeurs qui changent avec les années."),
    "scenarios": (scenario_grammar.SCENARIOS_FILE, "Les scénarios d'un parcours."),
    "differences": (grammar.DIFFERENCES_FILE, "Ce qu'un territoire change aux parcours."),
    "territory": (GRAMMARS["territory.yaml"], "Un territoire."),
    "communes": (GRAMMARS["communes.yaml"], "Les communes d'un territoire."),
    "offices": (GRAMMARS["offices.yaml"], "Les services d'un territoire."),
    "holidays": (GRAMMARS["holidays.yaml"], "Les jours fériés d'un territoire."),
}
"File of `processes/schema/` → its grammar and what it is."


def json_schemas() -> dict[str, Json]:
    """Every published schema, by name: `process` is written in `processes/schema/process.schema.json`."""
    return {name: json_schema(shape, title) for name, (shape, title) in FILES.items()}


def schema_text(schema: Json) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def json_schema(shape: Shape, title: str) -> Json:
    """The schema of one kind of file."""
    drawing = _Drawing()
    drawing.patch = shape is grammar.PROCESS_FILE
    drawing.loose = shape is grammar.DIFFERENCES_FILE
    body = drawing.draw(shape)
    if "$ref" in body:
        body = drawing.definitions.pop(body["$ref"].rpartition("/")[2])
    return {"$schema": DRAFT, "title": title, **body, "$defs": dict(sorted(drawing.definitions.items()))}


class _Drawing:
    """One schema being drawn; records are drawn once, under `$defs`."""

    def __init__(self) -> None:
        self.definitions: dict[str, Json] = {}
        self._drawn: dict[str, Record] = {}
        self.patch = False
        "Entries that the base may hold may be null, or partial."
        self.loose = False
        "Nothing is required: the whole file is a patch."

    def draw(self, shape: Shape) -> Json:
        if isinstance(shape, Record | shapes.Texts):
            return self._named(shapes.TEXT if isinstance(shape, shapes.Texts) else shape)
        return _FIXED.get(type(shape)) or _word(shape) or self._group(shape)

    def _group(self, shape: Shape) -> Json:
        match shape:
            case shapes.ListOf():
                least = {"minItems": shape.at_least} if shape.at_least else {}
                # As in the walker, only words are compared: a scenario may do the same thing twice.
                words = {} if isinstance(shape.item, Record) else {"uniqueItems": True}
                return {"type": "array", "items": self.draw(shape.item), **words, **least}
            case shapes.OneOrMany():
                item = self.draw(shape.item)
                return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1, "uniqueItems": True}]}
            case shapes.Either():
                return {"anyOf": [self.draw(each) for each in shape.forms]}
            case shapes.MapOf():
                least = {"minProperties": shape.at_least} if shape.at_least else {}
                return {
                    "type": "object",
                    "propertyNames": {"pattern": shape.pattern},
                    "additionalProperties": self.draw(shape.value),
                    **least,
                }
        raise TypeError(shape)

    def _named(self, record: Record) -> Json:
        if self._drawn.setdefault(record.name, record) is not record:
            raise ValueError(f"two records are called {record.name}")
        if record.name not in self.definitions:
            self.definitions[record.name] = {}  # holds the place: a record may stand inside itself
            self.definitions[record.name] = self._record(record)
        return {"$ref": f"#/$defs/{record.name}"}

    def _record(self, record: Record) -> Json:
        properties = {name: self._property(key) for name, key in record.keys.items()}
        kind: Json = ["object", "null"] if self.patch and record in _PATCHED_ENTRIES else "object"
        drawn: Json = {"type": kind, "additionalProperties": False, "properties": properties}
        required = [name for name, key in record.keys.items() if key.required and not self._may_come(name, record)]
        if required:
            drawn["required"] = required
        if record.exactly_one and not self._may_come(record.exactly_one[0], record):
            alternatives: list[Json] = [{"required": [each]} for each in record.exactly_one]
            if record.or_else:
                none = {"not": {"anyOf": list(alternatives)}}
                alternatives.append({**none, "anyOf": [{"required": [each]} for each in record.or_else]})
            drawn["oneOf"] = alternatives
        return drawn

    def _may_come(self, name: str, record: Record) -> bool:
        """Whether a required key may come from what the file is merged over."""
        if not self.patch:
            return self.loose
        return record in _PATCHED_ENTRIES or (record is grammar.PROCESS_FILE and name in grammar.BASE_FILE.keys)

    def _property(self, key: shapes.Key) -> Json:
        drawn = self.draw(key.shape)
        words = f" {drawn['description']}" if "enum" in drawn else ""
        return {**drawn, "description": key.description + words}


def _word(shape: Shape) -> Json:
    match shape:
        case shapes.Ref():
            return {"type": "string", "description": f"Le nom d'{shape.noun}."}
        case shapes.Choice():
            said = " ; ".join(f"{word} : {meaning}" for word, meaning in shape.words.items())
            return {"enum": list(shape.words), "description": f"{said}."}
        case shapes.Line():
            return {"type": "string", "minLength": 1, "maxLength": shape.longest, "examples": [shape.example]}
        case shapes.Address():
            bounds = {"maxLength": shape.longest, "examples": [shape.example]}
            return {"type": "string", "pattern": shapes.ADDRESS_PATTERN, **bounds}
        case shapes.Prose():
            return {"type": "string", "minLength": 1, "maxLength": shape.longest}
        case shapes.Integer():
            bounds = {"minimum": shape.minimum, "maximum": shape.maximum}
            return {"type": "integer"} | {name: each for name, each in bounds.items() if each is not None}
    return None


_FIXED: Mapping[type, Json] = {
    shapes.Id: {"type": "string", "pattern": shapes.ID_PATTERN},
    shapes.DurationText: {"type": "string", "pattern": shapes.DURATION_PATTERN, "examples": ["30 days"]},
    shapes.Day: {"type": "string", "pattern": shapes.DAY_PATTERN, "examples": ["2026-11-01"]},
    shapes.Guard: {"type": "string", "minLength": 1, "examples": ["not overdue(declaration)"]},
    shapes.Boolean: {"type": "boolean"},
    shapes.Value: {
        "anyOf": [
            {"type": ["string", "integer", "boolean"]},
            {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        ]
    },
}

_PATCHED_ENTRIES = (
    grammar.CONSENT_ENTRY,
    grammar.FIELD_ENTRY,
    grammar.DEADLINE_ENTRY,
    grammar.ALERT_ENTRY,
    grammar.STATE_ENTRY,
    grammar.SHARED_ACTION_ENTRY,
)
"What a pathway and its base both declare by identifier."
