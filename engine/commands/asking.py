"""Passwords and codes: asked at the terminal without echo, or read from the standard input, one a line.

Never words of a command line: every program of the machine could read them there, and the shell keeps them.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from engine.errors import UsageError

if TYPE_CHECKING:
    from engine.commands.screen import Screen

OPTION = click.option(
    "--password-stdin",
    "stdin",
    is_flag=True,
    help="Lire les réponses (mot de passe, code…) sur l'entrée standard, une par ligne, au lieu du terminal.",
)


class Asking:
    """Whoever answers: a person at the terminal, or the lines of the standard input."""

    def __init__(self, screen: Screen, *, stdin: bool) -> None:
        self.screen = screen
        self.stdin = stdin

    def secret(self, name: str) -> str:
        """Something that isn't shown; `name` is the phrase that asks for it.

        Raises:
            UsageError: nobody is there to answer.
        """
        return self._line() if self.stdin else self._typed(name, hidden=True)

    def shown(self, name: str) -> str:
        """Something that may be seen: a login, a code that serves once. Raises as `secret`."""
        return self._line() if self.stdin else self._typed(name, hidden=False)

    def chosen(self) -> str:
        """A new password; at the terminal, typed twice the same. Raises as `secret`."""
        if self.stdin:
            return self._line()
        while True:
            first = self._typed("ask_new_password", hidden=True)
            if first == self._typed("ask_again", hidden=True):
                return first
            click.echo(self.screen.say("not_the_same"), err=True)

    def _line(self) -> str:
        line = sys.stdin.readline()
        if not line:
            raise UsageError("L'entrée standard s'arrête avant la réponse attendue.", "Donner une réponse par ligne.")
        return line.rstrip("\r\n")

    def _typed(self, name: str, *, hidden: bool) -> str:
        if not sys.stdin.isatty():
            raise UsageError(
                "Personne n'est au terminal pour répondre.",
                "Lancer la commande dans un terminal, ou donner les réponses par l'entrée standard : --password-stdin.",
            )
        # On the error output: the standard one may be read by a program.
        answer: str = click.prompt(self.screen.say(name), hide_input=hidden, err=True, default="", show_default=False)
        return answer
