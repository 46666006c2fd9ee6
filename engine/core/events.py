"""What happened to a case: events, recorded once and never edited, and the demands that make them.

An event's body is plain JSON and holds no personal value: what is private travels beside it, in `Draft.private`,
until the vault has sealed it; the stored event then names the seal by its hash. Kinds and bodies:

    opened           state, fields, documents, consents, links, process, version, subject
    moved, acted     fields, documents, receipt, opens, irregular   (acted: the case stays where it is)
    recorded         fields
    document_changed documents
    noted            (the note itself is private)
    reminded         deadline, day, escalated
    expired          deadline, due, pulled (the action that was pulled, or the reason why none was)
    assigned         to
    transferred      commune
    linked           name, process, case, side, outcome, carried
    consented        consent, given, version, language, until
    shared           service, fields
    demanded_undue   document, office
    corrected        fields, was
    reverted         target, restores (the case as it would stand without the target), empties (true where the target
                     is a note: what was sealed with it was destroyed by this very step)
    forced           fields, documents, to
    migrated         to_version, restores
    merged           into
    informed         about, name, on, way, outcome, why (`engine.core.contact`)
    attached         document, attachment, sha256 (of the ciphertext), media, size (of the clear), documents (if it came
                     with it); `original`, the hash of the file as it was brought, is private

Every body may carry `clocks` (the deadlines computed by this step: id → clock, or null when it ended), `guards`
(answers given), and `sealed` (names of private values, and the hash of their ciphertext under `seal`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

Json = Any
"A value of JSON: the door where stored bodies enter; typed again when folded."

EventKind = Literal[
    "opened",
    "moved",
    "acted",
    "recorded",
    "document_changed",
    "noted",
    "reminded",
    "expired",
    "assigned",
    "transferred",
    "linked",
    "consented",
    "shared",
    "demanded_undue",
    "corrected",
    "reverted",
    "forced",
    "migrated",
    "merged",
    "attached",
    "informed",
]
DocumentStatus = Literal["missing", "requested", "received", "verified", "rejected", "waived"]

Way = Literal["voice", "slip", "phone", "email"]
"How a person is told something."
AgreedWay = Literal["slip", "phone", "email"]
"Those for which there is something to agree to."

SHAPE = 1
"The shape number of the bodies above; a later shape is upgraded on reading, an unknown one refused."


PROGRAM = "systeme"
"What the program signs with, where nobody acts."

EVERYWHERE = "*"
"In the place of a commune: whoever acts for the whole territory."


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a name to sign with, a role, and the commune whose desk it is (`EVERYWHERE` for all of them)."""

    name: str
    role: str
    commune: str
    glass: frozenset[str] = frozenset()
    "Cases of other desks that the actor may read for a while, for a reason on record (break-glass)."


@dataclass(slots=True)
class Draft:
    """An event decided but not yet stored: no sequence, no hash, its private values still open."""

    kind: EventKind
    trigger: str | None
    from_state: str
    to_state: str
    body: dict[str, Json]
    private: dict[str, Json] = field(default_factory=dict, repr=False)
    "Name → value to be sealed: `fields.<id>`, `note`, `reason`, `receipt.number`."
    happened_on: str = ""
    actor: Actor | None = None
    "None: whoever gave the command; the system's own acts name it."


class Event(NamedTuple):
    """A recorded event (*événement enregistré*)."""

    stream: str
    sequence: int
    kind: str
    shape: int
    trigger: str | None
    from_state: str
    to_state: str
    body: Mapping[str, Json]
    actor: str
    role: str
    commune: str
    recorded_at: str
    "UTC, ISO 8601 with Z, to the millisecond."
    happened_on: str
    "ISO date: the day in the world, by which conditions and clocks judge."
    definition: str
    calendar: str
    previous: str
    "Hexadecimal SHA-256 of the stream's previous event; 64 zeros for the first."


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof of a filing: its number and day; withheld when the office gave none (`number` is None)."""

    number: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Do:
    """Do an action, with what is given at the same time."""

    trigger: str
    fields: Mapping[str, Json] = field(default_factory=dict)
    documents: Mapping[str, DocumentStatus] = field(default_factory=dict)
    receipt: Receipt | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Record fields; a value already known is changed by `Correct`, with a reason."""

    fields: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class ChangeDocuments:
    """Change the status of papers; `issued` gives the day written on a paper, for its age."""

    documents: Mapping[str, DocumentStatus]
    issued: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Write a note; refused where the pathway allows none."""

    text: str


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """The person agrees, refuses or withdraws (`given` False)."""

    consent: str
    given: bool
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Correct:
    """Replace wrong values; the old ones stay in the history."""

    fields: Mapping[str, Json]
    reason: str


@dataclass(frozen=True, slots=True)
class Revert:
    """Undo a recorded step; `without` is the case folded as if that step had not been."""

    target: int
    reason: str


@dataclass(frozen=True, slots=True)
class Force:
    """A supervisor moves the case against the rules; marked for ever."""

    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """Another commune's desk takes the case over."""

    commune: str
    reason: str


@dataclass(frozen=True, slots=True)
class Assign:
    """An agent takes or receives the case; None gives it back to the desk."""

    to: str | None


@dataclass(frozen=True, slots=True)
class DemandUndue:
    """An office demanded a paper that is not due."""

    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class Attach:
    """A scan of a paper, already sealed and stored, becomes part of the case."""

    document: str
    attachment: str
    sha256: str
    "Of the ciphertext, hexadecimal."
    media: str
    size: int
    "Bytes of the scan as it opens."
    original: str = field(repr=False)
    "SHA-256 of the file as it was brought: a file brought again is told by it. Private, as the file is."


@dataclass(frozen=True, slots=True)
class AgreeContact:
    """The person agrees to be told by a way, refuses it, or withdraws (`given` False)."""

    way: AgreedWay
    given: bool
    language: str = "fr"
    address: str = field(default="", repr=False)
    "Where an e-mail goes; sealed."


@dataclass(frozen=True, slots=True)
class Inform:
    """The person was told of a day, or a message leaves; its words say neither why nor where."""

    about: Literal["appointment", "deadline"]
    name: str
    "The field of the appointment, or the deadline."
    on: str
    "The day or the moment that was told, ISO text: told of another one, they weren't told of this one."
    way: Way
    outcome: str
    why: str = ""
    "The code that a server gave with its refusal: figures, none of its words."


Ask = (
    Do
    | Record
    | ChangeDocuments
    | Note
    | GiveConsent
    | Correct
    | Revert
    | Force
    | Transfer
    | Assign
    | DemandUndue
    | Attach
    | AgreeContact
    | Inform
)


class Command(NamedTuple):
    """A demand on a case (*demande*): what is asked, who asks, and the day it happened."""

    ask: Ask
    actor: Actor
    happened_on: date


def plain_fields(body: Mapping[str, Json]) -> Mapping[str, Json]:
    """The values that stand in clear in an event: none in a transmission, which names those it sends."""
    found = body.get("fields", {})
    return found if isinstance(found, Mapping) else {}
