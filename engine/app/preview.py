"""What an agent would see of a draft: its pathway lived with invented answers, and nothing of it recorded anywhere.

The same decisions and the same guidance as of a real case; only the case is nobody's and lives in memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.app.bench import Bench
from engine.app.given import papers_given, values_given
from engine.app.guidance import next_view
from engine.app.reading import Opened
from engine.app.trying import definition_drafted, stories_drafted
from engine.app.views import View, reason_view
from engine.core.calendar import Duration
from engine.core.definition import Definition, Language
from engine.core.events import Actor
from engine.core.machine import compile_definition
from engine.core.rehearsal import Stand, stand_after
from engine.core.scenario import Scenario, ScenarioStep
from engine.core.steps import guide, services_wanted
from engine.core.territory import offices_for
from engine.errors import UsageError
from engine.store.case_rows import Held, before_any

LONGEST = 200
"Steps of one walk."


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through a draft, as a page carries it from one sending to the next."""

    commune: str
    on: date
    state: str = ""
    "The state in which the case is put by hand; empty: where the pathway starts."
    story: int | None = None
    "A scenario whose steps are taken first."
    until: int = 0
    "How many of its steps."
    steps: tuple[Mapping[str, Mapping[str, str] | str], ...] = field(default_factory=tuple)
    "What was done on the page: `do`, `set`, `papers`, `consent` or `days`, as it was typed."


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a walk has come."""

    view: View
    refused: list[View]
    "Why the last step was refused."
    opened: bool
    states: list[tuple[str, str]]
    stories: list[tuple[str, int]]
    "Title and number of steps."


def seen_by_the_agent(bench: Bench, actor: Actor, key: str, walk: Walk, language: Language) -> Seen:
    """What the agent would see at the end of a walk through a draft, in a language.

    Raises:
        DefinitionError: the draft has errors.
        UsageError: something typed that is no such thing: a commune, a day, a status, a number of days.
    """
    definition = definition_drafted(bench, actor, key)
    stories = stories_drafted(bench, actor, definition.process)
    machine = compile_definition(definition)
    told = _story(bench, definition, walk, stories)
    stand = stand_after(machine, told, bench.workshop.territory, put_in=_state(definition, walk.state))
    return Seen(
        next_view(opened_at(bench, stand), language),
        [reason_view(each, language) for each in stand.refused],
        stand.opened,
        [(name, state.title.of(language)) for name, state in definition.states.items()],
        [(each.title, len(each.steps)) for each in stories],
    )


def _state(definition: Definition, word: str) -> str | None:
    return word if word in definition.states else None


def _story(bench: Bench, definition: Definition, walk: Walk, stories: list[Scenario]) -> Scenario:
    """The walk as a story: a scenario's first steps, if one was chosen, then what was done on the page."""
    own = tuple(step for each in walk.steps[:LONGEST] for step in _steps(bench, definition, each))
    if walk.story is not None and 0 <= walk.story < len(stories):
        known = stories[walk.story]
        return Scenario(
            known.process, known.title, known.file, known.line, known.commune, known.on, known.fields, known.documents,
            known.consents, (*known.steps[: walk.until], *own), known.people,
        )  # fmt: skip
    commune = bench.house.commune(walk.commune)
    return Scenario(definition.process, "", "", 0, commune, walk.on, {}, {}, (), own)


def _steps(
    bench: Bench, definition: Definition, typed: Mapping[str, Mapping[str, str] | str]
) -> tuple[ScenarioStep, ...]:
    """What was done on the page at once: values and papers come with the action, or alone."""
    values, papers = _pairs(typed.get("set")), _pairs(typed.get("papers"))
    fields = values_given(bench.house, definition.fields, {k: v for k, v in values.items() if k in definition.fields})
    documents = papers_given({name: word for name, word in papers.items() if name in definition.documents})
    found: list[ScenarioStep] = []
    if consent := str(typed.get("consent", "")):
        found.append(ScenarioStep("consent", consent, 0))
    if trigger := str(typed.get("do", "")):
        found.append(ScenarioStep("do", trigger, 0, fields=fields, documents=documents, reason="essai"))
    else:
        found += [ScenarioStep("set", fields, 0)] if fields else []
        found += [ScenarioStep("document", documents, 0)] if documents else []
    if days := str(typed.get("days", "")):
        found.append(ScenarioStep("after", _days(days), 0))
    return tuple(found)


def _pairs(typed: Mapping[str, str] | str | None) -> Mapping[str, str]:
    return typed if isinstance(typed, Mapping) else {}


def _days(word: str) -> Duration:
    if not (word.isascii() and word.isdecimal() and 0 < int(word) <= MOST_DAYS):
        raise UsageError(
            "« {text} » n'est pas un nombre de jours.", "Écrire un nombre de 1 à {most}.", text=word, most=MOST_DAYS
        )
    return Duration(int(word), "days")


MOST_DAYS = 800
"How far a walk goes at once: each day of it is lived."


def opened_at(bench: Bench, stand: Stand) -> Opened:
    """The case in memory, as what shows a case takes it."""
    situation, territory = stand.situation, bench.workshop.territory
    offices = {
        (service, commune): offices_for(territory, service, commune)
        for service, commune in services_wanted(situation)
        if commune is not None
    }
    none = before_any(0, None)
    held = Held(0, situation.case, dict(situation.private), False, None, None, None, none.listed)
    return Opened(held, situation.machine, guide(situation, offices, "agent"), None, {}, {})
