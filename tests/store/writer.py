"""A process that writes in a database: `python -m tests.store.writer URL CASE N`, or `write` in one of another kind.

Each of its N steps starts from what was read before, and ends with « won » or « lost » on a line of its own.
"""

import secrets
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

from engine.core.events import Draft
from engine.errors import ConcurrentChange, EnvironmentUnusable
from engine.store.attachments import Kept
from engine.store.journal import Store, Writing
from tests.store.samples import STAMP, moved, noted, standing_of, step, vault


def tell(*words: object) -> None:
    # One call to the system: a line is there whole, or not at all.
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def write(store: Store, case: str, times: int | None, acknowledge: Callable[[int], None]) -> None:
    """Steps of one or two events, each acknowledged once it is on disk; without an end when `times` is None."""
    rank = 0
    while times is None or rank < times:
        held = store.read(lambda reading: reading.case(case))
        drafts = [moved(held, f"etape_{rank % 5}", {"fields": {"rang": rank}}, mere=f"Amina {rank}"), noted(held)]
        acknowledge(step(store, case, *drafts[: 1 + rank % 2])[-1].sequence)
        rank += 1


def write_until_killed(url: str, case: str, answers: Connection) -> None:
    """Run by a process of its own: step after step, telling the sequence of each once it is acknowledged."""
    store = Store.open(url, vault())
    answers.send(0)
    while True:
        write(store, case, 3, answers.send)
        answers.send(join_scan(store, case))


def join_scan(store: Store, case: str) -> int:
    """A scan, in the two transactions that it takes, and the sight of it; the sequence of its event."""
    name = f"A-{secrets.token_hex(8)}"

    def keep(writing: Writing) -> Kept:
        content = b"%PDF-1.7 " + bytes(range(256)) * 40
        return writing.keep_attachment(writing.case(case), name, content, "application/pdf", STAMP.recorded_at)

    kept = store.write(keep)
    body = {"document": "acte", "attachment": name, "sha256": kept.sha256, "media": kept.media, "size": kept.size}
    state = store.read(lambda reading: reading.case(case)).case.state
    sequence = step(store, case, Draft("attached", None, state, state, body, {"original": "0" * 64}))[-1].sequence
    store.write(lambda writing: writing.trace(STAMP.actor, "case.read", (case, name), STAMP.recorded_at))
    return sequence


def write_under_a_limit(url: str, case: str, size: int, answers: Connection) -> None:
    """Run by a process of its own, whose files may not grow beyond `size`."""
    import resource

    store = Store.open(url, vault())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        write(store, case, None, answers.send)
    except EnvironmentUnusable as error:
        answers.send(error.message)
    # Reading goes on, and so does the next try: refused again, in the same words.
    answers.send(store.read(lambda reading: reading.case(case)).case.sequence)
    answers.close()


def race(store: Store, case: str, times: int) -> None:
    for _ in range(times):
        held = store.read(lambda reading: reading.case(case))
        try:
            (event,) = store.write(lambda writing, held=held: writing.append(held, [noted(held)], STAMP, standing_of))
        except ConcurrentChange as conflict:
            tell("lost", conflict.expected, conflict.found)
        else:
            tell("won", event.sequence)


def main(url: str, case: str, times: str) -> None:
    store = Store.open(url, vault())
    race(store, case, int(times))
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
