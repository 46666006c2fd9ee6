"""The methodological guide: the pathways of the referential told in a language, from the opening page to the sources.

Made from what the desks follow, by functions alone: the same pathways, offices and day give the same book. It knows no
case and no person, and says no fact that isn't in a pathway, a catalogue or the territory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256

from engine.core.days import day_in_words
from engine.core.definition import Confidence, Definition, Language, Source, Text
from engine.core.examined import all_actions
from engine.core.territory import Territory
from engine.core.wording import CONFIDENCES, isolated
from engine.guide import book
from engine.guide.annexes import offices_chapter, sources_chapter
from engine.guide.book import Book, Chapter, Node
from engine.guide.common import common_chapter, told_alike
from engine.guide.pathway import SECTIONS, SHOWN, chapter
from engine.guide.teller import Around, Teller, said

_CONFIDENCES: tuple[Confidence, ...] = ("sourced", "common_knowledge", "to_validate")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a guide is made from."""

    definitions: Sequence[Definition]
    territory: Territory
    forms: Mapping[str, Text]
    "Form → its title."
    remark: str = ""
    "What every footer says besides: that a training base is none to rely on."


def guide_of(
    matter: Matter, diagrams: Mapping[str, str], language: Language, day: date, other: Language | None = None
) -> Book:
    """The guide of some pathways; `diagrams`: pathway → it drawn in this language; `other`: the guide's other one."""
    ordered, territory = reading_order(matter.definitions), matter.territory
    users: dict[Source, list[Text]] = {}
    for definition in ordered:
        for source in definition.sources.values():
            users.setdefault(source, []).append(definition.title)
    numbers = {source: number for number, source in enumerate(users, 1)}
    around = Around(territory, matter.forms, {each.process: each.title for each in ordered}, numbers)
    alike = told_alike([Teller(each, language, around) for each in ordered], SECTIONS)
    around = replace(around, alike={name: frozenset(those) for name, those in alike.items()})
    pathways = [chapter(Teller(each, language, around), diagrams[each.process]) for each in ordered]
    annexes = [
        *([common_chapter(alike, language)] if alike else []),
        offices_chapter(ordered, territory, language),
        sources_chapter(numbers, users, language),
    ]
    digest = guide_digest(ordered, territory)
    footer = said("made", language, isolated(digest[:SHOWN], language), isolated(day_in_words(day, language), language))
    return Book(
        language=language,
        title=said("title", language),
        subtitle=said("subtitle", language, territory.title.of(language)),
        digest=digest,
        footer=" · ".join(filter(None, (footer, matter.remark))),
        contents=said("contents", language),
        other=said("language", other) if other else "",
        chapters=(_opening(ordered, pathways, annexes, language), *pathways, *annexes),
    )


def guide_digest(definitions: Sequence[Definition], territory: Territory) -> str:
    """What a guide was made from, in one number: its pathways by their digests, and the offices they send to."""
    made_from = {
        "pathways": sorted((each.process, each.version, each.digest) for each in definitions),
        "offices": [asdict(each) for each in territory.offices],
        "rules": [asdict(each) for each in territory.rules],
    }
    return sha256(json.dumps(made_from, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(found: object) -> object:
    """A set in its order, a day as it is written."""
    return sorted(found) if isinstance(found, frozenset) else str(found)


def reading_order(definitions: Sequence[Definition]) -> tuple[Definition, ...]:
    """The pathways as a person may meet them: those that no other opens, each followed by those that it opens."""
    known = {each.process: each for each in definitions}
    opened = {
        name: dict.fromkeys(case.process for _, action in all_actions(each) for case in action.opens)
        for name, each in known.items()
    }
    entries = [name for name in known if not any(name in found for other, found in opened.items() if other != name)]
    order: dict[str, None] = {}
    waiting = [*entries, *known]
    while waiting:
        name = waiting.pop(0)
        if name not in order:
            order[name] = None
            waiting = [*(each for each in opened[name] if each in known), *waiting]
    return tuple(known[name] for name in order)


def _opening(
    definitions: Sequence[Definition], pathways: Sequence[Chapter], annexes: Sequence[Chapter], language: Language
) -> Chapter:
    body = (*_what(definitions, language), *_contents(definitions, pathways, annexes, language))
    return Chapter("index", said("title", language), "", body)


def _what(definitions: Sequence[Definition], language: Language) -> Iterator[Node]:
    """What a BAOM is, and how the guide is read."""
    yield book.heading(2, said("what_title", language))
    yield from book.prose(said("what", language))
    yield book.heading(2, said("how_title", language))
    yield from book.prose(said("how", language))
    yield book.bullets(
        (book.tag(CONFIDENCES[each].of(language), each), book.text(" "), book.text(said(f"told_{each}", language)))
        for each in _CONFIDENCES
    )
    yield book.para(book.text(said("told_offices", language)))
    drafts = sum(each.status != "validated" for each in definitions)
    if drafts:
        told = book.para(book.text(said("drafts", language, drafts, len(definitions))))
        yield Node("box", (told,), mark="alert warn")


def _contents(
    definitions: Sequence[Definition], pathways: Sequence[Chapter], annexes: Sequence[Chapter], language: Language
) -> Iterator[Node]:
    yield book.heading(2, said("pathways", language), "parcours")
    lines = []
    for definition, told in zip(definitions, pathways, strict=True):
        line = [book.para(book.link(told.title, told.name))]
        if definition.purpose:
            line.append(book.para(*book.stressed(definition.purpose.of(language)), mark="small"))
        lines.append(Node("item", tuple(line)))
    yield Node("list", tuple(lines), mark="contents")
    yield book.heading(2, said("annexes", language))
    yield Node(
        "list", tuple(Node("item", (book.para(book.link(each.title, each.name)),)) for each in annexes), mark="contents"
    )
