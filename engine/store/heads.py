"""The tree over the whole log, grown again event by event, and held against every checkpoint that tells of it.

Reads only; one batch of events in memory at a time, and of the tree only what its next root needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from engine.core.merkle import Tree
from engine.errors import UnreadableEvent
from engine.store.codec import decode, leaf
from engine.store.connect import Link
from engine.store.histories import BATCH
from engine.store.log import Log
from engine.store.reads import Head as ReadsHead
from engine.store.tables import SYSTEM
from engine.store.trust import Doubt, Kept, Vouched


class Heads:
    """Every head that the log has had; `vouched` is the largest that a checkpoint kept elsewhere covers."""

    def __init__(self, link: Link, log: Log, kept: tuple[Kept, ...], keys: list[str]) -> None:
        self.vouched: Vouched | None = None
        self._link = link
        self._log = log
        self._keys = keys
        self._of_others = [each for each in kept if each.log_id not in (None, log.log_id)]
        sized = (each for each in kept if each.size is not None and each not in self._of_others)
        self._sized = sorted(sized, key=lambda each: each.size or 0)
        self._codes = [each for each in kept if each.size is None]
        self._own = dict(_given(link, log))
        self._reads = [(position, head.size) for position, head in _reads_told(link, log) if position is not None]

    def doubts(self) -> Iterator[Doubt]:
        """What no checkpoint agrees with, those that the log says it gave included."""
        tree = Tree()
        yield from self._met(tree)
        if self._sized or self._codes or self._own:
            for position, stored in leaves(self._link, self._log):
                if position != tree.size + 1:
                    # Told by name where positions are counted; no head beyond this one can be grown again.
                    break
                tree.add(leaf(stored))
                yield from self._met(tree)
        yield from self._left(tree.size)

    def _met(self, tree: Tree) -> Iterator[Doubt]:
        """Hold the tree as it stands against the checkpoints of this size."""
        size = tree.size
        given = self._own.pop(size, None)
        if given is not None and tree.root().hex() != given[1]:
            yield Doubt(
                "checkpoint",
                SYSTEM,
                given[0],
                f"Les {size} premiers événements ne sont plus ceux de ce point de contrôle.",
            )
        while self._sized and self._sized[0].size == size:
            yield from self._compared(self._sized.pop(0), size, tree.root())
        if self._codes:
            root = tree.root()
            for each in [each for each in self._codes if each.covers(self._log.log_id, size, root)]:
                self._codes.remove(each)
                self.vouched = self._vouched(size, each.name)

    def _compared(self, kept: Kept, size: int, root: bytes) -> Iterator[Doubt]:
        if not kept.covers(self._log.log_id, size, root):
            since = f" Avant lui, {self.vouched.name} répond de {self.vouched.size}." if self.vouched else ""
            yield Doubt(
                "checkpoint",
                "",
                0,
                f"Les {size} premiers événements ne sont pas ceux dont le point de contrôle {kept.name} répond.{since}",
            )
        elif not any(kept.signed(key) for key in self._keys):
            yield Doubt(
                "key",
                "",
                0,
                f"Le point de contrôle {kept.name} n'est signé par aucune clé de cet historique.",
            )
        else:
            self.vouched = self._vouched(size, kept.name)

    def _vouched(self, size: int, name: str) -> Vouched:
        """A checkpoint is given, then recorded with where the log of reads stood: it vouches for those before it."""
        return Vouched(size, name, max((reads for position, reads in self._reads if position <= size), default=0))

    def _left(self, size: int) -> Iterator[Doubt]:
        """Checkpoints of which the log has nothing to show: a tail cut off, an old copy put back, another log."""
        for each in self._of_others:
            yield Doubt(
                "missing",
                "",
                0,
                f"Le point de contrôle {each.name} est celui d'un autre historique ({each.log_id}) que celui-ci"
                f" ({self._log.log_id}).",
            )
        for each in self._sized:
            yield Doubt(
                "missing",
                "",
                0,
                f"Le point de contrôle {each.name} répond de {each.size} événements, et il n'y en a ici que {size} :"
                " la fin manque, ou c'est une ancienne copie.",
            )
        for each in self._codes:
            yield Doubt(
                "missing",
                "",
                0,
                f"Aucun état de cet historique n'a le code {each.name} : code mal recopié, fin manquante, ou passé"
                " changé.",
            )
        for wanted, (sequence, _) in sorted(self._own.items()):
            yield Doubt(
                "checkpoint",
                SYSTEM,
                sequence,
                f"Ce point de contrôle répond de {wanted} événements, qui ne sont pas là.",
            )


def reads_heads(link: Link, log: Log) -> list[ReadsHead]:
    """Where the log of reads stood at each checkpoint that the log says it gave."""
    return [head for _, head in _reads_told(link, log) if head.size]


def _reads_told(link: Link, log: Log) -> Iterator[tuple[int | None, ReadsHead]]:
    for position, _, stored in link.execute(log.sql.placed_history, (SYSTEM,)):
        with suppress(UnreadableEvent):
            event = decode(stored)
            if event.kind == "checkpointed" and type(event.body.get("reads")) is int:
                yield position, ReadsHead(event.body["reads"], str(event.body.get("reads_head")))


def leaves(link: Link, log: Log) -> Iterator[tuple[int, bytes]]:
    """Every event's position and bytes, in the order of the whole log."""
    position = 0
    while batch := link.execute(log.sql.leaves, (position, BATCH)).fetchall():
        yield from batch
        position = batch[-1][0]


def _given(link: Link, log: Log) -> Iterator[tuple[int, tuple[int, str]]]:
    """The checkpoints that the log says it gave: size → (sequence of its event, root)."""
    for _, sequence, stored in link.execute(log.sql.placed_history, (SYSTEM,)):
        with suppress(UnreadableEvent):
            event = decode(stored)
            if event.kind == "checkpointed" and type(event.body.get("size")) is int:
                yield event.body["size"], (sequence, str(event.body.get("root")))
