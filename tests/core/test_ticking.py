"""Time passes: reminders told once, ends recorded, actions pulled where they are open, allowed and certain."""

from datetime import date, timedelta

import pytest

from engine.core.decision import Accepted
from engine.core.events import Correct, Force, Receipt
from tests.core.definitions import BIRTH, CLOCKYARD, pathway, titled
from tests.core.desk import Desk, codes
from tests.core.refusals import AGREED, TODAY, birth, filed, gathering, told

FIRST = date(2026, 11, 2)


def yard(**fields: str) -> Desk:
    desk = Desk(CLOCKYARD, FIRST)
    desk.open(**fields)
    return desk


def happened(desk: Desk, kind: str) -> list[tuple[str, dict[str, object]]]:
    """(day, body without its clocks) of each event of a kind."""
    return [
        (event.happened_on, {name: value for name, value in event.body.items() if name != "clocks"})
        for event, _ in desk.history
        if event.kind == kind
    ]


# -------------------------------------------------------------------------------------------------- reminders


def test_reminders_are_told_on_their_day_and_those_of_the_supervisor_say_so():
    desk = yard(fait_le="2026-11-02")
    desk.wait(9)
    assert happened(desk, "reminded") == [
        ("2026-11-05", {"deadline": "au_champ", "day": 3, "escalated": False}),
        ("2026-11-07", {"deadline": "au_champ", "day": 5, "escalated": True}),
        ("2026-11-10", {"deadline": "au_champ", "day": -2, "escalated": False}),
    ]


def test_reminders_missed_are_told_as_one_and_reach_the_supervisor_if_one_was_for_him():
    """The machine was off for a week-end and a feast."""
    desk = yard(fait_le="2026-11-02")
    desk.today = date(2026, 11, 11)
    desk.tick()
    assert happened(desk, "reminded") == [("2026-11-11", {"deadline": "au_champ", "day": -2, "escalated": True})]
    assert desk.clock("au_champ")["fired"] == [-2, 3, 5]


def test_nothing_is_recalled_once_the_day_is_past():
    desk = yard(fait_le="2026-11-02")
    desk.today = date(2026, 11, 20)
    desk.tick()
    assert "reminded" not in desk.kinds


def test_the_system_signs_what_clocks_do():
    desk = yard(fait_le="2026-11-02")
    desk.wait(12)
    assert {(event.actor, event.role) for event, _ in desk.history if event.kind in ("reminded", "expired")} == {
        ("systeme", "system")
    }


# ---------------------------------------------------------------------------------------------------- expiries


def test_the_last_day_is_not_over_and_the_next_one_pulls():
    desk = yard(fait_le="2026-11-02")
    desk.wait(10)
    assert (desk.today, desk.state) == (date(2026, 11, 12), "un")
    desk.wait(1)
    assert desk.state == "trois"
    assert happened(desk, "expired") == [
        ("2026-11-13", {"deadline": "au_champ", "due": "2026-11-12", "pulled": "aller"}),
    ]


def test_an_expiry_is_dated_of_the_day_it_happened_not_of_the_day_it_was_noticed():
    desk = yard(fait_le="2026-11-02")
    desk.today = date(2026, 12, 24)
    desk.tick()
    assert desk.history[-1][0].happened_on == "2026-11-13"
    assert desk.case.entered_on == "2026-11-13"


def test_an_expiry_without_action_is_recorded_once():
    desk = yard()
    desk.do("noter")
    desk.wait(6)
    assert happened(desk, "expired") == [("2026-11-05", {"deadline": "a_lacte", "due": "2026-11-04"})]


def test_an_action_whose_condition_says_no_is_not_pulled_and_the_reason_stands():
    desk = yard(fait_le="2026-11-02", mot="non")
    desk.wait(12)
    assert desk.state == "un"
    assert happened(desk, "expired")[0][1]["why"] == "condition_false"
    assert [alert.id for alert in desk.guide().alerts] == ["overdue:au_champ"]


def test_it_is_pulled_as_soon_as_its_condition_says_yes():
    desk = yard(fait_le="2026-11-02", mot="non")
    desk.wait(12)
    desk.ask(Correct({"mot": "oui"}, "réponse reçue"))
    desk.tick()
    assert desk.state == "trois"


def test_an_action_not_open_here_is_pulled_in_the_first_state_where_it_is():
    """A case forced to « inscrit » and back: the delay went by meanwhile."""
    desk = told()
    desk.do("suspendre")
    desk.today = date(2026, 12, 3)
    desk.tick()
    assert desk.state == "suspendu"
    assert happened(desk, "expired")[-1][1]["why"] == "not_open_here"
    desk.wait(3)
    assert desk.kinds.count("expired") == 1
    desk.do("reprendre")
    desk.tick()
    assert desk.state == "hors_delai"
    assert desk.history[-1][0].happened_on == "2026-12-06"


def test_an_emergency_holds_the_clocks_too():
    desk = told()
    desk.do("signaler")
    desk.today = date(2026, 12, 3)
    desk.tick()
    assert desk.state == "accueil"
    assert happened(desk, "expired")[0][1]["why"] == "stopped_by_alert"
    desk.do("lever")
    desk.tick()
    assert desk.state == "hors_delai"


def test_a_passage_pulled_touches_clocks_as_any_other_and_its_own_still_presses():
    desk = told()
    desk.today = date(2026, 12, 3)
    desk.tick()
    assert desk.clock("declaration")["missed"] == "hors_delai"
    assert [view.overdue for view in desk.guide().clocks] == [True]
    assert desk.clock("declaration")["expired"] == "2026-12-02"
    assert desk.case.done["constater"] == [2]
    assert desk.case.came["hors_delai"] == "accueil"


def test_a_clock_pulls_once_however_long_it_is_over():
    desk = yard(fait_le="2026-11-02")
    desk.wait(11)
    assert desk.state == "trois"
    desk.do("sortir")
    desk.wait(5)
    assert desk.state == "un"
    assert desk.kinds.count("expired") == 1


def test_a_clock_needs_neither_reason_nor_receipt():
    definition = pathway(
        "depot",
        start="ici",
        documents={"recu": {**titled("recu"), "confidence": "sourced"}},
        deadlines={
            "fin": {
                **titled("fin", kind="internal", within="3 days", on_expiry="clore"),
                "starts": {"enter": "ici"},
            }
        },
        states={
            "ici": {
                **titled("ici", kind="wait"),
                "actions": {"clore": titled("clore", to="fini", receipt="recu", requires=["reason"])},
            },
            "fini": {**titled("fini", kind="final"), "outcome": "abandoned"},
        },
    )
    desk = Desk(definition, FIRST)
    desk.open()
    assert codes(desk.do("clore", receipt=Receipt(None, None))) == ["reason_missing"]
    desk.wait(4)
    assert desk.state == "fini"


def test_a_clock_that_pulls_the_way_back_goes_back():
    definition = pathway(
        "pause",
        start="ici",
        deadlines={
            "fin": {
                **titled("fin", kind="internal"),
                "starts": {"enter": "pause"},
                "within": "3 days",
                "on_expiry": "reprendre",
            }
        },
        states={
            "ici": {**titled("ici", kind="task"), "actions": {"arreter": {**titled("arreter", to="pause")}}},
            "pause": {**titled("pause", kind="wait"), "actions": {"reprendre": {**titled("reprendre", to="back")}}},
            "fini": {**titled("fini", kind="final"), "outcome": "success"},
        },
        actions={"finir": {**titled("finir", to="fini"), "from": "any"}},
    )
    desk = Desk(definition, FIRST)
    desk.open()
    desk.do("arreter")
    desk.wait(4)
    assert (desk.state, desk.case.came) == ("ici", {"pause": "ici"})


def test_a_clock_that_pulls_a_closing_closes():
    definition = pathway(
        "attente",
        start="ici",
        deadlines={
            "fin": {
                **titled("fin", kind="internal"),
                "starts": {"enter": "ici"},
                "within": "3 days",
                "on_expiry": "clore",
            }
        },
        states={
            "ici": {**titled("ici", kind="wait")},
            "fini": {**titled("fini", kind="final"), "outcome": "unreachable"},
        },
        actions={"clore": {**titled("clore", to="fini", by="system"), "from": "any"}},
    )
    desk = Desk(definition, FIRST)
    desk.open()
    assert codes(desk.do("clore")) == ["system_only"]
    desk.wait(4)
    assert (desk.state, desk.case.outcome) == ("fini", "unreachable")


# --------------------------------------------------------------------------------------------- clocks that come round


def test_a_clock_that_comes_round_begins_again_at_each_due_day():
    desk = yard()
    desk.do("entrer")
    desk.wait(16)
    assert [body["due"] for _, body in happened(desk, "expired") if body["deadline"] == "toujours"] == [
        "2026-11-09",
        "2026-11-16",
    ]
    assert desk.clock("toujours") == {"start": "2026-11-16", "due": "2026-11-23", "estimated": False}


def test_a_clock_that_comes_round_catches_up_in_one_event():
    desk = yard()
    desk.do("entrer")
    desk.today = date(2027, 3, 1)
    desk.tick()
    assert [body["due"] for _, body in happened(desk, "expired") if body["deadline"] == "toujours"] == ["2026-11-09"]
    assert desk.clock("toujours")["due"] >= "2027-03-01"


def test_a_clock_that_catches_up_leaves_the_round_that_ends_today():
    desk = yard()
    desk.do("entrer")
    desk.today = date(2026, 11, 16)
    desk.tick()
    assert desk.clock("toujours")["due"] == "2026-11-16"


@pytest.mark.parametrize("within", ["0 days", "12 hours"])
def test_a_clock_without_length_that_should_come_round_rings_once(within):
    definition = pathway(
        "rien",
        start="ici",
        deadlines={
            "tour": {
                **titled("tour", kind="internal"),
                "starts": {"enter": "ici"},
                "within": within,
                "every": True,
            }
        },
        states={"ici": {**titled("ici", kind="task")}},
    )
    desk = Desk(definition, FIRST)
    desk.open()
    desk.wait(3)
    assert desk.kinds == ["opened", "expired"]


def test_a_clock_of_one_state_sleeps_elsewhere():
    desk = filed()
    assert desk.clock("relance")["due"] == "2026-11-21"
    desk.do("refuser", motif="papier")
    desk.wait(40)
    assert not [body for _, body in happened(desk, "expired") if body["deadline"] == "relance"]


# ------------------------------------------------------------------------------------------------- lapsed by a clock


def test_a_case_that_a_clock_moved_is_known_as_such_until_somebody_acts():
    desk = gathering()
    desk.today = date(2026, 12, 4)
    desk.tick()
    assert desk.state == "hors_delai"
    assert (desk.case.lapsed, desk.case.lapsed_on) == (len(desk.history), "2026-12-01")
    desk.set(parents=2)
    assert desk.case.lapsed
    desk.do("attendre")
    assert not desk.case.lapsed


def test_a_forced_step_is_somebody_acting():
    desk = gathering()
    desk.today = date(2026, 12, 4)
    desk.tick()
    desk.ask(Force("pieces", "erreur de date"), role="supervisor")
    assert not desk.case.lapsed


def test_an_expiry_may_be_undone_and_comes_again_while_the_day_is_past():
    desk = gathering()
    desk.today = date(2026, 12, 4)
    desk.tick()
    assert isinstance(desk.revert(), Accepted)
    assert desk.state == "pieces"
    assert "expired" not in desk.clock("declaration")
    desk.tick()
    assert desk.state == "hors_delai"


@pytest.mark.parametrize("late", [0, 1, 5, 400])
def test_whenever_the_clocks_are_looked_at_the_case_ends_the_same(late):
    """A desk closed for a year finds its cases where a desk open each day finds them."""
    daily = Desk(BIRTH, TODAY)
    daily.open(ne_le="2026-11-01", consents=AGREED)
    daily.wait(30 + late)
    once = birth(ne_le="2026-11-01")
    once.today = TODAY + timedelta(days=30 + late)
    once.tick()
    assert (once.state, once.case.entered_on, once.case.outcome) == (
        *(daily.state, daily.case.entered_on, daily.case.outcome),
    )
