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


@pytest.mark.parametrize("now", ["9999-12-31", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "01/01/2200"])
def test_no_server_lives_at_the_end_of_the_calendar(baom: Baom, now: str):
    """A case opened there has clocks that no calendar can hold: the worklist of its desk would never open again."""
    told = baom("case", "open", "naissance", "--commune", "tiznit", now=now, code=2)
    assert "entre 1850 et 2199" in told.stderr
    assert baom("worklist").exit_code == 0


@pytest.mark.parametrize("day", ["0001-01-01", "31/12/1849", "9999-12-31"])
def test_no_act_has_a_mistyped_year(baom: Baom, day: str):
    """Wherever a day is typed: of an act, on a paper, on a receipt."""
    case = baom.open()
    for words in (
        ("open", "naissance", "--commune", "tiznit", "--on", day),
        ("note", case, "Rappeler.", "--on", day),
        ("document", case, "passeport_mere=received", "--issued", f"passeport_mere={day}"),
        ("do", case, "constituer_dossier", "--receipt", f"118:{day}"),
    ):
        assert "entre 1850 et 2199" in baom("case", *words, code=2).stderr
