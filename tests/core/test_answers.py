"""Conditions answered: yes, no, or unknown for want of data, and then which data."""

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.core.answers import Facts, compile_guard, consent_holds, full_months, missing
from engine.core.guard_types import check
from engine.core.guards import FUNCTIONS, parse
from tests.core.definitions import SCOPE

TODAY = date(2026, 11, 6)


def value_of(name: str, day: date) -> Any:
    """A ceiling and a term known since 2026; nothing said of the rest."""
    return {"plafond": 5, "rentree": "2026-09-07"}.get(name) if day.year >= 2026 else None


def group_of(_name: str, facts: Facts) -> bool | None:
    """A group of papers that is due when there is danger, and then never complete."""
    danger = facts.fields.get("danger")
    return None if danger is None else not danger


def facts(**known: Any) -> Facts:
    """Facts of a case of which nothing is known but what is given."""
    nothing = Facts(
        today=TODAY,
        fields={},
        clocks={},
        documents={},
        done={},
        came_from=None,
        links={},
        consents={},
        value=value_of,
        group=group_of,
        group_missing=lambda _name, _facts: ("danger",),
        waits_for={"declaration": "ne_le"},
    )
    return replace(nothing, **known)


def answer(text: str, known: Facts | None = None) -> Any:
    tree = parse(text)
    assert check(tree, SCOPE) == []
    return compile_guard(tree)(known or facts())


# ---------------------------------------------------------------------------------------------- three values

SAID = {True: {"danger": True}, False: {"danger": False}, None: {}}
THREE = (True, False, None)


def both(left: bool | None, right: bool | None) -> Facts:
    """Two facts, `danger` and `recit == 'x'`, each true, false or unknown."""
    fields: dict[str, Any] = dict(SAID[left])
    if right is not None:
        fields["recit"] = "x" if right else "y"
    return facts(fields=fields)


@pytest.mark.parametrize(("left", "right"), list(product(THREE, THREE)))
def test_and_is_no_as_soon_as_one_says_no(left, right):
    expected = False if False in (left, right) else None if None in (left, right) else True
    assert answer("danger and recit == 'x'", both(left, right)) is expected
    assert answer("recit == 'x' and danger", both(left, right)) is expected


@pytest.mark.parametrize(("left", "right"), list(product(THREE, THREE)))
def test_or_is_yes_as_soon_as_one_says_yes(left, right):
    expected = True if True in (left, right) else None if None in (left, right) else False
    assert answer("danger or recit == 'x'", both(left, right)) is expected
    assert answer("recit == 'x' or danger", both(left, right)) is expected


@pytest.mark.parametrize(("said", "expected"), [(True, False), (False, True), (None, None)])
def test_the_contrary_of_unknown_is_unknown(said, expected):
    assert answer("not danger", facts(fields=SAID[said])) is expected


@pytest.mark.parametrize(
    "text", ["recit == 'x'", "recit != 'x'", "enfants < 3", "enfants + 1 > 2", "enfants in [1]", "enfants not in [1]"]
)
def test_a_comparison_with_what_is_not_known_is_unknown(text):
    assert answer(text) is None


# -------------------------------------------------------------------------------------------------- functions

RUNS = {"start": "2026-10-08", "due": "2026-11-07", "estimated": False}


@pytest.mark.parametrize(
    ("clock", "overdue", "running", "left"),
    [
        (RUNS, False, True, 1),
        ({**RUNS, "due": "2026-11-06"}, False, True, 0),
        ({**RUNS, "due": "2026-11-05"}, True, True, -1),
        ({**RUNS, "due": "2026-11-05", "ended": "2026-11-01"}, False, False, -1),
        ({**RUNS, "due": "2026-11-05", "paused": "2026-11-01"}, False, False, -1),
    ],
)
def test_a_clock_is_overdue_the_day_after_its_last(clock, overdue, running, left):
    known = facts(clocks={"declaration": clock}, fields={"ne_le": "2026-10-08"})
    assert answer("overdue(declaration)", known) is overdue
    assert answer("running(declaration)", known) is running
    assert answer(f"days_left(declaration) == {left}", known) is True


def test_a_clock_that_waits_for_a_field_is_unknown_and_any_other_is_not_late():
    assert answer("overdue(declaration)") is None
    assert answer("running(declaration)") is False
    assert answer("days_left(declaration) < 3") is None
    assert answer("overdue(declaration)", facts(waits_for={})) is False
    assert answer("overdue(declaration)", facts(fields={"ne_le": None})) is None


def test_a_clock_whose_date_was_taken_away_does_not_run():
    gone = {"declaration": {"start": None, "due": None, "estimated": False}}
    assert answer("running(declaration)", facts(clocks=gone)) is False
    assert answer("overdue(declaration)", facts(clocks=gone)) is None


@pytest.mark.parametrize(
    ("born", "today", "months"),
    [
        ("2008-11-06", "2026-11-06", 216),
        ("2008-11-07", "2026-11-06", 215),
        ("2008-11-05", "2026-11-06", 216),
        ("2024-02-29", "2025-02-28", 11),
        ("2024-02-29", "2025-03-01", 12),
        ("2026-01-31", "2026-02-28", 0),
        ("2026-11-06", "2026-11-06", 0),
        ("2026-12-06", "2026-11-06", -1),
    ],
)
def test_whole_months_are_counted_from_day_to_day(born, today, months):
    assert full_months(date.fromisoformat(born), date.fromisoformat(today)) == months


def test_ages_and_days_are_told_from_a_known_date():
    known = facts(fields={"ne_le": "2008-11-07"})
    assert answer("age_years(ne_le) == 17", known) is True
    assert answer("age_months(ne_le) == 215", known) is True
    assert answer("days_since(ne_le) == 6573", known) is True
    assert answer("age_years(ne_le) < 18") is None
    assert answer("age_months(ne_le) < 18") is None
    assert answer("days_since(ne_le) < 18") is None


def test_known_is_never_unknown():
    assert answer("known(lieu)") is False
    assert answer("known(lieu)", facts(fields={"lieu": None})) is False
    assert answer("known(lieu, pays)", facts(fields={"lieu": "domicile"})) is False
    assert answer("known(lieu, pays)", facts(fields={"lieu": "domicile", "pays": "SN"})) is True


@pytest.mark.parametrize(
    ("status", "held"),
    [
        ("missing", False),
        ("requested", False),
        ("rejected", False),
        ("received", True),
        ("verified", True),
        ("waived", True),
    ],
)
def test_a_paper_is_held_once_received_verified_or_waived(status, held):
    assert answer("held(passeport)", facts(documents={"passeport": {"status": status}})) is held


@pytest.mark.parametrize(("status", "asked"), [("requested", True), ("received", False), ("missing", False)])
def test_a_paper_is_asked_for_until_it_comes(status: str, asked: bool):
    assert answer("requested(passeport)", facts(documents={"passeport": {"status": status}})) is asked
    assert answer("requested(passeport)") is False


def test_a_paper_never_spoken_of_is_not_held():
    assert answer("held(passeport)") is False


def test_a_group_answers_for_the_current_state():
    assert answer("satisfied(identite)") is None
    assert answer("satisfied(identite)", facts(fields={"danger": True})) is False
    assert answer("satisfied(identite)", facts(fields={"danger": False})) is True


def test_times_counts_from_the_opening_and_times_since_from_another_act():
    known = facts(done={"relancer": [2, 4, 5, 8, 9], "repondre": [6]})
    assert answer("times(relancer) == 5", known) is True
    assert answer("times_since(relancer, repondre) == 2", known) is True
    assert answer("times(relancer) == 0") is True
    assert answer("times_since(relancer, repondre) == 0") is True
    assert answer("times_since(relancer, repondre) == 5", facts(done={"relancer": [2, 4, 5, 8, 9]})) is True
    assert answer("times_since(repondre, relancer) == 0", known) is True
    assert answer("times_since(relancer, relancer) == 0", known) is True


def test_came_from_tells_the_state_before():
    assert answer("came_from(recours)", facts(came_from="recours")) is True
    assert answer("came_from(recours)", facts(came_from="depose")) is False
    assert answer("came_from(recours)") is False


def test_a_linked_case_is_unknown_then_open_then_its_outcome():
    assert answer("linked(sante) == 'open'") is None
    assert answer("linked(sante) == 'open'", facts(links={"sante": {"outcome": None}})) is True
    assert answer("linked(sante) == 'success'", facts(links={"sante": {"outcome": "success"}})) is True


def test_a_dated_value_is_the_one_of_the_day():
    assert answer("value(plafond) == 5") is True
    assert answer("value(plafond) == 5", facts(today=date(2025, 12, 31))) is None
    assert answer("today > value(rentree)") is True


def test_today_and_dates_compare_as_days():
    assert answer("today == date('2026-11-06')") is True
    assert answer("ne_le <= today", facts(fields={"ne_le": "2026-11-06"})) is True
    assert answer("ne_le < date('2026-10-31')", facts(fields={"ne_le": "2026-11-01"})) is False


def test_one_of_several_choices_is_looked_for_in_them():
    known = facts(fields={"besoins": ["langue", "logement"]})
    assert answer("'langue' in besoins", known) is True
    assert answer("'langue' not in besoins", known) is False
    assert answer("'langue' in besoins") is None


@pytest.mark.parametrize(
    ("given", "holds"),
    [
        (None, False),
        ({"given": True}, True),
        ({"given": False}, False),
        ({"given": True, "until": "2026-11-06"}, True),
        ({"given": True, "until": "2026-11-05"}, False),
    ],
)
def test_a_consent_holds_while_given_and_until_its_last_day(given, holds):
    assert consent_holds(given, TODAY) is holds
    assert answer("consent(accompagnement)", facts(consents={"accompagnement": given} if given else {})) is holds


# ------------------------------------------------------------------------------------------------ what is missing


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("lieu == 'domicile' and danger", ("lieu", "danger")),
        ("danger and danger", ("danger",)),
        ("known(lieu) or danger", ("danger",)),
        ("not known(lieu) and danger", ("danger",)),
        ("overdue(declaration)", ("ne_le",)),
        ("days_left(declaration) < 3", ("ne_le",)),
        ("linked(sante) == 'open'", ("sante",)),
        ("satisfied(identite)", ("danger",)),
        ("age_years(ne_le) + enfants > 3", ("ne_le", "enfants")),
        ("held(passeport) and danger", ()),
        ("times(relancer) > 3 or danger", ("danger",)),
    ],
)
def test_what_is_missing_is_named(text, names):
    assert missing(parse(text), facts()) == names


def test_data_that_changes_nothing_any_more_is_not_asked_for():
    text = "(lieu == 'domicile' and enfants > 2) or danger"
    assert missing(parse(text), facts()) == ("lieu", "enfants", "danger")
    assert missing(parse(text), facts(fields={"lieu": "maternite"})) == ("danger",)


def test_a_clock_not_begun_is_missing_itself_when_no_field_starts_it():
    assert missing(parse("days_left(declaration) < 3"), facts(waits_for={})) == ("declaration",)


def test_a_value_of_another_year_is_missing():
    assert missing(parse("enfants > value(plafond)"), facts(today=date(2020, 1, 1), fields={"enfants": 2})) == (
        "plafond",
    )


# ----------------------------------------------------------------------------------------- any condition, any facts

ATOMS = [
    *("danger", "not danger", "overdue(declaration)", "running(declaration)", "days_left(declaration) <= 5"),
    *("known(lieu)", "known(ne_le, enfants)", "held(passeport)", "satisfied(identite)", "came_from(recours)"),
    "requested(passeport)",
    *("consent(accompagnement)", "times(relancer) >= 2", "times_since(relancer, repondre) >= 1", "true", "false"),
    *("linked(sante) == 'success'", "linked(sante) in ['open', 'refused']", "enfants <= value(plafond)"),
    *("age_years(ne_le) < 18", "age_months(ne_le) >= 9", "days_since(depot) > 30", "ne_le < depot", "ne_le <= today"),
    *("depot > value(rentree)", "lieu == 'domicile'", "lieu in ['maternite', 'domicile']", "'langue' in besoins"),
    *("enfants + 1 > 3", "enfants - times(relancer) in [1, 2]", "recit != 'x'", "1 <= enfants <= 3", "danger == true"),
]
CONDITIONS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda each: f"({' '.join(each)})"),
        inner.map(lambda each: f"not ({each})"),
    ),
    max_leaves=7,
)
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31)).map(date.isoformat)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "lieu": st.sampled_from(["maternite", "domicile"]),
    "besoins": st.lists(st.sampled_from(["logement", "langue"]), min_size=1),
    "ne_le": DAYS,
    "depot": DAYS,
    "enfants": st.integers(-3, 5),
    "danger": st.booleans(),
    "recit": st.sampled_from(["x", "y"]),
}
CLOCKS = st.fixed_dictionaries(
    {"start": DAYS, "due": DAYS | st.none(), "estimated": st.booleans()}, optional={"ended": DAYS, "paused": DAYS}
)
SEQUENCES = st.lists(st.integers(2, 40), min_size=1, max_size=4, unique=True).map(sorted)
FACTS = st.builds(
    facts,
    today=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    fields=st.fixed_dictionaries({}, optional=VALUES),
    clocks=st.fixed_dictionaries({}, optional={"declaration": CLOCKS}),
    documents=st.fixed_dictionaries(
        {}, optional={"passeport": st.sampled_from([{"status": "received"}, {"status": "missing"}])}
    ),
    done=st.fixed_dictionaries({}, optional={"relancer": SEQUENCES, "repondre": SEQUENCES}),
    came_from=st.sampled_from([None, "recours", "depose"]),
    links=st.fixed_dictionaries({}, optional={"sante": st.sampled_from([{"outcome": None}, {"outcome": "success"}])}),
    consents=st.fixed_dictionaries(
        {}, optional={"accompagnement": st.sampled_from([{"given": True}, {"given": False}])}
    ),
    waits_for=st.sampled_from([{}, {"declaration": "ne_le"}]),
)


def completed(known: Facts, names: tuple[str, ...]) -> Facts:
    """The facts once everything that was missing is known."""
    given: dict[str, Any] = {
        "lieu": "domicile",
        "besoins": ["langue"],
        "ne_le": "2026-01-01",
        "depot": "2026-02-01",
        "enfants": 2,
        "danger": True,
        "recit": "x",
    }
    started = {"start": "2026-01-01", "due": "2026-01-31", "estimated": False}
    begins = "declaration" in names or known.waits_for.get("declaration") in names
    return replace(
        known,
        fields={**known.fields, **{name: given[name] for name in names if name in given}},
        clocks={"declaration": started} if begins else known.clocks,
        links={**known.links, **({"sante": {"outcome": None}} if "sante" in names else {})},
        value=lambda name, _day: "2026-09-07" if name == "rentree" else 5,
    )


@settings(max_examples=400)
@given(CONDITIONS, FACTS)
def test_any_condition_has_an_answer_and_names_what_is_missing_exactly_when_it_is_unknown(text, known):
    tree = parse(text)
    assert check(tree, SCOPE) == []
    found = compile_guard(tree)(known)
    assert found in (True, False, None)
    names = missing(tree, known)
    assert (names == ()) is (found is not None)


@settings(max_examples=400)
@given(CONDITIONS, FACTS)
def test_what_is_missing_is_enough_to_know(text, known):
    """An agent who records all that a refusal names is not asked for more."""
    tree = parse(text)
    names = missing(tree, known)
    assert compile_guard(tree)(completed(known, names)) is not None


def test_every_function_stands_in_the_conditions_tried_above():
    assert {name for name in FUNCTIONS if f"{name}(" in " ".join(ATOMS)} == set(FUNCTIONS) - {"date"}
