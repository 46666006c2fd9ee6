"""The words of the pages of the legal watch; those that it shares with the command line are in `engine.telling`."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

WATCH_WORDS: Mapping[str, Text] = {
    "watch_title": Text("Veille juridique", "الرصد القانوني", "Legal watch"),
    "watch_hint": Text(
        "Ce qu'il faut relire dans les textes du référentiel, et ce qui repose sur chacun.",
        "ما يجب مراجعته في نصوص المرجع، وما يستند إلى كل نص.",
        "What there is to read again among the texts of the referential, and what rests on each.",
    ),
    "watch_kind": Text("Montrer", "عرض", "Show"),
    "watch_all": Text("Tout ce qu'il faut revoir", "كل ما يجب مراجعته", "All there is to look at"),
    "watch_kind_reread_due": Text("La date de relecture est passée", "فات تاريخ المراجعة", "Its day has passed"),
    "watch_kind_not_reread": Text("Lu il y a longtemps", "قرئ منذ زمن طويل", "Read long ago"),
    "watch_kind_to_validate": Text("À valider", "للتأكيد", "To be validated"),
    "watch_kind_never_read": Text("Jamais lu", "لم يقرأ قط", "Never read"),
    "watch_kind_no_address": Text("Sans adresse", "بدون عنوان", "Without an address"),
    "watch_kind_unused": Text("Ne sert à aucun parcours", "لا يستعمل في أي مسار", "Serves no pathway"),
    "watch_kind_basis": Text("Demandé sans base légale", "مطلوب بدون أساس قانوني", "Demanded without a basis"),
    "watch_kind_every": Text("Toutes les sources", "كل المصادر", "Every source"),
    "watch_process": Text("Parcours", "المسار", "Pathway"),
    "watch_every_process": Text("tous", "الكل", "all"),
    "watch_months": Text("Lu il y a plus de (mois)", "قرئ منذ أكثر من (أشهر)", "Read more than (months) ago"),
    "watch_none": Text("Rien à revoir ici.", "لا شيء للمراجعة هنا.", "Nothing to look at here."),
    "watch_line": Text("ligne {}", "السطر {}", "line {}"),
    "watch_mend": Text("Corriger", "تصحيح", "Mend"),
    "watch_read_text": Text("Lire le texte", "قراءة النص", "Read the text"),
    "watch_pathway": Text("Ouvrir le parcours", "فتح المسار", "Open the pathway"),
    "watch_everywhere": Text("à toutes ses étapes", "في كل مراحله", "at each of its steps"),
    "watch_steps": Text("Étapes concernées ({})", "المراحل المعنية ({})", "Steps concerned ({})"),
    "watch_unwritten": Text(
        "Le texte de « {} » a des erreurs : ce qui est montré de ce parcours est sa version publiée.",
        "في نص «{}» أخطاء: ما يعرض من هذا المسار هو نسخته المنشورة.",
        "The text of “{}” has errors: what is shown of this pathway is its published version.",
    ),
    "watch_unread": Text(
        "Ces textes ne peuvent pas être lus : les corriger d'abord",
        "لا يمكن قراءة هذه النصوص: تصحح أولا",
        "These texts can't be read: set them right first",
    ),
}
