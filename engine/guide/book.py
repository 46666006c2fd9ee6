"""The guide as a book: chapters of a few kinds of block, which a page and a sheet of paper both know how to draw.

One tree, two drawings. Nothing here knows what a pathway is, nor how a block looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.core.definition import Language

Block = Literal["heading", "para", "list", "item", "table", "row", "cell", "box", "step", "figure"]
Inline = Literal["text", "strong", "value", "tag", "ref", "link"]
Kind = Block | Inline


@dataclass(frozen=True, slots=True)
class Node:
    """A block or an inline; what `mark` and `target` say depends on the kind."""

    kind: Kind
    children: tuple[Node, ...] = ()
    text: str = ""
    "Of an inline; the drawing of a figure, as SVG."
    mark: str = ""
    """What kind of box, tag, paragraph or table; « head » on a row; the level of a heading; the number of a step; the
    confidence of a reference; « paged » on a link whose page is told on paper."""
    target: str = ""
    "Where a link or a reference leads: a chapter's name, `#`, an anchor. The anchor of a heading, an item or a step."


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the site, one chapter on paper."""

    name: str
    "Names its file: `naissance`."
    title: str
    footer: str
    "What stands in the footer beside the guide's own: the version and the digest of a pathway."
    body: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The whole guide in one language; the first chapter opens it."""

    language: Language
    title: str
    subtitle: str
    digest: str
    footer: str
    "In every footer: what it was made from, and on what day."
    contents: str
    "What the list of its chapters is called."
    other: str
    "What the guide in the other language is called there; empty where there is none."
    chapters: tuple[Chapter, ...]


def text(words: str) -> Node:
    """Words as they are."""
    return Node("text", text=words)


def strong(words: str) -> Node:
    """Words to be seen."""
    return Node("strong", text=words)


def value(words: str) -> Node:
    """Words whose direction is their own: an address, a name, a digest."""
    return Node("value", text=words)


def tag(words: str, mark: str) -> Node:
    """A word or two beside something: « à valider »."""
    return Node("tag", text=words, mark=mark)


def link(words: str, target: str) -> Node:
    """Words that lead to another place of the guide."""
    return Node("link", text=words, target=target)


def para(*inlines: Node, mark: str = "") -> Node:
    """A paragraph; `mark`: « small » or « label »."""
    return Node("para", inlines, mark=mark)


def heading(level: int, words: str, target: str = "") -> Node:
    """The title of what follows; of a chapter's sections: from 2."""
    return Node("heading", (text(words),), mark=str(level), target=target)


def bullets(items: Iterable[Sequence[Node]], mark: str = "") -> Node:
    """A list, an item for each line of inlines."""
    return Node("list", tuple(Node("item", (para(*each),)) for each in items), mark=mark)


def table(mark: str, head: Sequence[str], rows: Iterable[Sequence[Sequence[Node]]]) -> Node:
    """A table; a cell is some blocks, `mark` says how wide its columns are."""
    first = Node("row", tuple(Node("cell", (para(text(each)),)) for each in head), mark="head")
    others = (Node("row", tuple(Node("cell", tuple(cell)) for cell in row)) for row in rows)
    return Node("table", (first, *others), mark=mark)


def stressed(words: str) -> tuple[Node, ...]:
    """A sentence of a pathway: what stands between two pairs of stars is to be seen."""
    parts = _STARS.split(words)
    return tuple(strong(part) if rank % 2 else text(part) for rank, part in enumerate(parts) if part)


_STARS = re.compile(r"\*\*(.+?)\*\*")


def prose(words: str) -> Iterator[Node]:
    """A pathway's own words: a paragraph a line, and its lists."""
    items: list[Sequence[Node]] = []
    for line in filter(None, map(str.strip, words.split("\n"))):
        if line.startswith("- "):
            items.append(stressed(line.removeprefix("- ")))
            continue
        if items:
            yield bullets(items)
            items = []
        yield para(*stressed(line))
    if items:
        yield bullets(items)
