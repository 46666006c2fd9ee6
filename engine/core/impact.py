"""What another version would change for one open case, if it came into it today. Pure.

The case is carried as a migration would carry it, and what its desk would be told is held against what it is told now:
its next act, the papers it lacks, its due days, what can be done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine.core.definition import MigrationRule
from engine.core.machine import Machine, Situation
from engine.core.migrating import Carried, Passage, Stuck, carry
from engine.core.steps import Guidance, PaperGroup, guide

Effect = Literal[
    "stranded",
    "held",
    "elsewhere",
    "next_step",
    "document_missing",
    "group_added",
    "due_moved",
    "action_gone",
    "left_aside",
]
"""`stranded`: no step for it there; `held`: it stays under its version for another reason; `elsewhere`: it would stand
at another step; `next_step`: another act comes next; `document_missing`: a paper that it doesn't lack now;
`group_added`: papers that are asked for besides, none of them newly missing: useful, or lacking already; `due_moved`:
a due day comes, goes or moves; `action_gone`: what can be asked now can't any more; `left_aside`: data or papers that
the new version doesn't know."""
EFFECTS: tuple[Effect, ...] = (
    "stranded",
    "held",
    "elsewhere",
    "action_gone",
    "document_missing",
    "group_added",
    "due_moved",
    "next_step",
    "left_aside",
)
"In the order in which they are told: what hurts most first."
STRANDS = frozenset(("state_gone", "no_way", "now_final"))
"Obstacles for which no other version of the rule's condition is enough: the case has nowhere to stand."


@dataclass(frozen=True, slots=True)
class Felt:
    """What one case would feel; without effect it is unaffected."""

    state: str
    to: str | None
    "Where it would stand; None when it stays under its version."
    stuck: tuple[Stuck, ...] = ()
    next_step: tuple[str | None, str | None] | None = None
    "(the act that comes next now, the one that would), where they differ."
    documents: tuple[str, ...] = ()
    "Papers newly missing."
    groups: tuple[PaperGroup, ...] = ()
    "Groups of papers newly asked for there, due or useful, and not satisfied by what is held."
    dues: Mapping[str, tuple[date | None, date | None]] | None = None
    "Deadline → its due day now and then, where they differ."
    actions: tuple[str, ...] = ()
    "Actions that can't be asked any more."
    left: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Deadlines whose day stays as it was counted, though their delay isn't the same there. No effect: what an editor
    who changes a delay has to know, for nothing else would tell them that it moves no case."""

    @property
    def effects(self) -> tuple[Effect, ...]:
        """What it comes to, what hurts most first; empty for a case that would feel nothing."""
        strands = any(each.code in STRANDS for each in self.stuck)
        felt: Mapping[Effect, bool] = {
            "stranded": strands,
            "held": bool(self.stuck) and not strands,
            "elsewhere": self.to is not None and self.to != self.state,
            "action_gone": bool(self.actions),
            "document_missing": bool(self.documents),
            "group_added": bool(self.groups) and not self.documents,
            "due_moved": bool(self.dues),
            "next_step": self.next_step is not None,
            "left_aside": bool(self.left),
        }
        return tuple(each for each in EFFECTS if felt[each])


def felt(way: Passage, situation: Situation, *, erased: bool = False) -> Felt:
    """What a case would feel; `situation` is of its own version, as it stands."""
    case = situation.case
    carried = carry(way, situation._replace(machine=way.machine), erased=erased)
    if not isinstance(carried, Carried):
        return Felt(case.state, None, carried)
    there = Situation(way.machine, carried.case, carried.private, situation.day, situation.calendar)
    now, then = guide(situation, {}, "agent"), guide(there, {}, "agent")
    before, after = _next(now), _next(then)
    lacking = set(now.missing)
    return Felt(
        state=case.state,
        to=carried.case.state,
        next_step=(before, after) if before != after else None,
        documents=tuple(paper for paper in then.missing if paper not in lacking),
        groups=_asked_besides(now, then),
        dues=_moved(now, then),
        actions=_gone(situation.machine, way.machine, case.state, carried.case.state),
        left=tuple(name for names in carried.left.values() for name in names),
        kept=_kept(now, then, way.rule),
    )


def _next(guidance: Guidance) -> str | None:
    """The first thing that the desk can do in this very state, else the first that it will."""
    own = [each for each in guidance.actions if each.action.id in guidance.state.actions and each.action.by == "agent"]
    return next((each.action.id for each in own if not each.blocked_by), own[0].action.id if own else None)


def _asked_besides(now: Guidance, then: Guidance) -> tuple[PaperGroup, ...]:
    before = {each.group.id: each.group.need for each in now.papers if each.due is not False}
    asked = (each for each in then.papers if each.due is not False and each.group.need != "not_due")
    return tuple(each for each in asked if before.get(each.group.id) != each.group.need and not each.standing.satisfied)


def _moved(now: Guidance, then: Guidance) -> Mapping[str, tuple[date | None, date | None]]:
    before = {view.deadline.id: view.due for view in now.clocks}
    after = {view.deadline.id: view.due for view in then.clocks}
    pairs = {name: (before.get(name), after.get(name)) for name in {**before, **after}}
    return {name: (was, due) for name, (was, due) in pairs.items() if was != due}


def _kept(now: Guidance, then: Guidance, rule: MigrationRule) -> tuple[str, ...]:
    # One that was counted again may fall on its day of before: a month, or thirty days.
    delays = {view.deadline.id: view.deadline.within for view in now.clocks if rule.fate(view.deadline.id) == "keep"}
    after = [view.deadline for view in then.clocks]
    return tuple(each.id for each in after if each.within != delays.get(each.id, each.within))


def _gone(former: Machine, machine: Machine, state: str, to: str) -> tuple[str, ...]:
    return tuple(name for name in former.table[state] if name not in machine.table[to])
