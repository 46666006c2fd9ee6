"""The legal watch: what there is to read again, why, and what rests on each source of the referential."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.called import titles
from engine.app.house import ZONE
from engine.app.pathways import newest
from engine.app.views import source_view
from engine.app.watching import CONCERNS, Concern, LegalWatch, resting, watched
from engine.authority.allow import Resource, allow
from engine.core.footing import REREAD_AFTER
from engine.errors import DefinitionError, Place
from engine.web.editor import findings_told
from engine.web.render import in_a_list
from engine.web.sent import number
from engine.web.visit import Visit, Visiting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.app.watching import Cited, Grounds, Rests
    from engine.core.definition import Definition

router = APIRouter(prefix="/sources")

WITHOUT_BASIS, EVERY = "basis", "every"
"What may be asked for besides the reasons to read again: demands without a text, and all sources whatever they need."
MOST_MONTHS = 600
OFFICES = "offices"


@router.get("")
def watch(visit: Visiting) -> Response:
    """What there is to read again, by reason; or every source. By pathway where one is asked for."""
    published = newest(visit.house, visit.actor)
    try:
        found = visit.site.watchtower.look(visit.house, visit.actor)
    except DefinitionError as wrong:
        return _unread(visit, wrong)
    asked = visit.request.query_params
    months = min(number(asked.get("months")), MOST_MONTHS) or REREAD_AFTER
    kind, process = asked.get("kind", ""), asked.get("process", "")
    today = visit.house.now().astimezone(ZONE).date()
    whole = watched(found, visit.site.bench.workshop.territory, today, months)
    seen = _of_pathway(whole, process)
    return visit.page(
        "watch.html",
        summary=_summary(whole),
        kinds=(*CONCERNS, WITHOUT_BASIS, EVERY),
        kind=kind,
        process=process,
        pathways=_by_title(visit, published),
        months=months,
        groups=[
            (name, [_told(visit, each) for each in those])
            for name, those in groupby(seen.concerns, key=lambda each: each.kind)
            if kind in ("", name)
        ],
        without_basis=_problems(visit, seen) if kind in ("", WITHOUT_BASIS) else [],
        every=[_source(visit, each) for each in seen.cited.values()] if kind == EVERY else [],
        as_published=_unsound(visit, found, published),
    )


@router.get("/{name}")
def source(visit: Visiting, name: str) -> Response:
    """One source: all that rests on it, and the open cases that do."""
    published = newest(visit.house, visit.actor)
    try:
        found = visit.site.watchtower.look(visit.house, visit.actor)
    except DefinitionError as wrong:
        return _unread(visit, wrong)
    cited = found.cited.get(name)
    if cited is None:
        raise HTTPException(404)
    may_count = allow(visit.actor, "stats.read", Resource(visit.actor.commune))
    letters = _letters(visit)
    by_pathway = groupby(cited.places, key=lambda each: each.process)
    return visit.page(
        "source.html",
        **_source(visit, cited),
        at=_editor(visit, found.written.get(("sources", name))),
        pathways=[
            (process, _title(visit, published, process), [_place(visit, each, published, letters) for each in those])
            for process, those in by_pathway
        ],
        cases=[
            (process, _title(visit, published, process), count)
            for process, count in resting(visit.house, visit.actor, name).items()
        ]
        if may_count
        else None,
        as_published=_unsound(visit, found, published),
    )


def _unread(visit: Visit, wrong: DefinitionError) -> Response:
    """What keeps the files from being read, each at its line."""
    told = [
        (each, _editor(visit, problem.place))
        for each, problem in zip(findings_told(visit, wrong.problems), wrong.problems, strict=True)
    ]
    return visit.page("unwatched.html", 422, wrong=told)


def _of_pathway(whole: LegalWatch, process: str) -> LegalWatch:
    if not process:
        return whole
    return LegalWatch(
        {name: each for name, each in whole.cited.items() if process in each.processes},
        tuple(each for each in whole.concerns if process in each.processes),
        tuple(each for each in whole.without_basis if _file(each.place) == f"{process}.yaml"),
    )


def _summary(whole: LegalWatch) -> tuple[int, int, int, int]:
    kinds = [each.kind for each in whole.concerns]
    again = kinds.count("reread_due") + kinds.count("not_reread")
    return len(whole.cited), again, kinds.count("to_validate"), len(whole.without_basis)


def _by_title(visit: Visit, published: Mapping[str, Definition]) -> dict[str, str]:
    named = {process: definition.title.of(visit.language) for process, definition in published.items()}
    return dict(sorted(named.items(), key=lambda each: in_a_list(each[1])))


def _title(visit: Visit, published: Mapping[str, Definition], process: str) -> str:
    return published[process].title.of(visit.language) if process in published else process


def _unsound(visit: Visit, found: Grounds, published: Mapping[str, Definition]) -> list[tuple[str, str]]:
    """Pathways that are told as they were published: (title, where their text is mended)."""
    return [
        (_title(visit, published, each), _editor(visit, Place(f"{each}.yaml", 1, 1))) for each in found.as_published
    ]


def _told(visit: Visit, concern: Concern) -> dict[str, Any]:
    file = f"territories~{visit.house.territory.id}~{OFFICES}.yaml" if concern.catalogue == OFFICES else ""
    return {
        "id": concern.id,
        "catalogue": concern.catalogue,
        "title": concern.title.of(visit.language),
        "since": concern.since,
        "places": concern.places,
        "line": concern.place.line if concern.place else None,
        "at": f"/editor/files/{file}" if file and _may_write(visit) else _editor(visit, concern.place),
    }


def _source(visit: Visit, cited: Cited) -> dict[str, Any]:
    return {**source_view(cited.source, visit.language), "places": len(cited.places)}


def _problems(visit: Visit, seen: LegalWatch) -> list[tuple[dict[str, Any], str]]:
    told = findings_told(visit, seen.without_basis)
    return [(each, _editor(visit, problem.place)) for each, problem in zip(told, seen.without_basis, strict=True)]


def _place(
    visit: Visit, rests: Rests, published: Mapping[str, Definition], letters: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    definition, held = published.get(rests.process), rests.foothold
    states = definition.states if definition is not None else {}
    return {
        "kind": held.kind,
        "title": held.title.of(visit.language),
        # A step that is new in a draft stands on no page of the pathway yet.
        "states": [(name, states[name].title.of(visit.language)) for name in states if name in held.states],
        "everywhere": held.kind in ("process", "deadline"),
        "letters": [letters.get(form, (form, "")) for form in held.forms],
        "line": rests.place.line if rests.place else None,
        "at": _editor(visit, rests.place),
    }


def _letters(visit: Visit) -> dict[str, tuple[str, str]]:
    """Form → what it is called, and for an editor where it is seen."""
    here, actor = visit.site.bench, visit.actor
    if not _may_write(visit):
        return {each.id: (each.title.of(visit.language), "") for each in visit.house.printer.forms()}
    files = {each.subject: each for each in here.files(actor) if each.language in ("fr", visit.language)}
    named = titles(here, actor, files.values())
    return {
        form: (named[each.key].of(visit.language), f"/editor/files/{each.key}/sheets")
        for form, each in files.items()
        if each.key in named
    }


def _editor(visit: Visit, place: Place | None) -> str:
    """Where an editor finds a line of the files of pathways; empty for whoever doesn't write them."""
    return f"/editor/files/{_file(place)}#L{place.line}" if place is not None and _may_write(visit) else ""


def _file(place: Place) -> str:
    return place.file.rpartition("/")[2]


def _may_write(visit: Visit) -> bool:
    return allow(visit.actor, "process.publish", Resource())
