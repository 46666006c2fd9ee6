"""Days as people say them: « mardi 1er décembre 2026, dans 25 jours », in French, Arabic and English.

Moroccan usage: Arabic months are those of the Moroccan administration (« نونبر »), digits are Latin everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from engine.core.appointments import day_part, time_part
from engine.core.calendar import Duration, Unit
from engine.core.definition import Language

_WEEKDAYS: Mapping[Language, tuple[str, ...]] = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: Mapping[Language, tuple[str, ...]] = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "ar": (
        *("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو"),
        *("يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_NEAR: Mapping[Language, Mapping[int, str]] = {
    "fr": {-1: "hier", 0: "aujourd'hui", 1: "demain"},
    "ar": {-1: "أمس", 0: "اليوم", 1: "غدا"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
_AHEAD: Mapping[Language, str] = {"fr": "dans {}", "ar": "بعد {}", "en": "in {}"}
_BEHIND: Mapping[Language, str] = {"fr": "il y a {}", "ar": "منذ {}", "en": "{} ago"}
_LEFT: Mapping[Language, str] = {"fr": "encore {}", "ar": "بقي {}", "en": "{} left"}
_LAST: Mapping[Language, str] = {"fr": "dernier jour", "ar": "آخر يوم", "en": "last day"}
_LATE: Mapping[Language, str] = {"fr": "dépassée de {}", "ar": "متأخر بـ {}", "en": "{} late"}

_MONTH = 365.25 / 12
_SAID_IN_DAYS, _SAID_IN_MONTHS = 120, 24
_FEW = range(3, 11)
_MANY = range(11, 100)


def day_in_words(day: date, language: Language) -> str:
    """« 22 novembre 2026 », « 1er décembre 2026 », « 22 نونبر 2026 »."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[language][day.month - 1]} {day.year}"


_AT: Mapping[Language, str] = {"fr": "{} à {} h {:02}", "ar": "{} على الساعة {}:{:02}", "en": "{} at {}:{:02}"}
_ON_THE_HOUR: Mapping[Language, str] = {"fr": "{} à {} h", "ar": "{} على الساعة {}:00", "en": "{} at {}:00"}


def moment_in_words(value: str, language: Language) -> str:
    """A date or a moment, ISO text: « 30 novembre 2026 », « 30 novembre 2026 à 9 h 30 »."""
    day, at = day_in_words(date.fromisoformat(day_part(value)), language), time_part(value)
    if at is None:
        return day
    return (_AT if at.minute else _ON_THE_HOUR)[language].format(day, at.hour, at.minute)


def weekday_in_words(day: date, language: Language) -> str:
    """« mardi 1er décembre 2026 »."""
    comma = "، " if language == "ar" else ", " if language == "en" else " "
    return f"{_WEEKDAYS[language][day.weekday()]}{comma}{day_in_words(day, language)}"


def days_in_words(number: int, language: Language) -> str:
    """« 25 jours », « يومان », « 25 يوما », « 1 day »; the sign is left out."""
    return duration_in_words(Duration(abs(number), "days"), language)


def _span_in_words(days: int, language: Language) -> str:
    """A distance as one says it: in days up to four months, then in whole months, then in whole years."""
    days = abs(days)
    if days <= _SAID_IN_DAYS:
        return days_in_words(days, language)
    months = int(days / _MONTH)
    span = Duration(months, "months") if months < _SAID_IN_MONTHS else Duration(months // 12, "years")
    return duration_in_words(span, language)


_FRENCH: Mapping[Unit, tuple[str, str]] = {
    "hours": ("heure", "heures"),
    "days": ("jour", "jours"),
    "clear_days": ("jour franc", "jours francs"),
    "working_days": ("jour ouvrable", "jours ouvrables"),
    "months": ("mois", "mois"),
    "years": ("an", "ans"),
}
_ARABIC: Mapping[Unit, tuple[str, str, str, str, str]] = {
    "hours": ("ساعة واحدة", "ساعتين", "ساعات", "ساعة", "ساعة"),
    "days": ("يوم واحد", "يومين", "أيام", "يوما", "يوم"),
    "clear_days": ("يوم كامل واحد", "يومين كاملين", "أيام كاملة", "يوما كاملا", "يوم كامل"),
    "working_days": ("يوم عمل واحد", "يومي عمل", "أيام عمل", "يوم عمل", "يوم عمل"),
    "months": ("شهر واحد", "شهرين", "أشهر", "شهرا", "شهر"),
    "years": ("سنة واحدة", "سنتين", "سنوات", "سنة", "سنة"),
}
"One, two, a few (3 to 10), many (11 to 99), hundreds and none."


def duration_in_words(duration: Duration, language: Language) -> str:
    """« 12 jours ouvrables », « شهرين », « 2 working days »."""
    count = duration.amount
    if language == "en":
        return str(duration).replace("_", " ")
    if language == "ar":
        return _in_arabic(count, *_ARABIC[duration.unit])
    one, several = _FRENCH[duration.unit]
    return f"{count} {one if count <= 1 else several}"


def _in_arabic(count: int, one: str, two: str, few: str, many: str, hundreds: str) -> str:
    match count:
        case 1:
            return one
        case 2:
            return two
        case _ if count % 100 in _FEW:
            return f"{count} {few}"
        case _ if count % 100 in _MANY:
            return f"{count} {many}"
        case _:
            return f"{count} {hundreds}"


def distance_in_words(days: int, language: Language) -> str:
    """How far a day is from today: « dans 25 jours », « demain », « il y a 3 jours »."""
    near = _NEAR[language].get(days)
    if near is not None:
        return near
    return (_AHEAD if days > 0 else _BEHIND)[language].format(_span_in_words(days, language))


def rest_in_words(days_left: int, language: Language) -> str:
    """What is left of a delay: « encore 25 jours », « dernier jour », « dépassée de 3 jours »."""
    if days_left == 0:
        return _LAST[language]
    return (_LEFT if days_left > 0 else _LATE)[language].format(_span_in_words(days_left, language))
