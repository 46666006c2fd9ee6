"""The referential, for reading: the pathways, each with its diagram, its steps, its papers and its texts."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.drawing import draw_definition
from engine.app.publishing import published
from engine.app.views import source_view
from engine.core.definition import Definition, Language
from engine.web.visit import Visit, Visiting

router = APIRouter(prefix="/referential")


@router.get("")
def pathways(visit: Visiting) -> Response:
    """Every pathway, in its newest version."""
    return visit.page("referential.html", pathways=[_line(each, visit.language) for each in _newest(visit).values()])


@router.get("/{process}")
def pathway(visit: Visiting, process: str) -> Response:
    """One pathway."""
    definition = _definition(visit, process)
    return visit.page("pathway.html", **_whole(definition, visit.language))


@router.get("/{process}/diagram.svg")
def diagram(visit: Visiting, process: str) -> Response:
    """The drawing of a pathway; mirrored in Arabic."""
    drawn = draw_definition(_definition(visit, process), visit.language)
    # A picture that is opened alone may dress itself, and do nothing else.
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return Response(drawn, media_type="image/svg+xml", headers={"content-security-policy": policy})


def _newest(visit: Visit) -> dict[str, Definition]:
    return {line.process: definition for line, definition in published(visit.house)}


def _definition(visit: Visit, process: str) -> Definition:
    found = _newest(visit).get(process)
    if found is None:
        raise HTTPException(404)
    return found


def _line(definition: Definition, language: Language) -> dict[str, Any]:
    return {
        "id": definition.process,
        "title": definition.title.of(language),
        "purpose": definition.purpose.of(language) if definition.purpose else "",
        "version": definition.version,
        "status": definition.status,
        "states": len(definition.states),
    }


def _whole(definition: Definition, language: Language) -> dict[str, Any]:
    titles = {name: state.title.of(language) for name, state in definition.states.items()}
    return {
        **_line(definition, language),
        "steps": [
            {
                "id": state.id,
                "title": titles[name],
                "kind": state.kind,
                "prompt": state.prompt.of(language) if state.prompt else "",
                "actions": [each.title.of(language) for each in state.actions.values()],
            }
            for name, state in definition.states.items()
        ],
        "deadlines": [
            {"title": each.title.of(language), "kind": each.kind, "note": each.note.of(language) if each.note else ""}
            for each in definition.deadlines.values()
        ],
        "sources": [source_view(each, language) for each in definition.sources.values()],
    }
