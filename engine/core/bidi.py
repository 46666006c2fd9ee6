"""Numbers inside Arabic: circular 13-487, form 459-1-39, the day 2026-11-06, a share after a Latin name."""

from __future__ import annotations

import re

_LRM, _RLM = "\u200e", "\u200f"
_SPAN = r"(?:19|20)\d\d-(?:19|20)\d\d(?![\d-])"
"From one year to another: read from the right as well as from the left, and left as it is written."
_HYPHENATED = re.compile(rf"(?<![0-9A-Za-z-])(?!{_SPAN})\d[\dT:/]*(?:-\d[\dT:/]*)+", re.ASCII)
_SHARE = re.compile(r"(?<=[A-Za-z] )(?=\d+ %)", re.ASCII)


def read_in_order(arabic: str) -> str:
    """The text, each number in the order that it is written in.

    After an Arabic letter, a hyphen doesn't hold figures together: 13-487 would be shown, and printed, as 487-13. A
    mark of the left-to-right direction before the first figure is enough, and every sheet keeps it. After a Latin
    name, a share would leave its sign on the other side of the name: a mark of the other direction keeps them together.
    """
    held = _HYPHENATED.sub(rf"{_LRM}\g<0>", arabic) if "-" in arabic else arabic
    return _SHARE.sub(_RLM, held) if "%" in held else held
