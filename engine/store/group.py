"""Group commit: threads that write at the same time share one transaction, and one wait for the disk.

Whoever comes first leads: it runs its own work and that of everybody who came meanwhile, each in a savepoint, commits
once, and hands the lead to the first of those who came since. Alone, it pays for none of this. Knows works and
turns; not what they write.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

LARGEST = 64
"Works in one transaction, at most: nobody waits for a crowd."


class Job:
    """One work on its way: what it gave, or why it failed."""

    __slots__ = ("error", "given", "leads", "turn", "work")

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self.work = work
        self.given: Any = None
        self.error: BaseException | None = None
        self.leads = False
        self.turn = threading.Event()

    def answer(self) -> Any:
        """What the work gave; raises what it raised."""
        if self.error is not None:
            raise self.error
        return self.given


class Group:
    """Runs works one group at a time.

    `alone` runs one work and returns what it gives; `together` runs several in one transaction and leaves in each job
    its answer or its error, never raising for one of them.
    """

    def __init__(self, alone: Callable[[Callable[[Any], Any]], Any], together: Callable[[Sequence[Job]], None]) -> None:
        self._alone = alone
        self._together = together
        self._door = threading.Lock()
        self._leader: int | None = None
        self._waiting: deque[Job] = deque()

    def run(self, work: Callable[[Any], Any]) -> Any:
        """Run a work, alone or with others; its answer is on disk when this returns."""
        me = threading.get_ident()
        with self._door:
            if self._leader is None:
                self._leader = me
                job = None
            elif self._leader == me:
                raise RuntimeError("a write may not begin inside another one")
            else:
                job = Job(work)
                self._waiting.append(job)
        if job is None:
            try:
                return self._alone(work)
            finally:
                self._hand_over()
        self._wait(job)
        if job.leads:
            self._lead(job)
        return job.answer()

    def _wait(self, job: Job) -> None:
        try:
            job.turn.wait()
        except BaseException:
            # Interrupted: a work that nobody has begun is taken back; one that was told to lead lets the next lead.
            with self._door:
                if job in self._waiting:
                    self._waiting.remove(job)
            if job.leads:
                self._hand_over()
            raise

    def _lead(self, job: Job) -> None:
        with self._door:
            self._leader = threading.get_ident()
            jobs = [job, *(self._waiting.popleft() for _ in range(min(len(self._waiting), LARGEST - 1)))]
        try:
            if len(jobs) == 1:
                job.given = self._alone(job.work)
            else:
                self._together(jobs)
        finally:
            for other in jobs[1:]:
                other.turn.set()
            self._hand_over()

    def _hand_over(self) -> None:
        with self._door:
            if self._waiting:
                following = self._waiting.popleft()
                # Held by nobody yet, and by no newcomer either: 0 is no thread's identity.
                self._leader = 0
                following.leads = True
                following.turn.set()
            else:
                self._leader = None
