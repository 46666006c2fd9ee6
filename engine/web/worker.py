"""One of several processes that serve the same office: each opens the house for itself, and all count together."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.bootstrap import Settings, open_house
from engine.web.app import create_app
from engine.web.metrics import WIDTH, Counts

if TYPE_CHECKING:
    from fastapi import FastAPI

ROWS = 64
"Of numbers: a worker that is started again takes the next one, and what the one before counted stays in the sum."


@dataclass(frozen=True, slots=True)
class Workers:
    """What is handed to each worker as it starts; called there, it makes the application."""

    settings: Settings
    number: int
    secure: bool
    cells: Any
    "Shared memory: `ROWS` times the numbers of a worker."
    turn: Any
    "Shared: how many workers have started so far."

    def __call__(self) -> FastAPI:
        """The application of one worker, over a house of its own."""
        with self.turn.get_lock():
            row = self.turn.value % ROWS
            self.turn.value += 1
        return create_app(
            open_house(self.settings),
            self.settings,
            secure=self.secure,
            counts=Counts(self.cells, row),
            workers=self.number,
        )


def workers_for(settings: Settings, number: int, *, secure: bool) -> Workers:
    """Workers that count together."""
    made = multiprocessing.get_context("spawn")
    return Workers(settings, number, secure, made.RawArray("Q", ROWS * WIDTH), made.Value("i", 0))
