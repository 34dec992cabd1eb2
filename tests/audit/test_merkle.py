"""The tree against the reference of RFC 6962, a naive definition, and altered proofs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.audit import merkle
from portal.audit.merkle import EMPTY, Peaks, is_consistent, is_included, leaf_hash, node_hash
from tests.reference_tree import CONSISTENCY, INCLUSION, LEAVES, ROOTS

HASHES = [leaf_hash(leaf) for leaf in LEAVES]
SIZES = st.integers(1, 200)


def naive_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, section 2.1, as it stands there."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(naive_root(leaves[:half]), naive_root(leaves[half:]))


def naive_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of the same section."""
    if len(leaves) == 1:
        return []
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if index < half:
        return [*naive_path(index, leaves[:half]), naive_root(leaves[half:])]
    return [*naive_path(index - half, leaves[half:]), naive_root(leaves[:half])]


def naive_consistency(old: int, leaves: list[bytes], is_whole: bool = True) -> list[bytes]:
    """SUBPROOF of the same section."""
    if old == len(leaves):
        return [] if is_whole else [naive_root(leaves)]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if old <= half:
        return [*naive_consistency(old, leaves[:half], is_whole), naive_root(leaves[half:])]
    return [*naive_consistency(old - half, leaves[half:], False), naive_root(leaves[:half])]


def many(size: int) -> list[bytes]:
    """The hashes of so many leaves, each of its own."""
    return [leaf_hash(str(number).encode()) for number in range(size)]


def node_of(leaves: list[bytes]) -> merkle.Node:
    """Any complete subtree's hash, by the naive definition."""
    return lambda level, place: naive_root(leaves[place << level : (place + 1) << level])


def test_the_roots_of_the_reference_tree() -> None:
    assert [merkle.root_of(HASHES[:size]).hex() for size in range(9)] == ROOTS


@pytest.mark.parametrize(("which", "proof"), INCLUSION.items())
def test_the_inclusion_proofs_of_the_reference_tree(
    which: tuple[int, int], proof: list[str]
) -> None:
    found = merkle.inclusion_proof(*which, node_of(HASHES))
    assert [each.hex() for each in found] == proof
    assert is_included(HASHES[which[0]], *which, found, bytes.fromhex(ROOTS[which[1]]))


@pytest.mark.parametrize(("sizes", "proof"), CONSISTENCY.items())
def test_the_consistency_proofs_of_the_reference_tree(
    sizes: tuple[int, int], proof: list[str]
) -> None:
    found = merkle.consistency_proof(*sizes, node_of(HASHES))
    assert [each.hex() for each in found] == proof
    assert is_consistent(*sizes, *(bytes.fromhex(ROOTS[size]) for size in sizes), found)


@given(SIZES, st.data())
def test_every_proof_is_the_naive_one_and_is_accepted(size: int, data: st.DataObject) -> None:
    leaves = many(size)
    root = naive_root(leaves)
    assert merkle.root_of(leaves) == root
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(index, size, node_of(leaves))
    assert proof == naive_path(index, leaves)
    assert is_included(leaves[index], index, size, proof, root)
    old = data.draw(st.integers(1, size))
    proof = merkle.consistency_proof(old, size, node_of(leaves))
    assert proof == naive_consistency(old, leaves)
    assert is_consistent(old, size, naive_root(leaves[:old]), root, proof)


def alterations(proof: list[bytes]) -> list[list[bytes]]:
    """A proof with each hash changed, left out or doubled, turned around, cut and made longer."""
    altered = [[*proof, EMPTY], [EMPTY, *proof], proof[:-1], proof[1:], proof[::-1]]
    for place, other in enumerate(proof):
        flipped = bytes([other[0] ^ 1]) + other[1:]
        altered += [[*proof[:place], new, *proof[place + 1 :]] for new in (flipped, b"", EMPTY)]
        altered += [proof[:place] + proof[place + 1 :], [*proof[:place], other, *proof[place:]]]
    return [each for each in altered if each != proof]


@given(SIZES, st.data())
def test_no_altered_inclusion_proof_is_accepted(size: int, data: st.DataObject) -> None:
    leaves = many(size)
    root, index = naive_root(leaves), data.draw(st.integers(0, size - 1))
    leaf, proof = leaves[index], naive_path(index, leaves)
    assert not any(is_included(leaf, index, size, each, root) for each in alterations(proof))
    others = {*range(-1, size + 2)} - {index}
    assert not any(is_included(leaf, other, size, proof, root) for other in others)
    assert not is_included(leaf, index, index, proof, root)
    assert not is_included(leaf_hash(b"another"), index, size, proof, root)
    assert not is_included(leaf, index, size, proof, leaf_hash(b"another root"))


@given(st.integers(2, 200), st.data())
def test_no_altered_consistency_proof_is_accepted(size: int, data: st.DataObject) -> None:
    leaves = many(size)
    old = data.draw(st.integers(1, size - 1))
    before, after = naive_root(leaves[:old]), naive_root(leaves)
    proof = naive_consistency(old, leaves)
    assert not any(is_consistent(old, size, before, after, each) for each in alterations(proof))
    another = leaf_hash(b"another")
    assert not is_consistent(old, size, another, after, proof)
    assert not is_consistent(old, size, before, another, proof)
    assert not is_consistent(old, size, after, before, proof)
    assert not is_consistent(size, old, before, after, proof)


def test_an_empty_log_is_the_beginning_of_every_log_and_of_no_other_root() -> None:
    root = bytes.fromhex(ROOTS[3])
    assert is_consistent(0, 3, EMPTY, root, [])
    assert not is_consistent(0, 3, root, root, [])
    assert not is_consistent(0, 3, EMPTY, root, [EMPTY])
    assert is_consistent(3, 3, root, root, [])
    assert not is_consistent(3, 3, EMPTY, root, [])


def test_a_proof_of_what_cannot_be_is_refused() -> None:
    for index, size in ((3, 3), (-1, 3), (0, 0)):
        with pytest.raises(ValueError, match="isn't among"):
            merkle.inclusion_parts(index, size)
    with pytest.raises(ValueError, match="beginning"):
        merkle.consistency_parts(4, 3)


@given(SIZES)
def test_an_append_holds_and_hashes_no_more_than_the_logarithm(size: int) -> None:
    peaks, completed = Peaks(), 0
    for leaf in many(size):
        made = peaks.append(leaf)
        completed += len(made)
        assert len(made) <= size.bit_length()
        assert len(peaks.hashes) == peaks.size.bit_count()
    assert completed < size
