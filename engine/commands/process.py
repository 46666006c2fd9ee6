"""`baom process`: the pathways as M&D writes them: listed, shown, checked, tried, drawn, published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Among, Group, command
from engine.commands.pending import pending, refuse
from engine.commands.process_cases import impact, migrate
from engine.commands.process_check import check, test
from engine.commands.process_diff import diff
from engine.commands.process_list import list_, show
from engine.commands.process_new import new
from engine.commands.process_pack import install, pack
from engine.commands.process_stories import scenario
from engine.errors import Said, unwritable

if TYPE_CHECKING:
    from engine.commands.screen import Screen

process = Group(
    "process",
    help="""Les parcours : lire, vérifier, tester, dessiner, publier.

    Exemple :
      baom process check
      baom process test processes/scenarios/naissance.yaml
    """,
)


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
        svg = draw_definition(definition_in(desk.workshop, name), desk.language)
    if out == "-":
        click.echo(svg.encode(), nl=False)
        return
    path = Path(out or f"{name}.svg")
    try:
        path.write_text(svg, encoding="utf-8", newline="\n")
    except OSError as error:
        raise unwritable(path, error) from error
    desk.answer({"process": name, "case": case_id, "file": str(path)}, lambda screen: screen.done("written", path))


@command("export")
@click.argument("name", metavar="PARCOURS")
@click.option("--format", "form", type=Among(["bpmn", "pnml"]), default="bpmn", help="BPMN 2.0, ou réseau de Petri.")
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

    definition = definition_in(desk.workshop, name)
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

    house, workshop = desk.house, desk.workshop
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
