"""Pages: the one environment of their templates, in which every value is escaped and every hole must be filled."""

from __future__ import annotations

import html
import re
import secrets
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from engine.app.house import ZONE
from engine.app.people import FIELDS
from engine.core.days import day_in_words, distance_in_words, moment_in_words, rest_in_words, weekday_in_words
from engine.core.definition import Language
from engine.core.wording import STATUSES
from engine.web.words import say

TEMPLATES = Path(str(files("engine"))) / "web" / "templates"
LISTS = 512
"Lists of choices kept as they are written: those of every pathway in three languages are some two hundred."
_PARTED = re.compile(r" (?=[?!;:»])|(?<=«) |(?<=\d) (?=h\b)|(?<=\d h) (?=\d)|(?<=\bà) (?=\d+ h\b)")
"Blanks at which French breaks no line."
_STRONG = re.compile(r"\*\*(.+?)\*\*")


@cache
def environment() -> Environment:
    """The templates' environment, made once, of all that they hold then.

    A server goes on with the pages that it began with, whatever is put in the place of their files.
    """
    sources = {path.name: path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html")}
    made = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters |= {"prose": prose, "stress": stressed, "own": own_direction, "options": options}
    return made


def words_of(language: Language) -> dict[str, Any]:
    """What every page needs to speak a language: its sentences, its days and moments, its direction."""
    return {
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "say": partial(say, language),
        "day": lambda value: day_in_words(_day(value), language),
        "weekday": lambda value: weekday_in_words(_day(value), language),
        "moment": lambda value: unbroken(moment_in_words(value, language)),
        "moment_of": lambda value: unbroken(_at_the_desk(value, language)),
        "distance": lambda clock: _distance(clock, language),
        "statuses": {name: text.of(language) for name, text in STATUSES.items()},
        "person_fields": FIELDS,
        "new_key": secrets.token_urlsafe,
    }


def in_a_list(name: str) -> str:
    """What a name is put in order by: its letters, without what is written above or below them."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in apart if unicodedata.category(each) != "Mn")


def _at_the_desk(instant: str, language: Language) -> str:
    """A moment of the journal, on the desks' own clock."""
    return moment_in_words(f"{datetime.fromisoformat(instant).astimezone(ZONE):%Y-%m-%dT%H:%M}", language)


def _distance(clock: Mapping[str, Any], language: Language) -> str:
    """« dans 17 jours », « en retard de 3 jours »."""
    tell = rest_in_words if clock["overdue"] else distance_in_words
    return tell(clock["days_left"], language)


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def prose(text: str) -> Markup:
    """A pathway's own words: their paragraphs, their lists, and what they stress; all else as it was written."""
    made, listed = "", False
    for line in filter(None, map(str.strip, text.split("\n"))):
        item = line.removeprefix("- ")
        if (item != line) is not listed:
            listed = not listed
            made += "<ul>" if listed else "</ul>"
        made += f"<li>{stressed(item)}</li>" if listed else f"<p>{stressed(line)}</p>"
    return Markup(made + ("</ul>" if listed else ""))  # noqa: S704 -- escaped, line by line


def stressed(text: str) -> Markup:
    """A sentence of a pathway, with what it stresses."""
    return Markup(_STRONG.sub(r"<strong>\1</strong>", str(escape(unbroken(text)))))  # noqa: S704 -- escaped first


def unbroken(text: str) -> str:
    """A sentence of which no line begins with « ? » or « : », nor parts an hour from its minutes."""
    return _PARTED.sub("\u00a0", text)


def own_direction(value: object) -> Markup:
    """A value that may be written in other letters than the sentence round it."""
    return Markup("<bdi>{}</bdi>").format(value)


def drawn(svg: str) -> Markup:
    """A diagram of ours, to stand in a page: it escapes the words that it shows itself."""
    return Markup(svg)  # noqa: S704 -- made by engine.diagram, which writes nothing unescaped


def options(words: Mapping[str, str], chosen: str = "") -> Markup:
    """The choices of a list, value → words: written here, for a hundred communes on a page are most of its time."""
    written = _options(tuple(words.items()))
    if chosen in words:
        value = f'<option value="{html.escape(chosen)}"'
        written = written.replace(f"{value}>", f"{value} selected>", 1)
    return Markup(written)  # noqa: S704 -- each part escaped


@lru_cache(maxsize=LISTS)
def _options(words: tuple[tuple[str, str], ...]) -> str:
    """The choices of a list, none chosen: a page holds the same list several times, and the next page too."""
    return "".join(f'<option value="{html.escape(value)}">{html.escape(each)}</option>' for value, each in words)
