"""The good word proposed for a wrong one: near, or none."""

from __future__ import annotations

import pytest

from engine.reader.spelling import nearest

STATES = ("qualification", "collecte_pieces", "preparation_requete", "cloture_deces", "motif")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("colecte_pieces", "collecte_pieces"),
        ("Collecte pièces", "collecte_pieces"),
        ("qualif", "qualification"),
        ("motif_refus", "motif"),
    ],
)
def test_a_misspelt_or_shortened_word_is_understood(word: str, meant: str) -> None:
    assert nearest(word, STATES) == meant


@pytest.mark.parametrize(
    ("word", "unlike"), [("collecte_pieces", "cloture_deces"), ("reunion_prefet", "preparation_requete")]
)
def test_a_word_that_only_resembles_is_not_proposed(word: str, unlike: str) -> None:
    assert nearest(word, [unlike]) is None
