"""The open cases of a pathway, page after page: for what is tried or done on all of them, in bounded memory.

Whoever asks goes through those that they may; who sees cases is told their numbers, the others only how many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from engine.app.house import House
from engine.app.sight import PROTECTED
from engine.authority.allow import Resource, allow, communes_seen
from engine.core.events import Actor
from engine.core.machine import Machine
from engine.errors import UsageError
from engine.store.cases import CaseLine
from engine.store.definitions import DefinitionLine
from engine.store.journal import Reading

PAGE = 100
"Cases of one transaction: a desk that writes meanwhile waits for so many at most."
MOST_TOLD = 10_000
"Cases that are told one by one; beyond, only how many."


@dataclass(frozen=True, slots=True)
class Through:
    """Which open cases of a pathway an actor goes through."""

    process: str
    actor: Actor

    def pages(self, house: House) -> Iterator[list[CaseLine]]:
        """Those that the actor may bring to another version, the last opened first."""
        after: str | None = None
        while True:
            lines = house.store.read(partial(self._page, after=after))
            yield [line for line in lines if self._may(line)]
            if len(lines) < PAGE:
                return
            after = lines[-1].cursor

    def count(self, house: House) -> int:
        """How many there are, near enough for a progress: rows as they stand."""
        found = house.store.read(
            lambda reading: reading.open_by_version(self.process, commune=communes_seen(self.actor))
        )
        return sum(sum(states.values()) for states in found.values())

    def _page(self, reading: Reading, *, after: str | None) -> list[CaseLine]:
        return reading.cases(
            commune=communes_seen(self.actor), process=self.process, open_only=True, after=after, limit=PAGE
        )

    def _may(self, line: CaseLine) -> bool:
        return allow(
            self.actor, "process.migrate", Resource(line.commune, line.confidentiality == PROTECTED, line.case)
        )

    def is_told(self, line: CaseLine) -> bool:
        """Whether the actor may be told the number of a case."""
        return allow(self.actor, "case.list", Resource(line.commune, line.confidentiality == PROTECTED, line.case))

    @property
    def exact(self) -> bool:
        """Whether the actor is told exact numbers."""
        return allow(self.actor, "case.list", Resource(self.actor.commune))


def machine_of(house: House, reading: Reading, process: str, version: int) -> Machine:
    """A published version of a pathway, compiled.

    Raises:
        UsageError: it isn't published; with those that are.
    """
    known = versions_of(reading, process)
    if version not in known:
        raise UsageError(
            "La version {against} du parcours « {process} » n'est pas publiée.",
            "Versions publiées : {known} ; ou donner un fichier.",
            against=version,
            process=process,
            known=", ".join(map(str, sorted(known))),
        )
    return house.machine(reading, known[version].digest)


def versions_of(reading: Reading, process: str) -> dict[int, DefinitionLine]:
    """The published versions of a pathway, by number.

    Raises:
        UsageError: none is.
    """
    found = {line.version: line for line in reading.definitions() if line.process == process}
    if not found:
        raise UsageError(
            "Le parcours « {process} » n'est pas publié dans cette base.{hint}",
            "Voir ce qui l'est : baom process list --published",
            process=process,
            hint="",
        )
    return found
