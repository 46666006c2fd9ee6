"""How a command ends: one code for each class of failure, two lines for a person, one object for a machine."""

import json
import os
import sqlite3
import stat
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import cli
from engine.commands.asked import Asked
from engine.commands.failures import failure_of, is_closed_pipe, plain
from engine.errors import (
    AlteredBase,
    BrokenHistory,
    CaseNotFound,
    ConcurrentChange,
    DefinitionError,
    EnvironmentUnusable,
    KeyReused,
    UnreadableEvent,
    UsageError,
)
from tests.behind import past_triggers
from tests.commands.conftest import PROGRAM, Baom


@pytest.mark.parametrize(
    ("error", "code", "name"),
    [
        (DefinitionError(()), 1, "definition"),
        (UsageError("x"), 2, "usage"),
        (CaseNotFound("x"), 2, "not_found"),
        (click.UsageError("x"), 2, "usage"),
        (ConcurrentChange(1, 2), 3, "conflict"),
        (KeyReused("x"), 3, "key_reused"),
        (BrokenHistory("x", 1, ""), 4, "altered"),
        (AlteredBase("x"), 4, "altered"),
        (EnvironmentUnusable("x"), 5, "environment"),
        (UnreadableEvent("x"), 5, "unreadable"),
        (ZeroDivisionError(), 5, "unexpected"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
)
def test_each_class_of_failure_has_its_code(error, code, name):
    failure = failure_of(error, Asked())
    assert (failure.exit_code, failure.code) == (code, name)


@pytest.mark.parametrize(
    "line",
    [
        "worklist",
        "demo",
        "demo --no-tour --cases 0",
        "case open naissance --commune tiznit",
        "tick",
        "db check",
        "db rebuild",
    ],
)
def test_an_older_database_is_named_with_what_to_type_whatever_was_asked(baom: Baom, line):
    """Fails when a command meets its tables before asking their version; the demonstration has its own address."""
    path = baom.folder / "baom.db"
    path.unlink()
    with sqlite3.connect(path) as made:
        made.executescript((Path(__file__).parents[1] / "store" / "released" / "0001.sql").read_text(encoding="utf-8"))
    made.close()
    error = baom.json(*line.split(), code=5)["error"]
    assert "version plus ancienne (0001" in error["message"]
    assert f'baom db upgrade --db "{path}"' in error["remedy"]


def test_a_refusal_by_the_rules_ends_with_one(baom: Baom):
    case = baom.open()
    refused = baom("case", "do", case, "completer", code=1)
    assert "→" in refused.output


def test_an_absent_case_ends_with_two(baom: Baom):
    told = baom("case", "next", "D-0000-0000", code=2)
    assert told.stdout == ""
    assert told.stderr.startswith("✗ Aucun dossier « D-0000-0000 »")
    assert "\n→ " in told.stderr


def test_somebody_else_s_act_ends_with_three(baom: Baom):
    case = baom.open()
    baom("case", "set", case, "couple=etranger")
    told = baom("case", "do", case, "constituer_dossier", "--expect", "1", code=3)
    assert "Nationalité des parents" in told.output


def test_an_altered_history_ends_with_four(baom: Baom):
    baom.open()
    with past_triggers(baom.folder / "baom.db") as database:
        changed = "CAST(replace(CAST(bytes AS TEXT), '\"agent\"', '\"agenz\"') AS BLOB)"
        database.execute(f"UPDATE events SET bytes = {changed}")
    verdict = baom.json("db", "check", code=4)
    assert verdict["verdict"] == "altered"
    assert baom("worklist", code=4).stderr.startswith("✗ Historique altéré")


def test_no_database_ends_with_five(baom: Baom):
    (baom.folder / "baom.db").unlink()
    told = baom("worklist", code=5)
    assert "baom db init --training" in told.stderr


def test_another_key_ends_with_five_and_is_told_from_a_damaged_database(baom: Baom, tmp_path):
    baom.open()
    key = tmp_path / "autre.key"
    other = baom("--key-file", str(key), "--db", str(tmp_path / "autre.db"), "db", "init", "--training")
    assert other.exit_code == 0
    told = baom("--key-file", str(key), "worklist", code=5)
    assert "clé" in told.stderr


def test_a_file_that_is_no_database_ends_with_five(baom: Baom):
    (baom.folder / "baom.db").write_bytes(b"Ceci n'est pas une base." * 100)
    baom("worklist", code=5)


BUGGY = cli.Baom("baom", places={"bug": ("tests.commands.bug", "bug", "Échouer.")})
"""The same outermost edge, over a command with a bug."""


def meet_a_bug(baom: Baom, *words: str) -> Result:
    """What a user sees of a bug."""
    return CliRunner().invoke(BUGGY, ["bug", "Zzyzx Fatoumata", *words], env=baom.environment)


def test_what_nobody_expected_ends_with_five_an_identifier_and_no_traceback(baom: Baom):
    told = meet_a_bug(baom)
    assert told.exit_code == 5
    assert told.stderr.startswith("✗ Erreur inattendue n° ")
    assert "Zzyzx" not in told.output
    assert "ZeroDivisionError" not in told.output
    assert not (baom.folder / "data").exists()
    assert json.loads(meet_a_bug(baom, "--json").stdout)["error"]["code"] == "unexpected"


def test_only_debug_writes_the_detail_of_an_unexpected_error(baom: Baom):
    """In a file for its owner alone, named in the message, and nowhere on the screen."""
    told = meet_a_bug(baom, "--debug")
    written = list((baom.folder / "data").rglob("*.txt"))
    assert [path.name in told.stderr for path in written] == [True]
    detail = written[0].read_text(encoding="utf-8")
    assert "ZeroDivisionError" in detail
    assert "bug.py" in detail
    assert "Zzyzx" not in detail
    assert "ZeroDivisionError" not in told.output
    if os.name == "posix":
        assert stat.S_IMODE(written[0].stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("line", "code", "exit_code"),
    [
        (["case", "next", "D-0000-0000"], "not_found", 2),
        (["case", "nxt"], "usage", 2),
        (["case", "list", "--limit", "beaucoup"], "usage", 2),
        (["case", "next"], "usage", 2),
        (["case", "open", "naissance", "--commune", "paris"], "usage", 2),
        (["--db", "postgres:/x", "worklist"], "environment", 5),
    ],
)
def test_a_machine_reads_one_object_on_the_standard_output(baom: Baom, line, code, exit_code):
    told = baom(*line, "--json", code=exit_code)
    error = json.loads(told.stdout)["error"]
    assert error["code"] == code
    assert error["message"]
    assert set(error) == {"code", "message", "remedy"}
    assert told.stderr == ""


def test_a_terminal_escape_is_never_printed(baom: Baom):
    """Neither one that was typed, nor one that was recorded with a name."""
    case = baom.open()
    escape = "\x1b[31m\x9b2J\x07"
    baom("person", "add", "--commune", "tiznit", "--name", f"Awa{escape} Diop")
    lines = [
        baom("case", "next", f"D-{escape}", code=2),
        baom("case", "set", case, f"{escape}=1", code=1),
        baom("person", "search", "Awa"),
        baom("person", "search", "Awa", "--json"),
        baom("case", "do", case, escape, "--json", code=1),
    ]
    for told in lines:
        assert not {"\x1b", "\x9b", "\x07"} & set(told.output)


def test_plain_text_keeps_letters_lines_and_joiners():
    assert plain("a\tb\nميم\u200cن \u2068x\u2069 \u202eabc\u202c\r\x00") == "a b\nميم\u200cن \u2068x\u2069 abc"


@pytest.mark.parametrize("secret", ["Zzyzx Fatoumata", "0661987654"])
def test_an_error_says_nothing_of_a_person(baom: Baom, secret):
    """A private value that is refused is not told back."""
    case = baom.open()
    for line in (
        ["case", "set", case, f"filiation={secret}"],
        ["case", "set", case, f"couple={secret}"],
        ["case", "do", case, "deposer", "--reason", secret, "--receipt", secret],
    ):
        assert secret not in baom(*line, code=1).output
        assert secret not in baom(*line, "--json", code=1).output


def test_a_reader_who_stops_reading_is_no_failure(baom: Baom):
    """`baom directory list --communes | head -1`"""
    environment = {**os.environ, **baom.environment}
    running = subprocess.Popen(
        [PROGRAM, "directory", "list", "--communes"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    running.stdout.close()
    told = running.stderr.read()
    running.stderr.close()
    assert (running.wait(), told) == (0, b"")


def test_a_full_disk_is_not_taken_for_a_closed_pipe():
    assert not is_closed_pipe(OSError(28, "No space left on device"))
    assert is_closed_pipe(BrokenPipeError())


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850"])
def test_a_console_of_another_alphabet_is_written_to_all_the_same(baom: Baom, encoding):
    """Windows code pages know no Arabic letter, and some no tick: they show « ? » and plain marks."""
    case = baom.open()
    for language in ("fr", "ar"):
        done = baom.program("--lang", language, "case", "next", case, env={"PYTHONIOENCODING": encoding}, encoding=None)
        assert done.returncode == 0, done.stderr
        assert done.stderr == b""
    answer = baom.program("--lang", "ar", "--json", "case", "next", case, env={"PYTHONIOENCODING": encoding})
    assert json.loads(answer.stdout)["state"]["title"].startswith("دراسة")
