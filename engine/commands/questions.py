"""Questions put to whoever sits at the terminal: one among several, several, a text, a yes or no.

The one place that knows questionary. Ctrl-C and a closed input leave the question by `Left`: what was recorded before
stays recorded.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import questionary
from questionary import Choice, Separator, Style

from engine.commands.failures import plain

_STYLE = Style([("question", "bold"), ("pointer", "bold"), ("highlighted", "bold"), ("selected", ""), ("answer", "")])


class Left(Exception):
    """The person has left the question."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen; without a value, a heading between others."""

    title: str
    value: Any = None
    held: bool = False
    "Ticked beforehand."


def at_terminal() -> bool:
    """Whether a person can be asked anything here."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def choose(question: str, options: Sequence[Option], hint: str, first: Any = None) -> Any:
    """One option among several, moved to by the arrows, from the one that has the value `first`, else from the top."""
    return _asked(
        lambda: questionary.select(
            plain(question), choices=_choices(options), instruction=plain(hint), default=first, **_FRAME
        )
    )


def tick(question: str, options: Sequence[Option], hint: str) -> list[Any]:
    """Any number of options, each ticked by the space bar."""
    found: list[Any] = _asked(
        lambda: questionary.checkbox(plain(question), choices=_choices(options), instruction=plain(hint), **_FRAME)
    )
    return found


def write(question: str, default: str = "", is_fine: Callable[[str], bool | str] | None = None) -> str:
    """One line of text; `is_fine` answers True, or says what is wrong."""
    answer: str = _asked(lambda: questionary.text(f"{plain(question)} ", default=default, validate=is_fine, **_FRAME))
    return answer.strip()


_FRAME: dict[str, Any] = {"qmark": "", "style": _STYLE}


_BESIDE = 6
"Columns that a list takes before each of its titles."


def _choices(options: Sequence[Option]) -> list[Any]:
    return [
        Separator(_wrapped(each.title))
        if each.value is None
        else Choice(_wrapped(each.title), each.value, checked=each.held)
        for each in options
    ]


def _wrapped(title: str) -> str:
    """A title cut between words: a terminal would cut it in the middle of one."""
    width = max(shutil.get_terminal_size().columns - _BESIDE, 2 * _BESIDE)
    return textwrap.fill(plain(title), width, subsequent_indent=" " * _BESIDE, break_on_hyphens=False)


def _asked(question: Callable[[], Any]) -> Any:
    try:
        return question().unsafe_ask()
    except (KeyboardInterrupt, EOFError) as left:
        raise Left from left
