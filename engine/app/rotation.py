"""Another master key: drawn, put to work in the database, then in the place of the old one's file.

In that order, so that a cut at any moment leaves a database that exactly one of the two files opens; done again, it
goes on from where it was cut. The old key is kept beside, under its own name: the backups taken before need it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from engine.errors import EnvironmentUnusable, UsageError
from engine.store import rotating
from engine.store.transaction import Stamp
from engine.vault.keys import MasterKey, create_key_file, put_in_place, read_key_file, write_secret
from engine.vault.sealing import Vault


@dataclass(frozen=True, slots=True)
class Renewed:
    """A master key replaced."""

    before: str
    "The name of the old key."
    after: str
    keys: int
    "Data keys wrapped again; 0 when only the files were left to be put in place."
    file: Path
    "Where the new key is."
    kept: Path | None
    "Where the old key is kept for older backups; None when its file wasn't touched."


def renew_key(url: str, vault: Vault, old: MasterKey, key_file: Path, new_file: Path | None, stamp: Stamp) -> Renewed:
    """Put a new master key in the place of `old`, the one that `vault` holds.

    Without `new_file` the new key takes the place of `key_file`; with it the key is made there, or taken from there,
    and the file of the old one isn't touched.

    Raises:
        UsageError: the file named holds the key that is in use.
        EnvironmentUnusable: neither key opens the database, or a file can't be written; the database is as it was.
    """
    # Asked first: no key is left behind for a database that can't be opened.
    sealed_by = rotating.sealed_by(url)
    drawn = new_file or key_file.with_name(f"{key_file.name}.new")
    new = read_key_file(drawn) if drawn.exists() else create_key_file(drawn)
    if new.key_id == old.key_id:
        raise UsageError("C'est la clé déjà en service.", "Nommer un fichier qui n'existe pas encore.")
    if sealed_by not in (old.key_id, new.key_id):
        raise EnvironmentUnusable(
            "Cette base est scellée par la clé {sealed_by}, et la clé donnée est {key_id}. Rien n'a été changé.",
            "Donner la clé de cette base.",
            sealed_by=sealed_by,
            key_id=old.key_id,
        )
    kept = None if new_file is not None else _kept_aside(key_file, old)
    keys = 0
    if sealed_by == old.key_id:
        wrapped = partial(vault.rewrapped, new=Vault(new, signing=vault.signing))
        keys = rotating.rotate(url, vault, wrapped, new.key_id, stamp).keys
    if new_file is None:
        put_in_place(drawn, key_file)
    return Renewed(old.key_id, new.key_id, keys, new_file or key_file, kept)


def _kept_aside(key_file: Path, old: MasterKey) -> Path:
    """A copy of the old key under its own name, on disk before anything else changes."""
    kept = key_file.with_name(f"{key_file.name}.{old.key_id}")
    if not kept.exists():
        write_secret(kept, old.secret)
    return kept
