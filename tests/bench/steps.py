"""The durable step: against its floor, where its time goes, on PostgreSQL, and with many writers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from statistics import mean, median
from time import perf_counter, thread_time

import engine.app.cases as app_cases
import engine.core.decide as core_decide
import engine.store.case_rows as store_case_rows
import engine.store.transaction as store_transaction
from engine.app.house import House
from engine.store.case_writing import CaseWriting
from engine.store.lockfile import LockFile
from engine.vault.sealing import SubjectKey
from tests.bench import pathway
from tests.bench.floors import RawPostgres, RawSqlite, require_full
from tests.bench.houses import house_at, open_one, take
from tests.bench.measuring import Turn, quantile, ratio, side_by_side, undisturbed
from tests.bench.places import Places, events_at
from tests.bench.report import Found
from tests.bench.watching import Timeline, function_calls, statements_told

CASES = 150
STEPS = len(pathway.STEPS)
WRITERS = 8
ROUNDS = 6
SHARE = 6
"Cases of each of eight writers in a round; a writer alone takes as many steps as they do together."

PHASES = (
    ("lock file", LockFile, "take"),
    ("lock file", LockFile, "free"),
    ("load", CaseWriting, "case"),
    ("decide", app_cases, "decide"),
    ("transitions", core_decide, "fire"),
    ("seal, open, keyed hash", SubjectKey, "seal"),
    ("seal, open, keyed hash", SubjectKey, "seal_copy"),
    ("seal, open, keyed hash", SubjectKey, "open_copy"),
    ("seal, open, keyed hash", SubjectKey, "mac"),
    ("encode and hash", store_transaction, "normal"),
    ("encode and hash", store_transaction, "encode"),
    ("encode and hash", store_transaction, "leaf"),
    ("evolve", store_case_rows, "take"),
    ("rows of the step", CaseWriting, "append"),
)
"Which calls belong to which phase of a step; each moment counts in the innermost one."
STATEMENTS = {"BEGIN": "begin", "SELECT": "read", "UPDATE": "write", "INSERT": "write", "COMMIT": "commit"}
REST = "use case, transaction, turns"


def step(places: Places) -> Found:
    """The durable step on SQLite."""
    found = Found("step", "one durable step through engine.app.cases.perform, on SQLite")
    path = places.file("floor")
    with house_at(places.sqlite("step")) as house, closing(RawSqlite(path, CASES)) as floor:
        times = _against_floor(found, house, places.sqlite("step"), floor, at_most=1.6)
        _processor(found, house, floor)
        for index, each in enumerate(pathway.STEPS):
            taken = times[index * CASES : (index + 1) * CASES]
            found.add(f"of which « {each.name} »", median(taken) * 1e6, "µs")
        last = Walk(house, 1)
        calls = [function_calls(partial(last.next, index)) for index in range(STEPS)]
        found.add("function calls a step", mean(calls), "", at_most=250, note=f"at most {max(calls)}")
    _unwaited(found, places)
    _break_down(found, places)
    return found


def postgres(places: Places) -> Found:
    """The durable step on PostgreSQL."""
    found = Found("postgres", "the same step on PostgreSQL, against four round trips of prepared statements")
    url = places.postgres("step")
    with house_at(url) as house, closing(RawPostgres(places.postgres("floor"), CASES)) as floor:
        _against_floor(found, house, url, floor, at_most=1.1)
        _processor(found, house, floor)
    return found


def _against_floor(
    found: Found, house: House, url: str, floor: RawSqlite | RawPostgres, *, at_most: float
) -> Sequence[float]:
    """The steps of a walk beside those of a floor, each of which must be there for others to see; our times."""
    walk = Walk(house, CASES)
    before = events_at(url)
    times = side_by_side({"ours": walk.next, "floor": _walk_of(floor)}, len(walk))
    for recorded in (events_at(url) - before, floor.recorded()):
        require_recorded(recorded, len(walk))
    ours, least = times["ours"], times["floor"]
    found.add("durable step", median(ours) * 1e6, "µs", note=f"p99 {quantile(ours, 0.99) * 1e6:.0f} µs")
    found.add("floor", median(least) * 1e6, "µs", note=f"p99 {quantile(least, 0.99) * 1e6:.0f} µs")
    between = ratio(ours, least)
    found.add("step against its floor", between.value, "×", at_most=at_most, note=between.note)
    found.add("step beyond its floor", (median(ours) - median(least)) * 1e6, "µs")
    return ours


def _processor(found: Found, house: House, floor: RawSqlite | RawPostgres) -> None:
    """The same again by the processor's time of this thread: what is left when nobody is waited for."""
    walk = Walk(house, CASES)
    times = side_by_side({"ours": walk.next, "floor": _walk_of(floor, STEPS)}, len(walk), clock=thread_time)
    for name, which in (("step", "ours"), ("floor", "floor")):
        found.add(f"processor time of a {name}", median(times[which]) * 1e6, "µs")


def _walk_of(floor: RawSqlite | RawPostgres, already: int = 0) -> Turn:
    """The floor's steps, on cases that have taken some already."""

    def turn(number: int) -> None:
        index, row = divmod(number, CASES)
        floor.step(row, already + index + 1)

    return turn


def _unwaited(found: Found, places: Places) -> None:
    """The same steps where no commit waits for the disk: what waiting costs beside the wait, in a colder processor."""
    with statements_told(lambda *_: None) as links, house_at(places.sqlite("unwaited")) as house:
        walk = Walk(house, CASES)
        for link in links[-2:]:
            link.execute("PRAGMA synchronous=OFF")
        with undisturbed():
            times = []
            for number in range(len(walk)):
                began = thread_time()
                walk.next(number)
                times.append(thread_time() - began)
    found.add("processor time of a step that waits for nothing", median(times) * 1e6, "µs", note="synchronous=OFF")


def _break_down(found: Found, places: Places) -> None:
    """Where a step's time goes, on a house of its own: looking costs time as well."""
    timeline = Timeline()
    counted: list[str] = []

    def told(statement: str, began: float, ended: float) -> None:
        word = statement.split(maxsplit=1)[0]
        counted.append(word)
        timeline.move(STATEMENTS.get(word, "other statements"), began, ended)

    with statements_told(told) as links, house_at(places.sqlite("phases")) as house:
        walk = Walk(house, CASES)
        for link in links[-2:]:
            require_full(link)
        counted.clear()
        with undisturbed(), timeline.watching(PHASES):
            whole = timeline.timed(REST, walk.next)
            for number in range(len(walk)):
                whole(number)
        found.add("statements a step", len(counted) / len(walk), "")
    total = sum(timeline.spent.values())
    for phase, spent in sorted(timeline.spent.items(), key=lambda item: -item[1]):
        note = f"{spent / total:.0%} of the step, mean"
        found.add(f"time: {phase}", spent / len(walk) * 1e6, "µs", note=note)


def writers(places: Places) -> Found:
    """Eight threads on one file against one."""
    found = Found("writers", f"{WRITERS} threads of one process on one SQLite file, against one thread")
    url = places.sqlite("writers")
    rates: Mapping[int, list[float]] = {1: [], WRITERS: []}
    worst: list[float] = []
    with house_at(url) as house:
        for _ in range(ROUNDS):
            for threads, found_rates in rates.items():
                walks = [Walk(house, WRITERS * SHARE // threads) for _ in range(threads)]
                before = events_at(url)
                took, times = _together(walks)
                require_recorded(events_at(url) - before, WRITERS * SHARE * STEPS)
                found_rates.append(WRITERS * SHARE * STEPS / took)
                if threads > 1:
                    worst += times
    found.add("one writer", median(rates[1]), "steps/s")
    found.add("eight writers", median(rates[WRITERS]), "steps/s")
    gains = [many / one for one, many in zip(rates[1], rates[WRITERS], strict=True)]
    note = f"rounds from {min(gains):.2f} to {max(gains):.2f}"
    found.add("eight against one", median(gains), "×", at_least=1.5, note=note)
    found.add("step among eight, median", median(worst) * 1e3, "ms")
    found.add("step among eight, worst", max(worst) * 1e3, "ms", at_most=250)
    return found


def _together(walks: Sequence[Walk]) -> tuple[float, list[float]]:
    """Seconds until every walk is over, each by a thread of its own, and the seconds of each step."""

    def walk_all(walk: Walk) -> list[float]:
        times = []
        for number in range(len(walk)):
            began = perf_counter()
            walk.next(number)
            times.append(perf_counter() - began)
        return times

    with undisturbed(), ThreadPoolExecutor(len(walks)) as pool:
        began = perf_counter()
        times = [each for found in pool.map(walk_all, walks) for each in found]
        return perf_counter() - began, times


class Walk:
    """Cases newly opened, and their steps: all of them take the first one before any takes the second."""

    def __init__(self, house: House, cases: int) -> None:
        self._house = house
        self.cases = [open_one(house) for _ in range(cases)]

    def __len__(self) -> int:
        return len(self.cases) * STEPS

    def next(self, number: int) -> None:
        """Take one step of one case, with a key of its own."""
        index, which = divmod(number, len(self.cases))
        case = self.cases[which]
        take(self._house, case, index, f"{case}.{index}")


def require_recorded(recorded: int, taken: int) -> None:
    """What wasn't recorded was no step: a bench that measured it would be praised for its speed."""
    if recorded != taken:
        raise AssertionError(f"{taken} steps were measured, and another connection sees {recorded}")
