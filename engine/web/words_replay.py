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
    "number_whence": Text("Où trouver un numéro", "أين يوجد الرقم", "Where to find a number"),
    "number_on_paper": Text(
        "Sur ce qui a été remis à la personne (liste des pièces, lettre, rendez-vous), ou auprès du superviseur de la "
        "commune : un auditeur ne cherche personne par son nom.",
        "على ما سلم للشخص (لائحة الوثائق، رسالة، موعد)، أو لدى مشرف الجماعة: المدقق لا يبحث عن أحد باسمه.",
        "On what the person was handed (list of papers, letter, appointment), or from the commune's supervisor: an "
        "auditor looks for nobody by name.",
    ),
    "number_in_cases": Text(
        "par parcours, commune, étape ou ce qui y est à voir.",
        "حسب المسار والجماعة والمرحلة أو ما يستدعي النظر.",
        "by pathway, commune, step or what there is to look at.",
    ),
    "number_in_reads": Text(
        "les dossiers qu'un agent a vus, par jours.",
        "الملفات التي اطلع عليها عون، حسب الأيام.",
        "the cases that an agent saw, by days.",
    ),
    "number_in_check": Text(
        "les dossiers où une étape ne tient pas.",
        "الملفات التي فيها مرحلة غير سليمة.",
        "the cases where a step doesn't hold.",
    ),
    "number_in_evidence": Text(
        "tous ceux d'un parcours, emportés avec leurs preuves.",
        "كل ملفات مسار مع أدلتها.",
        "all those of a pathway, taken away with their proofs.",
    ),
    "step_reached": Text("Où en était le dossier", "أين كان الملف", "Where the case stood"),
}
