"""The tables: what the migrations make is what the program believes, and what is written stays written."""

import hashlib

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from engine.store.connect import reach
from engine.store.tables import tables
from engine.store.upkeep import MIGRATIONS
from engine.store.versions import VERSIONS
from tests.store.samples import step


def test_the_migrations_make_the_tables_that_the_program_describes(store, made_url):
    """Fails when a column is added to one of the two only."""
    database = reach(made_url)
    described = tables(database.dialect).metadata
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), described) == []
        seen = inspect(connection)
        for table in described.sorted_tables:
            columns = {column["name"]: column["nullable"] for column in seen.get_columns(table.name)}
            assert columns == {column.name: bool(column.nullable) for column in table.c}, table.name
            names = {each["name"] for each in seen.get_indexes(table.name)}
            assert {index.name for index in table.indexes} <= names, table.name
    database.close()


RELEASED = {
    "0001": "125f8a0a5758dc06e37ac38df24842ee9d2a5473429c68e8c36d05242f87a96a",
    "0002": "9e49d9c4a5349fc77f1da7fec7e5cfc6ae696e16b44e8aaeb78bf4c7b64f6449",
    "0003": "a48d0daa2a6108649f5f047402e3ba52dec467c325ee320d83523b5322a98a00",
    "0004": "c5e2828cbccf6ec3ecdbbb6a70d6679097a23b895533be18a0af517345aba0fa",
    "0005": "61113375a21ce64ec2960786ace10bf03956efdf3bbcc93978bfd3d6639c9f1e",
    "0006": "ebfa724d2c269a7d71996955580f399855f3fdb0351a8b4ff3fe2a43c667cb3b",
}
"The SHA-256 of each migration that somebody's database went through. Add a line; never change one."


def test_a_released_migration_is_never_changed():
    """People have its tables: changed in place, it makes others under the same number, and theirs can't be told."""
    texts = {path.stem[:4]: path.read_text(encoding="utf-8") for path in (MIGRATIONS / "versions").glob("*.py")}
    assert {name: hashlib.sha256(each.encode()).hexdigest() for name, each in texts.items()} == RELEASED
    assert tuple(RELEASED) == VERSIONS


def test_sqlite_tables_are_strict(file, sqlite_url):
    """Fails when a table is made without STRICT: a typing error would be kept as text."""
    link = reach(sqlite_url).link()
    made = link.execute("SELECT sql FROM sqlite_master WHERE type = 'table'").fetchall()
    link.close()
    ours = [sql for (sql,) in made if "alembic" not in sql]
    assert len(ours) == 13
    assert all("STRICT" in sql for sql in ours)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET bytes = hash",
        "UPDATE events SET hash = bytes",
        "UPDATE events SET sequence = 99 WHERE sequence = 2",
        "UPDATE events SET command_key = 'k'",
        "UPDATE events SET sealed = hash WHERE sealed IS NOT NULL",
        "DELETE FROM events",
        "UPDATE streams SET name = 'x' WHERE id = 1",
        "UPDATE definitions SET status = 'validated'",
        "DELETE FROM definitions",
        "UPDATE texts SET sha256 = 'x'",
        "DELETE FROM texts",
        "UPDATE log SET value = '0' WHERE name = 'training'",
        "DELETE FROM log WHERE name = 'log_id'",
    ],
)
def test_what_is_recorded_cannot_be_changed_by_mistake(store, case, by_hand, change):
    """Each fails when its trigger is dropped."""
    step(store, case)
    with pytest.raises(Exception, match=r"append-only|for ever"):
        by_hand(change)


def test_the_seal_of_an_event_can_be_emptied(store, case, by_hand):
    """That is how a person is erased."""
    by_hand("UPDATE events SET sealed = NULL")
    assert by_hand("SELECT count(*) FROM events WHERE sealed IS NOT NULL") == [(0,)]


def test_replacing_a_row_is_refused_as_deleting_it_is(file, sqlite_url):
    """Fails with `recursive_triggers` off."""
    database = reach(sqlite_url)
    with pytest.raises(Exception, match="append-only"):
        database.link().execute("INSERT OR REPLACE INTO texts SELECT sha256, x'00' FROM texts")
    database.close()


def test_postgresql_tables_cannot_be_emptied_at_once(postgres_url):
    from tests.store.conftest import make

    make(postgres_url).close()
    database = reach(postgres_url)
    with database.engine.connect() as connection, pytest.raises(Exception, match="append-only"):
        connection.execute(text("TRUNCATE events CASCADE"))
    database.close()
