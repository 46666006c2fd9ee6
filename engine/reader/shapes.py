"""The bricks of the grammar: frozen data that say what a place in a file may hold.

A file's grammar is one tree of these (`engine.reader.grammar`), declared once. The walker checks files against it and
words its messages from it (`engine.reader.walker`), the published JSON Schemas are drawn from it
(`engine.reader.schema`): none can say another thing than the others.
"""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from dataclasses import dataclass

from engine.core.guards import FUNCTIONS

ID_PATTERN = "^[a-z][a-z0-9_]{0,47}$"
DURATION_PATTERN = "^[0-9]{1,4} (hours?|(clear |working )?days?|months?|years?)$"
DAY_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
ADDRESS_PATTERN = '^(https?://[^ \t"<>]+|À écrire : .*)$'
"A page of the web, or the words of a model that somebody is still to replace."

RESERVED = frozenset({"any", "back", "now", "reason", "today", "true", "false", "null", *FUNCTIONS, *keyword.kwlist})
"Words that the language, or the parser that reads conditions, already uses for something else."


@dataclass(frozen=True, slots=True)
class Id:
    """An identifier of one's own."""


@dataclass(frozen=True, slots=True)
class Ref:
    """The identifier of something declared elsewhere; the walker gathers it, the referential judges it."""

    kind: str
    "What it must name: `state`, `document`, `source`…, as `engine.reader.references` knows them."
    noun: str
    "« un état », « une pièce du catalogue »…"


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed list, each with its meaning."""

    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DurationText:
    """A duration, in the units of `engine.core.calendar`."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date of the calendar, in ISO form."""


@dataclass(frozen=True, slots=True)
class Line:
    """A short plain text on one line, in one language."""

    example: str
    longest: int = 300


@dataclass(frozen=True, slots=True)
class Address:
    """Where something is read on the web. Pages make a link of it: no other scheme than the web's may stand there."""

    example: str
    longest: int = 500


@dataclass(frozen=True, slots=True)
class Prose:
    """What a user reads in one language: one line or several, with direction marks where it needs them."""

    longest: int = 6000


@dataclass(frozen=True, slots=True)
class Texts:
    """What a user reads, by language; French is required, a missing Arabic is a warning."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition; gathered, and judged against the names and types of the whole definition."""


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number, bounds included."""

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Boolean:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a case records: a text, a whole number, `true`, `false`, or a list of words."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of like things; the same word twice is refused."""

    item: Shape
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """One thing, or a list of them."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Either:
    """Several forms for one place."""

    forms: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map from identifiers of one's own to like things."""

    value: Shape
    noun: str
    "« un état », « une pièce »…, as messages name an entry."
    reserved: bool = True
    "Whether the words of the language are refused as keys."
    pattern: str = ID_PATTERN
    names: Ref | None = None
    "What the keys themselves refer to, when they name things declared elsewhere."
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Key:
    """A known key of a record."""

    shape: Shape
    description: str
    "One French sentence, for messages and for the editor's completion."
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A map whose keys are known by name; any other is refused."""

    name: str
    "Short English name, for the `$defs` of the schema."
    noun: str
    "« un état », « une échéance »…"
    keys: Mapping[str, Key]
    exactly_one: tuple[str, ...] = ()
    "Of these keys, one and only one."
    or_else: tuple[str, ...] = ()
    "Keys that are enough when there is none of `exactly_one`."


Shape = (
    Id
    | Ref
    | Choice
    | DurationText
    | Day
    | Line
    | Address
    | Prose
    | Texts
    | Guard
    | Integer
    | Boolean
    | Value
    | ListOf
    | OneOrMany
    | Either
    | MapOf
    | Record
)

TEXT = Record(
    "text",
    "un texte",
    {
        "fr": Key(Prose(), "Le texte français.", required=True),
        "ar": Key(Prose(), "Le texte arabe."),
        "en": Key(Prose(), "Le texte anglais."),
    },
)
"What `Texts` is made of."
