"""A stolen disk shows nobody: no planted name, note, reason or number stands in any file, nor in an error's words."""

import contextlib
import json
import re
import sqlite3
import traceback
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from engine.app.agenda import tick
from engine.app.cases import last_revertible
from engine.app.people import add_person, correct_person, merge_people, search
from engine.app.printing import draw_form, print_form
from engine.app.reading import read_case
from engine.app.worklist import Wanted, worklist
from engine.core.events import (
    Correct,
    DemandUndue,
    Do,
    Force,
    Note,
    Receipt,
    Record,
    Revert,
    Transfer,
)
from engine.errors import EngineError
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, Desk, anyone, desk_at, done, erase, open_desk

NAMES = {
    "name": "Zanzibarine Kourouma",
    "name_ar": "زنجبارين كوروما",
    "birth_date": "1987-03-29",
    "birth_year": "1987",
    "language": "kissi-du-nord",
    "nationality": "guineenne-q",
    "contact": "0612345678-apres-21h",
    "household": "cousine-de-Nzerekore",
}
PLANTED = {
    "note": "note-Vagabonde-441",
    "reason": "motif-Obsidienne-552",
    "receipt": "RECU-Calcedoine-663",
    "first_name": "Tourmaline-774",
    "other_name": "Serpentine-885",
    "story": "recit-Alabastre-996",
}
WORDS = [*NAMES.values(), *PLANTED.values(), "Zanzibarine", "Kourouma", "زنجبارين"]


def live(desk: Desk) -> None:
    """A life with every place where something private can be written."""
    subject = add_person(desk.house, "person", COMMUNE, NAMES, AGENT)
    twin = add_person(desk.house, "person", COMMUNE, {"name": NAMES["name"]}, AGENT)
    correct_person(desk.house, subject, {"contact": NAMES["contact"]}, PLANTED["reason"], AGENT)
    merge_people(desk.house, subject, twin, PLANTED["reason"], AGENT)
    opening = {"subject": subject, "fields": {"prenom": PLANTED["first_name"], "depart": "2026-11-01", "age": 9}}
    done(desk.open("famille", key="k", **opening))
    done(desk.open("famille", key="k", **opening))
    desk.agree("accord", "partage")
    asks = (
        Note(PLANTED["note"]),
        Record({"lieu": "tiznit"}),
        Correct({"prenom": PLANTED["other_name"]}, PLANTED["reason"]),
        Do("raconter", fields={"recit": PLANTED["story"]}),
        Do("deposer", receipt=Receipt(PLANTED["receipt"], None), reason=PLANTED["reason"]),
        DemandUndue("recu", PLANTED["reason"]),
        Transfer("tiznit", PLANTED["reason"]),
        Do("confier", reason=PLANTED["reason"]),
        Force("debut", PLANTED["reason"]),
    )
    for number, ask in enumerate(asks):
        done(desk.ask(ask, key=f"k{number}", actor=SUPERVISOR))
    done(desk.ask(Revert(last_revertible(desk.house, desk.case), PLANTED["reason"]), actor=SUPERVISOR))
    desk.wait(20)
    tick(desk.house)
    worklist(desk.house, Wanted(), anyone("agent"))
    search(desk.house, NAMES["name"], anyone("agent"))


def spoken(word: str) -> list[bytes]:
    """A word as a file may hold it: in UTF-8 and UTF-16, escaped as JSON does, and in hexadecimal."""
    plain = word.encode("utf-8")
    return [plain, word.encode("utf-16-le"), json.dumps(word)[1:-1].encode("ascii"), plain.hex().encode("ascii")]


def told(content: bytes) -> list[str]:
    return [word for word in WORDS if any(found(form, word, content) for form in spoken(word))]


def found(form: bytes, word: str, content: bytes) -> bool:
    """Whether a word stands in bytes; a year alone, four digits, also occurs by chance inside hashes in hexadecimal."""
    if not word.isdecimal():
        return form in content
    return re.search(rb"(?<![0-9A-Za-z])" + re.escape(form) + rb"(?![0-9A-Za-z])", content) is not None


def test_a_year_is_told_from_the_middle_of_a_hash():
    assert found(b"1987", "1987", b'{"birth_year":"1987"}')
    assert not found(b"1987", "1987", b"9ab1987fe0")


@pytest.fixture
def lived(family):
    live(family)
    return family


def test_what_was_planted_can_be_read_by_who_has_the_key(lived):
    """Or the search below would be for nothing."""
    assert search(lived.house, "Zanzibarine", anyone("agent"))[0].subject.data["contact"] == NAMES["contact"]
    private = [lived.private(event.sequence) for event in lived.history()]
    everything = json.dumps(private, ensure_ascii=False)
    assert [word for name, word in PLANTED.items() if name != "story" and word not in everything] == []


def test_no_file_holds_a_planted_word(lived, tmp_path):
    """While the database is open, its log beside it, and once it is closed."""
    for _ in range(2):
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert {path.suffix for path in files} >= {".db"}
        assert {path.name: told(path.read_bytes()) for path in files if told(path.read_bytes())} == {}
        lived.house.store.close()


def test_the_log_beside_the_file_was_looked_at(lived, tmp_path):
    logs = [path for path in tmp_path.iterdir() if path.name.endswith("-wal")]
    assert logs
    assert all(path.stat().st_size > 0 for path in logs)


def test_no_table_of_postgresql_holds_one(postgres_url, referentials):
    desk = desk_at(postgres_url, referentials, referentials.invented)
    live(desk)
    url = make_url(postgres_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        rows = {
            name: b"".join(
                bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode("utf-8")
                for row in connection.execute(f'SELECT * FROM "{name}"')
                for value in row
            )
            for (name,) in names
        }
    desk.house.store.close()
    assert {"events", "cases", "subjects"} <= set(rows)
    assert {name: told(content) for name, content in rows.items() if told(content)} == {}


def test_printing_leaves_no_file_behind(lived, tmp_path, monkeypatch):
    """A sheet is bytes in memory; where it goes is for whoever asked."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    opened = read_case(lived.house, lived.case, anyone("agent"))
    page = draw_form(lived.house, opened, "formulaire_consentement", "fr", as_pdf=False)
    assert told(page)
    draw_form(lived.house, opened, "formulaire_consentement", "ar", as_pdf=True)
    assert list((tmp_path / "temp").rglob("*")) == []


def failures(desk: Desk, referentials):
    """Errors of every kind that has to do with something private."""
    subject = search(desk.house, "Zanzibarine", anyone("agent"))[0].subject.id
    yield lambda: desk.ask(Note(PLANTED["other_name"]), key="k0", actor=SUPERVISOR)
    yield lambda: desk.ask(Correct({"prenom": PLANTED["first_name"]}, PLANTED["reason"]), expect=1)
    yield lambda: desk.open("famille", subject=subject, fields={"prenom": PLANTED["other_name"]}, key="k")
    yield lambda: merge_people(desk.house, subject, subject, PLANTED["reason"], AGENT)
    yield lambda: add_person(desk.house, "person", COMMUNE, {**NAMES, "sex": "?"}, AGENT)
    yield lambda: add_person(desk.house, "person", COMMUNE, {"name": PLANTED["story"] * 200}, AGENT)
    yield lambda: correct_person(desk.house, subject, {"birth_date": PLANTED["story"]}, PLANTED["reason"], AGENT)
    yield lambda: desk.ask(Do("attendre", reason=PLANTED["reason"]), case="D-0000-0000")
    yield lambda: print_form(desk.house, desk.case, "inconnu", "fr", anyone("agent"), as_pdf=False)


def test_no_error_repeats_what_it_was_about(lived, referentials):
    """Errors reach terminals, logs and tickets."""
    for fail in failures(lived, referentials):
        with pytest.raises(EngineError) as failed:
            fail()
        error = failed.value
        said = f"{error.message} {error.remedy} {error!r} {traceback.format_exception_only(error)}"
        assert told(said.encode("utf-8")) == []


def test_no_error_of_an_erased_or_full_database_repeats_it_either(lived, referentials):
    erase(lived, lived.held().case.subject)
    again = open_desk(lived.url, referentials)
    for ask in (Note(PLANTED["note"]), Do("clore", reason=PLANTED["reason"])):
        with pytest.raises(EngineError) as failed:
            again.ask(ask, case=lived.case, actor=SUPERVISOR)
        assert told(f"{failed.value!r} {failed.value.remedy}".encode()) == []
    again.house.store.close()


def test_what_is_held_in_memory_does_not_print_itself(lived):
    """A value shown by a debugger or a log line is a leak: the parts that hold one keep it to themselves."""
    subject = search(lived.house, "Zanzibarine", anyone("agent"))[0].subject
    held = lived.held()
    assert told(f"{subject!r} {held!r} {held.case!r} {lived.history()!r}".encode()) == []


def test_a_key_of_idempotence_is_no_way_to_guess(lived, tmp_path):
    """What is kept to compare demands is keyed: the same words in another case give other bytes."""
    path = Path(lived.url.removeprefix("sqlite:///"))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        macs = [row[0] for row in connection.execute("SELECT command_mac FROM events WHERE command_mac IS NOT NULL")]
    assert len(macs) == len(set(macs)) >= 9
