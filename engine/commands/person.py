"""`baom person`: whom cases are for; names are found by their sound, in Latin or Arabic letters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Among, Count, Group, command
from engine.commands.person_rights import access, erase, object_, retention
from engine.commands.unshown import show_unshown
from engine.core.days import day_in_words, rest_in_words
from engine.core.resemblance import REASONS
from engine.core.wording import OUTCOMES, STATUSES, isolated

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.commands.screen import Screen

_DATA: tuple[tuple[str, str, str], ...] = (
    ("name", "NOM", "Nom, comme la personne l'écrit en lettres latines."),
    ("name_ar", "الاسم", "Nom en lettres arabes."),
    ("sex", "f|m|x", "Sexe, si la personne le dit."),
    ("birth_date", "DATE", "Date de naissance."),
    ("birth_year", "ANNÉE", "Année de naissance, si le jour n'est pas connu."),
    ("language", "LANGUE", "Langue parlée : tachelhit, darija, wolof, français…"),
    ("nationality", "PAYS", "Nationalité, seulement si la démarche en a besoin : code ISO, apatride ou inconnu."),
    ("contact", "TÉLÉPHONE", "Moyen sûr de joindre la personne."),
    ("household", "MÉNAGE", "Ménage auquel elle appartient."),
)


def _with_data(function: Any) -> Any:
    """The options for what is kept of a subject."""
    for name, metavar, text in reversed(_DATA):
        function = click.option(f"--{name.replace('_', '-')}", name, metavar=metavar, help=text)(function)
    return function


person = Group(
    "person",
    help="""Les bénéficiaires : ajouter, chercher, corriger. Tout ce qui est gardé d'eux est scellé.

    Exemple :
      baom person search Aminata
    """,
)


@command("add")
@click.option("--commune", required=True, metavar="COMMUNE", help="Bureau qui reçoit la personne.")
@click.option(
    "--kind",
    type=Among(("person", "household", "association", "commune", "initiative")),
    default="person",
    show_default=True,
    help="Sorte de bénéficiaire.",
)
@_with_data
@pass_desk
def add(desk: Desk, /, commune: str, kind: str, **data: str | None) -> None:
    """Ajouter un bénéficiaire ; un nom qui sonne comme un autre est signalé.

    Exemple :
      baom person add --commune tiznit --name "Aminata Diallo" --language wolof
      baom person add --commune tiznit --name-ar "أميناتا ديالو" --birth-year 1998
    """
    from engine.app.given import person_given
    from engine.app.listing import match_view
    from engine.app.people import add_person, namesakes

    house, actor = desk.house, desk.actor()
    kept = person_given(data)
    slug = house.commune(commune)
    names = [kept[name] for name in ("name", "name_ar") if kept.get(name)]
    unshown = list[str]()
    alike = namesakes(house, names, actor, unshown)
    subject = add_person(house, kind, slug, kept, actor)
    matches = [match_view(match, desk.language, kept) for match in alike]

    def human(screen: Screen) -> None:
        screen.done("person_added", isolated(subject, screen.language))
        show_unshown(screen, unshown)
        if matches:
            screen.line(screen.say("alike"), "yellow")
            _show_matches(screen, matches, desk.place)
            screen.command(f'baom person merge {matches[0]["subject"]} {subject} --reason "…"', 4)

    desk.answer({"subject": subject, "commune": slug, "kind": kind, "alike": matches, "unshown": len(unshown)}, human)


@command("show")
@click.argument("subject", metavar="PERSONNE")
@pass_desk
def show(desk: Desk, subject: str) -> None:
    """Une personne : ses dossiers, ses échéances, ses pièces et leur validité, ses accords.

    Exemple :
      baom person show B-7K2M-9QXH
    """
    from engine.app.house import written_id
    from engine.app.person_file import person_view, show_person

    view = person_view(show_person(desk.house, written_id(subject), desk.actor()), desk.language)
    desk.answer(view, lambda screen: _show_person(screen, view, desk.place))


def _show_person(screen: Screen, view: dict[str, Any], place: Callable[[str], str]) -> None:
    screen.line(isolated(view["subject"], screen.language), "bold")
    if view["erased"]:
        screen.line(screen.say("person_erased"), "yellow")
    data = view["data"]
    rows = [(screen.say(f"data_{name}"), str(data[name])) for name, _, _ in _DATA if data.get(name)]
    screen.columns(rows, styles=("dim",), flexible=1)
    screen.heading(screen.say("cases_of"))
    if not view["cases"] and not view["damaged"]:
        screen.line(screen.say("no_case"), indent=2)
    for case in view["cases"]:
        _show_case(screen, case, place)
    for each in view["damaged"]:
        told = screen.say("person_damaged", isolated(each, screen.language))
        screen.entry(screen.glyphs.alert, told, "bold red", 2)
    _show_clocks(screen, view["deadlines"])
    _show_papers(screen, view["papers"])
    _show_consents(screen, view["consents"])


def _show_case(screen: Screen, case: dict[str, Any], place: Callable[[str], str]) -> None:
    """The pathway and its step on a line; under it, since when, where, and with whom."""
    outcome = case["outcome"]
    ended = OUTCOMES[outcome].of(screen.language) if outcome in OUTCOMES else ""
    mark = screen.glyphs.item if case["open"] else screen.glyphs.held
    number = isolated(case["case"], screen.language)
    screen.entry(mark, f"{number} : {case['process_title']}", "bold" if case["open"] else "")
    opened = screen.say("opened_on", _day(screen, case["opened_on"]))
    screen.line(_row(case["state_title"], ended, opened, place(case["commune"]), case["assigned"]), "dim", 4)


def _show_clocks(screen: Screen, clocks: list[dict[str, Any]]) -> None:
    if clocks:
        screen.heading(screen.say("deadlines"))
    for clock in clocks:
        rest = screen.say("paused") if clock["paused"] else rest_in_words(clock["days_left"], screen.language)
        due = screen.say("until_day", _day(screen, clock["due"]))
        style = "bold red" if clock["overdue"] else ""
        case = isolated(clock["case"], screen.language)
        screen.entry(screen.glyphs.clock, f"{clock['title']} : {_row(due, rest, case)}", style)


def _show_papers(screen: Screen, papers: list[dict[str, Any]]) -> None:
    if papers:
        screen.heading(screen.say("papers"))
    for paper in papers:
        held = paper["status"] in ("received", "verified", "waived")
        left = paper["days_left"]
        good = screen.say("good_until", _day(screen, paper["valid_until"])) if left is not None else ""
        rest = rest_in_words(left, screen.language) if left is not None else ""
        told = f"{STATUSES[paper['status']].of(screen.language)} {_day(screen, paper['on'])}"
        alone = screen.say("this_case_alone", paper["case"]) if paper["serves"] == "case" else ""
        stale = left is not None and left < 0
        mark = screen.glyphs.refused if stale else screen.glyphs.held if held else screen.glyphs.open
        screen.entry(mark, f"{paper['title']} : {_row(told, good, rest, alone)}", "yellow" if stale else "")


def _show_consents(screen: Screen, consents: list[dict[str, Any]]) -> None:
    if consents:
        screen.heading(screen.say("consents_given"))
    for each in consents:
        holds = each["standing"] == "holds"
        until = screen.say("until_day", _day(screen, each["until"])) if each["given"] and each["until"] else ""
        told = f"{screen.say('consent_' + each['standing'])} ({_day(screen, each['on'])})"
        case = isolated(each["case"], screen.language)
        screen.entry(
            screen.glyphs.held if holds else screen.glyphs.refused, f"{each['title']} : {_row(told, until, case)}"
        )


def _row(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _day(screen: Screen, day: str) -> str:
    return day_in_words(date.fromisoformat(day), screen.language)


@command("search")
@click.argument("words", nargs=-1, required=True, metavar="NOM…")
@click.option("--commune", metavar="COMMUNE", help="Chercher dans un seul bureau.")
@click.option("--limit", type=Count(), default=20, show_default=True, help="Nombre de lignes.")
@pass_desk
def search(desk: Desk, words: tuple[str, ...], commune: str | None, limit: int) -> None:
    """Chercher une personne par son nom tel qu'il s'entend, en lettres latines ou arabes.

    Exemple :
      baom person search Aminata
      baom person search أميناتا
    """
    from engine.app import people
    from engine.app.listing import match_view

    unshown = list[str]()
    words_said = " ".join(words)
    found = people.search(desk.house, words_said, desk.actor(), commune=commune, limit=limit, unshown=unshown)
    matches = [match_view(match, desk.language, {"name": words_said}) for match in found]

    def human(screen: Screen) -> None:
        show_unshown(screen, unshown)
        if not matches:
            screen.line(screen.say("nobody"))
            return
        screen.blank()
        _show_matches(screen, matches, desk.place)

    desk.answer({"matches": matches, "unshown": len(unshown)}, human)


def _both_names(each: dict[str, Any]) -> str:
    return " · ".join(filter(None, (each["name"], each["name_ar"])))


def _show_matches(screen: Screen, matches: list[dict[str, Any]], place: Callable[[str], str]) -> None:
    from engine.commands.screen import BELOW

    rows = [
        (
            each["subject"],
            BELOW.join((_both_names(each), " · ".join(REASONS[why].of(screen.language) for why in each["why"]))),
            str(each["birth"]),
            place(each["commune"]),
        )
        for each in matches
    ]
    screen.columns(rows, styles=("bold",), flexible=1)


@command("correct")
@click.argument("subject", metavar="PERSONNE")
@click.option("--reason", default="", metavar="TEXTE", help="Motif, en une phrase simple ; obligatoire.")
@_with_data
@pass_desk
def correct(desk: Desk, /, subject: str, reason: str, **data: str | None) -> None:
    """Corriger ce qui est su d'une personne ; une valeur vide l'efface, l'ancienne reste scellée dans l'historique.

    Exemple :
      baom person correct B-7K2M-9QXH --birth-date 1998-04-30 --reason "Lu sur le passeport."
    """
    from engine.app.given import person_given
    from engine.app.house import written_id
    from engine.app.people import correct_person
    from engine.errors import UsageError

    kept = person_given(data)
    if not kept:
        raise UsageError("Rien n'est à corriger.", 'Donner au moins une donnée, par exemple --name "Aminata Diallo".')
    found = correct_person(desk.house, written_id(subject), kept, reason, desk.actor())
    view = {"subject": found.id, "commune": found.commune, "data": dict(found.data)}
    desk.answer(view, lambda screen: screen.done("corrected", found.id))


@command("merge")
@click.argument("keep", metavar="PERSONNE")
@click.argument("merged", metavar="DOUBLON")
@click.option("--reason", default="", metavar="TEXTE", help="À quoi l'on reconnaît la même personne ; obligatoire.")
@pass_desk
def merge(desk: Desk, keep: str, merged: str, reason: str) -> None:
    """Dire que deux fiches sont de la même personne : leurs dossiers se lisent ensemble, rien n'est déplacé.

    Exemple :
      baom person merge B-7K2M-9QXH B-3F8T-0ABC --reason "Même téléphone, même enfant."
    """
    from engine.app.house import written_id
    from engine.app.people import merge_people

    found = merge_people(desk.house, written_id(keep), written_id(merged), reason, desk.actor())
    view = {"subject": found.id, "merged": written_id(merged)}
    desk.answer(view, lambda screen: screen.done("merged", view["merged"], found.id))


for _each in (add, show, search, correct, merge, access, object_, erase, retention):
    person.add_command(_each)
