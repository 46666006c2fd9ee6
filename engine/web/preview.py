"""The agent's screen of a draft, walked with invented answers: in memory, and nothing of it recorded."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.given import day_of
from engine.app.preview import LONGEST, Walk, seen_by_the_agent
from engine.core.days import day_in_words
from engine.core.definition import Language
from engine.core.wording import STATUSES
from engine.errors import DefinitionError, UsageError
from engine.web.visit import LANGUAGES, Acting, Visit, Visiting
from engine.web.words import say

router = APIRouter(prefix="/editor/files/{key}/preview")

Step = dict[str, dict[str, str] | str]


@router.get("")
def preview(visit: Visiting, key: str) -> Response:
    """The draft where its pathway starts."""
    return _page(visit, key, [], {})


@router.post("")
def walk_on(visit: Acting, key: str) -> Response:
    """One step further, or another beginning."""
    form = visit.form
    steps = _trail(form.one("trail"))
    match form.one("act"):
        case "begin":
            steps = []
        case "back":
            steps = steps[:-1]
        case act:
            step: Step = {"set": form.under("set"), "papers": form.under("papers"), "days": form.one("days")}
            step |= {"do": act.removeprefix("do:")} if act.startswith("do:") else {}
            step |= {"consent": act.removeprefix("consent:")} if act.startswith("consent:") else {}
            steps.append(step)
    kept = {name: form.one(name) for name in ("commune", "on", "state", "story", "until", "shown")}
    return _page(visit, key, steps, kept)


def _page(visit: Visit, key: str, steps: list[Step], kept: dict[str, str]) -> Response:
    here = visit.site.bench
    shown: Language = next((each for each in LANGUAGES if each == kept.get("shown")), visit.language)
    problem, seen, status = None, None, 200
    file = here.file(visit.actor, key)
    try:
        seen = seen_by_the_agent(here, visit.actor, key, _walk(visit, steps, kept), shown)
    except (UsageError, DefinitionError) as error:
        # What was typed last isn't part of the walk: it goes on from where it was.
        problem, status, steps = visit.told(error), 422, steps[:-1]
    context: dict[str, Any] = {
        "file": file,
        "seen": seen,
        "problem": problem,
        "trail": json.dumps(steps),
        "length": len(steps),
        "kept": kept,
        "shown": shown,
        "shown_direction": "rtl" if shown == "ar" else "ltr",
        "spoken": partial(say, shown),
        "stands_as": {name: text.of(shown) for name, text in STATUSES.items()},
        "day_shown": lambda value: day_in_words(date.fromisoformat(value), shown),
        "communes_shown": visit.communes_in(shown),
        "default_commune": next(iter(visit.house.territory.communes), ""),
        "today": visit.house.today().isoformat(),
    }
    return visit.page("preview.html", status, **context)


def _walk(visit: Visit, steps: list[Step], kept: dict[str, str]) -> Walk:
    first = next(iter(visit.house.territory.communes), "")
    story, until = kept.get("story", ""), kept.get("until", "")
    return Walk(
        commune=kept.get("commune") or first,
        on=day_of(kept["on"]) if kept.get("on") else visit.house.today(),
        state=kept.get("state", ""),
        story=int(story) if _is_number(story) else None,
        until=int(until) if _is_number(until) else 0,
        steps=tuple(steps),
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 4  # noqa: PLR2004 -- more steps than any story has


def _trail(text: str) -> list[Step]:
    """The steps that the page carried; whatever else was sent in their place is no step."""
    try:
        found = json.loads(text or "[]")
        # Halves of characters, that no page can show.
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return []
    if not isinstance(found, list):
        return []
    return [
        {str(name): _words(value) for name, value in each.items()} for each in found[:LONGEST] if isinstance(each, dict)
    ]


def _words(value: object) -> dict[str, str] | str:
    return {str(name): str(each) for name, each in value.items()} if isinstance(value, dict) else str(value)
