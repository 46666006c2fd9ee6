"""A case at a glance, in a dozen lines: its step, its clocks, what is missing, where to go, what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.commands.parts import Part, due_in_words
from engine.commands.passages import show_alerts

if TYPE_CHECKING:
    from engine.commands.screen import Screen


def show_glance(screen: Screen, view: Part) -> None:
    """The essentials of the guidance, for a story or a guided session."""
    screen.blank()
    closed = view["status"] == "closed"
    title = screen.say("closed", view["state"]["title"]) if closed else screen.say("now_at", view["state"]["title"])
    screen.line(title, "bold cyan", 2)
    for clock in view["deadlines"]:
        style = "bold red" if clock["overdue"] else ""
        screen.entry(
            screen.glyphs.clock, screen.say("known_as", clock["title"], due_in_words(screen, clock)), style, indent=2
        )
    show_alerts(screen, view, ("stop", "warn"))
    if view["missing_shortest"]:
        titles = screen.listed(paper["title"] for paper in view["missing_shortest"])
        screen.entry(screen.glyphs.open, screen.say("shortest", titles), indent=2)
    offices = [office["name"] for office in view["offices"] if office["id"] is not None]
    if offices and not closed:
        screen.entry(screen.glyphs.item, screen.say("known_as", screen.say("where"), screen.listed(offices)), indent=2)
    _show_acts(screen, view)


def _show_acts(screen: Screen, view: Part) -> None:
    """The step's own actions, possible first; of a blocked one, the first thing that stands in its way."""
    own = [action for action in view["actions"] if not action["anywhere"]]
    for action in (each for each in own if each["possible"]):
        screen.entry(screen.glyphs.leads, action["title"], "green", indent=2)
    for action in (each for each in own if not each["possible"] and _can_be_lifted(each)):
        told = screen.say("known_as", action["title"], action["blocked_by"][0]["message"])
        screen.entry(screen.glyphs.refused, told, "dim", indent=2)


def _can_be_lifted(action: Part) -> bool:
    """Whether what blocks an action is a paper or a datum to bring, rather than another way to take."""
    return all(reason["code"] not in ("condition_false", "condition_unknown") for reason in action["blocked_by"])
