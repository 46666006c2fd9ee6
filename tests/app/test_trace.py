"""What is shown is noted first; what can't be noted isn't shown."""

import pytest

from engine.core.events import Actor
from engine.errors import EnvironmentUnusable

FATIMA = Actor("fatima", "agent", "tiznit")


def sights(house):
    return house.store.read(lambda reading: list(reading.sights("", "9999")))


def see_until_refused(house):
    for _ in range(1_000):
        house.trace(FATIMA, "case.read", [])


def test_a_sight_is_noted_at_the_server_s_time(desk):
    house = desk.house
    house.trace(FATIMA, "person.search", ["Amina"], denied=True)
    [sight] = sights(house)
    assert (sight.at, sight.actor, sight.seen, sight.denied) == (house.recorded_at(), "fatima", ("?",), True)


def test_what_cannot_be_noted_is_not_shown_and_that_is_said(desk):
    """Fails when a failure of the log of reads is passed over."""
    house = desk.house
    pages = house.store.read(lambda reading: reading._link.execute("PRAGMA page_count").fetchone()[0])  # noqa: SLF001
    house.store.write(lambda writing: writing._link.execute(f"PRAGMA max_page_count={pages}"))  # noqa: SLF001
    with pytest.raises(EnvironmentUnusable) as told:
        see_until_refused(house)
    assert told.value.message.startswith("Cette consultation n'a pas pu être notée : rien de personnel n'est montré. ")
    assert "Le disque est plein" in told.value.message
    assert "Libérer de la place" in told.value.remedy
