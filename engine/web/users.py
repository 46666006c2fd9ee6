"""Accounts: who works here; added, moved, closed, given a password by an administrator; and what was done to them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, get_args

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app import accounts, closing, kinship
from engine.app.account_events import Asked, account_lines
from engine.app.accounts import NewUser, account_view, known_roles, list_users, login_of, place_of
from engine.app.closing import CLOSE, RIGHTS, TELEPHONE, Waiting, waiting_for_two
from engine.authority.allow import Resource, Role, allow
from engine.core.events import EVERYWHERE, Actor
from engine.core.wording import who
from engine.errors import UsageError
from engine.telling.voice import voice_of
from engine.web.sent import Form
from engine.web.visit import TOKEN, Acting, Visit, Visiting
from engine.web.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

router = APIRouter(prefix="/users")

EVERYWHERE_TYPED = "*"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"Those that are not taken for one another when they are read aloud."
GROUPS, GROUP = 4, 4

WAITING = {
    CLOSE: ("waits_close", "closing"),
    RIGHTS: ("waits_rights", "rights"),
    TELEPHONE: ("waits_second_factor", "telephone"),
}
"How each thing that waits is told, and where the form of whoever joins goes: where that of whoever asked went."


@router.get("")
def users(visit: Visiting) -> Response:
    """The accounts that this visitor may know of."""
    return _page(visit)


def _page(visit: Visit, status: int = 200, /, **more: Any) -> Response:
    actor, voice = visit.actor, voice_of(visit.language)
    found = list_users(visit.house, actor)
    waiting = waiting_for_two(visit.house, actor)
    watches = allow(actor, "audit.access", Resource(actor.commune))
    told = account_lines(visit.house, actor, Asked(), visit.session) if watches else None
    context: dict[str, Any] = {
        "users": [_line(visit, account_view(each)) for each in found.sound],
        "altered": [each.login for each in found.broken],
        "lines": [
            {"at": each.at, "login": each.login, "told": voice.say(f"done_{each.kind}", who(each.by, visit.language))}
            for each in (told.lines[::-1] if told is not None else ())
        ],
        "unvouched": [voice.say("lines_left", login) for login in (told.unvouched if told is not None else ())],
        "waiting": [_waiting(visit, each) for each in waiting],
        "roles": [(role, visit.role(role)) for role in known_roles()],
        "may_manage": allow(actor, "user.manage", Resource()),
        "may_attest": allow(actor, "user.attest", Resource(actor.commune)),
        "problem": None,
        "given": None,
        "typed": visit.form,
    }
    # A first password is shown once, and there is nothing to come back to.
    if "given" in more:
        return visit.page_once("users.html", **{**context, **more})
    return visit.page("users.html", status, **{**context, **more})


def _line(visit: Visit, view: dict[str, Any]) -> dict[str, Any]:
    voice = voice_of(visit.language)
    remarks = {
        "user_closed": not view["active"],
        "user_provisional": view["provisional"],
        "user_telephone": view["second_factor"],
        "user_in_hands": bool(view["in_hands_of"]),
    }
    commune = visit.house.territory.communes.get(view["commune"])
    return {
        **view,
        "role_name": visit.role(view["role"]),
        "place": commune.name.of(visit.language) if commune is not None else "",
        "remarks": [voice.say(name) for name, holds in remarks.items() if holds],
        "own": view["login"] == visit.actor.name,
    }


def _waiting(visit: Visit, asked: Waiting) -> dict[str, Any]:
    """What waits for a second person, and where the form of whoever may be that one goes."""
    told, path = WAITING[asked.act]
    named = [visit.role(asked.role), _place(visit, asked.commune)] if asked.role else []
    return {
        "told": say(visit.language, told, asked.login, *named, asked.asked_by),
        "at": asked.asked_at,
        "to": f"/users/{asked.login}/{path}" if asked.joins else "",
        "role": asked.role,
        "commune": "" if asked.role in accounts.ANYWHERE else asked.commune,
    }


def _place(visit: Visit, slug: str) -> str:
    """A commune by its name, or the whole territory."""
    commune = visit.house.territory.communes.get(slug)
    return commune.name.of(visit.language) if commune is not None else say(visit.language, "everywhere")


@router.post("")
def add(visit: Acting) -> Response:
    """Add an account; its first password is drawn, and shown once to be handed over."""
    form = visit.form
    try:
        role, place = _rights(visit)
        password = drawn()
        account = accounts.add_user(
            visit.house, visit.actor, NewUser(login_of(form.one("login")), role, place, form.one("name"), password)
        )
    except UsageError as problem:
        return _page(visit, 422, problem=visit.told(problem))
    return _page(visit, given={"login": account.login, "password": password}, typed=Form({}))


@router.post("/{login}/password")
def password(visit: Acting, login: str) -> Response:
    """Another first password, drawn and shown once, when whoever asks is sure."""
    if _unsure(visit):
        return _ask(visit, say(visit.language, "sure_password", login))
    drawn_now = drawn()
    try:
        account = accounts.reset_password(visit.house, visit.actor, login, drawn_now)
    except UsageError as problem:
        return _page(visit, 422, problem=visit.told(problem))
    return _page(visit, given={"login": account.login, "password": drawn_now})


@router.post("/{login}/rights")
def rights(visit: Acting, login: str) -> Response:
    """Another role or commune, when whoever asks is sure; the account's sessions end."""
    if _unsure(visit):
        try:
            role, slug = _rights(visit)
        except UsageError as problem:
            return _page(visit, 422, problem=visit.told(problem))
        found = list_users(visit.house, visit.actor).sound
        now = [(each.role, each.commune) for each in found if each.login == login]
        before = [word for present in now for word in (visit.role(present[0]), _place(visit, present[1]))]
        told = say(visit.language, "sure_rights", login, visit.role(role), _place(visit, slug))
        return _ask(visit, " ".join((told, say(visit.language, "sure_rights_now", *before))) if before else told)
    return _changed(visit, lambda: closing.change_rights(visit.house, visit.actor, login, _rights(visit)))


@router.post("/{login}/closing")
def close(visit: Acting, login: str) -> Response:
    """Close an account, when whoever asks is sure: it is out at once where it is, and its cases stay in its name."""
    if _unsure(visit):
        found = (each.role for each in list_users(visit.house, visit.actor).sound if each.login == login)
        has_cases = any(allow(Actor(login, role, EVERYWHERE), "case.act", Resource()) for role in found)
        asked = say(visit.language, "sure_closing", login)
        kept = say(visit.language, "sure_closing_cases", say(visit.language, "handover_title"))
        return _ask(visit, f"{asked} {kept}" if has_cases else asked)
    return _changed(visit, lambda: closing.disable(visit.house, visit.actor, login, visit.form.one("reason")))


@router.post("/{login}/opening")
def reopen(visit: Acting, login: str) -> Response:
    """Open a closed account again."""
    return _changed(visit, lambda: accounts.enable(visit.house, visit.actor, login))


@router.post("/{login}/telephone")
def telephone(visit: Acting, login: str) -> Response:
    """Forget an account's telephone: asked for by one, done when a second one asks too."""
    if _unsure(visit):
        return _ask(visit, say(visit.language, "sure_telephone", login))
    return _changed(visit, lambda: accounts.reset_second_factor(visit.house, visit.actor, login))


@router.post("/{login}/attestation")
def attest(visit: Acting, login: str) -> Response:
    """Say that its owner holds an account."""
    return _changed(visit, lambda: kinship.attest(visit.house, visit.actor, login))


def _unsure(visit: Visit) -> bool:
    """Whether an administrator is to be asked first: one click ends somebody's day. Anybody else is refused at once."""
    return not visit.form.one("sure") and allow(visit.actor, "user.manage", Resource())


def _ask(visit: Visit, asked: str) -> Response:
    sent = [(name, each) for name, values in visit.form.values.items() if name != TOKEN for each in values]
    return visit.page("sure.html", asked=asked, goal=visit.request.url.path, sent=sent)


def _changed(visit: Visit, change: Callable[[], object]) -> Response:
    try:
        change()
    except UsageError as problem:
        return _page(visit, 422, problem=visit.told(problem))
    return visit.go("/users?noted=1")


def _rights(visit: Visit) -> tuple[str, str]:
    """The role and the commune of a form.

    Raises:
        UsageError: no such role, or a commune that it can't have.
    """
    role, commune = visit.form.one("role"), visit.form.one("commune")
    if role in get_args(Role) and role in accounts.ANYWHERE:
        return role, EVERYWHERE
    everywhere = commune == EVERYWHERE_TYPED
    return role, place_of(visit.house, role, None if everywhere else commune or None, everywhere=everywhere)


def drawn() -> str:
    """A first password: letters in groups, to be read aloud or handed over on paper; over eighty bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
