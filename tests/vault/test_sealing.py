"""What is sealed opens where it was sealed, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BrokenHistory
from engine.vault.keys import MasterKey
from engine.vault.sealing import PADDING, Vault

MASTER = MasterKey(b"m" * 32)
LOG = "log1"


@pytest.fixture
def vault():
    return Vault(MASTER)


@pytest.fixture
def key(vault):
    return vault.subject_key(LOG, "amina", vault.new_key(LOG, "amina"))


def test_what_is_sealed_opens(key):
    assert key.open(key.seal(b'{"note":"x"}', "case1", 3), "case1", 3) == b'{"note":"x"}'


@given(st.text())
def test_any_text_comes_back(text):
    vault = Vault(MASTER)
    key = vault.subject_key(LOG, "s", vault.new_key(LOG, "s"))
    clear = b'"' + text.encode() + b'"'
    assert key.open(key.seal(clear, "c", 1), "c", 1) == clear
    assert key.open_copy(key.seal_copy(clear, "c", 1), "c", 1) == clear


@pytest.mark.parametrize(("stream", "scan"), [("case2", "A-1"), ("case1", "A-2"), ("case1", "A-11")])
def test_a_scan_opens_in_its_own_place_alone(key, stream, scan):
    """To the byte, blanks at its end included. Fails when the context is left out, or is that of an event."""
    content = b"%PDF" + bytes(range(256)) + b"  \n "
    sealed = key.seal_scan(content, "case1", "A-1")
    assert key.open_scan(sealed, "case1", "A-1") == content
    with pytest.raises(BrokenHistory, match=scan):
        key.open_scan(sealed, stream, scan)
    with pytest.raises(BrokenHistory):
        key.open(key.seal_scan(b"{}", "case1", "1"), "case1", 1)


@pytest.mark.parametrize(("stream", "sequence"), [("case2", 3), ("case1", 4), ("case1", 33)])
def test_a_seal_moved_elsewhere_does_not_open(key, stream, sequence):
    """Fails when the context is left out of the encryption."""
    sealed = key.seal(b'{"note":"x"}', "case1", 3)
    with pytest.raises(BrokenHistory, match="changées ou déplacées"):
        key.open(sealed, stream, sequence)


def test_a_seal_of_another_subject_does_not_open(vault, key):
    other = vault.subject_key(LOG, "brahim", vault.new_key(LOG, "brahim"))
    with pytest.raises(BrokenHistory):
        other.open(key.seal(b"{}", "case1", 1), "case1", 1)


def test_a_copy_is_no_seal_of_an_event(key):
    with pytest.raises(BrokenHistory):
        key.open(key.seal_copy(b"{}", "case1", 1), "case1", 1)


@pytest.mark.parametrize("position", [0, 12, -1])
def test_one_changed_byte_is_seen(key, position):
    sealed = bytearray(key.seal(b"{}", "case1", 1))
    sealed[position] ^= 1
    with pytest.raises(BrokenHistory):
        key.open(bytes(sealed), "case1", 1)


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(12)])
def test_bytes_too_short_to_be_a_seal_are_refused(key, sealed):
    with pytest.raises(BrokenHistory):
        key.open(sealed, "case1", 1)


def test_two_seals_of_one_text_differ(key):
    assert key.seal(b"{}", "case1", 1) != key.seal(b"{}", "case1", 1)


def test_two_copies_of_one_text_at_one_place_are_the_same_bytes(key):
    assert key.seal_copy(b"{}", "case1", 1) == key.seal_copy(b"{}", "case1", 1)
    assert key.seal_copy(b"{}", "case1", 1)[:12] != key.seal_copy(b"{}", "case1", 2)[:12]
    assert key.seal_copy(b"{}", "case1", 1)[:12] != key.seal_copy(b"[]", "case1", 1)[:12]


def test_short_answers_have_one_length(key):
    """Fails without padding: the length would tell which option of a sensitive choice was taken."""
    lengths = {len(key.seal(b'{"fields.violence":"%s"}' % word, "c", 1)) for word in (b"oui", b"non", b"inconnue")}
    assert len(lengths) == 1
    assert len(key.seal(b"x" * PADDING, "c", 1)) == PADDING + 12 + 16


def test_a_keyed_hash_depends_on_the_subject(vault, key):
    other = vault.subject_key(LOG, "brahim", vault.new_key(LOG, "brahim"))
    assert key.mac(b"demande") == key.mac(b"demande")
    assert key.mac(b"demande") != other.mac(b"demande")


def test_a_wrapped_key_shows_nothing_and_survives_a_new_vault(vault, key):
    wrapped = vault.new_key(LOG, "amina")
    sealed = vault.subject_key(LOG, "amina", wrapped).seal(b"{}", "c", 1)
    assert Vault(MASTER).subject_key(LOG, "amina", wrapped).open(sealed, "c", 1) == b"{}"


@pytest.mark.parametrize(("log", "subject"), [(LOG, "brahim"), ("log2", "amina")])
def test_a_key_given_to_another_subject_or_log_is_refused(vault, log, subject):
    wrapped = vault.new_key(LOG, "amina")
    with pytest.raises(BrokenHistory, match="vient d'ailleurs"):
        vault.subject_key(log, subject, wrapped)


def test_another_master_key_unwraps_nothing(vault):
    wrapped = vault.new_key(LOG, "amina")
    other = Vault(MasterKey(b"n" * 32))
    assert other.key_id != vault.key_id
    with pytest.raises(BrokenHistory):
        other.subject_key(LOG, "amina", wrapped)


def test_kept_keys_are_bounded_and_dropped_ones_come_back():
    vault = Vault(MASTER, kept=2)
    wrapped = {name: vault.new_key(LOG, name) for name in ("a", "b", "c")}
    sealed = {name: vault.subject_key(LOG, name, each).seal(b"{}", "x", 1) for name, each in wrapped.items()}
    for name, each in wrapped.items():
        assert vault.subject_key(LOG, name, each).open(sealed[name], "x", 1) == b"{}"
    last = vault.subject_key(LOG, "c", wrapped["c"])
    assert vault.subject_key(LOG, "c", wrapped["c"]) is last
    vault.subject_key(LOG, "a", wrapped["a"])
    vault.subject_key(LOG, "b", wrapped["b"])
    assert vault.subject_key(LOG, "c", wrapped["c"]) is not last
