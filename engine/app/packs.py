"""A pack (*colis*): the file by which the referential goes from those who write it to desks with other databases.

Two lines of text. The first names the format, the key and its signature; the second, canonical JSON, holds all the
rest. Nothing is packed tight, so that nothing can swell.

    {"format":"baom-pack","key":…,"shape":1,"signature":…}
    {"files":[…],"grammar":1,"made_at":…,"origin":{…},"pathways":[…],…}

Knows what a pack is and how it is written; `engine.app.unpacking` reads one.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from typing import NamedTuple

import orjson

from engine.core.events import Json
from engine.core.resolved import FORMAT as SHAPE_OF_DEFINITIONS
from engine.vault.notes import in_groups, short_code
from engine.vault.signing import SigningKey

FORMAT = "baom-pack"
SHAPE = 1


class Origin(NamedTuple):
    """Where a pack was made."""

    log_id: str
    name: str
    "As its makers call themselves; empty where they didn't say."


@dataclass(frozen=True, slots=True)
class PackedPathway:
    """The newest version of a pathway, as it was published."""

    process: str
    version: int
    digest: str
    resolved: str
    "The published form: the text whose SHA-256 is the digest."
    text: str
    "The file that it was written in."
    published_at: str
    role: str
    "Of whoever published it; no name leaves a base."
    reason: str
    before: tuple[str, ...]
    "Digests of the versions that it follows there."


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file that is put in service by itself: offices, holidays, a form."""

    name: str
    text: str
    edited: bool
    "Put in service there; otherwise it is the one that came with the program."
    reason: str
    before: tuple[str, ...]
    "SHA-256 of the texts that it follows there."

    @property
    def sha256(self) -> str:
        """By which its text is known."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Pack:
    """What one file holds."""

    origin: Origin
    serial: int
    "Counted there, from 1: an older file is told from a newer one."
    made_at: str
    program: str
    training: bool
    territory: str
    pathways: tuple[PackedPathway, ...]
    files: tuple[PackedFile, ...]
    key: str = ""
    "The public key that signed it."
    sha256: str = ""
    "Of its second line: what two people agree to."

    @property
    def signed(self) -> bytes:
        """What its key signed."""
        return signed_of(self.key, self.sha256)

    @property
    def code(self) -> str:
        """What is read out on the telephone: it stands for the key and for all that is in the file."""
        return in_groups(short_code(self.signed))


def write_pack(pack: Pack, key: SigningKey) -> tuple[bytes, Pack]:
    """The bytes of a pack, and the pack with its key and hash."""
    body = canonical(body_of(pack))
    made = replace(pack, key=key.public, sha256=hashlib.sha256(body).hexdigest())
    signature = base64.b64encode(key.sign(signed_of(made.key, made.sha256))).decode()
    head = canonical({"format": FORMAT, "shape": SHAPE, "key": made.key, "signature": signature})
    return head + b"\n" + body + b"\n", made


def signed_of(key: str, sha256: str) -> bytes:
    """What is signed of a body that has this hash: the key too, so that the code of the one isn't that of another."""
    return f"baom pack {SHAPE}\n{key}\n{sha256}\n".encode()


def canonical(value: Json) -> bytes:
    """JSON as RFC 8785 writes it, of a value whose keys are plain words.

    Events want their texts composed (NFC) as well; a source is kept here as it was written, for its hash's sake.
    """
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER)


def body_of(pack: Pack) -> dict[str, Json]:
    """All that a pack says, but for who signed it."""
    return {
        "origin": pack.origin._asdict(),
        "serial": pack.serial,
        "made_at": pack.made_at,
        "program": pack.program,
        "grammar": SHAPE_OF_DEFINITIONS,
        "training": pack.training,
        "territory": pack.territory,
        "pathways": [
            {
                "process": each.process,
                "version": each.version,
                "digest": each.digest,
                "resolved": each.resolved,
                "text": each.text,
                "published_at": each.published_at,
                "role": each.role,
                "reason": each.reason,
                "before": list(each.before),
            }
            for each in pack.pathways
        ],
        "files": [
            {
                "name": each.name,
                "text": each.text,
                "edited": each.edited,
                "reason": each.reason,
                "before": list(each.before),
            }
            for each in pack.files
        ],
    }
