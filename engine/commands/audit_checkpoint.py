"""`baom audit checkpoint`: what the log holds today, in one code that somebody keeps elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.files import write_new
from engine.commands.frame import command
from engine.core.rules import SYSTEM
from engine.errors import UsageError

if TYPE_CHECKING:
    from engine.commands.screen import Screen


@command("checkpoint")
@click.option("--out", metavar="FICHIER", help="Écrire le point de contrôle signé dans ce fichier.")
@click.option("--print", "paper", metavar="FICHIER.pdf", help="L'imprimer : une page, avec le code et un QR.")
@click.option("--unattended", is_flag=True, help="Par un programme, chaque nuit : sans connexion.")
@pass_desk
def checkpoint(desk: Desk, out: str | None, paper: str | None, unattended: bool) -> None:
    """Signer l'état de tout l'historique, à garder hors du bureau : au moins un par jour.

    Qui le garde peut montrer plus tard que rien n'a été changé, retiré ni ajouté avant lui : baom audit verify.
    Refusé si l'historique contredit un point de contrôle déjà signé.

    Exemple :
      baom audit checkpoint --out controle.txt --print controle.pdf
    """
    from engine.bootstrap import checkpoint as taken_of

    for each in (out, paper):
        # Before anything is signed: one kept from another day is what would show a change, and is never replaced.
        if each is not None and Path(each).exists():
            raise UsageError("{each} existe déjà : rien n'a été signé ni écrit.", "Nommer un autre fichier.", each=each)
    house = desk.opened if unattended else desk.house
    taken = taken_of(house, desk.settings, SYSTEM if unattended else desk.actor("auditor"))
    if out is not None:
        write_new(Path(out), taken.note.encode())
    if paper is not None:
        write_new(Path(paper), taken.pdf(watermark=house.store.training))
    code = taken.code
    view = {
        "events": taken.head.size,
        "code": code,
        "root": taken.head.root.hex(),
        "public_key": taken.public_key,
        "note": taken.note,
        "taken_at": taken.taken_at,
        "out": out,
        "printed": paper,
    }

    def human(screen: Screen) -> None:
        screen.done("checkpointed", taken.head.size)
        screen.line(code, "bold", 2)
        screen.line(screen.say("public_key_is", taken.public_key), "dim", 2)
        for each in (out, paper):
            if each is not None:
                screen.line(screen.say("written", each), indent=2)
        screen.line(screen.say("keep_elsewhere"), "dim", 2)

    desk.answer(view, human)
