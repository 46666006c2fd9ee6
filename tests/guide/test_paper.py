"""The guide on paper: all of it stands there, each sheet says what it was made from, and the same bytes come twice."""

import io
import re
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from engine.app.guidebook import draw_definition
from engine.core.days import day_in_words
from engine.core.definition import Language
from engine.guide.guide import Matter, guide_of
from engine.guide.paper import PROGRAM, pdf_of
from engine.guide.steps import lived_order
from engine.printing.pdf import FONTS_FOLDER
from tests.guide.conftest import DAY


def pages(matter: Matter, language: Language, day: date = DAY) -> tuple[bytes, list[str]]:
    """A small guide, of one pathway: its bytes, and the words of each page."""
    (definition,) = matter.definitions
    book = guide_of(matter, {definition.process: draw_definition(definition, language)}, language, day)
    made = pdf_of(book, day, FONTS_FOLDER)
    return made, [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]


def letters(text: str) -> str:
    """What is left of a text once lines and blanks are taken away: where a sheet breaks them doesn't matter."""
    return re.sub(r"\s|[\u2066-\u2069]", "", text)


@pytest.fixture(scope="module")
def small(matter: Matter) -> Matter:
    """A guide of the pathway of protection alone, with a few offices."""
    return replace(
        matter,
        definitions=[each for each in matter.definitions if each.process == "protection"],
        territory=replace(matter.territory, offices=matter.territory.offices[:5]),
    )


def test_every_step_clock_and_source_stands_on_paper_and_each_sheet_says_what_it_was_made_from(small: Matter):
    (definition,) = small.definitions
    made, sheets = pages(small, "fr")
    told = letters("".join(sheets))
    for each in (*lived_order(definition), *definition.deadlines.values(), *definition.sources.values()):
        assert letters(each.title.fr) in told, each.id
    for sheet in sheets:
        assert letters(day_in_words(DAY, "fr")) in letters(sheet)
    assert sum(definition.digest[:12] in letters(sheet) for sheet in sheets) > len(sheets) // 2
    assert made == pages(small, "fr")[0]
    assert made != pages(small, "fr", date(2026, 11, 23))[0]


def test_an_arabic_guide_is_written_in_letters_that_can_be_searched(small: Matter):
    made, sheets = pages(small, "ar")
    assert set("الدليلالمنهجي") <= set("".join(sheets))
    assert not re.search("[\ufe70-\ufeff]", "".join(sheets))
    assert pypdf.PdfReader(io.BytesIO(made)).root_object["/Lang"] == "ar-MA"


def test_the_program_reads_the_book_and_nothing_else():
    """No package, no file; the one image that it draws is a diagram out of bytes that it is handed."""
    program = PROGRAM.read_text(encoding="utf-8")
    assert re.findall(r"sys\.inputs\.?\w*", program) == ["sys.inputs.guide"]
    forbidden = (
        r"\b(?:read|image|import|include|eval|plugin|csv|toml|yaml|xml|cbor|bibliography|datetime)\b\W*\((?:bytes\()?"
    )
    assert re.findall(forbidden, program) == ["image(bytes("]
    assert "#import" not in program
    assert "@preview" not in program
