"""An absent colleague's cases, passed on and given back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from engine.app.handover import Passing, hand_over, to_pass
from engine.core.events import Assign
from engine.errors import UsageError
from tests.app.desk import AGENT, SUPERVISOR, Desk, anyone, done


def case_of(desk: Desk, agent: str, born: str = "2026-11-01", process: str = "naissance", **options) -> str:
    fields = {"date_naissance": born} if process == "naissance" else {}
    case = done(desk.open(process, fields=fields, **options)).case.case
    done(desk.ask(Assign(agent)))
    return case


def passed(desk: Desk, passing: Passing, role: str = "agent") -> set[str]:
    found = hand_over(desk.house, passing, anyone(role))
    assert found.left == ()
    return {line.case for line in found.moved}


def agent_of(desk: Desk, case: str) -> str | None:
    return desk.held(case).case.assigned


def test_all_the_open_cases_of_an_agent_go_to_another_one_event_each(any_desk):
    hers = {case_of(any_desk, "amina", f"2026-11-0{day}") for day in (1, 2, 3)}
    others = case_of(any_desk, "brahim")
    closed = case_of(any_desk, "amina")
    any_desk.do("constater_deces", case=closed)
    before = {case: len(any_desk.history(case)) for case in hers}
    assert passed(any_desk, Passing("amina", "fatima")) == hers
    for case in hers:
        assert [event.kind for event in any_desk.history(case)[before[case] :]] == ["assigned"]
        assert agent_of(any_desk, case) == "fatima"
    assert (agent_of(any_desk, others), agent_of(any_desk, closed)) == ("brahim", "amina")


def test_only_what_cannot_wait_or_one_pathway_or_one_desk(desk):
    soon, later = case_of(desk, "amina", "2026-10-15"), case_of(desk, "amina", "2026-11-05")
    elsewhere = case_of(desk, "amina", "2026-11-06", commune="tiznit")
    welcome = case_of(desk, "amina", process="accueil")
    assert passed(desk, Passing("amina", "fatima", until=date(2026, 11, 20))) == {soon}
    assert passed(desk, Passing("amina", "fatima", commune="tiznit")) == {elsewhere}
    assert passed(desk, Passing("amina", None, process="accueil")) == {welcome}
    assert (agent_of(desk, later), agent_of(desk, welcome)) == ("amina", None)


def test_what_comes_back_is_what_had_left(desk):
    lent = case_of(desk, "amina")
    own = case_of(desk, "fatima")
    passed(desk, Passing("amina", "fatima"))
    assert passed(desk, Passing("fatima", "amina", back=True)) == {lent}
    assert (agent_of(desk, lent), agent_of(desk, own)) == ("amina", "fatima")


def test_more_cases_than_one_page_are_all_passed(desk, monkeypatch):
    monkeypatch.setattr("engine.app.handover._BATCH", 2)
    hers = {case_of(desk, "amina", f"2026-11-0{day}") for day in (1, 1, 2, 3, 4)}
    assert passed(desk, Passing("amina", "fatima")) == hers


def test_two_hand_overs_at_once_pass_each_case_once(desk):
    """Each list was read before the other acted: a case that moved meanwhile stays where it went."""
    hers = {case_of(desk, "amina", f"2026-11-0{1 + number % 6}") for number in range(8)}
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(hand_over, desk.house, Passing("amina", to), anyone("agent")) for to in ("fatima", "omar")]
    moved = [{line.case for line in each.result().moved} if not each.exception() else set() for each in asked]
    assert moved[0] | moved[1] == hers
    assert moved[0] & moved[1] == set()
    for case in hers:
        assert desk.kinds(case).count("assigned") == 2


@pytest.mark.parametrize("passing", [Passing("amina", "amina"), Passing("amina", " "), Passing("personne", "omar")])
def test_nothing_to_pass_on_is_said(desk, passing):
    with pytest.raises(UsageError):
        hand_over(desk.house, passing, anyone("agent"))


def test_protected_cases_are_passed_on_by_their_supervisor_alone(family):
    family.actor = SUPERVISOR
    hidden = done(family.open("abri")).case.case
    done(family.ask(Assign("amina")))
    with pytest.raises(UsageError, match="Aucun dossier"):
        hand_over(family.house, Passing("amina", "omar"), AGENT)
    found = hand_over(family.house, Passing("amina", "omar"), SUPERVISOR)
    assert [line.case for line in found.moved] == [hidden]


def test_a_real_desk_passes_its_cases_to_nobody_who_cannot_take_them(desk):
    """Fails when a name without an account takes them: on a real base they would be nobody's."""
    case = case_of(desk, "amina")
    desk.house.store.training = False
    found = hand_over(desk.house, Passing("amina", "zineb"), AGENT)
    assert [(line.case, "zineb" in why) for line, why in found.left] == [(case, True)]
    assert [line.case for line, _ in to_pass(desk.house, Passing("amina", "zineb"), AGENT).left] == [case]
    assert agent_of(desk, case) == "amina"
    assert hand_over(desk.house, Passing("amina", None), AGENT).left == ()
    assert agent_of(desk, case) is None
