"""What was typed on a case's page and isn't recorded: each thing by its name, and whether the page still has its box.

Somebody else may have acted while one typed: the action that was being filled in is then gone from the page, and what
was typed for it has no box any more. It is shown all the same, and goes along hidden until the action is there again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.core.examined import all_actions
from engine.core.wording import STATUSES
from engine.web.one_form import touched
from engine.web.words import say

if TYPE_CHECKING:
    from engine.core.definition import Definition, Field
    from engine.web.sent import Form
    from engine.web.visit import Visit

_OF_AN_ACT = {
    "receipt_number": "receipt_number",
    "receipt_day": "receipt_day",
    "receipt": "receipt_none",
    "reason": "reason",
    "on": "done_on",
}
"The boxes of an action that are no questions of the pathway, with the words of each."
_TOOLS = {"note": "tool_note", "assign": "tool_assign", "force": "tool_force", "one": "one_paper"}


class Unsent(NamedTuple):
    """Something that was typed and isn't recorded."""

    what: str
    "What it was typed for: an action, a question, a paper, another act."
    label: str
    "Which box of an action it is; empty where the box is all there is."
    value: str
    is_here: bool
    "Whether the page still has its box."


class Again(NamedTuple):
    """An act that was being sent when the session ended."""

    what: str
    goal: str
    pressed: tuple[str, str] | None
    "What its button brought along, if anything."
    seen: int
    "The step that the page had been made at."
    is_whole: bool
    "Whether all of it is there: a file isn't."


def unsent(visit: Visit, definition: Definition, shown: Mapping[str, Any], form: Form) -> list[Unsent]:
    """What was typed in a form and isn't recorded, in the order of the form, as somebody reads it.

    Args:
        shown: what the page of the case shows, of `engine.web.case.of_case`.
    """
    boxes, begun = set(_boxes(shown)), touched(form)
    titles = {action.id: action.title.of(visit.language) for _, action in all_actions(definition)}
    found = []
    for name, values in form.values.items():
        head, _, rest = name.partition(".")
        value = ", ".join(filter(None, map(str.strip, values)))
        if not value or (head == "do" and f"do.{rest.partition('.')[0]}" not in begun):
            continue
        told = _told(visit, definition, titles, head, rest, value)
        if told is not None:
            found.append(Unsent(*told, name in boxes))
    return found


def carried(form: Form, shown: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the next form takes along of the actions that are gone, hidden: it fills them in once they are back."""
    boxes, begun = set(_boxes(shown)), touched(form)
    there = {".".join(name.split(".")[:2]) for name in boxes}
    return [
        (name, value)
        for name, values in form.values.items()
        if name.startswith("do.") and (act := ".".join(name.split(".")[:2])) in begun and act not in there
        for value in values
    ]


def _told(
    visit: Visit, definition: Definition, titles: Mapping[str, str], head: str, rest: str, value: str
) -> tuple[str, str, str] | None:
    """(what it was typed for, which box, its value), or None of what nobody types."""
    language, last = visit.language, rest.rpartition(".")[2]
    match head:
        case "set" if rest in definition.fields:
            field = definition.fields[rest]
            return field.label.of(language), "", _in_words(visit, field, value)
        case "do" if (trigger := rest.partition(".")[0]) in titles:
            if rest.partition(".")[2] in _OF_AN_ACT:
                said = "" if last == "receipt" else value
                return titles[trigger], say(language, _OF_AN_ACT[last]), said
            if last in definition.fields:
                field = definition.fields[last]
                return titles[trigger], field.label.of(language), _in_words(visit, field, value)
        case "papers" if last in definition.documents:
            status = STATUSES.get(value)
            return definition.documents[last].title.of(language), "", status.of(language) if status else value
        case "correct" if (name := rest.partition(".")[0]) in definition.fields:
            said = _in_words(visit, definition.fields[name], value) if last == "value" else value
            return say(language, "tool_correct"), definition.fields[name].label.of(language), said
        case _ if head in _TOOLS:
            return say(language, _TOOLS[head]), "", value
    return None


def _in_words(visit: Visit, field: Field, typed: str) -> str:
    """What was typed for a question: it may be nothing that the question takes."""
    language = visit.language
    words: dict[str, str] = {"oui": say(language, "yes"), "non": say(language, "no")} if field.type == "boolean" else {}
    words |= {value: label.of(language) for value, label in field.options.items()}
    if field.type == "commune":
        words |= visit.communes_in(language)
    return ", ".join(words.get(each, each) for each in typed.split(", "))


def _boxes(shown: Mapping[str, Any]) -> Iterator[str]:
    """The names of the boxes that the page has."""
    if not shown["may_act"]:
        return
    yield from ("note.text",) if shown["takes_notes"] else ()
    yield from (f"correct.{each['id']}.{end}" for each in shown["known"] for end in ("value", "reason"))
    yield from ("force.to", "force.reason")
    ready = [each for each in shown["own_actions"] if each["possible"]]
    for action in (*ready, *shown["shared_actions"]):
        yield from (f"do.{action['trigger']}.{end}" for end in _boxes_of(action))
    if shown["is_open"]:
        questions: Iterable[Mapping[str, Any]] = shown["view"]["fields"]
        asked = (
            *(each["id"] for each in questions if not each["known"]),
            *(each["id"] for each in shown["unanswered"]),
        )
        yield from (f"set.{name}" for name in asked)
        yield from (f"one.{end}" for end in ("document", "status", "issued", "reason"))
        yield "assign.to"
        options = (papers for group in shown["view"]["documents"] for papers in group["options"].values())
        yield from (f"papers.{end}.{paper['id']}" for papers in options for paper in papers for end in ("is", "issued"))


def _boxes_of(action: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"set.{field['id']}" for field in action["fields"])
    yield "on"
    if "receipt" in action["needs"]:
        yield from ("receipt_number", "receipt_day", "receipt")
    if "receipt" in action["needs"] or "reason" in action["needs"]:
        yield "reason"
