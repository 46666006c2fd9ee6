"""Offices, holidays and forms put in service by editors: versions in the database, over the files of the program.

The program comes with a text of each. Once editors have put another one in service, that one stands, whatever the
program brings later: the newest version in the database is what desks live by. Pathways are published otherwise
(`engine.app.publishing`): a case keeps to its own. Here the newest counts for all, but for what was counted before: the
calendar of each event is kept with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.app.receipts import RECEIPTS
from engine.core.territory import Territory
from engine.errors import DefinitionError, EnvironmentUnusable
from engine.printing.printer import Printer
from engine.reader.territory import read_territory
from engine.store.journal import Reading, Store

if TYPE_CHECKING:
    from engine.app.house import House

OF_TERRITORY = ("offices.yaml", "holidays.yaml")
"Files of a territory that are put in service. Communes aren't: people, accounts and cases are theirs."


def in_service(store: Store) -> tuple[dict[str, bytes], int]:
    """File → the text that stands for the program's own; and how long the log was when they were read."""

    def work(reading: Reading) -> tuple[dict[str, bytes], int]:
        newest = {each.file: each for each in reading.files_published() if each.file != RECEIPTS}
        return {name: reading.file_text(each).encode() for name, each in newest.items()}, reading.log_head()

    return store.read(work)


def territory_in_service(folder: Path, texts: Mapping[str, bytes]) -> Territory:
    """The territory of a folder, with the texts that editors put in service.

    A text that another version of the program can't read any more stands aside: a desk opens all the same, by the
    program's own, and the page of the file tells what is wrong in it.

    Raises:
        DefinitionError: the program's own files have errors.
    """
    if mine := texts_of_territory(folder.name, texts):
        with suppress(DefinitionError):
            return read_territory(folder, instead=mine).territory
    return read_territory(folder).territory


def texts_of_territory(territory: str, texts: Mapping[str, bytes]) -> dict[str, bytes]:
    """File of a territory → the text in service."""
    return _under(f"territories/{territory}/", texts)


def texts_of_forms(texts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Form or catalogue of forms → the text in service."""
    return _under("forms/", texts)


def _under(head: str, texts: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name.removeprefix(head): text for name, text in texts.items() if name.startswith(head)}


def renewed(house: House, processes: Path, forms: Path) -> House:
    """The house with what is in service now: itself, as long as nothing was put in service elsewhere.

    Another house, never this one changed: what is being decided goes on with one calendar to its end.
    """
    head = house.store.read(lambda reading: reading.log_head())
    if head == house.log_seen:
        return house
    texts, seen = in_service(house.store)
    if texts == house.in_service:
        house.log_seen = seen
        return house
    fresh = replace(
        house,
        territory=territory_in_service(processes / "territories" / house.territory.id, texts),
        printer=Printer(forms, texts_of_forms(texts)),
        in_service=texts,
        log_seen=seen,
    )
    if house.store.training:
        # As when it is opened: whoever can't write reads all the same.
        with suppress(EnvironmentUnusable):
            fresh.publish_calendar()
    return fresh
