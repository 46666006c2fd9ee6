"""What takes long to make is made by one worker of the session, and serves them all."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def once(place: Path, make: Callable[[Path], object]) -> Path:
    """The folder that `make` fills: found as another worker left it, or made now.

    Nobody waits: where two make it together, the first to end gives it to all, and the other's is left aside.
    """
    if not place.exists():
        own = place.with_name(f"{place.name}-{uuid.uuid4().hex}")
        own.mkdir()
        make(own)
        with suppress(OSError):
            own.rename(place)
    return place
