"""`baom db`: making the database, checking it, and keeping copies of it."""

from __future__ import annotations

from typing import Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Group, command
from engine.commands.screen import Screen

db = Group(
    "db",
    help="""La base de données : créer, vérifier, sauvegarder, restaurer.

    Exemple :
      baom db init --training
      baom db check
    """,
)


@command("init")
@click.option("--training", is_flag=True, help="Base d'entraînement, marquée fictive pour toujours.")
@pass_desk
def init(desk: Desk, training: bool) -> None:
    """Créer une base et y publier les parcours livrés ; la clé maîtresse est faite si elle manque.

    Une base réelle attend les comptes des agents : pour l'instant, --training est nécessaire.

    Exemple :
      baom db init --training
      baom --db formation.db db init --training
    """
    from engine.bootstrap import make_database

    house, made = make_database(desk.settings, training=training)
    desk.ctx.call_on_close(house.store.close)
    view: dict[str, Any] = {
        "database": desk.settings.database,
        "key_file": str(desk.settings.key_file),
        "training": house.store.training,
        "published": [{"process": each.process, "version": each.version, "digest": each.digest} for each in made],
    }

    def human(screen: Screen) -> None:
        screen.done("made", view["database"])
        screen.line(screen.say("key_is", view["key_file"]), indent=2)
        names = ", ".join(f"{each.process} v{each.version}" for each in made)
        screen.line(screen.say("published", names), indent=2)
        screen.blank()
        screen.line(screen.say("next_step", "baom case open naissance --commune tiznit"), "dim")

    desk.answer(view, human)


db.add_command(init)
