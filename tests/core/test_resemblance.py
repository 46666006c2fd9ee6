"""Why two records may be one person's, told to whoever decides."""

import pytest

from engine.core.resemblance import REASONS, resemblance


@pytest.mark.parametrize(
    ("asked", "known", "told"),
    [
        ({"name": "Fatima"}, {"name": "FATIMA "}, ("same_name",)),
        ({"name": "Fatima"}, {"name_ar": "فاطمة"}, ("other_letters",)),
        ({"name": "Ouédraogo"}, {"name": "Ouedraogo"}, ("other_accents",)),
        ({"name_ar": "أمينة"}, {"name_ar": "امينة"}, ("other_accents",)),
        ({"name": "Ouédraogo"}, {"name": "Wedraogo"}, ("same_sound",)),
        ({"name": "Fatima Zahra Diop"}, {"name": "Fatima Zohra Sy"}, ("near_sound",)),
        ({"birth_date": "1998-04-03"}, {"birth_date": "1998-04-03"}, ("same_birth",)),
        ({"birth_date": "1998-04-03"}, {"birth_date": "1998-03-04"}, ("swapped_birth",)),
        ({"birth_date": "1998-04-03"}, {"birth_date": "1998-04-13"}, ("same_year",)),
        ({"birth_date": "1998-04-03"}, {"birth_year": "1998"}, ("same_year",)),
        ({"birth_year": "1998"}, {"birth_year": "1989"}, ("other_birth",)),
        ({"name": "Fatima", "birth_year": "1998"}, {"name": "Fatima"}, ("same_name",)),
        ({}, {}, ()),
    ],
)
def test_what_is_the_same_and_what_nearly_is(asked: dict[str, str], known: dict[str, str], told: tuple[str, ...]):
    assert resemblance(asked, known) == told
    assert set(told) <= set(REASONS)
