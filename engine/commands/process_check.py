"""`baom process check` and `baom process test`: what is wrong in the files, and what their stories find."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import REFUSED, Desk, pass_desk
from engine.commands.frame import Count, command

if TYPE_CHECKING:
    from engine.commands.screen import Screen

SHOWN = 5
"Stories of a walk that a screen shows; all of them as JSON."


@command("check")
@click.argument("files", nargs=-1, metavar="[FICHIER]…")
@pass_desk
def check(desk: Desk, files: tuple[str, ...]) -> None:
    """Vérifier des fichiers, ou tout le dossier : chaque anomalie avec sa place et son remède. Fin 1 si l'une est une erreur.

    Exemple :
      baom process check
      baom process check processes/naissance.yaml
    """  # noqa: E501 -- one line of the help
    from engine.app.publishing import check_files

    problems = sorted(
        check_files(desk.workshop, [Path(file) for file in files]), key=lambda each: each.severity != "error"
    )
    errors = sum(each.severity == "error" for each in problems)
    paths = [str(path) for path in files or desk.workshop.every_file()]
    view = {"files": paths, "problems": [each.view for each in problems]}

    def human(screen: Screen) -> None:
        for each in problems:
            style = "bold red" if each.severity == "error" else "yellow"
            screen.verbatim(f"{each.place}: {screen.say(each.severity)} {each.code}", style)
            screen.line(each.message, indent=2)
            screen.entry(screen.glyphs.leads, each.remedy, "dim", 2)
        if problems:
            screen.blank()
            screen.line(screen.say("problems", errors, len(problems) - errors), "bold")
        else:
            screen.done("no_problem", len(paths))

    desk.answer(view, human)
    if errors:
        desk.end(REFUSED)


@command("test")
@click.argument("files", nargs=-1, metavar="[SCÉNARIOS]…")
@click.option(
    "--coverage", is_flag=True, help="Dire ce que ces scénarios ne prennent pas, même s'ils sont peu nombreux."
)
@click.option(
    "--walk",
    type=Count(most=10_000),
    metavar="N",
    help="Vivre N histoires au hasard, et dire ce que les scénarios ne prennent pas.",
)
@click.option(
    "--seed", type=Count(least=0), default=1, metavar="S", help="Le tirage : les mêmes histoires pour le même nombre."
)
@pass_desk
def test(desk: Desk, files: tuple[str, ...], *, coverage: bool, walk: int | None, seed: int) -> None:
    """Jouer les scénarios, et dire ce qu'ils couvrent du parcours. Fin 1 si l'un échoue.

    Exemple :
      baom process test
      baom process test processes/scenarios/naissance.yaml
      baom process test une_histoire.yaml --coverage
      baom process test processes/scenarios/accueil.yaml --walk 50 --seed 7
    """
    from engine.app.publishing import run_files
    from engine.app.scenarios import tests_view

    paths = [Path(file) for file in files]
    if walk is not None:
        _walk(desk, paths, walk, seed)
        return
    view = tests_view(run_files(desk.workshop, paths))
    # A story tried alone takes little of its pathway: what it leaves aside is no news.
    whole = {path.resolve() for path in desk.workshop.scenario_files()}.issuperset(path.resolve() for path in paths)
    desk.answer(view, lambda screen: _show_tests(screen, view, coverage=coverage or whole))
    if view["failed"]:
        desk.end(REFUSED)


def _walk(desk: Desk, paths: list[Path], number: int, seed: int) -> None:
    from random import Random

    from engine.app.publishing import walk_files

    # Invented lives, the same ones each time that they are asked for.
    found = walk_files(desk.workshop, paths, Random(seed), number)  # noqa: S311
    faults = {part: sum(each.part == part for each in found) for part in ("dead_ends", "broken")}
    lacking = len(found) - sum(faults.values())

    def human(screen: Screen) -> None:
        screen.line(screen.say("walks_lived", number, lacking, *faults.values()), "bold")
        for each in found[:SHOWN]:
            screen.heading(f"{each.process} · {screen.say(each.part)} : {each.name}")
            for line in each.story.splitlines():
                screen.verbatim(line, "dim")
        if len(found) > SHOWN:
            screen.line(screen.say("walks_more", len(found) - SHOWN), "dim")

    desk.answer({"walks": number, "seed": seed, "found": [asdict(each) for each in found]}, human)
    if any(faults.values()):
        desk.end(REFUSED)


def _show_tests(screen: Screen, view: dict[str, Any], *, coverage: bool) -> None:
    for each in view["failed"]:
        screen.verbatim(f"{each['file']}:{each['line']}: {each['title']}", "bold red")
        screen.line(each["message"], indent=2)
    style = "bold red" if view["failed"] else "bold green"
    screen.line(screen.say("scenarios_pass", view["passed"], view["scenarios"]), style)
    for tried in view["coverage"]["states"]:
        if not coverage:
            states = view["coverage"]["states"][tried]
            screen.line(screen.say("coverage_in_short", tried, states["taken"], states["total"]), "dim")
            continue
        screen.heading(screen.say("coverage", tried))
        parts = [(part, each[tried]) for part, each in view["coverage"].items() if each[tried]["total"]]
        screen.columns([(screen.say(part), f"{each['taken']} / {each['total']}") for part, each in parts])
        for _, each in parts:
            if each["missing"]:
                screen.line(screen.say("not_taken", screen.listed(each["missing"])), "dim", 2)
