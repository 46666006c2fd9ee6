"""`baom case ics`: a case's appointments for a calendar."""

from __future__ import annotations

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.files import give_file
from engine.commands.frame import command


@command("ics")
@click.argument("case_id", metavar="DOSSIER")
@click.option("--out", metavar="FICHIER", help="Fichier à écrire ; « - » pour la sortie standard.")
@pass_desk
def ics(desk: Desk, case_id: str, out: str | None) -> None:
    """Les rendez-vous à venir d'un dossier, pour le calendrier d'un téléphone : ni nom, ni motif, ni parcours.

    Exemple :
      baom case ics D-7K2M-9QXH
      baom --lang ar case ics D-7K2M-9QXH --out rendez-vous.ics
    """
    from engine.app.given import known_case
    from engine.app.meetings import case_calendar

    actor = desk.actor()
    known = known_case(desk.house, case_id, actor)
    content = case_calendar(desk.house, known.case, desk.language, actor)
    give_file(desk, out, f"{known.case}.ics", content, {"case": known.case})
