"""The pathways published, each in its newest version."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.definition_view import definition_line, definition_view
from engine.app.given import definition_of_process
from engine.app.publishing import published
from engine.web.api.bodies import Name
from engine.web.api.caller import Calling
from engine.web.api.shapes import Pathway, Pathways, answers

router = APIRouter(prefix="/referential", tags=["referential"])


@router.get("", responses=answers(Pathways))
def pathways(caller: Calling) -> Response:
    """Every version published."""
    lines = [
        {"process": line.process, "published_at": line.published_at, **definition_line(definition, caller.language)}
        for line, definition in published(caller.house)
    ]
    return caller.give({"processes": lines})


@router.get("/{process}", responses=answers(Pathway))
def pathway(caller: Calling, process: Name) -> Response:
    """The pathway under which a new case would open."""
    return caller.give(definition_view(definition_of_process(caller.house, process), caller.language))
