"""A calm screen: headings, entries that hang under their mark, columns, commands to copy; in a terminal or in a pipe.

Knows how to show; knows nothing of cases. Everything shown passes through `plain`: no text of a name or a pathway can
carry a terminal escape. In a pipe there are no colours, and nothing is padded with blanks at the end of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text as Styled

from engine.commands.failures import plain
from engine.commands.phrases import phrase
from engine.core.definition import Language
from engine.telling.voice import Voice

WIDEST = 100
"Longer lines are hard to read, however wide the window."
NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The marks of a screen: those of a book, or those that every console can write."""

    held: str
    open: str
    refused: str
    leads: str
    item: str
    clock: str
    alert: str
    dash: str
    here: str


_FINE = Glyphs("☑", "☐", "✗", "→", "•", "⏱", "⚠", "—", "▌")
_ROUGH = Glyphs("[x]", "[ ]", "x", "->", "-", "*", "!", "-", ">")
_MIRRORED = {"→": "←", "->": "<-", "▌": "▐", ">": "<"}
"What points forward, where one reads from right to left: a terminal turns letters round, not arrows."


class Screen:
    """Where a command writes for a person."""

    def __init__(self, language: Language, console: Console | None = None) -> None:
        self.language = language
        self.console = console or Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
        self.width = max(min(self.console.width, WIDEST), NARROWEST)
        self.is_fine = _can_write(self.console, "☑☐✗→←•⏱⚠—▌▐\u00a0")
        glyphs = _FINE if self.is_fine else _ROUGH
        self.glyphs = (
            replace(glyphs, leads=_MIRRORED[glyphs.leads], here=_MIRRORED[glyphs.here]) if language == "ar" else glyphs
        )
        self.voice = Voice(language, self.glyphs.dash, self.glyphs.leads)

    def say(self, name: str, *holes: object) -> str:
        """One of the command line's own sentences."""
        return phrase(name, self.language, *holes)

    def listed(self, items: Iterable[str]) -> str:
        """Several things in one sentence."""
        return self.voice.listed(items)

    def enumerated(self, items: Iterable[str]) -> str:
        """Several names in one sentence."""
        return self.voice.enumerated(items)

    def blank(self) -> None:
        """An empty line."""
        self.console.print()

    def line(self, text: str, style: str = "", indent: int = 0) -> None:
        """A paragraph, wrapped; a line's end in the text is kept."""
        self._hang("", text, style, indent)

    def heading(self, text: str) -> None:
        """The title of a part, after an empty line."""
        self.blank()
        self._hang("", text, "bold cyan", 0)

    def subheading(self, text: str) -> None:
        """The title of a part that follows closely: a screen that fits in a window has no lines to spare."""
        self._hang("", text, "bold cyan", 0)

    def rule(self, text: str) -> None:
        """The start of a new scene."""
        self.blank()
        self._hang("──" if self.is_fine else "--", text, "bold cyan", 0, "cyan")

    def entry(self, mark: str, text: str, style: str = "", indent: int = 2, mark_style: str = "") -> None:
        """A paragraph that hangs under its mark."""
        self._hang(mark, text, style, indent, mark_style)

    def done(self, name: str, *holes: object) -> None:
        """Say that something was done."""
        self.entry(self.glyphs.held, self.say(name, *holes), "", 0, "green")

    def command(self, text: str, indent: int = 6) -> None:
        """A command to type: on one line whatever its length, so that it can be copied whole."""
        self.verbatim(" " * indent + text, "green")

    def lines_of(self, text: str, less: int = 0) -> list[str]:
        """A text cut between words to the width of the screen, `less` some columns."""
        width = max(self.width - less, NARROWEST)
        return [
            each.plain.rstrip().replace(_HELD, "\u00a0") for each in Styled(self._set(text)).wrap(self.console, width)
        ]

    def verbatim(self, text: str, style: str) -> None:
        """A line that another program reads too (`file:line:column: …`): never wrapped."""
        self._print(Styled(plain(text), style))

    def columns(
        self,
        rows: Sequence[Sequence[str]],
        *,
        styles: Sequence[str] = (),
        flexible: int = 0,
        widths: Sequence[int] | None = None,
    ) -> None:
        """Rows in columns two blanks apart, each cell wrapped to its column; `widths` may come from a longer list."""
        for row in rows:
            self._row(row, widths or self.widths(rows, flexible), styles)

    def widths(self, rows: Sequence[Sequence[str]], flexible: int, widest: int = 36) -> list[int]:
        """The width of each column: that of its longest cell up to `widest`; the flexible one takes what is left."""
        longest = [max(map(_length, column)) for column in zip(*rows, strict=True)]
        found = [min(length, widest) for length in longest]
        if not found:
            return found
        found[flexible] = longest[flexible]
        # The flexible column gives way first, then the widest of the others.
        excess = sum(found) + 2 * len(found) - self.width
        for index in (flexible, *sorted(range(len(found)), key=lambda index: -found[index])):
            given = min(max(excess, 0), max(found[index] - _NARROW, 0))
            found[index] -= given
            excess -= given
        return found

    def _row(self, row: Sequence[str], widths: Sequence[int], styles: Sequence[str]) -> None:
        cells = [self._cell(cell, width) for cell, width in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            line = Styled("  ")
            for index, (lines, width) in enumerate(zip(cells, widths, strict=True)):
                text = lines[number].replace(_HELD, "\u00a0") if number < len(lines) else ""
                line.append(text, styles[index] if index < len(styles) else "")
                if index < len(widths) - 1:
                    line.append(" " * (width - cell_len(text) + 2))
            line.rstrip()
            self._print(line)

    def _cell(self, text: str, width: int) -> list[str]:
        """The lines of one cell."""
        apart = _Apart()
        parts = (Styled(self._set(part).replace("\n", " ")) for part in text.split(BELOW))
        lines = [line for part in parts for line in part.wrap(self.console, width)]
        for each in lines:
            each.rstrip()
            apart.take(each)
        return [each.plain for each in lines] or [""]

    def _hang(self, mark: str, text: str, style: str, indent: int, mark_style: str = "") -> None:
        lead = " " * indent + (f"{mark} " if mark else "")
        hang = cell_len(lead)
        apart = _Apart()
        for number, paragraph in enumerate(self._set(text).split("\n")):
            lines = _marked(paragraph, style).wrap(self.console, max(self.width - hang, NARROWEST // 2))
            for index, each in enumerate(lines or [Styled("")]):
                first = number == 0 and index == 0
                start = Styled().append(lead, mark_style) if first else Styled(" " * hang)
                each.rstrip()
                apart.take(each)
                each.plain = each.plain.replace(_HELD, "\u00a0")
                start.append_text(each)
                start.rstrip()
                self._print(start)

    def _set(self, text: str) -> str:
        """A text ready to be wrapped: no line begins with « ? » where the console knows the blank that forbids it."""
        return _SPACED.sub(_HELD, plain(text)) if self.is_fine else plain(text)

    def _print(self, line: Styled) -> None:
        self.console.print(line, soft_wrap=True)


class _Apart:
    """Keeps a value set apart over several lines set apart on each: a terminal takes each line for itself."""

    def __init__(self) -> None:
        self._open = 0

    def take(self, line: Styled) -> None:
        """Open again at the start of a line, and close at its end, what stays open around it."""
        before = self._open
        if not before and _FSI not in line.plain:
            return
        self._open += line.plain.count(_FSI) - line.plain.count(_PDI)
        line.plain = f"{_FSI * before}{line.plain}{_PDI * self._open}"


_FSI, _PDI = "\u2068", "\u2069"
BELOW = "\u2028"
"Between two parts of one cell, the second on a line of its own."
_NARROW = 12
"A column is not wrapped to less."
_SPACED = re.compile(r" (?=[?!:;»])|(?<=«) ")
"Blanks that a French line never breaks at."
_HELD = "\ue000"
"Stands for such a blank while lines are wrapped: rich breaks at a no-break space too."


def _length(cell: str) -> int:
    """How wide a cell would be if nothing in it were wrapped."""
    return max(cell_len(plain(part)) for part in cell.split(BELOW))


def _marked(text: str, style: str) -> Styled:
    """A paragraph of the pathways' Markdown: `**strong**` becomes bold, the rest stays as it reads."""
    found = Styled(style=style)
    for index, part in enumerate(text.split("**")):
        found.append(part, "bold" if index % 2 else "")
    return found


def _can_write(console: Console, text: str) -> bool:
    try:
        text.encode(console.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
