"""The segments of a JPEG inside a PDF: those that draw are kept, those that tell are left out.

A telephone that makes a PDF of a photograph puts the whole file into it, with the place where it was taken. Its points
are not decoded here: a page would lose by being compressed twice. Runs in the child process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.scans.limits import RefusedScanError

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
"Markers without a length."
_JFIF, _ADOBE = 0xE0, 0xEE
_TELLING = frozenset((*range(0xE0, 0xF0), 0xFE))
"Application segments and comments."
_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
"What ends the points of a scan: neither a stuffed zero nor a restart."


def bare(content: bytes) -> bytes:
    """The same points, without a word beside them.

    Raises:
        RefusedScanError: it isn't a JPEG from its first byte to its end.
    """
    if content[:2] != b"\xff\xd8":
        raise RefusedScanError("damaged")
    return b"".join((b"\xff\xd8", *_drawing(content), b"\xff\xd9"))


def _drawing(content: bytes) -> Iterator[bytes]:
    """The segments that draw, up to the end of the image: what stands behind it is no part of it."""
    place = 2
    while True:
        found = _MARKER.match(content, place)
        if found is None:
            raise RefusedScanError("damaged")
        marker, place = found[1][0], found.end()
        if marker == _END:
            return
        if marker in _ALONE:
            continue
        length = int.from_bytes(content[place : place + 2])
        segment = content[place : place + length]
        if marker == _START or length < 2 or len(segment) < length:  # noqa: PLR2004 -- the length counts itself
            raise RefusedScanError("damaged")
        place += length
        if _is_kept(marker, segment):
            yield bytes((0xFF, marker)) + segment
        if marker == _SCAN:
            following = _MARKER.search(content, place)
            # Some scanners forget the end: the points are all there is then.
            stop = following.start() if following is not None else len(content)
            yield content[place:stop]
            place = stop
            if following is None:
                return


def _is_kept(marker: int, segment: bytes) -> bool:
    """Whether a segment says how the points are to be drawn; the bare JFIF one does, and Adobe's (which colours)."""
    if marker not in _TELLING:
        return True
    if marker == _JFIF:
        # 16 bytes, of which the last two are the size of a thumbnail: none.
        return segment[2:7] == b"JFIF\0" and segment[:2] == b"\x00\x10" and segment[14:16] == b"\0\0"
    return marker == _ADOBE and segment[2:7] == b"Adobe" and segment[:2] == b"\x00\x0e"
