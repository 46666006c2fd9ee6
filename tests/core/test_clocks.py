"""Clocks: what starts them, moves them, ends, pauses and resumes them, and when they have something to say."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.calendar import Holiday, calendar_of
from engine.core.clocks import is_running, plan_clocks, reminder_days, standing
from engine.core.decision import Accepted
from engine.core.events import ChangeDocuments, Correct, Force, Receipt
from tests.core.definitions import BIRTH, CLOCKYARD, SHELTER, pathway, text, titled
from tests.core.desk import Desk

FIRST = date(2026, 11, 2)
"A Monday."


def yard(day: date = FIRST, **fields: Any) -> Desk:
    """A case of the clockyard, opened on a day."""
    desk = Desk(CLOCKYARD, day)
    assert isinstance(desk.open(**fields), Accepted)
    return desk


def dues(desk: Desk) -> dict[str, str]:
    """Clock → its due day, for those that have one."""
    return {name: clock["due"] for name, clock in desk.case.clocks.items() if clock["due"] is not None}


def day(number: int) -> str:
    """The n-th day after the opening."""
    return (FIRST + timedelta(days=number)).isoformat()


# ------------------------------------------------------------------------------------------------- starting


def test_a_clock_starts_at_the_date_of_its_field():
    desk = yard(fait_le="2026-11-01")
    assert desk.clock("au_champ") == {"start": "2026-11-01", "due": "2026-11-11", "estimated": False}
    assert dues(yard()) == {"a_la_rentree": "2027-09-06"}


def test_a_clock_starts_when_its_field_is_recorded_later():
    desk = yard()
    desk.wait(3)
    desk.set(fait_le="2026-11-01")
    assert desk.clock("au_champ")["due"] == "2026-11-11"


def test_a_clock_starts_on_entering_its_state():
    desk = yard()
    desk.wait(2)
    desk.do("entrer")
    assert desk.clock("a_lentree") == {"start": day(2), "due": day(6), "estimated": False}


def test_a_clock_starts_at_the_opening_when_its_state_is_the_first():
    desk = Desk(SHELTER, FIRST)
    desk.open()
    assert desk.clock("reponse")["due"] == day(2)


def test_a_clock_starts_when_its_action_is_done():
    desk = yard()
    desk.do("noter")
    assert desk.clock("a_lacte")["due"] == day(2)


def test_a_clock_starts_when_its_paper_is_obtained_and_counts_from_the_day_on_it():
    desk = yard()
    desk.ask(ChangeDocuments({"jugement": "requested"}))
    assert "au_papier" not in desk.case.clocks
    desk.ask(ChangeDocuments({"jugement": "received"}, {"jugement": date(2026, 10, 20)}))
    assert desk.clock("au_papier")["start"] == "2026-10-20"


def test_a_paper_looked_at_again_does_not_start_its_clock_again():
    desk = yard()
    desk.ask(ChangeDocuments({"jugement": "received"}))
    desk.wait(5)
    desk.ask(ChangeDocuments({"jugement": "verified"}))
    assert desk.clock("au_papier")["start"] == day(0)


def test_a_clock_of_a_dated_list_counts_to_the_next_of_its_days():
    assert yard(date(2026, 9, 7)).clock("a_la_rentree")["due"] == "2026-09-07"
    assert yard(date(2026, 9, 8)).clock("a_la_rentree")["due"] == "2027-09-06"


def test_a_clock_of_a_dated_list_that_is_over_does_not_start():
    assert "a_la_rentree" not in yard(date(2027, 9, 7)).case.clocks


def test_the_act_happened_when_it_happened():
    """Typed on the 8th, done on the 3rd: the clock counts from the 3rd."""
    desk = yard()
    desk.wait(6)
    desk.do("noter", on=FIRST + timedelta(days=1))
    assert desk.clock("a_lacte")["start"] == day(1)


# ----------------------------------------------------------------------------------------- starting once more


def test_a_clock_starts_again_each_time_its_state_is_entered():
    desk = yard()
    desk.do("entrer")
    desk.do("revenir")
    desk.wait(3)
    desk.do("entrer")
    assert desk.clock("a_lentree")["start"] == day(3)


def test_a_clock_goes_on_when_the_case_comes_back_from_a_pause_or_a_closing():
    """To come back is no new entry: a delay of the law is not given twice to whom was away."""
    desk = yard()
    desk.do("entrer")
    desk.wait(1)
    desk.do("arreter")
    desk.wait(1)
    desk.do("reprendre")
    desk.do("finir")
    desk.do("rouvrir")
    assert desk.state == "deux"
    assert desk.clock("a_lentree")["start"] == day(0)


def test_a_clock_starts_again_each_time_its_action_is_done():
    desk = yard()
    desk.do("noter")
    desk.wait(1)
    desk.do("noter")
    assert desk.clock("a_lacte")["due"] == day(3)


def test_the_correction_of_a_date_moves_its_clock_both_ways():
    desk = yard(fait_le="2026-11-01")
    desk.ask(Correct({"fait_le": "2026-10-25"}, "lu de travers"))
    assert desk.clock("au_champ")["due"] == "2026-11-04"
    desk.ask(Correct({"fait_le": "2026-11-02"}, "relu"))
    assert desk.clock("au_champ")["due"] == "2026-11-12"


def test_the_correction_of_a_date_lets_its_reminders_be_told_again():
    desk = yard(fait_le="2026-11-02")
    desk.wait(4)
    assert desk.clock("au_champ")["fired"] == [3]
    desk.ask(Correct({"fait_le": "2026-11-05"}, "lu de travers"))
    assert "fired" not in desk.clock("au_champ")


def test_a_field_recorded_again_with_the_same_date_leaves_its_clock_alone():
    desk = yard(fait_le="2026-11-02")
    desk.wait(4)
    before = desk.clock("au_champ")
    desk.set(fait_le="2026-11-02")
    assert desk.clock("au_champ") == before


# ------------------------------------------------------------------------------------- the earliest of several


def test_the_first_date_known_counts():
    desk = yard()
    desk.wait(4)
    desk.do("entrer")
    assert desk.clock("au_plus_tot")["start"] == day(4)
    desk.set(su_le=day(1))
    assert desk.clock("au_plus_tot")["due"] == day(21)


def test_a_later_anchor_changes_nothing():
    desk = yard(su_le=day(0))
    desk.wait(4)
    desk.do("entrer")
    desk.ask(ChangeDocuments({"preuve": "received"}))
    assert desk.clock("au_plus_tot")["start"] == day(0)


def test_a_corrected_date_counts_against_the_other_anchors():
    """What was first by mistake is no longer first."""
    desk = yard(su_le=day(0))
    desk.wait(4)
    desk.do("entrer")
    desk.wait(4)
    desk.ask(Correct({"su_le": day(6)}, "lu de travers"))
    assert desk.clock("au_plus_tot")["start"] == day(4)
    desk.ask(Correct({"su_le": day(2)}, "relu"))
    assert desk.clock("au_plus_tot")["start"] == day(2)


def test_an_anchor_that_comes_again_counts_from_its_first_time():
    desk = yard()
    desk.do("entrer")
    desk.do("revenir")
    desk.wait(5)
    desk.do("entrer")
    assert desk.clock("au_plus_tot")["start"] == day(0)


# ------------------------------------------------------------------------------------- ends, pauses and resumes


def test_a_clock_ends_in_the_states_it_runs_until_and_runs_again_when_the_case_leaves_them():
    desk = yard(fait_le=day(0))
    desk.wait(12)
    assert desk.state == "trois"
    assert desk.clock("au_champ")["missed"] == "trois"
    desk = yard(fait_le=day(0), mot="non")
    desk.wait(3)
    desk.ask(Force("trois", "par un autre chemin"), role="supervisor")
    assert desk.clock("au_champ")["ended"] == day(3)
    assert not is_running(desk.clock("au_champ"))
    desk.do("sortir")
    assert is_running(desk.clock("au_champ"))
    assert desk.clock("au_champ")["due"] == day(10)


def overdue(desk: Desk) -> set[str]:
    return {view.deadline.id for view in desk.guide().clocks if view.overdue}


@pytest.mark.parametrize("by_hand", [False, True])
def test_what_was_missed_presses_until_somebody_goes_on_from_there(by_hand):
    """The state to which the expiry leads ends the clock for whoever comes there otherwise, not for itself."""
    desk = yard(fait_le=day(0))
    desk.today += timedelta(days=11)
    desk.do("aller") if by_hand else desk.tick()
    assert desk.state == "trois"
    assert overdue(desk) == {"au_champ"}
    assert standing(desk.machine.clocks, desk.case.clocks)[0] == day(10)
    desk.tick()
    assert desk.kinds.count("expired") == (0 if by_hand else 1), "it was told once"
    desk.do("arreter")
    desk.do("reprendre")
    assert overdue(desk) == {"au_champ"}
    desk.do("finir")
    assert overdue(desk) == set()


def test_a_state_reached_in_time_ends_the_clock_even_by_the_action_of_its_expiry():
    desk = yard(fait_le=day(0))
    desk.wait(2)
    desk.do("aller")
    assert desk.clock("au_champ")["ended"] == day(2)


def test_a_corrected_date_ends_what_was_missed():
    """The delay had not passed after all: the clock ends where the case stands, as for whoever came in time."""
    desk = yard(fait_le=day(0))
    desk.wait(12)
    desk.ask(Correct({"fait_le": day(9)}, "erreur de date"))
    assert overdue(desk) == set()


def test_a_pause_puts_the_due_day_off_by_its_length():
    desk = yard(fait_le=day(0))
    desk.wait(2)
    desk.do("arreter")
    assert desk.clock("au_champ")["paused"] == day(2)
    assert not is_running(desk.clock("au_champ"))
    desk.wait(6)
    desk.do("reprendre")
    assert "paused" not in desk.clock("au_champ")
    assert desk.clock("au_champ")["due"] == day(16)


def test_a_clock_that_the_pause_does_not_name_goes_on():
    desk = yard()
    desk.do("noter")
    desk.do("arreter")
    assert is_running(desk.clock("a_lacte"))


def test_a_paused_clock_is_never_overdue_nor_told():
    desk = yard(fait_le=day(0))
    desk.do("arreter")
    desk.wait(30)
    assert desk.kinds == ["opened", "moved"]
    assert not any(view.overdue for view in desk.guide().clocks if view.deadline.id == "au_champ")
    assert next(view.paused for view in desk.guide().clocks if view.deadline.id == "au_champ")


def test_a_corrected_date_keeps_the_days_that_pauses_gave():
    desk = yard(fait_le=day(0))
    desk.do("arreter")
    desk.wait(6)
    desk.do("reprendre")
    desk.ask(Correct({"fait_le": "2026-11-01"}, "lu de travers"))
    assert desk.clock("au_champ")["due"] == day(15)


def test_a_date_corrected_during_a_pause_keeps_the_whole_pause():
    desk = yard(fait_le=day(0))
    desk.do("arreter")
    desk.wait(4)
    desk.ask(Correct({"fait_le": "2026-11-01"}, "lu de travers"))
    desk.wait(2)
    desk.do("reprendre")
    assert desk.clock("au_champ")["due"] == day(15)


def test_a_clock_started_with_the_act_that_pauses_it_is_paused():
    desk = yard()
    desk.do("arreter", fait_le=day(0))
    assert desk.clock("au_champ")["paused"] == day(0)


def test_a_pause_whose_end_is_typed_before_its_start_gives_and_takes_nothing():
    desk = yard(fait_le=day(0))
    desk.wait(5)
    desk.do("arreter")
    desk.do("reprendre", on=FIRST + timedelta(days=2))
    assert desk.clock("au_champ")["due"] == day(10)


def test_a_clock_started_in_a_paused_state_is_paused_from_there():
    desk = yard()
    desk.do("arreter")
    desk.wait(3)
    desk.set(fait_le=day(0))
    assert desk.clock("au_champ")["paused"] == day(3)


def test_every_clock_ends_where_the_case_ends_and_runs_again_when_it_is_reopened():
    desk = yard(fait_le=day(0))
    desk.do("entrer")
    desk.do("noter")
    desk.do("finir")
    assert {name for name, clock in desk.case.clocks.items() if is_running(clock)} == set()
    assert desk.guide().clocks == ()
    desk.wait(3)
    desk.do("rouvrir")
    assert {name for name, clock in desk.case.clocks.items() if is_running(clock)} == set(desk.case.clocks)
    assert desk.clock("au_champ")["due"] == day(10)


def test_a_clock_started_in_a_closed_case_does_not_run():
    desk = yard()
    desk.do("finir")
    desk.set(fait_le=day(0))
    assert not is_running(desk.clock("au_champ"))


# ---------------------------------------------------------------------------------------- filings and receipts


def filed(receipt: Receipt | None, reason: str | None = None) -> Desk:
    """A birth file at the moment it is declared at the office, five days after the birth."""
    desk = Desk(BIRTH, FIRST)
    desk.open(ne_le="2026-11-01", lieu="domicile", consents={"accompagnement": {"given": True, "on": day(0)}})
    desk.do("constituer")
    desk.do("completer", documents={"attestation": "received", "passeport_mere": "verified"}, mariee=False)
    desk.wait(4)
    assert isinstance(desk.do("deposer", receipt=receipt, reason=reason), Accepted)
    return desk


def test_a_filing_starts_the_clock_of_its_answer_from_the_day_on_the_receipt():
    desk = filed(Receipt("12/2026", date(2026, 11, 4)))
    assert desk.clock("reponse")["start"] == "2026-11-04"
    assert desk.case.flags == []


def test_a_receipt_withheld_starts_the_clock_all_the_same_and_is_flagged():
    desk = filed(Receipt(None, None), "l'agent a refusé")
    assert desk.clock("reponse")["start"] == day(4)
    assert desk.case.flags == ["unproved:recepisse"]
    assert desk.case.documents["recepisse"]["status"] == "requested"


def test_a_late_proof_lifts_the_flag_and_does_not_start_the_clock_again():
    desk = filed(Receipt(None, None), "l'agent a refusé")
    desk.wait(10)
    desk.ask(ChangeDocuments({"recepisse": "received"}))
    assert desk.case.flags == []
    assert desk.clock("reponse")["start"] == day(4)


def test_a_late_proof_brought_with_another_act_does_the_same():
    desk = filed(Receipt(None, None), "l'agent a refusé")
    desk.wait(10)
    desk.do("relancer", documents={"recepisse": "received"})
    assert desk.case.flags == []
    assert desk.clock("reponse")["start"] == day(4)


def test_a_proof_asked_for_again_proves_nothing():
    desk = filed(Receipt(None, None), "l'agent a refusé")
    desk.ask(ChangeDocuments({"recepisse": "requested"}))
    assert desk.case.flags == ["unproved:recepisse"]


# --------------------------------------------------------------------------------- reminders, and when to look


def test_reminders_count_from_the_start_and_negative_ones_from_the_end():
    desk = yard(fait_le=day(0))
    found = reminder_days(CLOCKYARD.deadlines["au_champ"], desk.clock("au_champ"))
    assert [(offset, told.isoformat(), up) for offset, told, up in found] == [
        (3, day(3), False),
        (5, day(5), True),
        (-2, day(8), False),
    ]


def test_a_reminder_of_day_zero_is_told_on_the_first_day():
    at_once = replace(CLOCKYARD.deadlines["au_champ"], remind=(0,), escalate=())
    assert reminder_days(at_once, yard(fait_le=day(0)).clock("au_champ")) == [(0, FIRST, False)]


def test_of_several_clocks_the_first_to_ring_wakes_the_case():
    """Whichever stands first."""
    soon = {"start": day(0), "due": day(10), "estimated": False}
    clocks = {"au_champ": soon, "a_lacte": {**soon, "due": day(90)}}
    plan = plan_clocks(CLOCKYARD)
    assert standing(plan, clocks) == standing(plan, dict(reversed(clocks.items()))) == (day(10), day(3))
    # Without reminders left, the day after the first due day.
    clocks["au_champ"] = {**soon, "fired": [-2, 3, 5]}
    assert standing(plan, clocks) == standing(plan, dict(reversed(clocks.items()))) == (day(10), day(11))


def test_a_plan_knows_the_field_that_a_clock_waits_for():
    """When a single one starts it."""
    assert plan_clocks(CLOCKYARD).waits_for == {"au_champ": "fait_le"}


def test_a_clock_not_begun_recalls_nothing():
    assert reminder_days(CLOCKYARD.deadlines["au_champ"], {"start": None, "due": None, "estimated": False}) == []


def test_standing_is_the_next_due_day_and_the_first_day_to_look():
    plan = plan_clocks(CLOCKYARD)
    desk = yard(fait_le=day(0))
    desk.do("noter")
    assert standing(plan, desk.case.clocks) == (day(2), day(3))
    desk.do("finir")
    assert standing(plan, desk.case.clocks) == (None, None)


WAITS = st.lists(
    st.one_of(
        st.integers(1, 12),
        st.sampled_from(
            ["entrer", "revenir", "noter", "compter", "arreter", "reprendre", "finir", "rouvrir", "sortir"]
        ),
        st.sampled_from(["fait_le", "su_le", "oui", "non"]),
    ),
    max_size=14,
)


@given(WAITS)
def test_the_first_day_to_look_is_the_first_day_on_which_a_clock_speaks(moves):
    """The list of cases to wake is exact: a case asleep has nothing to say, one that is woken has."""
    desk = yard()
    for move in moves:
        _live(desk, move)
    _, wake = standing(desk.machine.clocks, desk.case.clocks)
    horizon = 40
    while horizon:
        asleep = wake is None or desk.today.isoformat() < wake
        spoke = desk.tick()
        assert not (asleep and spoke), "a case that was left asleep had something to say"
        if spoke:
            return
        if not asleep:
            # Only an expired clock whose action is not open yet is looked at in vain.
            assert any(clock.get("pulled") is False for clock in desk.case.clocks.values())
            return
        desk.today += timedelta(days=1)
        horizon -= 1


def _live(desk: Desk, move: int | str) -> None:
    if isinstance(move, int):
        desk.wait(move)
    elif move in ("oui", "non"):
        desk.ask(Correct({"mot": move}, "dit")) if "mot" in desk.case.fields else desk.set(mot=move)
    elif move.endswith("_le"):
        known = move in desk.case.fields or move in desk.case.sealed
        date_of = {move: desk.today.isoformat()}
        desk.ask(Correct(date_of, "relu")) if known else desk.set(**date_of)
    else:
        desk.do(move)


@given(WAITS)
def test_a_second_tick_of_the_same_day_changes_nothing(moves):
    desk = yard()
    for move in moves:
        _live(desk, move)
    desk.tick()
    assert desk.tick() == []


# --------------------------------------------------------------------------------------------- feasts estimated

FEAST = calendar_of([Holiday(date(2026, 11, 4), "Aïd (estimé)", "عيد", estimated=True)])


def test_a_day_counted_over_an_estimated_feast_is_marked_and_pulls_nothing():
    desk = Desk(CLOCKYARD, FIRST, FEAST)
    desk.open()
    desk.do("compter")
    assert desk.clock("ouvre") == {"start": day(0), "due": "2026-11-10", "estimated": True}
    assert [alert.id for alert in desk.guide().alerts] == ["estimated:ouvre"]
    desk.wait(20)
    assert desk.state == "un"
    assert desk.kinds.count("expired") == 1
    assert standing(desk.machine.clocks, desk.case.clocks)[1] == "2027-09-07"


def test_a_day_counted_over_certain_feasts_pulls_its_action():
    desk = Desk(CLOCKYARD, FIRST, calendar_of([Holiday(date(2026, 11, 4), "Fête", "عيد", estimated=False)]))
    desk.open()
    desk.do("compter")
    assert desk.clock("ouvre")["due"] == "2026-11-10"
    desk.wait(9)
    assert desk.state == "trois"


@pytest.mark.parametrize("name", sorted(CLOCKYARD.deadlines))
def test_each_clock_of_the_yard_is_planned_by_what_starts_it(name):
    plan = plan_clocks(CLOCKYARD)
    starters = [anchor for anchor, deadlines in plan.starters.items() if name in {each.id for each in deadlines}]
    assert set(starters) == {(anchor.kind, anchor.name) for anchor in CLOCKYARD.deadlines[name].starts}


# ------------------------------------------------------------------------------------------- ended by an action

TALK = pathway(
    "entretien",
    start="un",
    fields={"prevu": {"type": "date", "class": "plain", "label": text("Prévu le")}},
    deadlines={
        "tenu": {
            **titled("tenu", kind="internal"),
            "starts": {"do": "demander"},
            "within": "3 days",
            "ends": ["tenir"],
        },
        "venue": {
            **titled("venue", kind="internal"),
            "starts": {"field": "prevu"},
            "within": "0 days",
            "ends": ["tenir", "tenir_ailleurs"],
            "until": ["deux"],
        },
    },
    states={
        "un": {**titled("un", kind="task"), "actions": {"aller": titled("aller", to="deux")}},
        "deux": {
            **titled("deux", kind="task"),
            "actions": {"retour": titled("retour", to="un"), "finir": titled("finir", to="fin")},
        },
        "fin": {**titled("fin", kind="final"), "outcome": "success"},
    },
    actions={
        "demander": {**titled("demander"), "from": "any"},
        "tenir": {**titled("tenir"), "from": "any", "when": "running(tenu) or known(prevu)"},
        "tenir_ailleurs": {**titled("tenir_ailleurs"), "from": "any"},
    },
)


def talk() -> Desk:
    desk = Desk(TALK, date(2026, 11, 6))
    desk.open()
    return desk


def running(desk: Desk) -> set[str]:
    return {view.deadline.id for view in desk.guide().clocks}


def test_an_action_ends_the_clock_that_another_started():
    desk = talk()
    desk.do("demander")
    assert running(desk) == {"tenu"}
    desk.do("tenir")
    assert running(desk) == set()
    desk.wait(9)
    assert "expired" not in desk.kinds


def test_an_ended_clock_is_woken_by_no_state():
    """`until` ends a stay; an action ends the clock."""
    desk = talk()
    desk.set(prevu="2026-11-20")
    desk.do("aller")
    desk.do("retour")
    assert running(desk) == {"venue"}
    desk.do("tenir_ailleurs")
    desk.do("aller")
    desk.do("retour")
    assert running(desk) == set()


def test_an_ended_clock_runs_again_when_it_starts_again():
    desk = talk()
    desk.do("demander")
    desk.do("tenir")
    desk.wait(30)
    desk.do("demander")
    assert desk.clock("tenu") == {"start": "2026-12-06", "due": "2026-12-09", "estimated": False}


def test_a_corrected_date_does_not_wake_a_clock_that_an_action_ended():
    desk = talk()
    desk.set(prevu="2026-11-20")
    desk.do("tenir")
    desk.ask(Correct({"prevu": "2026-11-25"}, "erreur de date"))
    assert desk.clock("venue")["due"] == "2026-11-25"
    assert running(desk) == set()
    desk.wait(30)
    assert "expired" not in desk.kinds


def test_an_action_that_ends_nothing_changes_nothing():
    desk = talk()
    desk.do("tenir_ailleurs")
    assert desk.case.clocks == {}


def test_an_ended_clock_runs_again_when_the_act_is_undone():
    desk = talk()
    desk.do("demander")
    desk.do("tenir")
    desk.revert()
    assert running(desk) == {"tenu"}


def test_an_internal_clock_that_moves_a_case_has_done_its_work():
    """The team's own delay moves a case by itself: nobody was late."""
    definition = pathway(
        "attente",
        start="un",
        deadlines={
            "jour": {
                **titled("jour", kind="internal", on_expiry="attendre"),
                "starts": {"enter": "un"},
                "within": "1 days",
                "in": ["un"],
            }
        },
        states={
            "un": {**titled("un", kind="task"), "actions": {"attendre": titled("attendre", to="deux", by="system")}},
            "deux": {**titled("deux", kind="wait"), "actions": {"finir": titled("finir", to="fin")}},
            "fin": {**titled("fin", kind="final"), "outcome": "success"},
        },
    )
    desk = Desk(definition, FIRST)
    desk.open()
    desk.wait(5)
    assert desk.state == "deux"
    assert overdue(desk) == set()
