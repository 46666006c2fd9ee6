"""The sections of a desk's day, in its order; apart from the day, so that a help names them and loads nothing."""

from __future__ import annotations

from typing import Literal, get_args

Section = Literal[
    "meeting_today", "overdue", "today", "soon", "third_party", "referral", "appointment", "open", "waiting"
]
SECTIONS: tuple[Section, ...] = get_args(Section)
"Who comes today, what presses, what others owe, what was sent here, who comes next, then the rest."
