"""What the legal watch says, in French, Arabic and English: what there is to read again, and what rests on a source."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

WATCH: Mapping[str, Text] = {
    # --- where a source is cited ---
    "place_process": Text("parcours", "مسار", "pathway"),
    "place_state": Text("étape", "مرحلة", "step"),
    "place_action": Text("action", "إجراء", "action"),
    "place_group": Text("pièces demandées", "وثائق مطلوبة", "papers asked for"),
    "place_deadline": Text("échéance", "أجل", "deadline"),
    "place_invariant": Text("invariant", "ثابت", "invariant"),
    "place_alert": Text("alerte", "تنبيه", "alert"),
    "place_field": Text("donnée", "معطى", "field"),
    "place_answer": Text("réponse au guichet", "جواب في الشباك", "answer at the counter"),
    "place_document": Text("pièce du catalogue", "وثيقة من الفهرس", "catalogue paper"),
    "place_service": Text("service", "مصلحة", "service"),
    "place_value": Text("valeur datée", "قيمة مؤرخة", "dated value"),
    "place_letters": Text("courriers : {}", "رسائل: {}", "letters: {}"),
    "rests_nowhere": Text(
        "Aucun parcours ne cite cette source.", "لا يذكر أي مسار هذا المصدر.", "No pathway cites it."
    ),
    "rests_places": Text("Ce qui repose dessus ({})", "ما يستند إليه ({})", "What rests on it ({})"),
    "rests_cases": Text(
        "Dossiers ouverts à une étape qui en dépend",
        "ملفات مفتوحة في مرحلة تتوقف عليه",
        "Open cases at a step that depends on it",
    ),
    "rests_no_case": Text("Aucun dossier ouvert.", "لا ملف مفتوح.", "No open case."),
    "source_dated": Text("texte : {}", "النص: {}", "text: {}"),
    "source_read": Text("lu le {}", "قرئ في {}", "read on {}"),
    "source_unread": Text("jamais lu", "لم يقرأ قط", "never read"),
    "confidence_sourced": Text("lu dans la source", "مقروء في المصدر", "read in the source"),
    "confidence_common_knowledge": Text("connaissance commune", "معرفة شائعة", "common knowledge"),
    "confidence_to_validate": Text("à valider", "للتأكيد", "to be validated"),
    # --- what there is to look at ---
    "concern_reread_due": Text(
        "À relire : la date prévue est passée", "للمراجعة: فات التاريخ المحدد", "To be read again: its day has passed"
    ),
    "concern_not_reread": Text(
        "Lu il y a plus de {} mois", "قرئ منذ أكثر من {} شهرا", "Last read more than {} months ago"
    ),
    "concern_to_validate": Text("À valider", "للتأكيد", "To be validated"),
    "concern_never_read": Text("Jamais lu", "لم يقرأ قط", "Never read"),
    "concern_no_address": Text("Sans adresse où le relire", "بدون عنوان لإعادة قراءته", "No address to read it at"),
    "concern_unused": Text("Ne sert à aucun parcours", "لا يستعمل في أي مسار", "Serves no pathway"),
    "concern_unreachable": Text("L'adresse ne répond plus", "العنوان لا يجيب", "The address no longer answers"),
    "catalogue_documents": Text("pièce", "وثيقة", "paper"),
    "catalogue_services": Text("service", "مصلحة", "service"),
    "catalogue_sources": Text("source", "مصدر", "source"),
    "catalogue_values": Text("valeur", "قيمة", "value"),
    "catalogue_offices": Text("guichet", "شباك", "office"),
    "watch_places": Text("{} endroits", "{} مواضع", "{} places"),
    "watch_basis": Text("Demandé sans base légale", "مطلوب بدون أساس قانوني", "Demanded without a legal basis"),
    "watch_summary": Text(
        "Sources : {}. À relire : {} ; à valider : {} ; demandes sans base : {}.",
        "المصادر: {}. للمراجعة: {}؛ للتأكيد: {}؛ طلبات بدون أساس: {}.",
        "Sources: {}. To be read again: {}; to be validated: {}; demands without a basis: {}.",
    ),
}
