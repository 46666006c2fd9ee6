"""Logging in and out: the password, the telephone, a password of one's own; in training, the choice of a role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import segno
from fastapi import APIRouter, Depends
from fastapi.responses import Response
from markupsafe import Markup
from starlette.requests import Request
from starlette.routing import Match

from engine.app.aside import account_of, set_aside, taken_up
from engine.app.doorstep import door_token, is_of_this_door, mark_of
from engine.app.login import Given, Wanted, log_in
from engine.app.sessions import enter, is_own_form, log_out
from engine.app.training import parts, take_part
from engine.errors import AccessRefused
from engine.web.guard import is_surely_from_here
from engine.web.news import ENTERED
from engine.web.one_form import filled
from engine.web.returned import returned
from engine.web.sent import Form, sent
from engine.web.visit import TOKEN, Acting, Passing, Visit
from engine.web.words import say

if TYPE_CHECKING:
    from engine.app.aside import Aside
    from engine.app.sessions import Begun

router = APIRouter()
Sent = Annotated[Form, Depends(sent)]


@router.get("/login")
def login_page(visit: Passing) -> Response:
    """The login; whoever is in already goes on to the day's work."""
    return visit.go("/") if visit.session is not None else ask_login(visit)


@router.post("/login")
def login(visit: Passing, form: Sent) -> Response:
    """Log in, or say what is wanted besides; from our own page alone, in the browser that it was given to."""
    if not _is_ours(visit, form):
        problem = (say(visit.language, "foreign_login"), say(visit.language, "foreign_login_remedy"))
        return ask_login(visit, form, status=403, problem=problem)
    given = Given(
        form.one("login"),
        form.values.get("password", [""])[0],
        form.one("code"),
        form.one("secret"),
        form.values.get("new_password", [""])[0],
    )
    try:
        if form.one("part"):
            answer: Begun | Wanted = take_part(visit.house, form.one("part"), "web")
        else:
            answer = log_in(visit.house, given, "web")
    except AccessRefused as refused:
        return ask_login(visit, form, given=given, status=401, problem=visit.told(refused))
    if isinstance(answer, Wanted):
        return ask_login(visit, form, given=given, wanted=answer)
    return _inside(visit, form, answer)


def _inside(visit: Visit, form: Form, begun: Begun) -> Response:
    """Go on to where one was going; or to what was being sent when the session ended, to send it again."""
    goal = own_path(form.one("goal"))
    held = taken_up(visit.house, begun.account, form.one("kept"))
    response = (
        visit.go(f"{goal}{'&' if '?' in goal else '?'}{ENTERED}=1") if held is None else _kept(visit, held, begun)
    )
    response.set_cookie(visit.site.cookie, begun.token, secure=visit.site.secure, httponly=True, samesite="strict")
    return response


def _kept(visit: Visit, held: Aside, begun: Begun) -> Response:
    """What this very account was sending when its session ended; nobody else's."""
    values: dict[str, list[str]] = {}
    for name, value in held.pairs:
        values.setdefault(name, []).append(value)
    form, goal = Form(values), own_path(held.goal)
    session = enter(visit.house, begun.token, "web")
    inside = Visit(visit.request, visit.site, visit.language, begun.token, session, form)
    return returned(inside, goal) or inside.page(
        "kept.html", kept=filled(form), sent=held.pairs, goal=goal, above=_page_above(visit.request, goal)
    )


@router.post("/logout")
def logout(visit: Acting) -> Response:
    """End the session."""
    log_out(visit.house, visit.token, "web")
    response = visit.go("/login")
    response.delete_cookie(visit.site.cookie, secure=visit.site.secure, httponly=True, samesite="strict")
    return response


def ask_login(
    visit: Visit,
    form: Form | None = None,
    *,
    given: Given | None = None,
    wanted: Wanted | None = None,
    problem: tuple[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The page of the login, at the point where it is; `form` holds where one was going and what one was sending."""
    name = visit.site.door_cookie
    mark = mark_of(visit.request.cookies.get(name, ""))
    response = visit.page(
        "login.html",
        status,
        given=given,
        wanted=wanted,
        problem=problem,
        token=door_token(visit.house, mark),
        parts=parts(visit.house) if visit.house.store.training else (),
        goal=own_path(form.one("goal")) if form is not None else "/",
        kept=form.one("kept") if form is not None else "",
        qr=_square(wanted.address) if wanted is not None and wanted.address else "",
    )
    response.set_cookie(name, mark, secure=visit.site.secure, httponly=True, samesite="strict")
    return response


def _is_ours(visit: Visit, form: Form) -> bool:
    """Whether a login was sent by the page that this browser was given."""
    brought = visit.request.cookies.get(visit.site.door_cookie, "")
    return is_surely_from_here(visit.request.headers) and is_of_this_door(visit.house, brought, form.one(TOKEN))


def _square(address: str) -> Markup:
    """A QR code as a picture in the page itself: the secret in it is in no address that a proxy would keep."""
    return Markup(segno.make(address, error="m").svg_inline(border=2, omitsize=True))  # noqa: S704 -- drawn here


def interrupted(visit: Visit, form: Form | None) -> Response:
    """Ask somebody whose session is over to log in, keeping where they were going and what they had typed."""
    request = visit.request
    goal = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    held: dict[str, list[str]] = {"goal": [goal if form is None else _page_above(request, request.url.path)]}
    token = request.cookies.get(visit.site.cookie, "")
    owner = account_of(visit.house, token.partition(".")[0])
    # A cookie that somebody made up has no page of that account to show: nothing is kept in another's name.
    if form is not None and owner is not None and is_own_form(owner, token, form.one(TOKEN)):
        pairs = [(name, value) for name, values in form.values.items() if name != TOKEN for value in values]
        held["kept"] = [set_aside(visit.house, owner, own_path(goal), pairs)]
    lost = form is not None and "kept" not in held
    problem = (say(visit.language, "sent_in_vain"), say(visit.language, "sent_in_vain_remedy")) if lost else None
    return ask_login(visit, Form(held), status=401, problem=problem)


def _page_above(request: Request, path: str) -> str:
    """The page that holds the form that was sent: its own address, or the nearest above that can be seen."""
    while path and not any(
        route.matches({**request.scope, "method": "GET", "path": path})[0] is Match.FULL
        for route in request.app.router.routes
    ):
        path = path.rpartition("/")[0]
    return path or "/"


def own_path(goal: str) -> str:
    """A path of this application; the first page where it is anything else."""
    parts_of = urlsplit(goal)
    is_own = goal.startswith("/") and not goal.startswith(("//", "/\\")) and not parts_of.netloc
    return goal if is_own and parts_of.path != "/login" and goal.isprintable() else "/"
