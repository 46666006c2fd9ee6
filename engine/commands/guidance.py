"""`case next` for a person: the clock and the step on top, then what to say, ask, obtain, where, and what can be done.

Renders the very object that `--json` gives: nothing is computed here that a machine would not see.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.core.days import day_in_words, distance_in_words, moment_in_words, rest_in_words, weekday_in_words
from engine.core.values import DATED
from engine.core.wording import OUTCOMES, STATUSES, isolated

if TYPE_CHECKING:
    from engine.commands.screen import Screen

Part = Mapping[str, Any]
"One object of the JSON answer."

_OPTIONS_SHOWN = 12
_FORMS = {
    "date": "AAAA-MM-JJ",
    "moment": "'AAAA-MM-JJ HH:MM'",
    "boolean": "oui|non",
    "integer": "NOMBRE",
    "commune": "COMMUNE",
    "country": "PAYS",
    "choices": "VALEUR,VALEUR",
}
"How a value of each type is typed."


@dataclass(frozen=True, slots=True)
class Around:
    """What a screen says beside the guidance: names, which the guidance holds as identifiers."""

    person: str
    communes: Mapping[str, str]
    forms: Mapping[str, str]
    "Form → its title."
    outcome: str | None
    answers: Sequence[Part]
    "What to answer at the counter, for the motives on record."


def show_guidance(screen: Screen, view: Part, around: Around, *, everything: bool = False) -> None:
    """The whole screen; `everything` tells also why actions open at every step can't be done now."""
    show_head(screen, view, around)
    show_alerts(screen, view, ("stop", "warn"))
    show_clocks(screen, view)
    if view["state"]["prompt"]:
        screen.heading(screen.say("to_do"))
        screen.line(view["state"]["prompt"], indent=2)
    show_answers(screen, around.answers)
    show_alerts(screen, view, ("info",))
    show_consents(screen, view)
    show_fields(screen, view, around)
    show_papers(screen, view, everything=everything)
    show_offices(screen, view, around)
    show_actions(screen, view)
    show_everywhere(screen, view, everything=everything)
    show_links(screen, view)
    show_forms(screen, view, around)
    show_bases(screen, view["bases"])


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


def closed_in_words(screen: Screen, title: str, outcome: str) -> str:
    """« Clos – enfant enregistré (succès) »: nothing that the step's own title says already."""
    told = title if title.casefold().startswith(screen.say("closed_word").casefold()) else screen.say("closed", title)
    word = OUTCOMES[outcome].of(screen.language) if outcome in OUTCOMES else outcome
    return told if word.casefold() in title.casefold() else f"{told} ({word})"


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


def due_in_words(screen: Screen, clock: Part) -> str:
    """« mardi 1er décembre 2026, dans 25 jours (à valider) »."""
    language = screen.language
    due, left = date.fromisoformat(clock["due"]), clock["days_left"]
    distance = rest_in_words(left, language) if clock["overdue"] else distance_in_words(left, language)
    remarks = [screen.say(name) for name in ("estimated", "paused") if clock[name]]
    if is_uncertain(clock["basis"]) or (clock["note"] and clock["kind"] == "legal"):
        remarks.append(screen.say("to_validate"))
    told = f" ({', '.join(dict.fromkeys(remarks))})" if remarks else ""
    comma = "،" if language == "ar" else ","
    return f"{weekday_in_words(due, language)}{comma} {distance}{told}"


def is_uncertain(bases: Sequence[Part]) -> bool:
    """Whether one of the grounds is still to be validated."""
    return any(basis["confidence"] == "to_validate" for basis in bases)


def show_alerts(screen: Screen, view: Part, levels: Sequence[str]) -> None:
    """The alerts of some levels, before anything that they may forbid."""
    shown = [alert for alert in view["alerts"] if alert["level"] in levels]
    if shown:
        screen.blank()
    for alert in shown:
        style = {"stop": "bold red", "warn": "yellow"}.get(alert["level"], "")
        screen.entry(screen.glyphs.alert, alert["text"], style, 0, style)


def show_answers(screen: Screen, answers: Sequence[Part]) -> None:
    """What to say at the counter for each motive on record, with its ground."""
    if answers:
        screen.heading(screen.say("answers"))
    for answer in answers:
        screen.entry(screen.glyphs.item, answer["motive"], "bold")
        screen.line(answer["text"], indent=4)
        for basis in answer["basis"]:
            screen.line(_ground(screen, basis), "dim", 4)


def unasked_consents(view: Part) -> list[Part]:
    """Consents that nobody has asked for yet; one to share is asked for by the action that shares."""
    if view["status"] == "closed":
        return []
    return [each for each in view["consents"] if each["given"] is None and each["for"] != "share"]


def show_consents(screen: Screen, view: Part) -> None:
    """Consents to ask for, each with the command that records the answer."""
    unasked = unasked_consents(view)
    if unasked:
        screen.heading(screen.say("consents"))
    for consent in unasked:
        screen.entry(screen.glyphs.open, consent["title"])
        screen.command(f"baom case consent {view['case']} {consent['id']} oui")


def show_fields(screen: Screen, view: Part, around: Around) -> None:
    """The data that the step asks for, what is known of them, and how to record the rest."""
    if view["fields"]:
        screen.heading(screen.say("to_ask"))
    for each in sorted(view["fields"], key=lambda each: not each["known"]):
        if each["known"]:
            value = value_in_words(screen, each, around.communes)
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


def value_in_words(screen: Screen, each: Part, communes: Mapping[str, str]) -> str:
    """A known value as a person reads it; of an erased person, a dash."""
    value = each["value"]
    if value is None:
        return screen.glyphs.dash
    if isinstance(value, bool):
        return {"fr": ("non", "oui"), "ar": ("لا", "نعم"), "en": ("no", "yes")}[screen.language][value]
    if isinstance(value, list):
        return ", ".join(str(each["options"].get(one, one)) for one in value)
    if each["type"] in DATED:
        return isolated(moment_in_words(value, screen.language), screen.language)
    names = communes if each["type"] == "commune" else each["options"]
    return isolated(str(names.get(value, value)), screen.language)


def typed_form(each: Part) -> str:
    """How the value of a field is typed: « AAAA-MM-JJ », or its first choices."""
    if each["type"] == "choice":
        return "CHOIX"
    return _FORMS.get(each["type"], "TEXTE")


def typed_in_words(screen: Screen, each: Part) -> str:
    """What to type for a field, on one line: « langue= tachelhit, darija, … », or « interprete=oui|non »."""
    name = each["id"]
    if not each["options"]:
        return isolated(f"{name}={typed_form(each)}", screen.language)
    choices = (
        screen.enumerated(each["options"])
        if screen.language == "fr"
        else options_in_words(screen, each["options"], len(each["options"]))
    )
    return f"{isolated(f'{name}=', screen.language)} {choices}"


def options_in_words(screen: Screen, options: Mapping[str, str], shown: int = _OPTIONS_SHOWN) -> str:
    """The choices, by identifier, with what each means."""
    told = [f"{isolated(name, screen.language)} ({label})" for name, label in list(options.items())[:shown]]
    return screen.enumerated([*told, "…"] if len(options) > shown else told)


def show_papers(screen: Screen, view: Part, *, everything: bool = False) -> None:
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
        papers = " ".join(f"{paper['id']}=received" for paper in view["missing_shortest"])
        screen.command(f"baom case document {view['case']} {papers}", 4)


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
        screen.line(_ground(screen, basis), "dim", 4)


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


def paper_in_words(screen: Screen, paper: Part) -> str:
    """« Passeport de la mère — délivré par : … »."""
    return f"{paper['title']}{_paper_remarks(screen, paper)}"


def _paper_remarks(screen: Screen, paper: Part) -> str:
    found = []
    if paper["stands"] in ("stale", "unverified"):
        found.append(screen.say(paper["stands"]))
    elif paper["status"] in ("requested", "rejected", "waived"):
        found.append(STATUSES[paper["status"]].of(screen.language))
    if paper["held_in"]:
        found.append(screen.say("held_in", isolated(paper["held_in"], screen.language)))
    elif paper["stands"] == "missing" and paper["issuer"]:
        found.append(screen.say("issued_by", paper["issuer"]))
    return f" {screen.glyphs.dash} {screen.listed(found)}" if found else ""


def show_offices(screen: Screen, view: Part, around: Around) -> None:
    """Where to go: the office with its address, and when somebody last checked it."""
    if view["offices"]:
        screen.heading(screen.say("where"))
    for office in view["offices"]:
        screen.entry(screen.glyphs.item, office_name(screen, office, around), "bold" if office["id"] else "")
        for detail in _office_details(screen, office):
            screen.line(detail, indent=4)


def office_name(screen: Screen, office: Part, around: Around) -> str:
    """An office and when somebody last checked it, or that none is known there."""
    if office["id"] is None:
        commune = around.communes.get(office["commune"] or "", "")
        lacking = screen.say("no_office", commune) if commune else screen.say("commune_unknown")
        return screen.say("known_as", office["service_title"], lacking)
    checked = (
        screen.say("verified_on", day_in_words(date.fromisoformat(office["verified"]), screen.language))
        if office["verified"]
        else screen.say("to_confirm")
    )
    return f"{office['name']} ({checked})"


def office_in_words(screen: Screen, office: Part, around: Around) -> str:
    """An office in one paragraph: its name, its address, its telephone, its hours."""
    return f" {screen.glyphs.dash} ".join((office_name(screen, office, around), *_office_details(screen, office)))


def _office_details(screen: Screen, office: Part) -> list[str]:
    details = (office["address"], office["phone"], office["hours"])
    found = [isolated(detail, screen.language) for detail in details if detail]
    return [*found, office["note"]] if office["note"] else found


def show_actions(screen: Screen, view: Part) -> None:
    """What this step is for: what can be done, with the exact command; what can't yet, why, and what unlocks it."""
    show_possible(screen, view)
    blocked = [action for action in view["actions"] if not action["anywhere"] and not action["possible"]]
    if blocked:
        screen.heading(screen.say("blocked"))
    for action in blocked:
        screen.entry(screen.glyphs.refused, action_in_words(screen, action), mark_style="red")
        show_reasons(screen, action["blocked_by"], 4, brief=True)


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


def is_barred(action: Part) -> bool:
    """Whether a condition closes an action: another way is taken, no paper nor datum would open it."""
    return any(reason["code"] == "condition_false" for reason in action["blocked_by"])


def show_everywhere(screen: Screen, view: Part, *, everything: bool) -> None:
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


def action_in_words(screen: Screen, action: Part, *, whole: bool = True) -> str:
    """« Dossier complet → Prêt à déclarer », and whose act it is when it isn't the desk's."""
    leads = whole and action["to_titles"]
    goes = f" {screen.glyphs.leads} {' / '.join(dict.fromkeys(action['to_titles']))}" if leads else ""
    by = f" ({screen.say('by_office')})" if action["by"] == "third_party" else ""
    return f"{action['title']}{by}{goes}"


def command_of(case: str, action: Part, *, withheld: bool = False) -> str:
    """The command that does an action, with the places to fill; `withheld`: the office gave no receipt."""
    words = ["baom case do", case, action["trigger"]]
    words += [f"--set {each['id']}={typed_form(each)}" for each in action["fields"]]
    if "receipt" in action["needs"]:
        words.append("--receipt none" if withheld else "--receipt NUMÉRO:DATE")
    if withheld or "reason" in action["needs"]:
        words.append('--reason "…"')
    return " ".join(words)


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


def show_forms(screen: Screen, view: Part, around: Around) -> None:
    """What can be printed here."""
    if view["forms"]:
        screen.heading(screen.say("forms"))
        rows = [(form, around.forms.get(form, form)) for form in view["forms"]]
        screen.columns(rows, styles=("green",), flexible=1)
        screen.command(f"baom case print {view['case']} {view['forms'][0]}", 4)


def show_bases(screen: Screen, bases: Sequence[Part]) -> None:
    """The grounds of all this, each with how sure it is."""
    if bases:
        screen.heading(screen.say("bases"))
    for basis in bases:
        screen.entry(screen.glyphs.item, _ground(screen, basis), "dim")


def _ground(screen: Screen, basis: Part) -> str:
    sure = basis["confidence"] == "sourced"
    return basis["title"] if sure else f"{basis['title']} ({screen.say(basis['confidence'])})"


_SUBJECT = re.compile(r"^(.{12,70}?)(?: ?: |, « | \()")
"The name of a text, before what it says."
_GROUND = 60


def short_ground(screen: Screen, basis: Part) -> str:
    """The name of a ground, without what it says, and « à valider » where it is."""
    found = _SUBJECT.match(basis["title"])
    name = found[1] if found is not None else textwrap.shorten(basis["title"], _GROUND, placeholder="…")
    name = _closed(name)
    return f"{name} ({screen.say('to_validate')})" if basis["confidence"] == "to_validate" else name


def _closed(name: str) -> str:
    """A name cut inside a quotation, with the quotation closed: « A : b » cut at its colon is « A »."""
    if name.count("«") <= name.count("»"):
        return name
    return f"{name} »" if "« " in name else f"{name}»"
