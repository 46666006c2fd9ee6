"""How much of a demand is read: by who sends it, and what for, before a word of it is.

What a form costs to read grows with it, and whoever isn't logged in may send as many as they like: they have a few
kilobytes, enough for a login. Whoever's session has just ended still brings what they were typing.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from engine.app.aside import account_of
from engine.app.sessions import enter
from engine.errors import EngineError, UsageError
from engine.web.api.problems import is_program
from engine.web.guard import MOST_OF_A_BODY
from engine.web.visit import site_of

if TYPE_CHECKING:
    from fastapi import Request

AT_THE_DOOR = 8 * 1024
"Bytes of a demand of nobody that is known: a login, with its code and where one was going."
OF_A_FORM = 1024 * 1024
"Of somebody's form: twice the longest pathway, in Arabic, every sign of it written as a form does."

_WITH_FILES = re.compile(r"(?:/api)?/cases/[^/]+/scans|/editor/.+")
"Where a file comes along, or a whole draft: as much as anybody may send."


def most_of(request: Request) -> int:
    """Bytes that are read of a demand longer than those of a login.

    A session that has ended is believed as far as its account's identifier, which nobody else is told.
    """
    site, program = site_of(request), is_program(request)
    token = _bearer(request) if program else request.cookies.get(site.cookie, "")
    # What keeps a session from being found is told by the demand's own answer, when it is read.
    with suppress(EngineError):
        if enter(site.house, token, "api" if program else "web") is not None:
            return MOST_OF_A_BODY if _WITH_FILES.fullmatch(request.url.path) else OF_A_FORM
        if program or account_of(site.house, token.partition(".")[0]) is None:
            return AT_THE_DOOR
    return OF_A_FORM


def too_large(most: int) -> UsageError:
    """What a demand of more bytes than its sender may send is told."""
    if most == AT_THE_DOOR:
        return UsageError(
            "C'est trop lourd de la part de qui n'est pas connecté : {most} octets au plus. Rien n'a été enregistré.",
            "Se connecter (la session est peut-être finie), puis l'envoyer de nouveau.",
            most=most,
        )
    if most == OF_A_FORM:
        return UsageError(
            "Ce formulaire est trop lourd : 1 Mo au plus. Rien n'a été enregistré.",
            "Raccourcir ce qui est écrit ; pour un fichier, se connecter puis le joindre à sa place.",
        )
    return UsageError(
        "Ce fichier est trop lourd : 10 Mo au plus. Rien n'a été enregistré.",
        "Le numériser ou le photographier moins finement, ou en plusieurs fichiers.",
    )


def _bearer(request: Request) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""
