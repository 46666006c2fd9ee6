"""A database that people had before this version: told apart, upgraded in one go, and its cases carried on.

`released/0001.sql.gz` was filled by the program of version 0001 itself, with the invented pathways as they then were:
papers, linked cases, clocks that rang, a forced move, a transfer, acts undone. It is never made again.
"""

import gzip
import os
import sqlite3
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, create_engine, insert, select, text

from engine.app.opening import newest
from engine.app.upkeep import Upkeep
from engine.core.events import Actor, Do, Note
from engine.errors import BrokenHistory, EnvironmentUnusable
from engine.store.connect import reach
from engine.store.journal import Store
from engine.store.transaction import Stamp
from engine.store.upkeep import MIGRATIONS, UPGRADE_EVENTS
from engine.store.versions import CURRENT
from engine.vault.keys import MasterKey
from engine.vault.sealing import Vault
from engine.vault.signing import SigningKey, public_key
from tests.app.desk import COMMUNE, Desk, open_desk

OLD = gzip.decompress((Path(__file__).with_name("released") / "0001.sql.gz").read_bytes()).decode()
CASES, PEOPLE, EVENTS = 13, 9, 60
KEY = bytes(range(32))
VAULT = Vault(MasterKey(KEY), signing=SigningKey(KEY))
STAMP = Stamp("2026-12-08T08:00:00.000Z", "2026-12-08", Actor("systeme", "system", ""))


@pytest.fixture
def old_file(tmp_path):
    path = tmp_path / "ancienne.db"
    with sqlite3.connect(path) as link:
        link.executescript(OLD)
    link.close()
    return str(path)


@pytest.fixture
def old_server(postgres_url, old_file):
    """The same rows in the tables that migration 0001 makes on PostgreSQL."""
    database = reach(postgres_url)
    source = create_engine(f"sqlite:///{old_file}")
    with source.connect() as here, database.transaction() as there:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = there
        command.upgrade(config, "0001")
        kept, made = MetaData(), MetaData()
        kept.reflect(here)
        made.reflect(there)
        for table in made.sorted_tables:
            if table.name != "alembic_version":
                rows = here.execute(select(kept.tables[table.name])).mappings()
                there.execute(insert(table), [dict(row) for row in rows])
        for table in ("streams", "definitions"):
            last = f"(SELECT max(id) FROM {table})"
            there.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})"))
    source.dispose()
    database.close()
    return postgres_url


@pytest.fixture(params=["old_file", "old_server"])
def old(request):
    """Address of a database of version 0001, once of each kind."""
    return request.getfixturevalue(request.param)


def upkeep(url: str) -> Upkeep:
    return Upkeep(url, VAULT, STAMP)


def rows(url: str, statement: str) -> list:
    database = reach(url)
    link = database.link()
    try:
        return [tuple(row) for row in link.execute(statement).fetchall()]
    finally:
        link.close()
        database.close()


def run(url: str, *statements: str) -> None:
    database = reach(url)
    link = database.link()
    for each in statements:
        link.execute(each)
    link.close()
    database.close()


def journal(url: str) -> list:
    """What must never change: every event, as it is stored."""
    return rows(url, "SELECT stream, sequence, hash, bytes, sealed FROM events ORDER BY stream, sequence")


def test_an_old_database_says_that_it_is_old_whoever_opens_it(old):
    """Fails when a column that it lacks is met first."""
    doors = (lambda: Store.open(old, VAULT), upkeep(old).check, upkeep(old).rebuild)
    for door in doors:
        with pytest.raises(EnvironmentUnusable, match="version plus ancienne") as caught:
            door()
        assert "baom db upgrade" in caught.value.remedy


def test_an_upgrade_folds_every_row_again_and_loses_nothing(old):
    """Fails when the rows aren't made again after the tables, or when an event changes."""
    before = journal(old)
    definitions = rows(old, "SELECT digest, resolved FROM definitions ORDER BY id")
    assert len(before) == EVENTS
    done = upkeep(old).upgrade()
    assert (done.before, done.after, done.rebuilt.cases, done.rebuilt.subjects) == ("0001", CURRENT, CASES, PEOPLE)
    assert set(before) <= set(journal(old))
    assert len(journal(old)) == EVENTS + UPGRADE_EVENTS
    assert rows(old, "SELECT digest, resolved FROM definitions ORDER BY id") == definitions
    assert upkeep(old).check().findings == ()
    assert upkeep(old).rebuild().changed == 0


def test_an_upgrade_signs_what_older_versions_wrote_and_says_so(old):
    """Fails when it leaves an event unsigned, or doesn't tell which ones it signed afterwards."""
    upkeep(old).upgrade()
    signed = public_key(VAULT.signing.public)
    ((log_id,),) = rows(old, "SELECT value FROM log WHERE name = 'log_id'")
    for digest, signature in rows(old, "SELECT hash, signature FROM events"):
        assert signed(bytes(signature), f"baom leaf 1\n{log_id}\n".encode() + bytes(digest))
    store = Store.open(old, VAULT)
    last = store.read(lambda reading: reading.history("system"))[-1][0]
    store.close()
    assert last.body == {"before": "0001", "after": CURRENT, "signing_key": VAULT.signing.public, "signed": EVENTS}


def desk_on(url: str, known) -> Desk:
    desk = open_desk(url, known)
    desk.wall.day = date(2026, 12, 8)
    return desk


def test_the_cases_of_then_are_read_and_carried_on_under_their_own_definitions(old, referentials):
    """Fails when today's program needs, in a published definition, a word that it didn't have then."""
    upkeep(old).upgrade()
    desk = desk_on(old, referentials)
    lines = desk.house.store.read(lambda reading: reading.cases())
    # The protected one is its supervisors', and they are not asked for here.
    cases = [line.case for line in lines if line.process != "abri"]
    assert len(cases) == CASES - 1
    acted = 0
    for case in cases:
        digest = desk.held(case).case.digest
        possible = [each["trigger"] for each in desk.next(case)["actions"] if each["possible"]]
        # Two of them open a school, which wants the age of a pupil.
        actions = [each for each in possible if each not in ("confier", "pousser")]
        desk.show(case)
        desk.ask(Note("Revue après la mise à niveau"), case=case)
        for trigger in actions[:1]:
            desk.ask(Do(trigger, reason="vu"), case=case)
            acted += 1
        assert desk.held(case).case.digest == digest
    assert acted > CASES / 2
    desk.open("famille", fields={"prenom": "Awa", "age": 9})
    assert desk.held().case.digest == desk.house.store.read(partial(newest, process="famille"))
    desk.house.store.close()
    assert upkeep(old).check().findings == ()


def test_what_a_case_had_before_it_has_after(old_file, referentials):
    """Fails when a value, a paper, a link or a person's name gets lost on the way."""
    told = (
        "SELECT stream, subject, definition, sequence, open, commune, state, opened_on, assigned FROM cases ORDER BY 1"
    )
    before = rows(old_file, told)
    upkeep(old_file).upgrade()
    assert rows(old_file, told) == before
    desk = desk_on(old_file, referentials)
    lines = desk.house.store.read(lambda reading: reading.cases())
    families = [desk.held(line.case) for line in lines if line.process == "famille"]
    assert {each.private["prenom"] for each in families} == {"Awa"}
    assert sorted(each.case.commune for each in families if each.case.commune != COMMUNE) == ["tiznit"]
    assert [each.case.flags for each in families if each.case.flags] == [["forced"]]
    assert sum(1 for each in families if each.case.documents) == 2
    assert sum(1 for each in families if each.case.links) == 2
    desk.house.store.close()


def test_nothing_is_upgraded_from_a_history_that_was_changed(old):
    """Fails when the rows are made without checking what they are made of."""
    postgres = "postgres" in old
    drop = "DROP TRIGGER events_no_update" + (" ON events" if postgres else "")
    run(old, drop, "UPDATE events SET bytes = hash WHERE stream = 3 AND sequence = 1")
    before, cases = journal(old), rows(old, "SELECT * FROM cases ORDER BY stream")
    with pytest.raises(BrokenHistory, match="ne sont pas ceux"):
        upkeep(old).upgrade()
    assert rows(old, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert rows(old, "SELECT * FROM cases ORDER BY stream") == cases
    assert journal(old) == before


KILLED = """
import os, sys
from engine.app import upkeep
from tests.app.test_old_databases import upkeep as of
upkeep.standings_of = lambda digest, resolved: os._exit(9)
of(sys.argv[1]).upgrade()
"""


def test_an_upgrade_that_was_killed_can_be_done_again(old):
    """Killed between the tables and the rows. Fails when they aren't one transaction."""
    before, cases = journal(old), rows(old, "SELECT * FROM cases ORDER BY stream")
    ended = subprocess.run([sys.executable, "-c", KILLED, old], env=dict(os.environ), check=False)
    assert ended.returncode == 9
    assert rows(old, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert (journal(old), rows(old, "SELECT * FROM cases ORDER BY stream")) == (before, cases)
    assert upkeep(old).upgrade().rebuilt.cases == CASES
    assert upkeep(old).check().findings == ()


def test_another_key_upgrades_nothing(old_file):
    with pytest.raises(EnvironmentUnusable, match="scellée par la clé"):
        Upkeep(old_file, Vault(MasterKey(b"x" * 32)), STAMP).upgrade()
    assert rows(old_file, "SELECT version_num FROM alembic_version") == [("0001",)]


def test_an_old_file_is_backed_up_as_it_is_before_its_upgrade(old_file, tmp_path):
    """Fails when the advice given (« sauvegarder, puis mettre à niveau ») can't be followed."""
    before = journal(old_file)
    made = upkeep(old_file).backup(tmp_path / "avant.db")
    assert made.events == EVENTS
    assert (journal(str(made.path)), journal(old_file)) == (before, before)
    assert rows(str(made.path), "SELECT version_num FROM alembic_version") == [("0001",)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ancienne.db", "avant.db"]


def test_an_old_backup_is_brought_to_this_version_when_it_is_restored(old_file, tmp_path):
    url = str(tmp_path / "remise.db")
    assert upkeep(url).restore(Path(old_file), accept_loss=False).done
    assert rows(url, "SELECT version_num FROM alembic_version") == [(CURRENT,)]
    assert upkeep(url).check().findings == ()
