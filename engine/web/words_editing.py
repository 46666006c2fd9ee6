"""The words of an editor's page about what was found in a text, and about what is put in service from it."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

EDITING_WORDS: Mapping[str, Text] = {
    "edit_wrong": Text(
        "Avec une erreur, ce texte ne peut être ni essayé ni publié. Le brouillon est gardé tel quel.",
        "ما دام في النص خطأ فلا يمكن تجربته ولا نشره. والمسودة محفوظة كما هي.",
        "With an error, this text can be neither tried nor published. The draft is kept as it is.",
    ),
    "edit_line": Text("ligne {}", "السطر {}", "line {}"),
    "edit_untold": Text(
        "Et {} autres : corriger celles-ci d'abord.",
        "و{} أخرى: تصحح هذه أولا.",
        "And {} more: set these right first.",
    ),
    "serve_open": Text("Mettre en service", "وضع في الخدمة", "Put in service"),
    "serve_hint": Text(
        "Ce texte vaut alors pour tous les bureaux, à la place de celui du programme et des précédents. Ce qui a été "
        "compté avec les anciens jours fériés le reste.",
        "يسري هذا النص حينئذ على جميع المكاتب مكان نص البرنامج وما سبقه. وما حسب بأيام العطل القديمة يبقى كما هو.",
        "This text then stands for every desk, in the place of the program's and of those before. What was counted "
        "with the former holidays stays so.",
    ),
    "serve_reason": Text(
        "Motif : qui l'a dit, quel texte, quel jour",
        "السبب: من قاله، أي نص، في أي يوم",
        "Reason: who said it, which text, on which day",
    ),
    "serve_now": Text("Mettre ce texte en service", "ضع هذا النص في الخدمة", "Put this text in service"),
    "serve_versions": Text(
        "Versions mises en service : {}", "النسخ التي وضعت في الخدمة: {}", "Versions put in service: {}"
    ),
    "serve_version": Text("Version {},", "النسخة {}،", "Version {},"),
}
