"""Telling that a search could not look everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.commands.screen import Screen


def show_unshown(screen: Screen, unshown: Sequence[str]) -> None:
    """That records of the desk can't be read, and whoever is looked for may be in one of them."""
    if unshown:
        screen.entry(screen.glyphs.alert, screen.say("people_unshown", len(unshown)), "bold red", 0)
