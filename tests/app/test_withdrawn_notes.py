"""A note written in the wrong case is withdrawn: its text is destroyed, and that it was withdrawn stays told."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.app.verifying import retrials_of, standings_of
from engine.core.case import fold
from engine.core.events import Force, Note, Revert
from engine.store.checks import Means, check_with
from engine.store.connect import reach
from engine.telling.journal import telling
from engine.telling.voice import voice_of
from tests.app.desk import AGENT, SUPERVISOR, Desk, codes, desk_vault, done
from tests.app.tampering import Hand
from tests.app.test_replaying import replayed
from tests.app.test_undoing import standing

TEXT = "Zineb-Témoin attend mardi"
WHY = "Mauvais dossier"
COLLEAGUE = replace(AGENT, name="brahim")


@pytest.fixture
def noted(any_family) -> Desk:
    """A case with a note, and things that happened since."""
    done(any_family.open("famille", fields={"prenom": "Awa", "age": 30}))
    any_family.agree("accord", "partage")
    any_family.papers(carte="received")
    done(any_family.ask(Note(TEXT)))
    any_family.do("avancer")
    return any_family


def number_of(desk: Desk) -> int:
    return next(event.sequence for event in desk.history() if event.kind == "noted")


def findings(desk: Desk) -> list[tuple[str, int]]:
    means = Means(standings_of, retrials_of())
    return [(each.kind, each.sequence) for each in check_with(desk.url, desk_vault(), means).findings]


def withdraw(desk: Desk, **how):
    return desk.ask(Revert(number_of(desk), how.pop("reason", WHY)), **how)


def test_the_text_is_gone_and_the_rest_stands(noted):
    before, private, history = standing(noted), dict(noted.held().private), noted.history()
    assert noted.private(number_of(noted)) == {"note": TEXT}
    event = done(withdraw(noted)).events[-1]
    assert noted.private(number_of(noted)) == {}
    assert (standing(noted), noted.held().private) == (before, private)
    assert noted.history() == [*history, event]
    assert (event.actor, event.body["target"], event.body["empties"]) == ("amina", number_of(noted), True)
    assert noted.private(event.sequence) == {"reason": WHY}
    assert findings(noted) == []
    assert fold(noted.house.store.read(lambda reading: reading.history(noted.case))) == noted.held().case


def test_its_author_withdraws_it_and_a_supervisor_and_nobody_else(noted):
    number = str(number_of(noted))
    assert codes(withdraw(noted, actor=COLLEAGUE)) == [("note_of_another", number)]
    assert noted.private(int(number)) == {"note": TEXT}
    done(withdraw(noted, actor=SUPERVISOR))
    assert noted.private(int(number)) == {}


def test_a_supervisor_of_another_desk_finds_no_case(noted):
    from engine.errors import CaseNotFound

    with pytest.raises(CaseNotFound):
        withdraw(noted, actor=replace(SUPERVISOR, commune="tiznit"))
    assert noted.private(number_of(noted)) == {"note": TEXT}


def test_it_is_withdrawn_once_and_with_a_reason(noted):
    number = str(number_of(noted))
    assert codes(withdraw(noted, reason=" ")) == [("reason_missing", "reason")]
    done(withdraw(noted))
    assert codes(withdraw(noted)) == [("not_revertible", number)]


def test_it_is_withdrawn_again_with_the_same_key_once(noted):
    first = done(withdraw(noted, key="cle"))
    again = done(withdraw(noted, key="cle"))
    assert (again.repeated, again.events) == (True, first.events)


def test_a_withdrawn_note_keeps_no_step_from_being_undone(noted):
    """Steps before it and after it are undone as if it had never been."""
    done(withdraw(noted))
    for event in reversed(noted.history()[1:]):
        if event.kind not in ("noted", "reverted"):
            done(noted.ask(Revert(event.sequence, "essai")))
    assert noted.held().case.state == "debut"
    assert findings(noted) == []


def test_of_a_closed_case_too(noted):
    done(noted.ask(Force("fini", "décision"), actor=SUPERVISOR))
    done(withdraw(noted))
    assert findings(noted) == []


def test_no_way_out_tells_the_text(noted):
    """Case, replay at any moment, retelling, export for other tools, and the file itself."""
    done(withdraw(noted))
    noted.house.store.close()
    told = [str(noted.show()), str(noted.next())]
    number, last = number_of(noted), noted.held().case.sequence
    for asked in ({}, {"at": str(number)}, {"at": str(last - 1)}, {"corrected": True}, {"against": 1}):
        found = replayed(noted, SUPERVISOR, **asked)
        assert [str(each) for each in found.verdicts if "Differs" in str(each)] == []
        told.append(str(found))
    assert TEXT not in " ".join(told)
    assert "Zineb" not in " ".join(told)


def test_its_line_says_that_it_was_withdrawn(noted):
    done(withdraw(noted))
    view = noted.show()["journal"][-1]
    for language, words in (("fr", "Note retirée : étape n° 5, Note"), ("ar", "سحب ملاحظة"), ("en", "Note withdrawn")):
        definition = noted.house.store.read(
            lambda reading: noted.house.machine(reading, noted.held().case.digest).definition
        )
        teller = telling(voice_of(language), noted.house, definition, noted.case)
        assert teller.told(view).startswith(words)


def put_by_hand(desk: Desk, sealed: bytes | None) -> None:
    """In the file or on the server: what is sealed with the second step."""
    hand = Hand(desk.url)
    hand.run("UPDATE events SET sealed = ? WHERE stream = ? AND sequence = 2", sealed, hand.stream(desk.case))
    hand.leave()


def test_a_note_emptied_by_hand_is_found(any_family):
    """Fails when any note may lack its text."""
    noted = any_family
    done(noted.open("famille", fields={"prenom": "Awa", "age": 30}))
    done(noted.ask(Note(TEXT)))
    done(noted.ask(Note("autre")))
    done(noted.ask(Revert(3, WHY)))
    assert findings(noted) == []
    put_by_hand(noted, None)
    assert findings(noted) == [("seal", 2)]


def test_a_text_put_back_by_hand_is_found(any_family):
    """The very bytes that were there, from a copy kept aside."""
    noted = any_family
    done(noted.open("famille", fields={"prenom": "Awa", "age": 30}))
    done(noted.ask(Note(TEXT)))
    hand = Hand(noted.url)
    ((sealed,),) = hand.rows("SELECT sealed FROM events WHERE stream = ? AND sequence = 2", hand.stream(noted.case))
    hand.leave()
    done(withdraw(noted))
    put_by_hand(noted, bytes(sealed))
    assert findings(noted) == [("seal", 2)]


def test_the_file_itself_no_longer_holds_the_sealed_text(family, referentials):
    noted = family
    done(noted.open("famille", fields={"prenom": "Awa", "age": 30}))
    done(noted.ask(Note(TEXT)))
    path = Path(noted.url.removeprefix("sqlite:///"))
    link = reach(noted.url).link()
    (sealed,) = link.execute("SELECT sealed FROM events WHERE sequence = 2 AND sealed IS NOT NULL", ()).fetchone()
    link.close()
    sealed = bytes(sealed)

    def on_disk() -> bool:
        return any(sealed in each.read_bytes() for each in path.parent.glob(f"{path.name}*"))

    assert on_disk()
    done(withdraw(noted))
    assert not on_disk()
