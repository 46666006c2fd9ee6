"""A wrong click taken back in one gesture: state, data, papers and clocks as they were, private values too."""

import pytest

from engine.app.cases import last_revertible
from engine.core.case import fold
from engine.core.events import Assign, ChangeDocuments, Correct, Do, Force, GiveConsent, Note, Receipt, Revert, Transfer
from engine.errors import CaseNotFound, UsageError
from tests.app.desk import SUPERVISOR, Desk, anyone, codes, done, open_desk


def undo(desk: Desk):
    """What one gesture does: the last step, whatever it was."""
    return done(desk.ask(Revert(last_revertible(desk.house, desk.case), "mauvais bouton")))


def standing(desk: Desk) -> dict:
    """The case but for what counts its events."""
    case = desk.held().case
    return {name: getattr(case, name) for name in type(case).__slots__ if name not in ("sequence", "head")}


@pytest.fixture
def opened(any_family):
    done(any_family.open("famille", fields={"prenom": "Awa", "age": 30}))
    any_family.agree("accord", "partage")
    any_family.papers(carte="received")
    return any_family


@pytest.mark.parametrize(
    "ask",
    [
        Do("avancer"),
        Do("deposer", fields={"depart": "2026-11-01"}, receipt=Receipt("118", None)),
        Do("deposer", receipt=Receipt(None, None), reason="refusé"),
        Do("transmettre"),
        Do("attendre"),
        ChangeDocuments({"carte": "rejected", "photo": "received"}),
        GiveConsent("partage", False),
        Correct({"age": 31}, "lu"),
        Assign("amina"),
        Transfer("tiznit", "déménagement"),
    ],
    ids=lambda ask: getattr(ask, "trigger", type(ask).__name__),
)
def test_one_gesture_puts_everything_back(opened, ask):
    before, private = standing(opened), dict(opened.held().private)
    done(opened.ask(ask))
    assert standing(opened) != before
    undo(opened)
    assert (standing(opened), opened.held().private) == (before, private)


def test_a_forced_step_goes_back_and_stays_marked(opened):
    before = standing(opened)
    done(opened.ask(Force("suivi", "décision"), actor=SUPERVISOR))
    undo(opened)
    assert standing(opened) == {**before, "flags": ["forced"]}


def test_private_values_come_back_from_the_database(opened, referentials):
    """Corrected twice, undone twice: what another process then opens is what was there at first."""
    done(opened.ask(Correct({"prenom": "Hawa"}, "lu")))
    done(opened.ask(Correct({"prenom": "Eva"}, "lu de travers")))
    undo(opened)
    assert read_again(opened, referentials).held(opened.case).private == {"prenom": "Hawa"}
    undo(opened)
    elsewhere = read_again(opened, referentials)
    assert elsewhere.held(opened.case).private == {"prenom": "Awa"}
    last = elsewhere.history(opened.case)[-1]
    assert elsewhere.private(last.sequence, opened.case) == {"fields.prenom": "Awa", "reason": "mauvais bouton"}


def read_again(desk: Desk, referentials) -> Desk:
    desk.house.store.close()
    again = open_desk(desk.url, referentials)
    desk.house.store = again.house.store
    return again


def test_a_private_value_first_given_by_the_undone_step_is_gone(any_family):
    done(any_family.open("famille"))
    any_family.set(prenom="Awa")
    undo(any_family)
    assert (any_family.held().private, any_family.held().case.sealed) == ({}, {})


def test_the_journal_with_undone_steps_folds_to_the_case(opened):
    opened.do("avancer")
    undo(opened)
    done(opened.ask(Correct({"prenom": "Hawa"}, "lu")))
    undo(opened)
    assert fold(opened.house.store.read(lambda reading: reading.history(opened.case))) == opened.held().case


def test_one_gesture_after_the_other_goes_back_to_the_opening(opened):
    opened.do("avancer")
    for _ in range(4):
        undo(opened)
    with pytest.raises(UsageError, match="aucune étape"):
        last_revertible(opened.house, opened.case)
    assert opened.held().case.state == "debut"
    assert opened.held().private == {"prenom": "Awa"}


def test_the_same_step_is_undone_once(opened):
    target = opened.do("avancer").events[0].sequence
    done(opened.ask(Revert(target, "mauvais bouton")))
    assert codes(opened.ask(Revert(target, "mauvais bouton"))) == [("not_revertible", str(target))]


def test_what_a_later_step_rests_on_is_not_undone_before_it(opened):
    target = opened.do("avancer").events[0].sequence
    opened.do("revenir")
    assert codes(opened.ask(Revert(target, "mauvais bouton"))) == [("not_revertible", str(target))]
    undo(opened)
    done(opened.ask(Revert(target, "mauvais bouton")))
    assert opened.held().case.state == "debut"


def test_an_undoing_is_not_undone(opened):
    opened.do("avancer")
    number = undo(opened).events[0].sequence
    assert codes(opened.ask(Revert(number, "finalement si"))) == [("not_revertible", str(number))]


def test_a_note_is_not_undone_in_one_gesture(opened):
    done(opened.ask(Note("Rappeler jeudi")))
    assert last_revertible(opened.house, opened.case) == len(opened.history()) - 1


def test_the_clock_is_not_undone_in_one_gesture(family):
    from engine.app.agenda import tick

    done(family.open("famille"))
    family.set(depart="2026-11-01")
    family.wait(20)
    tick(family.house)
    assert family.kinds()[-1] == "expired"
    assert last_revertible(family.house, family.case) == 2


def test_of_an_unknown_case_there_is_nothing_to_undo(any_family):
    with pytest.raises(CaseNotFound):
        last_revertible(any_family.house, "D-0000-0000")


def test_a_wrong_click_never_shows_on_what_is_printed(opened):
    """A letter for a filing that was taken back would be a lie."""
    from engine.app.reading import read_case
    from engine.app.sheets import form_data

    opened.do("deposer", receipt=Receipt(None, None), reason="refusé")
    undo(opened)
    data = form_data(opened.house, read_case(opened.house, opened.case, anyone("agent")), "fr")
    assert (data["receipt"], data["steps"]) == ({}, [{"title": "Début", "on": "2026-11-06"}])
