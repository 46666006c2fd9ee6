"""What the pages of the desk's day say: its lines, news above the pages; who is found."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

DAY_WORDS: Mapping[str, Text] = {
    "every_desk": Text("Tous les bureaux", "كل المكاتب", "Every desk"),
    "other_news": Text("Autres nouvelles : {}", "أخبار أخرى: {}", "Other news: {}"),
    "people_unshown": Text(
        "Fiches altérées, qui ne peuvent pas être montrées : {}. La personne peut en être : prévenir l'administrateur.",
        "بطاقات محرفة لا يمكن عرضها: {}. قد يكون الشخص من بينها: أخبروا المسير.",
        "Altered records, that can't be shown: {}. The person may be one of them: tell the administrator.",
    ),
}
