"""A person erased by two: one asks, another carries it out; refused while they are accompanied, and dated truly."""

from datetime import date, timedelta

import pytest

from engine.app import erasing
from engine.app.people import add_person, merge_people
from engine.app.verifying import standings_of
from engine.core.events import Actor, Do, Record
from engine.errors import CaseError, EngineError, UsageError
from engine.store.backups import backup
from engine.store.checks import check
from engine.store.transaction import Stamp
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, Desk, desk_vault, done

WHY = "La personne retire son accord."
ELSEWHERE = Actor("said", "supervisor", "tiznit")
REGION = Actor("nadia", "supervisor", "*")


def person_of(desk: Desk) -> str:
    return desk.held().case.subject


def closed_case(desk: Desk) -> str:
    """A birth that the person gave up, closed; the person."""
    person = add_person(desk.house, "person", COMMUNE, {"name": "Zoubida Ouazzani"}, AGENT)
    done(desk.open("naissance", subject=person))
    desk.ask(Record({"date_naissance": "2026-11-01"}))
    desk.set(motif_abandon="choix")
    desk.do("abandonner")
    return person


def ask(desk: Desk, person: str, actor: Actor = AGENT) -> erasing.Request:
    return erasing.ask_erasure(desk.house, person, "retrait", WHY, actor)


def test_one_asks_and_another_carries_it_out(any_desk):
    """Fails when a single name is enough."""
    person = closed_case(any_desk)
    ask(any_desk, person, SUPERVISOR)
    with pytest.raises(UsageError, match="ne l'approuve pas"):
        erasing.approve_erasure(any_desk.house, person, SUPERVISOR)
    erased = erasing.approve_erasure(any_desk.house, person, REGION)
    assert (erased.request.asked_by, erased.approved_by, erased.cases) == ("omar", "nadia", 1)
    held = any_desk.held()
    assert (held.erased, held.private) == (True, {})
    report = check(any_desk.url, desk_vault(), standings_of)
    assert (report.findings, report.erased) == ((), 1)


def test_who_may_not_erase_only_asks(desk):
    person = closed_case(desk)
    ask(desk, person)
    for actor, words in ((AGENT, "pas ce droit"), (ELSEWHERE, "accessible ici"), (Actor("e", "editor", "*"), "ici")):
        with pytest.raises(EngineError, match=words):
            erasing.approve_erasure(desk.house, person, actor)
    with pytest.raises(UsageError, match="accessible ici"):
        ask(desk, person, ELSEWHERE)
    assert not desk.held().erased
    denied = desk.house.store.read(lambda reading: [sight for sight in reading.sights("2000", "3000") if sight.denied])
    assert [(sight.actor, sight.act) for sight in denied] == [
        ("amina", "person.erase"),
        ("said", "person.erase"),
        ("e", "person.erase"),
        ("said", "person.rights"),
    ]


def test_nobody_is_erased_while_a_case_is_open(any_desk):
    """Also when it was opened, or opened again, after the demand."""
    person = closed_case(any_desk)
    ask(any_desk, person)
    any_desk.ask(Do("rouvrir", reason="elle revient"))
    with pytest.raises(UsageError, match=any_desk.case):
        erasing.approve_erasure(any_desk.house, person, SUPERVISOR)
    with pytest.raises(UsageError, match="déjà demandé"):
        ask(any_desk, person)
    erasing.refuse_erasure(any_desk.house, person, "Elle revient.", SUPERVISOR)
    with pytest.raises(UsageError, match="encore un dossier ouvert"):
        ask(any_desk, person)
    assert not any_desk.held().erased


def test_an_open_case_that_one_may_not_see_is_neither_named_nor_told_of(desk):
    """Fails when a refusal shows a desk that another one has a case of the person."""
    person = closed_case(desk)
    desk.actor = REGION
    done(desk.open("protection", subject=person, commune="tiznit"))
    ask(desk, person)
    with pytest.raises(UsageError) as told:
        erasing.approve_erasure(desk.house, person, SUPERVISOR)
    assert desk.case not in told.value.message
    with pytest.raises(UsageError, match=desk.case):
        erasing.approve_erasure(desk.house, person, REGION)


def test_every_record_of_the_person_goes_together(any_desk):
    person = closed_case(any_desk)
    double = add_person(any_desk.house, "person", COMMUNE, {"name": "Z. Ouazzani"}, AGENT)
    other = add_person(any_desk.house, "person", COMMUNE, {"name": "Brahim"}, AGENT)
    merge_people(any_desk.house, person, double, "même passeport", AGENT)
    request = ask(any_desk, double)
    assert set(request.records) == {person, double}
    erasing.approve_erasure(any_desk.house, person, SUPERVISOR)
    erased = any_desk.house.store.read(
        lambda reading: {name: reading.subject(name).erased for name in (person, double, other)}
    )
    assert erased == {person: True, double: True, other: False}
    assert check(any_desk.url, desk_vault(), standings_of).findings == ()


def test_a_demand_is_seen_refused_and_asked_again(any_desk):
    person = closed_case(any_desk)
    assert erasing.see_request(any_desk.house, person, SUPERVISOR) is None
    ask(any_desk, person)
    seen = erasing.see_request(any_desk.house, person, SUPERVISOR)
    assert seen is not None
    assert (seen.reason, seen.asked_by, seen.basis) == (WHY, "amina", "retrait")
    assert [each.subject for each in erasing.requests(any_desk.house, SUPERVISOR)] == [person]
    assert [each.reason for each in erasing.requests(any_desk.house, SUPERVISOR)] == [""]
    assert erasing.requests(any_desk.house, ELSEWHERE) == []
    erasing.refuse_erasure(any_desk.house, person, "Une démarche est en cours.", SUPERVISOR)
    assert erasing.requests(any_desk.house, SUPERVISOR) == []
    with pytest.raises(UsageError, match="Personne n'a demandé"):
        erasing.approve_erasure(any_desk.house, person, SUPERVISOR)
    ask(any_desk, person)
    assert not erasing.approve_erasure(any_desk.house, person, SUPERVISOR).last_backup


def test_the_reason_stands_nowhere_in_clear_and_goes_with_the_person(desk):
    person = closed_case(desk)
    ask(desk, person)
    bodies = desk.house.store.read(lambda reading: [stored for _, stored, _ in reading.stored(person)])
    assert not any(b"retire son accord" in stored for stored in bodies)
    erasing.approve_erasure(desk.house, person, SUPERVISOR)
    rank = len(bodies)
    assert desk.house.store.read(lambda reading: reading.private(person, rank)) == {}


def test_words_that_are_missing_are_asked_for(desk):
    person = closed_case(desk)
    for basis, reason, words in (("retrai", WHY, "« retrait »"), ("retrait", "  ", "motif"), ("duree", "", "motif")):
        with pytest.raises(EngineError, match=words):
            erasing.ask_erasure(desk.house, person, basis, reason, AGENT)
    with pytest.raises(UsageError, match="motif"):
        erasing.refuse_erasure(desk.house, person, "", SUPERVISOR)
    with pytest.raises(UsageError, match="accessible"):
        ask(desk, "B-0000-0000")


def test_an_erased_person_is_asked_nothing_more(desk):
    person = closed_case(desk)
    ask(desk, person)
    erasing.approve_erasure(desk.house, person, SUPERVISOR)
    with pytest.raises(UsageError, match="déjà été effacée"):
        ask(desk, person)
    with pytest.raises(CaseError, match="effacée"):
        desk.ask(Do("rouvrir", reason="elle revient"))


def test_the_true_date_is_that_of_the_last_backup_that_holds_the_key(desk, tmp_path):
    """Fails when it is said to be today: thirty days of backups still open what was erased."""
    person = closed_case(desk)
    stamp = Stamp(desk.house.recorded_at(), desk.today.isoformat(), Actor("systeme", "system", ""))
    backup(desk.url, tmp_path / "sauvegarde.db", desk_vault(), standings_of, stamp)
    desk.wait(10)
    ask(desk, person)
    erased = erasing.approve_erasure(desk.house, person, SUPERVISOR)
    assert erased.last_backup == date(2026, 11, 6)
    assert erased.gone_on == date(2026, 11, 6) + timedelta(days=30)
    assert erased.log == "emptied"


def test_a_backup_that_should_be_gone_moves_no_date_into_the_past(desk, tmp_path):
    person = closed_case(desk)
    stamp = Stamp(desk.house.recorded_at(), desk.today.isoformat(), Actor("systeme", "system", ""))
    backup(desk.url, tmp_path / "sauvegarde.db", desk_vault(), standings_of, stamp)
    desk.wait(90)
    ask(desk, person)
    assert erasing.approve_erasure(desk.house, person, SUPERVISOR).gone_on == desk.today
