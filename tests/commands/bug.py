"""A command with a bug, to see how the outermost edge ends it."""

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import command


@command("bug")
@click.argument("secret")
@pass_desk
def bug(desk: Desk, secret: str) -> None:
    """Échouer, comme personne ne l'attend.

    Exemple :
      baom bug secret
    """
    raise ZeroDivisionError(secret)
