"""The parts of a guidance in words: a due date, a value, a paper, an office, an act and its command, a ground.

Renders the very object that `--json` gives: nothing is computed here that a machine would not see. Writes nothing on
the screen: the passages, and the screens made of them, do.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.core.days import day_in_words, distance_in_words, rest_in_words, weekday_in_words
from engine.core.wording import OUTCOMES, STATUSES, isolated

if TYPE_CHECKING:
    from engine.commands.screen import Screen

Part = Mapping[str, Any]
"One object of the JSON answer."


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


def closed_in_words(screen: Screen, title: str, outcome: str) -> str:
    """« Clos – enfant enregistré (succès) »: nothing that the step's own title says already."""
    told = title if title.casefold().startswith(screen.say("closed_word").casefold()) else screen.say("closed", title)
    word = OUTCOMES[outcome].of(screen.language) if outcome in OUTCOMES else outcome
    return told if word.casefold() in title.casefold() else f"{told} ({word})"


def due_in_words(screen: Screen, clock: Part) -> str:
    """« mardi 1er décembre 2026, dans 25 jours (à valider) »."""
    language = screen.language
    due, left = date.fromisoformat(clock["due"]), clock["days_left"]
    distance = rest_in_words(left, language) if clock["overdue"] else distance_in_words(left, language)
    remarks = [screen.say(name) for name in ("estimated", "paused") if clock[name]]
    if _is_uncertain(clock["basis"]) or (clock["note"] and clock["kind"] == "legal"):
        remarks.append(screen.say("to_validate"))
    told = f" ({', '.join(dict.fromkeys(remarks))})" if remarks else ""
    comma = "،" if language == "ar" else ","
    return f"{weekday_in_words(due, language)}{comma} {distance}{told}"


def _is_uncertain(bases: Sequence[Part]) -> bool:
    """Whether one of the grounds is still to be validated."""
    return any(basis["confidence"] == "to_validate" for basis in bases)


def unasked_consents(view: Part) -> list[Part]:
    """Consents that nobody has asked for yet; one to share is asked for by the action that shares."""
    if view["status"] == "closed":
        return []
    return [each for each in view["consents"] if each["given"] is None and each["for"] != "share"]


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


_OPTIONS_SHOWN = 12


def options_in_words(screen: Screen, options: Mapping[str, str], shown: int = _OPTIONS_SHOWN) -> str:
    """The choices, by identifier, with what each means."""
    told = [f"{isolated(name, screen.language)} ({label})" for name, label in list(options.items())[:shown]]
    return screen.enumerated([*told, "…"] if len(options) > shown else told)


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
    return f" {screen.glyphs.dash} ".join((office_name(screen, office, around), *office_details(screen, office)))


def office_details(screen: Screen, office: Part) -> list[str]:
    """What is known of an office beside its name: its address, its telephone, its hours, a note."""
    details = (office["address"], office["phone"], office["hours"])
    found = [isolated(detail, screen.language) for detail in details if detail]
    return [*found, office["note"]] if office["note"] else found


def is_barred(action: Part) -> bool:
    """Whether a condition closes an action: another way is taken, no paper nor datum would open it."""
    return any(reason["code"] == "condition_false" for reason in action["blocked_by"])


def action_in_words(screen: Screen, action: Part, *, whole: bool = True) -> str:
    """« Dossier complet → Prêt à déclarer », and whose act it is when it isn't the desk's."""
    leads = whole and action["to_titles"]
    goes = f" {screen.glyphs.leads} {' / '.join(dict.fromkeys(action['to_titles']))}" if leads else ""
    by = f" ({screen.say('by_office')})" if action["by"] == "third_party" else ""
    return f"{action['title']}{by}{goes}"


def command_received(view: Part) -> str:
    """The command that records the shortest set of papers left to obtain, as received."""
    papers = " ".join(f"{paper['id']}=received" for paper in view["missing_shortest"])
    return f"baom case document {view['case']} {papers}"


def command_of(case: str, action: Part, *, withheld: bool = False) -> str:
    """The command that does an action, with the places to fill; `withheld`: the office gave no receipt."""
    words = ["baom case do", case, action["trigger"]]
    words += [f"--set {each['id']}={typed_form(each)}" for each in action["fields"]]
    if "receipt" in action["needs"]:
        words.append("--receipt none" if withheld else "--receipt NUMÉRO:DATE")
    if withheld or "reason" in action["needs"]:
        words.append('--reason "…"')
    return " ".join(words)


def ground_in_words(screen: Screen, basis: Part) -> str:
    """A ground whole, and how sure it is when nobody has read it."""
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
