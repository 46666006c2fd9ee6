"""A number with hyphens is read in the order that it is written in, inside Arabic."""

import pytest

from engine.core.bidi import read_in_order
from engine.core.definition import Text
from engine.core.refusals.translations import translated
from engine.core.wording import isolated


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("الدورية رقم 13-487 بتاريخ 9 أكتوبر", "الدورية رقم \u200e13-487 بتاريخ 9 أكتوبر"),
        ("مطبوع الصندوق 459-1-39", "مطبوع الصندوق \u200e459-1-39"),
        ("القانون 2012-1404، المادة 83", "القانون \u200e2012-1404، المادة 83"),
        ("اكتب 2026-11-06T10:30 أو 118/2026:2026-11-10", "اكتب \u200e2026-11-06T10:30 أو \u200e118/2026:2026-11-10"),
        ("النظام العام 54 %، Agirc-Arrco 60 %، الموظف", "النظام العام 54 %، Agirc-Arrco \u200f60 %، الموظف"),
    ],
)
def test_a_number_with_hyphens_is_held_together(written: str, kept: str) -> None:
    assert Text("", written).of("ar") == kept


@pytest.mark.parametrize(
    "written", ["تسجيلات 2025-2026 عبر مسار", "مغلق - المعاش يصرف", "الرقم DP-2026-311", "سنة-شهر-يوم", "القانون 31.18"]
)
def test_what_is_read_well_already_is_left_as_it_is(written: str) -> None:
    assert read_in_order(written) == written


def test_a_day_shown_as_an_example_is_shown_as_it_must_be_typed() -> None:
    example = "Écrire la date comme 2026-11-06, ou jour/mois/année comme 06/11/2026."
    assert "\u200e2026-11-06،" in translated(example, "ar")
    assert isolated("2026-11-06", "ar") == "\u20682026-11-06\u2069", "a value has its own marks"
