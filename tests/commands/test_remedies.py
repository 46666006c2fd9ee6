"""What a refusal offers: only what can be done here, the nearest first, and the very command that mends it."""

import os
import shlex

import click
import pytest

import cli
from engine.commands.frame import SHORT, Group
from tests.commands.conftest import KNOWN, PROGRAM, Baom, flat


@pytest.fixture
def case(baom: Baom) -> str:
    """A home birth whose file is being made up."""
    case = baom.open("--set", "date_naissance=2026-11-01", *KNOWN)
    baom("case", "do", case, "constituer_dossier")
    return case


@pytest.mark.parametrize("trigger", ["demander_atestation", "deposer"])
def test_a_wrong_action_is_answered_with_those_possible_here(baom: Baom, case: str, trigger: str):
    """Misspelt or of another step: no action that is closed here is proposed."""
    actions = baom.json("case", "next", case)["actions"]
    (refused,) = baom.json("case", "do", case, trigger, code=1)["refused"]
    here = refused["unlock"].rpartition("Ici, on peut")[2]
    assert all((f"{each['trigger']} (" in here) == each["possible"] for each in actions)


def test_the_nearest_action_comes_first(baom: Baom, case: str):
    (refused,) = baom.json("case", "do", case, "abandoner", code=1)["refused"]
    assert refused["unlock"].startswith("Actions ouvertes ici : abandonner (")
    assert "Vouliez-vous dire « abandonner »" in refused["message"]


def test_a_known_value_is_refused_with_the_command_that_corrects_it(baom: Baom, case: str):
    """Copied with its reason, it runs; a machine is given it too."""
    (refused,) = baom.json("case", "set", case, "date_naissance=02/11/2026", code=1)["refused"]
    command = f'baom case correct {case} date_naissance=02/11/2026 --reason "…"'
    assert refused["command"] == command
    assert command in baom("case", "set", case, "date_naissance=02/11/2026", code=1).output
    baom(*shlex.split(command)[1:])
    assert baom.json("case", "show", case)["fields"]["date_naissance"] == "2026-11-02"


def test_another_reason_has_no_command_of_its_own(baom: Baom, case: str):
    (refused,) = baom.json("case", "set", case, "date_naissance_mere=hier", code=1)["refused"]
    assert refused["command"] is None


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_wrong_date_names_both_ways_to_write_it(baom: Baom, case: str, language: str):
    told = baom("--lang", language, "case", "set", case, "date_naissance_mere=199", code=1).output
    assert "2026-11-01" in told
    assert "01/11/2026" in told


def test_without_an_action_it_says_what_is_possible(baom: Baom, case: str):
    told = flat(baom("case", "do", case, code=2).stderr)
    assert "Quelle action ? Possibles à l'étape « Réunion des pièces » : demander_attestation (" in told
    assert "completer" not in told
    assert f"baom case next {case}" in told
    assert baom.json("case", "do", case, code=2)["error"]["code"] == "usage"


@pytest.mark.skipif(os.name != "posix", reason="there is no pseudo-terminal elsewhere")
def test_at_a_terminal_the_action_is_chosen_from_a_list(baom: Baom, case: str):
    import pty
    import subprocess

    from tests.commands.test_walk import read_until

    master, slave = pty.openpty()
    environment = {**os.environ, **baom.environment, "TERM": "xterm", "COLUMNS": "80", "LINES": "40"}
    line = [PROGRAM, "--now", baom.now, "case", "do", case]
    running = subprocess.Popen(line, env=environment, stdin=slave, stdout=slave, stderr=slave, close_fds=True)
    os.close(slave)
    read_until(master, "Passer le relais")
    os.write(master, b"\r")
    read_until(master, "La suite")
    assert running.wait(timeout=60) == 0
    os.close(master)
    assert baom.json("case", "next", case)["state"]["id"] == "attestation_domicile"


def groups(group: Group, ctx: click.Context) -> list[tuple[str, str]]:
    """Every command of a group and of its own groups, with the line that presents it."""
    found = []
    for name in group.list_commands(ctx):
        found.append((f"{ctx.command_path} {name}", group.short_help_of(ctx, name)))
        inner = group.get_command(ctx, name)
        if isinstance(inner, Group):
            with click.Context(inner, parent=ctx, info_name=name) as below:
                found += groups(inner, below)
    return found


def test_the_line_that_presents_a_command_is_whole_and_short():
    """It holds beside the name on 80 columns, and no sentence is cut."""
    with click.Context(cli.app, info_name="baom") as ctx:
        lines = groups(cli.app, ctx)
    assert len(lines) > 40
    for name, line in lines:
        assert 8 < len(line) <= SHORT, name
        assert line.endswith((".", "?", "…")), name
        assert "..." not in line, name


@pytest.mark.parametrize(
    ("language", "label", "choice"),
    [("fr", "Langue de l'entretien", "tachelhit"), ("ar", "لغة المقابلة", "تاشلحيت")],
)
def test_a_datum_lacking_is_refused_with_its_label_and_its_choices(baom: Baom, language: str, label: str, choice: str):
    """An identifier alone says neither what to ask nor what may be answered."""
    case = baom.open(process="accueil")
    told = flat(baom("--lang", language, "case", "do", case, "ecouter", code=1).output)
    assert told.count(label) == 2
    assert choice in told
    (reason,) = baom.json("--lang", language, "case", "do", case, "ecouter", code=1)["refused"]
    (lacking,) = reason["fields"]
    assert (lacking["id"], lacking["label"]) == ("langue", label)
    assert "tachelhit" in lacking["options"]
