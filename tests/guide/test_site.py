"""The pages of the guide: sound, linked to one another; nothing in them runs or is fetched from elsewhere."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from engine.app.guidebook import MadeGuide
from engine.guide import book
from engine.guide.book import Book, Chapter, Node
from engine.guide.site import FONTS, pages_of

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onclick='x",
    "</style><style>*{display:none}</style>",
    "</title>",
    "&lt;b&gt;",
]


class Page(HTMLParser):
    """Every tag with its attributes, and whether all that was opened is closed in order."""

    VOID = ("meta",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    @property
    def anchors(self) -> list[str]:
        return [str(attributes["id"]) for _, attributes in self.found if "id" in attributes]


@pytest.fixture(scope="session")
def pages(made: MadeGuide) -> dict[str, Page]:
    return {file: Page(content.decode()) for file, content in made.files.items() if file.endswith(".html")}


def test_each_page_is_whole_and_names_nothing_twice(pages: dict[str, Page]):
    for file, page in pages.items():
        assert page.open == [], file
        assert len(set(page.anchors)) == len(page.anchors), file
        assert [tag for tag, _ in page.found].count("h1") == 1, file
        html = page.found[0][1]
        assert html == ({"lang": "ar", "dir": "rtl"} if ".ar." in file else {"lang": "fr", "dir": "ltr"})


def test_every_link_leads_to_a_place_of_the_guide(pages: dict[str, Page]):
    for file, page in pages.items():
        for tag, attributes in page.found:
            if tag == "a":
                name, _, anchor = str(attributes["href"]).partition("#")
                assert not anchor or anchor in pages[name or file].anchors, (file, attributes)
                assert not name or name in pages, (file, attributes)


def test_nothing_runs_and_nothing_is_fetched_but_the_fonts_beside_the_pages(made: MadeGuide, pages: dict[str, Page]):
    for file, page in pages.items():
        tags = {tag for tag, _ in page.found}
        assert not tags & {"script", "img", "link", "iframe", "object", "form", "base"}, file
        attributes = {name for _, found in page.found for name in found}
        assert not any(name.startswith("on") or name in ("src", "style", "xlink:href") for name in attributes), file
    text = made.files["index.html"].decode()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; font-src 'self' file:;" in text
    fetched = re.findall(r"url\(\"(.*?)\"\)", style[1])
    assert set(fetched) == {name for name in FONTS if name.endswith(".ttf")}
    assert set(fetched) <= set(made.files)


def drawn(words: str) -> str:
    """A page where every kind of block and inline holds these words."""
    inlines = (book.text(words), book.strong(words), book.value(words), book.tag(words, "plain"), book.link(words, "a"))
    body = (
        book.heading(2, words),
        book.para(*inlines),
        book.bullets([inlines]),
        book.table("counter", (words, words), [((book.para(*inlines),), (book.para(*inlines),))]),
        Node("box", (book.para(*inlines),), mark="act"),
        Node("step", (book.para(*inlines),), mark="1", target="etape-a"),
    )
    chapters = (Chapter("index", words, words, body), Chapter("a", words, words, body))
    return pages_of(Book("fr", words, words, "0" * 64, words, words, words, chapters), first=True)["a.html"]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_becomes_a_tag(words: str):
    """Fails when one place of the page forgets to escape."""
    harmless = [tag for tag, _ in Page(drawn("x")).found]
    page = Page(drawn(words))
    assert page.open == []
    assert [tag for tag, _ in page.found] == harmless


def test_a_guide_in_one_language_leads_to_no_other(made: MadeGuide):
    told = Book("ar", "دليل", "", "0" * 64, "", "", "", (Chapter("index", "دليل", "", ()),))
    assert set(pages_of(told, first=True)) == {"index.html"}
    assert "hreflang" not in pages_of(told, first=True)["index.html"]
    assert 'hreflang="fr"' in pages_of(replace(told, other="Français"), first=False)["index.ar.html"]
    assert 'href="naissance.ar.html" hreflang="ar"' in made.files["naissance.html"].decode()
    assert 'href="naissance.html" hreflang="fr"' in made.files["naissance.ar.html"].decode()
