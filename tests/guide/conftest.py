"""The shipped referential as a guide, made once for all that look at it."""

from datetime import date

import pytest

from engine.app.guidebook import LANGUAGES, MadeGuide, guide_files, of_workshop
from engine.app.publishing import Workshop
from engine.bootstrap import shipped, territory_of
from engine.guide.guide import Matter

DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def matter() -> Matter:
    """Everything that the shipped guide is made from."""
    processes = shipped("processes")
    return of_workshop(Workshop(processes, shipped("forms"), territory_of(processes)))


@pytest.fixture(scope="session")
def made(matter: Matter) -> MadeGuide:
    """The shipped guide, in both languages."""
    return guide_files(matter, LANGUAGES, DAY)
