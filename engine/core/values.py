"""Values as people give them: cleaned, typed, and within the bounds that the pathway declares."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.core.appointments import day_part, moment_of
from engine.core.decision import Reason
from engine.core.definition import Field

MAX_TEXT = 2000
MAX_SAID = 4000
"Characters of a note or a reason: a page; longer is a narrative, which no case keeps."
MAX_WORD = 60
"Characters of a name to sign with, of a language, of a receipt's number: they stand on one line."
FIRST_DAY, LAST_DAY = "1850-01-01", "2199-12-31"
"Days that a field can hold: beyond, a year was mistyped, and a clock could run out of the calendar."
DATED = ("date", "moment")
"Types of field whose value holds a day."
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"Embeddings, overrides and isolates: they make a name read as another one."
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"Letters and signs that show nothing: Hangul fillers, the empty Braille cell."


def clean_text(text: str) -> str:
    """The text in NFC, without control characters or bidi overrides; joiners (ZWNJ, ZWJ) stay, names need them."""
    if text.isprintable():
        # No control character, nothing that embeds or overrides: those are never printable, letters and signs are.
        return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()
    kept = "".join(
        character
        for character in text
        if character == "\n" or (unicodedata.category(character) not in ("Cc", "Cs") and character not in _BIDI)
    )
    # Composed last: a letter and its accent may have stood apart.
    return unicodedata.normalize("NFC", kept).strip()


def one_line(text: str) -> str:
    """The text cleaned, on one line: what breaks a line means something in a calendar file and in a letter's head."""
    return " ".join(clean_text(text).splitlines())


def as_kept(field: Field, value: Any) -> Any:
    """A given value as it would be kept: text cleaned, a moment in its one form; what is wrong stays as it came."""
    if not isinstance(value, str):
        return value
    text = clean_text(value)
    return (moment_of(text) or text) if field.type == "moment" else text


def is_visible(text: str) -> bool:
    """Whether at least one character can be seen; a name made of joiners and blanks names nobody."""
    if text.isascii() and text.isprintable():
        return bool(text.strip())
    return any(unicodedata.category(character)[0] in "LNPS" and character not in _BLANK_LETTERS for character in text)


def value_reason(field: Field, value: Any, today: date, known: Mapping[str, Any]) -> Reason | None:
    """Why a value can't be recorded in a field; None when it can. Dates are ISO text, choices their identifiers."""
    expected = _EXPECTED[field.type]
    if not _fits(field, value):
        return _bad(field, value, expected)
    if field.type in DATED:
        day = day_part(value)
        for word, is_last in ((field.not_after, True), (field.not_before, False)):
            bound = _bound(word, today, known)
            if bound is not None and (day > bound if is_last else day < bound):
                return _bad(field, value, "date_after" if is_last else "date_before", bound=bound)
    if field.type == "integer":
        if field.minimum is not None and value < field.minimum:
            return _bad(field, value, "minimum", bound=field.minimum)
        if field.maximum is not None and value > field.maximum:
            return _bad(field, value, "maximum", bound=field.maximum)
    return None


_EXPECTED = {
    "text": "text",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
    "moment": "moment",
    "choice": "option",
    "choices": "options",
    "commune": "commune",
    "country": "country",
}


def _bad(field: Field, value: Any, expected: str, **details: Any) -> Reason:
    shown = value if field.data_class == "plain" or field.type in (*DATED, "integer", "boolean") else ""
    return Reason(
        "bad_value",
        field.id,
        {"label": field.label, "value": shown, "expected": expected, "options": field.options, **details},
    )


def _fits(field: Field, value: Any) -> bool:
    match field.type:
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53
        case "date":
            return is_iso_date(value) and FIRST_DAY <= value <= LAST_DAY
        case "moment":
            return isinstance(value, str) and moment_of(value) == value and FIRST_DAY <= day_part(value) <= LAST_DAY
        case "choice":
            return _is_option(field, value)
        case "choices":
            return isinstance(value, list) and bool(value) and all(_is_option(field, each) for each in value)
        case _:
            return isinstance(value, str) and 0 < len(value) <= MAX_TEXT and is_visible(value)


def _is_option(field: Field, value: Any) -> bool:
    return isinstance(value, str) and value in field.options


def is_iso_date(value: Any) -> bool:
    """Whether a value is a day written year-month-day."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _bound(word: str | None, today: date, known: Mapping[str, Any]) -> str | None:
    if word is None:
        return None
    if word == "now":
        return today.isoformat()
    bound = word if is_iso_date(word) else known.get(word)
    # The other field may come with the same demand, and be refused itself.
    day = day_part(bound) if isinstance(bound, str) else bound
    return day if is_iso_date(day) else None


def is_word(text: str) -> bool:
    """Whether a text is one short line that everybody sees as it is: nothing to clean, nothing unseen."""
    return 0 < len(text) <= MAX_WORD and clean_text(text) == text and "\n" not in text and is_visible(text)
