"""What is put in the place of a person's own values when the story of a case is told again.

Pure. Every day moves by the same whole number of weeks, so that distances and days of the week stay; communes are
exchanged for others, two by two different; a value that no rule of the pathway looks at gives way to one that anybody
could have, and what was typed freely always does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Protocol, TypeVar

from engine.core.definition import Definition, Field
from engine.core.events import Json
from engine.core.guards import names
from engine.core.machine import Condition, Machine
from engine.core.territory import Territory
from engine.core.values import DATED, FIRST_DAY, is_iso_date

SAID = "motif"
"In the place of a reason: rules only ask that there be one."
NUMBER = "1"
"In the place of the number of a receipt."
_TEXT = "texte"
_COUNTRY = "ES"
_WEEK = timedelta(weeks=1)
WEEKS = (*range(8, 53), *range(-52, -7))
"Weeks by which days may move: never few enough for a day to be guessed, nor so many that other rules were in force."
YEAR = (52, -52)
FEW = (-5, -4, -3, -2, 2, 3, 4, 5)
"Where nothing else will do."


_Any = TypeVar("_Any")


class Chance(Protocol):
    """What draws: given, for a core has no luck of its own."""

    def sample(self, population: Sequence[_Any], k: int) -> list[_Any]:
        """That many of them, each once, in any order."""


@dataclass(frozen=True, slots=True)
class Veil:
    """One way of hiding whom a case is about."""

    shift: timedelta = timedelta()
    communes: Mapping[str, str] = field(default_factory=dict)
    "Commune → the one told in its place."
    kept: frozenset[str] | None = None
    "Fields whose value stays; None keeps them all."

    def without(self, name: str) -> Veil:
        """The same veil, this field hidden too."""
        return replace(self, kept=(self.kept or frozenset()) - {name})

    def day(self, day: date) -> date:
        """A day as it is told."""
        return day + self.shift

    def commune(self, name: str) -> str:
        """A commune as it is told."""
        return self.communes.get(name, name)

    def values(self, definition: Definition, given: Mapping[str, Json]) -> dict[str, Json]:
        """Given values as they are told; those of no field of the pathway are left out."""
        known = definition.fields
        return {name: self._value(known[name], value) for name, value in given.items() if name in known}

    def _value(self, asked: Field, value: Json) -> Json:
        if asked.type == "commune" and isinstance(value, str):
            return self.commune(value)
        if asked.type in DATED and isinstance(value, str) and is_iso_date(value[:10]):
            return self._moment(asked, value)
        if self.kept is None or asked.id in self.kept:
            return value
        return anybodys(asked)

    def _moment(self, asked: Field, value: str) -> str:
        day = date.fromisoformat(value[:10])
        if self.kept is not None and asked.id not in self.kept and asked.is_private:
            # Of a birth that nothing looks at, the year is enough.
            day = day.replace(month=1, day=1)
        told = max(self.day(day).isoformat(), FIRST_DAY)
        return told if asked.type == "date" else f"{told}T10:00"


def anybodys(asked: Field) -> Json:
    """A value of a field that says nothing of anybody."""
    match asked.type:
        case "boolean":
            return False
        case "integer":
            least, most = asked.minimum, asked.maximum
            value = max(1, least) if least is not None else 1
            return value if most is None else min(value, most)
        case "choice":
            return next(iter(asked.options))
        case "choices":
            return [next(iter(asked.options))]
        case "country":
            return _COUNTRY
        case _:
            return _TEXT


def looked_at(machine: Machine) -> frozenset[str]:
    """Fields whose value some rule looks at: a condition, a clock, a number of papers, the bounds of another field.

    A free text never is one of them: it may name somebody, whatever a condition compares it with.
    """
    definition = machine.definition
    found = {name for each in conditions(machine) for _, name in names(each.tree)}
    found |= {anchor.name for each in definition.deadlines.values() for anchor in each.starts if anchor.kind == "field"}
    for state in definition.states.values():
        found |= {each.count for each in state.documents.values() if isinstance(each.count, str)}
        for action in state.actions.values():
            found |= {opened.after[0] for opened in action.opens if opened.after is not None}
    for each in definition.fields.values():
        bounds = {name for name in (each.not_after, each.not_before) if name and name in definition.fields}
        found |= {*bounds, each.id} if bounds else bounds
    return frozenset(name for name in found & set(definition.fields) if definition.fields[name].type != "text")


def conditions(machine: Machine) -> Iterator[Condition]:
    """Every condition of a pathway."""
    for plans in machine.table.values():
        for plan in plans.values():
            yield from (each for each in (plan.when, *(way.when for way in plan.destinations)) if each is not None)
    for groups in machine.groups.values():
        yield from (each.when for each in groups if each.when is not None)
    yield from (condition for _, condition in machine.alerts)
    yield from (each.holds for each in machine.invariants)


def drawn(chance: Chance, kept: frozenset[str], communes: Mapping[str, None], territory: Territory) -> Iterator[Veil]:
    """Ways of hiding, drawn at random, the most hiding first: how far days move, and which communes are told.

    Where the year decides (a day of return to school), days move by a whole year of weeks, or by few.
    """
    desks = [name for name, each in territory.communes.items() if each.baom != "none" and name not in communes]
    others = desks if len(desks) >= len(communes) else [name for name in territory.communes if name not in communes]
    for weeks in (*chance.sample(WEEKS, 4), *YEAR, *chance.sample(FEW, 4)):
        told = chance.sample(others, min(len(communes), len(others)))
        yield Veil(_WEEK * weeks, dict(zip(communes, told, strict=False)), kept)
