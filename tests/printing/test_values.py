"""What people write stays what it is: text, in a page, in a PDF, in any script, whatever it looks like."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import cycle, repeat

import pytest
from pypdf import PdfReader

from engine.printing.data import cleaned
from engine.printing.printer import Printer

ISSUED_AT = datetime(2026, 11, 6, 10, 30, tzinfo=UTC)

HOSTILE = [
    "<script>alert(1)</script>",
    "</bdi></body><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "&lt;b&gt;",
    "<!--",
    "]]>",
    "javascript:alert(1)",
    "**gras** _italique_ `code`",
    "# Titre",
    "- [x] coché",
    "1. un",
    "> cité",
    "| a | b |",
    "\\| a",
    "abc\\",
    "::: important",
    ":::",
    "____",
    "[ ] [x]",
    "---",
    "![x](file:///etc/passwd)",
    "[x](https://example.org)",
    "<https://example.org>",
    "[x]: file:///etc/passwd",
    "{{ case.number }}",
    "{% for x in y %}",
    "{# note #}",
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.1.0"',
    '#image("file:///etc/passwd")',
    '#eval("1+1")',
    "#sys.inputs",
    "#panic()",
    "$x^2$ @ref <label> //commentaire",
    "/* commentaire */",
    '"; let x = 1; "',
    "*_`$#@<>\\",
    "=HYPERLINK(1)",
    "../../etc/passwd",
    "file:///etc/passwd",
    "%00%0a",
    "\x1b[31mrouge\x1b[0m",
]
NAMES = [
    *("Aminata Diallo", "N’Diaye", "O'Brien-Kouassi", "d’Almeida", "José María Núñez", "Łukasz", "Nguyễn Thị Ánh"),
    *("Ɓinta Ɗiallo", "Ŋkoŋ", "Kɔffi Ɛlɔm", "Ṣẹ́gun Adé", "Ọlá", "Ḥasan Ṭāriq", "ƙwai", "Ɣali", "Əli", "Š. Žižek"),
    *("عائشة", "محمد بن عبد الله", "مُحَمَّد", "أيت ملول", "إبراهيم 3", "فاطمة (الأم)", "پروین", "گل", "ڤيكتور", "ݣناوة"),
    *("ⴰⵎⵉⵏⴰ", "ⵣⵉⵔⵉ ⴰⵢⵜ", "ߒߞߏ", "ߊߡߌߣߊߕߊ", "𞤀𞤣𞤤𞤢𞤥", "𞤀𞤥𞤭𞤲𞤢𞤼𞤢", "አበበ ቢቂላ", "ሰላም", "ኤርትራ"),
    *("Анна", "Ольга Іваненко", "Γιάννης", "Ελένη", "Ünal Çağlar", "İbrahim Şahin", "Ÿ", "Æther Œuvre", "ẞ"),
    *("Zoë\u0308", "e\u0301a", "ن\u200cن", "\u200fعلي Ali", "علي Ali علي", "Ali علي Ali", "123", "+212 6 00", "7/2026"),
    *("A", "x" * 200, "Mot " * 60, "A\u00a0B", "«\u00a0dit\u00a0»", "1", "0", "-", "?", "…"),
]
STRANGE = ["漢字", "한글", "বাংলা", "हिन्दी", "ไทย", "😀", "𓀀"]
"Scripts that the shipped fonts don't hold."


class _Skeleton(HTMLParser):
    """The tags of a page, and what stands in its `<bdi>`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.values: list[str] = []
        self._open = False

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self.tags.append(f"{tag} {attributes}")
        if tag == "bdi":
            self._open = True
            self.values.append("")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")
        self._open = self._open and tag != "bdi"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.values[-1] += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(f"!{data}")


def _page(printer: Printer, data: dict, form: str, language: str) -> _Skeleton:
    skeleton = _Skeleton()
    skeleton.feed(printer.html(form, language, data, watermark=False))
    return skeleton


def _with_name(data: dict, name: str) -> dict:
    changed = copy.deepcopy(data)
    changed["person"]["name"] = changed["refusal"]["motive"] = name
    return changed


def _many(data: dict, values: list[str]) -> dict:
    changed = copy.deepcopy(data)
    changed["undue"] = [{"title": value} for value in values]
    return changed


def test_there_are_enough_names_and_hostile_values() -> None:
    assert len(NAMES) >= 60
    assert len(HOSTILE) >= 40


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("form", ["courrier_refus", "resume_dossier"])
def test_values_are_text_and_change_no_tag_of_a_page(printer: Printer, samples: dict, form: str, language: str) -> None:
    """The page has the same tags whatever is written, and each `<bdi>` holds the very words."""
    values = [*HOSTILE, *NAMES, *STRANGE]
    page = _page(printer, _many(samples[language], values), form, language)
    assert page.tags == _page(printer, _many(samples[language], ["x"] * len(values)), form, language).tags
    for value in values:
        assert " ".join(cleaned(value).split()) in page.values


def _everywhere(value: object, words: Iterator[str], key: str = "") -> object:
    """The data with the next of `words` in place of each text that people or editors write as plain words."""
    if isinstance(value, dict):
        return {name: _everywhere(inner, words, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_everywhere(inner, words, key) for inner in value]
    return next(words) if isinstance(value, str) and key not in _NOT_WORDS else value


_NOT_WORDS = {
    *(
        "opened_on",
        "today",
        "on",
        "due",
        "until",
        "day",
        "verified",
        "need",
        "status",
        "kind",
        "confidence",
        "level",
        "where",
        "course",
    ),
    *("note", "answer", "text"),  # prose of the referential: its Markdown is read, by design
}


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("first", range(0, len(HOSTILE), 14))
def test_hostile_words_in_every_value_change_no_tag_of_any_form(
    printer: Printer, samples: dict, language: str, first: int
) -> None:
    """Each value in its turn, and from another one on each round."""
    hostile = [*HOSTILE[first:], *HOSTILE[:first]]
    tame = [f"x{rank}" for rank in range(len(HOSTILE))]
    for entry in printer.forms():
        told, plain = (_everywhere(samples[language], cycle(words)) for words in (hostile, tame))
        page, expected = (_page(printer, data, entry.id, language) for data in (told, plain))
        assert page.tags == expected.tags, entry.id


def test_hostile_words_in_every_value_are_inert_in_every_pdf(printer: Printer, samples: dict) -> None:
    words = '#read("/etc/passwd") **gras** [x](file:///etc/passwd) $x$ @ref <b> \u202e\u2066a'
    for entry in printer.forms():
        data = _everywhere(samples["fr"], repeat(words))
        pdf = printer.pdf(entry.id, "fr", data, issued_at=ISSUED_AT, watermark=False)
        assert '#read("/etc/passwd")**gras**' in _words(pdf), entry.id
        assert "root:" not in _words(pdf)
        assert b"/URI" not in pdf


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_alone_in_bold_or_in_a_box_is_text_too(printer: Printer, samples: dict, value: str) -> None:
    """Beside stars, and as the whole of a block, where Markdown would look for its marks."""
    page = _page(printer, _with_name(samples["fr"], value), "courrier_refus", "fr")
    assert page.tags == _page(printer, _with_name(samples["fr"], "x"), "courrier_refus", "fr").tags
    assert page.values.count(cleaned(value)) == 2


def test_no_page_reaches_outside_itself(printer: Printer, samples: dict) -> None:
    """No script, no style sheet, no image, no address."""
    for entry in printer.forms():
        page = _page(printer, samples["fr"], entry.id, "fr")
        names = {tag.split()[0] for tag in page.tags}
        assert not names & {"script", "link", "img", "iframe", "object", "embed", "a", "form", "base"}
        written = printer.html(entry.id, "fr", samples["fr"], watermark=False)
        assert "url(" not in written
        assert "@import" not in written
        assert "http" not in written


def _words(pdf: bytes) -> str:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return "".join(text.replace("\u00a0", " ").split())


def test_hostile_values_are_printed_as_they_are_in_a_pdf(printer: Printer, samples: dict) -> None:
    """Typst code, Markdown and HTML are words on paper: nothing is read, imported or evaluated."""
    pdf = printer.pdf("courrier_refus", "fr", _many(samples["fr"], HOSTILE), issued_at=ISSUED_AT, watermark=False)
    words = _words(pdf)
    for value in HOSTILE:
        assert "".join(cleaned(value).split()) in words, value
    assert "root:" not in words
    assert b"/URI" not in pdf
    assert b"/JavaScript" not in pdf


def test_every_name_has_its_letters_in_a_pdf(printer: Printer, samples: dict) -> None:
    """PDF/UA, which forbids a character without a glyph, is kept; each letter is in the text layer."""
    pdf = printer.pdf("courrier_refus", "fr", _many(samples["fr"], NAMES), issued_at=ISSUED_AT, watermark=False)
    assert b"pdfuaid" in pdf
    words = set(_words(pdf))
    marks = set("\u200c\u200f")
    for name in NAMES:
        assert set("".join(name.split())) - marks <= words, name


def test_a_name_without_glyphs_still_gets_its_sheet(printer: Printer, samples: dict) -> None:
    """The standard for screen readers is given up for that sheet; the paper is not."""
    pdf = printer.pdf("courrier_refus", "fr", _with_name(samples["fr"], "漢字"), issued_at=ISSUED_AT, watermark=False)
    assert b"pdfuaid" not in pdf
    assert "Aït Melloul".replace(" ", "") in _words(pdf)


def test_hostile_values_in_the_margins_are_text_too(printer: Printer, samples: dict) -> None:
    plain, data = copy.deepcopy(samples["ar"]), copy.deepcopy(samples["ar"])
    plain["case"]["number"] = plain["desk"]["commune"] = "x"
    data["case"]["number"] = '#read("x")\u202e<b>'
    data["desk"]["commune"] = "<i>*a*</i>"
    page = _page(printer, data, "resume_dossier", "ar")
    assert page.tags == _page(printer, plain, "resume_dossier", "ar").tags
    assert '#read("x")<b>' in page.values
    assert "<i>*a*</i>" in page.values
    pdf = printer.pdf("resume_dossier", "ar", data, issued_at=ISSUED_AT, watermark=True)
    assert '#read("x")<b>' in _words(pdf)
