"""The same work beside the pages where several processes serve: any of them shows what one of them does, or did.

What is shown lies on their common shelf, sealed; the turn is a lock that the system frees when its holder dies, and
work whose holder died is told as cut short. Knows neither what is done nor how it is told.
"""

from __future__ import annotations

import io
import pickle
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from engine.errors import EngineError, EnvironmentUnusable, Said
from engine.web.bundles import Nameless
from engine.web.incidents import incident
from engine.web.jobs import Job, Progress, Seen, Workbench, run, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.app.shelf import Shelf
    from engine.web.metrics import Counts

T = TypeVar("T")
TOLD_EACH = 0.5
"Seconds between two tellings of how far work has come: each is a small file."
TRIES, PAUSE = 5, 0.02
"Whoever looks whether work goes on holds its turn for an instant: one asks again before it is said to be taken."


@dataclass(frozen=True, slots=True)
class Shared:
    """What processes that serve together have in common."""

    workers: int
    counts: Counts
    shelf: Shelf


class SharedWorkbench(Workbench[T]):
    """Where one such piece of work is done at a time, by whichever process was asked."""

    def __init__(self, name: str, shelf: Shelf) -> None:
        super().__init__()
        self._name = name
        self._shelf = shelf

    def last(self, owner: str, since: str = "") -> Seen[T] | None:
        """The last work that this account asked for of any process; as alone, or told as cut short."""
        found = self._read(owner)
        if found is not None and found.is_running and not self.is_busy:
            # Over since it was read; or else it stays for ever as its process left it.
            found = self._read(owner)
            if found is not None and found.is_running:
                found = found._replace(is_running=False, problem=_cut_short())
        if found is None or found.is_running or found.begun_at >= since:
            return found
        self.drop(owner)
        return None

    @property
    def is_busy(self) -> bool:
        """Whether somebody's work goes on, in any process."""
        turn = self._shelf.turn(self._name)
        if turn is None:
            return True
        turn.close()
        return False

    def start(self, owner: str, begun_at: str, work: Callable[[Progress], T]) -> Job[T] | None:
        """Begin, as alone; None while any other work goes on, in any process."""
        turn = self._shelf.turn(self._name)
        for _ in range(TRIES):
            if turn is None:
                time.sleep(PAUSE)
                turn = self._shelf.turn(self._name)
        if turn is None:
            return None
        job = _SharedJob[T](begun_at, telling=lambda now: self._write(owner, now))
        try:
            self._write(owner, seen(job))
        except BaseException:
            turn.close()
            raise
        held = turn

        def ended() -> None:
            with closing(held):
                try:
                    self._write(owner, seen(job)._replace(is_running=False, outcome=job.outcome))
                except (OSError, EngineError) as error:
                    # What can't be left on the shelf is told as cut short, by every process.
                    incident(error)

        threading.Thread(target=run, args=(job, work, ended), daemon=True).start()
        return job

    def drop(self, owner: str) -> None:
        """Forget what this account asked for, whichever process did it."""
        self._shelf.take_away(self._of(owner))

    def _of(self, owner: str) -> str:
        return f"{self._name}-{owner}"

    def _read(self, owner: str) -> Seen[T] | None:
        found = self._shelf.get(self._of(owner))
        return None if found is None else cast("Seen[T]", _Read(self._shelf, found).load())

    def _write(self, owner: str, now: Seen[T]) -> None:
        name, written = self._of(owner), io.BytesIO()
        told = _Written(self._shelf, name, written)
        told.dump(now)
        self._shelf.put(name, written.getvalue())
        self._shelf.take_away(name, but=frozenset({name, *told.files}))


@dataclass(slots=True)
class _SharedJob(Job[T]):
    """Work whose progress is told to the other processes, now and then."""

    telling: Callable[[Seen[T]], None] = lambda _: None
    told_at: float = 0.0

    def tell(self, done: int, whole: int) -> None:
        """How far it has come, for all of them."""
        self.done, self.whole = done, whole
        now = time.monotonic()
        if now - self.told_at >= TOLD_EACH:
            self.told_at = now
            # How far it has come may wait; the work goes on.
            with suppress(OSError):
                self.telling(seen(self))


@dataclass(frozen=True, slots=True)
class _OnShelf:
    """A file that one of the processes left."""

    shelf: Shelf
    name: str

    def chunks(self) -> Iterator[bytes]:
        """The file, piece by piece."""
        return self.shelf.pieces(self.name)


class _Written(pickle.Pickler):
    """Writes what was done for the other processes; a file goes beside, and an error keeps its own words and holes."""

    def __init__(self, shelf: Shelf, name: str, into: io.BytesIO) -> None:
        super().__init__(into)
        self._shelf, self._name = shelf, name
        self.files: list[str] = []

    def persistent_id(self, obj: Any) -> str | None:
        """Where a file is left; None for all else."""
        if not isinstance(obj, Nameless):
            return None
        self.files.append(f"{self._name}.{secrets.token_hex(8)}")
        self._shelf.put_file(obj.file, self.files[-1])
        return self.files[-1]

    def reducer_override(self, obj: Any) -> Any:
        """How errors and their sentences are made again: they are built from more than their words."""
        if isinstance(obj, Said):
            return _said_again, (obj.text, dict(obj.holes))
        if isinstance(obj, EngineError):
            return _raised_again, (type(obj), vars(obj))
        return NotImplemented


class _Read(pickle.Unpickler):
    """Reads it: the shelf gave nothing but what one of these very processes sealed."""

    def __init__(self, shelf: Shelf, written: bytes) -> None:
        super().__init__(io.BytesIO(written))
        self._shelf = shelf

    def persistent_load(self, pid: Any) -> _OnShelf:
        """The file that was left."""
        return _OnShelf(self._shelf, str(pid))


def _said_again(text: str, holes: dict[str, object]) -> Said:
    return Said(text, **holes)


def _raised_again(kind: type[EngineError], facts: dict[str, Any]) -> EngineError:
    error = kind.__new__(kind)
    vars(error).update(facts)
    return error


def _cut_short() -> EngineError:
    return EnvironmentUnusable(
        "Ce travail a été interrompu : le processus du serveur qui le faisait s'est arrêté.", "Le demander de nouveau."
    )
