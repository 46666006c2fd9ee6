"""An environment with pm4py, apart from ours, made once from its own lock."""

import hashlib
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "var" / "xes"
LOCK = Path(__file__).with_name("requirements.lock")


class UnavailableError(Exception):
    """It isn't there, and can't be made: no network, or no room."""


def python() -> Path:
    """The interpreter of the environment, made when its lock has changed.

    Raises:
        UnavailableError: with the last words of the installer.
    """
    interpreter = HERE / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp, wanted = HERE / "stamp", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return interpreter
    began = time.monotonic()
    shutil.rmtree(HERE, ignore_errors=True)
    venv.create(HERE, with_pip=_uv() is None)
    install = [_uv(), "pip", "install", "--python", interpreter] if _uv() else [interpreter, "-m", "pip", "install"]
    done = subprocess.run(
        [*map(str, install), "--quiet", "--require-hashes", "-r", str(LOCK)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if done.returncode != 0:
        raise UnavailableError(done.stderr.strip().splitlines()[-1:] or ["?"])
    stamp.write_text(wanted, encoding="ascii")
    print(f"XES : environnement fait en {time.monotonic() - began:.0f} s ({HERE}).")
    return interpreter


def _uv() -> str | None:
    beside = Path(sys.executable).with_name("uv")
    return str(beside) if beside.exists() else shutil.which("uv")
