"""One of several processes that serve the same office: each opens the house for itself, and all count together.

What is done beside the pages is shared as well, by a folder that lasts as long as they do.
"""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.app.shelf import Shelf, new_shelf
from engine.bootstrap import Settings, open_house
from engine.web.app import create_app
from engine.web.metrics import WIDTH, Counts
from engine.web.shared_jobs import Shared
from engine.web.warming import warm_beside

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
    shelf: Shelf
    "Its key is handed on by the pipe that starts a worker: it stands on no disk and in no list of processes."

    def __call__(self) -> FastAPI:
        """The application of one worker, over a house of its own."""
        with self.turn.get_lock():
            row = self.turn.value % ROWS
            self.turn.value += 1
        shared = Shared(self.number, Counts(self.cells, row), self.shelf)
        house = open_house(self.settings)
        warm_beside(house)
        return create_app(house, self.settings, secure=self.secure, shared=shared)


def workers_for(settings: Settings, number: int, folder: Path, *, secure: bool) -> Workers:
    """Workers that serve together, as long as there is this private and empty folder."""
    made = multiprocessing.get_context("spawn")
    cells, turn = made.RawArray("Q", ROWS * WIDTH), made.Value("i", 0)
    return Workers(settings, number, secure, cells, turn, new_shelf(folder))
