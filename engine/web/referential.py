"""The referential, for reading: the pathways, each with its diagram, its steps, its papers and its texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.drawing import draw_over, drawn_alone
from engine.app.pathways import (
    clocks_view,
    counts_of,
    invariants_view,
    newest,
    open_cases,
    papers_view,
    pathway_head,
    pathway_line,
    services_view,
    shared_view,
    sources_view,
    step_view,
)
from engine.authority.allow import Resource, allow
from engine.core.definition import Definition
from engine.web.pictures import KEPT, address_of
from engine.web.render import drawn
from engine.web.sent import number
from engine.web.versions import registered
from engine.web.visit import Visit, Visiting

router = APIRouter(prefix="/referential")

PARTS = {
    "clocks": "deadlines",
    "papers": "documents",
    "services": "services",
    "sources": "sources",
    "shared": "actions",
    "invariants": "invariants",
}
"What a pathway is read by besides its steps, each at its own address: its name, and where a definition holds it."
WHOLE = "text"
"All of them and every step, on one page: to be printed, or to look for a word."


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
    """One pathway: its diagram, its steps by name, and where the rest is read."""
    definition = _definition(visit, process)
    counts = _counts(visit, definition)
    address = address_of(visit, definition)
    lead = f"/referential/{process}/steps/"
    return visit.page(
        "pathway.html",
        **pathway_head(definition, visit.language, counts),
        diagram=drawn(draw_over(visit.house, definition, visit.language, counts or {}, address, lead)),
        parts=[name for name, held in PARTS.items() if getattr(definition, held)],
        whole=WHOLE,
        may_write=allow(visit.actor, "process.publish", Resource()),
    )


@router.get("/{process}/diagram.svg")
def diagram(visit: Visiting, process: str) -> Response:
    """The drawing of a pathway, the newest version unless another is asked; mirrored in Arabic."""
    asked = visit.request.query_params
    definition = _version(visit, process, asked["version"]) if "version" in asked else _definition(visit, process)
    picture = drawn_alone(visit.house, definition, visit.language)
    # A picture that is opened alone may dress itself, and do nothing else.
    headers = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    if asked.get("v") == picture.digest:
        headers["cache-control"] = KEPT
    return Response(picture.svg, media_type="image/svg+xml", headers=headers)


@router.get("/{process}/steps/{state}")
def step(visit: Visiting, process: str, state: str) -> Response:
    """One step: what is said, asked and done there, and the steps before and after it."""
    definition = _definition(visit, process)
    if state not in definition.states:
        raise HTTPException(404)
    counts = _counts(visit, definition)
    head = pathway_head(definition, visit.language, counts)
    at = list(definition.states).index(state)
    return visit.page(
        "pathway_step.html",
        **head,
        step=step_view(definition, definition.states[state], visit.language, counts or {}),
        before=head["steps"][at - 1] if at else None,
        after=head["steps"][at + 1] if at + 1 < len(head["steps"]) else None,
    )


@router.get("/{process}/parts/{part}")
def part(visit: Visiting, process: str, part: str) -> Response:
    """One part of a pathway, or all of it."""
    definition, language = _definition(visit, process), visit.language
    if part not in (*PARTS, WHOLE):
        raise HTTPException(404)
    counts = _counts(visit, definition)
    each_step = definition.states.values() if part == WHOLE else ()
    return visit.page(
        "pathway_part.html",
        **pathway_head(definition, language, counts) | {"steps": []},
        whole=[step_view(definition, each, language, counts or {}) for each in each_step],
        parts={name: view() for name, view in _parts(visit, definition).items() if part in (name, WHOLE)},
    )


def _parts(visit: Visit, definition: Definition) -> Mapping[str, Callable[[], list[dict[str, Any]]]]:
    """How each of `PARTS` is read."""
    language = visit.language
    return {
        "clocks": lambda: clocks_view(definition, language),
        "papers": lambda: papers_view(definition, language),
        "services": lambda: services_view(visit.house, definition, visit.actor, language),
        "sources": lambda: sources_view(definition, language),
        "shared": lambda: shared_view(definition, language),
        "invariants": lambda: invariants_view(definition, language),
    }


def _counts(visit: Visit, definition: Definition) -> Mapping[str, str] | None:
    return counts_of(definition, open_cases(visit.house, visit.actor), visit.actor)


def _definition(visit: Visit, process: str) -> Definition:
    found = newest(visit.house, visit.actor).get(process)
    if found is None:
        raise HTTPException(404)
    return found


def _version(visit: Visit, process: str, version: str) -> Definition:
    for each in registered(visit, process):
        if each.line.version == number(version):
            return each.definition
    raise HTTPException(404)
