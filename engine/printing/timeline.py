"""The life of a case as one HTML page that stands alone: no script, no address, no file but itself.

A security policy in the page allows its own style sheet and nothing else. Every text is escaped here, at the last
moment; every value stands in a `<bdi>`. What is shown, and to whom, is decided by whoever fills it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from engine.core.definition import Language
from engine.printing.alone import opening

_STYLE = Path(__file__).with_name("timeline.css")
_WIDTH = 100
"Of the band of stays, in units of its own."


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in one state."""

    title: str
    since: str
    "In words."
    lasted: str
    days: int
    is_now: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One event, as it is told."""

    number: int
    on: str
    "ISO day."
    day: str
    "The same in words."
    title: str
    lines: Sequence[tuple[str, str]]
    "(label, value) of what was answered, said or required; a label may be empty."
    by: str
    moves: bool
    mark: str
    "`undone`, `system`, `differs`, or empty."
    remark: str
    "What that mark says, in words."


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the page shows."""

    language: Language
    case: str
    title: str
    state: str
    notes: Sequence[str]
    "Sentences at the top: what moment this is, and what is left out."
    stays_title: str
    stays: Sequence[Stay]
    journal_title: str
    passages: Sequence[Passage]
    verdict: str
    footer: str
    watermark: str
    "Empty on a real database."


def timeline_page(told: Timeline) -> str:
    """The whole page, in UTF-8 text."""
    mark = f'<p class="fictif">{_set(told.watermark)}</p>\n' if told.watermark else ""
    notes = "".join(f"<p>{_set(each)}</p>" for each in told.notes)
    passages = "\n".join(map(_passage, told.passages))
    return (
        f"{opening(told.language, _set(told.title), _STYLE)}<body>\n<main>\n{mark}"
        f'<header><p class="dossier"><bdi>{_set(told.case)}</bdi></p><h1>{_set(told.title)}</h1>'
        f'<p class="etape"><bdi>{_set(told.state)}</bdi></p>{notes}</header>\n{_stays(told)}'
        f'<h2>{_set(told.journal_title)}</h2>\n<ol class="ligne">\n{passages}\n</ol>\n'
        f'<p class="verdict">{_set(told.verdict)}</p>\n</main>\n<footer>{_set(told.footer)}</footer>\n'
        "</body>\n</html>\n"
    )


def _stays(told: Timeline) -> str:
    """How long the case stood in each state: a band to see it, a table to read it."""
    rows = "".join(
        f'<tr{" class=ici" if each.is_now else ""}><th scope="row"><bdi>{_set(each.title)}</bdi></th>'
        f"<td><bdi>{_set(each.since)}</bdi></td><td><bdi>{_set(each.lasted)}</bdi></td></tr>"
        for each in told.stays
    )
    return f"<h2>{_set(told.stays_title)}</h2>\n{_band(told)}\n<table>{rows}</table>\n"


def _band(told: Timeline) -> str:
    """The stays side by side, each as wide as it lasted; read from the side where one begins to read."""
    total = sum(each.days + 1 for each in told.stays) or 1
    found, start = [], 0.0
    for index, each in enumerate(told.stays):
        width = _WIDTH * (each.days + 1) / total
        left = _WIDTH - start - width if told.language == "ar" else start
        found.append(f'<rect class="s{index % 2}" x="{left:.2f}" y="0" width="{width:.2f}" height="4"/>')
        start += width
    box = f'viewBox="0 0 {_WIDTH} 4" preserveAspectRatio="none" aria-hidden="true"'
    return f'<svg class="bande" {box}>{"".join(found)}</svg>'


def _passage(each: Passage) -> str:
    look = " ".join(filter(None, ("passe" if each.moves else "", each.mark)))
    title = f"<s>{_set(each.title)}</s>" if each.mark == "undone" else _set(each.title)
    remark = f' <strong class="remarque">{_set(each.remark)}</strong>' if each.remark else ""
    lines = "".join(
        f"<p>{f'<span>{_set(label)}</span> ' if label else ''}<bdi>{_set(value)}</bdi></p>"
        for label, value in each.lines
    )
    day = f'<time datetime="{escape(each.on)}"><bdi>{_set(each.day)}</bdi></time>'
    told = f'<div><h3>{title}{remark}</h3>{lines}<p class="par">{_set(each.by)}</p></div>'
    return f'<li class="{look}" value="{each.number}">{day}{told}</li>'


_BEFORE = re.compile(r" (?=[?!:;»])|(?<=«) ")
"Blanks that a French line never breaks at."


def _set(text: str) -> str:
    """A text escaped, its French blanks held."""
    return escape(_BEFORE.sub("\u00a0", text))
