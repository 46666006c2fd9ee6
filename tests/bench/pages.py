"""The web application under eight agents at once: each its own browser, the server in a process of its own."""

from __future__ import annotations

import multiprocessing
import random
import re
import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import httpx2
import uvicorn

from engine.app.house import House
from engine.app.training import take_part
from engine.bootstrap import Settings, shipped, territory_of
from engine.printing.printer import Printer
from engine.store.journal import Store
from engine.web.app import create_app
from tests.bench.filling import COMMUNES
from tests.bench.houses import COMMUNE, NOW, house_vault
from tests.bench.measuring import quantile
from tests.bench.places import Places
from tests.bench.report import Found, number

AGENTS = 8
VIEWS = 40
"Pages of each kind that each agent looks at."
PART = f"agent.{COMMUNE}"
TOKEN = re.compile(r'name="token" value="([^"]+)"')


def pages(places: Places) -> Found:
    """The day of a desk, a case taken at random, and a name looked for."""
    found = Found(
        "pages", f"a page as a browser waits for it, {AGENTS} agents asking at once, names opened and reads noted"
    )
    for size in places.sizes:
        filled = places.filled(size)
        take_part(filled.house, PART, "web")
        with served(places.sqlite(f"filled_{size}")) as address:
            for name, times in _times(address, filled.cases).items():
                note = f"median {quantile(times, 0.5) * 1e3:.0f} ms"
                found.add(
                    f"{name}, {number(size)} cases, p95", quantile(times, 0.95) * 1e3, "ms", at_most=100, note=note
                )
    return found


@contextmanager
def served(url: str) -> Iterator[str]:
    """The application over a database, in another process; its address."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        process = multiprocessing.get_context("fork").Process(target=_serve, args=(url, listener), daemon=True)
        process.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        process.terminate()
        process.join()


def _serve(url: str, listener: socket.socket) -> None:
    settings = Settings(url, Path("baom.key"), shipped("processes"), shipped("forms"), {})
    house = House(
        Store.open(url, house_vault()), territory_of(settings.processes), Printer(settings.forms), "fr", lambda: NOW
    )
    uvicorn.Server(uvicorn.Config(create_app(house, settings), log_level="error", access_log=False)).run(
        sockets=[listener]
    )


def _times(address: str, cases: Sequence[str]) -> dict[str, list[float]]:
    """Seconds of each view, by the kind of page; every agent's together."""
    times: dict[str, list[float]] = {"day": [], "case": [], "search": []}
    with ThreadPoolExecutor(AGENTS) as agents:
        for each in agents.map(lambda seed: _day(address, cases, random.Random(seed)), range(AGENTS)):
            for name, taken in each.items():
                times[name] += taken
    return times


def _day(address: str, cases: Sequence[str], chance: random.Random) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {"day": [], "case": [], "search": []}
    with httpx2.Client(base_url=address, follow_redirects=True, timeout=120) as browser:
        door = TOKEN.search(browser.get("/login").text)
        if door is None:
            raise AssertionError("the login has no token")
        browser.post("/login", data={"part": PART, "token": door[1]})
        token = TOKEN.search(browser.get("/people").text)
        if token is None:
            raise AssertionError("nobody is logged in")
        own = cases[:: len(COMMUNES)]
        for _ in range(VIEWS):
            for name, times in taken.items():
                began = perf_counter()
                if name == "search":
                    answer = browser.post("/people", data={"token": token[1], "words": "Fatima"})
                else:
                    answer = browser.get("/" if name == "day" else f"/cases/{chance.choice(own)}")
                times.append(perf_counter() - began)
                if answer.status_code != httpx2.codes.OK:
                    raise AssertionError(f"{name}: {answer.status_code}")
    return taken
