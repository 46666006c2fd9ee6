"""A real database with those who work with it, each in a home of their own, as the program itself makes it."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
from click.testing import CliRunner, Result

import cli
from engine.store.codec import leaf

PROGRAM = (sys.executable, "-m", "cli")
"The real program, in a process of its own."
ROOT = Path(__file__).resolve().parents[2]

PASSWORD = "girafe velours parapluie"
OTHER = "quatre tortues en vacances au nord"
ADMIN, AGENT, SUPERVISOR = "k.idrissi", "f.amrani", "m.saidi"


@dataclass
class Person:
    """Somebody at a machine of their own, with the database and its keys."""

    folder: Path
    login: str
    secret: str = ""
    "Of their telephone."

    @property
    def environment(self) -> dict[str, str]:
        home = self.folder / self.login
        return {
            "BAOM_DB": str(self.folder / "baom.db"),
            "BAOM_KEY": str(self.folder / "cle" / "baom.key"),
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "reglages"),
            "APPDATA": str(home / "reglages"),
            "XDG_DATA_HOME": str(home / "data"),
            "LOCALAPPDATA": str(home / "data"),
        }

    @property
    def session(self) -> Path:
        return self.folder / self.login / "reglages" / "baom" / "baom.session"

    def __call__(self, *words: str, code: int = 0, lines: tuple[str, ...] = ()) -> Result:
        given = "".join(f"{line}\n" for line in lines)
        more = ("--password-stdin",) if lines else ()
        result = CliRunner().invoke(cli.app, [*words, *more], env=self.environment, input=given)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        assert result.exit_code == code, result.output
        return result

    def json(self, *words: str, code: int = 0, lines: tuple[str, ...] = ()) -> Any:
        return json.loads(self(*words, "--json", code=code, lines=lines).stdout)

    def enters(self, password: str = PASSWORD) -> "Person":
        self("user", "login", self.login, lines=(password, self.code(1)) if self.secret else (password,))
        return self

    def code(self, ahead: int = 0) -> str:
        return pyotp.TOTP(self.secret).at(datetime.now(UTC) + timedelta(seconds=30 * ahead))

    def enrols(self, *lines: str) -> None:
        """Log in for the first time with the real program: read the secret on its screen, answer with a code."""
        environment = {**os.environ, **self.environment, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
        line = [*PROGRAM, "user", "login", self.login, "--password-stdin"]
        with subprocess.Popen(
            line, stdin=-1, stdout=-1, stderr=-1, env=environment, encoding="utf-8", cwd=self.folder
        ) as program:
            assert program.stdin is not None
            assert program.stderr is not None
            program.stdin.write("".join(f"{each}\n" for each in lines))
            program.stdin.flush()
            address = next(text for text in program.stderr if text.startswith("otpauth://"))
            self.secret = pyotp.parse_uri(address.strip()).secret
            _, told = program.communicate(f"{self.code()}\n", timeout=30)
            assert program.returncode == 0, told


@dataclass
class Office:
    """A real database and those who work with it; nobody is logged in but the administrator."""

    folder: Path
    secrets: dict[str, str]

    def person(self, login: str) -> Person:
        return Person(self.folder, login, self.secrets.get(login, ""))

    @property
    def admin(self) -> Person:
        return self.person(ADMIN)

    @property
    def agent(self) -> Person:
        return self.person(AGENT)

    @property
    def supervisor(self) -> Person:
        return self.person(SUPERVISOR)

    @property
    def file(self) -> Path:
        return self.folder / "baom.db"

    def by_hand(self, *statements: str) -> None:
        with sqlite3.connect(self.file) as link:
            for each in statements:
                link.execute(each)
        link.close()

    def rewrite(self, login: str, sequence: str, change: Callable[[bytes], bytes], *, rehash: bool) -> None:
        """Write in an event of an account by hand, past the triggers; `sequence` as SQL of the account's `own`."""
        with sqlite3.connect(self.file) as link:
            triggers = link.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                link.execute(f"DROP TRIGGER {name}")
            ((row,),) = link.execute("SELECT stream FROM users WHERE login = ?", (login,)).fetchall()
            own = f"SELECT {sequence} FROM events WHERE stream = ?"
            ((at,),) = link.execute(own, (row,)).fetchall()
            where = (row, at)
            ((stored,),) = link.execute("SELECT bytes FROM events WHERE stream = ? AND sequence = ?", where).fetchall()
            changed = change(stored)
            assert changed != stored
            link.execute("UPDATE events SET bytes = ? WHERE stream = ? AND sequence = ?", (changed, *where))
            if rehash:
                link.execute("UPDATE events SET hash = ? WHERE stream = ? AND sequence = ?", (leaf(changed), *where))
            for _, sql in triggers:
                link.execute(sql)
        link.close()


def make_office(folder: Path) -> None:
    """Make one with the real program, as one would: init, the administrator's telephone, an agent, a supervisor."""
    base = folder / "base"
    base.mkdir()
    admin, supervisor, agent = (Person(base, login) for login in (ADMIN, SUPERVISOR, AGENT))
    admin("db", "init", "--admin", ADMIN, "--name", "Karim Idrissi", lines=(PASSWORD,))
    admin.enrols(PASSWORD)
    admin("user", "add", AGENT, "--role", "agent", "--commune", "tiznit", lines=(OTHER,))
    admin("user", "add", SUPERVISOR, "--role", "supervisor", "--everywhere", "--name", "Malika Saïdi", lines=(OTHER,))
    supervisor.enrols(OTHER, PASSWORD)
    agent("user", "login", AGENT, lines=(OTHER, PASSWORD))
    for each in (supervisor, agent):
        each("user", "logout")
    # Beside it: in a copy, a secret in clear would be found.
    secrets = {each.login: each.secret for each in (admin, supervisor)}
    (folder / "secrets.json").write_text(json.dumps(secrets), encoding="utf-8")


def office_in(folder: Path) -> Office:
    """The one that `make_office` has made there."""
    return Office(folder / "base", json.loads((folder / "secrets.json").read_text(encoding="utf-8")))
