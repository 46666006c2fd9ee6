"""A sheet as a tree: the few blocks and inlines that HTML and PDF both know how to draw.

One tree, two drawings: nothing is printed that doesn't stand in `Kind`, and a value is a node of its own, whose text no
parser reads again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.printing.words import PrintLanguage

Block = Literal["heading", "paragraph", "list", "item", "table", "row", "cell", "rule", "box"]
Inline = Literal["text", "value", "strong", "em", "break", "blank", "tick"]
Kind = Block | Inline
Layout = Literal["grand", "page", "fiche", "courrier"]
"Large print for the person, large print that keeps to one page, a dense sheet for a service or the file, a letter."

BOXES: Mapping[str, str] = {
    "expediteur": "celui qui écrit, en tête d'un courrier",
    "destinataire": "celui à qui l'on écrit",
    "date": "le lieu et la date d'un courrier",
    "important": "ce qu'il faut voir d'abord : une date limite",
    "encadre": "un encadré",
    "signatures": "une case à signer par paragraphe, côte à côte",
    "cachet": "une case réservée au service",
    "petit": "des lignes en petit",
}
"Boxes of a template, written `::: name` … `:::`."


@dataclass(frozen=True, slots=True)
class Node:
    """A block or an inline; what `mark` and `level` say depends on the kind."""

    kind: Kind
    children: tuple[Node, ...] = ()
    text: str = ""
    "Of a text or a value."
    level: int = 0
    "Of a heading: from 1."
    mark: str = ""
    """The name of a box; « 1 » on an ordered list; « head » on a row; « empty » or « ticked » on a box to tick, and on
    an item that begins with one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole printed sheet: its body, and what stands round it."""

    language: PrintLanguage
    layout: Layout
    title: str
    desk: tuple[str, str]
    "(words, commune) at the head of the sheet; a letter has none."
    footer: tuple[tuple[str, str], ...]
    "(words, value) from one end of the footer to the other; either may be empty."
    page: str
    "« page {} sur {} »."
    watermark: str
    body: tuple[Node, ...]
