"""The words of the referential's pages, for those who read it and those who write it."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

EDITOR_WORDS: Mapping[str, Text] = {
    # --- reading ---
    "ref_open": Text("dossiers ouverts : {}", "الملفات المفتوحة: {}", "open cases: {}"),
    "ref_protected": Text("parcours protégé", "مسار محمي", "protected pathway"),
    "ref_uncertain": Text(
        "À valider : {} points de ce parcours ne sont pas encore confirmés.",
        "للتأكيد: {} من عناصر هذا المسار لم تؤكد بعد.",
        "To be validated: {} points of this pathway aren't confirmed yet.",
    ),
    "ref_diagram_hint": Text(
        "Chaque étape mène à son texte, plus bas.",
        "كل مرحلة تؤدي إلى نصها أسفله.",
        "Each step leads to its text, below.",
    ),
    "ref_diagram_alone": Text("Le schéma seul", "الرسم وحده", "The diagram alone"),
    "ref_leads": Text("vers : {}", "نحو: {}", "to: {}"),
    "ref_target": Text("Durée habituelle : {}", "المدة المعتادة: {}", "Usual stay: {}"),
    "ref_at": Text("Service :", "المصلحة:", "Service:"),
    "ref_asks": Text("Ce qui est demandé", "ما يطلب من معطيات", "What is asked"),
    "ref_papers": Text("Pièces", "الوثائق", "Papers"),
    "ref_acts": Text("Actions", "الإجراءات", "Actions"),
    "ref_shared": Text(
        "Actions ouvertes depuis plusieurs étapes", "إجراءات متاحة من عدة مراحل", "Actions open from several steps"
    ),
    "ref_services": Text("Services et guichets", "المصالح والشبابيك", "Services and offices"),
    "ref_offices": Text("Guichets : {}", "الشبابيك: {}", "Offices: {}"),
    "ref_unverified": Text("à vérifier", "يجب التحقق منه", "to be verified"),
    "ref_grounds": Text("Base légale ({})", "السند القانوني ({})", "Legal basis ({})"),
    "need_useful": Text("utile", "مفيدة", "useful"),
    "need_not_due": Text("jamais due", "غير مستحقة", "never due"),
}
