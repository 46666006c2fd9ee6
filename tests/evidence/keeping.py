"""`python -m tests.evidence.keeping`: keeps a bundle of this program's making, for all verifiers to come.

Run once for each shape of bundles; what is kept is never made again. Beside each bundle stands what would be on paper.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from engine.app.checkpoints import take_checkpoint
from engine.app.export import Wanted, export
from engine.core.events import Actor
from tests.app.desk import desk_at, desk_vault, open_desk, read_referentials
from tests.app.tampering import live

GOLDEN = Path(__file__).with_name("golden")
SHAPE = 1
AUDITOR = Actor("driss", "auditor", "*")


def keep() -> None:
    """Live a small story, and keep what is exported of it: some cases, and the whole log."""
    known, key = read_referentials(), desk_vault().signing
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'base.db'}"
        story = live(desk_at(url, known, known.invented), folder / "heads")
        house = open_desk(url, known).house
        wanted = {"cases": Wanted((story.cases[0], story.cases[2])), "whole": Wanted(whole=True)}
        for scope, asked in wanted.items():
            path = GOLDEN / f"{scope}-{SHAPE}.zip"
            made = export(house, AUDITOR, asked, path, lambda: take_checkpoint(house, key, folder / "heads").note)
            paper = {
                "code": made.code,
                "public_key": made.public_key,
                "older_code": story.old.head.code,
                "older_note": story.old.note,
                "events": made.events,
                "size": made.size,
            }
            path.with_suffix(".json").write_text(json.dumps(paper, indent=1) + "\n", encoding="utf-8", newline="\n")
        house.store.close()


if __name__ == "__main__":
    keep()
