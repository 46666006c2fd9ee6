"""What an editor's folder may hold by mistake or malice: it ends in a message, and never waits."""

import os
from pathlib import Path

import pytest

from engine.core.calendar import parse_duration
from engine.reader.load import Referential


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
