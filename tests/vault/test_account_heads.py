"""How far accounts were seen to go: a line that can't be read is told, one that was cut short was never added."""

import pytest

from engine.errors import EnvironmentUnusable
from engine.vault.account_heads import AccountHead, AccountHeads

ONE, TWO = (AccountHead(f"U-{number}", number, "a" * 64, "2026-11-06T09:00:00.000Z") for number in (1, 2))


@pytest.fixture
def heads(tmp_path) -> AccountHeads:
    found = AccountHeads(tmp_path / "cle" / "baom.accounts")
    found.add("L", [ONE])
    return found


def test_the_last_line_of_an_account_counts_and_other_logs_are_apart(heads):
    assert AccountHeads(heads.path.with_name("autre")).of("L") == {}
    heads.add("L", [ONE._replace(sequence=7), TWO])
    heads.add("M", [TWO._replace(sequence=9)])
    assert heads.of("L") == {"U-1": ONE._replace(sequence=7), "U-2": TWO}


@pytest.mark.parametrize("wrong", ["x", "L U-1 sept h at", "L U-1 1 h", "L U-1 1 h at z", "\u00e9"])
def test_a_line_that_cannot_be_read_is_refused_with_its_number(heads, wrong):
    """Fails when it is passed over: an account that it named could go back, and its lost right with it."""
    heads.path.write_bytes(heads.path.read_bytes() + wrong.encode() + b"\n")
    with pytest.raises(EnvironmentUnusable, match="ligne 2"):
        heads.of("L")


def test_a_line_cut_short_is_not_there_yet_and_takes_no_other_with_it(heads):
    """Fails when the next is glued to it, or when it is read as far as it goes."""
    line = heads.path.read_bytes()
    heads.path.write_bytes(line + line[:-20])
    assert heads.of("L") == {"U-1": ONE}
    heads.add("L", [TWO])
    assert heads.path.read_bytes().endswith(b"\n" + line.replace(b"U-1 1", b"U-2 2"))


def test_lines_without_a_word_say_nothing(heads):
    heads.path.write_bytes(heads.path.read_bytes() + b" \n\n")
    heads.add("L", [TWO])
    assert heads.of("L") == {"U-1": ONE, "U-2": TWO}
