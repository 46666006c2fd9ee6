"""Several command lines on one case at the same moment: one wins, the others are told so, and nobody sees a lock."""

import os
import subprocess

from tests.commands.conftest import NOW, PROGRAM
from tests.sizes import size

PROGRAMS = size(4, 32)


def test_of_real_programs_on_one_case_one_wins_and_the_others_learn_who(baom):
    """Fails when the number that was read isn't asked for, and when a busy file is told instead of a conflict."""
    case = baom.open()
    environment = {**os.environ, **baom.environment}
    line = [PROGRAM, "--now", NOW, "case", "note", case, "vu", "--expect", "1", "--json"]
    running = [
        subprocess.Popen(line, cwd=baom.folder, env=environment, stdout=subprocess.PIPE, encoding="utf-8")
        for _ in range(PROGRAMS)
    ]
    told = [process.communicate(timeout=300)[0] for process in running]
    codes = sorted(process.returncode for process in running)
    assert codes == [0] + [3] * (PROGRAMS - 1), told
    assert len(baom.json("case", "show", case)["journal"]) == 2
    lost = [each for each in told if '"conflict"' in each]
    assert len(lost) == PROGRAMS - 1
    assert all('"noted"' in each for each in lost)
