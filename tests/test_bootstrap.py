"""The installer: what makes it start again, what it refuses, and what it says then."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / ".ci" / "bootstrap.py"


@pytest.fixture
def bootstrap(tmp_path: Path) -> ModuleType:
    """The installer, over a project of its own in a temporary folder, already installed."""
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ROOT, module.LOG = tmp_path, tmp_path / "var" / "installation.log"
    module.ENVIRONMENT = tmp_path / ".venv"
    module.LOCK, module.PROJECT = tmp_path / "requirements.lock", tmp_path / "pyproject.toml"
    module.LOCK.write_text("click==8.5.1\n", encoding="utf-8")
    module.PROJECT.write_text("[project]\n", encoding="utf-8")
    python = module.python_of(module.ENVIRONMENT)
    python.parent.mkdir(parents=True)
    python.write_text("", encoding="utf-8")
    module.mark_of(module.ENVIRONMENT).write_text(module.fingerprint(), encoding="ascii")
    return module


def is_ready(bootstrap: ModuleType) -> bool:
    return bootstrap.is_ready(bootstrap.ENVIRONMENT, bootstrap.fingerprint())


def test_a_finished_environment_is_left_alone(bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]):
    before = bootstrap.mark_of(bootstrap.ENVIRONMENT).stat().st_mtime_ns
    assert bootstrap.main() == 0
    assert capsys.readouterr() == ("", "")
    assert bootstrap.mark_of(bootstrap.ENVIRONMENT).stat().st_mtime_ns == before


@pytest.mark.parametrize("name", ["LOCK", "PROJECT"])
def test_a_changed_file_makes_it_install_again(bootstrap: ModuleType, name: str):
    getattr(bootstrap, name).write_text("changed", encoding="utf-8")
    assert not is_ready(bootstrap)


def test_a_moved_project_is_installed_again(bootstrap: ModuleType):
    """An editable installation points at a folder."""
    bootstrap.ROOT = bootstrap.ROOT / "elsewhere"
    assert not is_ready(bootstrap)


def test_an_environment_whose_python_is_gone_is_made_again(bootstrap: ModuleType):
    bootstrap.python_of(bootstrap.ENVIRONMENT).unlink()
    assert not is_ready(bootstrap)


def test_a_failed_installation_leaves_no_stamp(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Nor a traceback; here on a Python that lacks what makes environments, and a system without packages."""
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: None)
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda _: None)
    bootstrap.LOCK.write_text("changed", encoding="utf-8")
    assert bootstrap.main() == 5
    assert not bootstrap.mark_of(bootstrap.ENVIRONMENT).exists()
    assert capsys.readouterr().err.startswith("Installation impossible : le module « ensurepip » manque")


def test_an_old_python_is_told_what_to_do(bootstrap: ModuleType):
    with pytest.raises(bootstrap.UnusableError, match=r"Python 3\.11 ou plus récent.*\n.*PYTHON="):
        bootstrap.require_python((3, 9, 2))


def test_a_missing_lock_is_said_in_one_sentence(bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]):
    bootstrap.LOCK.unlink()
    assert bootstrap.main() == 5
    assert "requirements.lock" in capsys.readouterr().err


def test_a_tool_that_fails_is_quoted(bootstrap: ModuleType):
    bootstrap.LOG.parent.mkdir()
    failing = [sys.executable, "-c", "import sys; sys.exit('error: the disk is full')"]
    with pytest.raises(bootstrap.UnusableError, match="L'essai a échoué : error: the disk is full"):
        bootstrap.run(failing, "L'essai")


def test_without_the_right_to_install_the_package_is_named(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(bootstrap.UnusableError, match=r"sudo apt install python3\.\d+-venv"):
        bootstrap.install_venv_module()


def test_it_is_readable_by_a_python_too_old_to_run_us():
    """Or that Python would answer with a syntax error in place of our sentence."""
    import ast

    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_lock_names_no_registry():
    """Hashes alone decide, so that it installs behind any mirror."""
    lock = SCRIPT.parent.parent / "requirements.lock"
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text


def test_a_second_run_needs_no_third_party_library():
    """It runs before anything is installed: an isolated Python must be able to import it."""
    subprocess.run(
        [sys.executable, "-I", "-S", "-c", SCRIPT.read_text(encoding="utf-8").partition("ROOT =")[0]], check=True
    )
