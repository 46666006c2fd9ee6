"""Names as they sound: the same person is found whether written in French or Arabic letters, or spelt otherwise.

A name is reduced to the consonants that both alphabets share. Coarse on purpose: it proposes, a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

_ARABIC = {
    "ب": "b", "ت": "t", "ة": "", "ث": "t", "ج": "j", "ح": "h", "خ": "k", "د": "d", "ذ": "d", "ر": "r", "ز": "z",
    "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "g", "ف": "f", "ق": "k", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "پ": "b", "ڤ": "f", "گ": "g", "ڭ": "g",
}  # fmt: skip
_LATIN = (
    ("sch", "s"), ("ch", "s"), ("sh", "s"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"),
    ("dj", "j"), ("qu", "k"), ("ck", "k"), ("ss", "s"), ("q", "k"), ("c", "k"), ("x", "ks"), ("v", "f"), ("p", "b"),
    ("ge", "j"), ("gi", "j"),
)  # fmt: skip
_WEAK = frozenset("aeiouywh")
"Vowels, and letters that one spelling writes and another does not."
_ARTICLES = frozenset(("el", "al", "ben", "bin", "ibn", "bint", "bent", "ould", "ait", "abd"))

LIKENESS = 0.74
"Below, two names are not proposed as the same person's."


def skeleton(word: str) -> str:
    """The consonants of one word, the same for « Aminata », « أميناتا » and « AMINATA »."""
    bare = "".join(
        each
        for each in unicodedata.normalize("NFKD", word.casefold())
        if unicodedata.category(each) not in ("Mn", "Cf")
    )
    if any(each in _ARABIC or "\u0600" <= each <= "\u06ff" for each in bare):
        sounds = "".join(_ARABIC.get(each, "") for each in bare)
    else:
        sounds = re.sub(r"[^a-z]", "", bare)
        for spelt, sound in _LATIN:
            sounds = sounds.replace(spelt, sound)
    kept = "".join(each for each in sounds if each not in _WEAK)
    return re.sub(r"(.)\1+", r"\1", kept)


def skeletons(name: str) -> tuple[str, ...]:
    """The skeleton of each word of a name, articles apart (« Ben Ali », « El Idrissi »)."""
    words = [each for each in re.split(r"[\s\-'’]+", name.strip()) if each]
    found = []
    for word in words:
        if word.casefold() in _ARTICLES and len(words) > 1:
            continue
        bare = word.removeprefix("ال") if word.startswith("ال") and len(word) > 4 else word  # noqa: PLR2004 -- « الله »
        found.append(skeleton(bare) or bare.casefold())
    return tuple(found)


def likeness(sought: str, name: str) -> float:
    """How alike two names sound, from 0 to 1: the mean, over the words sought, of the best match of each."""
    wanted, known = skeletons(sought), skeletons(name)
    if not wanted or not known:
        return 0.0
    return sum(max(_ratio(each, other) for other in known) for each in wanted) / len(wanted)


def _ratio(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()
