"""The page of the cases to audit: a way to a case without its number, and without a name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.audited import JUDGED, Wanted, audited_cases, audited_view
from engine.app.given import day_of
from engine.app.pathways import newest
from engine.app.sight import require
from engine.authority.allow import Resource, communes_seen
from engine.core.suspicions import SUSPICIONS
from engine.errors import UsageError
from engine.web.auditing import address, audit_page
from engine.web.visit import Visit, Visiting
from engine.web.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

router = APIRouter(prefix="/audit/cases")
ASKED = ("process", "state", "commune", "suspicion", "since", "until", "open")
LINES = 50


@router.get("")
def cases(visit: Visiting) -> Response:
    """Cases by pathway, days, commune, step and what there is to look at, a page at a time."""
    require(visit.actor, "audit.cases", Resource(visit.actor.commune))
    query = visit.request.query_params
    asked = {name: query.get(name, "").strip() for name in ASKED}
    after = query.get("after") or None
    try:
        return _page(visit, asked, after)
    except UsageError as wrong:
        return _page(visit, dict.fromkeys(ASKED, ""), None, visit.told(wrong)[0])


def _page(visit: Visit, asked: Mapping[str, str], after: str | None, problem: str = "") -> Response:
    language = visit.language
    known = newest(visit.house, visit.actor)
    chosen = known.get(asked["process"])
    states = {} if chosen is None else {each.id: each.title.of(language) for each in chosen.states.values()}
    found = None if problem else audited_cases(visit.house, _wanted(asked, states), visit.actor, LINES, after)
    view = None if found is None else audited_view(found, language)
    for each in view["cases"] if view is not None else ():
        each["opened"] = date.fromisoformat(each["opened_on"])
    return audit_page(
        visit,
        "audit_cases.html",
        422 if problem else 200,
        found=view,
        asked=asked,
        problem=problem,
        pathways={each: known[each].title.of(language) for each in sorted(known)},
        states=states,
        suspicions={each: say(language, f"suspicion_{each}") for each in SUSPICIONS},
        judged=JUDGED,
        every_desk=communes_seen(visit.actor) is None,
        newest=address("/audit/cases", asked) if after else "",
        older=address("/audit/cases", {**asked, "after": found.after}) if found is not None and found.after else "",
        reached=date.fromisoformat(found.reached) if found is not None and found.reached else None,
    )


def _wanted(asked: Mapping[str, str], states: Mapping[str, str]) -> Wanted:
    return Wanted(
        asked["commune"] or None,
        asked["process"] or None,
        # Another pathway was chosen since: its steps are others.
        asked["state"] if asked["state"] in states else None,
        day_of(asked["since"]) if asked["since"] else None,
        day_of(asked["until"]) if asked["until"] else None,
        next((each for each in SUSPICIONS if each == asked["suspicion"]), None),
        bool(asked["open"]),
    )
