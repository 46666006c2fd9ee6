"""Telling a person: which way needs whose leave, what is sealed of it, and what a retrial says of it."""

from dataclasses import replace

import pytest

from engine.core.contact import OUTCOMES, UNSEEN, is_address, ways
from engine.core.events import AgreeContact, Event, Inform
from engine.core.rules import SYSTEM
from engine.core.verdicts import AGREES, Differs
from tests.core.definitions import SHELTER
from tests.core.desk import Desk, codes
from tests.core.refusals import TODAY, told
from tests.core.trials import walked

DAY = "2026-12-01"
SPOKEN = Inform("deadline", "declaration", DAY, "voice", "told")
CLAIMED = replace(SPOKEN, way="email", outcome="claimed")
BY_EMAIL = AgreeContact("email", True, "ar", "awa@example.org")


def shelter() -> Desk:
    desk = Desk(SHELTER, TODAY)
    desk.open()
    return desk


def last(desk: Desk) -> Event:
    return desk.history[-1][0]


def test_what_was_told_is_recorded_and_moves_nothing():
    desk = told()
    before = (desk.state, dict(desk.case.clocks))
    desk.ask(SPOKEN)
    assert (desk.state, desk.case.clocks) == before
    body = {"about": "deadline", "name": "declaration", "on": DAY, "way": "voice", "outcome": "told"}
    assert (last(desk).kind, last(desk).body) == ("informed", body)


@pytest.mark.parametrize("way", ["slip", "phone"])
def test_a_protected_case_is_told_by_no_other_way_than_face_to_face_unless_agreed(way):
    """Fails when a slip or a call needs no leave in a protected case."""
    desk, ask = shelter(), Inform("deadline", "reponse", DAY, way, OUTCOMES[way][0])
    assert codes(desk.ask(replace(ask, way="voice", outcome="told"))) == []
    assert codes(desk.ask(ask)) == ["consent_missing"]
    desk.ask(AgreeContact(way, True))
    assert codes(desk.ask(ask)) == []
    desk.ask(AgreeContact(way, False))
    assert codes(desk.ask(ask)) == ["consent_missing"]
    assert codes(told().ask(replace(SPOKEN, way=way, outcome=OUTCOMES[way][0]))) == []


def test_an_e_mail_leaves_only_where_the_person_agreed():
    desk = told()
    assert codes(desk.ask(CLAIMED)) == ["consent_missing"]
    desk.ask(BY_EMAIL)
    assert codes(desk.ask(CLAIMED)) == []
    desk.revert(desk.case.sequence - 1)
    assert codes(desk.ask(CLAIMED)) == ["consent_missing"]


def test_what_became_of_a_message_is_recorded_though_the_person_has_withdrawn():
    desk = told()
    desk.ask(BY_EMAIL)
    desk.ask(CLAIMED)
    desk.ask(AgreeContact("email", False))
    assert codes(desk.ask(replace(CLAIMED, outcome="refused", why="550"))) == []
    assert last(desk).body["why"] == "550"


def test_the_address_is_sealed_beside_its_event():
    desk = told()
    desk.ask(BY_EMAIL)
    assert last(desk).body == {
        "consent": "contact:email",
        "given": True,
        "version": 1,
        "language": "ar",
        "sealed": ["address"],
    }
    assert desk.seals["address", desk.case.sequence] == "awa@example.org"
    assert ways(desk.machine.definition, desk.case.consents, TODAY) == ("voice", "slip", "phone", "email")


@pytest.mark.parametrize(
    "address",
    [
        *("", "awa", "awa@", "@example.org", "awa@example", "a b@example.org", "awa@exa mple.org"),
        *("awa@example.org\nBcc: other@example.org", "awa@example.org\r\nX: y", "awa@example.org,other@example.org"),
        *("Awa <awa@example.org>", "awa@example.org\u202e", "آوا@example.org", f"{'a' * 250}@example.org"),
    ],
)
def test_what_is_not_one_address_is_refused(address):
    """Fails when a second header or another recipient can come along with an address."""
    desk = told()
    assert not is_address(address)
    assert codes(desk.ask(replace(BY_EMAIL, address=address))) == ["text_refused"]


def test_nothing_else_can_come_of_a_way_nor_be_told_of():
    desk = told()
    for outcome in ("sent", "printed", "claimed"):
        with pytest.raises(ValueError, match="come of"):
            desk.ask(replace(SPOKEN, outcome=outcome))
    with pytest.raises(ValueError, match="come of"):
        desk.ask(replace(SPOKEN, why="550"))
    assert codes(desk.ask(replace(SPOKEN, name="inventee"))) == ["nothing_to_do"]


def test_a_life_with_reminders_is_judged_again_and_agrees():
    desk = told()
    for ask in (SPOKEN, BY_EMAIL, CLAIMED, replace(CLAIMED, outcome="refused", why="550")):
        assert codes(desk.ask(ask)) == []
    life = walked(desk)
    assert set(life.verdicts()) == {AGREES}
    # Of an erased person the address can't be read any more, and nothing about it can be called altered.
    assert set(life.verdicts(private=lambda event: None if "sealed" in event.body else {})) >= {AGREES}
    assert not [each for each in life.verdicts(private=lambda _: None) if isinstance(each, Differs)]
    assert is_address(UNSEEN)


@pytest.mark.parametrize(
    "forged",
    [
        {"outcome": "sent"},
        {"way": "email"},
        {"name": "inventee"},
        {"why": "550"},
        {"way": "pigeon"},
    ],
    ids=str,
)
def test_an_altered_reminder_is_found(forged):
    desk = told()
    desk.ask(SPOKEN)
    life = walked(desk)
    events = [*life.events[:-1], (life.events[-1][0]._replace(body={**last(desk).body, **forged}), "f" * 64)]
    assert isinstance(replace(life, events=events).verdicts()[len(events) - 1], Differs)


def test_a_reminder_signed_by_the_system_is_found():
    desk = told()
    desk.ask(SPOKEN)
    life = walked(desk)
    events = [*life.events[:-1], (life.events[-1][0]._replace(role=SYSTEM.role, actor=SYSTEM.name), "f" * 64)]
    assert replace(life, events=events).verdicts()[len(events) - 1] == Differs("actor", "agent", "system")
