"""The answer to a demand on a case: recorded, refused with every reason, or overtaken by somebody else's act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.commands.desk import CONFLICT, REFUSED, Desk
from engine.commands.guidance import show_reasons
from engine.commands.phrases import EVENTS
from engine.core.days import day_in_words
from engine.core.definition import Definition, Language
from engine.core.events import Actor, Ask
from engine.core.rules import SYSTEM
from engine.core.wording import ROLES, isolated
from engine.errors import ConcurrentChange

Part = Mapping[str, Any]
"An event, or another object of the JSON answer."

if TYPE_CHECKING:
    from engine.app.answer import Answer, Done
    from engine.app.given import KnownCase
    from engine.commands.screen import Screen


def demand(
    desk: Desk, known: KnownCase, ask: Ask, *, on: str | None = None, expect: int | None = None, key: str | None = None
) -> None:
    """Ask something of a case, and show the answer; a refusal ends the command with 1, a conflict with 3."""
    from engine.app.cases import perform

    actor = actor_for(desk, known)
    try:
        answer = perform(desk.house, known.case, ask, actor, desk.day(on), expect=expect, key=key)
    except ConcurrentChange as conflict:
        show_conflict(desk, known, conflict)
        return
    show_answer(desk, answer, _next_hint)


def actor_for(desk: Desk, known: KnownCase) -> Actor | None:
    """Who acts, at the case's own desk unless another was named."""
    actor = desk.actor()
    return replace(actor, commune=known.commune) if actor is not None and not actor.commune else actor


def show_answer(desk: Desk, answer: Answer, after: Callable[[Screen, Done], None]) -> None:
    """Show an answer; `after` adds what follows an accepted one."""
    from engine.app.answer import NotDone
    from engine.app.views import answer_view

    view = answer_view(answer, desk.language)
    if isinstance(answer, NotDone):
        desk.answer(view, lambda screen: show_refusal(screen, view))
        desk.end(REFUSED)
        return
    done = answer

    def accepted(screen: Screen) -> None:
        show_done(screen, done, view)
        after(screen, done)

    desk.answer(view, accepted)


def show_refusal(screen: Screen, view: Mapping[str, Any]) -> None:
    """Every reason at once, each with what lifts it."""
    screen.entry(screen.glyphs.refused, screen.say("refused"), "bold", 0, "red")
    show_reasons(screen, view["refused"], 2)


def show_done(screen: Screen, done: Done, view: Mapping[str, Any], *, with_state: bool = True) -> None:
    """What was recorded, the step it leads to, and what follows outside."""
    definition = done.machine.definition
    if done.repeated:
        screen.line(screen.say("already_recorded"))
    for event in view["events"]:
        screen.entry(screen.glyphs.held, event_in_words(screen, definition, event), "", 0, "green")
    if with_state and any(event["from"] != event["to"] for event in view["events"]):
        title = definition.states[done.case.state].title.of(screen.language)
        screen.line(screen.say("now_at", title), "bold")
    for effect in view["effects"]:
        _show_effect(screen, done, effect)


def event_in_words(screen: Screen, definition: Definition, event: Part) -> str:
    """What an event is called: « Déposer la déclaration », « Données enregistrées (Date de naissance) »."""
    language = screen.language
    kind = EVENTS[event["kind"]].of(language)
    if event["trigger"] is not None:
        action = definition.actions_from(event["from"]).get(event["trigger"])
        title = action.title.of(language) if action is not None else event["trigger"]
        return screen.say("known_as", kind, title) if event["kind"] == "expired" else title
    about = _about(screen, definition, event)
    return screen.say("known_as", kind, screen.listed(about)) if about else kind


def _about(screen: Screen, definition: Definition, event: Part) -> list[str]:
    """What an event without action was about: data, papers, a clock, a number."""
    language, body = screen.language, event["body"]
    match event["kind"]:
        case "consented":
            return _titles(definition.consents, [body["consent"]], language)
        case "reminded" | "expired":
            return _titles(definition.deadlines, [body["deadline"]], language)
        case "demanded_undue":
            return _titles(definition.documents, [body["document"]], language)
        case "reverted":
            return [str(body["target"])]
        case "linked":
            return [f"{body['process']}, {body['case']}"]
        case "forced":
            return _titles(definition.states, [event["to"]], language)
        case "assigned" | "transferred":
            return [str(body.get("to") or body.get("commune") or screen.glyphs.dash)]
        case _:
            names = [*body.get("fields", {}), *_sealed_fields(event)]
            labels = [definition.fields[name].label.of(language) for name in names if name in definition.fields]
            return [*labels, *_titles(definition.documents, body.get("documents", {}), language)]


def _titles(declared: Mapping[str, Any], names: Iterable[str], language: Language) -> list[str]:
    """The titles of what the definition declares under these names."""
    return [declared[name].title.of(language) if name in declared else name for name in names]


def _sealed_fields(event: Part) -> list[str]:
    return [name.removeprefix("fields.") for name in event["body"].get("sealed", ()) if name.startswith("fields.")]


def _show_effect(screen: Screen, done: Done, effect: Mapping[str, Any]) -> None:
    match effect["kind"]:
        case "form" | "letter":
            name = "print_form" if effect["kind"] == "form" else "letter"
            screen.entry(screen.glyphs.item, screen.say(name, effect["what"]), indent=2)
            screen.command(f"baom case print {done.case.case} {effect['what']}", 4)
        case "open":
            told = screen.say("linked_opened", effect["what"], isolated(effect["case"], screen.language))
            screen.entry(screen.glyphs.item, told)
        case _:
            screen.entry(screen.glyphs.item, screen.say("linked_cancelled", effect["what"]))


def _next_hint(screen: Screen, done: Done) -> None:
    if done.case.outcome is None:
        screen.blank()
        screen.line(screen.say("next_step", f"baom case next {done.case.case}"), "dim")


def show_conflict(desk: Desk, known: KnownCase, conflict: ConcurrentChange) -> None:
    """Say which step was expected, which was found, and what somebody else recorded since."""
    from engine.app.views import event_view

    history = desk.house.store.read(lambda reading: reading.history(known.case))
    since = [event_view(event) for event, _ in history if event.sequence > conflict.expected]
    view = {
        "case": known.case,
        "expected": conflict.expected,
        "found": conflict.found,
        "since": since,
        "error": {"code": "conflict", "message": conflict.message, "remedy": conflict.remedy},
    }

    def human(screen: Screen) -> None:
        told = screen.say("conflict", conflict.expected, conflict.found)
        screen.entry(screen.glyphs.refused, told, "bold", 0, "red")
        if since:
            screen.line(screen.say("since"), indent=2)
        for event in since:
            told = event_in_words(screen, known.definition, event)
            screen.entry(screen.glyphs.item, f"{told} ({who(screen, event)})")
        screen.entry(screen.glyphs.leads, screen.say("read_again", f"baom case next {known.case}"), "dim", 0)

    desk.answer(view, human)
    desk.end(CONFLICT)


def who(screen: Screen, event: Part) -> str:
    """« agent, 6 novembre 2026 »."""
    role = ROLES[event["role"]].of(screen.language) if event["role"] in ROLES else event["role"]
    day = day_in_words(date.fromisoformat(event["happened_on"]), screen.language)
    name = event["actor"] if event["actor"] not in (event["role"], SYSTEM.name) else role
    return f"{isolated(name, screen.language)}, {day}"
