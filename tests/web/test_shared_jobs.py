"""Work done beside the pages by one of several processes: every other one shows it, and none shows what it isn't."""

import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.app.shelf import PIECE, Shelf, new_shelf
from engine.core.wording import tell
from engine.errors import CaseNotFound, ConcurrentChange, EnvironmentUnusable
from engine.vault.passing import PassingKey
from engine.web.bundles import Bundle, made_in_private
from engine.web.shared_jobs import SharedWorkbench

ROOT = Path(__file__).parents[2]
WHO, WHEN = "U-7K2M-9QXH", "2026-11-06T09:00:00.000Z"
PLANTED = b"Aminata Diallo"


class Processes(NamedTuple):
    """The benches of two processes that serve together, and what they leave on the disk."""

    one: SharedWorkbench
    other: SharedWorkbench
    shelf: Shelf

    def lying(self) -> list[Path]:
        return sorted(self.shelf.folder.iterdir())


@pytest.fixture
def processes(tmp_path: Path) -> Processes:
    shelf = new_shelf(tmp_path)
    same = Shelf(shelf.folder, PassingKey(shelf.key.secret))
    return Processes(SharedWorkbench("bundles", shelf), SharedWorkbench("bundles", same), shelf)


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_what_one_process_does_another_shows_as_it_goes(processes: Processes):
    """Fails when the next demand, which reaches another process, is told that nothing was asked."""
    go = threading.Event()
    job = processes.one.start(WHO, WHEN, lambda told: (told(1, 2), go.wait(20), {"verdict": "intact"})[2])
    assert job is not None
    until(lambda: processes.other.last(WHO).done)
    shown = processes.other.last(WHO)
    assert (shown.begun_at, shown.is_running, shown.done, shown.whole, shown.outcome) == (WHEN, True, 1, 2, None)
    assert processes.other.start("U-0000-0000", WHEN, lambda _: "never") is None, "one at a time, whoever is asked"
    assert processes.other.last("U-0000-0000") is None
    assert processes.other.is_busy
    go.set()
    assert job.finished.wait(20)
    for each in (processes.one, processes.other):
        shown = each.last(WHO)
        assert (shown.is_running, shown.outcome, shown.problem) == (False, {"verdict": "intact"}, None)
    assert not processes.one.is_busy


def test_a_file_is_given_whole_by_every_process_and_lies_nowhere_in_clear(processes: Processes):
    """Fails when what was taken out of the house, personal perhaps, can be read from the server's disk."""
    content = PLANTED + secrets.token_bytes(3 * PIECE) + PLANTED
    made = made_in_private("x.zip", lambda path: path.write_bytes(content), personal=True)
    job = processes.one.start(WHO, WHEN, lambda _: made)
    assert job is not None
    assert job.finished.wait(20)
    held: Bundle[int] = processes.other.last(WHO).outcome
    assert (held.made, held.personal, held.weight) == (len(content), True, len(content))
    assert b"".join(held.file.chunks()) == content == b"".join(held.file.chunks())
    lying = processes.lying()
    assert len(lying) == 3, "the turn, what is told, the file"
    for each in lying:
        assert PLANTED not in each.read_bytes()
        assert each.name.startswith("bundles")
    stranger = SharedWorkbench[object]("bundles", Shelf(processes.shelf.folder, PassingKey()))
    with pytest.raises(EnvironmentUnusable):
        stranger.last(WHO)
    begun = held.file.chunks()
    first = next(begun)
    processes.one.drop(WHO)
    assert b"".join([first, *begun]) == content, "whoever was being given it is given the whole"
    assert processes.other.last(WHO) is None
    assert [each.name for each in processes.lying()] == ["bundles.turn"]


def test_what_was_begun_before_is_forgotten_by_all_of_them(processes: Processes):
    job = processes.one.start(WHO, WHEN, lambda _: made_in_private("x", lambda path: path.write_bytes(b"x")))
    assert job is not None
    assert job.finished.wait(20)
    assert processes.other.last(WHO, WHEN) is not None
    assert processes.other.last(WHO, "2026-11-07") is None
    assert processes.one.last(WHO) is None
    assert [each.name for each in processes.lying()] == ["bundles.turn"]


@pytest.mark.parametrize(
    "error",
    [
        EnvironmentUnusable("Le fichier de clé {path} est introuvable.", "Attendre.", path=Path("x")),
        CaseNotFound("D-0000-0000"),
        ConcurrentChange(2, 3),
    ],
    ids=lambda each: type(each).__name__,
)
def test_why_it_could_not_be_done_is_told_in_each_language_by_every_process(
    processes: Processes, error: EnvironmentUnusable
):
    """Fails when an error comes back from the shelf as French text alone, or as another kind."""

    def fails(_: object) -> None:
        raise error

    job = processes.one.start(WHO, WHEN, fails)
    assert job is not None
    assert job.finished.wait(20)
    problem = processes.other.last(WHO).problem
    assert type(problem) is type(error)
    for language in ("fr", "ar", "en"):
        assert tell(problem, language) == tell(error, language)


def test_a_failure_that_nobody_foresaw_keeps_its_number(processes: Processes):
    job = processes.one.start(WHO, WHEN, lambda _: 1 // 0)
    assert job is not None
    assert job.finished.wait(20)
    assert processes.other.last(WHO).incident == job.incident != ""


DYING = """
import sys, time
from pathlib import Path
from engine.app.shelf import Shelf
from engine.vault.passing import PassingKey
from engine.web.shared_jobs import SharedWorkbench
folder, key, who, when = sys.argv[1:]
bench = SharedWorkbench("bundles", Shelf(Path(folder), PassingKey(bytes.fromhex(key))))
bench.start(who, when, lambda _: time.sleep(60))
print("begun", flush=True)
time.sleep(60)
"""


def test_work_whose_process_died_is_told_as_cut_short_and_another_may_begin(processes: Processes):
    """Fails when a page shows for ever that it goes on, or when nobody can ask again."""
    folder, key = processes.shelf.folder, processes.shelf.key.secret.hex()
    line = [sys.executable, "-c", DYING, folder, key, WHO, WHEN]
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        assert processes.one.last(WHO).is_running
        process.kill()
    shown = processes.one.last(WHO)
    assert (shown.is_running, shown.outcome) == (False, None)
    assert "interrompu" in str(shown.problem)
    assert tell(shown.problem, "ar")[0] != tell(shown.problem, "fr")[0]
    job = processes.other.start(WHO, WHEN, lambda _: "done")
    assert job is not None
    assert job.finished.wait(20)
    assert processes.one.last(WHO).outcome == "done"


@pytest.mark.parametrize("hurt", [lambda held: b"x" + held[1:], lambda held: held[:-1], lambda _: b""], ids=range(3))
def test_what_was_changed_on_the_shelf_is_refused_not_believed(processes: Processes, hurt: Callable[[bytes], bytes]):
    """Fails when whoever writes in the folder has a process read what it likes."""
    job = processes.one.start(WHO, WHEN, lambda _: "done")
    assert job is not None
    assert job.finished.wait(20)
    path = processes.shelf.folder / f"bundles-{WHO}"
    path.write_bytes(hurt(path.read_bytes()))
    with pytest.raises(EnvironmentUnusable, match="dossier temporaire"):
        processes.other.last(WHO)


def test_one_accounts_work_can_t_be_put_in_anothers_place(processes: Processes):
    job = processes.one.start(WHO, WHEN, lambda _: "done")
    assert job is not None
    assert job.finished.wait(20)
    (processes.shelf.folder / "bundles-U-0000-0000").write_bytes(
        (processes.shelf.folder / f"bundles-{WHO}").read_bytes()
    )
    with pytest.raises(EnvironmentUnusable):
        processes.other.last("U-0000-0000")
