"""What a Windows desk asks of the sources, as far as another system can tell: the rest is tried on one."""

import ast
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.vault import lines
from engine.vault.keys import create_key_file, read_key_file

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [ROOT / "cli.py", *sorted((ROOT / "engine").rglob("*.py"))]
ABSENT = {"fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
"Modules that Windows doesn't have."
ABSENT_OF_OS = {
    *("O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "WNOHANG", "chown", "fchdir", "fchmod", "fchown", "fork"),
    *("getegid", "geteuid", "getgid", "getgroups", "getpgid", "getuid", "initgroups", "killpg", "lchown", "mkfifo"),
    *(
        "nice",
        "pread",
        "pwrite",
        "setgid",
        "setsid",
        "setuid",
        "statvfs",
        "sysconf",
        "uname",
        "wait",
        "sched_getaffinity",
    ),
}
"What its `os` doesn't have; `getattr` asks for one of them."
GUARDS = ("sys.platform", "os.name", "suppress(ImportError)", "except ImportError", "except ModuleNotFoundError")
BYTES = 1 << 29
"Stands for Windows's `os.O_BINARY`."


def unguarded(tree: ast.AST, *, guarded: bool = False) -> Iterator[ast.AST]:
    """Every node that runs whatever the system is."""
    for node in ast.iter_child_nodes(tree):
        said = ast.unparse(node).partition("\n")[0] if isinstance(node, ast.If | ast.With | ast.IfExp) else ""
        said += "".join(f"except {ast.unparse(each.type)}" for each in getattr(node, "handlers", ()) if each.type)
        inside = guarded or any(each in said for each in GUARDS)
        if not inside:
            yield node
        yield from unguarded(node, guarded=inside)


def asked_of_the_system(text: str) -> Iterator[tuple[int, str]]:
    """Each module, and each name of `os`, that a source uses whatever the system is, with its line."""
    for node in unguarded(ast.parse(text)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, each.name) for each in names)
            case ast.ImportFrom(module=str(module)):
                yield node.lineno, module
            case ast.Attribute(value=ast.Name(id="os"), attr=name):
                yield node.lineno, f"os.{name}"
            case _:
                pass


def test_nothing_is_asked_that_windows_does_not_have():
    """Fails when a module or a call of other systems alone is used without asking which system this is."""
    absent = ABSENT | {f"os.{name}" for name in ABSENT_OF_OS}
    found = [
        f"{path.name}:{line}: {name}"
        for path in SOURCES
        for line, name in asked_of_the_system(path.read_text(encoding="utf-8"))
        if name in absent
    ]
    assert found == []
    text = "import os, fcntl\nif os.name == 'posix':\n    os.getuid()\nos.fork()"
    seen = [name for _, name in asked_of_the_system(text)]
    assert seen == ["os", "fcntl", "os.fork"], "what asks first is let through, and nothing else"


def test_no_text_is_read_or_written_in_the_systems_own_letters():
    """Fails when a file is opened as text without saying UTF-8: an Arabic name would be lost on a French Windows."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("read_text", "write_text")
        and "encoding" not in {each.arg for each in node.keywords}
        and len(node.args) <= (node.func.attr == "write_text")
    ]
    assert found == []


def test_bytes_written_through_a_handle_are_written_as_they_are():
    """Fails when a handle is opened as text, which Windows does unless it is told: no other system has the word."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert "os.write(" not in text or 'getattr(os, "O_BINARY", 0)' in text, path.name


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes through a handle is ended as Windows ends lines, unless it was opened for bytes."""
    opened, written, binary = os.open, os.write, set[int]()

    def opening(path: object, flags: int, mode: int = 0o777, **more: object) -> int:
        handle = opened(path, flags & ~BYTES, mode, **more)
        (binary.add if flags & BYTES else binary.discard)(handle)
        return handle

    def writing(handle: int, data: bytes) -> int:
        written(handle, data if handle in binary else data.replace(b"\n", b"\r\n"))
        return len(data)

    monkeypatch.setattr(os, "O_BINARY", BYTES, raising=False)
    monkeypatch.setattr(os, "open", opening)
    monkeypatch.setattr(os, "write", writing)


def test_what_lies_beside_the_keys_is_the_same_bytes_there(windows: None, tmp_path: Path):
    """Fails when a line of erasures or of accounts is ended otherwise on Windows: the next start would refuse it."""
    path = tmp_path / "baom.erased"
    lines.append(path, b"one\n")
    lines.append(path, b"two\n")
    assert path.read_bytes() == b"one\ntwo\n"
    assert [line for _, line in lines.whole(path)] == [b"one", b"two"]
    key = create_key_file(tmp_path / "baom.key")
    assert read_key_file(tmp_path / "baom.key") == key
    assert b"\r" not in (tmp_path / "baom.key").read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a Windows desk is brought, file by file."""
    out = tmp_path_factory.mktemp("windows") / "baom.zip"
    subprocess.run([sys.executable, ROOT / ".ci" / "windows.py", "--out", out], check=True, capture_output=True)
    with zipfile.ZipFile(out) as packed:
        return {each.removeprefix("baom/"): packed.read(each) for each in packed.namelist()}


def test_the_folder_for_windows_holds_the_program_and_what_installs_it(folder: dict[str, bytes]):
    """Fails when a file is missing, or when what is installed there isn't what the lock says, hash by hash."""
    wheels = [each for each in folder if each.endswith(".whl")]
    assert len(wheels) == 1
    assert {*folder} == {*wheels, "installer.bat", "ouvrir.bat", "formation.bat", "LISEZMOI.txt", "requirements.txt"}
    entries, lock = (
        re.split(r"\n(?=\S)", text.decode().strip())
        for text in (folder["requirements.txt"], (ROOT / "requirements.lock").read_bytes())
    )
    assert all("--hash=sha256:" in each for each in entries)
    assert set(entries) <= set(lock)
    names = {each.partition("==")[0] for each in entries}
    assert {"fastapi", "tzdata", "typst", "pillow", "uvicorn"} <= names
    assert not names & {"pytest", "playwright", "psycopg", "mypy"}


@pytest.mark.parametrize("name", ["installer.bat", "ouvrir.bat", "formation.bat"])
def test_a_script_for_windows_goes_where_it_says_and_calls_what_there_is(folder: dict[str, bytes], name: str):
    """Fails at a line that Windows would read otherwise, at a label that isn't there, at a command that we lack."""
    text = folder[name].decode("ascii")
    assert text.replace("\r\n", "").isprintable()
    assert text.count("\n") == text.count("\r\n")
    assert set(re.findall(r"goto (\w+)", text)) == set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    assert "%~dp0" in text or name != "installer.bat"
    called = re.findall(r'^"%(?:BAOM%|PROGRAMME%\\Scripts\\baom\.exe)" (\S+)', text, re.MULTILINE)
    assert len(called) == 1
    line = [sys.executable, "-m", "cli", *dict.fromkeys((called[0], "--help"))]
    assert subprocess.run(line, cwd=ROOT, capture_output=True, check=False).returncode == 0, line


def test_what_the_folder_says_to_read_is_read_by_the_notepad_of_windows(folder: dict[str, bytes]):
    text = folder["LISEZMOI.txt"].decode("utf-8-sig")
    assert folder["LISEZMOI.txt"].startswith(b"\xef\xbb\xbf")
    assert {each for each in folder if each.endswith(".bat")} <= set(re.findall(r"\w+\.bat", text))
    assert "{" not in text
