"""Times taken side by side, so that what disturbs the machine disturbs each contender alike.

Absolute times are those of one machine at one moment; only ratios of times taken together are worth a target.
"""

from __future__ import annotations

import gc
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter

BLOCK = 40
"Turns in a block: long enough for a median, short enough for the machine to stay the same."

Turn = Callable[[int], object]


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def side_by_side(
    contenders: Mapping[str, Turn], turns: int, clock: Callable[[], float] = perf_counter
) -> dict[str, list[float]]:
    """Seconds of each turn of each contender, all of them taking their turn before any takes the next.

    What waits for nothing is better timed by `time.process_time`, which stands still while others have the processor.
    """
    names = list(contenders)
    times: dict[str, list[float]] = {name: [] for name in names}
    with undisturbed():
        for turn in range(turns):
            # Each in turn comes first: who follows whom must not favour anybody.
            first = turn % len(names)
            for name in names[first:] + names[:first]:
                run = contenders[name]
                began = clock()
                run(turn)
                times[name].append(clock() - began)
    return times


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of medians, block by block: its median, and between which values most blocks lie."""

    value: float
    low: float
    high: float

    @property
    def note(self) -> str:
        """How far blocks differ."""
        return f"blocks from {self.low:.2f} to {self.high:.2f}"


def ratio(of: Sequence[float], to: Sequence[float], block: int = BLOCK) -> Ratio:
    """How many times longer `of` takes than `to`, both measured side by side."""
    block = min(block, len(of))
    found = [
        median(of[start : start + block]) / median(to[start : start + block])
        for start in range(0, len(of) - block + 1, block)
    ]
    return Ratio(median(found), quantile(found, 0.1), quantile(found, 0.9))


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The power of the size with which a value grows: the slope of a straight line through their logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(value) for value in values]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    steepness = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    return steepness / sum((x - middle_x) ** 2 for x in xs)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Collect garbage before, and leave what is alive out of the collections that follow."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
