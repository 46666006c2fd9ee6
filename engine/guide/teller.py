"""What every part of the guide says alike: titles, conditions, durations, and the sources that something rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.core.calendar import Duration
from engine.core.days import duration_in_words
from engine.core.definition import Confidence, Definition, Language, Source, Text
from engine.core.territory import Territory
from engine.core.wording import CONFIDENCES
from engine.guide import book
from engine.guide.book import Node
from engine.guide.conditions import condition_in_words
from engine.guide.words import WORDS

_ORDER: tuple[Confidence, ...] = ("sourced", "common_knowledge", "to_validate")


def said(name: str, language: Language, *holes: object) -> str:
    """The guide's own words, their holes filled."""
    return WORDS[name].of(language).format(*holes)


def confidence_tag(confidence: Confidence, language: Language) -> tuple[Node, ...]:
    """How sure a fact is, beside it; nothing of what a source was read for."""
    if confidence == "sourced":
        return ()
    return (book.text(" "), book.tag(CONFIDENCES[confidence].of(language), confidence))


@dataclass(frozen=True, slots=True)
class Around:
    """What stands round the pathways of a guide."""

    territory: Territory
    forms: Mapping[str, Text]
    "Form → its title."
    pathways: Mapping[str, Text]
    "Pathway → its title."
    numbers: Mapping[Source, int]
    "Each source's number in the whole guide."
    alike: Mapping[str, frozenset[object]] = field(default_factory=dict)
    "Section → what is told once for all pathways (`engine.guide.common`), and not again in the chapter of each."


@dataclass(frozen=True, slots=True)
class Teller:
    """One pathway being told in a language."""

    definition: Definition
    language: Language
    around: Around

    def say(self, name: str, *holes: object) -> str:
        """As `said`."""
        return said(name, self.language, *holes)

    def of(self, text: Text) -> str:
        """A text of the pathway."""
        return text.of(self.language)

    def listed(self, words: Iterable[str]) -> str:
        """Things one after the other."""
        return self.say("comma").join(words)

    def lasting(self, duration: Duration) -> str:
        """A length of time in words."""
        return duration_in_words(duration, self.language)

    def condition(self, condition: str) -> str:
        """A condition in words."""
        return condition_in_words(self.definition, condition, self.around.territory, self.language)

    def labelled(self, name: str, *after: Node) -> Node:
        """A line that begins by what it is about."""
        return book.para(book.strong(self.say(name)), book.text(" "), *after, mark="line")

    def forms(self, names: Iterable[str]) -> str:
        """Sheets and letters by their titles."""
        return self.listed(self._titled(self.around.forms, name) for name in names)

    def pathways(self, names: Iterable[str]) -> str:
        """Pathways by their titles."""
        return self.listed(self._titled(self.around.pathways, name) for name in names)

    def _titled(self, titles: Mapping[str, Text], name: str) -> str:
        return titles[name].of(self.language) if name in titles else name

    def bases(self, names: Iterable[str]) -> tuple[Node, ...]:
        """What a fact rests on, numbers under how sure they are; nothing where the pathway names nothing."""
        by_confidence: dict[Confidence, list[Source]] = {}
        for name in names:
            source = self.definition.sources[name]
            by_confidence.setdefault(source.confidence, []).append(source)
        if not by_confidence:
            return ()
        inlines: list[Node] = [book.text(self.say("bases"))]
        for confidence in _ORDER:
            for source in by_confidence.get(confidence, ()):
                inlines += [book.text(" "), self._ref(source)]
            if confidence in by_confidence:
                inlines += confidence_tag(confidence, self.language)
        return (book.para(*inlines, mark="bases"),)

    def reference(self, source: Source) -> Node:
        """A source in one line: its number, its title, how sure it is."""
        title = book.text(f" {self.of(source.title)}")
        return book.para(self._ref(source), title, *confidence_tag(source.confidence, self.language))

    def _ref(self, source: Source) -> Node:
        number = self.around.numbers[source]
        return Node("ref", text=str(number), mark=source.confidence, target=f"sources#s{number}")
