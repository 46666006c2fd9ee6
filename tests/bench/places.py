"""Where benches work: a folder of their own on a real disk, a PostgreSQL server of their own, gone afterwards."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from engine.app.house import House
from tests.bench.filling import fill
from tests.bench.floors import count
from tests.bench.houses import house_at
from tests.postgres_server import PostgresServer


@dataclass(frozen=True, slots=True)
class Filled:
    """A house with cases in it."""

    house: House
    cases: Sequence[str]


@dataclass(slots=True)
class Places:
    """A folder, a server and filled houses made when they are first asked for, and how many cases a large one holds."""

    folder: Path
    cases: int
    rest: ExitStack
    "Closed at the end."
    server: PostgresServer | None = None
    houses: dict[int, Filled] = field(default_factory=dict)

    @property
    def sizes(self) -> Sequence[int]:
        """From a thousand cases to the largest number, by tens."""
        return [size for size in (1_000, 10_000, 100_000, 1_000_000) if size < self.cases] + [self.cases]

    def filled(self, cases: int) -> Filled:
        """A house of so many cases on SQLite, the same one for every bench that asks."""
        if cases not in self.houses:
            print(f"  filling {cases:,} cases…", file=sys.stderr)
            house = self.rest.enter_context(house_at(self.sqlite(f"filled_{cases}")))
            self.houses[cases] = Filled(house, fill(house, cases))
        return self.houses[cases]

    def file(self, name: str) -> Path:
        """The file of a database."""
        return self.folder / f"{name}.db"

    def sqlite(self, name: str) -> str:
        """The address of a SQLite database."""
        return f"sqlite:///{self.file(name).as_posix()}"

    def postgres(self, name: str) -> str:
        """The address of a new, empty database of the server."""
        if self.server is None:
            self.server = PostgresServer()
            self.rest.callback(self.server.remove)
            self.server.start()
        with psycopg.connect(self.server.url(), autocommit=True) as link:
            link.execute(f"CREATE DATABASE {name}")
        return self.server.url(name)


@contextmanager
def places(cases: int, inside: Path) -> Iterator[Places]:
    """A folder inside another one, which must be on a disk that syncs: a file in memory has no floor to speak of."""
    inside.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=inside))
    with ExitStack() as rest:
        rest.callback(shutil.rmtree, folder)
        yield Places(folder, cases, rest)


def events_at(url: str) -> int:
    """How many events a connection of nobody's sees."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(address.database or "")) as link:
            return count(link.execute("SELECT count(*) FROM events").fetchone())
    with psycopg.connect(url) as link:
        return count(link.execute("SELECT count(*) FROM events").fetchone())
