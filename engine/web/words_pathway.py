"""The words of the pages of one pathway: its steps, its parts, and the way from one to the other."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

PATHWAY_WORDS: Mapping[str, Text] = {
    "ref_rest": Text("Le reste du parcours", "بقية المسار", "The rest of the pathway"),
    "ref_part_clocks": Text("Échéances", "الآجال", "Deadlines"),
    "ref_part_papers": Text("Pièces", "الوثائق", "Papers"),
    "ref_part_services": Text("Services et guichets", "المصالح والشبابيك", "Services and offices"),
    "ref_part_sources": Text("Textes et sources", "النصوص والمصادر", "Texts and sources"),
    "ref_part_shared": Text(
        "Actions possibles à plusieurs étapes", "إجراءات ممكنة في عدة مراحل", "Actions open at several steps"
    ),
    "ref_part_invariants": Text(
        "Ce qui doit toujours être vrai", "ما يجب أن يكون صحيحا دائما", "What must always be true"
    ),
    "ref_part_text": Text("Tout sur une page", "كل شيء في صفحة واحدة", "Everything on one page"),
    "ref_whole_hint": Text(
        "Pour l'imprimer, ou y chercher un mot. La page est plus lourde.",
        "للطباعة أو للبحث عن كلمة. الصفحة أثقل.",
        "To print it, or to look for a word. The page is heavier.",
    ),
    "ref_step_at": Text("À cette étape", "في هذه المرحلة", "At this step"),
    "ref_step_before": Text("Étape précédente :", "المرحلة السابقة:", "Step before:"),
    "ref_step_after": Text("Étape suivante :", "المرحلة التالية:", "Next step:"),
}
