"""Two dates: an act done in time and typed late, when a clock has already moved the case, lived as a scenario."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.core.calendar import Duration
from engine.core.definition import Text
from engine.core.events import Receipt
from engine.core.machine import compile_definition
from engine.core.rehearsal import Rehearsed, rehearse
from engine.core.scenario import Expected, Scenario, ScenarioStep
from engine.core.territory import Territory
from tests.core.definitions import BIRTH
from tests.core.desk import PLAIN
from tests.core.refusals import COMPLETE

MACHINE = compile_definition(BIRTH)
REGION = Territory(
    id="region", code="09", title=Text("Région"), provinces={}, communes={}, offices=(), rules=(), calendar=PLAIN
)
OPENED = date(2026, 11, 6)
LAST_DAY = date(2026, 12, 1)
"Of the thirty days of a child born on 1 November."


def step(kind: str, what: Any, **more: Any) -> ScenarioStep:
    return ScenarioStep(kind, what, 1, **more)


def lived(*steps: ScenarioStep, **known: Any) -> Rehearsed:
    """A birth of 1 November told on the 6th, then these steps."""
    fields = {"ne_le": "2026-11-01", "lieu": "domicile", "mariee": False, **known}
    scenario = Scenario("naissance", "récit", "recit.yaml", 1, "tiznit", OPENED, fields, {}, ("accompagnement",), steps)
    return rehearse(MACHINE, scenario, REGION)


def expect(state: str, **more: Any) -> ScenarioStep:
    return step("expect", None, expect=Expected(state=state, **more))


TO_PAPERS = step("do", "constituer")
TO_READY = step("do", "completer", documents=COMPLETE)
THREE_DAYS_LATE = step("after", Duration(28, "days"))
"From 6 November to 4 December: the clock rang on the 2nd."


def test_the_clock_moves_a_case_that_nobody_touches():
    assert lived(TO_PAPERS, THREE_DAYS_LATE, expect("hors_delai")).failures == []


def test_an_act_done_in_time_and_typed_late_is_accepted_and_the_expiry_taken_back():
    late = replace(TO_READY, on=date(2026, 11, 30))
    told = lived(TO_PAPERS, THREE_DAYS_LATE, expect("hors_delai"), late, expect("pret"))
    assert told.failures == []
    assert ("hors_delai", "reverted", "pieces") in told.transitions
    assert ("pieces", "completer", "pret") in told.transitions


def test_the_last_day_itself_is_in_time_and_the_next_is_not():
    in_time, too_late = replace(TO_READY, on=LAST_DAY), replace(TO_READY, on=date(2026, 12, 2))
    assert lived(TO_PAPERS, THREE_DAYS_LATE, in_time, expect("pret")).failures == []
    refused = replace(too_late, expect=Expected(refused=("not_open_here",), state="hors_delai"))
    assert lived(TO_PAPERS, THREE_DAYS_LATE, refused).failures == []


def test_a_filing_of_the_29th_day_typed_on_the_32nd_leaves_no_trace_of_the_expiry_on_the_clocks():
    filing = step("do", "deposer", on=date(2026, 11, 30), receipt=Receipt("12/2026", None))
    told = lived(
        TO_PAPERS,
        TO_READY,
        THREE_DAYS_LATE,
        expect("hors_delai"),
        filing,
        expect("depose", deadlines={"declaration": {"due": "2026-12-01", "running": False}}),
        expect("depose", deadlines={"reponse": {"due": "2027-01-29", "running": True}}),
    )
    assert told.failures == []


def test_an_act_that_was_not_possible_then_is_judged_as_things_are_now():
    """Papers were lacking on the 30th: the act is refused, and the expiry stands."""
    late = replace(step("do", "completer"), on=date(2026, 11, 30), expect=Expected(refused=("not_open_here",)))
    assert lived(TO_PAPERS, THREE_DAYS_LATE, late, expect("hors_delai")).failures == []


def test_an_act_of_today_is_judged_where_the_case_is_now():
    today = replace(TO_READY, expect=Expected(refused=("not_open_here",)))
    assert lived(TO_PAPERS, THREE_DAYS_LATE, today, expect("hors_delai")).failures == []


@pytest.mark.parametrize(
    "said",
    [
        step("note", "vue le 30 novembre", on=date(2026, 11, 30)),
        step("document", {"attestation": "received"}, on=date(2026, 11, 30)),
        step("consent", "partage", on=date(2026, 11, 30)),
        step("undue", "acte_mariage", on=date(2026, 11, 30)),
        step("set", {"parents": 2}, on=date(2026, 11, 30)),
    ],
)
def test_a_word_said_in_time_takes_no_expiry_back(said):
    assert lived(TO_PAPERS, THREE_DAYS_LATE, said, expect("hors_delai")).failures == []


def test_what_was_said_after_the_expiry_stays_when_it_is_taken_back():
    told = lived(
        TO_PAPERS,
        THREE_DAYS_LATE,
        step("document", {"attestation": "received", "passeport_mere": "verified"}),
        step("set", {"nom": "Awa"}),
        step("do", "completer", on=date(2026, 11, 30)),
        expect("pret", value={"nom": "Awa"}),
    )
    assert told.failures == []


def test_once_somebody_acted_after_the_expiry_it_stands():
    late = replace(TO_READY, on=date(2026, 11, 30), expect=Expected(refused=("not_open_here",)))
    assert lived(TO_PAPERS, THREE_DAYS_LATE, step("do", "attendre"), late, expect("hors_delai")).failures == []


def test_the_date_that_made_the_clock_ring_takes_its_expiry_back_when_it_is_corrected():
    fixed = step("correct", {"ne_le": "2026-11-05"}, reason="mal entendu", on=date(2026, 11, 30))
    told = lived(TO_PAPERS, THREE_DAYS_LATE, fixed, expect("pieces"), step("tick", None), expect("pieces"))
    assert told.failures == []


def test_a_private_value_corrected_on_the_way_is_the_corrected_one():
    told = lived(
        TO_PAPERS,
        step("set", {"nom": "Awa"}),
        THREE_DAYS_LATE,
        step("correct", {"nom": "Aminata"}, reason="mal entendu"),
        replace(TO_READY, on=date(2026, 11, 30)),
        expect("pret", value={"nom": "Aminata", "ne_le": "2026-11-01"}),
    )
    assert told.failures == []


def test_a_scenario_that_expects_otherwise_is_told_so():
    """The stories above would say nothing if nothing were compared."""
    assert len(lived(TO_PAPERS, THREE_DAYS_LATE, expect("pieces")).failures) == 1
