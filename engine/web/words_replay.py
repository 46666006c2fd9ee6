"""The words of a replayed step: its condition as a person reads it, and where the case stood."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

REPLAYED: Mapping[str, Text] = {
    "rule_held": Text("remplie.", "متوفر.", "met."),
    "rule_not_held": Text("non remplie.", "غير متوفر.", "not met."),
    "rule_about": Text("Elle porte sur :", "يتعلق بـ:", "It looks at:"),
    "rule_written": Text(
        "La condition, telle qu'écrite dans le parcours",
        "الشرط كما كتب في المسار",
        "The condition, as the pathway has it",
    ),
    "step_reached": Text("Où en était le dossier", "أين كان الملف", "Where the case stood"),
}
