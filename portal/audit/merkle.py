"""The Merkle tree of RFC 6962 (9162): hashes, roots, proofs and their checking. Pure.

A place in the tree is `(level, place)`: the complete subtree over the leaves
`place << level` to `(place + 1) << level`; level 0 is the leaves, counted from 0.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

EMPTY = hashlib.sha256().digest()
"""The root of a log without events."""

Place = tuple[int, int]
Range = tuple[int, int]
Node = Callable[[int, int], bytes]


def leaf_hash(contents: bytes) -> bytes:
    """The hash of a leaf: SHA-256(0x00 ‖ contents)."""
    return hashlib.sha256(b"\x00" + contents).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side: SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass
class Peaks:
    """The frontier of a log: the hashes of its complete subtrees from left to right.

    It is all that an append has to know: as many hashes as `size` has ones in binary.
    """

    size: int = 0
    hashes: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add a leaf's hash; the subtrees that it completes: (level, place, hash), small to large.

        There are at most log2(size) of them, and one on average.
        """
        level, place, made, completed = 0, self.size, leaf, []
        while place & 1:
            level, place, made = level + 1, place >> 1, node_hash(self.hashes.pop(), made)
            completed.append((level, place, made))
        self.hashes.append(made)
        self.size += 1
        return completed

    @property
    def root(self) -> bytes:
        """The root of the log as it stands."""
        return fold(self.hashes)


def fold(peaks: Sequence[bytes]) -> bytes:
    """One hash over complete subtrees that lie side by side, from left to right."""
    if not peaks:
        return EMPTY
    root = peaks[-1]
    for left in reversed(peaks[:-1]):
        root = node_hash(left, root)
    return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over the hashes of leaves."""
    peaks = Peaks()
    for leaf in leaves:
        peaks.append(leaf)
    return peaks.root


def places_in(part: Range) -> list[Place]:
    """The complete subtrees that make up one subtree of the log, `(first, end)`, left to right."""
    start, end = part
    places = []
    while start < end:
        level = (end - start).bit_length() - 1
        places.append((level, start >> level))
        start += 1 << level
    return places


def hash_of(part: Range, node: Node) -> bytes:
    """The hash of one subtree of the log, from its complete subtrees."""
    return fold([node(level, place) for level, place in places_in(part)])


def inclusion_parts(index: int, size: int) -> list[Range]:
    """The subtrees whose hashes prove leaf `index` to be one of the first `size`, deepest first."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} isn't among the first {size}")
    start, end, parts = 0, size, []
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            parts.append((middle, end))
            end = middle
        else:
            parts.append((start, middle))
            start = middle
    return parts[::-1]


def consistency_parts(old: int, new: int) -> list[Range]:
    """The subtrees whose hashes prove `new` leaves to begin with the `old` ones, deepest first."""
    if not 0 <= old <= new:
        raise ValueError(f"{old} leaves aren't the beginning of {new}")
    if old in (0, new):
        return []
    start, end, parts = 0, new, []
    while old != end:
        middle = start + _half(end - start)
        if old <= middle:
            parts.append((middle, end))
            end = middle
        else:
            parts.append((start, middle))
            start = middle
    if start > 0:
        parts.append((start, end))
    return parts[::-1]


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """The proof that leaf `index` (from 0) is one of the first `size`."""
    return [hash_of(part, node) for part in inclusion_parts(index, size)]


def consistency_proof(old: int, new: int, node: Node) -> list[bytes]:
    """The proof that a log of `new` leaves begins with what it was at `old`."""
    return [hash_of(part, node) for part in consistency_parts(old, new)]


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof leads from a leaf's hash to this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(other, found)
            place, last = _up_to_right_child(place, last)
        else:
            found = node_hash(found, other)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the proof shows the newer root to add to the older one (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old in (0, new):
        expected = EMPTY if old == 0 else new_root
        return not proof and old_root == expected
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    place, last = _up_while_right(old - 1, new - 1)
    old_found = new_found = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_found, new_found = node_hash(other, old_found), node_hash(other, new_found)
            place, last = _up_to_right_child(place, last)
        else:
            new_found = node_hash(new_found, other)
        place, last = place >> 1, last >> 1
    return last == 0 and old_found == old_root and new_found == new_root


def _half(size: int) -> int:
    """The largest power of two below a size of at least 2."""
    return 1 << (size - 1).bit_length() - 1


def _up_to_right_child(place: int, last: int) -> Place:
    """Past the levels on which the last node, an only child, moves up unchanged."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _up_while_right(place: int, last: int) -> Place:
    """Past the levels on which the old log's last node is a right child."""
    while place & 1:
        place, last = place >> 1, last >> 1
    return place, last
