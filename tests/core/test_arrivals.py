"""Cases sent to a desk: awaited until a person of that desk acts on them."""

import pytest

from engine.core.arrivals import awaits
from engine.core.events import Event

NOTED = Event("D-1", 2, "noted", 1, None, "a", "a", {}, "amina", "agent", "tiznit", "", "2026-11-06", "", "", "")
LINK = {"process": "accueil", "case": "D-0", "outcome": None}


def told(kind: str, **more) -> Event:
    return NOTED._replace(kind=kind, **more)


def test_a_case_opened_by_another_is_awaited_and_one_opened_for_a_person_is_not():
    assert awaits(told("opened", body={"links": {"origine": {**LINK, "side": "from"}}}), "tiznit", before=False)
    assert not awaits(told("opened"), "tiznit", before=False)


def test_a_case_handed_over_is_awaited_again():
    assert awaits(told("transferred", commune="agadir", body={"commune": "tiznit"}), "tiznit", before=False)


@pytest.mark.parametrize("kind", ["noted", "moved", "assigned", "recorded", "consented", "document_changed", "acted"])
def test_any_act_of_a_person_of_the_desk_takes_it_up(kind):
    assert not awaits(told(kind), "tiznit", before=True)
    assert not awaits(told(kind, commune=""), "tiznit", before=True)


@pytest.mark.parametrize(
    "event",
    [told("reminded", role="system"), told("expired", role="system"), told("linked"), told("noted", commune="agadir")],
    ids=["a clock", "an expiry", "news of a linked case", "another desk"],
)
def test_neither_a_clock_nor_news_nor_another_desk_takes_it_up(event):
    assert awaits(event, "tiznit", before=True)


def test_what_was_taken_up_is_not_awaited_again():
    assert not awaits(told("expired", role="system"), "tiznit", before=False)
