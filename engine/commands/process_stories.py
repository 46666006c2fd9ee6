"""`baom process scenario`: a real case turned into a scenario about nobody, for whoever keeps the pathway."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.files import free_name, write_new
from engine.commands.frame import command

if TYPE_CHECKING:
    from engine.commands.screen import Screen


@command("scenario")
@click.option(
    "--from-case", "case_id", required=True, metavar="DOSSIER", help="Le dossier dont l'histoire est racontée."
)
@click.option("--out", metavar="FICHIER", help="Fichier YAML à écrire ; « - » pour la sortie standard.")
@pass_desk
def scenario(desk: Desk, case_id: str, out: str | None) -> None:
    """Faire d'un dossier réel un scénario qui ne parle de personne, prêt pour « process test ».

    Ni nom, ni numéro, ni texte libre ; les jours sont tous décalés d'un même nombre de semaines, les communes changées,
    et une valeur personnelle ne reste que si une règle de cette histoire en dépend. Il faut les droits de rejouer le
    dossier et de lire ce qu'il a de personnel ; cette lecture est notée.

    Exemple :
      baom process scenario --from-case D-7K2M-9QXH
      baom process scenario --from-case D-7K2M-9QXH --out refus.yaml
    """
    from engine.app.retelling import story_of

    story = story_of(desk.house, case_id, desk.actor("supervisor"))
    if out == "-":
        click.echo(story.text.encode(), nl=False)
        return
    told = story.retold
    path = free_name(Path(f"scenario-{told.scenario.process}.yaml")) if out is None else Path(out)
    write_new(path, story.text.encode())
    view = {
        "process": told.scenario.process,
        "version": story.version,
        "file": str(path),
        "steps": len(told.scenario.steps),
        "differs": list(told.differs),
        "kept": sorted(told.kept),
    }
    desk.answer(view, lambda screen: _show(screen, view))


def _show(screen: Screen, view: dict[str, Any]) -> None:
    screen.done("written", view["file"])
    screen.line(screen.say("story_told", view["process"], view["version"], view["steps"]), indent=2)
    if view["kept"]:
        screen.line(screen.say("story_keeps", screen.listed(view["kept"])), indent=2)
    if view["differs"]:
        screen.entry(
            screen.glyphs.alert, screen.say("story_differs", screen.listed(map(str, view["differs"]))), "yellow", 2
        )
