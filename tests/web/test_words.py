"""Every word of the pages is said in three languages, and stands in one place."""

import inspect
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest

from engine.app.people import FIELDS
from engine.app.sections import SECTIONS
from engine.core.definition import Confidence
from engine.core.sights import PatternKind
from engine.store import checks
from engine.web.render import TEMPLATES, environment
from engine.web.words import WORDS
from tests.web.conftest import Browser

Enter = Callable[..., Browser]
HOLE = re.compile(r"\{(\w*)\}")
JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
SAID = re.compile(r"""(?<!voice\.)say\((?:language, |visit\.language, )?['"](\w+)['"]""")
OWN_NAMES = {"Français", "العربية", "English", "français"}
"Languages, each called as it calls itself."


@pytest.mark.parametrize("name", WORDS)
def test_a_sentence_is_said_in_three_languages_with_the_same_holes(name: str):
    text = WORDS[name]
    assert text.fr
    assert text.ar
    assert text.en
    assert len({tuple(sorted(HOLE.findall(each))) for each in (text.fr, text.ar, text.en)}) == 1
    assert name in ("product", "colon") or re.search("[\u0600-\u06ff]", text.ar)


def test_no_page_draws_an_arrow_that_would_point_backwards_in_arabic():
    """Those that pages show are drawn by the style sheet, in the direction of the page."""
    assert [path.name for path in TEMPLATES.glob("*.html") if re.search("[←→]", path.read_text(encoding="utf-8"))] == []


def test_every_sentence_that_a_page_says_is_known_and_none_is_left_over():
    sources = [*TEMPLATES.glob("*.html"), *Path(TEMPLATES).parent.glob("*.py")]
    texts = [path.read_text(encoding="utf-8") for path in sources if not path.name.startswith("words")]
    said = {name for text in texts for name in SAID.findall(text)}
    composed = {name for name in said if name.endswith("_")} | {"whose_", "nav_"}
    assert said - composed <= set(WORDS)
    unsaid = {
        name
        for name in set(WORDS) - said
        if not any(name.startswith(head) for head in composed) and not any(f'"{name}"' in text for text in texts)
    }
    assert not unsaid


def test_every_value_that_a_page_names_has_its_words():
    """Fails when a section, a pattern, a confidence, a verdict or a datum is added without its words here."""
    named = {
        "section_": SECTIONS,
        "pattern_": get_args(PatternKind),
        "confidence_": get_args(Confidence),
        "status_": ("draft", "validated", "retired"),
        "verdict_": ("agrees", "differs", "not_redecidable"),
        "field_": FIELDS,
    }
    assert [head + name for head, names in named.items() for name in names if head + name not in WORDS] == []


def test_every_kind_of_finding_of_a_check_has_its_words():
    told = inspect.getsource(checks.Finding)
    kinds = re.findall("`([a-z]+)`", told[told.index("kind: str") : told.index("stream: str")])
    assert len(kinds) > 15
    assert [each for each in (*kinds, *checks.NOT_SEEN) if f"kind_{each}" not in WORDS] == []


class Texts(HTMLParser):
    """The words that stand in a template itself: between tags, and in attributes that are read."""

    READ = frozenset(("title", "alt", "placeholder", "aria-label", "value"))

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found += [
            value.strip() for name, value in attrs if name in ("title", "alt", "placeholder", "aria-label") and value
        ]


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_no_word_stands_in_a_template_itself(path: Path):
    """Fails when a sentence is typed where no translation can reach it."""
    texts = Texts()
    texts.feed(JINJA.sub("", path.read_text(encoding="utf-8")))
    words = {each for each in texts.found if re.search(r"[^\W\d_]{2,}", each)}
    assert words <= OWN_NAMES


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_a_template_can_be_compiled_and_marks_nothing_as_safe(path: Path):
    environment().get_template(path.name)
    assert "|safe" not in path.read_text(encoding="utf-8").replace(" ", "")


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_a_page_is_in_the_language_asked_for_and_stays_in_it(browser: Enter, language: str, direction: str):
    agent = browser("agent.tiznit")
    agent.get(f"/?lang={language}")
    for path in ("/", "/people", "/cases/new", "/referential", "/referential/naissance"):
        assert f'<html lang="{language}" dir="{direction}">' in agent.get(path).text


def test_the_first_language_of_the_browser_is_spoken(browser: Enter):
    stranger = browser()
    assert '<html lang="ar"' in stranger.client.get("/login", headers={"accept-language": "ar-MA,fr;q=0.8"}).text
    assert '<html lang="fr"' in stranger.client.get("/login", headers={"accept-language": "de,es;q=0.8"}).text
