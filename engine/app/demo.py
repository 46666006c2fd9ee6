"""A training database that looks like a year at the desks: scenarios lived again by people who don't exist.

No pathway is known here. Each case follows one of the scenarios beside the pathways, moved to another day and stopped
somewhere on its way, through the same use cases as a real one: whatever M&D adds to the scenarios, the demonstration
shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from engine.app import fictitious
from engine.app.agenda import ring
from engine.app.answer import NotDone
from engine.app.cases import last_revertible, open_case, perform
from engine.app.given import definition_of_process
from engine.app.house import ZONE, House
from engine.app.opening import Opening
from engine.app.people import add_person
from engine.app.sight import seeing
from engine.core.appointments import day_part, moment_of
from engine.core.calendar import Calendar
from engine.core.events import Actor, ChangeDocuments, GiveConsent, Json, Receipt
from engine.core.rehearsal import Scenario, ScenarioStep, demand_of
from engine.errors import UsageError

_MONTHS = 18
_MORNING, _EVENING = 8, 16


@dataclass(frozen=True, slots=True)
class Filled:
    """What was made."""

    cases: int
    steps: int


def fill(
    house: House,
    scenarios: Sequence[Scenario],
    count: int,
    *,
    seed: int = 1,
    progress: Callable[[int], None] = lambda done: None,
) -> Filled:
    """Fill a training database with fictitious cases, the same ones for the same seed and day.

    Raises:
        UsageError: a real database, or no scenario to live.
    """
    if not house.store.training:
        raise UsageError(
            "Cette base n'est pas une base d'entraînement : aucun dossier fictif n'y entre.",
            "En créer une : baom db init --training.",
        )
    if not scenarios:
        raise UsageError("Aucun scénario à vivre.", "Vérifier le dossier « scenarios » des parcours.")
    chance = Random(seed)  # noqa: S311 -- fictitious people, the same each time
    desks = [slug for slug, commune in house.territory.communes.items() if commune.baom == "atteste"]
    steps = 0
    for done in range(count):
        steps += _live(house, chance.choice(scenarios), chance, desks)
        progress(done + 1)
    return Filled(count, steps)


def _live(house: House, scenario: Scenario, chance: Random, desks: Sequence[str]) -> int:
    """Live one scenario, moved in time, up to a day before today; how many steps it took."""
    today = house.today()
    # Recent days more often than old ones: a desk's list is made of what is still open.
    back = int(min(chance.expovariate(1 / 60), _MONTHS * 30))
    shift = today - timedelta(days=back) - scenario.on
    commune = chance.choice(desks) if chance.random() < 0.5 else scenario.commune  # noqa: PLR2004 -- one in two
    confidentiality = definition_of_process(house, scenario.process).confidentiality
    actor = Actor(fictitious.agent(chance), seeing("agent", confidentiality), commune)
    day = scenario.on + shift
    at = _At(house, chance)
    person = add_person(at(day), "person", commune, fictitious.person(chance, today.year), actor)
    opened = open_case(at(day), Opening(scenario.process, commune, day, person, shifted(scenario.fields, shift)), actor)
    if isinstance(opened, NotDone):
        return 0
    case_id, taken = opened.case.case, 1
    for consent in scenario.consents:
        perform(at(day), case_id, GiveConsent(consent, True), actor, day)
    if scenario.documents:
        perform(at(day), case_id, ChangeDocuments(scenario.documents), actor, day)
    stop = chance.randint(2, len(scenario.steps) + 2)
    for step in scenario.steps[:stop]:
        if step.kind == "linked":
            break
        if step.kind == "after":
            later = _passed(house.territory.calendar, day, step, today)
            if later is None:
                break
            while day < later:
                day += timedelta(days=1)
                ring(at(day), case_id, day)
            continue
        if step.kind in ("tick", "expect") or (step.expect is not None and step.expect.refused is not None):
            continue
        ask = demand_of(moved(step, shift), lambda _named: last_revertible(house, case_id))
        on = min(step.on + shift, today) if step.on is not None else day
        role = seeing(step.role, confidentiality)
        perform(at(max(on, day)), case_id, ask, replace(actor, role=role), on)
        taken += 1
    return taken


@dataclass(frozen=True, slots=True)
class _At:
    """The house at some hour of a past working day, so that what is written bears a believable time."""

    house: House
    chance: Random

    def __call__(self, day: date) -> House:
        hour, minute = self.chance.randint(_MORNING, _EVENING), self.chance.randint(0, 59)
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)
        return replace(self.house, now=lambda: moment)


def _passed(calendar: Calendar, day: date, step: ScenarioStep, today: date) -> date | None:
    later = calendar.add(day, step.what).day
    return later if later <= today else None


def shifted(fields: Mapping[str, Json], shift: timedelta) -> dict[str, Json]:
    """Values moved in time: a birth stays as many days before the welcome."""
    return {name: _later(value, shift) for name, value in fields.items()}


def _later(value: Json, shift: timedelta) -> Json:
    moment = moment_of(value) if isinstance(value, str) else None
    if moment is None:
        return value
    return (date.fromisoformat(day_part(moment)) + shift).isoformat() + moment[len(day_part(moment)) :]


def moved(step: ScenarioStep, shift: timedelta) -> ScenarioStep:
    """A step as it would be asked on another day."""
    receipt = step.receipt
    if receipt is not None and receipt.day is not None:
        receipt = Receipt(receipt.number, receipt.day + shift)
    what = shifted(step.what, shift) if step.kind in ("set", "correct") else step.what
    return replace(step, what=what, fields=shifted(step.fields, shift), receipt=receipt)
