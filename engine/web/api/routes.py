"""Every demand that a program can make, and their description: OpenAPI 3.1, for whoever is logged in."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response

from engine.web.api import acts, audit, cases, day, people, referential, scans, session
from engine.web.api.caller import Calling
from engine.web.api.problems import ROOT
from engine.web.api.summaries import SUMMARIES

ABOUT = (
    "The same functions as the pages and the command line, under the same rights, into the same journal. "
    "Languages by `Accept-Language`: fr, ar, en."
)

router = APIRouter(prefix=ROOT)
for _each in (session, day, people, cases, acts, scans, referential, audit):
    router.include_router(_each.router)


@router.get("/openapi.json", include_in_schema=False)
def openapi(caller: Calling) -> Response:
    """The description of all the others."""
    return caller.give(described())


@cache
def described() -> dict[str, Any]:
    """The description, made once."""
    document = get_openapi(title="BAOM", version=version("baom"), description=ABOUT, routes=router.routes)
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            told["summary"] = " · ".join(SUMMARIES[method, path])
    return document
