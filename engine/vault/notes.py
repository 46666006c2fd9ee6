"""Checkpoints as text: what is printed, sent and kept elsewhere, to say one day what a log held.

A checkpoint is a signed note of C2SP (tlog-checkpoint): three lines (origin, size, root) and the signature of the log's
key over them. The short code of the same three lines can be copied by hand. Knows text and keys; no log, no file.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from engine.errors import UsageError
from engine.vault.signing import SigningKey, public_key

CODE_LETTERS = 26
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"Crockford's base 32: no letter that is read as a digit."
_READ_AS = str.maketrans("OILoil", "011011", " -\u00a0\n\t")
_ED25519 = b"\x01"
_ROOT_BYTES = 32
_ORIGIN = re.compile(r"baom/([A-Za-z0-9][A-Za-z0-9._-]{0,63})")
_SIGNATURE = re.compile(r"— (\S+) ([A-Za-z0-9+/=]+)")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a log's tree: how many events, and the hash that covers them."""

    log_id: str
    size: int
    root: bytes

    @property
    def origin(self) -> str:
        """The name under which the log signs."""
        return f"baom/{self.log_id}"

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @property
    def code(self) -> str:
        """26 letters and digits that stand for the three lines."""
        return short_code(self.text.encode())


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint: a head, and the signatures under it: (name, the four bytes that tell the key, signature)."""

    head: Head
    signatures: tuple[tuple[str, bytes, bytes], ...]

    def signed_by(self, public: str) -> bool:
        """Whether the key of this public key signed it, under the log's own name."""
        told, signed = key_hint(self.head.origin, public), public_key(public)
        return any(
            (name, hint) == (self.head.origin, told) and signed(signature, self.head.text.encode())
            for name, hint, signature in self.signatures
        )


def short_code(message: bytes) -> str:
    """26 letters and digits that stand for what was signed: the first 130 bits of its SHA-256."""
    bits = int.from_bytes(hashlib.sha256(message).digest(), "big") >> (256 - 5 * CODE_LETTERS)
    return "".join(_LETTERS[bits >> 5 * place & 31] for place in reversed(range(CODE_LETTERS)))


def in_groups(code: str) -> str:
    """A short code as it is printed: in groups that an eye can hold."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def plain_code(typed: str) -> str:
    """A short code as it was typed: spaces and hyphens gone, an O read as 0, an I or an L as 1.

    Raises:
        UsageError: it isn't 26 letters and digits of that alphabet.
    """
    code = as_typed(typed)
    if len(code) != CODE_LETTERS or any(letter not in _LETTERS for letter in code):
        raise UsageError(
            "Le code d'un point de contrôle a {code_letters} chiffres et lettres, sans U.",
            "Le recopier en entier du papier ; les espaces ne comptent pas.",
            code_letters=CODE_LETTERS,
        )
    return code


def as_typed(typed: str) -> str:
    """What was typed for a short code, set right as far as it can be; it may be none at all."""
    return typed.translate(_READ_AS).upper()


def key_hint(name: str, public: str) -> bytes:
    """Four bytes by which a note tells which key signed it."""
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + bytes.fromhex(public)).digest()[:4]


def signed_note(head: Head, key: SigningKey) -> str:
    """The checkpoint of a head, signed."""
    return note_of(head, key.public, key.sign(head.text.encode()))


def note_of(head: Head, public: str, signature: bytes) -> str:
    """The checkpoint of a head, from the signature that the key of this public key made of it."""
    signed = base64.b64encode(key_hint(head.origin, public) + signature).decode()
    return f"{head.text}\n— {head.origin} {signed}\n"


def read_note(text: str) -> Note:
    """The checkpoint that a text holds; nothing is said yet of who signed it.

    Raises:
        UsageError: it is no checkpoint of ours, or not whole.
    """
    body, blank, below = text.replace("\r\n", "\n").partition("\n\n")
    with suppress(ValueError, binascii.Error):
        origin, size, root = body.split("\n")
        named = _ORIGIN.fullmatch(origin)
        head = Head(named[1] if named else "", int(size), base64.b64decode(root, validate=True))
        if named and blank and head.size >= 0 and len(head.root) == _ROOT_BYTES and head.text == f"{body}\n":
            return Note(head, tuple(_signatures(below)))
    raise UsageError(
        "Ce n'est pas un point de contrôle : trois lignes, une ligne vide et une signature sont attendues.",
        "Donner le fichier écrit par : baom audit checkpoint --out FICHIER.",
    )


def _signatures(text: str) -> Iterator[tuple[str, bytes, bytes]]:
    for line in text.splitlines():
        found = _SIGNATURE.fullmatch(line)
        if found is None:
            raise ValueError("no signature line")
        signed = base64.b64decode(found[2], validate=True)
        yield found[1], signed[:4], signed[4:]
