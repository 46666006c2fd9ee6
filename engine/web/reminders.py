"""« À rappeler »: whom to tell of which day; slips printed, people told; the outcome stands on the list itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.mailing import send
from engine.app.post import SERVER, server_of
from engine.app.reminders import AHEAD, Wanted, reminder_view, reminders
from engine.app.reminding import Reminded, chosen, print_slips, slips_again, tell
from engine.authority.allow import communes_seen
from engine.core.appointments import day_part, time_part
from engine.core.days import days_in_words, distance_in_words, weekday_in_words
from engine.core.definition import Language
from engine.core.events import Way
from engine.errors import EngineError, EnvironmentUnusable, UsageError
from engine.telling.words_reminders import STANDINGS
from engine.web.visit import Acting, Visit, Visiting

router = APIRouter(prefix="/reminders")
PERIODS = (AHEAD, 7, 30)
"Days ahead that the page offers."
_SPOKEN: dict[str, Way] = {"voice": "voice", "phone": "phone"}


@router.get("")
def page(visit: Visiting) -> Response:
    """Whom to tell by a day, and what was already told."""
    return _page(visit)


def _page(
    visit: Visit,
    status: int = 200,
    /,
    *,
    found: Reminded | None = None,
    printed: bool = False,
    unticked: bool = False,
    problem: EngineError | None = None,
) -> Response:
    wanted, ahead = _wanted(visit)
    language, today = visit.language, visit.house.today()
    every = [
        _view(reminder_view(each, language), today, language) for each in reminders(visit.house, wanted, visit.actor)
    ]
    return visit.page(
        "reminders.html",
        status,
        pending=[each for each in every if each["pending"]],
        done=[each for each in every if not each["pending"]],
        until=wanted.until,
        ahead=ahead,
        periods=[(each, days_in_words(each, language)) for each in PERIODS],
        commune=wanted.commune or "",
        every_desk=communes_seen(visit.actor) is None,
        recorded=len(found.done) if found else 0,
        left=len(found.left) if found else 0,
        slips=[each.id for each in found.done] if found and printed else [],
        unticked=unticked,
        problem=visit.told(problem) if problem is not None else None,
        posts=bool(visit.site.settings.environ.get(SERVER)),
    )


def _wanted(visit: Visit) -> tuple[Wanted, int]:
    """The period and the desk that are asked for, by the address or by the form."""
    asked = visit.request.query_params
    days = visit.form.one("ahead") or asked.get("ahead", "")
    ahead = next((each for each in PERIODS if str(each) == days), AHEAD)
    commune = visit.form.one("commune") or asked.get("commune", "")
    return Wanted(commune or None, visit.house.today() + timedelta(days=ahead)), ahead


def _view(view: dict[str, Any], today: date, language: Language) -> dict[str, Any]:
    day, at = date.fromisoformat(day_part(view["on"])), time_part(view["on"])
    return {
        **view,
        "day": weekday_in_words(day, language),
        "time": f"{at:%H:%M}" if at is not None else "",
        "away": distance_in_words((day - today).days, language),
        "told": STANDINGS[view["standing"]].of(language).format(view["why"] or ""),
    }


@router.post("/told")
def told(visit: Acting) -> Response:
    """Those that are ticked were told, face to face or by telephone."""
    way = _SPOKEN.get(visit.form.one("way"))
    if way is None:
        raise HTTPException(422)
    ids = visit.form.all("id")
    if not ids:
        return _page(visit, 422, unticked=True)
    wanted, _ = _wanted(visit)
    try:
        asked = chosen(visit.house, wanted, visit.actor, way, ids=ids)
    except UsageError as problem:
        return _page(visit, 422, problem=problem)
    found = tell(visit.house, asked, way, visit.actor)
    return _page(visit, found=found)


@router.post("/print")
def printed(visit: Acting) -> Response:
    """The ticked slips are recorded as printed; the page then opens them, as often as a printer needs."""
    ids = visit.form.all("id")
    if not ids:
        return _page(visit, 422, unticked=True)
    wanted, _ = _wanted(visit)
    try:
        asked = chosen(visit.house, wanted, visit.actor, "slip", ids=ids)
    except UsageError as problem:
        return _page(visit, 422, problem=problem)
    _, found = print_slips(visit.house, asked, visit.actor)
    return _page(visit, found=found, printed=True)


@router.post("/send")
def sent(visit: Acting) -> Response:
    """The ticked ones are sent to those who agreed to be written to; what became of each stands on its line."""
    ids = visit.form.all("id")
    if not ids:
        return _page(visit, 422, unticked=True)
    wanted, _ = _wanted(visit)
    try:
        asked = chosen(visit.house, wanted, visit.actor, "email", ids=ids)
        found = send(visit.house, server_of(visit.site.settings.environ), asked, visit.actor)
    except (UsageError, EnvironmentUnusable) as problem:
        return _page(visit, 422, problem=problem)
    return _page(visit, found=Reminded(tuple(found.sent), tuple(found.left)))


@router.post("/slips.pdf")
def slips(visit: Acting) -> Response:
    """Slips that were recorded as printed, as a PDF; nothing more is recorded."""
    wanted, _ = _wanted(visit)
    content = slips_again(visit.house, wanted, visit.form.all("id"), visit.actor)
    return Response(
        content, media_type="application/pdf", headers={"content-disposition": 'inline; filename="rappels.pdf"'}
    )
