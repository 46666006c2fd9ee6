"""Several people on one case: exactly one wins each step, the others are told so, nobody sees a locked database."""

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.errors import ConcurrentChange, EnvironmentUnusable
from engine.store import lockfile
from engine.store.checks import check
from engine.store.journal import Store
from tests.sizes import size
from tests.store.samples import STAMP, noted, open_case, standing_of, standings_of, step, vault


def stale_step(store, case):
    """A step on the case as it was read before: the sequence won, or None."""
    held = store.read(lambda reading: reading.case(case))
    try:
        (event,) = store.write(lambda writing: writing.append(held, [noted(held)], STAMP, standing_of))
    except ConcurrentChange:
        return None
    return event.sequence


@pytest.mark.parametrize("writers", [2, 8, 32])
def test_of_threads_on_one_case_one_wins_each_step(store, case, made_url, writers):
    """Fails when the sequence isn't part of the update, and on SQLite when a transaction begins by reading."""
    tries = max(4, 64 // writers)
    together = threading.Barrier(writers)

    def work(_):
        together.wait()
        return [stale_step(store, case) for _ in range(tries)]

    with ThreadPoolExecutor(writers) as pool:
        won = [sequence for each in pool.map(work, range(writers)) for sequence in each if sequence]
    store.place_events()
    assert sorted(won) == list(range(2, len(won) + 2))
    assert check(made_url, vault(), standings_of).findings == ()


@pytest.mark.parametrize("writers", [2, 8, 32])
def test_threads_that_load_the_case_themselves_all_write(store, case, writers):
    """Fails on PostgreSQL when the row isn't held from its reading on."""
    with ThreadPoolExecutor(writers) as pool:
        events = list(pool.map(lambda _: step(store, case)[0].sequence, range(writers * 4)))
    assert sorted(events) == list(range(2, writers * 4 + 2))


@pytest.mark.parametrize("writers", [2, size(8, 32)])
def test_of_processes_on_one_case_one_wins_each_step(store, case, made_url, writers):
    """Fails when the update doesn't look at the sequence. 32 processes at night; see the threads too."""
    command = [sys.executable, "-m", "tests.store.writer", made_url, case, "20"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(writers)]
    lines = [line.split() for process in running for line in process.communicate(timeout=120)[0].splitlines()]
    assert [process.returncode for process in running] == [0] * writers
    won = sorted(int(words[1]) for words in lines if words[0] == "won")
    lost = [words for words in lines if words[0] == "lost"]
    assert len(won) + len(lost) == writers * 20
    assert won == list(range(2, len(won) + 2))
    store.place_events()
    assert check(made_url, vault(), standings_of).findings == ()


def test_every_write_of_many_threads_is_there_once(store, made_url):
    def work(rank):
        store.write(lambda writing: open_case(writing, f"d{rank}", key=f"k{rank}", mac=b"m"))
        return step(store, f"d{rank}")[0].stream

    with ThreadPoolExecutor(16) as pool:
        names = list(pool.map(work, range(48)))
    assert sorted(names) == sorted(f"d{rank}" for rank in range(48))
    store.place_events()
    report = check(made_url, vault(), standings_of)
    assert (report.findings, report.cases) == ((), 48)


def test_a_command_repeated_by_many_threads_is_done_once(store, case):
    """The caller's part: look the key up after having loaded the case."""

    def work(_):
        def once(writing):
            held = writing.case(case)
            done = writing.by_key(case, "k1")
            if done is not None:
                return done.first
            return writing.append(held, [noted(held)], STAMP, standing_of, "k1", b"m")[0].sequence

        return store.write(once)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(work, range(32))) == {2}
    assert store.read(lambda reading: reading.case(case)).case.sequence == 2


def test_an_opening_repeated_by_many_threads_is_done_once(store):
    """Fails on PostgreSQL when two openings under one key don't wait for each other."""

    def work(rank):
        def once(writing):
            done = writing.opened_by("k1")
            return done[0] if done else open_case(writing, f"d{rank}", key="k1", mac=b"m").case.case

        return store.write(once)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(work, range(16)))) == 1
    assert len(store.read(lambda reading: reading.cases())) == 1


def test_what_fails_in_a_group_is_its_own_affair(file):
    """Fails without a savepoint for each: the others would be undone with it, or it would be written with them."""
    file.write(lambda writing: open_case(writing, "d1"))

    def work(rank):
        def one(writing):
            held = writing.case("d1")
            writing.append(held, [noted(held)], STAMP, standing_of)
            if rank % 3 == 0:
                raise LookupError(rank)

        try:
            file.write(one)
        except LookupError:
            return 0
        return 1

    with ThreadPoolExecutor(16) as pool:
        written = sum(pool.map(work, range(96)))
    assert written == 64
    assert file.read(lambda reading: reading.case("d1")).case.sequence == 65


def test_writers_that_come_together_are_written_together(file):
    """One holds the lead until all the others wait: they are then one transaction."""
    file.write(lambda writing: open_case(writing, "d1"))
    begun, go_on = threading.Event(), threading.Event()
    seen = []

    def slow(writing):
        begun.set()
        go_on.wait(10)

    def quick(writing):
        seen.append(threading.get_ident())
        return writing.append(held := writing.case("d1"), [noted(held)], STAMP, standing_of)[0].sequence

    with ThreadPoolExecutor(9) as pool:
        first = pool.submit(file.write, slow)
        begun.wait(10)
        others = [pool.submit(file.write, quick) for _ in range(8)]
        while len(file._writers._group._waiting) < 8:  # noqa: SLF001 no other way to know that they wait
            pass
        go_on.set()
        assert first.result() is None
        assert sorted(each.result() for each in others) == list(range(2, 10))
    assert len(set(seen)) == 1


def test_two_stores_of_one_process_write_in_turn(file, sqlite_url):
    other = Store.open(sqlite_url, vault())
    file.write(lambda writing: open_case(writing, "d1"))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda rank: step((file, other)[rank % 2], "d1"), range(60)))
    assert other.read(lambda reading: reading.case("d1")).case.sequence == 61
    other.close()


def test_without_a_lock_beside_it_a_file_is_still_written_in_turn(file, sqlite_url, monkeypatch):
    """Fails when a transaction begins by reading: it can't wait for another one. Some folders hold no lock."""
    monkeypatch.setattr(lockfile.LockFile, "beside", lambda _: None)
    stores = [Store.open(sqlite_url, vault()) for _ in range(4)]
    file.write(lambda writing: open_case(writing, "d1"))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda rank: step(stores[rank % 4], "d1"), range(80)))
    assert file.read(lambda reading: reading.case("d1")).case.sequence == 81
    for each in stores:
        each.close()


def test_a_reader_never_waits_for_a_writer(store, case):
    """Fails on SQLite without the write-ahead log."""

    def work(writing):
        held = writing.case(case)
        writing.append(held, [noted(held)], STAMP, standing_of)
        return store.read(lambda reading: reading.case(case).case.sequence)

    assert store.write(work) == 1


def test_a_lock_held_too_long_is_said(file, monkeypatch, tmp_path):
    """Fails when the lock between processes isn't asked for."""
    monkeypatch.setattr(lockfile, "PATIENCE", 0.05)
    other = lockfile.LockFile(tmp_path / "baom.db.lock")
    other.take()
    with pytest.raises(EnvironmentUnusable, match="Un autre programme écrit"):
        file.write(lambda writing: open_case(writing, "d1"))
    other.free()
    other.close()
    file.write(lambda writing: open_case(writing, "d1"))


def test_a_busy_file_is_said_when_its_lock_is_not_ours(file, sqlite_url):
    """A program that doesn't know of our lock holds SQLite's own."""
    file.write(lambda writing: writing._link.execute("PRAGMA busy_timeout=50"))  # noqa: SLF001 not to wait for 10 s
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(EnvironmentUnusable, match="occupée par un autre programme"):
        file.write(lambda writing: open_case(writing, "d1"))
    other.close()
    file.write(lambda writing: open_case(writing, "d1"))
