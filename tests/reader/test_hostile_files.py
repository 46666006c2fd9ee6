"""What an editor's folder may hold by mistake or malice: it ends in a message, and never waits."""

import os
import time
from pathlib import Path

import pytest

from engine.core.calendar import parse_duration
from engine.reader.load import Referential
from engine.reader.walker import MOST

PROCESSES = Path(__file__).parents[2] / "processes"


@pytest.mark.parametrize("text", ["201 years", "9999 years"])
def test_no_duration_runs_out_of_the_calendar(text: str):
    """Started, such a clock would end each command on its case in an unexpected error."""
    with pytest.raises(ValueError, match="trop long"):
        parse_duration(text)


def test_a_folder_named_as_a_file_is_no_pathway(tmp_path: Path):
    (tmp_path / "naissance.yaml").mkdir()
    assert Referential(tmp_path).processes == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_that_nobody_feeds_is_not_waited_for(tmp_path: Path):
    """Fails by never ending."""
    os.mkfifo(tmp_path / "naissance.yaml")
    assert Referential(tmp_path).processes == ()


@pytest.mark.parametrize(
    "wrong",
    [
        "\n".join(f"cle_{rank}: 1" for rank in range(25_000)),
        "states:\n" + "\n".join(f"  etat_{rank}: {{titre: 1}}" for rank in range(15_000)),
        "actions:\n  a:\n    from: [" + ", ".join(f"etat_{rank}" for rank in range(28_000)) + "]",
        "actions:\n" + "\n".join(f"  a{rank}: {{from: etat_{rank}}}" for rank in range(13_000)),
    ],
    ids=["keys", "states", "names in a list", "names"],
)
def test_a_file_that_is_wrong_all_over_says_so_in_time_and_not_without_end(tmp_path: Path, wrong: str):
    """Fails when each mistake is looked at whatever their number: this one's checking doesn't end."""
    (tmp_path / "naissance.yaml").write_text(f"process: naissance\n{wrong}\n", encoding="utf-8")
    begun = time.process_time()
    problems = Referential(PROCESSES).check_file(tmp_path / "naissance.yaml")
    assert time.process_time() - begun < 20  # seconds; on a quiet machine it is two
    errors = [each for each in problems if each.severity == "error"]
    assert len(errors) <= MOST + 30
    assert [each.code for each in problems].count("E213") == 1
