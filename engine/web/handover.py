"""An absent colleague's cases, passed on: who leaves and who takes them, then which ones, then what became of each."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.colleagues import desk_of
from engine.app.given import day_of
from engine.app.handover import Passed, Passing, hand_over, line_view, to_pass
from engine.app.pathways import newest
from engine.app.sight import require
from engine.errors import EngineError, NotAllowed, UsageError
from engine.web.visit import Acting, Visit, Visiting

router = APIRouter(prefix="/handover")
SHOWN = 100
"Cases told one by one; of more, how many."


@router.get("")
def ask(visit: Visiting) -> Response:
    """Who leaves, who takes the cases, and which of them."""
    return _page(visit)


@router.post("")
def pass_on(visit: Acting) -> Response:
    """The cases that it would be; passed on once whoever asks has seen which."""
    house = replace(visit.house, language=visit.language)
    try:
        passing = _passing(visit)
        if not visit.form.one("sure"):
            return _page(visit, passing=passing, asked=True, found=to_pass(house, passing, visit.actor))
        return _page(visit, passing=passing, found=hand_over(house, passing, visit.actor))
    except (UsageError, NotAllowed) as problem:
        return _page(visit, 422, problem=problem)


def _passing(visit: Visit) -> Passing:
    form = visit.form
    until = form.one("until")
    return Passing(
        form.one("leaving"),
        form.one("taking") or None,
        process=form.one("process") or None,
        until=day_of(until) if until else None,
        back=bool(form.one("back")),
    )


def _page(
    visit: Visit,
    status: int = 200,
    /,
    *,
    problem: EngineError | None = None,
    passing: Passing | None = None,
    found: Passed | None = None,
    asked: bool = False,
) -> Response:
    require(visit.actor, "case.list")
    titles = {name: each.title.of(visit.language) for name, each in newest(visit.house, visit.actor).items()}
    moved, left = (found.moved, found.left) if found is not None else ((), ())
    return visit.page(
        "handover.html",
        status,
        problem=visit.told(problem) if problem is not None else None,
        typed=visit.form,
        passing=passing,
        asked=asked,
        lines=[line_view(each) for each in moved[:SHOWN]],
        count=len(moved),
        left=[(line_view(line), why) for line, why in left],
        people=[(each.login, each.name) for each in desk_of(visit.house, visit.actor)],
        processes=titles,
    )
