"""`case next --all`: the clock and the step on top, then what to say, ask, obtain, where, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from engine.commands.parts import (
    Around,
    Part,
    action_in_words,
    command_received,
    ground_in_words,
    office_details,
    office_name,
    options_in_words,
    paper_in_words,
    typed_form,
    unasked_consents,
)
from engine.commands.passages import (
    show_alerts,
    show_answers,
    show_clocks,
    show_head,
    show_possible,
    show_prompt,
    show_reasons,
)
from engine.core.wording import OUTCOMES, isolated
from engine.telling.voice import value_in_words

if TYPE_CHECKING:
    from engine.commands.screen import Screen


def show_guidance(screen: Screen, view: Part, around: Around, *, everything: bool = False) -> None:
    """The whole screen; `everything` tells also why actions open at every step can't be done now."""
    show_head(screen, view, around)
    show_alerts(screen, view, ("stop", "warn"))
    show_clocks(screen, view)
    show_prompt(screen, view)
    show_answers(screen, around.answers)
    show_alerts(screen, view, ("info",))
    _show_consents(screen, view)
    _show_fields(screen, view, around)
    _show_papers(screen, view, everything=everything)
    _show_offices(screen, view, around)
    _show_actions(screen, view)
    _show_everywhere(screen, view, everything=everything)
    show_links(screen, view)
    _show_forms(screen, view, around)
    _show_bases(screen, view["bases"])


def _show_consents(screen: Screen, view: Part) -> None:
    """Consents to ask for, each with the command that records the answer."""
    unasked = unasked_consents(view)
    if unasked:
        screen.heading(screen.say("consents"))
    for consent in unasked:
        screen.entry(screen.glyphs.open, consent["title"])
        screen.command(f"baom case consent {view['case']} {consent['id']} oui")


def _show_fields(screen: Screen, view: Part, around: Around) -> None:
    """The data that the step asks for, what is known of them, and how to record the rest."""
    if view["fields"]:
        screen.heading(screen.say("to_ask"))
    for each in sorted(view["fields"], key=lambda each: not each["known"]):
        if each["known"]:
            value = value_in_words(screen.voice, each, around.communes)
            screen.entry(screen.glyphs.held, screen.say("known_as", each["label"], value), "dim")
            continue
        screen.entry(screen.glyphs.open, each["label"])
        if each["hint"]:
            screen.line(each["hint"], "dim", 4)
        screen.command(f"{each['id']}={typed_form(each)}", 4)
        if each["options"]:
            screen.line(options_in_words(screen, each["options"]), "dim", 6)
    if any(not each["known"] for each in view["fields"]):
        screen.blank()
        screen.command(f"baom case set {view['case']} {screen.say('name_value')}", 2)


def _show_papers(screen: Screen, view: Part, *, everything: bool = False) -> None:
    """The papers of the step, group by group, then the shortest set left to obtain."""
    groups = [group for group in view["documents"] if group["due"] is not False]
    if groups:
        screen.heading(screen.say("papers"))
    for group in groups:
        _show_group(screen, group, {each["id"]: each["label"] for each in view["fields"]}, everything=everything)
    if view["missing_shortest"]:
        screen.blank()
        titles = screen.listed(paper["title"] for paper in view["missing_shortest"])
        screen.line(screen.say("shortest", titles), "bold", 2)
        screen.command(command_received(view), 4)


def _show_group(screen: Screen, group: Part, labels: Mapping[str, str], *, everything: bool) -> None:
    if group["satisfied"] and group["need"] != "not_due" and not everything:
        held = dict.fromkeys(
            paper["title"] for papers in group["options"].values() for paper in papers if paper["stands"] == "ok"
        )
        screen.entry(screen.glyphs.held, screen.say("known_as", group["title"], ", ".join(held)), "dim")
        return
    not_due = group["need"] == "not_due"
    mark = screen.glyphs.dash if not_due else screen.glyphs.held if group["satisfied"] else screen.glyphs.open
    screen.entry(mark, f"{group['title']}{_remarks(screen, group, labels)}", "" if not_due else "bold")
    if group["note"]:
        screen.line(group["note"], "dim", 4)
    if group["need"] == "useful" and not everything:
        titles = dict.fromkeys(paper["title"] for papers in group["options"].values() for paper in papers)
        screen.line(screen.listed(titles), indent=4)
    elif not not_due:
        for papers in group["options"].values():
            _show_option(screen, papers)
    for basis in group["basis"] if not_due else ():
        screen.line(ground_in_words(screen, basis), "dim", 4)


def _remarks(screen: Screen, group: Part, labels: Mapping[str, str]) -> str:
    found = []
    if group["need"] != "required":
        found.append(screen.say(group["need"]))
    if group["due"] is None:
        found.append(screen.say("due_unknown", ", ".join(labels.get(name, name) for name in group["unknown"])))
    if len(group["options"]) > 1 and group["need"] != "not_due":
        several = group["count"] if isinstance(group["count"], int) and group["count"] > 1 else None
        found.append(screen.say("n_of", several) if several else screen.say("one_of"))
    if group["copies"] > 1:
        found.append(screen.say("copies", group["copies"]))
    return f" ({screen.listed(found)})" if found else ""


def _show_option(screen: Screen, papers: Sequence[Part]) -> None:
    """One way to satisfy a group: its papers together."""
    for number, paper in enumerate(papers):
        mark = screen.glyphs.held if paper["stands"] == "ok" else screen.glyphs.open
        joined = "+ " if number else ""
        screen.entry(mark, f"{joined}{paper_in_words(screen, paper)}", indent=4)


def _show_offices(screen: Screen, view: Part, around: Around) -> None:
    """Where to go: the office with its address, and when somebody last checked it."""
    if view["offices"]:
        screen.heading(screen.say("where"))
    for office in view["offices"]:
        screen.entry(screen.glyphs.item, office_name(screen, office, around), "bold" if office["id"] else "")
        for detail in office_details(screen, office):
            screen.line(detail, indent=4)


def _show_actions(screen: Screen, view: Part) -> None:
    """What this step is for: what can be done, with the exact command; what can't yet, why, and what unlocks it."""
    show_possible(screen, view)
    blocked = [action for action in view["actions"] if not action["anywhere"] and not action["possible"]]
    if blocked:
        screen.heading(screen.say("blocked"))
    for action in blocked:
        screen.entry(screen.glyphs.refused, action_in_words(screen, action), mark_style="red")
        show_reasons(screen, action["blocked_by"], 4, brief=True)


def _show_everywhere(screen: Screen, view: Part, *, everything: bool) -> None:
    """Actions open at every step, in short; those that make no sense now are only named."""
    shared = [action for action in view["actions"] if action["anywhere"]]
    if not shared:
        return
    screen.heading(screen.say("at_any_time"))
    screen.columns(
        [(each["trigger"], each["title"]) for each in shared if each["possible"]], styles=("green",), flexible=1
    )
    blocked = [each for each in shared if not each["possible"]]
    if everything:
        for action in blocked:
            screen.entry(screen.glyphs.refused, action_in_words(screen, action), mark_style="red")
            show_reasons(screen, action["blocked_by"], 4, brief=True)
    elif blocked:
        titles = screen.listed(each["title"] for each in blocked)
        screen.line(screen.say("not_now", titles), "dim", 2)


def show_links(screen: Screen, view: Part) -> None:
    """Cases opened from this one, or that opened it."""
    if view["links"]:
        screen.heading(screen.say("links"))
    for link in view["links"]:
        outcome = link.get("outcome")
        told = f" ({OUTCOMES[outcome].of(screen.language)})" if outcome in OUTCOMES else ""
        title = link["title"] or link["process"]
        screen.entry(
            screen.glyphs.item, f"{screen.say('known_as', title, isolated(link['case'], screen.language))}{told}"
        )


def _show_forms(screen: Screen, view: Part, around: Around) -> None:
    """What can be printed here."""
    if view["forms"]:
        screen.heading(screen.say("forms"))
        rows = [(form, around.forms.get(form, form)) for form in view["forms"]]
        screen.columns(rows, styles=("green",), flexible=1)
        screen.command(f"baom case print {view['case']} {view['forms'][0]}", 4)


def _show_bases(screen: Screen, bases: Sequence[Part]) -> None:
    """The grounds of all this, each with how sure it is."""
    if bases:
        screen.heading(screen.say("bases"))
    for basis in bases:
        screen.entry(screen.glyphs.item, ground_in_words(screen, basis), "dim")
