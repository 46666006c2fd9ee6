"""What people type, read as the pathway declares it."""

from datetime import UTC, date, datetime

import pytest

from engine.app.given import country, day_of, pairs, papers_given, receipt_given, value_of, values_given
from engine.app.house import House
from engine.bootstrap import shipped, territory_of
from engine.core.definition import Field, Text
from engine.core.events import Receipt
from engine.errors import UsageError


@pytest.fixture(scope="module")
def house() -> House:
    """A house that reads what is typed: it has a territory, and needs no store for that."""
    return House(None, territory_of(shipped("processes")), None, "fr", lambda: datetime(2026, 11, 6, tzinfo=UTC))


def field(kind: str) -> Field:
    return Field(
        id="f",
        type=kind,
        data_class="plain",
        label=Text("F"),
        options={},
        not_after=None,
        not_before=None,
        minimum=None,
        maximum=None,
        kept=True,
        hint=None,
        appointment=None,
        answers={},
        basis=(),
    )


@pytest.mark.parametrize("typed", ["2026-11-06", "06/11/2026", "6/11/2026", "06.11.2026", "06-11-2026"])
def test_a_day_is_read_as_it_is_written_here(typed):
    assert day_of(typed) == date(2026, 11, 6)


@pytest.mark.parametrize("typed", ["", "hier soir", "31/02/2026", "2026-13-01", "11/06/26", "2026-11-06T10:00"])
def test_what_is_no_day_is_refused_with_the_good_form(typed):
    with pytest.raises(UsageError) as refused:
        day_of(typed)
    assert "2026-11-06" in refused.value.remedy


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("boolean", "oui", True),
        ("boolean", "False", False),
        ("boolean", "نعم", True),
        ("integer", " 12 ", 12),
        ("date", "06/11/2026", "2026-11-06"),
        ("moment", "30/11/2026 9h30", "2026-11-30T09:30"),
        ("moment", "30/11/2026 09:30", "2026-11-30T09:30"),
        ("moment", " 2026-11-30T09:30 ", "2026-11-30T09:30"),
        ("moment", "30/11/2026 à 9 h 30", "2026-11-30T09:30"),
        ("moment", "30/11/2026 14h", "2026-11-30T14:00"),
        ("moment", "30/11/2026", "2026-11-30"),
        ("choice", "domicile", "domicile"),
        ("choices", "a, b,c", ["a", "b", "c"]),
        ("choices", "a، b", ["a", "b"]),
        ("commune", "tiznit", "tiznit"),
        ("country", "sn", "SN"),
        ("country", "Apatride", "apatride"),
        ("text", " un texte = libre ", "un texte = libre"),
    ],
)
def test_a_value_takes_the_type_of_its_field(house, kind, typed, value):
    assert value_of(house, field(kind), typed) == value


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("boolean", "peut-être"),
        ("integer", "douze"),
        ("date", "demain"),
        ("moment", "demain 9h"),
        ("moment", "30/11/2026 25h"),
        ("moment", "30/11/2026 9"),
    ],
)
def test_a_value_that_cannot_be_read_is_left_for_the_core_to_refuse(house, kind, typed):
    """One room has the words of a refused value: the core's, with all the other reasons."""
    assert value_of(house, field(kind), typed) == typed


def test_a_commune_is_named_by_its_code_as_well(house):
    code = house.territory.communes["tiznit"].code
    assert value_of(house, field("commune"), code) == "tiznit"


def test_an_unknown_commune_is_refused_with_the_nearest_one(house):
    with pytest.raises(UsageError, match="tiznit"):
        value_of(house, field("commune"), "tizint")


@pytest.mark.parametrize("typed", ["Sénégal", "SEN", "S1", "", "apatrid"])
def test_a_country_is_two_letters_or_a_word_for_none(typed):
    with pytest.raises(UsageError):
        country(typed)


def test_a_misspelt_word_for_no_country_is_recognised():
    with pytest.raises(UsageError, match="apatride"):
        country("apatrid")


def test_names_that_the_pathway_does_not_declare_pass_as_typed(house):
    assert values_given(house, {"f": field("integer")}, {"f": "3", "g": "3"}) == {"f": 3, "g": "3"}


def test_a_pair_keeps_the_signs_of_its_value():
    assert pairs(["motif=a=b"], "x=1") == {"motif": "a=b"}


@pytest.mark.parametrize("words", [["seul"], ["=valeur"], ["a=1", "a=2"]])
def test_a_pair_without_name_or_given_twice_is_refused(words):
    with pytest.raises(UsageError):
        pairs(words, "x=1")


@pytest.mark.parametrize("typed", ["received", "reçue", "REÇUE", "مستلمة"])
def test_a_status_is_read_in_the_words_of_the_desk(typed):
    assert papers_given({"p": typed}) == {"p": "received"}


def test_a_misspelt_status_is_refused_with_the_nearest_one():
    with pytest.raises(UsageError, match="received"):
        papers_given({"p": "recieved"})


@pytest.mark.parametrize(
    ("typed", "receipt"),
    [
        ("118/2026:2026-11-10", Receipt("118/2026", date(2026, 11, 10))),
        ("BEC:118:10/11/2026", Receipt("BEC:118", date(2026, 11, 10))),
        ("118", Receipt("118", None)),
        ("none", Receipt(None, None)),
    ],
)
def test_a_receipt_is_a_number_and_a_day(typed, receipt):
    assert receipt_given(typed) == receipt


@pytest.mark.parametrize("typed", [":2026-11-10", "", "118:hier", "118:"])
def test_a_receipt_without_number_or_with_a_wrong_day_is_refused(typed):
    with pytest.raises(UsageError):
        receipt_given(typed)
