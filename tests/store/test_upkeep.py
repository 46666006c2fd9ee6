"""Checked, rebuilt, upgraded: what the rows show is what the events say, and what differs is found and named."""

import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from engine.core.events import Draft
from engine.errors import BrokenHistory, EnvironmentUnusable
from engine.store.checks import check
from engine.store.codec import leaf
from engine.store.connect import reach
from engine.store.journal import Store
from engine.store.projections import rebuild
from engine.store.transaction import Done
from engine.store.upkeep import MIGRATIONS, UPGRADE_EVENTS, Upgraded, upgrade
from engine.store.versions import CURRENT, VERSIONS
from engine.vault.keys import MasterKey
from engine.vault.sealing import Vault
from tests.sizes import size
from tests.store.samples import STAMP, at_desk, moved, noted, open_case, opening, standings_of, step, vault


@pytest.fixture
def lived(store):
    """A database that has seen every way in which rows change."""
    store.write(lambda writing: open_case(writing, "d1", key="k1", mac=b"m"))
    store.write(lambda writing: open_case(writing, "d2", None, opening(due=None), stamp=at_desk("agadir")))
    store.write(lambda writing: open_case(writing, "d3", "person-of-d1", confidentiality="protected"))
    d1 = store.read(lambda reading: reading.case("d1"))
    step(
        store, "d1", moved(d1, "b", {"fields": {"rang": 2}}, mere="Amina", reason="vue"), noted(d1), key="k2", mac=b"m"
    )
    step(store, "d1", moved(d1, "c", naissance=None))
    step(store, "d2", Draft("transferred", None, "a", "a", {"commune": "tiznit"}, {"reason": "domicile"}))
    step(store, "d2", Draft("assigned", None, "a", "a", {"to": "brahim"}))
    step(store, "d3", Draft("moved", "clore", "a", "fin", {"outcome": "success", "clocks": {"declaration": None}}))
    store.write(lambda writing: writing.change_subject("person-of-d1", {"nom": "Zahra"}, "passeport", STAMP))
    store.write(lambda writing: writing.change_subject("person-of-d2", {}, "", STAMP, body={"commune": "tiznit"}))
    store.place_events()
    return store


@pytest.fixture
def rows(made_url):
    """Reads every row of the projections, as they are stored."""

    def read():
        database = reach(made_url)
        with database.engine.connect() as connection:
            found = {
                table: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY stream"))]
                for table in ("cases", "subjects")
            }
        database.close()
        return found

    return read


def checked(url):
    return check(url, vault(), standings_of)


def test_a_database_that_has_lived_is_intact(lived, made_url):
    report = checked(made_url)
    assert (report.verdict, report.findings) == ("intact", ())
    assert (report.events, report.cases, report.subjects) == (15, 3, 2)


def test_without_a_key_the_chains_are_still_checked(lived, made_url, by_hand):
    assert check(made_url, None, None).verdict == "intact"
    with_triggers_off(by_hand, made_url, "UPDATE events SET hash = bytes WHERE sequence = 4")
    assert check(made_url, None, None).verdict == "altered"


def test_another_key_is_no_alteration(lived, made_url):
    with pytest.raises(EnvironmentUnusable, match="scellée par la clé"):
        check(made_url, Vault(MasterKey(b"x" * 32)), standings_of)


def test_rebuilding_gives_the_same_rows_byte_for_byte(lived, made_url, rows):
    """Fails when a row holds anything that doesn't follow from the events."""
    before = rows()
    done = rebuild(made_url, vault(), standings_of, STAMP)
    assert (done.cases, done.subjects, done.changed) == (3, 2, 0)
    assert rows() == before


def test_rows_that_were_lost_are_rebuilt_byte_for_byte(lived, made_url, rows, by_hand):
    before = rows()
    by_hand("DELETE FROM cases")
    by_hand("DELETE FROM subjects")
    assert checked(made_url).verdict == "altered"
    assert rebuild(made_url, vault(), standings_of, STAMP).changed == 5
    assert rows() == before
    assert checked(made_url).verdict == "intact"
    step(lived, "d1")


CHANGED_ROWS = [
    "UPDATE cases SET state = 'fin' WHERE state = 'c'",
    "UPDATE cases SET due = '2020-01-01'",
    "UPDATE cases SET commune = 'agadir'",
    "UPDATE cases SET open = 0",
    "UPDATE cases SET assigned = NULL",
    "UPDATE cases SET confidentiality = 'ordinary'",
    "UPDATE cases SET sealed = NULL, sealed_at = NULL",
    "UPDATE cases SET sequence = 99",
    "UPDATE subjects SET commune = 'agadir'",
    "UPDATE subjects SET data = NULL",
    "DELETE FROM cases WHERE state = 'c'",
]


@pytest.mark.parametrize("change", CHANGED_ROWS)
def test_a_changed_row_is_found_and_rebuilt(lived, made_url, rows, by_hand, change):
    """Fails when rows aren't compared with the fold."""
    before = rows()
    by_hand(change)
    report = checked(made_url)
    assert report.verdict == "altered"
    assert {finding.kind for finding in report.findings} == {"projection"}
    rebuild(made_url, vault(), standings_of, STAMP)
    assert rows() == before


def with_triggers_off(by_hand, url, *changes):
    """What somebody with the file can do: the triggers are a seat belt, not the lock."""
    without(by_hand, url, ("events_no_update ON events", "events_no_delete ON events"), *changes)


def without(by_hand, url, triggers, *changes):
    """Change rows behind triggers, then put back, so that the change itself has to be found."""
    names = ", ".join(f"'{each.partition(' ')[0]}'" for each in triggers)
    if "postgres" in url:
        kept = f"SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname IN ({names})"
    else:
        kept = f"SELECT sql FROM sqlite_master WHERE name IN ({names})"
    made = by_hand(kept)
    for each in triggers:
        by_hand(f"DROP TRIGGER {each if 'postgres' in url else each.partition(' ')[0]}")
    for change in (*changes, *(sql for (sql,) in made)):
        by_hand(change)


D1 = "stream = (SELECT id FROM streams WHERE name = 'd1')"
TAMPERED = {
    "event": f"UPDATE events SET bytes = hash WHERE {D1} AND sequence = 2",
    "chain": f"DELETE FROM events WHERE {D1} AND sequence = 2",
    "seal": f"UPDATE events SET sealed = hash WHERE {D1} AND sequence = 2",
}


@pytest.mark.parametrize("kind", TAMPERED)
def test_a_changed_event_is_named_by_its_case_and_step(lived, made_url, by_hand, kind):
    """Each fails when its own comparison is left out."""
    with_triggers_off(by_hand, made_url, TAMPERED[kind])
    report = checked(made_url)
    assert report.verdict == "altered"
    assert (kind, "d1") in {(finding.kind, finding.stream) for finding in report.findings}
    assert min(finding.sequence for finding in report.findings if finding.stream == "d1") in (2, 3)


def test_a_history_taken_away_whole_is_found(lived, made_url, by_hand):
    """Fails when only those that are there are looked at: its rows are gone with it."""
    case = "(SELECT id FROM streams WHERE name = 'd3')"
    by_hand(f"DELETE FROM cases WHERE stream = {case}")
    with_triggers_off(by_hand, made_url, f"DELETE FROM events WHERE stream = {case}")
    assert ("chain", "d3") in {(finding.kind, finding.stream) for finding in checked(made_url).findings}


def test_events_of_no_stream_are_found(lived, made_url, by_hand):
    with_triggers_off(by_hand, made_url, f"UPDATE events SET stream = 99 WHERE {D1}")
    messages = {finding.message for finding in checked(made_url).findings}
    assert "4 événement(s) n'appartiennent à aucun historique." in messages


def test_a_seal_taken_away_without_its_key_is_no_lawful_erasure(lived, made_url, by_hand):
    by_hand(f"UPDATE events SET sealed = NULL WHERE {D1} AND sequence = 2")
    assert {finding.kind for finding in checked(made_url).findings} == {"seal"}


def test_a_key_that_is_gone_without_an_erasure_is_told_and_nothing_is_rebuilt(lived, made_url, rows, by_hand):
    """A rebuilding would write the loss into the rows, and the next check would then call the database intact."""
    by_hand("DELETE FROM keys WHERE stream = (SELECT id FROM streams WHERE name = 'person-of-d2')")
    assert ("erasure", "person-of-d2") in {(finding.kind, finding.stream) for finding in checked(made_url).findings}
    before = rows()
    with pytest.raises(BrokenHistory, match="rien ne dit qu'elle ait été effacée"):
        rebuild(made_url, vault(), standings_of, STAMP)
    assert rows() == before


def test_nothing_is_rebuilt_from_a_history_that_was_changed(lived, made_url, rows, by_hand):
    forge(lived, by_hand, made_url, ("d1", 2), b'"rang":2', b'"rang":3')
    before = rows()
    with pytest.raises(BrokenHistory, match="ne suit pas"):
        rebuild(made_url, vault(), standings_of, STAMP)
    assert rows() == before


def test_two_histories_exchanged_are_found(lived, made_url, by_hand):
    trigger = f"streams_no_update{'_or_delete' if 'postgres' in made_url else ''} ON streams"
    renamed = (("d1", "x"), ("d2", "d1"), ("x", "d2"))
    changes = [f"UPDATE streams SET name = '{new}' WHERE name = '{old}'" for old, new in renamed]
    without(by_hand, made_url, (trigger,), *changes)
    kinds = {finding.kind for finding in checked(made_url).findings}
    assert "event" in kinds


def test_a_definition_changed_in_place_is_found(lived, made_url, by_hand):
    trigger = f"definitions_no_update{'_or_delete' if 'postgres' in made_url else ''} ON definitions"
    without(by_hand, made_url, (trigger,), "UPDATE definitions SET resolved = (SELECT text FROM texts)")
    assert {finding.kind for finding in checked(made_url).findings} == {"definition"}


def test_a_log_that_says_it_is_another_is_found(lived, made_url, by_hand):
    trigger = f"log_no_{'change' if 'postgres' in made_url else 'update'} ON log"
    without(by_hand, made_url, (trigger,), "UPDATE log SET value = '0' WHERE name = 'training'")
    assert {finding.kind for finding in checked(made_url).findings} == {"log"}


def test_bytes_that_were_changed_stop_a_rebuilding(lived, made_url, rows, by_hand):
    with_triggers_off(by_hand, made_url, f"UPDATE events SET bytes = hash WHERE {D1} AND sequence = 2")
    before = rows()
    by_hand("DELETE FROM subjects")
    with pytest.raises(Exception, match="ne sont pas ceux qui ont été enregistrés"):
        rebuild(made_url, vault(), standings_of, STAMP)
    assert (rows()["cases"], rows()["subjects"]) == (before["cases"], [])


def forge(store, by_hand, url, place, old, new):
    """Rewrite an event and its hash, as somebody who knows the format would."""
    case, sequence = place
    stored = store.read(lambda reading: [bytes(each) for _, each, _ in reading.stored(case)])[sequence - 1]
    forged = stored.replace(old, new)
    assert forged != stored
    quote = "'\\x{}'" if "postgres" in url else "x'{}'"
    values = [quote.format(each.hex()) for each in (forged, leaf(forged))]
    where = f"stream = (SELECT id FROM streams WHERE name = '{case}') AND sequence = {sequence}"
    with_triggers_off(by_hand, url, f"UPDATE events SET bytes = {values[0]}, hash = {values[1]} WHERE {where}")


def test_a_forged_event_breaks_the_chain_after_it(lived, made_url, by_hand):
    """Fails when each event's hash of the one before isn't compared; no key is needed to see it."""
    forge(lived, by_hand, made_url, ("d1", 2), b'"rang":2', b'"rang":3')
    (finding,) = check(made_url, None, None).findings
    assert (finding.kind, finding.stream, finding.sequence) == ("chain", "d1", 3)


CHANGED_COMMANDS = ("command_mac = hash", "command_events = 7", "row_mac = hash", "row_mac = NULL")


@pytest.mark.parametrize("change", [*CHANGED_COMMANDS, "command_key = NULL, command_mac = NULL, command_events = NULL"])
def test_a_command_changed_or_taken_away_is_found_at_its_step(lived, made_url, by_hand, change):
    """Sent again, the step would be lost, or recorded a second time, and nothing else would tell."""
    with_triggers_off(by_hand, made_url, f"UPDATE events SET {change} WHERE command_key = 'k2'")
    (found,) = checked(made_url).findings
    assert (found.kind, found.stream, found.sequence) == ("command", "d1", 2)


def test_a_command_said_of_a_step_that_none_wrote_is_found(lived, made_url, by_hand):
    with_triggers_off(by_hand, made_url, f"UPDATE events SET command_key = 'k3' WHERE {D1} AND sequence = 3")
    (found,) = checked(made_url).findings
    assert (found.kind, found.stream, found.sequence) == ("command", "d1", 3)


@pytest.mark.parametrize("change", CHANGED_COMMANDS)
def test_nothing_is_answered_on_the_word_of_a_command_changed_by_hand(lived, made_url, by_hand, change):
    """Fails when what tells a demand sent again is believed without its tag."""
    with_triggers_off(by_hand, made_url, f"UPDATE events SET {change} WHERE command_key IS NOT NULL")
    with pytest.raises(BrokenHistory) as told:
        lived.read(lambda reading: reading.by_key("d1", "k2"))
    assert (told.value.stream, told.value.sequence) == ("d1", 2)
    with pytest.raises(BrokenHistory) as told:
        lived.write(lambda writing: writing.opened_by("k1"))
    assert (told.value.stream, told.value.sequence) == ("d1", 1)


def test_a_body_that_means_nothing_is_said_as_such(lived, made_url, by_hand):
    lived.write(lambda writing: open_case(writing, "d9"))
    forge(lived, by_hand, made_url, ("d9", 1), b'"version":1', b'"versoin":1')
    assert [finding.kind for finding in checked(made_url).findings] == ["event"]
    with pytest.raises(BrokenHistory, match="pas de sens"):
        rebuild(made_url, vault(), standings_of, STAMP)


def content(path):
    """Every row of a file that means something, or None where SQLite can't read them.

    Left out: signatures, which this check isn't asked to try.
    """
    link = sqlite3.connect(path)
    try:
        tables = ("log", "streams", "keys", "texts", "definitions", "cases", "subjects", "alembic_version")
        told = "hash, bytes, sealed, command_key, command_mac, command_events, row_mac"
        events = link.execute(f"SELECT position, stream, sequence, {told} FROM events").fetchall()
        return events, [link.execute(f"SELECT * FROM {table}").fetchall() for table in tables]
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        link.close()


def test_a_damaged_file_is_never_intact(file, sqlite_url, tmp_path):
    """Bytes turned over, one at a time, all along the file: where the rows differ, the verdict says so."""
    for rank in range(10):
        file.write(lambda writing, rank=rank: open_case(writing, f"d{rank}"))
    file.close()
    path = tmp_path / "baom.db"
    whole = path.read_bytes()
    before = content(path)
    seen = 0
    for place in random.Random(20261122).sample(range(len(whole)), size(250, 5_000)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        if content(path) == before:
            continue  # nothing is written there
        seen += 1
        try:
            verdict = checked(sqlite_url).verdict
        except EnvironmentUnusable:
            verdict = "unreadable"
        assert verdict in ("altered", "unreadable"), place
    assert seen > 20


def test_a_truncated_file_is_never_intact(file, sqlite_url, tmp_path):
    for rank in range(30):
        file.write(lambda writing, rank=rank: open_case(writing, f"d{rank}"))
    file.close()
    path = tmp_path / "baom.db"
    path.write_bytes(path.read_bytes()[:-8192])
    try:
        verdict = checked(sqlite_url).verdict
    except EnvironmentUnusable:
        verdict = "unreadable"
    assert verdict == "unreadable"


def test_a_database_of_this_version_needs_no_upgrade(store, made_url):
    assert upgrade(made_url, vault(), standings_of, STAMP) == Upgraded(CURRENT, CURRENT, None)
    assert len(store.read(lambda reading: reading.history("system"))) == 2


def test_an_upgrade_refuses_what_it_does_not_know(store, made_url, by_hand):
    by_hand("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(EnvironmentUnusable, match="plus récente"):
        upgrade(made_url, vault(), standings_of, STAMP)


def test_an_upgrade_needs_a_database(postgres_url):
    with pytest.raises(EnvironmentUnusable, match="pas encore faite"):
        upgrade(postgres_url, vault(), standings_of, STAMP)


FUTURE = """
from alembic import op
import sqlalchemy as sa
revision = "9999"
down_revision = "{last}"

def upgrade():
    op.create_table("letters", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("subjects", sa.Column("merged", sa.Integer))
    {then}
"""


def scripts(tmp_path: Path, then: str) -> Path:
    """The migrations, with one more."""
    folder = tmp_path / "migrations %"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_next.py").write_text(FUTURE.format(last=CURRENT, then=then), encoding="utf-8")
    return folder


def tables_of(url: str) -> tuple[int, int]:
    database = reach(url)
    with database.engine.connect() as connection:
        tables = connection.dialect.get_table_names(connection)
        columns = connection.execute(text("SELECT * FROM subjects LIMIT 1")).keys()
    database.close()
    return len(tables), len(list(columns))


def test_an_upgrade_is_one_transaction(lived, made_url, tmp_path):
    """Fails when no transaction is begun around the migrations."""
    before = tables_of(made_url)
    with pytest.raises(Exception, match="interrupted"):
        upgrade(made_url, vault(), standings_of, STAMP, scripts(tmp_path, "raise RuntimeError('interrupted')"))
    assert tables_of(made_url) == before
    assert checked(made_url).verdict == "intact"


def test_an_upgrade_keeps_every_row_and_says_that_it_happened(lived, made_url, tmp_path, by_hand):
    count = by_hand("SELECT count(*) FROM events")[0][0]
    done = upgrade(made_url, vault(), standings_of, STAMP, scripts(tmp_path, "pass"))
    assert (done.before, done.after, done.rebuilt.cases) == (CURRENT, "9999", 3)
    assert by_hand("SELECT count(*) FROM events")[0][0] == count + UPGRADE_EVENTS
    assert by_hand("SELECT version_num FROM alembic_version")[0][0] == "9999"


def test_an_upgrade_vouches_for_no_command_that_a_later_version_wrote(lived, made_url, tmp_path, by_hand):
    """Fails when an upgrade binds whatever bears no tag: whoever took it away chose what the row says since."""
    taken = "command_key = NULL, command_mac = NULL, command_events = NULL, row_mac = NULL"
    with_triggers_off(by_hand, made_url, f"UPDATE events SET {taken} WHERE command_key = 'k2'")
    upgrade(made_url, vault(), standings_of, STAMP, scripts(tmp_path, "pass"))
    assert by_hand(f"SELECT row_mac FROM events WHERE {D1} AND sequence = 2") == [(None,)]


def test_a_database_made_by_each_released_version_is_brought_to_this_one(tmp_path):
    """A file kept from each version: its history is read, checked, rebuilt and carried on."""
    released = sorted((Path(__file__).parent / "released").glob("*.sql"))
    assert tuple(path.stem for path in released) == VERSIONS
    for path in released:
        url = str(tmp_path / f"{path.stem}.db")
        with sqlite3.connect(url) as made:
            made.executescript(path.read_text(encoding="utf-8"))
        made.close()
        upgrade(url, vault(), standings_of, STAMP)
        assert checked(url).findings == ()
        assert rebuild(url, vault(), standings_of, STAMP).changed == 0
        store = Store.open(url, vault())
        assert store.read(lambda reading: reading.case("d1")).private == {"mere": "Amina"}
        assert store.read(lambda reading: reading.by_key("d1", "k2")) == Done(b"n" * 32, 2, 3)
        step(store, "d1")
        store.close()
