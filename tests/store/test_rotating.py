"""Another master key in the place of one: exactly one of both opens the database, whenever it was cut."""

import os
import random
import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from engine.errors import BrokenHistory, EnvironmentUnusable
from engine.store.backups import backup
from engine.store.checks import check
from engine.store.connect import reach
from engine.store.journal import Store
from engine.store.rotating import rotate, sealed_by
from engine.vault.keys import MasterKey
from engine.vault.sealing import Vault
from tests.store.samples import MASTER, SIGNING, STAMP, open_case, standings_of, step, vault

NEW = MasterKey(bytes(range(100, 132)))
KILLS = 200 if "BAOM_NIGHTLY" in os.environ else 6
PEOPLE = 400


def new_vault() -> Vault:
    return Vault(NEW, signing=SIGNING)


def renew(url, old=None):
    old = old or vault()
    return rotate(url, old, partial(old.rewrapped, new=new_vault()), NEW.key_id, STAMP)


def wrapped_keys(url):
    database = reach(url)
    link = database.link()
    rows = [bytes(wrapped) for (wrapped,) in link.execute("SELECT wrapped FROM keys").fetchall()]
    link.close()
    database.close()
    return rows


def test_what_the_old_key_sealed_is_read_with_the_new_one_alone(store, case, made_url):
    """Fails when a key is left wrapped by the old one, the log's own included."""
    store.write(lambda writing: writing.system("exported", {}, {"reason": "contrôle"}, STAMP))
    done = renew(made_url)
    assert (done.before, done.after, done.keys) == (MASTER.key_id, NEW.key_id, 2)
    assert sealed_by(made_url) == NEW.key_id
    with pytest.raises(EnvironmentUnusable, match=f"scellée par la clé {NEW.key_id}") as told:
        Store.open(made_url, vault())
    assert "rotate-key" in told.value.remedy
    again = Store.open(made_url, new_vault())
    assert again.read(lambda reading: reading.case(case)).private == {"naissance": "2026-11-01"}
    assert again.read(lambda reading: reading.private("system", 3)) == {"reason": "contrôle"}
    step(again, case)
    again.close()
    assert check(made_url, new_vault(), standings_of).findings == ()
    event, _ = store.read(lambda reading: reading.history("system"))[-1]
    assert (event.kind, event.body) == ("key_rotated", {"before": MASTER.key_id, "after": NEW.key_id, "keys": 2})


def test_the_old_key_opens_nothing_that_is_left_in_the_file(file, sqlite_url, tmp_path):
    """Fails when the write-ahead log isn't emptied: keys wrapped by the old one lie there."""
    for rank in range(20):
        file.write(lambda writing, rank=rank: open_case(writing, f"d{rank}"))
    before = wrapped_keys(sqlite_url)
    assert all(each in (tmp_path / "baom.db-wal").read_bytes() for each in before[1:])
    renew(sqlite_url)
    assert len(before) == 21
    for path in tmp_path.iterdir():
        data = path.read_bytes()
        assert not any(each in data for each in before), path.name


def test_a_key_of_another_person_stops_it_and_nothing_is_changed(store, case, made_url):
    database = reach(made_url)
    link = database.link()
    link.execute("UPDATE keys SET wrapped = (SELECT wrapped FROM keys AS k ORDER BY stream LIMIT 1)")
    link.close()
    database.close()
    before = wrapped_keys(made_url)
    with pytest.raises(BrokenHistory, match="clé de cette personne"):
        renew(made_url)
    assert (wrapped_keys(made_url), sealed_by(made_url)) == (before, MASTER.key_id)


def test_a_program_that_still_holds_the_old_key_makes_no_key_that_nobody_could_open(store, case, made_url):
    """Fails when the log isn't asked which key is in use: that person's data would be lost from the first day."""
    renew(made_url)
    with pytest.raises(EnvironmentUnusable, match="a été remplacée"):
        store.write(lambda writing: writing.new_subject("p9", "person", "tiznit", {"nom": "Amina"}, STAMP))
    again = Store.open(made_url, new_vault())
    assert again.read(lambda reading: reading.subject("p9")) is None
    again.close()


def test_a_backup_of_before_is_still_opened_by_the_old_key(store, case, made_url, tmp_path):
    backup(made_url, tmp_path / "avant.db", vault(), standings_of, STAMP)
    renew(made_url)
    assert check(str(tmp_path / "avant.db"), vault(), standings_of).verdict == "intact"
    with pytest.raises(EnvironmentUnusable, match="scellée par la clé"):
        check(str(tmp_path / "avant.db"), new_vault(), standings_of)


PROGRAM = """
import sys
sys.path.insert(0, {root!r})
from tests.store.test_rotating import renew
print("ready", flush=True)
renew(sys.argv[1])
print("done", flush=True)
"""


@pytest.mark.parametrize("rank", range(KILLS))
def test_killed_at_any_moment_exactly_one_key_opens_the_database(rank, crowded, tmp_path):
    """Fails when keys are wrapped again in several transactions, or the log's word on its key in another one."""
    path = tmp_path / "baom.db"
    shutil.copyfile(crowded, path)
    root = str(Path(__file__).resolve().parents[2])
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(root=root), str(path)], stdout=subprocess.PIPE, cwd=root
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    time.sleep(random.Random(rank).uniform(0, 0.06))
    child.kill()
    child.communicate()
    key_id = sealed_by(str(path))
    right, wrong = (vault(), new_vault()) if key_id == MASTER.key_id else (new_vault(), vault())
    with pytest.raises(EnvironmentUnusable, match="scellée par la clé"):
        Store.open(str(path), wrong)
    store = Store.open(str(path), right)
    names = store.read(lambda reading: [subject.data["nom"] for subject in reading.subjects()])
    store.close()
    assert names == [f"nom {number}" for number in range(PEOPLE)]


@pytest.fixture(scope="module")
def crowded(made_file, tmp_path_factory):
    """A file with many people: wrapping their keys takes some time."""
    path = tmp_path_factory.mktemp("crowded") / "baom.db"
    shutil.copyfile(made_file, path)
    store = Store.open(str(path), vault())

    def work(writing):
        for number in range(PEOPLE):
            writing.new_subject(f"p{number}", "person", "tiznit", {"nom": f"nom {number}"}, STAMP)

    store.write(work)
    store.close()
    return path
