"""The sections of a desk's day, in its order; apart from the day, so that a help names them and loads nothing."""

from __future__ import annotations

from typing import Literal, get_args

Section = Literal["overdue", "today", "soon", "third_party", "referral", "appointment", "open", "waiting"]
SECTIONS: tuple[Section, ...] = get_args(Section)
"What presses, what others owe, what was sent here, who comes, then the rest."
