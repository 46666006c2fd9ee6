"""How HTTP says each class of error; pages and the API say the same."""

from __future__ import annotations

from engine.errors import (
    AccessRefused,
    CaseError,
    CaseNotFound,
    ConcurrentChange,
    DefinitionError,
    EngineError,
    EnvironmentUnusable,
    KeyReused,
    NotAllowed,
    PersonNotFound,
    UsageError,
)

_STATUS: tuple[tuple[type[EngineError], int], ...] = (
    (CaseNotFound, 404),
    (PersonNotFound, 404),
    (CaseError, 422),
    (AccessRefused, 401),
    (NotAllowed, 403),
    (ConcurrentChange, 409),
    (KeyReused, 422),
    (UsageError, 422),
    (DefinitionError, 422),
    (EnvironmentUnusable, 503),
)
"The first that an error is; any other is a 500."


def status_of(error: EngineError) -> int:
    """The status of an error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
