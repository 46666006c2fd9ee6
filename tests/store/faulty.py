"""A disk that refuses one call, each in its turn: `python -m tests.store.faulty FILE`, in a process of its own.

Writes one line for each call refused: what was being done, which answer SQLite got, whether the work was acknowledged,
whether what it wrote is there, and what was said.
"""

import json
import os
import sys

from tests.sizes import NIGHTLY
from tests.store.recorder import SCAN, Recorder

ANSWERS = {"IOERR_WRITE": 778, "IOERR_FSYNC": 1034, "IOERR_READ": 266, "IOERR_TRUNCATE": 1546, "FULL": 13}
USUAL = ("IOERR_WRITE", "FULL")
MOST = 200
"Calls of one work, at most: a step makes a dozen, a scan a few more."


def main(path):
    from engine.store import connect
    from engine.store.journal import Store
    from tests.store.samples import STAMP, open_case, step, vault

    connect.PRAGMAS |= {"wal_autocheckpoint": "6"}
    recorder = Recorder()
    recorder.listen()
    store = Store.open(path, vault())
    store.write(lambda writing: open_case(writing, "d1"))
    names = iter(f"A-{rank:04}" for rank in range(10_000))

    def scan():
        name = next(names)
        store.write(
            lambda writing: writing.keep_attachment(
                writing.case("d1"), name, SCAN, "application/pdf", STAMP.recorded_at
            )
        )

    def note_sight():
        store.write(lambda writing: writing.trace(STAMP.actor, "case.read", ("d1",), STAMP.recorded_at))

    def opened():
        # A store just opened reads its pages: the calls that are refused are among those.
        other = Store.open(path, vault())
        try:
            step(other, "d1")
        finally:
            other.close()

    def count(table):
        def counted(reading):
            return reading._link.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: SLF001

        return store.read(counted)

    works = {
        "step": (lambda: step(store, "d1"), "events"),
        "scan": (scan, "attachments"),
        "sight": (note_sight, "reads"),
        "opening": (opened, "events"),
    }
    for name, (work, table) in works.items():
        answers = ANSWERS if name == "step" or NIGHTLY else USUAL
        for answer in answers:
            for place in range(MOST):
                if not refuse(recorder, {"work": name, "answer": answer, "place": place}, work, lambda: count(table)):  # noqa: B023
                    break
    store.close()
    sys.stdout.flush()
    os._exit(0)


def refuse(recorder, line, work, count):
    """Do a work while one call is refused, and tell of it; whether there was such a call."""
    from engine.errors import EngineError

    before = count()
    recorder.left, recorder.code = line["place"], ANSWERS[line["answer"]]
    try:
        work()
        said, done = "", True
    except EngineError as error:
        said, done = error.message, False
    refused = recorder.left < 0
    recorder.left = None
    print(json.dumps({**line, "refused": refused, "done": done, "there": count() - before, "said": said}))
    return refused


if __name__ == "__main__":
    main(*sys.argv[1:])
