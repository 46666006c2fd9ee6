"""Walks: lives that nobody wrote, lived through a pathway to find what its scenarios don't take.

Pure: what draws is given. A walker has every paper in hand and knows every value, drawn on both sides of what
conditions compare; it goes where it went least. What it found is told with the shortest story that leads there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from engine.core.calendar import Duration
from engine.core.clocks import is_running
from engine.core.definition import Field
from engine.core.events import DocumentStatus, Json, Receipt
from engine.core.machine import Machine, Plan
from engine.core.rehearsal import Play
from engine.core.samples import TODAY, thresholds
from engine.core.scenario import Expected, Scenario, ScenarioStep
from engine.core.territory import Territory
from engine.core.veiling import NUMBER, SAID, Chance, anybodys, conditions

ACTS = 25
"Acts tried in one walk."
_WAITS = (5, 35, 100)
"Days that may pass between two acts."
_EAGER = 2
"How much oftener than the least tried an action may have been, to be tried again."
_LIFTED = frozenset(
    (
        *("field_missing", "condition_unknown", "document_missing", "document_stale", "document_unverified"),
        *("document_condition_unknown", "receipt_missing", "reason_missing", "consent_missing"),
    )
)
"Reasons that somebody at the counter can lift."

_Key = TypeVar("_Key")
Mark = tuple[str, Any]
"What a life took: (« state », its name), (« transition », from, action, to), (« guard », text and answer)."


@dataclass(frozen=True, slots=True)
class Walks:
    """What many lives took, each thing with the shortest story that leads there."""

    taken: Mapping[Mark, Scenario]
    dead_ends: Mapping[str, Scenario]
    "State → a story that ends there: nothing is possible, whatever is given, and no clock runs."
    broken: Mapping[str, Scenario]
    "Invariant → a story after which it no longer holds."


def walks(
    machine: Machine,
    territory: Territory,
    chance: Chance,
    number: int,
    tell: Callable[[int, int], None] = lambda _done, _whole: None,
) -> Walks:
    """Live so many lives; `tell`: who is told after each how many are lived, and of how many."""
    found = _Found()
    values = _values(machine)
    for lived in range(number):
        _Walker(machine, territory, chance, found, values).live()
        tell(lived + 1, number)
    return Walks(found.taken, found.dead_ends, found.broken)


@dataclass(slots=True)
class _Found:
    """What all lives have taken until now."""

    taken: dict[Mark, Scenario] = field(default_factory=dict)
    dead_ends: dict[str, Scenario] = field(default_factory=dict)
    broken: dict[str, Scenario] = field(default_factory=dict)
    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    "(state, action) → how often."


def _values(machine: Machine) -> dict[str, list[Json]]:
    """Field → values that somebody may have: those at which conditions turn, or else anybody's."""
    turns = thresholds(machine.definition, [each.tree for each in conditions(machine)])
    return {name: turns.get(name) or _any(each) for name, each in machine.definition.fields.items()}


def _any(asked: Field) -> list[Json]:
    if asked.type in ("date", "moment"):
        return [TODAY.isoformat() if asked.type == "date" else f"{TODAY.isoformat()}T10:00"]
    if asked.type == "choice":
        return list(asked.options)
    return [True, False] if asked.type == "boolean" else [anybodys(asked)]


class _Walker:
    """One life."""

    def __init__(
        self,
        machine: Machine,
        territory: Territory,
        chance: Chance,
        found: _Found,
        values: Mapping[str, Sequence[Json]],
    ) -> None:
        self.machine, self.chance, self.found, self.values = machine, chance, found, values
        desks = [name for name, each in territory.communes.items() if each.baom == "atteste"]
        self.commune = self.one(desks or list(territory.communes))
        asked = machine.definition.states[machine.definition.start].ask
        self.story = Scenario(
            process=machine.definition.process,
            title="Histoire trouvée en marchant",
            file="",
            line=0,
            commune=self.commune,
            on=TODAY,
            fields={name: self.value(name) for name in asked if machine.definition.fields[name].kept},
            documents={},
            consents=tuple(machine.definition.consents),
            steps=(),
        )
        self.play = Play(machine, self.story, territory)

    def one(self, several: Sequence[Any]) -> Any:
        """One of several."""
        return self.chance.sample(several, 1)[0]

    def value(self, name: str) -> Json:
        """A value for a field."""
        asked = self.machine.definition.fields[name]
        if asked.type == "commune":
            return self.commune
        value = self.one(self.values[name])
        return f"{value}T10:00" if asked.type == "moment" and len(value) == len("2026-06-15") else value

    def live(self) -> None:
        """Live until an end, or until nothing more is tried."""
        self.play.open()
        if self.play.failed_to_open:
            return
        # A story that does nothing says at least where it stands.
        begun = ScenarioStep("expect", None, 0, expect=Expected(state=self.play.case.state))
        self.story = replace(self.story, steps=(begun,))
        self.note()
        for _ in range(ACTS):
            if self.one(range(6)) == 0:
                self.take(ScenarioStep("after", Duration(self.one(_WAITS), "days"), 0))
            state = self.play.case.state
            plans = self.machine.table[state]
            if self.play.case.outcome is not None or not plans or self.is_dead_end(plans):
                return
            tried = {name: self.found.tried[state, name] for name in plans}
            least = min(tried.values())
            self.act([plan for name, plan in plans.items() if tried[name] <= least + _EAGER])

    def is_dead_end(self, plans: Mapping[str, Plan]) -> bool:
        """Whether nothing is possible here, whatever may still be given, and no clock runs."""
        play = self.play
        if any(is_running(each) for each in play.case.clocks.values()):
            return False
        steps = play.guidance(play.today).actions
        if any({reason.code for reason in each.blocked_by} <= _LIFTED for each in steps if each.action.id in plans):
            return False
        _keep(self.found.dead_ends, play.case.state, self.story)
        return True

    def act(self, plans: Sequence[Plan]) -> None:
        """Try an action, with all that it may want."""
        plan, play = self.one(plans), self.play
        action = plan.action
        self.found.tried[play.case.state, action.id] += 1
        if action.by == "system":
            return
        state = self.machine.definition.states[play.case.state]
        known = {**play.case.fields, **play.private}
        wanted = dict.fromkeys((*action.ask, *plan.fields))
        learnt = {name: self.value(name) for name in state.ask if name not in known and name not in wanted}
        if learnt and self.one((True, False)):
            self.take(ScenarioStep("set", learnt, 0))
        papers: dict[str, DocumentStatus] = {
            paper: "verified" if each.group.check else "received"
            for each in plan.groups
            for option in list(each.group.any_of.values())[
                : each.group.count if isinstance(each.group.count, int) else 1
            ]
            for paper in option
        }
        if papers and self.one((True, True, False)):
            self.take(ScenarioStep("document", papers, 0))
        given = {name: self.value(name) for name in wanted if name not in known or name in plan.may_replace}
        self.take(
            ScenarioStep(
                "do",
                action.id,
                0,
                fields=given,
                receipt=None if action.receipt is None else Receipt(NUMBER, self.play.today),
                reason=SAID if plan.needs_reason else None,
                role="agent" if "agent" in action.roles or not action.roles else min(action.roles),
            )
        )

    def take(self, step: ScenarioStep) -> None:
        """Live one step; a refusal isn't told, for the life goes on without it."""
        play, state = self.play, self.play.case.state
        play.live(step, play.today)
        if play.refused:
            return
        expected = Expected(state=play.case.state) if play.case.state != state else None
        self.story = replace(self.story, steps=(*self.story.steps, replace(step, expect=expected)))
        self.note()

    def note(self) -> None:
        """Note what was taken for the first time, or by a shorter way."""
        told, taken = self.play.told, self.found.taken
        marks: list[Mark] = [
            *(("state", each) for each in told.states),
            *(("transition", each) for each in told.transitions),
            *(("guard", each) for each in told.answers),
        ]
        for mark in marks:
            _keep(taken, mark, self.story)
        for name in told.watch.broken():
            _keep(self.found.broken, name, self.story)


def _keep(stories: dict[_Key, Scenario], key: _Key, story: Scenario) -> None:
    """Keep a story for something, unless a shorter one is known."""
    known = stories.get(key)
    if known is None or len(story.steps) < len(known.steps):
        stories[key] = story
