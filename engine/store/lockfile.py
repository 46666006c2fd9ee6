"""A lock between processes: writers of one SQLite file queue for it instead of colliding.

SQLite's own wait sleeps longer and longer between its tries, and one caller in a thousand starves. Only advice: a
process that doesn't ask for it still can't harm the file, which keeps its own lock. The system frees it when its
holder dies.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from engine.errors import EnvironmentUnusable

if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _free(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _free(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


PATIENCE = 30.0
"Seconds to wait for another process before giving up."

_SHORTEST, _LONGEST = 0.0002, 0.002
"Seconds between two tries: shorter than a commit, so that who waits is not passed over."


class LockFile:
    """A file beside the database, locked while one process writes. Used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    @staticmethod
    def beside(database: Path) -> LockFile | None:
        """The lock of a SQLite file; none where its folder can't hold one: SQLite's own lock then has to do."""
        try:
            return LockFile(database.with_name(f"{database.name}.lock"))
        except OSError:
            return None

    def is_free(self) -> bool:
        """Take the lock if nobody has it, without waiting; False when somebody has."""
        return _taken(self._handle)

    def take(self) -> None:
        """Wait for the lock; raises EnvironmentUnusable when another process keeps it too long."""
        if _taken(self._handle):
            return
        limit = time.monotonic() + PATIENCE
        pause = _SHORTEST
        while not _taken(self._handle):
            if time.monotonic() > limit:
                raise EnvironmentUnusable(
                    "Un autre programme écrit dans la base depuis {patience} s. Rien n'a été écrit.",
                    "Attendre qu'il finisse (sauvegarde, restauration…), ou le fermer, puis refaire l'action.",
                    patience=f"{PATIENCE:.0f}",
                )
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST)

    def free(self) -> None:
        """Let the next process write."""
        _free(self._handle)

    def close(self) -> None:
        """Forget the file; it stays, empty, for the others."""
        os.close(self._handle)
