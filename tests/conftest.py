"""The databases that tests ask for, each new, each dropped afterwards, each real."""

import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest
from sqlalchemy import make_url

from tests.postgres_server import PostgresServer

KEPT = ("BAOM_TEST_PG", "BAOM_KILLS", "BAOM_SEQUENCES", "BAOM_NIGHTLY")

# A developer's own settings must not change what the tests see.
for _name in [name for name in os.environ if name.startswith("BAOM_") and name not in KEPT]:
    del os.environ[_name]

# Nor what they cost. Without bytecode each worker rewrites every assertion again, and each program that a test starts
# compiles all of itself: a fifth of its time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# No deadline: a slow machine is not a failing one. In CI the examples are always the same, so that a red build is the
# fault of the change; a developer's machine goes on looking for new ones.
hypothesis.settings.register_profile("baom", deadline=None, derandomize="CI" in os.environ, print_blob=True)
hypothesis.settings.load_profile("baom")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this session, the same one for all its workers."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """URL of a SQLite database that isn't made yet, in a temporary file."""
    return f"sqlite:///{(tmp_path / 'baom.db').as_posix()}"


@pytest.fixture(scope="session")
def postgres_server_url() -> Iterator[str]:
    """URL of a PostgreSQL server: the one that BAOM_TEST_PG names, or one started for this session.

    Its data survive a killed process, not a power cut: a test on the latter takes `private_postgres`.
    """
    given = os.environ.get("BAOM_TEST_PG")
    if given:
        yield given
        return
    server = PostgresServer({"fsync": "off"})
    try:
        server.start()
        yield server.url()
    finally:
        server.remove()


@pytest.fixture
def postgres_url(postgres_server_url: str) -> Iterator[str]:
    """URL of an empty PostgreSQL database of this test's own."""
    server = make_url(postgres_server_url).set(drivername="postgresql")
    name = f"baom_{uuid.uuid4().hex}"
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield server.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite_url", "postgres_url"])
def database_url(request: pytest.FixtureRequest) -> str:
    """URL of an empty database, once of each kind: what holds on one must hold on the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def private_postgres() -> Iterator[PostgresServer]:
    """A running PostgreSQL server that a test may kill and start again, durable as a real one."""
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()
