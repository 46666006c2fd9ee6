"""What the events of linked cases say: the news of an opening, and the action that a closing pulls."""

from __future__ import annotations

from datetime import date

from engine.core.calendar import Calendar, parse_duration
from engine.core.decision import Effect
from engine.core.events import Json
from engine.core.machine import Machine


def opened_link(effect: Effect, case_id: str, calendar: Calendar) -> dict[str, Json]:
    """The body of the event by which a case tells that it opened another."""
    body: dict[str, Json] = {
        "name": effect.details["name"],
        "process": effect.what,
        "case": case_id,
        "side": "opened",
        "carried": sorted(effect.details["carry"]),
    }
    after = effect.details.get("after")
    if after is not None and after["from"] is not None:
        start = calendar.add(date.fromisoformat(after["from"]), parse_duration(after["within"]))
        body["after"] = start.day.isoformat()
    return body


def pulled_at_close(machine: Machine, name: str) -> str | None:
    """The action that the end of a linked case pulls here; « ecole.1 » is an earlier one of « ecole »."""
    for plans in machine.table.values():
        for plan in plans.values():
            for opened in plan.action.opens:
                if opened.name == name.partition(".")[0]:
                    return opened.on_close
    return None
