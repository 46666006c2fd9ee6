"""Lines only ever added to a file beside the keys, on disk when an addition returns.

A last line without an end was cut short, or is being written: it isn't there yet. Knows files; not what a line says.
"""

from __future__ import annotations

import os
from pathlib import Path


def append(path: Path, lines: bytes) -> None:
    """Add lines, each with its end; raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # As they are: Windows would end each by two characters, and the next reader would take one of them for a word.
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
    try:
        if os.lseek(handle, 0, os.SEEK_END) and not _ends(handle):
            # Nothing is taken away, another program may be writing it: what was cut short is a line, and is told.
            lines = b"\n" + lines
        os.write(handle, lines)
        os.fsync(handle)
    finally:
        os.close(handle)


def _ends(handle: int) -> bool:
    os.lseek(handle, -1, os.SEEK_END)
    return os.read(handle, 1) == b"\n"


def whole(path: Path) -> list[tuple[int, bytes]]:
    """(number, line) of the lines that were added, those without a word left out; none where there is no file yet.

    Raises OSError.
    """
    try:
        lines = path.read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return []
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
