"""A program at the API: whose session its token is of, in which language it is answered.

No cookie counts here: what a browser sends by itself opens nothing, so that no other site can ask in somebody's name.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any

import orjson
from fastapi import Depends, Header, Request
from fastapi.responses import Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from engine.app.sessions import enter
from engine.core.events import EVERYWHERE
from engine.errors import AccessRefused, UsageError
from engine.web.visit import language_of, site_of

if TYPE_CHECKING:
    from engine.app.house import House
    from engine.app.sessions import Session
    from engine.bootstrap import Settings
    from engine.core.definition import Language
    from engine.core.events import Actor

BEARER = HTTPBearer(auto_error=False, description="From `POST /api/session`, or `baom user token`.")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern="^[!-~]{1,128}$",
        description="The same demand sent again with the same key is recorded once.",
        examples=["5f1c9a"],
    ),
]


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever asks."""

    house: House
    settings: Settings
    session: Session
    language: Language
    token: str = field(repr=False)
    key: str | None = None
    "The same demand with the same key is recorded once."

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.session.actor

    def desk(self, commune: str | None) -> str:
        """The desk that is meant: the one named, else the asker's own.

        Raises:
            UsageError: no such commune; or none is named, and the asker has the whole territory.
        """
        if commune is None and self.actor.commune != EVERYWHERE:
            return self.actor.commune
        if commune is None:
            raise UsageError(
                "Ce compte a tout le territoire : de quelle commune est-ce ?", "L'ajouter à la demande : commune."
            )
        return self.house.commune(commune)

    def give(self, view: Any, status: int = 200) -> Response:
        """An answer, as the command line gives it."""
        return Response(orjson.dumps(view, option=orjson.OPT_NON_STR_KEYS), status, media_type="application/json")


def calling(request: Request, bearer: Bearer) -> Caller:
    """Whoever's token came with a demand.

    Raises:
        AccessRefused: none did, or its session is over.
    """
    site = site_of(request)
    site.bench.renew()
    house = site.house
    session = enter(house, bearer.credentials, "api") if bearer is not None else None
    if bearer is None or session is None:
        raise AccessRefused(
            "Personne n'est connecté, ou la session est finie.", "Demander un jeton : POST /api/session."
        )
    return Caller(house, site.settings, session, language_of(request), bearer.credentials)


Calling = Annotated[Caller, Depends(calling)]


def doing(caller: Calling, key: Key = None) -> Caller:
    """Whoever asks for something to be recorded, once."""
    return replace(caller, key=key)


Doing = Annotated[Caller, Depends(doing)]
