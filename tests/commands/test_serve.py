"""`baom serve` for real: two processes over one PostgreSQL database, asked by several programs at once, and stopped."""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import psutil
import pytest

from engine.commands.serve import bound
from tests.commands.conftest import Baom, flat
from tests.web.conftest import TOKEN

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "cli"]
STARTS = 120
"Seconds that a busy machine may take."


@dataclass
class Server:
    """A server that runs, and programs that ask it."""

    process: subprocess.Popen[str]
    address: str
    token: str = ""

    def ask(self, method: str, path: str, body: Any = None, key: str = "") -> httpx2.Response:
        """Each demand by a connection of its own: whichever worker is free takes it."""
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= {"idempotency-key": key} if key else {}
        return httpx2.request(method, f"{self.address}{path}", json=body, headers=headers, timeout=60)

    def workers(self) -> list[psutil.Process]:
        return [
            each for each in psutil.Process(self.process.pid).children() if "spawn_main" in " ".join(each.cmdline())
        ]

    def until(self, path: str) -> httpx2.Response:
        """The first good answer of a server that starts."""
        end = time.monotonic() + STARTS
        while time.monotonic() < end:
            assert self.process.poll() is None, self.process.communicate()
            try:
                answer = self.ask("GET", path)
                if answer.status_code == 200:
                    return answer
            except httpx2.TransportError:
                pass
            time.sleep(0.2)
        raise AssertionError(path)


@pytest.fixture
def served(postgres_url: str, tmp_path: Path) -> Iterator[Server]:
    environment = {
        **os.environ,
        **Baom(tmp_path).environment,
        "BAOM_DB": postgres_url,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "TMPDIR": str(tmp_path / "private"),
    }
    (tmp_path / "private").mkdir()
    subprocess.run(
        [*PROGRAM, "db", "init", "--training"], env=environment, cwd=tmp_path, check=True, capture_output=True
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    line = [*PROGRAM, "serve", "--workers", "2", "--port", str(port)]
    with subprocess.Popen(
        line, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        server = Server(process, f"http://127.0.0.1:{port}")
        try:
            assert server.until("/health/ready").json() == {"database": True, "tables": True, "keys": True}
            server.token = server.ask("POST", "/api/session", {"part": "agent.tiznit"}).json()["token"]
            yield server
        finally:
            for each in [*server.workers(), process] if process.poll() is None else []:
                each.kill()


def test_two_workers_serve_one_office_and_one_dies(served: Server):
    """Writers at once, one demand twice at once, a worker killed, a stop: nothing lost, nothing done twice."""
    case = served.ask("POST", "/api/cases", {"process": "naissance", "commune": "tiznit"}).json()["case"]

    def note(number: int) -> int:
        return served.ask(
            "POST", f"/api/cases/{case}/notes", {"text": f"n° {number}"}, f"k-{number % 6}-{number // 12}"
        ).status_code

    with ThreadPoolExecutor(8) as crowd:
        told = list(crowd.map(note, range(24)))
    # Twelve keys, each sent with two texts: one is recorded, the other is told that its key was used.
    assert sorted(told) == [200] * 12 + [422] * 12
    journal = served.ask("GET", f"/api/cases/{case}").json()["journal"]
    assert [each["sequence"] for each in journal] == list(range(1, 14))
    figures = served.ask("GET", "/metrics").text
    assert "baom_workers 2" in figures
    counted = int(figures.partition('baom_requests_total{kind="api",status="2xx"} ')[2].split("\n")[0])
    assert counted >= 14, "counted by the two of them together"
    assert case not in figures
    first, *others = served.workers()
    assert len(others) == 1
    first.kill()
    assert served.until("/health").text == "ok\n"
    assert served.ask("GET", f"/api/cases/{case}").status_code == 200
    served.process.send_signal(signal.SIGTERM)
    out, err = served.process.communicate(timeout=STARTS)
    assert served.process.returncode == 0, (out, err)
    assert "Traceback" not in err
    assert case not in out + err


def by_one(served: Server, silent: psutil.Process, method: str, path: str, **more: Any) -> httpx2.Response:
    """A demand answered by the other of two workers, while this one is held still."""
    silent.suspend()
    try:
        return httpx2.request(method, f"{served.address}{path}", timeout=60, **more)
    finally:
        silent.resume()


BESIDE = (
    ("gestion.formation", "/backup", "/backup/file", {}),
    ("auditeur.formation", "/audit/evidence", "/audit/evidence/bundle", {"process": "naissance"}),
    ("auditeur.formation", "/audit/verification", None, {}),
)
"Who asks, on which page, what is taken away, and what is asked for."


def test_what_one_worker_does_beside_the_pages_is_given_by_the_other(served: Server, tmp_path: Path):
    """Fails when a page of the other worker knows nothing of it, or when it lies in clear on the server's disk."""
    served.ask("POST", "/api/cases", {"process": "naissance", "commune": "tiznit"})
    one, other = served.workers()
    for part, page, file, asked in BESIDE:
        door = by_one(served, one, "GET", "/login")
        data = {"part": part, "token": TOKEN.search(door.text)[1]}
        inside = by_one(served, other, "POST", "/login", data=data, cookies=dict(door.cookies))
        assert inside.status_code == 303, "a worker takes the form of the other's page"
        cookies = dict(inside.cookies)
        data = asked | {"token": TOKEN.search(by_one(served, one, "GET", page, cookies=cookies).text)[1]}
        assert by_one(served, one, "POST", page, data=data, cookies=cookies).status_code == 303
        told = by_one(served, other, "GET", page, cookies=cookies)
        while "data-refresh" in told.text:
            time.sleep(0.1)
            told = by_one(served, other, "GET", page, cookies=cookies)
        assert 'class="verdict intact"' in told.text, page
        if file is None:
            continue
        given = [by_one(served, silent, "GET", file, cookies=cookies) for silent in (one, other)]
        assert [each.status_code for each in given] == [200, 200]
        assert given[0].content == given[1].content
        (shelf,) = (tmp_path / "private").glob("baom-*")
        assert shelf.stat().st_mode & 0o77 == 0
        head = given[0].content[:64]
        assert not any(head in each.read_bytes() for each in shelf.iterdir())
    served.process.send_signal(signal.SIGTERM)
    _, err = served.process.communicate(timeout=STARTS)
    assert "Traceback" not in err
    assert list((tmp_path / "private").iterdir()) == [], "nothing stays once it is stopped"


def test_several_workers_over_a_file_are_refused(baom: Baom):
    told = baom("serve", "--workers", "2", code=2)
    assert "PostgreSQL" in flat(told.stderr)


def test_the_unit_is_one_that_systemd_takes(baom: Baom, tmp_path: Path):
    """Fails on a misspelt option, which systemd would pass over."""
    unit = baom("serve", "--unit", "--behind-tls", "--workers", "3").stdout
    start = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    assert start.endswith(" serve --host 127.0.0.1 --port 8765 --behind-tls --workers 3")
    assert json.loads(baom("serve", "--unit", "--json").stdout)["unit"].startswith("[Unit]")
    program = shutil.which("systemd-analyze")
    if program is not None:
        path = tmp_path / "baom.service"
        path.write_text(unit.replace(start, "ExecStart=/bin/true"), encoding="utf-8")
        done = subprocess.run([program, "verify", "--man=no", path], capture_output=True, text=True, check=False)
        assert "baom.service" not in done.stderr, done.stderr


def test_a_page_waits_for_nobody_to_acknowledge_its_headers():
    """Fails when Nagle's algorithm is left on: on a connection that is kept, each page then takes 40 ms more."""

    async def told() -> int:
        found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def come(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            found.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listener = bound("127.0.0.1", 0)
        async with await asyncio.start_server(come, sock=listener):
            _, writer = await asyncio.open_connection(*listener.getsockname())
            delay = await asyncio.wait_for(found, 10)
            writer.close()
            return delay

    assert asyncio.run(told())
