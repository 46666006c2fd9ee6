"""Checkpoints as text: written as the specification of signed notes says, read back, and refused when changed."""

import base64
import hashlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UsageError
from engine.vault.notes import Head, in_groups, key_hint, plain_code, read_note, signed_note
from engine.vault.signing import SigningKey

KEY, OTHER = SigningKey(bytes(range(32))), SigningKey(bytes(32))
HEAD = Head("f" * 32, 42, hashlib.sha256(b"root").digest())
NOTE = signed_note(HEAD, KEY)


def test_the_key_hint_is_that_of_the_specification():
    """The key that the documentation of signed notes shows. Fails when a byte of what is hashed is left out."""
    name = "PeterNeumann"
    public = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    assert (public[:1], len(public)) == (b"\x01", 33)
    assert key_hint(name, public[1:].hex()).hex() == "c74f20a3"


def test_a_checkpoint_is_written_as_the_specification_says():
    origin, size, root, blank, signature, end = NOTE.split("\n")
    assert (origin, size, blank, end) == (f"baom/{'f' * 32}", "42", "", "")
    assert base64.b64decode(root) == HEAD.root
    dash, name, _ = signature.split(" ")
    assert (dash, name) == ("—", origin)


def test_a_checkpoint_is_read_back_and_its_key_known():
    """Fails when a signature isn't tried, or is tried over something else than the three lines."""
    note = read_note(NOTE)
    assert note.head == HEAD
    assert note.signed_by(KEY.public)
    assert not note.signed_by(OTHER.public)


@pytest.mark.parametrize(
    "changed",
    [
        NOTE.replace("\n42\n", "\n43\n"),
        NOTE.replace(f"baom/{'f' * 32}\n42", f"baom/{'e' * 32}\n42"),
        signed_note(Head(HEAD.log_id, 42, bytes(32)), OTHER).replace("— ", "— "),
        NOTE.replace(f"— baom/{'f' * 32}", "— baom/other"),
    ],
    ids=["size", "log", "another key", "another name"],
)
def test_a_checkpoint_changed_is_signed_by_nobody(changed):
    assert not read_note(changed).signed_by(KEY.public)


def test_a_second_signature_is_no_harm():
    """A witness may sign too."""
    witness = signed_note(HEAD, OTHER).splitlines()[-1]
    note = read_note(f"{NOTE}{witness}\n")
    assert note.signed_by(KEY.public)
    assert note.signed_by(OTHER.public)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bonjour",
        NOTE.split("\n\n")[0],
        NOTE.replace("\n42\n", "\n042\n"),
        NOTE.replace("\n42\n", "\n-42\n"),
        NOTE.replace("\n42\n", "\n٤٢\n"),
        NOTE.replace("baom/", "other/"),
        NOTE.replace("— ", "- "),
        NOTE.replace("=\n\n", "\n\n"),
        f"un mot de plus\n{NOTE}",
        "baom/x\n1\nAAAA\n\n— baom/x AAAA\n",
        NOTE + "et encore\n",
    ],
)
def test_what_is_no_checkpoint_is_refused_with_words(text):
    with pytest.raises(UsageError, match="point de contrôle"):
        read_note(text)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    for each in (text, f"{text}\n\n{text}", NOTE + text):
        with suppress(UsageError):
            read_note(each)


def test_the_short_code_is_130_bits_of_the_hash_of_the_three_lines():
    """Fails when it is of less: 26 letters of 5 bits each, none of them I, L, O or U."""
    bits = f"{int(hashlib.sha256(HEAD.text.encode()).hexdigest(), 16):0256b}"[:130]
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    assert HEAD.code == "".join(letters[int(bits[at : at + 5], 2)] for at in range(0, 130, 5))
    assert len({Head("f" * 32, size, HEAD.root).code for size in range(500)}) == 500


@given(st.binary(min_size=32, max_size=32))
def test_a_code_is_read_as_people_copy_it(root):
    code = Head("f" * 32, 7, root).code
    for typed in (
        code,
        in_groups(code),
        code.lower(),
        code.replace("0", "O").replace("1", "l"),
        code.replace("1", "I"),
    ):
        assert plain_code(typed) == code


@pytest.mark.parametrize("typed", ["", "A" * 25, "A" * 27, "U" * 26, "é" * 26])
def test_what_is_no_code_is_refused_with_words(typed):
    with pytest.raises(UsageError, match="26 chiffres"):
        plain_code(typed)
