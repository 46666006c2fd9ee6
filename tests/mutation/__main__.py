"""`python -m tests.mutation [NAME…] [--most N]`: whether the tests notice small wrongs in what has to be right.

Nightly: `make mutation` takes hours. On Linux and macOS, for each mutant is a process forked from this one.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.trial import survives

ROOT = Path(__file__).resolve().parents[2]
FOUND = ROOT / "var" / "mutation.json"
ENOUGH = 90
"Per cent of mutants that must be noticed."

TARGETS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "authority": {"engine.authority.allow": ["tests/authority"]},
    "merkle": {"engine.core.merkle": ["tests/core/test_merkle.py"]},
    "signing": {
        "engine.vault.signing": ["tests/vault/test_signing.py"],
        "engine.vault.notes": ["tests/vault/test_notes.py"],
    },
    "vault": {
        "engine.vault.keys": ["tests/vault/test_keys.py"],
        "engine.vault.sealing": ["tests/vault/test_sealing.py"],
        "engine.vault.passwords": ["tests/vault/test_passwords.py"],
        "engine.vault.codes": ["tests/vault/test_codes.py"],
    },
    "evidence": {
        "engine.evidence.verify_bundle": ["tests/evidence"],
        "engine.evidence.proofs": ["tests/app/test_export.py", "-k", "proofs"],
        "engine.evidence.writing": ["tests/evidence"],
    },
    "store": {
        "engine.store.codec": ["tests/store/test_golden.py", "tests/store/test_codec.py"],
        "engine.store.log": ["tests/store/test_journal.py", "tests/store/test_signatures.py"],
        "engine.store.transaction": ["tests/store/test_journal.py", "tests/store/test_secrets.py"],
        "engine.store.case_rows": ["tests/store/test_journal.py", "tests/app/test_rows_by_hand.py"],
        "engine.store.case_writing": ["tests/store/test_journal.py"],
        "engine.store.cases": ["tests/store/test_journal.py", "tests/store/test_lists.py"],
        "engine.store.histories": ["tests/store/test_tampered.py"],
        "engine.store.checks": ["tests/store/test_tampered.py", "tests/store/test_upkeep.py"],
        "engine.store.reads": ["tests/store/test_reads.py"],
    },
    "loaders": {
        "engine.reader.syntax": ["tests/reader"],
        "engine.reader.marks": ["tests/reader"],
        "engine.reader.walker": ["tests/reader"],
        "engine.reader.shapes": ["tests/reader"],
    },
    "guards": {
        "engine.core.guards": ["tests/core/test_guards.py"],
        "engine.core.guard_types": ["tests/core/test_guards.py"],
        "engine.core.guard_logic": ["tests/core/test_checks.py"],
        "engine.core.answers": ["tests/core/test_answers.py", "tests/core/test_guards.py"],
    },
}
"What has to be right, and the tests that are to notice when it isn't."


def tried(name: str, tests: Sequence[str], most: int) -> dict[str, Any]:
    """Try the mutants of one module, at most so many, chosen by a fixed throw of dice."""
    path = ROOT / (name.replace(".", "/") + ".py")
    every = list(mutants(path.read_text(encoding="utf-8")))
    chosen = every if len(every) <= most else random.Random(24).sample(every, most)
    words = [each if each.startswith("-") or not (ROOT / each).exists() else str(ROOT / each) for each in tests]
    if not survives(name, path, path.read_text(encoding="utf-8"), words):
        raise SystemExit(f"{name}: its tests fail as it is")
    begun = time.monotonic()
    left: list[Mutant] = []
    for number, each in enumerate(chosen, 1):
        if survives(name, path, each.source, words):
            left.append(each)
        if sys.stderr.isatty():
            print(f"\r  {name} {number}/{len(chosen)}", end="", file=sys.stderr, flush=True)
    return {
        "module": name,
        "mutants": len(every),
        "tried": len(chosen),
        "killed": len(chosen) - len(left),
        "seconds": round(time.monotonic() - begun),
        "survivors": [{"line": each.line, "what": each.what} for each in left],
    }


def main() -> None:
    """Try the groups that are named, or all of them; end with 1 when one of them notices too little."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(TARGETS)}; all when none is named")
    parser.add_argument("--most", type=int, default=10**6, help="mutants of one module (default: all)")
    asked = parser.parse_args()
    unknown = sorted(set(asked.names) - set(TARGETS))
    if unknown:
        parser.error(f"nothing is called {', '.join(unknown)}; known: {', '.join(TARGETS)}")
    found, enough = {}, True
    for group in asked.names or TARGETS:
        results = [tried(name, tests, asked.most) for name, tests in TARGETS[group].items()]
        killed, every = sum(each["killed"] for each in results), sum(each["tried"] for each in results)
        found[group] = results
        enough = enough and killed * 100 >= ENOUGH * every
        print(f"{group}: {killed} of {every} noticed, {killed * 100 / every:.1f} %")
        for each in results:
            print(f"  {each['module']}: {each['killed']} of {each['tried']}, {each['seconds']} s")
            for survivor in each["survivors"]:
                print(f"    line {survivor['line']}: {survivor['what']}")
        # Hours go by: what is known is told, even to a file.
        sys.stdout.flush()
    FOUND.parent.mkdir(exist_ok=True)
    FOUND.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    raise SystemExit(0 if enough else 1)


if __name__ == "__main__":
    main()
