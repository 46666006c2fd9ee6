"""Small files written whole, whoever else writes them at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from engine.app.whole_file import write_whole


def test_of_two_who_write_at_once_the_last_stands_and_none_fails(tmp_path: Path):
    """Fails when two writers share the file that is being written: one takes it from under the other."""
    path = tmp_path / "colis" / "x.baom"
    texts = [letter * 200_000 for letter in (b"a", b"b", b"c", b"d")] * 8
    with ThreadPoolExecutor(4) as writers:
        list(writers.map(lambda text: write_whole(path, text), texts))
    assert path.read_bytes() in texts
    assert list(path.parent.iterdir()) == [path]


def test_what_can_not_be_put_in_its_place_leaves_nothing_behind(tmp_path: Path):
    path = tmp_path / "x.baom"
    path.mkdir()
    try:
        write_whole(path, b"x")
    except OSError:
        assert list(tmp_path.iterdir()) == [path]
    else:
        raise AssertionError("a folder was written over")
