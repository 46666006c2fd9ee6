"""What the whole screen of a case and its short one show alike: its head, clocks, alerts, answers, what can be done.

Also shown alone: the alerts that an answer raises, the reasons of a refusal.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from engine.commands.parts import (
    Around,
    Part,
    action_in_words,
    closed_in_words,
    command_of,
    due_in_words,
    ground_in_words,
    options_in_words,
    typed_in_words,
)
from engine.core.wording import isolated, tell
from engine.errors import EngineError

if TYPE_CHECKING:
    from engine.commands.screen import Screen


def show_head(screen: Screen, view: Part, around: Around) -> None:
    """Which case, whose, at which desk, at which step."""
    language = screen.language
    case = screen.say("case", isolated(view["case"], language))
    commune = around.communes.get(view["commune"], view["commune"])
    who = around.person or screen.say("unnamed")
    screen.line(f"{view['process_title']} · {case}", "bold")
    parts = [isolated(who, language), screen.say("desk_of", isolated(commune, language))]
    if view["definition_status"] == "draft":
        parts.append(screen.say("draft"))
    screen.line(" · ".join(parts))
    title = view["state"]["title"]
    if around.outcome is not None:
        screen.entry(screen.glyphs.held, closed_in_words(screen, title, around.outcome), "bold", 0)
    else:
        screen.entry(screen.glyphs.here, title, "bold", 0, "cyan")


def show_clocks(screen: Screen, view: Part, *, brief: bool = False) -> None:
    """The running clocks, the most pressing first; `brief` without what is to be said of each."""
    if view["deadlines"] and not brief:
        screen.heading(screen.say("deadlines"))
    for clock in view["deadlines"]:
        style = "bold red" if clock["overdue"] else "bold yellow" if clock["days_left"] <= 7 else ""  # noqa: PLR2004 -- a week
        told = screen.say("known_as", clock["title"], due_in_words(screen, clock))
        screen.entry(screen.glyphs.clock, told, style, 0 if brief else 2)
        if clock["note"] and not brief:
            screen.line(clock["note"], "dim", 4)


def show_alerts(screen: Screen, view: Part, levels: Sequence[str]) -> None:
    """The alerts of some levels, before anything that they may forbid."""
    shown = [alert for alert in view["alerts"] if alert["level"] in levels]
    if shown:
        screen.blank()
    for alert in shown:
        style = {"stop": "bold red", "warn": "yellow"}.get(alert["level"], "")
        screen.entry(screen.glyphs.alert, alert["text"], style, 0, style)


def show_prompt(screen: Screen, view: Part) -> None:
    """What the pathway says to do at this step."""
    if view["state"]["prompt"]:
        screen.heading(screen.say("to_do"))
        screen.line(view["state"]["prompt"], indent=2)


def show_answers(screen: Screen, answers: Sequence[Part]) -> None:
    """What to say at the counter for each motive on record, with its ground."""
    if answers:
        screen.heading(screen.say("answers"))
    for answer in answers:
        screen.entry(screen.glyphs.item, answer["motive"], "bold")
        screen.line(answer["text"], indent=4)
        for basis in answer["basis"]:
            screen.line(ground_in_words(screen, basis), "dim", 4)


def show_possible(screen: Screen, view: Part, *, brief: bool = False, explained: Collection[str] = ()) -> None:
    """What can be done now, with the exact command and its data, but those `explained` above.

    `brief` without where it leads.
    """
    possible = [action for action in view["actions"] if not action["anywhere"] and action["possible"]]
    if possible:
        screen.heading(screen.say("possible"))
    explained = set(explained)
    for action in possible:
        told = action_in_words(screen, action, whole=not brief)
        screen.entry(screen.glyphs.leads, told, "bold", mark_style="green")
        show_command(screen, view["case"], action, explained)
        explained |= {each["id"] for each in action["fields"]}


def show_command(screen: Screen, case: str, action: Part, explained: Collection[str] = ()) -> None:
    """The command that does an action, and without its receipt; its data and choices, but those `explained`."""
    screen.command(command_of(case, action), 4)
    if "receipt" in action["needs"]:
        screen.command(command_of(case, action, withheld=True), 4)
    for each in action["fields"]:
        if each["id"] not in explained:
            name = screen.say("known_as", isolated(each["id"], screen.language), "").rstrip()
            choices = options_in_words(screen, each["options"], len(each["options"]))
            told = f"{each['label']} {screen.glyphs.dash} {choices}" if choices else each["label"]
            screen.entry(name, told, "dim", 6)


def show_error(screen: Screen, error: EngineError) -> None:
    """An error in a session that goes on: what happened, and what to do."""
    message, remedy = tell(error, screen.language)
    screen.entry(screen.glyphs.refused, message, "", 0, "red")
    if remedy:
        screen.entry(screen.glyphs.leads, remedy, "dim", 0)


def show_reasons(screen: Screen, reasons: Sequence[Part], indent: int, *, brief: bool = False) -> None:
    """Each reason of a refusal, what lifts it, and what each datum lacking is called and takes.

    `brief` leaves out « choose another action ».
    """
    for reason in reasons:
        screen.line(reason["message"], indent=indent)
        if reason["unlock"] and not (brief and reason["code"] == "condition_false"):
            screen.entry(screen.glyphs.leads, reason["unlock"], "dim", indent)
        for each in reason.get("fields", ()):
            told = f"{each['label']} {screen.glyphs.dash} {typed_in_words(screen, each)}"
            screen.entry(screen.glyphs.open, told, indent=indent + 2)
