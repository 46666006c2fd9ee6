"""The referential, for reading: the pathways, each with its diagram, its steps, its papers and its texts."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.drawing import draw_definition
from engine.app.pathways import counts_of, newest, open_cases, pathway_line, pathway_view
from engine.authority.allow import Resource, allow
from engine.core.definition import Definition
from engine.web.render import drawn
from engine.web.visit import Visit, Visiting

router = APIRouter(prefix="/referential")

STEP = "step-"
"What the anchors of steps begin with; the diagram leads to them."


@router.get("")
def pathways(visit: Visiting) -> Response:
    """Every pathway, in its newest version, with how many cases are open in it."""
    counts = open_cases(visit.house, visit.actor)
    lines = [
        pathway_line(each, visit.language, counts_of(each, counts, visit.actor))
        for each in newest(visit.house, visit.actor).values()
    ]
    return visit.page("referential.html", pathways=lines)


@router.get("/{process}")
def pathway(visit: Visiting, process: str) -> Response:
    """One pathway."""
    definition = _definition(visit, process)
    counts = counts_of(definition, open_cases(visit.house, visit.actor), visit.actor)
    view = pathway_view(visit.house, definition, visit.language, visit.actor, counts)
    diagram = drawn(draw_definition(definition, visit.language, counts or {}, STEP))
    may_write = allow(visit.actor, "process.publish", Resource())
    return visit.page("pathway.html", **view, diagram=diagram, anchor=STEP, may_write=may_write)


@router.get("/{process}/diagram.svg")
def diagram(visit: Visiting, process: str) -> Response:
    """The drawing of a pathway, to be kept or printed; mirrored in Arabic."""
    svg = draw_definition(_definition(visit, process), visit.language)
    # A picture that is opened alone may dress itself, and do nothing else.
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return Response(svg, media_type="image/svg+xml", headers={"content-security-policy": policy})


def _definition(visit: Visit, process: str) -> Definition:
    found = newest(visit.house, visit.actor).get(process)
    if found is None:
        raise HTTPException(404)
    return found
