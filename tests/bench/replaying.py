"""Replay, and what cases cost in memory and on disk."""

from __future__ import annotations

import gc
import sqlite3
import tracemalloc
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from functools import partial
from statistics import median
from time import process_time

import orjson

from engine.app.house import House
from engine.app.retrial import new_retrial, opened
from engine.core.case import CaseState, case_of, fold, snapshot
from engine.core.verdicts import AGREES
from engine.store.journal import Reading
from tests.bench.floors import count, hash_only, step_by_dict
from tests.bench.houses import house_at
from tests.bench.measuring import undisturbed
from tests.bench.places import Places
from tests.bench.report import Found
from tests.bench.steps import STEPS, Walk

CASES = 400
ROUNDS = 7


def replay(places: Places) -> Found:
    """Journals read again, verified and folded."""
    found = Found(
        "replay", f"the journals of {CASES} cases, from the store, beside hashing and stepping alone; CPU time"
    )
    with house_at(places.sqlite("replay")) as house:
        names = walked(house, CASES)
        stored = house.store.read(lambda reading: [row[1] for name in names for row in reading.stored(name)])
        walk = [(each["from"], each["trigger"] or "", each["to"]) for each in map(orjson.loads, stored)]
        table: dict[str, dict[str, str]] = {}
        for source, trigger, target in walk:
            table.setdefault(source, {})[trigger] = target
        contenders: dict[str, Callable[[], object]] = {
            "floor: dictionary stepping": lambda: step_by_dict(table, walk),
            "floor: hash only": lambda: hash_only(stored),
            "chain and fold": lambda: house.store.read(partial(_fold_all, names=names)),
            "chain, fold and every step decided again": lambda: house.store.read(
                lambda reading: _decide_all(house, reading, names)
            ),
        }
        house.store.read(partial(_require_same, names=names))
        rates = _rates(contenders, len(stored))
    targets = {"chain and fold": 50_000, "chain, fold and every step decided again": 25_000}
    for name, each in rates.items():
        found.add(name, each, "events/s", at_least=targets.get(name))
    return found


def walked(house: House, cases: int) -> list[str]:
    """Cases that have taken all their steps."""
    walk = Walk(house, cases)
    for turn in range(len(walk)):
        walk.next(turn)
    return walk.cases


def _rates(contenders: dict[str, Callable[[], object]], events: int) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in contenders}
    with undisturbed():
        for _ in range(ROUNDS):
            for name, work in contenders.items():
                began = process_time()
                work()
                times[name].append(process_time() - began)
    return {name: events / median(taken) for name, taken in times.items()}


def _fold_all(reading: Reading, names: Sequence[str]) -> None:
    """Fold each journal, whose events must follow one another by their hashes."""
    for name in names:
        fold(reading.history(name))


def _require_same(reading: Reading, names: Sequence[str]) -> None:
    """What is folded must be what is stored, or no replay was measured."""
    for name in names:
        held = reading.case(name)
        if held is None or fold(reading.history(name)) != held.case:
            raise AssertionError("a replay gives the case that is stored")


def _decide_all(house: House, reading: Reading, names: Sequence[str]) -> None:
    """As `_fold_all`, and each event judged again under the definition of its day: all must agree."""
    for name in names:
        retrial = new_retrial(house, reading)
        for event, digest in reading.history(name):
            verdict = retrial.judge(event, digest, opened(reading, event))
            if verdict != AGREES:
                raise AssertionError(f"event {event.sequence} of {name}: {verdict}")


def memory(places: Places) -> Found:
    """What a case costs in memory."""
    found = Found("memory", "bytes allocated by Python: a case loaded, a case stepped and left, a replay")
    with house_at(places.sqlite("memory")) as house:
        names = walked(house, 40)
        opened = house.store.read(lambda reading: fold(reading.history(names[0])[:1]))
        ended = house.store.read(lambda reading: fold(reading.history(names[0])))
        found.add("a case just opened, loaded", _each(opened), "B", at_most=1_000)
        found.add("a case after its eight steps, loaded", _each(ended), "B")
        walk = Walk(house, 100)
        # What is kept once and for all (statements, keys of subjects) is there before anything is measured.
        first = len(walk) // 4
        for turn in range(first):
            walk.next(turn)
        left, _ = _allocated(lambda: deque(map(walk.next, range(first, len(walk))), maxlen=0))
        found.add("left in memory by a step", left / (len(walk) - first), "B")
    sizes = places.sizes[:2]
    peaks = []
    for size in sizes:
        filled = places.filled(size)
        peaks.append(_allocated(partial(filled.house.store.read, partial(_fold_all, names=filled.cases)))[1])
        found.add(f"replay of {size:,} cases, peak", peaks[-1] / 1e3, "kB")
    found.add("replay, most cases against fewest", peaks[-1] / peaks[0], "×", at_most=1.1)
    return found


def _each(case: CaseState, number: int = 2_000) -> float:
    """Bytes of one case among many, loaded as the store does."""
    written = orjson.dumps(snapshot(case))
    kept: list[CaseState] = []
    return _allocated(lambda: kept.extend(case_of(orjson.loads(written)) for _ in range(number)))[0] / number


def _allocated(work: Callable[[], object]) -> tuple[int, int]:
    """Bytes that a work leaves allocated, and the most that it held."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        peak = tracemalloc.get_traced_memory()[1]
        gc.collect()
        return tracemalloc.get_traced_memory()[0], peak
    finally:
        tracemalloc.stop()


def disk(places: Places) -> Found:
    """What an event costs on disk."""
    found = Found("disk", "bytes on disk, of cases that took their eight steps with a key each")
    with house_at(places.sqlite("disk")) as house:
        walked(house, CASES)
    with closing(sqlite3.connect(places.file("disk"))) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")

        def sum_of(statement: str) -> int:
            return count(link.execute(statement).fetchone())

        events = sum_of("SELECT count(*) FROM events")
        payload = sum_of("SELECT sum(length(bytes)) FROM events")
        sealed = sum_of("SELECT coalesce(sum(length(sealed)), 0) FROM events")
        rows = sum_of("SELECT sum(length(snapshot) + coalesce(length(sealed), 0)) FROM cases")
        whole = sum_of("PRAGMA page_count") * sum_of("PRAGMA page_size")
        found.add("payload of an event", payload / events, "B")
        found.add("sealed values of an event", sealed / events, "B")
        found.add("snapshot and sealed copy of a case", rows / CASES, "B")
        # Not in every build of SQLite.
        with suppress(sqlite3.OperationalError):
            journal = sum_of(
                "SELECT sum(pgsize) FROM dbstat"
                " WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = 'events')"
            )
            beyond = (journal - payload - sealed) / events
            found.add("journal and its indexes, beyond payload", beyond, "B/event", at_most=200)
    beyond = (whole - payload - sealed) / events
    found.add(
        "whole file, beyond payload", beyond, "B/event", note=f"{STEPS + 2} events a case, its subject's included"
    )
    return found
