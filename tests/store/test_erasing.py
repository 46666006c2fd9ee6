"""A person erased: nothing of them can be read again, everything still verifies, and a sham is told from the real."""

import os
import shutil
import sqlite3
import threading
from dataclasses import replace

import pytest

from engine.core.events import Actor
from engine.errors import CaseError, EnvironmentUnusable
from engine.store.backups import backup
from engine.store.checks import Means, check, check_with
from engine.store.connect import reach
from engine.store.journal import Store
from engine.store.projections import rebuild
from engine.store.redoing import erase_again
from engine.store.resigning import hand_over
from engine.store.restoring import Beside, restore
from engine.vault.erased import ErasedList
from engine.vault.sealing import Vault
from engine.vault.signing import SigningKey, public_key
from tests.store.samples import MASTER, STAMP, moved, noted, open_case, opening, standing_of, standings_of, step, vault

OMAR = replace(STAMP, actor=Actor("omar", "supervisor", "tiznit"))
AGREED = {"basis": "retrait", "asked_by": "fatima", "approved_by": "omar"}


def lived(store, url):
    """A person with two cases, another with one; every column that holds something sealed is filled."""
    store.write(lambda writing: open_case(writing, "d1", key="k1", mac=b"m"))
    store.write(lambda writing: open_case(writing, "d2", "person-of-d1", opening(mere="Fatou")))
    store.write(lambda writing: open_case(writing, "d3"))
    d1 = store.read(lambda reading: reading.case("d1"))
    step(store, "d1", moved(d1, "b", mere="Aminata", reason="vue"), noted(d1))
    scan(store, url, "d1", "person-of-d1")
    scan(store, url, "d3", "person-of-d3")


def scan(store, url, case, person):
    """A scan's row, its ciphertext under the person's key."""
    sealed = store.read(lambda reading: reading.subject(person)).key.seal(b'"scan"', case, 1)
    by_hand(
        url,
        'INSERT INTO attachments (id, "case", subject, sha256, size, media, made_at, sealed) '
        f"VALUES ('A-{case}', {row_of(case)}, {row_of(person)}, {literal(url, b'')}, 3, 'image/png', '2026', "
        f"{literal(url, sealed)})",
    )


def by_hand(url, statement):
    """Run a statement behind the store's back."""
    database = reach(url)
    link = database.link()
    try:
        cursor = link.execute(statement)
        return cursor.fetchall() if statement.startswith("SELECT") else []
    finally:
        link.close()
        database.close()


def row_of(name):
    return f"(SELECT id FROM streams WHERE name = '{name}')"


def literal(url, value):
    quoted = bytes(value).hex()
    return f"'\\x{quoted}'" if url.startswith("postgresql") else f"x'{quoted}'"


def ask(store, person="person-of-d1", stamp=STAMP):
    def work(writing):
        writing.tell_of_subject(person, "erasure_asked", {"basis": "retrait"}, {"reason": "à sa demande"}, stamp)

    store.write(work)


def erase(store, person="person-of-d1", body=AGREED, stamp=OMAR):
    def work(writing):
        writing.hold_keys()
        return writing.erase(person, body, stamp)

    return store.write(work)


def found(url):
    return [(each.kind, each.stream, each.message) for each in check(url, vault(), standings_of).findings]


def ciphertexts(url, person):
    """Each ciphertext of a person, and the wrapped key, as they lie in the database now."""
    row = row_of(person)
    own = f"(SELECT stream FROM cases WHERE subject = {row})"
    statements = (
        f"SELECT sealed FROM events WHERE stream = {row} OR stream IN {own}",
        f"SELECT sealed FROM cases WHERE subject = {row}",
        f"SELECT data FROM subjects WHERE stream = {row}",
        f"SELECT sealed FROM attachments WHERE subject = {row}",
        f"SELECT wrapped FROM keys WHERE stream = {row}",
    )
    return [bytes(value) for each in statements for (value,) in by_hand(url, each) if value is not None]


def test_an_erased_person_leaves_a_history_that_is_intact(store, made_url):
    """Fails when any of the emptied columns is forgotten: the fold of the events has nothing for them."""
    lived(store, made_url)
    ask(store)
    done = erase(store)
    assert (done.cases, done.seals, done.attachments) == (2, 6, 1)
    assert ciphertexts(made_url, "person-of-d1") == []
    report = check(made_url, vault(), standings_of)
    assert (report.verdict, report.findings, report.erased) == ("intact", (), 1)
    assert rebuild(made_url, vault(), standings_of, STAMP).changed == 0
    person, case = store.read(lambda reading: (reading.subject("person-of-d1"), reading.case("d1")))
    assert (person.erased, person.data, case.erased, case.private) == (True, {}, True, {})
    event, _ = store.read(lambda reading: reading.history("person-of-d1"))[-1]
    assert event.body == {**AGREED, "counts": {"cases": 2, "seals": 6, "attachments": 1}}


def test_a_step_begun_before_an_erasure_leaves_nothing_behind_it(store, made_url):
    """Fails on PostgreSQL when keys aren't held: the step commits its sealed note after all seals were emptied."""
    lived(store, made_url)
    ask(store)
    in_hand, erasing = threading.Event(), threading.Event()

    def slow(writing):
        held = writing.case("d1")
        in_hand.set()
        erasing.wait(0.5)  # never set: the time that an erasure that waits for nobody takes
        return writing.append(held, [noted(held)], STAMP, standing_of)

    agent = threading.Thread(target=lambda: store.write(slow))
    agent.start()
    in_hand.wait(10)
    erase(store)
    agent.join()
    assert ciphertexts(made_url, "person-of-d1") == []
    assert len(store.read(lambda reading: reading.history("d1"))) == 4
    assert found(made_url) == []


def test_nobody_else_loses_anything(store, made_url):
    lived(store, made_url)
    ask(store)
    before = ciphertexts(made_url, "person-of-d3")
    erase(store)
    assert ciphertexts(made_url, "person-of-d3") == before
    assert len(before) == 6
    assert store.read(lambda reading: reading.case("d3")).private == {"naissance": "2026-11-01"}


def test_nothing_more_is_recorded_about_an_erased_person(store, made_url):
    lived(store, made_url)
    ask(store)
    erase(store)
    with pytest.raises(CaseError, match="effacée"):
        step(store, "d1")
    with pytest.raises(CaseError, match="déjà été effacée"):
        erase(store)
    with pytest.raises(CaseError, match="effacée"):
        store.write(lambda writing: writing.change_subject("person-of-d1", {"nom": "Amina"}, "revenue", STAMP))


def test_no_ciphertext_and_no_key_is_left_in_any_file(file, sqlite_url, tmp_path):
    """Fails without secure_delete, or when the write-ahead log isn't emptied; a later backup is searched too."""
    lived(file, sqlite_url)
    for rank in range(60):
        step(file, "d1", noted(file.read(lambda reading: reading.case("d1")), f"note {rank} " * 20))
    gone = ciphertexts(sqlite_url, "person-of-d1")
    held = (tmp_path / "baom.db").read_bytes() + (tmp_path / "baom.db-wal").read_bytes()
    assert len(gone) > 60
    assert all(each[:40] in held for each in gone)
    ask(file)
    erase(file)
    assert file.empty_log() == "emptied"
    while_open = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    backup(sqlite_url, tmp_path / "apres.db", vault(), standings_of, STAMP)
    file.close()
    once_closed = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for name, data in [*while_open.items(), *once_closed.items()]:
        assert [each for each in gone if each[:24] in data or each[-24:] in data] == [], name


def test_the_log_of_sqlite_is_emptied_once_nobody_reads_from_it(file, sqlite_url, tmp_path):
    lived(file, sqlite_url)
    reader = sqlite3.connect(tmp_path / "baom.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM events").fetchone()
    ask(file)
    erase(file)
    reader.execute("COMMIT")
    reader.close()
    assert file.empty_log() == "emptied"
    assert (tmp_path / "baom.db-wal").stat().st_size == 0


def keep_key(url):
    """What puts the person's key back."""
    ((stream, wrapped),) = by_hand(url, f"SELECT stream, wrapped FROM keys WHERE stream = {row_of('person-of-d1')}")
    return f"INSERT INTO keys VALUES ({stream}, {literal(url, wrapped)})"


def test_a_key_that_is_gone_without_an_erasure_is_told(store, made_url):
    """Unlawful: nobody asked, nobody agreed; a key that was lost looks the same, and is no less a finding."""
    lived(store, made_url)
    by_hand(made_url, f"DELETE FROM keys WHERE stream = {row_of('person-of-d1')}")
    kinds = found(made_url)
    assert ("erasure", "person-of-d1") in [each[:2] for each in kinds]
    assert any("sans demande" in message for _, _, message in kinds)


def test_an_erasure_that_erased_nothing_is_told(store, made_url):
    """A sham: the event is there, and so are the key and the values."""
    lived(store, made_url)
    ask(store)
    store.write(lambda writing: writing.tell_of_subject("person-of-d1", "subject_erased", dict(AGREED), {}, OMAR))
    assert [(kind, name) for kind, name, message in found(made_url) if "façade" in message] == [
        ("erasure", "person-of-d1")
    ]


def test_a_key_put_back_after_an_erasure_is_told(store, made_url):
    lived(store, made_url)
    ask(store)
    again = keep_key(made_url)
    erase(store)
    by_hand(made_url, again)
    assert any("remise depuis" in message for _, _, message in found(made_url))


def test_an_erasure_that_left_something_is_told_with_the_case(store, made_url):
    """Partial: values of the person, of a case or a scan, put back or never emptied."""
    lived(store, made_url)
    ask(store)
    erase(store)
    hexed = literal(made_url, b"ciphertext")
    for statement, name in (
        (
            (
                "INSERT INTO attachments SELECT 'A-d2', \"case\", subject, sha256, size, media, made_at, sequence, "
                f"{hexed} FROM attachments WHERE id = 'A-d1'"
            ),
            "d1",
        ),
        (f"UPDATE subjects SET data = {hexed} WHERE data IS NULL", "person-of-d1"),
        (f"UPDATE cases SET sealed = {hexed}, sealed_at = 1 WHERE sealed IS NULL", "d1"),
    ):
        by_hand(made_url, statement)
        assert name in [stream for _, stream, _ in found(made_url)]


def test_an_erasure_by_one_name_alone_is_told(store, made_url):
    """Fails when the two agreements aren't looked for in the history."""
    for body, stamp in (
        ({**AGREED, "approved_by": "fatima"}, STAMP),
        ({**AGREED, "asked_by": "brahim"}, OMAR),
        ({**AGREED, "approved_by": "brahim"}, OMAR),
        ({"basis": "retrait"}, OMAR),
        ({**AGREED, "redone": "2026-11-06T09:00:00.000Z"}, OMAR),
    ):
        lone = Store.open(made_url, vault())
        name = f"case-{len(str(body))}-{stamp.actor.name}"
        lone.write(lambda writing, name=name: open_case(writing, name))
        ask(lone, f"person-of-{name}")
        erase(lone, f"person-of-{name}", body, stamp)
        assert any(stream == f"person-of-{name}" and "demandé" in text for _, stream, text in found(made_url)), body
        lone.close()


def test_two_keys_changed_for_each_other_are_told(store, made_url):
    lived(store, made_url)
    one, other = by_hand(
        made_url,
        "SELECT stream, wrapped FROM keys JOIN streams ON id = stream WHERE kind = 'subject' ORDER BY name",
    )
    by_hand(made_url, f"UPDATE keys SET wrapped = {literal(made_url, other[1])} WHERE stream = {one[0]}")
    by_hand(made_url, f"UPDATE keys SET wrapped = {literal(made_url, one[1])} WHERE stream = {other[0]}")
    told = [(kind, name) for kind, name, _ in found(made_url)]
    assert ("key", "person-of-d1") in told
    assert ("key", "person-of-d3") in told


def test_a_lawful_erasure_is_read_without_the_master_key(store, made_url):
    lived(store, made_url)
    ask(store)
    erase(store)
    assert check(made_url, None, None).verdict == "intact"
    nameless = Store.open(made_url, None)
    with pytest.raises(EnvironmentUnusable, match="clé de cette base"):
        nameless.read(lambda reading: reading.case("d3"))
    nameless.close()


def put_back(path, url, **more):
    return restore(path, url, vault(), standings_of, STAMP, accept_loss=True, **more)


def test_whoever_was_erased_since_a_backup_is_erased_again_when_it_is_restored(store, made_url, tmp_path):
    """Fails when a restoration brings the person back."""
    lived(store, made_url)
    backup(made_url, tmp_path / "avant.db", vault(), standings_of, STAMP)
    gone = ciphertexts(made_url, "person-of-d1")
    ask(store)
    erase(store)
    store.empty_log()
    told = put_back(tmp_path / "avant.db", made_url)
    assert told.erased == ("person-of-d1",)
    assert ciphertexts(made_url, "person-of-d1") == []
    back = Store.open(made_url, vault())
    assert back.read(lambda reading: reading.case("d1")).erased
    assert back.read(lambda reading: reading.case("d3")).private == {"naissance": "2026-11-01"}
    event, _ = back.read(lambda reading: reading.history("person-of-d1"))[-1]
    assert (event.kind, event.body["asked_by"], event.body["redone"]) == ("subject_erased", "fatima", STAMP.recorded_at)
    report = check(made_url, vault(), standings_of)
    assert (report.findings, report.erased) == ((), 1)
    back.close()
    if not made_url.startswith("postgresql"):
        for path in tmp_path.iterdir():
            if path.name != "avant.db":
                assert not any(each in path.read_bytes() for each in gone), path.name


def test_where_the_database_is_lost_the_list_beside_the_keys_says_who_was_erased(store, made_url, tmp_path):
    """Fails when an older backup, restored on a new disk, brings the person back."""
    lived(store, made_url)
    backup(made_url, tmp_path / "avant.db", vault(), standings_of, STAMP)
    ask(store)
    erase(store)
    kept = ErasedList(tmp_path / "cle" / "baom.erased")
    kept.add(*store.read(lambda reading: reading.erasure_of("person-of-d1")))
    line = kept.path.read_bytes()
    for wrong in (b"pas une ligne\n", b"{}\n", b'{"event": "e30=", "signature": ""}\n', line[:40] + b"!" + line[41:]):
        kept.path.write_bytes(wrong + line)
        with pytest.raises(EnvironmentUnusable, match="ligne 1"):
            put_back(tmp_path / "avant.db", str(tmp_path / "neuve.db"), beside=Beside(kept, public_key))
        with pytest.raises(EnvironmentUnusable, match="ligne 1"):
            Store.open(made_url, vault(), erasures=kept)
        report = check_with(made_url, vault(), Means(standings_of, erasures=kept))
        assert (report.verdict, [each.kind for each in report.findings]) == ("incomplete", ["unchecked"])
    # Cut short by a power cut, a line was never added; the next isn't lost with it.
    kept.path.write_bytes(line + line[:30])
    told = put_back(tmp_path / "avant.db", str(tmp_path / "neuve.db"), beside=Beside(kept, public_key))
    assert told.erased == ("person-of-d1",)
    assert ciphertexts(str(tmp_path / "neuve.db"), "person-of-d1") == []
    assert check(str(tmp_path / "neuve.db"), vault(), standings_of).findings == ()


def test_a_line_of_that_list_that_the_log_never_signed_erases_nobody(store, made_url, tmp_path):
    """Fails when the list is believed: whoever can write it would erase whom they like."""
    lived(store, made_url)
    ask(store)
    erase(store)
    stored, signature = store.read(lambda reading: reading.erasure_of("person-of-d1"))
    forged = stored.replace(b"person-of-d1", b"person-of-d3")
    backup(made_url, tmp_path / "avant.db", vault(), standings_of, STAMP)
    listed = Beside([(forged, signature), (stored, b"")], public_key)
    told = put_back(tmp_path / "avant.db", str(tmp_path / "neuve.db"), beside=listed)
    assert told.erased == ()
    assert len(ciphertexts(str(tmp_path / "neuve.db"), "person-of-d3")) == 6


def test_the_list_is_its_owners_alone_and_none_is_an_empty_one(tmp_path):
    kept = ErasedList(tmp_path / "cle" / "baom.erased")
    one, two = b'{"stream":"un"}', b'{"stream":"deux"}'
    assert list(kept) == []
    kept.add(one, b"1")
    kept.add(two, b"2")
    assert list(kept) == [(one, b"1"), (two, b"2")]
    if os.name == "posix":
        assert kept.path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(EnvironmentUnusable, match="La personne est effacée"):
        ErasedList(tmp_path).add(b"un", b"1")


def older_file_put_back(store, url, tmp_path):
    """The person erased, then an older file put in place by hand; the list that was kept beside the keys."""
    lived(store, url)
    backup(url, tmp_path / "avant.db", vault(), standings_of, STAMP)
    ask(store)
    erase(store)
    told = store.read(lambda reading: reading.erasure_of("person-of-d1"))
    store.close()
    path = reach(url).path
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "avant.db", path)
    return [told]


def test_whom_an_older_file_brings_back_is_shown_to_nobody(file, sqlite_url, tmp_path):
    """Fails when an opening doesn't ask the list beside the keys: names, scans and cases would be read again."""
    listed = older_file_put_back(file, sqlite_url, tmp_path)
    before = Store.open(sqlite_url, vault())
    assert before.read(lambda reading: reading.subject("person-of-d1")).data
    before.close()
    store = Store.open(sqlite_url, vault(), erasures=listed)
    person = store.read(lambda reading: reading.subject("person-of-d1"))
    assert (person.erased, person.data) == (True, {})
    assert "person-of-d1" not in {each.id for each in store.read(lambda reading: list(reading.subjects())) if each.data}
    for case in ("d1", "d2"):
        held = store.read(lambda reading, case=case: reading.case(case))
        assert (held.erased, held.private) == (True, {})
        for sequence in range(1, held.case.sequence + 1):
            assert store.read(lambda reading, case=case, at=sequence: reading.private(case, at)) == {}
    with pytest.raises(CaseError, match="effacée"):
        store.write(lambda writing: writing.change_subject("person-of-d1", {"nom": "Zahra"}, "passeport", STAMP))
    assert store.read(lambda reading: reading.subject("person-of-d3")).data
    store.close()


def test_whom_an_older_file_brings_back_is_named_and_erased_again(file, sqlite_url, tmp_path):
    """Fails without the finding; then, when what is done again isn't told by the log."""
    listed = older_file_put_back(file, sqlite_url, tmp_path)
    found = check_with(sqlite_url, vault(), Means(standings_of, erasures=listed))
    assert (found.verdict, [(each.kind, each.stream) for each in found.findings]) == (
        "altered",
        [("erasure", "person-of-d1")],
    )
    assert "baom db erase-again" in found.findings[0].message
    done = erase_again(sqlite_url, vault(), listed, public_key, STAMP)
    assert (done.erased, done.unproved) == (("person-of-d1",), ())
    assert ciphertexts(sqlite_url, "person-of-d1") == []
    after = check_with(sqlite_url, vault(), Means(standings_of, erasures=listed))
    assert (after.findings, after.erased) == ((), 1)
    assert erase_again(sqlite_url, vault(), listed, public_key, STAMP).erased == ()


def test_a_line_that_no_key_of_the_log_signed_withholds_and_destroys_nothing(file, sqlite_url, tmp_path):
    """Fails when the list is believed: whoever can write it would erase whom they like."""
    ((stored, signature),) = older_file_put_back(file, sqlite_url, tmp_path)
    forged = [(stored.replace(b"person-of-d1", b"person-of-d3"), signature)]
    done = erase_again(sqlite_url, vault(), forged, public_key, STAMP)
    assert (done.erased, done.unproved) == ((), ("person-of-d3",))
    assert len(ciphertexts(sqlite_url, "person-of-d3")) == 6


def test_what_an_older_signing_key_told_is_believed_after_it_was_replaced(file, sqlite_url, tmp_path):
    """Fails when only the key in service is tried: a change of key would bring every erased person back."""
    listed = older_file_put_back(file, sqlite_url, tmp_path)
    new = SigningKey(b"n" * 32)
    later = Vault(MASTER, signing=new)
    hand_over(sqlite_url, vault(), later, new, STAMP, lost=False)
    assert erase_again(sqlite_url, later, listed, public_key, STAMP).erased == ("person-of-d1",)
