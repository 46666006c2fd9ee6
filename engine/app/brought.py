"""What the program's folder brings that isn't published: another version of it came, or somebody edits files there.

Goes by the texts of the pathways alone, so that a page can ask each time: a catalogue that changes by itself makes no
new version until a pathway that uses it takes a new number.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from engine.app.bench import number_in
from engine.app.house import House
from engine.app.publishing import Workshop
from engine.app.sight import require
from engine.core.events import Actor
from engine.store.definitions import DefinitionLine


@dataclass(frozen=True, slots=True)
class Brought:
    """A pathway whose file isn't what is published of it."""

    process: str
    file: str
    version: int
    published: int
    "The newest version here; 0 where there is none."

    @property
    def clashes(self) -> bool:
        """Whether its number is taken by another text: it wants a greater one before it can be published."""
        return self.version == self.published


def brought(house: House, workshop: Workshop, actor: Actor) -> list[Brought]:
    """What the folder has that could be published, by name; an older number than what stands is no news.

    Raises:
        NotAllowed: pathways aren't this actor's to read.
    """
    require(actor, "process.read")
    known: dict[str, list[DefinitionLine]] = {}
    for line in house.store.read(lambda reading: reading.definitions()):
        known.setdefault(line.process, []).append(line)
    found = []
    for path in workshop.shared_files():
        text = path.read_bytes()
        number = number_in(text.decode(errors="replace"))
        lines = known.get(path.stem, [])
        newest = max((line.version for line in lines), default=0)
        sha256 = hashlib.sha256(text).hexdigest()
        if number and number >= newest and all(line.source_sha256 != sha256 for line in lines):
            found.append(Brought(path.stem, str(path), number, newest))
    return found
