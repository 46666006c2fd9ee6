"""A line on the terminal while something long goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from engine.commands.desk import Desk


def progress_of(desk: Desk) -> Callable[[int, int], None] | None:
    """How far it is, told on the terminal; None in a pipe, or for a machine."""
    if desk.asked.json or not sys.stderr.isatty():
        return None

    def tell(done: int, whole: int) -> None:
        click.echo(f"\r  {done:,} / {whole:,}".replace(",", "\u202f"), err=True, nl=False)

    desk.ctx.call_on_close(lambda: click.echo("\r\033[K", err=True, nl=False))
    return tell
