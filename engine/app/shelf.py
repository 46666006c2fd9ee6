"""Where the processes of one server leave each other what they made: a private folder, all of it sealed.

It is sealed by a key that they alone have, in memory: nothing on that disk can be read by others, nor by anybody once
they have stopped. Knows names, bytes and whose turn it is; not what is left there.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from engine.store.lockfile import LockFile
from engine.vault.passing import OVERHEAD, PassingKey

PIECE = 256 * 1024
"Bytes of a file that are sealed together."


@dataclass(frozen=True, slots=True)
class Shelf:
    """Such a folder, as one of the processes reaches it; `name`: a plain word, and one of each kind."""

    folder: Path
    key: PassingKey

    def put(self, name: str, what: bytes) -> None:
        """Leave something in the place of what lay there: whoever looks finds one of them, whole; raises OSError."""
        fresh = self.folder / f"{name}.{secrets.token_hex(8)}.new"
        try:
            fresh.write_bytes(self.key.seal(what, name))
            fresh.replace(self.folder / name)
        finally:
            fresh.unlink(missing_ok=True)

    def get(self, name: str) -> bytes | None:
        """What lies there, if anything; raises EnvironmentUnusable where it was changed."""
        with suppress(FileNotFoundError):
            return self.key.open((self.folder / name).read_bytes(), name)
        return None

    def put_file(self, file: IO[bytes], name: str) -> None:
        """Leave a file, piece by piece; raises OSError."""
        file.seek(0)
        with (self.folder / name).open("xb") as kept:
            for number, piece in enumerate(iter(lambda: file.read(PIECE), b"")):
                kept.write(self.key.seal(piece, f"{name} {number}"))

    def pieces(self, name: str) -> Iterator[bytes]:
        """A file, piece by piece: whole even when it is taken away meanwhile; raises as `get`, and OSError."""
        kept = (self.folder / name).open("rb")

        def given() -> Iterator[bytes]:
            with kept:
                for number, piece in enumerate(iter(lambda: kept.read(PIECE + OVERHEAD), b"")):
                    yield self.key.open(piece, f"{name} {number}")

        return given()

    def take_away(self, name: str, *, but: frozenset[str] = frozenset()) -> None:
        """Take away what lies there and the files whose names begin by it and a point, but for some."""
        for each in [self.folder / name, *self.folder.glob(f"{name}.*")]:
            if each.name not in but:
                # Where the system keeps a file that somebody reads, it goes with the whole folder.
                with suppress(OSError):
                    each.unlink()

    def clear(self, kind: str, before: float, most: int) -> None:
        """Take away what lies under names that begin by this and a hyphen: before a moment, or beyond so many bytes.

        The moment is counted as the system counts; the oldest go first.
        """
        lying = []
        for each in self.folder.glob(f"{kind}-*"):
            with suppress(FileNotFoundError):
                told = each.stat()
                lying.append((told.st_mtime, told.st_size, each))
        for since, size, each in sorted(lying, reverse=True):
            most -= size
            if since < before or most < 0:
                each.unlink(missing_ok=True)

    def turn(self, name: str) -> LockFile | None:
        """The one turn of that name, until it is closed or its process ends; None while another has it."""
        lock = LockFile(self.folder / f"{name}.turn")
        if lock.is_free():
            return lock
        lock.close()
        return None


def new_shelf(folder: Path) -> Shelf:
    """A shelf in a private and empty folder, under a key drawn for it."""
    return Shelf(folder, PassingKey())
