"""Why two records may be one person's: what is the same in them, and what nearly is, in words for whoever decides."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from engine.core.definition import Text
from engine.core.names import likeness

REASONS: Mapping[str, Text] = {
    "same_name": Text("même nom", "نفس الاسم", "same name"),
    "other_accents": Text("même nom, aux accents près", "نفس الاسم دون علامات الشكل", "same name, accents apart"),
    "other_letters": Text(
        "même nom, dans l'autre alphabet", "نفس الاسم بالحروف الأخرى", "same name, in the other alphabet"
    ),
    "same_sound": Text(
        "se prononce pareil, s'écrit autrement", "نفس النطق بكتابة مختلفة", "sounds the same, spelt otherwise"
    ),
    "near_sound": Text("nom proche", "اسم مشابه", "near name"),
    "same_birth": Text("même date de naissance", "نفس تاريخ الازدياد", "same date of birth"),
    "swapped_birth": Text(
        "date de naissance au jour et au mois échangés",
        "تاريخ الازدياد بتبديل اليوم والشهر",
        "date of birth with day and month swapped",
    ),
    "same_year": Text("même année de naissance", "نفس سنة الازدياد", "same year of birth"),
    "other_birth": Text("né(e) une autre année", "سنة ازدياد مختلفة", "born in another year"),
}
"In the order in which they are told."

_YEAR = 4
_SURE = 0.999


def resemblance(asked: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes of `REASONS` that hold between what was given of somebody and what is known of somebody."""
    return tuple(filter(None, (_of_names(asked, known), _of_births(asked, known))))


def _of_names(asked: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    pairs = [(one, other) for one in _names(asked) for other in _names(known)]
    if any(_bare(one) == _bare(other) for one, other in pairs):
        return "same_name"
    if any(_unmarked(one) == _unmarked(other) for one, other in pairs):
        return "other_accents"
    alike = [(likeness(one, other), is_arabic(one) != is_arabic(other)) for one, other in pairs]
    sure = {across for closeness, across in alike if closeness > _SURE}
    if sure:
        return "same_sound" if False in sure else "other_letters"
    return "near_sound" if alike else ""


def _of_births(asked: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    days = str(asked.get("birth_date") or ""), str(known.get("birth_date") or "")
    if all(days):
        if days[0] == days[1]:
            return "same_birth"
        year, month, day = days[0].split("-")
        if days[1] == f"{year}-{day}-{month}":
            return "swapped_birth"
    years = [str(each.get("birth_date") or each.get("birth_year") or "")[:_YEAR] for each in (asked, known)]
    if not all(years):
        return ""
    return "same_year" if years[0] == years[1] else "other_birth"


def _names(data: Mapping[str, Any]) -> Iterator[str]:
    return (str(data[name]) for name in ("name", "name_ar") if data.get(name))


def _bare(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _unmarked(name: str) -> str:
    """Its letters, without what is written above or below them."""
    return "".join(each for each in unicodedata.normalize("NFKD", _bare(name)) if unicodedata.category(each) != "Mn")


def is_arabic(name: str) -> bool:
    """Whether a name is written in Arabic letters, in part at least."""
    return any("\u0600" <= each <= "\u06ff" for each in name)
