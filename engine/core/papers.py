"""Which papers are due, which are held, and the shortest set left to obtain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    wanted = _wanted(group, fields)
    by_need = sorted(lacking.values(), key=len)[:wanted]
    shortest = tuple(dict.fromkeys(paper for option in by_need for paper in option))
    return GroupStanding(not shortest and len(by_need) == wanted, lacking, stands, shortest)


def _wanted(group: DocumentGroup, fields: Mapping[str, Any]) -> int:
    """How many options are due; a field not yet known asks for one."""
    wanted = group.count if isinstance(group.count, int) else int(fields.get(group.count) or 1)
    return max(wanted, 1)


def shortest_set(groups: Iterable[tuple[DocumentGroup, GroupStanding]], fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The fewest papers that satisfy every group together: one paper may serve two of them."""
    demands: list[tuple[int, list[frozenset[str]]]] = []
    for group, standing in groups:
        if not standing.satisfied:
            options = [frozenset(papers) for papers in standing.lacking.values()]
            demands.append((min(_wanted(group, fields), len(options)), options))
    best: list[frozenset[str]] = []
    budget = [_SEARCH_LIMIT]
    order: dict[str, int] = {}
    for _, options in demands:
        for option in options:
            for paper in sorted(option):
                order.setdefault(paper, len(order))

    def search(index: int, chosen: frozenset[str]) -> None:
        budget[0] -= 1
        if budget[0] < 0 or (best and len(chosen) >= len(best[0])):
            return
        if index == len(demands):
            best[:] = [chosen]
            return
        wanted, options = demands[index]
        for choice in combinations(sorted(options, key=lambda option: len(option - chosen)), wanted):
            search(index + 1, chosen.union(*choice))

    search(0, frozenset())
    return tuple(sorted(best[0], key=order.__getitem__)) if best else ()
