"""Passwords: hashed with Argon2id, and those that anybody would try first refused.

Knows texts alone; neither users nor where a hash is kept. A password is what a person typed, in any alphabet, brought
to NFC: the same word typed on two keyboards is one password.
"""

from __future__ import annotations

from pathlib import Path
from unicodedata import combining, normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from engine.errors import Said

LEAST = 12
"Characters of a password at least. No rule about which ones: length counts, and rules make people write it down."
MOST = 256
"Beyond, hashing would be a way to keep the machine busy."
APART = 4
"Letters that must be left of a password once its common words are taken away."

_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
"45 ms and 19 MiB a try; the library's own default costs thrice as much on a desk's old machine."

NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$QvLLaimjHmhb44nJ/1ACzQ$kmbj2NEEwXw9d71GQidPyfEf9uaLFBFJlhw5Og+gxjw"
"""The hash of a long random password that nobody has kept, of the same cost: what an unknown login is checked against,
and what an account has that nobody logs in to. Even that password would open nothing."""

_COMMON = Path(__file__).with_name("common_words.txt")
_LOOKALIKES = str.maketrans("0134578@$!|€", "oieastbasiie")
"Digits and signs that stand for letters in « m0td3p@sse »."


def hash_password(password: str) -> str:
    """The hash to keep, with its own salt and its costs."""
    return _HASHER.hash(normalize("NFC", password))


def is_password(stored: str | None, password: str) -> bool:
    """Whether this is the password of that hash; None, and nobody's, take as long and say no."""
    try:
        _HASHER.verify(NOBODYS if stored is None else stored, normalize("NFC", password)[:MOST])
    except (VerificationError, InvalidHashError):
        return False
    return stored not in (None, NOBODYS)


def weakness(password: str, *known: str) -> Said | None:
    """Why a password is refused, or None; `known` is what everybody knows of its owner: login, name."""
    text = normalize("NFC", password)
    if len(text) < LEAST:
        return Said(
            "Un mot de passe a au moins {least} caractères : trois ou quatre mots sans lien conviennent bien.",
            least=LEAST,
        )
    if len(text) > MOST:
        return Said("Un mot de passe a au plus {most} caractères.", most=MOST)
    # What stands for a letter is tried both ways: « 1 » alone is no letter.
    if any(_is_common(each, known) for each in (text, text.translate(_LOOKALIKES))):
        return Said(
            "Ce mot de passe est fait de mots, de suites ou de chiffres que tout le monde essaie : "
            "y ajouter un ou deux mots inattendus."
        )
    return None


def _is_common(text: str, known: tuple[str, ...]) -> bool:
    """Whether few different letters are left once common words, runs of keys and what is known are taken away."""
    letters = _letters(text)
    names = {part for each in known for part in _parts(each) if len(part) >= 3}  # noqa: PLR2004 -- « al » is in half of all words
    for word in sorted(_common_words() | names, key=len, reverse=True):
        letters = letters.replace(word, " ")
    return len(set(letters) - {" "}) < APART


def _letters(text: str) -> str:
    """The letters alone, without case, accents or vowel signs."""
    bare = (each for each in normalize("NFKD", text.casefold()) if not combining(each))
    return "".join(each for each in bare if each.isalpha())


def _parts(text: str) -> list[str]:
    return [_letters(part) for part in text.replace(".", " ").replace("-", " ").replace("_", " ").split()]


def _common_words() -> set[str]:
    """The words of the list, as `_letters` writes them."""
    lines = _COMMON.read_text(encoding="utf-8").splitlines()
    return {_letters(line) for line in lines if line and not line.startswith("#")}
