"""The auditor's pages: a case replayed at any of its steps, each judged again, and who has seen what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.access import Asked as AskedAbout
from engine.app.access import access
from engine.app.given import day_of
from engine.app.glass import read_about
from engine.app.house import written_id
from engine.app.replay_view import replay_view
from engine.app.replaying import Asked, replay
from engine.telling.words import ACTS
from engine.web import checking, checkpoints, evidence
from engine.web.journal import journal_of
from engine.web.visit import LoginWantedError, Visit, Visiting

if TYPE_CHECKING:
    from engine.core.sights import Pattern, Sight

router = APIRouter(prefix="/audit")
ROUTERS = (checking.router, checkpoints.router, evidence.router, router)
"Those of all the auditor's pages."
LINES = 100


@router.get("")
def audit(visit: Visiting) -> Response:
    """The log of reads, and the way to a case: by its number alone, for an auditor looks for nobody by name."""
    asked = visit.request.query_params
    case = asked.get("case", "").strip()
    if case:
        return visit.go(f"/audit/cases/{written_id(case)}")
    about = AskedAbout(
        case=written_id(asked["about"]) if asked.get("about", "").startswith("D") else None,
        person=written_id(asked["about"]) if asked.get("about", "").startswith("B") else None,
        agent=asked.get("agent") or None,
        since=day_of(asked["since"]) if asked.get("since") else None,
        until=day_of(asked["until"]) if asked.get("until") else None,
    )
    found = access(visit.house, about, visit.actor, LINES)
    return visit.page(
        "audit.html",
        act_of=lambda act: ACTS[act].of(visit.language) if act in ACTS else act,
        sights=[_sight(visit, each) for each in reversed(found.sights)],
        patterns=[_pattern(visit, each) for each in found.patterns],
        found=found.found,
        asked={name: asked.get(name, "") for name in ("about", "agent", "since", "until")},
    )


def _sight(visit: Visit, sight: Sight) -> dict[str, Any]:
    return {
        "at": sight.at,
        "actor": sight.actor,
        "role": visit.role(sight.role),
        "act": sight.act,
        "seen": sight.seen[:3],
        "more": max(sight.things - 3, 0),
        "denied": sight.denied,
    }


def _pattern(visit: Visit, pattern: Pattern) -> dict[str, Any]:
    return {
        "kind": pattern.kind,
        "actor": pattern.actor,
        "role": visit.role(pattern.role),
        "day": pattern.day,
        "things": pattern.things,
    }


@router.get("/glass")
def glass(visit: Visiting) -> Response:
    """Every glass broken in this visitor's reach, with its reason; those that weren't read about yet are now."""
    if visit.session is None:
        raise LoginWantedError
    found = read_about(visit.house, visit.session)
    return visit.page("glass.html", broken=[(each.account.login, each.glass, each.reason) for each in found])


@router.get("/cases/{word}")
def replayed(visit: Visiting, word: str) -> Response:
    """A case as it stood after one of its steps, and what another version of its pathway would have made of it."""
    asked = visit.request.query_params
    case_id = written_id(word)
    against = asked.get("against", "")
    step = _number(asked.get("at"))
    found = replay(
        visit.house,
        Asked(
            case_id,
            at=str(step) if step else None,
            corrected=bool(asked.get("corrected")),
            against=_number(against) or None,
        ),
        visit.actor,
    )
    last = visit.house.store.read(lambda reading: len(reading.history(case_id)))
    view = replay_view(visit.house, found, visit.language)
    return visit.page(
        "replay.html",
        view=view,
        journal=journal_of(visit.house, found.machine.definition, view["journal"], visit.language),
        state_titles={name: state.title.of(visit.language) for name, state in found.machine.definition.states.items()},
        at=step or last,
        last=last,
        against=against,
        corrected=bool(asked.get("corrected")),
        versions=range(1, found.machine.definition.version + 1),
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else 0  # noqa: PLR2004 -- a step
