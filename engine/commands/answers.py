"""The answer to a demand on a case: recorded, refused with every reason, or overtaken by somebody else's act."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from engine.commands.desk import CONFLICT, REFUSED, Desk
from engine.commands.parts import command_of
from engine.commands.passages import show_reasons
from engine.core.events import Ask, Do
from engine.core.wording import isolated, tell
from engine.errors import ConcurrentChange
from engine.telling.journal import Names, telling

if TYPE_CHECKING:
    from engine.app.answer import Answer, Done, NotDone
    from engine.app.given import KnownCase
    from engine.app.house import House
    from engine.commands.screen import Screen


def demand(
    desk: Desk,
    known: KnownCase,
    ask: Ask,
    *,
    on: str | None = None,
    expect: int | None = None,
    key: str | None = None,
    typed: Mapping[str, str] | None = None,
) -> None:
    """Ask something of a case, and show the answer; a refusal ends the command with 1, a conflict with 3.

    `typed`: the data as they were typed, for the command that corrects one already known.
    """
    from engine.app.answer import NotDone
    from engine.app.cases import perform

    try:
        answer = perform(desk.house, known.case, ask, desk.actor(), desk.day(on), expect=expect, key=key)
    except ConcurrentChange as conflict:
        show_conflict(desk, known, conflict)
        return
    if isinstance(answer, NotDone):
        show_refused(desk, answer, _remedies(desk, answer, ask, typed or {}))
    else:
        show_answer(desk, answer, _next_hint)


def show_answer(desk: Desk, answer: Answer, after: Callable[[Screen, Done], None]) -> None:
    """Show an answer; `after` adds what follows an accepted one."""
    from engine.app.answer import NotDone
    from engine.app.views import answer_view

    if isinstance(answer, NotDone):
        show_refused(desk, answer, [None] * len(answer.refused.reasons))
        return
    view, done = answer_view(answer, desk.language), answer

    def accepted(screen: Screen) -> None:
        show_done(screen, desk.house, done, view)
        after(screen, done)

    desk.answer(view, accepted)


def show_refused(desk: Desk, answer: NotDone, remedies: Sequence[str | None]) -> None:
    """Show a refusal, each reason with the command that mends it where there is one, and end the command."""
    from engine.app.views import answer_view

    view = answer_view(answer, desk.language)
    for reason, line in zip(view["refused"], remedies, strict=True):
        reason["command"] = line

    def refused(screen: Screen) -> None:
        show_refusal(screen, view)
        for line in dict.fromkeys(filter(None, remedies)):
            screen.command(line, 4)

    desk.answer(view, refused)
    desk.end(REFUSED)


_GIVEN_WITH = ("field_missing", "condition_unknown", "document_condition_unknown", "receipt_missing", "reason_missing")
"What is lacking in a demand, and may be given with it."


def _remedies(desk: Desk, answer: NotDone, ask: Ask, typed: Mapping[str, str]) -> list[str | None]:
    """For each reason of a refusal, the command that mends it: a correction, or the same action with what it lacks."""
    from engine.commands.reading import guidance_of

    case, again = answer.case.case, None
    if isinstance(ask, Do) and any(reason.code in _GIVEN_WITH for reason in answer.refused.reasons):
        view, _ = guidance_of(desk.house, case, desk.actor(), desk.language, noted=False)
        action = next((each for each in view["actions"] if each["trigger"] == ask.trigger), None)
        again = command_of(case, action) if action is not None and action["needs"] else None
    return [
        f'baom case correct {case} {_quoted(reason.what, typed[reason.what])} --reason "…"'
        if reason.code == "already_known" and reason.what in typed
        else again
        if reason.code in _GIVEN_WITH
        else None
        for reason in answer.refused.reasons
    ]


def _quoted(name: str, value: str) -> str:
    """A pair to be typed: between quotes when it holds what a shell would cut."""
    pair = f"{name}={value}"
    return pair if re.fullmatch(r"[\w=.,:/@+-]+", pair) else '"' + pair.replace('"', "'") + '"'


def show_refusal(screen: Screen, view: Mapping[str, Any]) -> None:
    """Every reason at once, each with what lifts it."""
    screen.entry(screen.glyphs.refused, screen.say("refused"), "bold", 0, "red")
    show_reasons(screen, view["refused"], 2)


def show_done(screen: Screen, house: House, done: Done, view: Mapping[str, Any], *, with_state: bool = True) -> None:
    """What was recorded, the step it leads to, and what follows outside."""
    definition = done.machine.definition
    teller = telling(screen.voice, house, definition, done.case.case)
    if done.repeated:
        screen.line(screen.say("already_recorded"))
    opened = {effect["case"] for effect in view["effects"] if effect["kind"] == "open"}
    for event in view["events"]:
        if event["kind"] == "linked" and event["body"]["case"] in opened:
            continue  # told below, as what follows
        screen.entry(screen.glyphs.held, teller.told(event), "", 0, "green")
    if with_state and any(event["from"] != event["to"] for event in view["events"]):
        title = definition.states[done.case.state].title.of(screen.language)
        screen.line(screen.say("now_at", title), "bold")
    for effect in view["effects"]:
        _show_effect(screen, done, effect, teller.names)


def _show_effect(screen: Screen, done: Done, effect: Mapping[str, Any], names: Names) -> None:
    match effect["kind"]:
        case "form" | "letter":
            name = "print_form" if effect["kind"] == "form" else "letter"
            screen.entry(screen.glyphs.item, screen.say(name, names.forms.get(effect["what"], effect["what"])))
            screen.command(f"baom case print {done.case.case} {effect['what']}", 4)
        case "open":
            case = isolated(effect["case"], screen.language)
            screen.entry(screen.glyphs.item, screen.say("linked_opened", names.process(effect["what"]), case))
        case _:
            case = isolated(effect["case"], screen.language)
            told = screen.enumerated((names.process(effect["what"]), case))
            screen.entry(screen.glyphs.item, screen.say("linked_cancelled", told))


def _next_hint(screen: Screen, done: Done) -> None:
    """What to read next: the cases just opened, then this one while it is open."""
    opened = [str(effect.details["case"]) for effect in done.effects if effect.kind == "open"]
    cases = opened + [done.case.case] * (done.case.outcome is None)
    if cases:
        screen.blank()
    for case in cases:
        screen.line(screen.say("next_step", isolated(f"baom case next {case}", screen.language)), "dim")


def show_conflict(desk: Desk, known: KnownCase, conflict: ConcurrentChange) -> None:
    """Say which step was expected, which was found, and what somebody else recorded since."""
    from engine.app.case_file import conflict_view

    message, remedy = tell(conflict, desk.language)
    view = {
        **conflict_view(desk.house, known.case, conflict),
        "error": {"code": "conflict", "message": message, "remedy": remedy},
    }
    since = view["since"]

    def human(screen: Screen) -> None:
        told = screen.say("conflict", conflict.expected, conflict.found)
        screen.entry(screen.glyphs.refused, told, "bold", 0, "red")
        if since:
            screen.line(screen.say("since"), indent=2)
        teller = telling(screen.voice, desk.house, known.definition, known.case)
        for event in since:
            screen.entry(screen.glyphs.item, f"{teller.told(event)} ({teller.by(event)})")
        screen.entry(screen.glyphs.leads, screen.say("read_again", f"baom case next {known.case}"), "dim", 0)

    desk.answer(view, human)
    desk.end(CONFLICT)
