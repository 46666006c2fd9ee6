"""What French-speaking editors write in place of the language's own forms, and what they meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from engine.reader.shapes import DAY_PATTERN
from engine.reader.spelling import ascii_form

_DAY = re.compile(DAY_PATTERN)
_FRENCH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_FRENCH_DURATION = re.compile(
    r"(\d{1,4})\s*(jours?|j|ans?|années?|mois|semaines?|heures?|h|days?|weeks?|months?|years?|hours?)\s*"
    r"(ouvrables?|ouvrés?|francs?)?\.?",
    re.IGNORECASE,
)
_ENGLISH_UNITS = {"j": "days", "d": "days", "a": "years", "y": "years", "m": "months", "h": "hours"}
_KEYS: Mapping[str, str] = {
    "etapes": "states",
    "etats": "states",
    "pieces": "documents",
    "donnees": "fields",
    "echeances": "deadlines",
    "alertes": "alerts",
    "toujours": "invariants",
    "titre": "title",
    "intitule": "title",
    "libelle": "label",
    "consigne": "prompt",
    "vers": "to",
    "si": "when",
    "condition": "when",
    "sinon": "otherwise",
    "depuis": "from",
    "sauf": "except",
    "delai": "within",
    "base_legale": "basis",
    "demander": "ask",
    "exige": "requires",
    "on": "actions",
    "transitions": "actions",
}
"What an editor writes in place of a key → the key."


def is_day(text: str) -> bool:
    """Whether the text is a date that exists, in the form 2026-11-01."""
    if not text.isascii() or not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def day_meant(text: str) -> str | None:
    """The ISO form of a date written « 01/11/2026 »; None when it isn't one."""
    found = _FRENCH_DAY.fullmatch(text)
    good = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else ""
    return good if is_day(good) else None


def duration_meant(text: str) -> str | None:
    """A duration written in French, in the words of the language; None when it isn't one."""
    found = _FRENCH_DURATION.fullmatch(text.strip())
    if not found:
        return None
    amount, unit, kind = int(found[1]), found[2].lower(), (found[3] or "").lower()
    if unit[0] in "sw":
        amount, unit = amount * 7, "j"
    word = _ENGLISH_UNITS[unit[0]]
    if word == "days":
        word = {"o": "working days", "f": "clear days"}.get(kind[:1], "days")
    return f"{amount} {word}"


def key_meant(word: str) -> str | None:
    """The key that a French word stands for: « étapes » gives « states »."""
    return _KEYS.get(ascii_form(word))
