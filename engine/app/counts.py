"""Numbers of cases, as they may be told: of a small one, one could guess whose they are."""

from __future__ import annotations

FEW = 5
"Below it no number is told to who may see no case, and above it only how many times it goes in."


def told(count: int, *, exact: bool) -> str:
    """A number of cases: itself, or its neighbourhood."""
    if exact:
        return str(count)
    return f"< {FEW}" if count < FEW else f"≈ {count // FEW * FEW}"
