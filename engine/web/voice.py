"""A voice."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace

from engine.commands.phrases import phrase
from engine.core.definition import Language


class Voice:
    """Says the house's sentences in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.glyphs = SimpleNamespace(dash="—", leads="→")

    def say(self, name: str, *holes: object) -> str:
        return phrase(name, self.language, *holes)

    def listed(self, items: Iterable[str]) -> str:
        return " ; ".join(items)

    def enumerated(self, items: Iterable[str]) -> str:
        return ("، " if self.language == "ar" else ", ").join(items)
