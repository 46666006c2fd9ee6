"""What the program is made of is told whole, asked about for real, and built twice into the same bytes."""

import importlib.util
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.utils import canonicalize_name

from tests.test_wheel import runtime_names

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / ".ci" / "supply.py"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("supply", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def supply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, over a lock of two versions."""
    module = load()
    module.LOCK = tmp_path / "requirements.lock"
    module.ACCEPTED = tmp_path / "accepted.toml"
    module.SBOM = tmp_path / "sbom.cdx.json"
    entry = "{} \\\n    --hash=sha256:{}\n"
    module.LOCK.write_text(entry.format("jinja2==3.1.2", "a" * 64) + entry.format("click==8.5.1", "b" * 64))
    monkeypatch.delenv("BAOM_ADVISORIES", raising=False)
    return module


@pytest.fixture
def osv(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Any], list[Any]]]:
    """A server of advisories that gives the answer it is told to; and what it was asked."""
    asked: list[Any] = []
    answer: list[bytes] = [b""]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer[0])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("BAOM_ADVISORIES", f"http://127.0.0.1:{server.server_port}/v1/querybatch")

    def tells(told: Any) -> list[Any]:
        answer[0] = told if isinstance(told, bytes) else json.dumps(told).encode()
        return asked

    yield tells
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_bill_of_materials_is_that_of_the_lock():
    """Fails when the lock changes and nobody runs `make sbom`."""
    done = subprocess.run([sys.executable, SCRIPT, "sbom", "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_bill_names_every_locked_version_its_hashes_and_what_runs():
    bill = json.loads((ROOT / "sbom.cdx.json").read_text(encoding="utf-8"))
    entries = [line for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines() if "==" in line]
    names = {canonicalize_name(line.partition("==")[0]) for line in entries}
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {each["name"] for each in bill["components"]} == names
    assert all(each["externalReferences"][0]["hashes"] for each in bill["components"])
    assert runtime_names() <= {each["name"] for each in bill["components"] if each["scope"] == "required"}
    assert {"pytest", "mypy", "ruff"} <= {each["name"] for each in bill["components"] if each["scope"] == "excluded"}


def test_a_bill_of_another_lock_is_told(supply, capsys):
    assert supply.main(["sbom"]) == 0
    assert supply.main(["sbom", "--check"]) == 0
    supply.LOCK.write_text(supply.LOCK.read_text().replace("3.1.2", "3.1.6"))
    assert supply.main(["sbom", "--check"]) == 1
    assert "make sbom" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["jinja2==3.1.2\n", "jinja2>=3 \\\n    --hash=sha256:" + "a" * 64 + "\n", "-e .\n"])
def test_a_lock_without_a_version_or_a_hash_is_refused(line, supply):
    with pytest.raises(ValueError, match="no locked version"):
        supply.locked(line)


def test_nothing_known_against_any_version_is_a_clean_audit(supply, osv, capsys):
    asked = osv({"results": [{}, {}]})
    assert supply.main(["audit"]) == 0
    assert [(each["package"]["name"], each["version"]) for each in asked[0]["queries"]] == [
        ("click", "8.5.1"),
        ("jinja2", "3.1.2"),
    ]
    assert "auditées : 2 versions, 0 avis" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["audit"], ["audit", "--warn"]])
def test_an_advisory_fails_the_audit_and_is_named(words, supply, osv, capsys):
    """Fails when a finding is passed over, with or without a warning alone being asked for."""
    osv({"results": [{}, {"vulns": [{"id": "GHSA-h5c8-rqwp-cp95"}]}]})
    assert supply.main(words) == 1
    assert "jinja2 3.1.2 : GHSA-h5c8-rqwp-cp95" in capsys.readouterr().out


def test_an_advisory_that_was_read_is_accepted_until_its_day(supply, osv, capsys):
    osv({"results": [{}, {"vulns": [{"id": "GHSA-1"}]}]})
    told = '[[accepted]]\nid = "GHSA-1"\nwhy = "xmlattr n\'est pas employé"\nuntil = {}\n'
    supply.ACCEPTED.write_text(told.format("2999-01-01"), encoding="utf-8")
    assert supply.main(["audit"]) == 0
    assert "accepté, xmlattr n'est pas employé" in capsys.readouterr().out
    supply.ACCEPTED.write_text(told.format("2020-01-01"), encoding="utf-8")
    assert supply.main(["audit"]) == 1


@pytest.mark.parametrize(
    "answer",
    [b"<html>portail</html>", b"[]", {"results": [{}]}, {"results": [{}, {}, {}]}, {"results": [{}, {"vulns": [{}]}]}],
)
def test_an_answer_that_is_none_is_no_audit(answer, supply, osv, capsys):
    """A captive portal, an answer about fewer versions than were asked about. Fails when silence is taken for peace."""
    osv(answer)
    assert supply.main(["audit"]) == 3
    assert "NON AUDITÉES" in capsys.readouterr().err


def test_without_a_network_nothing_is_told_as_audited(supply, monkeypatch, capsys):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("BAOM_ADVISORIES", f"http://127.0.0.1:{free.getsockname()[1]}/")
    assert supply.main(["audit"]) == 3
    assert supply.main(["audit", "--warn"]) == 0
    said = capsys.readouterr()
    assert said.err.count("NON AUDITÉES") == 2
    assert "auditées :" not in said.out


def built(source: Path, folder: Path, **environ: str) -> bytes:
    """The bytes of the wheel of a tree, built in a world of its own."""
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=source,
        env={**os.environ, **environ},
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl")).read_bytes()


def test_the_wheel_built_twice_has_the_same_bytes(tmp_path):
    """Elsewhere, on another day, in another zone and language, with other hashes of words and other rights on files."""
    copy = tmp_path / "ailleurs" / "baom"
    kept = shutil.ignore_patterns("__pycache__", ".git", ".venv", "var", ".mypy_cache", ".ruff_cache", ".pytest_cache")
    shutil.copytree(ROOT, copy, ignore=kept, symlinks=True)
    for path in copy.rglob("*"):
        if path.is_file():
            path.chmod(0o600)
            os.utime(path, (1_000_000_000, 1_000_000_000))
    here = built(ROOT, tmp_path / "ici", TZ="Africa/Casablanca", PYTHONHASHSEED="1")
    there = built(copy, tmp_path / "la", TZ="Asia/Tokyo", PYTHONHASHSEED="2", LC_ALL="C", LANG="C")
    assert here == there
    with zipfile.ZipFile(io.BytesIO(here)) as wheel:
        bill = next(name for name in wheel.namelist() if name.endswith("/sboms/sbom.cdx.json"))
        assert wheel.read(bill) == (ROOT / "sbom.cdx.json").read_bytes()
