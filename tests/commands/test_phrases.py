"""The command line's own words: each in three languages, with the same holes, and none that nobody says."""

import ast
import string
from pathlib import Path

import pytest

from engine.app.sections import SECTIONS
from engine.commands.parts import short_ground
from engine.commands.phrases import PHRASES, phrase
from engine.commands.screen import Screen
from engine.core.case import _CHANGES
from engine.telling.words import EVENTS

ENGINE = Path(__file__).resolve().parents[2] / "engine"
ROOMS = (ENGINE / "commands", ENGINE / "telling")


def spoken() -> set[str]:
    """Every text constant of the rooms, the tables themselves apart; f-strings give their beginnings."""
    found = set()
    for path in (each for room in ROOMS for each in room.glob("*.py")):
        if not path.name.startswith(("phrases", "words")):
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            found |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found


@pytest.mark.parametrize("name", PHRASES)
def test_a_phrase_says_the_same_in_three_languages(name: str):
    holes = [[hole for _, hole, _, _ in string.Formatter().parse(text)] for text in PHRASES[name]]
    assert all(PHRASES[name])
    assert len({sum(hole is not None for hole in each) for each in holes}) == 1


BY_VALUE = {"common_knowledge", "warning", "transitions", "guards", *SECTIONS}
"""Said under the name of a value: how sure a basis is, how grave a problem, which part of the day's list,
what scenarios cover."""


def test_no_phrase_is_left_that_nobody_says():
    constants = spoken()
    beginnings = tuple(each for each in constants if each.endswith("_"))
    told = constants | BY_VALUE
    assert [name for name in PHRASES if name not in told and not name.startswith(beginnings)] == []


def test_every_kind_of_event_has_a_name():
    assert set(EVENTS) == set(_CHANGES)
    assert all(all(text) for text in EVENTS.values())


def test_what_is_in_latin_letters_is_set_apart_in_arabic_alone():
    """A command, a path, an identifier; an Arabic name needs nothing, and what is set apart is so once."""
    assert phrase("next_step", "ar", "baom case next D-7K2M-9QXH") == "التتمة: \u2068baom case next D-7K2M-9QXH\u2069"
    assert phrase("written", "ar", "./liste.pdf") == "كتب: \u2068./liste.pdf\u2069"
    assert phrase("opened", "ar", "\u2068D-7K2M-9QXH\u2069") == "تم فتح الملف: \u2068D-7K2M-9QXH\u2069"
    assert phrase("desk_of", "ar", "تيزنيت") == "مكتب: تيزنيت"
    assert phrase("next_step", "fr", "baom case next D-7K2M-9QXH") == "La suite : baom case next D-7K2M-9QXH"


@pytest.mark.parametrize(
    ("language", "title", "shown"),
    [
        (
            "fr",
            "« Conventions de sécurité sociale : le détail des prestations »",
            "« Conventions de sécurité sociale »",
        ),
        (
            "fr",
            "« Demande de pension de vieillesse », service-public.ma",
            "« Demande de pension de vieillesse », service-public.ma",
        ),
        ("ar", "«الاتفاقيات الدولية للضمان الاجتماعي: تفصيل الخدمات»", "«الاتفاقيات الدولية للضمان الاجتماعي»"),
    ],
)
def test_a_ground_cut_short_closes_what_it_quotes(language, title, shown):
    """A title cut at its colon, inside its quotation marks, still has both."""
    assert short_ground(Screen(language), {"title": title, "confidence": "sourced"}) == shown
