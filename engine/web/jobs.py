"""Work that lasts longer than a page waits: done beside the pages, one at a time, its outcome kept for whoever asked.

In the memory of this one process, and until the same account asks again; where several processes serve, by
`engine.web.shared_jobs`. Knows neither what is done nor how it is told.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from engine.errors import EngineError
from engine.web.incidents import incident

T = TypeVar("T")
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Job(Generic[T]):
    """One piece of work, as far as it has come."""

    begun_at: str
    done: int = 0
    whole: int = 0
    outcome: T | None = None
    problem: EngineError | None = None
    "Why it could not be done."
    incident: str = ""
    "The number of a failure that nobody foresaw."
    finished: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def is_running(self) -> bool:
        """Whether it still goes on."""
        return not self.finished.is_set()

    def tell(self, done: int, whole: int) -> None:
        """How far it has come."""
        self.done, self.whole = done, whole


class Seen(NamedTuple, Generic[T]):
    """One piece of work as a page shows it: all of one moment, whatever its thread does while the page is made."""

    begun_at: str
    is_running: bool
    done: int
    whole: int
    outcome: T | None
    problem: EngineError | None
    incident: str


def seen(job: Job[T]) -> Seen[T]:
    """The work at this moment."""
    # First of all: its outcome is there before it is finished, and one that is finished always has one.
    is_running = job.is_running
    outcome = None if is_running else job.outcome
    return Seen(job.begun_at, is_running, job.done, job.whole, outcome, job.problem, job.incident)


class Workbench(Generic[T]):
    """Where one such piece of work is done at a time; the last one of each account stays on it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: dict[str, Job[T]] = {}

    def of(self, owner: str) -> Job[T] | None:
        """The last work that this account asked for, running or done."""
        with self._lock:
            return self._jobs.get(owner)

    def last(self, owner: str, since: str = "") -> Seen[T] | None:
        """The last work that this account asked for, at this moment; what was begun before `since` is forgotten."""
        job = self.of(owner)
        if job is None:
            return None
        found = seen(job)
        if found.is_running or found.begun_at >= since:
            return found
        self.drop(owner)
        return None

    @property
    def is_busy(self) -> bool:
        """Whether somebody's work goes on."""
        with self._lock:
            return any(each.is_running for each in self._jobs.values())

    def start(self, owner: str, begun_at: str, work: Callable[[Progress], T]) -> Job[T] | None:
        """Begin, in the place of what this account asked for before; None while any other work goes on."""
        with self._lock:
            if any(each.is_running for each in self._jobs.values()):
                return None
            job = self._jobs[owner] = Job[T](begun_at)
        # A daemon: a server that is stopped doesn't wait for it.
        threading.Thread(target=run, args=(job, work), daemon=True).start()
        return job

    def drop(self, owner: str) -> None:
        """Forget what this account asked for."""
        with self._lock:
            self._jobs.pop(owner, None)


def run(job: Job[T], work: Callable[[Progress], T], ended: Callable[[], None] = lambda: None) -> None:
    """Do a work to its end, whatever it is; `ended` is called before anybody who waits for it is told."""
    try:
        job.outcome = work(job.tell)
    except EngineError as error:
        job.problem = error
    except Exception as error:  # noqa: BLE001 the outermost edge of this thread
        job.incident = incident(error)
    finally:
        try:
            ended()
        finally:
            job.finished.set()
