"""The methodological guide seen before it is handed to anyone: made beside the pages, of drafts or of what stands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.called import titles
from engine.app.guidebook import LANGUAGES, font_of, guide_files, of_base, of_bench
from engine.app.house import instant
from engine.app.sight import require
from engine.errors import DefinitionError
from engine.web.auditing import attached
from engine.web.editor import findings_told
from engine.web.outcomes import Guide
from engine.web.render import in_a_list
from engine.web.visit import Acting, Visit, Visiting
from engine.web.words import say

if TYPE_CHECKING:
    from engine.web.jobs import Progress

router = APIRouter(prefix="/editor/guide")
KEPT = timedelta(minutes=30)
"How long a guide waits for whoever asked for it."
PATIENCE = 2.0
"Seconds that a page waits for it."
STANDS_ALONE = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"What a page of the guide may do: dress itself, with the fonts beside it."
FOR_EVER = "private, max-age=31536000, immutable"
"Fonts are the same in every guide."


@router.get("")
def guide(visit: Visiting) -> Response:
    """What may be made, and the last guide that this account asked for."""
    return _page(visit)


@router.post("")
def make(visit: Acting) -> Response:
    """Make it, beside the pages; one at a time."""
    require(visit.actor, "process.publish")
    form, bench, actor, house = visit.form, visit.site.bench, visit.actor, visit.house
    process, drafted, pdf = form.one("process"), form.one("of") != "published", bool(form.one("pdf"))
    if process and all(each.process != process or each.kind != "pathway" for each in bench.files(actor)):
        raise HTTPException(404)
    day = house.today()

    def work(_: Progress) -> Guide:
        matter = of_bench(bench, actor, process) if drafted else of_base(house, actor, process)
        made = guide_files(matter, LANGUAGES, day, pdf=pdf)
        files = {name: content for name, content in made.files.items() if font_of(name) is None}
        return Guide(process, drafted, made.digest, files)

    job = visit.site.guides.start(visit.owner, house.recorded_at(), work)
    if job is None:
        return _page(visit, 409, problem=(say(visit.language, "guide_busy"), ""))
    job.finished.wait(PATIENCE)
    return visit.go("/editor/guide")


@router.get("/{name}")
def page(visit: Visiting, name: str) -> Response:
    """One of its pages, as it will be read; its paper, to be kept; a font."""
    require(visit.actor, "process.publish")
    if (font := font_of(name)) is not None:
        return Response(font, media_type="font/ttf", headers={"cache-control": FOR_EVER})
    job = visit.site.guides.last(visit.owner, instant(visit.house.now() - KEPT))
    content = job.outcome.files.get(name) if job is not None and job.outcome is not None else None
    if content is None:
        raise HTTPException(404)
    if name.endswith(".pdf"):
        return attached(content, "application/pdf", name)
    return Response(content, media_type="text/html; charset=utf-8", headers={"content-security-policy": STANDS_ALONE})


def _page(visit: Visit, status: int = 200, /, problem: tuple[str, str] | None = None) -> Response:
    require(visit.actor, "process.publish")
    job = visit.site.guides.last(visit.owner, instant(visit.house.now() - KEPT))
    wrong = job.problem if job is not None else None
    if job is not None and problem is None:
        if wrong is not None and not isinstance(wrong, DefinitionError):
            problem = visit.told(wrong)
        elif job.incident:
            problem = (say(visit.language, "error_number", job.incident), "")
    made = job.outcome if job is not None else None
    asked = visit.request.query_params.get("process", made.process if made is not None else "")
    return visit.page(
        "guide.html",
        status,
        job=job,
        made=made,
        opens=[(language, _first(made, language)) for language in LANGUAGES] if made is not None else [],
        papers=[each for each in made.files if each.endswith(".pdf")] if made is not None else [],
        elsewhere=findings_told(visit, wrong.problems) if isinstance(wrong, DefinitionError) else [],
        problem=problem,
        process=asked,
        pathways=_pathways(visit),
    )


def _pathways(visit: Visit) -> dict[str, str]:
    """Pathway → what it is called; one that was never published goes by its name."""
    bench = visit.site.bench
    files = [each for each in bench.files(visit.actor) if each.kind == "pathway"]
    named = titles(bench, visit.actor, files)
    told = {each.process: named[each.key].of(visit.language) if each.key in named else each.process for each in files}
    return dict(sorted(told.items(), key=lambda each: in_a_list(each[1])))


def _first(made: Guide, language: str) -> str:
    """The page to begin with: the pathway's own where it is alone."""
    name = made.process or "index"
    return f"{name}.html" if language == LANGUAGES[0] else f"{name}.{language}.html"
