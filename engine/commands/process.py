"""`baom process`: the pathways as M&D writes them: listed, shown, checked, tried, drawn, published."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import REFUSED, Desk, pass_desk
from engine.commands.frame import Count, Group, command
from engine.commands.pending import pending, refuse
from engine.commands.process_cases import impact, migrate
from engine.commands.process_diff import diff
from engine.commands.process_new import new
from engine.commands.process_pack import install, pack
from engine.commands.process_stories import scenario
from engine.core.wording import OUTCOMES, isolated, who
from engine.errors import EnvironmentUnusable, Said, why_not

if TYPE_CHECKING:
    from engine.app.brought import Brought
    from engine.app.publishing import Workshop
    from engine.commands.screen import Screen

SHOWN = 5
"Stories of a walk that a screen shows; all of them as JSON."

process = Group(
    "process",
    help="""Les parcours : lire, vérifier, tester, dessiner, publier.

    Exemple :
      baom process check
      baom process test processes/scenarios/naissance.yaml
    """,
)


def _workshop(desk: Desk) -> Workshop:
    from engine.bootstrap import territory_of, workshop_of

    return workshop_of(desk.settings, territory_of(desk.settings.processes, desk.settings.territory))


@command("list")
@click.option("--published", is_flag=True, help="Ceux de la base, avec toutes leurs versions, plutôt que les fichiers.")
@pass_desk
def list_(desk: Desk, published: bool) -> None:
    """Lister les parcours du dossier, ou ceux que la base a publiés.

    Exemple :
      baom process list
      baom process list --published
    """
    from engine.app.brought import brought

    found = _published(desk) if published else _in_files(desk)
    news = brought(desk.house, _workshop(desk), desk.actor()) if published else []

    def human(screen: Screen) -> None:
        # The name of a pathway is typed: it is never cut, its title goes below.
        for each in found:
            screen.line(f"{each['process']} · {_version(screen, each)}", "bold", 2)
            if each["title"]:
                screen.line(each["title"], indent=4)
            if "author" in each:
                _show_registered(screen, each)

        for one in news:
            screen.entry(screen.glyphs.alert, _news(screen, one), "yellow", 0)
        if news:
            # What explains, and what publishes; of one of them, the others alike.
            screen.command(f"baom process {'diff' if news[0].published else 'check'} {news[0].file}")
            screen.command(f"baom process publish {news[0].file}")

    view: dict[str, Any] = {"processes": found}
    if published:
        view["brought"] = [
            {"process": one.process, "file": one.file, "version": one.version, "published": one.published or None}
            for one in news
        ]
    desk.answer(view, human)


def _news(screen: Screen, each: Brought) -> str:
    """What the program's folder brings of a pathway that isn't published."""
    name = isolated(each.process, screen.language)
    if not each.published:
        return screen.say("brought_new", name, each.version)
    return screen.say("brought_clash" if each.clashes else "brought_newer", name, each.version, each.published)


def _show_registered(screen: Screen, each: dict[str, Any]) -> None:
    """Who published a version, when and why, and how many open cases live under it."""
    from engine.app.retrial import desk_day
    from engine.core.days import day_in_words

    day = day_in_words(desk_day(each["published_at"]), screen.language)
    names = [
        isolated(who(name, screen.language), screen.language) for name in (each["asked_by"], each["author"]) if name
    ]
    screen.line(screen.say("published_by", day, screen.enumerated(names)), "dim", 4)
    if each["reason"]:
        screen.line(screen.say("quoted_reason", each["reason"]), "dim", 4)
    if each["pack"] is not None:
        name = isolated(each["pack"]["name"] or screen.say("pack_nameless"), screen.language)
        screen.line(screen.say("pack_came_in", each["pack"]["serial"], name), "dim", 4)
    if each["open"] is not None:
        screen.line(screen.say("open_under_it", each["open"]), "dim", 4)


def _in_files(desk: Desk) -> list[dict[str, Any]]:
    from engine.app.definition_view import definition_line

    found = []
    for read in _workshop(desk).referential().read_all():
        definition = read.definition
        found.append(
            {"process": read.process, "file": read.file, "sound": read.is_sound}
            | (definition_line(definition, desk.language) if definition is not None else {"title": "", "version": None})
        )
    return found


def _published(desk: Desk) -> list[dict[str, Any]]:
    from engine.app.definition_view import definition_line
    from engine.app.registry import registry

    return [
        {
            "process": each.line.process,
            "published_at": each.line.published_at,
            "sound": True,
            "author": each.author,
            "asked_by": each.asked_by,
            "reason": each.reason,
            "open": each.open,
            "pack": None if each.pack is None else {"name": each.pack.name, "serial": each.pack.serial},
        }
        | definition_line(each.definition, desk.language)
        for each in registry(desk.house, desk.actor())
    ]


def _version(screen: Screen, each: dict[str, Any]) -> str:
    if not each["sound"] or each["version"] is None:
        return screen.say("broken")
    return screen.say("version", each["version"], screen.say(f"status_{each['status']}"))


@command("show")
@click.argument("name", metavar="PARCOURS")
@pass_desk
def show(desk: Desk, name: str) -> None:
    """Lire un parcours : étapes, actions, échéances, pièces.

    Exemple :
      baom process show naissance
    """
    from engine.app.definition_view import definition_view
    from engine.app.publishing import definition_in

    view = definition_view(definition_in(_workshop(desk), name), desk.language)
    desk.answer(view, lambda screen: _show_definition(screen, view))


def _show_definition(screen: Screen, view: dict[str, Any]) -> None:
    screen.line(view["title"], "bold")
    told = screen.say("version", view["version"], screen.say(f"status_{view['status']}"))
    screen.line(f"{view['process']}, {told} · {view['digest'][:12]}", "dim")
    if view["deadlines"]:
        screen.heading(screen.say("deadlines"))
        screen.columns([(each["id"], each["title"], each["within_words"]) for each in view["deadlines"]], flexible=1)
    screen.heading(screen.say("state_list"))
    for state in view["states"]:
        kind = (
            OUTCOMES[state["outcome"]].of(screen.language)
            if state["outcome"] in OUTCOMES
            else screen.say(f"kind_{state['kind']}")
        )
        told = screen.say("known_as", isolated(state["id"], screen.language), state["title"])
        screen.entry(screen.glyphs.item, f"{told} ({kind})", "bold")
        _show_actions(screen, state["actions"])
        if state["documents"]:
            screen.line(
                screen.say("known_as", screen.say("papers"), screen.listed(state["documents"].values())), "dim", 6
            )
    if view["actions"]:
        screen.heading(screen.say("shared_actions"))
        _show_actions(screen, view["actions"])


def _show_actions(screen: Screen, actions: list[dict[str, Any]]) -> None:
    for action in actions:
        goes = f" {screen.glyphs.leads} {' / '.join(action['to'])}" if action["to"] else ""
        screen.entry(screen.glyphs.dash, f"{action['id']} : {action['title']}{goes}", indent=4)


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

    workshop = _workshop(desk)
    problems = sorted(check_files(workshop, [Path(file) for file in files]), key=lambda each: each.severity != "error")
    errors = sum(each.severity == "error" for each in problems)
    paths = [str(path) for path in files or workshop.every_file()]
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

    workshop, paths = _workshop(desk), [Path(file) for file in files]
    if walk is not None:
        _walk(desk, workshop, paths, walk, seed)
        return
    view = tests_view(run_files(workshop, paths))
    # A story tried alone takes little of its pathway: what it leaves aside is no news.
    whole = {path.resolve() for path in workshop.scenario_files()}.issuperset(path.resolve() for path in paths)
    desk.answer(view, lambda screen: _show_tests(screen, view, coverage=coverage or whole))
    if view["failed"]:
        desk.end(REFUSED)


def _walk(desk: Desk, workshop: Workshop, paths: list[Path], number: int, seed: int) -> None:
    from random import Random

    from engine.app.publishing import walk_files

    # Invented lives, the same ones each time that they are asked for.
    found = walk_files(workshop, paths, Random(seed), number)  # noqa: S311
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


@command("graph")
@click.argument("name", metavar="PARCOURS")
@click.option("--out", metavar="FICHIER", help="Fichier SVG à écrire ; « - » pour la sortie standard.")
@click.option("--case", "case_id", metavar="DOSSIER", help="Montrer où en est ce dossier, et par où il est passé.")
@pass_desk
def graph(desk: Desk, name: str, out: str | None, case_id: str | None) -> None:
    """Dessiner un parcours en SVG ; de droite à gauche en arabe (--lang ar).

    Exemple :
      baom process graph naissance
      baom process graph naissance --case D-7K2M-9QXH --out naissance.svg
    """
    from engine.app.drawing import draw_case, draw_definition
    from engine.app.given import known_case
    from engine.app.publishing import definition_in

    if case_id is not None:
        known = known_case(desk.house, case_id, desk.actor())
        desk.known(name, [known.definition.process], Said("Pour le dossier {case}, le parcours", case=known.case))
        svg = draw_case(desk.house, known.case, desk.language, desk.actor())
    else:
        svg = draw_definition(definition_in(_workshop(desk), name), desk.language)
    if out == "-":
        click.echo(svg.encode(), nl=False)
        return
    path = Path(out or f"{name}.svg")
    try:
        path.write_text(svg, encoding="utf-8", newline="\n")
    except OSError as error:
        raise EnvironmentUnusable(
            "Le fichier {path} ne peut pas être écrit : {why}.",
            "Nommer un autre fichier.",
            path=path,
            why=why_not(error),
        ) from error
    desk.answer({"process": name, "case": case_id, "file": str(path)}, lambda screen: screen.done("written", path))


@command("export")
@click.argument("name", metavar="PARCOURS")
@click.option(
    "--format", "form", type=click.Choice(["bpmn", "pnml"]), default="bpmn", help="BPMN 2.0, ou réseau de Petri."
)
@click.option("--out", metavar="FICHIER", help="Fichier à écrire ; « - » pour la sortie standard.")
@pass_desk
def export(desk: Desk, name: str, form: str, out: str | None) -> None:
    """Écrire un parcours en BPMN 2.0 ou en PNML, pour d'autres outils.

    Exemple :
      baom process export naissance
      baom process export naissance --format pnml --out naissance.pnml
    """
    from engine.app.publishing import definition_in
    from engine.commands.files import give_file
    from engine.exchange.bpmn import bpmn
    from engine.exchange.pnml import pnml

    definition = definition_in(_workshop(desk), name)
    content = bpmn(definition) if form == "bpmn" else pnml(definition)
    give_file(desk, out, f"{name}.{form}", content, {"process": name, "format": form})


@command("publish")
@click.argument("files", nargs=-1, metavar="[FICHIER]…")
@click.option(
    "--reason",
    default="",
    metavar="MOTIF",
    help="Pourquoi cette version, pour le registre : une circulaire, une erreur.",
)
@pass_desk
def publish(desk: Desk, files: tuple[str, ...], reason: str) -> None:
    """Publier des parcours dans la base, pour toujours ; sans fichier, tous ceux du dossier.

    Dans une base réelle il faut deux personnes : la publication attend qu'un autre éditeur donne la même commande, avec
    le même fichier.

    Exemple :
      baom process publish processes/naissance.yaml
      baom process publish processes/naissance.yaml --reason "Circulaire du 3 novembre"
    """
    from engine.app import publishing

    house, workshop = desk.house, _workshop(desk)
    paths = [publishing.existing(Path(file)) for file in files]
    actor = desk.actor("editor")
    if paths:
        referential = workshop.referential()
        made = [publishing.publish(house, referential.read_process(path), actor, reason) for path in paths]
    else:
        made = publishing.publish_all(house, workshop, actor, reason)
    view = [
        {
            "process": each.process,
            "version": each.version,
            "digest": each.digest,
            "new": each.new,
            "waiting": each.waiting,
        }
        for each in made
    ]

    def human(screen: Screen) -> None:
        for each in made:
            told = screen.say("waits_for_second" if each.waiting else "newly_published" if each.new else "unchanged")
            mark = screen.glyphs.clock if each.waiting else screen.glyphs.held
            screen.entry(mark, f"{each.process} v{each.version} : {told} ({each.digest[:12]})", indent=0)

    desk.answer({"published": view}, human)


@command("schema")
@click.argument("name", default="process", metavar="[NOM]")
@click.option("--list", "listed", is_flag=True, help="Dire quels schémas existent.")
@pass_desk
def schema(desk: Desk, name: str, listed: bool) -> None:
    """Donner le schéma JSON d'une sorte de fichier, pour qu'un éditeur aide à l'écrire.

    Exemple :
      baom process schema
      baom process schema scenarios
    """
    from engine.bootstrap import shipped

    folder = shipped("processes") / "schema"
    known = {path.name.removesuffix(".schema.json"): path for path in sorted(folder.glob("*.schema.json"))}
    if listed:
        desk.answer({"schemas": list(known)}, lambda screen: screen.line(", ".join(known)))
        return
    desk.known(name, known, Said("Le schéma"))
    click.echo(known[name].read_bytes(), nl=False)


for _each in (
    *(list_, show, new, check, test, scenario, graph, export, diff, impact, migrate, publish, pending, refuse),
    *(pack, install, schema),
):
    process.add_command(_each)
