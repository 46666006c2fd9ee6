"""What is typed by somebody who wishes harm, or on a terminal that isn't set as ours are: refused in words."""

import json
import os

import pytest

from tests.commands.conftest import Baom

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows hands words over as text, never as bytes")


@posix_only
@pytest.mark.parametrize(
    "words",
    [
        (b"person", b"add", b"--commune", b"tiznit", b"--name", b"A\xefcha"),
        (b"case", b"next", b"D-\xff\xfe"),
        (b"--now", b"\xff", b"worklist"),
        (b"process", b"check", b"\xff.yaml"),
        (b"\xff",),
    ],
)
def test_a_word_that_is_no_utf8_is_refused_before_anything_is_done(baom: Baom, words: tuple[bytes, ...]):
    """Cleaned of the bytes that say nothing, « Aïcha » would be kept as « Acha » without a word."""
    told = baom.program(*words, "--json")
    assert (told.returncode, told.stderr) == (2, "")
    assert "UTF-8" in json.loads(told.stdout)["error"]["message"]


@posix_only
def test_a_terminal_without_utf8_loses_no_letter_in_silence(baom: Baom):
    """Python then hands over « ï » as two bytes that are no letters."""
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    told = baom.program("person", "add", "--commune", "tiznit", "--name", "Aïcha".encode(), env=plain)
    assert told.returncode == 2
    assert baom.json("person", "search", "Aicha")["matches"] == []
