"""Desks over real databases: with the shipped pathways, or with invented ones that open one another."""

from collections.abc import Iterator

import pytest

from tests.app.desk import Desk, Referentials, desk_at, read_referentials


@pytest.fixture(scope="session")
def referentials() -> Referentials:
    """Every pathway of the tests, read once."""
    return read_referentials()


@pytest.fixture
def desk(sqlite_url: str, referentials: Referentials) -> Iterator[Desk]:
    """A desk with the shipped pathways, on SQLite."""
    desk = desk_at(sqlite_url, referentials, referentials.shipped)
    yield desk
    desk.house.store.close()


@pytest.fixture
def any_desk(database_url: str, referentials: Referentials) -> Iterator[Desk]:
    """A desk with the shipped pathways, once on each database."""
    desk = desk_at(database_url, referentials, referentials.shipped)
    yield desk
    desk.house.store.close()


@pytest.fixture
def family(sqlite_url: str, referentials: Referentials) -> Iterator[Desk]:
    """A desk with the invented pathways, on SQLite."""
    desk = desk_at(sqlite_url, referentials, referentials.invented)
    yield desk
    desk.house.store.close()


@pytest.fixture
def any_family(database_url: str, referentials: Referentials) -> Iterator[Desk]:
    """A desk with the invented pathways, once on each database."""
    desk = desk_at(database_url, referentials, referentials.invented)
    yield desk
    desk.house.store.close()
