"""What a backup carries beside the database: files that are no rows, sealed under a key of their own.

They stand in one table that is in no database in use: it is put into the copy, and taken out before the copy takes a
database's place. A backup without it is as good as any.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import orjson

from engine.errors import BrokenHistory, EnvironmentUnusable
from engine.store.log import Vault

TABLE = "carried"
MADE = f"CREATE TABLE {TABLE} (wrapped BLOB NOT NULL, sealed BLOB NOT NULL) STRICT"
"As SQLite's own catalogue says it back."
SUBJECT = "files carried by a backup"
"Whose the key is; no stream has that name."


def carry(copy: Path, log: str, vault: Vault, files: Mapping[str, str]) -> None:
    """Put files into a copy: name → text."""
    wrapped = vault.new_key(log, SUBJECT)
    sealed = vault.subject_key(log, SUBJECT, wrapped).seal(orjson.dumps(dict(files)), SUBJECT, 0)
    vault.forget(log, SUBJECT)
    try:
        with closing(sqlite3.connect(copy)) as link, link:
            link.execute(MADE)
            link.execute(f"INSERT INTO {TABLE} VALUES (?, ?)", (wrapped, sealed))  # noqa: S608 -- a constant
    except sqlite3.Error as error:
        raise EnvironmentUnusable(
            "La copie {path} ne peut pas être écrite.", "Libérer de la place, puis recommencer.", path=copy.name
        ) from error


def take_out(copy: Path) -> tuple[bytes, bytes] | None:
    """Take what a copy carries out of it, still sealed; None where it carries nothing."""
    with closing(sqlite3.connect(copy)) as link, link:
        made = link.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (TABLE,)).fetchone()
        # Any other table of that name is told as what was added to the database.
        if made is None or made[0] != MADE:
            return None
        found = link.execute(f"SELECT wrapped, sealed FROM {TABLE}").fetchone()  # noqa: S608 -- a constant
        link.execute(f"DROP TABLE {TABLE}")
    return None if found is None else (bytes(found[0]), bytes(found[1]))


def opened(held: tuple[bytes, bytes] | None, log: str, vault: Vault) -> dict[str, str]:
    """The files that were carried.

    Raises:
        EnvironmentUnusable: they aren't those of this log, or were changed.
    """
    if held is None:
        return {}
    wrapped, sealed = held
    try:
        return {
            str(name): str(text)
            for name, text in orjson.loads(vault.subject_key(log, SUBJECT, wrapped).open(sealed, SUBJECT, 0)).items()
        }
    except (BrokenHistory, ValueError, AttributeError) as error:
        raise EnvironmentUnusable(
            "Les brouillons de cette sauvegarde ont été changés : elle n'est pas remise.",
            "Prendre une autre sauvegarde.",
        ) from error
    finally:
        vault.forget(log, SUBJECT)
