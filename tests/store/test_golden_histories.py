"""A history of each released version gives the same bytes, whatever the zone, the locale and the hash seed."""

import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from engine.store.versions import VERSIONS
from tests.sizes import size

ROOT = Path(__file__).resolve().parents[2]
TIMES = size(2, 40)
ZONES = ("Pacific/Kiritimati", "America/Anchorage", "Africa/Casablanca", "Asia/Kathmandu", "Antarctica/Troll")
LOCALES = ("C", "C.UTF-8", "POSIX", "fr_FR.UTF-8", "ar_MA.UTF-8", "tr_TR.UTF-8")

REPLAYED = """
import hashlib, sqlite3, sys
from engine.store.projections import rebuild
from engine.store.upkeep import upgrade
from tests.store.samples import STAMP, standings_of, vault
path = sys.argv[1]
upgrade(path, vault(), standings_of, STAMP)
link = sqlite3.connect(path)
for table in ("cases", "subjects"):
    link.execute(f"DELETE FROM {table}")
link.commit()
rebuild(path, vault(), standings_of, STAMP)
total = hashlib.sha256()
for table in ("events", "cases", "subjects"):
    for row in link.execute(f"SELECT * FROM {table} ORDER BY 1"):
        total.update(repr(row).encode())
print(total.hexdigest())
"""


@pytest.mark.parametrize("version", VERSIONS)
def test_each_released_history_gives_the_same_bytes_anywhere(tmp_path, version):
    """Upgraded, signed, every row folded again. Fails when anything asks the machine for time, words or order."""
    chance = random.Random(version)
    script = (Path(__file__).parent / "released" / f"{version}.sql").read_text(encoding="utf-8")
    found = set()
    for rank in range(TIMES):
        path = tmp_path / f"{rank}.db"
        with sqlite3.connect(path) as made:
            made.executescript(script)
        made.close()
        path.chmod(0o600)
        odd = {
            "PYTHONHASHSEED": str(chance.randrange(2**32)),
            "TZ": chance.choice(ZONES),
            "LC_ALL": chance.choice(LOCALES),
            "PYTHONPATH": str(ROOT),
        }
        line = [sys.executable, "-c", REPLAYED, str(path)]
        done = subprocess.run(line, env={**os.environ, **odd}, capture_output=True, text=True, check=True)
        found.add(done.stdout.strip())
    assert len(found) == 1
