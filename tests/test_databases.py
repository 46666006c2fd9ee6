"""The databases of the suite are what the tests take them for."""

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.postgres_server import PostgresServer, find_binaries


def test_a_database_is_new_and_keeps_what_is_committed(database_url: str):
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE trace (word TEXT)"))
        connection.execute(text("INSERT INTO trace VALUES ('ici')"))
    engine.dispose()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT word FROM trace")).scalars().all() == ["ici"]
    engine.dispose()


def test_a_killed_server_starts_again_with_all_that_was_committed(private_postgres: PostgresServer):
    with psycopg.connect(private_postgres.url()) as connection:
        connection.execute("CREATE TABLE trace AS SELECT 'ici' AS word")
    private_postgres.kill()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(private_postgres.url())
    private_postgres.start()
    with psycopg.connect(private_postgres.url()) as connection:
        assert connection.execute("SELECT word FROM trace").fetchall() == [("ici",)]


def test_a_private_server_syncs_to_the_disk(private_postgres: PostgresServer):
    with psycopg.connect(private_postgres.url()) as connection:
        settings = [connection.execute(f"SHOW {name}").fetchone() for name in ("fsync", "synchronous_commit")]
    assert settings == [("on",), ("on",)]


def test_without_any_postgresql_the_suite_fails_and_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr("tests.postgres_server.SYSTEM_INSTALLATIONS", tmp_path)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(LookupError, match="make setup"):
        find_binaries()
