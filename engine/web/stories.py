"""Stories for the scenarios of a pathway: those that desks hand over, and what lives drawn by chance find."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.drafts import MOST_HANDED, mark_of
from engine.app.house import written_id
from engine.app.stories import hand_over, handed_over, leave, may_be_handed, story_drawn, take_story, walk_drafted
from engine.app.trying import pathway_key
from engine.errors import DefinitionError, UsageError
from engine.web.editor import findings_told
from engine.web.rollouts import begin, shown
from engine.web.sent import number
from engine.web.shelves import called
from engine.web.visit import LANGUAGES, Acting, Visit, Visiting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.app.retelling import CaseStory
    from engine.app.walking import Found
    from engine.core.definition import Language
    from engine.web.jobs import Progress

editing = APIRouter(prefix="/editor/files/{key}/stories")
telling = APIRouter(prefix="/cases/{word}/story")

LIVES, MOST_LIVES = 100, 2000
SHOWN = 40
"Stories that a page shows: the shortest ones."
SEED_BITS = 128


# --- an editor's ---


@editing.get("")
def stories(visit: Visiting, key: str) -> Response:
    """What was handed over for this pathway, and what the last walk found."""
    return _page(visit, key)


@editing.post("")
def walk(visit: Acting, key: str) -> Response:
    """Live lives drawn by chance through the pathway as it is drafted, beside the pages."""
    bench, actor = visit.site.bench, visit.actor
    file = bench.file(actor, key)
    lives = min(number(visit.form.one("lives")) or LIVES, MOST_LIVES)
    seed = number(visit.form.one("seed")) or 1

    def work(tell: Progress) -> Mapping[Language, dict[str, Any]]:
        view = _found(walk_drafted(bench, actor, key, (seed, lives), tell), lives)
        return dict.fromkeys(LANGUAGES, view)

    busy = begin(visit, _about(visit, file.key), work)
    return _page(visit, key, 409, problem=busy) if busy else visit.go(f"/editor/files/{key}/stories")


@editing.post("/taken")
def take(visit: Acting, key: str) -> Response:
    """Put one of them into the draft of the scenarios; or leave one that was handed over."""
    bench, actor, form = visit.site.bench, visit.actor, visit.form
    bench.file(actor, key)
    mark, rank = form.one("handed"), number(form.one("rank"))
    if form.one("act") == "leave":
        leave(bench, actor, mark)
        return visit.go(f"/editor/files/{key}/stories")
    handed = [each.text for each in handed_over(bench, actor) if each.mark == mark]
    walked = shown(visit, _about(visit, key)).view or {"found": []}
    found = handed or [each["story"] for each in walked["found"][rank - 1 : rank] if rank]
    if not found:
        raise HTTPException(404)
    try:
        line = take_story(bench, actor, key, found[0])
    except UsageError as problem:
        return _page(visit, key, 422, problem=visit.told(problem))
    leave(bench, actor, mark)
    return visit.go(f"/editor/files/{key}#L{line}")


def _about(visit: Visit, key: str) -> str:
    """What a walk is about: the pathway as this editor's draft has it. Stories may be taken meanwhile, one by one."""
    bench, actor = visit.site.bench, visit.actor
    pathway = bench.open(actor, pathway_key(bench.file(actor, key)))
    return f"walk:{key}:{mark_of(pathway.text)}"


def _found(found: list[Found], lives: int) -> dict[str, Any]:
    parts = [each.part for each in found]
    faults = {part: parts.count(part) for part in ("dead_ends", "broken")}
    return {
        "lives": lives,
        "untaken": len(found) - sum(faults.values()),
        **faults,
        "found": [asdict(each) for each in found[:SHOWN]],
        "more": max(len(found) - SHOWN, 0),
    }


def _page(visit: Visit, key: str, status: int = 200, /, problem: tuple[str, str] | None = None) -> Response:
    file = visit.site.bench.file(visit.actor, key)
    if file.kind != "scenarios":
        raise HTTPException(404)
    last = shown(visit, _about(visit, key))
    wrong = last.job.problem if last.job is not None else None
    return visit.page(
        "stories.html",
        status,
        at=f"/editor/files/{key}",
        called=called(visit, file),
        most=MOST_HANDED,
        handed=[each for each in handed_over(visit.site.bench, visit.actor) if each.process == file.process],
        job=last.job,
        found=last.view,
        lives=LIVES,
        elsewhere=findings_told(visit, wrong.problems) if isinstance(wrong, DefinitionError) else [],
        problem=problem or last.problem,
    )


# --- a desk's ---


@telling.get("")
def story(visit: Visiting, word: str) -> Response:
    """A case as a scenario about nobody, whole, before anybody takes it."""
    return _story(visit, written_id(word), secrets.randbits(SEED_BITS))


@telling.post("")
def hand(visit: Acting, word: str) -> Response:
    """Take the very text that was shown as a file; or hand it to whoever keeps the pathway."""
    case_id, seed = written_id(word), _seed(visit)
    if visit.form.one("act") == "take":
        told = story_drawn(visit.site.bench, case_id, visit.actor, seed)
        headers = {"content-disposition": f'attachment; filename="scenario-{told.retold.scenario.process}.yaml"'}
        return Response(told.text.encode(), media_type="text/plain; charset=utf-8", headers=headers)
    try:
        hand_over(visit.site.bench, case_id, visit.actor, seed)
    except UsageError as problem:
        return _story(visit, case_id, seed, 409, problem=visit.told(problem))
    return visit.page("story.html", case=case_id, tale=None, problem=None)


def _story(
    visit: Visit, case_id: str, seed: int, status: int = 200, /, problem: tuple[str, str] | None = None
) -> Response:
    told = story_drawn(visit.site.bench, case_id, visit.actor, seed)
    tale = _told(told, visit.language)
    return visit.page("story.html", status, case=case_id, tale=tale, seed=f"{seed:x}", problem=problem)


def _told(told: CaseStory, language: Language) -> dict[str, Any]:
    definition = told.definition
    return {
        "title": definition.title.of(language),
        "version": told.version,
        "steps": len(told.retold.scenario.steps),
        "text": told.text,
        "kept": [definition.fields[name].label.of(language) for name in sorted(told.retold.kept)],
        "differs": list(told.retold.differs),
        "may_be_handed": may_be_handed(told),
    }


def _seed(visit: Visit) -> int:
    """The draw of the page that was sent.

    Raises:
        HTTPException: 422, it is none.
    """
    written = visit.form.one("seed")
    if not (written.isascii() and written.isalnum() and 0 < len(written) <= SEED_BITS // 4):
        raise HTTPException(422)
    try:
        return int(written, 16)
    except ValueError as error:
        raise HTTPException(422) from error
