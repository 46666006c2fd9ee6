"""A key that lasts as long as the program, in the memory of its processes alone: what it sealed is noise afterwards.

For what has to lie on a disk for a moment on its way. Knows bytes and places; not where either is kept.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine.errors import EnvironmentUnusable

SECRET_BYTES = 32
NONCE_BYTES = 12
OVERHEAD = NONCE_BYTES + 16
"Bytes by which what is sealed is longer than what was."


@dataclass(frozen=True, slots=True)
class PassingKey:
    """Such a key; handed from process to process as it is, and never written."""

    secret: bytes = field(default_factory=lambda: os.urandom(SECRET_BYTES), repr=False)

    def seal(self, clear: bytes, place: str) -> bytes:
        """Seal for one place."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self.secret).encrypt(nonce, clear, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """What was sealed for this very place.

        Raises:
            EnvironmentUnusable: it was changed, moved, or sealed by another key.
        """
        try:
            return AESGCM(self.secret).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError) as error:
            raise EnvironmentUnusable(
                "Ce qui avait été préparé ne se lit plus : le dossier temporaire du serveur a été changé.",
                "Le demander de nouveau.",
            ) from error
