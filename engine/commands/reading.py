"""A case read for a screen: its guidance with the names that stand behind identifiers, and the whole of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from engine.commands.desk import Desk
from engine.commands.guidance import show_links
from engine.commands.parts import Around, due_in_words
from engine.commands.passages import show_head
from engine.core.days import day_in_words
from engine.core.definition import Language
from engine.core.events import Actor
from engine.core.wording import STATUSES, isolated
from engine.telling.journal import Names, Teller
from engine.telling.voice import value_in_words

if TYPE_CHECKING:
    from engine.app.house import House
    from engine.app.reading import Opened
    from engine.app.views import View
    from engine.commands.screen import Screen


def read_guidance(desk: Desk, word: str) -> tuple[View, Around]:
    """The guidance of a case as JSON, and what its screen says beside.

    Raises:
        CaseNotFound: there is none, or it may not be seen.
    """
    from engine.app.house import written_id

    return guidance_of(desk.house, written_id(word), desk.actor(), desk.language)


def guidance_of(
    house: House, case_id: str, actor: Actor, language: Language, *, noted: bool = True
) -> tuple[View, Around]:
    """The same, of a house as it stands on its own day; not `noted` as a sight where nothing of it is shown."""
    from engine.app.guidance import next_view
    from engine.app.reading import read_case

    opened = read_case(house, case_id, actor, "case.read" if noted else None)
    around = around_case(house, opened, language)
    view = next_view(opened, language)
    return {**view, "answers": list(around.answers)}, around


def around_case(house: House, opened: Opened, language: Language) -> Around:
    """The names behind the identifiers of a case."""
    from engine.app.exchanges import counter_answers
    from engine.app.listing import name_of

    names = Names(house, language)
    return Around(
        person=name_of(opened.subject, language),
        communes=names.communes,
        forms=names.forms,
        outcome=opened.held.case.outcome,
        answers=counter_answers(house, opened, language),
    )


def show_whole(screen: Screen, view: View, opened: Opened, around: Around, names: Names) -> None:
    """`case show` for a person."""
    head = {
        "case": view["case"],
        "process_title": view["process_title"],
        "commune": view["commune"],
        "definition_status": opened.machine.definition.status,
        "state": {"title": view["state_title"]},
    }
    show_head(screen, head, around)
    opened_on = day_in_words(date.fromisoformat(view["opened_on"]), screen.language)
    screen.line(screen.say("opened_on", opened_on), "dim", 2)
    if view["assigned"]:
        screen.line(screen.say("assigned_to", view["assigned"]), "dim", 2)
    _show_deadlines(screen, view)
    _show_data(screen, view, opened, around)
    _show_documents(screen, view, opened)
    _show_consents(screen, view, opened)
    show_links(screen, view)
    _show_journal(screen, view, opened, names)


def _show_deadlines(screen: Screen, view: View) -> None:
    if view["deadlines"]:
        screen.heading(screen.say("deadlines"))
    for clock in view["deadlines"]:
        screen.entry(screen.glyphs.clock, screen.say("known_as", clock["title"], due_in_words(screen, clock)))


def _show_data(screen: Screen, view: View, opened: Opened, around: Around) -> None:
    declared = opened.machine.definition.fields
    rows = []
    for name, value in view["fields"].items():
        field = declared.get(name)
        if field is None:
            continue
        options = {option: label.of(screen.language) for option, label in field.options.items()}
        shown = value_in_words(screen.voice, {"type": field.type, "value": value, "options": options}, around.communes)
        rows.append((field.label.of(screen.language), shown))
    if rows:
        screen.heading(screen.say("facts"))
        screen.columns(rows, styles=("dim",), flexible=0)


def _show_documents(screen: Screen, view: View, opened: Opened) -> None:
    titles = opened.machine.definition.documents
    rows = []
    for name, paper in view["documents"].items():
        status = STATUSES[paper["status"]].of(screen.language)
        title = titles[name].title.of(screen.language) if name in titles else name
        rows.append((title, status, day_in_words(date.fromisoformat(paper["on"]), screen.language)))
    if rows:
        screen.heading(screen.say("papers"))
        screen.columns(rows, flexible=0)


def _show_consents(screen: Screen, view: View, opened: Opened) -> None:
    titles = opened.machine.definition.consents
    if view["consents"]:
        screen.heading(screen.say("consents_given"))
    for name, given in view["consents"].items():
        mark = screen.glyphs.held if given["given"] else screen.glyphs.refused
        day = day_in_words(date.fromisoformat(given["on"]), screen.language)
        title = titles[name].title.of(screen.language) if name in titles else name
        screen.entry(mark, f"{title} ({day})")


def _show_journal(screen: Screen, view: View, opened: Opened, names: Names) -> None:
    """The history, oldest first, each event with the note or the reason that came with it; what was undone is said."""
    history: list[dict[str, Any]] = view["journal"]
    by_number = {each["sequence"]: each for each in history}
    gone = {each["body"]["target"] for each in history if each["kind"] == "reverted"}
    teller = Teller(screen.voice, opened.machine.definition, names, by_number.get)
    screen.heading(screen.say("journal"))
    for each in history:
        undone = f" {screen.glyphs.dash} {screen.say('undone')}" if each["sequence"] in gone else ""
        number = isolated(f"{each['sequence']:>3}.", screen.language)
        screen.entry(number, f"{teller.told(each)}{undone}", "dim strike" if undone else "")
        for words in (each["note"], each["reason"]):
            if words:
                screen.line(screen.say("said", isolated(words, screen.language)), "", 7)
        screen.line(teller.by(each), "dim", 7)
