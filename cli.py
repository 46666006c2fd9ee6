"""`baom`: the one entry point of the command line; a command's module is imported when the command is called."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from engine.commands import failures
from engine.commands.asked import LANGUAGES, Asked, general_options
from engine.commands.frame import LazyGroup
from engine.errors import UsageError

PLACES = {
    "demo": ("engine.commands.demo", "demo", "Visite guidée, avec des dossiers fictifs, puis l'application."),
    "serve": ("engine.commands.serve", "serve", "L'application, dans le navigateur."),
    "worklist": ("engine.commands.worklist", "worklist", "La journée du bureau : ce qui presse d'abord."),
    "case": ("engine.commands.case", "case", "Les dossiers : ouvrir, avancer, corriger, imprimer."),
    "reminders": (
        "engine.commands.reminders",
        "reminders",
        "Les rappels : qui prévenir, de quel jour, comment.",
    ),
    "person": ("engine.commands.person", "person", "Les bénéficiaires : ajouter, chercher, corriger."),
    "tick": ("engine.commands.tick", "tick", "Faire sonner les échéances du jour."),
    "process": ("engine.commands.process", "process", "Les parcours : lire, vérifier, tester, publier."),
    "sources": ("engine.commands.sources", "sources", "Les textes derrière les parcours, et ce qu'il faut en relire."),
    "guide": ("engine.commands.guide", "guide", "Le guide méthodologique, tiré des parcours."),
    "directory": ("engine.commands.directory", "directory", "Les guichets et les communes du territoire."),
    "territory": ("engine.commands.territory", "territory", "Une autre région : la commencer, voir ce qu'elle change."),
    "audit": ("engine.commands.audit", "audit", "L'historique : vérifier, rejouer, savoir qui a vu quoi."),
    "user": ("engine.commands.user", "user", "Les comptes : se connecter, qui travaille ici."),
    "db": ("engine.commands.db", "db", "La base de données : créer, vérifier, sauvegarder."),
}

HELP = """Le référentiel d'accompagnement des BAOM, exécutable dossier par dossier.

Pour chaque dossier, dit ce qu'il y a à faire maintenant, avec quelles pièces, à quel guichet, avant quelle date et sur
quelle base légale.

Pour commencer :
  baom demo                       une visite guidée, avec des dossiers fictifs
  baom db init --training         une base d'entraînement vide
  baom case open naissance --commune tiznit
  baom case next DOSSIER          que faire maintenant ?
  baom case walk DOSSIER          avancer pas à pas

Codes de fin :
  0 fait ; 1 refusé par les règles, avec les raisons ; 2 mal demandé, ou absent ;
  3 conflit ; 4 historique altéré ; 5 environnement inutilisable ; 6 incomplet
"""


class Baom(LazyGroup):
    """The outermost edge: whatever happens, a code, and words that a person can use."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run one command line, and end the program with its code, as click's own does when it stands alone."""
        words = list(sys.argv[1:] if args is None else args)
        # What is refused while the line is read is told as it asks for, wherever on it that stands.
        said = words[: words.index("--")] if "--" in words else words
        asked = Asked(environ=os.environ, json="--json" in said, lang=language_in(said))
        ready_streams()
        try:
            refuse_unreadable(words)
            code = super().main(words, "baom", complete_var, standalone_mode=False, obj=asked, **extra)
            sys.stdout.flush()
        except SystemExit:
            # Click's own answer to a pipe that nobody reads any more: no failure of ours.
            code = 0
        except click.exceptions.NoArgsIsHelpError as help_wanted:
            click.echo(help_wanted.message, err=True)
            code = 2
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 the outermost edge
            code = ended_badly(error, asked)
        sys.exit(code if isinstance(code, int) else 0)


def language_in(words: Sequence[str]) -> str | None:
    """The language that a command line asks for, before it is read; None when it asks for none."""
    given = (after for before, after in itertools.pairwise(words) if before == "--lang")
    joined = (word.removeprefix("--lang=") for word in words if word.startswith("--lang="))
    return next((word for word in (*given, *joined) if word in LANGUAGES), None)


def ended_badly(error: BaseException, asked: Asked) -> int:
    """Tell a failure; a reader who has stopped reading is none."""
    if failures.is_closed_pipe(error):
        failures.silence_output()
        return 0
    failure = failures.failure_of(error, asked)
    try:
        failures.tell(failure, asked)
        sys.stdout.flush()
    except OSError:
        failures.silence_output()
    return failure.exit_code


def refuse_unreadable(words: Sequence[str]) -> None:
    """Refuse a line whose letters did not all arrive: cleaned of what is missing, a name would be another one.

    Raises:
        UsageError: a word holds bytes that the system's encoding doesn't know.
    """
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError:
            shown = word.encode(errors="replace").decode()
            raise UsageError(
                "« {shown} » n'est pas arrivé en entier : ses lettres ne sont pas en UTF-8.",
                "Régler le terminal en UTF-8 (par exemple LANG=C.UTF-8), puis recommencer. Rien n'a été écrit.",
                shown=shown,
            ) from None


def ready_streams() -> None:
    """Make the standard streams take every text: a console of another alphabet shows « ? » instead of failing."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # A program started without a console; it lives as long as the program does.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


app = Baom("baom", places=PLACES, help=HELP)
app.params[:] = general_options(shown=True)


def main() -> NoReturn:
    """Run the command line of this process."""
    app.main()


if __name__ == "__main__":
    main()
