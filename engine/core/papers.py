"""Which papers are due, which are held, and the shortest set left to obtain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Literal

from engine.core.answers import HELD
from engine.core.calendar import Calendar, Duration
from engine.core.definition import CatalogueDocument, DocumentGroup

Standing = Literal["ok", "missing", "stale", "unverified"]
_SEARCH_LIMIT = 4000
"Choices looked at for the shortest set; beyond, the best found so far (groups are few, this is a seat belt)."


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """Where one group of papers stands."""

    satisfied: bool
    lacking: Mapping[str, tuple[str, ...]]
    "Option → papers still to obtain for it, renew or have verified; empty when the option is complete."
    stands: Mapping[str, Standing]
    "Paper → how it stands."
    shortest: tuple[str, ...]
    "The fewest papers that would satisfy this group alone."


def paper_standing(
    paper: Mapping[str, Any] | None, max_age: Duration | None, check: bool, today: date, calendar: Calendar
) -> Standing:
    """How one paper stands on a day; its age counts from the day written on it, else from the day it was received."""
    if paper is None or paper["status"] not in HELD:
        return "missing"
    if paper["status"] == "waived":
        return "ok"
    if max_age is not None:
        since = date.fromisoformat(paper.get("issued") or paper["on"])
        if calendar.add(since, max_age).day < today:
            return "stale"
    return "unverified" if check and paper["status"] != "verified" else "ok"


def group_standing(
    group: DocumentGroup,
    documents: Mapping[str, Mapping[str, Any]],
    catalogue: Mapping[str, CatalogueDocument],
    fields: Mapping[str, Any],
    today: date,
    calendar: Calendar,
) -> GroupStanding:
    """Where a group stands; its own `max_age` first, else the validity of each paper in the catalogue."""
    stands: dict[str, Standing] = {}
    lacking: dict[str, tuple[str, ...]] = {}
    for option, papers in group.any_of.items():
        for paper in papers:
            if paper not in stands:
                max_age = group.max_age or catalogue[paper].validity
                stands[paper] = paper_standing(documents.get(paper), max_age, group.check, today, calendar)
        lacking[option] = tuple(paper for paper in papers if stands[paper] != "ok")
    options = list(lacking.values())
    wanted = _wanted(group, fields)
    fewest = min(options, key=len, default=()) if wanted == 1 else _fewest([(wanted, options)])
    # In the order of the file, whichever way they were found.
    shortest = tuple(dict.fromkeys(paper for option in options for paper in option if paper in fewest))
    return GroupStanding(not shortest, lacking, stands, shortest)


def _wanted(group: DocumentGroup, fields: Mapping[str, Any]) -> int:
    """How many options are due: at least one, and no more than there are; a field not yet known asks for one."""
    wanted = group.count if isinstance(group.count, int) else int(fields.get(group.count) or 1)
    return min(max(wanted, 1), len(group.any_of))


def shortest_set(groups: Iterable[tuple[DocumentGroup, GroupStanding]], fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The fewest papers that satisfy every group together: one paper may serve two of them."""
    demands = [
        (_wanted(group, fields), list(standing.lacking.values()))
        for group, standing in groups
        if not standing.satisfied
    ]
    fewest = _fewest(demands)
    return tuple(
        dict.fromkeys(paper for _, options in demands for option in options for paper in option if paper in fewest)
    )


def _fewest(demands: Sequence[tuple[int, Sequence[tuple[str, ...]]]]) -> frozenset[str]:
    """The fewest papers that complete, for each demand, as many of its options as it wants.

    Exact up to `_SEARCH_LIMIT` choices looked at, then the best found so far.
    """
    sets = [(wanted, [frozenset(option) for option in options]) for wanted, options in demands]
    best: list[frozenset[str]] = []
    budget = _SEARCH_LIMIT

    def search(index: int, chosen: frozenset[str]) -> None:
        nonlocal budget
        if best and len(chosen) >= len(best[0]):
            return
        if index == len(sets):
            best[:] = [chosen]
            return
        wanted, options = sets[index]
        for choice in combinations(sorted(options, key=lambda option: len(option - chosen)), wanted):
            search(index + 1, chosen.union(*choice))
            budget -= 1
            if budget < 0:
                return

    search(0, frozenset())
    return best[0]
