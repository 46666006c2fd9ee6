"""`baom guide`: the methodological guide, made from the pathways that run."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Group, command

if TYPE_CHECKING:
    from engine.core.definition import Language

guide = Group(
    "guide",
    help="""Le guide méthodologique, tiré des parcours eux-mêmes.

    Exemple :
      baom guide build --out guide
    """,
)


@command("build")
@click.option("--out", required=True, metavar="DOSSIER", help="Où le mettre : un dossier neuf, ou vide.")
@click.option("--published", is_flag=True, help="D'après les parcours publiés dans la base, plutôt que les fichiers.")
@click.option("--pdf", is_flag=True, help="Aussi en PDF, un par langue (une minute environ).")
@pass_desk
def build(desk: Desk, out: str, published: bool, pdf: bool) -> None:
    """Faire le guide : un site à ouvrir dans un navigateur, en français et en arabe (--lang fr ou ar : dans cette langue seule).

    Il dit ce que font les parcours, et rien sur aucune personne. Le même référentiel, le même jour, donne les mêmes
    fichiers.

    Exemple :
      baom guide build --out guide
      baom guide build --out guide-publie --published --pdf
    """  # noqa: E501 -- one line of the help
    from engine.app.guidebook import guide_files, of_base, of_workshop
    from engine.app.house import ZONE
    from engine.commands.files import write_folder

    # Of the files alone: no base is opened to tell them.
    matter = of_base(desk.house, desk.actor("editor")) if published else of_workshop(desk.workshop)
    day = (desk.settings.now or datetime.now(ZONE)).date()
    made = guide_files(matter, _languages(desk), day, pdf=pdf)
    path = Path(out)
    write_folder(path, made.files)
    desk.answer(
        {"folder": out, "digest": made.digest, "day": day.isoformat(), "files": list(made.files)},
        lambda screen: screen.done("written", path / next(iter(made.files))),
    )


def _languages(desk: Desk) -> tuple[Language, ...]:
    """Both, unless one of them was asked for."""
    from engine.app.guidebook import LANGUAGES

    asked = tuple(each for each in LANGUAGES if each == desk.asked.lang)
    return asked or LANGUAGES


guide.add_command(build)
