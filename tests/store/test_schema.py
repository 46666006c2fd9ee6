"""What a database is made of: only what the migrations make is opened, and whatever else is there is named."""

import sqlite3
from contextlib import closing

import pytest

from engine.errors import AlteredBase
from engine.store.checks import check
from engine.store.connect import reach
from engine.store.journal import Store
from engine.store.schema import made_schema, schema_faults, schema_of
from engine.store.upkeep import upgrade
from tests.store.release import RELEASED
from tests.store.samples import STAMP, standings_of, vault


def seen(url, what):
    database = reach(url)
    link = database.link()
    try:
        found = what(database, link)
        return found if isinstance(found, list) else list(found)
    finally:
        link.close()
        database.close()


def test_what_is_kept_beside_the_migrations_is_what_they_make(store, made_url):
    """Fails when a migration was added, and `python -m tests.store.remake` wasn't run."""
    assert tuple(seen(made_url, schema_of)) == made_schema(reach(made_url).dialect)


@pytest.mark.parametrize("released", sorted(RELEASED.glob("*.sql")), ids=lambda path: path.stem)
def test_an_upgraded_database_is_made_as_a_new_one(tmp_path, released):
    """Fails when a migration leaves behind what it no longer makes: nobody could open what they upgraded."""
    path = str(tmp_path / "baom.db")
    with closing(sqlite3.connect(path)) as link:
        link.executescript(released.read_text(encoding="utf-8"))
    upgrade(path, vault(), standings_of, STAMP)
    assert seen(path, schema_faults) == []


def rewritten(table, old, new):
    """The catalogue itself written over: no statement of SQLite's changes a table like this."""
    written = f"UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}') WHERE name = '{table}'"
    return ["PRAGMA writable_schema=ON", written]


ON_SQLITE = {
    "a column": ["ALTER TABLE sessions ADD COLUMN x TEXT"],
    "a generated column": ["ALTER TABLE sessions ADD COLUMN x TEXT AS (ends_at) VIRTUAL"],
    "an index of an expression": ["CREATE INDEX x ON cases (commune || 'x')"],
    "an index that hides rows": [
        "DROP INDEX ix_cases_commune",
        "CREATE INDEX ix_cases_commune ON cases (commune, stream) WHERE open = 0",
    ],
    "a trigger": ["CREATE TRIGGER x AFTER INSERT ON events BEGIN UPDATE cases SET commune = 'agadir'; END"],
    "a trigger taken off": ["DROP TRIGGER events_no_update"],
    "a view": ["CREATE VIEW x AS SELECT * FROM cases"],
    "a table that is a view": [
        "ALTER TABLE cases RENAME TO x",
        "CREATE VIEW cases AS SELECT * FROM x WHERE commune <> 'tiznit'",
    ],
    "a constraint": rewritten("sessions", "rights INTEGER NOT NULL", "rights INTEGER NOT NULL CHECK (rights < 9)"),
    "a default": rewritten("users", "active INTEGER NOT NULL", "active INTEGER NOT NULL DEFAULT 1"),
    "an order of letters": rewritten("users", "role TEXT NOT NULL", "role TEXT COLLATE NOCASE NOT NULL"),
}

_PASSED = "CREATE FUNCTION passed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"

ON_POSTGRESQL = {
    "a column": ["ALTER TABLE sessions ADD COLUMN x TEXT"],
    "a generated column": ["ALTER TABLE sessions ADD COLUMN x TEXT GENERATED ALWAYS AS (ends_at) STORED"],
    "a column of another type": ["ALTER TABLE sessions ALTER COLUMN seen_at TYPE varchar(9)"],
    "a default": ["ALTER TABLE users ALTER COLUMN active SET DEFAULT 1"],
    "a column that may be null": ["ALTER TABLE users ALTER COLUMN active DROP NOT NULL"],
    "an order of letters": ['ALTER TABLE users ALTER COLUMN login TYPE text COLLATE "C"'],
    "a constraint": ["ALTER TABLE sessions ADD CONSTRAINT x CHECK (rights < 9)"],
    "a constraint taken off": ["ALTER TABLE cases DROP CONSTRAINT fk_cases_subject_streams"],
    "an index of an expression": ["CREATE INDEX x ON cases ((commune || 'x'))"],
    "an index that hides rows": [
        "DROP INDEX ix_cases_commune",
        "CREATE INDEX ix_cases_commune ON cases (commune, stream) WHERE open = 0",
    ],
    "a trigger": [_PASSED, "CREATE TRIGGER x BEFORE INSERT ON reads FOR EACH ROW EXECUTE FUNCTION passed()"],
    "a trigger taken off": ["DROP TRIGGER events_no_update ON events"],
    "a trigger asleep": ["ALTER TABLE events DISABLE TRIGGER events_no_update"],
    "references asleep": ["ALTER TABLE cases DISABLE TRIGGER ALL"],
    "a function": [
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
    ],
    "a rule": ["CREATE RULE x AS ON INSERT TO reads DO INSTEAD NOTHING"],
    "a policy": ["CREATE POLICY x ON cases USING (commune <> 'tiznit')"],
    "rows of their own security": ["ALTER TABLE cases ENABLE ROW LEVEL SECURITY"],
    "a table that inherits": ["CREATE TABLE x () INHERITS (users)"],
    "a table that no crash survives": ["ALTER TABLE sessions SET UNLOGGED"],
    "a table that is a view": [
        "ALTER TABLE sessions RENAME TO x",
        "CREATE VIEW sessions AS SELECT * FROM x",
    ],
}


def put_in(url, statements):
    database = reach(url)
    link = database.link()
    for statement in statements:
        link.execute(statement)
    link.close()
    database.close()


def refused(url):
    """What the opening says, and what the check finds; nothing that is checked may be written by either."""
    with pytest.raises(AlteredBase, match="n'est plus faite") as told:
        Store.open(url, vault())
    assert "baom db check" in told.value.remedy
    report = check(url, vault(), standings_of)
    assert (report.verdict, {each.kind for each in report.findings}) == ("altered", {"schema"})


@pytest.mark.parametrize("what", ON_SQLITE)
def test_a_file_made_otherwise_is_refused_and_found(sqlite_made, what):
    """Fails when the tables' own SQL isn't compared, or an opening doesn't ask."""
    put_in(sqlite_made, ON_SQLITE[what])
    refused(sqlite_made)


@pytest.mark.parametrize("what", ON_POSTGRESQL)
def test_tables_of_a_server_made_otherwise_are_refused_and_found(postgres_made, what):
    """Fails when a catalogue isn't looked at: each of these changes what is written or what is shown."""
    put_in(postgres_made, ON_POSTGRESQL[what])
    refused(postgres_made)


def test_what_else_a_server_holds_is_its_own_affair(postgres_made):
    put_in(postgres_made, ["CREATE TABLE paie (x TEXT)", "CREATE VIEW vue AS SELECT * FROM cases", "ANALYZE"])
    Store.open(postgres_made, vault()).close()


def test_neither_statistics_nor_blanks_are_a_change(sqlite_made):
    put_in(
        sqlite_made,
        [
            "ANALYZE",
            "VACUUM",
            "PRAGMA writable_schema=ON",
            "UPDATE sqlite_master SET sql = replace(sql, ', ', ',\n   ') WHERE type = 'table'",
        ],
    )
    Store.open(sqlite_made, vault()).close()
