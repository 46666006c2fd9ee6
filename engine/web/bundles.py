"""A file on its way to whoever asked for it: made and checked in a private folder, then held here and nowhere else.

A bundle of evidence, a backup: the file that was written and verified is gone when this has it. In memory, and beyond a
size in a nameless file; where several processes serve, on their shelf, sealed (`engine.web.shared_jobs`).
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Generic, Protocol, TypeVar

IN_MEMORY = 64 * 1024 * 1024
"Bytes; twenty cases with what is personal in them are far below."
CHUNK = 256 * 1024

Made = TypeVar("Made")


class Held(Protocol):
    """What a file is taken from."""

    def chunks(self) -> Iterator[bytes]:
        """The file, piece by piece; it may be given several times, at once too."""
        ...


class Nameless:
    """A file in memory, or in a nameless file; gone when nobody holds it."""

    def __init__(self, file: IO[bytes], weight: int) -> None:
        self.file, self._weight = file, weight
        self._lock = threading.Lock()
        weakref.finalize(self, file.close)

    def chunks(self) -> Iterator[bytes]:
        """The file, piece by piece."""
        for start in range(0, self._weight, CHUNK):
            with self._lock:
                self.file.seek(start)
                piece = self.file.read(CHUNK)
            yield piece


@dataclass(frozen=True, slots=True)
class Bundle(Generic[Made]):
    """A file that was made."""

    made: Made
    "What is known of it."
    personal: bool
    weight: int
    file: Held = field(repr=False)


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
    weight = held.tell()
    return Bundle(made, personal, weight, Nameless(held, weight))
