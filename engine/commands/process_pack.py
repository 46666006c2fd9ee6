"""`baom process pack` and `baom process install`: the referential in one signed file, from its makers to the desks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import REFUSED, Desk, pass_desk
from engine.commands.files import free_name, private_file
from engine.commands.frame import command
from engine.commands.progress import progress_of
from engine.core.wording import isolated
from engine.errors import UsageError

if TYPE_CHECKING:
    from engine.commands.screen import Screen

SHOWN = 12
"Changes of a pathway on a screen; all of them with --all, or as JSON."


@command("pack")
@click.argument("names", nargs=-1, metavar="[PARCOURS]…")
@click.option("--out", metavar="FICHIER", help="Fichier à écrire.")
@click.option("--name", "called", default="", metavar="NOM", help="Qui l'envoie ; sinon le nom donné la fois d'avant.")
@pass_desk
def pack(desk: Desk, names: tuple[str, ...], out: str | None, called: str) -> None:
    """Faire un colis signé du référentiel publié.

    Pour l'installer dans la base d'un autre bureau : baom process install. Il porte la dernière version de chaque
    parcours, ou de ceux qui sont nommés, avec les services, les jours fériés et les modèles ; jamais un dossier, une
    personne ni un compte.

    Exemple :
      baom process pack --name "M&D" --out referentiel.baom
      baom process pack naissance sante
    """
    from engine.app.pack_view import pack_view
    from engine.bootstrap import pack as made_of

    if out is not None and Path(out).exists():
        # Before it is counted; and a place that can't be written costs no number either.
        raise UsageError("{each} existe déjà : rien n'a été signé ni écrit.", "Nommer un autre fichier.", each=out)
    actor, path = desk.actor("editor"), free_name(Path("colis.baom")) if out is None else Path(out)
    with private_file(path) as file:
        made = made_of(desk.house, desk.settings, actor, names, called)
        file.write(made.content)
    view = {**pack_view(made.pack), "file": str(path)}

    def human(screen: Screen) -> None:
        screen.done("pack_made", made.pack.serial, path)
        screen.heading(screen.say("pack_pathways"))
        for each in made.pack.pathways:
            screen.entry(screen.glyphs.item, f"{each.process} v{each.version} ({each.digest[:12]})")
        screen.line(screen.say("pack_files_in_it", len(made.pack.files)))
        screen.line(screen.say("pack_read_out"))
        screen.line(made.pack.code, "bold", 2)
        screen.line(screen.say("public_key_is", made.pack.key), "dim", 2)

    desk.answer(view, human)


@command("install")
@click.argument("file", metavar="FICHIER")
@click.option("--code", default="", metavar="CODE", help="Le code du colis, tel que ses auteurs l'ont lu au téléphone.")
@click.option(
    "--replace",
    "over",
    multiple=True,
    metavar="NOM",
    help="Ce parcours ou ce fichier, changé ici, cède à celui du colis ; répétable.",
)
@click.option("--new-key", is_flag=True, help="Ses auteurs ont changé de clé ; avec --code.")
@click.option("--dry-run", is_flag=True, help="Dire ce qui se passerait, sans rien changer.")
@click.option("--all", "every", is_flag=True, help="Dire tous les changements, pas seulement les premiers.")
@pass_desk
def install(
    desk: Desk, file: str, code: str, over: tuple[str, ...], *, new_key: bool, dry_run: bool, every: bool
) -> None:
    """Installer un colis du référentiel, vérifié et expliqué.

    Chaque parcours est relu, comparé à celui d'ici et essayé sur les dossiers ouverts ; ce qui a été changé ici n'est
    jamais remplacé sans le dire. La première fois, le code du colis est demandé : se le faire lire au téléphone. Dans
    une base réelle il faut deux personnes. Recommencer ne change rien.

    Exemple :
      baom process install referentiel.baom --dry-run
      baom process install referentiel.baom --code "CODE"
    """
    from engine.app.believing import Choice
    from engine.app.installing import Installed, install
    from engine.app.pack_view import plan_view
    from engine.app.receiving import plan
    from engine.app.unpacking import read_pack
    from engine.bootstrap import workshop_of

    actor, tell = desk.actor("editor"), progress_of(desk)
    # With the offices and holidays in service, which a pack's may follow.
    workshop = workshop_of(desk.settings, desk.house.territory)
    choice = Choice(code, frozenset(over), new_key)
    found = plan(desk.house, workshop, read_pack(Path(file)), choice, actor, *filter(None, (tell,)))
    view = plan_view(desk.house, found, desk.language)
    stopped = bool(found.errors) or any(each["refusal"] for each in view["pathways"] if each["taken"])
    done = Installed(()) if dry_run or stopped else install(desk.house, workshop, found, actor)
    view |= {"dry_run": dry_run, "waiting": done.waiting, "installed": [each.process for each in done.done]}

    def human(screen: Screen) -> None:
        show_plan(screen, view, every=every)
        screen.blank()
        if view["nothing"]:
            screen.done("pack_nothing")
        elif dry_run or stopped:
            screen.line(screen.say("pack_tried_only"), "bold")
        elif done.waiting:
            screen.entry(screen.glyphs.clock, screen.say("pack_waits"), "bold", 0)
        else:
            files = sum("/" in each.process for each in done.done)
            screen.done("pack_installed", len(done.done) - files, files)

    desk.answer(view, human)
    if stopped:
        desk.end(REFUSED)


def show_plan(screen: Screen, view: dict[str, Any], *, every: bool) -> None:
    """What taking a pack in would do."""
    from engine.app.retrial import desk_day
    from engine.core.days import day_in_words

    day = day_in_words(desk_day(view["made_at"]), screen.language)
    name = isolated(view["origin"]["name"] or screen.say("pack_nameless"), screen.language)
    screen.line(screen.say("pack_of", view["serial"], name, day, view["program"]), "bold")
    known = ("pack_known", view["last"]) if view["trust"] == "known" else (f"pack_{view['trust']}",)
    screen.line(screen.say(*known), "" if view["trust"] != "unknown" else "yellow")
    if view["pathways"]:
        screen.heading(screen.say("pack_pathways"))
    for each in view["pathways"]:
        _show_pathway(screen, each, every=every)
    files = [each for each in view["files"] if every or each["fate"] != "same"]
    if files:
        screen.heading(screen.say("pack_files"))
    for each in files:
        screen.entry(_mark(screen, each), f"{each['name']} : {_fate(screen, each, each['name'])}")
        if each["changes"]:
            screen.line(screen.say("pack_lines", each["added"], each["removed"]), "dim", 4)
        if each["reason"]:
            screen.line(screen.say("quoted_reason", each["reason"]), "dim", 4)
    for problem in view["problems"]:
        _show_problem(screen, problem)


def _show_pathway(screen: Screen, each: dict[str, Any], *, every: bool) -> None:
    here = each["here"]
    version = screen.say("pack_version", each["version"])
    if here is not None:
        version = screen.say("pack_version_here", each["version"], here)
    screen.entry(_mark(screen, each), f"{each['process']} {version} : {_fate(screen, each, each['process'])}", "bold")
    if each["reason"]:
        screen.line(screen.say("quoted_reason", each["reason"]), "dim", 4)
    shown = each["changes"] if every else each["changes"][:SHOWN]
    for change in shown:
        screen.entry(screen.glyphs.dash, change["message"], indent=4)
    if len(each["changes"]) > len(shown):
        screen.line(screen.say("pack_more", len(each["changes"]) - len(shown)), "dim", 4)
    if each["impact"] is not None:
        tried = each["impact"]
        screen.line(screen.say("pack_tried", tried["cases"], tried["unaffected"]), indent=4)
        for effect in tried["effects"]:
            screen.entry(screen.glyphs.item, screen.say("known_as", effect["title"], effect["cases"]), indent=6)
    for problem in each["problems"]:
        _show_problem(screen, problem)
    if each["refusal"]:
        screen.entry(screen.glyphs.refused, each["refusal"], "bold red", 4)


def _show_problem(screen: Screen, problem: dict[str, Any]) -> None:
    style = "bold red" if problem["severity"] == "error" else "yellow"
    # Its line is of no file that anybody has.
    screen.verbatim(f"{problem['file']}: {screen.say(problem['severity'])} {problem['code']}", style)
    screen.line(problem["message"], indent=4)
    screen.entry(screen.glyphs.leads, problem["remedy"], "dim", 4)


def _mark(screen: Screen, each: dict[str, Any]) -> str:
    return (
        screen.glyphs.held if each["taken"] else screen.glyphs.item if each["fate"] == "same" else screen.glyphs.alert
    )


def _fate(screen: Screen, each: dict[str, Any], name: str) -> str:
    if each["taken"] and each["fate"] in ("edited", "program"):
        return screen.say("fate_given_way")
    holes = (name,) if each["fate"] in ("edited", "program") else ()
    return screen.say(f"fate_{each['fate']}", *holes)
