"""`baom audit xes`: histories for process mining, without anything personal."""

from __future__ import annotations

from pathlib import Path

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.files import private_file
from engine.commands.frame import command


@command("xes")
@click.argument("out", metavar="FICHIER")
@click.option("--process", metavar="PARCOURS", help="Un seul parcours ; nommé, un parcours réservé sort aussi.")
@pass_desk
def xes(desk: Desk, out: str, process: str | None) -> None:
    """Écrire les historiques au format XES (IEEE 1849-2023), pour la fouille de processus : rien de personnel.

    Dossiers et agents y portent des pseudonymes, tirés à chaque export ; aucune donnée d'un dossier n'y est, et l'heure
    est à la minute près. L'export s'inscrit dans l'historique de la base.

    Exemple :
      baom --as auditor audit xes journal.xes
      baom --as auditor audit xes naissances.xes --process naissance
    """
    from engine.app.xes import export_xes

    path = Path(out)
    with private_file(path) as file:
        mined = export_xes(desk.house, desk.actor("auditor"), process, lambda text: file.write(text.encode()))
    view = {"file": str(path), "process": process, "traces": mined.traces, "events": mined.events}
    desk.answer(view, lambda screen: screen.done("mined", path, mined.traces, mined.events))
