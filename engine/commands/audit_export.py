"""`baom audit export`: histories in one file, that anybody verifies far from here with a bare Python."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.desk import ALTERED, INCOMPLETE, Desk, pass_desk
from engine.commands.frame import command
from engine.errors import UsageError

if TYPE_CHECKING:
    from engine.commands.screen import Screen

SHOWN = 20
"Findings shown on a screen; `--json` has them all."


@command("export")
@click.argument("file", metavar="FICHIER.zip")
@click.option("--case", "cases", metavar="DOSSIER", multiple=True, help="Un dossier ; répétable.")
@click.option("--process", metavar="PARCOURS", help="Tous les dossiers d'un parcours.")
@click.option("--all", "whole", is_flag=True, help="Tout le journal.")
@click.option("--personal", is_flag=True, help="Avec les données personnelles, si on en a le droit.")
@click.option("--reason", metavar="TEXTE", default="", help="Pourquoi ; obligatoire avec --personal.")
@pass_desk
def export(
    desk: Desk, file: str, cases: tuple[str, ...], process: str | None, whole: bool, personal: bool, reason: str
) -> None:
    """Exporter des historiques avec leurs preuves, dans un fichier que chacun vérifie hors ligne.

    Le fichier contient le programme qui le vérifie ; le code de 26 signes, gardé sur papier, dit qu'il est le bon.
    Un point de contrôle est signé au passage, et l'export est enregistré. Sans --personal, rien de personnel n'y est.

    Exemple :
      baom audit export preuve.zip --case DOSSIER
      baom audit export preuve.zip --all
    """
    from engine.app.export import Wanted
    from engine.app.house import written_id
    from engine.bootstrap import export as exported

    if (bool(cases), process is not None, whole).count(True) != 1:
        raise UsageError(
            "Il faut dire quoi exporter, d'une seule façon.", "Ajouter --case DOSSIER, --process PARCOURS ou --all."
        )
    wanted = Wanted(tuple(written_id(each) for each in cases), process, whole, personal, reason)
    actor = desk.actor("supervisor" if personal else "auditor")
    made = exported(desk.house, desk.settings, actor, wanted, Path(file))
    view = {
        "file": str(made.path),
        "verdict": made.verdict,
        "cases": made.cases,
        "events": made.events,
        "size": made.size,
        "code": made.code,
        "public_key": made.public_key,
        "verifier": made.verifier,
        "personal": personal,
        "findings": list(made.findings),
    }

    def human(screen: Screen) -> None:
        if made.verdict == "intact":
            screen.done("exported", made.path, made.cases, made.events)
        else:
            screen.entry(screen.glyphs.refused, screen.say("exported_altered", made.path), "bold", 0, "red")
        for each in made.findings[:SHOWN]:
            screen.entry(screen.glyphs.item, each)
        if len(made.findings) > SHOWN:
            screen.line(screen.say("and_more", len(made.findings) - SHOWN), "dim", 2)
        screen.line(screen.say("code_is", made.grouped_code), "bold", 2)
        screen.line(screen.say("public_key_is", made.public_key), "dim", 2)
        screen.line(screen.say("verifier_is", made.verifier), "dim", 2)
        screen.line(screen.say("verify_elsewhere", made.path.name), indent=2)

    desk.answer(view, human)
    if made.verdict != "intact":
        desk.end(ALTERED if made.verdict == "altered" else INCOMPLETE)
