"""A real case turned into a scenario about nobody: for whoever may replay it and read what is personal in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random, SystemRandom

from engine.app.house import House
from engine.app.replaying import Asked, replay
from engine.app.retrial import desk_day
from engine.app.sight import noting_denials
from engine.core.definition import Definition
from engine.core.events import Actor
from engine.core.otherwise import Demand
from engine.core.redecide import Retrial
from engine.core.retelling import Retold, retell
from engine.core.wording import ROLES
from engine.errors import NotAllowed, UsageError
from engine.reader.scenario_text import scenarios_text


@dataclass(frozen=True, slots=True)
class CaseStory:
    """A scenario made of a case, as it is handed to whoever keeps the pathway."""

    retold: Retold
    text: str
    "The file, YAML."
    version: int
    "Of the pathway that the case is under, and that the story was lived by."
    definition: Definition
    "That version."


def story_of(house: House, case_id: str, actor: Actor, chance: Random | None = None) -> CaseStory:
    """Tell a case as a scenario; the sight of it is noted, as that of a replay.

    Raises:
        CaseNotFound: there is none, or the actor may not replay it.
        NotAllowed: they may not read what is personal in it, which has to be known to be hidden.
        UsageError: its person was erased: what is left of it tells no story.
        BrokenHistory, UnreadableEvent: the history doesn't follow.
    """
    found = replay(house, Asked(case_id), actor)
    if found.private is None:
        with noting_denials(house, actor, "audit.replay", case_id):
            raise NotAllowed(
                ROLES.get(actor.role, actor.role),
                "Écarter ce qui est personnel demande de pouvoir le lire : c'est le fait du superviseur de ce bureau.",
            )
    if any("seal" in event.body and not found.given.get(event.sequence) for event, _ in found.events):
        raise UsageError(
            "La personne de ce dossier a été effacée : ce qui en reste ne suffit pas à raconter son histoire.",
            "Choisir un autre dossier du même parcours.",
        )
    trial = Retrial(found.machines.get, lambda _digest: None, desk_day)
    demands: list[Demand] = []
    days: list[date] = []
    for event, digest in found.events:
        private = found.given.get(event.sequence, {})
        demands.append(Demand(event, trial.asked(event, private), private))
        days.append(desk_day(event.recorded_at))
        trial.judge(event, digest, private)
    retold = retell(found.machine, demands, days, house.territory, chance or SystemRandom())
    return CaseStory(retold, scenarios_text([retold.scenario]), found.case.version, found.machine.definition)
