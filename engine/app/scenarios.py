"""Scenarios run against a pathway: what failed, and what of the pathway they took (*couverture*)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine.core.definition import Definition
from engine.core.machine import Machine, compile_definition
from engine.core.rehearsal import Rehearsed, rehearse
from engine.core.scenario import Scenario
from engine.core.territory import Territory
from engine.core.walking import Mark


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one thing scenarios took."""

    taken: int
    total: int
    missing: tuple[str, ...]
    "What no scenario took, as an editor reads it."


@dataclass(frozen=True, slots=True)
class ProcessTest:
    """All scenarios of one pathway, run."""

    process: str
    runs: tuple[Rehearsed, ...]
    states: Coverage
    transitions: Coverage
    guards: Coverage
    invariants: Coverage
    "Those that some scenario came to judge."


def run_scenarios(definition: Definition, scenarios: Sequence[Scenario], territory: Territory) -> ProcessTest:
    """Run every scenario of a pathway."""
    machine = compile_definition(definition)
    runs = tuple(rehearse(machine, scenario, territory) for scenario in scenarios)
    return ProcessTest(
        process=definition.process,
        runs=runs,
        states=_states(machine, runs),
        transitions=_transitions(machine, runs),
        guards=_guards(machine, runs),
        invariants=_invariants(machine, runs),
    )


def _states(machine: Machine, runs: Sequence[Rehearsed]) -> Coverage:
    wanted = set(machine.definition.states)
    taken = {state for run in runs for state in run.states} & wanted
    return Coverage(len(taken), len(wanted), tuple(sorted(wanted - taken)))


def _transitions(machine: Machine, runs: Sequence[Rehearsed]) -> Coverage:
    """Each branch of each action, once: a shared action counts once for all the states it is open from."""
    shared = set(machine.definition.actions)
    wanted: dict[str, None] = {}
    for state, plans in machine.table.items():
        for trigger, plan in plans.items():
            source = "*" if trigger in shared and trigger not in machine.definition.states[state].actions else state
            for branch in plan.destinations:
                wanted[f"{source} --{trigger}--> {branch.state or 'retour'}"] = None
            if not plan.destinations:
                wanted[f"{source} --{trigger}-->"] = None
    taken = {name for run in runs for each in run.transitions for name in _names(machine, *each)} & set(wanted)
    return Coverage(len(taken), len(wanted), tuple(name for name in wanted if name not in taken))


def _names(machine: Machine, source: str, trigger: str, target: str) -> tuple[str, ...]:
    plan = machine.table.get(source, {}).get(trigger)
    if plan is None:
        return ()
    own = trigger in machine.definition.states[source].actions
    origin = source if own or trigger not in machine.definition.actions else "*"
    if not plan.destinations:
        return (f"{origin} --{trigger}-->",)
    return (f"{origin} --{trigger}--> {target}", f"{origin} --{trigger}--> retour")


_FRENCH = {"yes": "oui", "no": "non"}


def names_of(machine: Machine, mark: Mark) -> tuple[str, ...]:
    """What one thing that a life took is called in what scenarios cover."""
    kind, what = mark
    if kind == "transition":
        return _names(machine, *what)
    if kind == "guard":
        text, word = what
        return (f"{text} : {_FRENCH[word]}",) if word in _FRENCH else ()
    return (what,)


def _guards(machine: Machine, runs: Sequence[Rehearsed]) -> Coverage:
    """Each condition, answered both yes and no."""
    texts: dict[str, None] = {}
    for plans in machine.table.values():
        for plan in plans.values():
            for condition in (plan.when, *(branch.when for branch in plan.destinations)):
                if condition is not None:
                    texts[condition.text] = None
    wanted = {f"{text} : {word}" for text in texts for word in ("oui", "non")}
    taken = {f"{text} : {_FRENCH[word]}" for run in runs for text, word in run.answers if word in _FRENCH} & wanted
    return Coverage(len(taken), len(wanted), tuple(sorted(wanted - taken)))


def _invariants(machine: Machine, runs: Sequence[Rehearsed]) -> Coverage:
    wanted = set(machine.definition.invariants)
    taken = {name for run in runs for name in run.watch.judged}
    return Coverage(len(taken), len(wanted), tuple(sorted(wanted - taken)))


def tests_view(tests: Sequence[ProcessTest]) -> dict[str, Any]:
    """`process test` as JSON."""
    runs = [run for each in tests for run in each.runs]
    failed = [run for run in runs if run.failures]
    return {
        "scenarios": len(runs),
        "passed": len(runs) - len(failed),
        "failed": [
            {
                "process": run.scenario.process,
                "title": run.scenario.title,
                "file": run.scenario.file,
                "line": line,
                "message": message,
            }
            for run in failed
            for line, message in run.failures
        ],
        "coverage": {
            part: {
                each.process: {
                    "taken": getattr(each, part).taken,
                    "total": getattr(each, part).total,
                    "missing": list(getattr(each, part).missing),
                }
                for each in tests
            }
            for part in ("states", "transitions", "guards", "invariants")
        },
    }
