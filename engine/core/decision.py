"""The answer to a demand: accepted, with what is to be recorded, or refused, with every reason at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from engine.core.events import Draft

ReasonCode = Literal[
    "case_closed",
    "unknown_action",
    "not_open_here",
    "system_only",
    "role_refused",
    "stopped_by_alert",
    "condition_false",
    "condition_unknown",
    "document_missing",
    "document_stale",
    "document_unverified",
    "document_condition_unknown",
    "field_missing",
    "reason_missing",
    "receipt_missing",
    "consent_missing",
    "unknown_field",
    "unknown_document",
    "unknown_consent",
    "unknown_state",
    "already_known",
    "not_known",
    "bad_value",
    "in_the_future",
    "before_opening",
    "notes_closed",
    "text_refused",
    "nothing_to_do",
    "not_revertible",
    "note_of_another",
    "already_there",
    "not_undue",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a demand is refused, or an action blocked: a code, what it is about, and what the sentence needs.

    `details` holds identifiers and texts that `engine.core.wording` puts into the sentence and its remedy.
    """

    code: ReasonCode
    what: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing is recorded; all reasons at once."""

    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What the outside should do after the step is recorded; the core runs none.

    kind `form`: print the form `what`; `open`: open a linked case of the process `what`, as `details` says;
    `left_open`: a linked case that an undone step had opened, and that a person closes if it serves nothing; `letter`:
    propose the letter `what`.
    """

    kind: Literal["form", "open", "left_open", "letter"]
    what: str
    details: Mapping[str, Any] = field(default_factory=dict)


class Accepted(NamedTuple):
    """What to record, in order, and what follows outside."""

    drafts: tuple[Draft, ...]
    effects: tuple[Effect, ...] = ()


Decision = Accepted | Refused
