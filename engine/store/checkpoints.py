"""The heads that a log has had, read for a checkpoint; and the event that says that one was given.

A checkpoint covers the events that have a position. What was given before, and is kept beside the signing key, must
still be a head of the log: `engine.app.checkpoints` refuses otherwise. Knows the tree; signs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from engine.core.merkle import Tree
from engine.errors import BrokenHistory, Said
from engine.store.codec import leaf
from engine.store.heads import leaves
from engine.store.tables import SYSTEM
from engine.store.transaction import Transaction


class HeadReading(Transaction):
    """The tree over the whole log, at any of its sizes."""

    def heads(self, sizes: Collection[int]) -> Mapping[int, bytes]:
        """The root at each of these sizes that the log has reached, and at its own size, which comes last.

        Raises:
            BrokenHistory: an event is missing in the order of the log.
        """
        tree, found = Tree(), dict[int, bytes]()
        wanted = set(sizes)
        for position, stored in leaves(self._link, self._log):
            if position != tree.size + 1:
                raise BrokenHistory(
                    SYSTEM, 0, Said("L'événement n° {thing} du journal manque dans son ordre.", thing=tree.size + 1)
                )
            tree.add(leaf(stored))
            if tree.size in wanted:
                found[tree.size] = tree.root()
        found.pop(tree.size, None)
        found[tree.size] = tree.root()
        return found
