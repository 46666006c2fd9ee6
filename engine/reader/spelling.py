"""The nearest good word, and lists of words as a sentence says them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from engine.errors import Said

_LISTED = 12


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, accents, case and separators put aside; None when none is near.

    Names of a pathway share their endings: a word that merely resembles (« collecte_pieces », « cloture_deces ») isn't
    proposed, or an editor who does as told would send cases where they have no business.
    """
    by_form: dict[str, str] = {}
    for each in known:
        by_form.setdefault(ascii_form(each), each)
    form = ascii_form(word)
    part_of_it = {each for each in by_form if form in each or each in form}
    for close in (
        difflib.get_close_matches(form, by_form, n=1, cutoff=0.66),
        difflib.get_close_matches(form, part_of_it, n=1, cutoff=0.6),
    ):
        if close:
            return by_form[close[0]]
    return None


def ascii_form(word: str) -> str:
    """The word as an identifier would be written: « État déposé » gives « etat_depose »; empty when nothing is left."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))
    bare = bare.lower().replace("œ", "oe").replace("æ", "ae")
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")


def listed(words: Iterable[str]) -> Said:
    """« a, b, c », cut after a dozen with the number of those left out."""
    every = list(words)
    if not every:
        return Said("(aucun)")
    more, shown = len(every) - _LISTED, ", ".join(every[:_LISTED])
    if more <= 0:
        return Said("{words}", words=shown)
    if more == 1:
        return Said("{words}… et un autre", words=shown)
    return Said("{words}… et {more} autres", words=shown, more=more)
