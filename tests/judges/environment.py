"""What the judges need, apart from our own environment, each made once from its lock."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "var" / "judges"
HERE = Path(__file__).parent
LOCK = HERE / "requirements.lock"
MODDLE = HERE / "moddle"


class UnavailableError(Exception):
    """It isn't there, and can't be made: no network, or no room."""


def python() -> Path:
    """The interpreter of the environment that has pm4py and SpiffWorkflow, made when its lock has changed.

    Raises:
        UnavailableError: with the last words of the installer.
    """
    home = HOME / "python"
    interpreter = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if _is_made(home, LOCK):
        return interpreter
    venv.create(home, with_pip=_uv() is None)
    install = [_uv(), "pip", "install", "--python", interpreter] if _uv() else [interpreter, "-m", "pip", "install"]
    _install(home, LOCK, [*map(str, install), "--quiet", "--require-hashes", "-r", str(LOCK)])
    return interpreter


def moddle() -> Path:
    """The folder from which node can load bpmn-moddle, made when its lock has changed.

    Raises:
        UnavailableError: no npm here, or with its last words.
    """
    home = HOME / "moddle"
    lock = MODDLE / "package-lock.json"
    if _is_made(home, lock):
        return home
    npm = shutil.which("npm")
    if npm is None:
        raise UnavailableError("npm ?")
    home.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(MODDLE / name, home)
    _install(home, lock, [npm, "ci", "--prefix", str(home), "--no-audit", "--no-fund", "--ignore-scripts"])
    return home


def run(command: list[object]) -> str:
    """What a judge says on its standard output.

    Raises:
        JudgeError: it failed: it can't read what we export, or finds it against its schema.
    """
    done = subprocess.run(
        [*map(str, command)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"PATH": os.environ.get("PATH", ""), "MPLCONFIGDIR": str(HOME), "PYTHONUTF8": "1"},
    )
    if done.returncode != 0:
        raise JudgeError(done.stderr[-2000:])
    return done.stdout


class JudgeError(Exception):
    """A judge refuses what it was given."""


def _is_made(home: Path, lock: Path) -> bool:
    stamp = home / "stamp"
    if stamp.exists() and stamp.read_text(encoding="ascii") == _mark(lock):
        return True
    shutil.rmtree(home, ignore_errors=True)
    return False


def _install(home: Path, lock: Path, command: list[str]) -> None:
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode != 0:
        raise UnavailableError(done.stderr.strip().splitlines()[-1:] or ["?"])
    (home / "stamp").write_text(_mark(lock), encoding="ascii")
    print(f"Juges : environnement fait en {time.monotonic() - began:.0f} s ({home}).")


def _mark(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _uv() -> str | None:
    beside = Path(sys.executable).with_name("uv")
    return str(beside) if beside.exists() else shutil.which("uv")
