"""People found by the sound of a name, which is heard once: what was heard is kept in memory, a while.

No index of names exists on a disk. What is kept here is how the names of a desk sound, by the identifiers of its
people: neither a name as it is written nor anything else of them. The log says who came, changed or left since the last
search: they are opened and heard again; whoever is erased is forgotten. All of it is forgotten when nobody searched for
a while, and when the last of those who searched logs out.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from engine.core.events import Actor
from engine.core.names import Sought, sounds
from engine.core.sound_index import SoundIndex
from engine.errors import HistoryError
from engine.store.journal import Reading
from engine.store.subjects import Subject, SubjectReading

IDLE = 600.0
"Seconds after which nothing heard is kept, when nobody searches."
MOST = 200_000
"People whose names are kept at most: some 60 MB. Those beyond are opened at each search."
AT_ONCE = 50
"From so many people not heard yet, the whole desk is opened in one go."
FOLLOWED = 2_000
"Events since the last search that are followed one by one; after more, who is at the desk is read anew."

NAMES = ("name", "name_ar")
Sounds = tuple[tuple[str, ...], ...]
"Each name of a person, as its words sound."


@dataclass(frozen=True, slots=True)
class Match:
    """A subject found by name, and how alike the names sound (1: the same)."""

    subject: Subject
    likeness: float


@dataclass(slots=True)
class Desk:
    """Who is at one desk, or in the whole territory, looked up by how their names sound."""

    place: int | None = None
    "Up to where in the log this holds; None before anybody was heard."
    index: SoundIndex = field(default_factory=SoundIndex)
    unheard: set[str] = field(default_factory=set)
    "Those who are there besides, and are opened at each search: unreadable, or too many to be kept."
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_expected: bool = False
    "Somebody is hearing it already, for the search that is to come."

    def __contains__(self, who: object) -> bool:
        return who in self.index or who in self.unheard


class Heard:
    """How the names of people sound, as long as somebody searches among them."""

    def __init__(self, idle: float = IDLE, most: int = MOST) -> None:
        self._idle, self._most = idle, most
        self._known: dict[str, tuple[int, Sounds]] = {}
        self._desks: dict[str | None, Desk] = {}
        self._searching: set[str] = set()
        self._lock = threading.Lock()
        self._alarm: threading.Timer | None = None
        self._last = 0.0
        self.waiting = 0
        "Events without a place at the last look: each look reads them again until they have one."

    def __len__(self) -> int:
        return len(self._known)

    def desk(self, commune: str | None, searching: str) -> Desk:
        """A desk that somebody searches: it is kept until nobody searches any more."""
        with self._lock:
            self._searching.add(searching)
            self._last = time.monotonic()
            if self._alarm is None:
                self._wake_in(self._idle)
            return self._desks.setdefault(commune, Desk())

    def expected(self, commune: str | None, searching: str) -> Desk | None:
        """A desk that somebody is about to search, for the first who says so; None once it is heard, or being heard."""
        desk = self.desk(commune, searching)
        with self._lock:
            if desk.is_expected or desk.place is not None:
                return None
            desk.is_expected = True
            return desk

    def known(self, subject: str, sequence: int) -> Sounds | None:
        """How somebody's names sound, if they were heard at this point of their history."""
        found = self._known.get(subject)
        return found[1] if found is not None and found[0] == sequence else None

    def keep(self, subject: Subject, names: Sounds) -> bool:
        """Keep how somebody's names sound; False where there are too many already, or nobody searches any more."""
        with self._lock:
            # Whoever logs out while their search goes on leaves nothing behind: no alarm would ring for it.
            if not self._searching or (len(self._known) >= self._most and subject.id not in self._known):
                return False
            self._known[subject.id] = (subject.sequence, names)
            return True

    def forget(self, subject: str) -> None:
        """Forget somebody: they were erased, or can't be read."""
        with self._lock:
            self._known.pop(subject, None)
            desks = list(self._desks.values())
        for desk in desks:
            with desk.lock:
                if subject in desk.index:
                    desk.index.drop(subject)
                    desk.unheard.add(subject)

    def leave(self, searching: str) -> None:
        """Somebody logs out: after the last of those who searched, nothing is kept."""
        with self._lock:
            self._searching.discard(searching)
            alone = not self._searching
        if alone:
            self.forget_all()

    def forget_all(self) -> None:
        """Keep nothing of anybody."""
        with self._lock:
            self._known, self._desks, self._searching = {}, {}, set()
            if self._alarm is not None:
                self._alarm.cancel()
                self._alarm = None

    def _wake_in(self, seconds: float) -> None:
        self._alarm = threading.Timer(seconds, self._look)
        self._alarm.daemon = True
        self._alarm.start()

    def _look(self) -> None:
        """Whether anybody searched lately: one alarm rings however many search."""
        with self._lock:
            left = self._last + self._idle - time.monotonic()
            if left > 0:
                self._wake_in(left)
                return
        self.forget_all()


def hear_beside(
    heard: Heard, follow: Callable[[Callable[[Reading], None]], None], commune: str | None, searching: str
) -> None:
    """Begin to hear the names of a desk in a thread of its own: whoever opens the search has yet to type.

    Never twice at once; whoever searches before it is done waits for what is left of it.
    """
    desk = heard.expected(commune, searching)
    if desk is None:
        return

    def hear(reading: Reading) -> None:
        with desk.lock:
            if desk.place is None:
                _listen(heard, desk, reading, commune, [])

    def work() -> None:
        # What keeps names from being heard is told to whoever searches.
        with suppress(Exception):
            follow(hear)

    threading.Thread(target=work, name="hearing", daemon=True).start()


def sounding_like(  # noqa: PLR0913 where, among whom, how many, and what is left out
    heard: Heard,
    reading: Reading,
    names: Sequence[str],
    commune: str | None,
    actor: Actor,
    limit: int,
    unshown: list[str] | None,
    sees: Callable[[Subject], bool],
) -> list[Match]:
    """The subjects of a commune, or of all, whose name sounds most like one of these; whoever shows them notes it.

    `unshown` is given the records of the desk that can't be read: whoever is sought may be one of them. Nobody whom
    the actor doesn't see (`sees`) is found: another desk's person may have nothing here but a case that is sealed.
    """
    lost = [] if unshown is None else unshown
    sought = [Sought(each) for each in names]
    desk = heard.desk(commune, actor.name)
    with desk.lock:
        beyond = _listen(heard, desk, reading, commune, lost)
        alike = desk.index.alike(sought) | beyond.alike(sought)
    found: dict[str, Match] = {}
    # The closest first: no more are opened than are shown.
    for name, likeness in sorted(alike.items(), key=lambda each: (-each[1], each[0])):
        if len(found) == limit:
            break
        try:
            subject = reading.subject(name)
        except HistoryError:
            heard.forget(name)
            lost.append(name)
            continue
        # The record that was kept may be one that doesn't hold: the others are found all the same.
        with suppress(HistoryError):
            if subject is not None and sees(subject):
                kept = kept_record(reading, subject)
                found.setdefault(kept.id, Match(kept, likeness))
    return sorted(found.values(), key=lambda match: (-match.likeness, match.subject.id))


def _listen(heard: Heard, desk: Desk, reading: Reading, commune: str | None, lost: list[str]) -> SoundIndex:
    """Hear those at a desk who came or changed since the last search, everybody at first; those who can't be kept."""
    since = reading.since(desk.place or 0, FOLLOWED if desk.place is not None else 0)
    marks: dict[str, int | None]
    if desk.place is None or since.rows is None:
        desk.place, desk.index, desk.unheard = None, SoundIndex(), set()
        marks = dict(reading.subject_marks(commune))
    else:
        marks = reading.subject_marks_since(since.rows, commune, desk)
    for subject, sequence in marks.items():
        desk.unheard.discard(subject)
        names = None if sequence is None else heard.known(subject, sequence)
        if names is not None:
            desk.index.put(subject, names)
        else:
            desk.index.drop(subject)
            if sequence is not None:
                desk.unheard.add(subject)
    beyond = _hear(heard, desk, reading, commune, lost)
    # Further back, where this transaction is older than the last one: the next search then goes over it again.
    desk.place, heard.waiting = since.place, since.waiting
    return beyond


def _hear(heard: Heard, desk: Desk, reading: Reading, commune: str | None, lost: list[str]) -> SoundIndex:
    """Open those who weren't heard: they are kept, as far as there is room; the others are given back."""
    beyond = SoundIndex()
    if len(desk.unheard) > AT_ONCE:
        opened = (each for each in reading.subjects(commune, lost) if each.id in desk.unheard)
    else:
        each_of = (reading.readable_subject(name, commune, lost) for name in list(desk.unheard))
        opened = (subject for subject in each_of if subject is not None)
    for subject in opened:
        names = sounds_of(subject)
        if heard.keep(subject, names):
            desk.unheard.discard(subject.id)
            desk.index.put(subject.id, names)
        else:
            beyond.put(subject.id, names)
    return beyond


def sounds_of(subject: Subject) -> Sounds:
    """How each name of a person sounds; nothing for whoever has none, or was erased."""
    return tuple(sounds(str(subject.data[name])) for name in NAMES if subject.data.get(name))


def kept_record(reading: SubjectReading, subject: Subject) -> Subject:
    """The record that a merged one was merged into, and so on; the record itself when it stands alone."""
    into = reading.subject(str(subject.data["merged_into"])) if "merged_into" in subject.data else None
    return subject if into is None else kept_record(reading, into)
