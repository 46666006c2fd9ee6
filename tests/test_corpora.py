"""Every hostile file, condition and template is refused at once, within little memory, with its line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LEAST = {"yaml": 60, "conditions": 40, "templates": 60, "pathways": 40}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no process's peak of memory this way")
def test_hostile_texts_are_refused_within_a_second_and_200_megabytes() -> None:
    """Fails when a bound of size, depth or number is taken away, or a refusal loses its line."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.corpora"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    told = json.loads(done.stdout)
    for corpus in told["corpora"]:
        assert corpus["passed"] == [], corpus["corpus"]
        assert corpus["slowest"][0] < 1, corpus
        assert corpus["number"] >= LEAST[corpus["corpus"]]
    assert told["peak"] < 200_000_000
