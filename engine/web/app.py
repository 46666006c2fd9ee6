"""The web application: its pages and its answers to failures, plugged together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from engine.app.watchtower import Watchtower
from engine.bootstrap import bench_of
from engine.core.codes import code_of
from engine.errors import EngineError
from engine.web import (
    acts,
    again,
    appointments,
    audit,
    backups,
    case,
    contact,
    editor,
    files,
    guide,
    handover,
    health,
    letters,
    login,
    migration,
    opening,
    packs,
    people,
    preview,
    proposals,
    referential,
    reminders,
    scans,
    stories,
    territories,
    today,
    undo,
    urgent,
    users,
    versions,
    watch,
)
from engine.web.answers import Answers, SharedAnswers
from engine.web.api.problems import is_program, malformed, nowhere, problem, unforeseen
from engine.web.api.routes import router as api
from engine.web.bounds import AT_THE_DOOR, most_of, too_large
from engine.web.guard import Door, Guard
from engine.web.incidents import incident
from engine.web.jobs import Workbench
from engine.web.login import interrupted
from engine.web.metrics import Counting, Counts
from engine.web.render import environment
from engine.web.shared_jobs import Shared, SharedWorkbench
from engine.web.site import Site, read_assets
from engine.web.statuses import ALTERED, status_of
from engine.web.visit import ForeignFormError, LoginWantedError, Visit, language_of, passing, site_of
from engine.web.words import say

if TYPE_CHECKING:
    from engine.app.house import House
    from engine.bootstrap import Settings

ROUTERS = (
    *(
        each.router
        for each in (
            files,
            health,
            login,
            again,
            today,
            appointments,
            reminders,
            handover,
            opening,
            people,
            versions,
            migration,
            watch,
            referential,
            packs,
            territories,
            editor,
            guide,
            letters,
            proposals,
            preview,
        )
    ),
    stories.editing,
    stories.telling,
    *audit.ROUTERS,
    *(each.router for each in (users, backups, acts, scans, undo, urgent, contact, case)),
)
"""Every page, by the first that an address fits: « /cases/new » before « /cases/{word} »."""
ROUTES = [route for router in (*ROUTERS, api) for route in router.routes]
"""Every address, as it was declared. Included in the application, each would be worked out a second time while somebody
waits for a first page."""
TOO_LARGE = 413
UNREADABLE = 400
"The status of a body that could not be read at all: JSON too deep, a number without end."
SMALLEST_PACKED = 600
"Bytes below which an answer is sent as it is."
PACKED = 6
"How hard an answer is packed: 9 takes a third longer, for three thousandths fewer bytes."


def create_app(house: House, settings: Settings, *, secure: bool = False, shared: Shared | None = None) -> FastAPI:
    """The application over the house that these settings opened; `secure` where browsers reach it by TLS.

    `shared` is what several processes that serve together have in common; None for one that serves alone.
    """
    counted = shared.counts if shared is not None else Counts()
    checks, bundles, backups, guides, rollouts = (
        Workbench[Any]() if shared is None else SharedWorkbench[Any](name, shared.shelf)
        for name in ("checks", "bundles", "backups", "guides", "rollouts")
    )
    # Read before the first page is asked for: the program's files may be replaced at any time after that.
    environment()
    app = FastAPI(title="BAOM", docs_url=None, redoc_url=None, openapi_url=None)
    bench = bench_of(settings, house)
    app.state.site = Site(
        settings,
        secure,
        read_assets(),
        bench=bench,
        watchtower=Watchtower(bench),
        counts=counted,
        workers=shared.workers if shared is not None else 1,
        answers=Answers() if shared is None else SharedAnswers(shared.shelf),
        checks=checks,
        bundles=bundles,
        backups=backups,
        guides=guides,
        rollouts=rollouts,
    )
    app.router.routes.extend(ROUTES)
    app.add_exception_handler(LoginWantedError, _log_in_first)
    app.add_exception_handler(ForeignFormError, _foreign_form)
    app.add_exception_handler(EngineError, _expected)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _no_page)
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_PACKED, compresslevel=PACKED)
    app.add_middleware(Guard, secure=secure, door=Door(AT_THE_DOOR, most_of, _too_large, _unexpected))
    app.add_middleware(Counting, counts=counted)
    return app


def _log_in_first(request: Request, error: Exception) -> Response:
    form = error.form if isinstance(error, LoginWantedError) else None
    return interrupted(Visit(request, site_of(request), language_of(request)), form)


def _foreign_form(request: Request, _: Exception) -> Response:
    visit = _visit(request)
    return _told(visit, 403, say(visit.language, "foreign_form"))


def _expected(request: Request, error: Exception) -> Response:
    """A failure that was foreseen: its own words, which say what to do."""
    if not isinstance(error, EngineError):
        raise error
    if is_program(request):
        return problem(error, language_of(request))
    visit = _visit(request)
    message, remedy = visit.told(error)
    if code_of(error) not in ALTERED:
        return _told(visit, status_of(error), message, remedy)
    # What mends it is typed at a terminal, by others: here, whom to tell.
    whom, title = (say(visit.language, name) for name in ("altered_whom", "altered_title"))
    return _told(visit, status_of(error), message, whom, title=title)


def _malformed(request: Request, error: Exception) -> Response:
    """A program's demand of another shape: where it is wrong, and not a word of what was sent."""
    if not isinstance(error, RequestValidationError) or not is_program(request):
        raise error
    wrong = [{"at": ".".join(map(str, each["loc"])), "what": str(each["type"])} for each in error.errors()]
    return malformed(language_of(request), wrong)


def _no_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if is_program(request):
        if status == UNREADABLE:
            return malformed(language_of(request), [{"at": "body", "what": "json_invalid"}])
        return nowhere(language_of(request), status)
    visit = _visit(request)
    return _told(visit, status, say(visit.language, "no_page"))


def _too_large(request: Request, most: int) -> Response:
    """More than is read of whoever sends it."""
    error = too_large(most)
    if is_program(request):
        return problem(error, language_of(request), status=TOO_LARGE, code="too_large")
    visit = _visit(request)
    return _told(visit, TOO_LARGE, *visit.told(error))


def _unexpected(request: Request, error: Exception) -> Response:
    number = incident(error)
    language = language_of(request)
    if is_program(request):
        return unforeseen(language, number)
    return _told(Visit(request, site_of(request), language), 500, say(language, "error_number", number))


def _visit(request: Request) -> Visit:
    """Whoever is there, as far as can be told: an error page must not fail in its turn."""
    try:
        return passing(request)
    except EngineError:
        return Visit(request, site_of(request), language_of(request))


def _told(visit: Visit, status: int, message: str, remedy: str = "", *, title: str = "") -> Response:
    return visit.page("error.html", status, title=title, message=message, remedy=remedy)
