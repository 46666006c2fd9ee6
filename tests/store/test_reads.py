"""The log of reads: one line a sight, nothing personal in it, chained; what was changed in it afterwards is found."""

import dataclasses
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace

import orjson
import pytest

from engine.core.events import Actor
from engine.core.sights import Sight
from engine.errors import AlteredBase, EnvironmentUnusable, UnreadableEvent
from engine.store.backups import backup
from engine.store.checks import check
from engine.store.codec import FIRST, canonical, leaf
from engine.store.connect import reach
from engine.store.journal import Store
from engine.store.log import Log
from engine.store.reads import Head, decode_sight, encode_sight, faults, place
from tests.store.samples import STAMP, noted, open_case, standing_of, standings_of, vault

AT = "2026-11-06T09:00:00.000Z"
FATIMA = Actor("fatima", "agent", "tiznit")
AFTER = "9999"


def see(store, *seen, actor=FATIMA, act="case.read", at=AT, **more):
    return store.write(lambda writing: writing.trace(actor, act, seen, at, **more))


def lines(store, since="", until=AFTER):
    return store.read(lambda reading: list(reading.sights(since, until)))


def found(url, *heads):
    """What is wrong with the log of reads of a database: positions and messages."""
    database = reach(url)
    link = database.link()
    try:
        return [(fault.position, fault.message) for fault in faults(link, Log.found(database, link, None), heads)]
    finally:
        link.close()
        database.close()


def head(store):
    return store.read(lambda reading: reading.reads_head())


def test_lines_are_read_back_from_the_last_a_page_at_a_time(store, case):
    """Fails when a line of the same moment is lost between two pages, or a period isn't kept to."""
    moments = [f"2026-11-0{day}T09:00:00.000Z" for day in (5, 6, 6, 6, 7)]
    for at in moments:
        see(store, case, at=at)

    def back(before, limit=2):
        return store.read(lambda reading: reading.sights_back(moments[1], moments[4], before, limit))

    first = back(None)
    assert [each.position for each in first] == [4, 3]
    assert [each.position for each in back(place(first[-1]))] == [2]
    assert back(place(back(None, 9)[-1])) == []


def test_a_sight_is_one_line_that_says_who_saw_what_when_and_for_which_act(store, case):
    see(store, case, "person-of-dossier-1", why="glass")
    assert lines(store) == [
        Sight(
            *(1, AT, "fatima", "agent", "tiznit", "case.read"),
            *((case, "person-of-dossier-1"), 2, False, "glass", FIRST),
        )
    ]


def test_a_page_of_many_cases_is_one_line(store):
    cases = [f"d{number}" for number in range(40)]
    store.write(lambda writing: [open_case(writing, each) for each in cases])
    see(store, *cases, act="case.list")
    assert [(sight.seen, sight.things) for sight in lines(store)] == [(tuple(cases), 40)]


@pytest.mark.parametrize(
    "typed",
    ["Amina", "أمينة", "JB123456", "D-7K2M-9QXH", "", "x" * 10_000, "a'b\"; DROP TABLE reads; --", "\u0000", "é"],
)
def test_a_word_that_names_nothing_here_is_never_written(store, case, by_hand, typed):
    """It may be a name or a number that somebody typed in the wrong place. Fails when words are written as typed."""
    see(store, typed, case, denied=True)
    [sight] = lines(store)
    assert (set(sight.seen), sight.things, sight.denied) == ({"?", case}, 2, True)
    [(stored,)] = by_hand("SELECT bytes FROM reads")
    assert not typed or typed.encode() not in bytes(stored)


def test_two_words_that_name_nothing_are_counted_apart(store, case):
    see(store, "Amina", "Brahim", case)
    assert [(sight.seen, sight.things) for sight in lines(store)] == [(("?", case), 3)]


def test_a_sight_through_a_broken_glass_says_so(store, case):
    """Fails when whoever calls has to remember it."""
    see(store, case, actor=replace(FATIMA, commune="agadir", glass=frozenset({case})))
    see(store, "person-of-dossier-1", actor=replace(FATIMA, commune="agadir", glass=frozenset({case})))
    assert [sight.why for sight in lines(store)] == ["glass", ""]


@pytest.mark.parametrize("words", [{"act": "Lire le dossier"}, {"act": ""}, {"why": "elle me l'a demandé"}])
def test_an_act_and_its_reason_are_codes(store, case, words):
    with pytest.raises(ValueError, match="codes"):
        see(store, case, **words)
    assert lines(store) == []


def test_each_line_holds_the_hash_of_the_one_before(store, case, by_hand):
    for _ in range(3):
        see(store, case)
    stored = [bytes(row[0]) for row in by_hand("SELECT bytes FROM reads ORDER BY position")]
    assert [sight.previous for sight in lines(store)] == [FIRST, *(leaf(each).hex() for each in stored[:2])]
    assert head(store) == Head(3, leaf(stored[2]).hex())
    assert all(canonical(orjson.loads(each)) == each for each in stored)


def test_nobody_has_seen_anything_yet(store, made_url):
    assert (lines(store), head(store), found(made_url)) == ([], Head(0, FIRST), [])


def test_a_line_of_a_work_that_is_undone_is_undone_with_it(store, case):
    def work(writing):
        writing.trace(FATIMA, "case.read", [case], AT)
        raise KeyError

    with pytest.raises(KeyError):
        store.write(work)
    assert lines(store) == []
    assert see(store, case).position == 1


def test_a_step_and_its_line_are_written_together(store, case):
    def work(writing):
        writing.append(held := writing.case(case), [noted(held)], STAMP, standing_of)
        writing.trace(FATIMA, "case.act", [case], STAMP.recorded_at)

    store.write(work)
    assert [sight.act for sight in lines(store)] == ["case.act"]


def test_those_who_see_at_the_same_time_leave_no_gap(store, case, made_url):
    """Fails on PostgreSQL when two lines may be begun side by side."""
    errors = []

    def look():
        try:
            for _ in range(10):
                see(store, case)
        except Exception as error:  # noqa: BLE001 told by the test
            errors.append(error)

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(sight.position for sight in lines(store)) == list(range(1, 61))
    assert found(made_url) == []


def test_a_period_begins_with_its_first_moment_and_ends_before_its_last(store, case, monkeypatch):
    """By batches of two, with equal times across their edges: fails when a page begins after the time of the last."""
    monkeypatch.setattr("engine.store.reads.BATCH", 2)
    days = ["2026-11-05T23:59:59.999Z", *["2026-11-06T09:00:00.000Z"] * 5, "2026-11-07T00:00:00.000Z"]
    for at in days:
        see(store, case, at=at)
    assert [sight.position for sight in lines(store)] == [1, 2, 3, 4, 5, 6, 7]
    assert [sight.position for sight in lines(store, "2026-11-06T09:00:00.000Z", "2026-11-07T00:00:00.000Z")] == [
        *(2, 3, 4, 5, 6),
    ]
    assert lines(store, "2026-11-08", "2026-11-07") == []


def test_a_clock_that_goes_back_changes_no_order(store, case, made_url):
    for at in ("2026-11-06T09:00:00.000Z", "2024-02-29T09:00:00.000Z", "2026-11-06T08:00:00.000Z"):
        see(store, case, at=at)
    assert [sight.position for sight in lines(store)] == [2, 3, 1]
    assert found(made_url) == []


def test_a_period_is_found_by_its_index_and_not_in_the_whole_log(file, sqlite_url):
    """Fails when the index of times, or the condition that uses it, is gone."""

    def plan(reading):
        sql = f"EXPLAIN QUERY PLAN {reading._sql.reads_between}"  # noqa: SLF001
        return reading._link.execute(sql, ("", 0, AFTER, 10)).fetchall()  # noqa: SLF001

    told = " ".join(str(row) for row in file.read(plan))
    assert "ix_reads_at" in told
    assert "SCAN" not in told
    assert "TEMP B-TREE" not in told


def test_a_base_opened_for_reading_alone_notes_nothing(made_url):
    """So that whoever must note what they see sees nothing there."""
    store = Store.open(made_url, vault(), readonly=True)
    with pytest.raises(EnvironmentUnusable, match="lecture"):
        see(store, "d1")
    store.close()


# The chain.


@pytest.fixture
def seen(store, case):
    """Four sights of one case, in that database."""
    for number in range(4):
        see(store, case, at=f"2026-11-06T09:00:0{number}.000Z", denied=number == 2)
    return store


@pytest.fixture
def unbelted(by_hand, made_url):
    """Runs statements on the reads as somebody would who has the database: without its seat belts."""

    def run(*statements):
        if made_url.startswith("postgresql"):
            by_hand("ALTER TABLE reads DISABLE TRIGGER ALL")
        else:
            for (name,) in by_hand("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'reads'"):
                by_hand(f"DROP TRIGGER {name}")
        for statement in statements:
            by_hand(statement)

    return run


@pytest.mark.parametrize("statement", ["UPDATE reads SET at = '2020-01-01'", "DELETE FROM reads WHERE position = 1"])
def test_the_database_itself_refuses_to_change_a_line(seen, made_url, by_hand, statement):
    with pytest.raises(reach(made_url).errors, match=r"append-only|append"):
        by_hand(statement)


def literal(url, stored):
    return f"'\\x{stored.hex()}'::bytea" if url.startswith("postgresql") else f"x'{stored.hex()}'"


def test_a_check_of_the_whole_database_looks_at_the_reads(seen, made_url, unbelted):
    """Fails when the check leaves them out."""
    unbelted("UPDATE reads SET at = '2020' WHERE position = 2")
    report = check(made_url, vault(), standings_of)
    assert report.verdict == "altered"
    assert ("read", 2) in [(finding.kind, finding.sequence) for finding in report.findings]


def test_a_backup_holds_the_reads(seen, made_url, tmp_path):
    backup(made_url, tmp_path / "copie.db", vault(), standings_of, STAMP)
    assert found(str(tmp_path / "copie.db"), head(seen)) == []


def test_a_line_changed_is_found(seen, made_url, unbelted):
    sight = lines(seen)[1]
    forged = encode_sight(sight._replace(actor="brahim"))
    unbelted(f"UPDATE reads SET bytes = {literal(made_url, forged)} WHERE position = 2")
    assert [position for position, _ in found(made_url)] == [2, 3]


def test_a_line_changed_with_its_hash_is_found_by_the_next(seen, made_url, unbelted):
    forged = encode_sight(lines(seen)[1]._replace(denied=True))
    stored, digest = literal(made_url, forged), literal(made_url, leaf(forged))
    unbelted(f"UPDATE reads SET bytes = {stored}, hash = {digest} WHERE position = 2")
    assert found(made_url) == [(3, "Cette consultation ne suit pas la précédente.")]


def test_a_line_taken_away_is_found(seen, made_url, unbelted):
    unbelted("DELETE FROM reads WHERE position = 2")
    assert found(made_url)[0] == (3, "Les consultations n° 2 à 2 manquent.")


def test_a_line_taken_away_and_the_others_moved_up_is_found(seen, made_url, unbelted):
    unbelted(
        "DELETE FROM reads WHERE position = 2",
        "UPDATE reads SET position = 2 WHERE position = 3",
        "UPDATE reads SET position = 3 WHERE position = 4",
    )
    assert {position for position, _ in found(made_url)} == {2, 3}


def test_a_line_whose_time_column_was_moved_out_of_a_period_is_found(seen, made_url, unbelted):
    """Lists go by that column: a line could be hidden from a period without touching its bytes."""
    unbelted("UPDATE reads SET at = '2020-01-01T00:00:00.000Z' WHERE position = 3")
    assert found(made_url) == [(3, "Cette consultation a été écrite ailleurs, ou à un autre moment.")]


@pytest.mark.parametrize("junk", [b"", b"{}", b"[]", b"1", b"null", b"\xff", b'{"at":"2026"}'])
def test_a_line_that_is_none_is_found_and_told(seen, made_url, unbelted, junk):
    unbelted(f"UPDATE reads SET bytes = {literal(made_url, junk)} WHERE position = 4")
    assert [position for position, _ in found(made_url)] == [4, 4]
    with pytest.raises(UnreadableEvent, match="consultations"):
        lines(seen)


def test_a_log_cut_short_is_found_by_a_head_kept_elsewhere_alone(seen, made_url, unbelted):
    """Fails when heads aren't compared; without one, nothing tells, and no verdict may say otherwise."""
    kept = head(seen)
    unbelted("DELETE FROM reads WHERE position > 2")
    assert found(made_url) == []
    assert found(made_url, kept) == [
        (0, "2 consultation(s) manquent à la fin : un point de contrôle en tient 4."),
    ]


def test_a_log_written_again_is_found_by_a_head_kept_elsewhere(seen, made_url, unbelted, case):
    """Every line of it hashed anew, without the one that its author would hide."""
    kept = head(seen)
    unbelted("DELETE FROM reads")
    for _ in range(6):
        see(seen, case)
    assert found(made_url) == []
    assert found(made_url, kept) == [(4, "Cette consultation n'est pas celle dont un point de contrôle répond.")]


def test_heads_of_every_age_agree_with_a_log_that_went_on(store, case, made_url):
    heads = [head(store)]
    for _ in range(3):
        see(store, case)
        heads.append(head(store))
    assert found(made_url, *heads) == []


def test_a_log_longer_than_a_batch_is_checked_whole(seen, made_url, unbelted, monkeypatch):
    monkeypatch.setattr("engine.store.reads.BATCH", 2)
    assert found(made_url) == []
    unbelted("UPDATE reads SET at = '2020' WHERE position = 4")
    assert [position for position, _ in found(made_url)] == [4]


def test_a_line_is_read_back_as_it_was_written():
    sight = Sight(7, AT, "f.amrani", "agent", "tiznit", "case.list", ("D-1", "?"), 9, True, "glass", "a" * 64)
    assert decode_sight(encode_sight(sight)) == sight


def test_an_actor_has_no_member_that_a_line_leaves_out():
    """Whoever adds one decides whether the log of reads says it."""
    assert {field.name for field in dataclasses.fields(Actor)} == {"name", "role", "commune", "glass"}


def test_a_line_put_at_the_last_position_there_is_stops_what_follows_in_words(file, tmp_path):
    """Fails when the next position is counted from it: it is more than the database can hold."""
    see(file, "d1")
    with closing(sqlite3.connect(tmp_path / "baom.db")) as link:
        link.execute("INSERT INTO reads SELECT 9223372036854775807, at, hash, bytes FROM reads")
        link.commit()
    with pytest.raises(AlteredBase, match="9223372036854775807"):
        see(file, "d1")
