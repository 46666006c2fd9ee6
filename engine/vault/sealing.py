"""Sealing: what is private about a subject, encrypted under a key of its own, itself wrapped by the master key.

Knows bytes, keys and names; knows neither events nor databases. AES-256-GCM throughout. Every ciphertext is bound to
the log, the subject, the stream and the sequence it was written for: moved elsewhere it no longer opens. Destroying
the wrapped key of a subject makes all that was sealed under it unreadable for ever.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine.errors import BrokenHistory, Said
from engine.vault.keys import KEY_BYTES, MasterKey
from engine.vault.signing import SigningKey

NONCE_BYTES = 12
MAC_BYTES = 16
PADDING = 64
"Clear texts are padded with spaces to a multiple of this: the length of a choice would tell which one it is."

_EVENT = b"event"
_COPY = b"copy"
_SCAN = b"attachment"


class SubjectKey:
    """What seals and opens the private values of one subject of one log.

    `rows` is what tags rows of the database with, of the log's own key (`engine.store.bound`).
    """

    __slots__ = ("_bound", "_cipher", "_mac", "_random", "_synthetic", "rows")

    def __init__(self, secret: bytes, log: str, subject: str, random: Callable[[int], bytes]) -> None:
        self._bound = f"{log}\n{subject}\n".encode()
        self._random = random
        # One secret, four uses, four keys: none of them says anything about another.
        self._cipher = AESGCM(hmac.digest(secret, b"baom seal 1", "sha256"))
        self._mac = hmac.digest(secret, b"baom mac 1", "sha256")
        self._synthetic = hmac.digest(secret, b"baom nonce 1", "sha256")
        self.rows = hmac.digest(secret, b"baom row 1", "sha256")

    def seal(self, clear: bytes, stream: str, sequence: int) -> bytes:
        """Seal JSON for one event, under a random nonce; two seals of one text differ."""
        return self._sealed(clear, self._random(NONCE_BYTES), self._context(_EVENT, stream, sequence))

    def open(self, sealed: bytes, stream: str, sequence: int) -> bytes:
        """The JSON that `seal` was given.

        Raises:
            BrokenHistory: the bytes are not those sealed for this subject, stream and sequence.
        """
        return self._opened(sealed, self._context(_EVENT, stream, sequence), stream, sequence)

    def seal_copy(self, clear: bytes, stream: str, sequence: int) -> bytes:
        """Seal JSON for a projection: the same text at the same place gives the same bytes.

        A projection is rebuilt byte for byte, so its nonce is drawn from the text and the place by a keyed hash:
        it repeats only when both do, and then the whole ciphertext repeats, which tells nothing new.
        """
        context = self._context(_COPY, stream, sequence)
        nonce = hmac.digest(self._synthetic, context + b"\n" + clear, "sha256")[:NONCE_BYTES]
        return self._sealed(clear, nonce, context)

    def open_copy(self, sealed: bytes, stream: str, sequence: int) -> bytes:
        """The JSON that `seal_copy` was given; raises as `open` does."""
        return self._opened(sealed, self._context(_COPY, stream, sequence), stream, sequence)

    def seal_scan(self, clear: bytes, stream: str, scan: str) -> bytes:
        """Seal the scan of a paper, whatever its bytes; its length stands beside it and hides nothing."""
        nonce = self._random(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, clear, self._scan_context(stream, scan))

    def open_scan(self, sealed: bytes, stream: str, scan: str) -> bytes:
        """The bytes that `seal_scan` was given.

        Raises:
            BrokenHistory: they are not those sealed for this subject, case and scan.
        """
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], self._scan_context(stream, scan))
        except (InvalidTag, ValueError) as error:
            raise BrokenHistory(
                stream, 0, Said("Le scan {scan} ne s'ouvre pas : il a été changé ou déplacé.", scan=scan)
            ) from error

    def mac(self, body: bytes) -> bytes:
        """A keyed hash of 16 bytes: compares two demands without keeping either."""
        return hmac.digest(self._mac, body, "sha256")[:MAC_BYTES]

    def _context(self, purpose: bytes, stream: str, sequence: int) -> bytes:
        # Identifiers hold no line feed, so that no two places share one context.
        return b"%b\n%b%b\n%d" % (purpose, self._bound, stream.encode(), sequence)

    def _scan_context(self, stream: str, scan: str) -> bytes:
        return b"%b\n%b%b\n%b" % (_SCAN, self._bound, stream.encode(), scan.encode())

    def _sealed(self, clear: bytes, nonce: bytes, context: bytes) -> bytes:
        padded = clear + b" " * (-len(clear) % PADDING)
        return nonce + self._cipher.encrypt(nonce, padded, context)

    def _opened(self, sealed: bytes, context: bytes, stream: str, sequence: int) -> bytes:
        try:
            padded = self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
        except (InvalidTag, ValueError) as error:
            raise BrokenHistory(
                stream, sequence, "Les valeurs scellées ne s'ouvrent pas : elles ont été changées ou déplacées."
            ) from error
        return padded.rstrip(b" ")


class Vault:
    """The master key at work: makes the data keys of subjects, wraps and unwraps them. Carries the signing key.

    Unwrapped keys are kept, the oldest ones dropped beyond `kept`. Safe to share between threads.
    """

    __slots__ = ("_kept", "_keys", "_make_signing", "_making_room", "_master", "_random", "key_id", "signing")

    def __init__(
        self,
        master: MasterKey,
        random: Callable[[int], bytes] = os.urandom,
        *,
        signing: SigningKey | None = None,
        make_signing: Callable[[], SigningKey] | None = None,
        kept: int = 4096,
    ) -> None:
        self._master = AESGCM(master.secret)
        self._random = random
        self._kept = kept
        self._keys: dict[tuple[str, str, bytes], SubjectKey] = {}
        self._making_room = Lock()
        self.key_id = master.key_id
        self.signing = signing
        self._make_signing = make_signing

    def begin_signing(self) -> None:
        """Make a signing key where there is none yet, for a log that nothing signs yet."""
        if self.signing is None and self._make_signing is not None:
            self.signing = self._make_signing()

    def new_key(self, log: str, subject: str) -> bytes:
        """A new data key for a subject, wrapped: the only form in which it is ever stored."""
        nonce = self._random(NONCE_BYTES)
        return nonce + self._master.encrypt(nonce, self._random(KEY_BYTES), _wrapping(log, subject))

    def subject_key(self, log: str, subject: str, wrapped: bytes) -> SubjectKey:
        """Unwrap a subject's key.

        Raises:
            BrokenHistory: the wrapped key was changed, or belongs to another subject or log.
        """
        place = (log, subject, wrapped)
        known = self._keys.get(place)
        if known is not None:
            return known
        key = SubjectKey(self._unwrapped(log, subject, wrapped), log, subject, self._random)
        with self._making_room:
            while len(self._keys) >= self._kept:
                del self._keys[next(iter(self._keys))]
            self._keys[place] = key
        return key

    def rewrapped(self, log: str, subject: str, wrapped: bytes, new: Vault) -> bytes:
        """A subject's key, wrapped by another master key; what it sealed stays as it is. Raises as `subject_key`."""
        nonce = self._random(NONCE_BYTES)
        secret = self._unwrapped(log, subject, wrapped)
        return nonce + new._master.encrypt(nonce, secret, _wrapping(log, subject))

    def _unwrapped(self, log: str, subject: str, wrapped: bytes) -> bytes:
        try:
            return self._master.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _wrapping(log, subject))
        except (InvalidTag, ValueError) as error:
            raise BrokenHistory(subject, 0, "La clé de cette personne a été changée, ou vient d'ailleurs.") from error

    def forget(self, log: str, subject: str) -> None:
        """Drop the unwrapped key of a subject from memory: it was destroyed."""
        with self._making_room:
            for place in [place for place in self._keys if place[:2] == (log, subject)]:
                del self._keys[place]


def _wrapping(log: str, subject: str) -> bytes:
    return f"key\n{log}\n{subject}".encode()
