"""A scan as it is kept: recognised by its content, drawn or written anew in a child process, or refused in words.

The file is handed over in memory, and comes back in memory: it never stands on a disk in clear.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.errors import RefusedScan, Said
from engine.scans.limits import LARGEST, PAGES, PIXELS, WALL_SECONDS, Media, Refusal, RefusedScanError, Removed, kind_of

_CHILD = Path(__file__).with_name("child.py")
_PRINT = Said(
    "L'imprimer dans un nouveau PDF (« Microsoft Print to PDF », « Enregistrer en PDF »), puis joindre celui-ci."
)
_AGAIN = Said("Scanner ou photographier la pièce de nouveau, puis joindre ce fichier-là.")
_SAYINGS: dict[Refusal, tuple[Said, Said]] = {
    "empty": (Said("Ce fichier est vide."), _AGAIN),
    "too_large": (
        Said("Ce fichier dépasse {limit} Mo.", limit=LARGEST // 1024 // 1024),
        Said(
            "Scanner en 200 points par pouce, en noir et blanc ou en niveaux de gris, ou joindre les pages une à une."
        ),
    ),
    "wrong_type": (Said("Ce fichier n'est ni un PDF, ni une image JPEG ou PNG, quel que soit son nom."), _AGAIN),
    "heic": (
        Said("C'est une photographie HEIC d'iPhone, que peu de postes savent lire."),
        Said(
            "Sur le téléphone : Réglages, Appareil photo, Formats, « Le plus compatible » ; puis photographier de "
            "nouveau."
        ),
    ),
    "office": (Said("C'est un document de bureautique ou une archive, pas un scan."), _PRINT),
    "image": (
        Said("Cette sorte d'image n'est pas gardée : seulement PDF, JPEG et PNG."),
        Said("L'enregistrer en JPEG ou en PNG."),
    ),
    "damaged": (Said("Ce fichier est abîmé ou incomplet : il ne peut pas être lu jusqu'au bout."), _AGAIN),
    "pixels": (
        Said("Cette image a plus de {limit} millions de points.", limit=PIXELS // 1_000_000),
        Said("Scanner en 300 points par pouce au plus."),
    ),
    "pages": (Said("Ce PDF a plus de {limit} pages.", limit=PAGES), Said("Joindre les seules pages utiles.")),
    "no_page": (Said("Ce PDF n'a aucune page."), _AGAIN),
    "encrypted": (
        Said("Ce PDF est protégé par un mot de passe ou contre la copie."),
        Said("L'ouvrir. {then}", then=_PRINT),
    ),
    "portfolio": (
        Said("Ce PDF est un porte-documents : il contient d'autres fichiers."),
        Said("Joindre ces fichiers un à un."),
    ),
    "dynamic": (
        Said("Ce PDF dessine ses pages par un programme (formulaire XFA)."),
        Said("L'ouvrir. {then}", then=_PRINT),
    ),
    "odd": (Said("Ce PDF est fait d'une façon que l'on ne sait pas garder sans risque."), _PRINT),
    "heavy": (Said("Ce fichier demande trop de mémoire ou de calcul pour une pièce scannée."), _AGAIN),
}


@dataclass(frozen=True, slots=True)
class Scan:
    """What is kept of a file."""

    media: Media
    content: bytes = field(repr=False)
    removed: tuple[Removed, ...]
    "What was in the file and is no longer: the agent may want to know that a signature doesn't survive."


def cleaned(content: bytes) -> Scan:
    """A file as it may be kept: the same pages or the same picture, and nothing else.

    Raises:
        RefusedScan: it is none of the kinds kept, is damaged, or asks for too much; the remedy says what to bring.
    """
    try:
        kind_of(content)
        return _answered(_asked(content))
    except RefusedScanError as error:
        raise RefusedScan(error.code, *_SAYINGS[error.code]) from error


def _asked(content: bytes) -> bytes:
    # `-I`: neither the folder where the agent works nor the environment says what the child loads, and no master key
    # stands in its environment.
    line = [sys.executable, "-I", str(_CHILD)]
    bare = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 -- our own program, and no word of the agent's
            line,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            check=True,
            env=bare,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        # Ended by a limit, or by what no decoder should do: either way, nothing of it is kept.
        raise RefusedScanError("heavy") from error
    return done.stdout


def _answered(answer: bytes) -> Scan:
    """What the child said; anything else than an answer is that of a child that broke."""
    line, _, kept = answer.partition(b"\n")
    try:
        said: dict[str, Any] = json.loads(line)
        if "refused" in said:
            raise RefusedScanError(said["refused"])
        scan = Scan(said["media"], kept, tuple(said["removed"]))
    except (ValueError, TypeError, KeyError) as error:
        raise RefusedScanError("heavy") from error
    if len(kept) > LARGEST:
        raise RefusedScanError("too_large")
    return scan
