"""The words of the page on which a draft of a letter is seen filled."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

LETTER_WORDS: Mapping[str, Text] = {
    "letter_see": Text("Voir la feuille remplie", "عرض الورقة مملوءة", "See the sheet filled"),
    "letter_hint": Text(
        "Avec l'histoire inventée d'un scénario, au premier moment où la feuille s'imprime. Rien n'est enregistré.",
        "بقصة مختلقة من السيناريوهات: الورقة في أول لحظة تطبع فيها. لا يسجل شيء.",
        "With a scenario's invented story, at the first moment when the sheet is printed. Nothing is recorded.",
    ),
    "letter_drafted": Text("Telle que votre brouillon l'écrit.", "كما تكتبها مسودتكم.", "As your draft writes it."),
    "letter_standing": Text("Telle qu'elle est en vigueur.", "كما هي سارية.", "As it is in force."),
    "letter_wrong": Text(
        "Ce texte a des erreurs : la feuille ne s'imprime pas avant qu'elles soient corrigées.",
        "في هذا النص أخطاء: لا تطبع الورقة قبل تصحيحها.",
        "This text has errors: the sheet isn't printed before they are set right.",
    ),
    "letter_back": Text("Revenir au texte", "العودة إلى النص", "Back to the text"),
    "letter_none": Text(
        "Aucun scénario n'imprime cette feuille : aucun parcours ne la nomme, ou aucune histoire n'y mène.",
        "لا يطبع أي سيناريو هذه الورقة: لا يذكرها أي مسار، أو لا تؤدي إليها أي قصة.",
        "No scenario prints this sheet: no pathway names it, or no story leads to it.",
    ),
    "letter_at": Text("{}, à l'étape « {} »", "{}، في مرحلة «{}»", "{}, at the step “{}”"),
    "letter_page": Text("Page", "صفحة", "Page"),
    "letter_pdf": Text("Fichier PDF", "ملف PDF", "PDF file"),
}
