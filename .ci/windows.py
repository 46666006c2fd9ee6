"""The program in one folder for a Windows desk: brought on a stick, installed by a double click, without git.

    .venv/bin/python .ci/windows.py                  write dist/baom-windows.zip; the desk then needs a network once
    .venv/bin/python .ci/windows.py --python 3.13    with all that it needs for that Python: no network at all
                                                     (made where there is a network, and pip)

Nobody has to be administrator there: it goes to the user's own profile. What is installed is what the lock says, hash
by hash. Knows the lock and Windows; nothing of what the project does.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import zipfile
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "dist" / "baom-windows.zip"
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"}
PACKAGES = "paquets"

INSTALL = r"""@echo off
setlocal
cd /d "%~dp0"
set "PROGRAMME=%LOCALAPPDATA%\baom\programme"
where py >nul 2>nul
if errorlevel 1 goto python
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))"
if errorlevel 1 goto python
py -3 -m venv --clear "%PROGRAMME%"
if errorlevel 1 goto failed
set "FROM="
if exist paquets\ set "FROM=--no-index --find-links paquets"
set "PIP="%PROGRAMME%\Scripts\python.exe" -m pip install --disable-pip-version-check"
%PIP% --only-binary :all: --require-hashes %FROM% -r requirements.txt
if errorlevel 1 goto failed
for %%F in (baom-*.whl) do %PIP% --no-index --no-deps "%%F"
if errorlevel 1 goto failed
"%PROGRAMME%\Scripts\baom.exe" --help >nul
if errorlevel 1 goto failed
echo.
echo BAOM est installe. Pour apprendre : formation.bat. Pour travailler : ouvrir.bat.
pause
exit /b 0
:python
echo Il faut Python 3.11 ou plus, avec son lanceur "py" : https://www.python.org/downloads/windows/
pause
exit /b 1
:failed
echo BAOM n'est pas installe : la raison est au-dessus. Rien d'autre n'a change sur cet ordinateur.
pause
exit /b 1
"""
OPEN = r"""@echo off
setlocal
title BAOM : laisser cette fenetre ouverte
set "BAOM=%LOCALAPPDATA%\baom\programme\Scripts\baom.exe"
if not exist "%BAOM%" goto missing
start "" /min cmd /c "timeout /t 4 /nobreak >nul & explorer http://localhost:8765/"
"%BAOM%" serve
pause
exit /b 0
:missing
echo BAOM n'est pas encore installe : ouvrir installer.bat.
pause
exit /b 1
"""
TRAIN = r"""@echo off
setlocal
title BAOM, formation : laisser cette fenetre ouverte
set "BAOM=%LOCALAPPDATA%\baom\programme\Scripts\baom.exe"
if not exist "%BAOM%" goto missing
set "BAOM_DB=%LOCALAPPDATA%\baom\formation.db"
set "BAOM_KEY=%LOCALAPPDATA%\baom\formation\baom.key"
start "" /min cmd /c "timeout /t 8 /nobreak >nul & explorer http://localhost:8765/"
"%BAOM%" demo
pause
exit /b 0
:missing
echo BAOM n'est pas encore installe : ouvrir installer.bat.
pause
exit /b 1
"""
READ = """BAOM sur un ordinateur Windows, sans git et sans être administrateur

1. Installer Python {python} (python.org, 64 bits, en laissant coché « py launcher »).
2. Sortir ce dossier du fichier .zip : clic droit, « Extraire tout ».
3. Ouvrir installer.bat. Windows peut demander de confirmer : le fichier vient d'ailleurs.
4. Pour apprendre, sur des dossiers fictifs : formation.bat. Pour travailler : ouvrir.bat.
   L'application s'ouvre à http://localhost:8765/ ; la fenêtre noire reste ouverte tant qu'on travaille.

Avant la première vraie base : chiffrer le disque (BitLocker), et lire docs/exploitation.md : comptes, clés,
sauvegardes.
"""


def runtime() -> str:
    """The part of the lock that an installed program needs on Windows, with its hashes."""
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text(encoding="utf-8").strip())
    by_name = {canonicalize_name(entry.partition("==")[0]): entry for entry in entries}
    names, waiting = set[str](), [Requirement("baom")]
    while waiting:
        asked = waiting.pop()
        name = canonicalize_name(asked.name)
        names.add(name)
        for text in requires(asked.name) or ():
            needed = Requirement(text)
            extras = {"", *asked.extras}
            wanted = needed.marker is None or any(needed.marker.evaluate({**WINDOWS, "extra": each}) for each in extras)
            if wanted and canonicalize_name(needed.name) not in names:
                waiting.append(needed)
    return "\n".join(by_name[name] for name in sorted(names - {"baom"})) + "\n"


def make(out: Path, python: str | None) -> None:
    """Write the folder, zipped; with the packages for that Python, where one is named."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
        subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        (folder / "requirements.txt").write_text(runtime(), encoding="utf-8")
        for script, text in (("installer.bat", INSTALL), ("ouvrir.bat", OPEN), ("formation.bat", TRAIN)):
            # Its own line ends, and ASCII: each Windows reads a script in the letters of its own country.
            (folder / script).write_bytes(text.replace("\n", "\r\n").encode("ascii"))
        (folder / "LISEZMOI.txt").write_bytes(_read(python).encode("utf-8-sig"))
        if python is not None:
            _download(folder, python)
        out.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(each for each in folder.rglob("*") if each.is_file()):
                packed.write(path, f"baom/{path.relative_to(folder).as_posix()}")


def _read(python: str | None) -> str:
    return READ.format(python=f"{python}, celui-là" if python is not None else "3.11 ou plus").replace("\n", "\r\n")


def _download(folder: Path, python: str) -> None:
    """Bring every package that Windows needs, hash by hash."""
    line = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary", ":all:", "--platform", "win_amd64"]
    line += ["--python-version", python, "--require-hashes", "-r", str(folder / "requirements.txt")]
    subprocess.run([*line, "-d", str(folder / PACKAGES)], check=True)


def main() -> None:
    """Make it."""
    parser = argparse.ArgumentParser(description="Le programme dans un dossier, pour un bureau Windows.")
    parser.add_argument("--python", metavar="3.13", help="apporter aussi tous les paquets, pour ce Python")
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    make(asked.out, asked.python)
    print(asked.out)


if __name__ == "__main__":
    main()
