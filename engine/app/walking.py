"""What walks through a pathway take that its scenarios don't, each with a story to paste beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.app.scenarios import ProcessTest, names_of
from engine.core.definition import Definition
from engine.core.machine import compile_definition
from engine.core.territory import Territory
from engine.core.veiling import Chance
from engine.core.walking import walks
from engine.reader.scenario_text import scenarios_text


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that no scenario takes, or that is wrong, and how to come there."""

    process: str
    part: str
    """`states`, `transitions` or `guards`; `dead_ends` for a state where nothing is possible and no clock runs;
    `broken` for an invariant that doesn't hold there."""
    name: str
    "As coverage tells it."
    story: str
    "A file of one scenario, YAML."


def what_walks_find(
    definition: Definition,
    tested: ProcessTest,
    territory: Territory,
    chance: Chance,
    number: int,
    tell: Callable[[int, int], None] = lambda _done, _whole: None,
) -> list[Found]:
    """Live so many lives through a pathway: what is wrong in it, what its scenarios lack, each by a short story."""
    machine = compile_definition(definition)
    lived = walks(machine, territory, chance, number, tell)
    lacking = {part: set(getattr(tested, part).missing) for part in ("states", "transitions", "guards")}
    shortest = sorted(lived.taken.items(), key=lambda each: len(each[1].steps))
    found: dict[tuple[str, str], Found] = {}
    for mark, story in shortest:
        part = f"{mark[0]}s"
        for name in names_of(machine, mark):
            if name in lacking[part]:
                text = scenarios_text([story])
                found.setdefault((part, name), Found(definition.process, part, name, text))
    faults = [
        Found(definition.process, part, name, scenarios_text([story]))
        for part, stories in (("broken", lived.broken), ("dead_ends", lived.dead_ends))
        for name, story in stories.items()
    ]
    return [*faults, *found.values()]
