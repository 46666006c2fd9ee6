"""A program logs in and out; what else a login wants is done once at a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import Response

from engine.app.accounts import account_view
from engine.app.login import Given, log_in
from engine.app.sessions import Begun, log_out
from engine.app.training import take_part
from engine.errors import AccessRefused
from engine.web.api.bodies import Entering
from engine.web.api.caller import Calling
from engine.web.api.problems import SAID
from engine.web.api.shapes import Entered, Who, answers
from engine.web.visit import site_of

if TYPE_CHECKING:
    from engine.app.login import Wanted

router = APIRouter(prefix="/session", tags=["session"])


@router.post("", status_code=201, responses=answers(Entered, 201))
def enter(request: Request, body: Entering) -> Response:
    """Log in: a token, to be sent as `Authorization: Bearer …`; over after half an hour in which nothing is asked."""
    house = site_of(request).house
    if body.part:
        answer: Begun | Wanted = take_part(house, body.part, "api")
    else:
        answer = log_in(house, Given(body.login, body.password, body.code), "api")
    if not isinstance(answer, Begun):
        raise _lacking(answer)
    view = {"token": answer.token, "ends_at": answer.ends_at, "account": account_view(answer.account)}
    return Response(orjson.dumps(view), 201, media_type="application/json")


def _lacking(wanted: Wanted) -> AccessRefused:
    """The password is right, and something else is needed."""
    if wanted.what == "code":
        return AccessRefused(
            "Ce compte donne aussi le code de son téléphone.",
            "L'ajouter à la demande : code ; chacun ne sert qu'une fois.",
        )
    return AccessRefused(
        "Ce compte n'a pas encore son propre mot de passe, ou son téléphone.",
        "Se connecter une fois à la page de l'application, qui les demande.",
    )


@router.get("", responses=answers(Who))
def who(caller: Calling) -> Response:
    """Whose token this is."""
    return caller.give({"ends_at": caller.session.ends_at, "account": account_view(caller.session.account)})


@router.delete("", status_code=204, responses={204: {"description": "Over"}, **SAID})
def leave(caller: Calling) -> Response:
    """End the session; its token opens nothing any more."""
    log_out(caller.house, caller.token, "api")
    return Response(status_code=204)
