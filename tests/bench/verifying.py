"""What a verification of the whole history costs, with and without each of its parts; CPU time, on one core."""

from __future__ import annotations

import os
import tracemalloc
from time import process_time

from engine.app.verifying import Outside, retrials_of, standings_of
from engine.core.calendar import Calendar
from engine.store.checks import Means, Report, check_with
from engine.vault.signing import SigningKey, public_key
from tests.bench.filling import fill_whole
from tests.bench.houses import house_at, house_vault
from tests.bench.measuring import undisturbed
from tests.bench.places import Places
from tests.bench.replaying import walked
from tests.bench.report import Found

CASES = (300, 1_200)
"Both with more events than are read at once, and both walked through the use cases."
NIGHTLY = (10_000, 100_000)
"Cases, of ten events each with their subject's: a million events, and memory as flat as at a hundred thousand."
SIGNATURES = 2_000


def verify(places: Places) -> Found:
    """The verification itself, at two sizes: what grows with neither is left out of its rate."""
    sizes = (*CASES, *NIGHTLY) if os.environ.get("BAOM_NIGHTLY") else CASES
    found = Found("verify", "a whole database verified, by parts; CPU time of one core, beside its signatures alone")
    urls, calendar = [], None
    for size in sizes:
        urls.append(places.sqlite(f"verify{size}"))
        with house_at(urls[-1]) as house:
            (fill_whole if size in NIGHTLY else walked)(house, size)
            calendar = house.territory.calendar
    found.add("floor: signatures alone", _signatures(), "events/s")
    targets = {"chain, seals, fold and rows": 50_000, "and every step judged again": 25_000, "and signatures": 4_000}
    for name, means in _means(calendar).items():
        small, large = (_timed(url, means) for url in urls[:2])
        rate = (large[0].events - small[0].events) / (large[1] - small[1])
        # Signatures are one work in one library: how long they take says how fast this machine is at this moment.
        beside = _signatures()
        found.add(name, rate, "events/s", at_least=targets[name], note=f"{rate / beside:.2f} × signatures alone beside")
    peaks = [_peak(url, calendar) for url in urls]
    for size, peak in zip(sizes, peaks, strict=True):
        found.add(f"peak of {size:,} cases", peak / 1e6, "MB", at_most=100)
    return found


def _means(calendar: Calendar | None) -> dict[str, Means]:
    return {
        "chain, seals, fold and rows": Means(standings_of),
        "and every step judged again": Means(standings_of, retrials_of(calendar)),
        "and signatures": Means(standings_of, retrials_of(calendar), Outside().trust()),
    }


def _timed(url: str, means: Means) -> tuple[Report, float]:
    with undisturbed():
        began = process_time()
        report = check_with(url, house_vault(), means)
        taken = process_time() - began
    if report.verdict != "intact":
        raise AssertionError(f"an unsound database was measured: {report.findings[0].message}")
    return report, taken


def _signatures() -> float:
    key = SigningKey(bytes(32))
    signed, message = public_key(key.public), bytes(60)
    signature = key.sign(message)
    began = process_time()
    for _ in range(SIGNATURES):
        signed(signature, message)
    return SIGNATURES / (process_time() - began)


def _peak(url: str, calendar: Calendar | None) -> float:
    tracemalloc.start()
    try:
        check_with(url, house_vault(), _means(calendar)["and every step judged again"])
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
