"""What a case may hold that is worth a look of whoever audits: an accusation of nobody, and most have an answer."""

from __future__ import annotations

from typing import Literal

Mark = Literal["forced", "irregular", "undone"]
"""What the row of a case says: a step that a supervisor forced, an act of a third party against the rules that stands,
a step that somebody undid. A passage to another version that was undone is no step of the case's own."""

Suspicion = Literal[Mark, "broken"]
"""A mark; or an invariant of the case's pathway that it doesn't keep, or didn't, which only its history tells."""

SUSPICIONS: tuple[Suspicion, ...] = ("forced", "irregular", "undone", "broken")
