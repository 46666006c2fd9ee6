"""Killed, cut off, full: what was acknowledged is there, once and in order; the rest isn't, and was never said to be.

A process is killed 100 times, 5,000 at night (`tests.sizes`; `BAOM_KILLS` says otherwise). No killed process can tell
whether the disk was really reached: that the setting which waits for it is on is read back in `test_opening.py`.
"""

import contextlib
import multiprocessing
import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.errors import EnvironmentUnusable
from engine.store.checks import check
from engine.store.journal import Store
from engine.store.upkeep import init
from tests.sizes import size
from tests.store.samples import LOG, STAMP, noted, open_case, standing_of, standings_of, step, vault
from tests.store.writer import write, write_under_a_limit, write_until_killed

KILLS = size(100, 5_000, "BAOM_KILLS")
SERVER_KILLS = size(3, 100)

# Processes are forked from one that has loaded everything, where the system can: a kill then costs milliseconds.
PROCESSES = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
PROCESSES.set_forkserver_preload(["__main__", "tests.store.writer"])


def killed(url: str, cases: tuple[str, ...], chance: random.Random) -> dict[str, int]:
    """Start a writer for each case, kill each at some moment; the last sequence that each acknowledged."""
    acknowledged = dict.fromkeys(cases, 0)
    running = []
    for case in cases:
        mine, theirs = PROCESSES.Pipe(duplex=False)
        process = PROCESSES.Process(target=write_until_killed, args=(url, case, theirs), daemon=True)
        process.start()
        theirs.close()
        mine.recv()
        running.append((case, process, mine))
    for case, process, answers in running:
        time.sleep(chance.uniform(0, 0.02))
        process.kill()
        process.join()
        try:
            while True:
                acknowledged[case] = answers.recv()
        except EOFError:
            answers.close()
        process.close()
    return acknowledged


def require_kept(store: Store, acknowledged: dict[str, int]) -> None:
    for case, last in acknowledged.items():
        kept = store.read(lambda reading, case=case: reading.case(case)).case.sequence
        # One step of two events at most was under way: written, and nobody had been told.
        assert last <= kept <= max(last, 1) + 2


def test_a_killed_process_loses_nothing_that_it_acknowledged(store, made_url):
    """Fails when a step is acknowledged before its commit. Two writers at once: a killed one frees its locks."""
    cases = ("d1", "d2")
    for case in cases:
        store.write(lambda writing, case=case: open_case(writing, case))
    chance = random.Random(KILLS)
    done = 0
    while done < (KILLS if "sqlite" in made_url else KILLS // 5):
        before = {case: store.read(lambda reading, case=case: reading.case(case)).case.sequence for case in cases}
        acknowledged = killed(made_url, cases, chance)
        require_kept(store, {case: max(before[case], acknowledged[case]) for case in cases})
        done += len(cases)
    store.place_events()
    assert check(made_url, vault(), standings_of).findings == ()


def test_a_killed_server_loses_nothing_that_it_acknowledged(private_postgres):
    """Fails with `synchronous_commit` off."""
    url = private_postgres.url()
    init(url, vault(), log_id=LOG, training=True, stamp=STAMP)
    from tests.store.conftest import publish

    store = Store.open(url, vault())
    publish(store)
    store.write(lambda writing: open_case(writing, "d1"))
    for _ in range(SERVER_KILLS):
        acknowledged = []

        def work(acknowledged=acknowledged):
            try:
                write(store, "d1", None, acknowledged.append)
            except EnvironmentUnusable:
                return

        writer = threading.Thread(target=work)
        writer.start()
        time.sleep(0.3)
        private_postgres.kill()
        writer.join()
        private_postgres.start()
        require_kept(store, {"d1": acknowledged[-1]})
    store.place_events()
    assert check(url, vault(), standings_of).findings == ()
    store.close()


def limit_pages(store: Store, pages: int) -> None:
    store.write(lambda writing: writing._link.execute(f"PRAGMA max_page_count={pages}"))  # noqa: SLF001 a full disk


def pages_of(store: Store) -> int:
    return store.read(lambda reading: reading._link.execute("PRAGMA page_count").fetchone()[0])  # noqa: SLF001


def test_a_full_disk_is_said_and_loses_nothing(file, sqlite_url):
    """Fails when the ROLLBACK that a full disk has already done hides its cause."""
    file.write(lambda writing: open_case(writing, "d1"))
    limit_pages(file, pages_of(file) + 5)
    acknowledged = [1]
    with pytest.raises(EnvironmentUnusable, match=r"Le disque est plein\. Rien n'a été écrit") as caught:
        write(file, "d1", None, acknowledged.append)
    assert "restent lisibles" in caught.value.remedy
    assert len(acknowledged) > 1
    assert file.read(lambda reading: reading.case("d1")).case.sequence == acknowledged[-1]
    assert check(sqlite_url, vault(), standings_of).findings == ()
    # Said again each time, for as long as the disk is full; and over as soon as it isn't.
    with pytest.raises(EnvironmentUnusable, match="Le disque est plein"):
        write(file, "d1", None, acknowledged.append)
    limit_pages(file, 1_000_000)
    assert step(file, "d1")[-1].sequence == acknowledged[-1] + 1


def test_a_full_disk_fails_the_whole_group_and_acknowledges_none_of_it(file, sqlite_url):
    file.write(lambda writing: open_case(writing, "d1"))
    limit_pages(file, pages_of(file) + 8)

    def work(_):
        acknowledged = []
        try:
            while True:
                acknowledged.append(step(file, "d1")[-1].sequence)
        except EnvironmentUnusable as error:
            return acknowledged, error.message

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(work, range(8)))
    acknowledged = sorted(sequence for each, _ in answers for sequence in each)
    assert acknowledged == list(range(2, len(acknowledged) + 2))
    assert {message.split(".")[0] for _, message in answers} == {"Le disque est plein"}
    assert file.read(lambda reading: reading.case("d1")).case.sequence == acknowledged[-1]
    assert check(sqlite_url, vault(), standings_of).findings == ()


def note(writing):
    held = writing.case("d1")
    return writing.append(held, [noted(held)], STAMP, standing_of)


def hide(writing):
    """What no work should do."""
    with contextlib.suppress(Exception):
        for _ in range(100):
            note(writing)


def grouped(store, *works):
    """Run works in one transaction, in their order; what each raised, or None."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(_):
        begun.set()
        go_on.wait(10)

    with ThreadPoolExecutor(len(works) + 1) as pool:
        first = pool.submit(store.write, slow)
        begun.wait(10)
        others = []
        for work in works:
            others.append(pool.submit(store.write, work))
            while len(store._writers._group._waiting) < len(others):  # noqa: SLF001 no other way to know that it waits
                pass
        go_on.set()
        first.result()
        return [each.exception() for each in others]


def test_a_work_that_hides_a_full_disk_is_not_acknowledged(file):
    file.write(lambda writing: open_case(writing, "d1"))
    limit_pages(file, pages_of(file))
    with pytest.raises(EnvironmentUnusable):
        file.write(hide)
    assert file.read(lambda reading: reading.case("d1")).case.sequence == 1


def test_a_work_that_hides_a_full_disk_fails_its_group(file):
    """Fails when the next savepoint is begun all the same: it would be a transaction of its own."""
    file.write(lambda writing: open_case(writing, "d1"))
    limit_pages(file, pages_of(file))
    failures = grouped(file, hide, lambda writing: writing.system("exported", {}, {}, STAMP))
    assert [type(failure) for failure in failures] == [EnvironmentUnusable] * 2
    assert file.read(lambda reading: reading.case("d1")).case.sequence == 1
    assert len(file.read(lambda reading: reading.history("system"))) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a process's files")
def test_a_file_that_may_not_grow_is_said_and_loses_nothing(file, sqlite_url, tmp_path):
    """The system refuses in the middle of a write to the log, where `max_page_count` refuses before it."""
    file.write(lambda writing: open_case(writing, "d1"))
    for more in (30_000, 100_001, 160_003):
        size = (tmp_path / "baom.db").stat().st_size + more
        mine, theirs = PROCESSES.Pipe(duplex=False)
        process = PROCESSES.Process(target=write_under_a_limit, args=(sqlite_url, "d1", size, theirs))
        process.start()
        theirs.close()
        answers = []
        try:
            while True:
                answers.append(mine.recv())
        except EOFError:
            mine.close()
        process.join()
        *acknowledged, message, seen = answers
        assert "Rien n'a été écrit" in message
        assert process.exitcode == 0
        kept = file.read(lambda reading: reading.case("d1")).case.sequence
        assert kept == seen
        assert kept == (acknowledged[-1] if acknowledged else kept)
        assert check(sqlite_url, vault(), standings_of).findings == ()
        step(file, "d1")


def test_an_interrupted_leader_fails_its_group_and_frees_the_turn(file):
    """Ctrl-C reaches the thread that writes for the others: none of them is written, each is told, the next goes on."""
    file.write(lambda writing: open_case(writing, "d1"))

    def interrupted(writing):
        held = writing.case("d1")
        writing.append(held, [noted(held)], STAMP, standing_of)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        file.write(interrupted)
    leader, follower = grouped(file, interrupted, note)
    assert isinstance(leader, KeyboardInterrupt)
    assert isinstance(follower, EnvironmentUnusable)
    assert step(file, "d1")[0].sequence == 2
