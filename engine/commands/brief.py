"""`case next` on one screen: the step and its clocks, what to say and ask, what can be done, what to obtain, and where.

Says less than `engine.commands.guidance`, never another thing: the rest is behind `--all`, and the last line says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from engine.commands.parts import (
    Around,
    Part,
    command_received,
    is_barred,
    office_in_words,
    paper_in_words,
    short_ground,
    typed_in_words,
    unasked_consents,
)
from engine.commands.passages import (
    show_alerts,
    show_answers,
    show_clocks,
    show_head,
    show_possible,
    show_prompt,
)
from engine.core.wording import isolated

if TYPE_CHECKING:
    from engine.commands.screen import Screen

QUESTIONS = 4
"Questions shown whole; the others are named."
NAMES = 5
"Names of a list; how many others there are follows."
AWAITED = 3
BLOCKED = 3
"Blocked actions told with what they wait for; the others are named."
ALTERNATIVES = 2
OFFICES = 2
GROUNDS = 2


def show_brief(screen: Screen, view: Part, around: Around) -> None:
    """What an agent needs first, on a screen of 80 columns by some 40 lines."""
    show_head(screen, view, around)
    show_alerts(screen, view, ("stop",))
    show_clocks(screen, view, brief=True)
    _show_links(screen, view)
    show_alerts(screen, view, ("warn", "info"))
    show_prompt(screen, view)
    show_answers(screen, around.answers)
    if view["status"] == "open":
        _show_questions(screen, view)
    explained = {each["id"] for each in _most_wanted(view)[:QUESTIONS]} if view["status"] == "open" else set()
    show_possible(screen, view, brief=True, explained=explained)
    _show_blocked(screen, view)
    if view["status"] == "open":
        _show_papers(screen, view)
        _show_offices(screen, view, around)
    _show_rest(screen, view)


def _labelled(screen: Screen, name: str, told: str, command: str = "") -> None:
    """« À imprimer (baom case print …) : … », a paragraph under its own name, with what is typed before its words."""
    if told:
        with_it = f" ({isolated(f'{command} …', screen.language)})" if command else ""
        screen.line(screen.say("known_as", f"**{screen.say(name)}**{with_it}", told))


def _some(screen: Screen, names: Sequence[str], most: int) -> str:
    """The first of some names, and how many others there are."""
    more = screen.say("and_others", len(names) - most) if len(names) > most else ""
    return f"{screen.listed(names[:most])}{more}"


def _show_links(screen: Screen, view: Part) -> None:
    """Linked cases, by number: what to open next when this one has done its part."""
    for link in view["links"]:
        title = link["title"] or link["process"]
        name = "linked_from" if link["side"] == "from" else "linked_to"
        screen.entry(screen.glyphs.leads, screen.say(name, title, isolated(link["case"], screen.language)), indent=0)
        if view["status"] == "closed" and link["side"] != "from" and link.get("outcome") is None:
            screen.command(f"baom case next {link['case']}", 2)


def _show_questions(screen: Screen, view: Part) -> None:
    """What to ask: consents, then what an action waits for; beyond a few, names alone."""
    consents = unasked_consents(view)
    unknown = _most_wanted(view)
    if consents or unknown:
        screen.subheading(screen.say("to_ask"))
    for each in consents:
        told = screen.say("consent_to", each["title"])
        if each["for"] == "accompany":
            screen.entry(screen.glyphs.open, told)
            screen.command(f"baom case consent {view['case']} {each['id']} oui", 4)
        else:
            # Asked once, and nothing waits for it: a line is enough.
            screen.entry(screen.glyphs.open, f"{told} {screen.glyphs.dash} {isolated(each['id'], screen.language)}")
    for each in unknown[:QUESTIONS]:
        screen.entry(screen.glyphs.open, f"{each['label']} {screen.glyphs.dash} {typed_in_words(screen, each)}")
        if each["hint"]:
            screen.line(each["hint"], "dim", 4)
    others = [each["label"] for each in unknown[QUESTIONS:]]
    if others:
        screen.line(screen.say("then_ask", _some(screen, others, NAMES)), "dim", 2)
    if unknown:
        screen.command(f"baom case set {view['case']} {screen.say('name_value')}", 2)


def _most_wanted(view: Part) -> list[Part]:
    """The data not yet known, those that an action of the step waits for first."""
    unknown = [each for each in view["fields"] if not each["known"]]
    waited = {name for action in view["actions"] for reason in action["blocked_by"] for name in reason["names"]}
    return sorted(unknown, key=lambda each: each["id"] not in waited)


def _show_blocked(screen: Screen, view: Part) -> None:
    """What can't be done yet, and why; of other ways than the one the case takes, the names alone.

    The step's first action is what it is for: when it is barred too, the reason is told.
    """
    own = [each for each in view["actions"] if not each["anywhere"]]
    waiting = [each for each in own if not each["possible"] and (each is own[0] or not is_barred(each))]
    for action in waiting[:BLOCKED]:
        why = " ".join(_why(screen, view, action))
        told = f"{action['title']} {screen.glyphs.dash} {why}"
        screen.entry(screen.glyphs.refused, told, "dim", mark_style="red")
    barred = [each["title"] for each in own if not each["possible"] and each not in waiting]
    later = [each["title"] for each in waiting[BLOCKED:]]
    for name, titles in (("not_yet", later), ("not_now", barred)):
        if titles:
            screen.entry(screen.glyphs.refused, screen.say(name, screen.listed(titles)), "dim", mark_style="red")


def _why(screen: Screen, view: Part, action: Part) -> Iterable[str]:
    """The reasons that block an action; papers by their group and data by their name, since both are told above."""
    titles = {group["group"]: group["title"] for group in view["documents"]}
    awaited: list[str] = []
    others = []
    for reason in action["blocked_by"]:
        if reason["missing"]:
            awaited += reason["missing"]
        elif reason["code"].startswith("document_"):
            awaited.append(titles.get(reason["what"], reason["what"]))
        else:
            others.append(reason["message"])
    if awaited:
        yield screen.say("waits_for", _some(screen, list(dict.fromkeys(awaited)), AWAITED))
    yield from others


def _show_papers(screen: Screen, view: Part) -> None:
    """What came from another case of the person, then what is left to obtain: the shortest way, some of the others."""
    due = [group for group in view["documents"] if group["need"] == "required" and group["due"] is not False]
    for group in due:
        _show_brought(screen, group)
    groups = [group for group in due if not group["satisfied"]]
    if not groups:
        return
    screen.subheading(screen.say("to_obtain"))
    for group in groups:
        _show_group(screen, group)
    if view["missing_shortest"]:
        screen.command(command_received(view), 2)


def _show_brought(screen: Screen, group: Part) -> None:
    """A demand already met by a paper of another case: nobody is sent to fetch it twice."""
    brought = {
        paper["id"]: paper
        for papers in group["options"].values()
        for paper in papers
        if paper["stands"] == "ok" and paper["held_in"]
    }
    if group["satisfied"] and brought:
        told = " + ".join(paper_in_words(screen, paper) for paper in brought.values())
        screen.entry(screen.glyphs.held, screen.say("known_as", f"**{group['title']}**", told))


def _show_group(screen: Screen, group: Part) -> None:
    """One group: its shortest way, and other ways."""
    ways: Sequence[Sequence[Part]] = list(group["options"].values())
    wanted = set(group["missing_shortest"])
    first = [paper for papers in ways for paper in papers if paper["id"] in wanted]
    first = list({paper["id"]: paper for paper in first}.values()) or list(ways[0])
    told = " + ".join(paper_in_words(screen, paper) for paper in first)
    screen.entry(screen.glyphs.open, screen.say("known_as", f"**{group['title']}**", told))
    others = [papers for papers in ways if not wanted.intersection(paper["id"] for paper in papers)]
    if others and wanted:
        titles = [" + ".join(paper["title"] for paper in papers) for papers in others]
        screen.line(screen.say("or_else", _some(screen, titles, ALTERNATIVES)), "dim", 4)
    if group["due"] is None:
        screen.line(screen.say("maybe_due"), "dim", 4)


def _show_offices(screen: Screen, view: Part, around: Around) -> None:
    """Where to go, in a line an office."""
    for office in view["offices"][:OFFICES]:
        _labelled(screen, "where", office_in_words(screen, office, around))
    if view["offices"][OFFICES:]:
        screen.line(screen.say("more_offices", len(view["offices"]) - OFFICES), "dim")


def _show_rest(screen: Screen, view: Part) -> None:
    """What can always be done, what can be printed, on what ground; in a few lines, names to type."""
    always = [each["trigger"] for each in view["actions"] if each["anywhere"] and each["possible"]]
    case = view["case"]
    named = screen.enumerated(isolated(each, screen.language) for each in always)
    _labelled(screen, "at_any_time", named, f"baom case do {case}")
    forms = screen.enumerated(isolated(form, screen.language) for form in view["forms"])
    _labelled(screen, "forms", forms, f"baom case print {case}")
    grounds = list(dict.fromkeys(short_ground(screen, basis) for basis in view["bases"]))
    _labelled(screen, "bases", _some(screen, grounds, GROUNDS))
    screen.line(screen.say("whole", isolated(f"baom case next {case} --all", screen.language)), "dim")
