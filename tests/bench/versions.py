"""What an edit costs to be understood: ten thousand open cases tried under another version, then brought into it."""

from __future__ import annotations

import hashlib
import tracemalloc
from time import perf_counter

import orjson

from engine.app.house import House
from engine.app.impact import impact
from engine.app.migrating import Asked, migrate
from engine.core.events import EVERYWHERE, Actor
from engine.core.resolved import definition_of
from tests.bench import pathway
from tests.bench.filling import fill
from tests.bench.houses import house_at
from tests.bench.places import Places
from tests.bench.report import Found

CASES = 10_000
SMALL = 1_000
"Beside which the memory of ten times as many cases is held."
REGION = Actor("region", "supervisor", EVERYWHERE)
EDITOR = Actor("editeur", "editor", EVERYWHERE)


def versions(places: Places) -> Found:
    """Impact and migration of ten thousand open cases, a longer legal delay counted again."""
    found = Found("versions", "ten thousand open cases tried under another version, moved, and moved back")
    with house_at(places.sqlite("versions-small")) as house:
        fill(house, SMALL)
        small = _peak(house)
    with house_at(places.sqlite("versions")) as house:
        fill(house, CASES)
        tried = definition_of(orjson.loads(_longer()), "essai")
        begun = perf_counter()
        told = impact(house, tried, REGION)
        found.add("impact", perf_counter() - begun, "s", at_most=60, note=f"{told.cases:,} cases")
        large = _peak(house)
        found.add("peak of an impact, for who sees no case", large / 1e6, "MB", note=f"{large / small:.2f} × a tenth's")
        digest = _publish(house)
        begun = perf_counter()
        moved = migrate(house, Asked(pathway.PROCESS, 2), REGION).moved
        found.add(
            "migration", (perf_counter() - begun) / moved * 1e6, "µs a case", note=f"{moved:,} moved, {digest[:8]}"
        )
        begun = perf_counter()
        back = migrate(house, Asked(pathway.PROCESS, 2, undo=True), REGION).moved
        found.add("undone", (perf_counter() - begun) / back * 1e6, "µs a case", note=f"{back:,} moved back")
    return found


def _longer() -> bytes:
    """The measured pathway, its legal delay longer, with a rule that counts it again."""
    whole = pathway.resolved()
    process = whole["process"]
    process["version"] = 2
    for deadline in process["deadlines"].values():
        deadline["within"] = "45 days"
    process["migration"] = {"1": {"deadlines": "recount"}}
    return orjson.dumps(whole, option=orjson.OPT_SORT_KEYS)


def _peak(house: House) -> int:
    """Memory of an impact at its highest, when no case is named: what is counted doesn't grow with their number."""
    tried = definition_of(orjson.loads(_longer()), "essai")
    tracemalloc.start()
    impact(house, tried, EDITOR)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _publish(house: House) -> str:
    stored = _longer()
    digest = hashlib.sha256(stored).hexdigest()
    stamp = house.stamp(EDITOR, house.today(), digest)
    house.store.write(
        lambda writing: writing.publish(pathway.PROCESS, 2, digest, stored, stored.decode(), "draft", stamp)
    )
    return digest
