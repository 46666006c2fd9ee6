"""A pathway as one SVG: read from top to bottom, mirrored in Arabic, in black and white as well as in colour.

No script, no style sheet, no font of its own: presentation attributes alone, so that a page with a strict policy can
hold it. Text is measured by rule of thumb (nobody knows the reader's font), with room to spare.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from types import MappingProxyType

from engine.core.definition import Definition, Language, Outcome, State
from engine.diagram.graph import Elsewhere, in_place_of, picture_of
from engine.diagram.layout import Layout, Link, Point, Route, Size, laid_out
from engine.diagram.words import WORDS

INK, SOFT, LINE, ACCENT = "#16242b", "#43565f", "#6f858e", "#0c4f5c"
PAPER, PALE, TINT = "#ffffff", "#eef3f4", "#d5e6e9"
_BACK = "#8a4b08"
_Stroke = tuple[tuple[float, float], ...]
_FONT = "'Noto Sans', 'Noto Naskh Arabic', 'Segoe UI', Tahoma, Arial, sans-serif"
_MARGIN = 24.0
_BOX_WIDTH = 156.0
_LABEL_WIDTH = 100.0
_TITLE, _ACTION, _SMALL = 13.0, 12.0, 11.0
_COLUMN_GAP = 36.0
_LEADING = 1.3
_WIDE = 0.56
"Mean width of a letter, in its size: a little more than most fonts need."


def state_diagram(
    definition: Definition,
    language: Language,
    *,
    current: str | None = None,
    done: frozenset[str] = frozenset(),
    counts: Mapping[str, str] = MappingProxyType({}),
    anchor: str = "",
) -> str:
    """The pathway as an SVG document; `current` and `done` mark where a case stands and has been.

    `counts`: state → how many open cases stand there, as it is told. With an `anchor`, each state is a link to
    `#anchor` and its name: for the page that holds the drawing, and the steps in words below it.
    """
    return _Drawing(definition, language, current, done, Marks(counts, anchor)).document()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing that stands by itself, and where its boxes are in it."""

    svg: str
    size: Size
    boxes: Mapping[str, Box]
    "State → its box; a state that is drawn twice by the last of them."
    told: Mapping[str, str]
    "State → what a screen reader says of it."

    @property
    def begin(self) -> float:
        """How far from its left edge the middle of its first box is: a page that is narrower begins there."""
        first = next(iter(self.boxes.values()))
        return first.left + first.size.width / 2

    @property
    def digest(self) -> str:
        """Another drawing has another one."""
        return hashlib.sha256(self.svg.encode()).hexdigest()[:16]


def picture(definition: Definition, language: Language) -> Picture:
    """A pathway drawn once for everybody, over which a page lays what is its own (`engine.diagram.overlay`)."""
    drawing = _Drawing(definition, language, None, frozenset(), Marks({}, ""))
    svg = drawing.document()
    told = {name: drawing.told(definition.states[name]) for name in drawing.boxes}
    return Picture(svg, drawing.size, drawing.boxes, told)


@dataclass(frozen=True, slots=True)
class Box:
    """A box as it is drawn: its left upper corner and its size."""

    left: float
    top: float
    size: Size


@dataclass(frozen=True, slots=True)
class Marks:
    """What a page adds to the boxes: how many cases stand there, and where a box leads."""

    counts: Mapping[str, str]
    anchor: str


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines that hold in `width`; a word longer than a line keeps a line of its own."""
    lines: list[str] = []
    for word in _SIGN_AFTER.sub("\u00a0", text).split(" "):
        if lines and _length(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


_SIGN_AFTER = re.compile(r" (?=[:;!?»·→←])|(?<=«) ")
"A space that no line may break at."


@lru_cache(maxsize=8_192)
def _length(text: str, size: float) -> float:
    return sum(size * _WIDE for each in text if not unicodedata.combining(each))


class _Drawing:
    """One drawing in the making; everything is placed left to right, and mirrored as it is written."""

    def __init__(
        self, definition: Definition, language: Language, current: str | None, done: frozenset[str], marks: Marks
    ) -> None:
        self.definition = definition
        self.language = language
        self.current = current
        self.done = done
        self.marks = marks
        self.words = WORDS[language]
        self.picture = picture_of(definition, language)
        self.width = 0.0
        self.size = Size(0, 0)
        self.boxes: dict[str, Box] = {}

    def document(self) -> str:
        picture = self.picture
        labels = {(arrow.source, arrow.target): self._label_lines(arrow.titles) for arrow in picture.arrows}
        layout = laid_out(
            {state: self._box_size(state) for state in picture.states},
            [Link(each.source, each.target, _label_size(labels[each.source, each.target])) for each in picture.arrows],
            picture.below,
        )
        self.width = max(layout.size.width + 2 * _MARGIN, 760.0)
        left = (self.width - layout.size.width) / 2
        parts = [*self._arrows(layout, labels, left), *self._boxes(layout, left)]
        legend, bottom = self._legend(layout.size.height + 2 * _MARGIN + 12)
        return self._framed([*parts, *legend], bottom + _MARGIN)

    def _framed(self, parts: list[str], height: float) -> str:
        title = self.definition.title.of(self.language)
        direction = "rtl" if self.language == "ar" else "ltr"
        role = "group" if self.marks.anchor else "img"
        self.size = Size(self.width, height)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(height)}" '
            f'width="{_n(self.width)}" height="{_n(height)}" role="{role}" lang="{self.language}" '
            f'direction="{direction}" font-family="{_FONT}" fill="{INK}">\n'
            f"<title>{escape(title)}</title>\n"
            f'<rect width="100%" height="100%" fill="{PAPER}"/>\n' + "\n".join(parts) + "\n</svg>\n"
        )

    # Places: `x` is counted from the side where reading begins.

    def _x(self, x: float) -> str:
        return _n(self.width - x if self.language == "ar" else x)

    def _rect(self, x: float, y: float, size: Size, attributes: str) -> str:
        left = self.width - x - size.width if self.language == "ar" else x
        return f'<rect x="{_n(left)}" y="{_n(y)}" width="{_n(size.width)}" height="{_n(size.height)}" {attributes}/>'

    def _text(self, lines: list[str], x: float, y: float, size: float, attributes: str = "") -> str:
        """Lines one below the other, the middle of the block at y."""
        step = size * _LEADING
        first = y - step * (len(lines) - 1) / 2 + size * 0.35
        spans = "".join(
            f'<tspan x="{self._x(x)}" y="{_n(first + step * rank)}">{escape(line)}</tspan>'
            for rank, line in enumerate(lines)
        )
        return f'<text font-size="{_n(size)}" {attributes}>{spans}</text>'

    # States.

    def _box_lines(self, state: str) -> list[str]:
        return wrapped(self.definition.states[state].title.of(self.language), _BOX_WIDTH - 34, _TITLE)

    def _box_size(self, state: str) -> Size:
        return Size(_BOX_WIDTH, max(len(self._box_lines(state)) * _TITLE * _LEADING + 20, 44.0))

    def _boxes(self, layout: Layout, left: float) -> Iterator[str]:
        for state, at in layout.boxes.items():
            yield self._box(state, Point(at.x + left, at.y + _MARGIN))

    def _box(self, name: str, at: Point) -> str:
        state = self.definition.states[name]
        size = self._box_size(name)
        left = at.x - size.width / 2
        mirrored = self.width - left - size.width if self.language == "ar" else left
        self.boxes[name] = Box(mirrored, at.y - size.height / 2, size)
        fill, stroke, weight = PALE, SOFT, 1.2
        ink = INK
        if name == self.current:
            fill, stroke, weight, ink = ACCENT, INK, 3.0, PAPER
        elif name in self.done:
            fill, stroke = TINT, ACCENT
        look = f'fill="{fill}" stroke="{stroke}" stroke-width="{weight}"'
        mark = self._outcome(state, at, size, ink) if state.outcome else ""
        bold = ' font-weight="700"' if name == self.current else ""
        text = self._text(self._box_lines(name), at.x, at.y, _TITLE, f'text-anchor="middle" fill="{ink}"{bold}')
        tick = self._tick(at, size) if name in self.done and name != self.current else ""
        drawn = (
            f'<g data-state="{escape(name)}"><title>{escape(self.told(state))}</title>'
            f"{self._outline(state, at, size, look)}{mark}{text}{tick}{self._count(name, at, size)}</g>"
        )
        if not self.marks.anchor:
            return drawn
        return f'<a href="#{self.marks.anchor}{escape(name)}" aria-label="{escape(self.told(state))}">{drawn}</a>'

    def _count(self, name: str, at: Point, size: Size) -> str:
        """How many cases stand there, on the corner of the box where reading ends."""
        told = self.marks.counts.get(name)
        if not told:
            return ""
        width = max(_length(told, _SMALL) + 12, 22.0)
        x, y = at.x + size.width / 2 - 6, at.y - size.height / 2
        badge = self._rect(x - width / 2, y - 9, Size(width, 18), f'rx="9" fill="{ACCENT}"')
        return badge + self._text([told], x, y, _SMALL, f'text-anchor="middle" fill="{PAPER}" font-weight="700"')

    def told(self, state: State) -> str:
        """What a screen reader says, and a pointer shows."""
        kind = self.words.final[state.outcome] if state.outcome else getattr(self.words, state.kind)
        notes = [kind]
        if state.id == self.current:
            notes.append(self.words.current)
        elif state.id in self.done:
            notes.append(self.words.done)
        if self.marks.counts.get(state.id):
            notes.append(f"{self.words.cases}{self.words.colon}{self.marks.counts[state.id]}")
        acts = in_place_of(self.definition, state.id, self.language)
        if acts:
            notes.append(f"{self.words.in_place}{self.words.colon}{' · '.join(acts)}")
        return f"{state.title.of(self.language)} — {self.words.comma.join(notes)}"

    def _outline(self, state: State, at: Point, size: Size, look: str) -> str:
        """A task has square shoulders, a wait pointed sides, an end round ones and a double line."""
        left, top = at.x - size.width / 2, at.y - size.height / 2
        if state.kind == "wait":
            return self._hexagon(at, size, look)
        if state.kind == "task":
            return self._rect(left, top, size, f'rx="5" {look}')
        radius = _n(size.height / 2)
        inner = Size(size.width - 8, size.height - 8)
        line = f'rx="{_n(inner.height / 2)}" fill="none" stroke="{SOFT}" stroke-width="0.8"'
        return self._rect(left, top, size, f'rx="{radius}" {look}') + self._rect(left + 4, top + 4, inner, line)

    def _hexagon(self, at: Point, size: Size, look: str) -> str:
        x, y, point = size.width / 2, size.height / 2, 14.0
        corners = ((-x, 0.0), (point - x, -y), (x - point, -y), (x, 0.0), (x - point, y), (point - x, y))
        points = " ".join(f"{self._x(at.x + dx)},{_n(at.y + dy)}" for dx, dy in corners)
        return f'<polygon points="{points}" {look}/>'

    def _outcome(self, state: State, at: Point, size: Size, ink: str) -> str:
        """The sign of an ending, at its beginning: colour says nothing by itself."""
        if state.outcome is None:
            return ""
        middle = Point(at.x - size.width / 2 + 17, at.y)
        drawn = "".join(f'<path d="{self._sign(stroke, middle)}"/>' for stroke in _SIGNS[state.outcome])
        return f'<g fill="none" stroke="{ink}" stroke-width="1.8" stroke-linecap="round">{drawn}</g>'

    def _tick(self, at: Point, size: Size) -> str:
        corner = Point(at.x + size.width / 2 - 12, at.y - size.height / 2 + 9)
        return f'<path d="{self._sign(_TICK, corner)}" fill="none" stroke="{ACCENT}" stroke-width="2"/>'

    def _sign(self, stroke: _Stroke, middle: Point) -> str:
        """A stroke round a point. An arrow points the way one reads; a tick is a tick in any script."""
        turned = -1 if self.language == "ar" and stroke not in _SIGNS["referred"] else 1
        return self._path(tuple(Point(middle.x + dx * turned, middle.y + dy) for dx, dy in stroke))

    def _path(self, corners: tuple[Point, ...]) -> str:
        return "M" + "L".join(f"{self._x(each.x)} {_n(each.y)}" for each in corners)

    # Arrows.

    def _label_lines(self, titles: tuple[str, ...]) -> list[str]:
        said = titles if len(titles) == 1 else [f"•\u00a0{title}" for title in titles]
        return [line for title in said for line in wrapped(title, _LABEL_WIDTH, _SMALL)]

    def _arrows(self, layout: Layout, labels: Mapping[tuple[str, str], list[str]], left: float) -> Iterator[str]:
        over: list[str] = []
        for arrow, route in zip(self.picture.arrows, layout.routes, strict=True):
            moved = Route(
                tuple(Point(each.x + left, each.y + _MARGIN) for each in route.points),
                Point(route.label.x + left, route.label.y + _MARGIN),
                route.back,
            )
            lines = labels[arrow.source, arrow.target]
            yield self._arrow(moved)
            over.append(self._label(moved, lines))
        yield from over  # on top of every line, or a crossing line would strike a label out

    def _arrow(self, route: Route) -> str:
        color, dash = (_BACK, ' stroke-dasharray="5 4"') if route.back else (LINE, "")
        points = [(float(self._x(each.x)), each.y) for each in route.points]
        (x, y) = points[-1]
        way = -1 if route.back else 1
        head = f"M{_n(x - 4.5)} {_n(y - 8 * way)}L{_n(x)} {_n(y)}L{_n(x + 4.5)} {_n(y - 8 * way)}Z"
        return (
            f'<path d="{_curve(points)}" fill="none" stroke="{color}" stroke-width="1.4"{dash}/>'
            f'<path d="{head}" fill="{color}"/>'
        )

    def _label(self, route: Route, lines: list[str]) -> str:
        size = _label_size(lines)
        at = route.label
        paper = self._rect(
            at.x - size.width / 2 + 4,
            at.y - size.height / 2,
            Size(size.width - 8, size.height),
            f'fill="{PAPER}" fill-opacity="0.88"',
        )
        color = _BACK if route.back else SOFT
        return paper + self._text(lines, at.x, at.y, _SMALL, f'text-anchor="middle" fill="{color}"')

    # Legend.

    def _legend(self, top: float) -> tuple[list[str], float]:
        """The key of the shapes, then the actions that aren't drawn, with the states that only they reach."""
        parts = [self._rule(top), self._line(self.words.legend, _MARGIN, top + 22, _TITLE, bold=True)]
        start = self._shapes(parts, top + 46)
        room = (self.width - 2 * _MARGIN - _COLUMN_GAP) / 2
        ends = [start, start]
        for row in self.picture.elsewhere:
            column = ends.index(min(ends))
            ends[column] = self._row(parts, row, Point(_MARGIN + column * (room + _COLUMN_GAP), ends[column]), room)
        return parts, self._acts_in_place(parts, max(ends))

    def _acts_in_place(self, parts: list[str], y: float) -> float:
        if not self.picture.in_place:
            return y
        said = f"{self.words.in_place}{self.words.colon}{' · '.join(self.picture.in_place)}"
        lines = wrapped(said, self.width - 2 * _MARGIN, _SMALL)
        height = len(lines) * _SMALL * _LEADING
        parts.append(self._text(lines, _MARGIN, y + 6 + height / 2, _SMALL, f'fill="{SOFT}"'))
        return y + height + 12

    def _rule(self, y: float) -> str:
        ends = (Point(_MARGIN, y), Point(self.width - _MARGIN, y))
        return f'<path d="{self._path(ends)}" stroke="{LINE}" stroke-width="1"/>'

    def _line(self, words: str, x: float, y: float, size: float, *, bold: bool = False) -> str:
        weight = ' font-weight="700"' if bold else ""
        return self._text([words], x, y, size, f'fill="{SOFT}"{weight}')

    def _shapes(self, parts: list[str], y: float) -> float:
        """One small shape for each kind that the pathway has, in a row that wraps."""
        x = _MARGIN
        look = f'fill="{PALE}" stroke="{SOFT}" stroke-width="1.2"'
        size = Size(34, 20)
        for words, state in self._kinds():
            needed = size.width + 8 + _length(words, _SMALL) + 18
            if x + needed > self.width - _MARGIN:
                x, y = _MARGIN, y + 30
            at = Point(x + size.width / 2, y)
            parts.append(self._sample(state, at, size, look))
            parts.append(self._line(words, x + size.width + 8, y, _SMALL))
            x += needed
        return y + 28

    def _kinds(self) -> Iterator[tuple[str, State | None]]:
        seen: set[str] = set()
        for state in self.definition.states.values():
            words = self.words.final[state.outcome] if state.outcome else getattr(self.words, state.kind)
            if words not in seen:
                seen.add(words)
                yield words, state
        yield self.words.back, None

    def _sample(self, state: State | None, at: Point, size: Size, look: str) -> str:
        if state is None:
            ends = (Point(at.x - size.width / 2, at.y), Point(at.x + size.width / 2, at.y))
            return f'<path d="{self._path(ends)}" stroke="{_BACK}" stroke-width="1.4" stroke-dasharray="5 4"/>'
        if state.kind == "wait":
            return self._hexagon(at, size, look)
        left, top = at.x - size.width / 2, at.y - size.height / 2
        if state.kind == "task":
            return self._rect(left, top, size, f'rx="4" {look}')
        box = self._rect(left, top, size, f'rx="10" {look}')
        return box + self._outcome(state, at, size, INK)

    def _row(self, parts: list[str], row: Elsewhere, at: Point, width: float) -> float:
        """« These actions, from these states → that state »; the state itself when it stands only here."""
        aside = row.target is not None and row.target in self.picture.aside and self._first_row(row)
        room = width - (_BOX_WIDTH + 56 if aside else 0)
        actions = wrapped(" · ".join(row.titles) + ("" if aside else self._leads_to(row)), room, _ACTION)
        origin = wrapped(self._origin(row), room, _SMALL)
        upper, lower = len(actions) * _ACTION * _LEADING, len(origin) * _SMALL * _LEADING
        box = self._box_size(row.target) if aside and row.target else Size(0, 0)
        tall = max(upper + lower + 4, box.height)
        first = at.y + (tall - upper - lower - 4) / 2
        parts.append(self._text(actions, at.x, first + upper / 2, _ACTION))
        parts.append(self._text(origin, at.x, first + upper + 4 + lower / 2, _SMALL, f'fill="{SOFT}"'))
        if aside and row.target:
            left, middle = at.x + width - _BOX_WIDTH, at.y + tall / 2
            parts.append(self._pointer(left - 44, left - 6, middle))
            parts.append(self._box(row.target, Point(left + _BOX_WIDTH / 2, middle)))
        return at.y + tall + 16

    def _leads_to(self, row: Elsewhere) -> str:
        end = self.words.returns if row.target is None else self._title(row.target)
        return f" {'←' if self.language == 'ar' else '→'} {end}"

    def _origin(self, row: Elsewhere) -> str:
        if row.sources:
            return self._listed(self.words.from_states, row.sources)
        but = self.words.comma + self._listed(self.words.but, row.excepted) if row.excepted else ""
        return self.words.everywhere + but

    def _listed(self, words: str, states: tuple[str, ...]) -> str:
        return words + self.words.colon + self.words.comma.join(map(self._title, states))

    def _title(self, state: str) -> str:
        return self.definition.states[state].title.of(self.language)

    def _first_row(self, row: Elsewhere) -> bool:
        return next(each for each in self.picture.elsewhere if each.target == row.target) is row

    def _pointer(self, start: float, end: float, y: float) -> str:
        head = (Point(end - 8, y - 4.5), Point(end, y), Point(end - 8, y + 4.5))
        return (
            f'<path d="{self._path((Point(start, y), Point(end - 6, y)))}" stroke="{LINE}" stroke-width="1.4"/>'
            f'<path d="{self._path(head)}Z" fill="{LINE}"/>'
        )


def _curve(points: list[tuple[float, float]]) -> str:
    """A smooth line through the points, upright where it leaves and where it arrives."""
    steps = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for at in range(len(points) - 1):
        (x, y), (to_x, to_y) = points[at], points[at + 1]
        third = (to_y - y) / 2.5
        leave = _slope(points, at) * third
        arrive = _slope(points, at + 1) * third
        steps.append(f"C{_n(x + leave)} {_n(y + third)} {_n(to_x - arrive)} {_n(to_y - third)} {_n(to_x)} {_n(to_y)}")
    return "".join(steps)


def _slope(points: list[tuple[float, float]], at: int) -> float:
    """How far the line goes sideways for one step down, at one of its points."""
    if at in (0, len(points) - 1):
        return 0.0
    (before_x, before_y), (x, _), (after_x, after_y) = points[at - 1 : at + 2]
    if (before_x - x) * (after_x - x) >= 0:
        return 0.0  # where it turns round it is upright, and never swings wider than its points
    return (after_x - before_x) / (after_y - before_y)


def _label_size(lines: list[str]) -> Size:
    width = max(_length(line, _SMALL) for line in lines)
    return Size(width + 12, len(lines) * _SMALL * _LEADING + 6)


def number(value: float) -> str:
    """A number with one decimal at most, the same on every machine."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


_n = number


_TICK: _Stroke = ((-5, 0), (-1.5, 4), (5, -4.5))
_SIGNS: Mapping[Outcome, tuple[_Stroke, ...]] = {
    "success": (_TICK,),
    "partial": (_TICK, ((-5, 7), (5, 7))),
    "refused": (((-4, -4), (4, 4)), ((-4, 4), (4, -4))),
    "abandoned": (((-5, 0), (5, 0)),),
    "unreachable": (((-5, 0), (-4.5, 0)), ((0, 0), (0.5, 0)), ((5, 0), (5.5, 0))),
    "referred": (((-5, 0), (5, 0)), ((1.5, -3.5), (5, 0), (1.5, 3.5))),
    "out_of_scope": (((-4, -4), (4, -4), (4, 4), (-4, 4), (-4, -4)),),
    "deceased": (((0, -5), (0, 5)),),
}
"Strokes of each ending's sign, round the middle of a small square."
