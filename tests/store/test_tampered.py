"""A database edited by somebody who has its file: every edit is found by a check, and none ends in a riddle."""

import gc
import hashlib
import sqlite3

import pytest

from engine.errors import AlteredBase, BrokenHistory, EngineError, EnvironmentUnusable, UnreadableEvent
from engine.store.checks import check
from engine.store.journal import Store
from tests.store.samples import DIGEST, noted, open_case, standings_of, step, vault


@pytest.fixture
def lived(file):
    """A SQLite database with a case of two steps."""
    file.write(lambda writing: open_case(writing, "d1"))
    step(file, "d1")
    return file


@pytest.fixture
def edit(tmp_path):
    """Runs statements on the file as somebody would who has it: without the triggers, unless they are the matter."""

    def run(*statements, triggers=False):
        link = sqlite3.connect(tmp_path / "baom.db", isolation_level=None)
        made = link.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in made if not triggers else ():
            link.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            link.execute(*statement) if isinstance(statement, tuple) else link.execute(statement)
        for _, sql in made if not triggers else ():
            link.execute(sql)
        link.close()

    return run


@pytest.mark.parametrize(
    ("statements", "about"),
    [
        (["DROP TRIGGER events_no_update"], "events_no_update"),
        (["DROP INDEX ux_events_stream_command_key"], "ux_events_stream_command_key"),
        (["CREATE TRIGGER t AFTER INSERT ON events BEGIN UPDATE cases SET commune = 'agadir'; END"], "trigger t"),
        (
            [
                "DROP TRIGGER events_no_delete",
                "CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT 1; END",
            ],
            "events_no_delete",
        ),
        (["CREATE VIEW v AS SELECT * FROM cases"], "view v"),
        (["CREATE TABLE autre (x TEXT)"], "table autre"),
    ],
)
def test_what_was_put_in_or_taken_out_of_the_file_is_found(lived, edit, sqlite_url, statements, about):
    """A planted trigger would change every step to come; without its index, a retried step is recorded twice."""
    edit(*statements, triggers=True)
    report = check(sqlite_url, vault(), standings_of)
    assert (report.verdict, [finding.kind for finding in report.findings]) == ("altered", ["schema"])
    assert about in report.findings[0].message


def test_a_file_that_was_measured_is_no_altered_one(lived, edit, sqlite_url):
    """ANALYZE leaves tables of SQLite's own."""
    edit("ANALYZE", triggers=True)
    assert check(sqlite_url, vault(), standings_of).verdict == "intact"


@pytest.mark.parametrize("row", [b"{}", b'["d1"]', b"\xff", b'{"case":"d1"}', b"1"])
def test_a_row_that_is_no_case_is_told_with_what_mends_it(lived, edit, row):
    edit(("UPDATE cases SET snapshot = ?", (row,)))
    with pytest.raises(BrokenHistory) as told:
        lived.read(lambda reading: reading.case("d1"))
    assert "baom db rebuild" in told.value.remedy


def test_a_row_of_another_case_carries_no_step_into_its_history(lived, edit):
    """The step would be recorded for ever under the name of a case that never took it."""
    lived.write(lambda writing: open_case(writing, "d2"))
    edit("UPDATE cases SET snapshot = (SELECT snapshot FROM cases AS c WHERE c.stream <> cases.stream)")
    with pytest.raises(BrokenHistory):
        step(lived, "d1")
    assert len(lived.read(lambda reading: reading.history("d1"))) == 2


def test_no_case_goes_on_under_a_definition_that_was_changed(lived, edit):
    edit("UPDATE definitions SET resolved = x'7b7d'")
    with pytest.raises(UnreadableEvent, match="n'est plus celle"):
        lived.read(lambda reading: reading.definition(DIGEST))


def test_no_version_is_begun_from_a_text_that_was_changed(lived, edit):
    """Fails when an editor, or a pack, is given other words than those that were published."""
    edit("UPDATE texts SET text = x'7b7d'")
    [line] = lived.read(lambda reading: reading.definitions())
    with pytest.raises(UnreadableEvent, match="n'est plus celui qui a été publié"):
        lived.read(lambda reading: reading.source_text(line.source_sha256))


@pytest.mark.parametrize("body", [b"null", b"[]", b"3"])
def test_a_check_goes_on_past_an_event_whose_body_is_none(lived, edit, sqlite_url, body):
    """Its hash set right, so that nothing but its form tells."""
    history = lived.read(lambda reading: list(reading.stored("d1")))
    stored = history[1][1]
    start, end = stored.index(b'"body":') + 7, stored.index(b',"calendar"')
    forged = stored[:start] + body + stored[end:]
    edit(
        (
            "UPDATE events SET bytes = ?, hash = ? WHERE bytes = ?",
            (forged, hashlib.sha256(b"\x00" + forged).digest(), stored),
        )
    )
    report = check(sqlite_url, vault(), standings_of)
    assert report.verdict == "altered"
    assert ("event", "d1", 2) in [(each.kind, each.stream, each.sequence) for each in report.findings]


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM log", "DELETE FROM log WHERE name = 'key_id'", "DROP TABLE subjects", "DROP TABLE events"],
)
def test_a_base_without_what_every_one_holds_is_refused_in_words(lived, edit, sqlite_url, statement):
    edit("PRAGMA foreign_keys = OFF", statement, triggers=True) if "DROP" in statement else edit(statement)
    with pytest.raises(EngineError) as told:
        Store.open(sqlite_url, vault()).read(lambda reading: reading.subject("person-of-d1"))
    assert isinstance(told.value, AlteredBase if "DROP" in statement else EnvironmentUnusable)
    assert told.value.remedy


def test_a_step_on_tables_that_are_not_ours_is_refused_in_words(lived, edit):
    edit("ALTER TABLE cases RENAME TO cases2", "CREATE VIEW cases AS SELECT * FROM cases2", triggers=True)
    with pytest.raises(EnvironmentUnusable, match="endommagée"):
        step(lived, "d1", noted(lived.read(lambda reading: reading.case("d1"))))


def test_an_event_that_nests_beyond_all_measure_leaves_nothing_half_read(lived, edit, monkeypatch):
    """Fails when what is left unread is closed after its connection: a traceback would be printed after the answer."""
    told = []
    monkeypatch.setattr("sys.unraisablehook", told.append)
    edit(("UPDATE events SET bytes = ? WHERE sequence = 1 AND stream > 1", (b"[" * 3000 + b"]" * 3000,)))
    with pytest.raises(UnreadableEvent) as refused:
        lived.read(lambda reading: reading.history("d1"))
    lived.close()
    # What is refused holds what was being read, until it was told.
    del refused
    gc.collect()
    assert told == []
