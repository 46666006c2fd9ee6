"""The fixed files of the pages: style, script, fonts."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.web.visit import site_of

router = APIRouter()
FOR_EVER = "public, max-age=31536000, immutable"


@router.get("/static/{digest}/{name}")
def asset(request: Request, digest: str, name: str) -> Response:
    """One file, under the name of what it holds: what a browser has of it never needs to be asked for again."""
    found = site_of(request).assets.get(name)
    if found is None or found.path != f"/static/{digest}/{name}":
        raise HTTPException(404)
    return Response(found.content, media_type=found.media, headers={"cache-control": FOR_EVER})
