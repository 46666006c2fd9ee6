"""`baom case`: opening, reading and printing cases; what is asked of them is in `case_acts`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.files import give_file
from engine.commands.frame import Among, Count, LazyGroup, command
from engine.commands.unshown import show_unshown
from engine.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.app.answer import Done
    from engine.app.listing import Listed
    from engine.commands.screen import Screen

_ACTS = "engine.commands.case_acts"
_HERE = "engine.commands.case"
PLACES = {
    "open": (_HERE, "open_", "Ouvrir un dossier."),
    "next": (_HERE, "next_", "Que faire maintenant, avec quoi, où, avant quand ?"),
    "walk": ("engine.commands.walk", "walk", "Avancer pas à pas, question par question."),
    "do": (_ACTS, "do", "Faire une action."),
    "set": (_ACTS, "set_", "Enregistrer des données."),
    "document": (_ACTS, "document", "Changer l'état de pièces : reçue, vérifiée…"),
    "consent": (_ACTS, "consent", "Enregistrer un accord, un refus ou un retrait."),
    "attach": ("engine.commands.scans", "attach", "Joindre le scan d'une pièce."),
    "attachments": ("engine.commands.scans", "attachments", "Lister les scans."),
    "attachment": ("engine.commands.scans", "attachment", "Ouvrir un scan."),
    "note": (_ACTS, "note", "Écrire une note."),
    "undue": (_ACTS, "undue", "Noter qu'un bureau a demandé une pièce non due."),
    "print": (_HERE, "print_", "Imprimer un modèle : liste des pièces, courrier…"),
    "ics": ("engine.commands.ics", "ics", "Les rendez-vous, pour un calendrier."),
    "show": (_HERE, "show", "Tout le dossier, avec son historique."),
    "list": (_HERE, "list_", "Lister les dossiers."),
    "glass": ("engine.commands.glass", "glass", "Lire dans l'urgence le dossier d'un autre bureau."),
    "search": (_HERE, "search", "Chercher les dossiers d'une personne, par son nom."),
    "revert": (_ACTS, "revert", "Annuler une étape : la dernière, sans autre précision."),
    "correct": (_ACTS, "correct", "Corriger une donnée fausse, avec un motif."),
    "assign": (_ACTS, "assign", "Confier le dossier à un agent."),
    "handover": ("engine.commands.handover", "handover", "Passer les dossiers d'un agent absent à un collègue."),
    "transfer": (_ACTS, "transfer", "Passer le dossier au bureau d'une autre commune."),
    "force": (_ACTS, "force", "Déplacer le dossier contre les règles (superviseur)."),
}

case = LazyGroup(
    "case",
    places=PLACES,
    help="""Les dossiers : ouvrir, avancer, corriger, imprimer.

    Exemple :
      baom case open naissance --commune tiznit --set date_naissance=2026-11-01
      baom case next D-7K2M-9QXH
    """,
)


@command("open")
@click.argument("process", metavar="PARCOURS")
@click.option("--commune", required=True, metavar="COMMUNE", help="Bureau qui ouvre : nom court (tiznit) ou code HCP.")
@click.option("--subject", metavar="PERSONNE", help="Pour qui ; sans elle, une fiche sans nom est créée, à compléter.")
@click.option("--set", "values", multiple=True, metavar="DONNÉE=VALEUR", help="Donnée déjà connue ; à répéter.")
@click.option("--on", metavar="DATE", help="Jour de l'ouverture, si ce n'est pas aujourd'hui.")
@click.option("--key", metavar="CLÉ", help="La même demande avec la même clé n'est enregistrée qu'une fois.")
@pass_desk
def open_(
    desk: Desk,
    process: str,
    commune: str,
    subject: str | None,
    values: tuple[str, ...],
    on: str | None,
    key: str | None,
) -> None:
    """Ouvrir un dossier, sous la dernière version publiée du parcours.

    Exemple :
      baom case open naissance --commune tiznit --set date_naissance=06/11/2026
    """
    from engine.app.cases import open_case
    from engine.app.given import definition_of_process, pairs, values_given
    from engine.app.house import written_id
    from engine.app.opening import Opening
    from engine.commands.answers import show_answer

    house = desk.house
    slug = house.commune(commune)
    typed = pairs(values, "--set date_naissance=2026-11-01")
    fields = values_given(house, definition_of_process(house, process).fields, typed) if typed else {}
    opening = Opening(process, slug, desk.day(on), written_id(subject) if subject else None, fields)
    answer = open_case(house, opening, desk.actor(), key=key)
    show_answer(desk, answer, _show_opened)


def _show_opened(screen: Screen, done: Done) -> None:
    screen.line(screen.say("opened", done.case.case), "bold")
    screen.line(screen.say("subject_of", done.case.subject), "dim")
    screen.blank()
    screen.line(screen.say("next_step", f"baom case next {done.case.case}"), "dim")


@command("next")
@click.argument("case_id", metavar="DOSSIER")
@click.option("--all", "everything", is_flag=True, help="Tout : pièces utiles ou non dues, textes, raisons.")
@pass_desk
def next_(desk: Desk, case_id: str, everything: bool) -> None:
    """Que faire maintenant : échéances, questions, actions, pièces, guichet ; en un écran, ou tout avec --all.

    Exemple :
      baom case next D-7K2M-9QXH
      baom case next D-7K2M-9QXH --all
      baom --now 2026-11-06 case next D-7K2M-9QXH --json
    """
    from engine.commands.brief import show_brief
    from engine.commands.guidance import show_guidance
    from engine.commands.reading import read_guidance

    view, around = read_guidance(desk, case_id)
    show = partial(show_guidance, everything=True) if everything else show_brief
    desk.answer(view, lambda screen: show(screen, view, around))


@command("show")
@click.argument("case_id", metavar="DOSSIER")
@pass_desk
def show(desk: Desk, case_id: str) -> None:
    """Tout le dossier : données, pièces, échéances, accords et historique.

    Exemple :
      baom case show D-7K2M-9QXH
    """
    from engine.app.case_file import show_view
    from engine.app.house import written_id
    from engine.app.reading import read_case
    from engine.commands.reading import around_case, show_whole
    from engine.telling.journal import Names

    opened = read_case(desk.house, written_id(case_id), desk.actor())
    view = show_view(desk.house, opened, desk.language)

    def tell(screen: Screen) -> None:
        show_whole(
            screen, view, opened, around_case(desk.house, opened, desk.language), Names(desk.house, desk.language)
        )

    desk.answer(view, tell)


@command("list")
@click.option("--commune", metavar="COMMUNE", help="Ceux d'un bureau.")
@click.option("--process", metavar="PARCOURS", help="Ceux d'un parcours.")
@click.option("--state", metavar="ÉTAPE", help="Ceux qui en sont à cette étape.")
@click.option("--open", "open_only", is_flag=True, help="Les dossiers ouverts seulement.")
@click.option("--limit", type=Count(), default=50, show_default=True, help="Nombre de lignes.")
@pass_desk
def list_(desk: Desk, commune: str | None, process: str | None, state: str | None, open_only: bool, limit: int) -> None:
    """Lister les dossiers, le dernier ouvert d'abord.

    Exemple :
      baom case list --commune tiznit --open
    """
    from engine.app.listing import Wanted, list_cases

    found, more = list_cases(desk.house, Wanted(commune, process, state, open_only), limit, desk.actor())
    _show_list(desk, found, limit * 2 if more else None)


@command("search")
@click.argument("words", nargs=-1, required=True, metavar="NOM…")
@click.option("--commune", metavar="COMMUNE", help="Chercher dans un seul bureau.")
@click.option("--limit", type=Count(), default=20, show_default=True, help="Nombre de lignes.")
@pass_desk
def search(desk: Desk, words: tuple[str, ...], commune: str | None, limit: int) -> None:
    """Chercher les dossiers d'une personne, par son nom tel qu'il s'entend, en lettres latines ou arabes.

    Exemple :
      baom case search Aminata Diallo
    """
    from engine.app.listing import search_cases

    unshown = list[str]()
    found = search_cases(desk.house, " ".join(words), desk.actor(), commune=commune, limit=limit, unshown=unshown)
    _show_list(desk, found, None, unshown)


def _step_of(screen: Screen, line: dict[str, Any]) -> str:
    """Where a case of a list stands; of one that can't be read, that it can't."""
    if line["damaged"]:
        return screen.say("damaged")
    return str(line["state_title"]) if line["open"] else f"{line['state_title']} {screen.glyphs.held}"


def _show_list(desk: Desk, found: list[Listed], more: int | None, unshown: Sequence[str] = ()) -> None:
    from engine.app.listing import listed_view

    lines = [listed_view(each, desk.language) for each in found]

    def human(screen: Screen) -> None:
        show_unshown(screen, unshown)
        if not lines:
            screen.line(screen.say("no_case"))
            return
        screen.blank()
        heads = [screen.say(name) for name in ("col_case", "col_process", "col_state", "col_person", "col_commune")]
        rows = [
            (
                line["case"],
                line["process"],
                _step_of(screen, line),
                line["person"] or screen.say("unnamed"),
                desk.place(line["commune"]),
            )
            for line in lines
        ]
        widths = screen.widths([heads, *rows], flexible=2, widest=18)
        screen.columns([heads], styles=("dim",) * len(heads), widths=widths)
        screen.columns(rows, styles=("bold", "dim"), widths=widths)
        if more:
            screen.line(screen.say("more_lines", more), "dim", 2)

    desk.answer({"cases": lines, "more": more is not None, "unshown": len(unshown)}, human)


@command("print")
@click.argument("case_id", metavar="DOSSIER")
@click.argument("form", required=False, metavar="[MODÈLE]")
@click.option("--out", metavar="FICHIER", help="Fichier à écrire ; « - » pour la sortie standard.")
@click.option("--format", "kind", type=Among(("pdf", "html")), default="pdf", show_default=True, help="Sorte.")
@pass_desk
def print_(desk: Desk, case_id: str, form: str | None, out: str | None, kind: str) -> None:
    """Imprimer un modèle pour un dossier, en français ou en arabe (--lang) ; sans modèle, dire lesquels le peuvent.

    Exemple :
      baom case print D-7K2M-9QXH liste_pieces
      baom case print D-7K2M-9QXH courrier_refus --lang ar --out courrier.pdf
    """
    from engine.app.given import known_case
    from engine.app.printing import print_form

    known = known_case(desk.house, case_id, desk.actor())
    if form is None:
        _show_forms(desk, known.case)
        return
    content = print_form(desk.house, known.case, form, desk.language, desk.actor(), as_pdf=kind == "pdf")
    view = {"case": known.case, "form": form, "format": kind, "language": desk.language}
    give_file(desk, out, f"{known.case}-{form}-{desk.language}.{kind}", content, view)


def _show_forms(desk: Desk, case_id: str) -> None:
    from engine.app.printing import printable
    from engine.app.reading import read_case

    titles = {entry.id: entry.title.of(desk.language) for entry in desk.house.printer.forms()}
    if not titles:
        raise UsageError("Aucun modèle n'est installé.", "Vérifier --forms et BAOM_FORMS.")
    here = printable(desk.house, read_case(desk.house, case_id, desk.actor(), act=None))
    entries = [(name, titles[name]) for name in here if name in titles]

    def human(screen: Screen) -> None:
        screen.blank()
        screen.columns(entries, styles=("bold",), flexible=1)
        screen.blank()
        screen.command(f"baom case print {case_id} {entries[0][0]}", 2)

    desk.answer({"case": case_id, "forms": [{"id": name, "title": title} for name, title in entries]}, human)
