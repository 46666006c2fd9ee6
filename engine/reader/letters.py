"""The bytes of a file to text, or the reasons why not: size, UTF-8, and characters that hide what is read.

Direction marks and joiners are let through: Arabic texts need them. Whether a place may hold them is for the grammar.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from engine.errors import Place, Problem, Said

MAX_BYTES = 400_000
"Three times the longest file of ours: a longer one, read while somebody types, would keep others waiting."
MAX_PROBLEMS = 20
"A file spoilt all over says so twenty times, no more."

DIRECTION_MARKS = re.compile("[\u200c-\u200f\u061c]")

# Control and format characters, but for tab, line ends, and the direction marks and joiners that Arabic texts
# need; with the separators that only YAML 1.1 takes for line ends, and the non-characters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]|\r(?!\n)"
)


def contents(path: Path, name: str) -> bytes | Problem:
    """The bytes of a file, or why they can't be read; a folder in its place is no file, nor a pipe nobody feeds."""
    if path.is_dir():
        return _unreadable(name, Said("c'est un dossier, non un fichier"), Said("Le déplacer ou le renommer."))
    if path.exists() and not path.is_file():
        return _unreadable(name, Said("ce n'est pas un fichier ordinaire"), Said("Le remplacer par un fichier."))
    try:
        return path.read_bytes()
    except PermissionError:
        return _unreadable(name, Said("sa lecture n'est pas permise"), Said("Changer ses droits d'accès."))
    except OSError:
        return _unreadable(name, Said("il a disparu, ou le disque ne le rend pas"), Said("Le remettre en place."))


def _unreadable(name: str, why: Said, remedy: Said) -> Problem:
    return Problem.told("E002", "error", Place(name, 1, 1), Said("ce fichier ne se lit pas : {why}.", why=why), remedy)


def decoded(text: str | bytes, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text, without the mark that some editors begin it with; None with the problems that forbid reading it."""
    start = Place(name, 1, 1)
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        what = Said("le fichier fait {size} octets ; la limite est de {most}.", size=size, most=MAX_BYTES)
        return None, (
            Problem.told("E100", "error", start, what, Said("Le découper, ou ôter ce qui n'en fait pas partie.")),
        )
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            return None, (_not_utf8(error, name),)
    text = text.removeprefix("\ufeff")  # some editors of Windows begin every file with it
    spoilt = tuple(_forbidden(text, name))
    # The parser stops at the first of these characters, with a poorer message: they are reported all, here.
    return (None if spoilt else text), spoilt


def _not_utf8(error: UnicodeDecodeError, name: str) -> Problem:
    before = error.object[: error.start]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    place = Place(name, before.count(b"\n") + 1, column)
    what = Said("l'octet 0x{byte} n'est pas de l'UTF-8.", byte=f"{error.object[error.start]:02X}")
    return Problem.told("E101", "error", place, what, Said("Enregistrer le fichier en UTF-8."))


def _forbidden(text: str, name: str) -> Iterator[Problem]:
    for found in islice(FORBIDDEN.finditer(text), MAX_PROBLEMS):
        line_start = text.rfind("\n", 0, found.start()) + 1
        line = text.count("\n", 0, found.start()) + 1
        yield forbidden_at(Place(name, line, found.start() - line_start + 1), found[0])


def forbidden_at(place: Place, character: str) -> Problem:
    """The problem that this character is, standing there."""
    name = unicodedata.name(character, "CONTROL")
    what = Said(
        "caractère invisible ou de contrôle U+{code} ({name}), interdit dans le référentiel.",
        code=f"{ord(character):04X}",
        name=name,
    )
    return Problem.told(
        "E102", "error", place, what, Said("L'effacer, et retaper le mot autour s'il vient d'un copier-coller.")
    )
