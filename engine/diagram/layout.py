"""Where the boxes and arrows of a layered drawing stand: ranks, order, places. Geometry, and nothing else.

The method is Sugiyama's, in its plainest form: arrows that go back are turned round, each box stands one rank below the
lowest of those that lead to it, long arrows and labels get a place of their own in the ranks they cross, each rank is
sorted by the mean place of its neighbours, and places are the nearest to those means that leave room between
neighbours. No randomness: the same graph gives the same drawing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

GAP = 12.0
"Between two neighbours of a rank."
STRAIT = 14.0
"The width of an arrow that crosses a rank."
RANK_GAP = 20.0
_SWEEPS = 24
"Passes over the whole, each way; fewer on a drawing so large that nobody will look at its details."
_LEAST_SWEEPS = 4
_AT_EASE = 60_000
"Items handled without counting the passes."
KEPT = 128
"Drawings whose places are kept: every pathway in three languages, and what editors try."
_STRAIGHTEN = 8.0
"How much more two points of one arrow wish to stand one above the other than a box to be centred."


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a box or a label."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow to place: from, to, and the room its label takes."""

    source: str
    target: str
    label: Size


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the drawing; y grows downwards."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Route:
    """An arrow once placed: its points from source to target, the middle of its label, and whether it goes back."""

    points: tuple[Point, ...]
    label: Point
    back: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The middle of each box, the route of each link (in the order given), and the size of the whole."""

    boxes: Mapping[str, Point]
    routes: tuple[Route, ...]
    size: Size


def laid_out(boxes: Mapping[str, Size], links: Sequence[Link], below: Iterable[tuple[str, str]] = ()) -> Layout:
    """Place boxes and links; the first box is at the top, and `below` asks (upper, lower) without any arrow.

    A link from a box to itself isn't accepted.
    """
    return _laid_out(tuple(boxes.items()), tuple(links), tuple(below))


@lru_cache(maxsize=KEPT)
def _laid_out(
    given: tuple[tuple[str, Size], ...], links: tuple[Link, ...], below: tuple[tuple[str, str], ...]
) -> Layout:
    """The same, once for the same graph: a pathway is drawn whenever its page is looked at, and seldom changes."""
    boxes = dict(given)
    back, ranks = _ranked(boxes, links, below)
    sheet = _Sheet(boxes, ranks)
    chains = {number: sheet.chain(link, turned=False) for number, link in enumerate(links) if number not in back}
    chains |= {number: sheet.chain(links[number], turned=True) for number in sorted(back)}
    sheet.sort()
    sheet.place()
    return sheet.layout(chains, back)


def _ranked(
    boxes: Mapping[str, Size], links: Sequence[Link], below: Iterable[tuple[str, str]]
) -> tuple[frozenset[int], dict[str, int]]:
    """The links that go back (by their place in `links`), and the rank of each box, from 0."""
    onward: dict[str, list[tuple[str, int]]] = {box: [] for box in boxes}
    for number, link in enumerate(links):
        onward[link.source].append((link.target, number))
    for upper, lower in below:
        onward[upper].append((lower, -1))
    back: set[int] = set()
    kept: list[tuple[str, str]] = []
    finished: list[str] = []
    seen: dict[str, bool] = {}  # True while the walk is below it
    for start in boxes:
        if start in seen:
            continue
        seen[start] = True
        trail = [(start, iter(onward[start]))]
        while trail:
            box, ways = trail[-1]
            for target, number in ways:
                if seen.get(target):
                    back.add(number)
                    continue
                kept.append((box, target))
                if target not in seen:
                    seen[target] = True
                    trail.append((target, iter(onward[target])))
                    break
            else:
                seen[box] = False
                finished.append(box)
                trail.pop()
    return frozenset(back - {-1}), _depths(finished, kept)


def _depths(finished: Sequence[str], kept: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The longest way from the top; what finished last comes first."""
    after: dict[str, list[str]] = {}
    for upper, lower in kept:
        after.setdefault(upper, []).append(lower)
    depth = dict.fromkeys(finished, 0)
    for box in reversed(finished):
        for lower in after.get(box, ()):
            depth[lower] = max(depth[lower], depth[box] + 1)
    return depth


@dataclass(slots=True)
class _Item:
    """What takes room in a rank: a box, a label, or an arrow that passes."""

    size: Size
    rank: int
    bends: bool
    "Whether it is a point of an arrow rather than a box."
    up: list[int] = field(default_factory=list)
    down: list[int] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0


class _Sheet:
    """The ranks being filled: boxes on even ranks, labels on odd ones."""

    def __init__(self, boxes: Mapping[str, Size], depths: Mapping[str, int]) -> None:
        self.items: list[_Item] = []
        self.ranks: list[list[int]] = [[] for _ in range(2 * max(depths.values(), default=0) + 1)]
        self.number = {box: self._add(size, 2 * depths[box], bends=False) for box, size in boxes.items()}

    def _add(self, size: Size, rank: int, *, bends: bool) -> int:
        self.items.append(_Item(size, rank, bends))
        self.ranks[rank].append(len(self.items) - 1)
        return len(self.items) - 1

    def chain(self, link: Link, *, turned: bool) -> list[int]:
        """The items of a link from top to bottom; its label is beside the box it leaves from.

        The label of one that goes back may stand at either end, where there is more room.
        """
        top, bottom = (link.target, link.source) if turned else (link.source, link.target)
        upper, lower = self.number[top], self.number[bottom]
        crossed = range(self.items[upper].rank + 1, self.items[lower].rank)
        labelled = min(crossed[-1], crossed[0], key=self._filled) if turned else crossed[0]
        middle = [self._add(link.label if rank == labelled else Size(STRAIT, 0), rank, bends=True) for rank in crossed]
        found = [upper, *middle, lower]
        for above, below in pairwise(found):
            self.items[above].down.append(below)
            self.items[below].up.append(above)
        return found

    def _effort(self) -> int:
        return max(_LEAST_SWEEPS, min(_SWEEPS, _AT_EASE // len(self.items)))

    def _filled(self, rank: int) -> float:
        return sum(self.items[each].size.width for each in self.ranks[rank])

    def sort(self) -> None:
        """Sort each rank by the mean place of its neighbours, down then up, and keep the least crossed."""
        places = {each: place for rank in self.ranks for place, each in enumerate(rank)}
        best, least = [list(rank) for rank in self.ranks], self._crossings(places)
        for sweep in range(self._effort()):
            downwards = sweep % 2 == 0
            for rank in self.ranks if downwards else reversed(self.ranks):
                means = {each: self._mean(each, places, upwards=downwards) for each in rank}
                rank.sort(key=means.__getitem__)
                places.update((each, place) for place, each in enumerate(rank))
            crossings = self._crossings(places)
            if crossings < least:
                best, least = [list(rank) for rank in self.ranks], crossings
        self.ranks = best

    def _mean(self, item: int, places: Mapping[int, int], *, upwards: bool) -> float:
        near = self.items[item].up if upwards else self.items[item].down
        return sum(places[each] for each in near) / len(near) if near else places[item]

    def _crossings(self, places: Mapping[int, int]) -> int:
        """How many pairs of arrows cross: from left to right, each end to the left of one already met."""
        total = 0
        for rank in self.ranks:
            met: list[int] = []
            for end in (end for each in rank for end in sorted(places[below] for below in self.items[each].down)):
                at = bisect_right(met, end)
                total += len(met) - at
                met.insert(at, end)
        return total

    def place(self) -> None:
        """Give every item its middle: across by its neighbours, down by the tallest of its rank."""
        for rank in self.ranks:
            self._settle(rank, dict.fromkeys(rank, 0.0))
        for number in range(self._effort()):
            for rank in self.ranks if number % 2 == 0 else reversed(self.ranks):
                self._settle(rank, {each: self._wish(each) for each in rank})
        self._spread_down()

    def _wish(self, item: int) -> float:
        """Where an item would stand if it were alone: the mean of its neighbours, those of its own arrow first."""
        bends = self.items[item].bends
        near = [(self.items[each], 1.0) for each in (*self.items[item].up, *self.items[item].down)]
        pulls = [(each.x, _STRAIGHTEN if bends and each.bends else pull) for each, pull in near]
        weight = sum(pull for _, pull in pulls)
        return sum(x * pull for x, pull in pulls) / weight if weight else self.items[item].x

    def _settle(self, rank: Sequence[int], wishes: Mapping[int, float]) -> None:
        """The places nearest to the wishes (least squares) that keep the order and leave room.

        Taking from each wish the room used before it, the order becomes « never decreasing »: neighbours that
        disagree are pooled at their mean until none do.
        """
        room = 0.0
        offsets: list[float] = []
        pools: list[tuple[float, float, int]] = []  # mean, weight, how many
        for at, each in enumerate(rank):
            if at:
                room += (self.items[rank[at - 1]].size.width + self.items[each].size.width) / 2 + GAP
            offsets.append(room)
            pool = (wishes[each] - room, _STRAIGHTEN if self.items[each].bends else 1.0, 1)
            while pools and pools[-1][0] > pool[0]:
                mean, weight, count = pools.pop()
                both = weight + pool[1]
                pool = ((mean * weight + pool[0] * pool[1]) / both, both, count + pool[2])
            pools.append(pool)
        settled = [mean for mean, _, count in pools for _ in range(count)]
        for each, mean, offset in zip(rank, settled, offsets, strict=True):
            self.items[each].x = mean + offset

    def _spread_down(self) -> None:
        y = 0.0
        for rank in self.ranks:
            height = max((self.items[each].size.height for each in rank), default=0.0)
            for each in rank:
                self.items[each].y = y + height / 2
            y += height + RANK_GAP

    def layout(self, chains: Mapping[int, list[int]], back: frozenset[int]) -> Layout:
        """What was placed, moved so that the whole begins at 0, 0."""
        left = min(each.x - each.size.width / 2 for each in self.items)
        right = max(each.x + each.size.width / 2 for each in self.items)
        bottom = max(each.y + each.size.height / 2 for each in self.items)
        ports = self._ports(chains)
        routes = []
        for number, chain in sorted(chains.items()):
            points = [
                ports[number, chain[0]],
                *(each for item in chain[1:-1] for each in self._passing(item)),
                ports[number, chain[-1]],
            ]
            label = self._point(max(chain[1:-1], key=lambda each: self.items[each].size.height))
            shifted = tuple(Point(each.x - left, each.y) for each in points)
            end = shifted[::-1] if number in back else shifted
            routes.append(Route(end, Point(label.x - left, label.y), back=number in back))
        boxes = {box: Point(self.items[each].x - left, self.items[each].y) for box, each in self.number.items()}
        return Layout(boxes, tuple(routes), Size(right - left, bottom))

    def _point(self, item: int) -> Point:
        return Point(self.items[item].x, self.items[item].y)

    def _passing(self, item: int) -> tuple[Point, ...]:
        """Where an arrow goes through a rank: straight down beside boxes, or it would cut their corners."""
        at, rank = self.items[item], self.items[item].rank
        tall = max(self.items[each].size.height for each in self.ranks[rank]) / 2
        return (self._point(item),) if rank % 2 else (Point(at.x, at.y - tall), Point(at.x, at.y + tall))

    def _ports(self, chains: Mapping[int, list[int]]) -> dict[tuple[int, int], Point]:
        """Where each chain touches its two boxes: spread along the side, in the order of what comes next."""
        sides: dict[tuple[int, bool], list[tuple[float, int]]] = {}
        for number, chain in chains.items():
            sides.setdefault((chain[0], True), []).append((self.items[chain[1]].x, number))
            sides.setdefault((chain[-1], False), []).append((self.items[chain[-2]].x, number))
        found: dict[tuple[int, int], Point] = {}
        for (item, below), ends in sides.items():
            box = self.items[item]
            step = min(box.size.width * 0.8 / len(ends), 44.0)
            y = box.y + box.size.height / 2 * (1 if below else -1)
            for place, (_, number) in enumerate(sorted(ends)):
                found[number, item] = Point(box.x + step * (place - (len(ends) - 1) / 2), y)
        return found
