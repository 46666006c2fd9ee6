"""A database made and opened, on SQLite and on PostgreSQL.

Made once for the session, then copied: making it anew for each test would take most of their time.
"""

import shutil
import uuid
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import make_url

from engine.store.connect import reach
from engine.store.journal import Store
from engine.store.upkeep import init
from tests.store.samples import DIGEST, LOG, RESOLVED, STAMP, TEXT, open_case, vault


def make(url: str) -> Store:
    init(url, vault(), log_id=LOG, training=True, stamp=STAMP)
    store = Store.open(url, vault())
    publish(store)
    return store


def publish(store: Store) -> None:
    store.write(lambda writing: writing.publish("naissance", 1, DIGEST, RESOLVED, TEXT, "draft", STAMP))


@pytest.fixture(scope="session")
def made_file(tmp_path_factory):
    """A file that `make` has made."""
    path = tmp_path_factory.mktemp("made") / "baom.db"
    make(str(path)).close()
    return path


@contextmanager
def new_postgres(server_url, template="template1"):
    server = make_url(server_url).set(drivername="postgresql")
    name = f"baom_{uuid.uuid4().hex}"
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        try:
            yield name, server.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def made_postgres(postgres_server_url):
    """A database of the server that `make` has made: its name."""
    with new_postgres(postgres_server_url) as (name, url):
        make(url).close()
        yield name


@pytest.fixture
def sqlite_made(sqlite_url, made_file):
    """URL of a copy of the file made."""
    shutil.copyfile(made_file, reach(sqlite_url).path)
    reach(sqlite_url).path.chmod(0o600)
    return sqlite_url


@pytest.fixture
def postgres_made(postgres_server_url, made_postgres):
    """URL of a copy of the database made."""
    with new_postgres(postgres_server_url, made_postgres) as (_, url):
        yield url


@pytest.fixture(params=["sqlite_made", "postgres_made"])
def made_url(request):
    """URL of a database just made, once of each kind."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def store(made_url):
    """That database, opened."""
    store = Store.open(made_url, vault())
    yield store
    store.close()


@pytest.fixture
def file(sqlite_made):
    """A new database in a SQLite file, opened; `sqlite_url` is its address."""
    store = Store.open(sqlite_made, vault())
    yield store
    store.close()


@pytest.fixture
def case(store):
    """A case of that database, just opened."""
    store.write(lambda writing: open_case(writing, "dossier-1"))
    return "dossier-1"


@pytest.fixture
def by_hand(made_url):
    """Runs a statement on that database behind the store's back."""

    def run(statement):
        database = reach(made_url)
        link = database.link()
        try:
            cursor = link.execute(statement)
            return cursor.fetchall() if statement.startswith("SELECT") else []
        finally:
            link.close()
            database.close()

    return run
