"""Where the command line keeps who is logged in: a file in the user's settings, readable by its owner only.

One file for all databases: by the log's own identifier, the token of its session. Knows files; not what a token opens.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from engine.commands.asked import settings_folder
from engine.errors import EnvironmentUnusable, why_not

SESSION = "baom.session"
_OTHERS_CAN_READ = stat.S_IRWXG | stat.S_IRWXO


def session_file(environ: Mapping[str, str]) -> Path:
    """The file's place."""
    return settings_folder(environ) / SESSION


def kept_token(environ: Mapping[str, str], log_id: str) -> str:
    """The token kept for a log; empty when there is none.

    Raises:
        EnvironmentUnusable: others than its owner can read the file: whoever did may be logged in by it.
    """
    return _tokens(session_file(environ)).get(log_id, "")


def keep_token(environ: Mapping[str, str], log_id: str, token: str) -> None:
    """Keep a token in the place of the log's last one; none, when it is empty.

    Raises:
        EnvironmentUnusable: the file can't be written.
    """
    path = session_file(environ)
    kept = {name: each for name, each in (_tokens(path) | {log_id: token}).items() if each}
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Beside, then in its place: a reader meets the old file or the new one, and nobody else ever could read it.
        new = path.with_name(f"{SESSION}.{os.getpid()}")
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.write(handle, json.dumps(kept).encode())
        finally:
            os.close(handle)
        new.replace(path)
    except OSError as error:
        raise EnvironmentUnusable(
            "La session ne peut pas être gardée dans {path} : {why}.",
            "Vérifier le dossier de réglages de l'utilisateur.",
            path=path,
            why=why_not(error),
        ) from error


def _tokens(path: Path) -> dict[str, str]:
    try:
        if os.name == "posix" and path.stat().st_mode & _OTHERS_CAN_READ:
            raise EnvironmentUnusable(
                "Le fichier de session {path} est lisible par d'autres que son propriétaire.",
                "L'effacer, puis se connecter de nouveau : rm {path} ; baom user login",
                path=path,
            )
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        # What can't be read logs nobody in; the next login writes it anew.
        return {}
    return {str(name): str(each) for name, each in found.items()} if isinstance(found, dict) else {}
