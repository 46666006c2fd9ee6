"""The words of the pages about territories: what one lacks, what it changes, differences that are tried."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

TERRITORY_WORDS: Mapping[str, Text] = {
    "territories_title": Text("Territoires", "المجالات الترابية", "Territories"),
    "territories_lead": Text(
        "Les parcours sont les mêmes partout. Un territoire a ses communes, ses guichets et ses jours fériés, et peut "
        "changer des textes, des choix, des échéances internes.",
        "المسارات واحدة في كل مكان. لكل مجال ترابي جماعاته وشبابيكه وأيام عطله، ويمكنه تغيير نصوص وخيارات وآجال "
        "داخلية.",
        "Pathways are the same everywhere. A territory has its communes, offices and holidays, and may change texts, "
        "choices, internal deadlines.",
    ),
    "territories_all": Text("Tous les territoires", "كل المجالات", "Every territory"),
    "territories_own": Text("celui de ce bureau", "مجال هذا المكتب", "this desk's"),
    "territory_lead": Text(
        "Ce qu'il reste à remplir, et ce qui y diffère des parcours communs.",
        "ما بقي للملء، وما يختلف فيه عن المسارات المشتركة.",
        "What is still to be filled in, and what differs there from the common pathways.",
    ),
    "territory_look": Text("Regarder ce territoire", "معاينة هذا المجال", "Look at this territory"),
    "territory_text": Text(
        "Ses différences (differences.yaml)", "اختلافاته (differences.yaml)", "Its differences (differences.yaml)"
    ),
    "territory_text_hint": Text(
        "Un nom de parcours, puis seulement ce qui change. Rien n'est écrit : une fois juste, confier ce texte à qui "
        "tient les fichiers du programme.",
        "اسم مسار، ثم ما يتغير وحده. لا يكتب شيء: متى صح النص سلموه لمن يتولى ملفات البرنامج.",
        "The name of a pathway, then only what changes. Nothing is written: once it is right, hand this text to "
        "whoever keeps the program's files.",
    ),
    "territory_refused": Text(
        "Refusé : erreurs à corriger d'abord ({})",
        "مرفوض: أخطاء تصحح أولا ({})",
        "Refused: errors to set right first ({})",
    ),
    "territory_differs": Text(
        "Ce qui diffère des parcours communs", "ما يختلف عن المسارات المشتركة", "What differs from the common pathways"
    ),
    "territory_as_base": Text(
        "Rien : les parcours y sont ceux de tous.",
        "لا شيء: مساراته هي مسارات الجميع.",
        "Nothing: its pathways are everybody's.",
    ),
    "territory_lacks": Text("Ce qu'il reste à remplir", "ما بقي للملء", "What is still to be filled in"),
    "territory_no_office": Text("Services sans guichet : {}", "مصالح دون شباك: {}", "Services without an office: {}"),
    "territory_unverified": Text(
        "Guichets que personne n'a vérifiés : {}", "شبابيك لم يتحقق منها أحد: {}", "Offices that nobody checked: {}"
    ),
    "territory_estimated": Text(
        "Fêtes dont le jour n'est qu'estimé : {}", "أعياد يومها مقدر فقط: {}", "Feasts whose day is only estimated: {}"
    ),
    "territory_nothing": Text("Il ne manque rien.", "لا ينقص شيء.", "Nothing is lacking."),
}
