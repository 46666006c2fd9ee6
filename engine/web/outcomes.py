"""What comes out of work done beside the pages, apart from the pages that begin it and show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.core.definition import Language

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """A check that was made."""

    view: Mapping[str, Any]
    brought: bool
    "Whether anything was given to compare with."


@dataclass(frozen=True, slots=True)
class Rollout:
    """What was tried, or done."""

    about: str
    "The version that it was about, by its digest, and what was asked of it."
    views: Mapping[Language, View]


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide that was made."""

    process: str
    "The only pathway in it; empty for all of them."
    drafted: bool
    digest: str
    files: Mapping[str, bytes] = field(repr=False)
    "Its pages and its papers, the one to open first; the fonts are the program's."
