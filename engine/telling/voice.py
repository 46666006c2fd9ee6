"""Who tells: a language, and how several things are said in one sentence. A terminal, a page or a letter has one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.core.days import moment_in_words
from engine.core.definition import Language
from engine.core.values import DATED
from engine.core.wording import isolated
from engine.telling.words import TELLING, filled

Part = Mapping[str, Any]
"An event, or another object of the JSON answer."
_BETWEEN: Mapping[Language, str] = {"fr": " ; ", "ar": "؛ ", "en": "; "}


@dataclass(frozen=True, slots=True)
class Voice:
    """A language, with the marks that what shows it can write."""

    language: Language
    dash: str = "—"
    leads: str = "→"
    "From what was to what is, in the direction of reading."

    def say(self, name: str, *holes: object) -> str:
        """One of the sentences of a history."""
        return filled(TELLING[name], self.language, *holes)

    def listed(self, items: Iterable[str]) -> str:
        """Several things in one sentence."""
        return _BETWEEN[self.language].join(items)

    def enumerated(self, items: Iterable[str]) -> str:
        """Several names in one sentence."""
        return ("، " if self.language == "ar" else ", ").join(items)


def voice_of(language: Language) -> Voice:
    """The voice of what can write every mark: a page, a sheet."""
    return Voice(language, leads="←" if language == "ar" else "→")


def value_in_words(voice: Voice, each: Part, communes: Mapping[str, str]) -> str:
    """A known value as a person reads it; of an erased person, a dash."""
    value = each["value"]
    if value is None:
        return voice.dash
    if isinstance(value, bool):
        return {"fr": ("non", "oui"), "ar": ("لا", "نعم"), "en": ("no", "yes")}[voice.language][value]
    if isinstance(value, list):
        return ", ".join(str(each["options"].get(one, one)) for one in value)
    if each["type"] in DATED:
        return isolated(moment_in_words(value, voice.language), voice.language)
    names = communes if each["type"] == "commune" else each["options"]
    return isolated(str(names.get(value, value)), voice.language)
