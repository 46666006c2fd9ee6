"""Make the project's virtual environment, `.venv`, from the lock; do nothing when it is as it should be.

Standard library only, and no syntax newer than Python 3.7: it must be able to say that Python is too old.
It knows the lock and the project file, and nothing of what the project does. Linux, macOS and Windows:
`python3 .ci/bootstrap.py`, or `py .ci/bootstrap.py`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
LOG = ROOT / "var" / "installation.log"


class UnusableError(Exception):
    """The environment can't be made here; the message, in French, says why and what to do."""


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge")
"""Names under which a Chromium may be found; the tests drive it."""


def main(arguments: Sequence[str] = ()) -> int:
    """Make or refresh `.venv`, or with `--browser` bring what the tests of the pages drive.

    Return the exit code: 0 when it is ready and 5 when it can't be made.
    """
    try:
        require_python(sys.version_info[:3])
        stamp = fingerprint()
        if not is_ready(ENVIRONMENT, stamp):
            prepare(ENVIRONMENT, stamp)
        if "--browser" in arguments:
            require_browser()
    except UnusableError as error:
        print(f"Installation impossible : {error}", file=sys.stderr)
        return 5
    except OSError as error:
        print(f"Installation impossible : {error.strerror} ({error.filename}).", file=sys.stderr)
        return 5
    except KeyboardInterrupt:
        print("\nInstallation interrompue : relancer la même commande pour la reprendre.", file=sys.stderr)
        return 5
    return 0


def require_python(version: tuple[int, ...]) -> None:
    """Raise UnusableError when `version` is older than what the project runs on."""
    if version[:2] < OLDEST_PYTHON:
        raise UnusableError(
            f"Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} ou plus récent est nécessaire, "
            f"celui-ci est le {version[0]}.{version[1]}.\n"
            "  À faire : nommer un autre interpréteur, par exemple : make run PYTHON=python3.12"
        )


def fingerprint() -> str:
    """Hex digest of all that the environment depends on: lock, project file, folder and interpreter."""
    digest = hashlib.sha256()
    for part in (LOCK.read_bytes(), PROJECT.read_bytes(), str(ROOT).encode(), sys.version.encode()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def is_ready(environment: Path, stamp: str) -> bool:
    """Whether the environment was finished under this very stamp and its interpreter is still there."""
    mark = mark_of(environment)
    return python_of(environment).exists() and mark.exists() and mark.read_text(encoding="ascii") == stamp


def prepare(environment: Path, stamp: str) -> None:
    """Install the lock, then the project itself, editable; leave the stamp only once all is there."""
    LOG.parent.mkdir(exist_ok=True)
    LOG.write_bytes(b"")
    say(f"Préparation de {environment.name} : une à deux minutes la première fois…")
    if mark_of(environment).exists():
        mark_of(environment).unlink()
    install(environment, "--require-hashes", "-r", LOCK)
    # The build tools come from the lock too: an isolated build would download others, without a hash.
    install(environment, "--no-deps", "--no-build-isolation", "-e", ROOT)
    mark_of(environment).write_text(stamp, encoding="ascii")
    say("Environnement prêt.")


def install(environment: Path, *what: str | Path) -> None:
    """Install into `environment`, made first if need be: with uv where it is found and works, else with pip.

    `what` are arguments that `uv pip install` and `pip install` understand alike.
    """
    uv = shutil.which("uv")
    if uv is not None:
        try:
            install_with_uv(uv, environment, what)
        except UnusableError:
            # pip may know of a mirror or a certificate that uv was not told about.
            say("uv n'a pas réussi : nouvel essai avec pip…")
        else:
            return
    install_with_pip(environment, what)


def install_with_uv(uv: str, environment: Path, what: Sequence[str | Path]) -> None:
    """The quick way."""
    if not answers(environment, "import sys; print(sys.version)", sys.version):
        run([uv, "venv", "--clear", "--python", sys.executable, environment], "La création de l'environnement")
    command = [uv, "pip", "install", "--compile-bytecode", "--python", python_of(environment)]
    run([*command, *what], "L'installation")


def install_with_pip(environment: Path, what: Sequence[str | Path]) -> None:
    """The way of a bare Python."""
    if not answers(environment, "import sys, pip; print(sys.version)", sys.version):
        if importlib.util.find_spec("ensurepip") is None:
            install_venv_module()
        run([sys.executable, "-m", "venv", "--clear", environment], "La création de l'environnement")
    command = [python_of(environment), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    run([*command, *what], "L'installation")


def install_venv_module() -> None:
    """Bring Debian's `venv` package, which a bare `python3` lacks; or raise UnusableError."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if shutil.which("apt-get") is None:
        raise UnusableError(
            "le module « ensurepip » manque à ce Python.\n  À faire : installer un Python complet, ou uv."
        )
    if os.geteuid() != 0:
        raise UnusableError(f"le paquet « {package} » manque.\n  À faire : sudo apt install {package}")
    install_debian(package)


def require_browser() -> None:
    """Bring Debian's Chromium where there is no browser to drive, and what the driver's own Node needs."""
    if os.environ.get("BAOM_BROWSER") or any(shutil.which(name) for name in BROWSERS):
        return
    if shutil.which("apt-get") is None:
        raise UnusableError(
            "les essais des pages demandent un navigateur Chromium.\n"
            "  À faire : en installer un, ou le nommer dans la variable BAOM_BROWSER."
        )
    if os.geteuid() != 0:
        raise UnusableError("aucun navigateur Chromium n'est là.\n  À faire : sudo apt install chromium libatomic1")
    install_debian("chromium", "libatomic1")


def install_debian(*packages: str) -> None:
    """Install Debian's packages, as root."""
    named = " ".join(packages)
    say(f"Installation de paquets Debian : {named}…")
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "--no-install-recommends"]
    run([*quiet, "update"], "La lecture de la liste des paquets Debian")
    run([*quiet, "install", *packages], f"L'installation de : {named}")


def python_of(environment: Path) -> Path:
    """Path of the interpreter inside a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def mark_of(environment: Path) -> Path:
    """Path of the file that holds the stamp of a finished environment."""
    return environment / "baom-stamp"


def answers(environment: Path, program: str, expected: str) -> bool:
    """Whether the environment's interpreter starts, runs `program` and prints `expected`."""
    command = [str(python_of(environment)), "-c", program]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.decode().strip() == expected


def run(command: Sequence[str | Path], purpose: str) -> None:
    """Run a tool, its output kept in the log; raise UnusableError with its last word when it fails."""
    words = [str(part) for part in command]
    done = subprocess.run(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    output = done.stdout.decode(errors="replace")
    with LOG.open("a", encoding="utf-8") as log:
        log.write("$ " + " ".join(words) + "\n" + output + "\n")
    if done.returncode:
        said = [line.strip() for line in output.splitlines() if line.strip()]
        errors = [line for line in said if line.lower().startswith(("error", "e:", "×"))]
        last = (errors or said or [f"code {done.returncode}"])[-1]
        raise UnusableError(f"{purpose} a échoué : {last}\n  Tout ce que l'outil a dit : {LOG}")


def say(words: str) -> None:
    """Tell the person who waits."""
    print(words, flush=True)


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        # A Windows console or a bare C locale may not know our accents: a « ? » beats a traceback.
        sys.stdout.reconfigure(errors="replace")
        sys.stderr.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))
