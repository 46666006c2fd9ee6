"""What a password may be, and how it is kept."""

import time

import pytest

from engine.vault import passwords
from engine.vault.passwords import LEAST, MOST, hash_password, is_password, weakness

GOOD = [
    "girafe velours 7 parapluie",
    "Trois-crayons-bleus-volent",
    "ⵜⴰⵎⴰⵣⵉⵖⵜ ⵏ ⵓⵙⵓⵙⵙ",
    "زرافة تقرأ جريدة الصباح",
    "kD9#vbQ2xLpW",
    "        girafe velours",
]
COMMON = [
    "motdepasse2026",
    "m0tdep@sse123",
    "Motdepasse!!!!",
    "bismillah123456",
    "Bismillah-2026-Maroc",
    "azertyuiop123",
    "qwertyuiop[]12",
    "1234567890123",
    "0612345678061",
    "aaaaaaaaaaaaaaa",
    "mohamedfatima1990",
    "بسم الله الرحمن الرحيم",
    "محمد محمد 123456",
    "كلمة السر 2026",
    "٠١٢٣٤٥٦٧٨٩٠١٢",
    "TiznitAgadir2026",
    "Baom-Tiznit-2026",
    "                ",
]


def test_the_password_is_known_again_and_no_other():
    stored = hash_password(GOOD[0])
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert is_password(stored, GOOD[0])
    assert not is_password(stored, GOOD[0].upper())
    assert not is_password(stored, "")


def test_two_hashes_of_one_password_differ():
    assert hash_password(GOOD[0]) != hash_password(GOOD[0])


def test_a_word_composed_or_not_is_one_password():
    """Fails without NFC: « é » is one character on one keyboard and two on another."""
    assert is_password(hash_password("les é tés sont longs"), "les e\u0301 te\u0301s sont longs")


def test_nobody_s_password_takes_as_long_and_is_never_right():
    """An unknown login answers neither sooner nor otherwise. Fails when nobody's hash is cheaper than a real one.

    Measured by its own work: by the clock, a neighbour's work would be counted too.
    """
    stored = hash_password(GOOD[0])

    def taken(kept: str | None) -> float:
        times = []
        for _ in range(5):
            began = time.process_time()
            assert not is_password(kept, "une autre phrase")
            times.append(time.process_time() - began)
        return min(times)

    real, none = taken(stored), taken(None)
    assert real / 2 < none < real * 2


def test_the_password_of_nobody_s_hash_opens_nothing(monkeypatch):
    """Whoever drew it may have kept it after all. Fails when the accounts that nobody logs in to have it for a key."""
    monkeypatch.setattr(passwords, "NOBODYS", hash_password(GOOD[0]))
    assert not is_password(passwords.NOBODYS, GOOD[0])
    assert not is_password(None, GOOD[0])


@pytest.mark.parametrize("kept", ["", "$argon2id$", "pas un hachage", "$2b$12$abcdefghijklmnopqrstuv"])
def test_what_is_no_hash_opens_nothing(kept):
    assert not is_password(kept, "")
    assert not is_password(kept, kept)


@pytest.mark.parametrize("password", GOOD)
def test_a_long_password_of_any_alphabet_is_taken(password):
    """No rule of composition: neither figures nor capitals are asked for."""
    assert weakness(password, "f.amrani") is None


@pytest.mark.parametrize("password", COMMON)
def test_what_everybody_tries_is_refused(password):
    assert "tout le monde" in str(weakness(password, "f.amrani"))


@pytest.mark.parametrize("password", ["f.amrani f.amrani", "Fatiha-Amrani-1985", "AMRANI2026fatiha"])
def test_one_s_own_name_is_no_password(password):
    assert weakness(password, "f.amrani", "Fatiha Amrani") is not None


def test_a_short_one_and_an_endless_one_are_refused():
    assert "au moins 12" in str(weakness("kD9#vbQ2xLp"))
    assert "au plus 256" in str(weakness("girafe velours " * 20))
    assert (LEAST, MOST) == (12, 256)
