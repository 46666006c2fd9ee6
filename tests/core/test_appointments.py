"""A day with, or without, an hour: how it is kept, what counts by its day, and the appointments of a case."""

from datetime import date, time
from typing import Any

import pytest

from engine.core.appointments import Appointment, appointments, moment_of
from engine.core.days import moment_in_words
from engine.core.decision import Accepted, Refused
from engine.core.events import Record
from engine.core.machine import compile_definition
from tests.core.definitions import pathway, text, titled
from tests.core.desk import Desk

VISIT = pathway(
    "visite",
    start="attente",
    fields={
        "rendez_vous": {
            "type": "moment",
            "class": "plain",
            "label": text("Rendez-vous"),
            "not_before": "now",
            "appointment": "hopital",
        },
        "controle": {"type": "moment", "class": "plain", "label": text("Contrôle"), "appointment": "bureau"},
        "passage": {"type": "moment", "class": "plain", "label": text("Passage"), "not_after": "rendez_vous"},
    },
    deadlines={
        "venue": {**titled("venue", kind="internal"), "starts": {"field": "rendez_vous"}, "within": "2 days"},
        "premier": {
            **titled("premier", kind="internal"),
            "starts": {"earliest": [{"field": "rendez_vous"}, {"field": "controle"}]},
            "within": "0 days",
        },
    },
    states={
        "attente": {
            **titled("attente", kind="task", ask=["rendez_vous"]),
            "actions": {
                "recevoir": {
                    **titled("recevoir", to="fini"),
                    "when": "rendez_vous <= today and not rendez_vous < today",
                },
                "manquer": {**titled("manquer", to="fini"), "when": "days_since(rendez_vous) > 0"},
                "feter": {**titled("feter"), "when": "rendez_vous == date('2026-11-30')"},
            },
        },
        "fini": {**titled("fini", kind="final"), "outcome": "success"},
    },
)


def desk(**fields: Any) -> Desk:
    """A case opened on 25 November 2026."""
    found = Desk(compile_definition(VISIT), date(2026, 11, 25))
    assert isinstance(found.open(**fields), Accepted)
    return found


@pytest.mark.parametrize("given", ["2026-11-30 09:30", "2026-11-30T09:30", "  2026-11-30 09:30 "])
def test_a_moment_is_kept_in_one_form(given):
    assert desk(rendez_vous=given).case.fields["rendez_vous"] == "2026-11-30T09:30"


def test_a_moment_without_an_hour_is_a_day():
    assert desk(rendez_vous="2026-11-30").case.fields["rendez_vous"] == "2026-11-30"


@pytest.mark.parametrize("written", ["2026-11-30", "2026-11-30T00:00", "2026-11-30T23:59"])
def test_conditions_look_at_its_day(written):
    """Whatever the hour: the day itself is neither before nor after."""
    here = desk(rendez_vous=written)
    assert isinstance(here.do("feter"), Accepted)
    assert isinstance(here.do("recevoir"), Refused)
    here.today = date(2026, 11, 30)
    assert isinstance(here.do("manquer"), Refused)
    assert isinstance(here.do("recevoir"), Accepted)


def test_an_unknown_moment_leaves_a_condition_unknown():
    step = next(each for each in desk().guide().actions if each.action.id == "recevoir")
    assert [(reason.code, reason.details["names"]) for reason in step.blocked_by] == [
        ("condition_unknown", ("rendez_vous",))
    ]


def test_clocks_count_from_its_day():
    clocks = desk(rendez_vous="2026-11-30T15:00", controle="2026-11-28T08:00").case.clocks
    assert clocks["venue"]["due"] == "2026-12-02"
    assert clocks["premier"]["due"] == "2026-11-28"


@pytest.mark.parametrize(("passage", "taken"), [("2026-11-30T23:00", True), ("2026-12-01", False)])
def test_bounds_are_days(passage, taken):
    """The same day is within its bound, at any hour."""
    here = desk(rendez_vous="2026-11-30T09:30")
    assert isinstance(here.ask(Record({"passage": passage})), Accepted if taken else Refused)


def test_a_moment_of_today_is_not_before_now():
    assert desk(rendez_vous="2026-11-25T08:00").case.fields


def test_the_appointments_of_a_case_come_in_order_with_their_service():
    known = {"rendez_vous": "2026-11-30T09:30", "controle": "2026-11-30", "passage": "2026-11-01"}
    assert appointments(compile_definition(VISIT).appointments, known) == (
        Appointment("controle", date(2026, 11, 30), None, "bureau"),
        Appointment("rendez_vous", date(2026, 11, 30), time(9, 30), "hopital"),
    )
    assert appointments(compile_definition(VISIT).appointments, {}) == ()
    assert appointments({}, known) == ()


@pytest.mark.parametrize("wrong", ["", "2026-11-30T09:30:00", "2026-11-30  09:30", "2026-11-30T09:60", "30/11/2026"])
def test_what_is_no_moment_is_none(wrong):
    assert moment_of(wrong) is None


def test_a_moment_is_said_in_words():
    assert moment_in_words("2026-11-30T09:05", "fr") == "30 novembre 2026 à 9 h 05"
    assert moment_in_words("2026-12-01T14:00", "fr") == "1er décembre 2026 à 14 h"
    assert moment_in_words("2026-11-30T09:30", "ar") == "30 نونبر 2026 على الساعة 9:30"
    assert moment_in_words("2026-11-30T09:00", "en") == "30 November 2026 at 9:00"
    assert moment_in_words("2026-11-30", "fr") == "30 novembre 2026"
