"""The guide as a site: one HTML page a chapter, that stands alone but for the fonts beside it.

No script, no address, nothing fetched from elsewhere: it opens from a key in an office without a network. Every text is
escaped here, at the last moment; what has a direction of its own stands in a `<bdi>`.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from engine.guide.book import Book, Chapter, Node
from engine.guide.teller import said

_STYLE = Path(__file__).with_name("guide.css")
FONTS = (
    "NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf", "OFL.txt",
)  # fmt: skip
"The fonts that stand beside the pages, with their licence."


def pages_of(book: Book, *, first: bool) -> Mapping[str, str]:
    """File → its text, for every chapter; the pages of the site's `first` language bear no language in their names."""
    return {
        _file(book, chapter.name, first=first): _page(book, rank, first=first)
        for rank, chapter in enumerate(book.chapters)
    }


def _file(book: Book, name: str, *, first: bool) -> str:
    return f"{name}.html" if first else f"{name}.{book.language}.html"


def _page(book: Book, rank: int, *, first: bool) -> str:
    chapter = book.chapters[rank]
    direction = "rtl" if book.language == "ar" else "ltr"
    title = book.title if rank == 0 else f"{chapter.title} · {book.title}"
    pen = _Pen(book, first=first)
    return (
        f'<!DOCTYPE html>\n<html lang="{book.language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{_style()}</style>\n</head>\n"
        f'<body class="{"couverture" if rank == 0 else "chapitre"}">\n{pen.bar(chapter)}'
        f"<header>{pen.head(rank)}</header>\n<main>\n{pen.blocks(chapter.body)}\n</main>\n"
        f"{pen.turn(rank)}<footer>{pen.foot(chapter)}</footer>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return f"\n{_STYLE.read_text(encoding='utf-8')}"


@cache
def _policy() -> str:
    """What a browser may do with a page: show it in its own style, with the fonts beside it."""
    digest = b64encode(sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src 'self' file:; base-uri 'none'; form-action 'none'"
    )


class _Pen:
    """Draws the blocks of one book."""

    def __init__(self, book: Book, *, first: bool) -> None:
        self.book = book
        self.first = first

    def bar(self, chapter: Chapter) -> str:
        """The way back to the contents, and to the other language."""
        back = ""
        if chapter.name != "index":
            back = f'<a href="{self._address("index")}">{escape(said("back", self.book.language))}</a>'
        other = ""
        if self.book.other:
            language = "ar" if self.book.language != "ar" else "fr"
            address = f"{chapter.name}.{language}.html" if self.first else f"{chapter.name}.html"
            other = f'<a href="{address}" hreflang="{language}" lang="{language}">{escape(self.book.other)}</a>'
        return f"<nav>{back}<span></span>{other}</nav>\n" if back or other else ""

    def head(self, rank: int) -> str:
        """The title of a page, and its parts."""
        if rank == 0:
            return f"<h1>{_set(self.book.title)}</h1><p>{_set(self.book.subtitle)}</p>"
        chapter = self.book.chapters[rank]
        parts = [node for node in chapter.body if node.kind == "heading" and node.mark == "2" and node.target]
        ways = "".join(f'<a href="#{escape(node.target)}">{self.inlines(node)}</a>' for node in parts)
        return f"<h1>{_set(chapter.title)}</h1>" + (f'<nav class="ici">{ways}</nav>' if ways else "")

    def turn(self, rank: int) -> str:
        """The chapters before and after."""
        ways = []
        for step, look in ((-1, "avant"), (1, "apres")):
            if 0 < rank + step < len(self.book.chapters):
                near = self.book.chapters[rank + step]
                ways.append(f'<a class="{look}" href="{self._address(near.name)}">{_set(near.title)}</a>')
        return f'<nav class="suite">{"".join(ways)}</nav>\n' if ways else ""

    def foot(self, chapter: Chapter) -> str:
        parts = (self.book.footer, chapter.footer)
        return " ".join(f"<span><bdi>{_set(part)}</bdi></span>" for part in parts if part)

    def blocks(self, nodes: tuple[Node, ...]) -> str:
        return "\n".join(map(self.block, nodes))

    def block(self, node: Node) -> str:
        match node.kind:
            case "heading":
                anchor = f' id="{escape(node.target)}"' if node.target else ""
                return f"<h{node.mark}{anchor}>{self.inlines(node)}</h{node.mark}>"
            case "para":
                look = f' class="{node.mark}"' if node.mark else ""
                return f"<p{look}>{self.inlines(node)}</p>"
            case "list":
                look = f' class="{node.mark}"' if node.mark else ""
                return f"<ul{look}>{''.join(map(self._item, node.children))}</ul>"
            case "table":
                return self._table(node)
            case "box":
                return f'<div class="boite {node.mark}">{self.blocks(node.children)}</div>'
            case "step":
                inner = f'<p class="numero">{node.mark}</p>{self.blocks(node.children)}'
                return f'<section class="etape" id="{escape(node.target)}">{inner}</section>'
            case "figure":
                return f'<figure tabindex="0" role="group">{node.text}</figure>'
            case _:
                return self.inline(node)

    def _item(self, node: Node) -> str:
        anchor = f' id="{escape(node.target)}"' if node.target else ""
        alone = node.children[0] if len(node.children) == 1 else None
        inner = self.inlines(alone) if alone and alone.kind == "para" and not alone.mark else self.blocks(node.children)
        return f"<li{anchor}>{inner}</li>"

    def _table(self, node: Node) -> str:
        head, *rows = node.children
        names = [self.inlines(cell.children[0]) for cell in head.children]
        top = "".join(f'<th scope="col">{name}</th>' for name in names)
        lines = ("".join(f"<td>{self.blocks(cell.children)}</td>" for cell in row.children) for row in rows)
        body = "".join(f"<tr>{line}</tr>\n" for line in lines)
        return f'<table class="{node.mark}"><thead><tr>{top}</tr></thead><tbody>\n{body}</tbody></table>'

    def inlines(self, node: Node) -> str:
        return "".join(map(self.inline, node.children))

    def inline(self, node: Node) -> str:
        match node.kind:
            case "strong":
                return f"<strong>{_set(node.text)}</strong>"
            case "value":
                return f"<bdi>{_set(node.text)}</bdi>"
            case "tag" if node.mark == "arrow":
                return '<span class="fleche" aria-hidden="true"></span>'
            case "tag":
                return f'<span class="mot {node.mark}">{_set(node.text)}</span>'
            case "ref":
                return f'<a class="ref" href="{self._address(node.target)}">[{node.text}]</a>'
            case "link":
                return f'<a href="{self._address(node.target)}">{_set(node.text)}</a>'
            case _:
                return _set(node.text)

    def _address(self, target: str) -> str:
        name, sign, anchor = target.partition("#")
        return escape(f"{_file(self.book, name, first=self.first)}{sign}{anchor}")


_BEFORE = re.compile(r" (?=[?!:;»])|(?<=«) ")
"Blanks that a French line never breaks at."


def _set(words: str) -> str:
    """A text escaped, its French blanks held."""
    return escape(_BEFORE.sub("\u00a0", words))
