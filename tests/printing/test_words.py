"""Dates and counts as people here say them."""

from __future__ import annotations

from datetime import date

import pytest

from engine.printing.words import (
    CONFIDENCE,
    STATUS,
    copies_in_words,
    day_in_words,
    days_in_words,
    whole_day_in_words,
)


@pytest.mark.parametrize(
    ("day", "fr", "ar"),
    [
        (date(2026, 11, 22), "22 novembre 2026", "22 نونبر 2026"),
        (date(2026, 12, 1), "1er décembre 2026", "1 دجنبر 2026"),
        (date(2027, 7, 9), "9 juillet 2027", "9 يوليوز 2027"),
        (date(2027, 8, 31), "31 août 2027", "31 غشت 2027"),
    ],
)
def test_a_day_is_written_with_its_month(day: date, fr: str, ar: str) -> None:
    assert day_in_words(day, "fr") == fr
    assert day_in_words(day, "ar") == ar


def test_a_day_that_a_person_must_not_miss_has_its_weekday() -> None:
    assert whole_day_in_words(date(2026, 12, 1), "fr") == "mardi 1er décembre 2026"
    assert whole_day_in_words(date(2026, 12, 1), "ar") == "الثلاثاء 1 دجنبر 2026"
    assert whole_day_in_words(date(2026, 12, 6), "fr").startswith("dimanche")
    assert whole_day_in_words(date(2026, 12, 6), "ar").startswith("الأحد")


@pytest.mark.parametrize(
    ("number", "fr", "ar"),
    [
        (0, "0 jour", "0 يوم"),
        (1, "1 jour", "يوم واحد"),
        (2, "2 jours", "يومان"),
        (3, "3 jours", "3 أيام"),
        (10, "10 jours", "10 أيام"),
        (11, "11 jours", "11 يوما"),
        (25, "25 jours", "25 يوما"),
        (100, "100 jours", "100 يوم"),
        (103, "103 jours", "103 أيام"),
        (111, "111 jours", "111 يوما"),
    ],
)
def test_days_are_counted_by_the_plurals_of_each_language(number: int, fr: str, ar: str) -> None:
    assert days_in_words(number, "fr") == fr
    assert days_in_words(number, "ar") == ar


def test_copies_are_counted_too() -> None:
    assert [copies_in_words(number, "ar") for number in (1, 2, 3, 11)] == ["نسخة واحدة", "نسختان", "3 نسخ", "11 نسخة"]
    assert copies_in_words(2, "fr") == "2 copies"


def test_each_word_is_said_in_both_languages() -> None:
    assert CONFIDENCE["fr"].keys() == CONFIDENCE["ar"].keys()
    assert STATUS["fr"].keys() == STATUS["ar"].keys()
