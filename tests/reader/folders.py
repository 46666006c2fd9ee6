"""A small referential of a few files, and copies of it spoilt as an editor would spoil them."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from engine.errors import Problem
from engine.reader.load import Referential, Surroundings

SMALL = Path(__file__).parent / "small"
AROUND = Surroundings(
    territory="souss",
    forms=frozenset({"resume", "courrier_recepisse"}),
    communes=frozenset({"tiznit", "agadir"}),
    served=frozenset({"bureau_etat_civil", "maternite", "service_social"}),
)
"What the small referential may name beyond its own files."


def copied(tmp_path: Path) -> Path:
    """A copy of the small referential, called `parcours` in messages."""
    return shutil.copytree(SMALL, tmp_path / "parcours")


def spoilt(tmp_path: Path, *changes: tuple[str, str, str]) -> Path:
    """A copy where, in each named file, the first `old` is replaced by `new`; an empty `old` replaces the whole."""
    folder = copied(tmp_path)
    for name, old, new in changes:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text, f"« {old} » n'est plus dans {name} : corriger l'essai"
        path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8", newline="\n")
    return folder


def problems_of(folder: Path, around: Surroundings = AROUND) -> tuple[Problem, ...]:
    """Every problem of the folder."""
    return Referential(folder, around).check()


def told(problems: Iterable[Problem]) -> str:
    """Problems as an editor reads them."""
    return "".join(f"{each.code} {each.place}: {each.message}\n  À faire : {each.remedy}\n" for each in problems)
