"""The guide as a PDF, by one fixed Typst program fed with the book: a cover, its contents, a chapter a pathway.

No text of a pathway becomes a line of the program (`guide.typ`): it receives the book as JSON and draws what it finds.
It sees neither the clock nor the fonts of the machine: the same book and day give the same bytes anywhere.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst

from engine.errors import EnvironmentUnusable
from engine.guide.book import Book, Node
from engine.guide.teller import said

PROGRAM = Path(__file__).with_name("guide.typ")


def pdf_of(book: Book, day: date, fonts: Path) -> bytes:
    """The bytes of the PDF, readable by a screen reader (PDF/UA-1).

    Raises:
        EnvironmentUnusable: the typesetter failed.
    """
    try:
        return typst.compile(
            PROGRAM,
            root=PROGRAM.parent,
            font_paths=[fonts],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"guide": json.dumps(_json(book), ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    except typst.TypstError:
        raise EnvironmentUnusable(
            "Le PDF n'a pas pu être composé.", "Réinstaller le programme, ou imprimer la page HTML."
        ) from None


def _json(book: Book) -> dict[str, Any]:  # Any: JSON on its way out
    return {
        "language": book.language,
        "title": book.title,
        "subtitle": book.subtitle,
        "footer": book.footer,
        "contents": book.contents,
        "at": said("at_page", book.language, "\0").split("\0"),
        "page": said("page_of", book.language, "\0", "\0").split("\0"),
        "chapters": [
            {
                "name": chapter.name,
                "title": _set(chapter.title),
                "footer": chapter.footer,
                "body": [_node(node) for node in chapter.body],
                # The program lists the chapters itself, with their pages.
                "contents": next(
                    (rank for rank, node in enumerate(chapter.body) if node.target == "parcours"), len(chapter.body)
                ),
            }
            for chapter in book.chapters
        ],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "kind": node.kind,
        "text": _drawn(node.text) if node.kind == "figure" else _set(node.text),
        "mark": node.mark,
        "target": node.target,
        "children": [_node(child) for child in node.children],
    }


def _drawn(svg: str) -> str:
    """A diagram for the typesetter, which knows no direction: a line read leftwards begins at its right."""
    return _UNANCHORED.sub('<text text-anchor="end" ', svg) if 'direction="rtl"' in svg else svg


_UNANCHORED = re.compile(r"<text (?![^>]*text-anchor)")
_BEFORE = re.compile(r" (?=[?!:;»])|(?<=«) ")
"Blanks that a French line never breaks at."


def _set(words: str) -> str:
    """A text, its French blanks held."""
    return _BEFORE.sub("\u00a0", words)
