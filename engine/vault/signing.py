"""The signing key: what shows that a step was written by this desk's program, and by nobody who only holds the file.

Ed25519. The key is 32 random bytes in a file of its own, beside the master key and never in the database, or given by
`BAOM_SIGNING_KEY` (base64 or hexadecimal); the two keys are apart, because whoever restores or reads a database needs
the first alone. The public key is no secret: it is printed, and what was printed decides, not what a database says.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from engine.errors import EnvironmentUnusable
from engine.vault.keys import KEY_BYTES, read_secret, secret_of, write_secret

VARIABLE = "BAOM_SIGNING_KEY"


class SigningKey:
    """The key that signs the events of a log, and the heads of its tree."""

    __slots__ = ("public", "sign")

    public: str
    "The public key, as 64 hexadecimal digits."
    sign: Callable[[bytes], bytes]
    "The signature of some bytes, 64 bytes; the same for the same bytes."

    def __init__(self, secret: bytes) -> None:
        key = Ed25519PrivateKey.from_private_bytes(secret)
        self.public = key.public_key().public_bytes_raw().hex()
        # The library's own method: a step signs each of its events, and a call between would show.
        self.sign = key.sign


def create_signing_file(path: Path, random: Callable[[int], bytes] = os.urandom) -> SigningKey:
    """Draw a key and write it in a new file, readable by its owner only.

    Raises:
        EnvironmentUnusable: the file exists already (a key is never overwritten: the log would be cut in two), or
            can't be written.
    """
    secret = random(KEY_BYTES)
    write_secret(path, secret)
    return SigningKey(secret)


def find_signing_key(path: Path, environ: Mapping[str, str]) -> SigningKey | None:
    """The key of the environment when it gives one, else that of the file; None when there is neither.

    Without it a database can be read and not written.

    Raises:
        EnvironmentUnusable: what is given is no key, or a file that others than its owner can read.
    """
    given = environ.get(VARIABLE)
    if given:
        return SigningKey(secret_of(given, f"La variable {VARIABLE}"))
    return SigningKey(read_secret(path, VARIABLE)) if path.exists() else None


def public_key(word: str) -> Callable[[bytes, bytes], bool]:
    """What tells whether a signature of some bytes was made by the key of this public key (64 hexadecimal digits).

    Raises:
        EnvironmentUnusable: it is no public key.
    """
    try:
        verify = Ed25519PublicKey.from_public_bytes(bytes.fromhex(word)).verify
    except ValueError as error:
        raise EnvironmentUnusable(
            "Ce n'est pas une clé publique : 64 chiffres hexadécimaux sont attendus.",
            "La recopier du papier où elle a été imprimée, ou la relire : baom audit checkpoint.",
        ) from error

    def signed(signature: bytes, message: bytes) -> bool:
        try:
            verify(signature, message)
        except InvalidSignature:
            return False
        return True

    return signed
