"""A small file of this program's own, written whole or not at all, for this account of the computer alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place in one move, over the one before; folders that lack are made.

    Raises:
        OSError: it can't be written; the one before stays.
    """
    for folder in reversed(path.parents):
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
    # Each writer has a name of its own: of two at the same moment the last one stands, and both are whole.
    descriptor, fresh = tempfile.mkstemp(".new", f".{path.name}.", path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).replace(path)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise
