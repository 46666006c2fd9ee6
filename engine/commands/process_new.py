"""`baom process new`: a pathway begun from the model, sound from its first minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import command

if TYPE_CHECKING:
    from engine.commands.screen import Screen


@command("new")
@click.argument("name", metavar="NOM")
@pass_desk
def new(desk: Desk, name: str) -> None:
    """Commencer un parcours : son fichier et ses scénarios, que l'on vérifie et joue aussitôt. N'écrase jamais rien.

    Exemple :
      baom process new regroupement_familial
    """
    from engine.app.beginning import begin
    from engine.bootstrap import shipped, workshop_of

    settings = desk.settings
    workshop = workshop_of(settings)
    begun = begin(workshop, shipped("processes") / "modeles", name)
    view = {
        "process": begun.process,
        "files": [str(path) for path in begun.files],
        "problems": [each.view for each in begun.problems],
    }

    def human(screen: Screen) -> None:
        for path in begun.files:
            screen.done("written", path)
        screen.line(screen.say("texts_to_write", len(begun.problems)))
        pathway, stories = begun.files
        screen.line(screen.say("next_step", f"baom process check {pathway}"))
        screen.line(screen.say("then_ask", f"baom process test {stories}"))

    desk.answer(view, human)
