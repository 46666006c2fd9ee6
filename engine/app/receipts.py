"""What a base remembers of the packs that it took in: whose they were, and what came in each.

A receipt is a file published like another, beside those of the referential: an event of the log, and a text kept under
its hash. By the last one a desk knows the key of whom it trusts.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import orjson

from engine.app.packs import canonical
from engine.store.journal import Reading, Writing
from engine.store.transaction import Stamp

RECEIPTS = "packs/received"
"The file, as the log names it; it stands for none of the program's own."


@dataclass(frozen=True, slots=True)
class Receipt:
    """One pack, taken in."""

    log_id: str
    "Of the base where it was made."
    name: str
    key: str
    serial: int
    sha256: str
    request: str
    "What its two people agreed to."
    pathways: tuple[str, ...]
    "Digests of the versions that it brought."
    files: tuple[str, ...]
    received_at: str = ""


def receipts(reading: Reading | Writing) -> list[Receipt]:
    """Every receipt, oldest first; raises UnreadableEvent where one has been changed."""
    found = []
    for each in reading.files_published():
        if each.file == RECEIPTS:
            held = orjson.loads(reading.file_text(each))
            lists = {name: tuple(held[name]) for name in ("pathways", "files")}
            found.append(Receipt(**{**held, **lists, "received_at": each.published_at}))
    return found


def keep_receipt(writing: Writing, receipt: Receipt, stamp: Stamp) -> None:
    """Remember a pack that is being taken in."""
    writing.publish_file(RECEIPTS, canonical(asdict(receipt)).decode(), "", stamp)
