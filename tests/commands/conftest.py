"""A command line for the tests: a training database made once by `baom db init`, copied for each test."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import cli
from tests.commands.office import Office, make_office, office_in
from tests.sharing import once

NOW = "2026-11-06"
"Today, unless a test says otherwise."
PROGRAM = Path(sys.executable).with_name("baom.exe" if os.name == "nt" else "baom")
"The real entry point, as an agent starts it."


@dataclass
class Baom:
    """One desk's command line, on a database of its own."""

    folder: Path
    now: str = NOW

    @property
    def environment(self) -> dict[str, str]:
        """What the program may know of this machine: its own database and key, and nobody's folders."""
        return {
            "BAOM_DB": str(self.folder / "baom.db"),
            "BAOM_KEY": str(self.folder / "cle" / "baom.key"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "LOCALAPPDATA": str(self.folder / "data"),
            "HOME": str(self.folder),
        }

    def __call__(self, *words: str, code: int | None = 0, now: str | None = None) -> Result:
        """Run one command line in this process; `code` is the end that is expected, None when any will do."""
        line = ["--now", now or self.now, *words]
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            result = CliRunner().invoke(cli.app, line, env=self.environment)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        assert code is None or result.exit_code == code, result.output
        return result

    def json(self, *words: str, code: int = 0, now: str | None = None) -> Any:
        """The JSON answer of a command line: one object, alone on the standard output."""
        result = self(*words, "--json", code=code, now=now)
        return json.loads(result.stdout)

    def program(self, *words: str, **more: Any) -> subprocess.CompletedProcess[str]:
        """Run the real program, in a process of its own."""
        environment = {**os.environ, **self.environment, "COLUMNS": "80", **more.pop("env", {})}
        line = [PROGRAM, "--now", more.pop("now", self.now), *words]
        given = {"cwd": self.folder, "env": environment, "capture_output": True, "encoding": "utf-8"} | more
        return subprocess.run(line, check=False, **given)

    def open(self, *words: str, process: str = "naissance", commune: str = "tiznit") -> str:
        """Open a case and return its identifier."""
        return self.json("case", "open", process, "--commune", commune, *words)["case"]


def make_desk(folder: Path) -> None:
    """A new training database and its key."""
    Baom(folder)("db", "init", "--training")


@pytest.fixture(scope="session")
def made(shared: Path) -> Path:
    """A folder with a new database and its key."""
    return once(shared / "formation", make_desk)


@pytest.fixture
def baom(made: Path, tmp_path: Path) -> Baom:
    """The command line of a desk whose database is new."""
    desk = Baom(tmp_path / "bureau")
    shutil.copytree(made, desk.folder)
    return desk


@pytest.fixture(scope="session")
def made_office(shared: Path) -> Office:
    """A real database and those who work with it, to be copied."""
    return office_in(once(shared / "reelle", make_office))


@pytest.fixture
def office(made_office: Office, tmp_path: Path) -> Office:
    """A copy of it, of this test's own."""
    folder = tmp_path / "bureau"
    shutil.copytree(made_office.folder, folder)
    return Office(folder, made_office.secrets)


KNOWN = (
    *("--set", "commune_naissance=tiznit", "--set", "lieu_accouchement=domicile", "--set", "couple=etranger"),
    *("--set", "filiation=deux_parents", "--set", "declarant=mere"),
)
"""What is known of the births of these tests, the day apart."""


def flat(text: str) -> str:
    """A screen on one line: where it was wrapped doesn't matter."""
    return " ".join(text.replace("\u00a0", " ").split())
