"""How HTTP says each error, by the name that a machine reads; pages and the API say the same."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.codes import code_of
from engine.errors import EngineError

ALTERED = frozenset(("altered", "unreadable"))
"Nobody at a page can mend it: what is kept isn't what was recorded, or isn't of this version."

_STATUS: Mapping[str, int] = {
    "access": 401,
    "not_allowed": 403,
    "not_found": 404,
    "conflict": 409,
    "case": 422,
    "definition": 422,
    "key_reused": 422,
    "not_printed_here": 422,
    "scan_refused": 422,
    "usage": 422,
    "environment": 503,
    **dict.fromkeys(ALTERED, 503),
}
"Any other is a 500."


def status_of(error: EngineError) -> int:
    """The status of an error."""
    return _STATUS.get(code_of(error), 500)
