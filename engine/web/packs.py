"""The referential in one file, from pages: made for other desks; brought from elsewhere, read, tried, agreed to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from engine.app.believing import Choice
from engine.app.fates import ON_DEMAND
from engine.app.installing import Installed, install, request_of
from engine.app.kept_packs import KeptPacks
from engine.app.pack_view import pack_view, plan_view
from engine.app.publishing import waiting
from engine.app.receipts import receipts
from engine.app.receiving import plan
from engine.app.sight import require
from engine.bootstrap import pack as made_of
from engine.errors import AlteredProposal, DefinitionError, UsageError
from engine.web.auditing import as_attachment
from engine.web.editor import findings_told
from engine.web.rollouts import begin, shortened, shown
from engine.web.visit import LANGUAGES, Acting, Visit, Visiting

if TYPE_CHECKING:
    from engine.app.packs import Pack
    from engine.core.definition import Language
    from engine.web.jobs import Progress

router = APIRouter(prefix="/editor")

MOST_SHOWN = 200_000
"Characters of changed lines on a page, of all files together: a letter changed from end to end has some thousands."


def _kept(visit: Visit) -> KeptPacks:
    return KeptPacks(visit.site.bench.drafts.folder / "packs")


@router.get("/pack")
def packing(visit: Visiting) -> Response:
    """The way to make a pack of all that is published."""
    return _packing(visit)


@router.post("/pack")
def make(visit: Acting) -> Response:
    """Make a pack, kept until it is taken away."""
    require(visit.actor, "process.publish")
    try:
        made = made_of(visit.house, visit.site.settings, visit.actor, (), visit.form.one("name"))
    except UsageError as problem:
        return _packing(visit, 422, problem=visit.told(problem), home="/editor/pack")
    _kept(visit).keep(made.content)
    return visit.go(f"/editor/pack/{made.pack.sha256}")


@router.get("/pack/{sha256}")
def made(visit: Visiting, sha256: str) -> Response:
    """A pack that was made, with its code."""
    return _packing(visit, pack=pack_view(_own(visit, sha256)), sha256=sha256)


@router.get("/pack/{sha256}/file")
def file(visit: Visiting, sha256: str) -> Response:
    """The pack, as a file to take away."""
    pack = _own(visit, sha256)
    headers = as_attachment(f"colis-{pack.serial}.baom")
    return Response(_kept(visit).content(sha256), media_type="application/octet-stream", headers=headers)


def _packing(visit: Visit, status: int = 200, /, **more: Any) -> Response:
    require(visit.actor, "process.publish")
    return visit.page("pack.html", status, **{"pack": None, "problem": None, **more})


@router.get("/install")
def receiving(visit: Visiting) -> Response:
    """The way to bring a pack, and those that wait for a second editor."""
    return _receiving(visit)


@router.post("/install")
def bring(visit: Acting) -> Response:
    """Bring a pack: kept where it is found whole, and told on a page of its own."""
    require(visit.actor, "process.publish")
    brought = visit.form.files.get("pack")
    try:
        if brought is None:
            raise UsageError("Aucun colis n'a été choisi.", "Choisir le fichier, puis l'envoyer.")
        pack = _kept(visit).keep(brought)
    except (UsageError, AlteredProposal) as problem:
        return _receiving(visit, 422, problem=visit.told(problem))
    return visit.go(f"/editor/install/{pack.sha256}")


def _receiving(visit: Visit, status: int = 200, /, problem: tuple[str, str] | None = None) -> Response:
    kept = _kept(visit)
    waits = [(each, *found) for each in waiting(visit.house, visit.actor) if (found := kept.waiting(each)) is not None]
    told = [(request, pack, _address(pack, choice)) for request, pack, choice in waits]
    return visit.page("install.html", status, waits=told, problem=problem, home="/editor/install")


@router.get("/install/{sha256}")
def told(visit: Visiting, sha256: str) -> Response:
    """What a pack would change here."""
    query = visit.request.query_params
    choice = Choice(over=frozenset(query.getlist("over")), new_key=query.get("new_key") == "1")
    return _told(visit, _pack(visit, sha256), choice)


@router.post("/install/{sha256}")
def take(visit: Acting, sha256: str) -> Response:
    """Try it on open cases, or take it in, as the button says."""
    form, pack = visit.form, _pack(visit, sha256)
    choice = Choice(form.one("code"), frozenset(form.all("over")), form.one("new_key") == "1")
    if form.one("act") == "try":
        return _tried(visit, pack, choice)
    house, workshop = visit.house, visit.site.bench.workshop
    try:
        found = plan(house, workshop, pack, choice, visit.actor, None)
        done = install(house, workshop, found, visit.actor)
    except (UsageError, DefinitionError) as problem:
        return _told(visit, pack, choice, 422, problem=problem)
    if done.waiting:
        _kept(visit).asked(pack, choice)
    else:
        visit.site.bench.renew()
    return _told(visit, pack, choice, done=done)


def _tried(visit: Visit, pack: Pack, choice: Choice) -> Response:
    house, workshop, actor = visit.house, visit.site.bench.workshop, visit.actor

    def work(tell: Progress) -> Mapping[Language, dict[str, Any]]:
        found = plan(house, workshop, pack, choice, actor, tell)
        views = {language: plan_view(house, found, language) for language in LANGUAGES}
        return {language: {"cases": _cases(view)} for language, view in views.items()}

    busy = begin(visit, _about(pack, choice), work)
    return visit.go(_address(pack, choice)) if busy is None else _told(visit, pack, choice, 409, busy=busy)


def _cases(view: dict[str, Any]) -> dict[str, Any]:
    """Of each pathway, what it would do to open cases."""
    return {each["process"]: shortened(each["impact"]) for each in view["pathways"] if each["impact"] is not None}


def _told(  # noqa: PLR0913 what may be told above it
    visit: Visit,
    pack: Pack,
    choice: Choice,
    status: int = 200,
    /,
    *,
    problem: UsageError | DefinitionError | None = None,
    busy: tuple[str, str] | None = None,
    done: Installed | None = None,
) -> Response:
    house, view = visit.house, None
    try:
        # The code stands for this very demand: what was typed wrong is told, and the page is shown all the same.
        found = plan(house, visit.site.bench.workshop, pack, Choice("", choice.over, choice.new_key), visit.actor, None)
        view = plan_view(house, found, visit.language)
        view["files"] = _shortened(view["files"])
    except UsageError as refused:
        problem = problem or refused
    trial = shown(visit, _about(pack, choice))
    wrong = findings_told(visit, problem.problems) if isinstance(problem, DefinitionError) else []
    context: dict[str, Any] = {
        "at": f"/editor/install/{pack.sha256}",
        "pack": pack,
        "view": view,
        "choice": choice,
        "problem": busy or trial.problem or (visit.told(problem) if problem is not None and not wrong else None),
        "wrong": wrong,
        "job": trial.job,
        "cases": trial.view["cases"] if trial.view is not None else None,
        "done": done,
        "held_back": [name for name, fate in _fates(view) if fate in ON_DEMAND],
        "other_key": _is_other_key(visit, pack),
        "home": _address(pack, choice),
    }
    return visit.page("installing.html", status, **context)


def _shortened(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Files with as many of their changed lines as one page shows, and how many there are."""
    left, short = MOST_SHOWN, []
    for each in files:
        lines = []
        for sign, line in each["changes"]:
            left -= len(line) + 1
            if left < 0:
                break
            lines.append((sign, line))
        short.append({**each, "changes": lines, "whole": len(each["changes"])})
    return short


def _fates(view: dict[str, Any] | None) -> list[tuple[str, str]]:
    if view is None:
        return []
    return [
        *((each["process"], each["fate"]) for each in view["pathways"]),
        *((each["name"], each["fate"]) for each in view["files"]),
    ]


def _is_other_key(visit: Visit, pack: Pack) -> bool:
    """Whether the key that this base knows is another one."""
    known = visit.house.store.read(receipts)
    return bool(known) and known[-1].key != pack.key


def _about(pack: Pack, choice: Choice) -> str:
    """What a trial is of."""
    return f"install:{request_of(pack, choice)}"


def _address(pack: Pack, choice: Choice) -> str:
    """Where a pack is told, with what was said of it."""
    said = [("over", name) for name in sorted(choice.over)] + ([("new_key", "1")] if choice.new_key else [])
    return f"/editor/install/{pack.sha256}{'?' if said else ''}{urlencode(said)}"


def _own(visit: Visit, sha256: str) -> Pack:
    """A pack that was made here: of one that was brought, the code is to be heard, never read on a page."""
    found = _pack(visit, sha256)
    if not visit.house.store.is_signed_by(found.key):
        raise HTTPException(404)
    return found


def _pack(visit: Visit, sha256: str) -> Pack:
    require(visit.actor, "process.publish")
    found = _kept(visit).pack(sha256)
    if found is None:
        raise HTTPException(404)
    return found
