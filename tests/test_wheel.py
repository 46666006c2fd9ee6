"""The wheel holds all that it needs: installed alone, run from elsewhere, it finds its pathways and its forms."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution, packages_distributions
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
OUR_TOP_LEVEL = ("cli", "engine", "forms", "processes")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the work tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def clean_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a new environment that holds the wheel, what it declares at the locked versions, no more."""
    folder = tmp_path_factory.mktemp("clean")
    bootstrap = load_bootstrap(log=folder / "installation.log")
    requirements = folder / "requirements.txt"
    requirements.write_text(locked(runtime_names()), encoding="utf-8")
    environment = folder / "environment"
    with pytest.MonkeyPatch.context() as patch:
        # The locked uv does in a second what takes pip twenty.
        patch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
        # Two commands will be run there: compiling every library beforehand would take longer than all the rest.
        bootstrap.install(environment, "--no-compile", "--require-hashes", "-r", requirements)
        bootstrap.install(environment, "--no-compile", "--no-deps", wheel)
    return bootstrap.python_of(environment)


def load_bootstrap(log: Path) -> ModuleType:
    """The project's own installer, which writes to `log` here."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / ".ci" / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.LOG = log
    return module


def runtime_names() -> set[str]:
    """Names of all that an installed `baom` brings with it on this machine, without any extra."""
    names, waiting = set(), [Requirement("baom")]
    while waiting:
        asked = waiting.pop()
        names.add(canonicalize_name(asked.name))
        for text in distribution(asked.name).requires or ():
            needed = Requirement(text)
            wanted = any(
                needed.marker is None or needed.marker.evaluate({"extra": extra}) for extra in {"", *asked.extras}
            )
            if wanted and canonicalize_name(needed.name) not in names:
                waiting.append(needed)
    return names - {"baom"}


def locked(names: set[str]) -> str:
    """The part of the lock that tells of these names; each of them must be there."""
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text(encoding="utf-8").strip())
    by_name = {canonicalize_name(entry.partition("==")[0]): entry for entry in entries}
    return "\n".join(by_name[name] for name in sorted(names))


def run(command: list[str | Path], folder: Path) -> str:
    """What a command prints when it knows nothing of us: from another folder, with an empty environment."""
    # Windows starts no process without its own folder's name.
    environment = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def shipped_files() -> Iterator[str]:
    """Every file of ours that an installed program may need, as the wheel names it."""
    for folder in ("engine", "forms", "processes"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT).as_posix()
    yield "cli.py"


def test_the_wheel_holds_our_files_and_nothing_else(wheel: Path):
    """An ignored file would be missing without a word; a stray one would be installed in everybody's way."""
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == set(shipped_files())


def test_installed_alone_it_answers_from_another_folder(clean_python: Path, tmp_path: Path):
    baom = clean_python.with_name("baom.exe" if os.name == "nt" else "baom")
    assert "process" in run([baom, "--help"], tmp_path)


def test_installed_alone_it_finds_its_pathways(clean_python: Path, tmp_path: Path):
    baom = clean_python.with_name("baom.exe" if os.name == "nt" else "baom")
    listed = run([baom, "process", "list"], tmp_path)
    assert "accueil" in listed
    assert "naissance" in listed


def test_no_other_distribution_takes_our_names(clean_python: Path, tmp_path: Path):
    program = "import json; from importlib.metadata import packages_distributions as p; print(json.dumps(dict(p())))"
    owners = json.loads(run([clean_python, "-c", program], tmp_path))
    assert {name: set(owners[name]) for name in OUR_TOP_LEVEL} == {name: {"baom"} for name in OUR_TOP_LEVEL}


def test_no_tool_of_ours_takes_our_names():
    """The same in the environment of development, where the project itself is only pointed at."""
    assert not {*OUR_TOP_LEVEL, "tests"} & set(packages_distributions())
