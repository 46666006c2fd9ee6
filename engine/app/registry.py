"""The register of versions: of each published one who published it, with whom, when and why, and its open cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from engine.app.counts import told
from engine.app.house import House
from engine.app.receipts import Receipt, receipts
from engine.app.sight import PROTECTED, confidentiality_seen, require
from engine.authority.allow import Resource, allow, communes_seen
from engine.core.definition import Definition
from engine.core.events import Actor, Event
from engine.store.definitions import DefinitionLine
from engine.store.journal import Reading, Writing
from engine.store.tables import SYSTEM


@dataclass(frozen=True, slots=True)
class Registered:
    """One published version."""

    line: DefinitionLine
    definition: Definition
    author: str
    "Who published it; in a real database the second of the two who asked."
    asked_by: str
    "Who asked for it first, where that took two people; else empty."
    reason: str
    open: str | None
    "How many open cases live under it, as the reader may be told; None where they may not count them."
    pack: Receipt | None = None
    "The pack that it came in."


class Publication(NamedTuple):
    """How a version came to be published."""

    author: str = ""
    role: str = ""
    asked_by: str = ""
    reason: str = ""
    pack: Receipt | None = None


def registry(house: House, actor: Actor) -> list[Registered]:
    """Every published version, by pathway, oldest first.

    Raises:
        NotAllowed: pathways aren't this actor's to read.
    """
    require(actor, "process.read")
    return house.store.read(lambda reading: _registered(house, reading, actor))


def _registered(house: House, reading: Reading, actor: Actor) -> list[Registered]:
    lines = reading.definitions()
    publications = publications_of(reading)
    commune = communes_seen(actor)
    counts = {name: reading.open_by_version(name, commune=commune) for name in {line.process for line in lines}}
    found = []
    for line in lines:
        definition = house.machine(reading, line.digest).definition
        under = sum(counts[line.process].get(line.version, {}).values())
        each = publications.get(line.digest, Publication())
        count = _count(definition, under, actor)
        found.append(Registered(line, definition, each.author, each.asked_by, each.reason, count, each.pack))
    return found


def publications_of(reading: Reading | Writing) -> dict[str, Publication]:
    """Digest of each published version → how it came to be published."""
    published: dict[str, Event] = {}
    asked: dict[str, Event] = {}
    given: dict[str, Event] = {}
    by_kind = {"definition_published": published, "approval_asked": asked, "approval_given": given}
    for event, _ in reading.history(SYSTEM):
        if event.kind in by_kind:
            by_kind[event.kind][str(event.body.get("digest", event.body.get("about")))] = event
    # What came in a pack was agreed to as a whole.
    brought = {digest: each for each in receipts(reading) for digest in each.pathways}
    found = {}
    for digest, done in published.items():
        pack = brought.get(digest)
        about = digest if pack is None else pack.request
        second, first = given.get(about), asked.get(about)
        found[digest] = Publication(
            done.actor,
            done.role,
            "" if second is None else str(second.body.get("asked_by", "")),
            _reason(reading, done) or _reason(reading, first),
            pack,
        )
    return found


def _reason(reading: Reading | Writing, event: Event | None) -> str:
    """Why it was asked for, or published: sealed under the log's own key, whoever's name it might hold."""
    if event is None or "reason" not in event.body.get("sealed", ()):
        return ""
    return str(reading.private(SYSTEM, event.sequence).get("reason", ""))


def _count(definition: Definition, cases: int, actor: Actor) -> str | None:
    if not allow(actor, "stats.read", Resource(actor.commune)):
        return None
    sees = allow(actor, "case.list", Resource(actor.commune))
    if sees and definition.confidentiality == PROTECTED and confidentiality_seen(actor) is not None:
        return None
    return told(cases, exact=sees)
