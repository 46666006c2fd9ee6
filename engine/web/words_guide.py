"""The words of the page where the methodological guide is made."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

GUIDE_WORDS: Mapping[str, Text] = {
    "guide_title": Text("Le guide méthodologique", "الدليل المنهجي", "The methodological guide"),
    "guide_hint": Text(
        "Tiré des parcours eux-mêmes, en français et en arabe : le voir avant de le remettre.",
        "مستخرج من المسارات نفسها، بالفرنسية والعربية: يعاين قبل تسليمه.",
        "Made from the pathways themselves, in French and Arabic: see it before it is handed over.",
    ),
    "guide_whole": Text("tout le guide", "الدليل كله", "the whole guide"),
    "guide_from": Text("D'après", "انطلاقا من", "From"),
    "guide_drafts": Text("mes brouillons", "مسوداتي", "my drafts"),
    "guide_published": Text("ce qui est publié", "ما هو منشور", "what is published"),
    "guide_pdf": Text(
        "aussi en PDF (une minute environ)", "وبصيغة PDF أيضا (دقيقة تقريبا)", "as a PDF too (about a minute)"
    ),
    "guide_make": Text("Faire le guide", "إنجاز الدليل", "Make the guide"),
    "guide_runs": Text("Le guide se fait", "الدليل قيد الإنجاز", "The guide is being made"),
    "guide_busy": Text(
        "Un autre guide est en train d'être fait, peut-être par une autre personne : attendre qu'il soit prêt.",
        "دليل آخر قيد الإنجاز، ربما لشخص آخر: انتظروا حتى يكتمل.",
        "Another guide is being made, perhaps by somebody else: wait until it is ready.",
    ),
    "guide_of_drafts": Text("Le guide de vos brouillons", "دليل مسوداتكم", "The guide of your drafts"),
    "guide_of_published": Text("Le guide de ce qui est publié", "دليل ما هو منشور", "The guide of what is published"),
    "guide_open_fr": Text("Ouvrir en français", "فتح بالفرنسية", "Open in French"),
    "guide_open_ar": Text("Ouvrir en arabe", "فتح بالعربية", "Open in Arabic"),
}
