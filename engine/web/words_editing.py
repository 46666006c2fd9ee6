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
}
