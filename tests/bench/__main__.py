"""`python -m tests.bench [NAME…] [--cases N] [--json]`: what the product costs, beside the least that it could."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.bench import lists, pages, reading, replaying, steps, verifying, versions
from tests.bench.places import Places, places
from tests.bench.report import Found, as_json, as_text, machine, warning

BENCHES: Mapping[str, Callable[[Places], Found]] = {
    "step": steps.step,
    "postgres": steps.postgres,
    "writers": steps.writers,
    "open": lists.opening,
    "worklist": lists.worklist,
    "growth": lists.growth,
    "pages": pages.pages,
    "replay": replaying.replay,
    "verify": verifying.verify,
    "memory": replaying.memory,
    "disk": replaying.disk,
    "versions": versions.versions,
    "definitions": reading.definitions,
    "startup": reading.startup,
}
WORK = Path(__file__).resolve().parents[2] / "var"


def main() -> None:
    """Run the benches that are named, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(BENCHES)}; all when none is named")
    parser.add_argument("--cases", type=int, default=100_000, help="cases of the largest database (default: 100000)")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    asked = parser.parse_args()
    unknown = sorted(set(asked.names) - set(BENCHES))
    if unknown:
        parser.error(f"no bench is called {', '.join(unknown)}; known: {', '.join(BENCHES)}")
    if not asked.json:
        print("; ".join(f"{name} {value}" for name, value in machine().items()))
    if warning():
        print(warning(), file=sys.stderr)
    benches: list[Found] = []
    with places(asked.cases, WORK) as here:
        for name in asked.names or BENCHES:
            print(f"{name}…", file=sys.stderr)
            benches.append(BENCHES[name](here))
            if not asked.json:
                print(as_text(benches[-1]), flush=True)
    if asked.json:
        print(json.dumps(as_json(benches), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
