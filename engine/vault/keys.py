"""The master key: made once, read at each start, never beside the database unless somebody puts it there.

Knows files and the environment; knows neither databases nor what is sealed. The key is 32 random bytes, written as
one line of base64 in a file readable by its owner only, or given by `BAOM_MASTER_KEY` (base64 or hexadecimal).
On Windows the file takes the rights of its folder: keep it inside the user's own profile.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import EnvironmentUnusable, why_not

VARIABLE = "BAOM_MASTER_KEY"
KEY_BYTES = 32
_OTHERS_CAN_READ = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class MasterKey:
    """The key that wraps the data keys of all subjects."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise ValueError(f"a master key is {KEY_BYTES} bytes long, not {len(self.secret)}")

    @property
    def key_id(self) -> str:
        """Eight hexadecimal digits that name the key without telling it: a wrong key is no corrupted database."""
        return hashlib.sha256(b"baom master key 1\x00" + self.secret).hexdigest()[:8]


def create_key_file(path: Path, random: Callable[[int], bytes] = os.urandom) -> MasterKey:
    """Draw a key and write it in a new file, readable by its owner only, on disk before it is used.

    Raises:
        EnvironmentUnusable: the file exists already (a key is never overwritten: what it sealed would be lost),
            or can't be written.
    """
    key = MasterKey(random(KEY_BYTES))
    write_secret(path, key.secret)
    return key


def write_secret(path: Path, secret: bytes) -> None:
    """Write a secret in a new file, readable by its owner only, on disk before it is used; raises as above."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists():
            raise EnvironmentUnusable(
                "Le fichier de clé {path} existe déjà : il n'est jamais remplacé.",
                "Employer cette clé, ou en nommer une autre ; ne jamais effacer une clé qui a servi.",
                path=path,
            )
        # Should one appear meanwhile, O_EXCL refuses it.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise EnvironmentUnusable(
            "Le fichier de clé {path} ne peut pas être créé : {why}.",
            "Choisir un dossier où l'on peut écrire, hors du dossier de la base.",
            path=path,
            why=why_not(error),
        ) from error
    try:
        os.write(handle, base64.b64encode(secret) + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    _sync_folder(path.parent)


def put_in_place(drawn: Path, path: Path) -> None:
    """Let a key file take the place of another, whole: whoever reads meanwhile finds one of them.

    Raises:
        EnvironmentUnusable: it can't be done.
    """
    try:
        drawn.replace(path)
    except OSError as error:
        raise EnvironmentUnusable(
            "La clé {drawn} est en service, mais n'a pas pu prendre la place de {path} : {why}.",
            "Recommencer, ou l'y mettre à la main.",
            drawn=drawn,
            path=path,
            why=why_not(error),
        ) from error
    _sync_folder(path.parent)


def read_key_file(path: Path) -> MasterKey:
    """Read the key of a file.

    Raises:
        EnvironmentUnusable: absent, unreadable, of a wrong length, or readable by others than its owner.
    """
    return MasterKey(read_secret(path, VARIABLE))


def read_secret(path: Path, variable: str) -> bytes:
    """The 32 bytes of a file of key; raises as `read_key_file`, and says by which variable it can be given instead."""
    try:
        if os.name == "posix" and path.stat().st_mode & _OTHERS_CAN_READ:
            raise EnvironmentUnusable(
                "Le fichier de clé {path} est lisible par d'autres que son propriétaire.",
                "Le fermer : chmod 600 {path}",
                path=path,
            )
        text = path.read_text(encoding="ascii", errors="replace")
    except FileNotFoundError as error:
        raise EnvironmentUnusable(
            "Le fichier de clé {path} est introuvable.",
            "Le remettre à sa place depuis sa sauvegarde, ou donner la clé par {variable}.",
            path=path,
            variable=variable,
        ) from error
    except OSError as error:
        raise EnvironmentUnusable(
            "Le fichier de clé {path} ne peut pas être lu : {why}.",
            "Vérifier à qui appartient ce fichier.",
            path=path,
            why=why_not(error),
        ) from error
    return secret_of(text, f"Le fichier de clé {path}")


def find_master_key(path: Path, environ: Mapping[str, str]) -> MasterKey:
    """The key of the environment when it gives one, else that of the file; raises as `read_key_file` does."""
    given = environ.get(VARIABLE)
    return MasterKey(secret_of(given, f"La variable {VARIABLE}")) if given else read_key_file(path)


def secret_of(text: str, origin: str) -> bytes:
    """Read 32 bytes from base64 or hexadecimal; their lengths (44 and 64 characters) tell them apart."""
    word = text.strip()
    with contextlib.suppress(ValueError, binascii.Error):
        secret = bytes.fromhex(word) if len(word) == 2 * KEY_BYTES else base64.b64decode(word, validate=True)
        if len(secret) == KEY_BYTES:
            return secret
    # The word itself is never shown: it may be a key with one letter too many.
    raise EnvironmentUnusable(
        "{origin} ne contient pas une clé : {key_bytes} octets en base64 ou en hexadécimal sont attendus.",
        "Remettre la clé depuis sa sauvegarde, sans y ajouter de texte.",
        origin=origin,
        key_bytes=KEY_BYTES,
    )


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut; Windows does it with the file, and opens no folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
