"""How large a scan may be, and what one that is refused is told; shared by the program and by its child process.

Imports nothing of the house: the child that reads strangers' files loads this, and no key, store or case.
"""

from __future__ import annotations

from typing import Literal

LARGEST = 10 * 1024 * 1024
"Bytes of a file, as it comes and as it is kept."
PIXELS = 36_000_000
"Points of an image: a page of A4 at 600 points an inch has 35 million."
SIDE = 2_000
"Points of the longer side, as kept: a page of A4 at 170 points an inch, which prints and reads well."
QUALITY = 85
"Of the JPEG that is kept."
PAGES = 100
"Of a PDF."

CPU_SECONDS = 2
"What the child may work before it is stopped."
WALL_SECONDS = 20
"What it may take on the clock: a busy machine is no reason to refuse, a child that never ends is."
MEMORY = 256 * 1024 * 1024
"What it may hold."

Media = Literal["application/pdf", "image/jpeg"]
"What a scan is kept as: a PNG becomes a JPEG like any other image."

Removed = Literal["metadata", "scripts", "files", "links", "form", "signature", "layers"]
"What was in a file and isn't in what is kept of it."

Refusal = Literal[
    "empty",
    "too_large",
    "wrong_type",
    "heic",
    "office",
    "image",
    "damaged",
    "pixels",
    "pages",
    "no_page",
    "encrypted",
    "portfolio",
    "dynamic",
    "odd",
    "heavy",
]


class RefusedScanError(Exception):
    """A file that can't be kept: the code says why."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(code)
        self.code: Refusal = code


_PDF = b"%PDF-"
_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
_IMAGES = (b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")

Kind = Literal["PDF", "JPEG", "PNG"]


def kind_of(content: bytes) -> Kind:
    """What a file is, by its first bytes alone: its name is the business of whoever gave it.

    Raises:
        RefusedScanError: empty, too large, or of another type; the types that people often bring have their own word.
    """
    if not content:
        raise RefusedScanError("empty")
    if len(content) > LARGEST:
        raise RefusedScanError("too_large")
    if content.startswith(_PDF):
        return "PDF"
    if content.startswith(_JPEG):
        return "JPEG"
    if content.startswith(_PNG):
        return "PNG"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        raise RefusedScanError("heic")
    if content.startswith(_OFFICE):
        raise RefusedScanError("office")
    if content.startswith(_IMAGES):
        raise RefusedScanError("image")
    raise RefusedScanError("wrong_type")
