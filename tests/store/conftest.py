"""A database made and opened, on SQLite and on PostgreSQL."""

import pytest

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


@pytest.fixture
def store(database_url):
    """A new database, once of each kind."""
    store = make(database_url)
    yield store
    store.close()


@pytest.fixture
def file(sqlite_url):
    """A new database in a SQLite file."""
    store = make(sqlite_url)
    yield store
    store.close()


@pytest.fixture
def case(store):
    """A case of that database, just opened."""
    store.write(lambda writing: open_case(writing, "dossier-1"))
    return "dossier-1"


@pytest.fixture
def by_hand(database_url):
    """Runs a statement on that database behind the store's back."""

    def run(statement):
        database = reach(database_url)
        link = database.link()
        try:
            cursor = link.execute(statement)
            return cursor.fetchall() if statement.startswith("SELECT") else []
        finally:
            link.close()
            database.close()

    return run
