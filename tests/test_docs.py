"""Every command of the README and of the guides is run, in order, as its reader would.

Those of the README in the real program, a process a command; those of the guides in this process, where the hundred and
forty of them take a fifth of the time.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from engine.web.words import WORDS
from tests.scans.samples import photograph

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EDIT = re.compile(
    r"^Dans `([^`]+)`, remplacer\n\n```yaml\n(.*?)^```\n\npar\n\n```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE
)
IDENTIFIER = re.compile(r"\b([BD])-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b")
PLACEHOLDERS = {"D": "DOSSIER", "B": "PERSONNE"}
NOW = "2026-11-06"


def commands(page: Path) -> list[str]:
    return [each for each in gestures(page) if isinstance(each, str)]


def gestures(page: Path) -> list[str | tuple[str, str, str]]:
    """What a page has its reader do, in order: a command to type, or in a file a passage to put another in place of."""
    text = page.read_text(encoding="utf-8")
    found: list[str | tuple[str, str, str]] = []
    for match in sorted([*BLOCK.finditer(text), *EDIT.finditer(text)], key=lambda each: each.start()):
        if match.re is EDIT:
            found.append((match[1], match[2].rstrip("\n"), match[3].rstrip("\n")))
            continue
        lines = match[1].splitlines()
        assert all(line.startswith("$ baom ") for line in lines), f"{page.name}: a console block holds commands alone"
        found += [line.removeprefix("$ baom ") for line in lines]
    return found


def edit(page: Path, folder: Path, gesture: tuple[str, str, str]) -> None:
    """Do what the page tells to do in a file; the passage must stand there once."""
    name, before, after = gesture
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{page.name}: {name}: « {before} » isn't there once"
    path.write_text(text.replace(before, after), encoding="utf-8", newline="\n")


def words(line: str) -> list[str]:
    return [part[1:-1] if part.startswith('"') else part for part in re.findall(r'"[^"]*"|[^\s"]+', line)]


def by_the_program(asked: list[str], folder: Path, environ: dict[str, str]) -> tuple[int, str, str]:
    """The end of a command, and what it says: the program, in a process of its own."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("BAOM_", "XDG_"))}
    done = subprocess.run(
        [sys.executable, "-m", "cli", *asked],
        cwd=folder,
        env=known | environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def in_this_process(asked: list[str], folder: Path, environ: dict[str, str]) -> tuple[int, str, str]:
    """The same, of the program called in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in [name for name in os.environ if name.startswith("XDG_")]:
            patch.delenv(name)
        done = CliRunner().invoke(cli.app, asked, env=environ)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=lambda page: page.name)
def test_every_documented_command_works(page: Path, tmp_path: Path) -> None:
    """Run in order in one folder: the last case opened stands for DOSSIER, the last person added for PERSONNE."""
    (tmp_path / "processes").symlink_to(ROOT / "processes", target_is_directory=True)
    shutil.copytree(ROOT / "processes", tmp_path / "mes_parcours")
    (tmp_path / "avis.jpg").write_bytes(photograph())
    environ = {"BAOM_DB": str(tmp_path / "base.db"), "BAOM_KEY": str(tmp_path / "cle" / "baom.key"), "NO_COLOR": "1"}
    known = {"DOSSIER": "D-0000-0000", "PERSONNE": "B-0000-0000"}
    for line in gestures(page):
        if not isinstance(line, str):
            edit(page, tmp_path, line)
            continue
        asked = [known.get(word, word) for word in words(line)]
        if "--now" not in asked and asked[0] in ("case", "worklist", "tick", "person"):
            asked += ["--now", NOW]
        code, out, err = (by_the_program if page.name == "README.md" else in_this_process)(asked, tmp_path, environ)
        assert code == 0, f"{page.name}: baom {line}\n{out}\n{err}"
        assert "Traceback" not in err
        if asked[1:2] in (["open"], ["add"]):
            for found in IDENTIFIER.finditer(out):
                known[PLACEHOLDERS[found[1]]] = found[0]


def test_the_picture_of_the_readme_is_of_the_pathway_as_it_is() -> None:
    """Made again by: baom process graph naissance --out docs/images/naissance.svg"""
    done = subprocess.run(
        [sys.executable, "-m", "cli", "process", "graph", "naissance", "--out", "-"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == (ROOT / "docs/images/naissance.svg").read_text(encoding="utf-8").strip()


def test_the_pages_named_in_the_readme_exist() -> None:
    named = re.findall(r"\]\((docs/[^)#]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    missing = [each for each in named if not (ROOT / each).exists()]
    assert named
    assert not missing


def test_the_tutorial_names_the_buttons_of_the_pages_as_they_are():
    """Fails when a button is called otherwise than in the guide of whoever begins."""
    text = (ROOT / "docs" / "tutoriel.md").read_text(encoding="utf-8")
    part = " ".join(text.partition("## Sans terminal")[2].partition("\n## ")[0].split())
    named = set(re.findall(r"« ([^»]+) »", part)) - {"À écrire"}
    assert named
    assert named - {word.fr for word in WORDS.values()} == set()
