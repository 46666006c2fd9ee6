"""Backups taken under load, checked, restored; damaged or foreign ones refused; what would be lost, told first."""

import hashlib
import os
import sqlite3
import threading
from contextlib import closing

import pytest

from engine.errors import EnvironmentUnusable
from engine.store.backups import backup
from engine.store.checks import check
from engine.store.journal import Store
from engine.store.restoring import restore
from engine.store.upkeep import init
from engine.store.users import Attempts
from engine.vault.keys import MasterKey
from engine.vault.sealing import Vault
from tests.sizes import size
from tests.store.conftest import make
from tests.store.samples import STAMP, moved, open_case, standings_of, step, vault
from tests.store.test_users import add


@pytest.fixture
def saved(tmp_path):
    return tmp_path / "sauvegarde.db"


def take(url, path):
    return backup(url, path, vault(), standings_of, STAMP)


def put_back(path, url, **more):
    return restore(path, url, vault(), standings_of, STAMP, **more)


def history(store, case="dossier-1"):
    return [bytes(stored) for _, stored, _ in store.read(lambda reading: list(reading.stored(case)))]


def sequence(url, case="dossier-1"):
    store = Store.open(url, vault())
    held = store.read(lambda reading: reading.case(case))
    store.close()
    return held and held.case.sequence


def test_a_backup_is_a_database_that_is_intact(store, case, made_url, saved):
    step(store, case, moved(store.read(lambda reading: reading.case(case)), mere="Amina"))
    done = take(made_url, saved)
    assert (done.path, done.events) == (saved, 5)
    assert done.sha256 == hashlib.sha256(saved.read_bytes()).hexdigest()
    assert check(str(saved), vault(), standings_of).findings == ()
    copy = Store.open(str(saved), vault())
    assert history(copy) == history(store)
    assert copy.read(lambda reading: reading.case(case)).private["mere"] == "Amina"
    copy.close()


def test_a_backup_says_neither_who_was_logged_in_nor_who_mistyped(store, made_url, by_hand, saved):
    """Fails when one of the two tables is left in it, or in its free pages."""
    account, digest = add(store), bytes(range(100, 132))
    store.write(lambda writing: writing.begin_session(account, digest, STAMP.recorded_at, "2099-11-06T19:00:00.000Z"))
    store.write(lambda writing: writing.set_attempts(account, Attempts(3, "2026-11-06T10:00:00.000Z", 7)))
    take(made_url, saved)
    with closing(sqlite3.connect(saved)) as copy:
        for table in ("sessions", "attempts"):
            assert copy.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
            assert len(by_hand(f"SELECT * FROM {table}")) == 1
    assert digest not in saved.read_bytes()
    assert check(str(saved), vault(), standings_of).findings == ()


def test_the_log_says_that_a_backup_was_taken(store, case, made_url, saved):
    done = take(made_url, saved)
    event, _ = store.read(lambda reading: reading.history("system"))[-1]
    assert (event.kind, event.body) == ("backed_up", {"sha256": done.sha256, "events": done.events})


@pytest.mark.skipif(os.name != "posix", reason="Windows gives a file the rights of its folder")
def test_a_backup_is_its_owners_alone_and_one_file(store, case, made_url, saved, tmp_path):
    take(made_url, saved)
    assert saved.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in tmp_path.iterdir()} - {"baom.db", "baom.db-wal", "baom.db-shm", "baom.db.lock"} == {
        "sauvegarde.db"
    }


def test_a_backup_overwrites_nothing(store, made_url, saved):
    saved.write_text("autre chose", encoding="utf-8")
    with pytest.raises(EnvironmentUnusable, match="existe déjà"):
        take(made_url, saved)
    assert saved.read_text(encoding="utf-8") == "autre chose"


def test_a_copy_that_is_not_intact_is_no_backup(store, case, made_url, by_hand, saved, tmp_path):
    """Fails when the copy isn't checked: the damage would be found the day it is needed."""
    by_hand("UPDATE cases SET state = 'ailleurs'")
    with pytest.raises(EnvironmentUnusable, match="pas intacte"):
        take(made_url, saved)
    assert not [path for path in tmp_path.iterdir() if "sauvegarde" in path.name]
    assert [event.kind for event, _ in store.read(lambda reading: reading.history("system"))][-1] != "backed_up"


def test_backups_under_load_are_all_good(store, case, made_url, tmp_path):
    """Fails when the live file is copied instead: it is torn between two steps."""
    stop = threading.Event()
    written = []

    def work():
        while not stop.is_set():
            written.append(step(store, case)[-1].sequence)

    writer = threading.Thread(target=work)
    writer.start()
    try:
        for rank in range(size(8, 50)):
            before = len(written)
            done = take(made_url, tmp_path / f"{rank}.db")
            report = check(str(done.path), vault(), standings_of)
            assert report.findings == ()
            assert sequence(str(done.path)) >= before
    finally:
        stop.set()
        writer.join()
    assert written == list(range(2, len(written) + 2))


def test_a_backup_is_restored_where_there_is_nothing(store, case, made_url, saved, tmp_path):
    take(made_url, saved)
    elsewhere = str(tmp_path / "ailleurs" / "baom.db")
    done = put_back(saved, elsewhere)
    assert (done.done, done.lost, done.events) == (True, 0, 4)
    assert sequence(elsewhere) == 1
    assert check(elsewhere, vault(), standings_of).findings == ()
    copy = Store.open(elsewhere, vault())
    event, _ = copy.read(lambda reading: reading.history("system"))[-1]
    assert (event.kind, event.body["sha256"]) == ("restored", hashlib.sha256(saved.read_bytes()).hexdigest())
    step(copy, case)
    copy.close()


def test_what_would_be_lost_is_told_and_nothing_touched(store, case, made_url, saved):
    """Fails when the loss isn't looked for."""
    take(made_url, saved)
    step(store, case)
    store.write(lambda writing: open_case(writing, "d2"))
    told = put_back(saved, made_url)
    assert (told.done, told.lost, told.since) == (False, 3, STAMP.recorded_at)
    assert (set(told.cases), told.in_cases, told.covered) == ({case, "d2"}, 2, 0)
    assert sequence(made_url) == 2
    assert [event.kind for event, _ in store.read(lambda reading: reading.history("system"))][-1] == "backed_up"


def test_a_backup_takes_the_place_of_a_database_in_use(store, case, made_url, saved):
    """The store that has it open goes on with what was restored."""
    take(made_url, saved)
    step(store, case)
    done = put_back(saved, made_url, accept_loss=True)
    assert (done.done, done.lost) == (True, 1)
    assert store.read(lambda reading: reading.case(case)).case.sequence == 1
    step(store, case)
    store.write(lambda writing: open_case(writing, "d2"))
    store.place_events()
    assert check(made_url, vault(), standings_of).findings == ()


def test_nothing_is_lost_when_nothing_happened_since(store, case, made_url, saved):
    take(made_url, saved)
    assert put_back(saved, made_url).done
    assert sequence(made_url) == 1


def test_a_damaged_backup_is_refused(store, case, made_url, saved):
    """Fails when the backup isn't checked before it takes the place."""
    for rank in range(20):
        store.write(lambda writing, rank=rank: open_case(writing, f"d{rank}"))
    take(made_url, saved)
    whole = saved.read_bytes()
    step(store, case)
    for place in (0, 40, 9000, len(whole) // 2, len(whole) - 30):
        saved.write_bytes(whole[:place] + b"\xff\x00\xff\x00" * 16 + whole[place + 64 :])
        try:
            done = put_back(saved, made_url, accept_loss=True).done
        except EnvironmentUnusable:
            done = False
        intact = check(made_url, vault(), standings_of)
        assert intact.findings == ()
        assert sequence(made_url) == (1 if done else 2)
        if done:
            step(store, case)
    saved.write_bytes(whole[:-4096])
    with pytest.raises(EnvironmentUnusable):
        put_back(saved, made_url, accept_loss=True)


def test_a_backup_altered_by_hand_is_refused(file, sqlite_url, saved):
    file.write(lambda writing: open_case(writing, "d1"))
    take(sqlite_url, saved)
    with sqlite3.connect(saved) as link:
        (trigger,) = link.execute("SELECT sql FROM sqlite_master WHERE name = 'events_no_update'").fetchone()
        link.execute("DROP TRIGGER events_no_update")
        link.execute("UPDATE events SET bytes = hash WHERE position = 4")
        link.execute(trigger)
    link.close()
    with pytest.raises(EnvironmentUnusable, match="pas intacte"):
        put_back(saved, sqlite_url, accept_loss=True)


def test_a_backup_of_another_database_is_refused(store, made_url, saved, tmp_path):
    other = str(tmp_path / "autre.db")
    init(other, vault(), log_id="e" * 32, training=True, stamp=STAMP)
    take(other, saved)
    with pytest.raises(EnvironmentUnusable, match="autre base"):
        put_back(saved, made_url, accept_loss=True)


def test_a_backup_needs_its_own_key(store, made_url, saved):
    take(made_url, saved)
    other = Vault(MasterKey(b"x" * 32))
    with pytest.raises(EnvironmentUnusable, match="scellée par la clé"):
        restore(saved, made_url, other, standings_of, STAMP)
    with pytest.raises(EnvironmentUnusable, match="scellée par la clé"):
        backup(made_url, saved.with_name("2.db"), other, standings_of, STAMP)


def test_an_absent_backup_is_said(made_url, saved):
    with pytest.raises(EnvironmentUnusable, match="introuvable"):
        put_back(saved, made_url)


def test_a_file_that_is_no_backup_is_refused(store, made_url, saved):
    saved.write_text("Bonjour" * 1000, encoding="utf-8")
    with pytest.raises(EnvironmentUnusable):
        put_back(saved, made_url)


@pytest.mark.parametrize("damage", ["header", "middle"])
def test_a_database_beyond_use_is_replaced_once_the_loss_is_accepted(file, sqlite_url, saved, tmp_path, damage):
    for rank in range(20):
        file.write(lambda writing, rank=rank: open_case(writing, f"d{rank}"))
    take(sqlite_url, saved)
    file.close()
    path = tmp_path / "baom.db"
    whole = path.read_bytes()
    path.write_bytes(
        b"\xff" * 8192 + whole[8192:] if damage == "header" else whole[:4096] + b"\xff" * (len(whole) - 4096)
    )
    told = put_back(saved, sqlite_url)
    assert (told.done, told.lost) == (False, None)
    assert put_back(saved, sqlite_url, accept_loss=True).done
    assert check(sqlite_url, vault(), standings_of).findings == ()
    assert {each.name for each in tmp_path.iterdir() if each.is_dir()} == set()


def test_a_log_moves_from_one_kind_of_database_to_the_other_and_back(postgres_url, sqlite_url, saved, tmp_path):
    """The same bytes, positions and rows, PostgreSQL → file → PostgreSQL's new events → file."""
    first = make(postgres_url)
    first.write(lambda writing: open_case(writing, "dossier-1"))
    step(first, "dossier-1")
    before = first.read(lambda reading: reading.following(0, 100))
    take(postgres_url, saved)
    placed = first.read(lambda reading: reading.following(0, 100))
    assert before == []
    put_back(saved, sqlite_url)
    second = Store.open(sqlite_url, vault())
    assert second.read(lambda reading: reading.following(0, 5)) == [type(each)(*each) for each in placed[:5]]
    step(second, "dossier-1")
    take(sqlite_url, tmp_path / "2.db")
    done = put_back(tmp_path / "2.db", postgres_url, accept_loss=True)
    assert done.done
    assert history(first) == history(second)
    first.write(lambda writing: open_case(writing, "d2"))
    first.place_events()
    assert check(postgres_url, vault(), standings_of).findings == ()
    first.close()
    second.close()
