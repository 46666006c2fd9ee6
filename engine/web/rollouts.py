"""What a version does to open cases, tried or done beside the pages: begun, followed, told in the reader's language.

One at a time, and the last one of each account is kept: what it was about tells the page whether it is its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from engine.app.impact import impact
from engine.app.migrating_view import impact_view
from engine.web.outcomes import Rollout, View
from engine.web.visit import LANGUAGES
from engine.web.words import say

if TYPE_CHECKING:
    from engine.core.definition import Definition, Language
    from engine.web.jobs import Progress, Seen
    from engine.web.visit import Visit

SHOWN = 200
"Cases told one by one on a page; beyond, only how many."
PATIENCE = 2.0
"Seconds that a page waits for it: of a small base it is there at once."


class Shown(NamedTuple):
    """The last one as a page shows it."""

    job: Seen[Rollout] | None
    view: View | None
    "What came out, where it is about what this page is about."
    problem: tuple[str, str] | None


def weigh(visit: Visit, definition: Definition) -> tuple[str, str] | None:
    """Begin to try a version on every open case; what to tell instead when other work goes on."""
    house, actor = visit.house, visit.actor

    def work(tell: Progress) -> Mapping[Language, View]:
        found = impact(house, definition, actor, tell)
        return {language: shortened(impact_view(house, found, language)) for language in LANGUAGES}

    return begin(visit, weighed(definition.digest), work)


def weighed(digest: str) -> str:
    """What an impact is about."""
    return f"impact:{digest}"


def begin(visit: Visit, about: str, work: Callable[[Progress], Mapping[Language, View]]) -> tuple[str, str] | None:
    """Begin a work beside the pages; what to tell instead when other work goes on."""
    job = visit.site.rollouts.start(visit.owner, visit.house.recorded_at(), lambda tell: Rollout(about, work(tell)))
    if job is None:
        return say(visit.language, "rollout_busy"), ""
    job.finished.wait(PATIENCE)
    return None


def shortened(view: View) -> View:
    """The cases that a page tells one by one; how many more there are."""
    told = view["told"]
    return {**view, "told": told[:SHOWN], "untold": view["untold"] + max(len(told) - SHOWN, 0)}


def shown(visit: Visit, *about: str) -> Shown:
    """The last work of this account, and what came out of it where it is about one of these."""
    job = visit.site.rollouts.last(visit.owner)
    if job is None:
        return Shown(None, None, None)
    if job.problem is not None:
        return Shown(job, None, visit.told(job.problem))
    if job.incident:
        return Shown(job, None, (say(visit.language, "error_number", job.incident), ""))
    found = job.outcome
    view = found.views[visit.language] if found is not None and found.about in about else None
    return Shown(job, view, None)
