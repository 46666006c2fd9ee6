"""What the first page would otherwise wait for, made beside it as soon as the application is there.

Templates and pathways are compiled once in the life of a process: a second's work, of which the first visitors of the
day would each have waited for a part. All of it stays until the end: the collector of garbage needn't look at it again.
"""

from __future__ import annotations

import gc
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from engine.app.publishing import published
from engine.errors import EngineError
from engine.web.render import environment

if TYPE_CHECKING:
    from engine.app.house import House


def warm(house: House) -> None:
    """Compile every template and every published pathway, count the open cases; then leave what stays alone."""
    for name in environment().list_templates():
        environment().get_template(name)
    # What keeps a pathway from being read, or cases from being counted, is told to whoever opens a page of it.
    with suppress(EngineError):
        published(house)
        house.store.read(lambda reading: house.tally.at(reading, None, None))
    gc.collect()
    gc.freeze()


def warm_beside(house: House) -> None:
    """The same in a thread of its own, so that whoever asks meanwhile is answered."""
    threading.Thread(target=warm, args=(house,), name="warming", daemon=True).start()
