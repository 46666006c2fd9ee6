"""Reading as cases grow in number: a case and its guidance, the worklist; and a step among many cases."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from statistics import median

from engine.app.cases import perform
from engine.app.reading import read_case
from engine.app.worklist import Wanted, every_row
from engine.app.worklist import worklist as list_work
from engine.core.events import Do
from tests.bench import pathway
from tests.bench.houses import AGENT, ANYBODY, COMMUNE, accepted
from tests.bench.measuring import Turn, exponent, quantile, side_by_side
from tests.bench.places import Filled, Places, events_at
from tests.bench.report import Found, number
from tests.bench.steps import require_recorded

PAGE = 50


def opening(places: Places) -> Found:
    """A case opened, with all its guidance."""
    found = Found("open", "read_case: a case taken at random, its private values opened, and its guidance")

    def turn(filled: Filled, chance: random.Random) -> Turn:
        return lambda _turn: read_case(filled.house, chance.choice(filled.cases), ANYBODY)

    _by_size(found, places, turn, 1_500)
    return found


def worklist(places: Places) -> Found:
    """The first lines of a desk."""
    what = f"worklist: up to {PAGE} cases of a commune in each section of its day, each with its next act"
    found = Found("worklist", what)

    def turn(filled: Filled, _chance: random.Random) -> Turn:
        def first_page(_turn: int) -> None:
            parts = list_work(filled.house, Wanted(commune=COMMUNE), AGENT, limit=PAGE)
            if len(list(every_row(parts))) < PAGE:
                raise AssertionError("the list must be full")

        return first_page

    _by_size(found, places, turn, 200)
    return found


def _by_size(
    found: Found, places: Places, turn: Callable[[Filled, random.Random], Turn], turns: int
) -> Mapping[int, list[float]]:
    """One contender for each size, with chances of its own; the last percentile may grow 2.5 times."""
    sizes = places.sizes
    contenders = {f"{number(size)} cases": turn(places.filled(size), random.Random(size)) for size in sizes}
    times = dict(zip(sizes, side_by_side(contenders, turns).values(), strict=True))
    for size, taken in times.items():
        note = f"p99 {quantile(taken, 0.99) * 1e3:.2f} ms"
        found.add(f"{number(size)} cases", median(taken) * 1e3, "ms", note=note)
    smallest, largest = times[sizes[0]], times[sizes[-1]]
    found.add("median, largest against smallest", median(largest) / median(smallest), "×")
    found.add("p99, largest against smallest", quantile(largest, 0.99) / quantile(smallest, 0.99), "×", at_most=2.5)
    return times


def growth(places: Places) -> Found:
    """The durable step among more and more cases."""
    found = Found("growth", "one durable step on a case taken at random among more and more cases")
    sizes, turns = places.sizes, 400
    before = {size: events_at(places.sqlite(f"filled_{size}")) for size in sizes if places.filled(size)}

    def turn(filled: Filled, chance: random.Random) -> Turn:
        def call_again(number: int) -> None:
            case = chance.choice(filled.cases)
            accepted(perform(filled.house, case, Do("relancer"), ANYBODY, pathway.OPENED, key=f"{case}.{number}"))

        return call_again

    contenders = {str(size): turn(places.filled(size), random.Random(size)) for size in sizes}
    times = list(side_by_side(contenders, turns).values())
    for size in sizes:
        require_recorded(events_at(places.sqlite(f"filled_{size}")) - before[size], turns)
    medians = [median(each) for each in times]
    for size, each in zip(sizes, medians, strict=True):
        found.add(f"{number(size)} cases", each * 1e6, "µs")
    if len(sizes) > 1:
        found.add("exponent", exponent(sizes, medians), "", at_most=0.05)
    return found
