"""What the engine itself says, in French, Arabic and English: refusals with their remedy, alerts, names of statuses.

The sentences stand in `engine.core.sentences`; here their holes are filled with what comes with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from engine.core.calendar import Duration
from engine.core.days import day_in_words, duration_in_words
from engine.core.decision import Reason
from engine.core.definition import Language, Text
from engine.core.events import PROGRAM
from engine.core.page_sentences import PAGE_CONDITION, PAGE_EXPECTED, PAGE_REASONS
from engine.core.refusals.translations import translated
from engine.core.sentences import ALERTS, EXPECTED, REASONS
from engine.core.values import is_iso_date
from engine.errors import EngineError, Problem, Said

_FSI, _PDI = "\u2068", "\u2069"

STATUSES: Mapping[str, Text] = {
    "missing": Text("à obtenir", "مطلوبة", "missing"),
    "requested": Text("demandée", "تم طلبها", "requested"),
    "received": Text("reçue", "مستلمة", "received"),
    "verified": Text("vérifiée", "متحقق منها", "verified"),
    "rejected": Text("refusée", "مرفوضة", "rejected"),
    "waived": Text("dispensée", "معفى منها", "waived"),
}
CONFIDENCES: Mapping[str, Text] = {
    "sourced": Text("sourcé", "موثق", "sourced"),
    "common_knowledge": Text("connu, sans source lue", "معروف، بدون مصدر مقروء", "known, no source read"),
    "to_validate": Text("à valider", "للتأكيد", "to be validated"),
}
ROLES: Mapping[str, Text] = {
    "agent": Text("agent", "العون", "agent"),
    "supervisor": Text("superviseur", "المشرف", "supervisor"),
    "editor": Text("éditeur de M&D", "محرر M&D", "M&D editor"),
    "auditor": Text("auditeur", "المدقق", "auditor"),
    "admin": Text("administrateur", "المسير", "administrator"),
    "system": Text("système", "النظام", "system"),
}
OUTCOMES: Mapping[str, Text] = {
    "success": Text("succès", "ناجح", "success"),
    "partial": Text("succès partiel", "ناجح جزئيا", "partial"),
    "refused": Text("refus", "رفض", "refused"),
    "abandoned": Text("abandon", "تخل", "abandoned"),
    "unreachable": Text("injoignable", "تعذر الاتصال", "unreachable"),
    "referred": Text("relais externe", "إحالة", "referred"),
    "out_of_scope": Text("hors compétence", "خارج الاختصاص", "out of scope"),
    "deceased": Text("décès", "وفاة", "death"),
}
_CONDITION = Text("Condition non remplie : {text}", "شرط غير مستوفى: {text}", "Condition not met: {text}")
_NO_BRANCH = Text(
    "Aucune des suites prévues ne convient à ce dossier.",
    "لا يناسب هذا الملف أي من المسارات المتوقعة.",
    "None of the planned ways fits this case.",
)
_SYSTEM = Text("le système", "النظام", "the system")
_NONE = Text("rien", "لا شيء", "nothing")
_MEANT = Text(" Vouliez-vous dire « {word} » ?", " هل تقصد «{word}»؟", " Did you mean “{word}”?")


def isolated(text: str, language: Language) -> str:
    """A value set apart in a right-to-left sentence, so that its own direction doesn't disturb it."""
    return f"{_FSI}{text}{_PDI}" if language == "ar" and text else text


def who(login: str, language: Language) -> str:
    """Who signs something, in a sentence: an account by its login, and what the program did as the system's."""
    return _SYSTEM.of(language) if login == PROGRAM else login


def say(reason: Reason, language: Language, *, on_page: bool = False) -> tuple[str, str]:
    """(message, what unlocks it) for one reason; on a page, without what is for a terminal: options, identifiers."""
    message, unlock = REASONS[reason.code]
    if on_page:
        own = PAGE_REASONS.get(reason.code, (None, None))
        message, unlock = own[0] or message, own[1] or unlock
    holes = _holes(reason, language, on_page=on_page)
    return message.of(language).format_map(holes), unlock.of(language).format_map(holes)


def tell(error: EngineError, language: Language) -> tuple[str, str]:
    """(message, remedy) of an error."""
    message, remedy = (tell_said(said, language) for said in error.said)
    return message.strip(), remedy


def tell_said(said: Said, language: Language) -> str:
    """A sentence in a language, its holes filled; in French where nobody has said it in another yet."""
    if language == "fr":
        return str(said)
    text = translated(said.text, language)
    return text.format_map({name: _told(value, language) for name, value in said.holes.items()}) if said.holes else text


def finding_told(found: Problem, language: Language) -> dict[str, str | int]:
    """A finding as a machine reads it, its sentences in a language."""
    message, remedy = (tell_said(part, language) for part in found.said)
    return {**found.view, "message": message, "remedy": remedy}


def _told(value: object, language: Language) -> str:
    match value:
        case Said():
            return tell_said(value, language)
        case tuple() if not isinstance(value, Text):
            return ("؛ " if language == "ar" else "; ").join(_told(each, language) for each in value)
        case _:
            return _written("", value, language)


def _holes(reason: Reason, language: Language, *, on_page: bool) -> dict[str, str]:
    details = reason.details
    holes = {"what": _written("what", reason.what, language), "nearest": ""}
    for name, value in details.items():
        holes[name] = _titled(value, language) if on_page and name in _NAMED else _written(name, value, language)
    # What is open here comes first; a misspelt action may be one of another step.
    for known in (details.get("here"), details.get("known")):
        if known and (close := get_close_matches(reason.what, list(known), n=1)):
            holes["nearest"] = _MEANT.of(language).format(word=isolated(close[0], language))
            break
    if reason.code == "condition_false":
        otherwise = details.get("otherwise")
        if not otherwise:
            text = details.get("text")
            condition = _CONDITION.of(language).format(text=isolated(text, language)) if text else ""
            if condition and on_page:
                condition = PAGE_CONDITION.of(language)
            holes["otherwise"] = condition or _NO_BRANCH.of(language)
    if reason.code == "bad_value":
        value = details.get("value")
        holes["shown"] = "" if value in ("", None) else f" : « {isolated(str(value), language)} »"
        expected = (PAGE_EXPECTED if on_page else {}).get(details["expected"]) or EXPECTED[details["expected"]]
        holes["expected"] = expected.of(language).format_map(holes)
    if reason.code == "role_refused":
        holes["what"] = ROLES[reason.what].of(language) if reason.what in ROLES else reason.what
    return holes


def _titled(value: Any, language: Language) -> str:
    """Named things by their titles alone; one that has none stays what it is."""
    titles = value.values() if isinstance(value, Mapping) else value
    return _listed([_written("", each, language) for each in titles], language)


def _written(name: str, value: Any, language: Language) -> str:
    """One hole, filled: texts in the language, lists joined, days in words, things as « identifier (title) »."""
    match value:
        case Text() if value.ar:
            return value.of(language)
        case Text():
            return isolated(value.of(language), language)
        case Mapping() if name in _NAMED:
            items = [
                f"{isolated(key, language)} ({_written('', title, language)})"
                if isinstance(title, Text)
                else isolated(key, language)
                for key, title in value.items()
            ]
            return _listed(items, language)
        case tuple() | list():
            words = [_written(name, ROLES.get(word, word) if name == "roles" else word, language) for word in value]
            return _listed(words, language)
        case date():
            return isolated(day_in_words(value, language), language)
        case Duration():
            return duration_in_words(value, language)
        case str() if name in _DAYS and is_iso_date(value):
            return isolated(day_in_words(date.fromisoformat(value), language), language)
        case _:
            return isolated(str(value), language)


_NAMED = frozenset(("here", "known", "lets", "options"))
"Holes filled with named things."
_DAYS = frozenset(("today", "opened", "bound", "since", "what"))
"Holes that may be a day."
_LINE = 12
"Names that a sentence lists."


def _listed(words: Sequence[str], language: Language) -> str:
    """Each once, a line's worth; « rien » when there is none."""
    once = list(dict.fromkeys(words))
    comma = "، " if language == "ar" else ", "
    return comma.join(once[:_LINE]) + ("…" if len(once) > _LINE else "") or _NONE.of(language)


def say_alert(identifier: str, details: Mapping[str, Any], language: Language) -> str:
    """The words of an alert that the engine raises itself, such as `overdue:declaration` or `forced`."""
    sentence = ALERTS[identifier.partition(":")[0]].of(language)
    return sentence.format_map({name: _written(name, value, language) for name, value in details.items()})
