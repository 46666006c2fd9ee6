"""The answer to a demand: done, with what follows from it, or not done; and the first answer, given again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.core.case import CaseState, fold
from engine.core.decision import Effect, Refused
from engine.core.events import Event
from engine.core.machine import Machine


@dataclass(frozen=True, slots=True)
class Done:
    """A demand accepted and recorded."""

    case: CaseState
    machine: Machine
    events: tuple[Event, ...]
    effects: tuple[Effect, ...]
    "Forms to print, letters proposed, linked cases opened (their identifier in `details`)."
    repeated: bool = False
    "The same demand had already been recorded: this is the first answer again."


@dataclass(frozen=True, slots=True)
class NotDone:
    """A demand refused; nothing was recorded."""

    case: CaseState
    machine: Machine
    refused: Refused


Answer = Done | NotDone


def first_answer(machine: Machine, history: Sequence[tuple[Event, str]], first: int, last: int) -> Done:
    """What was answered when the events `first` to `last` of a case were recorded, read from its history alone.

    Whoever lost the first answer gets all of it: the case as it was then, and the forms and letters to print.
    """
    events = tuple(event for event, _ in history if first <= event.sequence <= last)
    case = fold(each for each in history if each[0].sequence < first)
    effects: list[Effect] = []
    for each in history[first - 1 : last]:
        effects += _followed(machine, case, each[0])
        case = fold((each,), case)
    return Done(case, machine, events, tuple(effects), repeated=True)


def _followed(machine: Machine, case: CaseState, event: Event) -> Iterator[Effect]:
    """What one event of a person's made follow; `case` stands as before it."""
    body = event.body
    plan = machine.table.get(event.from_state, {}).get(event.trigger or "")
    if plan is not None:
        for form in plan.action.forms:
            yield Effect("form", form)
    for flag in body.get("flags", ()):
        word, _, paper = flag.partition(":")
        letter = machine.definition.documents[paper].letter if word == "unproved" else None
        if letter is not None:
            yield Effect("letter", letter)
    if event.kind == "linked" and "outcome" not in body:
        yield opened_effect(body["process"], body["name"], body["case"])
    if event.kind == "reverted" and "why" not in body:
        yield from left_open(case, body["restores"]["links"])


def opened_effect(process: str, name: str, case_id: str) -> Effect:
    """A linked case was opened."""
    return Effect("open", process, {"name": name, "case": case_id})


def left_open(case: CaseState, kept: dict[str, dict[str, str]]) -> tuple[Effect, ...]:
    """The linked cases that an undone step had opened: they stay, and the agent is told."""
    known = {link["case"] for link in kept.values()}
    return tuple(
        Effect("left_open", str(link["process"]), {"name": name, "case": link["case"]})
        for name, link in case.links.items()
        if link["case"] not in known and link["side"] == "opened"
    )
