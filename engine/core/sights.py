"""Who was shown what, and what of it an auditor should look at.

Knows lines of the log of reads, days and desk hours; reads nothing itself, and accuses nobody: a pattern is a reason to
ask, and most have an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from engine.core.calendar import Calendar

MANY = 20
"Cases or people that an agent opens in one day without doing anything for them: from so many on, it is pointed out."
OPENS, CLOSES = 7, 20
"Hours between which somebody may be at a desk, on a working day; wider than any desk's own hours."

GLASS = "glass"
"Why somebody saw the case of another desk: they broke the glass."

_LISTS = frozenset({"case.list"})
"Acts that show what a desk has to do: everybody's morning."
_SEARCHES = frozenset({"person.search"})
"Acts of which each is a look of its own, whatever it found."
_NOBODY = "system"

PatternKind = Literal["elsewhere", "borrowed", "many", "off_hours"]


class Sight(NamedTuple):
    """One line: somebody was shown something personal, or was refused it."""

    position: int
    at: str
    "UTC, ISO 8601 with Z, to the millisecond."
    actor: str
    role: str
    commune: str
    "The actor's own."
    act: str
    "For what: `case.read`, `person.search`…, as `engine.authority` names actions."
    seen: tuple[str, ...]
    "Public identifiers of cases, people and scans, what was asked for first; `?` for what there isn't."
    things: int
    "How many different things were asked for or shown; `count` in the line."
    denied: bool
    why: str
    "A code (`glass`); never words of anybody's."
    previous: str
    "Hexadecimal SHA-256 of the line before; 64 zeros for the first."


@dataclass(frozen=True, slots=True)
class Pattern:
    """Something to ask an agent about, on one day.

    `elsewhere`: cases or people of another desk, by a broken glass, or tried and refused, or shown though the history
    says that they were another desk's; `borrowed`: while somebody else could have been the account, whose password or
    telephone they had undone; `many`: opened without anything being done for them; `off_hours`: on a closed day, or at
    an hour when no desk is open.
    """

    kind: PatternKind
    actor: str
    role: str
    commune: str
    day: date
    things: int
    "How many different things it is about."
    positions: tuple[int, ...]
    "Of the lines."


Elsewhere = Callable[[Sight], bool]
"Whether a line shows a case that wasn't at the desk of who saw it, by its history."

Borrowed = Callable[[Sight], bool]
"Whether a line was written while another could have been the account that it names."

Acted = Callable[[str, date, tuple[str, ...]], bool]
"Whether an agent recorded anything, that day, in one of these histories."


class Histories(NamedTuple):
    """What lines are held against: the histories of cases, and those of accounts."""

    elsewhere: Elsewhere
    borrowed: Borrowed
    acted: Acted


@dataclass(slots=True)
class _Day:
    """One agent's day, as it is gathered."""

    role: str
    commune: str
    elsewhere: list[Sight] = field(default_factory=list)
    borrowed: list[Sight] = field(default_factory=list)
    off_hours: list[Sight] = field(default_factory=list)
    looks: dict[str | int, list[Sight]] = field(default_factory=dict)
    "What was opened → the lines about it; a search stands for itself."


def patterns(sights: Iterable[Sight], histories: Histories, calendar: Calendar, zone: tzinfo) -> Iterator[Pattern]:
    """What to look at in some lines, which come in the order of their time; one day of them in memory.

    `histories.acted` is asked only about agents who opened `MANY` things in a day; `zone` is the desks' own.
    """

    @lru_cache(maxsize=4096)
    def at_the_desk(minute: str) -> tuple[date, bool]:
        """The desks' own day, and whether they were closed."""
        when = datetime.fromisoformat(f"{minute}:00+00:00").astimezone(zone)
        return when.date(), is_off_hours(when, calendar)

    for day, lines in groupby(sights, key=lambda sight: at_the_desk(sight.at[:16])[0]):
        agents: dict[str, _Day] = {}
        for sight in lines:
            gathered = agents.get(sight.actor)
            if gathered is None:
                gathered = agents[sight.actor] = _Day(sight.role, sight.commune)
            if sight.role != _NOBODY:
                _gather(gathered, sight, at_the_desk(sight.at[:16])[1], histories)
        for actor, each in sorted(agents.items()):
            yield from _of_day(each, actor, day, histories.acted)


def is_off_hours(when: datetime, calendar: Calendar) -> bool:
    """Whether no desk is open then: before `OPENS`, from `CLOSES` on, or on a day when offices are closed."""
    return not OPENS <= when.hour < CLOSES or not calendar.is_working(when.date())


def _gather(day: _Day, sight: Sight, off_hours: bool, histories: Histories) -> None:
    if sight.denied or sight.why == GLASS or histories.elsewhere(sight):
        day.elsewhere.append(sight)
    if histories.borrowed(sight):
        day.borrowed.append(sight)
    if off_hours:
        day.off_hours.append(sight)
    if not sight.denied and sight.act not in _LISTS:
        look = sight.position if sight.act in _SEARCHES or not sight.seen else sight.seen[0]
        day.looks.setdefault(look, []).append(sight)


def _of_day(day: _Day, actor: str, on: date, acted: Acted) -> Iterator[Pattern]:
    def pattern(kind: PatternKind, sights: list[Sight], things: int) -> Pattern:
        return Pattern(kind, actor, day.role, day.commune, on, things, tuple(each.position for each in sights))

    if day.elsewhere:
        yield pattern("elsewhere", day.elsewhere, _things(day.elsewhere))
    if day.borrowed:
        yield pattern("borrowed", day.borrowed, _things(day.borrowed))
    if len(day.looks) >= MANY:
        idle = [lines for lines in day.looks.values() if not acted(actor, on, _names(lines))]
        if len(idle) >= MANY:
            yield pattern("many", sorted((each for lines in idle for each in lines), key=_position), len(idle))
    if day.off_hours:
        yield pattern("off_hours", day.off_hours, _things(day.off_hours))


def _names(sights: list[Sight]) -> tuple[str, ...]:
    """All that these lines name; nothing for a search, which names whoever was found."""
    return tuple(dict.fromkeys(name for each in sights if each.act not in _SEARCHES for name in each.seen))


def _things(sights: list[Sight]) -> int:
    """How many different things were seen or tried; each try at what there isn't counts."""
    return len({name if name != "?" else (name, each.position) for each in sights for name in each.seen or ("?",)})


def _position(sight: Sight) -> int:
    return sight.position
