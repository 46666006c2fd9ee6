"""The fold: a case is what its events made of it, no more, and they are never changed by it."""

from datetime import date
from typing import get_args

import pytest

from engine.core.case import CaseState, case_of, evolve, fold, fold_without, snapshot
from engine.core.events import (
    ChangeDocuments,
    Correct,
    DemandUndue,
    Event,
    EventKind,
    Force,
    GiveConsent,
    Inform,
    Note,
    Transfer,
)
from engine.errors import BrokenHistory, UnreadableEvent
from tests.core.definitions import pathway, titled
from tests.core.desk import Desk, body_bytes, bytes_of, codes
from tests.core.refusals import COMPLETE, RECEIPT, registered, told


def long_life() -> Desk:
    """A case that went through most of what can happen, undoings included."""
    desk = told()
    desk.do("constituer")
    desk.do("completer", documents=COMPLETE)
    desk.revert()
    desk.ask(Correct({"ne_le": "2026-11-02"}, "mal entendu"))
    desk.do("relancer")
    desk.ask(ChangeDocuments({"avis": "requested"}))
    desk.ask(DemandUndue("acte_mariage", ""))
    desk.revert()
    desk.ask(DemandUndue("acte_mariage", ""))
    desk.ask(GiveConsent("partage", True))
    desk.ask(Inform("deadline", "declaration", "2026-12-01", "voice", "told"))
    desk.wait(8)
    desk.do("completer", documents=COMPLETE)
    desk.do("suspendre")
    desk.do("reprendre")
    desk.do("deposer", receipt=RECEIPT)
    desk.wait(16)
    desk.do("inscrire")
    desk.do("orienter")
    desk.do("transmettre")
    desk.ask(Transfer("agadir", "déménagement"))
    desk.close_linked("sante", "success")
    desk.ask(Force("suspendu", "à revoir"), role="supervisor")
    desk.do("reprendre")
    desk.do("cloturer")
    return desk


def test_the_long_life_says_most_of_what_can_happen():
    told_of = set(long_life().kinds)
    assert told_of >= set(get_args(EventKind)) - {"noted", "assigned", "migrated", "merged", "recorded", "attached"}


def test_folding_the_history_gives_the_live_case_byte_for_byte():
    desk = long_life()
    assert bytes_of(fold(desk.history)) == bytes_of(desk.case)


def test_folding_a_prefix_then_the_rest_gives_the_same_case():
    desk = long_life()
    for cut in range(len(desk.history) + 1):
        begun = fold(desk.history[:cut])
        assert bytes_of(fold(desk.history[cut:], begun)) == bytes_of(desk.case)


def test_folding_changes_no_event():
    """A revert brings whole lists back: the fold goes on with its own."""
    desk = long_life()
    before = [body_bytes(event) for event, _ in desk.history]
    fold(desk.history)
    fold(desk.history)
    assert [body_bytes(event) for event, _ in desk.history] == before


def test_evolving_leaves_the_case_before_as_it_was():
    desk = long_life()
    case = CaseState()
    for event, digest in desk.history:
        before = bytes_of(case)
        after = evolve(case, event, digest)
        assert bytes_of(case) == before
        case = after


def test_a_fold_started_from_a_case_leaves_it_as_it_was():
    desk = long_life()
    begun = fold(desk.history[:6])
    before = bytes_of(begun)
    fold(desk.history[6:], begun)
    assert bytes_of(begun) == before


def test_a_case_stored_and_read_again_is_the_same_case():
    for cut in range(1, len(long_life().history)):
        case = fold(long_life().history[:cut])
        assert case_of(snapshot(case)) == case


def test_the_fold_reads_no_private_value():
    """The case of a person who was erased still folds: nothing but the sequence of the seal is in it."""
    desk = long_life()
    private = {value for value in desk.seals.values() if isinstance(value, str)}
    assert private >= {"2026-11-01", "2026-11-02", "12/2026", "mal entendu", "déménagement"}
    assert not any(
        value.encode() in body_bytes(event) for event, _ in desk.history for value in ("12/2026", "mal entendu")
    )


def following(desk: Desk, **changes: object) -> Event:
    """An event that would come next, but for some changes."""
    last, digest = desk.history[-1]
    ordered = {"sequence": last.sequence + 1, "previous": digest, "kind": "noted", "body": {}, "trigger": None}
    return last._replace(**{**ordered, **changes})


@pytest.mark.parametrize("changes", [{"sequence": 2}, {"sequence": 4}, {"previous": "0" * 64}])
def test_an_event_that_does_not_follow_breaks_the_history(changes):
    desk = told()
    desk.do("relancer")
    with pytest.raises(BrokenHistory):
        evolve(desk.case, following(desk, **changes), "f" * 64)


@pytest.mark.parametrize("changes", [{"kind": "whispered"}, {"shape": 2}])
def test_an_event_of_a_kind_or_a_shape_not_known_is_not_guessed(changes):
    desk = told()
    with pytest.raises(UnreadableEvent):
        evolve(desk.case, following(desk, **changes), "f" * 64)


@pytest.mark.parametrize("kind", get_args(EventKind))
def test_every_kind_of_event_is_known_to_the_fold(kind):
    desk = told()
    try:
        evolve(desk.case, following(desk, kind=kind), "f" * 64)
    except KeyError:
        """Its body is empty here; it was looked for."""


def test_a_clock_that_an_event_takes_away_is_gone():
    desk = told()
    assert set(desk.case.clocks) == {"declaration"}
    after = evolve(desk.case, following(desk, body={"clocks": {"declaration": None}}), "f" * 64)
    assert after.clocks == {}


def test_a_merged_case_is_moved_nowhere():
    desk = told()
    after = evolve(desk.case, following(desk, kind="merged", body={"into": "B2"}), "f" * 64)
    assert {**snapshot(after), "sequence": 0, "head": ""} == {**snapshot(desk.case), "sequence": 0, "head": ""}


def test_a_migrated_case_runs_on_under_its_new_version():
    desk = registered()
    restores = {**snapshot(desk.case), "state": "pret"}
    event = following(
        desk, kind="migrated", to_state="pret", definition="neuve", body={"to_version": 2, "restores": restores}
    )
    after = evolve(desk.case, event, "f" * 64)
    assert (after.state, after.version, after.digest) == ("pret", 2, "neuve")
    assert after.sequence == desk.case.sequence + 1


def test_a_withdrawn_note_is_passed_over_when_another_step_is_undone():
    """Fails when what came between a note and its withdrawal, a passage to another version too, rests on it."""
    desk = told()
    desk.ask(Note("vue hier"))
    events = list(desk.history)
    case = desk.case
    for more in (
        {"kind": "migrated", "definition": "neuve", "body": {"to_version": 2, "restores": snapshot(case)}},
        {"kind": "recorded", "definition": "neuve", "body": {"fields": {"rang": 9}}},
        {"kind": "reverted", "definition": "neuve", "body": {"target": 2, "empties": True, "restores": {}}},
    ):
        last, digest = events[-1]
        event = last._replace(sequence=last.sequence + 1, previous=digest, trigger=None, **more)
        events.append((event, f"{event.sequence:064d}"))
    without = fold_without(events, frozenset({4}))
    assert without is not None
    assert (without.version, without.fields) == (2, case.fields)


def test_times_since_counts_from_the_last_time():
    desk = told()
    for trigger in ("relancer", "relancer", "repondre", "relancer"):
        desk.do(trigger)
    assert desk.case.done == {"relancer": [2, 3, 5], "repondre": [4]}
    assert codes(desk.do("repondre")) == []
    assert codes(desk.do("repondre")) == ["condition_false"]


def test_an_action_that_a_clock_pulls_counts_as_done_even_when_the_case_stays():
    calls = pathway(
        "appels",
        start="ici",
        deadlines={
            "appel": {
                **titled("appel", kind="internal"),
                "starts": {"enter": "ici"},
                "within": "3 days",
                "on_expiry": "appeler",
            }
        },
        states={
            "ici": {**titled("ici", kind="task"), "actions": {"appeler": {**titled("appeler")}}},
        },
    )
    desk = Desk(calls, date(2026, 11, 2))
    desk.open()
    desk.wait(5)
    assert (desk.case.done, desk.case.lapsed, desk.state) == ({"appeler": [2]}, 0, "ici")
