"""The stories as a machine of another make has to live them: what was done, what the conditions answered, where to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from engine.core import machine as machines
from engine.core import rehearsal
from engine.core.definition import Definition
from engine.core.events import Event
from engine.core.rehearsal import rehearse
from engine.core.scenario import Scenario
from engine.core.territory import Territory
from engine.exchange.bpmn import guards_of

WORDS: Mapping[Any, str] = {True: "yes", False: "no", None: "unknown"}


def moves(event: Event) -> bool:
    """Whether an event is a passage of the pathway: an act, the opening, or a clock that took the case elsewhere."""
    return event.kind in ("opened", "moved", "acted") or (
        event.kind == "expired" and event.from_state != event.to_state
    )


def goes_beyond(event: Event) -> bool:
    """Whether an event leaves the pathway on purpose: undone, forced, or an irregular act of others."""
    return event.kind in ("reverted", "forced") or "irregular" in event.body


def traces_of(definition: Definition, stories: list[Scenario], territory: Territory) -> list[list[dict[str, Any]]]:
    """Of each story that stays in its pathway, its passages: the trigger, what its conditions answered, the state.

    The conditions are those that the engine really asked: its answers are listened to while the story is lived.
    """
    heard: dict[int, Any] = {}
    lived: list[tuple[Event, dict[int, Any]]] = []
    compiled, folded = machines.compile_guard, rehearsal.evolve

    def listening(tree: Any) -> Callable[[Any], Any]:
        holds = compiled(tree)

        def asked(facts: Any) -> Any:
            heard[id(asked)] = answer = holds(facts)
            return answer

        return asked

    def taking(case: Any, event: Event, digest: str) -> Any:
        lived.append((event, dict(heard)))
        return folded(case, event, digest)

    guards, found = guards_of(definition), []
    with pytest.MonkeyPatch.context() as ears:
        ears.setattr(machines, "compile_guard", listening)
        ears.setattr(rehearsal, "evolve", taking)
        machine = machines.compile_definition(definition)
        for story in stories:
            lived.clear()
            rehearse(machine, story, territory)
            if any(goes_beyond(event) for event, _ in lived):
                continue
            trace = []
            for event, answers in lived:
                if moves(event):
                    plan = machine.table[event.from_state][event.trigger] if event.trigger else None
                    asked = (plan.when, *(way.when for way in plan.destinations)) if plan is not None else ()
                    told = {guards[each.text]: WORDS[answers.get(id(each.holds))] for each in asked if each is not None}
                    trace.append({"trigger": event.trigger, "answers": told, "state": event.to_state})
            found.append(trace)
    return found
