"""The tree over a log, as RFC 9162 makes it: one hash that covers every leaf, and short proofs about it.

Pure: leaves come in as 32 bytes each, already hashed (`engine.store.codec.leaf`); nothing here knows what they are of.
An inclusion proof shows that a leaf stands at its place under a root; a consistency proof, that a tree only grew from
an earlier one. Verifying either needs the roots alone, never the log.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

EMPTY = hashlib.sha256(b"").digest()
"The root of a tree without leaves."

_LEFT_RIGHT = b"\x01"

Hash = bytes
RangeRoot = Callable[[int, int], Hash]
"(begin, end) → the root of the subtree over the leaves from `begin` up to `end`, this one not included."


def node(left: Hash, right: Hash) -> Hash:
    """The hash of two subtrees side by side."""
    return hashlib.sha256(_LEFT_RIGHT + left + right).digest()


class Tree:
    """A tree that grows by one leaf at a time, and keeps of it only what the next root needs: log₂ of its size."""

    __slots__ = ("peaks", "size")

    size: int
    peaks: list[Hash]
    "The roots of the whole subtrees that it is made of, the largest first."

    def __init__(self) -> None:
        self.size = 0
        self.peaks = []

    def add(self, leaf: Hash) -> None:
        """Add a leaf at the end."""
        self.size += 1
        merged, peaks = self.size, self.peaks
        while not merged & 1:
            leaf = node(peaks.pop(), leaf)
            merged >>= 1
        peaks.append(leaf)

    def root(self) -> Hash:
        """The root over all leaves added so far."""
        if not self.peaks:
            return EMPTY
        *peaks, found = self.peaks
        for peak in reversed(peaks):
            found = node(peak, found)
        return found


def root(leaves: Iterable[Hash]) -> Hash:
    """The root of the tree over these leaves."""
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def range_root(leaves: Sequence[Hash]) -> RangeRoot:
    """The roots of the subtrees over leaves that are all at hand."""
    return lambda begin, end: root(leaves[begin:end])


def inclusion_proof(index: int, size: int, range_root: RangeRoot) -> tuple[Hash, ...]:
    """The hashes that lead from the leaf at `index` (0 is the first) to the root of the tree of `size` leaves.

    Raises:
        ValueError: there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    path = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            path.append(range_root(middle, end))
            end = middle
        else:
            path.append(range_root(begin, middle))
            begin = middle
    return tuple(reversed(path))


def included(leaf: Hash, index: int, size: int, proof: Sequence[Hash], root: Hash) -> bool:
    """Whether a proof leads from a leaf at its place to this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for each in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node(each, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node(found, each)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def consistency_proof(first: int, second: int, range_root: RangeRoot) -> tuple[Hash, ...]:
    """The hashes that show that the tree of `second` leaves begins with that of `first` leaves.

    Raises:
        ValueError: the first is empty, or larger than the second.
    """
    if not 0 < first <= second:
        raise ValueError(f"no proof from a tree of {first} leaves to one of {second}")
    path = []
    begin, end, known = 0, second, True
    while first != end:
        middle = begin + _split(end - begin)
        if first <= middle:
            path.append(range_root(middle, end))
            end = middle
        else:
            path.append(range_root(begin, middle))
            begin, known = middle, False
    if not known:
        path.append(range_root(begin, end))
    return tuple(reversed(path))


def consistent(first: int, second: int, first_root: Hash, second_root: Hash, proof: Sequence[Hash]) -> bool:
    """Whether a proof shows that the second tree begins with the first (RFC 9162, 2.1.4.2)."""
    if first == second:
        return not proof and first_root == second_root
    if not 0 < first < second or not proof:
        return False
    # A first tree that is whole is its own subtree: its root needn't be told.
    path = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node(each, old), node(each, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node(new, each)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _split(size: int) -> int:
    """The largest power of two that is smaller than `size`, which is at least 2."""
    return 1 << (size - 1).bit_length() - 1
