"""A form of a case's page that was sent when the session was over, once its sender has logged in again.

The page is there again with all that was typed where it was typed, and what was being sent is one key away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.app.given import known_case
from engine.core.examined import all_actions
from engine.errors import EngineError
from engine.web.case import case_page
from engine.web.one_form import typed
from engine.web.sent import number
from engine.web.unsent import Again
from engine.web.words import say

if TYPE_CHECKING:
    from fastapi.responses import Response

    from engine.core.definition import Definition
    from engine.web.visit import Visit

_GOAL = re.compile(r"/cases/(?P<case>[^/]+)/(?P<act>[a-z]+)(?:/(?P<what>[^/]+))?")
_CALLED = {
    "fields": "save_answers",
    "papers": "save_papers",
    "paper": "save_paper",
    "receipts": "receipt_since",
    "notes": "tool_note",
    "corrections": "tool_correct",
    "assignments": "tool_assign",
    "scans": "bring_scan",
    "undue": "tool_undue",
    "forced": "tool_force",
}
"The acts of a case's page, by the end of their address; besides the pathway's own actions and agreements."
_PRESSED = ("given", "mine")
"Names that a button of the page brings along."


def returned(visit: Visit, goal: str) -> Response | None:
    """The page of the case with the form that was being sent there; None of a form of any other page.

    Of a case that can't be seen any more too: what was typed is then shown without it.
    """
    asked = _GOAL.fullmatch(goal)
    if asked is None:
        return None
    try:
        known = known_case(visit.house, asked["case"], visit.actor)
        what = _called(visit, known.definition, asked["act"], asked["what"] or "")
        if not what:
            return None
        form = visit.form
        pressed = next(((name, form.one(name)) for name in _PRESSED if form.one(name)), None)
        again = Again(what, goal, pressed, number(form.one("expect")), asked["act"] != "scans")
        return case_page(visit, known.case, left=typed(form), again=again)
    except EngineError:
        return None


def _called(visit: Visit, definition: Definition, act: str, what: str) -> str:
    """What an act is called; empty where it isn't one of a case's page."""
    if act == "do":
        return next((each.title.of(visit.language) for _, each in all_actions(definition) if each.id == what), "")
    if act == "consents":
        return definition.consents[what].title.of(visit.language) if what in definition.consents else ""
    return say(visit.language, _CALLED[act]) if act in _CALLED else ""
