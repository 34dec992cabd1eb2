"""The verifier's own Merkle tree, against the reference tree of RFC 6962 and its own words."""

from __future__ import annotations

import hashlib

import pytest

from portal.record.bundle.verify import (
    is_continued,
    is_included,
    leaf_hash,
    node_hash,
    roots,
)
from tests.reference_tree import INCLUSION, ROOTS
from tests.reference_tree import LEAVES as ENTRIES

LEAVES = [leaf_hash(each) for each in ENTRIES]


def test_the_roots_of_the_reference_tree() -> None:
    found = roots(LEAVES, range(9))
    assert [found[size].hex() for size in range(9)] == ROOTS


@pytest.mark.parametrize("place", INCLUSION)
def test_the_published_inclusion_proofs(place: tuple[int, int]) -> None:
    index, size = place
    proof = [bytes.fromhex(each) for each in INCLUSION[place]]
    root = bytes.fromhex(ROOTS[size])
    assert is_included(LEAVES[index], index, size, proof, root)
    assert not is_included(LEAVES[index], index, size, [*proof, proof[0] if proof else root], root)


def root_over(leaves: list[bytes]) -> bytes:
    """The definition in section 2.1, word for word, to compare with."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(root_over(leaves[:half]), root_over(leaves[half:]))


def path(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of section 2.1.1."""
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if index < half:
        return [*path(index, leaves[:half]), root_over(leaves[half:])]
    return [*path(index - half, leaves[half:]), root_over(leaves[:half])]


def subproof(old: int, leaves: list[bytes], is_whole: bool = True) -> list[bytes]:
    """SUBPROOF of section 2.1.2."""
    size = len(leaves)
    if old == size:
        return [] if is_whole else [root_over(leaves)]
    half = 1 << (size - 1).bit_length() - 1
    if old <= half:
        return [*subproof(old, leaves[:half], is_whole), root_over(leaves[half:])]
    return [*subproof(old - half, leaves[half:], False), root_over(leaves[:half])]


MANY = [leaf_hash(bytes([each])) for each in range(21)]


def test_every_inclusion_proof_of_small_trees_and_nothing_near_it() -> None:
    for size in range(1, 22):
        leaves = MANY[:size]
        root = roots(leaves, [size])[size]
        assert root == root_over(leaves)
        for index in range(size):
            proof = path(index, leaves)
            leaf = leaves[index]
            assert is_included(leaf, index, size, proof, root)
            assert not is_included(leaf_hash(b"other"), index, size, proof, root)
            assert not is_included(leaf, index, size, proof, leaf_hash(b"root"))
            assert not is_included(leaf, index, size, [*proof, root], root)
            assert not is_included(leaf, index + 1, size, proof, root)
            assert not is_included(leaf, index, size, proof[:-1], root) or size == 1
            for place in range(len(proof)):
                altered = [*proof[:place], leaf_hash(proof[place]), *proof[place + 1 :]]
                assert not is_included(leaf, index, size, altered, root)
    assert not is_included(MANY[0], -1, 3, [], MANY[0])
    assert not is_included(MANY[0], 0, 0, [], MANY[0])


def test_every_consistency_proof_of_small_trees_and_nothing_near_it() -> None:
    known = roots(MANY, range(22))
    for size in range(1, 22):
        for old in range(1, size + 1):
            proof = subproof(old, MANY[:size])
            assert is_continued(old, known[old], size, known[size], proof)
            other = leaf_hash(b"other")
            assert not is_continued(old, other, size, known[size], proof)
            assert not is_continued(old, known[old], size, other, proof)
            assert not is_continued(old, known[old], size, known[size], [*proof, other])
            for place in range(len(proof)):
                altered = [*proof[:place], other, *proof[place + 1 :]]
                assert not is_continued(old, known[old], size, known[size], altered)
                assert not is_continued(old, known[old], size, known[size], proof[:place])


def test_consistency_at_the_edges() -> None:
    known = roots(MANY, range(22))
    assert is_continued(0, known[0], 5, known[5], [])
    assert is_continued(0, known[0], 0, known[0], [])
    assert not is_continued(0, known[1], 5, known[5], [])
    assert not is_continued(5, known[5], 5, known[6], [])
    assert not is_continued(5, known[5], 5, known[5], [known[5]])
    assert not is_continued(6, known[6], 5, known[5], [])
    assert not is_continued(-1, known[0], 5, known[5], [])
    assert not is_continued(3, known[3], 5, known[5], [])


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = LEAVES[:2]
    assert leaf_hash(left + right) != node_hash(left, right)
