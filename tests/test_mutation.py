"""The harness of mutations notices what tests don't: otherwise its score would say nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.__main__ import ROOT, TARGETS
from tests.mutation.mutants import mutants

MODULE = '''"""A module."""
LIMIT = 3


def is_old(age: int, limit: int = LIMIT) -> bool:
    """Whether."""
    if age >= limit and not age == 99:
        return True
    return False


def check(age: int) -> None:
    if age < 0:
        raise ValueError("an age is never negative")
'''
WHOLE = """from module import check, is_old
import pytest

def test_all():
    assert [is_old(n) for n in (2, 3, 4, 99)] == [False, True, True, False]
    check(0)
    with pytest.raises(ValueError, match="negative"):
        check(-1)
"""
HALF = """from module import is_old

def test_half():
    assert is_old(5) and not is_old(1)
"""


def left(folder: Path, test: str) -> set[str]:
    """What the test leaves unnoticed in the module, as « line: what »."""
    (folder / "module.py").write_text(MODULE, encoding="utf-8")
    (folder / "test_it.py").write_text(test, encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; sys.path[:0] = [sys.argv[1], sys.argv[2]]\n"
        "from tests.mutation.mutants import mutants; from tests.mutation.trial import survives\n"
        "path = Path(sys.argv[1], 'module.py'); test = [str(path.with_name('test_it.py')), '--rootdir', sys.argv[1]]\n"
        "assert survives('module', path, path.read_text(), test)\n"
        "for each in mutants(path.read_text()):\n"
        "    if survives('module', path, each.source, test): print(f'{each.line}: {each.what}')"
    )
    words = [sys.executable, "-c", program, str(folder), str(ROOT)]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stdout.splitlines())


def test_good_tests_notice_every_wrong_and_poor_ones_are_shown(tmp_path):
    assert left(tmp_path, WHOLE) == set()
    unnoticed = left(tmp_path, HALF)
    assert "14: nothing raised" in unnoticed
    assert "7: GtE → Gt" in unnoticed
    assert "8: nothing returned" not in unnoticed


def test_a_mutant_is_the_module_with_one_thing_wrong():
    found = list(mutants(MODULE))
    assert len({each.source for each in found}) == len(found)
    assert all(each.source != MODULE for each in found)
    assert not any("never negative~" in each.source or "Whether~" in each.source for each in found)


@pytest.mark.parametrize("group", TARGETS)
def test_what_is_to_be_tried_is_there(group):
    for name, tests in TARGETS[group].items():
        assert (ROOT / (name.replace(".", "/") + ".py")).exists()
        assert (ROOT / tests[0]).exists()
