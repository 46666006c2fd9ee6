"""The legal watch as pages show it: over an editor's drafts, read once a state of the files.

An editor sees their own drafts weighed, whoever else what stands. A pathway whose text has errors is told as it was
published: one slip doesn't hide what rests on every source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakKeyDictionary

from engine.app.bench import Bench
from engine.app.house import House
from engine.app.pathways import newest
from engine.app.watching import Grounds, grounds
from engine.core.events import Actor
from engine.reader.load import Referential


@dataclass(frozen=True, slots=True)
class Watchtower:
    """Where the sources are watched from; what was found is kept as long as the reading that it was found in."""

    bench: Bench
    _known: WeakKeyDictionary[Referential, tuple[frozenset[str], Grounds]] = field(default_factory=WeakKeyDictionary)
    _lock: Lock = field(default_factory=Lock)

    def look(self, house: House, actor: Actor) -> Grounds:
        """What rests on what, as the files stand with this actor's drafts in them.

        Raises:
            NotAllowed: pathways aren't this actor's to read.
            DefinitionError: a catalogue has errors, or a pathway that was never published.
        """
        published = newest(house, actor)
        digests = frozenset(each.digest for each in published.values())
        referential = self.bench.referential(actor)
        # One at a time: of two who ask at once, the second finds what the first did.
        with self._lock:
            known = self._known.get(referential)
            if known is None or known[0] != digests:
                known = self._known[referential] = (digests, grounds(referential, published))
        return known[1]
