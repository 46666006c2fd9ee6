"""The referential, for writing: drafts of its files, checked while one types, tried, and published by two editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from engine.app.beginning import begin_drafts
from engine.app.bench import number_in
from engine.app.brought import brought
from engine.app.drafts import DraftOvertakenError
from engine.app.requests import refuse, refused_lately
from engine.app.scenarios import tests_view
from engine.app.serving import versions_of
from engine.app.stories import handed_over
from engine.app.trying import agree, changes, checked, help_with, propose, run_drafted, what_waits
from engine.bootstrap import shipped
from engine.core.wording import finding_told
from engine.errors import DefinitionError, UsageError
from engine.web.render import words_of
from engine.web.shelves import called, shelves
from engine.web.visit import Acting, Visit, Visiting
from engine.web.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.app.publishing import Published
    from engine.errors import Problem

router = APIRouter(prefix="/editor")

EXCERPT = 100
MOST_TOLD = 100
"Findings shown at once: a text spoilt all over is mended from its beginning."


@router.get("")
def bench(visit: Visiting) -> Response:
    """The files, with their drafts, and what waits for a second editor."""
    return _bench(visit)


def _bench(visit: Visit, status: int = 200, /, **more: Any) -> Response:
    here, actor = visit.site.bench, visit.actor
    context: dict[str, Any] = {
        "shelves": shelves(visit),
        "waits": what_waits(here, actor),
        "refused": [each for each in refused_lately(here.house, actor) if each.request.act == "process.publish"],
        "said_no": False,
        "handed": list(dict.fromkeys(each.process for each in handed_over(here, actor))),
        "brought": brought(here.house, here.workshop, actor),
        "problem": None,
        "elsewhere": [],
        "done": None,
    }
    return visit.page("editor.html", status, **{**context, **more})


@router.post("/waiting/{digest}")
def second(visit: Acting, digest: str) -> Response:
    """Agree to what another editor proposed."""
    try:
        done = agree(visit.site.bench, visit.actor, digest)
    except UsageError as problem:
        return _bench(visit, 422, problem=visit.told(problem))
    return _bench(visit, done=done, done_called=_called(visit, done))


@router.post("/requests/{request}/refusal")
def say_no(visit: Acting, request: str) -> Response:
    """Refuse what another editor proposed, or take back one's own proposal."""
    try:
        refuse(visit.house, visit.actor, request, visit.form.one("reason"))
    except UsageError as problem:
        return _bench(visit, 422, problem=visit.told(problem))
    return _bench(visit, said_no=True)


@router.post("/pathways")
def begin(visit: Acting) -> Response:
    """Begin a pathway from the model: its file and its scenarios, as drafts."""
    try:
        key = begin_drafts(visit.site.bench, visit.actor, shipped("processes") / "modeles", visit.form.one("name"))
    except DefinitionError as wrong:
        return _bench(visit, 422, elsewhere=findings_told(visit, wrong.problems))
    except UsageError as problem:
        return _bench(visit, 422, problem=visit.told(problem))
    return visit.go(f"/editor/files/{key}")


@router.get("/files/{key}")
def file(visit: Visiting, key: str) -> Response:
    """One file, as this editor's draft has it."""
    return _page(visit, key)


@router.get("/files/{key}/help")
def helping(visit: Visiting, key: str) -> Response:
    """What helps to write it while typing."""
    return JSONResponse(help_with(visit.site.bench, visit.actor, key))


@router.get("/files/{key}/text")
def text(visit: Visiting, key: str) -> Response:
    """The text of the draft, as a file to take away."""
    opened = visit.site.bench.open(visit.actor, key)
    headers = {"content-disposition": f'attachment; filename="{opened.file.path.name}"'}
    return Response(opened.text.encode(), media_type="text/plain; charset=utf-8", headers=headers)


@router.post("/files/{key}/check")
def check(visit: Acting, key: str) -> Response:
    """What is wrong in a text while it is typed, and what may be named in it; nothing is kept."""
    found, names = checked(visit.site.bench, visit.actor, key, typed_text(visit))
    told = findings_told(visit, found[:MOST_TOLD])
    return JSONResponse({"problems": told, **_counted(found), "names": names})


@router.post("/files/{key}/draft")
def keep(visit: Acting, key: str) -> Response:
    """Keep the text while it is typed: a page that goes away takes a few seconds of it along, at most."""
    try:
        draft = visit.site.bench.save(visit.actor, key, typed_text(visit), visit.form.one("seen"))
    except DraftOvertakenError:
        return JSONResponse({"said": say(visit.language, "edit_met")}, 409)
    except UsageError as problem:
        return JSONResponse({"said": " ".join(visit.told(problem))}, 422)
    moment = words_of(visit.language)["moment_of"](draft.saved_at)
    return JSONResponse({"seen": draft.mark, "said": say(visit.language, "edit_draft_of", moment)})


@router.post("/files/{key}")
def work(visit: Acting, key: str) -> Response:
    """Keep the text, and do with it what the button says: number it, check it, try it, weigh it, publish it."""
    here, actor, typed = visit.site.bench, visit.actor, typed_text(visit)
    try:
        if visit.form.one("act") == "number":
            typed = here.numbered(actor, key, typed)
        here.save(actor, key, typed, visit.form.one("seen"))
    except DraftOvertakenError:
        return _page(visit, key, 409, typed=typed, overtaken=True)
    except UsageError as problem:
        return _page(visit, key, 422, typed=typed, problem=visit.told(problem))
    match visit.form.one("act"):
        case "check":
            return _page(visit, key, checked_now=True)
        case "test":
            return _tried(visit, key)
        case "changes":
            return visit.go(f"/editor/files/{key}/changes")
        case "publish":
            return _published(visit, key)
    return _page(visit, key, saved=True)


def _tried(visit: Visit, key: str) -> Response:
    try:
        trial = tests_view([run_drafted(visit.site.bench, visit.actor, key)])
    except DefinitionError as wrong:
        return _page(visit, key, 422, elsewhere=findings_told(visit, wrong.problems))
    except UsageError as problem:
        return _page(visit, key, 422, problem=visit.told(problem))
    return _page(visit, key, trial=trial)


@router.post("/files/{key}/publication")
def publish(visit: Acting, key: str) -> Response:
    """Publish the draft as it was kept, for the reason that is given; or propose it to a second editor."""
    return _published(visit, key)


def _published(visit: Visit, key: str) -> Response:
    try:
        done = propose(visit.site.bench, visit.actor, key, visit.form.one("reason"))
    except DefinitionError as wrong:
        return _page(visit, key, 422, elsewhere=findings_told(visit, wrong.problems), unpublished=True)
    except UsageError as problem:
        return _page(visit, key, 422, problem=visit.told(problem))
    return _page(visit, key, done=done)


@router.post("/files/{key}/dropping")
def drop(visit: Acting, key: str) -> Response:
    """Forget the draft, or what was set aside beside it."""
    here, aside = visit.site.bench, visit.form.one("aside") == "1"
    here.drafts.drop(visit.actor.name, here.file(visit.actor, key).key, aside=aside)
    # A pathway that was begun is nowhere but in its drafts.
    is_left = any(each.key == key for each in here.files(visit.actor))
    return visit.go(f"/editor/files/{key}" if is_left else "/editor")


def _page(  # noqa: PLR0913 what may be told above the text
    visit: Visit,
    key: str,
    status: int = 200,
    /,
    *,
    typed: str | None = None,
    problem: tuple[str, str] | None = None,
    overtaken: bool = False,
    saved: bool = False,
    checked_now: bool = False,
    trial: dict[str, Any] | None = None,
    elsewhere: list[dict[str, Any]] | None = None,
    unpublished: bool = False,
    done: Published | None = None,
) -> Response:
    here = visit.site.bench
    opened = here.open(visit.actor, key)
    shown = opened.text if typed is None else typed
    lines = shown.splitlines()
    found = here.problems(visit.actor, key, shown)
    findings = [
        {**told, "excerpt": _excerpt(lines, int(told["line"]))} for told in findings_told(visit, found[:MOST_TOLD])
    ]
    return visit.page(
        "editing.html",
        status,
        file=opened.file,
        called=called(visit, opened.file),
        versions=versions_of(here.house, visit.actor, opened.file.name) if opened.file.is_served else [],
        text=shown,
        # What the next saving is written over: of two pages that met, the one that is left standing.
        seen=opened.mark,
        opened=opened,
        findings=findings,
        **_counted(found),
        untold=len(found) - len(findings),
        changed=list(changes(opened.standing, shown)),
        theirs=[(each, list(changes(shown, each.text))) for each in opened.others],
        other_page=list(changes(shown, opened.draft.text)) if overtaken and opened.draft is not None else [],
        problem=problem,
        overtaken=overtaken,
        saved=saved,
        checked_now=checked_now,
        trial=trial,
        elsewhere=elsewhere or [],
        unpublished=unpublished,
        done=done,
        own_number=number_in(shown),
        free_number=here.free_number(opened.file, shown) if opened.file.kind == "pathway" else number_in(shown),
    )


def _called(visit: Visit, done: Published) -> str:
    """What was published, as its shelf calls it: a pathway, or a file put in service."""
    key = done.process.replace("/", "~") if "/" in done.process else f"{done.process}.yaml"
    return called(visit, visit.site.bench.file(visit.actor, key))


def findings_told(visit: Visit, found: Sequence[Problem]) -> list[dict[str, str | int]]:
    """Findings in the reader's language."""
    return [finding_told(each, visit.language) for each in found]


def _counted(found: Sequence[Problem]) -> dict[str, int]:
    errors = sum(each.severity == "error" for each in found)
    return {"errors": errors, "warnings": len(found) - errors}


def typed_text(visit: Visit) -> str:
    """The text, its blanks as they are: a form's other values are trimmed."""
    return next(iter(visit.form.values.get("text", ())), "")


def _excerpt(lines: list[str], line: int) -> str:
    """The line itself, as much of it as is read at a glance."""
    return lines[line - 1].strip()[:EXCERPT] if 0 < line <= len(lines) else ""
