"""The frame of the command line: its help, its options anywhere on the line, and what it does with a wrong word."""

import shlex
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

import cli
from engine.commands.frame import LazyGroup
from tests.commands.conftest import Baom, flat


def commands(group: click.Group = cli.app, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    """Every command and group, with its path."""
    context = click.Context(group)
    found = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        found.append(((*path, name), command))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


EVERY = commands()
HEAVY = ("sqlalchemy", "yaml", "typst", "rich", "questionary", "transitions", "jinja2", "cryptography", "alembic")


@pytest.mark.parametrize("words", ["--help", "case --help", "db --help"])
def test_a_help_imports_nothing_heavy(words):
    """The help is what a newcomer reads first: it comes at once, because nothing else is loaded."""
    program = f"import cli, sys\ntry:\n    cli.app.main({words.split()!r})\nexcept SystemExit:\n    pass\n"
    program += f"print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_groups_of_the_contract_are_there():
    """The commands of this version, as the design names them."""
    assert {" ".join(path) for path, _ in EVERY} >= {
        *("demo", "serve", "worklist", "reminders", "tick"),
        *(
            f"person {name}"
            for name in ("add", "show", "search", "correct", "merge", "access", "object", "erase", "retention")
        ),
        *(f"case {name}" for name in ("open", "list", "show", "next", "do", "set", "document", "note", "consent")),
        *(f"case {name}" for name in ("correct", "revert", "force", "transfer", "assign", "undue", "print", "walk")),
        *("case search", "directory list", "directory check", "guide build", "sources list", "sources check"),
        *(f"db {name}" for name in ("init", "upgrade", "check", "rebuild", "backup", "restore")),
        *(
            f"process {name}"
            for name in ("list", "show", "check", "test", "graph", "publish", "schema", "pack", "install")
        ),
    }


@pytest.mark.parametrize(("path", "command"), EVERY, ids=lambda each: " ".join(each) if isinstance(each, tuple) else "")
def test_every_command_is_documented(path, command):
    """Its help says in French what it does, and shows an example that is really of that command."""
    told = CliRunner().invoke(cli.app, [*path, "--help"])
    assert told.exit_code == 0
    assert told.output.startswith("Emploi")
    example = told.output.partition("Exemple :")[2]
    lines = [shlex.split(line) for line in example.splitlines() if line.strip().startswith("baom ")]
    assert any(" ".join(path) in " ".join(words) for words in lines), told.output
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help or option.hidden


@pytest.mark.parametrize(("path", "command"), EVERY, ids=lambda each: " ".join(each) if isinstance(each, tuple) else "")
def test_an_example_is_a_command_that_parses(path, command):
    """An example that no longer runs teaches a mistake."""
    told = CliRunner().invoke(cli.app, [*path, "--help"]).output
    for line in told.partition("Exemple :")[2].splitlines():
        words = shlex.split(line)[1:] if line.strip().startswith("baom ") else ["worklist"]
        while words[0].startswith("--"):
            # A general option before the command, with its value.
            words = words[2:]
        here = cli.app
        while isinstance(here, click.Group):
            here = here.get_command(click.Context(here), words.pop(0))
        here.make_context(here.name, words)


def test_the_lines_of_a_lazy_help_name_commands_that_exist():
    """A group tells of its commands without importing them: its table must not drift from them."""
    for group in (cli.app, *(command for _, command in EVERY if isinstance(command, LazyGroup))):
        for name in group.places:
            assert group.get_command(click.Context(group), name).name == name


@pytest.mark.parametrize(
    "line",
    [
        ("--json", "case", "list"),
        ("case", "--json", "list"),
        ("case", "list", "--json"),
    ],
)
def test_json_is_asked_for_anywhere_on_the_line(baom: Baom, line):
    assert baom(*line).stdout.startswith("{")


def test_the_other_general_options_are_taken_after_the_command_too(baom: Baom):
    case = baom.open()
    late = baom("case", "next", case, "--lang", "ar", "--now", "2026-11-07")
    assert "قاعدة تدريب" in late.output


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (["cas"], "case"),
        (["worklits"], "worklist"),
        (["case", "nxt", "D-1"], "next"),
        (["case", "list", "--limt", "3"], "--limit"),
        (["--as", "supervisr", "case", "list"], "supervisor"),
        (["person", "add", "--commune", "tiznit", "--kind", "persn"], "person"),
        (["process", "show", "naisance"], "naissance"),
        (["case", "open", "naissance", "--commune", "tizint"], "tiznit"),
        (["directory", "list", "--commune", "agadirr"], "agadir"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_nearest_one(baom: Baom, line, meant):
    assert f"Vouliez-vous dire « {meant} »" in baom(*line, code=2).output


def test_a_group_alone_shows_its_commands(baom: Baom):
    told = CliRunner().invoke(cli.app, ["case"])
    assert told.exit_code == 2
    assert "Que faire maintenant" in told.output


def test_no_word_of_a_help_is_left_in_english():
    told = "".join(CliRunner().invoke(cli.app, [*path, "--help"]).output for path, _ in EVERY)
    for word in ("Usage", "Options:", "Commands", "Show this message", "[required]", "[default"):
        assert word not in told


@pytest.mark.parametrize(("path", "command"), EVERY, ids=lambda each: " ".join(each) if isinstance(each, tuple) else "")
def test_what_is_typed_is_judged_in_our_own_words(path, command):
    """Fails when a parameter is of a type of the library's, whose refusals are in English."""
    theirs = {click.IntRange, click.FloatRange, click.Choice, click.DateTime, click.File, click.Tuple, click.Path}
    theirs |= {type(each) for each in (click.INT, click.FLOAT, click.UUID)}
    assert [each.name for each in command.params if type(each.type) in theirs] == []


@pytest.mark.parametrize("typed", ["-3", "0", "601", "x", "1" * 5_000, "\u0663" * 30])
def test_a_number_that_will_not_do_is_told_whatever_its_length(baom: Baom, typed):
    """Fails when Python's own limit on digits ends as an incident."""
    refused = baom("sources", "check", f"--months={typed}", code=2)
    assert "n'est pas un nombre entre 1 et 600" in flat(refused.output)
