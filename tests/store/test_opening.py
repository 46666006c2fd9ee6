"""Opening a database: what is refused, and said, before anything is touched."""

import os
import sqlite3

import pytest
from sqlalchemy import make_url

from engine.errors import BrokenHistory, EnvironmentUnusable, UsageError
from engine.store import versions
from engine.store.connect import PRAGMAS, reach
from engine.store.journal import Store
from engine.store.upkeep import init
from engine.vault.keys import MasterKey
from engine.vault.sealing import Vault
from tests.store.samples import LOG, STAMP, moved, open_case, step, vault
from tests.store.test_upkeep import without


def test_another_key_is_told_from_a_damaged_database(store, made_url):
    """Fails when the key's name isn't kept: each person would look damaged instead."""
    with pytest.raises(EnvironmentUnusable, match="scellée par la clé"):
        Store.open(made_url, Vault(MasterKey(b"x" * 32)))


def test_without_a_key_histories_are_read_and_no_list_for_its_rows_cannot_be_believed(store, case, made_url):
    blind = Store.open(made_url, None)
    assert len(blind.read(lambda reading: reading.history(case))) == 1
    for private in (
        lambda reading: reading.worklist(),
        lambda reading: reading.case(case),
        lambda reading: reading.private(case, 1),
        lambda reading: list(reading.subjects()),
    ):
        with pytest.raises(EnvironmentUnusable, match="restent scellées"):
            blind.read(private)
    with pytest.raises(EnvironmentUnusable, match="restent scellées"):
        blind.write(lambda writing: writing.new_subject("p9", "person", "tiznit", {}, STAMP))
    blind.close()


def test_a_database_that_is_not_there_is_not_made(sqlite_url, tmp_path):
    """Fails when the file is opened for creation."""
    with pytest.raises(EnvironmentUnusable, match="ne peut pas être ouverte"):
        Store.open(sqlite_url, vault())
    assert list(tmp_path.iterdir()) == []


def test_an_unreachable_server_is_said_without_its_password():
    with pytest.raises(EnvironmentUnusable, match="ne répond pas") as caught:
        Store.open("postgresql://moi:secret@127.0.0.1:9/baom", vault())
    assert "secret" not in str(caught.value)


def test_a_database_that_a_server_has_not_is_said_with_how_to_create_it(postgres_url):
    """Fails when every refused connection is a server that doesn't answer."""
    url = make_url(postgres_url).set(database="nulle_part", password="secret").render_as_string(hide_password=False)
    for meet in (
        lambda: Store.open(url, vault()),
        lambda: init(url, vault(), log_id=LOG, training=True, stamp=STAMP),
    ):
        with pytest.raises(EnvironmentUnusable, match="« nulle_part » n'existe pas") as caught:
            meet()
        assert "createdb" in caught.value.remedy
        assert "nulle_part, puis baom db init" in caught.value.remedy
        assert "secret" not in str(caught.value)


def test_an_empty_database_is_not_yet_made(postgres_url, tmp_path):
    with pytest.raises(EnvironmentUnusable, match="pas encore faite"):
        Store.open(postgres_url, vault())
    (tmp_path / "vide.db").touch()
    with pytest.raises(EnvironmentUnusable, match="pas encore faite"):
        Store.open(str(tmp_path / "vide.db"), vault())


def test_a_file_that_is_no_database_is_said(tmp_path):
    (tmp_path / "lettre.txt").write_text("Bonjour" * 1000, encoding="utf-8")
    with pytest.raises(EnvironmentUnusable, match="pas une base lisible"):
        Store.open(str(tmp_path / "lettre.txt"), vault())


def test_a_database_of_a_newer_version_is_refused(store, made_url, by_hand):
    """Fails when the version isn't looked at."""
    by_hand("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(EnvironmentUnusable, match="version plus récente"):
        Store.open(made_url, vault())


def test_a_database_of_an_older_version_is_to_be_upgraded_first(store, made_url, by_hand, monkeypatch):
    """Fails when every known version is opened."""
    monkeypatch.setattr(versions, "VERSIONS", ("0000", *versions.VERSIONS))
    by_hand("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(EnvironmentUnusable, match="version plus ancienne") as caught:
        Store.open(made_url, vault())
    assert "baom db upgrade" in caught.value.remedy


def test_a_changed_last_event_is_seen_at_the_opening(store, case, made_url, by_hand):
    """Fails without the quick check."""
    without(by_hand, made_url, ("events_no_update ON events",), "UPDATE events SET hash = bytes WHERE sequence = 1")
    with pytest.raises(BrokenHistory):
        Store.open(made_url, vault())


@pytest.mark.parametrize("url", ["", "mysql://x/y", "sqlite://", "sqlite:///:memory:", "n'importe://"])
def test_an_address_is_a_file_or_postgresql(url):
    with pytest.raises(UsageError, match="adresse"):
        reach(url)


def test_a_bare_path_is_a_file(tmp_path):
    init(str(tmp_path / "une base %20 é.db"), vault(), log_id=LOG, training=True, stamp=STAMP)
    Store.open(str(tmp_path / "une base %20 é.db"), vault()).close()
    assert (tmp_path / "une base %20 é.db").is_file()


@pytest.mark.skipif(os.name != "posix", reason="Windows gives a file the rights of its folder")
def test_the_file_is_its_owners(file, tmp_path):
    file.write(lambda writing: open_case(writing, "d1"))
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize("training", [True, False])
def test_a_log_says_for_ever_whether_it_is_fictitious(sqlite_url, training):
    init(sqlite_url, vault(), log_id=LOG, training=training, stamp=STAMP)
    store = Store.open(sqlite_url, vault())
    assert store.training == training
    assert store.read(lambda reading: reading.history("system"))[0][0].body["training"] == training
    store.close()


def test_a_database_is_made_once(store, case, made_url):
    with pytest.raises(EnvironmentUnusable, match="existe déjà"):
        init(made_url, vault(), log_id=LOG, training=True, stamp=STAMP)
    assert store.read(lambda reading: reading.case(case)) is not None


def test_a_database_that_could_not_be_made_leaves_nothing(sqlite_url, tmp_path):
    """The log's identifier is what fails here, last of all."""
    with pytest.raises(sqlite3.Error):
        init(sqlite_url, vault(), log_id=None, training=True, stamp=STAMP)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "fichier").touch()
    with pytest.raises(EnvironmentUnusable, match="ne peut pas être créé"):
        init(str(tmp_path / "fichier" / "baom.db"), vault(), log_id=LOG, training=True, stamp=STAMP)


def test_every_connection_of_sqlite_has_the_settings_that_keep_its_promises(file, sqlite_url):
    """Fails when one of them is left out: they are read back, for no killed process could tell FULL from OFF."""
    names = {"FULL": 2, "ON": 1, "OFF": 0, "MEMORY": 2, "10000": 10000, "WAL": "wal"}
    link = reach(sqlite_url).link()
    for name, value in {**PRAGMAS, "journal_mode": "WAL"}.items():
        assert link.execute(f"PRAGMA {name}").fetchone()[0] == names[value], name
    link.close()


def test_postgresql_syncs_at_each_commit(postgres_url):
    link = reach(postgres_url).link()
    assert link.execute("SHOW synchronous_commit").fetchone()[0] == "on"
    link.close()


def test_a_file_opened_for_reading_is_not_written(file, sqlite_url):
    file.write(lambda writing: open_case(writing, "d1"))
    reader = Store.open(sqlite_url, vault(), readonly=True)
    assert reader.read(lambda reading: reading.case("d1")).case.sequence == 1
    with pytest.raises(EnvironmentUnusable, match="lecture"):
        reader.write(lambda writing: open_case(writing, "d2"))
    link = reach(sqlite_url, readonly=True).link()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        link.execute("DELETE FROM cases")
    link.close()
    reader.close()


def test_a_store_closed_lets_its_files_go(file, tmp_path):
    file.write(lambda writing: open_case(writing, "d1"))
    file.close()
    assert {path.name for path in tmp_path.iterdir()} == {"baom.db", "baom.db.lock"}


def test_a_private_value_is_not_shown_by_a_representation(store, case):
    step(store, case, moved(store.read(lambda reading: reading.case(case)), mere="Zoubida"))
    held = store.read(lambda reading: reading.case(case))
    subject = store.read(lambda reading: reading.subject(held.case.subject))
    assert held.private["mere"] not in repr(held)
    assert subject.data["nom"] not in repr(subject)


def test_a_server_that_was_restarted_is_reached_again(private_postgres):
    """Fails when a connection that waited is trusted."""
    init(private_postgres.url(), vault(), log_id=LOG, training=True, stamp=STAMP)
    store = Store.open(private_postgres.url(), vault())
    private_postgres.kill()
    with pytest.raises(EnvironmentUnusable, match="ne répond pas"):
        store.write(lambda writing: writing.system("exported", {}, {}, STAMP))
    private_postgres.start()
    store.write(lambda writing: writing.system("exported", {}, {}, STAMP))
    private_postgres.kill()
    private_postgres.start()
    store.write(lambda writing: writing.system("exported", {}, {}, STAMP))
    assert len(store.read(lambda reading: reading.history("system"))) == 3
    store.close()
