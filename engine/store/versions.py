"""The version of a database's tables, told at each opening without loading what migrates them."""

from __future__ import annotations

from engine.errors import EnvironmentUnusable, OlderDatabase, Said
from engine.store.connect import Database, Link

VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"Every version released, oldest first; each has its migration, and its schema is kept as a fixture of the tests."

CURRENT = VERSIONS[-1]


def version_of(database: Database, link: Link) -> str | None:
    """The version of the tables; None where there are none of ours."""
    catalogue = (
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
        if database.dialect == "sqlite"
        else "SELECT count(*) FROM information_schema.tables"
        " WHERE table_schema = current_schema() AND table_name = 'alembic_version'"
    )
    row = link.execute(catalogue).fetchone()
    if row is None or row[0] == 0:
        return None
    found = link.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if found is None else str(found[0])


def require_current(database: Database, link: Link) -> None:
    """Refuse a database that isn't of this version; raises EnvironmentUnusable, OlderDatabase, with what to do."""
    version = version_of(database, link)
    if version is None:
        raise EnvironmentUnusable(
            "Cette base n'est pas encore faite.", "La faire : baom db init --training, ou vérifier --db et BAOM_DB."
        )
    require_known(version)
    if version != CURRENT:
        raise OlderDatabase(
            "Cette base est d'une version plus ancienne ({version}, au lieu de {current}).",
            _how_to_upgrade(database),
            version=version,
            current=CURRENT,
        )


def _how_to_upgrade(database: Database) -> Said:
    """The commands that save and upgrade it. A file is named: not every command was given its name (`baom demo`).

    A server's address isn't repeated, it may hold a password; and its older tables are saved by its own tools.
    """
    if database.path is None:
        return Said("La sauvegarder (pg_dump), puis la mettre à niveau : baom db upgrade.")
    here = f'--db "{database.path}"'
    return Said(
        "La sauvegarder, puis la mettre à niveau : baom db backup {here} avant.db, puis baom db upgrade {here}",
        here=here,
    )


def require_known(version: str) -> None:
    """Refuse a database written by a newer program."""
    if version not in VERSIONS:
        raise EnvironmentUnusable(
            "Cette base a été écrite par une version plus récente du logiciel ({version}).",
            "Installer la dernière version du logiciel ; cette base n'a pas été touchée.",
            version=version,
        )
