"""The words that sheets share in each language: dates, counts, states of a paper, and what stands in the margins.

Moroccan usage: Arabic months are those of the Moroccan administration (« نونبر »), digits are Latin in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

PrintLanguage = Literal["fr", "ar"]
LANGUAGES: tuple[PrintLanguage, ...] = ("fr", "ar")

WATERMARK = "FICTIF — جلسة تدريب"
"On every sheet of a training database, in both languages at once: whoever finds it must understand."

_MONTHS: Mapping[PrintLanguage, tuple[str, ...]] = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "ar": (
        *("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو"),
        *("يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"),
    ),
}


def day_in_words(day: date, language: PrintLanguage) -> str:
    """« 22 novembre 2026 », « 1er décembre 2026 », « 22 نونبر 2026 »."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[language][day.month - 1]} {day.year}"


_WEEKDAYS: Mapping[PrintLanguage, tuple[str, ...]] = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
}


def whole_day_in_words(day: date, language: PrintLanguage) -> str:
    """With the day of the week, for whoever counts in weeks: « mardi 1er décembre 2026 », « الثلاثاء 1 دجنبر 2026 »."""
    return f"{_WEEKDAYS[language][day.weekday()]} {day_in_words(day, language)}"


@dataclass(frozen=True, slots=True)
class Counted:
    """The forms a counted noun takes; French uses the first and the last, Arabic all of them."""

    one: str
    two: str
    few: str
    "Three to ten (and 103 to 110…)."
    many: str
    "Eleven to ninety-nine (and 111…)."
    other: str
    "Hundreds, and whatever is left."


_DAYS: Mapping[PrintLanguage, Counted] = {
    "fr": Counted("{} jour", "{} jours", "{} jours", "{} jours", "{} jours"),
    "ar": Counted("يوم واحد", "يومان", "{} أيام", "{} يوما", "{} يوم"),
}
_COPIES: Mapping[PrintLanguage, Counted] = {
    "fr": Counted("{} copie", "{} copies", "{} copies", "{} copies", "{} copies"),
    "ar": Counted("نسخة واحدة", "نسختان", "{} نسخ", "{} نسخة", "{} نسخة"),
}


_FEW = range(3, 11)
_MANY = range(11, 100)


def _counted(number: int, forms: Counted, language: PrintLanguage) -> str:
    if language == "fr":
        return (forms.one if number in (-1, 0, 1) else forms.other).format(number)
    match number:
        case 1:
            form = forms.one
        case 2:
            form = forms.two
        case _ if number % 100 in _FEW:
            form = forms.few
        case _:
            form = forms.many if number % 100 in _MANY else forms.other
    return form.format(number)


def days_in_words(number: int, language: PrintLanguage) -> str:
    """« 25 jours », « يومان », « 25 يوما »."""
    return _counted(number, _DAYS[language], language)


def copies_in_words(number: int, language: PrintLanguage) -> str:
    """« 2 copies », « نسختان »."""
    return _counted(number, _COPIES[language], language)


CONFIDENCE: Mapping[PrintLanguage, Mapping[str, str]] = {
    "fr": {"sourced": "source lue", "common_knowledge": "d'usage, source à lire", "to_validate": "à valider"},
    "ar": {
        "sourced": "مصدر مقروء",
        "common_knowledge": "معمول به، مصدره لم يقرأ بعد",
        "to_validate": "في انتظار التأكيد",
    },
}
STATUS: Mapping[PrintLanguage, Mapping[str, str]] = {
    "fr": {
        "missing": "à apporter",
        "requested": "demandée",
        "received": "remise",
        "verified": "remise et vérifiée",
        "rejected": "à refaire",
        "waived": "dispensée",
    },
    "ar": {
        "missing": "مطلوبة",
        "requested": "طلبت",
        "received": "سلمت",
        "verified": "سلمت وتم التحقق منها",
        "rejected": "تعاد",
        "waived": "معفى منها",
    },
}


@dataclass(frozen=True, slots=True)
class Margins:
    """What the margins of a sheet say, in one language."""

    desk: str
    "Before the name of the commune."
    case: str
    definition: str
    page: str
    "With two `{}`: this page, and how many there are."
    draft: str


MARGINS: Mapping[PrintLanguage, Margins] = {
    "fr": Margins(
        desk="BAOM ·",
        case="Dossier",
        definition="Parcours",
        page="page {} sur {}",
        draft="Contenu du parcours à valider par M&D",
    ),
    "ar": Margins(
        desk="مكتب استقبال وتوجيه المهاجرين ·",
        case="ملف",
        definition="مسار",
        page="صفحة {} من {}",
        draft="مضمون المسار في انتظار مصادقة M&D",
    ),
}

DIGEST_SHOWN = 12
"Characters of a definition's digest on paper: enough to tell versions apart by eye."
