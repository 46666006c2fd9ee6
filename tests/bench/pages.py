"""The web application under eight agents, each with their own browser, the server in a process of its own.

« Eight agents at once » is said in two ways. *At work*: each reads what they were shown before asking for more, two
seconds on average, which is quicker than anybody at a counter. *Without pause*: each asks again as soon as they are
answered; what is then measured is how many pages the machine makes in a second, since each waits for the seven others.
"""

from __future__ import annotations

import multiprocessing
import random
import re
import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

import httpx2
import uvicorn

from engine.app import fictitious
from engine.app.house import House
from engine.app.training import take_part
from engine.bootstrap import Settings, shipped, territory_of
from engine.commands.serve import bound
from engine.printing.printer import Printer
from engine.store.journal import Store
from engine.web.app import create_app
from engine.web.warming import warm
from tests.bench.houses import COMMUNE, NOW, house_vault
from tests.bench.measuring import quantile
from tests.bench.places import Places
from tests.bench.report import Found, number
from tests.bench.town import bearer, settle, town_at

AGENTS = 8
ROUNDS = 5
"How many times each agent looks at a page of each kind."
PAUSE = 2.0
"Seconds between two pages of an agent at work, on average."
PART = f"agent.{COMMUNE}"
TOKEN = re.compile(r'name="token" value="([^"]+)"')
KINDS = ("day", "case", "search", "person", "new case", "referential", "pathway")

Times = dict[str, list[float]]
"Seconds of each view, by the kind of page."


def pages(places: Places) -> Found:
    """A desk's day, a case and a person taken at random, a name looked for, and the referential."""
    found = Found("pages", f"a page as a browser waits for it, {AGENTS} agents, names opened and reads noted")
    for size in dict.fromkeys((places.sizes[0], places.sizes[-1])):
        url = places.sqlite(f"town_{size}")
        with town_at(url) as house:
            cases = settle(house, size)
            take_part(house, PART, "web")
            with served(url) as address:
                _measure(found, address, cases, f"{number(size)} cases")
    return found


def _measure(found: Found, address: str, cases: Sequence[str], size: str) -> None:
    # The first search of a desk hears every name there, once; the others are what an agent waits for.
    _at_once(address, cases, 1, 0.0)
    for name, times in _at_once(address, cases, ROUNDS, PAUSE)[0].items():
        note = f"median {quantile(times, 0.5) * 1e3:.0f} ms"
        found.add(f"{name}, {size}, at work, p95", quantile(times, 0.95) * 1e3, "ms", at_most=100, note=note)
    times_by_kind, lasted = _at_once(address, cases, ROUNDS, 0.0)
    every = [each for times in times_by_kind.values() for each in times]
    note = f"a page then waits {quantile(every, 0.5) * 1e3:.0f} ms, p95 {quantile(every, 0.95) * 1e3:.0f}"
    found.add(f"pages, {size}, without pause", len(every) / lasted, "/s", note=note)


@contextmanager
def served(url: str) -> Iterator[str]:
    """The application over a database, in another process; its address."""
    with bound("127.0.0.1", 0) as listener:
        listener.listen(64)
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
    warm(house)
    uvicorn.Server(uvicorn.Config(create_app(house, settings), log_level="error", access_log=False)).run(
        sockets=[listener]
    )


def _at_once(address: str, cases: Sequence[str], rounds: int, pause: float) -> tuple[Times, float]:
    """The views of all agents together, and how long it lasted."""
    times: Times = {kind: [] for kind in KINDS}
    began = perf_counter()
    with ThreadPoolExecutor(AGENTS) as agents:
        for each in agents.map(lambda seed: _work(address, cases, rounds, pause, random.Random(seed)), range(AGENTS)):
            for name, taken in each.items():
                times[name] += taken
    return times, perf_counter() - began


def _work(address: str, cases: Sequence[str], rounds: int, pause: float, chance: random.Random) -> Times:
    """One agent's views, each kind in an order of their own."""
    taken: Times = {kind: [] for kind in KINDS}
    with httpx2.Client(base_url=address, follow_redirects=True, timeout=120) as browser:
        browser.post("/login", data={"part": PART, "token": _token(browser.get("/login"))})
        token = _token(browser.get("/people"))
        for _ in range(rounds):
            for kind in chance.sample(KINDS, len(KINDS)):
                if pause:
                    sleep(chance.expovariate(1 / pause))
                began = perf_counter()
                answer = _view(browser, kind, token, chance.choice(cases), chance)
                taken[kind].append(perf_counter() - began)
                if answer.status_code != httpx2.codes.OK:
                    raise AssertionError(f"{kind}: {answer.status_code}")
    return taken


def _view(browser: httpx2.Client, kind: str, token: str, case: str, chance: random.Random) -> httpx2.Response:
    if kind == "search":
        words = str(fictitious.person(chance, NOW.year)["name"])
        return browser.post("/people", data={"token": token, "words": words})
    paths = {
        "day": "/",
        "case": f"/cases/{case}",
        "person": f"/people/{bearer(case)}",
        "new case": f"/cases/new?subject={bearer(case)}",
        "referential": "/referential",
        "pathway": "/referential/naissance",
    }
    return browser.get(paths[kind])


def _token(page: httpx2.Response) -> str:
    found = TOKEN.search(page.text)
    if found is None:
        raise AssertionError(f"no form at {page.url.path}")
    return found[1]
