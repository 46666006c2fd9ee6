"""A pack read: bounded, its signature tried before a word of it is believed, and then judged all the same.

The signature is of the very bytes of the second line: nothing that whoever signed didn't write reaches what follows.
Whom one trusts, and what stands here already, is for `engine.app.receiving` to know.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from engine.app.packs import (
    FORMAT,
    SHAPE,
    Origin,
    Pack,
    PackedFile,
    PackedPathway,
    body_of,
    canonical,
    signed_of,
)
from engine.app.publishing import existing
from engine.core.events import Json
from engine.core.resolved import FORMAT as GRAMMAR
from engine.core.values import is_visible, one_line
from engine.errors import AlteredProposal, EnvironmentUnusable, Said, UsageError, why_not
from engine.reader.letters import MAX_BYTES
from engine.vault.signing import public_key

MOST_BYTES = 12 * 1024 * 1024
"Five times the whole referential; as much as a page takes in."
MOST_FORM = 1_600_000
"Characters of the published form of a pathway, with all that it names: eight times the longest of ours."
MOST_PATHWAYS, MOST_FILES = 100, 400
"Ten times ours."
MOST_BEFORE = 500
"Versions that one thing follows."
MOST_NAME = 80
A_PACK = Said("le fichier d'un colis, que baom process pack a écrit")
_FIRST_LINE = 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LOG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_PROCESS = re.compile(r"[a-z][a-z0-9_]{0,47}")
_FILE = re.compile(
    r"forms/forms\.yaml|forms/[a-z][a-z0-9_]{0,47}\.[a-z]{2}\.md\.j2"
    r"|territories/[a-z][a-z0-9_]{0,47}/(?:offices|holidays)\.yaml"
)
"The files of a referential that are put in service by themselves; nothing here ever names a place on a disk."
_MOMENT = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z")
_BIGGEST = 10**9


def read_pack(path: Path) -> Pack:
    """The pack that a file holds.

    Raises:
        UsageError: it is no pack, too big, or made by a newer program.
        AlteredProposal: it isn't as it was signed.
        EnvironmentUnusable: it can't be read.
    """
    try:
        with existing(path, A_PACK).open("rb") as file:
            held = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise EnvironmentUnusable(
            "Le fichier {path} ne peut pas être lu : {why}.", "Le recopier.", path=path, why=why_not(error)
        ) from error
    return pack_of(held)


def pack_of(held: bytes) -> Pack:
    """The pack that some bytes are; raises as `read_pack`."""
    if len(held) > MOST_BYTES:
        raise _no_pack(Said("il est trop gros"))
    head, _, body = held.partition(b"\n")
    key, signature = _head(head)
    if not body.endswith(b"\n"):
        raise _altered(Said("sa fin manque"))
    body = body[:-1]
    sha256 = hashlib.sha256(body).hexdigest()
    if not public_key(key)(signature, signed_of(key, sha256)):
        raise _altered(Said("sa signature n'est pas la sienne"))
    # Signed, and still judged: a key may be in the wrong hands.
    with suppress(ValueError, TypeError, KeyError, RecursionError):
        read = orjson.loads(body)
        _require_this_program(read)
        # What is canonical has no name twice, no blank that hides, no number that two programs read differently.
        if canonical(read) == body:
            return replace(_pack(read), key=key, sha256=sha256)
    raise _no_pack(Said("il n'est pas écrit comme ce programme les écrit"))


def _head(line: bytes) -> tuple[str, bytes]:
    with suppress(ValueError, TypeError, KeyError, RecursionError, binascii.Error):
        head = orjson.loads(line) if len(line) <= _FIRST_LINE else None
        if isinstance(head, dict) and head.get("format") == FORMAT:
            if head["shape"] != SHAPE:
                raise _newer()
            signature = base64.b64decode(head["signature"], validate=True)
            key = _matched(head["key"], _DIGEST)
            if canonical({"format": FORMAT, "shape": SHAPE, "key": key, "signature": head["signature"]}) == line:
                return key, signature
    raise _no_pack(Said("il ne commence pas comme un colis"))


def _require_this_program(read: Any) -> None:
    if isinstance(read, dict) and type(read.get("grammar")) is int and read["grammar"] > GRAMMAR:
        raise _newer()


def _pack(read: Json) -> Pack:
    """Raises ValueError, TypeError or KeyError for what isn't what `body_of` writes."""
    pack = Pack(
        Origin(_matched(read["origin"]["log_id"], _LOG), _name(read["origin"]["name"])),
        _count(read["serial"]),
        _moment(read["made_at"]),
        _name(read["program"]),
        _flag(read["training"]),
        _matched(read["territory"], _PROCESS),
        tuple(_pathway(each) for each in _some(read["pathways"], MOST_PATHWAYS)),
        tuple(_file(each) for each in _some(read["files"], MOST_FILES)),
    )
    names = [*(each.process for each in pack.pathways), *(each.name for each in pack.files)]
    # A file of another territory would be put in service without having been judged.
    of_elsewhere = [name for name in names if name.startswith("territories/") and name.split("/")[1] != pack.territory]
    # Whatever else it holds isn't of this format, and nothing is named twice.
    if body_of(pack) != read or len(names) != len(set(names)) or of_elsewhere:
        raise ValueError("another format")
    return pack


def _pathway(read: Json) -> PackedPathway:
    found = PackedPathway(
        _matched(read["process"], _PROCESS),
        _count(read["version"]),
        _matched(read["digest"], _DIGEST),
        _text(read["resolved"], MOST_FORM),
        _text(read["text"]),
        _moment(read["published_at"]),
        _matched(read["role"], _PROCESS),
        _text(read["reason"]),
        _digests(read["before"]),
    )
    content = found.resolved.encode()
    held = orjson.loads(content)
    says = (found.process, found.version, hashlib.sha256(found.text.encode()).hexdigest())
    same = says == (held["process"]["process"], held["process"]["version"], held["source_sha256"])
    if not same or hashlib.sha256(content).hexdigest() != found.digest:
        raise ValueError("not what it is said to be")
    return found


def _file(read: Json) -> PackedFile:
    return PackedFile(
        _matched(read["name"], _FILE),
        _text(read["text"]),
        _flag(read["edited"]),
        _text(read["reason"]),
        _digests(read["before"]),
    )


def _some(read: Json, most: int) -> list[Json]:
    if not isinstance(read, list) or len(read) > most:
        raise ValueError("no list, or too long")
    return read


def _digests(read: Json) -> tuple[str, ...]:
    return tuple(_matched(each, _DIGEST) for each in _some(read, MOST_BEFORE))


def _matched(read: Json, pattern: re.Pattern[str]) -> str:
    if not isinstance(read, str) or not pattern.fullmatch(read):
        raise ValueError("not as it is written")
    return read


def _text(read: Json, most: int = MAX_BYTES) -> str:
    if not isinstance(read, str) or len(read) > most:
        raise ValueError("no text, or too long")
    return read


def _name(read: Json) -> str:
    """What is told in the middle of a sentence: whoever sends it says nothing on a line of its own, nor backwards."""
    name = _text(read, MOST_NAME)
    if name != one_line(name) or (name and not is_visible(name)):
        raise ValueError("not a name of one line")
    return name


def _moment(read: Json) -> str:
    """A moment that there was; the calendar tells."""
    moment = _matched(read, _MOMENT)
    datetime.fromisoformat(moment)
    return moment


def _count(read: Json) -> int:
    if type(read) is not int or not 0 < read < _BIGGEST:
        raise ValueError("no count")
    return read


def _flag(read: Json) -> bool:
    if not isinstance(read, bool):
        raise ValueError("neither true nor false")
    return read


def _no_pack(why: Said) -> UsageError:
    return UsageError(
        "Ce fichier n'est pas un colis de parcours : {why}. Rien n'a été changé.",
        "Le demander de nouveau à qui l'a fait (baom process pack), et le recopier sans l'ouvrir.",
        why=why,
    )


def _altered(why: Said) -> AlteredProposal:
    return AlteredProposal(
        "Ce colis n'est plus tel qu'il a été signé : {why}. Rien n'a été changé.",
        "Ne pas s'en servir : le demander de nouveau à qui l'a fait, et chercher qui a pu le changer en chemin.",
        why=why,
    )


def _newer() -> UsageError:
    return UsageError(
        "Ce colis a été fait par un programme plus récent que celui-ci. Rien n'a été changé.",
        "Mettre à jour le programme, puis recommencer.",
    )
