"""What most pathways say in the very same words, told once: a chapter of its own, to which theirs refer.

Found by looking at what is said, not at which file it was written in: what one pathway says otherwise stands in its own
chapter, whole. Of what is told elsewhere a chapter keeps the titles, for whoever reads that chapter alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from engine.core.definition import Language
from engine.guide import book
from engine.guide.book import Chapter, Node
from engine.guide.teller import Teller, said

NAME = "commun"
FEWEST = 3
"Pathways in a guide, below which there is nothing to tell once: it would be told far from where it is read."


class Told(NamedTuple):
    """One thing of a section: its title, empty where it has none, and the box that tells it."""

    title: str
    box: Node


Section = Callable[[Teller], Iterator[Told]]
Sections = Mapping[str, Section]
"The name of a section's title among the guide's words → what a pathway tells in it."


def told_alike(tellers: Sequence[Teller], sections: Sections) -> dict[str, list[Told]]:
    """Section → what more than half of the pathways tell in the very same words, in the order of the guide."""
    if len(tellers) < FEWEST:
        return {}
    found = {}
    for name, section in sections.items():
        times = Counter(each for teller in tellers for each in dict.fromkeys(section(teller)))
        found[name] = [each for each, count in times.items() if count * 2 > len(tellers)]
    return {name: alike for name, alike in found.items() if alike}


def common_chapter(alike: Mapping[str, Sequence[Told]], language: Language) -> Chapter:
    """The chapter of what is told once."""

    def body() -> Iterator[Node]:
        yield book.para(*book.stressed(said("common_told", language)), mark="lead")
        for name, those in alike.items():
            yield book.heading(2, said(name, language), anchor_of(name))
            yield from (each.box for each in those)

    return Chapter(NAME, said("common", language), "", tuple(body()))


def anchor_of(section: str) -> str:
    """Where a section stands in the chapter."""
    return f"{NAME}-{section}"


def own_of(teller: Teller, name: str, section: Section) -> Iterator[Node]:
    """What a pathway tells by itself in a section; then, by their titles, what is told once for all."""
    alike = teller.around.alike.get(name, frozenset())
    elsewhere = []
    for each in section(teller):
        if each in alike:
            elsewhere.append(each.title)
        else:
            yield each.box
    if elsewhere:
        named = f"{teller.say('colon')}{teller.say('semicolon').join(elsewhere)}" if all(elsewhere) else ""
        lead = book.text(f"{teller.say('common_too', len(elsewhere))}{named}. {teller.say('common_see')} ")
        link = Node("link", text=teller.say("common"), mark="paged", target=f"{NAME}#{anchor_of(name)}")
        yield book.para(lead, link, mark="line")
