"""A disk that fails, a log that is another's, an upgrade cut at any statement: said in words, and never half."""

import json
import multiprocessing
import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from engine.errors import EnvironmentUnusable
from engine.store.checks import check
from engine.store.connect import reach
from engine.store.journal import Store
from engine.store.upkeep import upgrade
from engine.store.versions import CURRENT, VERSIONS
from tests.sizes import size
from tests.store.cut import upgrade_until
from tests.store.recorder import library
from tests.store.samples import STAMP, open_case, standings_of, step, vault

STATEMENTS = size(16, 10_000)
"Statements of an upgrade at which it is killed, from each released version, at most."


@pytest.mark.skipif(library() is None, reason="this Python hides its SQLite")
def test_a_disk_that_refuses_any_one_call_is_said_and_nothing_is_acknowledged_wrongly(sqlite_made):
    """Each read, write, sync and truncation of a step, a scan, a sight and an opening, refused in its turn.

    Fails when a failure is taken for a success, when a half-written step stays, and when the next one can't be written.
    """
    path = reach(sqlite_made).path
    done = subprocess.run([sys.executable, "-m", "tests.store.faulty", str(path)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    for line in lines:
        assert line["there"] == (1 if line["done"] else 0), line
        assert line["done"] or line["refused"], line
        assert line["done"] or line["said"], line
        if line["work"] != "opening" and not line["done"]:
            assert "Rien n'a été écrit" in line["said"], line
    # The last of each is one that nothing refused any more: it went on, and was written.
    refused = Counter(line["work"] for line in lines if not line["done"])
    assert set(refused) == {"step", "scan", "sight", "opening"}
    assert sum(refused.values()) > 50
    assert check(sqlite_made, vault(), standings_of).findings == ()


def test_a_log_that_is_another_database_s_is_never_intact(sqlite_made, tmp_path):
    """Its checksums are right: SQLite brings its pages into the file, which then is two halves of two histories."""
    path = reach(sqlite_made).path
    other = tmp_path / "autre.db"
    shutil.copyfile(path, other)
    other.chmod(0o600)
    here, there = Store.open(sqlite_made, vault()), Store.open(str(other), vault())
    for rank in range(12):
        here.write(lambda writing, rank=rank: open_case(writing, f"d{rank}"))
    here.close()
    for rank in range(3):
        there.write(lambda writing, rank=rank: open_case(writing, f"autre-{rank}"))
    foreign = other.with_name("autre.db-wal").read_bytes()
    there.close()
    assert len(foreign) > 10_000
    path.with_name(f"{path.name}-wal").write_bytes(foreign)
    try:
        verdict = check(sqlite_made, vault(), standings_of).verdict
    except EnvironmentUnusable:
        verdict = "unreadable"
    assert verdict in ("altered", "unreadable")


@pytest.mark.parametrize("cut", [1, 1_000, 8_000, 20_000])
def test_a_log_cut_short_shows_whole_steps_alone(sqlite_made, tmp_path, cut):
    """The end of the log is gone with the steps in it; what is left ends earlier, and never in the middle of one.

    That steps are missing at its end is told by a checkpoint kept elsewhere, and by nothing in the file.
    """
    store = Store.open(sqlite_made, vault())
    store.write(lambda writing: open_case(writing, "d1"))
    for _ in range(8):
        step(store, "d1")
    path = reach(sqlite_made).path
    copy = tmp_path / "copie.db"
    shutil.copyfile(path, copy)
    copy.chmod(0o600)
    log = path.with_name(f"{path.name}-wal").read_bytes()
    store.close()
    copy.with_name("copie.db-wal").write_bytes(log[:-cut])
    report = check(str(copy), vault(), standings_of)
    assert report.findings == ()
    other = Store.open(str(copy), vault())
    found = other.read(lambda reading: reading.case("d1"))
    kept = found.case.sequence if found is not None else 0
    assert kept < 9
    if found is not None:
        assert step(other, "d1")[0].sequence == kept + 1
    other.close()


# Forked from a process that has loaded everything, where the system can: see `test_crashes`.
PROCESSES = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
PROCESSES.set_forkserver_preload(["__main__", "tests.store.cut", "tests.store.writer"])


def killed(path, statement):
    """Upgrade a file in a process of its own, gone at that statement; how many there were, when it wasn't."""
    mine, theirs = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=upgrade_until, args=(str(path), statement, theirs))
    process.start()
    theirs.close()
    process.join()
    try:
        return mine.recv()
    except EOFError:
        assert process.exitcode == 9
        return None
    finally:
        mine.close()


def dump(path, *tables):
    link = sqlite3.connect(path)
    try:
        return [link.execute(f"SELECT * FROM {table}").fetchall() for table in tables]
    finally:
        link.close()


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_an_upgrade_killed_at_any_statement_is_whole_or_not_at_all(tmp_path, version):
    """Fails when tables, rows, signatures and the event that tells of it aren't one transaction."""
    first = tmp_path / "premiere.db"
    with sqlite3.connect(first) as made:
        made.executescript((Path(__file__).parent / "released" / f"{version}.sql").read_text(encoding="utf-8"))
    made.close()
    first.chmod(0o600)
    before = dump(first, "cases", "subjects", "alembic_version")
    whole = tmp_path / "entiere.db"
    shutil.copyfile(first, whole)
    whole.chmod(0o600)
    count = killed(whole, 10**9)
    assert count > 40
    places = range(1, count + 1)
    chosen = places if count <= STATEMENTS else random.Random(version).sample(places, STATEMENTS)
    for rank, place in enumerate(chosen):
        path = tmp_path / "coupee.db"
        for old in tmp_path.glob("coupee.db*"):
            old.unlink()
        shutil.copyfile(first, path)
        path.chmod(0o600)
        assert killed(path, place) is None
        ((found,),) = dump(path, "alembic_version")[0]
        assert found in (version, CURRENT)
        if found == version:
            assert dump(path, "cases", "subjects", "alembic_version") == before
        if rank % 8 == 0:
            upgrade(str(path), vault(), standings_of, STAMP)
            assert check(str(path), vault(), standings_of).findings == ()
            assert dump(path, "cases")[0] == dump(whole, "cases")[0]
