"""Days in words, in the three languages."""

from datetime import date

import pytest

from engine.core.days import day_in_words, days_in_words, distance_in_words, rest_in_words, weekday_in_words


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "mardi 1er décembre 2026"), ("ar", "الثلاثاء، 1 دجنبر 2026"), ("en", "Tuesday, 1 December 2026")],
)
def test_a_day_is_said_with_its_weekday(language, said):
    assert weekday_in_words(date(2026, 12, 1), language) == said


def test_only_the_first_of_a_french_month_is_an_ordinal():
    assert day_in_words(date(2026, 11, 22), "fr") == "22 novembre 2026"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        *((25, "dans 25 jours"), (1, "demain"), (0, "aujourd'hui"), (-1, "hier"), (-3, "il y a 3 jours")),
        *((120, "dans 120 jours"), (-121, "il y a 3 mois"), (-503, "il y a 16 mois"), (-3396, "il y a 9 ans")),
    ],
)
def test_a_distance_is_said_from_today(days, said):
    assert distance_in_words(days, "fr") == said


@pytest.mark.parametrize(
    ("left", "said"),
    [(25, "encore 25 jours"), (1, "encore 1 jour"), (0, "dernier jour"), (-4, "dépassée de 4 jours")],
)
def test_what_is_left_of_a_delay_counts_the_last_day_in(left, said):
    assert rest_in_words(left, "fr") == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "يوم واحد"), (2, "يومين"), (5, "5 أيام"), (25, "25 يوما"), (100, "100 يوم"), (103, "103 أيام")],
)
def test_arabic_counts_days_in_its_own_forms(count, said):
    assert days_in_words(count, "ar") == said
