"""The pages that answer forms, kept a while: going back to one, a browser can't make it again without sending the form.

Each is kept under a word of its own, for the session that was shown it and for no other; nothing of it stands in its
address. In the memory of this one process, or, where several serve, on their common shelf, sealed. What is shown again
is what was shown: nothing is judged, opened or noted a second time.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
import time
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from engine.app.shelf import Shelf

MINUTES = 30
"How long one comes back to an answer."
MOST = 32 * 1024 * 1024
"Bytes of all answers kept, packed: beyond, the oldest go."
_NAME = "answer"
_KEY = re.compile(r'(<input type="hidden" name="key" value=")[^"]*')
"What tells one sending of a form from another."
_STATUS = 3
"Digits of a status."


class Answer(NamedTuple):
    """A page as it was answered."""

    status: int
    page: str


class Answers:
    """The answers kept by one process that serves alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, bytes]] = {}
        self._weight = 0

    def keep(self, token: str, answer: Answer) -> str:
        """Keep an answer for a session; the word by which it is found. Raises OSError where it can't be kept."""
        word = secrets.token_urlsafe(16)
        self._put(_place(token, word), f"{answer.status}".encode() + zlib.compress(answer.page.encode()))
        return word

    def find(self, token: str, word: str) -> Answer | None:
        """An answer that this session was given, its forms ready to be sent as new ones; None when it is gone."""
        kept = self._get(_place(token, word))
        if kept is None:
            return None
        page = zlib.decompress(kept[_STATUS:]).decode()
        return Answer(int(kept[:_STATUS]), _KEY.sub(lambda found: f"{found[1]}{secrets.token_urlsafe(16)}", page))

    def _put(self, place: str, packed: bytes) -> None:
        now = time.monotonic()
        with self._lock:
            self._kept[place] = (now, packed)
            self._weight += len(packed)
            # The oldest first: they stand in the order in which they came.
            for old, (since, gone) in list(self._kept.items()):
                if self._weight <= MOST and since >= now - MINUTES * 60:
                    break
                del self._kept[old]
                self._weight -= len(gone)

    def _get(self, place: str) -> bytes | None:
        since, packed = self._kept.get(place, (0.0, b""))
        return packed if packed and since >= time.monotonic() - MINUTES * 60 else None


class SharedAnswers(Answers):
    """Those of several processes: any of them finds what one of them gave."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf

    def _put(self, place: str, packed: bytes) -> None:
        self._shelf.put(place, packed)
        self._shelf.clear(_NAME, time.time() - MINUTES * 60, MOST)

    def _get(self, place: str) -> bytes | None:
        self._shelf.clear(_NAME, time.time() - MINUTES * 60, MOST)
        return self._shelf.get(place)


def _place(token: str, word: str) -> str:
    """Where an answer lies: both are needed to name it, and neither can be read from it."""
    return f"{_NAME}-{hashlib.sha256(f'{token} {word}'.encode()).hexdigest()}"
