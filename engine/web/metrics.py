"""Counts and durations of what was asked, for whoever keeps the server running; of whom and of what, nothing.

The numbers of all workers lie side by side in memory that they share, each in a row of its own: no lock is taken for
a demand, and any worker tells the sum.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, MutableSequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

    from engine.web.guard import Application, Receive, Scope, Send

KINDS = ("page", "api", "static", "watch")
"Of addresses: pages, programs, fixed files, and whoever watches the server."
CLASSES = ("2xx", "3xx", "4xx", "5xx")
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"Seconds, each the upper end of a heap of durations; the last heap has none."
_SUM = len(CLASSES)
_HEAPS = _SUM + 1
_OF_A_KIND = _HEAPS + len(BOUNDS) + 1
WIDTH = len(KINDS) * _OF_A_KIND
"Numbers of one worker."
MICRO = 1_000_000


class Counts:
    """The numbers of all workers, of which one is written here."""

    def __init__(self, cells: MutableSequence[int] | None = None, row: int = 0) -> None:
        self._cells: MutableSequence[int] = [0] * WIDTH if cells is None else cells
        self._own = row * WIDTH

    def note(self, kind: str, status: int, seconds: float) -> None:
        """One demand was answered."""
        at = self._own + KINDS.index(kind) * _OF_A_KIND
        self._cells[at + min(max(status // 100 - 2, 0), _SUM - 1)] += 1
        self._cells[at + _SUM] += int(seconds * MICRO)
        heap = next((index for index, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))
        self._cells[at + _HEAPS + heap] += 1

    def told(self) -> Iterator[str]:
        """The sums over all workers, as Prometheus reads them."""
        yield "# TYPE baom_requests_total counter"
        for kind in KINDS:
            for index, each in enumerate(CLASSES):
                yield f'baom_requests_total{{kind="{kind}",status="{each}"}} {self._sum(kind, index)}'
        yield "# TYPE baom_request_seconds histogram"
        for kind in KINDS:
            below = 0
            for index, bound in enumerate((*BOUNDS, "+Inf")):
                below += self._sum(kind, _HEAPS + index)
                yield f'baom_request_seconds_bucket{{kind="{kind}",le="{bound}"}} {below}'
            yield f'baom_request_seconds_sum{{kind="{kind}"}} {self._sum(kind, _SUM) / MICRO:.6f}'
            yield f'baom_request_seconds_count{{kind="{kind}"}} {below}'

    def _sum(self, kind: str, index: int) -> int:
        first = KINDS.index(kind) * _OF_A_KIND + index
        return sum(self._cells[at] for at in range(first, len(self._cells), WIDTH))


def kind_of(path: str) -> str:
    """The kind of an address: the only thing told of it."""
    head = path.split("/", 2)[1] if path.startswith("/") else ""
    return {"api": "api", "static": "static", "health": "watch", "metrics": "watch"}.get(head, "page")


class Counting:
    """Stands before everything else, and notes how long each answer took."""

    def __init__(self, app: Application, *, counts: Counts) -> None:
        self._app = app
        self._counts = counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one demand through, and count it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 500

        async def sending(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            self._counts.note(kind_of(scope["path"]), status, time.perf_counter() - begun)
