"""Two versions of a pathway side by side, as one HTML page that stands alone: what changes, then both diagrams.

As a timeline's page: no script, no address, no file but itself; every text is escaped here, at the last moment. What
differs, and in which words, is told by whoever fills it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from engine.core.definition import Language, Text
from engine.printing.alone import opening

_STYLE = Path(__file__).with_name("comparison.css")

_WORDS = {
    "heading": Text("{} : ce qui change", "{}: ما يتغير", "{}: what changes"),
    "nothing": Text("Rien ne change.", "لا شيء يتغير.", "Nothing changes."),
    "before": Text("Avant", "قبل", "Before"),
    "after": Text("Après", "بعد", "After"),
    "version": Text("version {}", "النسخة {}", "version {}"),
    "diagrams": Text("Les deux parcours", "المساران", "Both pathways"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions."""

    name: str
    "The file, or « naissance@2 »."
    version: int
    digest: str
    diagram: str
    "SVG, whose texts are escaped."


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What the page shows."""

    language: Language
    title: str
    before: Side
    after: Side
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    "What changes are about → each in a sentence, and where it stands, or nothing."


def comparison_page(told: ComparisonPage) -> str:
    """The whole page, in UTF-8 text."""
    title = _say(told, "heading", told.title)
    leads = "←" if told.language == "ar" else "→"
    nothing = f"<p>{_say(told, 'nothing')}</p>\n"
    groups = "".join(_group(name, changes) for name, changes in told.groups)
    return (
        f"{opening(told.language, title, _STYLE)}<body>\n<main>\n"
        f"<header><h1>{title}</h1><p>{_named(told, told.before)} {leads} {_named(told, told.after)}</p></header>\n"
        f"{groups or nothing}"
        f'<h2>{_say(told, "diagrams")}</h2>\n<div class="cotes">'
        f"{_side(told, 'before', told.before)}{_side(told, 'after', told.after)}</div>\n</main>\n</body>\n</html>\n"
    )


def _say(told: ComparisonPage, name: str, *holes: object) -> str:
    return _set(_WORDS[name].of(told.language).format(*holes))


def _named(told: ComparisonPage, side: Side) -> str:
    version, digest = _say(told, "version", side.version), escape(side.digest[:12])
    return f"<bdi>{escape(side.name)}</bdi> · {version} <code>{digest}</code>"


def _group(name: str, changes: Sequence[tuple[str, str]]) -> str:
    items = "".join(
        f"<li>{_set(sentence)}{f' <small><bdi>{escape(place)}</bdi></small>' if place else ''}</li>"
        for sentence, place in changes
    )
    return f"<h2>{_set(name)}</h2>\n<ul>{items}</ul>\n"


def _side(told: ComparisonPage, word: str, side: Side) -> str:
    return f"<figure><figcaption>{_say(told, word)} : {_named(told, side)}</figcaption>{side.diagram}</figure>"


_BEFORE = re.compile(r" (?=[?!:;»])|(?<=«) ")
"Blanks that a French line never breaks at."


def _set(text: str) -> str:
    """A text escaped, its French blanks held."""
    return escape(_BEFORE.sub("\u00a0", text))
