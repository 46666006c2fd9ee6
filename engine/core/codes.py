"""The name that a machine reads for each class of error, at the command line and by the web."""

from __future__ import annotations

from engine.errors import (
    AccessRefused,
    AlteredBase,
    AlteredProposal,
    BrokenHistory,
    CaseError,
    CaseNotFound,
    ConcurrentChange,
    DefinitionError,
    EngineError,
    EnvironmentUnusable,
    KeyReused,
    NotAllowed,
    NotPrintedHere,
    PersonNotFound,
    RefusedScan,
    UnreadableEvent,
    UsageError,
)

_CODES: tuple[tuple[type[EngineError], str], ...] = (
    (DefinitionError, "definition"),
    (CaseNotFound, "not_found"),
    (PersonNotFound, "not_found"),
    (NotPrintedHere, "not_printed_here"),
    (RefusedScan, "scan_refused"),
    (CaseError, "case"),
    (ConcurrentChange, "conflict"),
    (KeyReused, "key_reused"),
    (UnreadableEvent, "unreadable"),
    (BrokenHistory, "altered"),
    (AlteredBase, "altered"),
    (AlteredProposal, "altered"),
    (AccessRefused, "access"),
    (NotAllowed, "not_allowed"),
    (UsageError, "usage"),
    (EnvironmentUnusable, "environment"),
)
"The first that an error is; any other is « error »."


def code_of(error: EngineError) -> str:
    """The name of an error's class."""
    return next((name for kind, name in _CODES if isinstance(error, kind)), "error")
