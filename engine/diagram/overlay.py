"""A drawing in a page: the picture itself stays at an address of its own, and the page lays over it what it adds.

The picture is large and the same for everybody until the next version: a browser keeps it. How many cases stand where
is small, and changes with each view.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from engine.core.definition import Language
from engine.diagram.drawing import ACCENT, PAPER, Box, Picture, number
from engine.diagram.layout import Size
from engine.diagram.words import WORDS

_HIGH = 18.0
_LETTER = 6.2
"Width of a letter of a count, in its size."


def laid_over(picture: Picture, address: str, language: Language, counts: Mapping[str, str], lead: str) -> str:
    """An SVG that shows the picture at `address`, each box a link to `lead` and the state's name, with its count."""
    width, height = f"{number(picture.size.width)}", f"{number(picture.size.height)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="group" lang="{language}" text-anchor="middle" font-size="11" font-weight="700">'
        f'<image href="{escape(address)}" width="{width}" height="{height}"/>'
        + "".join(
            _link(box, picture.told[state], f"{lead}{state}", counts.get(state, ""), language)
            for state, box in picture.boxes.items()
        )
        + "</svg>"
    )


def _link(box: Box, told: str, address: str, count: str, language: Language) -> str:
    words = WORDS[language]
    said = escape(f"{told}{words.comma}{words.cases}{words.colon}{count}" if count else told)
    touched = _rect(box.left, box.top, box.size, 'rx="5" fill-opacity="0"')
    return (
        f'<a href="{escape(address)}" aria-label="{said}"><title>{said}</title>'
        f"{touched}{_count(box, count, language)}</a>"
    )


def _count(box: Box, count: str, language: Language) -> str:
    """How many cases stand there, on the corner of the box where reading ends."""
    if not count:
        return ""
    size = Size(max(len(count) * _LETTER + 12, _HIGH + 4), _HIGH)
    x = box.left + 6 if language == "ar" else box.left + box.size.width - 6
    badge = _rect(x - size.width / 2, box.top - _HIGH / 2, size, 'rx="9"')
    return f'{badge}<text x="{number(x)}" y="{number(box.top + 4)}" fill="{PAPER}">{escape(count)}</text>'


def _rect(left: float, top: float, size: Size, more: str) -> str:
    return (
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(size.width)}" height="{number(size.height)}" '
        f'fill="{ACCENT}" {more}/>'
    )
