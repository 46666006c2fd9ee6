"""The power goes, at any moment: what was acknowledged is on the disk, whatever became of what wasn't synced yet.

SQLite's writes and syncs are recorded once, in a process of its own (`recorder`); then the disk as a cut would leave it
is made again, a thousand times (fifty thousand at night, with BAOM_NIGHTLY): what was synced is there, and of the rest
each write is there, gone, or torn at a sector, whatever came after it.
"""

import hashlib
import pickle
import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter

import pytest

from engine.store.checks import check
from engine.store.codec import leaf
from tests.sizes import size
from tests.store.recorder import library
from tests.store.samples import standings_of, vault

CUTS = size(1_000, 50_000)
STEPS = size(70, 400)
CHECKED_WHOLE = 100
"Of so many cuts, one is checked as `db check` does; the others by what a lost or torn step would show."
SECTOR = 512

pytestmark = pytest.mark.skipif(library() is None, reason="this Python hides its SQLite")


def recorded(made_file, folder, synchronous, steps):
    """The file before, and the trace of a program that works on it."""
    folder.mkdir()
    path = folder / "baom.db"
    shutil.copyfile(made_file, path)
    path.chmod(0o600)
    before = path.read_bytes()
    line = [sys.executable, "-m", "tests.store.recorder", str(path), synchronous, str(steps)]
    done = subprocess.run(line, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return before, pickle.loads(done.stdout)  # noqa: S301 -- our own process wrote it


class Disk:
    """A disk that keeps what was synced, and may keep some of the rest."""

    def __init__(self, before):
        self.synced = {"baom.db": bytearray(before), "baom.db-wal": bytearray()}
        self.pending = {name: [] for name in self.synced}
        self.told = {}

    def take(self, entry):
        kind, what, *more = entry
        if kind == "told":
            self.told[what[0]] = what[1]
        elif kind == "sync":
            for each in self.pending.pop(what, ()):
                put(self.synced[what], each)
            self.pending[what] = []
        else:
            self.pending[what].append((kind, *more))

    def cut(self, chance):
        """The files as the machine finds them when the power is back."""
        kept = chance.choice([0.0, 0.5, 0.9, 1.0])
        found = {}
        for name, synced in self.synced.items():
            found[name] = bytearray(synced)
            for each in self.pending[name]:
                luck = chance.random()
                if luck < kept:
                    put(found[name], each)
                elif luck < kept + (1 - kept) / 3:
                    put(found[name], torn(each, chance))
        return found


def put(content, each):
    kind, place, *more = each
    if kind == "truncate":
        del content[place:]
        return
    (data,) = more
    if len(content) < place:
        content.extend(bytes(place - len(content)))
    content[place : place + len(data)] = data


def torn(each, chance):
    """The first sectors of a write; a truncation happens or not."""
    if each[0] == "truncate":
        return each
    kind, place, data = each
    sectors = (len(data) + SECTOR - 1) // SECTOR
    return kind, place, data[: chance.randrange(sectors + 1) * SECTOR]


def cuts(before, trace, number, chance):
    """That many moments of a trace: (the files, what had been acknowledged)."""
    moments = Counter(chance.choices(range(1, len(trace) + 1), k=number))
    disk = Disk(before)
    for place, entry in enumerate(trace, 1):
        disk.take(entry)
        for _ in range(moments[place]):
            yield disk.cut(chance), dict(disk.told)


def put_back(files, folder):
    """The path of a database as the cut left it."""
    for old in folder.glob("baom.db*"):
        old.unlink()
    for name, content in files.items():
        if content or name == "baom.db":
            (folder / name).write_bytes(content)
    return folder / "baom.db"


def lost(path, told):
    """Acknowledged steps that are gone; raises AssertionError for anything half done."""
    link = sqlite3.connect(path)
    try:
        link.execute("PRAGMA synchronous=OFF")  # this one may lose what it mends
        assert link.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        gone = 0
        kept = {}
        events = "SELECT name, kind, sequence, bytes, hash, signature, sealed FROM events JOIN streams ON id = stream"
        for name, kind, sequence, stored, digest, signature, sealed in link.execute(f"{events} ORDER BY position"):
            assert sequence == kept.get(name, (0,))[0] + 1, "a gap"
            assert leaf(stored) == digest
            assert signature is not None
            assert sealed is None or hashlib.sha256(sealed).hexdigest().encode() in stored
            kept[name] = sequence, kind
        rows = dict(link.execute("SELECT name, sequence FROM cases JOIN streams ON id = stream"))
        assert rows == {name: sequence for name, (sequence, kind) in kept.items() if kind == "case"}
        (count, last) = link.execute("SELECT count(*), max(position) FROM events").fetchone()
        assert count == last
        (count, last) = link.execute("SELECT count(*), coalesce(max(position), 0) FROM reads").fetchone()
        assert count == last
        joined = """SELECT a.sha256, a.sealed, e.bytes FROM attachments a
            JOIN events e ON e.stream = a."case" AND e.sequence = a.sequence"""
        for sha256, sealed, stored in link.execute(joined):
            assert hashlib.sha256(sealed).digest() == sha256
            assert sha256.hex().encode() in stored
        for name, sequence in told.items():
            found = count if name == "read" else kept.get(name, (0,))[0]
            gone += max(0, sequence - found)
        return gone
    finally:
        link.close()


def test_a_power_cut_loses_nothing_that_was_acknowledged(made_file, tmp_path):
    """Neither a step, nor a scan, nor a line of the log of reads; and nothing is half there. See the next test."""
    chance = random.Random(20261122)
    before, trace = recorded(made_file, tmp_path / "recorded", "FULL", STEPS)
    # The log was emptied into the file meanwhile, and begun again: cuts fall there too.
    assert sum(entry[:2] == ("sync", "baom.db") for entry in trace) >= 3
    folder = tmp_path / "cut"
    folder.mkdir()
    seen = Counter()
    for number, (files, told) in enumerate(cuts(before, trace, CUTS, chance)):
        path = put_back(files, folder)
        assert lost(path, told) == 0, f"cut {number}"
        seen["some"] += bool(told)
        if number % CHECKED_WHOLE == 0:
            path.chmod(0o600)
            assert check(str(path), vault(), standings_of).findings == ()
    assert seen["some"] > CUTS // 2


def test_cuts_would_show_a_program_that_acknowledges_too_early(made_file, tmp_path):
    """With `synchronous=NORMAL` a commit isn't synced: steps are lost, and the same look at the disk tells it."""
    before, trace = recorded(made_file, tmp_path / "recorded", "NORMAL", 40)
    folder = tmp_path / "cut"
    folder.mkdir()
    gone = [lost(put_back(files, folder), told) for files, told in cuts(before, trace, 120, random.Random(7))]
    assert sum(each > 0 for each in gone) > len(gone) // 3


def test_cuts_would_show_a_file_that_is_half_written(made_file, tmp_path):
    """With `synchronous=OFF` nothing is ordered either: what is found then is no database, or one with holes."""
    before, trace = recorded(made_file, tmp_path / "recorded", "OFF", 40)
    folder = tmp_path / "cut"
    folder.mkdir()
    broken = 0
    for files, told in cuts(before, trace, 60, random.Random(7)):
        try:
            broken += lost(put_back(files, folder), told) > 0
        except sqlite3.OperationalError:
            raise
        except (AssertionError, sqlite3.DatabaseError):
            broken += 1
    assert broken > 20
