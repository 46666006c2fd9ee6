"""A scenario as M&D writes it: one story about one case, step by step, and what is expected on the way.

Data alone. `engine.core.rehearsal` lives it, `engine.reader.scenarios` reads it, walks and real cases are told as one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.core.events import (
    Ask,
    ChangeDocuments,
    Correct,
    DemandUndue,
    Do,
    DocumentStatus,
    Force,
    GiveConsent,
    Json,
    Note,
    Receipt,
    Record,
    Revert,
    Transfer,
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a scenario expects at one moment; None is not looked at."""

    state: str | None = None
    refused: tuple[str, ...] | None = None
    possible: tuple[str, ...] | None = None
    blocked: Mapping[str, tuple[str, ...]] | None = None
    missing: tuple[str, ...] | None = None
    deadlines: Mapping[str, Mapping[str, Any]] | None = None
    alerts: tuple[str, ...] | None = None
    broken: tuple[str, ...] | None = None
    offices: tuple[str, ...] | None = None
    office_in: str | None = None
    forms: tuple[str, ...] | None = None
    linked: tuple[str, ...] | None = None
    outcome: str | None = None
    value: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ScenarioStep:
    """One thing that happens: an act with its `kind`, and what is expected after it."""

    kind: str
    """do, set, document, note, consent, withdraw, after, tick, correct, revert, undue, transfer, force, linked or
    expect."""
    what: Any
    "The action's name, the values, the duration… as the kind wants."
    line: int
    on: date | None = None
    fields: Mapping[str, Json] = field(default_factory=dict)
    documents: Mapping[str, DocumentStatus] = field(default_factory=dict)
    issued: Mapping[str, date] = field(default_factory=dict)
    "Papers that bear a day of their own, by which their age is told."
    receipt: Receipt | None = None
    reason: str | None = None
    role: str = "agent"
    expect: Expected | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Whom the stories of a file are about, for those who live them again with invented people."""

    origins: tuple[str, ...] = ()
    "Countries, ISO 3166; empty: of any origin."
    youngest: int = 18
    oldest: int = 44


@dataclass(frozen=True, slots=True)
class Scenario:
    """One story about one case."""

    process: str
    title: str
    file: str
    line: int
    commune: str
    on: date
    fields: Mapping[str, Json]
    documents: Mapping[str, DocumentStatus]
    consents: tuple[str, ...]
    steps: tuple[ScenarioStep, ...]
    people: People = People()
    issued: Mapping[str, date] = field(default_factory=dict)
    "Papers held from the start that bear a day of their own."


def demand_of(step: ScenarioStep, undone_by: Callable[[str | int], int]) -> Ask:  # noqa: C901, PLR0911 -- one a kind
    """The demand that a step makes; `undone_by` gives the sequence that a revert names."""
    match step.kind:
        case "do":
            return Do(step.what, step.fields, step.documents, step.receipt, step.reason)
        case "set":
            return Record(step.what)
        case "document":
            return ChangeDocuments(step.what, step.issued)
        case "note":
            return Note(step.what)
        case "consent" | "withdraw":
            return GiveConsent(step.what, step.kind == "consent")
        case "correct":
            return Correct(step.what, step.reason or "")
        case "undue":
            return DemandUndue(step.what, step.reason or "")
        case "transfer":
            return Transfer(step.what, step.reason or "")
        case "force":
            return Force(step.what, step.reason or "")
        case "revert":
            return Revert(undone_by(step.what), step.reason or "erreur de saisie")
        case _:
            raise ValueError(f"a step « {step.kind} » asks nothing")
