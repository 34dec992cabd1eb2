"""The tree against the reference of RFC 6962, a naive definition, and altered proofs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.audit import merkle
from portal.audit.merkle import EMPTY, Peaks, is_consistent, is_included, leaf_hash, node_hash

LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The leaves of the reference tree in certificate-transparency's own tests."""

ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
"""(leaf, size): its proof in the reference tree."""

CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
"""(older size, newer size): the proof in the reference tree."""

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
