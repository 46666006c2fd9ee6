"""Made-up situations on both sides of everything that some conditions look at: what none of them meets, no case meets.

A condition sees a case through few windows (a field, a clock, how often something was done) and only compares: between
two thresholds nothing changes, and options that it doesn't name are alike. Everything is taken as known, except what a
condition asks to be (`known`): what isn't is asked for before an action is judged.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import prod
from typing import Any

from engine.core.answers import Facts
from engine.core.calendar import months_later
from engine.core.definition import Definition, Field
from engine.core.guard_types import OUTCOMES
from engine.core.guards import Call, Compare, Constant, Junction, Name, Not, Sum, Tree

LIMIT = 20_000
"Situations tried at most; where there are more, nothing is said."
TODAY = date(2026, 6, 15)
"Any day in the middle of a month: what counts is how far from it."
ORIGIN = "came_from"
"The window on the state that the case came from."
_DAY = timedelta(days=1)
_LONG_AGO = timedelta(days=40_000)
_MONTHS = {"age_years": 12, "age_months": 1}


@dataclass(frozen=True, slots=True)
class Situation:
    """One made-up situation: its facts, and what was chosen, window by window."""

    facts: Facts
    chosen: Mapping[str, Any]
    """Window, written as conditions do (`couple`, `days_left(declaration)`, `times(relancer)`), → what is seen through
    it; of a clock the days left, None where it doesn't run."""


def situations(definition: Definition, conditions: Iterable[Tree], origins: Iterable[str]) -> list[Situation] | None:
    """Every situation that these conditions can tell apart, in a state entered from `origins`; None when too many."""
    looked = _Looked(definition)
    for tree in conditions:
        looked.at(tree)
    windows = looked.windows(tuple(origins))
    if prod(len(shown) for shown in windows.values()) > LIMIT:
        return None
    return [
        Situation(_facts(chosen), chosen)
        for values in itertools.product(*windows.values())
        for chosen in (dict(zip(windows, values, strict=True)),)
    ]


class _Looked:
    """What conditions look at, and the values at which they turn."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.turns: dict[str, set[Any]] = {}
        "Window → the constants that it is compared with."
        self.unknown: set[str] = set()
        "Fields that a condition asks to be known."

    def at(self, tree: Tree) -> None:
        """Note every window of a condition."""
        match tree:
            case Not(of=of):
                self.at(of)
            case Junction(parts=parts):
                for part in parts:
                    self.at(part)
            case Compare(left=left, right=right):
                self._compared(left, right)
                self._compared(right, left)
            case Name() | Call() | Sum():
                self._compared(tree, None)

    def _compared(self, term: Tree, other: Tree | None) -> None:
        constants = set(self._constants(other)) if other is not None else set()
        for window in self._windows_of(term):
            self.turns.setdefault(window, set()).update(constants)

    def _windows_of(self, term: Tree) -> Iterator[str]:
        match term:
            case Sum(left=left, right=right):
                yield from self._windows_of(left)
                yield from self._windows_of(right)
            case Name(id=name):
                yield name
            case Call(function="known", arguments=arguments):
                names = [each.id for each in arguments if isinstance(each, Name)]
                self.unknown.update(names)
                yield from names
            case Call(function="came_from"):
                yield ORIGIN
            case Call(function="overdue" | "running" | "days_left", arguments=(Name(id=name),)):
                yield f"days_left({name})"
            case Call(function=function, arguments=arguments) if function != "date":
                yield f"{function}({', '.join(each.id for each in arguments if isinstance(each, Name))})"

    def _constants(self, term: Tree) -> Iterator[Any]:
        match term:
            case Constant(value=tuple() as values):
                yield from values
            case Constant(value=value):
                yield value
            case Call(function="date", arguments=(Constant(value=value),)):
                yield value
            case Call(function="value", arguments=(Name(id=name),)):
                yield from (value for _, value in self.definition.values[name].series)
            case Sum(left=left, right=right):
                yield from self._constants(left)
                yield from self._constants(right)

    def windows(self, origins: tuple[str, ...]) -> dict[str, list[Any]]:
        """Window → what may be seen through it."""
        found: dict[str, list[Any]] = {}
        days = self._days()
        for window, turns in self.turns.items():
            function, _, rest = window.partition("(")
            if window in self.definition.fields:
                found[window] = self._of_field(self.definition.fields[window], turns, days)
            elif function in _MONTHS or function == "days_since":
                name = rest.rstrip(")")
                found[name] = self._of_field(self.definition.fields[name], self.turns.get(name, set()), days)
            elif window == "today":
                found[window] = sorted({TODAY, *(day + each for day in days for each in (-_DAY, _DAY * 0, _DAY))})
            else:
                found[window] = self._of_call(function, rest.rstrip(")"), turns, origins)
        return found

    def _days(self) -> set[date]:
        """Every day written in a condition, or at which an age or a lapse of time turns."""
        found = {day for turns in self.turns.values() for each in turns if (day := _day(each)) is not None}
        for window, turns in self.turns.items():
            function = window.partition("(")[0]
            numbers = [each for each in turns if isinstance(each, int) and not isinstance(each, bool)]
            if function in _MONTHS:
                found |= {months_later(TODAY, -number * _MONTHS[function]) for number in numbers}
            elif function == "days_since":
                found |= {TODAY - _DAY * number for number in numbers}
        return found

    def _of_field(self, field: Field, turns: set[Any], days: set[date]) -> list[Any]:
        known: list[Any]
        if field.type == "boolean":
            known = [True, False]
        elif field.type == "integer":
            known = [each for each in _around(turns) if _within(each, field.minimum, field.maximum)]
        elif field.type in ("date", "moment"):
            near = {TODAY - _LONG_AGO, TODAY, *(day + each for day in days for each in (-_DAY, _DAY * 0, _DAY))}
            past = field.not_after == "now"
            known = [each.isoformat() for each in sorted(near) if not past or each <= TODAY]
        elif field.type == "choices":
            named = [option for option in field.options if option in turns]
            known = [list(some) for size in range(len(named) + 1) for some in itertools.combinations(named, size)]
        else:
            others = [option for option in field.options if option not in turns] or ([] if field.options else ["…"])
            known = [*sorted(turns, key=str), *others[:1]]
        return [*known, None] if field.id in self.unknown else known

    def _of_call(self, function: str, name: str, turns: set[Any], origins: tuple[str, ...]) -> list[Any]:
        match function:
            case "came_from":
                return list(origins) or [None]
            case "days_left":
                return [None, *_around({-1, *turns})]
            case "times" | "times_since":
                return [each for each in _around(turns) if each >= 0]
            case "linked":
                return list(OUTCOMES)
            case "value":
                return list(dict.fromkeys(value for _, value in self.definition.values[name].series))
            case _:
                return [True, False]


def _around(turns: Iterable[Any]) -> list[int]:
    """Zero, each number, and those beside it."""
    numbers = [each for each in turns if isinstance(each, int) and not isinstance(each, bool)]
    return sorted({0, *(number + each for number in numbers for each in (-1, 0, 1))})


def _within(number: int, least: int | None, most: int | None) -> bool:
    return (least is None or number >= least) and (most is None or number <= most)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _facts(chosen: Mapping[str, Any]) -> Facts:
    """The facts of a case in which each window shows what was chosen."""
    today = chosen.get("today", TODAY)
    seen: dict[str, dict[str, Any]] = {}
    for window, value in chosen.items():
        function, _, rest = window.partition("(")
        seen.setdefault(function, {})[rest.rstrip(")")] = value
    clocks = {
        name: {} if left is None else {"due": (today + _DAY * left).isoformat()}
        for name, left in seen.get("days_left", {}).items()
    }
    # What was done before the act that a count starts from stands below it, the rest above.
    done: dict[str, tuple[int, ...]] = {}
    for names, count in seen.get("times_since", {}).items():
        action, since = names.split(", ")
        done[since] = (1000,)
        done[action] = tuple(range(1001, 1001 + count))
    for action, count in seen.get("times", {}).items():
        after = done.get(action, ())
        done[action] = (*range(1, max(count - len(after), 0) + 1), *after)
    # A paper in hand is no more asked for.
    papers = {name: "requested" if asked else "missing" for name, asked in seen.get("requested", {}).items()}
    papers |= {name: "received" if had else papers.get(name, "missing") for name, had in seen.get("held", {}).items()}
    return Facts(
        today=today,
        fields={name: value for name, value in chosen.items() if "(" not in name},
        clocks=clocks,
        documents={name: {"status": status} for name, status in papers.items()},
        done=done,
        came_from=chosen.get(ORIGIN),
        links={name: {"outcome": None if how == "open" else how} for name, how in seen.get("linked", {}).items()},
        consents={name: {"given": given} for name, given in seen.get("consent", {}).items()},
        value=lambda name, _day: seen.get("value", {}).get(name),
        group=lambda name, _facts: seen.get("satisfied", {}).get(name),
        group_missing=lambda _name, _facts: (),
        waits_for={},
    )


def thresholds(definition: Definition, conditions: Iterable[Tree]) -> dict[str, list[Any]]:
    """Field → values on both sides of everything that these conditions compare it with, seen from `TODAY`."""
    looked = _Looked(definition)
    for tree in conditions:
        looked.at(tree)
    shown = looked.windows(())
    return {
        name: [each for each in shown[name] if each not in (None, "…", [])]
        for name in definition.fields
        if name in shown
    }
