"""Names as they sound: the same person is found whether written in French or Arabic letters, or spelt otherwise.

A name is reduced to the consonants that both alphabets share, or, where it has one at most, to its rough sound.
Coarse on purpose: it proposes, a person decides.
"""

from __future__ import annotations

import re
import unicodedata

_ARABIC = {
    "ب": "b", "ت": "t", "ة": "a", "ث": "t", "ج": "j", "ح": "h", "خ": "k", "د": "d", "ذ": "d", "ر": "r", "ز": "z",
    "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "g", "ف": "f", "ق": "k", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "پ": "b", "ڤ": "f", "گ": "g", "ڭ": "g", "ک": "k",
    "ا": "a", "ى": "a", "ء": "a", "و": "w", "ي": "y", "ی": "y",
}  # fmt: skip
_ARABIC_SPELLINGS = (("عثم", "عسم"), ("ديا", "جا"), ("ديو", "جو"), ("دية", "جة"))
"« عثمان » is Ousmane and Othman; « ديالو » is Diallo and Jallow."
_LATIN_SPELLINGS = (
    ("othm", "osm"), ("uthm", "usm"), ("dia", "ja"), ("die", "je"), ("dio", "jo"), ("diu", "ju"),
    ("sch", "s"), ("ch", "s"), ("sh", "s"), ("kh", "k"), ("ge", "je"), ("gi", "ji"), ("gy", "jy"), ("gh", "g"),
    ("dh", "d"), ("th", "t"), ("ph", "f"), ("dj", "j"), ("qu", "k"), ("ck", "k"), ("ce", "se"), ("ci", "si"),
    ("cy", "sy"),
)  # fmt: skip
_LATIN = {each: each for each in "abdfghjklmnrstwyz"} | {
    "c": "k", "q": "k", "e": "a", "i": "y", "o": "w", "u": "w", "v": "f", "p": "b", "x": "ks",
}  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_WEAK = re.compile("[awyh]")
"Vowels, and letters that one spelling writes and another does not."
_ARTICLES = frozenset(
    ("el", "al", "ben", "bin", "ibn", "bint", "bent", "ould", "ait", "ال", "بن", "ابن", "بنت", "ولد", "ايت")
)
_SERVANT = re.compile(r"\b(?:abd(?:ou|[aeou])?l?|عبد)[\s\-]+(?:[ae]l[\s\-]+)?(?=\w)")
_SERVANT_OF = re.compile(r"^(?:abd(?:ou|[aeou])l|عبدال)(?!l?la?h?$|له$)")
"« Abd El Kader », « Abdelkader », « عبد القادر » are Kader; « Abdallah », « عبد الله » stay whole."

LIKENESS = 0.74
"Below, two names are not proposed as the same person's."


def sound(word: str) -> str:
    """One word as it sounds, in letters that both alphabets share: « Aminata » and « أميناتا » sound the same."""
    arabic = any("\u0600" <= each <= "\u06ff" for each in word)
    for spelt, meant in _ARABIC_SPELLINGS if arabic else _LATIN_SPELLINGS:
        word = word.replace(spelt, meant)
    letters = _ARABIC if arabic else _LATIN
    return _DOUBLED.sub(r"\1", "".join([letters.get(each, "") for each in word]))


def skeleton(heard: str) -> str:
    """The consonants of what is heard."""
    return _WEAK.sub("", heard)


def sounds(name: str) -> tuple[str, ...]:
    """Each word of a name as it sounds, articles apart (« Ben Ali », « El Idrissi », « الإدريسي »)."""
    bare = "".join(
        each
        for each in unicodedata.normalize("NFKD", name.casefold().replace("ç", "s"))
        if unicodedata.category(each) not in ("Mn", "Cf", "Lm") and each not in "'’‘`"
    )
    joined = _SERVANT.sub(lambda found: "عبد" if found[0].startswith("ع") else "abdel", bare)
    words = [each for each in re.split(r"[\s\-]+", joined) if each]
    named = [each for each in words if each not in _ARTICLES] or words
    return tuple(heard for each in named if (heard := sound(_without_article(each))))


def _without_article(word: str) -> str:
    word = _SERVANT_OF.sub("", word)
    return word[2:] if word.startswith("ال") and word != "الله" and len(word) > 4 else word  # noqa: PLR2004 -- « الا »


def likeness(sought: str, name: str) -> float:
    """How alike two names sound, from 0 to 1: the mean, over the words sought, of the best match of each."""
    return Sought(sought).likeness(sounds(name))


class Sought:
    """A name that is looked for among many: each word is compared with each other one once, however many bear it."""

    def __init__(self, name: str) -> None:
        self.words = [Wanted(each) for each in sounds(name)]
        self._met: dict[tuple[str, ...], float] = {}

    def likeness(self, known: tuple[str, ...]) -> float:
        """How alike it is to a name, given as `sounds` has it."""
        found = self._met.get(known)
        if found is None:
            found = self._met[known] = self._compared(known)
        return found

    def _compared(self, known: tuple[str, ...]) -> float:
        if not self.words or not known:
            return 0.0
        return sum(max(each.likeness(other) for other in known) for each in self.words) / len(self.words)


FIRM = 3
"From three consonants on, vowels are left out: they are what spellings differ by."


class Wanted:
    """One word that is looked for, as it sounds.

    By their consonants; the fewer there are, the more the rest counts: « Mohamed », « Ahmed »; « Sow », « Sy ».
    """

    def __init__(self, heard: str) -> None:
        self._heard, self.bones = Letters(heard), Letters(skeleton(heard))
        self._met: dict[str, float] = {}

    def likeness(self, other: str) -> float:
        """How alike it is to another word, given as `sounds` has it."""
        found = self._met.get(other)
        if found is None:
            found = self._met[other] = self._compared(other, skeleton(other))
        return found

    def _compared(self, other: str, bones: str) -> float:
        fewest = min(len(self.bones), len(bones))
        if fewest >= FIRM:
            return self.bones.ratio(bones)
        heard = self._heard.ratio(other)
        return heard if fewest <= 1 else (self.bones.ratio(bones) + heard) / 2


class Letters:
    """A run of letters that many others are held against."""

    def __init__(self, letters: str) -> None:
        self._letters = letters
        self._all = (1 << len(letters)) - 1
        self._at: dict[str, int] = {}
        for index, letter in enumerate(letters):
            self._at[letter] = self._at.get(letter, 0) | 1 << index

    def __len__(self) -> int:
        return len(self._letters)

    def ratio(self, other: str) -> float:
        """Twice the longest letters in common, in order, over all letters: the same from either side."""
        if self._letters == other:
            return 1.0
        # One bit a letter: those still set at the end are the letters that found no partner (Crochemore and others).
        left = self._all
        for letter in other:
            here = left & self._at.get(letter, 0)
            left = (left + here | left - here) & self._all
        return 2 * (len(self._letters) - left.bit_count()) / (len(self._letters) + len(other))
