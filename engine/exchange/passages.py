"""Every way from one state to another, with its condition: what a format of states and arrows is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.core.definition import Action, Definition
from engine.core.examined import pulled_by_system, why_never


@dataclass(frozen=True, slots=True)
class Passage:
    """One way that an action can take from a state."""

    source: str
    action: Action
    target: str
    when: str | None
    "The condition of this branch; the action's own apart."
    back: bool = False
    "Taken where the source was last entered from the target."

    @property
    def label(self) -> str:
        """`trigger@state`: an action open in two states is two things to do."""
        return f"{self.action.id}@{self.source}"


def passages(definition: Definition) -> tuple[Passage, ...]:
    """Every passage, state by state in the order of the pathway; actions that can never fire have none."""
    pulled = pulled_by_system(definition)
    open_in = {
        state: [each for each in definition.actions_from(state).values() if why_never(each, pulled) is None]
        for state in definition.states
    }
    onward = {state: [way for each in actions for way in _onward(state, each)] for state, actions in open_in.items()}
    entered: dict[str, dict[str, None]] = {state: {} for state in definition.states}
    for state, ways in onward.items():
        for way in ways:
            if way.target != state:
                entered[way.target][state] = None
    return tuple(
        way
        for state, actions in open_in.items()
        for way in (
            *onward[state],
            # A way back is none of the ways in: it leads where one has been already.
            *(
                Passage(state, each, origin, None, back=True)
                for each in actions
                if each.back
                for origin in entered[state]
            ),
        )
    )


def _onward(state: str, action: Action) -> Iterator[Passage]:
    if not action.to and not action.back:
        yield Passage(state, action, state, None)
    for branch in action.to:
        yield Passage(state, action, branch.state, branch.when)
