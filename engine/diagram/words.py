"""The words of a diagram itself, beside those of the pathway it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.core.definition import Language, Outcome


@dataclass(frozen=True, slots=True)
class Words:
    """What the drawing itself says, in one language."""

    task: str
    wait: str
    final: Mapping[Outcome, str]
    current: str
    done: str
    back: str
    legend: str
    everywhere: str
    but: str
    from_states: str
    colon: str
    comma: str
    returns: str
    in_place: str
    cases: str


WORDS: Mapping[Language, Words] = {
    "fr": Words(
        task="étape à faire",
        wait="attente d'un tiers",
        final={
            "success": "fin : succès",
            "partial": "fin : succès partiel",
            "refused": "fin : refus",
            "abandoned": "fin : abandon",
            "unreachable": "fin : personne injoignable",
            "referred": "fin : relais",
            "out_of_scope": "fin : hors champ",
            "deceased": "fin : décès",
        },
        current="étape actuelle",
        done="étape passée",
        back="retour",
        legend="Légende",
        everywhere="De toute étape",
        but="sauf",
        from_states="De",
        colon="\u00a0: ",
        comma=", ",
        returns="l'étape d'avant",
        in_place="Sans changer d'étape",
        cases="dossiers ouverts",
    ),
    "ar": Words(
        task="مرحلة للإنجاز",
        wait="انتظار طرف آخر",
        final={
            "success": "نهاية: نجاح",
            "partial": "نهاية: نجاح جزئي",
            "refused": "نهاية: رفض",
            "abandoned": "نهاية: تخل",
            "unreachable": "نهاية: تعذر الاتصال",
            "referred": "نهاية: إحالة",
            "out_of_scope": "نهاية: خارج النطاق",
            "deceased": "نهاية: وفاة",
        },
        current="المرحلة الحالية",
        done="مرحلة منجزة",
        back="رجوع",
        legend="مفتاح الرسم",
        everywhere="من كل مرحلة",
        but="باستثناء",
        from_states="من",
        colon=": ",
        comma="، ",
        returns="المرحلة السابقة",
        in_place="دون تغيير المرحلة",
        cases="الملفات المفتوحة",
    ),
    "en": Words(
        task="step to do",
        wait="waiting for others",
        final={
            "success": "end: success",
            "partial": "end: partial success",
            "refused": "end: refused",
            "abandoned": "end: given up",
            "unreachable": "end: out of reach",
            "referred": "end: referred",
            "out_of_scope": "end: out of scope",
            "deceased": "end: death",
        },
        current="current step",
        done="step passed",
        back="way back",
        legend="Key",
        everywhere="From any step",
        but="but",
        from_states="From",
        colon=": ",
        comma=", ",
        returns="the step before",
        in_place="Without leaving the step",
        cases="open cases",
    ),
}
