"""Territories: what one still lacks for its desks to work, and what it changes to the pathways; differences tried.

Nothing is written: what is tried is handed, once it is right, to whoever keeps the program's files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.drafts import as_written
from engine.app.in_service import texts_of_territory
from engine.app.sight import require
from engine.app.territories import DIFFERENCES, differences, known_territories, lacking
from engine.bootstrap import shipped
from engine.core.wording import finding_told
from engine.errors import DefinitionError
from engine.web.editor import typed_text
from engine.web.rollouts import begin, shown
from engine.web.visit import LANGUAGES, Acting, Visit, Visiting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.app.comparing import Told
    from engine.app.territories import Lacking
    from engine.core.definition import Language
    from engine.errors import Problem
    from engine.web.jobs import Progress
    from engine.web.outcomes import View

router = APIRouter(prefix="/editor/territories")


@router.get("")
def territories(visit: Visiting) -> Response:
    """The territories beside the pathways."""
    require(visit.actor, "process.publish")
    here = visit.site.bench.workshop
    return visit.page("territories.html", names=known_territories(here.processes), own=here.territory.id)


@router.get("/{name}")
def territory(visit: Visiting, name: str) -> Response:
    """One of them: its differences, to be tried, and what came out of the last time."""
    return _page(visit, _known(visit, name))


@router.post("/{name}")
def look(visit: Acting, name: str) -> Response:
    """Look at a territory as it would be with these differences, beside the pages."""
    known = _known(visit, name)
    bench = visit.site.bench
    typed = as_written(typed_text(visit))
    texts = texts_of_territory(known, bench.house.in_service) | {DIFFERENCES: typed.encode("utf-8", "surrogatepass")}
    workshop = bench.workshop

    def work(_: Progress) -> Mapping[Language, View]:
        found = lacking(workshop, known, texts)
        wrong: tuple[Problem, ...] = ()
        told: Mapping[Language, Mapping[str, Sequence[Told]]] = {}
        try:
            told = differences(workshop, known, LANGUAGES, texts)
        except DefinitionError as error:
            wrong = tuple(each for each in error.problems if each.severity == "error")
        # What a pathway refuses is found by both: once is enough.
        every = list(dict.fromkeys((*wrong, *found.problems)))
        return {
            language: {**_lacks(found), "text": typed, "problems": [finding_told(each, language) for each in every]}
            | {"differences": _differ(told.get(language, {}))}
            for language in LANGUAGES
        }

    busy = begin(visit, _about(known), work)
    return visit.go(f"/editor/territories/{known}") if busy is None else _page(visit, known, 409, typed, busy)


def _known(visit: Visit, name: str) -> str:
    require(visit.actor, "process.publish")
    if name not in known_territories(visit.site.bench.workshop.processes):
        raise HTTPException(404)
    return name


def _page(
    visit: Visit, name: str, status: int = 200, typed: str | None = None, problem: tuple[str, str] | None = None
) -> Response:
    found = shown(visit, _about(name))
    text = typed if typed is not None else found.view["text"] if found.view is not None else _standing(visit, name)
    return visit.page(
        "territory.html",
        status,
        name=name,
        text=text,
        job=found.job,
        found=found.view,
        errors=sum(each["severity"] == "error" for each in found.view["problems"]) if found.view is not None else 0,
        problem=problem or found.problem,
    )


def _standing(visit: Visit, name: str) -> str:
    """The differences as the folder has them; of a territory without any, the model's, which tell how to write some."""
    own = visit.site.bench.workshop.processes / "territories" / name / DIFFERENCES
    model = shipped("processes") / "modeles" / "nouveau_territoire" / DIFFERENCES
    return (own if own.is_file() else model).read_text(encoding="utf-8", errors="replace")


def _about(name: str) -> str:
    return f"territory:{name}"


def _lacks(found: Lacking) -> dict[str, Any]:
    return {
        "services": {service: list(used) for service, used in found.services.items()},
        "unverified": list(found.unverified),
        "estimated": list(found.estimated),
    }


def _differ(told: Mapping[str, Sequence[Told]]) -> dict[str, list[tuple[str, str]]]:
    """Pathway → each difference in a sentence, and where it stands."""
    return {
        process: [(each.sentence, str(each.place) if each.place else "") for each in every]
        for process, every in told.items()
    }
