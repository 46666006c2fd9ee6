"""A story told step by step on a case of its own: what is asked, what the engine answers, where the case then stands.

The story is one of the scenarios beside the pathways, moved so that it ends today. Nothing is simulated: each demand
goes through the same use case as an agent's, refusals included, in a training database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from engine.app.agenda import ring
from engine.app.answer import Answer, NotDone
from engine.app.cases import last_revertible, open_case, perform
from engine.app.demo import moved, shifted
from engine.app.given import definition_of_process
from engine.app.house import ZONE, House
from engine.app.opening import Opening
from engine.app.people import add_person
from engine.app.sight import seeing
from engine.core.calendar import Calendar
from engine.core.events import Actor, ChangeDocuments, GiveConsent, Json
from engine.core.scenario import Scenario, ScenarioStep, demand_of
from engine.errors import UsageError

_NINE = time(9)
_SILENT = frozenset(("tick", "expect", "linked"))
"Steps of a scenario at which an agent does nothing."


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of the story."""

    story: Scenario
    given: Mapping[str, Json]
    "What was known at the opening, moved to the story's days."
    house: House
    "The house as it stood that day: its clock shows it."
    case: str
    day: date
    step: ScenarioStep | None
    "None for the opening; `after` when only time has passed."
    answer: Answer | None
    "None when nothing was asked."
    rang: int
    "Clocks that rang while time passed."
    actor: Actor
    "Who lives it."


def story_of(scenarios: Sequence[Scenario], words: str) -> Scenario:
    """The first scenario whose title holds these words; the first of all when none does.

    Raises:
        UsageError: there is no scenario.
    """
    if not scenarios:
        raise UsageError("Aucun scénario à raconter.", "Vérifier le dossier « scenarios » des parcours.")
    wanted = words.casefold()
    return next((each for each in scenarios if wanted in each.title.casefold()), scenarios[0])


def tell(house: House, story: Scenario, person: dict[str, Json]) -> Iterator[Scene]:
    """Live a story on a new case of a fictitious person, a scene at a time.

    Raises:
        UsageError: a real database, or a story whose case doesn't open.
    """
    if not house.store.training:
        raise UsageError("Une visite se fait dans une base d'entraînement.", "En créer une : baom db init --training.")
    shift = house.today() - _end_of(story, house.territory.calendar)
    day = story.on + shift
    role = seeing("agent", definition_of_process(house, story.process).confidentiality)
    actor = Actor(role, role, story.commune)
    then = _on(house, day)
    subject = add_person(then, "person", story.commune, person, actor)
    given = shifted(story.fields, shift)
    opening = Opening(story.process, story.commune, day, subject, given)
    opened = open_case(then, opening, actor)
    if isinstance(opened, NotDone):
        raise UsageError(
            "Le dossier de « {title} » ne s'ouvre pas.", "Vérifier : baom process test.", title=story.title
        )
    case = opened.case.case
    for consent in story.consents:
        perform(then, case, GiveConsent(consent, True), actor, day)
    if story.documents:
        perform(then, case, ChangeDocuments(story.documents), actor, day)
    told = partial(Scene, story, given, actor=actor)
    yield told(then, case, day, None, opened, 0)
    for step in story.steps:
        if step.kind == "after":
            day, rang = _pass(house, case, day, step)
            yield told(_on(house, day), case, day, step, None, rang)
        elif step.kind not in _SILENT:
            then = _on(house, day)
            today_s = replace(moved(step, shift), on=step.on and step.on + shift)
            yield told(then, case, day, today_s, _asked(then, case, day, today_s, actor), 0)


def _asked(then: House, case: str, day: date, step: ScenarioStep, actor: Actor) -> Answer:
    ask = demand_of(step, lambda _named: last_revertible(then, case))
    role = actor.role if step.role == "agent" else step.role
    return perform(then, case, ask, replace(actor, role=role), min(step.on or day, day))


def _pass(house: House, case: str, day: date, step: ScenarioStep) -> tuple[date, int]:
    """Let the time of a step pass, day by day, and the clocks ring on the way; never beyond today."""
    later = min(house.territory.calendar.add(day, step.what).day, house.today())
    rang = 0
    while day < later:
        day += timedelta(days=1)
        rung = ring(_on(house, day), case, day)
        rang += len(rung.events) if rung is not None else 0
    return day, rang


def _end_of(story: Scenario, calendar: Calendar) -> date:
    """The last day of a story, as it is written."""
    day = story.on
    for step in story.steps:
        if step.kind == "after":
            day = calendar.add(day, step.what).day
        elif step.on is not None:
            day = max(day, step.on)
    return day


def _on(house: House, day: date) -> House:
    """The house at nine o'clock of a day."""
    moment = datetime.combine(day, _NINE, ZONE).astimezone(UTC)
    return replace(house, now=lambda: moment)
