"""A file on its way to whoever asked for it: made and checked in a private folder, then held here and nowhere else.

A bundle of evidence, a backup: the file that was written and verified is gone when this has it. In memory, and beyond a
size in a nameless file.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Generic, TypeVar

IN_MEMORY = 64 * 1024 * 1024
"Bytes; twenty cases with what is personal in them are far below."
CHUNK = 256 * 1024

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Bundle(Generic[Made]):
    """A file that was made."""

    made: Made
    "What is known of it."
    personal: bool
    weight: int
    _file: IO[bytes] = field(repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def chunks(self) -> Iterator[bytes]:
        """The file, piece by piece; it may be given several times, at once too."""
        for start in range(0, self.weight, CHUNK):
            with self._lock:
                self._file.seek(start)
                piece = self._file.read(CHUNK)
            yield piece


def made_in_private(name: str, make: Callable[[Path], Made], *, personal: bool = False) -> Bundle[Made]:
    """Make a file where nobody else reads, and take it out of there; `personal`: its content is, without any key."""
    held = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- closed when nobody holds the bundle
    try:
        with tempfile.TemporaryDirectory(prefix="baom-") as folder:
            path = Path(folder) / name
            made = make(path)
            with path.open("rb") as file:
                shutil.copyfileobj(file, held)
    except BaseException:
        held.close()
        raise
    bundle = Bundle(made, personal, held.tell(), held)
    weakref.finalize(bundle, held.close)
    return bundle
