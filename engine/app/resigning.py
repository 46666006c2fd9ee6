"""Another signing key: drawn, put to work in the log, then in the place of the old one's file.

In that order, so that a cut at any moment leaves a key that signs; done again, it goes on from where it was cut. The
old key is kept beside, under its own name: it has nothing left to sign, and shows that the new one follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import UsageError
from engine.store.resigning import hand_over
from engine.store.rotating import sealed_by
from engine.store.transaction import Stamp
from engine.vault.keys import put_in_place
from engine.vault.sealing import Vault
from engine.vault.signing import VARIABLE, SigningKey, create_signing_file, find_signing_key


@dataclass(frozen=True, slots=True)
class Succession:
    """A signing key replaced."""

    before: str
    "The public key that signed."
    after: str
    "The public key that signs."
    lost: bool
    "Whether the old one wasn't there to say so."
    kept: Path | None
    "Where the old key is kept; None when it is lost."


def renew_signing_key(
    url: str,
    vault_of: Callable[[SigningKey | None], Vault],
    path: Path,
    environ: Mapping[str, str],
    stamp: Stamp,
    *,
    lost: bool,
) -> Succession:
    """Put a new signing key in the place of the one of this file; `vault_of` carries the key that it is given.

    Raises:
        UsageError: the key comes from the environment, and has no file to be replaced.
        EnvironmentUnusable: the old key isn't there and wasn't said to be lost; the log is as it was.
    """
    if environ.get(VARIABLE):
        raise UsageError(
            "La clé de signature est donnée par {variable} : elle n'a pas de fichier à remplacer.",
            "L'écrire dans son fichier, retirer la variable, et recommencer.",
            variable=VARIABLE,
        )
    # Asked first: no key is left behind for a database that can't be opened.
    sealed_by(url)
    drawn = path.with_name(f"{path.name}.new")
    new = find_signing_key(drawn, {}) or create_signing_file(drawn)
    old = find_signing_key(path, {})
    before = hand_over(url, vault_of(old), vault_of(new), new, stamp, lost=lost)
    kept = None
    if old is not None:
        kept = path.with_name(f"{path.name}.{old.public[:8]}")
        put_in_place(path, kept)
    put_in_place(drawn, path)
    lost = old is None or before not in (old.public, new.public)
    return Succession(before, new.public, lost, kept)
