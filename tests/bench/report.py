"""What a bench found: figures with their targets, printed for people or as JSON."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `at_most` or `at_least` is the target that it must reach, when it has one."""

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None without a target."""
        if self.at_most is not None:
            return self.value <= self.at_most
        return self.value >= self.at_least if self.at_least is not None else None

    @property
    def target(self) -> str:
        """The target as it is read."""
        if self.at_most is not None:
            return f"≤ {number(self.at_most)}"
        return f"≥ {number(self.at_least)}" if self.at_least is not None else ""


@dataclass(slots=True)
class Found:
    """What one bench found."""

    bench: str
    about: str
    figures: list[Figure] = field(default_factory=list)

    def add(self, name: str, value: float, unit: str, **rest: Any) -> None:
        """Add a figure."""
        self.figures.append(Figure(name, value, unit, **rest))


def number(value: float) -> str:
    """A number with as many digits as mean something."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def machine() -> dict[str, str]:
    """What the figures depend on: the class of machine, the versions, and how busy it is with something else."""
    return {
        "measured": datetime.now(UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "load": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown",
    }


BUSY = 0.75
"Processes at work for each core, beyond which a wait for the disk is mostly a wait for one's turn."


def warning() -> str:
    """What to think of figures taken now; empty on a machine that does nothing else."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if load <= BUSY * (os.cpu_count() or 1):
        return ""
    return (
        f"BUSY (load {load:.1f}): each commit also waits for its turn on the processor, ours and the floor's alike, so"
        " that ratios tend to 1. Only counts, bytes and processor times are worth reading."
    )


def as_text(found: Found) -> str:
    """One bench, as lines."""
    lines = [f"{found.bench}: {found.about}"]
    for each in found.figures:
        verdict = {True: "met", False: "NOT MET", None: ""}[each.met]
        line = f"  {each.name:<44} {number(each.value):>12} {each.unit:<9} {each.target:<10} {verdict:<8} {each.note}"
        lines.append(line.rstrip())
    return "\n".join(lines)


def as_json(benches: Sequence[Found]) -> dict[str, Any]:
    """Every bench, as one JSON object."""
    return {
        "machine": machine(),
        "benches": [
            {
                "bench": found.bench,
                "about": found.about,
                "figures": [
                    {
                        "name": each.name,
                        "value": each.value,
                        "unit": each.unit,
                        "target": each.target or None,
                        "met": each.met,
                        "note": each.note,
                    }
                    for each in found.figures
                ],
            }
            for found in benches
        ],
    }
