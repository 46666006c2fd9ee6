"""What is asked of every command: which database, in which language, at what time, as whom, and how to answer.

These options are taken anywhere on the line, before or after the command. Knows words and places on disk; opens
nothing, and imports nothing heavy: `baom --help` goes through here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import click

from engine.errors import Said

Language = Literal["fr", "ar", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "ar", "en")

NAME = "baom"
DATABASE = "baom.db"
KEY = "baom.key"


@dataclass(slots=True)
class Asked:
    """The general options of one command line, as they were typed."""

    environ: Mapping[str, str] = field(default_factory=dict)
    db: str | None = None
    lang: str | None = None
    now: str | None = None
    actor: str | None = None
    json: bool = False
    debug: bool = False
    processes: str | None = None
    forms: str | None = None
    key: str | None = None

    def database(self) -> str:
        """The address of the database: the option, `BAOM_DB`, else a file in the user's own folder of data."""
        return self.db or self.environ.get("BAOM_DB") or str(data_folder(self.environ) / DATABASE)

    def key_file(self) -> Path:
        """The master key's file, in the user's settings: never beside the data, nor in the same backup."""
        given = self.key or self.environ.get("BAOM_KEY")
        return Path(given) if given else settings_folder(self.environ) / KEY

    def language(self) -> Language:
        """The language of the screens; French unless another is asked for."""
        return next((each for each in LANGUAGES if each == self.lang), "fr")


class BadWord(click.BadParameter):
    """A value of an option that can't be; why, in words that can be told in every language."""

    def __init__(self, why: Said, ctx: click.Context | None, param: click.Parameter | None) -> None:
        super().__init__(str(why), ctx, param)
        self.why = why


def data_folder(environ: Mapping[str, str]) -> Path:
    """Where the user's data lie on this system."""
    return _folder(environ, {"win32": "LOCALAPPDATA", "linux": "XDG_DATA_HOME"}, _DATA)


def settings_folder(environ: Mapping[str, str]) -> Path:
    """Where the user's settings lie on this system; never under the data."""
    return _folder(environ, {"win32": "APPDATA", "linux": "XDG_CONFIG_HOME"}, _SETTINGS)


_DATA = {"win32": "AppData/Local", "darwin": "Library/Application Support", "linux": ".local/share"}
_SETTINGS = {"win32": "AppData/Roaming", "darwin": "Library/Preferences", "linux": ".config"}
"Below the user's own folder, where the system doesn't say otherwise."


def _folder(environ: Mapping[str, str], variables: Mapping[str, str], usual: Mapping[str, str]) -> Path:
    system = sys.platform if sys.platform in usual else "linux"
    said = environ.get(variables.get(system, ""))
    return (Path(said) if said else Path.home() / usual[system]) / NAME


def general_options(*, shown: bool) -> list[click.Option]:
    """The general options; `shown` in the help of `baom` itself, and silently taken after any command."""
    return [
        _option(
            "--db",
            "db",
            shown,
            metavar="ADRESSE",
            text="Base de données : chemin d'un fichier SQLite, sqlite:///… ou postgresql://… (ou BAOM_DB). "
            f"Sans elle : {DATABASE} dans le dossier de données de l'utilisateur ; "
            "pour en créer une : baom db init --training.",
        ),
        _option("--lang", "lang", shown, metavar="fr|ar|en", text="Langue des écrans (français par défaut)."),
        _option(
            "--now",
            "now",
            shown,
            metavar="DATE",
            text="Heure du serveur remplacée par celle-ci, 2026-11-06 ou 2026-11-06T09:30 "
            "(bases d'entraînement seulement).",
        ),
        _option(
            "--as",
            "actor",
            shown,
            metavar="RÔLE[@COMMUNE]",
            text="Agir comme agent, supervisor, editor, auditor ou admin (bases d'entraînement seulement).",
        ),
        _option("--json", "json", True, flag=True, text="Répondre par un objet JSON, en UTF-8."),
        _option(
            "--processes", "processes", shown, metavar="DOSSIER", text="Autre dossier de parcours (ou BAOM_PROCESSES)."
        ),
        _option("--forms", "forms", shown, metavar="DOSSIER", text="Autre dossier de modèles (ou BAOM_FORMS)."),
        _option(
            "--key-file",
            "key",
            shown,
            metavar="FICHIER",
            text=f"Clé maîtresse (ou BAOM_KEY). Sans elle : {KEY} dans le dossier de réglages de l'utilisateur.",
        ),
        _option(
            "--debug",
            "debug",
            shown,
            flag=True,
            text="En cas d'erreur inattendue, écrire son détail dans un fichier, pour qui répare le programme.",
        ),
    ]


def _option(
    name: str, target: str, shown: bool, *, text: str, metavar: str | None = None, flag: bool = False
) -> click.Option:
    return click.Option(
        [name, f"general_{target}"],
        is_flag=flag,
        default=None,
        metavar=metavar,
        help=text,
        hidden=not shown,
        expose_value=False,
        is_eager=True,
        callback=_keep,
    )


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Keep an option that was given, wherever it stood; one that wasn't changes nothing."""
    if value and param.name is not None:
        asked = ctx.find_root().ensure_object(Asked)
        name = param.name.removeprefix("general_")
        if name == "lang" and value not in LANGUAGES:
            raise BadWord(Said("les langues sont fr, ar et en."), ctx, param)
        setattr(asked, name, value)
    return value


def asked_of(ctx: click.Context) -> Asked:
    """The general options of the running line, with the environment."""
    asked = ctx.find_root().ensure_object(Asked)
    asked.environ = os.environ
    return asked
