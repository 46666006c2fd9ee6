"""Values as people give them: what is cleaned, what is refused, and that nothing given can make the engine fall."""

import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.definition import Field, Text
from engine.core.values import MAX_TEXT, clean_text, is_iso_date, is_visible, value_reason

TODAY = date(2026, 11, 6)


def field(type_: Any, **more: Any) -> Field:
    """A field of a type, without any bound but those given."""
    parts: dict[str, Any] = {
        "data_class": "plain",
        "label": Text("Donnée"),
        "options": {},
        "not_after": None,
        "not_before": None,
        "minimum": None,
        "maximum": None,
        "kept": True,
        "hint": None,
        "appointment": None,
        "answers": {},
        "basis": (),
    }
    return Field(id="x", type=type_, **{**parts, **more})


OPTIONS = {"a": Text("A"), "b": Text("B")}
FIELDS = {
    "text": field("text"),
    "integer": field("integer"),
    "boolean": field("boolean"),
    "date": field("date"),
    "moment": field("moment"),
    "choice": field("choice", options=OPTIONS),
    "choices": field("choices", options=OPTIONS),
    "commune": field("commune"),
    "country": field("country"),
}


# ---------------------------------------------------------------------------------------------------- texts


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Aminata Diallo ", "Aminata Diallo"),
        ("أميناتا ديالو", "أميناتا ديالو"),
        ("ⵎⵓⵃⴰ", "ⵎⵓⵃⴰ"),
        ("ߡߏߛߊ", "ߡߏߛߊ"),
        ("𞤀𞤣𞤤𞤢𞤥", "𞤀𞤣𞤤𞤢𞤥"),
        ("N'Diaye", "N'Diaye"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Ame\u0301lie", "Amélie"),
        ("Ame\x00\u0301lie", "Amélie"),
        ("Awa\u202enatsA", "AwanatsA"),
        ("Awa\u2066 \u2069Ba", "Awa Ba"),
        ("Awa\x1b[2J", "Awa[2J"),
        ("Awa\ud800", "Awa"),
        ("une ligne\nune autre\r\n", "une ligne\nune autre"),
        ("\u202e\u2066", ""),
        ("plain ASCII", "plain ASCII"),
        ("a\tb", "ab"),
    ],
)
def test_a_text_keeps_every_script_and_loses_what_deceives(given, kept):
    assert clean_text(given) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_and_leaves_one_form(text):
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not {"\x00", "\x1b", "\u202e", "\u2067"} & set(once)


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b\u200d", "\u3164", "\u2800\u2800", "\u115f\uffa0", "\u0301", "\ufeff"]
)
def test_a_name_that_shows_nothing_is_no_name(text):
    assert not is_visible(text)


@pytest.mark.parametrize("text", ["a", "ا", "ⴰ", "😀", "?", "7"])
def test_one_character_seen_is_enough(text):
    assert is_visible(text)


# --------------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("text", "Aminata"),
        ("text", "x" * MAX_TEXT),
        ("integer", 0),
        ("integer", -3),
        ("boolean", False),
        ("date", "2026-11-06"),
        ("date", "1900-02-28"),
        ("moment", "2026-11-30"),
        ("moment", "2026-11-30T09:30"),
        ("choice", "a"),
        ("choices", ["a"]),
        ("choices", ["b", "a"]),
        ("commune", "tiznit"),
        ("country", "SN"),
    ],
)
def test_a_value_of_its_type_is_taken(type_, value):
    assert value_reason(FIELDS[type_], value, TODAY, {}) is None


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("text", ""),
        ("text", "\u200b"),
        ("text", 3),
        ("text", None),
        ("text", "x" * (MAX_TEXT + 1)),
        ("integer", "3"),
        ("integer", True),
        ("integer", 3.0),
        ("integer", 2**53),
        ("boolean", 1),
        ("boolean", "true"),
        ("date", "06/11/2026"),
        ("date", "2026-02-30"),
        ("date", "20261106"),
        ("date", "2026-W45-5"),
        ("date", "0026-11-06"),
        ("date", "9999-12-31"),
        ("date", TODAY),
        ("moment", "2026-11-30 09:30"),
        ("moment", "2026-11-30T9:30"),
        ("moment", "2026-11-30T24:00"),
        ("moment", "2026-11-31T09:30"),
        ("moment", "2026-11-30T09:30:00"),
        ("moment", "2026-11-30T"),
        ("moment", "0026-11-30T09:30"),
        ("moment", "٢٠٢٦-11-30"),
        ("moment", TODAY),
        ("choice", "c"),
        ("choice", ["a"]),
        ("choice", None),
        ("choices", "a"),
        ("choices", []),
        ("choices", ["a", "c"]),
        ("choices", [["a"]]),
        ("choices", [{"a": 1}]),
        ("commune", ""),
        ("country", " \u200d "),
    ],
)
def test_a_value_of_another_type_is_refused_with_what_was_expected(type_, value):
    reason = value_reason(FIELDS[type_], value, TODAY, {})
    assert reason is not None
    assert reason.code == "bad_value"
    assert reason.details["expected"] in (type_, {"choice": "option", "choices": "options"}.get(type_))


@pytest.mark.parametrize(
    ("bounds", "value", "expected", "bound"),
    [
        ({"not_after": "now"}, "2026-11-07", "date_after", "2026-11-06"),
        ({"not_after": "2026-01-01"}, "2026-01-02", "date_after", "2026-01-01"),
        ({"not_after": "autre"}, "2026-03-02", "date_after", "2026-03-01"),
        ({"not_before": "now"}, "2026-11-05", "date_before", "2026-11-06"),
        ({"not_before": "autre"}, "2026-02-28", "date_before", "2026-03-01"),
    ],
)
def test_a_date_out_of_its_bounds_is_refused_and_the_bound_itself_is_taken(bounds, value, expected, bound):
    known = {"autre": "2026-03-01"}
    reason = value_reason(field("date", **bounds), value, TODAY, known)
    assert reason is not None
    assert (reason.details["expected"], reason.details["bound"]) == (expected, bound)
    assert value_reason(field("date", **bounds), bound, TODAY, known) is None


def test_a_bound_by_a_field_that_is_not_known_bounds_nothing():
    assert value_reason(field("date", not_after="autre"), "2026-03-02", TODAY, {}) is None
    assert value_reason(field("date", not_after="autre"), "2026-03-02", TODAY, {"autre": 5}) is None


@pytest.mark.parametrize(("value", "expected"), [(0, "minimum"), (1, None), (4, None), (5, "maximum")])
def test_a_number_stays_within_its_bounds(value, expected):
    reason = value_reason(field("integer", minimum=1, maximum=4), value, TODAY, {})
    assert (reason.details["expected"] if reason else None) == expected


def test_a_private_text_is_not_repeated_in_its_refusal():
    """A refusal may be shown, logged, read over a shoulder."""
    secret = field("choice", data_class="sensitive", options=OPTIONS)
    reason = value_reason(secret, "Aminata", TODAY, {})
    assert reason is not None
    assert "Aminata" not in repr(reason)
    born = value_reason(field("date", data_class="personal", not_after="now"), "2026-12-01", TODAY, {})
    assert born is not None
    assert born.details["value"] == "2026-12-01", "a mistyped date is shown, to be found"
    plain = value_reason(FIELDS["choice"], "c", TODAY, {})
    assert plain is not None
    assert plain.details["value"] == "c"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
BOUNDED = [
    *FIELDS.values(),
    field("date", not_after="autre", not_before="autre"),
    field("integer", minimum=0, maximum=9),
]


@given(st.sampled_from(BOUNDED), JSON, JSON)
def test_any_value_is_taken_or_refused(each, value, other):
    reason = value_reason(each, value, TODAY, {"autre": other})
    assert reason is None or reason.code == "bad_value"


@given(st.text())
def test_only_one_way_of_writing_a_day_is_a_day(text):
    assert is_iso_date(text) is (len(text) == 10 and text[4:5] == "-" and text[7:8] == "-" and _reads(text))


def _reads(text: str) -> bool:
    try:
        return date(int(text[:4]), int(text[5:7]), int(text[8:])).isoformat() == text
    except ValueError:
        return False
