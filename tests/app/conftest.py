"""Desks over real databases: with the shipped pathways, or with invented ones that open one another.

Each test has a database of its own, copied from a model made once: making one and publishing have tests of their own.
"""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tests.app.desk import Desk, Referentials, desk_at, open_desk, read_referentials
from tests.sharing import once


@pytest.fixture(scope="session")
def referentials() -> Referentials:
    """Every pathway of the tests, read once."""
    return read_referentials()


class Files:
    """Models in SQLite files, and their copies."""

    def __init__(self, folder: Path, known: Referentials) -> None:
        self.folder = folder
        self.known = known

    @contextmanager
    def copied(self, pathways: str, folder: Path) -> Iterator[str]:
        """Address of a new file with these pathways published."""

        def make(place: Path) -> None:
            url = f"sqlite:///{(place / 'baom.db').as_posix()}"
            desk_at(url, self.known, getattr(self.known, pathways)).house.store.close()

        copy = folder / "baom.db"
        shutil.copyfile(once(self.folder / f"modele-{pathways}", make) / "baom.db", copy)
        yield f"sqlite:///{copy.as_posix()}"


class Server:
    """Models on a PostgreSQL server, and their copies; all of them dropped when it is left."""

    def __init__(self, url: str, known: Referentials) -> None:
        self.address = make_url(url).set(drivername="postgresql")
        self.known = known
        self.models: dict[str, str] = {}

    @contextmanager
    def copied(self, pathways: str, _: Path) -> Iterator[str]:
        """Address of a new database with these pathways published."""
        if pathways not in self.models:
            self.models[pathways] = self.create("template0")
            model = self.url(self.models[pathways])
            desk_at(model, self.known, getattr(self.known, pathways)).house.store.close()
        name = self.create(self.models[pathways])
        try:
            yield self.url(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def create(self, model: str) -> str:
        name = f"baom_{uuid.uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {model}")
        return name

    def url(self, database: str) -> str:
        return self.address.set(database=database).render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        with psycopg.connect(self.address.render_as_string(hide_password=False), autocommit=True) as connection:
            connection.execute(statement)

    def leave(self) -> None:
        for name in self.models.values():
            self.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_models(shared: Path, referentials: Referentials) -> Files:
    return Files(shared, referentials)


@pytest.fixture(scope="session")
def postgresql_models(postgres_server_url: str, referentials: Referentials) -> Iterator[Server]:
    server = Server(postgres_server_url, referentials)
    yield server
    server.leave()


def desk_over(request: pytest.FixtureRequest, kind: str, pathways: str) -> Iterator[Desk]:
    """A desk over a database of this kind, with these pathways published."""
    models: Files | Server = request.getfixturevalue(f"{kind}_models")
    with models.copied(pathways, request.getfixturevalue("tmp_path")) as url:
        desk = open_desk(url, models.known)
        yield desk
        desk.house.store.close()


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A desk with the shipped pathways, on SQLite."""
    yield from desk_over(request, "sqlite", "shipped")


@pytest.fixture(params=["sqlite", "postgresql"])
def any_desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A desk with the shipped pathways, once on each database."""
    yield from desk_over(request, request.param, "shipped")


@pytest.fixture
def family(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A desk with the invented pathways, on SQLite."""
    yield from desk_over(request, "sqlite", "invented")


@pytest.fixture(params=["sqlite", "postgresql"])
def any_family(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A desk with the invented pathways, once on each database."""
    yield from desk_over(request, request.param, "invented")
