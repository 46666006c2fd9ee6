"""Open cases brought into a published version, or back: tried first, then done, case by case with what holds each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.migrating import Asked, migrate, unfinished
from engine.app.migrating_view import migration_view
from engine.app.requests import may_join, may_refuse, refuse, refused_lately, waiting_for
from engine.app.sight import require
from engine.errors import UsageError
from engine.web.rollouts import begin, shortened, shown, weigh, weighed
from engine.web.sent import number
from engine.web.versions import registered
from engine.web.visit import LANGUAGES, Acting, Visit, Visiting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.app.two_people import Request
    from engine.core.definition import Definition, Language
    from engine.web.jobs import Progress
    from engine.web.outcomes import View

router = APIRouter(prefix="/referential/{process}/migration")

Act = Literal["try", "move", "try_undo", "undo"]
ACTS: tuple[Act, ...] = get_args(Act)


@router.get("")
def migration(visit: Visiting, process: str) -> Response:
    """What may be done with the open cases of a pathway, and what came out of the last time."""
    return _page(visit, process, number(visit.request.query_params.get("to")))


@router.post("")
def bring(visit: Acting, process: str) -> Response:
    """Try or do what the button says, beside the pages."""
    require(visit.actor, "process.migrate")
    to, act = number(visit.form.one("to")), visit.form.one("act")
    definition = _definition(visit, process, to)
    if act == "weigh":
        busy = weigh(visit, definition)
    elif act in ACTS:
        busy = _begin(visit, definition, act)
    else:
        raise HTTPException(422)
    if busy:
        return _page(visit, process, to, 409, problem=busy)
    return visit.go(f"/referential/{process}/migration?to={definition.version}")


@router.post("/refusal")
def say_no(visit: Acting, process: str) -> Response:
    """Refuse a passage that another person asked for, or take back one's own demand."""
    to = number(visit.form.one("to"))
    try:
        refuse(visit.house, visit.actor, visit.form.one("request"), visit.form.one("reason"))
    except UsageError as problem:
        return _page(visit, process, to, 422, problem=visit.told(problem))
    return visit.go(f"/referential/{process}/migration?to={_definition(visit, process, to).version}")


def _begin(visit: Visit, definition: Definition, act: Act) -> tuple[str, str] | None:
    house, actor = visit.house, visit.actor
    undo, dry_run = act in ("undo", "try_undo"), act in ("try", "try_undo")
    asked = Asked(definition.process, definition.version, undo=undo, dry_run=dry_run)

    def work(tell: Progress) -> Mapping[Language, View]:
        found = migrate(house, asked, actor, tell)
        return {language: shortened(migration_view(house, found, language)) for language in LANGUAGES}

    return begin(visit, _about(definition, act), work)


def _about(definition: Definition, act: Act) -> str:
    return f"{act}:{definition.digest}"


def _definition(visit: Visit, process: str, to: int) -> Definition:
    """The version asked for; the newest where none is."""
    versions = registered(visit, process)
    found = next((each.definition for each in versions if each.line.version == (to or versions[0].line.version)), None)
    if found is None:
        raise HTTPException(404)
    return found


def _page(
    visit: Visit, process: str, to: int, status: int = 200, /, problem: tuple[str, str] | None = None
) -> Response:
    require(visit.actor, "process.migrate")
    definition = _definition(visit, process, to)
    found = shown(visit, weighed(definition.digest), *(_about(definition, act) for act in ACTS))

    def here(request: Request) -> bool:
        return request.act == "process.migrate" and request.about.startswith(f"{definition.digest}:")

    return visit.page(
        "migration.html",
        status,
        at=f"/referential/{process}/migration",
        process=process,
        title=definition.title.of(visit.language),
        to=definition.version,
        versions=registered(visit, process),
        rules=sorted(definition.migration),
        waits=[
            (each, _is_undoing(each), may_refuse(visit.actor, each), may_join(visit.actor, each))
            for each in waiting_for(visit.house, visit.actor)
            if here(each)
        ],
        refused=[
            (each, _is_undoing(each.request)) for each in refused_lately(visit.house, visit.actor) if here(each.request)
        ],
        begun=[
            (each, _is_undoing(each.request), visit.actor.name in each.people)
            for each in unfinished(visit.house, visit.actor)
            if here(each.request)
        ],
        job=found.job,
        found=found.view,
        problem=problem or found.problem,
    )


def _is_undoing(request: Request) -> bool:
    return request.about.split(":")[1] == "undo"
