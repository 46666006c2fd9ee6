"""Every proof about a tree, from all of its nodes: 64 bytes a leaf, each proof at hand in the height of the tree.

Pure. A million events make 64 MB while they are exported; growing the tree again for each proof would cost hours.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.core.merkle import Hash, consistency_proof, inclusion_proof, node

_WIDTH = 32


class Proofs:
    """The nodes of a tree over leaves, whole subtrees only; the others are made of them when asked for."""

    def __init__(self, leaves: Iterable[Hash]) -> None:
        self._levels = [bytearray()]
        self.size = 0
        for leaf in leaves:
            self.add(leaf)

    def add(self, leaf: Hash) -> None:
        """Add a leaf at the end."""
        self._levels[0] += leaf
        self.size += 1
        level, count = 0, self.size
        while not count & 1:
            nodes = self._levels[level]
            merged = node(bytes(nodes[-2 * _WIDTH : -_WIDTH]), bytes(nodes[-_WIDTH:]))
            level, count = level + 1, count >> 1
            if level == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level] += merged

    def range_root(self, begin: int, end: int) -> Hash:
        """The root over the leaves from `begin` up to `end`, as `engine.core.merkle` asks for it."""
        length = end - begin
        if length & (length - 1) == 0:
            at = begin // length * _WIDTH
            return bytes(self._levels[length.bit_length() - 1][at : at + _WIDTH])
        middle = begin + (1 << (length - 1).bit_length() - 1)
        return node(self.range_root(begin, middle), self.range_root(middle, end))

    def inclusion(self, index: int, size: int) -> tuple[Hash, ...]:
        """That the leaf at `index`, from 0, stands in the tree of the first `size` leaves."""
        return inclusion_proof(index, size, self.range_root)

    def consistency(self, first: int, second: int) -> tuple[Hash, ...]:
        """That the tree of the first `second` leaves begins with that of the first `first`."""
        return consistency_proof(first, second, self.range_root)
