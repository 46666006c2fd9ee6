"""What the pages of the desk's day say: its lines, news above the pages."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

DAY_WORDS: Mapping[str, Text] = {
    "every_desk": Text("Tous les bureaux", "كل المكاتب", "Every desk"),
    "other_news": Text("Autres nouvelles : {}", "أخبار أخرى: {}", "Other news: {}"),
}
