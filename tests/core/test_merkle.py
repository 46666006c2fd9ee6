"""The tree of RFC 9162: against the vectors of its reference log, and against its definition, word by word."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.merkle import (
    EMPTY,
    Tree,
    consistency_proof,
    consistent,
    included,
    inclusion_proof,
    range_root,
    root,
)


def leaf(content: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + content).digest()


CONTENTS = [bytes.fromhex(each) for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
CONTENTS.append(bytes.fromhex("606162636465666768696a6b6c6d6e6f"))
LEAVES = [leaf(each) for each in CONTENTS]
"The eight leaves by which Certificate Transparency's reference implementation has been tested since RFC 6962."

ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSIONS = [
    (0, 1, []),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
]
CONSISTENCIES = [
    (1, 1, []),
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
]


def hexes(proof) -> list[str]:
    return [each.hex() for each in proof]


def naive(leaves: list[bytes]) -> bytes:
    """MTH, as the RFC defines it (2.1.1)."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + naive(leaves[:k]) + naive(leaves[k:])).digest()


def naive_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH (2.1.3.1)."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if index < k:
        return [*naive_path(index, leaves[:k]), naive(leaves[k:])]
    return [*naive_path(index - k, leaves[k:]), naive(leaves[:k])]


def naive_subproof(m: int, leaves: list[bytes], *, known: bool) -> list[bytes]:
    """SUBPROOF (2.1.4.1)."""
    if m == len(leaves):
        return [] if known else [naive(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m <= k:
        return [*naive_subproof(m, leaves[:k], known=known), naive(leaves[k:])]
    return [*naive_subproof(m - k, leaves[k:], known=False), naive(leaves[:k])]


def test_roots_are_those_of_the_reference_log():
    """Fails when leaves and nodes share a prefix, or an odd leaf is doubled."""
    assert [root(LEAVES[: size + 1]).hex() for size in range(8)] == ROOTS
    assert root([]) == EMPTY == hashlib.sha256(b"").digest()


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSIONS)
def test_inclusion_proofs_are_those_of_the_reference_log(index, size, proof):
    assert hexes(inclusion_proof(index, size, range_root(LEAVES))) == proof
    assert included(LEAVES[index], index, size, [bytes.fromhex(each) for each in proof], bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(("first", "second", "proof"), CONSISTENCIES)
def test_consistency_proofs_are_those_of_the_reference_log(first, second, proof):
    assert hexes(consistency_proof(first, second, range_root(LEAVES))) == proof
    roots = [bytes.fromhex(ROOTS[size - 1]) for size in (first, second)]
    assert consistent(first, second, *roots, [bytes.fromhex(each) for each in proof])


@given(st.integers(0, 200))
def test_a_growing_tree_has_at_each_size_the_root_of_the_definition(size):
    leaves = [leaf(b"%d" % each) for each in range(size)]
    tree = Tree()
    for each in leaves:
        tree.add(each)
    assert (tree.size, tree.root()) == (size, naive(leaves))


@given(st.data())
def test_every_proof_is_that_of_the_definition_and_holds(data):
    size = data.draw(st.integers(1, 130))
    leaves = [leaf(b"%d" % each) for each in range(size)]
    index, first = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    whole, roots = naive(leaves), range_root(leaves)
    path, growth = inclusion_proof(index, size, roots), consistency_proof(first, size, roots)
    assert list(path) == naive_path(index, leaves)
    assert list(growth) == naive_subproof(first, leaves, known=True)
    assert included(leaves[index], index, size, path, whole)
    assert consistent(first, size, naive(leaves[:first]), whole, growth)


@given(st.data())
def test_a_proof_changed_anywhere_proves_nothing(data):
    """Fails when a verifier stops early, ignores what is left over, or takes a place or a size on trust."""
    size = data.draw(st.integers(2, 130))
    leaves = [leaf(b"%d" % each) for each in range(size)]
    index, first = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size - 1))
    whole, roots = naive(leaves), range_root(leaves)
    early = naive(leaves[:first])
    path, growth = inclusion_proof(index, size, roots), consistency_proof(first, size, roots)
    at = data.draw(st.integers(0, len(path) - 1))
    changed = (*path[:at], leaf(b"other"), *path[at + 1 :])
    assert not included(leaves[index], index, size, changed, whole)
    assert not included(leaves[index], index, size, path[:-1], whole)
    assert not included(leaves[index], index, size, (*path, whole), whole)
    assert not included(leaves[(index + 1) % size], index, size, path, whole)
    assert not included(leaves[index], size, size, path, whole)
    assert not included(leaves[index], -1, size, path, whole)
    at = data.draw(st.integers(0, len(growth) - 1))
    changed = (*growth[:at], leaf(b"other"), *growth[at + 1 :])
    assert not consistent(first, size, early, whole, changed)
    assert not consistent(first, size, early, whole, growth[:-1])
    assert not consistent(first, size, early, whole, (*growth, whole))
    assert not consistent(first, size, leaf(b"other"), whole, growth)
    assert not consistent(first, size, early, leaf(b"other"), growth)
    assert not consistent(size, first, whole, early, growth)
    assert not consistent(0, size, EMPTY, whole, growth)


def test_two_trees_of_one_size_are_consistent_only_when_equal():
    assert consistent(3, 3, root(LEAVES[:3]), root(LEAVES[:3]), ())
    assert not consistent(3, 3, root(LEAVES[:3]), root(LEAVES[1:4]), ())
    assert not consistent(3, 3, root(LEAVES[:3]), root(LEAVES[:3]), (LEAVES[0],))


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(index, size):
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_proof(index, size, range_root(LEAVES))


@pytest.mark.parametrize(("first", "second"), [(0, 3), (4, 3)])
def test_there_is_no_proof_that_a_tree_shrank(first, second):
    with pytest.raises(ValueError, match="no proof"):
        consistency_proof(first, second, range_root(LEAVES))


def test_a_growing_tree_keeps_few_hashes():
    """Fails when it keeps its leaves: a million events would then stay in memory."""
    tree, kept = Tree(), []
    for each in range(5000):
        tree.add(leaf(b"%d" % each))
        kept.append(len(tree.peaks))
    assert max(kept) <= 13
    assert all(after <= before + 1 for before, after in pairwise(kept))
