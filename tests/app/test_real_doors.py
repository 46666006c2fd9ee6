"""What keeps a real database real: neither a flag, nor a file's rights, nor another folder of holidays opens it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from engine.app.verifying import Outside, standings_of
from engine.bootstrap import Settings
from engine.errors import BrokenHistory, EnvironmentUnusable
from engine.store.checks import check
from engine.store.journal import Store
from engine.store.upkeep import init
from tests.app.desk import _STAMP as STAMP
from tests.app.desk import AGENT, desk_vault
from tests.behind import past_triggers


@pytest.mark.parametrize("value", ["1", "0x"])
def test_a_real_database_made_fictitious_by_hand_is_opened_by_nobody(tmp_path, value):
    """Fails without the mark: a fictitious database asks nobody to log in."""
    path = tmp_path / "reelle.db"
    init(str(path), desk_vault(), log_id="a" * 32, training=False, stamp=STAMP)
    Store.open(str(path), desk_vault()).close()
    with past_triggers(path) as link:
        link.execute("UPDATE log SET value = ? WHERE name = 'training'", (value,))
    if value == "1":
        with pytest.raises(BrokenHistory, match="fictive"):
            Store.open(str(path), desk_vault())
    else:
        assert not Store.open(str(path), desk_vault()).training


def test_a_mark_that_was_taken_away_is_missed(tmp_path):
    path = tmp_path / "reelle.db"
    init(str(path), desk_vault(), log_id="a" * 32, training=False, stamp=STAMP)
    with past_triggers(path) as link:
        link.execute("DELETE FROM log WHERE name = 'mark'")
    with pytest.raises(BrokenHistory):
        Store.open(str(path), desk_vault())


@pytest.mark.parametrize(
    ("key", "signing"),
    [("baom.key", "baom.sign"), ("baom.key.1a2b3c4d", "baom.sign"), ("cle.txt", "cle.sign"), ("x.sign", "x.sign.sign")],
)
def test_what_is_kept_beside_a_key_is_found_beside_its_older_one_too(key, signing):
    """A backup of before a change of key is opened by the old one, which keeps its list of erasures."""
    settings = Settings("baom.db", Path("cle", key), Path(), Path(), {})
    assert settings.signing_file == Path("cle", signing)
    assert settings.erased_file == settings.signing_file.with_suffix(".erased")


HIDDEN = {
    "trigger": "CREATE TRIGGER hidden BEFORE INSERT ON reads BEGIN SELECT raise(IGNORE); END",
    "table": "CREATE TABLE hidden (wrapped BLOB)",
    "view": "CREATE VIEW hidden AS SELECT 1",
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_what_bears_a_name_of_sqlite_s_own_is_found_all_the_same(tmp_path, kind):
    """Fails when the schema is compared by names that whoever writes in SQLite's catalogue chooses."""
    path = tmp_path / "reelle.db"
    init(str(path), desk_vault(), log_id="a" * 32, training=False, stamp=STAMP)
    assert check(str(path), desk_vault(), standings_of).findings == ()
    hide(path, kind)
    (finding,) = check(str(path), desk_vault(), standings_of).findings
    assert (finding.kind, "sqlite_hidden" in finding.message) == ("schema", True)


def test_a_sight_that_the_database_does_not_keep_is_not_given(tmp_path):
    """Fails when what the insertion says of itself isn't looked at."""
    path = tmp_path / "reelle.db"
    init(str(path), desk_vault(), log_id="a" * 32, training=False, stamp=STAMP)
    store = Store.open(str(path), desk_vault())
    hide(path, "trigger")
    with pytest.raises(EnvironmentUnusable, match="trace"):
        store.write(lambda writing: writing.trace(AGENT, "case.read", (), STAMP.recorded_at))
    store.close()


def hide(path: Path, kind: str) -> None:
    """Put something in, and rename it in SQLite's catalogue as if it were SQLite's own."""
    with closing(sqlite3.connect(path, isolation_level=None)) as link:
        link.execute(HIDDEN[kind])
        link.execute("PRAGMA writable_schema=ON")
        link.execute(
            "UPDATE sqlite_master SET name = 'sqlite_hidden', sql = replace(sql, 'hidden', 'sqlite_hidden'),"
            " tbl_name = replace(tbl_name, 'hidden', 'sqlite_hidden') WHERE name = 'hidden'"
        )


def test_a_public_key_is_read_as_it_is_printed_in_groups():
    """Fails when the blanks between the groups of the sheet are taken for another key."""
    key = desk_vault().signing.public
    groups = " ".join(key[start : start + 16] for start in range(0, 64, 16))
    assert Outside(public_key=groups.upper()).trust().pinned == key
