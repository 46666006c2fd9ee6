"""Keep a database of the version being released, for the upgrades to come: `python -m tests.store.release`.

Never run again for a version that has been released: what it wrote is what people have.
"""

import sqlite3
import tempfile
from pathlib import Path

from engine.core.events import Draft
from engine.store.versions import CURRENT
from tests.store.conftest import make
from tests.store.samples import moved, noted, open_case, opening, step

RELEASED = Path(__file__).with_name("released")


def main() -> None:
    target = RELEASED / f"{CURRENT}.sql"
    if target.exists():
        raise SystemExit(f"{target.name} is there: a released version never changes")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "baom.db"
        store = make(str(path))
        store.write(lambda writing: open_case(writing, "d1", None, opening(mere="Amina"), key="k1", mac=b"m" * 32))
        store.write(lambda writing: open_case(writing, "d2", confidentiality="protected"))
        held = store.read(lambda reading: reading.case("d1"))
        step(store, "d1", moved(held, "b", {"fields": {"rang": 2}}, reason="vue"), noted(held), key="k2", mac=b"n" * 32)
        step(store, "d2", Draft("moved", "clore", "a", "fin", {"outcome": "success", "clocks": {"declaration": None}}))
        store.close()
        with sqlite3.connect(path) as made:
            dump = "\n".join(made.iterdump())
        made.close()
    RELEASED.mkdir(exist_ok=True)
    target.write_text(dump + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
