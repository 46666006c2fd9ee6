"""What a case's page says of what it doesn't ask for, and of what was typed and isn't recorded, in three languages."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

CASE_WORDS: Mapping[str, Text] = {
    "elsewhere": Text(
        "Ne concerne pas la situation telle qu'elle est connue ({})",
        "لا يخص الحالة كما هي معروفة ({})",
        "Doesn't concern the situation as it is known ({})",
    ),
}
