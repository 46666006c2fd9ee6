"""Bundles that older versions made are verified for ever, by the program of today and by the one they hold."""

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from engine.evidence import verify_bundle as verifier
from tests.evidence.keeping import GOLDEN

BUNDLES = sorted(GOLDEN.glob("*.zip"))


def test_there_is_a_bundle_of_each_scope():
    assert {path.stem.partition("-")[0] for path in BUNDLES} == {"cases", "whole"}


def test_no_kept_bundle_has_changed():
    """The hashes of all of them, in the order of their names: a line more for each one more."""
    hashes = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in BUNDLES)
    assert hashes == (GOLDEN / "hashes.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("own", [True, False], ids=["by the program of today", "by the one it holds"])
def test_a_kept_bundle_is_intact(path, own, tmp_path):
    """With the code of its own day, with an older one, and in any zone, language or order of hashes."""
    paper = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    program = tmp_path / "verify_bundle.py"
    if own:
        program.write_bytes(Path(verifier.__file__).read_bytes())
    else:
        with zipfile.ZipFile(path) as bundle:
            program.write_bytes(bundle.read("verify_bundle.py"))
    older = tmp_path / "papier.txt"
    older.write_text(paper["older_note"], encoding="utf-8")
    for words, vouched in (
        (["--code", paper["code"], "--public-key", paper["public_key"]], paper["size"]),
        (["--code", paper["older_code"]], int(paper["older_note"].splitlines()[1])),
        (["--checkpoint", str(older)], int(paper["older_note"].splitlines()[1])),
    ):
        done = subprocess.run(
            [sys.executable, "-S", str(program), str(path), "--json", *words],
            cwd=tmp_path,
            env={"TZ": "Pacific/Chatham", "LC_ALL": "C", "PYTHONHASHSEED": str(vouched)},
            capture_output=True,
            check=False,
        )
        told = json.loads(done.stdout)
        assert (done.returncode, told["verdict"], told["findings"]) == (0, "intact", [])
        assert (told["events"], told["vouched_to"]) == (paper["events"], vouched)


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_a_kept_bundle_altered_is_found(path, tmp_path):
    """The same, with one bit of each tenth kilobyte turned over: the verifier of today still looks."""
    paper = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    whole = path.read_bytes()
    altered = tmp_path / "altere.zip"
    for place in range(5_000, len(whole), 10_000):
        altered.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            assert verifier.verify(str(altered), [paper["code"]], [], []).verdict != "intact"
        except verifier.Unreadable:
            continue
