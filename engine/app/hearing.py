"""People found by the sound of a name, which is heard once: what was heard is kept in memory, a while.

No index of names exists on a disk. What is kept here is how the names of a desk sound, by the identifiers of its
people: neither a name as it is written nor anything else of them. A row whose number moved on is opened and heard
again; whoever is erased, or leaves the desk, is forgotten. All of it is forgotten when nobody searched for a while, and
when the last of those who searched logs out.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from engine.core.events import Actor
from engine.core.names import LIKENESS, Sought, sounds
from engine.errors import HistoryError
from engine.store.subjects import Subject, SubjectReading

IDLE = 600.0
"Seconds after which nothing heard is kept, when nobody searches."
MOST = 200_000
"People whose names are kept at most: some 60 MB. Those beyond are opened at each search."
AT_ONCE = 50
"From so many people not heard yet, the whole desk is opened in one go."

NAMES = ("name", "name_ar")
Sounds = tuple[tuple[str, ...], ...]
"Each name of a person, as its words sound."


@dataclass(frozen=True, slots=True)
class Match:
    """A subject found by name, and how alike the names sound (1: the same)."""

    subject: Subject
    likeness: float


class Heard:
    """How the names of people sound, as long as somebody searches among them."""

    def __init__(self, idle: float = IDLE, most: int = MOST) -> None:
        self._idle, self._most = idle, most
        self._known: dict[str, tuple[int, Sounds]] = {}
        self._searching: set[str] = set()
        self._lock = threading.Lock()
        self._alarm: threading.Timer | None = None

    def __len__(self) -> int:
        return len(self._known)

    def among(self, there: Iterable[tuple[str, int]]) -> tuple[list[tuple[str, Sounds]], list[str]]:
        """Of people, each at a point of their history: how the names sound of those who were heard, and the others."""
        # A loop of one name each, and nothing called in it: a desk may have twenty thousand of them.
        known, others = self._known, []
        heard: list[tuple[str, Sounds]] = []
        for subject, sequence in there:
            found = known.get(subject)
            if found is not None and found[0] == sequence:
                heard.append((subject, found[1]))
            else:
                others.append(subject)
        return heard, others

    def keep(self, searching: str, heard: Iterable[tuple[Subject, Sounds]]) -> None:
        """Keep what somebody's search has heard, until nobody searches any more."""
        with self._lock:
            self._searching.add(searching)
            for subject, names in heard:
                if len(self._known) < self._most or subject.id in self._known:
                    self._known[subject.id] = (subject.sequence, names)
            if self._alarm is not None:
                self._alarm.cancel()
            self._alarm = threading.Timer(self._idle, self.forget_all)
            self._alarm.daemon = True
            self._alarm.start()

    def forget(self, subject: str) -> None:
        """Forget somebody: they were erased, or can't be read."""
        with self._lock:
            self._known.pop(subject, None)

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
            self._known, self._searching = {}, set()
            if self._alarm is not None:
                self._alarm.cancel()
                self._alarm = None


def sounding_like(  # noqa: PLR0913 where, among whom, how many, and what is left out
    heard: Heard,
    reading: SubjectReading,
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
    alike = _alike(sought, _every_sound(heard, reading, commune, actor, lost))
    found: dict[str, Match] = {}
    # The closest first: no more are opened than are shown.
    for likeness, name in sorted(alike, key=lambda each: (-each[0], each[1])):
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


def _alike(sought: Sequence[Sought], people: Iterable[tuple[str, Sounds]]) -> list[tuple[float, str]]:
    """Those whose names are alike enough, each with how much: names that sound the same are compared once."""
    met: dict[Sounds, float] = {}
    found = []
    for name, known in people:
        likeness = met.get(known)
        if likeness is None:
            likeness = met[known] = max((each.likeness(words) for each in sought for words in known), default=0.0)
        if likeness >= LIKENESS:
            found.append((likeness, name))
    return found


def _every_sound(
    heard: Heard, reading: SubjectReading, commune: str | None, actor: Actor, lost: list[str]
) -> list[tuple[str, Sounds]]:
    """Everybody of a commune by identifier, with how their names sound: those that were not heard are opened."""
    known, fresh = heard.among(reading.subject_marks(commune))
    if not fresh:
        heard.keep(actor.name, ())
        return known
    if len(fresh) > AT_ONCE:
        opened = list(reading.subjects(commune, lost))
    else:
        opened = [subject for name in fresh if (subject := reading.readable_subject(name, commune, lost)) is not None]
    new = [(subject, sounds_of(subject)) for subject in opened]
    heard.keep(actor.name, new)
    return [*{**dict(known), **{subject.id: names for subject, names in new}}.items()]


def sounds_of(subject: Subject) -> Sounds:
    """How each name of a person sounds; nothing for whoever has none, or was erased."""
    return tuple(sounds(str(subject.data[name])) for name in NAMES if subject.data.get(name))


def kept_record(reading: SubjectReading, subject: Subject) -> Subject:
    """The record that a merged one was merged into, and so on; the record itself when it stands alone."""
    into = reading.subject(str(subject.data["merged_into"])) if "merged_into" in subject.data else None
    return subject if into is None else kept_record(reading, into)
